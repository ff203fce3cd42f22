// What a line must hold for a rule to be worth trying on it: texts, and which of them together.
import type { CompiledRule } from './compile-rule.ts';
import type { Needs, Requirement } from './needs.ts';
import { asciiLower } from './sql-text.ts';

export type Numbered = {
  readonly index: number;
  readonly rule: CompiledRule;
  /** The user agents with which the rule may hold; undefined where they are not known one by one. */
  readonly agents?: readonly string[];
};

/** What else a row must hold where its agents are known, and all that it must hold where they are not. */
export const textsOf = ({ rule, agents }: Numbered): Needs => (agents ? (rule.agent ?? rule) : rule);

/** Whether a text that the rule needs may stand in the user agent. */
export const textInAgent = ({ rule, agents }: Numbered): boolean => rule.readsMessage || (!agents && rule.readsAgent);

/** What a rule needs, as patterns for the search. */
export const needsOf = (numbered: Numbered): readonly string[] => (textsOf(numbered).needs ?? []).map(asciiLower);

/** Every pattern that tells something of whether a rule may hold. */
export function patternsOf(numbered: Numbered): readonly string[] {
  const { needs, requires } = textsOf(numbered);
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

/** Rules that need texts, all of which occur; for a rule whose agents are known these must occur too. */
export function liveOf(rules: readonly Numbered[], found: ReadonlySet<string>): Numbered[] {
  return rules.filter((numbered) => {
    const { needs, requires } = textsOf(numbered);
    if (numbered.rule.needsSyntax || needs === undefined || numbered.agents?.length === 0) return false;
    return mayBeMet(requires ?? { held: needs }, found) && needsOf(numbered).some((need) => found.has(need));
  });
}

/** Rules of which nothing is known but the agents with which they hold. */
export const byAgentAlone = (rules: readonly Numbered[]): Numbered[] =>
  rules.filter((numbered) => (numbered.agents?.length ?? 0) > 0 && textsOf(numbered).needs === undefined);

/** Rules that say nothing of which rows they may hold for. */
export const without = (rules: readonly Numbered[]): Numbered[] =>
  rules.filter(({ rule, agents }) => !rule.needsSyntax && !rule.needs && agents === undefined);
