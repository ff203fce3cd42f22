// Dates as mail programs print them above a mail that they forward in the text: for people, in their language.

const japanese =
  /(\d{4})年\s?(\d{1,2})月\s?(\d{1,2})日[ \t]{0,3}(?:\(?[月火水木金土日](?:曜日?)?\)?)?[ \t]{0,3}(午前|午後)?[ \t]{0,3}(\d{1,2})[:時](\d{2})(?:[:分](\d{2})秒?)?[ \t]{0,3}(JST|UTC|GMT(?:[+-]\d{1,2})?|[+-]\d{4})?/;
const numbers =
  /(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:\s?[,(]\s?\p{L}{1,9}\.?\)?)?[ \t]{1,3}(\d{1,2}):(\d{2})(?::(\d{2}))?/u;

const two = (part: string | undefined) => (part ?? '00').padStart(2, '0');

/** 午後 counts from noon; 午後12時 is noon itself. */
const hourOf = (half: string | undefined, hour: string) =>
  String((half === undefined ? Number(hour) : Number(hour) % 12) + (half === '午後' ? 12 : 0));

/** The same date in a writing of mail headers; the text itself when it is no date met so far. A zone that was not printed stays unknown. */
export function asHeaderDate(printed: string): string {
  // Newer programs put a narrow space before AM and PM.
  const text = printed
    .normalize('NFKC')
    .replace(/[\u00a0\u202f]/g, ' ')
    .slice(0, 200);
  const [, year, month, day, half, hour, minute, second, zone = ''] = japanese.exec(text) ?? [];
  if (hour !== undefined)
    return `${year}-${two(month)}-${two(day)} ${two(hourOf(half, hour))}:${minute}:${two(second)} ${zone}`.trim();
  const plain = numbers.exec(text);
  if (plain)
    return `${plain[1]}-${two(plain[2])}-${two(plain[3])} ${two(plain[4])}:${plain[5]}:${two(plain[6])}${text.slice(plain.index + plain[0].length)}`;
  return text.replace(/(\d{4}),? at (?=\d)/, '$1 ');
}
