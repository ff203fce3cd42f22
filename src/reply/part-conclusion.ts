// "In short": what the letter states, in two or three sentences, and no more than the outcome carries.

import { contactedBy } from '../vocabulary/contact.ts';
import { showsReading } from '../vocabulary/data-read.ts';
import { type Fact, factsOf } from '../vocabulary/fact.ts';
import type { Both } from '../vocabulary/finding.ts';
import type { ConfirmedScope } from '../vocabulary/outcome.ts';
import { gaps } from './examined/limits-gaps.ts';
import { filesNotAtHand, onlyErased, recordsNotAtHand } from './examined/record-stretches.ts';
import { namesOf, nameWithin } from './findings/found-names.ts';
import { isLogin } from './findings/login-words.ts';
import { findingsUnnamed, ownMailingTold } from './findings/part-findings.ts';
import { isServedFile } from './findings/served-file.ts';
import { isFetched } from './findings/written-out.ts';
import {
  type Grounds,
  mainPeriod,
  nothingExamined,
  openFindings,
  type Topic,
  topicOf,
  topicOfFact,
} from './grounds.ts';
import { mailers } from './mailers.ts';
import { listed, type Said } from './said.ts';
import { vendorWords } from './vendor-names.ts';

const section = 'conclusion.all';

function sentence(
  id: string,
  type: Said['type'],
  evidence: readonly string[],
  text: Both,
  slots: Said['slots'] = {},
): Said {
  return { id, type, section, evidence, slots, text };
}

function noEvidence(grounds: Grounds): Said[] {
  const looked = mainPeriod(grounds.case);
  if (!looked) return [];
  return [
    sentence(
      'conclusion.nothing',
      'FOUND',
      ['outcome', ...looked.checks],
      {
        ja: '{from:day}から{to:day}までの記録などを{now:day}に調べましたが、弊社からの漏えいを示す事実は確認されておりません。',
        en: 'Up to {now:day} we examined records from {from:day} to {to:day}, and found nothing that shows a leak from us.',
      },
      { from: looked.from, to: looked.to, now: grounds.now },
    ),
    sentence('conclusion.not-proof', 'LIMIT', ['outcome'], {
      ja: 'ただし、この調査で漏えいがなかったと断定することはできません。',
      en: 'That is not proof that there was none.',
    }),
  ];
}

/** What companies, others or third parties told us of: no record of ours says anything for or against it. */
const toldFromOutside: ReadonlySet<Fact['kind']> = new Set([
  ...(['vendor-answer', 'similar-complaints', 'third-party-confirmation', 'vendor-canaries'] as const),
]);

/** What speaks against: silence of our own sources only. What may have happened elsewhere is never put forward. */
function against(grounds: Grounds, pointing: readonly Fact[]): { names: Both[]; evidence: string[] } {
  if (pointing.every(({ kind }) => toldFromOutside.has(kind))) return { names: [], evidence: [] };
  const taken = new Set(pointing.map(topicOfFact));
  // Silence of records that are themselves in doubt speaks neither way.
  if (taken.has('integrity')) taken.add('access');
  const candidates: readonly (readonly [Topic, Both])[] = [
    ['access', { ja: '持ち出しの跡が見えないサーバーの記録', en: 'server records with no sign of data taken' }],
    ['canaries', { ja: '名簿の漏えいに気づくための仕組み', en: 'the safeguard in our own list' }],
    ['pages', { ja: '公開ページ', en: 'our public pages' }],
  ];
  const names: Both[] = [];
  const evidence: string[] = [];
  for (const [topic, name] of candidates) {
    if (taken.has(topic)) continue;
    const silent = grounds.case.checks.filter(
      ({ id, result }) => result === 'nothing-found' && topicOf({ id }) === topic,
    );
    if (silent.length === 0) continue;
    names.push(name);
    evidence.push(...silent.map(({ id }) => id));
  }
  return { names, evidence };
}

