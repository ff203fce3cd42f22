// The spellings in which one value of a form is looked for.

import { type Form, type Haystack, holds, isAlphabetic, isKana, joinedWords } from './haystack.ts';
import { kanaKey, kanaKeys } from './kana-key.ts';
import { type KanjiName, kanjiName } from './kanji-edges.ts';
import { holdsLabelled, piecesOf } from './name-pieces.ts';
import { readingsOf } from './name-readings.ts';
import { isLatinName, mayBeRomaji, nameWritings, onlyInProse, orders, plainName } from './person-name.ts';
import { callsByPhrase, mayBePhrase, onlyInSmallLetters } from './phrase-names.ts';
import { quotesPart } from './quoted-answer.ts';
import { foldSpelling, romajiKeys, smallKana } from './spelling.ts';
import { numberTurned, shortStreets, streetOf, withInitial } from './street.ts';
import { holdsThing, thingIn, thingWords } from './thing.ts';
import { firmWritings, joinedOtherwise, withoutHouse, withoutUmlauts } from './value-variants.ts';
import { matchesIn, stretchesNear } from './word-places.ts';
import { holdsNumber, type WrittenNumber, writtenNumber } from './written-number.ts';

export type Spelling = 'as-written' | 'romaji' | 'digits' | 'family-name' | 'given-name' | 'day' | 'together';

/** Bits of information, roughly, by script: a kanji of names 7, kana 4.5, a Latin letter 3, a digit 3.3. */
function bitsOf(needle: string): number {
  let bits = 0;
  for (const char of needle) bits += /\d/.test(char) ? 3.3 : isKana(char) ? 4.5 : isAlphabetic(char) ? 3 : 7;
  return bits;
}

/** Less than this and a stranger's text holds the value by accident: 2 kanji, 4 kana, 5 letters or 5 digits. */
const ENOUGH_BITS = 14;
/** A single Latin word must be longer: any mail is full of words. */
const ENOUGH_BITS_WORD = 18;

/** Words of every advertisement: answers such as these prove nothing, however rare in the register. */
const everyday = new Set(
  'female male other others company business student housewife teacher engineer manager office internet online computer magazine friend friends family facebook twitter instagram photography gardening hiking fishing golf swimming cycling camping running yoga knitting painting drawing dancing singing gaming cinema theatre theater football soccer tennis baseball basketball canada italy spain india mexico brazil korea europe asia africa google search yahoo website newsletter monday tuesday wednesday thursday friday saturday sunday january february march april june july august september october november december american america england london japan tokyo osaka united states canada germany france china australia english japanese satisfied dissatisfied neither unknown nothing everything always sometimes never usually several thousand hundred million service services product products quality price health medical insurance education travel sports music movies cooking reading shopping fashion beauty television newspaper radio email address please contact information question answer customer support account password birthday marriage married single'.split(
    ' ',
  ),
);

/** Of these alone, three and more, sentences of English are made that anybody writes: "Please call me back tomorrow". */
const stock = new Set(
  'i you me we us my your our it the a an and or to of in on for with at by from about after before is are was be been am do does did have has had can could would will should must like want need know get got give send call contact reply help please thank thanks very much more some any no not yes so how what when where why which this that there here good great nice best better new free price prices info information details email mail phone number back soon asap today tomorrow morning evening afternoon night week day days time as possible again also just only too now later let see look looking forward hearing interested receive hi hello dear sir madam regards kind lose weight fast money make work home order buy product products service services available cost many all everything nothing comment comments at moment is fine ok keep up quick prompt delivery shipping service support really enjoy enjoyed love loved ship ships shipped deliver delivers catalogue catalog brochure leaflet sample samples quote quotation estimate'.split(
    ' ',
  ),
);

