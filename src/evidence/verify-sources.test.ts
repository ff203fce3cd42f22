import { describe, expect, it } from 'vitest';
import type { Json } from './canonical-json.ts';
import { sourcesOf, utf8 } from './fixtures/forging.ts';
import { sha256 } from './fixtures/survey.ts';
import type { Contents } from './verify-container.ts';
import { Findings } from './verify-report.ts';
import { checkSources } from './verify-sources.ts';

const read = utf8('first line\nthe quoted line\n');
const quoteAt = (byteStart: number, byteEnd: number, text: string, path = 'a.log') => ({
  pointer: { path, sha256: sha256(read), line: 2, byteStart, byteEnd },
  ...{ parts: [{ text }], encoding: 'utf-8', cutBytes: 0 },
});
const quoted = quoteAt(11, 26, 'the quoted line');

async function look(file: Uint8Array | undefined, quotes: readonly Json[] = [quoted]) {
  const json = new Map<string, Json>([
    ['sources.json', { sources: [{ path: 'a.log', sha256: sha256(read), bytes: read.length }] }],
    ['evidence/quotes.json', { quotes }],
  ]);
  const findings = new Findings();
  const given = sourcesOf(new Map(file ? [['a.log', file]] : []));
  await checkSources({ json } as unknown as Contents, given, findings);
  const { checked, problems, notChecked } = findings.report('', false, null);
  return {
    checked: checked.map(({ what, ok }) => `${what} ${ok}`),
    problems,
    notChecked: notChecked.map(({ en }) => en),
  };
}

it('finds a source as it was read, and the quote in it', async () => {
  expect(await look(read)).toEqual({ checked: ['sources true', 'quotes true'], problems: [], notChecked: [] });
});

describe('is not fooled by', () => {
  it('a file as long as the one that was read, with other words in it', async () => {
    const { checked, problems } = await look(utf8('first line\nthe changed line\n').slice(0, read.length));
    expect(checked).toEqual(['sources false']);
    expect(problems).toMatchObject([{ what: 'sources', where: 'a.log' }]);
  });

  it.each([
    ['words that stand nowhere', quoteAt(11, 26, 'the QUOTED line')],
    ['words that stand elsewhere in the file', quoteAt(0, 15, 'the quoted line')],
    ['more than the pointer covers', quoteAt(11, 21, 'the quoted line')],
    ['less than the pointer covers', quoteAt(11, 26, 'the quoted')],
  ])('%s', async (_name, quote) => {
    expect((await look(read, [quote])).problems).toMatchObject([{ what: 'quotes', where: 'a.log:2' }]);
  });
});

it('says what it could not look at: a source that is missing, a quote of no possible length', async () => {
  expect(await look(undefined)).toMatchObject({ checked: [], notChecked: [expect.stringContaining('1 sources')] });
  const { checked, notChecked } = await look(read, [quoteAt(26, 11, ''), quoteAt(0, 1 << 20, 'first line')]);
  expect(checked).toEqual(['sources true']);
  expect(notChecked).toMatchObject([expect.stringMatching(/^2 quotes were not compared/)]);
});
