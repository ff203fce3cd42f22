// What a register holds of a person, in words: its columns by the names that people use for them.
import type { Both } from '../../vocabulary/finding.ts';
import { foreignName } from '../foreign-words.ts';
import { sentenceLength } from '../lint/sentence-length.ts';
import { listed } from '../said.ts';

/** Columns that many registers have; any other is quoted as the register calls it. */
const known: readonly (readonly [RegExp, Both])[] = [
  [
    /^(?:address|e_?-?mail(?:_?address)?|mail_?address|メールアドレス)$/i,
    { ja: 'メールアドレス', en: 'e-mail address' },
  ],
  [/^(?:at|created_?at|registered_?at)$/i, { ja: '受付の日時', en: 'date and time of entry' }],
  [/^ip$/, { ja: '接続元のIPアドレス', en: 'IP address' }],
  [/^(?:name|full_?name|氏名|お名前|名前)$/i, { ja: 'お名前', en: 'name' }],
  [/^(?:kana|furigana|フリガナ|ふりがな|カナ)$/i, { ja: 'フリガナ', en: 'reading of the name' }],
  [/^(?:tel|phone|telephone|phone_?number|電話|電話番号)$/i, { ja: '電話番号', en: 'telephone number' }],
  [/^(?:postal_?address|street|住所|ご住所)$/i, { ja: 'ご住所', en: 'postal address' }],
  [/^(?:zip|postcode|postal_?code|郵便番号)$/i, { ja: '郵便番号', en: 'postcode' }],
  [/^(?:birthday|birth_?date|date_?of_?birth|生年月日|誕生日)$/i, { ja: '生年月日', en: 'date of birth' }],
];

/** Characters of a column's name that are quoted; Latin letters are half as wide. */
const QUOTED = { wide: 16, latin: 24 } as const;

/** What a sentence that may be no longer than sentence-length.ts has it leaves for names: characters, and words. */
const ROOM = { ja: 66, en: 20 } as const;

/** As many of the first as the sentence has room for, in both languages the same; never fewer than one. */
function fitting(names: readonly Both[]): readonly Both[] {
  const fits = (count: number) => {
    const { ja, en } = listed(names.slice(0, count));
    // By characters: names of columns are no words that are read at a glance.
    return Array.from(ja).length <= ROOM.ja && sentenceLength(en, 'en') <= ROOM.en;
  };
  const most = names.findLastIndex((_, index) => fits(index + 1)) + 1;
  return names.slice(0, Math.max(1, most));
}

/** Undefined: the register has no more than the address. */
export function columnsNamed(
  holds: string | undefined,
): { readonly names: Both; readonly more: number; readonly last?: Both } | undefined {
  const columns = (holds ?? '').split('; ').filter((column) => column !== '');
  if (columns.length < 2) return undefined;
  const names = columns.flatMap((column): Both[] => {
    const word = known.find(([called]) => called.test(column))?.[1];
    const quoted = foreignName(column, /[^ -~]/.test(column) ? QUOTED.wide : QUOTED.latin);
    if (word) return [word];
    return quoted === undefined ? [] : [{ ja: `「${quoted}」`, en: `“${quoted}”` }];
  });
  const some = fitting(names);
  const more = columns.length - some.length;
  // A single one that is left is named too: that there is one more tells nobody anything.
  const [last] = more === 1 ? names.slice(some.length) : [];
  return { names: listed(some), more, ...(last ? { last } : {}) };
}
