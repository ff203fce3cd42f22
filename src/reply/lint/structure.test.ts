// Every structural rule, on a letter that keeps it and on the same letter broken in one place.
import { expect, it } from 'vitest';
import type { Handling, Letter, Sentence } from '../../vocabulary/case-file.ts';
import { draftLetter } from '../draft.ts';
import type { CaseInput } from '../grounds.ts';
import { sampleCase } from '../sample-case.ts';
import { type LintOptions, lintLetter } from './lint.ts';
import { lintRules } from './rules.ts';

const main = draftLetter(sampleCase, { stage: 'main', lang: 'ja', channel: 'letter' });
const english = draftLetter(sampleCase, { stage: 'main', lang: 'en', channel: 'letter' });

/** A letter with one sentence changed, in its data and in its text. */
function changed(letter: Letter, id: string, change: (sentence: Sentence) => Sentence | undefined): Letter {
  let { text } = letter;
  const sentences = letter.sentences.flatMap((sentence) => {
    if (sentence.id !== id) return [sentence];
    const next = change(sentence);
    text = text.replace(sentence.text, next?.text ?? '');
    return next ? [next] : [];
  });
  return { ...letter, sentences, text };
}

const says = (text: string) => (sentence: Sentence) => ({ ...sentence, text });
const left = () => undefined;
const openFinding: CaseInput = {
  ...sampleCase,
  facts: [
    ...sampleCase.facts,
    { id: 'f20', kind: 'attacker-trace', attack: 'sqli-union', success: 'possible', reachedData: true },
  ],
  unresolved: ['f20'],
  outcome: 'inconclusive',
  outcomeReason: 'balanced_evidence',
  permitted: ['inconclusive'],
};
const withOpen = draftLetter(openFinding, { stage: 'main', lang: 'ja', channel: 'letter' });
const likelyCase: CaseInput = {
  ...openFinding,
  outcome: 'leak_likely',
  outcomeReason: null,
  permitted: ['leak_likely', 'inconclusive'],
  weigh: sampleCase.weigh && { ...sampleCase.weigh, words: { ja: '高い', en: 'likely' } },
};
const likely = draftLetter(likelyCase, { stage: 'main', lang: 'ja', channel: 'letter' });
const handled = (handling: Handling, input: CaseInput = sampleCase): CaseInput => ({ ...input, handling });
const unverified: CaseInput = { ...sampleCase, claim: { ...sampleCase.claim, requesterVerified: 'no' } };

type Row = { rule: string; letter: Letter; input?: CaseInput; purpose?: 'sending' };
const broken: readonly Row[] = [
  { rule: 'OC03', letter: changed(main, 'conclusion.nothing', says('漏えいを示す事実は確認されておりません。')) },
  { rule: 'OC04', letter: changed(main, 'conclusion.not-proof', left) },
  { rule: 'OC04', letter: changed(english, 'canaries.limit', left) },
  {
    rule: 'OC13',
    letter: changed(changed(withOpen, 'found.f20', left), 'conclusion.for', left),
    input: openFinding,
  },
  { rule: 'OC13', letter: main, input: openFinding },
  {
    rule: 'LI01',
    letter: changed(main, 'sorry', says('弊社から情報を漏えいさせましたことを深くお詫び申し上げます。')),
  },
  { rule: 'LI06', letter: changed(main, 'conclusion.not-proof', says('弊社からの流出ではございません。')) },
  { rule: 'LI06', letter: { ...main, outcome: 'leak_confirmed' } },
  { rule: 'LI09', letter: likely, input: likelyCase, purpose: 'sending' },
  {
    rule: 'LI09',
    letter: likely,
    input: handled(
      { awareness: { decision: 'not_aware', at: '2009-05-20', signedBy: null, reasons: null } },
      likelyCase,
    ),
  },
  {
    rule: 'CL05',
    letter: changed(
      main,
      'last.new-facts',
      says(`${'新しい事実が分かりましたら、'.repeat(8)}弊社からご連絡いたします。`),
    ),
  },
  { rule: 'CL07', letter: { ...main, text: main.text.replaceAll('A-2009-0012', '') } },
  { rule: 'CL07', letter: changed(main, 'last.contact', says('お問い合わせは窓口まで。')) },
  {
    rule: 'CL08',
    letter: {
      ...main,
      sentences: main.sentences.filter(({ section }) => !section.startsWith('question-1')),
      text: main.text.replace('誰に私のアドレスを渡したのですか', ''),
    },
  },
  { rule: 'CL09', letter: changed(main, 'turn.1', left) },
  { rule: 'JP02', letter: { ...main, text: main.text.replace('敬具', '草々') } },
  { rule: 'JP02', letter: { ...english, text: english.text.replace('Yours sincerely', 'Yours faithfully') } },
  {
    rule: 'JP06',
    letter: changed(main, 'last.contact', says('担当の【要記入：担当者名】までお申し付けください。')),
    purpose: 'sending',
  },
  { rule: 'PR01', letter: changed(main, 'last.new-facts', says('hanako.yamada@example.jp の件です。')) },
  { rule: 'PR02', letter: changed(main, 'last.new-facts', says('監視用アドレスには届いておりません。')) },
  { rule: 'PR02', letter: changed(main, 'last.new-facts', says('/var/log/nginx/access.log を調べております。')) },
  { rule: 'PR05', letter: main, input: unverified },
  { rule: 'EV01', letter: changed(main, 'access.nothing', (one) => ({ ...one, evidence: [] })) },
  { rule: 'EV01', letter: changed(main, 'access.nothing', (one) => ({ ...one, evidence: ['f999'] })) },
  {
    rule: 'EV02',
    letter: changed(likely, 'conclusion.likely', says('外部に渡った可能性は低いと考えております。')),
    input: likelyCase,
  },
  {
    rule: 'EV03',
    letter: changed(main, 'checked.access.drill-found', (one) => ({
      ...one,
      text: one.text.replace('2種類', '18種類'),
    })),
  },
  { rule: 'EV04', letter: main, input: { ...sampleCase, now: '2009-05-25T10:00:00+09:00' } },
  { rule: 'EV05', letter: changed(main, 'access.nothing', left) },
  {
    rule: 'EV06',
    letter: withOpen,
    input: handled({ sent: [{ stage: 'main', at: '2009-05-15', outcome: 'no_evidence' }] }, openFinding),
  },
  { rule: 'EV07', letter: changed(main, 'last.new-facts', says('記録を保全し、書き換えられないようにいたしました。')) },
  { rule: 'EV08', letter: changed(main, 'vendors.word.f7', says('委託先に漏えいがないことを確認いたしました。')) },
];

