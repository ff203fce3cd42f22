// A folder of mail in one file (RFC 4155). One envelope line at the top is also how single messages were stored.
export type Range = {
  readonly start: number;
  readonly end: number;
  readonly line: number;
  /** Lines of text that begin with "From " have a ">" before them. */
  readonly quotesFrom: true;
};

/** "From address Www Mmm dd hh:mm[:ss] [zone] yyyy", and what follows on its line, then something that can be a header. */
const envelope =
  /(?:^|\r?\n\r?\n)From \S{1,320}[ \t]+(?:[A-Z][a-z]{2},?[ \t]+){1,2}[ \d]{1,2}[ \t]+\d{1,2}:\d{2}(?::\d{2})?[ \t][^\r\n]{0,60}\r?\n(?=[\x21-\x39\x3b-\x7e]{1,100}:|>From )/g;

function countLines(source: string, start: number, end: number): number {
  let lines = 0;
  for (let at = source.indexOf('\n', start); at >= 0 && at < end; at = source.indexOf('\n', at + 1)) lines += 1;
  return lines;
}

/**
 * Ranges of the messages of an mbox, envelope lines left out; undefined when the file is no mbox of two or more.
 * `line` counts from 1.
 */
export function splitMbox(source: string): readonly Range[] | undefined {
  if (!source.startsWith('From ')) return undefined;
  const starts: { from: number; body: number }[] = [];
  for (const match of source.matchAll(envelope)) {
    starts.push({ from: match.index, body: match.index + match[0].length });
  }
  if (starts.length < 2 || starts[0]?.from !== 0) return undefined;
  let line = 1;
  let counted = 0;
  return starts.map(({ body }, index) => {
    line += countLines(source, counted, body);
    counted = body;
    return { start: body, end: starts[index + 1]?.from ?? source.length, line, quotesFrom: true };
  });
}
