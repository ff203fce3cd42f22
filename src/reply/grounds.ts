// What a letter may lean on, taken once from the case: which outcome, whether the requester is known, what was looked at.
import type { CaseFile, Channel, CheckResult, Letter, Stage } from '../vocabulary/case-file.ts';
import { type Fact, type FactKind, factsOf } from '../vocabulary/fact.ts';
import type { Both, Language } from '../vocabulary/finding.ts';
import type { Outcome } from '../vocabulary/outcome.ts';
import { isDate } from './days.ts';
import { inBothLanguages } from './english-words.ts';
import { foreignName } from './foreign-words.ts';
import { toFill } from './said.ts';

/** The case before its letters are written. */
export type CaseInput = Omit<CaseFile, 'letters'> & { readonly letters?: readonly Letter[] };
export type LetterWanted = { readonly stage: Stage; readonly lang: Language; readonly channel: Channel };

/** What a check is about, as far as a letter goes. `elsewhere`: other ways an address travels, which a letter never ranks. */
export type Topic =
  | 'access'
  | 'integrity'
  | 'register'
  | 'vendors'
  | 'canaries'
  | 'pages'
  | 'mailing'
  | 'spam'
  | 'complaints'
  | 'elsewhere';

const topicWords: readonly (readonly [Topic, RegExp])[] = [
  ['integrity', /tamper|silence|clock|rotation|integrity|altered|seal/],
  ['canaries', /canar/],
  ['complaints', /complaint/],
  ['elsewhere', /guess|dictionar|breach|delay|timing|shape|campaign/],
  ['mailing', /visible|own-?mail|mailing|newsletter|sent-/],
  ['spam', /spam|origin|received|header|form-?values|real-?name|infrastructure/],
  ['pages', /page|expos/],
  ['vendors', /vendor|export|copies/],
  ['register', /register|custody/],
  ['access', /attack|actor|brute|bulk|login|intrusion|access|logs|sigma|detect/],
];

/** Asked of pages and of the register too, but not whether the address stands there: no sentence of a topic may lean on them. */
const apart = /viewed-by|copies-elsewhere|third-party/;

/** Undefined: a letter has no words for what this check is about. */
export function topicOf(check: Pick<CheckResult, 'id'>): Topic | undefined {
  const id = check.id.toLowerCase();
  if (apart.test(id)) return undefined;
  return topicWords.find(([, words]) => words.test(id))?.[0];
}

const topicOfKind: Readonly<Partial<Record<FactKind, Topic>>> = {
  'attacker-trace': 'access',
  'bulk-read': 'access',
  'log-integrity': 'integrity',
  'page-exposure': 'pages',
  'visible-recipients': 'mailing',
  'register-canaries': 'canaries',
  'vendor-canaries': 'canaries',
  'vendor-answer': 'vendors',
  'similar-complaints': 'complaints',
  'form-values-in-spam': 'spam',
  'real-name-in-spam': 'spam',
};

export const topicOfFact = (fact: Fact): Topic | undefined => topicOfKind[fact.kind];

/** Period that every one of some checks looked at, and which checks those are. */
export type Looked = { readonly checks: readonly string[]; readonly from: string; readonly to: string };

export type Grounds = {
  readonly case: CaseInput;
  readonly stage: Stage;
  /** What this letter states: the outcome of the case, or a more cautious one where the ground for it is missing. */
  readonly outcome: Outcome;
  readonly verified: boolean;
  readonly zone: string;
  readonly now: string;
  readonly form: string | undefined;
  readonly submittedAt: string | undefined;
  /** As `submittedAt`, or the first day of the register where that is earlier and whoever asks may know of it. */
  readonly heldSince: { readonly at: string; readonly evidence: string } | undefined;
  readonly spamSince: string | undefined;
  readonly receivedAt: string | undefined;
  /** Found, points to our side, and not closed. */
  readonly unresolved: readonly Fact[];
  readonly owner: Both;
  readonly agent: Both;
};

const dateOrNothing = (text: string | null) => (text !== null && isDate(text) ? text : undefined);

/** Checks of a topic by result, those that state the period they looked at. */
export function lookedAt(input: CaseInput, topic: Topic, result: CheckResult['result']): Looked | undefined {
  const checks = input.checks.filter((check) => topicOf(check) === topic && check.result === result);
  const dated = checks.flatMap(({ id, looked }) =>
    looked && looked.from !== null && looked.to !== null && isDate(looked.from) && isDate(looked.to)
      ? [{ id, from: looked.from, to: looked.to }]
      : [],
  );
  // Logins are often read from records of their own, which cover another time and are told with it.
  const ofReads = dated.filter(({ id }) => id !== 'logs.login-after-failures');
  const periods = ofReads.length > 0 ? ofReads : dated;
  const [first] = periods;
  if (!first) return undefined;
  // Only what all of them covered: a longer period would claim more than some of them saw.
  let { from, to } = first;
  for (const next of periods) {
    const laterFrom = Date.parse(next.from) > Date.parse(from) ? next.from : from;
    const earlierTo = Date.parse(next.to) < Date.parse(to) ? next.to : to;
    if (Date.parse(laterFrom) <= Date.parse(earlierTo)) [from, to] = [laterFrom, earlierTo];
  }
  const inside = periods.filter(
    (period) => Date.parse(period.from) <= Date.parse(from) && Date.parse(period.to) >= Date.parse(to),
  );
  return { checks: inside.map(({ id }) => id), from, to };
}

