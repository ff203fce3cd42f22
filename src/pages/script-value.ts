// What a name, a list or a call in a script may stand for while it is evaluated.
import type { Class, Function as FunctionNode } from 'acorn';

export const unknown = Symbol('unknown');
export type Closure = { readonly closure: FunctionNode; readonly scope: Scope };
/** A property that is worked out when it is asked for. */
export type Getter = { readonly getter: Closure };
export type ClassValue = { readonly made: Class; readonly scope: Scope };
export type Native = { readonly native: (args: readonly Value[]) => Value };
export type RecordValue = { readonly fields: Map<string, Value> };
export type Value =
  | string
  | number
  | boolean
  | null
  | undefined
  | typeof unknown
  | Value[]
  | RecordValue
  | Closure
  | Native
  | Getter
  | ClassValue;
export type Scope = { readonly names: Map<string, Value>; readonly outer: Scope | undefined };

export const isClosure = (value: Value): value is Closure =>
  typeof value === 'object' && value !== null && 'closure' in value;
export const isNative = (value: Value): value is Native =>
  typeof value === 'object' && value !== null && 'native' in value;
export const isGetter = (value: Value): value is Getter =>
  typeof value === 'object' && value !== null && 'getter' in value;
export const isClass = (value: Value): value is ClassValue =>
  typeof value === 'object' && value !== null && 'made' in value;
export const isRecord = (value: Value): value is RecordValue =>
  typeof value === 'object' && value !== null && 'fields' in value;

/** Of a list, no more than any text may hold. */
function joined(list: readonly (string | number)[]): string | undefined {
  const length = list.reduce<number>((sum, item) => sum + String(item).length + 1, 0);
  return length > 100_000 ? undefined : list.join(',');
}

/** As a script would join it to a string; undefined for what has no text of its own. */
export const text = (value: Value): string | undefined =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : Array.isArray(value) &&
        value.every((item): item is string | number => typeof item === 'string' || typeof item === 'number')
      ? joined(value)
      : undefined;

export const native = (call: (args: readonly Value[]) => Value): Native => ({ native: call });

export function numberOr(value: Value | undefined, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise;
}

/** Sets a name where it was declared, else for the whole script. */
export function assign(scope: Scope, name: string, value: Value): void {
  for (let at: Scope | undefined = scope; at; at = at.outer) {
    if (at.names.has(name) || !at.outer) {
      at.names.set(name, value);
      return;
    }
  }
}