/** A leak that a company admits is the first thing to be told, also where it is not known whether it concerns this record. */
function announcedElsewhere(grounds: Grounds): Said[] {
  const announced = factsOf(openFindings(grounds.case), 'vendor-answer').filter(
    ({ answer, coversThisRecord }) => answer === 'announced' && coversThisRecord === 'unknown',
  );
  if (announced.length === 0) return [];
  return [
    sentence('conclusion.announced', 'INFER', ['outcome', ...announced.map(({ id }) => id)], {
      ja: 'ただし、委託先から情報が漏れたとの知らせがあり、お客様の情報が含まれるかを確かめております。',
      en: 'A company that works for us has reported a leak, and we are finding out whether your record was in it.',
    }),
  ];
}

/** Records that contradict one another are the chief finding: "too few records" alone would hide it. */
function recordsDoubted(pointing: readonly Fact[], input: Grounds['case']): Said[] {
  const [fact] = factsOf(pointing, 'log-integrity').filter(({ verdict }) => verdict !== 'no-sign');
  if (!fact) return [];
  const text =
    fact.verdict === 'altered'
      ? {
          ja: '記録の一部に、消去または書き換えが疑われる食い違いが見つかっております。',
          en: 'Some of the records contradict one another in a way that erasure or alteration could explain.',
        }
      : onlyErased(input)
        ? { ja: '記録の一部が消去されております。', en: 'Part of the records was erased.' }
        : filesNotAtHand(input)
          ? recordsNotAtHand
          : {
              ja: '記録の一部に、理由の分からない欠けが見つかっております。',
              en: 'Part of the records has a gap that we cannot explain.',
            };
  return [sentence('conclusion.records-doubted', 'FOUND', [fact.id], text)];
}

/** Somebody else's data in a mail of ours comes first: "whether data leaked or not" is then asked of this person's alone. */
function recordOfAnotherTold(grounds: Grounds): Said[] {
  const [fact] = factsOf(openFindings(grounds.case), 'record-of-another');
  if (!fact) return [];
  return [
    sentence('conclusion.of-another', 'FOUND', [fact.id], {
      ja: 'お送りいただいた写しでは、弊社の側から送られたメールに、別の方に関わる内容が書かれております。',
      en: 'By the copy you sent us, mail from our side told details of another person.',
    }),
    sentence('conclusion.of-another-open', 'INFER', ['outcome'], {
      ja: 'お申し出のアドレスをお使いの方の情報が弊社から漏れたかどうかは、まだ申し上げられません。',
      en: 'Whether data of the person who uses the address you wrote about leaked from us we cannot say yet.',
    }),
  ];
}

