// By when whoever writes asks to be answered: a day that is theirs, which no law set and nobody should miss by not reading it.
import { daysLater, isoInZone, kanjiNumber, lastSecondOf, parseWhen, westernYears } from '../custody/instant.ts';
import { nextWorkingDay } from '../custody/working-days.ts';
import type { Claim } from '../vocabulary/case-file.ts';
import { calendarOf } from './days.ts';

/**
 * So many days from when the complaint came, `working` ones or all, or a day that they name, `2026-07-17`, with the time of
 * day in minutes where they name one: noon is 720.
 */
export type AnswerWanted =
  | { readonly days: number; readonly working?: true }
  | { readonly day: string; readonly minutes?: number };

const spelled: Readonly<Record<string, number>> = {
  ...{ five: 5, seven: 7, ten: 10, fourteen: 14, twenty: 20, 'twenty-one': 21, 'twenty-eight': 28, thirty: 30 },
};
const withinEnglish =
  /\bwithin (?:the next )?(\d{1,2}|five|seven|ten|fourteen|twenty(?:-one|-eight)?|thirty) (?:calendar |(working |business ))?days\b/i;
const weeksEnglish = /\bwithin (?:the next )?(a|one|1|two|2|three|3|four|4) weeks?\b(?! of\b)/i;
const weeks: Readonly<Record<string, number>> = { a: 1, one: 1, two: 2, three: 3, four: 4 };
const answerJapanese = '(?:回答|返答|返事|返信|お答え|答え|連絡|報告|対応|開示|知らせ|聞かせ)';
const withinJapanese = new RegExp(
  `(\\d{1,2}|[一二三四五六七八九十]{1,3})(日|営業日|週間)(?:(?:ほど|くらい|ぐらい|程度)?(?:以内|の?うち|の内)|(?:ほど|くらい|ぐらい|程度)で)に?[^。]{0,24}${answerJapanese}`,
);
/** Days counted from the day of the complaint, or from its week: a week's work ends on Friday. */
const soonJapanese = new RegExp(
  `(?:((?:本日|今日|きょう)(?=中))|(明日|あした|あす)|(明後日|あさって)|(今週)|(来週)|(今月))(?:中に?|(?:の?終わり|末|いっぱい)?(?:までに?|に)|いっぱいに?)(?!は|も)[^。]{0,24}${answerJapanese}(?!しました|した|があ|が来)`,
);

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const month =
  '(Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)';
const weekday = '(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?(?:the )?';
const answerEnglish =
  '(?:answer|reply|respond|response|hear (?:back )?from you|write (?:back )?to (?:me|us)|let (?:me|us) know)';
/** "by 5 pm this Friday", "by close of business Friday 20 November", "before the meeting on Thursday". */
const hour =
  '(?:(?:(?<time>\\d{1,2}(?::\\d\\d)? ?[ap]\\.?m\\.?|noon|midday)|midnight|(?:the )?(?:close|end) of (?:business|play|the day|day)|COB|EOD|(?:the|our|your|my)(?: \\w{1,20}){1,3}?(?= on )),? (?:on )?)?';
const byDay = `\\b(?:by|before|no later than|not later than|until) ${hour}${weekday}(?:(\\d{1,2})(?:st|nd|rd|th)?(?: of)? ${month}|${month} (\\d{1,2})(?:st|nd|rd|th)?)(?:,? (\\d{4})\\b)?`;
const dayEnglish = [
  new RegExp(`${answerEnglish}\\b[^.!?]{0,80}?${byDay}`, 'i'),
  new RegExp(`${byDay}[^.!?]{0,60}?\\b${answerEnglish}\\b`, 'i'),
];
const untilJapanese =
  '日(?:[(（][月火水木金土日](?:曜日?)?[)）])?[、の]?(?<time>正午|(?:午前|午後)?\\d{1,2}時(?:半|\\d{1,2}分)?)?(?:まで(?!の|は|[^。]{0,12}(?:届|来て|使))|必着|厳守)[^。]{0,48}(?:回答|返答|返事|返信|お答え|答え|連絡|報告|対応|開示|願い|知らせ|聞かせ)';
