// What a line must hold for a rule to be worth trying on it: texts, and which of them together.
import type { CompiledRule, Requirement } from './compile-rule.ts';
import { asciiLower } from './sql-text.ts';

export type Numbered = { readonly index: number; readonly rule: CompiledRule };

/** What a rule needs, as patterns for the search. */
export const needsOf = ({ needs }: CompiledRule): readonly string[] => (needs ?? []).map(asciiLower);

/** Every pattern that tells something of whether a rule may hold. */
export function patternsOf({ needs, requires }: CompiledRule): readonly string[] {
  const all = new Set((needs ?? []).map(asciiLower));
  const add = (required: Requirement): void => {
    if ('held' in required) for (const pattern of required.held) all.add(asciiLower(pattern));
    else for (const part of 'any' in required ? required.any : required.all) add(part);
  };
  if (requires) add(requires);
  return [...all];
}

/** Whether a rule may hold for lines that hold these patterns between them. */
function mayBeMet(required: Requirement, found: ReadonlySet<string>): boolean {
  if ('held' in required) return required.held.some((pattern) => found.has(asciiLower(pattern)));
  return 'any' in required
    ? required.any.some((part) => mayBeMet(part, found))
    : required.all.every((part) => mayBeMet(part, found));
}

/** The same for one line, as SQL. @param hold numbers of the patterns that the line holds @param numbers of each pattern */
export function metSql(required: Requirement, hold: string, numbers: ReadonlyMap<string, number>): string {
  if ('held' in required) {
    const some = required.held.flatMap((pattern) => numbers.get(asciiLower(pattern)) ?? []);
    return some.length === 0 ? '0' : `hasAny(${hold}, [${some.join(', ')}])`;
  }
  const isAny = 'any' in required;
  const each = [...new Set((isAny ? required.any : required.all).map((part) => metSql(part, hold, numbers)))];
  if (!isAny) return each.includes('0') ? '0' : `(${each.join(' * ')})`;
  const telling = each.filter((part) => part !== '0');
  return telling.length === 0 ? '0' : `(${telling.join(' + ')} > 0)`;
}

/** Rules that need texts, all of which occur. */
export const liveOf = (rules: readonly Numbered[], found: ReadonlySet<string>): Numbered[] =>
  rules.filter(
    ({ rule }) =>
      !rule.needsSyntax &&
      rule.needs !== undefined &&
      mayBeMet(rule.requires ?? { held: rule.needs }, found) &&
      needsOf(rule).some((need) => found.has(need)),
  );