/** Ways an address travels, and what others reported, are known without any material of ours or of theirs. */
const withoutMaterial: ReadonlySet<Topic | undefined> = new Set(['elsewhere', 'complaints', undefined]);

/** No record, page, sample or word of a company could be examined: the letter says so before anything else it says of what was looked at. */
export const nothingExamined = ({ checks, facts }: Pick<CaseInput, 'checks' | 'facts'>): boolean =>
  !checks.some((check) => check.result !== 'not-checked' && !withoutMaterial.has(topicOf(check))) &&
  facts.every((fact) => withoutMaterial.has(topicOfFact(fact)));

/** The period that a letter names as the one examined: that of the server records, else of anything looked at. */
export function mainPeriod(input: CaseInput): Looked | undefined {
  for (const topic of ['access', 'integrity', 'mailing', 'canaries'] as const) {
    const looked = lookedAt(input, topic, 'nothing-found') ?? lookedAt(input, topic, 'found');
    if (looked) return looked;
  }
  return undefined;
}

/**
 * The outcome a letter states. Never bolder than the case; more cautious where the letter could not give its ground:
 * "no evidence" needs a period that was examined and no open finding, "likely" needs its word, "confirmed" its scope.
 */
function statedOutcome(input: CaseInput, unresolved: readonly Fact[]): Outcome {
  switch (input.outcome) {
    case 'no_evidence':
      return unresolved.length === 0 && mainPeriod(input) ? 'no_evidence' : 'inconclusive';
    case 'leak_likely':
      return input.weigh ? 'leak_likely' : 'inconclusive';
    case 'leak_confirmed':
      return input.confirmedScope && unresolved.length > 0 ? 'leak_confirmed' : 'inconclusive';
    case 'not_our_mail':
      return input.mailOrigin === 'not_ours' && unresolved.length === 0 ? 'not_our_mail' : 'inconclusive';
    case 'inconclusive':
      return 'inconclusive';
  }
}

/** Found, points to our side, and closed by nobody: as the gate of the case has it. */
export function openFindings(input: CaseInput): readonly Fact[] {
  const open = new Set(input.unresolved);
  return input.facts.filter(({ id }) => open.has(id));
}

/** A department called by those whom it serves: "our Members will write" would speak of the members themselves. */
const calledByPeople =
  /^(?:members?|customers?|clients?|guests?|parents?|patients?|residents?|students?|pupils?|subscribers?|donors?|supporters?|readers?|users?|visitors?|tenants?|volunteers?|people|public)$/i;

/** Sentences say "our" before it: "our the secretariat" is nobody's English. */
function ownerNamed({ ja, en }: Both): Both {
  const named = en.replace(/^(?:the|our) /i, '');
  return { ja, en: calledByPeople.test(named) ? `${named} team` : named };
}

/** What only the register knows is told to nobody who is not verified. */
function heldSince(input: CaseInput): Grounds['heldSince'] {
  const at = dateOrNothing(input.claim.submittedAt);
  if (at === undefined) return undefined;
  const [held] = factsOf(input.facts, 'in-register');
  const first = dateOrNothing(held?.firstAt ?? null);
  const isEarlier = first !== undefined && Date.parse(first) < Date.parse(at);
  if (held && isEarlier && input.claim.requesterVerified !== 'no') return { at: first, evidence: held.id };
  return { at, evidence: 'claim' };
}

/** All that the parts of one letter are written from: the case, and what follows from it for this stage. */
export function groundsOf(input: CaseInput, stage: Stage): Grounds {
  const unresolved = openFindings(input);
  const { contact } = input.organisation;
  const agent = foreignName(contact.agent, 40);
  const agentEn = foreignName(contact.agentEn ?? null, 40) ?? agent;
  return {
    case: input,
    stage,
    outcome: statedOutcome(input, unresolved),
    verified: input.claim.requesterVerified !== 'no',
    zone: input.organisation.timeZone,
    now: input.now,
    form: foreignName(input.claim.form, 24),
    submittedAt: dateOrNothing(input.claim.submittedAt),
    heldSince: heldSince(input),
    spamSince: dateOrNothing(input.claim.spamSince),
    receivedAt: dateOrNothing(input.claim.receivedAt),
    unresolved,
    owner: contact.department
      ? ownerNamed(inBothLanguages(contact.department))
      : toFill({ ja: '担当部署', en: 'department' }),
    agent: agent === undefined ? toFill({ ja: '担当者名', en: 'contact person' }) : { ja: agent, en: agentEn ?? agent },
  };
}
