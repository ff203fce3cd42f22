import type { Deadline } from '../../vocabulary/case-file.ts';
import type { Language } from '../../vocabulary/finding.ts';

/** RFC 5545 §3.3.11: these end a value or a line; other controls have no place in a text. */
const escaped = (text: string) =>
  text
    .replace(/([\\;,])/g, '\\$1')
    .replace(/\r\n|\r|\n/g, '\\n')
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, ' ');

/** RFC 5545 §3.1: lines of at most 75 octets, never split inside a character. */
function folded(line: string): string {
  const lines: string[] = [];
  let current = '';
  let octets = 0;
  for (const character of line) {
    const size = new TextEncoder().encode(character).length;
    if (octets + size > (lines.length === 0 ? 75 : 74)) {
      lines.push(current);
      current = '';
      octets = 0;
    }
    current += character;
    octets += size;
  }
  return [...lines, current].join('\r\n ');
}

const stamp = (at: string) => `${new Date(at).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;

/** Deadlines as an iCalendar file (RFC 5545). Names nobody: a calendar is seen by others. */
export function calendarFile(
  deadlines: readonly Deadline[],
  caseNumber: string,
  now: string,
  language: Language,
): string {
  const events = deadlines.flatMap(({ id, what, by, conservative, source }) => {
    const which = conservative ? { ja: '慎重な期限', en: 'cautious' } : { ja: '判断による期限', en: 'decided' };
    return [
      'BEGIN:VEVENT',
      `UID:${escaped(`${caseNumber}.${id}`)}@akashi.invalid`,
      `DTSTAMP:${stamp(now)}`,
      // No DTEND: it would have to be later (§3.6.1). An event without one ends when it starts, as a deadline does.
      `DTSTART:${stamp(by)}`,
      `SUMMARY:${escaped(`${caseNumber} ${what[language]} (${which[language]})`)}`,
      `DESCRIPTION:${escaped(source)}`,
      'END:VEVENT',
    ];
  });
  return `${['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Akashi//clocks//EN', ...events, 'END:VCALENDAR'].map(folded).join('\r\n')}\r\n`;
}
