// Compiled rules and the reference matcher over the same generated events, in one engine session.
import { parseAllDocuments } from 'yaml';
import { type Engine, openEngine } from '../../src/logs/engine/engine.ts';
import { tables } from '../../src/logs/engine/schema.ts';
import type { CompiledRule } from '../../src/logs/sigma/compile-rule.ts';
import { mappingOf } from '../../src/logs/sigma/fields.ts';
import { literal } from '../../src/logs/sigma/sql-text.ts';
import { preparedWeb } from '../../src/logs/sigma/web-text.ts';
import { seededRandom } from '../../src/vocabulary/random.ts';
import { eventsFor, type MadeEvent } from './generated-events.ts';
import { referenceMatches } from './reference-matcher.ts';

export type RuleText = { readonly rule: CompiledRule; readonly detection: Readonly<Record<string, unknown>> };
export type Difference = {
  readonly title: string;
  readonly row: number;
  readonly sql: boolean;
  readonly reference: boolean;
  readonly event: string;
};

/** The detection of the `document`-th YAML document, as YAML gives it. */
export function detectionOf(text: string, document: number): Readonly<Record<string, unknown>> {
  const parsed = parseAllDocuments(text);
  const yaml: unknown = Array.isArray(parsed) ? parsed[document]?.toJS() : undefined;
  return (yaml as { detection: Readonly<Record<string, unknown>> }).detection;
}

function webRow(n: number, event: MadeEvent): string {
  const get = (...names: readonly string[]) =>
    names.map((name) => event.get(name)).find((value) => value !== undefined) ?? '';
  const first = get('cs-uri-query', 'c-uri', 'cs-uri', 'request', 'c-uri-query', '');
  const stem = get('cs-uri-stem') || (get('c-uri-extension') ? `/f.${get('c-uri-extension')}` : '');
  const target = stem === '' ? first : `${stem}${first === '' ? '' : `?${first}`}`;
  const [path = '', ...rest] = target.split('?');
  const status = Number(get('sc-status'));
  const texts = [
    get('c-ip', 'src_ip') || '192.0.2.1',
    get('cs-username'),
    get('cs-host', 'r-dns'),
    get('cs-method') || 'GET',
    target,
    path,
    rest.join('?'),
    'HTTP/1.1',
  ];
  return `(0, ${n}, 0, ${texts.map(literal).join(', ')}, ${Number.isInteger(status) && status >= 0 && status < 65_536 ? status : 200}, 10, ${literal(get('cs-referer', 'cs-referrer'))}, ${literal(get('cs-user-agent', 'c-useragent'))})`;
}

const renamed: Readonly<Record<string, string>> = {
  Image: 'exe',
  CommandLine: 'argv',
  CurrentDirectory: 'cwd',
  ParentImage: 'ParentImage',
  TargetFilename: 'name',
  DestinationIp: 'daddr',
  USER: 'as',
};

function eventRow(n: number, event: MadeEvent, rule: CompiledRule): string {
  const { category, product, service } = rule.rule.logSource;
  const action =
    category === 'process_creation'
      ? 'exec'
      : product === 'aws'
        ? 'cloud-call'
        : product === 'akashi' && service !== ''
          ? service
          : category === 'database'
            ? 'db-query'
            : 'exec';
  const program =
    service === 'apache' || service === 'nginx'
      ? service
      : (({ clamav: 'clamd', guacamole: 'guacd', auth: 'su', syslog: 'kernel' } as Record<string, string>)[service] ??
        (service || 'auditd'));
  const fields = [...event].filter(
    ([name]) => name !== '' && !['User', 'user', 'message', 'program', 'host', 'ip'].includes(name),
  );
  if (product === 'aws' && !event.has('eventName')) fields.push(['eventName', 'Other']);
  const map =
    fields.length === 0
      ? 'map()'
      : `map(${fields.map(([name, value]) => `${literal(renamed[name] ?? name)}, ${literal(value)}`).join(', ')})`;
  const message = event.get('message') ?? event.get('') ?? 'nothing of note';
  return `(0, ${n}, 0, ${literal(event.get('host') ?? 'h')}, ${literal(event.get('program') ?? program)}, 0, '', ${literal(event.get('ip') ?? '')}, ${literal(event.get('User') ?? event.get('user') ?? '')}, ${literal(action)}, ${literal(message)}, ${map})`;
}

