import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { expectLinear } from '../../vocabulary/linear-time.test-support.ts';
import { findValue } from './find-value.ts';
import { findFormValues, findPart, type RegisterCount } from './form-values.ts';
import { haystackOf } from './haystack.ts';

it.each([
  { name: 'a full name in kanji, without a space', value: '五十嵐 陽菜', text: '五十嵐陽菜さま 当選' },
  { name: 'its kana in hiragana', value: 'イガラシ ハルナ', text: 'いがらし はるな 様' },
  { name: 'its kana, letter by letter', value: 'オガサワラ マユミ', text: 'お が さ わ ら ま ゆ み' },
  { name: '齊 as 斎', value: '齊藤 順一', text: '斎藤順一様' },
  { name: '﨑 as 崎', value: '山﨑 幸二', text: '山崎幸二様' },
  { name: '﨑 as 嵜', value: '山﨑 幸二', text: '山嵜 幸二' },
  { name: '𠮷 as 吉', value: '𠮷田 優樹', text: '吉田優樹様' },
  { name: '濵 as 浜', value: '濵田 遼', text: '浜田遼様' },
  { name: '葛 with a variation selector', value: '葛\u{e0100}城 冬馬', text: '葛城冬馬様' },
  { name: 'ß as ss', value: 'Jürgen Weiß', text: 'Herr Jürgen Weiss' },
  { name: 'a name without its accents', value: 'José Núñez', text: 'Dear Jose Nunez' },
  { name: 'a telephone number as dialled from abroad', value: '090-7712-3308', text: '0081 90 7712 3308' },
  { name: 'a birthday in years of an era', value: '1980-04-05', text: '昭和55年4月5日生まれ' },
  { name: 'the same, shortened', value: '1975-11-30', text: 'お誕生日:S50.11.30' },
  { name: 'the first year of an era', value: '1989-03-02', text: '平成元年3月2日' },
  {
    name: 'an address with の between its numbers',
    value: '群馬県前橋市大手町2-6-20-803',
    text: '大手町２の６の２０の８０３',
  },
  { name: 'a telephone number behind a date', value: '027-221-9943', text: 'ORIHARA 2000.01.08 027 (221) 9943' },
  { name: 'a birthday given in years of an era', value: '平成9年2月18日', text: '1997年2月18日生まれ' },
  { name: 'one given in its first year', value: '平成元年3月2日', text: '1989/03/02' },
  { name: 'one given by the letter of its era', value: 'S33.12.1', text: 'born 1958-12-01' },
  { name: 'one given in one era writing, shown in another', value: 'Ｓ３３．１２．１', text: '昭和33年12月1日' },
  { name: 'a birthday without signs', value: '1975-11-30', text: 'ID 19751130' },
  {
    name: 'an address in its long form',
    value: '東京都港区西新橋2-14-9',
    text: '東京都港区西新橋２丁目１４番９号 にお届け',
  },
  { name: 'an address in kanji numerals', value: '愛知県名古屋市中区栄3-6-11', text: '名古屋市中区栄三丁目六番十一号' },
  {
    name: 'a telephone number right after a word',
    value: '090-3141-5926',
    text: 'お電話番号０９０（３１４１）５９２６',
  },
  { name: 'a number with a country code, at home', value: '+44 20 7946 0958', text: 'call 020 7946 0958 now' },
  { name: 'a number from home, with a country code', value: '0228 9083177', text: 'Tel. +49 (0)228 / 908 31 77' },
  { name: 'a long number without its country code', value: '+34 612 345 678', text: 'tel. 612345678' },
  { name: 'a birthday in kanji numerals', value: '1985-07-30', text: '昭和六十年七月三十日' },
  { name: 'a birthday in Spanish', value: '1982-12-09', text: '9 de diciembre de 1982' },
  { name: 'a birthday in German', value: '1955-03-14', text: 'am 14. März 1955 geboren' },
  {
    name: 'an address without the house and with its room',
    value: '東京都世田谷区北沢2丁目19番5号 メゾン北沢302',
    text: '東京都世田谷区北沢２-１９-５-３０２',
  },
  { name: 'a firm by the short sign of its form', value: '株式会社ひので精工', text: '（株）ひので精工にお勤めの' },
  { name: 'a firm by a sign of one character', value: '有限会社みなと塗装', text: '㈲みなと塗装 御中' },
  {
    name: 'a firm with its form spelled out',
    value: 'Brightwell Joinery Ltd',
    text: 'of Brightwell Joinery Limited you',
  },
  {
    name: 'an answer that counts in kanji, shown with digits',
    value: '雨漏りの修理を三社に頼みました',
    text: '雨漏りの修理を３社に頼みました、とのこと',
  },
  {
    name: 'one that counts in digits, shown in kanji',
    value: '犬を2匹と猫を12匹飼っています',
    text: '犬を二匹と猫を十二匹飼っています',
  },
  {
    name: "a name that begins with the family's behind a greeting",
    value: 'Zsófia Kővári',
    text: 'Kedves Kővári Zsófia!',
  },
  { name: 'a number as dialled at home in Hungary', value: '+36 30 418 2297', text: 'tel. 06 30 418 2297' },
  { name: 'a number of Hungary as dialled from abroad', value: '06 30 418 2297', text: 'tel. +36 30 418 2297' },
  { name: 'a number as dialled at home in Russia', value: '+7 912 345-67-89', text: 'тел. 8 (912) 345-67-89' },
  { name: 'a number of Russia as dialled from abroad', value: '8 912 345-67-89', text: 'тел. +7 912 345 67 89' },
  { name: 'a street cut short', value: '14 Larkfield Crescent, Harrow HA3 8SQ', text: '14 LARKFIELD CRES, HARROW' },
  { name: 'a German street cut short', value: 'Goethestraße 27, 53113 Bonn', text: 'Goethestr. 27, 53113 Bonn' },
  { name: 'ü as ue', value: 'Jürgen Weißmüller', text: 'Herr Juergen Weissmueller,' },
  { name: 'the family name first, with a comma', value: 'Margaret O’Sullivan', text: 'Name: O’Sullivan, Margaret' },
  { name: 'the same behind a Dutch title', value: 'Peter van der Meulen', text: 'Beste heer Van Der Meulen, Peter' },
  { name: 'an address from below the ward', value: '東京都港区西新橋2-14-9', text: '西新橋2−14−9' },
])('finds $name', ({ value, text }) => {
  expect(findValue(haystackOf(text), value)).toBeDefined();
});

