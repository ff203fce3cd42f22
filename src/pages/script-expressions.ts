// The value of each kind of expression.
import type {
  AnyNode,
  ArrayExpression,
  AssignmentExpression,
  ConditionalExpression,
  Literal,
  LogicalExpression,
  ObjectExpression,
  TaggedTemplateExpression,
  TemplateLiteral,
  UnaryExpression,
  UpdateExpression,
} from 'acorn';
import { valueOfCall } from './script-calls.ts';
import { expectItems, type Machine } from './script-machine.ts';
import { keyOf } from './script-members.ts';
import { binary } from './script-operators.ts';
import {
  assign,
  type Closure,
  isClosure,
  isRecord,
  type RecordValue,
  type Scope,
  text,
  unknown,
  type Value,
} from './script-value.ts';

/** A template with its expressions; one that is not known leaves a character that no address holds. */
function filledIn(machine: Machine, node: TemplateLiteral, scope: Scope, depth: number): Value {
  const next = (child: AnyNode) => machine.evaluate(child, scope, depth + 1);
  let whole = '';
  let known = true;
  node.quasis.forEach((quasi, i) => {
    whole += quasi.value.cooked ?? '';
    const expression = node.expressions[i];
    if (!expression) return;
    const value = text(next(expression));
    known &&= value !== undefined;
    whole += value ?? '\u0000';
  });
  return known || whole.includes('@') ? machine.made(whole, node) : unknown;
}

/** A template handed to a function, or to String.raw, which leaves escapes as they are. */
function tagged(machine: Machine, node: TaggedTemplateExpression, scope: Scope, depth: number): Value {
  const { quasis, expressions } = node.quasi;
  const values = expressions.map((expression) => machine.evaluate(expression, scope, depth + 1));
  const { tag } = node;
  const isRaw =
    tag.type === 'MemberExpression' &&
    tag.object.type === 'Identifier' &&
    tag.object.name === 'String' &&
    tag.property.type === 'Identifier' &&
    tag.property.name === 'raw';
  if (!isRaw) {
    const strings = quasis.map(({ value }) => value.cooked ?? undefined);
    return machine.made(machine.call(machine.evaluate(tag, scope, depth + 1), [strings, ...values], depth + 1), node);
  }
  const pieces = quasis.map(({ value }, i) => value.raw + (i < values.length ? (text(values[i]) ?? '\u0000') : ''));
  return machine.made(pieces.join(''), node);
}

/** Elements of a list, spread ones in their places. */
function listOf(machine: Machine, elements: ArrayExpression['elements'], scope: Scope, depth: number): Value[] {
  const next = (child: AnyNode) => machine.evaluate(child, scope, depth + 1);
  const items: Value[] = [];
  for (const element of elements) {
    if (!element) items.push(undefined);
    else if (element.type === 'SpreadElement') {
      const spread = next(element.argument);
      if (Array.isArray(spread) || typeof spread === 'string') expectItems(items.length + spread.length);
      if (typeof spread === 'string') items.push(...spread);
      else if (Array.isArray(spread)) items.push(...spread);
      else items.push(unknown);
    } else items.push(next(element));
  }
  machine.charge(items.length >> 4);
  return items;
}

/** A record as written, its functions called as its own. */
function recordOf(machine: Machine, node: ObjectExpression, scope: Scope, depth: number): Value {
  const next = (child: AnyNode) => machine.evaluate(child, scope, depth + 1);
  const fields = new Map<string, Value>();
  const self: RecordValue = { fields };
  for (const property of node.properties) {
    if (property.type !== 'Property') continue;
    const key = property.computed
      ? text(next(property.key))
      : property.key.type === 'Identifier'
        ? property.key.name
        : property.key.type === 'Literal'
          ? String(property.key.value)
          : undefined;
    const first = machine.written.length;
    const value = next(property.value);
    // What a property holds is called as its record's.
    const own = machine.written[first];
    if (own && isClosure(value) && own.closure === value) machine.written[first] = { closure: value, self };
    if (key !== undefined) fields.set(key, property.kind === 'get' && isClosure(value) ? { getter: value } : value);
  }
  return self;
}

/** Sets a name or a property, and gives what it was set to. */
function assigned(machine: Machine, node: AssignmentExpression, scope: Scope, depth: number): Value {
  const next = (child: AnyNode) => machine.evaluate(child, scope, depth + 1);
  let value = next(node.right);
  if (node.left.type === 'Identifier') {
    if (node.operator !== '=')
      value = machine.made(binary(node.operator.slice(0, -1), machine.lookUp(scope, node.left.name), value), node);
    assign(scope, node.left.name, value);
  } else if (node.left.type === 'MemberExpression') {
    const owner = node.left.object.type === 'Super' ? unknown : next(node.left.object);
    const key = keyOf(machine, node.left, scope, depth + 1);
    if (node.operator !== '=')
      value = machine.made(binary(node.operator.slice(0, -1), machine.member(owner, key), value), node);
    if (isRecord(owner) && typeof key === 'string') owner.fields.set(key, value);
    if (Array.isArray(owner) && typeof key === 'number' && key >= 0 && key < 20_000) owner[key] = value;
  }
  return value;
}

