// "What we checked": one paragraph a subject. Whatever was not found stands with what was read, over which period and
// when, and with what the same search would have missed.
import { type Fact, type FactOf, factsOf } from '../vocabulary/fact.ts';
import type { Both } from '../vocabulary/finding.ts';
import { isDate } from './days.ts';
import { foreignWords } from './foreign-words.ts';
import { shortName } from './found-names.ts';
import { foundWords } from './found-words.ts';
import { type Grounds, type Looked, lookedAt, openFindings, type Topic, topicOf, topicOfFact } from './grounds.ts';
import { listed, type Said } from './said.ts';

/** The period that was read, and when it was read. */
function scope(id: string, section: string, looked: Looked, now: string, text: Both): Said {
  const { from, to, checks } = looked;
  return { id, type: 'DID', section, evidence: checks, slots: { from, to, now }, text };
}

/** What the drill of this case found of what it planted: from the method it found least often to the one it found most. */
function drillLimit(grounds: Grounds, section: string): Said {
  const classes = (grounds.case.drill?.classes ?? []).filter(({ planted }) => planted > 0);
  const [first] = classes;
  if (!first) {
    return {
      id: `${section}.not-drilled`,
      type: 'LIMIT',
      section,
      evidence: lookedAt(grounds.case, 'access', 'nothing-found')?.checks ?? ['outcome'],
      slots: {},
      text: {
        ja: 'この調べ方で見落とすものがどれほどあるかは、まだ測っておりません。',
        en: 'We have not yet measured how much this search would miss.',
      },
    };
  }
  const byShare = classes.toSorted((a, b) => a.found / a.planted - b.found / b.planted);
  const hardest = byShare[0] ?? first;
  const easiest = byShare.at(-1) ?? first;
  const facts = factsOf(grounds.case.facts, 'drill-power').filter(
    ({ attack }) => attack === hardest.id || attack === easiest.id,
  );
  const slots = {
    found: hardest.found,
    planted: hardest.planted,
    most: easiest.found,
    ofMost: easiest.planted,
  };
  const evidence = facts.length > 0 ? facts.map(({ id }) => id) : ['drill'];
  const missed = hardest.found < hardest.planted;
  return {
    id: `${section}.drill`,
    type: 'LIMIT',
    section,
    evidence,
    slots,
    text: missed
      ? {
          ja: '記録の写しに手口の跡を仕込んだ試験では、見つけた数は手口により{planted}件中{found}件から{ofMost}件中{most}件までで、ほかは見落としました。',
          en: 'In a test with planted traces this search found from {found} of {planted} to {most} of {ofMost}, depending on the method, and missed the others.',
        }
      : {
          ja: '記録の写しに手口の跡を仕込んだ試験では、どの手口も{planted}件中{found}件を見つけましたが、ほかの手口は見落とし得ます。',
          en: 'In a test on copies it found {found} of {planted} traces of each planted method; it could miss other methods.',
        },
  };
}

/** Whether a fact says that something was found, open or explained. */
function saysFound(fact: Fact): boolean {
  switch (fact.kind) {
    case 'attacker-trace':
      return fact.success !== 'none';
    case 'log-integrity':
      return fact.verdict !== 'no-sign';
    case 'register-canaries':
    case 'vendor-canaries':
      return fact.hits > 0;
    case 'bulk-read':
    case 'page-exposure':
    case 'visible-recipients':
      return true;
    default:
      return false;
  }
}

/** Topics in which something was found, open or explained: there, no sentence says that nothing was. */
function topicsWithFindings(grounds: Grounds): ReadonlySet<Topic> {
  const { facts, checks } = grounds.case;
  const topics = [...facts.filter(saysFound), ...grounds.unresolved].flatMap((fact) => topicOfFact(fact) ?? []);
  const found = checks.flatMap((check): Topic[] => {
    const topic = check.result === 'found' ? topicOf(check) : undefined;
    if (topic !== 'access' && topic !== 'integrity' && topic !== 'mailing' && topic !== 'pages') return [];
    // A check that found attempts only, and says so by its facts.
    const ofCheck = facts.filter((fact) => fact.foundBy === check.id);
    return ofCheck.length > 0 && !ofCheck.some(saysFound) ? [] : [topic];
  });
  return new Set([...topics, ...found]);
}