it.each([
  { name: 'the next day', value: '1980-04-05', text: '昭和55年4月6日生まれ' },
  { name: 'another year of the era', value: '1980-04-05', text: 'S54.4.5' },
  { name: 'a date and digits as one number', value: '20000108027', text: '2000.01.08 027' },
  { name: 'the same day of another year', value: '平成9年2月18日', text: '1998年2月18日' },
  { name: 'digits inside a longer number', value: '1975-11-30', text: '2197511304' },
  { name: 'the ward alone', value: '東京都港区西新橋2-14-9', text: '東京都港区にお住まいの方' },
  { name: 'another house of the street', value: '東京都港区西新橋2-14-9', text: '西新橋2丁目14番8号' },
  {
    name: 'two people of a list',
    value: 'Margaret O’Sullivan',
    text: 'with John O’Sullivan, Margaret Smith and others',
  },
  { name: 'the same digits behind another number', value: '0228 9083177', text: 'order 1492289083177' },
  { name: 'another firm of the same form', value: '株式会社ひので精工', text: '（株）ひので' },
  {
    name: 'another house of a street cut short',
    value: 'Goethestraße 27, 53113 Bonn',
    text: 'Goethestr. 72, 53113 Köln',
  },
  { name: 'another family with the same given name', value: '山﨑 幸二', text: '山口幸二様' },
])('does not take $name for it', ({ value, text }) => {
  expect(findValue(haystackOf(text), value)).toBeUndefined();
});

/** Values of people we made up, as mails show them or show something like them; `field` only where it decides. */
const written: readonly { value: string; text: string; found: boolean; field?: string }[] = readFileSync(
  new URL('../fixtures/form-values.jsonl', import.meta.url),
  'utf8',
)
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line));

