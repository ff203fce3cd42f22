import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { draftLetter } from '../reply/draft.ts';
import { generatedCase } from '../reply/generated-case.ts';
import { sampleCase } from '../reply/sample-case.ts';
import { typesetLetter, typesetPages } from './typesetting.ts';

const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

it.each(['ja', 'en'] as const)(
  'the same %s letter gives the same bytes, as PDF/A-2b with its fonts inside',
  async (lang) => {
    const letter = draftLetter(sampleCase, { stage: 'main', lang, channel: 'letter' });
    const first = await typesetLetter(letter, sampleCase);
    expect(digest(await typesetLetter(letter, sampleCase))).toBe(digest(first));
    const text = Buffer.from(first).toString('latin1');
    expect(text.startsWith('%PDF-1.7')).toBe(true);
    expect(text).toMatch(/<pdfaid:part>2<\/pdfaid:part>|pdfaid:part="2"/);
    expect(text).toMatch(/<pdfaid:conformance>B<\/pdfaid:conformance>|pdfaid:conformance="B"/);
    expect(text).toMatch(/\/FontFile[23]/);
    expect(text).toContain('NotoSerifJP');
  },
);

it('keeps a holding letter to one page and a main letter to two, whatever the case', async () => {
  for (let seed = 1; seed <= 20; seed += 1) {
    const input = generatedCase(seed);
    for (const lang of ['ja', 'en'] as const) {
      const holding = await typesetPages(draftLetter(input, { stage: 'holding', lang, channel: 'letter' }), input);
      const main = await typesetPages(draftLetter(input, { stage: 'main', lang, channel: 'letter' }), input);
      expect([seed, lang, holding.pages]).toEqual([seed, lang, 1]);
      expect(main.pages).toBeLessThanOrEqual(2);
    }
  }
});

it('prints what looks like markup as it stands', async () => {
  const hostile = {
    ...sampleCase,
    claim: { ...sampleCase.claim, name: '#panic("x") *b* $x$ @ref <l>', form: '#read("/etc/passwd") `raw`' },
  };
  const letter = draftLetter(hostile, { stage: 'holding', lang: 'ja', channel: 'letter' });
  const pdf = await typesetLetter(letter, hostile);
  expect(pdf.length).toBeGreaterThan(10_000);
});

it.each(['赵琳', '김민지', 'ไพศาล 😀', 'Łukasz Żółć', '葛\u{e0100}城 髙𠮷'])(
  'a name that the font may not have: %s',
  async (name) => {
    const input = { ...sampleCase, claim: { ...sampleCase.claim, name } };
    for (const lang of ['ja', 'en'] as const) {
      const letter = draftLetter(input, { stage: 'main', lang, channel: 'letter' });
      const { pdf, pages, missing } = await typesetPages(letter, input);
      expect(pdf.length).toBeGreaterThan(10_000);
      expect(pages).toBeLessThanOrEqual(2);
      for (const character of missing) expect(letter.text).toContain(character);
    }
  },
);

it('says which characters stand as a gap', async () => {
  const input = { ...sampleCase, claim: { ...sampleCase.claim, name: '赵琳' } };
  const letter = draftLetter(input, { stage: 'main', lang: 'ja', channel: 'letter' });
  expect((await typesetPages(letter, input)).missing).toEqual(['赵']);
});