function inconclusive(grounds: Grounds): Said[] {
  if (!grounds.case.weigh && contactedBy(grounds.case) === undefined) {
    // The phase of facts alone: neither missing records nor balance is the reason.
    return [
      sentence('conclusion.not-weighed', 'INFER', ['outcome'], {
        ja: '調べた結果の評価をまだ行っておらず、弊社からの漏えいがあったともなかったとも申し上げられません。',
        en: 'We have not yet assessed what we examined and cannot say whether data leaked from us or not.',
      }),
    ];
  }
  const pointing = openFindings(grounds.case);
  const missing = gaps(grounds);
  // Traces that data may have been read are there: to speak of missing records alone would hide them.
  const traced =
    pointing.some(isLogin) ||
    factsOf(pointing, 'attacker-trace').some(({ success, reachedData }) => success !== 'none' && reachedData) ||
    factsOf(pointing, 'bulk-read').some(({ known }) => !known);
  const ofAnother = recordOfAnotherTold(grounds);
  if (ofAnother.length > 0 && !traced) return [...recordsDoubted(pointing, grounds.case), ...ofAnother];
  if (pointing.length === 0 || (grounds.case.outcomeReason !== 'balanced_evidence' && !traced)) {
    return [
      ...recordsDoubted(pointing, grounds.case),
      // Records that are there but decide nothing are not missing: the letter must not say what the report denies.
      sentence(
        'conclusion.too-little',
        'INFER',
        ['outcome', ...missing.evidence],
        grounds.case.outcomeReason === 'balanced_evidence'
          ? {
              ja: '調べた記録からは、弊社からの漏えいがあったともなかったとも判断できておりません。',
              en: 'The records we examined do not let us say whether data leaked from us or not.',
            }
          : {
              ja: '判断に足る記録がそろわず、弊社からの漏えいがあったともなかったとも申し上げられません。',
              en: 'We do not have the records it takes to say whether data leaked from us or not.',
            },
      ),
      ...announcedElsewhere(grounds),
    ];
  }
  const ofTraces = pointing.filter(({ kind }) => kind === 'attacker-trace');
  // That our side sent the message has been said before it, and of where data went it says nothing.
  const rest = pointing.filter((fact) => !ofTraces.includes(fact));
  const others = rest.filter((fact) => fact.kind !== 'mail-origin');
  const candidates = [...ofTraces, ...(ofTraces.length + others.length > 0 ? others : rest)];
  // Two findings of one name are named once, and leave room for another.
  const names = namesOf(candidates, grounds.case).slice(0, 2);
  const some = candidates.filter((fact) => names.some(({ en }) => en === nameWithin(fact, grounds.case).en));
  const other = against(grounds, pointing);
  return [
    sentence(
      'conclusion.for',
      'INFER',
      ['outcome', ...some.map(({ id }) => id)],
      some.some(({ kind }) => kind === 'vendor-answer')
        ? {
            ja: '調べた結果には、弊社または委託先からの漏えいをうかがわせるもの（{for}）がございます。',
            en: 'Some findings point to a leak from us or a company we use: {for}.',
          }
        : {
            ja: '調べた結果には、弊社からの漏えいをうかがわせるもの（{for}）がございます。',
            en: 'Some of what we found points to a leak from us: {for}.',
          },
      { for: listed(names) },
    ),
    ...(other.names.length === 0
      ? []
      : [
          sentence(
            'conclusion.against',
            'INFER',
            ['outcome', ...other.evidence],
            {
              ja: '一方で、そうではないもの（{against}）もございます。',
              en: 'Some does not: {against}.',
            },
            { against: listed(other.names) },
          ),
        ]),
    sentence('conclusion.undecided', 'INFER', ['outcome'], {
      ja: '現時点では、漏えいがあったともなかったとも判断できておりません。',
      en: 'At present we cannot say whether there was one.',
    }),
  ];
}

function likely(grounds: Grounds): Said[] {
  if (!grounds.case.weigh) return [];
  return [
    sentence(
      'conclusion.likely',
      'INFER',
      ['weights', 'outcome'],
      {
        ja: '弊社でお預かりしていたアドレスが外部に渡った可能性は、{word}と考えております。',
        en: 'We think it {word} that the address we held reached outsiders.',
      },
      { word: grounds.case.weigh.words },
    ),
    sentence('conclusion.not-certain', 'LIMIT', ['outcome'], {
      ja: '確定はしておりません。',
      en: 'It is not certain.',
    }),
  ];
}

/** What a mailing showed of this person, or whose word it is that the record leaked. */
function recordLeaked(grounds: Grounds, evidence: readonly string[]): Said {
  const open = openFindings(grounds.case);
  const [vendor] = factsOf(open, 'vendor-answer').filter(
    ({ answer, coversThisRecord }) => answer === 'announced' && coversThisRecord === 'yes',
  );
  const [mailing] = factsOf(open, 'visible-recipients').filter(({ includesThis }) => includesThis === 'yes');
  if (mailing) {
    // Where no copy shows whose names stood beside the addresses, that theirs did is left open.
    const open = mailing.thisNamed === undefined && (mailing.named ?? 0) > 0;
    const name = {
      ja: mailing.thisNamed ? 'とお名前' : open ? '（お名前が添えられていた場合は、お名前も）' : '',
      en: mailing.thisNamed ? ' and your name were' : `${open ? ' (and your name, where it stood beside it)' : ''} was`,
    };
    return sentence('conclusion.record', 'FOUND', evidence, {
      ja: `弊社がお預かりしていたお客様のメールアドレス${name.ja}が、ほかの宛先の方に見える形で送られ、外部に漏えいしたことを確認いたしました。`,
      en: `We have established that your e-mail address${name.en} disclosed to the other recipients of a message we sent.`,
    });
  }
  if (vendor) {
    return sentence(
      'conclusion.record',
      'FOUND',
      evidence,
      {
        ja: '委託先の{vendor}からの知らせにより、弊社がお預かりし同社に渡していたお客様の情報が、外部に漏えいしたことを確認いたしました。',
        en: 'By the notice we had from {vendor}, which handles data for us, we have established that your record leaked from there.',
      },
      { vendor: vendorWords(grounds.case, vendor.vendor, 30) },
    );
  }
  return sentence('conclusion.record', 'FOUND', evidence, {
    ja: '弊社がお預かりしていたお客様の情報が、外部に漏えいしたことを確認いたしました。',
    en: 'We have established that your record, which we held, has leaked.',
  });
}

