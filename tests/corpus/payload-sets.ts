// Payload sets → lines as a server would log them, one client for each payload.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';

export type PayloadCase = {
  readonly set: string;
  readonly class: string;
  readonly attack: boolean;
  readonly payload: string;
  /** Request line without protocol, user agent and referer as the server writes them. */
  readonly request: string;
  readonly agent: string;
  readonly referer: string;
};

const BROWSER = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0';

/** RFC 4180, whole text. */
export function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  for (let i = 0; i < text.length; i += 1) {
    const c = text.charAt(i);
    if (quoted) {
      if (c !== '"') cell += c;
      else if (text.charAt(i + 1) === '"') {
        cell += '"';
        i += 1;
      } else quoted = false;
    } else if (c === '"') quoted = true;
    else if (c === ',') {
      row.push(cell);
      cell = '';
    } else if (c === '\n') {
      row.push(cell.replace(/\r$/, ''));
      rows.push(row);
      row = [];
      cell = '';
    } else cell += c;
  }
  if (cell !== '' || row.length > 0) rows.push([...row, cell]);
  return rows;
}

/** What Apache writes of bytes that would break its line: quotes, backslashes, control characters, bytes over 0x7E. */
export function asLogged(text: string): string {
  return [...Buffer.from(text, 'utf8')]
    .map((byte) => {
      if (byte === 0x22) return '\\"';
      if (byte === 0x5c) return '\\\\';
      if (byte < 0x20 || byte > 0x7e) return `\\x${byte.toString(16).padStart(2, '0')}`;
      return String.fromCharCode(byte);
    })
    .join('');
}

/** A query value as a browser sends it. */
const encoded = (value: string) => encodeURIComponent(value.replace(/[\ud800-\udfff]/gu, '?'));

const inQuery = (set: string, kind: string, attack: boolean, payload: string, value: string): PayloadCase => ({
  ...{ set, class: kind, attack, payload, agent: BROWSER, referer: '-' },
  request: `GET /index.php?id=${asLogged(value)}`,
});

function httpParams(root: string): PayloadCase[] {
  return readdirSync(root)
    .filter((name) => name.startsWith('httpparams-'))
    .flatMap((name) =>
      parseCsv(readFileSync(join(root, name), 'utf8'))
        .slice(1)
        .flatMap(([payload = '', , kind = '', label = '']) =>
          label === ''
            ? []
            : [inQuery('httpparams', label === 'norm' ? 'norm' : kind, label !== 'norm', payload, encoded(payload))],
        ),
    );
}

