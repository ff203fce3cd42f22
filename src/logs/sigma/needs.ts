// What a row must hold for a rule to be worth asking of it, told from the rule's words: texts, and which of them together.
import type { FieldAccess } from './fields.ts';
import { requiredLists, requiredTexts } from './regex.ts';
import type { Expression, Test } from './rule.ts';
import { escapeRegex, hasCasedLetters } from './sql-text.ts';

/** Patterns of which one is held, or requirements of which any or all are met. */
export type Requirement =
  | { readonly held: readonly string[] }
  | { readonly any: readonly Requirement[] }
  | { readonly all: readonly Requirement[] };

/** As a list of patterns of which one is held, and more fully. Undefined: any row may match. */
export type Needs = { readonly needs: readonly string[] | undefined; readonly requires: Requirement | undefined };

export type FieldOf = (name: string) => FieldAccess;

export function requirementsOf(expression: Expression, field: FieldOf): Needs {
  return { needs: neededBy(expression, field), requires: requiredBy(expression, field) };
}

export const isAgent = (access: FieldAccess): boolean => access.is === 'many' && access.column === 'agent';

/**
 * What an expression asks of the user agent alone; undefined where it asks nothing that must hold.
 * Law: for every row for which the expression holds, its part holds.
 */
export function agentPart(expression: Expression, field: FieldOf): Expression | undefined {
  if ('not' in expression) return undefined;
  if ('test' in expression) {
    const { test } = expression;
    const alone = test.is !== 'same-as' && test.is !== 'time' && test.is !== 'placeholder';
    return alone && isAgent(field(test.field)) ? expression : undefined;
  }
  if ('any' in expression) {
    const any = expression.any.map((part) => agentPart(part, field));
    return any.every((part) => part !== undefined) ? { any } : undefined;
  }
  const all = expression.all.flatMap((part) => agentPart(part, field) ?? []);
  return all.length === 0 ? undefined : { all };
}

/** What text a test cannot hold without, as a pattern for a search without regard to case. */
function neededByTest(test: Test, access: FieldAccess): readonly string[] | undefined {
  if (access.is === 'number' || access.is === 'absent') return undefined;
  if (access.is === 'text' && access.apart) return undefined;
  if (test.is === 'text') {
    const [first] = test.pieces;
    const before = access.is === 'text' && first && 'text' in first ? (access.behind ?? '') : '';
    const texts = test.pieces.flatMap((piece) =>
      'text' in piece ? [(piece === first ? before : '') + piece.text] : [],
    );
    const best = texts.reduce((a, b) => (b.length > a.length ? b : a), '');
    return best.length >= 3 && !hasCasedLetters(best) ? [escapeRegex(best)] : undefined;
  }
  if (test.is !== 'regex') return undefined;
  // Only plain text is asked of Vectorscan: what it makes of whole expressions is not what RE2 makes of them.
  return requiredTexts(test.source)?.map(escapeRegex);
}

const weight = (needs: readonly string[]) => Math.min(...needs.map((need) => need.length)) - needs.length / 50;

function neededBy(expression: Expression, field: FieldOf): readonly string[] | undefined {
  if ('test' in expression) return neededByTest(expression.test, field(expression.test.field));
  if ('not' in expression) return undefined;
  if ('any' in expression) {
    const parts = expression.any.map((part) => neededBy(part, field));
    return parts.every((part) => part !== undefined) ? [...new Set(parts.flat())] : undefined;
  }
  const parts = expression.all.flatMap((part) => {
    const needs = neededBy(part, field);
    return needs && needs.length > 0 ? [needs] : [];
  });
  return parts.length === 0 ? undefined : parts.reduce((a, b) => (weight(b) > weight(a) ? b : a));
}

/** What a row must hold, with every part of the expression that says something of it. */
function requiredBy(expression: Expression, field: FieldOf): Requirement | undefined {
  if ('not' in expression) return undefined;
  if ('test' in expression) {
    const { test } = expression;
    const held = neededByTest(test, field(test.field));
    const lists = held && test.is === 'regex' ? requiredLists(test.source) : undefined;
    if (!lists) return held && { held };
    const patterns = (texts: readonly string[]) => ({ held: texts.map(escapeRegex) });
    return { any: lists.map((all) => ({ all: all.map(patterns) })) };
  }
  if ('any' in expression) {
    const any = expression.any.map((part) => requiredBy(part, field));
    return any.every((part) => part !== undefined) ? { any } : undefined;
  }
  const all = expression.all.flatMap((part) => requiredBy(part, field) ?? []);
  return all.length === 0 ? undefined : { all };
}
