// The common shape of an access line, read by the engine itself: 3 million lines in about a second. What does not have
// exactly this shape (escapes, odd requests, appended columns, other formats) is left to parse-line.ts, line by line, and
// both ways must agree on what they both can read: fast-web.test.ts.
import { parseAccessLine } from './formats/web-access.ts';
import { LONGEST_LINE_BYTES } from './line-scan.ts';
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

const methods = "'GET', 'POST', 'HEAD', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'PROPFIND'";
const protocols = "'HTTP/1.1', 'HTTP/1.0', 'HTTP/2.0', 'HTTP/2', 'HTTP/3.0', 'HTTP/3'";

/** Mean bytes of a line from which two threads at once would hold more than the engine's cap allows (measured: 2.7 KB do). */
const WIDE_BYTES = 600;

/**
 * Fills `web` with the lines of file `f` that have the shape.
 *
 * @param meanBytes of a line of the file
 */
export function fastWebStatement(f: number, shape: FastShape, meanBytes = 0): string {
  const vhost = shape === 'vhost_combined';
  const tail = shape !== 'common';
  // h: the words before the request; with a virtual host in front, everything moves by one.
  const at = (word: number) => `h[${word + (vhost ? 1 : 0)}]`;
  const dash = (value: string) => `if(${value} = '-', '', ${value})`;
  const shaped = [
    `length(p) = ${tail ? 7 : 3}`,
    // A carriage return stands after the last quote; in the common format it would stand in the size, and is left.
    tail ? `p[5] = ' ' and p[7] in ('', '\\r')` : '1',
    `length(h) = ${vhost ? 7 : 6} and ${at(6)} = '' and startsWith(${at(4)}, '[') and length(${at(4)}) = 21`,
    `match(zone, '^[+-][0-9]{4}\\\\]$') and ${at(1)} != '' and ${at(2)} = '-' and ${at(3)} != ''`,
    vhost ? `h[1] != '' and h[2] != '-'` : '1',
    // Lists and brackets stand before the time only in lines that need a closer look; so does a run of NUL.
    `countSubstrings(p[1], '[') = 1 and countSubstrings(p[1], ']') = 1 and position(p[1], ',') = 0 and not startsWith(p[1], '\\0')`,
    // No regular expressions: these lists are nearly every request there is, and cost a tenth.
    `length(q) = 3 and method in (${methods}) and q[2] != '' and proto in (${protocols})`,
    `length(m) = ${tail ? 4 : 3} and m[1] = '' and length(m[2]) = 3 and length(m[3]) between 1 and 15`,
    tail ? `m[4] = ''` : '1',
    `isNotNull(at) and answered >= 100 and (m[3] = '-' or (sent >= 0 and substring(m[3], 1, 1) not in ('+', '-')))`,
    // An escape is undone elsewhere.
    `position(line, '\\\\') = 0 and len <= ${LONGEST_LINE_BYTES}`,
  ].filter((one) => one !== '1');
  // Short-circuit evaluation would copy columns to skip rows, though nearly every row passes: half the time.
  // What repeats is made a dictionary first (zone, method, proto, agent): conditions then look at each value once a block.
  // The filter stands outside, over finished columns: filtering the arrays would copy every one of them.
  return `insert into web
  select f, n, ts, client, user, vhost, method, target, path, query, proto, status, size, referer, agent
  from (
    select f, n,
      splitByChar('"', line) as p, splitByChar(' ', p[1]) as h, splitByChar(' ', p[2]) as q, splitByChar(' ', p[3]) as m,
      parseDateTimeOrNull(concat(substring(${at(4)}, 2), ' ', substring(${at(5)}, 1, 5)), '%d/%b/%Y:%H:%i:%s %z', 'UTC') as at,
      toUInt16OrZero(m[2]) as answered, if(m[3] = '-', -1, toInt64OrDefault(m[3], toInt64(-2))) as sent,
      toDateTime64(ifNull(at, toDateTime(0, 'UTC')), 3, 'UTC') as ts, ${at(1)} as client, ${dash(at(3))} as user,
      ${vhost ? `replaceRegexpOne(h[1], ':[0-9]{1,5}$', '')` : `''`} as vhost,
      toLowCardinality(${at(5)}) as zone, toLowCardinality(q[1]) as method, q[2] as target, position(target, '?') as question,
      if(question = 0, target, substring(target, 1, question - 1)) as path,
      if(question = 0, '', substring(target, question + 1)) as query, toLowCardinality(q[3]) as proto,
      answered as status, sent as size,
      ${tail ? dash('p[4]') : `''`} as referer, ${tail ? `toLowCardinality(p[6]) as client_agent, ${dash('client_agent')}` : `''`} as agent,
      ${shaped.join('\n      and ')} as ok
    from raw where f = ${f}
  )
  where ok
  settings short_circuit_function_evaluation = 'disable'${meanBytes > WIDE_BYTES ? ', max_threads = 1, max_insert_threads = 1' : ''}`;
}
