import type { Letter, Stage } from '../vocabulary/case-file.ts';
import { contactedBy } from '../vocabulary/contact.ts';
import { inWordsOfContact } from './contact-words.ts';
import { checked } from './examined/part-checked.ts';
import { limits } from './examined/part-limits.ts';
import { findings, findingsInShort, findingsUnnamed } from './findings/part-findings.ts';
import { frameLetter } from './frame.ts';
import { type CaseInput, type Grounds, groundsOf, type LetterWanted, openFindings } from './grounds.ts';
import { inOwnName } from './own-name.ts';
import { lastWords, turnElsewhere } from './part-closing.ts';
import { conclusion, ownMistake, sorryFirst } from './part-conclusion.ts';
import { advice, incident, itemsKnown } from './part-confirmed.ts';
import { heldAndRights } from './part-held.ts';
import { endOfHolding, kept, nextWord, verify, willExamine } from './part-holding.ts';
import { correction, keptWatching, sinceThen } from './part-later.ts';
import { measures } from './part-measures.ts';
import { heard, sorryForWorry, thanks } from './part-opening.ts';
import { mailOrigin, threatCare } from './part-origin.ts';
import { requests, requestsLater } from './part-requests.ts';
import { ways } from './part-ways.ts';
import { callAsked } from './questions/call-back.ts';
import { questions } from './questions/part-questions.ts';
import { stopInHolding } from './questions/stop-request.ts';
import { inWordsOfRecipients } from './recipient-words.ts';
import { stepsTaken } from './recorded-steps.ts';
import { render, type Said } from './said.ts';
import { inWordsForAnother } from './written-for-another.ts';
import { zoneTold } from './zone-told.ts';

/** A finding of the holding letter stands before what will be examined; a confirmed leak says what is known. */
function holding(grounds: Grounds): Said[] {
  const found = openFindings(grounds.case);
  const confirmed = grounds.verified && grounds.outcome === 'leak_confirmed' ? conclusionAsFound(grounds) : [];
  const named = grounds.verified ? findingsInShort(found, grounds, 'found.all') : findingsUnnamed(grounds, 'found.all');
  const sorry = sorryFirst(grounds);
  return [
    ...sorry,
    ...thanks(grounds),
    ...(sorry.length > 0 ? [] : [sorryForWorry()]),
    ...heard(grounds),
    // Whoever is told of a leak is told before anything else.
    ...(confirmed.length > 0
      ? [
          ...confirmed,
          ...itemsKnown(grounds, 'found.all'),
          ...besideLeak(grounds, named),
          ...stepsTaken(grounds),
          ...kept(grounds),
        ]
      : [...kept(grounds), ...named]),
    ...(grounds.case.mailOrigin === 'not_ours' ? mailOrigin(grounds) : threatCare(grounds)),
    ...willExamine(grounds),
    ...requests(grounds),
    ...stopInHolding(grounds),
    ...(grounds.verified ? [] : verify(grounds)),
    ...callAsked(grounds, 'next.all'),
    nextWord(grounds),
    ...zoneTold(grounds),
    endOfHolding(sorry.length > 0),
  ];
}

/** What matches in the message has just been named: whether it came from the leak is what is open. */
function besideLeak(grounds: Grounds, named: readonly Said[]): Said[] {
  const matches = ways(grounds).some(({ id }) => id === 'ways.matching');
  const text = {
    ja: '届いたメールの内容がこの漏えいによるものかを調べておりますが、まだ確定しておりません。',
    en: 'We are examining whether what the message contains came from this leak; that is not certain yet.',
  };
  return named.map((said) => (matches && said.id === 'found.open' ? { ...said, id: 'found.open-leak', text } : said));
}

/** What is established stands among the findings: a holding letter has no conclusion. */
function conclusionAsFound(grounds: Grounds): Said[] {
  return conclusion(grounds).map((said) => ({ ...said, section: 'found.all' }));
}

function sorry(grounds: Grounds): Said[] {
  // Apologised for already, before anything else.
  if (ownMistake(grounds)) return [];
  if (!grounds.verified) return [sorryForWorry()];
  switch (grounds.outcome) {
    case 'leak_confirmed': // apologised for before anything else
    case 'not_our_mail': // feeling only
      return [];
    case 'leak_likely':
      return [
        {
          ...sorryForWorry('sorry-trouble'),
          text: {
            ja: 'ご心配とご不便をおかけしておりますことをお詫び申し上げます。',
            en: 'We are sorry for the worry and trouble this is causing you.',
          },
        },
      ];
    case 'no_evidence':
      return [sorryForWorry()];
    case 'inconclusive':
      return [
        sorryForWorry(),
        {
          id: 'sorry-incomplete',
          type: 'APOLOGY',
          section: 'opening',
          evidence: ['outcome'],
          slots: {},
          text: {
            ja: 'また、十分なご説明ができず、申し訳ございません。',
            en: 'We are also sorry that we cannot give you a fuller answer.',
          },
        },
      ];
  }
}

