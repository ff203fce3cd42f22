import type { Fact } from '../vocabulary/fact.ts';

/** Larger counts say no more, and arithmetic stays finite. */
const MOST_COUNT = 1e9;
const MOST_ADDRESSES = 1000;
const MOST_VENDORS = 50;
const LEAST_DELAY_DAYS = 0.01;
const MOST_DAYS = 36_500;
const MOST_LOG10_GUESSES = 40;
const MOST_YEARS = 1e9;
/** Person-years of complaint history below which there is none. */
export const LEAST_HISTORY = 0.01;

const between = (value: number, least: number, most: number) => Math.min(most, Math.max(least, value));
const count = (value: number, most = MOST_COUNT) => between(value, 0, most);

/** The fact with its numbers held where they still mean something: a file from elsewhere may hold any number. */
export function bounded(fact: Fact): Fact {
  switch (fact.kind) {
    case 'time-at-risk':
      // Spam before the submission is no delay at all; the check that wrote the fact has said so.
      return { ...fact, delayDays: between(fact.delayDays, LEAST_DELAY_DAYS, MOST_DAYS) };
    case 'address-shape': {
      const guesses = (value: number) => between(value, 0, MOST_LOG10_GUESSES);
      const low = guesses(fact.log10GuessesLow);
      const high = Math.max(low, guesses(fact.log10GuessesHigh));
      const mid = between(guesses(fact.log10GuessesMid), low, high);
      return { ...fact, log10GuessesLow: low, log10GuessesMid: mid, log10GuessesHigh: high };
    }
    case 'list-copies':
      return { ...fact, vendors: count(fact.vendors, MOST_VENDORS) };
    case 'similar-complaints':
      return {
        ...fact,
        count: count(fact.count),
        people: count(fact.people),
        ...(fact.historyComplaints === undefined ? {} : { historyComplaints: count(fact.historyComplaints) }),
        ...(fact.historyPersonYears === undefined
          ? {}
          : { historyPersonYears: between(fact.historyPersonYears, 0, MOST_YEARS) }),
        ...(fact.windowDays === undefined ? {} : { windowDays: between(fact.windowDays, 0, MOST_DAYS) }),
      };
    case 'guess-canaries':
      return { ...fact, hits: count(fact.hits), years: between(fact.years, 0, MOST_YEARS) };
    case 'register-canaries':
      return { ...fact, planted: count(fact.planted), hits: count(fact.hits), twinsHit: count(fact.twinsHit) };
    case 'vendor-canaries':
      return { ...fact, planted: count(fact.planted), hits: count(fact.hits, fact.planted) };
    case 'vendor-held':
      return {
        ...fact,
        others: count(fact.others, MOST_ADDRESSES),
        othersHeld: count(fact.othersHeld, Math.min(fact.others, MOST_ADDRESSES)),
        ...(fact.days === undefined ? {} : { days: between(fact.days, 1, MOST_DAYS) }),
      };
    case 'visible-recipients':
      return { ...fact, recipients: count(fact.recipients) };
    case 'sent-to-another':
      return {
        ...fact,
        ...(fact.holdsThis === undefined ? {} : { holdsThis: count(fact.holdsThis, fact.messages) }),
        ...(fact.holdsRecord === undefined ? {} : { holdsRecord: count(fact.holdsRecord, fact.messages) }),
      };
    case 'drill-power':
      return { ...fact, planted: count(fact.planted), found: count(fact.found, fact.planted) };
    default:
      return fact;
  }
}
