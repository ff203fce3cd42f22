// The common shape of an access line, read by the engine itself: 3 million lines in about a second. What does not have
// exactly this shape (escapes, odd requests, appended columns, other formats) is left to parse-line.ts, line by line, and
// both ways must agree on what they both can read: fast-web.test.ts.
import { parseAccessLine } from './formats/web-access.ts';
import { localTime, parseClfTime } from './times.ts';

export type FastShape = 'combined' | 'vhost_combined' | 'common';

/** Share of the sampled lines that must have one shape for the engine to be asked first. */
const MOSTLY = 0.5;

/** The shape most lines of a sample have; undefined when no shape has most. */
export function fastShape(lines: readonly string[]): FastShape | undefined {
  const counts: Record<FastShape, number> = { combined: 0, vhost_combined: 0, common: 0 };
  const utc = localTime('UTC');
  for (const line of lines) {
    const format = parseAccessLine(line, (text) => parseClfTime(text, utc))?.format;
    if (format === 'combined' || format === 'vhost_combined' || format === 'common') counts[format] += 1;
  }
  const shapes = ['combined', 'vhost_combined', 'common'] as const;
  return shapes.find((shape) => counts[shape] > 0 && counts[shape] >= MOSTLY * lines.length);
}

/** Fills `web` with the lines of file `f` that have the shape. */
export function fastWebStatement(f: number, shape: FastShape): string {
  const vhost = shape === 'vhost_combined';
  const tail = shape !== 'common';
  // h: the words before the request; with a virtual host in front, everything moves by one.
  const at = (word: number) => `h[${word + (vhost ? 1 : 0)}]`;
  const columns = `
    f, n, text,
    splitByChar('"', text) as p, splitByChar(' ', p[1]) as h, splitByChar(' ', p[2]) as q, splitByChar(' ', p[3]) as m,
    parseDateTimeOrNull(concat(substring(${at(4)}, 2), ' ', substring(${at(5)}, 1, 5)), '%d/%b/%Y:%H:%i:%s %z', 'UTC') as at,
    toUInt16OrNull(m[2]) as answered, if(m[3] = '-', -1, toInt64OrNull(m[3])) as sent`;
  const shaped = [
    `length(p) = ${tail ? 7 : 3}`,
    tail ? `p[5] = ' ' and p[7] = ''` : '1',
    `length(h) = ${vhost ? 7 : 6} and ${at(6)} = '' and startsWith(${at(4)}, '[') and length(${at(4)}) = 21`,
    `length(${at(5)}) = 6 and endsWith(${at(5)}, ']') and ${at(1)} != '' and ${at(2)} != '' and ${at(3)} != ''`,
    vhost ? `h[1] != ''` : '1',
    `match(p[1], '^[^\\\\x00"\\\\[\\\\],]+ \\\\[')`,
    `length(q) = 3 and match(p[2], '^[A-Z]{1,32} [^ ]+ HTTP/[0-9.]+$')`,
    `length(m) = ${tail ? 4 : 3} and m[1] = '' and length(m[2]) = 3 and match(m[3], '^([0-9]{1,15}|-)$')`,
    tail ? `m[4] = ''` : '1',
    `isNotNull(at) and isNotNull(answered) and isNotNull(sent)`,
  ].filter((one) => one !== '1');
  const dash = (value: string) => `if(${value} = '-', '', ${value})`;
  return `insert into web
  select f, n, toDateTime64(assumeNotNull(at), 3, 'UTC') as ts, ${at(1)} as client, ${dash(at(3))} as user,
    ${vhost ? `replaceRegexpOne(h[1], ':[0-9]{1,5}$', '')` : `''`} as vhost,
    q[1] as method, q[2] as target, splitByChar('?', q[2])[1] as path,
    if(position(q[2], '?') = 0, '', substring(q[2], position(q[2], '?') + 1)) as query, q[3] as proto,
    assumeNotNull(answered) as status, assumeNotNull(sent) as size,
    ${tail ? dash('p[4]') : `''`} as referer, ${tail ? dash('p[6]') : `''`} as agent
  from (
    select ${columns}
    from (select f, n, if(endsWith(line, '\\r'), substring(line, 1, length(line) - 1), line) as text from raw where f = ${f} and len <= 1048576 and position(line, '\\\\') = 0)
  )
  where ${shaped.join('\n    and ')}`;
}
