import { describe, expect, it } from 'vitest';
import type { ContactedBy } from '../vocabulary/case-file.ts';
import { contactedBy } from '../vocabulary/contact.ts';
import { contactWords, numberTold } from './contact-words.ts';
import { draftLetter } from './draft.ts';
import { generatedCase } from './generated-case.ts';
import { lintLetter } from './lint/lint.ts';
import { sampleCase } from './sample-case.ts';

const stages = ['holding', 'main', 'follow-up', 'correction'] as const;
const channels: readonly ContactedBy[] = ['phone', 'text_message', 'post', 'several'];
const told = (by: ContactedBy | undefined) => ({
  ...sampleCase,
  sources: sampleCase.sources.filter(({ kind }) => kind !== 'spam'),
  facts: [],
  unresolved: [],
  mailOrigin: 'unknown' as const,
  outcome: 'inconclusive' as const,
  outcomeReason: 'missing_evidence' as const,
  claim: { ...sampleCase.claim, ...(by === undefined ? {} : { contactedBy: by }) },
});

describe.each(channels)('to somebody contacted by %s', (by) => {
  it.each(stages)('no %s letter speaks of spam that came or asks for a mail', (stage) => {
    for (const lang of ['ja', 'en'] as const) {
      const letter = draftLetter(told(by), { stage, lang, channel: 'letter' });
      // What a safeguard of ours saw is mail, whatever reached the customer.
      const words = letter.sentences.filter(({ id }) => !id?.startsWith('canaries')).map(({ text }) => text);
      expect(words.join('\n')).not.toMatch(/迷惑メール|届いたメール|\bspam\b|the message\b|one of the messages/);
      expect(letter.text).not.toMatch(/How the spam|Who sent the message|届いたメールの送信元/);
    }
  });
});

it('asks for the number and time of a call, and for the envelope', () => {
  const holding = (by: ContactedBy, lang: 'ja' | 'en') =>
    draftLetter(told(by), { stage: 'holding', lang, channel: 'letter' }).text;
  expect(holding('phone', 'ja')).toContain('電話の番号と日時');
  expect(holding('phone', 'en')).toContain('number and time of the calls');
  expect(holding('post', 'ja')).toContain('封筒');
  expect(holding('post', 'en')).toContain('envelope');
});

it.each(channels)('somebody contacted by %s is told what we stop, whom we ask to stop, and what goes on', (by) => {
  for (const requesterVerified of ['no', 'identity_check'] as const)
    for (const stage of ['holding', 'main'] as const) {
      const input = { ...told(by), claim: { ...told(by).claim, requesterVerified } };
      const { sentences } = draftLetter(input, { stage, lang: 'ja', channel: 'letter' });
      const text = (id: string) => sentences.find((one) => one.id === id)?.text;
      expect(text('stop.passed-on')).toMatch(/日（.）17時までに、渡した先の会社に使用の中止を求め/);
      expect(text('stop.others')).toContain('これでは止まりません');
    }
});

it.each(channels)('a relative of somebody contacted by %s, who names no form, is answered in whole words', (by) => {
  const claim = { ...told(by).claim, onBehalf: true, form: null, submittedAt: null };
  const facts = { ...told(by), claim };
  const { sentences } = draftLetter(facts, { stage: 'main', lang: 'ja', channel: 'letter' });
  const heard = sentences.find(({ id }) => id === 'heard')?.text;
  expect(heard).toBe(`お申し出のご連絡先に、${contactWords[by].arriving}とのお申し出を承りました。`);
});

it('mail that was handed in is told as mail, whatever the claim says', () => {
  const spam = { path: 'spam/a.eml', sha256: 'a'.repeat(64), bytes: 1, kind: 'spam' };
  expect(contactedBy({ ...told('phone'), sources: [spam] })).toBeUndefined();
  expect(contactedBy(told(undefined))).toBeUndefined();
});

it('is clean, and alike in both languages, over generated cases', { timeout: 120_000 }, () => {
  let seen = 0;
  for (let seed = 0; seed < 300; seed += 1) {
    const input = generatedCase(seed);
    if (contactedBy(input) === undefined) continue;
    seen += 1;
    for (const stage of stages) {
      const [ja, en] = (['ja', 'en'] as const).map((lang) => draftLetter(input, { stage, lang, channel: 'letter' }));
      expect(ja?.sentences.map(({ id, section }) => [id, section])).toEqual(
        en?.sentences.map(({ id, section }) => [id, section]),
      );
      for (const letter of [ja, en])
        if (letter) expect(lintLetter(letter, { lang: letter.lang, caseFile: input }).findings).toEqual([]);
    }
  }
  expect(seen).toBeGreaterThan(20);
});

it('neither asks for a number and an hour that the complaint gives, nor tells that they were not received', () => {
  const text =
    'Last night at 21:15 I had a message from +44 7911 123456 under your name. 昨夜21時に 090-1234-5678 から届きました。';
  const claim = { ...told('text_message').claim, text, requesterVerified: 'identity_check' as const };
  const input = { ...told('text_message'), claim };
  const all = (given: typeof input, lang: 'ja' | 'en') =>
    (['holding', 'main'] as const)
      .map((stage) => {
        const letter = draftLetter(given, { stage, lang, channel: 'letter' });
        expect(lintLetter(letter, { lang, caseFile: given }).findings).toEqual([]);
        return letter.text;
      })
      .join('\n');
  const en = all(input, 'en');
  expect(en).not.toMatch(/send us a picture|have not received the senders/);
  expect(en).toContain('You named the number +44 7911 123456; the number that is shown can be a false one.');
  expect(all(input, 'ja')).not.toMatch(/画面の写しをお送り|送信元と日時はまだお預かり/);
  const less = { ...input, claim: { ...claim, text: 'My number is 07911 123456 and somebody writes to me.' } };
  expect(all(less, 'en')).toMatch(/send us a picture/);
});

it.each([
  ['I had a call from 020 7946 0000 at 3 pm.', '020 7946 0000'],
  ['03-5555-0100から電話がありました。', '03-5555-0100'],
  ['My number is 07911 123456.', undefined],
  ['I paid £372 on 14 December.', undefined],
])('the number of whoever made contact in %s', (text, number) => {
  expect(numberTold({ text })).toBe(number);
});
