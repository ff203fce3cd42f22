// What a request says once its disguises are taken off, as SQL over the web table. Every stage is kept beside the raw
// text, because a rule may name the disguise itself: a test holds when it holds for one of them.
//
//   raw      as logged, quotes and escapes of the log format undone by the ingest
//   once     percent-decoded once; in the query "+" is a space
//   deep     \xHH \uXXXX %uXXXX, overlong UTF-8, percent (twice more), HTML entities, full-width forms, log4j look-ups,
//            SQL comments as spaces, runs of white space as one, `/./` as `/`
//   inside   what Base64 values decode to, when that is text (one pass)
import { literal } from './sql-text.ts';

const all = (value: string, pattern: string, by: string) =>
  `replaceRegexpAll(${value}, ${literal(pattern)}, ${literal(by)})`;

/**
 * Six bytes of text in Base64: of three characters of ASCII that can be shown, or end a line, the first three signs can only
 * be some (Base64 cuts their bits 6-6-6-6, and the highest of each byte is 0). One in some 200 chance values passes.
 */
const TEXT_IN_BASE64 = '(?:[CDI-Za-f][AC-HQS-Xgi-nwyz0-3][ABEFIJMNQRUVYZcdghklopstwx014589][A-Za-z0-9+/_-]){2}';
/** What may stand before a value. */
const BEFORE = '(?:[=:,/ ?&]|^)';

/**
 * Texts in which decoding can change anything; everything else skips it. A bare `&` joins parameters and a bare `%` or `$` is
 * itself.
 */
const CHANGES = `%(?:[0-9a-fA-F]{2}|u)|\\\\|&(?:#|[a-zA-Z]{2,8};)|\\$\\{|[\\x80-\\xff]|/\\*|/\\./|\\s\\s|${BEFORE}${TEXT_IN_BASE64}`;
/** A plus is a space in a query, and itself in a user agent. */
const DISGUISED = literal(`${CHANGES}|\\+`);
const DISGUISED_AGENT = literal(CHANGES);

/**
 * Rows that a pattern may match, by Vectorscan: several times faster than RE2 over a whole table. It reads UTF-8, where
 * bytes from 0x80 up are characters beyond 0x7f; a text that is no UTF-8 is always kept.
 */
export const quick = (column: string, pattern: string) =>
  `(multiMatchAny(${column}, [${pattern.replace('[\\\\x80-\\\\xff]', '[^\\\\x00-\\\\x7f]')}]) or not isValidUTF8(${column}))`;

/** A `%XX` for every way to write a character by its number that is not one. */
function unifyEscapes(value: string): string {
  let sql = all(value, '(?i)(?:%|\\\\)u00([0-9a-f]{2})', '%\\1');
  // `%%32%65` is `%2e` to Apache 2.4.49; the engine takes the first sign for the beginning of an escape and skips the second.
  sql = all(sql, '%(%[0-9a-fA-F]{2})', '%25\\1');
  sql = all(sql, '(?i)\\\\x([0-9a-f]{2})', '%\\1');
  // A no-break space as one byte is white space to MySQL; behind a byte from 0x80 up it is a part of a character in UTF-8.
  sql = all(sql, '(?i)(%[0-7][0-9a-f]|[^%0-9a-f]|[^%][^%][^%])(?:%a0)+', '\\1%20');
  // Full-width forms U+FF01–FF5E, as UTF-8: FF00–FF3F is EF BC 80–BF, FF40–FF7F is EF BD 80–BF.
  for (const [high, digit] of [
    ['0', '8'],
    ['1', '9'],
    ['2', 'a'],
    ['3', 'b'],
  ] as const) {
    sql = all(sql, `(?i)(?:%|\\\\)uff${high}([0-9a-f])`, `%ef%bc%${digit}\\1`);
  }
  for (const [high, digit] of [
    ['4', '8'],
    ['5', '9'],
  ] as const) {
    sql = all(sql, `(?i)(?:%|\\\\)uff${high}([0-9a-f])`, `%ef%bd%${digit}\\1`);
  }
  return sql;
}

