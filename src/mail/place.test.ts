import { expect, it } from 'vitest';
import { readMessage } from './message/message.ts';
import { placesWhere } from './place.ts';

const mail = (body: string) => readMessage(Buffer.from(`From: a@b.example\nSubject: x\n\n${body}`));

it('points at the line that holds it, without its end', () => {
  const message = mail('first\nthe word\r\n\r\nlast\n');
  expect(message && placesWhere(message, (text) => text.includes('the word'))).toEqual([
    { line: 5, byteStart: 36, byteEnd: 44 },
  ]);
});

it('finds its place among half a million empty lines in the time of the test', () => {
  const message = mail(`before${'\n'.repeat(500_000)}word after`);
  const [place] = (message && placesWhere(message, (text) => text.includes('word'))) ?? [];
  expect(place?.byteEnd).toBe(30 + 'before'.length + 500_000 + 'word after'.length);
});
