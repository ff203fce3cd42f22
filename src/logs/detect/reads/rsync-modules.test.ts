import { expect, it } from 'vitest';
import { readCopy } from '../../read-copy.ts';
import type { Limit } from '../limits.ts';
import { rsyncModules } from './rsync-modules.ts';

let process = 100;
/** One copy, as the daemon tells syslog of it. */
function copy(day: number, ip: string, bytes: string, who = 'UNKNOWN'): string[] {
  process += 1;
  const say = (minute: number, message: string) =>
    `2026-10-${String(day).padStart(2, '0')}T02:${String(minute).padStart(2, '0')}:00+00:00 srv rsyncd[${process}]: ${message}`;
  return [
    say(0, `connect from ${who.replace(/^.*@/, '')} (${ip})`),
    say(0, `rsync on survey/ from ${who} (${ip})`),
    say(5, `sent ${bytes} bytes  received 2,210 bytes  total size 912,233,110`),
  ];
}
const nightly = Array.from({ length: 10 }, (_, i) => copy(i + 1, '192.168.10.5', '8,122,210', 'backup.house.example'));

async function found(lines: readonly string[], most?: number) {
  const store = await readCopy(
    [{ name: 'syslog', bytes: Buffer.from(`${lines.join('\n')}\n`) }],
    new Date('2026-11-22T00:00:00Z'),
  );
  try {
    const limits: Limit[] = [];
    const findings = await rsyncModules(store, limits, most);
    return {
      told: findings.map(({ actor, level, says }) => `${actor.id} ${level} ${/^[0-9]+/.exec(says.en)?.[0]}`),
      limits: limits.map(({ id }) => id),
    };
  } finally {
    await store.close();
  }
}

it('tells who copied a module that asked for no name', async () => {
  const stranger = copy(7, '203.0.113.77', '912,244,210');
  expect((await found([...nightly.flat(), ...stranger])).told).toEqual(['203.0.113.77 adverse 912244210']);
});

it('says less of one that gave a name', async () => {
  const named = copy(7, '203.0.113.77', '912,244,210', 'backup@UNKNOWN');
  expect((await found([...nightly.flat(), ...named])).told).toEqual(['203.0.113.77 notable 912244210']);
});

it.each([
  ['the nightly copy', nightly.flat()],
  ['who only looked', copy(7, '203.0.113.77', '812')],
  ['a copy kept elsewhere, night after night', [3, 4, 5].flatMap((day) => copy(day, '203.0.113.9', '912,244,210'))],
])('says nothing of %s', async (_, lines) => {
  expect((await found(lines)).told).toEqual([]);
});

it('tells of copies beyond those it looked at', async () => {
  const many = [1, 2, 3].flatMap((i) => copy(7, `203.0.${i}.7`, '912,244,210'));
  expect((await found(many, 2)).limits).toEqual(['rsync-copies']);
});