/** Japanese answers that any mail may hold. */
const everydayJapanese =
  /^(?:男性|女性|男|女|はい|いいえ|その他|会社員|公務員|自営業|主婦|学生|無職|満足|不満|普通|ふつう|とても満足|やや満足|やや不満|とても不満|大変満足|知人の紹介|友人|家族|いんたあねっと|いんたーねっと|検索|雑誌|新聞|てれび|東京|東京都|大阪|大阪府|京都|京都府|神奈川県|愛知県|福岡県|北海道|埼玉県|千葉県|兵庫県|日本|資料請求|(?:お|御)?見積(?:り|もり)?(?:依頼)?|(?:お|御)?問い?合わ?せ|ご?相談|無料相談|ご?購入(?:希望|検討)?|検討中|ご?予約|ご?注文|(?:会員|新規|無料)登録|めーるまがじん|めるまが(?:希望)?|口こみ|くちこみ|広告|友達(?:の紹介)?|家族の紹介|ほーむぺーじ|すまーとふぉん|ぱそこん|携帯電話|銀行振込|くれじっとかーど|代金引換|商品|価格|品質|希望する|希望しない|未回答|既婚|未婚|読書|映画(?:鑑賞)?|音楽(?:鑑賞)?|旅行|海外旅行|国内旅行|料理|お菓子作り|釣り|写真|登山|園芸|がーでにんぐ|散歩|ごるふ|かめら|すぽーつ(?:観戦)?|どらいぶ|きゃんぷ|らんにんぐ|よが|水泳|手芸|編み物|温泉(?:巡り)?|げーむ|野球|さっかー|てにす|囲碁|将棋|美術鑑賞|食べ歩き|\d{1,2}代|\d{1,3}歳)$/;
/** Set phrases of any letter, alone or in a row, as an answer. */
const formula =
  /^(?:(?:いつも|今後とも|これからも|どうぞ|本当に|大変|とても|何卒|誠に)|(?:特に|とくに|今のところ|現在は?|いまは|とりあえず)?(?:(?:問題|希望|要望|質問|意見|不満|気になる点|変わり)は?)?(?:なし|ない|無し|ありません|ございません|無いです|ないです)|(?:特に|とくに)[ぁ-ゖ]{0,8}(?:ません|ないです|ない)|(?:よく|まだ)?(?:わか|分か|解)(?:らない|りません)(?:です)?|あり(?:がとう|難う)(?:ござい(?:ます|ました))?|有難う(?:ござい(?:ます|ました))?|よろしく(?:お願い(?:(?:いた|致)します|します|申し上げます))?|宜しく(?:お願い(?:(?:いた|致)します|します|申し上げます))?|お世話になって(?:い|おり)ます|お疲れ(?:様|さま)(?:です|でした)|(?:応援して|楽しみにして|期待して)(?:い|おり)?ます|(?:現在)?検討(?:中(?:です)?|して(?:い|おり)ます)|興味があります|(?:ご)?連絡(?:お待ちして(?:い|おり)ます|(?:を)?(?:ください|下さい|お願い(?:します|いたします|致します)))|(?:頑張って|がんばって)(?:ください|下さい)|(?:良|よ)かったです|楽しかったです|(?:大)?満足(?:です|しました|して(?:い|おり)ます)|また(?:来|行き|利用し|参加し)(?:ます|たいです)){1,4}$/;

/** Of Kyoto, the quarter alone, without the streets by which one finds it: 今出川通烏丸東入相国寺門前町. */
function withoutStreet(joined: string): string[] {
  const [, ward = '', quarter = ''] =
    /^(\p{Script=Han}{1,4}市\p{Script=Han}{1,3}区).{2,24}?(?:上る|下る|上が?る|下が?る|[東西南北]入る?)(?=\p{Script=Han}{2})([^\d]{2,16}\d.{0,40})$/u.exec(
      joined,
    ) ?? [];
  return quarter === '' ? [] : [ward + quarter, quarter];
}

/** As much as six kanji: no sentence of a stranger agrees with so much by accident. */
export const LONG_BITS = 42;

/** Of shorter answers, a part says nothing. */
const QUOTABLE_BITS = 90;

/** Words that no address holds. */
const ofSentence =
  /(?<![a-z])(?:i|my|we|our|you|your|is|are|was|has|have|need|want|would|to|for|with|and|ich|je|und)(?![a-z])/;

