/** Columns beyond this are not taken apart: no log has so many. */
const MOST_COLUMNS = 512;

/** One CSV line (RFC 4180 quoting), as far as it goes: a quote left open ends with the line. */
export function splitCsv(line: string, separator = ','): string[] {
  const columns: string[] = [];
  let at = 0;
  while (at <= line.length && columns.length < MOST_COLUMNS) {
    if (line[at] === '"') {
      const parts: string[] = [];
      let from = at + 1;
      for (;;) {
        const end = line.indexOf('"', from);
        if (end < 0) {
          parts.push(line.slice(from));
          at = line.length + 1;
          break;
        }
        parts.push(line.slice(from, end));
        if (line[end + 1] === '"') {
          parts.push('"');
          from = end + 2;
          continue;
        }
        const next = line.indexOf(separator, end + 1);
        at = next < 0 ? line.length + 1 : next + 1;
        break;
      }
      columns.push(parts.join(''));
    } else {
      const next = line.indexOf(separator, at);
      columns.push(line.slice(at, next < 0 ? line.length : next));
      at = next < 0 ? line.length + 1 : next + 1;
    }
  }
  return columns;
}
