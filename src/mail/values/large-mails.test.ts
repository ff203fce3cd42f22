import { beforeEach, describe, expect, it, vi } from 'vitest';
import { findValue } from './find-value.ts';
import { findPart } from './form-values.ts';
import { haystackOf } from './haystack.ts';
import { largeMail, type Planted, plantable } from './large-mails.test-support.ts';
import type * as WordPlaces from './word-places.ts';

const shortcut = vi.hoisted(() => ({ taken: true, words: 0, denied: 0 }));

vi.mock('./word-places.ts', async (importOriginal) => {
  const real = await importOriginal<typeof WordPlaces>();
  const counted = (answer: boolean) => {
    shortcut.words += 1;
    if (!answer) shortcut.denied += 1;
    return answer;
  };
  return {
    ...real,
    searched(text: string): WordPlaces.Searched {
      const through = real.searched(text);
      // It writes down no places before it was asked so often.
      for (let asked = 0; asked < 64; asked += 1) through.mayHold('');
      return {
        text,
        mayHold: (word) => !shortcut.taken || counted(through.mayHold(word)),
        placesOf(word) {
          if (shortcut.taken) return through.placesOf(word);
          let at = -1;
          return () => {
            at = text.indexOf(word, at + 1);
            return at;
          };
        },
      };
    },
    standNear: (text: WordPlaces.Searched, one: string, other: string, within: number) =>
      !shortcut.taken || real.standNear(text, one, other, within),
    stretchesNear: (text: WordPlaces.Searched, one: string, other: string, within: number) =>
      shortcut.taken ? real.stretchesNear(text, one, other, within) : [{ from: 0, to: text.text.length }],
  };
});

/** What a mail holds of each value. */
function foundIn(text: string, values: readonly Planted[]) {
  const haystack = haystackOf(text);
  return values.map(({ value, field }) => ({
    value,
    whole: findValue(haystack, value, field),
    family: findPart(haystack, { value, kind: 'name' }, 'family'),
    given: findPart(haystack, { value, kind: 'name' }, 'given'),
  }));
}

beforeEach(() => Object.assign(shortcut, { taken: true, words: 0, denied: 0 }));

describe('a large mail', () => {
  it('holds what it holds when every word is looked for in all of it', () => {
    let found = 0;
    for (let seed = 1; seed <= 6; seed += 1) {
      const { text, planted } = largeMail(seed, 20_500, seed === 1 ? 300_000 : 25_000, 16);
      const strangers = plantable.filter((_, at) => at % 300 === seed);
      const asked = [...planted, ...strangers];
      shortcut.taken = true;
      const quickly = foundIn(text, asked);
      shortcut.taken = false;
      expect(quickly).toEqual(foundIn(text, asked));
      found += quickly.filter(({ whole }) => whole !== undefined).length;
    }
    // Else the test would hold nothing: values are found, and words are left out.
    expect(found).toBeGreaterThan(30);
    expect(shortcut.denied).toBeGreaterThan(shortcut.words / 10);
  });
});
