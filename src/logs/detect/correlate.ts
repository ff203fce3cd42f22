// Sigma correlations: counts, values and orders of events that rules hold for, in windows of time, per group.
import { grouped } from '../../vocabulary/grouped.ts';
import type { LogStore, Place } from '../port.ts';
import { mappingOf } from '../sigma/fields.ts';
import type { CompiledCorrelation, CompiledRules } from '../sigma/load-rules.ts';
import { type Hit, matchRules } from '../sigma/match-rules.ts';
import type { Comparison, SigmaCorrelation } from '../sigma/rule.ts';

/** One event of a rule, or one match of a correlation, as a correlation above it sees it. */
export type Occurrence = Place & {
  /** Milliseconds UTC. */
  readonly at: number;
  /** Which member of the correlation it belongs to, from 0. */
  readonly member: number;
  readonly group: string;
  readonly value: string;
};

export type CorrelationMatch = {
  readonly group: string;
  readonly at: number;
  readonly places: readonly Place[];
  readonly count: number;
};

const compare: Readonly<Record<Comparison, (a: number, b: number) => boolean>> = {
  lt: (a, b) => a < b,
  lte: (a, b) => a <= b,
  gt: (a, b) => a > b,
  gte: (a, b) => a >= b,
  eq: (a, b) => a === b,
  neq: (a, b) => a !== b,
};

/** Members that occur one after the other, each not before the last. */
function inOrder(window: readonly Occurrence[], members: number): boolean {
  let wanted = 0;
  for (const { member } of window) if (member === wanted) wanted += 1;
  return wanted >= members;
}

function percentileOf(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1))] ?? Number.NaN;
}

function measureOf({ type, percentile }: SigmaCorrelation, window: readonly Occurrence[]): number {
  if (type === 'event_count') return window.length;
  if (type === 'value_count') return new Set(window.map(({ value }) => value)).size;
  if (type === 'temporal' || type === 'temporal_ordered') return new Set(window.map(({ member }) => member)).size;
  const numbers = window.map(({ value }) => Number(value)).filter((number) => Number.isFinite(number));
  if (numbers.length === 0) return Number.NaN;
  const sum = numbers.reduce((a, b) => a + b, 0);
  return type === 'value_sum' ? sum : type === 'value_avg' ? sum / numbers.length : percentileOf(numbers, percentile);
}

/**
 * Windows of the timespan, one ending at each event, in which the condition holds; of windows that overlap only the first
 * is given, so that one burst is one match.
 */
export function correlate(correlation: SigmaCorrelation, occurrences: readonly Occurrence[]): CorrelationMatch[] {
  const groups = grouped(occurrences, ({ group }) => group);
  const width = correlation.timespanSeconds * 1_000;
  const matches: CorrelationMatch[] = [];
  for (const [group, list] of [...groups].sort(([a], [b]) => (a < b ? -1 : 1))) {
    list.sort((a, b) => a.at - b.at || a.f - b.f || a.n - b.n);
    let from = 0;
    let quietUntil = Number.NEGATIVE_INFINITY;
    for (const [to, last] of list.entries()) {
      while (last.at - (list[from]?.at ?? last.at) > width) from += 1;
      if (last.at <= quietUntil) continue;
      const window = list.slice(from, to + 1);
      const measure = measureOf(correlation, window);
      const holds =
        correlation.conditions.every(({ op, value }) => compare[op](measure, value)) &&
        (correlation.type !== 'temporal_ordered' || inOrder(window, correlation.rules.length));
      if (!holds) continue;
      quietUntil = last.at + width;
      matches.push({
        group,
        at: last.at,
        count: window.length,
        places: window.slice(-20).map(({ f, n }) => ({ f, n })),
      });
    }
  }
  return matches;
}

type Row = Hit<{ readonly at: number; readonly group: string; readonly value: string }>;

/** SQL for a field of a rule's events as text; an alias first. */
function fieldText(rules: CompiledRules, index: number, { aliases }: SigmaCorrelation, name: string): string {
  const rule = rules.rules[index]?.rule;
  if (!rule) return `''`;
  const actual = aliases[name]?.[rule.name] ?? aliases[name]?.[rule.id] ?? name;
  const access = mappingOf(rule.logSource).field(actual);
  if (access.is === 'many') return `${access.column}_all2[1]`;
  return access.is === 'absent' ? `''` : `toString(${access.sql})`;
}

async function occurrencesOf(
  store: LogStore,
  rules: CompiledRules,
  one: CompiledCorrelation,
  done: readonly (readonly CorrelationMatch[])[],
): Promise<Occurrence[]> {
  const all: Occurrence[] = [];
  const { correlation } = one;
  for (const [member, { kind, index }] of one.members.entries()) {
    if (kind === 'correlation') {
      // A match of a correlation is one event at its last event's time, in its group.
      for (const { group, at, places } of done[index] ?? [])
        all.push({ f: places.at(-1)?.f ?? 0, n: places.at(-1)?.n ?? 0, at, member, group, value: '' });
      continue;
    }
    const rule = rules.rules[index];
    if (!rule) continue;
    const text = (names: readonly string[]) =>
      `concat('', ${names.length === 0 ? `''` : names.map((name) => fieldText(rules, index, correlation, name)).join(`, '\\x1f', `)})`;
    const columns = `toUnixTimestamp64Milli(toDateTime64(ts, 3)) as at, ${text(correlation.groupBy)} as group, ${text(correlation.fields)} as value`;
    await matchRules<Row>(store, [rule], rule.table, columns, (hits) => {
      for (const { f, n, at, group, value } of hits) if (at > 0) all.push({ f, n, at, group, value, member });
    });
  }
  return all;
}

export type CorrelationFinding = CorrelationMatch & { readonly correlation: SigmaCorrelation };

/** Every match of every correlation that is to be told by itself. */
export async function runCorrelations(store: LogStore, rules: CompiledRules): Promise<CorrelationFinding[]> {
  const done: CorrelationMatch[][] = [];
  const inner = new Set(
    rules.correlations.flatMap(({ members }) =>
      members.flatMap(({ kind, index }) => (kind === 'correlation' ? [index] : [])),
    ),
  );
  for (const one of rules.correlations)
    done.push(correlate(one.correlation, await occurrencesOf(store, rules, one, done)));
  return rules.correlations.flatMap(({ correlation }, i) =>
    inner.has(i) && !correlation.generate ? [] : (done[i] ?? []).map((match) => ({ ...match, correlation })),
  );
}