function libinjection(root: string): PayloadCase[] {
  return readdirSync(root).flatMap((name) => {
    const kind = /^libinjection-(sqli|xss|false_positives)/.exec(name)?.[1];
    if (!kind) return [];
    const lines = readFileSync(join(root, name), 'utf8')
      .split('\n')
      .map((line) => line.replace(/\r$/, ''));
    return lines
      .filter((line) => line.trim() !== '' && !line.startsWith('#'))
      .map((line) =>
        kind === 'false_positives'
          ? inQuery('libinjection', 'odd-but-harmless', false, line, encoded(line))
          : // Already as sent, except spaces, which would end the request.
            inQuery('libinjection', kind, true, line, line.replace(/ /g, '+').replace(/#/g, '%23')),
      );
  });
}

type WafCase = { payload?: unknown; encoder?: unknown; placeholder?: unknown; type?: unknown };
/** The sets hold escapes that YAML does not know: read past them. */
function readYaml(path: string): unknown {
  const documents = parseAllDocuments(readFileSync(path, 'utf8'));
  return (
    (Array.isArray(documents) ? documents : [])
      .map((document): unknown => document.toJS())
      .find((value) => value !== null) ?? {}
  );
}
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

function gotestwaf(root: string): PayloadCase[] {
  return readdirSync(root).flatMap((name) => {
    if (!name.startsWith('gotestwaf-')) return [];
    const yaml = readYaml(join(root, name)) as WafCase;
    const places = list(yaml.placeholder).map((place) =>
      typeof place === 'string' ? place : Object.keys(place as object)[0],
    );
    return list(yaml.payload).flatMap((given) =>
      list(yaml.encoder).flatMap((encoder) => {
        const text = String(given);
        const value =
          encoder === 'URL'
            ? encoded(text)
            : encoder === 'Base64Flat' || encoder === 'Base64'
              ? // Flat: without padding.
                Buffer.from(text)
                  .toString('base64')
                  .replace(encoder === 'Base64' ? '' : /=+$/, '')
              : encoder === 'Plain'
                ? text.replace(/ /g, '%20')
                : undefined;
        if (value === undefined) return [];
        const kind = name.replace(/^gotestwaf-|\.yml$/g, '');
        const base = { set: 'gotestwaf', class: kind, attack: true, payload: text, agent: BROWSER, referer: '-' };
        return [
          ...(places.includes('URLParam') ? [{ ...base, request: `GET /search?q=${asLogged(value)}` }] : []),
          ...(places.includes('URLPath') ? [{ ...base, request: `GET /${asLogged(value)}` }] : []),
        ];
      }),
    );
  });
}

type CrsTest = {
  stages?: {
    input?: { uri?: string; method?: string; headers?: Record<string, string>; data?: unknown };
    output?: { log?: { expect_ids?: number[]; no_expect_ids?: number[] } };
  }[];
};

/** Attack categories of the rule set whose inputs an access log can show. */
const crsKinds: Readonly<Record<string, string>> = {
  '930': 'traversal',
  '931': 'rfi',
  '932': 'cmdi',
  '933': 'php',
  '934': 'generic',
  '941': 'xss',
  '942': 'sqli',
  '944': 'java',
  '913': 'scanner',
};

function crsRegression(root: string): PayloadCase[] {
  return readdirSync(root).flatMap((name) => {
    if (!name.endsWith('.yaml')) return [];
    const yaml = readYaml(join(root, name)) as { rule_id?: number; tests?: CrsTest[] };
    const kind = crsKinds[String(yaml.rule_id).slice(0, 3)];
    if (!kind) return [];
    return (yaml.tests ?? []).flatMap(({ stages }) => {
      const [stage] = stages ?? [];
      const { input, output } = stage ?? {};
      const expected = output?.log?.expect_ids?.includes(yaml.rule_id ?? 0);
      const uri = input?.uri ?? '/';
      const headers = Object.fromEntries(
        Object.entries(input?.headers ?? {}).map(([key, value]) => [key.toLowerCase(), String(value)]),
      );
      const agent = headers['user-agent'] ?? '-';
      const referer = headers['referer'] ?? '-';
      // Only tests whose attack stands in what is logged: something in the query, or in agent or referer.
      const shown = /[?&][^=&]*=.|\.\.|%/.test(uri) && input?.data === undefined;
      const inHeader =
        (kind === 'scanner' || !/CRS/i.test(agent)) &&
        headers['user-agent'] !== undefined &&
        input?.data === undefined &&
        !shown &&
        headers['cookie'] === undefined;
      if (!expected || !(shown || inHeader) || / /.test(uri)) return [];
      return [
        {
          set: 'crs',
          class: kind,
          attack: true,
          payload: `${name} ${uri} ${agent}`,
          agent: asLogged(agent),
          referer: asLogged(referer),
          request: `${input?.method ?? 'GET'} ${asLogged(uri)}`,
        },
      ];
    });
  });
}

export function payloadCases(root: string): PayloadCase[] {
  const payloads = join(root, 'logs', 'payloads');
  return [
    ...httpParams(payloads),
    ...libinjection(payloads),
    ...gotestwaf(payloads),
    ...crsRegression(join(root, 'logs', 'crs-regression')),
  ];
}

/** The client of the i-th case: one each, so that what was found of it can be told. */
export const clientOf = (i: number): string => `10.${(i >> 16) & 255}.${(i >> 8) & 255}.${i & 255}`;

export function combinedLine({ request, agent, referer }: PayloadCase, i: number): string {
  const second = new Date(Date.UTC(2026, 0, 5) + i * 1_000);
  const time = `${String(second.getUTCDate()).padStart(2, '0')}/Jan/2026:${second.toISOString().slice(11, 19)} +0000`;
  return `${clientOf(i)} - - [${time}] "${request} HTTP/1.1" 404 512 "${referer}" "${agent}"`;
}

/** Wilson's interval at 95 %. */
export function wilson(passed: number, of: number): { readonly low: number; readonly high: number } {
  if (of === 0) return { low: 0, high: 1 };
  const z = 1.96;
  const p = passed / of;
  const centre = (p + (z * z) / (2 * of)) / (1 + (z * z) / of);
  const half = (z / (1 + (z * z) / of)) * Math.sqrt((p * (1 - p)) / of + (z * z) / (4 * of * of));
  return { low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}
