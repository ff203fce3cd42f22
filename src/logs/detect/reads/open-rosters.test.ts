import { expect, it } from 'vitest';
import { readCopy } from '../../read-copy.ts';
import { openRosters } from './open-rosters.ts';

const page = '/mailman/roster/members';
const line = (day: number, hour: string, client: string, asks: string, size: number) =>
  `${client} - - [${String(day).padStart(2, '0')}/Oct/2026:${hour} +0200] "${asks} HTTP/1.1" 200 ${size} "-" "Mozilla/5.0"`;
/** Everybody who only opens the page is asked for a password. */
const asked = [1, 2, 3, 4].map((day) => line(day, '10:00:00', `105.224.7.${day}`, `GET ${page}`, 2911));
const robot = line(19, '02:40:03', '45.83.66.201', `GET ${page}`, 38_644);

async function found(...lines: readonly string[]) {
  const store = await readCopy(
    [{ name: 'access.log', bytes: Buffer.from(`${lines.join('\n')}\n`) }],
    new Date('2026-11-22T00:00:00Z'),
  );
  try {
    return (await openRosters(store, [])).map(({ actor, success, count }) => [actor.id, success, count]);
  } finally {
    await store.close();
  }
}

it('tells members shown to whoever sent no password, where others had been asked for one', async () => {
  expect(await found(...asked, robot)).toEqual([['45.83.66.201', 'shown', 1]]);
});

it('is less sure where nobody was seen to be asked', async () => {
  expect(await found(robot)).toEqual([['45.83.66.201', 'possible', 1]]);
});

it.each([
  ['the form alone', asked],
  [
    'members shown to one who gave a password',
    [...asked, line(5, '10:00:00', '45.83.66.201', `POST ${page}`, 38_644), robot],
  ],
  [
    'another page that grew',
    asked.map((one) => one.replaceAll(page, '/news/roster')).concat(robot.replace(page, '/news/roster')),
  ],
  ['a reader of our own network', [...asked, robot.replace('45.83.66.201', '192.168.1.9')]],
])('says nothing of %s', async (_, lines) => {
  expect(await found(...lines)).toEqual([]);
});
