// Functions and classes of a script: their parameters, calls and instances.
import type { Pattern } from 'acorn';
import type { Machine } from './script-machine.ts';
import {
  type ClassValue,
  type Closure,
  isClosure,
  isNative,
  isRecord,
  type RecordValue,
  type Scope,
  unknown,
  type Value,
} from './script-value.ts';

/** Gives the names of a pattern their values. */
export function bind(machine: Machine, pattern: Pattern, value: Value, scope: Scope, depth: number): void {
  if (pattern.type === 'Identifier') scope.names.set(pattern.name, value);
  else if (pattern.type === 'AssignmentPattern') {
    const given = value === undefined || value === unknown ? machine.evaluate(pattern.right, scope, depth + 1) : value;
    bind(machine, pattern.left, given, scope, depth + 1);
  } else if (pattern.type === 'ArrayPattern') {
    pattern.elements.forEach((element, i) => {
      if (element?.type === 'RestElement')
        bind(machine, element.argument, Array.isArray(value) ? value.slice(i) : unknown, scope, depth + 1);
      else if (element) bind(machine, element, Array.isArray(value) ? value[i] : unknown, scope, depth + 1);
    });
  } else if (pattern.type === 'ObjectPattern') {
    for (const property of pattern.properties) {
      if (property.type !== 'Property' || property.key.type !== 'Identifier') continue;
      bind(
        machine,
        property.value,
        isRecord(value) ? machine.member(value, property.key.name) : unknown,
        scope,
        depth + 1,
      );
    }
  }
}

/** Calls a function of the script or of the runtime. */
export function callFunction(
  machine: Machine,
  target: Value,
  args: readonly Value[],
  depth: number,
  self: Value = unknown,
): Value {
  if (isNative(target)) return target.native(args);
  if (!isClosure(target)) return unknown;
  machine.called.add(target.closure);
  const scope: Scope = { names: new Map(), outer: target.scope };
  if (target.closure.type !== 'ArrowFunctionExpression') scope.names.set('this', self);
  target.closure.params.forEach((param, i) => {
    if (param.type === 'RestElement') bind(machine, param.argument, args.slice(i), scope, depth);
    else bind(machine, param, args.length > i ? args[i] : unknown, scope, depth);
  });
  const { body } = target.closure;
  if (body.type !== 'BlockStatement') return machine.evaluate(body, scope, depth + 1);
  const flow = machine.run(body, scope, depth + 1);
  return flow?.kind === 'return' ? flow.value : undefined;
}

/** An instance of a class of the script: its fields and methods, after its constructor. */
export function construct(
  machine: Machine,
  { made: body, scope }: ClassValue,
  args: readonly Value[],
  depth: number,
): RecordValue {
  const self: RecordValue = { fields: new Map() };
  const inside: Scope = { names: new Map<string, Value>([['this', self]]), outer: scope };
  let first: Closure | undefined;
  for (const element of body.body.body) {
    if (element.type !== 'MethodDefinition' && element.type !== 'PropertyDefinition') continue;
    if (element.static || element.computed) continue;
    const name =
      element.key.type === 'Identifier'
        ? element.key.name
        : element.key.type === 'PrivateIdentifier'
          ? `##${element.key.name}`
          : undefined;
    if (name === undefined) continue;
    if (element.type === 'PropertyDefinition')
      self.fields.set(name, element.value ? machine.evaluate(element.value, inside, depth + 1) : undefined);
    else {
      const closure: Closure = { closure: element.value, scope: inside };
      if (element.kind === 'constructor') first = closure;
      else if (element.kind === 'get') self.fields.set(name, { getter: closure });
      else self.fields.set(name, closure);
      if (element.kind !== 'constructor') machine.written.push({ closure, self });
    }
  }
  if (first) machine.call(first, args, depth + 1, self);
  return self;
}
