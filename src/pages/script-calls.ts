// Calls, as they are written.
import type { AnyNode, CallExpression, NewExpression } from 'acorn';
import { construct } from './script-functions.ts';
import { expectItems, type Machine } from './script-machine.ts';
import { keyOf } from './script-members.ts';
import { callMethod } from './script-methods.ts';
import { isClass, isClosure, type RecordValue, type Scope, text, unknown, type Value } from './script-value.ts';

/** The value of a call, of a method, a function or a class. */
export function valueOfCall(
  machine: Machine,
  node: CallExpression | NewExpression,
  scope: Scope,
  depth: number,
): Value {
  const next = (child: AnyNode) => machine.evaluate(child, scope, depth + 1);
  const args: Value[] = [];
  for (const argument of node.arguments) {
    if (argument.type === 'SpreadElement') {
      const spread = next(argument.argument);
      if (Array.isArray(spread) || typeof spread === 'string') expectItems(args.length + spread.length);
      if (Array.isArray(spread)) args.push(...spread);
      else if (typeof spread === 'string') args.push(...spread);
      else args.push(unknown);
    } else args.push(next(argument));
  }
  if (node.callee.type === 'Super') return unknown;
  const outermost = machine.within;
  machine.within ??= node;
  try {
    if (node.callee.type === 'MemberExpression' && node.callee.object.type !== 'Super') {
      const owner = next(node.callee.object);
      const key = keyOf(machine, node.callee, scope, depth + 1);
      const name = text(key);
      if (owner !== unknown && name !== undefined)
        return machine.made(callMethod(machine.call, owner, name, args, depth + 1), node);
      // window.atob is atob.
      if (
        node.callee.object.type === 'Identifier' &&
        /^(?:window|self|globalThis)$/.test(node.callee.object.name) &&
        name !== undefined
      ) {
        return machine.made(machine.call(machine.lookUp(scope, name), args, depth + 1), node);
      }
    } else {
      const target = next(node.callee);
      if (node.type === 'NewExpression' && isClass(target)) return construct(machine, target, args, depth + 1);
      if (node.type === 'NewExpression' && isClosure(target)) {
        const self: RecordValue = { fields: new Map() };
        machine.call(target, args, depth + 1, self);
        return self;
      }
      if (target !== unknown) return machine.made(machine.call(target, args, depth + 1), node);
    }
    // An unknown function may call what it is given: an event listener, a timer.
    for (const argument of args) if (isClosure(argument)) machine.call(argument, [], depth + 1);
    return unknown;
  } finally {
    machine.within = outermost;
  }
}