/** `/`, `.` and `\` written in more bytes than UTF-8 allows, as old servers accepted them. */
function undoOverlong(value: string): string {
  let sql = all(value, '(?i)%c0%af|%e0%80%af|%c0%2f|%25c0%25af', '/');
  sql = all(sql, '(?i)%c0%ae|%e0%80%ae|%c0%2e|%25c0%25ae', '.');
  return all(sql, '(?i)%c1%9c|%c0%9c|%c1%8s', '\\\\');
}

const LOOKUP_PLAIN = "\\$\\{(?:lower|upper):'?([^{}]{0,40}?)'?\\}";
const LOOKUP_DEFAULT = '\\$\\{[^{}]{0,80}?:-([^{}]{0,40})\\}';

/** `${${lower:j}ndi:…}` → `${jndi:…}`: look-ups from the inside out, three deep. */
function undoLookups(value: string): string {
  let sql = value;
  for (let round = 0; round < 3; round += 1) sql = all(all(sql, `(?i)${LOOKUP_PLAIN}`, '\\1'), LOOKUP_DEFAULT, '\\1');
  return sql;
}

/** What Base64 values decode to, when that is text, as values: behind a `=`. A plus that became a space is a plus again. */
const insideBase64 = (value: string) =>
  `arrayStringConcat(arrayMap(t -> concat('=', t), arrayFilter(t -> length(t) < 8192 and match(t, '^[\\\\x09\\\\x0a\\\\x0d\\\\x20-\\\\x7e]+$'), arrayMap(b -> tryBase64Decode(concat(replaceAll(replaceAll(replaceAll(b, '-', '+'), '_', '/'), ' ', '+'), substring('===', 1, modulo(4 - modulo(length(b), 4), 4)))), arraySlice(extractAll(${value}, ${literal(`${BEFORE}(${TEXT_IN_BASE64}[A-Za-z0-9+/_ -]*)(?:[=&,;? ]|$)`)}), 1, 4)))), ' ')`;

/** Names of columns in layers of sub-queries, so that no expression is written twice. */
export type Layer = readonly { readonly name: string; readonly sql: string }[];

/** A column whose disguises are taken off; in agents a plus is itself. */
type Disguised = { readonly from: string; readonly to: string; readonly plusIsSpace: boolean };

/**
 * Layers that take the disguises off columns; the last holds `<to>_all` of each, an array of every different stage.
 *
 * No function stands inside an `if`: ClickHouse evaluates those lazily, and in a chain as long as this one again and
 * again (measured: over 3 GB and minutes for 24,000 rows). Rows without disguise go through as empty texts instead. All columns
 * go through one chain, side by side in an array: planning a statement builds each expression several times, and took a
 * second with a chain for each.
 */
