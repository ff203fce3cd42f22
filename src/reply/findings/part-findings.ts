import { showsReading } from '../../vocabulary/data-read.ts';
import { type Fact, type FactOf, factsOf } from '../../vocabulary/fact.ts';
import type { Both } from '../../vocabulary/finding.ts';
import { dayWords, isDate } from '../days.ts';
import {
  filesNotAtHand,
  onlyErased,
  recordsErased,
  recordsInDoubt,
  recordsNotAtHand,
  stretchesOf,
} from '../examined/record-stretches.ts';
import { type CaseInput, type Grounds, openFindings } from '../grounds.ts';
import { RESULT_DAYS, resultBy } from '../promised.ts';
import { listed, type Said } from '../said.ts';
import { vendorListed, vendorWords } from '../vendor-names.ts';
import { namesOf, nameWithin } from './found-names.ts';
import { foundWords } from './found-words.ts';
import type { HowFar } from './how-far.ts';
import { isLogin } from './login-words.ts';
import { concernsNobody } from './of-nobody.ts';
import { toldOnce, weakerJoined } from './said-once.ts';
import { isServedFile, isWalk } from './served-file.ts';
import { isFetched } from './written-out.ts';

/** Sentences for findings in a main letter; more than this many are named in one list, so that the letter keeps its length. */
const SENTENCES_AT_MOST = 6;
/** Traces told to whoever is not verified: the letter is short. */
const TRACES_UNNAMED = 2;
/** What has a sender or a day is told with them in the first answer too: a bare name for it says nothing. */
const dated: ReadonlySet<Fact['kind']> = new Set([
  'vendor-answer',
  'visible-recipients',
  'sent-to-another',
  'record-of-another',
]);
/** Told to whoever asks, each in its own words. */
const toldToAnybody: ReadonlySet<Fact['kind']> = new Set([
  'attacker-trace',
  'page-exposure',
  'sent-to-another',
  'record-of-another',
]);
/** So many sentences of that kind: the first answer keeps to a page. */
const WHOLE_IN_SHORT = 2;
/** Names in one list sentence: more would pass 90 characters. */
const NAMES_AT_MOST = 2;

/** Days that are one day where the letter is written are told as one. */
function withinADay(fact: Fact, zone: string): Fact {
  if (fact.kind !== 'attacker-trace' || !isWalk(fact) || fact.at === undefined || fact.lastAt === undefined)
    return fact;
  const { lastAt, ...rest } = fact;
  return dayWords(fact.at, zone, 'en') === dayWords(lastAt, zone, 'en') ? rest : fact;
}

/** The words for a finding, a company in them by its name in either language. */
export function wordsOf(fact: Fact, input: CaseInput): ReturnType<typeof foundWords> {
  const words = foundWords(withinADay(fact, input.organisation.timeZone));
  if (!words?.slots || !('vendor' in fact) || !('vendor' in words.slots)) return words;
  const slots = { ...words.slots, vendor: vendorWords(input, fact.vendor, 30) };
  if (fact.kind !== 'vendor-answer' || fact.answer !== 'announced') return { ...words, slots };
  const at = vendorListed(input, fact.vendor)?.answeredAt;
  if (at === undefined || at === null || !isDate(at)) return { ...words, slots };
  return {
    ...words,
    slots: { ...slots, at },
    text: {
      ja: '委託先の{vendor}から、{at:day}に、情報が漏れたとの知らせを受けております。',
      en: '{vendor}, which handles data for us, told us on {at:day} that data leaked from it.',
    },
  };
}

/** What is said of one finding; the first sentence says it. */
type Finding = { readonly sentences: readonly Said[]; readonly howFar: HowFar | undefined };

/** Whose record was opened is the register's to tell, and no letter's to somebody who is not verified. */
function asToldTo(fact: Fact, { verified }: Grounds): Fact {
  if (fact.kind !== 'attacker-trace' || verified) return fact;
  const { ownOpened: _, ...rest } = fact;
  return rest;
}

