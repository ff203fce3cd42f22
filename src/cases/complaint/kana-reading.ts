// The reading of a name in kana, in Roman letters as Japanese passports write it (Hepburn, long vowels not marked).

const rows: Readonly<Record<string, readonly string[]>> = {
  あいうえお: ['a', 'i', 'u', 'e', 'o'],
  かきくけこ: ['ka', 'ki', 'ku', 'ke', 'ko'],
  さしすせそ: ['sa', 'shi', 'su', 'se', 'so'],
  たちつてと: ['ta', 'chi', 'tsu', 'te', 'to'],
  なにぬねの: ['na', 'ni', 'nu', 'ne', 'no'],
  はひふへほ: ['ha', 'hi', 'fu', 'he', 'ho'],
  まみむめも: ['ma', 'mi', 'mu', 'me', 'mo'],
  やゆよわを: ['ya', 'yu', 'yo', 'wa', 'o'],
  らりるれろ: ['ra', 'ri', 'ru', 're', 'ro'],
  がぎぐげご: ['ga', 'gi', 'gu', 'ge', 'go'],
  ざじずぜぞ: ['za', 'ji', 'zu', 'ze', 'zo'],
  だぢづでど: ['da', 'ji', 'zu', 'de', 'do'],
  ばびぶべぼ: ['ba', 'bi', 'bu', 'be', 'bo'],
  ぱぴぷぺぽ: ['pa', 'pi', 'pu', 'pe', 'po'],
};
const syllables = new Map(
  Object.entries(rows).flatMap(([kana, roman]) => [...kana].map((one, index) => [one, roman[index] ?? ''] as const)),
);
const glides: Readonly<Record<string, string>> = { ゃ: 'a', ゅ: 'u', ょ: 'o' };

const hiragana = (text: string) =>
  text.normalize('NFKC').replace(/[\u30a1-\u30f6]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60));

/**
 * う and お that begin a word of their own within a name, and lengthen nothing: いの・うえ, まつ・うら, ひろ・おか; and お at
 * the end, which passports write out: よこお. Behind a single kana it lengthens that one: もおか is Moka.
 */
const ownVowel = /(?<=.の)う(?=[えちら])|(?<=.[くすつぬむる])う(?=[えちみら])|(?<=..)お(?=か$)|(?<=.)お$/g;
const BREAK = '|';

function wordInRoman(word: string): string | undefined {
  if (word.includes(BREAK)) return undefined;
  let out = '';
  let doubled = false;
  for (const kana of word.replace(ownVowel, `${BREAK}$&`)) {
    const glide = glides[kana];
    if (kana === 'ー') continue;
    if (kana === BREAK) {
      out += BREAK;
      continue;
    }
    if (kana === 'っ') {
      doubled = true;
      continue;
    }
    if (glide !== undefined) {
      // し + ゃ is sha, き + ゃ is kya.
      if (!out.endsWith('i')) return undefined;
      out = `${out.slice(0, -1)}${/(?:sh|ch|j)i$/.test(out) ? '' : 'y'}${glide}`;
      continue;
    }
    if (kana === 'ん') {
      out += 'n';
      continue;
    }
    const next = syllables.get(kana);
    if (next === undefined) return undefined;
    if (doubled) out += next.startsWith('ch') ? 't' : (next[0] ?? '');
    doubled = false;
    out += next;
  }
  const plain = out
    .replace(/n(?=[bmp])/g, 'm')
    .replace(/o[ou]/g, 'o')
    .replace(/uu/g, 'u')
    .replaceAll(BREAK, '');
  return plain === '' ? undefined : plain[0]?.toUpperCase() + plain.slice(1);
}

/** こが はるか → Koga Haruka, in the order given. Undefined for anything that is not kana: a wrong name is worse than none. */
export function romanReading(reading: string): string | undefined {
  const words = hiragana(reading.slice(0, 80)).trim().split(/\s+/);
  const roman = words.map(wordInRoman);
  return roman.every((word) => word !== undefined) ? roman.join(' ') : undefined;
}
