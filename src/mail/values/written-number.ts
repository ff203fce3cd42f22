// Telephone numbers, postal codes, order and member numbers, as forms and mails write them.
import { arabic } from './spelling.ts';
import type { Searched } from './word-places.ts';

/** Country codes of one and of two digits (ITU-T E.164); all others have three. */
const shortCodes = /^(?:[17]|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58])/;

export type WrittenNumber = {
  /** All digits of the value. */
  readonly digits: string;
  /** Writings that count wherever they stand by themselves. */
  readonly writings: readonly string[];
  /** What follows a country code that the value does not name; null when too short to be told from other numbers. */
  readonly abroad: string | null;
};

/** Fewer digits after any country code are no telephone. */
const LEAST_ABROAD = 8;
/** So many digits of a number with its country code also stand for themselves. */
const LEAST_AT_HOME = 9;

/** Digits of a number in North America. */
const AMERICAN = 10;

/** What is dialled before a number at home where that is no 0: in Hungary, in Russia and Kazakhstan, in Lithuania and Belarus. */
const dialledFirst: Readonly<Record<string, string>> = { '36': '06', '7': '8', '370': '8', '375': '80' };

function withCountryCode(all: string): WrittenNumber {
  const code = shortCodes.exec(all)?.[0] ?? all.slice(0, 3);
  const rest = all.slice(code.length).replace(/^0/, '');
  const trunk = dialledFirst[code];
  const atHome = [
    `0${rest}`,
    ...(trunk === undefined ? [] : [trunk + rest]),
    ...(rest.length >= LEAST_AT_HOME ? [rest] : []),
  ];
  const abroad = [code + rest, `${code}0${rest}`, `00${code}${rest}`];
  return { digits: all, writings: [...abroad, ...(rest.length >= LEAST_ABROAD ? atHome : [])], abroad: null };
}

/** Behind a telephone number, that of a desk, which mails leave out. */
const extension = /\s*[,;(]?\s*(?:ext\.?|extension|x|内線|durchwahl|dw)[\s.:]*\d{1,6}\)?$/;

