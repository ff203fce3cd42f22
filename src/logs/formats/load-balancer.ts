// AWS: application and classic load balancers, S3 server access logs, CloudFront's logs in real time.
import type { WebRow } from '../rows.ts';
import { type Local, parseClfTime, parseIsoTime } from '../times.ts';
import type { Format } from './format.ts';
import { splitRequest } from './web-access.ts';

/** Words by spaces, quotes and brackets kept together. Bounded. */
export function quotedWords(line: string): string[] {
  const words: string[] = [];
  // A bracket that ends in the middle of a word is part of it: `[2001:db8::1]:443`.
  const word = /"((?:[^"\\]|\\.)*)"|\[([^\]]*)\](?= |$)|(\S+)/y;
  let at = 0;
  while (at < line.length && words.length < 64) {
    while (line[at] === ' ') at += 1;
    word.lastIndex = at;
    const match = word.exec(line);
    if (!match) break;
    words.push(match[1] ?? match[2] ?? match[3] ?? '');
    at += match[0].length;
  }
  return words;
}

function whole(value: string | undefined): number {
  return value !== undefined && /^\d{1,15}$/.test(value) ? Number(value) : -1;
}

function withoutPort(value: string): string {
  return value.replace(/:\d{1,5}$/, '').replace(/^\[|\]$/g, '');
}

function dashed(value: string | undefined): string {
  return value === undefined || value === '-' ? '' : value;
}

/** The whole URL stands in the request: host and path are taken apart as other servers log them. */
function request(text: string): { method: string; target: string; proto: string; vhost: string } {
  const { method, target, proto } = splitRequest(text);
  const url = /^(?:https?|wss?):\/\/([^/?]{1,255}?)(?::\d{1,5})?(\/.*|\?.*|)$/s.exec(target);
  return url ? { method, target: url[2] || '/', proto, vhost: url[1] ?? '' } : { method, target, proto, vhost: '' };
}

const utc: Local = { used: false, toUtc: (at) => at };

export function parseAlb(line: string): WebRow | undefined {
  const alb = /^(?:http|https|h2|grpcs|ws|wss) \d{4}-\d\d-\d\dT/.test(line);
  const classic = !alb && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3,6}Z \S+ (?:\d{1,3}\.){3}\d{1,3}:\d{1,5} /.test(line);
  if (!alb && !classic) return undefined;
  const words = quotedWords(line);
  const at = (i: number) => words[classic ? i - 1 : i];
  const time = parseIsoTime(at(1) ?? '', utc);
  const status = whole(at(8));
  if (!time || words.length < (classic ? 12 : 14)) return undefined;
  const { method, target, proto, vhost } = request(at(12) ?? '');
  return {
    table: 'web',
    at: time.at,
    client: withoutPort(at(3) ?? ''),
    user: '',
    vhost,
    method,
    target,
    proto,
    status: status >= 0 && status <= 999 ? status : 0,
    size: whole(at(11)),
    referer: '',
    agent: dashed(at(13)),
  };
}

/** owner bucket [time] ip requester id operation key "request" status error bytes size total turnaround "referer" "agent" … */
export function parseS3(line: string, local: Local): WebRow | undefined {
  const start =
    /^[0-9a-f]{40,64} (\S{3,63}) \[([^\]]{20,32})\] (\S{2,45}) (\S{1,255}) \S{6,64} ((?:REST|SOAP|WEBSITE|BATCH|S3)\.\S{3,64}) /.exec(
      line,
    );
  if (!start) return undefined;
  const [, bucket = '', when = '', client = '', requester = ''] = start;
  const at = parseClfTime(when, local);
  const words = quotedWords(line);
  if (at === undefined || words.length < 16) return undefined;
  const { method, target, proto } = request(words[8] ?? '');
  const status = whole(words[9]);
  return {
    table: 'web',
    at,
    client: dashed(client),
    user: dashed(requester),
    vhost: bucket,
    method,
    target,
    proto,
    status: status >= 0 && status <= 999 ? status : 0,
    size: whole(words[11]),
    referer: dashed(words[15]),
    agent: dashed(words[16]),
  };
}

const realTime = /^1\d{9}\.\d{3}\t[0-9A-Fa-f.:]{3,45}\t[\d.]{1,12}\t\d{3}\t\d{1,15}\t[A-Z]{3,12}\t(?:https?|wss?)\t/;

/** CloudFront in real time, with all fields in their given order; a selection of one's own says nowhere what it is. */
export function parseRealTime(line: string): WebRow | undefined {
  if (!realTime.test(line)) return undefined;
  const columns = line.split('\t', 64);
  if (columns.length < 20) return undefined;
  const [when, client = '', , status, size, method = '', , host = '', path = '', , , , vhost] = columns;
  const decoded = (value: string | undefined) => dashed(value).replaceAll('%20', ' ');
  const query = dashed(columns[19]);
  return {
    table: 'web',
    at: Math.round(Number(when) * 1e6),
    client,
    user: '',
    vhost: dashed(vhost) || host,
    method,
    target: query === '' ? path : `${path}?${query}`,
    proto: dashed(columns[14]),
    status: Number(status),
    size: whole(size),
    referer: dashed(columns[17]),
    agent: decoded(columns[16]),
  };
}

export const loadBalancer: Format = {
  id: 'alb',
  open: (file) => ({
    read(line) {
      const alb = parseAlb(line);
      const s3 = alb ? undefined : parseS3(line, file.local);
      const row = alb ?? s3 ?? parseRealTime(line);
      if (!row) return undefined;
      file.emit(row);
      return alb ? 'alb' : s3 ? 's3_access' : 'cloudfront';
    },
  }),
};
