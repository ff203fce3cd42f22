import { expect, it } from 'vitest';
import type { Sources } from './check.ts';
import { crossedLetters } from './crossed-letters.ts';

const pointer = { path: 'logs/merge.log', sha256: 'a'.repeat(64), line: 4, byteStart: 10, byteEnd: 20 };
const people = ['ann', 'ben', 'cho', 'dai', 'eva'].map((name, n) => ({
  ...{ address: `${name}@example.jp`, form: null, at: '2026-08-21', ip: null, pointer },
  answers: { 教習生番号: `K26-080${n}`, 氏名: `${name} n` },
}));
/** To whom each of these letters went, and whose number and name stood in it. */
const sent = (of: (n: number) => number) =>
  people.map((person, n) => {
    const whose = people[of(n)]?.answers ?? { 教習生番号: '', 氏名: '' };
    const values = [person.address, whose.教習生番号, whose.氏名];
    return { ...{ f: 0, n, at: 1_000 }, to: [person.address], numbers: [whose.教習生番号], values };
  });

const told = (lines: ReturnType<typeof sent>, numbers: readonly string[]) =>
  crossedLetters({
    ...{ claim: { address: 'cho@example.jp' }, organisation: { timeZone: 'Asia/Tokyo' }, register: { rows: people } },
    spam: { samples: [{ origin: 'ours', kind: 'message', numbers }], refused: 0 },
    logs: { store: { rows: async () => lines, pointers: async () => [pointer] } },
  } as unknown as Sources);

const oneOff = sent((n) => (n + 1) % people.length);

it('tells where the data of this person went, and how many got those of somebody else, beside a copy that agrees', async () => {
  expect((await told(oneOff, ['K26-0803', '2026']))?.fact).toMatchObject({
    ...{ kind: 'sent-to-another', ours: 1, holdsRecord: 1, holds: '教習生番号; 氏名', crossed: 5 },
  });
});

it.each([
  ['letters that went to whom they belong', sent((n) => n), ['K26-0803']],
  ['no copy that shows the record of another', oneOff, ['2026']],
  ['a copy with its own number', oneOff, ['K26-0802', 'K26-0803']],
  ['a copy with which the record of the sending does not agree', oneOff, ['K26-0804']],
])('tells nothing of %s', async (_what, lines, numbers) => {
  expect(await told(lines, numbers)).toBeNull();
});
