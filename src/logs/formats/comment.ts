/** What journalctl writes between records. */
const journalNote = /^-- (?:Boot [0-9a-f]{32}|Reboot|No entries|(?:Logs|Journal) begins? at [^\n]{1,200}) --$/;

/** What ausearch writes between events, which have their time themselves. */
const auditNote = /^(?:----|time->[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \d{4})$/;

/** Its times are of the whole journal: no format may take them for a record's. */
export const isJournalNote = (line: string): boolean => line.startsWith('-- ') && journalNote.test(line);

/** A line that says of itself that it is no record. It never names a file: a file of nothing else stays unknown. */
export function isComment(line: string): boolean {
  return /^#(?:$|[ #!A-Za-z0-9-])/.test(line) || isJournalNote(line) || auditNote.test(line);
}
