import { expect, it } from 'vitest';
import { unitsOf } from './units.ts';

const cut = (text: string, lang: 'ja' | 'en') => unitsOf(text, lang).map((unit) => unit.text);

it.each([
  {
    name: 'lines of a closing block stand by themselves',
    lang: 'ja' as const,
    lines: ['担当：平野（理事会）', '連絡先：kanri@konan-heights.example.jp', '受付番号：AK-D6A292A2'],
  },
  {
    name: 'so they do in English, however long',
    lang: 'en' as const,
    lines: ['Write to: families.and.schools@lakeshoreportraits.example', 'Case: AK-60DC2B01'],
  },
  {
    name: 'a long name of a company does not run on in who signs',
    lang: 'ja' as const,
    lines: ['株式会社クリアランス・マーケティング・ジャパン', '代表取締役 浜田'],
  },
])('$name', ({ lines, lang }) => {
  expect(cut(lines.join('\n'), lang)).toEqual(lines);
});

it('a sentence that a mail program wrapped is one, also where a link begins the next line', () => {
  expect(cut('お申し出のアドレスについて、当店の記録を調べま\nした。', 'ja')).toEqual([
    'お申し出のアドレスについて、当店の記録を調べました。',
  ]);
  expect(
    cut('What we examined is set out on the page of our shop at\nhttps://shop.example/report today.', 'en'),
  ).toEqual(['What we examined is set out on the page of our shop at https://shop.example/report today.']);
});

it('an abbreviated company ends a sentence where the next one begins', () => {
  expect(cut('We gave a list to Blue Mailer Ltd. On Monday we gave another.', 'en')).toEqual([
    'We gave a list to Blue Mailer Ltd.',
    'On Monday we gave another.',
  ]);
  expect(cut('Blue Mailer Ltd. Tokyo answered.', 'en')).toEqual(['Blue Mailer Ltd. Tokyo answered.']);
});

it('a quotation that ends with a full stop does not end the sentence around it', () => {
  expect(cut('「誰に送られたのですか。」とのお尋ねについて', 'ja')).toEqual([
    '「誰に送られたのですか。」とのお尋ねについて',
  ]);
  expect(cut('「調べました。」それだけです。', 'ja')).toEqual(['「調べました。」', 'それだけです。']);
});