/** How a sentence ends; やよい is a name. One of less than `LONG_BITS` is anybody's: 資料がほしい, また参加したいです. */
const sentenceEnd =
  /(?:です|ます|まし[たて]|ません|たい|ない|[ほ欲]しい|(?:くだ|下)さい|している|した|する|(?<!や)よい|いい|[かだ]った)(?:ので|から|けど|が|か|よ|ね)?$/;

/** Answers that any mail may hold, whole or as one set phrase. */
export function isEveryday(value: string): boolean {
  const words = plainName(foldSpelling(value)).match(/[\p{L}\p{N}ー]+/gu) ?? [];
  const joined = words.join('');
  return (
    everydayJapanese.test(joined) ||
    formula.test(joined.slice(0, 80)) ||
    words.every((word) => everyday.has(word) || stock.has(word))
  );
}

/** What a sentence carries, hiragana as the grammar that they mostly are: 送料はいくらですか says two words. */
function contentBits(written: string): number {
  let bits = 0;
  for (const char of written.normalize('NFKC').toLowerCase())
    bits += /[ぁ-ゖ]/.test(char)
      ? 2
      : /[ァ-ヶ]/.test(char)
        ? 4.5
        : /\d/.test(char)
          ? 3.3
          : isAlphabetic(char)
            ? 3
            : /\p{L}/u.test(char)
              ? 7
              : 0;
  return bits;
}

/** An address of Japan as spam shortens it: without prefecture, and from below city and ward on. */
function shorterAddresses(joined: string): string[] {
  // A city with wards needs no prefecture: 京都市左京区.
  const prefecture =
    /^(?:東京都|北海道|京都府|大阪府|\p{Script=Han}{2,3}県|(?=\p{Script=Han}{2,4}市\p{Script=Han}{1,3}区))/u.exec(
      joined,
    )?.[0];
  if (prefecture === undefined) return [];
  const rest = joined.slice(prefecture.length);
  const [, ward = '', below = ''] = /^[^\d]{1,12}?[市区町村]([^\d]{1,4}区)?(?=[^\d])(.{4,60})$/u.exec(rest) ?? [];
  // Of a town in a county, the county is left out.
  const town = /^[^\d]{1,6}?郡(?=[^\d]{1,8}[町村])(.{4,60})$/u.exec(rest)?.[1] ?? '';
  return [rest, town, ward + below, below, ...withoutStreet(rest)].filter(
    (part) => /^[^\d].{0,20}\d/.test(part) && bitsOf(part) >= 24,
  );
}

/** Words that a sign may stand for: maps & charts. */
const joins = /^(?:and|und|et|y)$/;

/** So many words in their order are one thing, whatever signs stand between them; of fewer, a name might be made. */
const LEAST_WORDS = 4;

/** More ways to write the vowels of one name are not looked for. */
const MOST_SPOKEN = 16;

/** A shorter form must carry so much by itself: four kanji, eight letters. */
const ENOUGH_BITS_VARIANT = 24;

/** Other forms of an answer that mean the same, and of a firm its name alone. */
function variantsOf(value: string, folded: string): Pick<Needle, 'plain' | 'firms'> {
  const written = [folded, ...withoutUmlauts(value).map((one) => plainName(foldSpelling(one)))];
  const others = written.flatMap((one) => [one, ...joinedOtherwise(one)]);
  const firms = others.map(firmWritings);
  const rows = (texts: readonly string[]) => [
    ...new Set(
      texts
        // With the signs between its words that are a break elsewhere, too: "Schroeder & Soehne".
        .flatMap((one) => [...orders(one.match(/[\p{L}\p{N}ー]+/gu) ?? []), joinedWords(one)])
        .filter((one) => bitsOf(one) >= ENOUGH_BITS_VARIANT),
    ),
  ];
  const plain = rows([...others, ...firms.flatMap((firm) => firm?.whole ?? [])]);
  return { plain, firms: rows(firms.flatMap((firm) => (firm ? [firm.name] : []))) };
}