/** One sentence for one finding that points to our side, and what may lie behind it where that has to be said at once. */
function findingSentences(found: Fact, grounds: Grounds, section: string): Finding {
  const fact = asToldTo(found, grounds);
  const words =
    alteredSinceSealed(fact, grounds) ??
    notAtHand(fact, grounds) ??
    gapNamed(fact, grounds) ??
    wordsOf(fact, grounds.case);
  const said: Said = {
    id: `found.${fact.id}`,
    type: 'FOUND',
    section,
    evidence: [fact.id],
    slots: words?.slots ?? {},
    text: words?.text ?? {
      ja: '弊社の側に関わる点が、もう一つ見つかっております。',
      en: 'There is one more finding that concerns our side.',
    },
  };
  const when = fact.kind === 'log-integrity' && fact.verdict !== 'no-sign' ? stretchTold(fact, grounds, section) : [];
  const open = openFindings(grounds.case);
  const served = isFetched(fact) ? open.filter((other) => toldWithCommand(other, [fact])).map(({ id }) => id) : [];
  const more = words?.and
    ? [{ ...said, id: `found.${fact.id}.and`, ...words.and, evidence: [fact.id, ...served] }]
    : [];
  const howFar = words?.howFar;
  // What was read after a login is told by the trace of it, where there is one.
  const readingTold =
    isLogin(fact) &&
    fact.success === 'shown' &&
    factsOf(open, 'attacker-trace').some((other) => other.id !== fact.id && showsReading(other));
  if (!words?.but || readingTold) return { sentences: [said, ...more, ...when], howFar };
  // Of two companies each has its own limit: the name stands in both sentences.
  const { vendor } = said.slots;
  const slots = vendor === undefined ? {} : { vendor };
  const but: Said = { ...said, id: `found.${fact.id}.but`, type: 'LIMIT', slots, text: words.but };
  return { sentences: [said, ...more, ...when, but], howFar };
}

/** When the records contradict one another: of one stretch its time, of several the first and how many there are. */
function stretchTold(fact: Fact, grounds: Grounds, section: string): Said[] {
  const stretches = stretchesOf(grounds);
  const [first] = stretches;
  if (!first) return [];
  const { from, to } = first;
  const more = stretches.length - 1;
  return [
    {
      id: `found.${fact.id}.when`,
      type: 'FOUND',
      section,
      evidence: [fact.id],
      slots: more > 0 ? { from, to, more } : { from, to },
      text:
        more > 0
          ? {
              ja: '最も早いものは{from:moment}ごろから{to:moment}ごろまでで、ほかに{more}か所ございます。',
              en: 'The earliest is from about {from:moment} to about {to:moment}; further ones: {more}.',
            }
          : {
              ja: '該当する時間帯は、{from:moment}ごろから{to:moment}ごろまでです。',
              en: 'The time concerned is from about {from:moment} to about {to:moment}.',
            },
    },
  ];
}

/** Lines that no longer are what was sealed: proven, where a contradiction between records only points to it. */
function alteredSinceSealed(fact: Fact, { case: input }: Grounds): ReturnType<typeof foundWords> {
  const differs = (input.seals?.files ?? []).some(({ differences }) => differences > 0);
  if (fact.kind !== 'log-integrity' || fact.verdict !== 'altered' || !differs) return undefined;
  return {
    text: {
      ja: 'サーバーの記録に、保存した時点の控えと合わず、あとから書き換えられた箇所がございます。',
      en: 'The server records were changed after they were written: they no longer match the trace kept of them.',
    },
  };
}

/** A gap is of the records that it lies in: others may have gone on. */
function gapNamed(fact: Fact, grounds: Grounds): ReturnType<typeof foundWords> {
  const logs = recordsInDoubt(grounds);
  if (fact.kind !== 'log-integrity' || fact.verdict !== 'suspect' || !logs) return undefined;
  return {
    text: {
      ja: `${logs.ja}の記録に、理由の分からない欠けがございます。`,
      en: `The records of ${logs.en} have a gap that we cannot explain.`,
    },
  };
}

