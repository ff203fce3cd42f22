// One key for the ways in which a name is spelled in kana: with small kana or without, with a long vowel written as a vowel
// or as a stroke. Unlike romaji, kana say how long a vowel is: オノ is not オオノ, ユキ not ユウキ.

const large: Readonly<Record<string, string>> = {
  ゃ: 'や',
  ゅ: 'ゆ',
  ょ: 'よ',
  っ: 'つ',
  ぁ: 'あ',
  ぃ: 'い',
  ぅ: 'う',
  ぇ: 'え',
  ぉ: 'お',
  づ: 'ず',
  ぢ: 'じ',
  を: 'お',
  ゐ: 'い',
  ゑ: 'え',
};
const withV: Readonly<Record<string, string>> = { あ: 'ば', い: 'び', え: 'べ', お: 'ぼ' };

const endings: readonly (readonly [vowel: string, kana: string, goesOn: string])[] = [
  ['a', 'あかさたなはまやらわがざだばぱ', 'あ'],
  ['i', 'いきしちにひみりぎじびぴ', 'い'],
  ['u', 'うくすつぬふむゆるぐずぶぷ', 'う'],
  ['e', 'えけせてねへめれげぜでべぺ', 'えい'],
  ['o', 'おこそとのほもよろごぞどぼぽ', 'おう'],
];
const vowelOf = new Map(endings.flatMap(([vowel, kana]) => [...kana].map((one) => [one, vowel] as const)));
const lengthens = new Map(endings.map(([vowel, , goesOn]) => [vowel, goesOn] as const));

function keyOfRun(run: string): string {
  let out = '';
  let vowel = '';
  for (const kana of run
    .replace(/[ぁ-ぉゃゅょっづぢをゐゑ]/g, (one) => large[one] ?? one)
    .replace(/ゔ([あいえお]?)/g, (_, after: string) => withV[after] ?? 'ぶ')) {
    if (kana === 'ー' || lengthens.get(vowel)?.includes(kana)) {
      out += 'ー';
    } else {
      out += kana;
      vowel = vowelOf.get(kana) ?? '';
    }
  }
  return out;
}

/** Hiragana of a folded text in that key; everything else stays. One kana of the text is one of the key, but for ヴァ. */
export function kanaKey(folded: string): string {
  return folded.replace(/[ぁ-ゖー]{1,200}/g, keyOfRun);
}

/** Keys of words that a text may write with a space between them or without: マリコ オノ and マリコオノ. */
export const kanaKeys = (words: readonly string[]): readonly string[] => [
  ...new Set([words.map(kanaKey).join(''), kanaKey(words.join(''))]),
];
