// Sigma → ClickHouse SQL: an expression over a row that is 1 or 0, and what a row must hold for it to be worth asking.
import { isIP } from 'node:net';
import { type FieldAccess, type Mapping, mappingOf, type TableName } from './fields.ts';
import { agentPart, isAgent, type Needs, type Requirement, requirementsOf } from './needs.ts';
import { toRe2 } from './regex.ts';
import {
  type Comparison,
  type Expression,
  type Piece,
  RuleRefusal,
  type SigmaFilter,
  type SigmaRule,
  type Test,
} from './rule.ts';
import { asciiLower, escapeRegex, hasCasedLetters, literal, literals } from './sql-text.ts';

/** `where`: 1 for the agents with which the rule may hold, over the columns of `preparedAgents`. */
export type AgentNeeds = Needs & { readonly where: string };

export type CompiledRule = {
  readonly rule: SigmaRule;
  readonly table: TableName;
  /** 1 where the rule holds, over the columns of `preparedWeb` or of the event table, log source included. */
  readonly where: string;
  /** Patterns (Vectorscan syntax, without regard to case) of which a row must hold one; undefined: any row may match. */
  readonly needs: readonly string[] | undefined;
  /** The same told more fully, where there is more to tell: a row for which this fails cannot match. */
  readonly requires: Requirement | undefined;
  /** What the user agent must be, and what else a row must hold; undefined where the rule asks nothing of the agent alone. */
  readonly agent: AgentNeeds | undefined;
  /** The rule reads the user agent: as a field, or with everything else a request says. */
  readonly readsAgent: boolean;
  readonly readsMessage: boolean;
  /** Of requests: only those with syntax in them (SYNTAX of web-text.ts) can match. */
  readonly needsSyntax: boolean;
  /** The rule reads nothing but columns of the table as they are: it can be asked of any line before it is decoded. */
  readonly onColumns: boolean;
  /** The rule reads only what `REQUEST` (look-over.ts) names: it holds for all lines that say the same, or for none. */
  readonly onRequest: boolean;
  /** Fields the rule asks for that no format of its log source logs: parts of it can never hold. */
  readonly absentFields: readonly string[];
};

const operators = { lt: '<', lte: '<=', gt: '>', gte: '>=', eq: '=', neq: '!=' } as const satisfies Record<
  Comparison,
  string
>;
const timeFunctions = {
  minute: 'toMinute',
  hour: 'toHour',
  day: 'toDayOfMonth',
  week: 'toISOWeek',
  month: 'toMonth',
  year: 'toYear',
} as const;

/** One value in the ways a test may want it. */
type Value = { readonly low: string; readonly raw: string };

/** Wildcards at both ends, one end or none, round plain text; undefined when the pattern is anything else. */
function simple(
  pieces: readonly Piece[],
): { readonly text: string; readonly open: boolean; readonly close: boolean } | undefined {
  const isMany = (piece: Piece | undefined) => piece !== undefined && 'wild' in piece && piece.wild === 'many';
  const open = isMany(pieces[0]);
  const close = pieces.length > 1 && isMany(pieces.at(-1));
  const middle = pieces.slice(open ? 1 : 0, close ? -1 : undefined);
  const [only] = middle;
  if (middle.length === 0) return { text: '', open, close: open };
  return middle.length === 1 && only && 'text' in only ? { text: only.text, open, close } : undefined;
}

/** The pattern as RE2. `\C` is any byte, so that a wildcard also runs over bytes that are no UTF-8. */
function piecesToRegex(pieces: readonly Piece[], fold: (text: string) => string): string {
  const parts = pieces.map((piece) => {
    if ('text' in piece) return escapeRegex(fold(piece.text));
    if ('oneOf' in piece) return `(?:${piece.oneOf.map(escapeRegex).join('|')})`;
    return piece.wild === 'many' ? '\\C*' : '(?s:.)';
  });
  return `^${parts.join('')}$`;
}

function textSql(pieces: readonly Piece[], cased: boolean, value: Value): string {
  const folding = pieces.some((piece) => 'text' in piece && hasCasedLetters(piece.text));
  if (folding && !cased) return `match(${value.raw}, ${literal(`(?i)${piecesToRegex(pieces, (t) => t)}`)})`;
  const fold = cased ? (text: string) => text : asciiLower;
  const of = cased ? value.raw : value.low;
  const plain = simple(pieces);
  if (!plain) return `match(${of}, ${literal(piecesToRegex(pieces, fold))})`;
  const text = literal(fold(plain.text));
  if (plain.open && plain.close) return plain.text === '' ? '1' : `position(${of}, ${text}) > 0`;
  if (plain.open) return `endsWith(${of}, ${text})`;
  if (plain.close) return `startsWith(${of}, ${text})`;
  return `${of} = ${text}`;
}