/** Files that are not at hand, and records that were erased, are no gap that nobody can explain. */
function notAtHand(fact: Fact, { case: input }: Grounds): ReturnType<typeof foundWords> {
  if (fact.kind !== 'log-integrity' || fact.verdict !== 'suspect') return undefined;
  if (onlyErased(input)) return { text: recordsErased };
  return filesNotAtHand(input) ? { text: recordsNotAtHand } : undefined;
}

type Together = { readonly both: readonly [Fact, Fact] | undefined; readonly rest: readonly Fact[] };

/** The name and the answers of one person in one message belong in one sentence. */
function nameAndValues(facts: readonly Fact[]): Together {
  const name = facts.find(({ kind }) => kind === 'real-name-in-spam');
  const values = facts.find(({ kind }) => kind === 'form-values-in-spam');
  if (!name || !values) return { both: undefined, rest: facts };
  return { both: [name, values], rest: facts.filter((fact) => fact !== name && fact !== values) };
}

function joinedSentence([name, values]: readonly [Fact, Fact], section: string): Said {
  return {
    id: `found.${name.id}-${values.id}`,
    type: 'FOUND',
    section,
    evidence: [name.id, values.id],
    slots: {},
    text: {
      ja: '届いたメールに、お名前と、お預かりしているほかの情報と一致する内容が書かれておりました。',
      en: 'The message contains your name and details that match what our register holds for your address.',
    },
  };
}

/** Named together, two to a sentence, every fact with its evidence. */
function namedTogether(facts: readonly Fact[], { case: input }: Grounds, section: string, prefix: string): Said[] {
  const sentences: Said[] = [];
  // Of one kind there may be several: a name that stood there already is not said once more.
  const alike = new Map<string, Fact[]>();
  for (const fact of facts) {
    const { en } = nameWithin(fact, input);
    alike.set(en, [...(alike.get(en) ?? []), fact]);
  }
  const kinds = [...alike.values()];
  for (let at = 0; at < kinds.length; at += NAMES_AT_MOST) {
    const some = kinds.slice(at, at + NAMES_AT_MOST).flat();
    const names = namesOf(some, input);
    sentences.push({
      id: `${prefix}.${sentences.length + 1}`,
      type: 'FOUND',
      section,
      evidence: some.map(({ id }) => id),
      slots: { names: listed(names) },
      text:
        at === 0
          ? {
              ja: 'これまでの調査で、{names}が見つかっております。',
              en: 'So far we have found {names}.',
            }
          : { ja: 'ほかに、{names}も見つかっております。', en: 'We have also found {names}.' },
    });
  }
  return sentences;
}

/** A message that we sent is admitted in the first sentence of a letter (`sentByUs` in part-conclusion.ts), and once is enough. */
function toldInShort(fact: Fact, grounds: Grounds): boolean {
  const { stage, outcome, verified } = grounds;
  if (fact.kind !== 'mail-origin' || fact.origin !== 'ours' || grounds.case.mailOrigin !== 'ours') return false;
  if (ownMailingTold(grounds).length > 0) return false;
  return verified && stage !== 'correction' && outcome !== 'leak_confirmed' && outcome !== 'not_our_mail';
}

/** What several findings say in the same words is said once, and the weaker of two attacks is joined to the stronger. */
function toldTogether(told: readonly Finding[]): Said[] {
  const howFar = new Map(
    told.flatMap(({ sentences: [first], howFar: far }) => (first && far ? [[first.id, far]] : [])),
  );
  return weakerJoined(toldOnce(told.flatMap(({ sentences }) => sentences)), howFar);
}

