// What is said of erasing. Only a recorded hold lets a letter say that records are held back, and until when.
import type { Both } from '../../vocabulary/finding.ts';
import { isDate, isDayOver } from '../days.ts';
import type { Grounds } from '../grounds.ts';
import { type Said, toFill } from '../said.ts';

export type ErasureWords = Pick<Said, 'evidence' | 'slots'> & { readonly text: Both };

/** Whether one time lies before another; a day given alone is that of the zone, and counts whole. */
const isBefore = (one: string, other: string, zone: string): boolean =>
  one.length === DAY_ALONE || other.length === DAY_ALONE
    ? isDayOver(one, other, zone)
    : Date.parse(one) < Date.parse(other);
/** Characters of `2026-11-22`. */
const DAY_ALONE = 10;

/** The hold in force at the time of the letter. */
function holdInForce({ case: input, now, zone }: Grounds) {
  const hold = input.handling?.hold;
  if (!hold || !isDate(hold.from) || isBefore(now, hold.from, zone)) return undefined;
  return hold.until === null || !isBefore(hold.until, now, zone) ? hold : undefined;
}

/** Empty where no hold is on record: then the letter speaks of none. */
export function erasureUnderHold(grounds: Grounds): readonly ErasureWords[] {
  const hold = holdInForce(grounds);
  if (!hold) return [];
  const kept: ErasureWords = {
    evidence: ['handling'],
    slots: { from: hold.from },
    text: {
      ja: '調査とご説明に必要な記録は、{from:day}から消さずに残しており、ご希望の削除は、これを分けたうえで行います。',
      en: 'We have kept the records needed for the examination since {from:day}; if you ask for erasure, we set these apart first.',
    },
  };
  const ends = hold.until !== null;
  const last = hold.until ?? hold.reviewAt;
  const by = last === null ? '{last}' : '{last:day}';
  const day = last ?? toFill({ ja: '残す必要を見直す日', en: 'day on which that need is examined again' });
  const until: ErasureWords = {
    evidence: ['handling'],
    slots: { last: day },
    text: ends
      ? { ja: `残すのは${by}までです。`, en: `They are kept until ${by}.` }
      : { ja: `残す必要は、${by}までに見直します。`, en: `We will examine by ${by} whether they are still needed.` },
  };
  return [kept, until];
}