/** As addresses are compared: words of streets in their shortest, numbers kept apart. */
const addressKey = (folded: string) => joinedWords(shortStreets(folded), '-');

/** Street and number alone, in their shortest words; none for what is no such address. */
function streetsIn(value: string, folded: string): readonly string[] {
  const written = [folded, ...withoutUmlauts(value).map(foldSpelling)];
  const streets = written.map((one) => streetOf(one) ?? '').filter((street) => bitsOf(street) >= ENOUGH_BITS_VARIANT);
  return streets
    .flatMap((street) => [street, ...withInitial(street)])
    .flatMap((street) => [street, ...numberTurned(street)])
    .map(addressKey);
}

/** Whether a folded value is an address of Japan: 三浦町21-1 is another house than 三浦町2-11. */
const isPlace = (folded: string) => /[都道府県市区町村郡][^\d]{0,30}\d/.test(folded) && /\p{Script=Han}/u.test(folded);

/** An address of Japan, whole, without house and room, and in its shorter forms. */
function placesIn(written: string): readonly string[] {
  const folded = written.replace(/^〒? ?\d{3}-?\d{4}(?=[ ,\p{Script=Han}])[ ,]*/u, '');
  const whole = addressKey(folded);
  const house = withoutHouse(folded);
  const forms = [whole, ...(house === undefined ? [] : [addressKey(house)])];
  return [...new Set([...forms, ...forms.flatMap(shorterAddresses)])];
}

export type Needle = {
  readonly plain: readonly string[];
  /** A name in Latin letters by its sound: looked for in letters and kana. */
  readonly romaji: readonly string[];
  /** A name whose kana are known: by its sound in letters, and in kana, which tell long vowels from short ones. */
  readonly spelled: readonly string[];
  readonly kana: readonly string[];
  /** Names of firms without their legal form. */
  readonly firms: readonly string[];
  /** The words of a firm's name without its form. */
  readonly firmWords: readonly string[];
  /** A long answer without its signs; null for what is short, a name or place, or has at its ends what needs an edge. */
  readonly sentence: string | null;
  /** A long answer of sentences may be quoted in part. */
  readonly quotable: boolean;
  /** Looked for where streets are cut short. */
  readonly streets: readonly string[];
  readonly number: WrittenNumber | null;
  /** The words of the value. */
  readonly written: readonly string[];
  /** The words of a name, in each spelling of its vowels, as `romaji`, `spelled` and `kana` are made of them. */
  readonly rows: {
    readonly romaji: readonly (readonly string[])[];
    readonly spelled: readonly (readonly string[])[];
    readonly kana: readonly (readonly string[])[];
  };
  /** Null for all but full names in kanji. */
  readonly kanjiName: KanjiName | null;
  readonly kanaName: boolean;
  /** Lengths of the words of a name, in any of their orders: only there may spaces stand; null for all else. */
  readonly cuts: ReadonlySet<number> | null;
  /** The words of a name in Latin letters; none for all else. */
  readonly latin: readonly string[];
  /** The words of a thing as they stand in the value, looked for with any signs between them; none for what may be a name. */
  readonly thing: readonly string[];
  /** The words of a thing in any order; none for what is none. */
  readonly parts: readonly string[];
  readonly bits: number;
  readonly words: number;
};

/** The words of a name in the key of romaji, its long vowels written in any way. */
function spokenWritings(
  words: readonly string[],
  keys: (word: string) => readonly string[] = romajiKeys,
): readonly (readonly string[])[] {
  return words.reduce<string[][]>(
    (made, word) => made.flatMap((row) => keys(word).map((key) => [...row, key])).slice(0, MOST_SPOKEN),
    [[]],
  );
}

/** ン before a vowel as it is typed: Shinnya for シンヤ, which is no シニャ; カンナ has two of them as it is. */
function doubledN(words: readonly string[]): readonly (readonly string[])[] {
  const doubled = words.map((word) => word.replace(/ん(?=[あいうえおやゆよ])/g, 'んn'));
  return doubled.join() === words.join() ? [] : [doubled];
}