/** The file that a command named is told of with the command: by itself it would read as a second event. */
const toldWithCommand = (fact: Fact, open: readonly Fact[]): boolean =>
  isServedFile(fact) &&
  open.some(
    (other) =>
      isFetched(other) && fact.kind === 'attacker-trace' && other.fetchedAt === fact.at && other.tables !== undefined,
  );

/** Findings as a main letter gives them: whole sentences, then names for what goes beyond the length of a letter. */
export function findings(grounds: Grounds, section: string): Said[] {
  const open = openFindings(grounds.case).filter((fact) => !toldInShort(fact, grounds));
  const { both, rest } = nameAndValues(open.filter((fact) => !toldWithCommand(fact, open)));
  const said = both ? [joinedSentence(both, section)] : [];
  const whole = SENTENCES_AT_MOST - said.length;
  const told = rest.slice(0, whole).map((fact) => findingSentences(fact, grounds, section));
  return [...toldTogether(told), ...said, ...namedTogether(rest.slice(whole), grounds, section, 'found.more')];
}

/** In a holding letter: named, without numbers, and with no more than that they are open. */
export function findingsInShort(facts: readonly Fact[], grounds: Grounds, section: string): Said[] {
  if (facts.length === 0) return [];
  const { both, rest } = nameAndValues(facts);
  const whole = rest.filter(({ kind }) => dated.has(kind)).slice(0, WHOLE_IN_SHORT);
  const named = namedTogether(
    rest.filter((fact) => !whole.includes(fact)),
    grounds,
    section,
    'found.short',
  );
  // A sentence or a name each: what is one thing is not called "these".
  const told = toldOnce(whole.flatMap((fact) => findingSentences(fact, grounds, section).sentences));
  const things =
    told.length +
    new Set(rest.filter((fact) => !whole.includes(fact)).map((fact) => nameWithin(fact, grounds.case).en)).size;
  const one = things + (both ? 1 : 0) === 1;
  return [
    ...told,
    ...named,
    ...(both ? [joinedSentence(both, section)] : []),
    ...factsOf(rest, 'log-integrity')
      .slice(0, 1)
      .flatMap((fact): Said[] => {
        const but = foundWords(fact)?.but;
        const when = fact.verdict === 'no-sign' ? [] : stretchTold(fact, grounds, section);
        return but
          ? [...when, { id: 'found.records-but', type: 'LIMIT', section, evidence: [fact.id], slots: {}, text: but }]
          : when;
      }),
    {
      id: 'found.open',
      type: 'LIMIT',
      section,
      evidence: facts.map(({ id }) => id),
      slots: {},
      // What stands in the message has to do with it: what is open is where its sender had it from.
      text: facts.every(({ kind }) => kind === 'real-name-in-spam' || kind === 'form-values-in-spam')
        ? {
            ja: '送信者がそれをどこで手に入れたかは、まだ分かっておりません。',
            en: 'Where the sender got this from is not known yet.',
          }
        : one
          ? {
              ja: 'このことが迷惑メールと関係するかどうかは、まだ分かっておりません。',
              en: 'Whether this has to do with the spam is not known yet.',
            }
          : {
              ja: 'これらが迷惑メールと関係するかどうかは、まだ分かっておりません。',
              en: 'Whether these have to do with the spam is not known yet.',
            },
    },
  ];
}

/**
 * Mailings of ours that showed their recipients, seen in a copy that was handed in. Such a mistake may be told to anybody:
 * whoever sent us the copy has read it, and whether an address was among the recipients is not said. What a mail log alone
 * shows is kept back, because that check speaks only where the address was among them.
 */
export function ownMailingTold({ case: input }: Grounds): readonly FactOf<'visible-recipients'>[] {
  const handedIn = new Set(input.sources.filter(({ kind }) => kind === 'spam').map(({ path }) => path));
  return factsOf(input.facts, 'visible-recipients').filter(({ pointers }) =>
    (pointers ?? []).some(({ path }) => handedIn.has(path)),
  );
}

