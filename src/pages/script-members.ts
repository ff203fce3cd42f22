// Properties of values.
import type { AnyNode } from 'acorn';
import type { Machine } from './script-machine.ts';
import { callMethod } from './script-methods.ts';
import { isGetter, isRecord, native, type Scope, unknown, type Value } from './script-value.ts';

/** A property of a value. */
export function memberOf(machine: Machine, owner: Value, key: Value): Value {
  if (Array.isArray(owner)) return key === 'length' ? owner.length : typeof key === 'number' ? owner[key] : unknown;
  if (typeof owner === 'string')
    return key === 'length' ? owner.length : typeof key === 'number' ? owner[key] : unknown;
  if (isRecord(owner) && (typeof key === 'string' || typeof key === 'number')) {
    const name = String(key);
    if (owner.fields.has('#global')) {
      return native((args) => callMethod(machine.call, owner, name, args, 0));
    }
    const value = owner.fields.get(name);
    return isGetter(value) ? machine.call(value.getter, [], 0, owner) : value;
  }
  return unknown;
}

/** The name or number of a property that is asked for. */
export function keyOf(
  machine: Machine,
  node: AnyNode & { type: 'MemberExpression' },
  scope: Scope,
  depth: number,
): Value {
  return node.computed
    ? machine.evaluate(node.property, scope, depth)
    : node.property.type === 'Identifier'
      ? node.property.name
      : node.property.type === 'PrivateIdentifier'
        ? `##${node.property.name}`
        : unknown;
}
