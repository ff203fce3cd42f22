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

const methods = ['GET', 'POST', 'HEAD', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'PROPFIND'];
const protocols = ['HTTP/1.1', 'HTTP/1.0', 'HTTP/2.0', 'HTTP/2', 'HTTP/3.0', 'HTTP/3'];
const texts = (some: readonly string[]): string => some.map((one) => `'${one}'`).join(', ');

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
  // w: the words of a line; the request's first word still has its quote before it, the last one behind it. With a virtual
  // host in front, everything moves by one. Referrer and agent hold spaces, and stay together in the last word.
  const last = (tail ? 11 : 10) + (vhost ? 1 : 0);
  const at = (word: number) => `w[${word + (vhost ? 1 : 0)}]`;
  // Lists and brackets stand before the time only in lines that need a closer look; so does a run of NUL.
  const plain = (word: string) => ['[', ']', ',', '"'].map((one) => `position(${word}, '${one}') = 0`).join(' and ');
  const plainText = `'^[^\\[\\],"]+$'`.replaceAll('\\', '\\\\');
  const columns = [
    `splitByChar(' ', line, ${tail ? last : last + 1}) as w`,
    `${at(1)} as peer, if(startsWith(peer, '::ffff:') and position(peer, '.') > 0, substring(peer, 8), peer) as client, toLowCardinality(${at(3)}) as named, replaceRegexpOne(named, '^-$', '') as user`,
    vhost ? `toLowCardinality(w[1]) as host, replaceRegexpOne(host, ':[0-9]{1,5}$', '') as vhost` : `'' as vhost`,
    `${at(4)} as time, ${at(5)} as zone, toLowCardinality(substring(time, 19)) as seconds`,
    `toLowCardinality(concat(substring(time, 1, 18), zone)) as clock, parseDateTimeOrNull(clock, '[%d/%b/%Y:%H:%i%z]', 'UTC') as minute`,
    `toDateTime64(assumeNotNull(minute) + toUInt32(toUInt8OrZero(substring(seconds, 2))), 3, 'UTC') as ts`,
    `toLowCardinality(${at(6)}) as verb, substring(verb, 2) as method`,
    `${at(7)} as target, position(target, '?') as question`,
    'if(question = 0, target, substring(target, 1, question - 1)) as path',
    `if(question = 0, '', substring(target, question + 1)) as query`,
    `toLowCardinality(${at(8)}) as version, replaceRegexpOne(version, '"$', '') as proto`,
    `${at(9)} as code, toUInt16OrZero(code) as status`,
    `${at(10)} as bytes, if(bytes = '-', -1, toInt64OrDefault(bytes, toInt64(-2))) as size`,
    ...(tail
      ? [
          `${at(11)} as rest, position(rest, '"', 2) as behind, substring(rest, 2, behind - 2) as link`,
          `if(link = '-', '', link) as referer, toLowCardinality(substring(rest, behind)) as ending`,
          // Not as a group: bytes that are no UTF-8 would not be in it.
          `substring(replaceRegexpOne(ending, '"\\\\r?$', ''), 4) as written, replaceRegexpOne(written, '^-$', '') as agent`,
        ]
      : [`'' as referer, '' as agent`]),
  ];
  const shaped = [
    `length(w) = ${last} and not startsWith(line, '\\0') and not startsWith(line, '\\xEF\\xBB\\xBF') and ${at(2)} = '-'`,
    // An address that is called a host may be a client before its proxy.
    vhost
      ? `match(host, ${plainText}) and not match(host, '^(-|[0-9.]+|.*:.*:.*)$') and client not in ('', '-')`
      : `client != ''`,
    `${plain('client')} and match(named, ${plainText})`,
    // The engine's reading of times takes other characters for digits.
    `length(time) = 21 and match(clock, '^\\\\[[0-9]{2}/[A-Za-z]{3}/[0-9]{4}:[0-9]{2}:[0-9]{2}[+-][0-9]{4}\\\\]$')`,
    `isNotNull(minute) and match(seconds, '^:[0-5][0-9]$')`,
    `verb in (${texts(methods.map((one) => `"${one}`))}) and target != '' and position(target, '"') = 0`,
    `version in (${texts(protocols.map((one) => `${one}"`))})`,
    'length(code) = 3 and status >= 100 and length(bytes) between 1 and 15',
    `(bytes = '-' or (size >= 0 and not startsWith(bytes, '-') and not startsWith(bytes, '+')))`,
    // A carriage return stands after the last quote; in the common format it would stand in the size, and is left.
    ...(tail ? [`startsWith(rest, '"') and match(ending, '^" "[^"]*"\\\\r?$')`] : []),
    // An escape is undone elsewhere.
    `position(line, '\\\\') = 0 and len <= ${LONGEST_LINE_BYTES}`,
  ];
  // Short-circuit evaluation would copy columns to skip rows, though nearly every row passes: half the time.
  // What repeats is made a dictionary first (minutes, seconds, method, agent, …), and what is asked of it is a function of it
  // alone: then each value is looked at once a block, regular expressions too. A function of two such columns is not.
  // The filter stands outside, over finished columns: filtering the array would copy it.
  return `insert into web
  select f, n, ts, client, user, vhost, method, target, path, query, proto, status, size, referer, agent
  from (
    select f, n,
      ${columns.join(',\n      ')},
      ${shaped.join('\n      and ')} as ok
    from raw where f = ${f}
  )
  where ok
  settings short_circuit_function_evaluation = 'disable', splitby_max_substrings_includes_remaining_string = 1${meanBytes > WIDE_BYTES ? ', max_threads = 1, max_insert_threads = 1' : ''}`;
}