/** What is established of it, what is not, and what waits for a reply of the person. */
type OwnMailing = { readonly told: readonly Said[]; readonly whom: readonly Said[] };

/** What the address lines showed beside the addresses: told where the copy tells it, and left open where it does not. */
function shownBeside({ named }: FactOf<'visible-recipients'>): Both {
  if (named === undefined) {
    return {
      ja: '宛先の欄で見えていたのは、メールアドレスと、併記されている場合はお名前です。',
      en: 'What could be seen is what the address lines held: e-mail addresses, and names where they stood beside them.',
    };
  }
  return named === 0
    ? {
        ja: '宛先の欄で見えていたのは、メールアドレスで、お名前の併記はございませんでした。',
        en: 'What could be seen in the address lines were the e-mail addresses; no names stood beside them.',
      }
    : {
        ja: '宛先の欄で見えていたのは、メールアドレスと、{named}件に併記されたお名前です。',
        en: 'What could be seen in the address lines were the e-mail addresses, {named} of them with a name beside them.',
      };
}

function ownMailing(grounds: Grounds, section: string): OwnMailing {
  const [fact] = ownMailingTold(grounds);
  if (!fact) return { told: [], whom: [] };
  // The check, not the fact: the fact says who was among the recipients.
  const evidence = [fact.foundBy ?? 'outcome'];
  const dated = fact.sentAt !== undefined;
  const cause = grounds.case.handling?.incident?.cause;
  const shown: Said = {
    id: 'found.own-mailing-shown',
    type: 'FOUND',
    section,
    evidence,
    slots: fact.named ? { named: fact.named } : {},
    text: shownBeside(fact),
  };
  const unread: Said = {
    id: 'found.own-mailing-unread',
    type: 'LIMIT',
    section,
    evidence,
    slots: {},
    text: {
      ja: 'そのメールの本文や添付ファイルに、どなたの情報が書かれていたかは、調べておりません。',
      en: 'What its text or a file attached to it told about people, we have not examined.',
    },
  };
  const told: Said[] = [
    {
      id: 'found.own-mailing',
      type: 'FOUND',
      section,
      evidence,
      slots: { recipients: fact.recipients, ...(fact.sentAt === undefined ? {} : { sent: fact.sentAt }) },
      text: {
        ja: `お送りいただいた写しから、弊社が${dated ? '{sent:day}に' : ''}お送りしたメールで、{recipients}件の宛先が互いに見える形になっていたことを確認しております。`,
        en: `The copy you sent us shows that our message${dated ? ' of {sent:day}' : ''} let its {recipients} recipients see one another’s addresses.`,
      },
    },
    // The first answer keeps to a page.
    ...(grounds.stage === 'holding' ? [] : [shown, unread]),
    ...(cause
      ? [
          {
            id: 'found.own-mailing-cause',
            type: 'FOUND',
            section,
            evidence: ['handling'],
            slots: { cause },
            text: { ja: '原因は、{cause}です。', en: 'Cause: {cause}.' },
          } satisfies Said,
        ]
      : []),
    {
      id: 'found.own-mailing-open',
      type: 'LIMIT',
      section,
      evidence,
      slots: {},
      text: {
        ja: '迷惑メールとの関係は、まだ分かっておりません。',
        en: 'Whether this has to do with the spam is not known yet.',
      },
    },
  ];
  const others: Said = {
    id: 'found.own-mailing-others',
    type: 'LIMIT',
    section,
    evidence,
    slots: {},
    text: {
      ja: 'ほかの方のアドレスについては、お答えできません。',
      en: 'We cannot discuss other people’s addresses.',
    },
  };
  const whom: Said[] = [
    {
      id: 'found.own-mailing-whom',
      type: 'LIMIT',
      section,
      evidence,
      slots: {},
      text: {
        ja: 'お申し出のアドレスが宛先に含まれていたかどうかは、ご本人の確認ができましたらお知らせいたします。',
        en: 'We will tell you whether the address was among them once the address is confirmed as yours.',
      },
    },
    ...(grounds.stage === 'holding' ? [] : [others]),
  ];
  return { told, whom };
}

