// Sigma conditions: `selection and not 1 of filter_*`. Precedence: not, and, or.
import { type Expression, RuleRefusal } from './rule.ts';

const MAX_TOKENS = 2_000;
const MAX_DEPTH = 64;

type Selections = ReadonlyMap<string, Expression>;

function tokens(condition: string): string[] {
  if (condition.includes('|')) {
    throw new RuleRefusal('aggregation in a condition ("|") is obsolete: use a correlation rule');
  }
  const found = condition.match(/[()]|[^\s()]+/g) ?? [];
  if (found.length === 0) throw new RuleRefusal('empty condition');
  if (found.length > MAX_TOKENS) throw new RuleRefusal(`condition has over ${MAX_TOKENS} words`);
  return found;
}

/** The selections that `them` or a pattern such as `filter_*` names. Names that begin with `_` are not part of `them`. */
function named(pattern: string, selections: Selections): Expression[] {
  const all = [...selections];
  if (pattern === 'them') return all.filter(([name]) => !name.startsWith('_')).map(([, expression]) => expression);
  const parts = pattern.split('*');
  const fits = (name: string): boolean => {
    const [first = '', ...rest] = parts;
    if (rest.length === 0) return name === first;
    if (!name.startsWith(first)) return false;
    let at = first.length;
    const last = rest.pop() ?? '';
    for (const part of rest) {
      const next = name.indexOf(part, at);
      if (next < 0) return false;
      at = next + part.length;
    }
    return name.length - last.length >= at && name.endsWith(last);
  };
  return all.filter(([name]) => fits(name)).map(([, expression]) => expression);
}

/**
 * The condition over its selections.
 *
 * @throws RuleRefusal when it does not follow the grammar or names a selection that is not there
 */
export function parseCondition(condition: string, selections: Selections): Expression {
  const words = tokens(condition);
  let at = 0;
  const peek = () => words[at]?.toLowerCase();

  function either(depth: number): Expression {
    const parts = [both(depth)];
    while (peek() === 'or') {
      at += 1;
      parts.push(both(depth));
    }
    const [only] = parts;
    return parts.length === 1 && only ? only : { any: parts };
  }

  function both(depth: number): Expression {
    const parts = [unary(depth)];
    while (peek() === 'and') {
      at += 1;
      parts.push(unary(depth));
    }
    const [only] = parts;
    return parts.length === 1 && only ? only : { all: parts };
  }

  function unary(depth: number): Expression {
    if (depth > MAX_DEPTH) throw new RuleRefusal(`condition is nested over ${MAX_DEPTH} deep`);
    const word = words[at];
    if (word === undefined) throw new RuleRefusal('condition ends too early');
    at += 1;
    const lower = word.toLowerCase();
    if (lower === 'not') return { not: unary(depth + 1) };
    if (word === '(') {
      const inside = either(depth + 1);
      if (words[at] !== ')') throw new RuleRefusal('condition lacks a ")"');
      at += 1;
      return inside;
    }
    if (peek() === 'of' && (lower === '1' || lower === 'any' || lower === 'all')) {
      const pattern = words[at + 1];
      at += 2;
      if (pattern === undefined) throw new RuleRefusal(`condition ends after "${word} of"`);
      const parts = named(pattern, selections);
      if (parts.length === 0) throw new RuleRefusal(`no selection fits "${pattern}"`);
      return lower === 'all' ? { all: parts } : { any: parts };
    }
    if (/^\d+$/.test(lower) && peek() === 'of') throw new RuleRefusal(`"${word} of" is not in the specification`);
    const selection = selections.get(word);
    if (!selection) throw new RuleRefusal(`condition names "${word}", which is not a selection`);
    return selection;
  }

  const expression = either(0);
  if (at < words.length) throw new RuleRefusal(`condition goes on after its end at "${words[at]}"`);
  return expression;
}
