// What is said of erasing. Only a recorded hold lets a letter say that records are held back, and until when.
import type { Both } from '../vocabulary/finding.ts';
import { isDate } from './days.ts';
import type { Grounds } from './grounds.ts';
import { type Said, toFill } from './said.ts';

export type ErasureWords = Pick<Said, 'evidence' | 'slots'> & { readonly text: Both };

/** The hold in force at the time of the letter; a day counts whole. */
function holdInForce({ case: input, now }: Grounds) {
  const hold = input.handling?.hold;
  if (!hold || !isDate(hold.from) || Date.parse(hold.from) > Date.parse(now)) return undefined;
  if (hold.until === null) return hold;
  const wholeDay = hold.until.length === 10 ? 86_400_000 : 0;
  return Date.parse(hold.until) + wholeDay > Date.parse(now) ? hold : undefined;
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
