import { expect, it } from 'vitest';
import { readSharedCopy } from '../../engine/shared-engine.test-support.ts';
import { addedHours, readHours, readTimelines } from './log-timeline.ts';

const now = new Date('2026-11-22T00:00:00Z');
const two = (value: number) => String(value).padStart(2, '0');
const asked = (hour: number, minute: number, second: number, client: string) =>
  `${client} - - [02/Mar/2026:${two(hour)}:${two(minute)}:${two(second)} +0000] "GET / HTTP/1.1" 200 100 "-" "x"`;
const said = (minute: number, ip: string) =>
  `2026-03-02T09:${two(minute)}:05.000000+00:00 web1 sshd[77]: Failed password for root from ${ip} port 4000 ssh2`;

it('counts who was there and who came, however much they asked', async () => {
  const scanner = Array.from({ length: 300 }, (_, i) => asked(9, 10 + Math.floor(i / 60), i % 60, '198.51.100.9'));
  const visitor = [asked(9, 58, 0, '203.0.113.5'), asked(10, 2, 0, '203.0.113.5'), asked(10, 30, 0, '203.0.113.5')];
  const guesses = Array.from({ length: 40 }, (_, i) => said(i % 2, `192.0.2.${1 + (i % 4)}`));
  const store = await readSharedCopy(
    [
      { name: 'access.log', bytes: Buffer.from(`${[...scanner, ...visitor].join('\n')}\n`) },
      { name: 'auth.log', bytes: Buffer.from(`${guesses.sort().join('\n')}\n`) },
    ],
    now,
  );
  try {
    const hour = Date.UTC(2026, 2, 2, 9) / 3_600_000;
    const [access, auth] = await readTimelines(store);
    expect(access?.hours).toEqual([
      { hour, lines: 301, present: 6, arrived: 2 },
      // At 10:02 the visitor of 9:58 is still there, at 10:30 there again.
      { hour: hour + 1, lines: 2, present: 2, arrived: 1 },
    ]);
    expect(auth?.hours).toEqual([{ hour, lines: 40, present: 4, arrived: 4 }]);
    expect((await readHours(store)).get(0)).toEqual(
      new Map([
        [hour, 6],
        [hour + 1, 2],
      ]),
    );
  } finally {
    await store.close();
  }
});

it('adds hours up, and does not know of a sum what it does not know of a part', () => {
  const one = { hour: 4, lines: 10, present: 3, arrived: 1 };
  expect(addedHours([[one], [one, { ...one, hour: 2 }]])).toEqual([
    { ...one, hour: 2 },
    { hour: 4, lines: 20, present: 6, arrived: 2 },
  ]);
  expect(addedHours([[one], [{ hour: 4, lines: 5 }]])).toEqual([{ hour: 4, lines: 15 }]);
});
