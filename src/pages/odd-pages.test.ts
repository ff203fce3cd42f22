// Pages written before the reader was put to them: ways to give an address away, and what only looks like one.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { findExposed } from './find-exposed.ts';

type OddPage = {
  readonly what: string;
  /** Its ending says what the file is. */
  readonly file: string;
  /** "address level seen|unseen"; an address may be found in other places as well. */
  readonly found: readonly string[];
  /** One character a byte. */
  readonly content: string;
};

const pages = readFileSync(new URL('fixtures/odd-pages.jsonl', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line): OddPage => JSON.parse(line));

it.each(pages)('$what', ({ file, found, content }) => {
  const exposures = findExposed(Buffer.from(content, 'latin1'), file);
  const read = exposures.map(({ address, level, visible }) => `${address} ${level} ${visible ? 'seen' : 'unseen'}`);
  expect(read).toEqual(expect.arrayContaining([...found]));
  const addresses = new Set(found.map((one) => one.split(' ')[0]));
  expect(exposures.filter(({ address }) => !addresses.has(address))).toEqual([]);
});
