// Laws that hold for every letter of every case.
import { expect, it } from 'vitest';
import type { Letter, Stage } from '../vocabulary/case-file.ts';
import { deadlinesOf } from './deadlines.ts';
import { draftLetter } from './draft.ts';
import { concernsNobody } from './findings/of-nobody.ts';
import { generatedCase } from './generated-case.ts';
import { lintLetter } from './lint/lint.ts';
import { numbersIn, numbersOfCase } from './lint/numbers.ts';
import { sampleCase } from './sample-case.ts';

const CASES = Number(process.env['AKASHI_CASES'] ?? 1000);
/**
 * The lint reads every letter of so many cases; of later ones only those with a sentence in words that it has not read: it
 * takes most of the time, and the cases that follow have mostly the sentences of those before. All other laws hold of all.
 */
const LINTED_WHOLE = 150;
/** A text beside its case is laid against every draft of it, which takes long. */
const BESIDE_CASE_EVERY = 20;
const read = new Set<string>();
/** Whether every sentence of an English letter was read already, but for the numbers, names and days in it. */
function isAllRead({ sentences }: Letter): boolean {
  const before = read.size;
  for (const { text } of sentences) read.add(text.replace(/\d{1,20}/g, '0').replace(/\b[A-Z][a-z]{1,40}/g, 'X'));
  return read.size === before;
}
const stages = ['holding', 'main', 'follow-up', 'correction'] as const satisfies readonly Stage[];
const stating = new Set(['DID', 'FOUND', 'LIMIT', 'INFER', 'ANSWER', 'ACT']);

it(`keeps its laws over ${CASES} cases, four stages and two languages`, { timeout: 600_000 }, () => {
  const problems: string[] = [];
  const note = (seed: number, letter: Letter, what: string) => {
    if (problems.length < 40) problems.push(`case ${seed}, ${letter.stage} ${letter.lang} ${letter.channel}: ${what}`);
  };
  let linted = 0;
  for (let seed = 1; seed <= CASES; seed += 1) {
    const drafted = generatedCase(seed);
    // As the case keeps them: every promise of every letter is a deadline.
    const input = { ...drafted, deadlines: stages.flatMap((stage) => deadlinesOf({ stage }, drafted)) };
    const inCase = numbersOfCase(input);
    for (const stage of stages) {
      const channel = (seed + stage.length) % 4 === 0 ? 'email' : 'letter';
      const ja = draftLetter(input, { stage, lang: 'ja', channel });
      const en = draftLetter(input, { stage, lang: 'en', channel });
      const isLinted = !isAllRead(en) || seed <= LINTED_WHOLE;
      for (const letter of [ja, en]) {
        if (isLinted) {
          linted += 1;
          const { findings } = lintLetter(letter, { lang: letter.lang, caseFile: input });
          for (const { rule, sentence } of findings) note(seed, letter, `${rule} ${sentence}`);
          // As whoever approves it has it: the text alone, read back.
          const readBack = lintLetter(letter.text, { lang: letter.lang }).findings;
          for (const { rule, sentence } of readBack) note(seed, letter, `as text: ${rule} ${sentence}`);
          if (seed % BESIDE_CASE_EVERY === 0) {
            const beside = lintLetter(letter.text, { lang: letter.lang, caseFile: { ...input, letters: [letter] } });
            for (const { rule, sentence } of beside.findings) note(seed, letter, `text and case: ${rule} ${sentence}`);
          }
        }
        const mentioned = new Set(letter.sentences.flatMap(({ evidence }) => evidence));
        // What is found only beside a record waits until it is confirmed who asks.
        const waits = (id: string) =>
          input.claim.requesterVerified === 'no' && input.facts.some((fact) => fact.id === id && !concernsNobody(fact));
        const left = input.unresolved.filter((id) => !mentioned.has(id) && !waits(id));
        if (left.length > 0) note(seed, letter, `leaves out ${left.join(' ')}`);
        for (const { type, evidence, text, id } of letter.sentences) {
          if (stating.has(type) && evidence.length === 0) note(seed, letter, `${id} has no evidence`);
          const strange = numbersIn(text).find((number) => !inCase.has(number) && number !== '1');
          if (strange !== undefined) note(seed, letter, `${id} has a number from nowhere: ${strange}`);
        }
        const { outcome } = letter;
        if (![...input.permitted, 'inconclusive'].includes(outcome)) note(seed, letter, `states ${outcome}`);
        if (outcome === 'no_evidence' && input.unresolved.length > 0) {
          note(seed, letter, 'states no_evidence beside an open finding');
        }
      }
      const claims = ({ sentences }: Letter) =>
        sentences.map(({ id, type, section, evidence, slots }) => [id, type, section, evidence, Object.keys(slots)]);
      expect(claims(ja)).toEqual(claims(en));
    }
  }
  expect(problems).toEqual([]);
  expect(linted).toBeGreaterThanOrEqual(8 * Math.min(CASES, LINTED_WHOLE));
});

it('what a company and who signs for it are called is no claim', () => {
  const contact = {
    ...sampleCase.organisation.contact,
    signer: 'Franziska Vogt',
    signerRole: { ja: 'Managing Director', en: 'Managing Director' },
  };
  const organisation = {
    ...sampleCase.organisation,
    name: { ja: 'Quill & Ink GmbH', en: 'Quill & Ink GmbH' },
    contact,
  };
  const input = { ...sampleCase, organisation };
  for (const lang of ['ja', 'en'] as const) {
    const letter = draftLetter(input, { stage: 'main', lang, channel: 'letter' });
    expect(lintLetter(letter, { lang, caseFile: input }).findings.map(({ rule }) => rule)).toEqual([]);
  }
});

it('an unedited letter read back as text is stopped nowhere: not at names, contact lines, questions or places to fill', () => {
  const contact = {
    ...sampleCase.organisation.contact,
    agent: 'Denise Kowalchuk',
    department: { ja: 'Family Services', en: 'Family Services' },
    address: 'families@lakeshore-portraits.example',
    signer: 'Orla Ni Fhlatharta',
    signerRole: { ja: 'Manager', en: 'Manager' },
  };
  const questions = [
    '私のデータは誰に送られたのですか。',
    '同じことが何人に起きたのですか。',
    '先月、薬のことでそちらにメールで相談したけど、病気のことまで知られてしまったんでしょうか。',
    'whether your systems were accessed without authorization at any time since September 1, 2026',
  ];
  for (const company of [
    'Kedron Brook Rowing Club Inc.',
    'Konan Heights Owners’ Association',
    '特定非営利活動法人みどり',
  ]) {
    const organisation = { ...sampleCase.organisation, name: { ja: company, en: company }, contact };
    const input = { ...sampleCase, organisation, claim: { ...sampleCase.claim, name: 'Joan Tilbury', questions } };
    for (const stage of stages) {
      for (const lang of ['ja', 'en'] as const) {
        const { text } = draftLetter(input, { stage, lang, channel: 'letter' });
        expect(lintLetter(text, { lang }).findings).toEqual([]);
        expect(lintLetter(text, { lang, caseFile: input }).findings).toEqual([]);
      }
    }
  }
});
