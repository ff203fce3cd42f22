// Names of people in Latin letters as forms and mails write them: with titles and initials, the family's name first or last.
// Values come folded.

const before =
  /^(?:(?:mr|mrs|ms|mx|miss|dr|prof|professor|sir|dame|lady|rev|capt|herrn?|frau|mme|mlle|monsieur|madame|sra?|srta|senora?|sig|signora?|dott|ing|dipl)\.?\s+)+(?=\p{L}+\S*\s)/u;
const after = /(?:,?\s+(?:jr|sr|ii|iii|iv|esq|ph\.?d|m\.?d|mba|dds)\.?)+$/u;

/** Particles that belong to the name of a family. */
export const particle = /^(?:van|von|vom|zu|de|der|den|del|della|di|da|dos|du|la|le|el|al|bin|ten|ter|o|mc|mac|st)$/;

/** A name without its titles, the family's last; the text itself when it is no such name. */
export function plainName(folded: string): string {
  if (!/^[\p{Script=Latin}\s.,'’`´-]+$/u.test(folded)) return folded;
  const bare = folded.replace(after, '').replace(before, '').trim();
  const [family = '', given = '', ...more] = bare.split(',').map((part) => part.trim());
  if (family === '' || given === '' || more.length > 0) return bare;
  return `${given} ${family}`.split(/\s+/).length <= MOST_WORDS ? `${given} ${family}` : bare;
}

/** More words than this are no name. */
export const MOST_WORDS = 5;
const between = `[ .'’-]{1,2}`;
/** Behind a comma a line may end. */
const gap = '(?: |\\r?\\n[ >]{0,4})?';

/** A word that romaji can be. */
const japanese =
  /^(?:(?:[kstnhmyrgzjdbpfw]|[kgstzdnhbpmr]y|s?sh|[ct]?ch|ts|([kstp])\1)?[aeiou]|[nm](?=[^aeiouy]|$)|h(?=[^aeiouy]|$))+$/;
/** Families of China, Korea and Vietnam, whose names come first as they are. */
const familyFirst = new Set(
  'kim lee yi park choi choe jung jeong chung kang cho yoon yun jang chang lim im han oh seo suh shin kwon hwang ahn an song hong ryu yoo kwak bae baek noh roh joo woo heo hur byun byeon chae jeon chun koo sohn eom namgung hwangbo jegal seonu dokgo chen chan wang wong li zhang liu yang huang zhao wu zhou xu sun ma zhu hu guo he gao lin luo liang xie tang deng feng cheung ng qian cai cao peng zeng xiao tian dong yuan jiang cheng su lu ding wei yao zhong meng qin xue hou lei duan hao kong gong shao tsai tseng hsu hsieh lau leung lam chow chiu kwok yip yeung ouyang zhuge sima situ nguyen tran le pham huynh hoang phan vu vo dang bui do ngo duong ly dinh trinh truong luong'.split(
    ' ',
  ),
);

/** Whether the words of a name may be Japanese in Latin letters, which have many spellings. */
export const mayBeRomaji = (words: readonly string[]) => words.every((word) => japanese.test(word));

/** Whether the family's name may come first without a sign: of most others, that is "Lake Victoria" and "Hilton Paris". */
const turnsFreely = (words: readonly string[]) =>
  mayBeRomaji(words) || [words[0], words.at(-1)].some((word) => familyFirst.has(word ?? ''));

/** A word of a name that can be written into a pattern. */
const isWord = (word: string) => /^[a-z]{1,20}$/.test(word);

/** Orders in which the words of a value stand: as they are, and of a name, turned at any of its words. */
export function orders(words: readonly string[]): string[] {
  const joined = words.join('');
  const inLatin = words.every(isWord);
  const turns = !inLatin || turnsFreely(words);
  if (words.length === 2) return turns ? [joined, [...words].reverse().join('')] : [joined];
  if (words.length < 3 || words.length > MOST_WORDS || !inLatin) return [joined];
  const turned = turns ? words.slice(1).map((_, at) => [...words.slice(at + 1), ...words.slice(0, at + 1)]) : [];
  const [first = ''] = words;
  // "Marjorie Q. Tillinghast": what is more than an initial stays.
  const long = words.filter((word) => word.length > 1);
  const short = first.length > 1 && long.length >= 2 && long.length < words.length ? orders(long) : [];
  return [joined, ...turned.map((one) => one.join('')), ...short];
}

/** What may stand before a name that begins with its family's: no other word, or it would be the end of another name. */
const begins = `(?:^|[^\\p{L}\\s,] {0,3}|\\n *|(?<!\\p{L})(?:dear|hi|hello|mr|mrs|ms|miss|sir|madam|dr|prof|name|attn|kedves|tisztelt|hallo|liebe[rs]?|lieve|beste|geachte|mevrouw|mevr|meneer|heer|dhr|herrn?|hr|frau|fru|cher|chere|mme|mlle|madame|monsieur|estimad[oa]|querid[oa]|senora?|sra?|gentile|car[oa]|signora?|sig|dott|hej|kaere|kara|drog[ia]|pani?|milya?|vazen[ya]|drag[ia])[.:]? )`;
/** What may follow such a name: no other word, or it would be the beginning of another; but one that speaks to its bearer. */
const endsAt =
  '(?!\\p{L})(?! (?!(?:your|you|we|please|this|thank|here|it|ur|asszony|urholgy|reszere)(?!\\p{L}))\\p{L})';

/** Whether the words of a value may be a name in Latin letters. */
export const isLatinName = (words: readonly string[]) =>
  words.length >= 2 && words.length <= MOST_WORDS && words.every(isWord);

/**
 * Writings of a name that are no plain row of its words, as patterns: "O’Sullivan, Margaret", "Margaret Q. O’Sullivan"; none
 * for what is no such name. Between two commas of a list would be the end of one name and the beginning of another.
 *
 * @param rows spellings of one name, the words of each
 */
export function nameWritings(rows: readonly (readonly string[])[]): readonly RegExp[] {
  const names = rows.filter(isLatinName);
  if (names.length === 0) return [];
  const parted = names.flatMap((words) =>
    words.slice(1).flatMap((_, at) => {
      const [one, other] = [words.slice(0, at + 1).join(between), words.slice(at + 1).join(between)];
      // Of a name of Japan the family's comes first as it is.
      return [`${other},${gap}${one}`, `${one},${gap}${other}`];
    }),
  );
  const middle = names.flatMap(([first = '', second = '', ...rest]) => [
    `${first} [a-z]\\.? ${[second, ...rest].join(between)}`,
    ...(rest.length > 0 ? [`${first} ${second[0]}\\.? ${rest.join(between)}`] : []),
  ]);
  const turned = names.flatMap((words) =>
    turnsFreely(words)
      ? []
      : words.slice(1).map((_, at) => `${words.slice(at + 1).join(between)} ${words.slice(0, at + 1).join(between)}`),
  );
  return [
    new RegExp(
      `${begins}(?:${[...new Set(parted)].join('|')})(?!\\p{L})(?! (?!(?:san|sama)(?!\\p{L})|様|殿|さま|さん)\\p{L})`,
      'gu',
    ),
    ...(turned.length > 0 ? [new RegExp(`${begins}(?:${[...new Set(turned)].join('|')})${endsAt}`, 'gu')] : []),
    new RegExp(`(?<![a-z])(?:${middle.join('|')})(?![a-z])`, 'g'),
  ];
}

/** The name of the family alone, by the words it is made of, and the first letter of the given name; undefined when unclear. */
export function familyOf(folded: string): { readonly words: readonly string[]; readonly initial: string } | undefined {
  const parts = plainName(folded).split(/\s+/);
  if (parts.length < 2 || parts.length > MOST_WORDS) return undefined;
  let from = parts.length - 1;
  while (from > 1 && particle.test(parts[from - 1] ?? '')) from -= 1;
  const words = parts.slice(from).flatMap((part) => part.match(/[a-z]+/g) ?? []);
  return words.length > 0 && words.every(isWord) && /^[a-z]/.test(parts[0] ?? '')
    ? { words, initial: parts[0]?.[0] ?? '' }
    : undefined;
}

const greeting =
  /(?:^|[^\p{L}])(?:dear|hi|hello|hey|hallo|liebe[rs]?|cher|chere|estimad[oa]|querid[oa]|caro|cara|mr|mrs|ms|dr|attn)[.:]?\s$/iu;

/** What is named after somebody is nobody: Grace Church Street, the Victoria Lake Hotel. */
const namedAfter =
  /^[ -](?:streets?|str?|roads?|rd|avenue|ave|lane|square|bridge|park|gardens?|hotels?|inn|motel|resorts?|schools?|college|university|academy|hospital|clinic|church|station|centre|center|museum|hall|theat(?:re|er)|airport|bank|foundation|award|prize|cup)(?!\p{L})/iu;

/**
 * Whether the words of a name stand only in running text, where they are words of the language: "we will power your home" is
 * no Will Power. What is spelled with accents or in other letters is none of it.
 *
 * @param text as it was written, before folding
 */
export function onlyInProse(text: string, words: readonly string[]): boolean {
  if (words.length !== 2 || !words.every((word) => isWord(word) && word.length > 1)) return false;
  let prose = false;
  for (const match of text.matchAll(
    new RegExp(`(?<!\\p{L})(${words[0]})([,.;]?[ \\t\\r\\n]{1,3})(${words[1]})(?!\\p{L})`, 'giu'),
  )) {
    const [whole, one = '', gap = '', other = ''] = match;
    const ahead = text.slice(Math.max(0, match.index - 20), match.index);
    const behind = text.slice(match.index + whole.length, match.index + whole.length + 16);
    if (namedAfter.test(behind)) {
      prose = true;
      continue;
    }
    const capital = /^\p{Lu}/u.test(one) && /^\p{Lu}/u.test(other);
    const running =
      (/\p{L}\s$/u.test(ahead) && !greeting.test(ahead)) || /^\s\p{Ll}/u.test(behind) || /^[,.;]/.test(gap);
    if (capital || !running) return false;
    prose = true;
  }
  return prose;
}
