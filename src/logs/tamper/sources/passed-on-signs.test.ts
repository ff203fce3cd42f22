import { expect, it } from 'vitest';
import { bytesOf, type InventedLine, inventSite } from '../../../../tests/invented-logs.ts';
import { readCopy } from '../../read-copy.ts';
import { findTamperSigns } from '../find-tamper-signs.ts';

const { access } = inventSite({ seed: 11, days: 2, visitsPerHour: 30 });

async function examine(files: Readonly<Record<string, readonly InventedLine[]>>) {
  const copies = Object.entries(files).map(([name, lines]) => ({ name, bytes: bytesOf(lines) }));
  const store = await readCopy(copies, new Date('2026-06-01T00:00:00Z'));
  try {
    return await findTamperSigns(store, { maintenance: [] });
  } finally {
    await store.close();
  }
}

const request = /^(\S+) \S+ \S+ \[[^\]]+\] "([A-Z]+) (\S+) [^"]*" (\d{3}) /;
const isOwn = ({ text }: InventedLine) => /\.(?:css|js|png|svg|ico|jpg|woff2?)[ ?]/.test(text);

/** What an application behind the server writes of the same requests, with its own clock's milliseconds. */
const kept = access
  .filter((line) => !isOwn(line))
  .flatMap(({ at, text }, i): InventedLine[] => {
    const [, client, method, path, status] = request.exec(text) ?? [];
    const time = new Date(at + ((i * 37) % 400)).toISOString();
    const told = { time, level: 'info', msg: 'request', method, path, status: Number(status), remote: client };
    return client === undefined ? [] : [{ at, text: JSON.stringify(told) }];
  });

it('requests that the application keeps and the server in front no longer tells of are suspect', async () => {
  expect(access.some(isOwn)).toBe(true);
  expect((await examine({ 'access.log': access, 'app.json': kept })).verdict).toBe('no-sign');
  const middle = Math.floor(kept.length / 2);
  const [from, to] = [kept[middle]?.at ?? 0, kept[middle + 14]?.at ?? 0];
  const cut = access.filter((line) => isOwn(line) || line.at < from || line.at > to);
  const { verdict, signs } = await examine({ 'access.log': cut, 'app.json': kept });
  expect(verdict).toBe('suspect');
  expect(signs).toMatchObject([{ kind: 'cross-source', strength: 'weak', path: 'access.log' }]);
  expect(signs[0]?.pointers.some(({ path }) => path === 'app.json')).toBe(true);
});
