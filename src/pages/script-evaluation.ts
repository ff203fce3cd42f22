// What strings a script puts together, found by evaluating it over constants: nothing of it is run.
//
// A small interpreter over the syntax tree: strings, numbers, lists, records and functions written in the script itself. The page,
// the network, the clock and chance do not exist in it; whatever comes from there is unknown, and stays so. Steps,
// depth and string lengths are bounded.
import { type AnyNode, type Node, parse } from 'acorn';
import { evaluateExpression } from './script-expressions.ts';
import { callFunction } from './script-functions.ts';
import { globalValue } from './script-globals.ts';
import { expectLength, type Machine, MOST_DEPTH, MOST_LENGTH, Stop } from './script-machine.ts';
import { memberOf } from './script-members.ts';
import { runStatement } from './script-statements.ts';
import { isClosure, type Scope, unknown, type Value } from './script-value.ts';

export type ScriptString = { readonly text: string; readonly from: number; readonly to: number };

const MOST_STEPS = 60_000;
/** Of them, for functions that only the page would call. */
const MOST_UNCALLED_STEPS = 10_000;
const MOST_SCRIPT = 1_000_000;
/** Characters of all strings that one script makes. */
const MOST_MADE = 4_000_000;

/** Every string with an @ that the script makes, and where; strings that only stand in it as they are, are left out. */
export function scriptStrings(source: string): readonly ScriptString[] {
  if (source.length > MOST_SCRIPT) return [];
  const found = new Map<string, ScriptString>();
  const top: Scope = { names: new Map(), outer: undefined };
  let steps = 0;
  let madeLength = 0;

  const made = (value: Value, node: Node): Value => {
    if (typeof value === 'string') {
      expectLength(value.length);
      machine.charge(value.length >> 10);
      if (/[@&]/.test(value) && value.length >= 5) {
        const at = machine.within ?? node;
        if (!found.has(value)) madeLength += value.length;
        if (madeLength > MOST_MADE) throw new Stop();
        if (!found.has(value)) found.set(value, { text: value, from: at.start, to: at.end });
      }
    } else if (Array.isArray(value)) machine.charge(value.length >> 4);
    return value;
  };

  let nested = 0;
  function runText(code: string): void {
    if (nested >= 4 || code.length > MOST_LENGTH) return;
    nested += 1;
    try {
      const program = parse(code, { ecmaVersion: 'latest', allowReturnOutsideFunction: true });
      for (const statement of program.body) machine.run(statement, top, 0);
    } catch (error) {
      if (error instanceof Stop) throw error;
      // Not a script: what an unknown call would have done with it is not known either.
    } finally {
      nested -= 1;
    }
  }

  const machine: Machine = {
    step(depth) {
      steps += 1;
      if (steps > MOST_STEPS || depth > MOST_DEPTH) throw new Stop();
    },
    charge(more) {
      steps += more;
    },
    made,
    evaluate: (node, scope, depth) => evaluateExpression(machine, node, scope, depth),
    run: (node, scope, depth) => runStatement(machine, node, scope, depth),
    call: (target, args, depth, self = unknown) => callFunction(machine, target, args, depth, self),
    member: (owner, key) => memberOf(machine, owner, key),
    lookUp(scope, name) {
      for (let at = scope; at; at = at.outer) if (at.names.has(name)) return at.names.get(name);
      return globalValue(name, runText);
    },
    within: undefined,
    written: [],
    called: new Set(),
  };

  const program = syntaxTree(source);
  if (!program) return [];
  for (const statement of program) {
    if (statement.type === 'FunctionDeclaration') machine.run(statement, top, 0);
  }
  for (const statement of program) {
    try {
      machine.run(statement, top, 0);
    } catch (error) {
      if (!(error instanceof Stop) && !(error instanceof TypeError) && !(error instanceof RangeError)) throw error;
      if (steps > MOST_STEPS) break;
    }
  }
  // Functions that nothing calls are called by the page, on a click or when it is shown.
  const uncalled = [...top.names.values()].filter(isClosure).map((closure) => ({ closure, self: unknown }) as const);
  const last = Math.min(MOST_STEPS, steps + MOST_UNCALLED_STEPS);
  for (let i = 0; i < uncalled.length + machine.written.length && steps <= last; i += 1) {
    const one = uncalled[i] ?? machine.written[i - uncalled.length];
    if (!one || (i >= uncalled.length && machine.called.has(one.closure.closure))) continue;
    try {
      machine.made(machine.call(one.closure, [], 0, one.self), one.closure.closure);
    } catch (error) {
      if (!(error instanceof Stop) && !(error instanceof TypeError) && !(error instanceof RangeError)) throw error;
    }
  }
  return [...found.values()];
}

function syntaxTree(source: string): readonly AnyNode[] | undefined {
  for (const sourceType of ['script', 'module'] as const) {
    try {
      return parse(source, { ecmaVersion: 'latest', sourceType, allowReturnOutsideFunction: true, allowHashBang: true })
        .body;
    } catch (error) {
      // Not a script of this kind; a template or JSON has none.
      if (!(error instanceof SyntaxError)) return undefined;
    }
  }
  return undefined;
}
