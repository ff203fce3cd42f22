// By when whoever writes asks to be answered: a day that is theirs, which no law set and nobody should miss by not reading it.
import { daysLater, lastSecondOf, westernYears } from '../custody/instant.ts';
import type { Claim } from '../vocabulary/case-file.ts';

/** So many days from when the complaint came, or a day that they name, `2026-07-17`. */
export type AnswerWanted = { readonly days: number } | { readonly day: string };

const spelled: Readonly<Record<string, number>> = {
  ...{ five: 5, seven: 7, ten: 10, fourteen: 14, twenty: 20, 'twenty-one': 21, 'twenty-eight': 28, thirty: 30 },
};
const withinEnglish =
  /\bwithin (?:the next )?(\d{1,2}|five|seven|ten|fourteen|twenty(?:-one|-eight)?|thirty) (?:calendar |working |business )?days\b/i;
const withinJapanese = /(\d{1,2})日以内に?[^。]{0,24}(?:回答|返事|返信|お答え|答え|連絡|報告|対応|開示)/;

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const month =
  '(Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)';
const weekday = '(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?(?:the )?';
const answerEnglish = '(?:answer|reply|respond|response|hear (?:back )?from you|write (?:back )?to (?:me|us))';
const byDay = `\\b(?:by|before|no later than|not later than|until) ${weekday}(?:(\\d{1,2})(?:st|nd|rd|th)?(?: of)? ${month}|${month} (\\d{1,2})(?:st|nd|rd|th)?)(?:,? (\\d{4})\\b)?`;
const dayEnglish = [
  new RegExp(`${answerEnglish}\\b[^.!?]{0,80}?${byDay}`, 'i'),
  new RegExp(`${byDay}[^.!?]{0,60}?\\b${answerEnglish}\\b`, 'i'),
];
const dayJapanese =
  /(?:(\d{4})年)?(?<!\d)(\d{1,2})月(\d{1,2})日(?:[(（][月火水木金土日](?:曜日?)?[)）])?(?:の?(?:正午|午前|午後)?\d{0,2}時?)?(?:まで(?!の|は|[^。]{0,12}(?:届|来て|使))|必着|厳守)[^。]{0,48}(?:回答|返事|返信|お答え|答え|連絡|報告|対応|開示|願い)/;
const headedJapanese =
  /(?:回答|返答|返信)(?:の)?(?:期限|期日|締切)[はが:：\s]{0,3}(?:(\d{4})年)?(?<!\d)(\d{1,2})月(\d{1,2})日/;

type Parts = { readonly year: string | undefined; readonly month: number; readonly day: number };

function partsOf(text: string): Parts | undefined {
  const japanese = headedJapanese.exec(text) ?? dayJapanese.exec(text);
  if (japanese) {
    const [, year, of, day] = japanese;
    return { year, month: Number(of), day: Number(day) };
  }
  for (const pattern of dayEnglish) {
    const found = pattern.exec(text);
    if (!found) continue;
    const [, first, of, ofLast, last, year] = found;
    const name = (of ?? ofLast ?? '').slice(0, 3).toLowerCase();
    return { year, month: months.indexOf(name) + 1, day: Number(first ?? last) };
  }
  return undefined;
}

/** What lies further ahead is a day of another year, or no day for an answer. */
const FURTHEST_DAYS = 200;

/** A day without a year is the first such day not before the complaint came. */
function dayOf({ year, month: of, day }: Parts, received: string): string | undefined {
  const dated = (in_: number) => {
    const date = new Date(Date.UTC(in_, of - 1, day));
    return date.getUTCMonth() === of - 1 ? date.toISOString().slice(0, 10) : undefined;
  };
  const own = Number(received.slice(0, 4));
  const found =
    year === undefined ? [dated(own), dated(own + 1)].find((one) => one && one >= received) : dated(Number(year));
  const ahead = found === undefined ? Number.NaN : (Date.parse(found) - Date.parse(received)) / 86_400_000;
  return ahead >= 0 && ahead <= FURTHEST_DAYS ? found : undefined;
}

/** By when they ask for an answer; undefined where they name neither a number of days nor a day. */
export function answerWantedIn({
  text,
  receivedAt,
}: Pick<Claim, 'text'> & { readonly receivedAt?: string | null }): AnswerWanted | undefined {
  const told = westernYears((text ?? '').slice(0, 10_000)).replace(/\s+/g, ' ');
  const written = withinEnglish.exec(told)?.[1] ?? withinJapanese.exec(told)?.[1];
  const days = written === undefined ? 0 : (spelled[written.toLowerCase()] ?? Number(written));
  if (days > 0) return { days };
  const parts = receivedAt ? partsOf(told) : undefined;
  const day = parts && receivedAt ? dayOf(parts, receivedAt.slice(0, 10)) : undefined;
  return day === undefined ? undefined : { day };
}

/**
 * The last moment of that time, in milliseconds UTC.
 * @param received when the complaint came, else the present
 */
export function wantedUntil(wanted: AnswerWanted, received: number, zone: string): number {
  return 'days' in wanted ? daysLater(received, wanted.days, zone) : lastSecondOf(wanted.day, zone);
}