it.each([true, false])('finds what is there and nothing else: %s', (found) => {
  const rows = written.filter((row) => row.found === found);
  expect(rows.length).toBeGreaterThan(200);
  expect(
    rows.filter(({ value, text, field }) => (findValue(haystackOf(text), value, field) !== undefined) !== found),
  ).toEqual([]);
});

it('reads what a link carries', () => {
  const link = 'http://bulk.example/?n=%E8%92%94%E7%94%B0%20%E5%BD%B0%E5%90%BE&m=Calliope+Reyes';
  expect(findValue(haystackOf(link), '蒔田 彰吾')).toBe('as-written');
  expect(findValue(haystackOf(link), 'Calliope Reyes')).toBe('as-written');
});

describe('the name of a family alone', () => {
  it.each([
    { value: '勅使河原 聡', text: '勅使河原様、重要なお知らせです' },
    { value: '小比類巻 涼', text: '「小比類巻」様へ' },
    { value: 'ワシオ エイト', text: 'Washio-san, your reward' },
    { value: 'ハチスカ リツコ', text: 'Dear Ms. Hachisuka,' },
    { value: 'ハセベ トシキ', text: 'Mr.T.Hasebe' },
    { value: 'Jonathan Whitcombe', text: 'Dear Mr. J. Whitcombe' },
    { value: 'Gwendolyn Abernathy-Pryce', text: 'Mrs G. Abernathy-Pryce' },
    { value: 'Prof. Leopold van der Hagen', text: 'L. v.d. Hagen' },
  ])('$text calls $value', ({ value, text }) => {
    expect(findPart(haystackOf(text), { value, kind: 'name' }, 'family')).toBe('family-name');
  });

  it.each([
    { value: '勅使河原 聡', text: '勅使河原の歴史' },
    { value: '西条 誠', text: '大西条様' },
    { value: 'Jonathan Whitcombe', text: 'Dear Mrs. B. Whitcombe' },
    { value: 'Jonathan Whitcombe', text: 'Whitcombe Street' },
    { value: 'ハチスカ リツコ', text: 'Mr. M. Hachisuka' },
    { value: '森 恵', text: '皆様、森様' },
  ])('$text does not call $value', ({ value, text }) => {
    expect(findPart(haystackOf(text), { value, kind: 'name' }, 'family')).toBeUndefined();
  });

  const find = (families: number, address = 'kx7@home.example', registerSize = 1000) =>
    findFormValues(haystackOf('鷲尾様へ'), {
      values: [
        { field: '氏名', value: '鷲尾 瑛斗' },
        { field: 'フリガナ', value: 'ワシオ エイト' },
      ],
      address,
      count: (_, part) => (part === 'family' ? families : 1),
      registerSize,
    });

  it('counts where few records have it, with their share', () => {
    expect(find(2)).toMatchObject([{ field: '氏名', chance: 0.002, addsToAddress: true, spelling: 'family-name' }]);
    expect(find(3)).toEqual([]);
  });

  it('counts for nothing in a register too small to tell', () => {
    expect(find(1, 'kx7@home.example', 499)).toEqual([]);
  });

  it('adds nothing to an address that shows it', () => {
    expect(find(1, 'washio77@home.example')[0]?.addsToAddress).toBe(false);
  });
});

describe('a sum that nobody else has', () => {
  const find = (value: string, text: string) =>
    findFormValues(haystackOf(text), {
      values: [{ field: '請求額', value }],
      address: null,
      count: () => 1,
      registerSize: 1000,
    });

  it.each([
    ['128,450', 'お支払い１２８，４５０円（税込）', 0.001],
    ['2,350,000円', '235万円の車', 0.01],
    ['128,450', 'total 128,450', 0.001],
  ])('%s in "%s" counts by the sums that look like it', (value, text, chance) => {
    expect(find(value, text)).toMatchObject([{ chance }]);
  });

  it.each([
    ['50,000円', '50,000円プレゼント'],
    ['29,800円', '特価29,800円'],
    ['128,450', '128,450人が登録'],
    ['347,280円', '合計は1,347,280円'],
    ['$1,245.50', '€1,245.50'],
  ])('%s does not in "%s"', (value, text) => {
    expect(find(value, text)).toEqual([]);
  });
});