/** A literal; a regular expression is a record of its source and flags. */
function literal(node: Literal): Value {
  if ('regex' in node && node.regex) {
    return {
      fields: new Map<string, Value>([
        ['#regex', node.regex.pattern],
        ['#flags', node.regex.flags],
      ]),
    };
  }
  const { value } = node;
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' || value === null
    ? value
    : unknown;
}

/** `&&`, `||` and `??`; where the left side is not known, the right side is taken. */
function logical(machine: Machine, node: LogicalExpression, scope: Scope, depth: number): Value {
  const next = (child: AnyNode) => machine.evaluate(child, scope, depth + 1);
  const left = next(node.left);
  if (left === unknown) return next(node.right);
  if (node.operator === '&&') return left ? next(node.right) : left;
  return node.operator === '||' ? left || next(node.right) : (left ?? next(node.right));
}

/** One side where the test is known; else both are evaluated, and known only where they agree. */
function conditional(machine: Machine, node: ConditionalExpression, scope: Scope, depth: number): Value {
  const next = (child: AnyNode) => machine.evaluate(child, scope, depth + 1);
  const test = next(node.test);
  if (test !== unknown) return next(test ? node.consequent : node.alternate);
  const yes = next(node.consequent);
  const no = next(node.alternate);
  return yes === no ? yes : unknown;
}

function unary(operator: UnaryExpression['operator'], value: Value): Value {
  if (operator === 'void') return undefined;
  if (value === unknown) return unknown;
  if (operator === '-') return -Number(typeof value === 'number' ? value : (text(value) ?? Number.NaN));
  if (operator === '+') return Number(text(value) ?? Number.NaN);
  if (operator === '!') return !value;
  if (operator === '~') return typeof value === 'number' ? ~value : unknown;
  return unknown;
}

/** `++` and `--`. */
function updated(machine: Machine, node: UpdateExpression, scope: Scope, depth: number): Value {
  const before = machine.evaluate(node.argument, scope, depth + 1);
  if (typeof before !== 'number') return unknown;
  const after = node.operator === '++' ? before + 1 : before - 1;
  if (node.argument.type === 'Identifier') assign(scope, node.argument.name, after);
  return node.prefix ? after : before;
}

/** The value of an expression; what comes from the page, the clock or chance is unknown. */
export function evaluateExpression(machine: Machine, node: AnyNode, scope: Scope, depth: number): Value {
  machine.step(depth);
  const next = (child: AnyNode) => machine.evaluate(child, scope, depth + 1);
  switch (node.type) {
    case 'Literal':
      return literal(node);
    case 'TemplateLiteral':
      return filledIn(machine, node, scope, depth);
    case 'TaggedTemplateExpression':
      return tagged(machine, node, scope, depth);
    case 'Identifier':
      return machine.lookUp(scope, node.name);
    case 'ThisExpression':
      return machine.lookUp(scope, 'this');
    case 'ClassExpression':
      return { made: node, scope };
    case 'ParenthesizedExpression':
      return next(node.expression);
    case 'BinaryExpression':
      return node.left.type === 'PrivateIdentifier'
        ? unknown
        : machine.made(binary(node.operator, next(node.left), next(node.right)), node);
    case 'LogicalExpression':
      return logical(machine, node, scope, depth);
    case 'ConditionalExpression':
      return conditional(machine, node, scope, depth);
    case 'UnaryExpression':
      return unary(node.operator, next(node.argument));
    case 'UpdateExpression':
      return updated(machine, node, scope, depth);
    case 'ArrayExpression':
      return listOf(machine, node.elements, scope, depth);
    case 'ObjectExpression':
      return recordOf(machine, node, scope, depth);
    case 'FunctionExpression':
    case 'ArrowFunctionExpression': {
      const closure: Closure = { closure: node, scope };
      if (machine.written.length < 2000) machine.written.push({ closure, self: unknown });
      return closure;
    }
    case 'SequenceExpression': {
      let last: Value;
      for (const expression of node.expressions) last = next(expression);
      return last;
    }
    case 'AssignmentExpression':
      return assigned(machine, node, scope, depth);
    case 'MemberExpression':
      return node.object.type === 'Super'
        ? unknown
        : machine.member(next(node.object), keyOf(machine, node, scope, depth + 1));
    case 'ChainExpression':
      return next(node.expression);
    case 'NewExpression':
    case 'CallExpression':
      return valueOfCall(machine, node, scope, depth);
    default:
      return unknown;
  }
}
