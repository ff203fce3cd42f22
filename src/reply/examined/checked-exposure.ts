// What left us without anybody breaking in: mailings, canaries in our lists, our own pages.
import { factsOf } from '../../vocabulary/fact.ts';
import { type Grounds, lookedAt, openFindings, type Topic, topicOf } from '../grounds.ts';
import type { Said } from '../said.ts';
import { scope } from './checked-scope.ts';

/** Silence of records that contradict one another shows nothing, whichever of them it is that was changed. */
function mailingDoubted(grounds: Grounds, section: string): Said[] {
  const [fact] = factsOf(openFindings(grounds.case), 'log-integrity');
  if (!fact || !grounds.verified) return [];
  return [
    {
      id: 'mailing.doubted',
      type: 'LIMIT',
      section,
      evidence: [fact.id],
      slots: {},
      text: {
        ja: 'ただし、記録に食い違いがあるため、このことは、そうした送信がなかったことの根拠になりません。',
        en: 'As records contradict one another, this does not show that there was none.',
      },
    },
  ];
}

export function mailing(grounds: Grounds, taken: ReadonlySet<Topic>): Said[] {
  const section = 'checked.mailing';
  const looked = lookedAt(grounds.case, 'mailing', 'nothing-found');
  if (!looked || taken.has('mailing')) return [];
  return [
    scope('mailing.scope', section, looked, grounds, (end) => ({
      ja: `{from:day}から${end.ja}までのメールサーバーの記録を、{now:day}に調べました。`,
      en: `On {now:day} we examined the records of the mail server from {from:day} to ${end.en}.`,
    })),
    {
      id: 'mailing.nothing',
      type: 'FOUND',
      section,
      evidence: looked.checks,
      slots: {},
      text: {
        ja: 'この範囲には、弊社が多数の宛先にまとめて1通で送り、その中にお申し出のアドレスがあったものは見つかっておりません。',
        en: 'In these we found no message that we sent to many recipients with this address among them.',
      },
    },
    ...mailingDoubted(grounds, section),
    {
      id: 'mailing.limit',
      type: 'LIMIT',
      section,
      evidence: looked.checks,
      slots: {},
      text: {
        ja: 'お一人ずつに分けて送ったメールの本文と添付ファイルは、この記録には残りません。この記録に残らない方法で送られたものは、この調査では分かりません。',
        en: 'They do not show what was attached to messages that went to one person each, nor a message that left no record.',
      },
    },
  ];
}

export function canaries(grounds: Grounds, taken: ReadonlySet<Topic>): Said[] {
  const section = 'checked.canaries';
  const looked = lookedAt(grounds.case, 'canaries', 'nothing-found');
  const silent = factsOf(grounds.case.facts, 'register-canaries').filter(
    ({ hits, planted }) => hits === 0 && planted > 0,
  );
  const [fact] = silent;
  if (!looked || !fact || taken.has('canaries')) return [];
  return [
    {
      ...scope('canaries.nothing', section, looked, grounds, (end) => ({
        ja: `名簿が漏れた場合に気づくための仕組みには、{from:day}から${end.ja}まで、迷惑メールは確認されておりません（{now:day}確認）。`,
        en: `The safeguard in our list saw no spam from {from:day} to ${end.en} (checked {now:day}).`,
      })),
      type: 'FOUND',
      evidence: [fact.id],
    },
    {
      id: 'canaries.limit',
      type: 'LIMIT',
      section,
      evidence: [fact.id],
      slots: {},
      text: {
        ja: 'この仕組みは、すべての漏えいを見つけられるものではございません。',
        en: 'That check cannot detect every leak.',
      },
    },
  ];
}

export function pages(grounds: Grounds, taken: ReadonlySet<Topic>): Said[] {
  const section = 'checked.pages';
  const silent = grounds.case.checks.filter((check) => topicOf(check) === 'pages' && check.result === 'nothing-found');
  if (silent.length === 0 || taken.has('pages')) return [];
  const evidence = silent.map(({ id }) => id);
  // How many were read tells which were not.
  const pages = Math.max(0, ...silent.map(({ looked }) => looked?.parsed ?? 0));
  return [
    {
      id: 'pages.nothing',
      type: 'FOUND',
      section,
      evidence,
      slots: pages > 0 ? { now: grounds.now, pages } : { now: grounds.now },
      text:
        pages > 0
          ? {
              ja: '弊社の公開ページ{pages}ページの写し（{now:day}時点）に、お申し出のアドレスの表示は見つかっておりません。',
              en:
                pages === 1
                  ? 'In the one page of ours that we examined (as of {now:day}) we did not find the address shown.'
                  : 'In the {pages} of our public pages that we examined (as of {now:day}) we did not find the address shown.',
            }
          : {
              ja: '弊社の公開ページ（{now:day}時点の写し）に、お申し出のアドレスの表示は見つかっておりません。',
              en: 'In our public pages as of {now:day} we did not find the address shown.',
            },
    },
    {
      id: 'pages.limit',
      type: 'LIMIT',
      section,
      evidence,
      slots: {},
      text: {
        ja: 'それより前のページの内容は、この調査では分かりません。',
        en: 'What the pages showed before that would not appear in this search.',
      },
    },
  ];
}
