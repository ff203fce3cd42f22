// What the parts of the interpreter ask of one another. Nothing of it is a browser: see script-evaluation.ts.
import type { AnyNode, Function as FunctionNode, Node } from 'acorn';
import type { Closure, Scope, Value } from './script-value.ts';

export const MOST_DEPTH = 40;
export const MOST_LENGTH = 100_000;
/** Items of one list. */
const MOST_ITEMS = 20_000;

/** Out of steps or depth, or a value too large: the statement at hand is given up. */
export class Stop extends Error {}

/** Gives up where a list would grow too long, before it does. */
export function expectItems(count: number): void {
  if (count > MOST_ITEMS) throw new Stop();
}

/** Gives up where a text would grow too long, before it does. */
export function expectLength(length: number): void {
  if (length > MOST_LENGTH) throw new Stop();
}

/** How a statement ended, when it was not by its end. */
export type Flow =
  | { readonly kind: 'return'; readonly value: Value }
  | { readonly kind: 'break' | 'continue' }
  | undefined;

export type Machine = {
  /** Counts a step. @throws Stop beyond what is allowed */
  step(depth: number): void;
  /** Counts steps that nothing else would count: a loop without a test, long lists and texts. */
  charge(steps: number): void;
  /** Notes a string that the script made, and hands the value on. */
  made(value: Value, node: Node): Value;
  evaluate(node: AnyNode, scope: Scope, depth: number): Value;
  run(node: AnyNode, scope: Scope, depth: number): Flow;
  call(target: Value, args: readonly Value[], depth: number, self?: Value): Value;
  member(owner: Value, key: Value): Value;
  lookUp(scope: Scope | undefined, name: string): Value;
  /** The call that is being worked out, at whose place what it makes is shown. */
  within: Node | undefined;
  /** Functions in the order in which they were made, and those of them that the script called. */
  readonly written: { readonly closure: Closure; readonly self: Value }[];
  readonly called: Set<FunctionNode>;
};
