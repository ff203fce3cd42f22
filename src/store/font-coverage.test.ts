import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, it } from 'vitest';
import { type Coverage, coverageOf } from './font-coverage.ts';

const file = '@expo-google-fonts/noto-serif-jp/400Regular/NotoSerifJP_400Regular.ttf';
let covers: Coverage = () => false;
beforeAll(async () => {
  covers = coverageOf(new Uint8Array(await readFile(fileURLToPath(import.meta.resolve(file)))));
});

it.each([
  { name: 'kana and kanji', text: 'あア漢髙', shown: true },
  { name: 'Latin with accents', text: 'Aéüñ', shown: true },
  { name: 'a kanji beyond the first plane', text: '𠮷', shown: true },
  { name: 'the mark for a missing glyph', text: '〓', shown: true },
  { name: 'a simplified Chinese character', text: '赵', shown: false },
  { name: 'hangul', text: '김', shown: false },
  { name: 'an emoji', text: '😀', shown: false },
  { name: 'Thai', text: 'ไ', shown: false },
])('$name: $shown', ({ text, shown }) => {
  for (const character of text) expect([character, covers(character.codePointAt(0) ?? 0)]).toEqual([character, shown]);
});

it('a font that breaks off is an error, not a font without characters', async () => {
  const whole = new Uint8Array(await readFile(fileURLToPath(import.meta.resolve(file))));
  expect(() => coverageOf(whole.slice(0, 200))).toThrow(RangeError);
});