/** What stands on a page anybody can read; whose address it is, is not said. */
const ofPage = (fact: FactOf<'page-exposure'>): Fact => ({ ...fact, thisAddress: false });

/** A mail of ours that went astray, of which the copy was handed in; whose address or data stand in it, is not said. */
const ofAnother = ({ holdsThis: _, holdsRecord: __, holds: ___, ...fact }: FactOf<'sent-to-another'>): Fact => fact;

/**
 * To a requester who is not verified: of what was found only what concerns no person, and that there is something of that
 * kind. With a mailing of ours it is said whoever was among the recipients.
 */
export function findingsUnnamed(grounds: Grounds, section: string): Said[] {
  const facts = openFindings(grounds.case).filter(concernsNobody);
  const mailing = ownMailing(grounds, section);
  const [first] = mailing.told;
  const evidence = facts.length > 0 ? facts.map(({ id }) => id) : (first?.evidence ?? []);
  if (evidence.length === 0) return [];
  // A gap in our records concerns nobody, and is no fact about what this person told us: it is named for what it is.
  if (!first && facts.every((fact) => fact.kind === 'log-integrity' && fact.verdict === 'suspect')) {
    return facts.slice(0, 1).flatMap((fact) => findingSentences(fact, grounds, section).sentences.slice(0, 1));
  }
  // Nor does a trace in them: what was done to our systems is told to anybody, whoever's data it was.
  const traces = first
    ? []
    : toldTogether(
        [
          ...factsOf(facts, 'attacker-trace').slice(0, TRACES_UNNAMED),
          ...factsOf(facts, 'page-exposure').map(ofPage),
          ...factsOf(facts, 'sent-to-another').map(ofAnother),
          ...factsOf(facts, 'record-of-another'),
        ].map((fact) => findingSentences(fact, grounds, section)),
      );
  const areAllTold =
    factsOf(facts, 'attacker-trace').length <= TRACES_UNNAMED && facts.every(({ kind }) => toldToAnybody.has(kind));
  if (traces.length > 0 && areAllTold) return traces;
  const unnamed: Said = {
    id: 'found.unnamed',
    type: 'FOUND',
    section,
    evidence,
    slots: {},
    text: first
      ? {
          ja: 'この点を含め、弊社での調査を続けております。',
          en: 'We are still examining our side, this point included.',
        }
      : {
          ja: 'これまでの調査で、お申し出に関わるかもしれない事実が、弊社の側に見つかっております。',
          en: 'So far we have found facts on our side that may bear on what you told us.',
        },
  };
  return [...mailing.told, ...traces, unnamed, ...mailing.whom];
}

/** Who examines what is still open, and until when. Nobody has to prove who they are to hear what concerns no person. */
export function openPromise(grounds: Grounds, section: string): Said {
  const by = resultBy(grounds, RESULT_DAYS);
  return {
    id: 'promise.open',
    type: 'PROMISE',
    section,
    evidence: grounds.verified && grounds.unresolved.length > 0 ? grounds.unresolved.map(({ id }) => id) : ['outcome'],
    slots: { by, owner: grounds.owner },
    text: grounds.verified
      ? {
          ja: 'まだ分かっていない点は弊社で調べ、{owner}が{by:moment}までに結果をご報告いたします。',
          en: 'We will examine what is still open, and our {owner} will report the result to you by {by:moment}.',
        }
      : {
          ja: '調査の結果は、ご本人の確認がお済みでない場合も、個人情報に触れない範囲で、{owner}が{by:moment}までにご報告いたします。',
          en: 'Our {owner} will report the result by {by:moment}; until the address is confirmed as yours, without personal data.',
        },
  };
}