/** Copies of a list that go round prove a list; what was read on our systems proves data, and a file no more than its name. */
function proofOfList(grounds: Grounds): 'list' | 'data' | 'file' | 'dump' {
  const open = openFindings(grounds.case);
  if (factsOf(open, 'list-match').length > 0 || factsOf(open, 'register-canaries').some(({ hits }) => hits > 0))
    return 'list';
  const read = factsOf(open, 'attacker-trace').filter(showsReading);
  if (read.length === 0) return 'list';
  if (!read.every(isServedFile)) return 'data';
  const dumps = new Set(open.filter(isFetched).map(({ fetchedAt }) => fetchedAt));
  return read.every(({ at }) => at !== undefined && dumps.has(at)) ? 'dump' : 'file';
}

const listLeaked: Readonly<Record<ReturnType<typeof proofOfList>, Both>> = {
  dump: {
    ja: '弊社がお預かりしていた情報を書き出したとみられるファイルが外部から取得され、外部に漏えいしたことを確認いたしました。',
    en: 'We have established that a file into which data we held seems to have been written was fetched from outside and has leaked.',
  },
  list: {
    ja: '弊社がお預かりしていた名簿の少なくとも一部が、外部に漏えいしたことを確認いたしました。',
    en: 'We have established that at least part of a list we held has leaked.',
  },
  data: {
    ja: '弊社がお預かりしていた情報の少なくとも一部が、外部に漏えいしたことを確認いたしました。',
    en: 'We have established that at least some of the data we held has leaked.',
  },
  file: {
    ja: '弊社がお預かりしていた情報の控えとみられるファイルが外部から取得され、外部に漏えいしたことを確認いたしました。',
    en: 'We have established that a file that looks like a copy of our data, fetched from outside, has leaked.',
  },
};

/** No more than the proof carries: a list, this record, or that it could be seen. */
function confirmed(grounds: Grounds): Said[] {
  const proof = openFindings(grounds.case).map(({ id }) => id);
  const evidence = ['outcome', ...proof];
  switch (grounds.case.confirmedScope) {
    case 'record':
      return [recordLeaked(grounds, evidence)];
    case 'exposure':
      return [
        sentence('conclusion.exposure', 'FOUND', evidence, {
          ja: 'お客様の情報が、外部から見える状態になっていたことを確認いたしました。',
          en: 'We have established that your details could be seen from outside.',
        }),
        sentence('conclusion.exposure-limit', 'LIMIT', ['outcome'], {
          ja: '実際に見られたかどうかは、分かっておりません。',
          en: 'We do not know whether anyone saw them.',
        }),
      ];
    default:
      return [
        sentence('conclusion.list', 'FOUND', evidence, listLeaked[proofOfList(grounds)]),
        sentence('conclusion.list-limit', 'LIMIT', ['outcome'], {
          ja: 'お客様の情報が含まれていたかどうかは、調べております。',
          en: 'Whether your details were in it is still being examined.',
        }),
      ];
  }
}

/**
 * A mailing of ours that showed its recipients, seen in the copy that was handed in: the mistake is ours whoever asks, and
 * whether they were among the recipients is not said. Its check, not its fact, is the evidence: the fact says who was.
 */
