import { expect, it } from 'vitest';
import { readSharedCopy } from '../../engine/shared-engine.test-support.ts';
import { loadRules } from '../../sigma/load-rules.ts';
import { detectActors } from '../detect-actors.ts';

const rules = loadRules([]);

const two = (n: number) => String(n).padStart(2, '0');
const OFFICE = '203.0.113.140';

const opened = (day: number, client: string, count: number, from = 0) =>
  Array.from(
    { length: count },
    (_, i) =>
      `${client} - - [${two(day)}/Sep/2026:${two(9 + Math.floor(i / 60))}:${two(i % 60)}:00 +0900] "GET /staff/customers/${20_000 + (((i + from) * 367) % 1499)} HTTP/1.1" 200 ${6_000 + i} "-" "Mozilla/5.0"`,
  );
const signedIn = (day: number, user: string, ip: string) =>
  JSON.stringify({ ts: `2026-09-${two(day)}T08:50:00+09:00`, level: 'info', event: 'login.ok', user, ip });

const days = [1, 2, 3, 4, 7, 8, 9];
const work = days.flatMap((day) => opened(day, OFFICE, 80 + 5 * day, 50 * day));
const staff = days.flatMap((day) => ['oguri', 'fujii'].map((user) => signedIn(day, user, OFFICE)));

/** Sources of which the check of bulk reading would tell. */
async function told(web: readonly string[], application: readonly string[]): Promise<readonly string[]> {
  const file = (name: string, lines: readonly string[]) => ({ name, bytes: Buffer.from(`${lines.join('\n')}\n`) });
  const store = await readSharedCopy(
    [file('access.log', web), file('staff.log', application)],
    new Date('2026-11-29T00:00:00Z'),
  );
  try {
    const { actors } = await detectActors(store, rules);
    return actors
      .filter(({ perClass }) => perClass.some((one) => one.class === 'bulk-read' && one.success !== 'none'))
      .map(({ id }) => id);
  } finally {
    await store.close();
  }
}

it('what the office opens day after day, from where nearly everybody signs in, is its work', async () => {
  expect(await told(work, [...staff, signedIn(8, 'fujii', '124.155.71.203')])).toEqual([]);
});

it.each([
  { name: 'where no log tells who signs in', web: work, application: [] },
  {
    name: 'where people sign in from all over',
    web: work,
    application: [
      ...staff,
      ...days.flatMap((day) => [1, 2].map((i) => signedIn(day, `m${day}${i}`, `198.51.${day}.${i}`))),
    ],
  },
  { name: 'on a day far beyond the others', web: [...work, ...opened(10, OFFICE, 600)], application: staff },
])('$name, it is told', async ({ web, application }) => {
  expect(await told(web, application)).toEqual([OFFICE]);
});

it('whoever reads as much from elsewhere is told beside it', async () => {
  expect(await told([...work, ...opened(9, '198.51.100.7', 700)], staff)).toContain('198.51.100.7');
});