/** What was found and is not open: explained by somebody who signed for it, or nothing that points to us. */
function settled(grounds: Grounds): Said[] {
  const section = 'checked.settled';
  const open = new Set(grounds.case.unresolved);
  const explanations = factsOf(grounds.case.facts, 'innocent-explanation');
  return grounds.case.facts
    .filter((fact) => saysFound(fact) && !open.has(fact.id))
    .slice(0, 3)
    .map((fact): Said => {
      const explanation = explanations.find(({ of }) => of === fact.id);
      if (explanation) {
        return {
          id: `settled.${fact.id}`,
          type: 'FOUND',
          section,
          evidence: [fact.id, explanation.id],
          slots: { name: shortName(fact) },
          text: {
            ja: '{name}がございましたが、理由を社内で確かめ、署名のある記録に残しております。',
            en: 'There was this: {name}. We examined the reason and keep a signed record of it.',
          },
        };
      }
      const words = foundWords(fact);
      return {
        id: `settled.${fact.id}`,
        type: 'FOUND',
        section,
        evidence: [fact.id],
        slots: words?.slots ?? {},
        text: words?.text ?? { ja: 'そのほかの所見がございます。', en: 'There is one more finding.' },
      };
    });
}

function access(grounds: Grounds, taken: ReadonlySet<Topic>): Said[] {
  const section = 'checked.access';
  const silent = lookedAt(grounds.case, 'access', 'nothing-found');
  const looked = silent ?? lookedAt(grounds.case, 'access', 'found');
  if (!looked) return [];
  const did = scope('access.scope', section, looked, grounds.now, {
    ja: '{from:day}から{to:day}までのサーバーの記録を、{now:day}に調べました。',
    en: 'On {now:day} we examined the server records from {from:day} to {to:day}.',
  });
  if (taken.has('access')) return [did, drillLimit(grounds, section)];
  const tried = factsOf(grounds.case.facts, 'attacker-trace').filter(({ success }) => success === 'none');
  const attempts: Said[] =
    tried.length === 0
      ? []
      : [
          {
            id: 'access.attempts',
            type: 'FOUND',
            section,
            evidence: tried.map(({ id }) => id),
            slots: {},
            text: {
              ja: '外部から不正な操作を試みた跡はございました。',
              en: 'There are traces of attempts at improper operations from outside.',
            },
          },
        ];
  return [
    did,
    ...attempts,
    {
      id: 'access.nothing',
      type: 'FOUND',
      section,
      evidence: silent?.checks ?? looked.checks,
      slots: {},
      text: {
        ja: 'この範囲には、お預かりした情報が引き出されたことを示す記録は見つかっておりません。',
        en: 'In these we found no record that shows that data we hold was drawn out.',
      },
    },
    drillLimit(grounds, section),
  ];
}

/** How far a trace kept outside vouches for the records, and what it cannot. */
function sealLimit(fact: FactOf<'log-integrity'> | undefined, looked: Looked): Said {
  const said = (id: string, text: Both, slots: Said['slots'] = {}): Said => ({
    id: `integrity.${id}`,
    type: 'LIMIT',
    section: 'checked.integrity',
    evidence: fact ? [fact.id] : looked.checks,
    slots,
    text,
  });
  const since = fact?.unchangedSince === undefined ? undefined : { since: fact.unchangedSince };
  if (fact?.sealed) {
    return since
      ? said(
          'sealed',
          {
            ja: '書き込みから間もなく、遅くとも{since:day}までに外部へ残した控えと照らしましたが、控えを取る前の変更は、この方法では分かりません。',
            en: 'We compared them with a trace kept outside soon after they were written, by {since:day} at the latest; a change made before that trace was taken would not show.',
          },
          since,
        )
      : said('sealed', {
          ja: '外部に残した控えと照らしましたが、控えを取る前の変更は、この方法では分かりません。',
          en: 'We compared them with a trace kept outside; a change made before that trace was taken would not show.',
        });
  }
  if (fact?.seals === 'late' && since) {
    return said(
      'sealed-late',
      {
        ja: '外部に控えを残したのは{since:day}が最初です。それより前に書き換えられていないことは、この控えでは示せません。',
        en: 'A trace of them was first kept outside on {since:day}; it cannot show that nothing was changed before that day.',
      },
      since,
    );
  }
  if (fact?.seals === 'own') {
    return said('sealed-own', {
      ja: '控えは残しておりましたが、弊社の中だけのもので、書き換えられていないことを外の方に示すことはできません。',
      en: 'A trace of them was kept, but by ourselves alone, so it cannot show anybody else that nothing was changed.',
    });
  }
  if (fact?.seals === 'partial') {
    return said('sealed-part', {
      ja: '外部に残した控えと照らせたのは一部だけのため、残りの部分の短い変更や丁寧な消去は見落とし得ます。',
      en: 'Only part of them could be compared with a trace kept outside; in the rest, a short change or a careful erasure could escape us.',
    });
  }
  return said('unsealed', {
    ja: '外部に控えを残していなかったため、短い変更や丁寧な消去は見落とし得ます。',
    en: 'No trace of them was kept outside, so a short change or a careful erasure could escape us.',
  });
}

