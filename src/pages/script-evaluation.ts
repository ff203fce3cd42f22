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

/** What goes wrong inside a script that is evaluated: it ends there, as it would in a browser. */
const isOfScript = (error: unknown) =>
  error instanceof Stop || error instanceof TypeError || error instanceof RangeError;

/** One script being evaluated: what it named, what strings it made, and how much of it is left to do. */
class Evaluation {
  readonly #found = new Map<string, ScriptString>();
  readonly #top: Scope = { names: new Map(), outer: undefined };
  readonly #machine: Machine;
  #steps = 0;
  #madeLength = 0;
  #nested = 0;

  constructor() {
    const machine: Machine = {
      step: (depth) => {
        this.#steps += 1;
        if (this.#steps > MOST_STEPS || depth > MOST_DEPTH) throw new Stop();
      },
      charge: (more) => {
        this.#steps += more;
      },
      made: (value, node) => this.#made(value, node),
      evaluate: (node, scope, depth) => evaluateExpression(machine, node, scope, depth),
      run: (node, scope, depth) => runStatement(machine, node, scope, depth),
      call: (target, args, depth, self = unknown) => callFunction(machine, target, args, depth, self),
      member: (owner, key) => memberOf(machine, owner, key),
      lookUp: (scope, name) => {
        for (let at: Scope | undefined = scope; at; at = at.outer) if (at.names.has(name)) return at.names.get(name);
        return globalValue(name, (code) => this.#runText(code));
      },
      within: undefined,
      written: [],
      called: new Set(),
    };
    this.#machine = machine;
  }

  get found(): readonly ScriptString[] {
    return [...this.#found.values()];
  }

  /** Functions first, as they may be called before they are written. */
  run(program: readonly AnyNode[]): void {
    for (const statement of program) {
      if (statement.type === 'FunctionDeclaration') this.#machine.run(statement, this.#top, 0);
    }
    for (const statement of program) {
      this.#untilItFails(() => this.#machine.run(statement, this.#top, 0));
      if (this.#steps > MOST_STEPS) return;
    }
  }

  /** Functions that nothing calls are called by the page, on a click or when it is shown. */
  callUncalled(): void {
    const machine = this.#machine;
    const named = [...this.#top.names.values()]
      .filter(isClosure)
      .map((closure) => ({ closure, self: unknown }) as const);
    const last = Math.min(MOST_STEPS, this.#steps + MOST_UNCALLED_STEPS);
    // A call may write further functions.
    for (let i = 0; i < named.length + machine.written.length && this.#steps <= last; i += 1) {
      const one = named[i] ?? machine.written[i - named.length];
      if (!one || (i >= named.length && machine.called.has(one.closure.closure))) continue;
      this.#untilItFails(() => machine.made(machine.call(one.closure, [], 0, one.self), one.closure.closure));
    }
  }

  #untilItFails(work: () => void): void {
    try {
      work();
    } catch (error) {
      if (!isOfScript(error)) throw error;
    }
  }

  /** Notes a string that may hold an address, and gives the value back. */
  #made(value: Value, node: Node): Value {
    if (Array.isArray(value)) this.#machine.charge(value.length >> 4);
    if (typeof value !== 'string') return value;
    expectLength(value.length);
    this.#machine.charge(value.length >> 10);
    if (!/[@&]/.test(value) || value.length < 5 || this.#found.has(value)) return value;
    const at = this.#machine.within ?? node;
    this.#madeLength += value.length;
    if (this.#madeLength > MOST_MADE) throw new Stop();
    this.#found.set(value, { text: value, from: at.start, to: at.end });
    return value;
  }

  /** Text handed to `eval` and the like. */
  #runText(code: string): void {
    if (this.#nested >= 4 || code.length > MOST_LENGTH) return;
    this.#nested += 1;
    try {
      const program = parse(code, { ecmaVersion: 'latest', allowReturnOutsideFunction: true });
      for (const statement of program.body) this.#machine.run(statement, this.#top, 0);
    } catch (error) {
      if (error instanceof Stop) throw error;
      // Not a script: what an unknown call would have done with it is not known either.
    } finally {
      this.#nested -= 1;
    }
  }
}

/** Every string with an @ that the script makes, and where; strings that only stand in it as they are, are left out. */
export function scriptStrings(source: string): readonly ScriptString[] {
  const program = source.length > MOST_SCRIPT ? undefined : syntaxTree(source);
  if (!program) return [];
  const evaluation = new Evaluation();
  evaluation.run(program);
  evaluation.callUncalled();
  return evaluation.found;
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