function isAnything(pieces: readonly Piece[]): boolean {
  return pieces.length > 0 && pieces.every((piece) => 'wild' in piece && piece.wild === 'many');
}

function cidrSql(network: string, value: string): string {
  const [address = '', bits, ...more] = network.split('/');
  const version = isIP(address);
  const length = bits === undefined ? (version === 4 ? 32 : 128) : /^\d{1,3}$/.test(bits) ? Number(bits) : -1;
  if (version === 0 || more.length > 0 || length < 0 || length > (version === 4 ? 32 : 128)) {
    throw new RuleRefusal(`"${network}" is no network`);
  }
  const valid = version === 4 ? `isIPv4String(${value})` : `isIPv6String(${value})`;
  const none = version === 4 ? '0.0.0.0' : '::';
  return `(${valid} and isIPAddressInRange(if(${valid}, ${value}, ${literal(none)}), ${literal(`${address}/${length}`)}))`;
}

function numberSql(test: { readonly op: Comparison; readonly value: number }, value: string): string {
  return `ifNull(toFloat64OrNull(${value}) ${operators[test.op]} ${test.value}, 0)`;
}

function onValue(test: Test, value: Value): string {
  if (test.is === 'text') return textSql(test.pieces, test.cased, value);
  if (test.is === 'regex') return `match(${value.raw}, ${literal(toRe2(test.source, test.flags))})`;
  if (test.is === 'number') return numberSql(test, value.raw);
  if (test.is === 'cidr') return cidrSql(test.network, value.raw);
  throw new Error(`no SQL for one value of ${test.is}`);
}

function numericColumn(test: Test, column: string): string {
  if (test.is === 'number') return `${column} ${operators[test.op]} ${test.value}`;
  if (test.is === 'text') {
    const plain = simple(test.pieces);
    if (plain && !plain.open && !plain.close && /^-?\d{1,15}$/.test(plain.text))
      return `${column} = ${Number(plain.text)}`;
  }
  return onValue(test, { low: `toString(${column})`, raw: `toString(${column})` });
}

/** All the values of a field, as an array. */
function valuesOf(access: FieldAccess, cased: boolean): string {
  if (access.is === 'many') return `${access.column}_${cased ? 'all2' : 'low'}`;
  const sql = access.is === 'number' ? `toString(${access.sql})` : access.is === 'text' ? access.sql : `''`;
  return access.is === 'absent' ? `emptyArrayString()` : `[${cased ? sql : `lower(${sql})`}]`;
}

function sameAs(test: Extract<Test, { is: 'same-as' }>, mapping: Mapping): string {
  const [left, right] = [test.field, test.other].map((name) => valuesOf(mapping.field(name), test.cased));
  const how = {
    equals: 'a = b',
    startswith: 'startsWith(a, b)',
    endswith: 'endsWith(a, b)',
    contains: 'position(a, b) > 0',
  }[test.how];
  return `arrayExists(a -> arrayExists(b -> b != '' and ${how}, ${right}), ${left})`;
}