const dayJapanese = new RegExp(`(?:(\\d{4})年)?(?<!\\d)(\\d{1,2})月(\\d{1,2})${untilJapanese}`);
/** 「19日までに」: of this month, or of the next where it is past. */
const dayAloneJapanese = new RegExp(`(?<![\\d月/])(?:(来月)|今月)?の?(\\d{1,2})${untilJapanese}`);
const headedJapanese =
  /(?:回答|返答|返信)(?:の)?(?:期限|期日|締切)[はが:：\s]{0,3}(?:(\d{4})年)?(?<!\d)(\d{1,2})月(\d{1,2})日/;

const weekdays = ['sun', 'mon', 'tues', 'wednes', 'thurs', 'fri', 'satur'];
const onWeekday = `(?:by|before|until|till) ${hour}(?:this |next |the )?(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\\b(?:,? the (\\d{1,2})(?:st|nd|rd|th))?`;
/** "by Friday the 20th or", "You have until Monday": a weekday without a month, beside a word for the answer. */
const weekdayEnglish = [
  new RegExp(`${answerEnglish}\\b[^.!?]{0,60}?\\b${onWeekday}(?! (?:\\d|${month}))`, 'i'),
  new RegExp(
    `\\b(?:you have|hear nothing|heard nothing|(?:do not|don['’]t) hear) ${onWeekday}(?! (?:\\d|${month}))`,
    'i',
  ),
];

/** The first such day after the complaint came; undefined where its number does not fall on that weekday within a month. */
function dayOfWeek(text: string, received: string): Extract<AnswerWanted, { day: string }> | undefined {
  for (const pattern of weekdayEnglish) {
    const found = pattern.exec(text);
    const [, , name, number] = found ?? [];
    if (name === undefined) continue;
    const minutes = minutesOf(found?.groups?.['time']);
    const wanted = weekdays.indexOf(name.toLowerCase());
    for (let after = 1; after <= (number === undefined ? 7 : 31); after += 1) {
      const date = new Date(Date.parse(received) + after * 86_400_000);
      const fits = number === undefined || date.getUTCDate() === Number(number);
      if (fits && date.getUTCDay() === wanted)
        return { day: date.toISOString().slice(0, 10), ...(minutes === undefined ? {} : { minutes }) };
    }
  }
  return undefined;
}

/** Minutes of a day, of "5 pm", 「午後3時半」, "noon"; undefined: no time of day. */
function minutesOf(time: string | undefined): number | undefined {
  if (time === undefined) return undefined;
  if (/正午|noon|midday/i.test(time)) return 12 * 60;
  const [, hours = '', minutes] = /(\d{1,2})(?:[:時](\d{1,2}))?/.exec(time) ?? [];
  const afternoon = /午後|p/i.test(time) && Number(hours) < 12;
  const past = Number(minutes ?? (time.endsWith('半') ? 30 : 0));
  const all = (Number(hours) + (afternoon ? 12 : 0)) * 60 + past;
  return hours === '' || all >= 24 * 60 ? undefined : all;
}

type Parts = {
  readonly year: string | undefined;
  readonly month: number;
  readonly day: number;
  readonly minutes?: number | undefined;
};

