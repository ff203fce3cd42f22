import { expect, it } from 'vitest';
import { formatCheckpoint, parseCheckpoint } from './checkpoint.ts';

const root = new Uint8Array(32).fill(7);
const text = formatCheckpoint({ origin: 'log.example/a', size: 20n, root });

it('reads what it writes, and lines of extension after it', () => {
  expect(parseCheckpoint(text)).toEqual({ origin: 'log.example/a', size: 20n, root, extensions: [] });
  expect(parseCheckpoint(`${text}more\n`)?.extensions).toEqual(['more']);
});

it.each([
  ['without its last newline', text.slice(0, -1)],
  ['with an empty line', `${text}\n`],
  ['with an empty line before an extension', `${text}\nmore\n`],
  ['without an origin', text.replace('log.example/a', '')],
  ['with a size of another form', text.replace('\n20\n', '\n020\n')],
  ['with a negative size', text.replace('\n20\n', '\n-20\n')],
  ['with a root of 31 bytes', `log.example/a\n20\n${Buffer.alloc(31).toString('base64')}\n`],
  ['with a root of 33 bytes', `log.example/a\n20\n${Buffer.alloc(33).toString('base64')}\n`],
  ['without a root', 'log.example/a\n20\n'],
])('no checkpoint: a text %s', (_name, wrong) => {
  expect(parseCheckpoint(wrong)).toBeUndefined();
});