function testSql(test: Test, mapping: Mapping): string {
  if (test.is === 'placeholder') throw new RuleRefusal(`no values are given for the placeholder %${test.name}%`);
  if (test.is === 'same-as') return sameAs(test, mapping);
  if (test.is === 'time')
    return `${timeFunctions[test.part]}(${mapping.time(test.field)}) ${operators[test.op]} ${test.value}`;
  const access = mapping.field(test.field);
  if (test.is === 'exists' || test.is === 'null') {
    const exists = {
      absent: () => '0',
      number: () => '1',
      text: () => (access.is === 'text' ? access.exists : '0'),
      many: () => (access.is === 'many' ? `arrayExists(v -> v not in ('', '-'), ${access.column}_low)` : '0'),
    }[access.is]();
    return test.is === 'exists' && test.wanted ? exists : `not (${exists})`;
  }
  if (access.is === 'absent') {
    onValue(test, { low: `''`, raw: `''` }); // a rule that cannot be compiled is refused, whether or not the field is logged
    return '0';
  }
  if (access.is === 'number') return numericColumn(test, access.sql);
  // A lone `*` is any text, but not an absent field.
  if (access.is === 'text' && test.is === 'text' && isAnything(test.pieces)) return access.exists;
  if (access.is === 'text') return onValue(test, { low: `lower(${access.sql})`, raw: access.sql });
  if (test.is === 'text' && !test.cased) {
    const plain = simple(test.pieces);
    // One search over all stages; a text with a line end could be found across the seam of two.
    if (plain?.open && plain.close && plain.text !== '' && !plain.text.includes('\n') && !hasCasedLetters(plain.text)) {
      return `position(${access.column}_text, ${literal(asciiLower(plain.text))}) > 0`;
    }
    if (!test.pieces.some((piece) => 'text' in piece && hasCasedLetters(piece.text))) {
      return `arrayExists(v -> ${textSql(test.pieces, false, { low: 'v', raw: 'v' })}, ${access.column}_low)`;
    }
  }
  return `arrayExists(v -> ${onValue(test, { low: 'lower(v)', raw: 'v' })}, ${access.column}_all2)`;
}

/**
 * `and` and `or` as sums. ClickHouse's own evaluate lazily and copy the columns for each part, which for a rule of a
 * hundred parts takes over 700 MB and minutes (measured); a sum of 0s and 1s is evaluated at once, in place.
 */
const anyOf = (parts: readonly string[]): string =>
  parts.length === 1 ? (parts[0] ?? '0') : `(${parts.map((part) => `(${part})`).join(' + ')} > 0)`;
const allOf = (parts: readonly string[]): string =>
  parts.length === 1 ? (parts[0] ?? '1') : `(${parts.map((part) => `(${part})`).join(' + ')} = ${parts.length})`;

/** ClickHouse searches for at most this many texts at once. */
const MAX_NEEDLES = 255;

/** A text that is looked for anywhere in a field, so that many can be looked for in one pass. */
function needleOf(test: Test, mapping: Mapping): { readonly haystack: string; readonly needle: string } | undefined {
  if (test.is !== 'text' || test.cased) return undefined;
  const plain = simple(test.pieces);
  if (!plain?.open || !plain.close || plain.text === '' || plain.text.includes('\n') || hasCasedLetters(plain.text))
    return undefined;
  const access = mapping.field(test.field);
  if (access.is === 'many') return { haystack: `${access.column}_text`, needle: asciiLower(plain.text) };
  return access.is === 'text' ? { haystack: `lower(${access.sql})`, needle: asciiLower(plain.text) } : undefined;
}

/** Characters of one joined expression: larger ones take RE2 more memory than their parts. */
const JOIN_LENGTH = 2_000;
type RegexTest = Extract<Test, { is: 'regex' }>;

function inJoins(tests: readonly RegexTest[]): [RegexTest, ...RegexTest[]][] {
  const joins: [RegexTest, ...RegexTest[]][] = [];
  let length = 0;
  for (const test of tests) {
    const last = joins.at(-1);
    if (last && length + test.source.length < JOIN_LENGTH) last.push(test);
    else joins.push([test]);
    length = last && length + test.source.length < JOIN_LENGTH ? length + test.source.length : test.source.length;
  }
  return joins;
}

/** Alternatives, those of one field together: one search for many texts, one regular expression for many. */
function anySql(parts: readonly Expression[], mapping: Mapping): string {
  const needles = new Map<string, string[]>();
  const patterns = new Map<string, Extract<Test, { is: 'regex' }>[]>();
  const rest: string[] = [];
  for (const part of parts) {
    const test = 'test' in part ? part.test : undefined;
    const needle = test && needleOf(test, mapping);
    if (needle) needles.set(needle.haystack, [...(needles.get(needle.haystack) ?? []), needle.needle]);
    else if (test?.is === 'regex') {
      toRe2(test.source, test.flags); // refuses what RE2 lacks, before it is joined with others
      const key = `${test.field}|${JSON.stringify(test.flags)}`;
      patterns.set(key, [...(patterns.get(key) ?? []), test]);
    } else rest.push(expressionSql(part, mapping));
  }
  for (const [haystack, all] of needles) {
    for (let i = 0; i < all.length; i += MAX_NEEDLES) {
      const some = all.slice(i, i + MAX_NEEDLES);
      const [only = ''] = some;
      rest.push(
        some.length === 1
          ? `position(${haystack}, ${literal(only)}) > 0`
          : `multiSearchAny(${haystack}, ${literals(some)})`,
      );
    }
  }
  for (const all of patterns.values()) {
    for (const [first, ...more] of inJoins(all)) {
      const source = [first, ...more].map((one) => `(?:${one.source})`).join('|');
      rest.push(testSql(more.length === 0 ? first : { ...first, source }, mapping));
    }
  }
  return anyOf(rest);
}