export function unmask(columns: readonly Disguised[]): readonly Layer[] {
  const each = (sql: (column: Disguised) => string) => columns.map((column) => sql(column));
  const own = (name: string, sql: (column: Disguised, place: number) => string) =>
    columns.map((column, i) => ({ name: `${column.to}_${name}`, sql: sql(column, i + 1) }));
  const step = (name: string, sql: string, given = 'v') => [
    { name: `m_${name}`, sql: `arrayMap(v -> ${sql}, m_${given})` },
  ];
  const spaced = ({ to, plusIsSpace }: Disguised) =>
    plusIsSpace
      ? `concat(substring(${to}_x, 1, position(${to}_x, '?')), replaceAll(substring(${to}_x, position(${to}_x, '?') + 1), '+', ' '))`
      : `${to}_x`;
  return [
    own('on', ({ from, plusIsSpace }) => `match(${from}, ${plusIsSpace ? DISGUISED : DISGUISED_AGENT})`),
    own('x', ({ from, to }) => `if(${to}_on, ${from}, '')`),
    [{ name: 'm_0', sql: `[${each(spaced).join(', ')}]` }],
    [...step('1', 'decodeURLComponent(v)', '0'), ...step('2', undoOverlong(unifyEscapes('v')), '0')],
    step('3', undoOverlong(unifyEscapes('decodeURLComponent(v)')), '2'),
    step('4', 'decodeHTMLComponent(decodeURLComponent(decodeURLComponent(v)))', '3'),
    // Full-width forms and circled digits. The function fails on bytes that are no UTF-8.
    step('w', `match(v, '[\\\\x{2460}-\\\\x{24EA}\\\\x{FF01}-\\\\x{FF5E}]') and isValidUTF8(v)`, '4'),
    [
      { name: 'm_wide', sql: `arrayMap((v, w) -> if(w, v, ''), m_4, m_w)` },
      { name: 'm_narrow', sql: `arrayMap((v, w) -> if(w, '', v), m_4, m_w)` },
    ],
    [{ name: 'm_5', sql: `arrayMap((v, w) -> concat(v, normalizeUTF8NFKC(w)), m_narrow, m_wide)` }],
    step('l', `position(v, '\${') > 0`, '5'),
    [
      { name: 'm_lookup', sql: `arrayMap((v, l) -> if(l, v, ''), m_5, m_l)` },
      { name: 'm_rest', sql: `arrayMap((v, l) -> if(l, '', v), m_5, m_l)` },
    ],
    [{ name: 'm_6', sql: `arrayMap((v, l) -> concat(v, ${undoLookups('l')}), m_rest, m_lookup)` }],
    [
      ...step('7', all(all(all('v', '/(?:\\./)+', '/'), '/\\*!?[0-9]{0,6}|\\*/', ' '), '[\\s\\x{a0}]+', ' '), '6'),
      ...step('8', insideBase64('v'), '4'),
    ],
    ['1', '7', '8'].flatMap((stage) => own(stage, (_, i) => `m_${stage}[${i}]`)),
    own(
      'all',
      ({ from, to }) => `arrayDistinct(arrayConcat([${from}], arrayFilter(v -> v != '', [${to}_1, ${to}_7, ${to}_8])))`,
    ),
  ];
}

/** `select` statements in each other, each layer seeing the names of the one inside. */
export function nest(source: string, layers: readonly Layer[]): string {
  return layers.reduce(
    (inside, layer) => `select *, ${layer.map(({ name, sql }) => `${sql} as ${name}`).join(', ')} from (${inside})`,
    source,
  );
}

/** Layers side by side: the first of each list together, then the second of each. */
function beside(...lists: readonly (readonly Layer[])[]): Layer[] {
  const depth = Math.max(...lists.map((list) => list.length));
  return Array.from({ length: depth }, (_, i) => lists.flatMap((list) => list[i] ?? []));
}

/** Columns of the request that rules read, from the columns of the web table. */
const WEB_COLUMNS =
  'f, n, ts, client, user, vhost, method, target, path, query as query_raw, proto, status, size, referer as referer_raw, agent as agent_raw';

function finish(name: string, values: string): Layer[] {
  return [
    [{ name: `${name}_all2`, sql: values }],
    [{ name: `${name}_low`, sql: `arrayMap(v -> lower(v), ${name}_all2)` }],
    [{ name: `${name}_text`, sql: `arrayStringConcat(${name}_low, '\\n')` }],
  ];
}

/** '-' stands for an empty field in most access logs: a rule that asks for either finds both. */
const dashed = (column: string) => `if(${column} in ('', '-'), ['', '-'], ${column.replace(/_raw$/, '_m_all')})`;

/** The same columns for rows without disguise, whose every stage is what was logged: nothing is decoded. */
function rawWeb(page: string): string {
  const stages = [
    ['target', 'target_m'],
    ['agent', 'agent_m'],
    ['referer', 'referer_m'],
  ].map(([from, to]) => `toBool(0) as ${to}_on, [${from}] as ${to}_all, '' as ${to}_1, '' as ${to}_7, '' as ${to}_8`);
  return `select ${WEB_COLUMNS}, ${stages.join(', ')} from web where ${page}`;
}

/**
 * More lines than there are. ClickHouse moves conditions into the sub-queries they stand over and joins them with those there,
 * which for expressions of this size takes it a second a statement; it moves none past a limit.
 */