function partsOf(text: string): Parts | undefined {
  const japanese = headedJapanese.exec(text) ?? dayJapanese.exec(text);
  if (japanese) {
    const [, year, of, day] = japanese;
    return { year, month: Number(of), day: Number(day), minutes: minutesOf(japanese.groups?.['time']) };
  }
  for (const pattern of dayEnglish) {
    const found = pattern.exec(text);
    if (!found) continue;
    const [, , first, of, ofLast, last, year] = found;
    const name = (of ?? ofLast ?? '').slice(0, 3).toLowerCase();
    return {
      year,
      month: months.indexOf(name) + 1,
      day: Number(first ?? last),
      minutes: minutesOf(found.groups?.['time']),
    };
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

const FRIDAY = 5;

/** The day that such words mean, from the day they were written on; a week whose Friday is past ends with its Sunday. */
function soonDay(told: string, received: string): string | undefined {
  const [found, today, tomorrow, after, week, next, ofMonth] = soonJapanese.exec(told) ?? [];
  if (found === undefined) return undefined;
  const on = new Date(`${received}T00:00:00Z`);
  const weekday = ((on.getUTCDay() + 6) % 7) + 1;
  const later = (days: number) => new Date(on.getTime() + days * 86_400_000).toISOString().slice(0, 10);
  if (ofMonth) return new Date(Date.UTC(on.getUTCFullYear(), on.getUTCMonth() + 1, 0)).toISOString().slice(0, 10);
  if (next) return later(7 + FRIDAY - weekday);
  if (week) return later(weekday > FRIDAY ? 7 - weekday : FRIDAY - weekday);
  return later(today ? 0 : tomorrow ? 1 : after ? 2 : 0);
}

/** Of a day of the month alone: the next one that has it. */
function dayAlone(text: string, received: string): Extract<AnswerWanted, { day: string }> | undefined {
  const found = dayAloneJapanese.exec(text);
  if (!found) return undefined;
  const [, next, day] = found;
  const [year, month] = received.split('-').map(Number);
  if (year === undefined || month === undefined) return undefined;
  const ofMonth = (later: number) => {
    const date = new Date(Date.UTC(year, month - 1 + later, Number(day)));
    return date.getUTCDate() === Number(day) ? date.toISOString().slice(0, 10) : undefined;
  };
  const wanted = (next === undefined ? [ofMonth(0), ofMonth(1)] : [ofMonth(1)]).find((one) => one && one >= received);
  const minutes = minutesOf(found.groups?.['time']);
  return wanted === undefined ? undefined : { day: wanted, ...(minutes === undefined ? {} : { minutes }) };
}

/** By when they ask for an answer; undefined where they name neither a number of days nor a day. */
export function answerWantedIn({
  text,
  receivedAt,
}: Pick<Claim, 'text'> & { readonly receivedAt?: string | null }): AnswerWanted | undefined {
  const told = westernYears((text ?? '').slice(0, 10_000)).replace(/\s+/g, ' ');
  const [, japanese, unit] = withinJapanese.exec(told) ?? [];
  const [, english, workingDays] = withinEnglish.exec(told) ?? [];
  const written = english ?? japanese;
  const [, inWeeks] = weeksEnglish.exec(told) ?? [];
  const days =
    written === undefined
      ? 7 * (inWeeks === undefined ? 0 : (weeks[inWeeks.toLowerCase()] ?? Number(inWeeks)))
      : (spelled[written.toLowerCase()] ?? (/^\d/.test(written) ? Number(written) : kanjiNumber(written))) *
        (english === undefined && unit === '週間' ? 7 : 1);
  const working = english === undefined ? unit === '営業日' : workingDays !== undefined;
  if (days > 0) return working ? { days, working: true } : { days };
  const received = receivedAt?.slice(0, 10);
  if (!received) return undefined;
  const parts = partsOf(told);
  const dated = parts && dayOf(parts, received);
  if (dated) return { day: dated, ...(parts.minutes === undefined ? {} : { minutes: parts.minutes }) };
  const alone = dayAlone(told, received);
  if (alone) return alone;
  const day = soonDay(told, received);
  return day === undefined ? dayOfWeek(told, received) : { day };
}

/** "within 5 working days", as an English sentence and a Japanese one have it. */
export const withinWords = ({ days, working }: Extract<AnswerWanted, { days: number }>) => ({
  ja: `${days}${working ? '営業' : ''}日以内`,
  en: `within ${days} ${working ? 'working ' : ''}days`,
});

/** The working day that ends so many of them, the day of receipt not counted. */
function workingDaysLater(received: number, days: number, zone: string): number {
  const calendar = calendarOf(zone);
  let day = isoInZone(received, zone).slice(0, 10);
  for (let left = days; left > 0; left -= 1) {
    const next = new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
    day = nextWorkingDay(next, calendar);
  }
  return lastSecondOf(day, zone);
}

/** `17:30` */
const clock = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

/**
 * The last moment of that time, in milliseconds UTC.
 * @param received when the complaint came, else the present
 */
export function wantedUntil(wanted: AnswerWanted, received: number, zone: string): number {
  if ('day' in wanted) {
    const { day, minutes } = wanted;
    return minutes === undefined
      ? lastSecondOf(day, zone)
      : Date.parse(parseWhen(`${day} ${clock(minutes)}`, zone) ?? day);
  }
  return wanted.working ? workingDaysLater(received, wanted.days, zone) : daysLater(received, wanted.days, zone);
}
