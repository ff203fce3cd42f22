import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { Language } from '../../vocabulary/finding.ts';
import { shownByItself } from './exact.ts';
import { lintLetter } from './lint.ts';
import { unitsOf } from './units.ts';

const rulesIn = (text: string, lang: Language) =>
  unitsOf(text, lang).flatMap((unit) => shownByItself(unit.text, lang).map(({ rule }) => rule.id));
const words = (count: number) => `${Array.from({ length: count }, () => 'word').join(' ')}.`;

// A sentence that breaks the rule, and its twin that does not.
it.each([
  ['CL02', 'en', 'A fair few of the 1,200 members were in the file.', 'Of the 1,200 members, 37 were in the file.'],
  ['CL02', 'ja', '会員1,200名のうち何人かが載っておりました。', '会員1,200名のうち37名が載っておりました。'],
  ['CL03', 'en', 'Ms Abe will answer when she can.', 'Ms Abe will answer when she can, and by Friday in any case.'],
  ['CL03', 'ja', '分かりしだいお知らせします。', '分かりしだい、遅くとも6月3日にお知らせします。'],
  ['CL05', 'en', words(36), words(35)],
  ['CL05', 'ja', `${'あ'.repeat(95)}。`, `${'あ'.repeat(94)}。`],
  ['CL07', 'en', 'Please contact the responsible department.', 'Please call Ms Abe at 03-5550-0100.'],
  ['CL07', 'ja', '続きは代表電話までお願いいたします。', '代表電話（03-5550-0100）までお願いいたします。'],
  ['JP04', 'ja', '先生がおっしゃられた件です。', '先生がおっしゃった件です。'],
  ['JP04', 'ja', 'お書きになられた内容を拝読させていただきました。', 'お書きになった内容を拝読いたしました。'],
  ['JP06', 'en', 'Dear Account Holder,', 'Dear Ms Holder,'],
  ['JP06', 'en', 'Dear [Name],', 'Dear [to fill: name],'],
  ['JP06', 'en', 'Dear [First Name] [Last Name],', 'Dear <b>Ann</b>,'],
  ['JP06', 'ja', '保護者の皆様へ', '保護者の皆様からのご質問にお答えします。'],
  ['PR01', 'en', 'Ms Sato of room 302 has reported the same.', 'Two other people have reported the same.'],
  ['PR01', 'ja', '302号室の佐藤様からも同じお話がありました。', '同じお話を2名の方からも伺っております。'],
  ['PR02', 'en', 'Our decoy entry in the list got nothing.', 'A check we keep in our own list got nothing.'],
  ['PR02', 'en', 'The host db-prod-03 was not touched.', 'The computer that stores the list was not touched.'],
  ['PR02', 'ja', '名簿に架空の方を一名入れております。', '名簿に設けた確認の仕組みがございます。'],
  ['PR01', 'en', 'Here are the names of the other people.', 'We do not pass on the names of the other people.'],
  [
    'PR01',
    'ja',
    'ほかに苦情をくださった方のお名前をお知らせします。',
    'ほかに苦情をくださった方のお名前はお知らせできません。',
  ],
  ['PR02', 'en', 'The alarm fires above 200 rows an hour.', 'The alarm watches the web shop only.'],
  ['PR02', 'ja', '200行を超えると警報が鳴ります。', '鳴る件数は公表しておりません。'],
  ['JP04', 'ja', 'お客様が拝見されたメールです。', 'お客様がご覧になったメールです。'],
  ['PR03', 'en', 'To go on we need your mailbox login.', 'We do not need your mailbox login.'],
  ['PR03', 'ja', '調べるため、合い言葉をご記入ください。', '合い言葉を尋ねるメールは偽物です。'],
  ['PR03', 'en', 'Once it is changed, send us the new password.', 'Choose a new password for your mailbox.'],
  ['PR03', 'ja', 'いまお使いのパスワードをお書きください。', 'いまお使いのパスワードを、新しいものにお替えください。'],
  ['PR04', 'en', 'We opened the attachment you sent.', 'We have not opened the attachment you sent.'],
  ['PR04', 'ja', '添付ファイルを開いて見ました。', '添付ファイルは開かずに保管しました。'],
] as const)('%s (%s): "%s", and not "%s"', (rule, lang, bad, good) => {
  expect(rulesIn(bad, lang)).toContain(rule);
  expect(lintLetter(bad, { lang }).findings.map((finding) => finding.rule)).toContain(rule);
  expect(rulesIn(good, lang)).toEqual([]);
});

it('falls on no honest sentence of any batch', () => {
  const fixtures = new URL('./fixtures/', import.meta.url);
  const batches = readdirSync(fixtures).filter((name) => /^wording-\d+\.tsv$/.test(name));
  const rows = batches.flatMap((name) => readFileSync(new URL(name, fixtures), 'utf8').trim().split('\n'));
  const honest = rows.map((row) => row.split('\t')).filter(([label]) => label === 'good');
  expect(honest.length).toBeGreaterThan(10_000);
  const stopped = honest.filter(([, lang, , text = '']) => rulesIn(text, lang === 'ja' ? 'ja' : 'en').length > 0);
  expect(stopped).toEqual([]);
});

it('is read in bounded time, however long and odd the sentence', () => {
  const odd = ['Mr A', 'decoy ', 'please call the ', 'お書きになら', '名簿に架空の', 'will ', '/srv/', '1.', '「'];
  for (const part of odd) {
    const long = part.repeat(20_000 / part.length);
    const start = performance.now();
    shownByItself(long, 'en');
    shownByItself(long, 'ja');
    expect(performance.now() - start).toBeLessThan(2000);
  }
});