const lint = ({ letter, input = sampleCase, purpose }: Row) => {
  const options: LintOptions = { lang: letter.lang, caseFile: input, ...(purpose ? { purpose } : {}) };
  return lintLetter(letter, options).findings.map(({ rule }) => rule);
};

it.each(broken.map((row, index) => ({ ...row, name: `${row.rule} (${index + 1})` })))('$name sees the break', (row) => {
  expect(lint(row)).toContain(row.rule);
});

it.each([
  { letter: main, input: sampleCase },
  { letter: english, input: sampleCase },
  { letter: withOpen, input: openFinding },
  { letter: likely, input: likelyCase },
  { letter: draftLetter(unverified, { stage: 'main', lang: 'ja', channel: 'email' }), input: unverified },
])('the unbroken letter has no finding ($letter.stage $letter.lang $letter.outcome)', ({ letter, input }) => {
  expect(lintLetter(letter, { lang: letter.lang, caseFile: input }).findings).toEqual([]);
});

it('has a break for every structural rule', () => {
  const tried = new Set(broken.map(({ rule }) => rule));
  const structural = lintRules.filter(({ kind }) => kind === 'structure').map(({ id }) => id);
  expect(structural.filter((id) => !tried.has(id))).toEqual([]);
});

it('reads the text of a letter as well as its data, and sees what was written into it', () => {
  const clean = lintLetter(main.text, { lang: 'ja', caseFile: sampleCase });
  expect(clean.findings).toEqual([]);
  const edited = main.text.replace('新しい事実が', '不正アクセスの痕跡は確認されておりません。新しい事実が');
  const rules = lintLetter(edited, { lang: 'ja', caseFile: sampleCase }).findings.map(({ rule }) => rule);
  expect(rules).toEqual(expect.arrayContaining(['EV01', 'OC03', 'OC04']));
});

it.each([
  ['ja', 'OC03', '不正アクセスの痕跡は確認されておりません。'],
  ['en', 'OC03', 'We found no evidence of unauthorised access.'],
  ['ja', 'OC04', '記録に異常は見つかりませんでした。'],
  ['en', 'OC04', 'Nothing unusual was found in the logs.'],
  ['ja', 'EV08', '委託先3社に漏えいがないことを確認いたしました。'],
  ['en', 'EV08', 'We confirmed with three vendors that nothing leaked.'],
  ['en', 'EV07', 'We preserved the records so that they cannot be altered.'],
  ['en', 'PR02', 'Our honey address trap17@midori.example got nothing.'],
] as const)('a single %s sentence breaks %s', (lang, rule, sentence) => {
  expect(lintLetter(sentence, { lang, caseFile: sampleCase }).findings.map((one) => one.rule)).toContain(rule);
});
