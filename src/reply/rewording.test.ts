// Letters to somebody telephoned, to a lawyer, or about a broker are the usual sentences with phrases replaced. A phrase that no
// sentence holds any longer replaces nothing, and nobody would see it: an edit of wording has to fail here.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { contactPhrases } from './contact-words.ts';
import { draftLetter } from './draft.ts';
import { recipientPhrases } from './recipient-words.ts';
import { sampleCase } from './sample-case.ts';
import { readerPhrases } from './written-for-another.ts';

const rewording = new Set(['contact-words.ts', 'recipient-words.ts', 'written-for-another.ts', 'own-name.ts']);
const folder = new URL('.', import.meta.url);
const written = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && !rewording.has(name))
  .map((name) => readFileSync(new URL(name, folder), 'utf8'));
// Some phrases are put together from two pieces.
const drafted = (['ja', 'en'] as const).map(
  (lang) => draftLetter(sampleCase, { stage: 'main', lang, channel: 'letter' }).text,
);
const all = [...written, ...drafted].join('\n');

describe.each([
  ['what reached the customer', contactPhrases],
  ['companies given data', recipientPhrases],
  ['whose address it is', readerPhrases],
])('phrases on %s', (_, phrases) => {
  it.each([...new Set(phrases)])('a sentence says “%s”', (phrase) => {
    expect(all).toContain(phrase);
  });
});