export const APART = 'limit 1000000000000000';

/** Rows of the web table with each stage of target, agent and referer beside them. @param page condition over f and n */
export function decodedWeb(page: string): string {
  const stages = unmask([
    { from: 'target', to: 'target_m', plusIsSpace: true },
    { from: 'agent_raw', to: 'agent_m', plusIsSpace: false },
    { from: 'referer_raw', to: 'referer_m', plusIsSpace: true },
  ]);
  return `${nest(`select ${WEB_COLUMNS} from web where ${page}`, stages)} ${APART}`;
}

/** Every user agent without disguise, once, with the columns that `preparedWeb` gives of it. */
export function preparedAgents(): string {
  const agents = `select toString(agent) as agent, agent as agent_raw, [agent] as agent_m_all from (select distinct agent from web ${APART}) where not ${disguisedAgent}`;
  return nest(agents, finish('agent', dashed('agent_raw')));
}

/**
 * Rows of the web table with every field that rules ask for: `<name>_all2` (as written), `<name>_low` (lower case) and
 * `<name>_text` (the same joined by line ends), for stem, query, uri, referer, agent and message.
 *
 * @param page condition over f and n
 * @param found condition over the columns of `decodedWeb`
 * @param stages 'raw' only for rows without disguise (`undisguised`): the same answer for a tenth of the work
 */
export function preparedWeb(page: string, found: string, stages: 'decoded' | 'raw' = 'decoded'): string {
  const layers: Layer[] = [
    [
      { name: 'stem_values', sql: `arrayDistinct(arrayMap(v -> splitByChar('?', v)[1], target_m_all))` },
      {
        name: 'query_values',
        sql: `arrayDistinct(arrayConcat([query_raw], arrayMap(v -> if(position(v, '?') > 0, substring(v, position(v, '?') + 1), ''), target_m_all), target_m_all))`,
      },
      {
        name: 'uri_values',
        sql: `if(vhost in ('', '-'), target_m_all, arrayConcat(target_m_all, [concat('http://', vhost, target), concat('https://', vhost, target)]))`,
      },
      { name: 'extension', sql: `lower(extract(path, '\\\\.([A-Za-z0-9]{1,10})$'))` },
    ],
    ...beside(
      finish('request', 'target_m_all'),
      finish('stem', 'arrayDistinct(arrayConcat(stem_values, [path]))'),
      finish('query', 'query_values'),
      finish('uri', 'uri_values'),
      finish('agent', dashed('agent_raw')),
      finish('referer', dashed('referer_raw')),
      finish(
        'message',
        `arrayConcat(arrayMap(v -> concat(method, ' ', v, ' ', proto, ' ', toString(status)), target_m_all), agent_m_all, referer_m_all, [user, vhost])`,
      ),
    ),
  ];
  return nest(`select * from (${stages === 'raw' ? rawWeb(page) : decodedWeb(page)}) where ${found} ${APART}`, layers);
}

/** Vectorscan reads UTF-8; bytes that are none would go unsearched. */
export function validText(sql: string): string {
  return `if(isValidUTF8(${sql}), ${sql}, toValidUTF8(${sql}))`;
}

/** What an attack needs and most requests lack: brackets, quotes, spaces, separators of commands and folders. */
const SYNTAX = literal(
  '(?i)[ \\t\\x0b\'"`<>;(){}|$\\\\^~*]|--|#|@@|\\.\\.[/\\\\;.]|[?&=/]aaaaaaaa|\\[\\$|://|:[a-z]*;|__|etc/|web-inf|\\.ini|0x2e|::|=/|/proc/|\\.internal|localhost|\\.ssh/|\\.docker/|\\.aws/|\\.kube/|constructor|process[.\\[]|console\\.|module\\.|js_function|wwwroot|ip6-l|localtest\\.me|lvh\\.me|\\.svc\\.cluster|\\[[/\\\\]php|inetpub|global\\.as|eval|!=|=!|:[\\d.]*:?=|=~|pg_catalog|_schema|unionselect|classloader|&&|__type|prototype|%(?:c0|c1|u|%|25|0[0ad]|e5%98)',
);