function integrity(grounds: Grounds, taken: ReadonlySet<Topic>): Said[] {
  const section = 'checked.integrity';
  const looked = lookedAt(grounds.case, 'integrity', 'nothing-found');
  const [fact] = factsOf(grounds.case.facts, 'log-integrity');
  if (!looked || taken.has('integrity') || (fact && fact.verdict !== 'no-sign')) return [];
  const sentences: Said[] = [
    scope('integrity.scope', section, looked, grounds.now, {
      ja: '残っている記録に欠けや書換えがないかを、{from:day}から{to:day}までの分について{now:day}に調べました。',
      en: 'On {now:day} we looked for gaps and alteration in the records that remain, from {from:day} to {to:day}.',
    }),
    {
      id: 'integrity.nothing',
      type: 'FOUND',
      section,
      evidence: fact ? [fact.id] : looked.checks,
      slots: {},
      text: { ja: 'それらを示すものは見つかっておりません。', en: 'We found no sign of either.' },
    },
  ];
  sentences.push(sealLimit(fact, looked));
  return sentences;
}

function mailing(grounds: Grounds, taken: ReadonlySet<Topic>): Said[] {
  const section = 'checked.mailing';
  const looked = lookedAt(grounds.case, 'mailing', 'nothing-found');
  if (!looked || taken.has('mailing')) return [];
  return [
    scope('mailing.scope', section, looked, grounds.now, {
      ja: '弊社からの送信の記録は、{from:day}から{to:day}までの分を{now:day}に調べました。',
      en: 'On {now:day} we examined the records of our own mailings from {from:day} to {to:day}.',
    }),
    {
      id: 'mailing.nothing',
      type: 'FOUND',
      section,
      evidence: looked.checks,
      slots: {},
      text: {
        ja: '宛先が互いに見える形での一斉送信は見つかっておりません。',
        en: 'We found no mailing with recipients visible to one another.',
      },
    },
    {
      id: 'mailing.limit',
      type: 'LIMIT',
      section,
      evidence: looked.checks,
      slots: {},
      text: {
        ja: '送信の記録が残らない方法で送られたものは、この調べでは分かりません。',
        en: 'A message sent in a way that leaves no record there would not show.',
      },
    },
  ];
}