/** 一ノ瀬 as 一之瀬 and back, within the name of a family. */
function withOtherNo(words: readonly string[], kanji: KanjiName | undefined): readonly (readonly string[])[] {
  const [family = '', ...given] = kanji ? words : [];
  const no = /(?<=\p{Script=Han})[の之乃](?=\p{Script=Han})/u;
  if (!no.test(family)) return [];
  // 二ノ宮 is 二宮, too; 井ノ上 and 井上 are two families.
  const ways = /^[一二三四五六七八九]/.test(family) ? ['の', '之', '乃', ''] : ['の', '之', '乃'];
  return ways.map((one) => [family.replace(no, one), ...given]);
}

/** Of a given name, what parents write who think of abroad, too: Joe for ジョウ, Lisa for リサ. */
function spelledAbroad(word: string): readonly string[] {
  const keys = romajiKeys(word);
  return [
    ...keys,
    ...keys.flatMap((key) => (key === 'zyo' ? ['zyoe'] : key.includes('r') ? [key.replaceAll('r', 'l')] : [])),
  ];
}

const none: readonly never[] = [];

/** Written out: of a register, a third of all values are numbers, and spreading an object costs as much as reading one. */
const ofNumber = (number: WrittenNumber): Needle => ({
  plain: none,
  romaji: none,
  spelled: none,
  kana: none,
  firms: none,
  firmWords: none,
  sentence: null,
  quotable: false,
  streets: none,
  number,
  written: none,
  rows: { romaji: none, spelled: none, kana: none },
  kanjiName: null,
  kanaName: false,
  cuts: null,
  latin: none,
  thing: none,
  parts: none,
  bits: 3.3 * number.digits.length,
  words: 1,
});

/** Longer rows of digits are no number of a person. */
const MOST_DIGITS = 40;

/**
 * The spellings in which a value is looked for; undefined when it is too short or too common to mean anything.
 *
 * @param spelling the folded value, when the caller has it
 */