export function expressionSql(expression: Expression, mapping: Mapping): string {
  if ('test' in expression) return testSql(expression.test, mapping);
  if ('not' in expression) return `not (${expressionSql(expression.not, mapping)})`;
  if ('any' in expression) return anySql(flat(expression.any), mapping);
  return allOf(expression.all.map((part) => expressionSql(part, mapping)));
}

/** Alternatives of alternatives are alternatives. */
function flat(parts: readonly Expression[]): Expression[] {
  return parts.flatMap((part) => ('any' in part ? flat(part.any) : [part]));
}

function fieldsOf(expression: Expression): string[] {
  if ('test' in expression) return [expression.test.field];
  if ('not' in expression) return fieldsOf(expression.not);
  return ('all' in expression ? expression.all : expression.any).flatMap(fieldsOf);
}

const webColumns = new Set(['client', 'user', 'vhost', 'method', 'proto', 'status', 'size']);
const beyondRequest = new Set(['client', 'size']);

/** Whether every field that the expression reads is of a kind. Two fields compared, and times, are of none. */
function readsOnly(expression: Expression, mapping: Mapping, isOfKind: (access: FieldAccess) => boolean): boolean {
  if (mapping.table !== 'web') return false;
  if ('not' in expression) return readsOnly(expression.not, mapping, isOfKind);
  if ('all' in expression) return expression.all.every((part) => readsOnly(part, mapping, isOfKind));
  if ('any' in expression) return expression.any.every((part) => readsOnly(part, mapping, isOfKind));
  const { test } = expression;
  return test.is !== 'same-as' && test.is !== 'time' && isOfKind(mapping.field(test.field));
}

/** Agents are told apart once each, so what a rule asks of them is asked exactly, and of rows only the rest. */
function agentNeeds(expression: Expression, mapping: Mapping): AgentNeeds | undefined {
  const part = mapping.table === 'web' ? agentPart(expression, mapping.field) : undefined;
  if (!part) return undefined;
  const apart = (name: string): FieldAccess => (isAgent(mapping.field(name)) ? { is: 'absent' } : mapping.field(name));
  return { where: expressionSql(part, mapping), ...requirementsOf(expression, apart) };
}

const isColumn = (access: FieldAccess) => access.is === 'absent' || ('sql' in access && webColumns.has(access.sql));
const isOfRequest = (access: FieldAccess) => !('sql' in access && beyondRequest.has(access.sql));

/**
 * @param filters those that apply to this rule: the rule holds where none of them does
 * @param trusted the rule is one of ours, tested against the engine
 * @throws RuleRefusal when the rule asks for what our tables or the engine cannot answer
 */
export function compileRule(rule: SigmaRule, filters: readonly SigmaFilter[], trusted: boolean): CompiledRule {
  const mapping = mappingOf(rule.logSource);
  const expression: Expression =
    filters.length === 0
      ? rule.expression
      : { all: [rule.expression, ...filters.map((filter) => ({ not: filter.expression }))] };
  const where = expressionSql(expression, mapping);
  const access = fieldsOf(expression).map((name) => mapping.field(name));
  const absent = [...new Set(fieldsOf(expression))].filter((name) => mapping.field(name).is === 'absent');
  return {
    rule,
    table: mapping.table,
    where: mapping.scope === '1' ? where : allOf([mapping.scope, where]),
    ...requirementsOf(expression, mapping.field),
    agent: agentNeeds(expression, mapping),
    readsAgent: access.some(isAgent),
    readsMessage: access.some((one) => one.is === 'many' && one.column === 'message'),
    needsSyntax: trusted && mapping.table === 'web' && rule.akashi?.needsSyntax === true,
    onColumns: readsOnly(expression, mapping, isColumn),
    onRequest: readsOnly(expression, mapping, isOfRequest),
    absentFields: absent.sort(),
  };
}