function canaries(grounds: Grounds, taken: ReadonlySet<Topic>): Said[] {
  const section = 'checked.canaries';
  const looked = lookedAt(grounds.case, 'canaries', 'nothing-found');
  const silent = factsOf(grounds.case.facts, 'register-canaries').filter(
    ({ hits, planted }) => hits === 0 && planted > 0,
  );
  const [fact] = silent;
  if (!looked || !fact || taken.has('canaries')) return [];
  return [
    {
      ...scope('canaries.nothing', section, looked, grounds.now, {
        ja: '名簿に設けた確認の仕組みには、{from:day}から{to:day}まで、迷惑メールは確認されておりません（{now:day}確認）。',
        en: 'No spam was seen in the check we keep in our own list, from {from:day} to {to:day} (checked {now:day}).',
      }),
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

function pages(grounds: Grounds, taken: ReadonlySet<Topic>): Said[] {
  const section = 'checked.pages';
  const silent = grounds.case.checks.filter((check) => topicOf(check) === 'pages' && check.result === 'nothing-found');
  if (silent.length === 0 || taken.has('pages')) return [];
  const evidence = silent.map(({ id }) => id);
  return [
    {
      id: 'pages.nothing',
      type: 'FOUND',
      section,
      evidence,
      slots: { now: grounds.now },
      text: {
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
        ja: 'それより前のページの内容は、この調べでは分かりません。',
        en: 'What the pages showed before that would not appear in this search.',
      },
    },
  ];
}

/** A vendor's word is passed on as its word: confirmed by us, its word only, or no answer yet. */
function vendors(grounds: Grounds): Said[] {
  const section = 'checked.vendors';
  const answers = factsOf(grounds.case.facts, 'vendor-answer');
  const row = (id: string, answer: 'checked' | 'replied' | 'none', text: Both): Said[] => {
    const some = answers.filter((fact) => fact.answer === answer).slice(0, 3);
    if (some.length === 0) return [];
    const names = listed(
      some.map(({ vendor }) => {
        const name = foreignWords(vendor, 16);
        return { ja: name, en: name };
      }),
    );
    return [{ id, type: 'DID', section, evidence: some.map((fact) => fact.id), slots: { names }, text }];
  };
  return [
    ...row('vendors.checked', 'checked', {
      ja: '委託先の{names}については、回答の裏付けを弊社で確認いたしました。',
      en: 'Of the companies that handle data for us, we confirmed the answer of {names} ourselves.',
    }),
    ...row('vendors.word', 'replied', {
      ja: '委託先の{names}からは回答のみをいただいており、弊社での確認はできておりません。',
      en: '{names} gave us an answer, which we have not been able to confirm.',
    }),
    ...row('vendors.none', 'none', {
      ja: '委託先の{names}からは、まだ回答をいただいておりません。',
      en: '{names} has not answered us yet.',
    }),
  ];
}

function complaints(grounds: Grounds): Said[] {
  const section = 'checked.complaints';
  const [fact] = factsOf(grounds.case.facts, 'similar-complaints');
  const since = fact?.recordedSince;
  // Open complaints stand among the findings; without a log of complaints, their absence says nothing.
  if (!fact || since === undefined || !isDate(since) || openFindings(grounds.case).includes(fact)) return [];
  return [
    {
      id: 'complaints.count',
      type: 'FOUND',
      section,
      evidence: [fact.id],
      slots: { since, count: fact.count, now: grounds.now },
      text:
        fact.count === 0
          ? {
              ja: '同様のお申し出は、記録のある{since:day}から{now:day}までに、ほかにはいただいておりません。',
              en: 'From {since:day}, when our records of this begin, to {now:day}, nobody else reported this to us.',
            }
          : {
              ja: '同様のお申し出は、記録のある{since:day}から{now:day}までに、ほかに{count}件です。',
              en: 'From {since:day}, when our records of this begin, to {now:day}, the number of other such reports is {count}.',
            },
    },
    {
      id: 'complaints.limit',
      type: 'LIMIT',
      section,
      evidence: [fact.id],
      slots: {},
      text:
        fact.count === 0
          ? {
              ja: 'お申し出がないことは、漏えいがないことを意味いたしません。',
              en: 'That does not show that there was no leak.',
            }
          : {
              ja: '件数が少ないことは、漏えいがないことを意味いたしません。',
              en: 'A small number does not show that there was no leak.',
            },
    },
  ];
}

/** Everything that was looked at, subject by subject. To a requester who is not verified: only what concerns no person. */
export function checked(grounds: Grounds): Said[] {
  const taken = topicsWithFindings(grounds);
  const ofSystems = [...access(grounds, taken), ...integrity(grounds, taken)];
  if (!grounds.verified) return ofSystems;
  return [
    ...ofSystems,
    ...mailing(grounds, taken),
    ...pages(grounds, taken),
    ...canaries(grounds, taken),
    ...vendors(grounds),
    ...complaints(grounds),
    ...settled(grounds),
  ];
}