export function needleOf(value: string, spelling = foldSpelling(value)): Needle | undefined {
  const isThing = /^\p{Lu}\S*\s+\S.*[\s,(]\p{Ll}+\)?$/u.test(value.trim().slice(0, 400));
  const unnamed = spelling
    .replace(/(?:様|さん|殿|先生)$/u, '')
    .trim()
    .slice(0, 400);
  // Three words and more of which the last is in small letters are a thing: what stands behind its comma is no first name.
  const folded = isThing ? unnamed : plainName(unnamed);
  const number = writtenNumber(folded);
  if (number !== undefined) return number.digits.length > MOST_DIGITS ? undefined : ofNumber(number);
  const words = folded.match(/[\p{L}\p{N}ー]+/gu) ?? [];
  const inOrder = (unnamed.match(/[\p{L}\p{N}ー]+/gu) ?? []).filter((word) => !joins.test(word));
  const joined = words.join('');
  if (everydayJapanese.test(joined) || formula.test(joined.slice(0, 80)) || words.every((word) => everyday.has(word)))
    return undefined;
  if (words.length >= 3 && words.every((word) => stock.has(word) || everyday.has(word))) return undefined;
  const bits = bitsOf(joined);
  if (contentBits(value) < LONG_BITS && sentenceEnd.test(joined) && /[ぁ-ん]\P{L}*$/u.test(value)) return undefined;
  const singleLatin = words.length === 1 && [...joined].every(isAlphabetic) && !/\d/.test(joined);
  if (bits < (singleLatin ? ENOUGH_BITS_WORD : ENOUGH_BITS)) return undefined;
  const spelled = /^[\p{Script=Latin}ぁ-ゖー\s'.]+$/u.test(folded) && words.length <= 4;
  const kanaName = words.length === 2 && words.every((word) => [...word].every(isKana));
  const inKana = spelled && words.every((word) => [...word].every(isKana));
  const heard = inKana ? [words] : readingsOf(words);
  const rows = {
    romaji: spelled && !inKana && mayBeRomaji(words.filter((word) => !isKana(word[0]))) ? spokenWritings(words) : [],
    spelled: heard
      .flatMap((row) => [row, ...smallKana(row)])
      .flatMap((row) => [row, ...doubledN(row)])
      .flatMap((row) => spokenWritings(row, spelledAbroad)),
    kana: heard.map((row) => row.map(kanaKey)),
  };
  const bySound = (made: readonly (readonly string[])[], turned: (row: readonly string[]) => readonly string[]) =>
    [...new Set(made.flatMap(turned))].filter((key) => key.length >= 5);
  // What kana say is a name of Japan, in whatever letters: Leo Osaka.
  const bothWays = (row: readonly string[]) => [row.join(''), [...row].reverse().join('')];
  const kanji = kanjiName(words);
  // いづみ is いずみ behind a family's name in kanji, too.
  const partKana = kanji !== undefined && isKana(words[1]?.[0]) ? [words] : [];
  const kana = [...new Set([...heard, ...partKana].flatMap((row) => [row, [...row].reverse()]).flatMap(kanaKeys))];
  const plain = new Set([words, ...withOtherNo(words, kanji)].flatMap(orders));
  const isName = kanaName || kanji !== undefined;
  const place = !isName && isPlace(folded);
  if (place) plain.clear();
  const variants = isName || place ? { plain: [], firms: [] } : variantsOf(value, folded);
  for (const one of variants.plain) plain.add(one);
  const streets = isName ? [] : place ? placesIn(folded) : streetsIn(value, folded);
  // In another order its words may be two people of a list.
  const mayBeName = isName || isLatinName(words);
  const isSentence = !isName && !place && variants.firms.length === 0;
  return {
    plain: [...plain],
    romaji: bySound(rows.romaji, orders),
    spelled: bySound(rows.spelled, (row) => (row.length === 2 ? bothWays(row) : orders(row))),
    kana,
    firms: variants.firms,
    firmWords: variants.firms.length > 0 ? (firmWritings(folded)?.name.match(/[\p{L}\p{N}]+/gu) ?? []) : [],
    sentence: bits >= LONG_BITS && isSentence && ![joined[0], joined.at(-1)].some(isAlphabetic) ? joined : null,
    // Of a thing without its size, a part is in any advertisement; of an address a part is that of a neighbour: Brackenbury Street, Flat 3.
    quotable:
      bits >= QUOTABLE_BITS &&
      words.length < 100 &&
      isSentence &&
      (streets.length === 0 || ofSentence.test(folded)) &&
      (!hasKanji(folded) || hasGrammar(value)),
    streets,
    rows,
    written: words,
    kanjiName: kanji ?? null,
    kanaName,
    cuts: cutsOf([...rows.romaji, ...rows.spelled]),
    latin: isLatinName(words) ? words : [],
    thing: isThing || (bits >= LONG_BITS && words.length >= LEAST_WORDS && isSentence) ? inOrder : [],
    parts:
      bits >= LONG_BITS && isSentence && streets.length === 0 && !mayBeName && !hasGrammar(value)
        ? thingWords(unnamed)
        : [],
    number: null,
    bits,
    words: words.length,
  };
}

/** Between two words of a name in pieces stand at most so many characters: a label, a field of a form. */
const WIDEST_GAP = 160;

/** Whether a text holds a name in a writing that is no plain row of its words. */
function holdsPieces(haystack: Haystack, form: Form, rows: readonly (readonly string[])[]): boolean {
  const searched = haystack.searched(form);
  const text = haystack[form];
  return rows.some((words) => {
    const [first = '', last = ''] = [words[0], words.at(-1)];
    if (words.length === 1) return holdsLabelled(text, first);
    // Most texts hold no word of it, or not together, which is seen much faster than by a pattern.
    if (!searched.mayHold(first) || !searched.mayHold(last)) return false;
    const stretches = [...stretchesNear(searched, first, last, WIDEST_GAP * words.length)];
    if (stretches.length === 0) return false;
    const patterns = [...nameWritings([words]), ...piecesOf(words)];
    return patterns.some((one) => stretches.some((stretch) => matchesIn(text, stretch, one)));
  });
}

const cutsOf = (rows: readonly (readonly string[])[]) =>
  rows.length > 0 && rows.every((row) => row.length === 2) ? new Set(rows.flat().map((word) => word.length)) : null;

const anywhere = {
  kanjiName: null,
  kanaName: false,
  firm: null,
  cuts: null,
  overCommas: true,
  joined: true,
  place: false,
};

/** No space may stand within. */
const noCuts: ReadonlySet<number> = new Set();

/** Kana of grammar beside kanji make a sentence, not a thing. */
const hasGrammar = (value: string) => /\p{Script=Han}[ぁ-ゖ]|[ぁ-ゖ]\p{Script=Han}/u.test(value.normalize('NFKC'));

const hasKanji = (text: string) => /\p{Script=Han}/u.test(text);
/** Whether a name in kanji has its given name in kana. */
const kanaGiven = ({ written }: Needle) => isKana(written[1]?.[0]);

/** How the haystack holds the needle; undefined when it does not. */
export function findNeedle(haystack: Haystack, needle: Needle): Spelling | undefined {
  const { number, kanjiName: kanji, kanaName, latin } = needle;
  if (number !== null) return holdsNumber(haystack.searched('digits'), number) ? 'digits' : undefined;
  if (needle.thing.length > 0 && thingIn(haystack.searched('folded'), needle.thing)) return 'as-written';
  const written = needle.plain.some((word) =>
    holds(haystack.plain, word, {
      kanjiName: kanji,
      kanaName,
      firm: needle.firms.length > 0 ? 'whole' : null,
      cuts: null,
      overCommas: latin.length === 0,
      joined: latin.length === 0,
      place: false,
    }),
  );
  if (needle.parts.length > 0 && holdsThing(haystack.searched('folded'), needle.parts)) return 'as-written';
  if (needle.sentence !== null && haystack.searched('bare').placesOf(needle.sentence)() >= 0) return 'as-written';
  if (needle.quotable && quotesPart(haystack.searched('bare'), needle.written)) return 'as-written';
  // Kestrelworth LLC is not what a kestrel is worth.
  const cuts = needle.firmWords.length === 1 && isAlphabetic(needle.firmWords[0]?.[0]) ? noCuts : null;
  if (needle.firms.some((word) => holds(haystack.plain, word, { ...anywhere, firm: 'alone', cuts })))
    return onlyInSmallLetters(haystack.text, needle.firmWords) ? undefined : 'as-written';
  const street = needle.streets.some((word) => holds(haystack.streets, word, { ...anywhere, place: true }));
  if (street) return 'as-written';
  if (written || holdsPieces(haystack, 'folded', [needle.written]))
    return onlyInProse(haystack.text, latin) || (mayBePhrase(latin) && !callsByPhrase(haystack.text, latin))
      ? undefined
      : 'as-written';
  const { rows } = needle;
  if (needle.kana.length > 0 && haystack.inKana !== '') {
    const inKana = { ...anywhere, kanaName: true };
    if (
      needle.kana.some((word) => holds(haystack.kana, word, hasKanji(word) ? { ...inKana, kanjiName: kanji } : inKana))
    )
      return kanji === null || kanaGiven(needle) ? 'as-written' : 'romaji';
    if (holdsPieces(haystack, 'inKana', rows.kana)) return kanji === null ? 'as-written' : 'romaji';
  }
  const inKana = { ...anywhere, cuts: needle.cuts, overCommas: false };
  const apart = { ...inKana, joined: needle.words < 2 };
  const heard =
    [...needle.spelled, ...needle.romaji].some((word) => holds(haystack.latin, word, apart)) ||
    // What only kana say has no need of a space.
    (haystack.inKana !== '' &&
      needle.romaji.some((word) => holds(haystack.romaji, word, inKana) && !holds(haystack.latin, word, inKana))) ||
    (rows.spelled.length > 0 && holdsPieces(haystack, 'spelled', rows.spelled)) ||
    (rows.romaji.length > 0 && holdsPieces(haystack, 'spoken', rows.romaji));
  return heard ? 'romaji' : undefined;
}