/** SQL for the texts of a field as an array, and whether the event has it: what the reference matcher is told. */
function fieldSql(rule: CompiledRule, name: string): string {
  const access = mappingOf(rule.rule.logSource).field(name);
  // An empty user agent is a text that rules ask for, not an absent field.
  if (access.is === 'many') return `tuple(${access.column}_all2, true)`;
  if (access.is === 'number') return `tuple([toString(${access.sql})], true)`;
  return access.is === 'text' ? `tuple([${access.sql}], toBool(${access.exists}))` : `tuple(emptyArrayString(), false)`;
}

function fieldNames(detection: Readonly<Record<string, unknown>>): string[] {
  const names = new Set<string>();
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) {
      for (const item of node) typeof item === 'object' && item !== null ? visit(item) : names.add('');
    } else if (typeof node === 'object' && node !== null) {
      for (const [key, value] of Object.entries(node)) {
        const [name = '', ...modifiers] = key.split('|');
        names.add(name);
        if (modifiers.includes('fieldref')) for (const other of [value].flat()) names.add(String(other));
      }
    } else names.add('');
  };
  for (const [name, selection] of Object.entries(detection)) if (name !== 'condition') visit(selection);
  return [...names];
}

async function compareTable(
  engine: Engine,
  table: 'web' | 'event',
  texts: readonly RuleText[],
  perRule: number,
): Promise<{ compared: number; matched: number; differences: Difference[] }> {
  const differences: Difference[] = [];
  let compared = 0;
  let matched = 0;
  const AT_ONCE = 12;
  for (let from = 0; from < texts.length; from += AT_ONCE) {
    const some = texts.slice(from, from + AT_ONCE);
    await engine.command(`truncate table ${table}`);
    const made = some.map(({ rule, detection }) =>
      eventsFor(detection, perRule, seededRandom(1, rule.rule.id + rule.rule.title)),
    );
    for (const [i, events] of made.entries()) {
      const rule = some[i]?.rule;
      if (!rule) continue;
      const rows = events.map((event, j) =>
        table === 'web' ? webRow(i * perRule + j, event) : eventRow(i * perRule + j, event, rule),
      );
      for (let k = 0; k < rows.length; k += 50)
        await engine.command(`insert into ${table} values ${rows.slice(k, k + 50).join(', ')}`);
    }
    for (const [i, { rule, detection }] of some.entries()) {
      const names = fieldNames(detection);
      const scope = mappingOf(rule.rule.logSource).scope;
      const source = table === 'web' ? `(${preparedWeb('1', '1')})` : 'event';
      const rows = await engine.rows<{ n: number; hit: number; scope: number; values: [string[], boolean][] }>(
        `select n, toUInt8(${rule.where}) as hit, toUInt8(${scope}) as scope, [${names.map((name) => fieldSql(rule, name)).join(', ')}] as values from ${source} where n >= ${i * perRule} and n < ${(i + 1) * perRule} order by n`,
      );
      for (const row of rows) {
        const values = new Map(names.map((name, at) => [name, row.values[at]]));
        const reference =
          row.scope === 1 &&
          referenceMatches(detection, (name) => {
            const value = values.get(name);
            return value?.[1]
              ? value[0]
              : value && value[0].length > 0 && name === ''
                ? value[0]
                : value?.[1] === false
                  ? missing(value[0])
                  : undefined;
          });
        compared += 1;
        if (reference) matched += 1;
        if (reference !== (row.hit === 1))
          differences.push({
            title: rule.rule.title,
            row: row.n,
            sql: row.hit === 1,
            reference,
            event: JSON.stringify(Object.fromEntries(values)).slice(0, 300),
          });
      }
      if (rows.length !== perRule) throw new Error(`${rule.rule.title}: ${rows.length} rows of ${perRule}`);
    }
  }
  return { compared, matched, differences };
}

/** An absent field holds nothing, except that an empty text can still be asked for. */
const missing = (texts: readonly string[]): readonly string[] | undefined =>
  texts.some((text) => text === '' || text === '-') ? undefined : texts.length > 0 ? texts : undefined;

export async function compareWithEngine(
  texts: readonly RuleText[],
  perRule: number,
): Promise<{ compared: number; matched: number; differences: Difference[] }> {
  const engine = await openEngine();
  try {
    for (const ddl of Object.values(tables)) await engine.command(ddl);
    const web = await compareTable(
      engine,
      'web',
      texts.filter(({ rule }) => rule.table === 'web'),
      perRule,
    );
    const event = await compareTable(
      engine,
      'event',
      texts.filter(({ rule }) => rule.table === 'event'),
      perRule,
    );
    return {
      compared: web.compared + event.compared,
      matched: web.matched + event.matched,
      differences: [...web.differences, ...event.differences],
    };
  } finally {
    await engine.close();
  }
}
