// Names in Cyrillic and Greek as they are written in Latin letters, and the other way round: Дмитрий Волконский is Dmitry
// Volkonsky, Dmitrij Wolkonskij and Dmitriy Volkonskiy. All writings of one name have one key; some names share one.

const cyrillic =
  'аa бb вv гg дd еe жz зz иi йi кk лl мm нn оo пp рr сs тt уu фf хh цc чh шs щs ъ ыi ь эe юiu яia іi їi єe ґg ўu јi љl њn ћh ђd џd';
const greek = 'αa βv γg δd εe ζz ηi θt ιi κk λl μm νn ξks οo πp ρr σs τt υi φf χh ψps ωo';
const letters = new Map(`${cyrillic} ${greek}`.split(' ').map((pair) => [pair[0] ?? '', pair.slice(1)] as const));

/** What two letters of Greek make one sound. */
const greekPairs: readonly (readonly [RegExp, string])[] = [
  [/ου/g, 'u'],
  [/ευ/g, 'ev'],
  [/αυ/g, 'av'],
  [/[εο]ι/g, 'i'],
  [/αι/g, 'e'],
  [/(?<!\p{L})μπ/gu, 'b'],
  [/γκ/g, 'gk'],
  [/τ[ζσ]/g, 'c'],
];

/** Latin letters to those of the key; each step names what it makes one. */
const steps: readonly (readonly [RegExp, string])[] = [
  [/shch|sch|sh|sz/g, 's'],
  [/tsch|tch|ch|kh|cz/g, 'h'],
  [/zh/g, 'z'],
  [/t[sz]/g, 'c'],
  [/th/g, 't'],
  [/ph/g, 'f'],
  [/x/g, 'ks'],
  // Victor, Nicolai; that of Stanica is ц.
  [/c(?=[tlro])/g, 'k'],
  [/w/g, 'v'],
  [/ou/g, 'u'],
  [/[yj]o/g, 'e'],
  [/[yj]/g, 'i'],
  // Greek is written as it is spelled or as it is spoken: Vasileiou, Vasiliou.
  [/ai/g, 'e'],
  [/[eo]i/g, 'i'],
  [/i{2,4}/g, 'i'],
  [/i(?=[aeou])/g, ''],
  [/([a-z])\1/g, '$1'],
];

const otherLetters = /[\u0370-\u052f]/;

/** The key of a folded text. */
function keyOf(folded: string): string {
  const inLatin = otherLetters.test(folded)
    ? greekPairs
        .reduce((text, [found, to]) => text.replace(found, to), folded)
        .replace(/[\u0370-\u052f]/g, (letter) => letters.get(letter) ?? '')
    : folded;
  return steps.reduce((text, [found, to]) => text.replace(found, to), inLatin);
}

/** г, which Russia speaks as g and Ukraine as h: Гнатюк is Hnatiuk. None where there is none. */
function withUkrainianH(words: readonly string[]): readonly (readonly string[])[] {
  // х has the key of h; in Latin letters, h of two letters is another sound.
  const turned = words.map((word) => word.replaceAll('г', 'х').replace(/(?<![cksztpr])h/g, 'g'));
  return turned.join() === words.join() ? [] : [turned.map(keyOf)];
}

/** A name of Russia's third part, which mails leave out. */
const patronymic = /^(?:\p{Script=Cyrillic}{3,20}(?:[ое]вич|[ое]вна|ична)|[a-z]{3,20}(?:[oe]vi(?:ch|c|tch)|[oe]vna))$/u;
/** Shorter keys are found in other names. */
const LEAST_LETTERS = 8;
const MOST_WORDS = 4;

/** The key of each text, without the words in Latin letters or without the others: made once for all values. */
const texts = new WeakMap<object, { latin?: string; other?: string }>();

/**
 * Whether a text writes a folded name in the letters of another alphabet; false for what may be no name.
 *
 * @param of the text of a mail, by which its key is kept
 */
export function holdsInOtherAlphabet(of: { readonly folded: string }, name: string): boolean {
  const words = name.split(/[\s.-]+/).filter((word) => word !== '' && !patronymic.test(word));
  if (words.length < 2 || words.length > MOST_WORDS || !words.every((word) => /^\p{L}{2,20}$/u.test(word)))
    return false;
  const isOther = words.every((word) => /^[\u0370-\u052f]+$/.test(word));
  if (!isOther && !(otherLetters.test(of.folded) && words.every((word) => /^[a-z]+$/.test(word)))) return false;
  const rows = [words.map(keyOf), ...withUkrainianH(words)];
  if ((rows[0] ?? []).join('').length < LEAST_LETTERS) return false;
  const known = texts.get(of) ?? {};
  texts.set(of, known);
  if (isOther) known.latin ??= keyOf(of.folded.replace(/[\u0370-\u052f]{1,60}/g, '|'));
  else known.other ??= keyOf(of.folded.replace(/[a-z]{1,60}/g, '|'));
  const text = (isOther ? known.latin : known.other) ?? '';
  const possible = rows.filter((keys) => keys.every((key) => text.includes(key)));
  if (possible.length === 0) return false;
  const gap = '[ .,-]{1,2}';
  const orders = possible.flatMap((keys) => {
    const [first = '', ...rest] = keys;
    return [keys, [...rest, first], [...keys].reverse()].map((row) => row.join(gap));
  });
  return new RegExp(`(?<!\\p{L})(?:${[...new Set(orders)].join('|')})(?!\\p{L})`, 'u').test(text);
}