/** Requests with syntax in some stage of decoding, over the columns of `decodedWeb`. */
export const hasSyntax = `match(concat(target, '\\n', target_m_1, '\\n', target_m_7, '\\n', target_m_8), ${SYNTAX})`;

/**
 * Conditions over the web table itself that leave out, before anything is decoded, rows of which no stage can hold what is
 * looked for: for most logs nearly all. Law: they hold for every row for which the condition after decoding holds.
 */
export const mayHaveSyntax = `(${quick('target', DISGUISED)} or ${quick('target', SYNTAX)})`;
export const disguisedAgent = quick('agent', DISGUISED_AGENT);
const anyDisguise = `(${quick('target', DISGUISED)} or ${disguisedAgent} or ${quick('toLowCardinality(referer)', DISGUISED)})`;
export const undisguised = `not ${anyDisguise}`;
export const disguisedRows = anyDisguise;

/** Requests without disguise that have syntax in them: their only stage is what was logged. */
export const rawSyntax = quick('target', SYNTAX);

/**
 * Which of many texts occur, by their numbers from 1: texts without regard to case, as patterns in lower case. Vectorscan takes
 * plain lower-case texts in at once; told to ignore case itself, it takes seconds to begin with a thousand of them.
 */
const indices = (sql: string, patterns: string) => `multiMatchAllIndices(${validText(`lower(${sql})`)}, ${patterns})`;

/** The two letters beyond ASCII that expressions without regard to case take for ASCII ones. */
const plainLetters = (sql: string) => `replaceAll(replaceAll(${sql}, '\u017f', 's'), '\u212a', 'k')`;

/** The search over any text of which nothing is known. */
export const searchText = (sql: string, patterns: string): string => indices(plainLetters(sql), patterns);

/**
 * The search of `searchWeb` over what a request without disguise says, but for its user agent; of others the answer means
 * nothing. What repeats is searched as a dictionary, once for each different text of a block. The request line stands
 * whole, because a rule may ask for more than one of its words; target and referrer are valid wherever nothing is disguised.
 */
export function searchRequest(patterns: string): string {
  const search = (sql: string) => `multiMatchAllIndices(lower(${sql}), ${patterns})`;
  const valid = (column: string) => `toValidUTF8(${column})`;
  const line = `concat(${valid('method')}, ' ', target, ' ', ${valid('proto')})`;
  const hosted = ['http', 'https'].map((scheme) => `'${scheme}://', ${valid('vhost')}, target`).join(", '\\n', ");
  const parts = [line, 'toLowCardinality(referer)', valid('user'), valid('vhost')].map(search);
  return `arrayConcat(${parts.join(', ')}, if(vhost in ('', '-'), emptyArrayUInt64(), ${search(`concat(${hosted})`)}))`;
}

export const searchAgent = (patterns: string): string => searchText('agent', patterns);

export const mayHold = (patterns: string): string =>
  `(${anyDisguise} or notEmpty(${searchRequest(patterns)}) or notEmpty(${searchAgent(patterns)}))`;

/**
 * The search over everything a request says, in every stage of decoding, over the columns of `decodedWeb`. The user agent
 * is searched apart: the table keeps it as a dictionary, so that each different one is searched once.
 */
export function searchWeb(patterns: string): string {
  const stages = `if(target_m_on, arrayStringConcat(target_m_all, '\n'), target)`;
  const referer = `if(referer_raw in ('', '-'), '', if(referer_m_on, arrayStringConcat(referer_m_all, '\n'), referer_raw))`;
  const hosted = `if(vhost in ('', '-'), '', concat('\\nhttp://', vhost, target, '\\nhttps://', vhost, target))`;
  const text = `concat(method, ' ', ${stages}, ' ', proto, '\n', vhost, '\n', ${referer}, ${hosted})`;
  const agent = `if(agent_m_on, arrayStringConcat(agent_m_all, '\n'), agent_raw)`;
  return `arrayConcat(${[text, agent, 'user'].map((sql) => searchText(sql, patterns)).join(', ')})`;
}
