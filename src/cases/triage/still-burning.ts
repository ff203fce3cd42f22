// What may still be going on: what the checks ended in, and before that what a glance at the logs saw.
import { resultWords } from '../../evidence/report-words.ts';
import type { FirstSign, SignKind } from '../../logs/first-signs.ts';
import type { Peek } from '../../logs/peek-logs.ts';
import type { Both } from '../../vocabulary/finding.ts';
import { toldDayWords } from '../../vocabulary/told-day.ts';
import { isElsewhere } from '../clocks/watched-regimes.ts';
import { DAY, HOUR, MINUTE, minute } from './due-words.ts';
import { contactOf, type Ended, latestOf, type Section, type Seen, type TriageInput } from './first-look.ts';

/** The alarming ones first; the rest is counted. */
const MOST_SIGNS_SHOWN = 6;

/** Logs that end within this are taken as those of now. */
const FRESH_MS = 2 * HOUR;

const signWords: Readonly<Record<SignKind, Both>> = {
  'login-after-failures': {
    ja: '失敗の続いた後に、ログインが成功している',
    en: 'a login succeeded after a run of failures',
  },
  'attack-answered': {
    ja: '攻撃の形をした要求に、そのページのふだんの応答よりずっと大きな応答を返している',
    en: 'requests shaped like attacks were answered with far more than that page ordinarily answers',
  },
  'attack-tried': {
    ja: '攻撃の形をした要求がある（どのサーバーにも来る程度のこともある）',
    en: 'there are requests shaped like attacks (often no more than every server gets)',
  },
  'bulk-read': {
    ja: '一つの相手が、番号の付いたページを大量に読んでいる',
    en: 'one client read many pages that differ by a number',
  },
  'file-given': {
    ja: '公開しないはずのファイル（データベースの控え、設定など）を、求めた相手に渡している',
    en: 'a file that is not meant for the public (a copy of a database, settings) was given to who asked for it',
  },
  'account-changed': {
    ja: 'アカウントの追加、またはパスワードの変更がある',
    en: 'an account was made or a password changed',
  },
  guessing: {
    ja: 'パスワードを試し続けている相手がある（どのサーバーにも来る程度のこともある）',
    en: 'somebody keeps guessing passwords (often no more than every server gets)',
  },
};

/** Signs that a machine should be taken off the network for; guessing and probing alone are everyday weather. */
const alarming: ReadonlySet<SignKind> = new Set(['login-after-failures', 'attack-answered', 'bulk-read', 'file-given']);

export const isAlarming = ({ kind }: FirstSign) => alarming.has(kind);

function share({ logs, looked, bytes, left, whole }: Peek): Both {
  const mega = (value: number) => (value < 1024 ** 2 ? '1 MB' : `${Math.round(value / 1024 ** 2)} MB`);
  const skipped =
    left > 0 ? { ja: `、${left}ファイルは見ていません`, en: `; ${left} files were not looked at` } : { ja: '', en: '' };
  // What was unpacked and what lies packed are no parts of one whole.
  if (!whole && logs.some(({ compressed }) => compressed)) {
    return {
      ja: `展開した後の大きさで${mega(looked)}を見た見本です（渡された記録は、圧縮されたままで${mega(bytes)}）${skipped.ja}。見本にないことは、なかったことではありません`,
      en: `a sample: ${mega(looked)} seen, unpacked (the logs given are ${mega(bytes)} as they lie, compressed ones among them)${skipped.en}; what the sample does not show may still be there`,
    };
  }
  return whole
    ? {
        ja: '渡された記録の全部に、ざっと目を通したものです。判断は検査の結果によります',
        en: 'a quick look over all that was given; the checks decide',
      }
    : {
        ja: `${mega(bytes)}のうち${mega(looked)}を見た見本です${skipped.ja}。見本にないことは、なかったことではありません`,
        en: `a sample: ${mega(looked)} seen of ${mega(bytes)}${skipped.en}; what the sample does not show may still be there`,
      };
}

function signLine({ kind, path, count, last }: FirstSign, { organisation, now }: TriageInput): Both {
  const words = signWords[kind];
  const at = minute(last, organisation.timeZone);
  const on = now - last < DAY ? { ja: '。この一日のうちです', en: ', within the last day' } : { ja: '', en: '' };
  return {
    ja: `${words.ja}：${path}、${count}件、最後は${at}${on.ja}`,
    en: `${words.en}: ${path}, ${count}, last at ${at}${on.en}`,
  };
}