/** The body that main, follow-up and correction share, from the findings on. */
function body(grounds: Grounds): Said[] {
  const leak = grounds.verified && (grounds.outcome === 'leak_confirmed' || grounds.outcome === 'leak_likely');
  return [
    // Whoever is not verified has read them in the conclusion, and whoever gets a correction in it.
    ...(grounds.stage === 'correction' || !grounds.verified ? [] : findings(grounds, 'found.all')),
    // Whoever is concerned by a leak asks first what happened and what to do.
    ...(leak ? incident(grounds) : []),
    ...(leak ? [...advice(grounds), ...requestsLater(grounds, 'advice.sample')] : []),
    ...checked(grounds),
    ...limits(grounds),
    ...mailOrigin(grounds),
    ...ways(grounds),
    ...questions(grounds),
    ...measures(grounds),
    ...(leak ? [] : requestsLater(grounds, 'ask.all')),
    ...heldAndRights(grounds),
    ...(grounds.verified ? [] : verify(grounds)),
    ...turnElsewhere(grounds),
    ...lastWords(grounds),
  ];
}

const compose: Readonly<Record<Stage, (grounds: Grounds) => Said[]>> = {
  holding,
  main: (grounds) => [
    ...sorryFirst(grounds),
    ...thanks(grounds),
    ...sorry(grounds),
    ...heard(grounds).map((said) => ({ ...said, section: 'opening.heard' })),
    ...conclusion(grounds),
    ...body(grounds),
  ],
  'follow-up': (grounds) => [
    ...sorryFirst(grounds),
    ...thanks(grounds),
    ...sorry(grounds),
    ...sinceThen(grounds),
    ...keptWatching(grounds),
    ...conclusion(grounds),
    ...body(grounds),
  ],
  correction: (grounds) => [
    ...sorryFirst(grounds),
    ...thanks(grounds),
    ...correction(grounds),
    ...conclusion(grounds),
    ...body(grounds),
  ],
};

/**
 * The day of a mail of ours that somebody handed in, where our zone is only assumed: its own stamp tells the day by which
 * sender and recipient know it. A stamp in UTC is that of a machine, and tells no place.
 */
function inMailDays(input: CaseInput): CaseInput {
  if (input.organisation.timeZoneAssumed !== true) return input;
  const facts = input.facts.map((fact) => {
    // One that went to somebody else is told by the day that the receiving side wrote, whatever its zone.
    if (
      fact.kind === 'sent-to-another' &&
      fact.ours !== undefined &&
      fact.crossed === undefined &&
      fact.receivedAt !== undefined
    ) {
      return { ...fact, receivedAt: fact.receivedAt.slice(0, 10) };
    }
    return fact.kind === 'visible-recipients' &&
      fact.sentAt !== undefined &&
      /T.*[+-](?!00:00)\d{2}:\d{2}$/.test(fact.sentAt)
      ? { ...fact, sentAt: fact.sentAt.slice(0, 10) }
      : fact;
  });
  return { ...input, facts };
}

type Composed = { readonly grounds: Grounds; readonly said: readonly Said[] };
/** Both languages, the deadlines and the lint ask for the same list. A case is never changed, only replaced. */
const composed = new WeakMap<CaseInput, Map<Stage, Composed>>();

/** What a letter says, before any language: the one list of sentences of which ja and en are two renderings. */
export function sentencesOf(input: CaseInput, stage: Stage): Composed {
  const ofCase = composed.get(input) ?? new Map<Stage, Composed>();
  composed.set(input, ofCase);
  const kept = ofCase.get(stage);
  if (kept) return kept;
  const grounds = groundsOf(inMailDays(input), stage);
  const all = compose[stage](grounds);
  const addressed = input.claim.onBehalf === true ? all.map((said) => inWordsForAnother(said, grounds.verified)) : all;
  const by = contactedBy(input);
  const contacted = by === undefined ? addressed : addressed.map((said) => inWordsOfContact(said, by));
  const recipients = inWordsOfRecipients(contacted, input);
  const made = { grounds, said: recipients.map((said) => inOwnName(said, input.organisation)) };
  ofCase.set(stage, made);
  return made;
}

/**
 * A letter to the customer, written from the facts of a case and from nothing else.
 *
 * The list of sentences does not depend on language or channel. A sentence whose fact is missing is left out or says
 * less; a name or contact that is not known prints a place to fill.
 */
export function draftLetter(input: CaseInput, { stage, lang, channel }: LetterWanted): Letter {
  const { grounds, said } = sentencesOf(input, stage);
  const sentences = said.map((sentence) => render(sentence, lang, grounds.zone));
  const { outcome } = grounds;
  const text = frameLetter(grounds, sentences, { stage, lang, channel });
  return { stage, lang, channel, outcome, sentences, text };
}
