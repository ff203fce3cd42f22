import { expect, it } from 'vitest';
import { findValue, haystackOf } from './form-values.ts';

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
  { name: 'another family with the same given name', value: '山﨑 幸二', text: '山口幸二様' },
])('does not take $name for it', ({ value, text }) => {
  expect(findValue(haystackOf(text), value)).toBeUndefined();
});
