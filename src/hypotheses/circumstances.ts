// What a case says about exposure: how long, how many, how guessable. These multiply hazards; they are not likelihoods.
import { type Fact, type FactOf, factsOf } from '../vocabulary/fact.ts';
import { isOpenFile } from '../vocabulary/open-file.ts';

export type Circumstances = {
  /** Submission to first spam; undefined: not known. */
  readonly delayDays: number | undefined;
  /** ln10 guess number: middle and standard deviation; undefined: shape not known. */
  readonly guess: { readonly mid: number; readonly deviation: number } | undefined;
  readonly rare: FactOf<'unique-address'> | undefined;
  readonly firstUse: FactOf<'first-use-claimed'> | undefined;
  readonly inRegister: boolean | undefined;
  readonly vendors: number | undefined;
  /** Exports, staff files, backups and form scripts together. */
  readonly copies: number;
  /** This record shown on a page of ours: 1 plainly, 2 obfuscated. */
  readonly shownOnPage: 'plain' | 'hidden' | undefined;
  /** Visible recipients of a mail of ours that had, or may have had, this address among them; or who got one that held it. */
  readonly seenByRecipients: number;
  readonly seenForSure: boolean;
  /** A file about people lay open on a server of ours and was fetched; whether this record is in it is not known. */
  readonly openFile: boolean;
  readonly inKnownLeak: boolean;
};

/** 5 to 95 % of a normal distribution, in standard deviations. */
const NINETY_PERCENT = 3.29;
/** Beyond this many copies the next one adds nothing. */
const MOST_COPIES = 20;

const largest = (values: readonly number[]) => values.reduce((most, value) => Math.max(most, value), 0);

/** Of several facts of a kind the first, or the largest where it counts something; a kind that is absent is not known, or none. */
export function circumstancesOf(facts: readonly Fact[]): Circumstances {
  const shape = factsOf(facts, 'address-shape')[0];
  const delay = factsOf(facts, 'time-at-risk').find(({ delayDays }) => delayDays > 0);
  const register = factsOf(facts, 'in-register');
  const lists = factsOf(facts, 'list-copies');
  const copies = lists.map(
    ({ exports, staffFiles = 0, backups = 0, formScripts = 0 }) => exports + staffFiles + backups + formScripts,
  );
  const pages = factsOf(facts, 'page-exposure').filter(({ thisAddress }) => thisAddress);
  const mails = factsOf(facts, 'visible-recipients').filter(({ includesThis }) => includesThis !== 'no');
  // A mail that went to somebody else was seen by one person for each message.
  const astray = factsOf(facts, 'sent-to-another').filter(({ ours = 0, holdsThis = 0 }) => ours > 0 && holdsThis > 0);
  return {
    delayDays: delay?.delayDays,
    guess: shape && {
      mid: shape.log10GuessesMid,
      deviation: Math.max(0.1, (shape.log10GuessesHigh - shape.log10GuessesLow) / NINETY_PERCENT),
    },
    rare: factsOf(facts, 'unique-address')[0],
    firstUse: factsOf(facts, 'first-use-claimed').find(({ claimed }) => claimed),
    inRegister: register.length === 0 ? undefined : register.some(({ found }) => found),
    vendors: lists.length === 0 ? undefined : largest(lists.map(({ vendors }) => vendors)),
    copies: Math.min(MOST_COPIES, largest(copies)),
    shownOnPage: pages.length === 0 ? undefined : pages.some(({ level }) => level === 'plain') ? 'plain' : 'hidden',
    seenByRecipients: largest([
      ...mails.map(({ recipients }) => recipients),
      ...astray.map(({ holdsThis = 0 }) => holdsThis),
    ]),
    seenForSure: astray.length > 0 || mails.some(({ includesThis }) => includesThis === 'yes'),
    openFile: facts.some((fact) => isOpenFile(fact) && fact.reachedData && fact.success !== 'none'),
    inKnownLeak: factsOf(facts, 'known-leak-timing').some(({ registered }) => registered === 'before'),
  };
}

/** A case of which nothing is known: what the likelihood ratio measures against. */
export const nothingKnown: Circumstances = circumstancesOf([]);