it('leaves out a date of the days in which the mail was sent', () => {
  const found = (value: string) =>
    findFormValues(haystackOf('until April 9, 2009'), {
      values: [{ field: 'visit', value }],
      address: null,
      count: null,
      registerSize: 0,
      receivedAt: '2009-04-01T03:12:50+09:00',
    });
  expect(found('2009-04-09')).toEqual([]);
  expect(found('1979-04-09')).toEqual([]);
});

describe('a day without its year', () => {
  const count: RegisterCount = (_, part) => (part === 'day' ? 2 : 1);
  const find = (field: string, value: string, text: string) =>
    findFormValues(haystackOf(text), { values: [{ field, value }], address: null, count, registerSize: 1000 });

  it.each([
    ['生年月日', '1986-03-14', 'もうすぐお誕生日(3月14日)ですね'],
    ['birthday', '1972-10-23', 'Your birthday, October 23rd, is near'],
    ['geburtsdatum', '23.10.1972', 'Ihr Geburtstag am 23. Oktober'],
    ['birthday', '1989-07-22', 'HAPPY BIRTHDAY! July 22 is your special day'],
    ['visit', '2024-11-16', 'ご予約日:11/16'],
    ['visit', '2024-11-16', 'your booking for Nov 16th'],
    ['予約日時', '2026/03/04(水) 14:30', '3/4(水)14時半のご予約'],
    ['booking', '2026-04-18', 'Ihr Termin am Sa., 18.4.26'],
    ['予約日', '2026-03-22', 'ご予約日：26.3.22'],
  ])('%s %s stands in %s', (field, value, text) => {
    expect(find(field, value, text)).toMatchObject([{ spelling: 'day', chance: 0.002 }]);
  });

  it.each([
    ['birthday', '1972-10-23', 'the sale ends on October 23rd'],
    ['birthday', '1972-10-23', 'Your birthday, October 2nd'],
    ['birthday', '1972-10-23', 'Happy birthday!\nA sale on October 23rd'],
    ['birthday', '1972-10-23', 'Happy birthday! Offer until October 23rd'],
    ['生年月日', '1972-10-23', 'お誕生日特典(10/23まで)'],
    ['birthday', '1972-10-23', 'your birthday, October 23, 1973'],
    ['visit', '2024-11-16', 'セールは11/16まで。ご予約は不要'],
    ['visit', '2024-01-16', 'ご予約日:11/16'],
    ['booking', '2026-04-18', 'Ihr Termin am 18.4.25'],
    ['予約日時', '2026/03/04 14:30', 'ご予約: 3/4サイズ'],
  ])('%s %s does not stand in %s', (field, value, text) => {
    expect(find(field, value, text)).toEqual([]);
  });
});

it('takes time in proportion to the text', () => {
  const values = [
    'Philippa Dunwoody',
    'ハチスカ リツコ',
    '蜂須賀 律子',
    '三浦町21番1号',
    '090-1234-5678',
    '33 High Street, X',
    'Дмитрий Волконский',
    'Aleksei Zhuravlyov',
    'Merino Crew Socks – 6 pack, Heather Grey',
    '128,450円',
    '2026-03-04 14:30',
  ];
  for (const unit of [
    'a b ',
    '\n   ',
    'dunwoody, ',
    '蜂須賀',
    '?a=%',
    '〇九の',
    'まきた(',
    'mr. ',
    'дмитрий ',
    'socks 6 ',
    '1,000円',
    '3/4 ',
  ])
    expectLinear(
      (length) => {
        const haystack = haystackOf(unit.repeat(length / unit.length));
        for (const value of values) findValue(haystack, value);
        for (const value of values) findPart(haystack, { value, kind: 'name' }, 'family');
      },
      160_000,
      JSON.stringify(unit),
    );
});
