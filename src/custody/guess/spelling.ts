// One Japanese name, several spellings. People write their own name by Hepburn (shi, tsu, fu), by kunrei (si, tu, hu) or as it is
// typed (wāpuro: satou), and long vowels as o, ou or oh; a guesser who knows one spelling has not guessed the other.

export type Spelling = { readonly text: string; readonly share: number };

// Shares are assumptions: no open count of spellings in mail addresses is known. They sum to 1 in each group.
const styles = [
  { share: 0.78, kunrei: false },
  { share: 0.22, kunrei: true },
] as const;
const longVowels = [
  { share: 0.52, o: 'o', oo: 'o', u: 'u' },
  { share: 0.33, o: 'ou', oo: 'oo', u: 'uu' },
  { share: 0.15, o: 'oh', oo: 'oh', u: 'u' },
] as const;

const kunreiOf: readonly (readonly [RegExp, string])[] = [
  [/sh([auo])/g, 'sy$1'],
  [/ch([auo])/g, 'ty$1'],
  [/j([auo])/g, 'zy$1'],
  [/shi/g, 'si'],
  [/chi/g, 'ti'],
  [/tsu/g, 'tu'],
  [/fu/g, 'hu'],
  [/ji/g, 'zi'],
];

/** Most names have nothing that is written in more than one way. */
const spelledVariously = /o[ou]|uu|sh|ch|j|tsu|fu|n[bmp]/;

/**
 * Every spelling of a name given as it is typed (wāpuro, Hepburn consonants: `satou`, `shunji`), with the share who use it.
 *
 * Shares sum to 1. `oue` keeps its vowels, because the syllables part there (inoue).
 */
export function spellings(wapuro: string): readonly Spelling[] {
  if (!spelledVariously.test(wapuro)) return [{ text: wapuro, share: 1 }];
  const shares = new Map<string, number>();
  for (const long of longVowels) {
    const vowels = wapuro
      .replace(/ou(?!e)/g, long.o)
      .replace(/oo/g, long.oo)
      .replace(/uu/g, long.u);
    for (const style of styles) {
      let text = vowels;
      if (style.kunrei && /sh|ch|j|tsu|fu/.test(text)) for (const [from, to] of kunreiOf) text = text.replace(from, to);
      // Older Hepburn writes m before b, m and p (homma, namba); a quarter do.
      const labial = style.kunrei ? text : text.replace(/n(?=[bmp])/g, 'm');
      const share = long.share * style.share;
      shares.set(text, (shares.get(text) ?? 0) + share * (labial === text ? 1 : 0.75));
      if (labial !== text) shares.set(labial, (shares.get(labial) ?? 0) + share * 0.25);
    }
  }
  return [...shares].map(([text, share]) => ({ text, share }));
}
