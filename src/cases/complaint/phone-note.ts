// A note of a telephone call, as somebody at the desk took it down: what heads it (when, who took it, who called, where to call
// back) is the desk's, and no letter may quote it as the customer's words.
import { westernYears } from '../../custody/instant.ts';

/** Lines from the top in which a head stands. */
const HEAD_LINES = 12;
/** Fewer such lines are no head. */
const FEWEST = 2;

const titled = /^[【〔［■◆●]?\s?(?:電話|来電|受電|入電|受付|伝言|聞き取り|聴取)(?:対応)?(?:メモ|記録|票|簿|内容)/;
const label =
  /^[・■◆●○]?\s?(?:日時?|日付|(?:受付|受電|来電|対応|電話)(?:日時?|時刻|者|担当者?)|受けた(?:者|人|日時?|時刻)|取った(?:者|人)|担当者?|記入者|かけて(?:きた|こられた)(?:方|人)|(?:お)?相手(?:方|様)?|発信者|お客様(?:名)?|お?名前|氏名|ご?住所|お?電話(?:番号)?|TEL|(?:折り?返し|ご?連絡)先?|件名|用件|ご?用件)(?:[\s:：]|　)/i;
const ofTime =
  /^[・■◆●○]?\s?(?:日時?|日付|(?:受付|受電|来電|対応|電話)(?:日時?|時刻)|受けた(?:日時?|時刻))(?:[\s:：]|　)/;
const ofCaller = /^[・■◆●○]?\s?(?:かけて(?:きた|こられた)(?:方|人)|(?:お)?相手(?:方|様)?|発信者)(?:[\s:：]|　)/;
const day = /(\d{4})年(\d{1,2})月(\d{1,2})日/;
const hour = /(午前|午後|AM|PM)?\s?(\d{1,2})(?:時(?:(\d{1,2})分|(半))?|[:：](\d{2}))(?:\s?(am|pm|a\.m|p\.m)\b)?/i;
const ofRelative =
  /代理|に代わ|(?:息子|娘|お?孫|夫|ご主人|奥様|妻|ご?家族|親族|お?母様?|お?父様?|ご?兄弟?|ご?姉妹?|嫁|甥|姪)(?:さん|様)?(?:から|より|が|[)）、。（]|$)/;

/** "PHONE NOTE - for the Board", "Telephone message", "Note of a call": an English note is known by its title. */
const titledInEnglish =
  /^\W{0,4}(?:(?:tele)?phone (?:call )?(?:note|message|memo|log)\b|(?:call|caller) (?:note|memo)\b|(?:notes? of|message from) (?:an? )?(?:(?:tele)?phone )?call\b)/i;
const month = '(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}';
const dayInEnglish = new RegExp(
  `\\b(?:${month}\\.? \\d{1,2}(?:st|nd|rd|th)?(?:,? \\d{4})?|\\d{1,2}(?:st|nd|rd|th)? ${month}(?:,? \\d{4})?)\\b`,
);
/** Lines under the title, empty ones not counted, in which the desk notes when the call came. */
const TIME_LINES = 2;

export type PhoneNote = {
  /** What was said, without the head. */
  readonly text: string;
  /** The day of the call, `2026-11-12`; null where the head tells none. */
  readonly date: string | null;
  /** The day as the head writes it, where it may lack the year: "Nov 17". */
  readonly dayWords?: string;
  /** The hour of the call, `14:15`; null where the head tells none. */
  readonly hour: string | null;
  /** Whether the head says that somebody called for the person concerned. */
  readonly onBehalf: boolean;
};

/** The first hour of a line, on a clock of 24. */
function hourIn(line: string): string | null {
  const [, half, hours, minutes, thirty, after, halfAfter] = hour.exec(line) ?? [];
  if (hours === undefined) return null;
  const afternoon = /午後|p\.?m/i.test(half ?? halfAfter ?? '') && Number(hours) < 12;
  const of = Number(hours) + (afternoon ? 12 : 0);
  const past = Number(minutes ?? after ?? (thirty ? 30 : 0));
  return of > 23 || past > 59 ? null : `${String(of).padStart(2, '0')}:${String(past).padStart(2, '0')}`;
}

/** A title alone heads it; what else the desk wrote stands in sentences with what the caller said. */
function englishNote(lines: readonly string[]): PhoneNote | undefined {
  const title = lines.findIndex((line) => line.trim() !== '');
  const first = (lines[title] ?? '').slice(0, 200);
  if (!titledInEnglish.test(first)) return undefined;
  const below = lines.slice(title + 1).filter((line) => line.trim() !== '');
  const time = [first, ...below.slice(0, TIME_LINES)]
    .map((line) => line.slice(0, 200))
    .find((line) => dayInEnglish.test(line));
  const [dayWords] = dayInEnglish.exec(time ?? '') ?? [];
  return {
    text: lines
      .slice(title + 1)
      .join('\n')
      .trim(),
    date: null,
    ...(dayWords === undefined ? {} : { dayWords }),
    hour: dayWords === undefined ? null : hourIn(time ?? ''),
    onBehalf: false,
  };
}

/** The note without its head; undefined for a text that is none. */
export function phoneNote(text: string): PhoneNote | undefined {
  const lines = text.replace(/\r\n?/g, '\n').split('\n');
  const head = lines.slice(0, HEAD_LINES);
  const inEnglish = englishNote(lines);
  if (inEnglish) return inEnglish;
  const ofHead = head.flatMap((line, i) => (titled.test(line.trim()) || label.test(line.trim()) ? [i] : []));
  const labels = head.filter((line) => label.test(line.trim())).length;
  if (labels < FEWEST || (ofHead[0] ?? HEAD_LINES) > 2) return undefined;
  const told = head.map((line) => westernYears(line.trim()));
  const [time = ''] = told.filter((line) => ofTime.test(line));
  const [, year, month, on] = day.exec(time) ?? [];
  return {
    text: lines
      .filter((_, i) => !ofHead.includes(i))
      .join('\n')
      .trim(),
    date: year ? `${year}-${month?.padStart(2, '0')}-${on?.padStart(2, '0')}` : null,
    hour: year ? hourIn(time) : null,
    onBehalf: told.some((line) => ofCaller.test(line) && ofRelative.test(line)),
  };
}