export function ownMistake(grounds: Grounds): Said | undefined {
  const [fact] = grounds.verified ? [] : ownMailingTold(grounds);
  if (!fact) return undefined;
  return {
    id: 'sorry-own-mailing',
    type: 'APOLOGY',
    section: 'opening',
    evidence: [fact.foundBy ?? 'outcome'],
    slots: {},
    text: {
      ja: '弊社からお送りしたメールで、宛先が互いに見える形になっておりましたことを、深くお詫び申し上げます。',
      en: 'We are sincerely sorry that a message we sent let its recipients see one another’s addresses.',
    },
  };
}

/** The apology for what is established, a leak or a mistake of ours: for no more than that, and before everything else a letter says. */
export function sorryFirst(grounds: Grounds): Said[] {
  const mistake = ownMistake(grounds);
  if (mistake) return [mistake];
  if (!grounds.verified || grounds.outcome !== 'leak_confirmed') return [];
  const texts: Readonly<Record<ConfirmedScope, Both>> = {
    record: {
      ja: '弊社がお預かりしていたお客様の情報が外部に漏えいいたしましたことを、深くお詫び申し上げます。',
      en: 'We are sincerely sorry that your data, which was entrusted to us, has reached outsiders.',
    },
    list: {
      ja: '弊社がお預かりしていた情報の一部が外部に漏えいいたしましたことを、深くお詫び申し上げます。',
      en: 'We are sincerely sorry that some of the data entrusted to us has reached outsiders.',
    },
    exposure: {
      ja: '弊社がお預かりしていた情報を外部から見える状態にしておりましたことを、深くお詫び申し上げます。',
      en: 'We are sincerely sorry that details entrusted to us could be seen from outside.',
    },
  };
  const text = texts[grounds.case.confirmedScope ?? 'list'];
  return [{ id: 'sorry-leak', type: 'APOLOGY', section: 'opening', evidence: ['outcome'], slots: {}, text }];
}

function notOurMail(grounds: Grounds): Said[] {
  const origin = grounds.case.facts.find(({ kind }) => kind === 'mail-origin');
  const register = grounds.case.facts.find((fact) => fact.kind === 'in-register' && !fact.found);
  const said = [
    sentence('conclusion.not-ours', 'FOUND', origin ? ['outcome', origin.id] : ['outcome'], {
      ja: 'お送りいただいた迷惑メールの送信元は、弊社が把握している自社の配信設備ではなく、弊社の名義をかたったものでした。',
      en: 'The spam you sent us did not come from the mailing systems known to be ours; it uses our name.',
    }),
  ];
  if (!register || !grounds.verified) return said;
  return [
    ...said,
    sentence(
      'conclusion.not-held',
      'FOUND',
      [register.id],
      {
        ja: 'お申し出のアドレスは、{now:day}の時点で、弊社の名簿と把握している写しに見当たりませんでした。',
        en: 'As of {now:day} the address was neither in our list nor in the copies of it that we know of.',
      },
      { now: grounds.now },
    ),
    sentence('conclusion.not-held-limit', 'LIMIT', [register.id], {
      ja: '弊社が把握していない写しがあれば、この調査では分かりません。',
      en: 'A copy that we do not know of would not show in this search.',
    }),
  ];
}

/** Whether our systems sent the message: of a message that was handed in, and about no person. */
function originInShort(grounds: Grounds): Said[] {
  const { mailOrigin: origin, facts } = grounds.case;
  if (origin === 'unknown') return [];
  const evidence = factsOf(facts, 'mail-origin').map(({ id }) => id);
  const text =
    origin === 'ours'
      ? {
          ja: `お送りいただいたメールには、${mailers(grounds.case).ja}から送られたものがございました。`,
          en: `A message you sent us came from ${mailers(grounds.case).en}.`,
        }
      : {
          ja: 'お送りいただいた迷惑メールの配送の記録では、送信元は、弊社が把握している自社の配信設備ではございませんでした。',
          en: 'The delivery record of the spam you sent us shows a sending system that is not among those known to be ours.',
        };
  return [sentence('conclusion.origin', 'FOUND', evidence.length > 0 ? evidence : ['outcome'], text)];
}

