// Large mails of invented text, with values of forms at random places and in random dress.
import { readFileSync } from 'node:fs';
import { htmlToText } from '../message/html-text.ts';

export type Planted = {
  readonly value: string;
  readonly text: string;
  readonly found: boolean;
  readonly field?: string;
};

/** Values of people we made up, as mails show them or show something like them. */
export const plantable: readonly Planted[] = readFileSync(
  new URL('../fixtures/form-values.jsonl', import.meta.url),
  'utf8',
)
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line));

/** The same numbers from 0 to 1 for the same seed (mulberry32). */
function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Among them words of names, addresses and numbers, so that much begins like a value and is none. */
const fillers = {
  en: 'the offer of our new season is open to everybody who wrote to us and John Smith Road 14 High Street London WC2N 2026-03-14 128,450 yen +44 20 7946 0812 Sato Ono Margaret order A00291734 socks walnut bookcase grey; please. (thank) you – Mr Dr'.split(
    ' ',
  ),
  ja: '、|。\n|お客様|特別な|佐藤|花子|様|さとう|はなこ|サトウ|東京都|港区|西新橋|2丁目14番|お届け|電話番号|090-1234|ご案内|の|は|を|にて|限定|三浦|町|￥12,800|（|）|昭和55年|渡邉| |　|いつも|ありがとうございます'.split(
    '|',
  ),
};

const wide = (text: string) => text.replace(/[!-~]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0));

export type LargeMail = { readonly text: string; readonly planted: readonly Planted[] };

/**
 * @param least characters of the text, about
 * @param most likewise
 */
export function largeMail(seed: number, least: number, most: number, values = 12): LargeMail {
  const next = numbersFrom(seed);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(next() * from.length)] as T;
  const dress: readonly ((text: string) => string)[] = [
    (text) => text,
    (text) => text,
    (text) => text.toUpperCase(),
    (text) => text.toLowerCase(),
    wide,
    (text) => text.replaceAll(' ', ''),
    (text) => [...text].join(' '),
    (text) => text.replace(' ', '\n'),
    (text) => text.replace(' ', '\n> '),
    (text) => {
      const at = Math.floor(next() * text.length);
      return `${text.slice(0, at)}\n${text.slice(at)}`;
    },
  ];
  const planted = Array.from({ length: values }, () => pick(plantable));
  const size = least + next() * (most - least);
  const languages = pick([['en'], ['ja'], ['en', 'ja']] as const);
  const pieces: string[] = [];
  for (let length = 0; length < size; ) {
    const language = pick(languages);
    const words = Array.from({ length: 40 }, () => pick(fillers[language]));
    pieces.push(words.join(language === 'en' ? ' ' : ''));
    length += pieces.at(-1)?.length ?? 0;
  }
  for (const [order, { text }] of planted.entries()) {
    // The first two at the ends.
    const at = order === 0 ? 0 : order === 1 ? pieces.length : Math.floor(next() * pieces.length);
    pieces.splice(at, 0, pick(dress)(text));
  }
  const separator = pick(['\n', ' ', '']);
  if (next() < 0.5) return { text: pieces.join(separator), planted };
  const escaped = pieces.map((piece) => piece.replaceAll('&', '&amp;').replaceAll('<', '&lt;'));
  const tagged = escaped.map((piece) => `<p>${next() < 0.2 ? piece.replace(' ', '</b> <i>') : piece}</p>`);
  return { text: htmlToText(`<html><body>${tagged.join(separator)}</body></html>`), planted };
}