/** The number that a folded value is; undefined when the value is something else. */
export function writtenNumber(value: string): WrittenNumber | undefined {
  const folded = value.replace(extension, '');
  const digits = folded.replace(/\D/g, '');
  const others = folded.replace(/[\d\s\-‐‑‒–—−ー()+.・/〒#]/g, '');
  if (digits.length < 5 || others.length > 0) return undefined;
  if (/^\s*\+/.test(folded) && digits.length >= LEAST_ABROAD) return withCountryCode(digits);
  const rest = digits.slice(1);
  if (!digits.startsWith('0')) {
    // Where numbers have no 0 to dial first, the whole number follows the country code, which in America is also dialled.
    const dialled =
      digits.length === AMERICAN
        ? [`1${digits}`]
        : /^1[2-9]\d{9}$/.test(digits)
          ? [rest]
          : /^8[3-9]\d{9}$/.test(digits)
            ? [`7${rest}`]
            : [];
    const writings = [digits, ...dialled];
    return { digits, writings, abroad: digits.length >= LEAST_AT_HOME ? digits : null };
  }
  const hungarian = /^06[1-9]\d{7,8}$/.test(digits) ? [`36${digits.slice(2)}`] : [];
  return {
    digits,
    // With Japan's code a short number counts too, and after the old way of dialling abroad.
    writings: [digits, `81${rest}`, `810${rest}`, `0081${rest}`, `01081${rest}`, ...hungarian],
    abroad: rest.length >= LEAST_ABROAD ? rest : null,
  };
}

/** A telephone number in kanji, digit by digit: 〇九〇-四八二一-七七三六; a postcode behind its sign: 〒〇六〇-〇〇四二. */
const kanjiDigits =
  /(?<![〇零一二三四五六七八九])[〇零][〇零一二三四五六七八九]{9,10}(?![〇零一二三四五六七八九])|[〇零一二三四五六七八九]{2,5}[-‐‑‒–—−ー().・ の][〇零一二三四五六七八九]{1,5}[-‐‑‒–—−ー().・ の][〇零一二三四五六七八九]{3,5}|(?<=〒\s?|番号[:は]?\s?)[〇零一二三四五六七八九]{3}[-‐‑‒–—−ー の]?[〇零一二三四五六七八九]{4}(?![〇零一二三四五六七八九])/g;

/** Fewer digits, from two lines, are two numbers that happen to stand there. */
const LEAST_CUT = 9;

/** A text, and below it the numbers that the end of a line cuts in two: (704)⏎378-6702, 03-3807-⏎7734. */
function withCutNumbers(text: string): string {
  const cut =
    text.match(/(?<![\d-])[\d+(][\d ().\-‐‑–−ー/]{1,16}\r?\n[ \t>]{0,8}[\d(][\d ().\-‐‑–−ー/]{2,16}(?!\d)/g) ?? [];
  const whole = cut.filter((number) => number.replace(/\D/g, '').length >= LEAST_CUT);
  return whole.length === 0 ? text : [text, ...whole.map((number) => number.replace(/[\s>]+/g, ''))].join('\n\n');
}

/** Digits with the signs people put between them left out; other signs break. */
export function digitsOf(folded: string): string {
  const counted = /[〇零一二三四五六七八九]{2}/.test(folded)
    ? folded.replace(kanjiDigits, (number) =>
        number
          .replace(/零/g, '〇')
          .replace(/[〇一二三四五六七八九]/g, arabic)
          .replace(/の/g, '-'),
      )
    : folded;
  // A date is no part of the number that follows it.
  const parted = counted.replace(/(?<![\d.-])(?:19|20)\d\d([-./])\d{1,2}\1\d{1,2}(?=[ \t])/g, '$& \uf8ff');
  // Three short lines that make one telephone number.
  const whole = parted.replace(/(?<!\d)(0\d{1,4})\s?\r?\n\s?(\d{1,4})\s?\r?\n\s?(\d{3,4})(?!\d)/g, '$1-$2-$3');
  const joined = whole.includes('\n') ? withCutNumbers(whole) : whole;
  return ` ${joined.replace(/(?<=\d)[ \t]{0,2}[-‐‑‒–—−ー().·・/_][ \t]{0,2}(?=[\d(])/g, '').replace(/(?<=\d)[ \t](?=\d)/g, '')} `;
}

/** Behind digits, what is counted or its measure: a sum or a share, no number of a person. */
const endsNumber = (after: string) => !/^(?:[0-9a-z円万億分件個人回点倍枚台冊年%]|名(?![義前]))/.test(after);

function stands({ text: haystack, placesOf }: Searched, wanted: string, before: (text: string) => boolean): boolean {
  const next = placesOf(wanted);
  for (let at = next(); at >= 0; at = next()) {
    if (
      endsNumber(haystack.slice(at + wanted.length, at + wanted.length + 2)) &&
      before(haystack.slice(Math.max(0, at - 7), at))
    )
      return true;
  }
  return false;
}

/** Numbers of no more digits stand in any mail, as what is counted and as money. */
const SHORT = 5;

/** What says that a number of a person follows. */
const named =
  /(?:[:=#№〒]|番号は?|(?<![a-z])(?:no|nr|num|number|numero|id|ref|plz|zip|zip ?code|post ?code|postal ?code|postleitzahl|code postal|codigo postal|cap|c\.p)\.?(?: is)?)[ \t\u3000]{0,2}$/;

/** Whether a short number stands behind its label, or alone in its line. */
function standsNamed({ text: haystack, placesOf }: Searched, wanted: string): boolean {
  const next = placesOf(wanted);
  for (let at = next(); at >= 0; at = next()) {
    const before = haystack.slice(Math.max(0, at - 24), at);
    const after = haystack.slice(at + wanted.length, at + wanted.length + 4);
    if (/[\p{L}\p{N}]$/u.test(before) && !named.test(before)) continue;
    if (!endsNumber(after)) continue;
    if (named.test(before) || (/(?:^|[\n|])[ \t\u3000]*$/.test(before) && /^[ \t\u3000]*(?:$|[\r\n|])/.test(after)))
      return true;
  }
  return false;
}

/** A letter that is part of another code: D-883-02417 is no C-883-02417. */
const otherCode = /(?<![a-z])(?!no|nr|id)[a-z]{1,2}-$/;

/** Words that stand right before a number: TEL0985…, No123…. */
const labelled = /(?<![a-z])(?:tel|fax|phone|mobile|no)$/;

/** A number that was filled up with zeros, without them; undefined for all others: 41827 for 00041827. */
export const withoutFilling = (digits: string): string | undefined =>
  /^00+[1-9]\d{3}/.test(digits) ? digits.replace(/^0+/, '') : undefined;

/** Whether the digits of a text hold the number. Kanji and kana may stand right before it: 電話番号090…. */
export function holdsNumber(haystack: Searched, { digits, writings, abroad }: WrittenNumber): boolean {
  if (digits.length <= SHORT) return writings.some((wanted) => standsNamed(haystack, wanted));
  const short = withoutFilling(digits);
  if (short !== undefined && standsNamed(haystack, short)) return true;
  const free = (before: string) =>
    (!/[\p{Script=Latin}\p{N}$€£¥]$/u.test(before) && !otherCode.test(before)) || labelled.test(before);
  if (writings.some((wanted) => stands(haystack, wanted, free))) return true;
  return abroad !== null && stands(haystack, abroad, (before) => /(?:\+|(?<!\d)00)\d{1,3}$/.test(before));
}
