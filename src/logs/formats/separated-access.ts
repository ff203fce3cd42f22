// Requests whose columns an administrator parted by a character that seldom stands in them: `|`, a tab, `^`. No head names
// the columns: the request line, the time and the addresses are known by how they look, the status and the size by where they stand.
import { isIP } from 'node:net';
import type { WebRow } from '../rows.ts';
import { parseClfTime, parseIsoTime } from '../times.ts';
import { unescapeLogField } from '../unescape.ts';
import type { FileContext } from './format.ts';
import { clientBehind } from './forwarded.ts';
import { splitRequest } from './web-access.ts';

const separators = ['|', '\t', '^'] as const;
/** Columns of a layout: fewer may be anything, more is a table. */
const FEWEST_COLUMNS = 5;
const MOST_COLUMNS = 64;
/** A line that holds no request line is not taken apart. */
const requestLine = /(?:^|["|\t^ ])[A-Z]{3,12} [^\s|^]{1,8192} HTTP\/\d/;
const asked = /^[A-Z]{3,12} .{1,65536} HTTP\/[\d.]{1,4}$/s;
const hostName = /^(?=.{4,255}$)(?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,24}(?::\d{1,5})?$/i;

function timeOf(column: string, file: FileContext): number | undefined {
  const text = column.replace(/^\[|\]$/g, '');
  if (!/^\d{2}(?:\d\d-\d\d-\d\d[T ]|\/[A-Z][a-z]{2}\/)/.test(text)) return undefined;
  return parseClfTime(text, file.local) ?? parseIsoTime(text, file.local)?.at;
}

/** `203.0.113.7`, or a list of addresses as X-Forwarded-For has them. */
const isAddresses = (column: string): boolean =>
  /^[0-9A-Fa-f:.]{2,45}(?:, ?[0-9A-Fa-f:.]{2,45}){0,15}$/.test(column) &&
  column.split(',').every((one) => isIP(one.trim()) > 0);

/** Undefined where no column is a request line, or none behind it a status. */
export function readSeparated(line: string, file: FileContext): WebRow | undefined {
  const separator = separators.find((one) => line.includes(one));
  if (separator === undefined || !requestLine.test(line.slice(0, 16_384))) return undefined;
  const columns = line
    .split(separator, MOST_COLUMNS)
    .map((column) => column.trim().replace(/^"((?:[^"\\]|\\.)*)"$/s, '$1'));
  if (columns.length < FEWEST_COLUMNS) return undefined;
  const request = columns.findIndex((column) => asked.test(column));
  const status = columns.findIndex((column, i) => i > request && /^[1-5]\d\d$/.test(column));
  const at = columns.map((column) => timeOf(column, file)).find((time) => time !== undefined);
  if (request < 0 || status < 0 || at === undefined) return undefined;
  const [client = '', forwarded = ''] = columns.filter(isAddresses);
  const behind = columns.slice(status + 1);
  const size = behind.find((column) => column !== '') ?? '';
  const undashed = (value: string | undefined): string =>
    value === undefined || value === '-' ? '' : unescapeLogField(value);
  return {
    table: 'web',
    at,
    client: clientBehind(client, forwarded, file),
    user: '',
    vhost: (columns.find((column) => hostName.test(column)) ?? '').replace(/:\d{1,5}$/, ''),
    ...splitRequest(unescapeLogField(columns[request] ?? '')),
    status: Number(columns[status]),
    size: /^\d{1,15}$/.test(size) ? Number(size) : -1,
    referer: undashed(behind.find((column) => /^https?:\/\//.test(column))),
    agent: undashed(
      behind.find((column) => /^(?!https?:)[A-Za-z][\w.-]{1,40}\/\d/.test(column) || column.startsWith('Mozilla/')),
    ),
  };
}