function reach(input: TriageInput): Both {
  const latest = latestOf(input);
  const { organisation, now, peek } = input;
  if (latest === null)
    return peek.logs.length === 0
      ? {
          ja: '記録が渡されていないため、続いているかどうかは分かりません',
          en: 'no logs were given: whether it goes on is not known',
        }
      : {
          ja: '渡された記録の時刻を読み取れず、続いているかどうかは分かりません',
          en: 'no times could be read in the logs given: whether it goes on is not known',
        };
  const at = minute(latest, organisation.timeZone);
  if (latest > now + 5 * MINUTE)
    return {
      ja: `渡された記録に、今より後の時刻（${at}）があります。その機器の時計か時刻帯を確かめてください`,
      en: `the logs given hold times after now (${at}): check the clock or the zone of that machine`,
    };
  if (now - latest <= FRESH_MS)
    return { ja: `渡された記録は${at}まであります`, en: `the logs given reach up to ${at}` };
  // By a zone that is only assumed, the hours since would be a guess.
  if (organisation.timeZoneAssumed && isElsewhere(input.claim))
    return {
      ja: `渡された記録は${at}（日本時間。時差の書かれていない時刻は日本時間とみた）までで、それより後は見ていません。今も続いているかは、今の記録を見なければ分かりません`,
      en: `the logs given end at ${at} (in Japan time; times that name no zone are taken as such) and nothing after that was seen: whether it goes on now takes the logs of now`,
    };
  const hours = Math.round((now - latest) / HOUR);
  const [ja, en] =
    hours < 48
      ? [`${hours}時間前`, `${hours} hours ago`]
      : [`${Math.round(hours / 24)}日前`, `${Math.round(hours / 24)} days ago`];
  return {
    ja: `渡された記録は${at}（${ja}）までで、それより後は見ていません。今も続いているかは、今の記録を見なければ分かりません`,
    en: `the logs given end at ${at} (${en}) and nothing after that was seen: whether it goes on now takes the logs of now`,
  };
}

/** What may still be going on: whether it was found, and what the check says, as the terminal and the report have it. */
const stillGoingOn: readonly { readonly id: string; readonly name: Both; readonly onlyFound?: true }[] = [
  { id: 'logs.attack-traces', name: { ja: '攻撃の跡', en: 'traces of attacks' } },
  { id: 'logs.bulk-read', name: { ja: '大量の読み出し', en: 'reading in bulk' } },
  { id: 'logs.login-after-failures', name: { ja: '失敗の後のログイン', en: 'logins after failures' } },
  { id: 'pages.exposed-address', name: { ja: '公開ページ', en: 'our public pages' }, onlyFound: true },
];

/** What the checks ended in goes before what the first look saw. */
function checksFound({ checks }: Ended): Both[] {
  const told = stillGoingOn.flatMap(({ id, name, onlyFound }) =>
    checks
      .filter((check) => check.id === id && (check.result === 'found' || !onlyFound))
      .map(({ result, says }): Both => {
        const { ja, en } = resultWords[result];
        return { ja: `${name.ja}（${ja}）：${says.ja}`, en: `${name.en} (${en.toLowerCase()}): ${says.en}` };
      }),
  );
  return told.length === 0
    ? []
    : [
        {
          ja: '検査は終わっています（ほかの検査は report.html）',
          en: 'the checks have ended (the others: report.html)',
        },
        ...told,
      ];
}

export function burning(input: Seen): Section {
  const { claim, peek, ended } = input;
  const told = contactOf(input);
  const order = [...peek.signs].sort(
    (a, b) => Number(isAlarming(b)) - Number(isAlarming(a)) || b.last - a.last || (a.path < b.path ? -1 : 1),
  );
  const lines: Both[] = order.slice(0, MOST_SIGNS_SHOWN).map((sign) => signLine(sign, input));
  const none = lines.length === 0;
  const more = order.length - lines.length;
  if (more > 0) lines.push({ ja: `ほか${more}件のしるし`, en: `and ${more} more ${more === 1 ? 'sign' : 'signs'}` });
  if (peek.logs.length > 0) {
    // Once the checks have ended, that a glance saw nothing says nothing more.
    if (none && !ended)
      lines.push({
        ja: 'ここまで見た範囲には、成功した攻撃を疑わせるしるしはありません',
        en: 'within this first look, no sign that an attack worked',
      });
    if (!none || !ended) lines.push(share(peek));
  }
  if (ended) lines.unshift(...checksFound(ended));
  lines.push(reach(input));
  const since = toldDayWords(claim, 'spamSince');
  if (since)
    lines.push({
      ja: `${told?.what.ja ?? '迷惑メール'}は${since.ja}から（${claim.spamSinceTold === undefined ? 'お申し出による' : `渡されたメールによる。お申し出の${claim.spamSinceTold}のものは弊社のメール`}）`,
      en: `${told?.what.en ?? 'spam'} since ${since.en}, ${claim.spamSinceTold === undefined ? "by the customer's account" : `by the mail handed in; that of ${claim.spamSinceTold}, from which the customer counts, is ours`}`,
    });
  lines.push({
    ja: '成功のしるしがあれば：ネットワークから切り離す。再起動しない。消さない。電話する',
    en: 'where there are signs of success: take it off the network, do not reboot, do not delete, call',
  });
  return { title: { ja: 'まだ続いているか', en: 'Is something still burning?' }, lines };
}
