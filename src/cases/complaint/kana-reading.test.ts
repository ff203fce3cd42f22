import fc from 'fast-check';
import { expect, it } from 'vitest';
import { romanReading } from './kana-reading.ts';

it.each([
  ['こが はるか', 'Koga Haruka'],
  ['コガ ハルカ', 'Koga Haruka'],
  ['ｻﾄｳ ｼｭﾝｲﾁ', 'Sato Shunichi'],
  ['ほった きょうこ', 'Hotta Kyoko'],
  ['はっちょう じゅんぺい', 'Hatcho Jumpei'],
  ['おおの　ゆうき', 'Ono Yuki'],
  ['つづき ちづる', 'Tsuzuki Chizuru'],
  ['いのうえ ゆうこ', 'Inoue Yuko'],
  ['たけのうち こうた', 'Takenouchi Kota'],
  ['まつうら るうみ', 'Matsuura Rumi'],
  ['ひろおか ひろお', 'Hirooka Hiroo'],
  ['おおおか とおる', 'Ooka Toru'],
  ['もおか のうみ', 'Moka Nomi'],
  ['まつおか たかお', 'Matsuoka Takao'],
])('%s', (kana, roman) => {
  expect(romanReading(kana)).toBe(roman);
});

it.each(['', '|', '古賀', 'い|お', 'Koga', 'ゃま', 'こが 遥'])('gives no name for %j', (text) => {
  expect(romanReading(text)).toBeUndefined();
});

it('gives Roman letters or nothing', () => {
  const kana = fc.stringMatching(/^[ぁ-んァ-ヶー 　]{0,30}$/);
  fc.assert(fc.property(fc.oneof(kana, fc.string()), (text) => /^[A-Za-z ]+$/.test(romanReading(text) ?? 'A')));
});
