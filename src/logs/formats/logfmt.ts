// logfmt: `time="…" level=error msg="…" remote_ip=192.0.2.1`, as Go programs write it (Grafana, Authelia, Traefik, Prometheus,
// Loki), and the `key=value` lines of firewalls. Read as the JSON object it could have been.
import { event, type Row } from '../rows.ts';
import { parseIsoTime } from '../times.ts';
import type { FileContext, Format } from './format.ts';
import { genericRow } from './json-lines.ts';
import type { Shape } from './json-shape.ts';
import { webRow } from './web-json.ts';

const MOST_PAIRS = 128;
const pair = /([A-Za-z_][\w.@-]{0,63})=(?:"((?:[^"\\]|\\.)*)"|([^\s"]*))(?:\s{1,8}|$)/sy;

/** The pairs of a line that is nothing but pairs, at least three; undefined for any other line. */
export function logfmtPairs(line: string): Record<string, string> | undefined {
  if (!/^[A-Za-z_][\w.@-]{0,63}=/.test(line)) return undefined;
  const pairs: Record<string, string> = {};
  let at = 0;
  let count = 0;
  while (at < line.length && count < MOST_PAIRS) {
    pair.lastIndex = at;
    const found = pair.exec(line);
    if (!found) return undefined;
    const [whole, key = '', quoted, plain] = found;
    if (!Object.hasOwn(pairs, key))
      pairs[key] = quoted === undefined ? (plain ?? '') : quoted.replace(/\\(["\\])/g, '$1');
    at += whole.length;
    count += 1;
  }
  return count >= 3 ? pairs : undefined;
}

const timeKeys = ['time', 'ts', 't', 'timestamp', 'date'] as const;

/** `authentication_failed=true`: a field of its own says what the message does not. */
const saysFailed = (pairs: Readonly<Record<string, string>>): boolean =>
  Object.entries(pairs).some(
    ([key, value]) => value === 'true' && /^(?:auth\w{0,12}|log_?in)_fail(?:ed|ure)$/i.test(key),
  );

/** Undefined for a line without a time of its own: pairs alone may be anything. */
export function parseLogfmt(line: string, file: FileContext): Row | undefined {
  // Firewalls send pairs behind syslog's priority, and nothing else of its head.
  const pairs = logfmtPairs(line.replace(/^<\d{1,3}> {0,4}/, ''));
  if (!pairs || !timeKeys.some((key) => key in pairs)) return undefined;
  // Firewalls write the date, the time and their zone apart.
  const { date, time, tz = '' } = pairs;
  const when = `${date} ${time}${/^[+-]\d\d:?\d\d$/.test(tz) ? tz : ''}`;
  if (date && time && parseIsoTime(when, file.local)) pairs['time'] = when;
  const shape = asText(pairs);
  const row = genericRow(shape, file);
  if (row.at === 0) return undefined;
  if (row.action === '' && row.ip !== '' && saysFailed(pairs))
    return event({ ...row, action: 'login-failed', fields: { ...row.fields, about: 'attempt' } });
  // A request (Rails with lograge, a proxy), unless the line says more of it: a login, a refusal.
  const web = row.action === '' ? (webRow(shape, file) ?? webRow(withoutGroup(shape), file)) : undefined;
  return web && web.at !== 0 ? web : row;
}

/** A group that a logger puts its pairs of a request in: `http.method`, `req.path`, `request.remote_addr`, `res.status`. */
const group = /^(?:http|req|request|res|response|client)\.(?:request\.|response\.)?(?=[a-z_]{2,32}$)/;

function withoutGroup(shape: Shape): Shape {
  return Object.fromEntries(Object.entries(shape).flatMap(([key, value]) => [[key.replace(group, ''), value]]));
}

/** The shape's text is ordinary text, the line a byte string. */
function asText(pairs: Readonly<Record<string, string>>): Shape {
  return Object.fromEntries(
    Object.entries(pairs).map(([key, value]) => [key, Buffer.from(value, 'latin1').toString('utf8')]),
  );
}

export const logfmt: Format = {
  id: 'logfmt',
  open: (file) => ({
    read(line) {
      const row = parseLogfmt(line, file);
      if (!row) return undefined;
      file.emit(row);
      return 'logfmt';
    },
  }),
};