/**
 * To a requester who is not verified: first what was found that concerns no person, then that the rest waits. A correction
 * has told its findings before.
 */
function toldToAnybody(grounds: Grounds): Said[] {
  const found = grounds.stage === 'correction' ? [] : findingsUnnamed(grounds, section);
  const origin = ownMailingTold(grounds).length > 0 ? [] : originInShort(grounds);
  // A gap in our records is no news about what they wrote of: it follows what they asked for.
  const ofGaps = factsOf(grounds.unresolved, 'log-integrity');
  const gapAlone = found.length > 0 && found.every(({ id }) => ofGaps.some((fact) => id === `found.${fact.id}`));
  return [
    ...(gapAlone ? [] : found),
    ...origin,
    // A mailing of ours has said so of itself.
    ...(found.some(({ id }) => id === 'found.own-mailing-open')
      ? []
      : [
          sentence(
            'conclusion.cause-open',
            'LIMIT',
            ['outcome'],
            grounds.case.mailOrigin === 'ours'
              ? {
                  ja: '弊社側からなぜ送られたのかは、まだ分かっておりません。',
                  en: 'Why it was sent from our side is not known yet.',
                }
              : {
                  ja: '送信者がアドレスをどこで手に入れたかは、まだ分かっておりません。',
                  en: 'Where the sender got the address is not known yet.',
                },
          ),
        ]),
    ...(gapAlone ? found : []),
    {
      ...sentence('conclusion.withheld', 'LIMIT', ['claim'], {
        ja: 'お申し出のアドレスについてご本人の確認がまだ済んでいないため、この書面では、個人情報に触れない範囲でご報告いたします。',
        en: 'As it is not yet confirmed that the address is yours, this letter tells only what can be said without personal data.',
      }),
      section: 'conclusion.identity',
    },
  ];
}

/** A message of our own is the first thing to admit, whatever else is open. */
function sentByUs(grounds: Grounds): Said[] {
  return grounds.case.mailOrigin === 'ours' && ownMailingTold(grounds).length === 0 ? originInShort(grounds) : [];
}

/** Of their own mailbox they hear before anything else: it is what they can do something about. */
function intoTheirMailbox(grounds: Grounds): Said[] {
  const logins = openFindings(grounds.case)
    .filter(isLogin)
    .filter(({ ownAccount, success }) => ownAccount === true && success === 'shown');
  if (logins.length === 0) return [];
  return [
    sentence(
      'conclusion.their-mailbox',
      'FOUND',
      logins.map(({ id }) => id),
      {
        ja: 'サーバーの記録に、外部からお客様のメールボックスへのログインに成功した跡がございます。',
        en: 'The records show a login to your mailbox from outside that succeeded after repeated password attempts.',
      },
    ),
  ];
}

/** A letter that reads like the report of an examination where there was none would be none. */
function notYetExamined(grounds: Grounds): Said[] {
  if (!nothingExamined(grounds.case)) return [];
  return [
    sentence('conclusion.not-examined', 'LIMIT', ['outcome'], {
      ja: '調べるための資料がまだ手元になく、弊社の記録は何も調べられておりません。',
      en: 'We have not yet been able to examine any of our records, as none of them were at hand.',
    }),
  ];
}

/** The outcome in words; whoever is not verified is told only what may be told to anybody. */
export function conclusion(grounds: Grounds): Said[] {
  return [...notYetExamined(grounds), ...concluded(grounds)];
}

function concluded(grounds: Grounds): Said[] {
  if (!grounds.verified) return toldToAnybody(grounds);
  switch (grounds.outcome) {
    case 'no_evidence':
      return [...sentByUs(grounds), ...noEvidence(grounds)];
    case 'inconclusive':
      return [...sentByUs(grounds), ...intoTheirMailbox(grounds), ...inconclusive(grounds)];
    case 'leak_likely':
      return [...sentByUs(grounds), ...intoTheirMailbox(grounds), ...likely(grounds)];
    case 'leak_confirmed':
      return confirmed(grounds);
    case 'not_our_mail':
      return notOurMail(grounds);
  }
}
