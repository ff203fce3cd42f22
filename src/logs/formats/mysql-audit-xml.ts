// The audit log of Percona Server and MySQL Enterprise as XML: one record as an element with attributes over many lines, or with
// elements of its own. Read as the JSON object that the same plug-in writes in its other form.
import type { FileContext, Format } from './format.ts';
import type { Shape } from './json-shape.ts';
import { mysqlAuditRow } from './program-mysql.ts';

/** Lines and bytes of one record; more is not one record. */
const MOST_LINES = 64;
const LONGEST_RECORD = 1 << 20;

const frame = /^\s{0,8}<\/?AUDIT>\s*$/;
const begins = /^\s{0,8}<AUDIT_RECORD(?:\s|>|$)/;
const ends = /(?:\/>|<\/AUDIT_RECORD>)\s*$/;
const attribute = /\b([A-Z][A-Z_]{1,31})\s?=\s?"([^"]{0,65536})"/g;
const element = /<([A-Z][A-Z_]{1,31})>([^<]{0,65536})<\/\1>/g;
const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };

function plain(text: string): string {
  return text.replace(/&(?:(lt|gt|quot|apos|amp)|#(\d{1,3}));/g, (whole, name?: string, code?: string) =>
    name === undefined ? (Number(code) < 256 ? String.fromCharCode(Number(code)) : whole) : (entities[name] ?? whole),
  );
}

/** The record as the object of the JSON form: `audit_record` with its names in small letters. */
function shapeOf(xml: string): Shape {
  const record: Record<string, string> = {};
  for (const pattern of [attribute, element]) {
    for (const [, name = '', value = ''] of xml.matchAll(pattern)) record[name.toLowerCase()] ??= plain(value);
  }
  return { audit_record: record };
}

type Open = { readonly n: number; readonly lines: string[]; bytes: number };

export const mysqlAuditXml: Format = {
  id: 'mysql_audit',
  open(file: FileContext) {
    let open: Open | undefined;
    const giveUp = (): void => {
      if (open) for (let i = 0; i < open.lines.length; i += 1) file.unread(open.n + i, 'mysql');
      open = undefined;
    };
    /** Whether what was gathered is a record, which is then told. */
    const close = ({ n, lines }: Open): boolean => {
      const row = mysqlAuditRow(shapeOf(lines.join('\n')), file);
      if (!row || row.at === 0) return false;
      file.emit(row, n);
      return true;
    };
    return {
      read(line) {
        if (begins.test(line)) {
          giveUp();
          open = { n: file.n, lines: [], bytes: 0 };
        }
        if (!open) return frame.test(line) ? 'mysql' : undefined;
        open.bytes += line.length;
        if (open.lines.length >= MOST_LINES || open.bytes > LONGEST_RECORD) {
          giveUp();
          return undefined;
        }
        // A statement may end its line as an element does: the record does so only after its last attribute.
        if (!ends.test(line)) {
          open.lines.push(line);
          return 'mysql';
        }
        const whole: Open = { ...open, lines: [...open.lines, line] };
        if (close(whole)) {
          open = undefined;
          return 'mysql';
        }
        giveUp();
        return undefined;
      },
      flush: giveUp,
    };
  },
};
