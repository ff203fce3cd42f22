// What strings a script puts together, found by evaluating it over constants: nothing of it is run.
//
// A small interpreter over the syntax tree: strings, numbers, lists, records and functions written in the script itself. The page,
// the network, the clock and chance do not exist in it; whatever comes from there is unknown, and stays so. Steps,
// depth and string lengths are bounded.
import { type AnyNode, type Class, type Function as FunctionNode, type Node, type Pattern, parse } from 'acorn';

export type ScriptString = { readonly text: string; readonly from: number; readonly to: number };

const MOST_STEPS = 60_000;
/** Of them, for functions that only the page would call. */
const MOST_UNCALLED_STEPS = 10_000;
const MOST_DEPTH = 40;
const MOST_LENGTH = 100_000;
const MOST_SCRIPT = 1_000_000;

const unknown = Symbol('unknown');
type Closure = { readonly closure: FunctionNode; readonly scope: Scope };
/** A property that is worked out when it is asked for. */
type Getter = { readonly getter: Closure };
type ClassValue = { readonly made: Class; readonly scope: Scope };
type Native = { readonly native: (args: readonly Value[]) => Value };
type RecordValue = { readonly fields: Map<string, Value> };
type Value =
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
type Scope = { readonly names: Map<string, Value>; readonly outer: Scope | undefined };

class Stop extends Error {}
type Flow = { readonly kind: 'return'; readonly value: Value } | { readonly kind: 'break' | 'continue' } | undefined;

const isClosure = (value: Value): value is Closure => typeof value === 'object' && value !== null && 'closure' in value;
const isNative = (value: Value): value is Native => typeof value === 'object' && value !== null && 'native' in value;
const isGetter = (value: Value): value is Getter => typeof value === 'object' && value !== null && 'getter' in value;
const isClass = (value: Value): value is ClassValue => typeof value === 'object' && value !== null && 'made' in value;
const isRecord = (value: Value): value is RecordValue =>
  typeof value === 'object' && value !== null && 'fields' in value;

/** Every string with an @ that the script makes, and where; strings that only stand in it as they are, are left out. */
export function scriptStrings(source: string): readonly ScriptString[] {
  if (source.length > MOST_SCRIPT) return [];
  const found = new Map<string, ScriptString>();
  let steps = 0;
  let within: Node | undefined;

  const made = (value: Value, node: Node): Value => {
    if (typeof value === 'string') {
      if (value.length > MOST_LENGTH) throw new Stop();
      if (/[@&]/.test(value) && value.length >= 5) {
        const at = within ?? node;
        if (!found.has(value)) found.set(value, { text: value, from: at.start, to: at.end });
      }
    }
    return value;
  };

  const text = (value: Value): string | undefined =>
    typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
      ? String(value)
      : Array.isArray(value) && value.every((item) => typeof item === 'string' || typeof item === 'number')
        ? value.join(',')
        : undefined;

  function lookUp(scope: Scope | undefined, name: string): Value {
    for (let at = scope; at; at = at.outer) if (at.names.has(name)) return at.names.get(name);
    return globals(name);
  }
  function assign(scope: Scope, name: string, value: Value): void {
    for (let at: Scope | undefined = scope; at; at = at.outer) {
      if (at.names.has(name) || !at.outer) {
        at.names.set(name, value);
        return;
      }
    }
  }
  const native = (call: (args: readonly Value[]) => Value): Native => ({ native: call });
  function globals(name: string): Value {
    switch (name) {
      case 'undefined':
        return undefined;
      case 'String':
      case 'Array':
      case 'Math':
      case 'Number':
      case 'Object':
      case 'JSON':
        return { fields: new Map<string, Value>([['#global', name]]) };
      case 'atob':
        return native(([value]) => fromBase64(text(value)));
      case 'btoa':
        return native(([value]) => {
          const plain = text(value);
          return plain === undefined ? unknown : Buffer.from(plain, 'latin1').toString('base64');
        });
      case 'unescape':
      case 'decodeURIComponent':
      case 'decodeURI':
        return native(([value]) => {
          const coded = text(value);
          if (coded === undefined) return unknown;
          return coded
            .replace(/%u([0-9a-f]{4})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
            .replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
        });
      case 'parseInt':
        return native(([value, base]) => Number.parseInt(text(value) ?? '', typeof base === 'number' ? base : 10));
      case 'eval':
        return native(([value]) => {
          if (typeof value === 'string') runText(value);
          return unknown;
        });
      default:
        return unknown;
    }
  }

  let nested = 0;
  function runText(code: string): void {
    if (nested >= 4 || code.length > MOST_LENGTH) return;
    nested += 1;
    try {
      const program = parse(code, { ecmaVersion: 'latest', allowReturnOutsideFunction: true });
      for (const statement of program.body) run(statement, top, 0);
    } catch (error) {
      if (error instanceof Stop) throw error;
      // Not a script: what an unknown call would have done with it is not known either.
    } finally {
      nested -= 1;
    }
  }

  /** Functions in the order in which they were made, and those of them that the script called. */
  const written: { readonly closure: Closure; readonly self: Value }[] = [];
  const called = new Set<FunctionNode>();

  function bind(pattern: Pattern, value: Value, scope: Scope, depth: number): void {
    if (pattern.type === 'Identifier') scope.names.set(pattern.name, value);
    else if (pattern.type === 'AssignmentPattern') {
      const given = value === undefined || value === unknown ? evaluate(pattern.right, scope, depth + 1) : value;
      bind(pattern.left, given, scope, depth + 1);
    } else if (pattern.type === 'ArrayPattern') {
      pattern.elements.forEach((element, i) => {
        if (element?.type === 'RestElement')
          bind(element.argument, Array.isArray(value) ? value.slice(i) : unknown, scope, depth + 1);
        else if (element) bind(element, Array.isArray(value) ? value[i] : unknown, scope, depth + 1);
      });
    } else if (pattern.type === 'ObjectPattern') {
      for (const property of pattern.properties) {
        if (property.type !== 'Property' || property.key.type !== 'Identifier') continue;
        bind(property.value, isRecord(value) ? member(value, property.key.name) : unknown, scope, depth + 1);
      }
    }
  }

  function call(target: Value, args: readonly Value[], depth: number, self: Value = unknown): Value {
    if (isNative(target)) return target.native(args);
    if (!isClosure(target)) return unknown;
    called.add(target.closure);
    const scope: Scope = { names: new Map(), outer: target.scope };
    if (target.closure.type !== 'ArrowFunctionExpression') scope.names.set('this', self);
    target.closure.params.forEach((param, i) => {
      if (param.type === 'RestElement') bind(param.argument, args.slice(i), scope, depth);
      else bind(param, args.length > i ? args[i] : unknown, scope, depth);
    });
    const { body } = target.closure;
    if (body.type !== 'BlockStatement') return evaluate(body, scope, depth + 1);
    const flow = run(body, scope, depth + 1);
    return flow?.kind === 'return' ? flow.value : undefined;
  }

  function construct({ made: body, scope }: ClassValue, args: readonly Value[], depth: number): RecordValue {
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
        self.fields.set(name, element.value ? evaluate(element.value, inside, depth + 1) : undefined);
      else {
        const closure: Closure = { closure: element.value, scope: inside };
        if (element.kind === 'constructor') first = closure;
        else if (element.kind === 'get') self.fields.set(name, { getter: closure });
        else self.fields.set(name, closure);
        if (element.kind !== 'constructor') written.push({ closure, self });
      }
    }
    if (first) call(first, args, depth + 1, self);
    return self;
  }

  function callback(target: Value | undefined, depth: number): (...args: readonly Value[]) => Value {
    return (...args) => call(target, args, depth + 1);
  }

  function method(owner: Value, name: string, args: readonly Value[], depth: number): Value {
    const [first, second] = args;
    if (typeof owner === 'string') return stringMethod(owner, name, args, depth);
    if (typeof owner === 'number') {
      if (name === 'toString')
        return owner.toString(typeof first === 'number' && first >= 2 && first <= 36 ? first : 10);
      return unknown;
    }
    if (Array.isArray(owner)) {
      const each = callback(first, depth);
      switch (name) {
        case 'join': {
          const parts = owner.map((item) => (item === undefined || item === null ? '' : text(item)));
          return parts.includes(undefined) ? unknown : parts.join(first === undefined ? ',' : (text(first) ?? ','));
        }
        case 'reverse':
          return owner.reverse();
        case 'concat':
          return [...owner, ...args.flatMap((item): Value[] => (Array.isArray(item) ? item : [item]))];
        case 'slice':
          return owner.slice(numberOr(first, 0), second === undefined ? undefined : numberOr(second, 0));
        case 'push':
          if (owner.length > 20_000) throw new Stop();
          return owner.push(...args);
        case 'unshift':
          return owner.unshift(...args);
        case 'pop':
          return owner.pop();
        case 'shift':
          return owner.shift();
        case 'map':
          return owner.map((item, i) => each(item, i, owner));
        case 'filter':
          return owner.filter((item, i) => each(item, i, owner) === true);
        case 'forEach':
          owner.forEach((item, i) => void each(item, i, owner));
          return undefined;
        case 'reduce':
          return args.length > 1
            ? owner.reduce((sum, item, i) => each(sum, item, i), second)
            : owner.reduce((sum, item, i) => each(sum, item, i));
        default:
          return unknown;
      }
    }
    if (isRecord(owner)) {
      const global = owner.fields.get('#global');
      if (global === 'String' && (name === 'fromCharCode' || name === 'fromCodePoint')) {
        const codes = args.flatMap((item): Value[] => (Array.isArray(item) ? item : [item]));
        return codes.every((code) => typeof code === 'number')
          ? codes.map((code) => String.fromCharCode(Number(code))).join('')
          : unknown;
      }
      if (global === 'Array' && name === 'from') {
        const items: Value[] | undefined =
          typeof first === 'string' ? [...first] : Array.isArray(first) ? [...first] : undefined;
        return items && second !== undefined
          ? items.map((item, i) => callback(second, depth)(item, i))
          : (items ?? unknown);
      }
      if (global === 'Math' && typeof first === 'number') {
        if (name === 'floor') return Math.floor(first);
        if (name === 'round') return Math.round(first);
        if (name === 'ceil') return Math.ceil(first);
        if (name === 'trunc') return Math.trunc(first);
        if (name === 'abs') return Math.abs(first);
        if (name === 'sqrt') return Math.sqrt(first);
        if (typeof second === 'number') {
          if (name === 'pow') return first ** second;
          if (name === 'min') return Math.min(first, second);
          if (name === 'max') return Math.max(first, second);
        }
      }
      if (global !== undefined) return unknown;
      return call(owner.fields.get(name), args, depth, owner);
    }
    if (isClosure(owner) || isNative(owner)) {
      if (name === 'call') return call(owner, args.slice(1), depth);
      if (name === 'apply') return call(owner, Array.isArray(second) ? second : [], depth);
    }
    return unknown;
  }

  function stringMethod(owner: string, name: string, args: readonly Value[], depth: number): Value {
    const [first, second] = args;
    switch (name) {
      case 'split':
        return typeof first === 'string'
          ? owner.split(first)
          : isRecord(first ?? null)
            ? owner.split(regex(first) ?? '')
            : [owner];
      case 'concat': {
        const parts = args.map(text);
        return parts.includes(undefined) ? unknown : owner + parts.join('');
      }
      case 'charAt':
        return owner.charAt(numberOr(first, 0));
      case 'charCodeAt':
      case 'codePointAt':
        return owner.charCodeAt(numberOr(first, 0));
      case 'indexOf':
        return owner.indexOf(text(first) ?? '\u0000');
      case 'slice':
        return owner.slice(numberOr(first, 0), second === undefined ? undefined : numberOr(second, 0));
      case 'substring':
        return owner.substring(numberOr(first, 0), second === undefined ? undefined : numberOr(second, 0));
      case 'substr':
        return owner.substr(numberOr(first, 0), second === undefined ? undefined : numberOr(second, 0));
      case 'toLowerCase':
        return owner.toLowerCase();
      case 'toUpperCase':
        return owner.toUpperCase();
      case 'trim':
        return owner.trim();
      case 'toString':
      case 'valueOf':
        return owner;
      case 'repeat':
        return owner.length * numberOr(first, 0) > MOST_LENGTH
          ? unknown
          : owner.repeat(Math.max(0, numberOr(first, 0)));
      case 'replace':
      case 'replaceAll': {
        const pattern = typeof first === 'string' ? first : regex(first ?? null);
        if (pattern === undefined) return unknown;
        const to = second ?? '';
        if (typeof to === 'string')
          return name === 'replaceAll' && typeof pattern === 'string'
            ? owner.replaceAll(pattern, to)
            : owner.replace(pattern, to);
        if (!isClosure(to)) return unknown;
        return owner.replace(
          pattern,
          (...groups: readonly (string | number | undefined)[]) => text(call(to, groups, depth + 1)) ?? '',
        );
      }
      default:
        return unknown;
    }
  }

  /** Only patterns that are surely linear are run: no repeats in repeats, no alternation under one. */
  function regex(value: Value | undefined): RegExp | undefined {
    if (value === undefined || !isRecord(value)) return undefined;
    const source = value.fields.get('#regex');
    const flags = value.fields.get('#flags');
    if (typeof source !== 'string' || typeof flags !== 'string' || source.length > 60) return undefined;
    if (/\)[*+{?]/.test(source) || (source.match(/[*+{]/g)?.length ?? 0) > 1 || /\\[1-9k]/.test(source))
      return undefined;
    return new RegExp(source, flags.replace(/[^gimsu]/g, ''));
  }

  function member(owner: Value, key: Value): Value {
    if (Array.isArray(owner)) return key === 'length' ? owner.length : typeof key === 'number' ? owner[key] : unknown;
    if (typeof owner === 'string')
      return key === 'length' ? owner.length : typeof key === 'number' ? owner[key] : unknown;
    if (isRecord(owner) && (typeof key === 'string' || typeof key === 'number')) {
      const name = String(key);
      if (owner.fields.has('#global')) {
        return native((args) => method(owner, name, args, 0));
      }
      const value = owner.fields.get(name);
      return isGetter(value) ? call(value.getter, [], 0, owner) : value;
    }
    return unknown;
  }

  function keyOf(node: AnyNode & { type: 'MemberExpression' }, scope: Scope, depth: number): Value {
    return node.computed
      ? evaluate(node.property, scope, depth)
      : node.property.type === 'Identifier'
        ? node.property.name
        : node.property.type === 'PrivateIdentifier'
          ? `##${node.property.name}`
          : unknown;
  }

  function evaluate(node: AnyNode, scope: Scope, depth: number): Value {
    steps += 1;
    if (steps > MOST_STEPS || depth > MOST_DEPTH) throw new Stop();
    const next = (child: AnyNode) => evaluate(child, scope, depth + 1);
    switch (node.type) {
      case 'Literal':
        if ('regex' in node && node.regex) {
          return {
            fields: new Map<string, Value>([
              ['#regex', node.regex.pattern],
              ['#flags', node.regex.flags],
            ]),
          };
        }
        return typeof node.value === 'string' ||
          typeof node.value === 'number' ||
          typeof node.value === 'boolean' ||
          node.value === null
          ? node.value
          : unknown;
      case 'TemplateLiteral': {
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
        return known || whole.includes('@') ? made(whole, node) : unknown;
      }
      case 'Identifier':
        return lookUp(scope, node.name);
      case 'ThisExpression':
        return lookUp(scope, 'this');
      case 'ClassExpression':
        return { made: node, scope };
      case 'ParenthesizedExpression':
        return next(node.expression);
      case 'BinaryExpression':
        return node.left.type === 'PrivateIdentifier'
          ? unknown
          : made(binary(node.operator, next(node.left), next(node.right)), node);
      case 'LogicalExpression': {
        const left = next(node.left);
        if (left === unknown) return next(node.right);
        return node.operator === '&&'
          ? left
            ? next(node.right)
            : left
          : node.operator === '||'
            ? left || next(node.right)
            : (left ?? next(node.right));
      }
      case 'ConditionalExpression': {
        const test = next(node.test);
        if (test !== unknown) return next(test ? node.consequent : node.alternate);
        const yes = next(node.consequent);
        const no = next(node.alternate);
        return yes === no ? yes : unknown;
      }
      case 'UnaryExpression': {
        const value = next(node.argument);
        if (node.operator === 'void') return undefined;
        if (value === unknown) return unknown;
        if (node.operator === '-') return -Number(typeof value === 'number' ? value : (text(value) ?? Number.NaN));
        if (node.operator === '+') return Number(text(value) ?? Number.NaN);
        if (node.operator === '!') return !value;
        if (node.operator === '~') return typeof value === 'number' ? ~value : unknown;
        return unknown;
      }
      case 'UpdateExpression': {
        const before = next(node.argument);
        if (typeof before !== 'number') return unknown;
        const after = node.operator === '++' ? before + 1 : before - 1;
        if (node.argument.type === 'Identifier') assign(scope, node.argument.name, after);
        return node.prefix ? after : before;
      }
      case 'ArrayExpression': {
        const items: Value[] = [];
        for (const element of node.elements) {
          if (!element) items.push(undefined);
          else if (element.type === 'SpreadElement') {
            const spread = next(element.argument);
            if (typeof spread === 'string') items.push(...spread);
            else if (Array.isArray(spread)) items.push(...spread);
            else items.push(unknown);
          } else items.push(next(element));
        }
        return items;
      }
      case 'ObjectExpression': {
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
          const first = written.length;
          const value = next(property.value);
          // What a property holds is called as its record's.
          const own = written[first];
          if (own && isClosure(value) && own.closure === value) written[first] = { closure: value, self };
          if (key !== undefined)
            fields.set(key, property.kind === 'get' && isClosure(value) ? { getter: value } : value);
        }
        return self;
      }
      case 'FunctionExpression':
      case 'ArrowFunctionExpression': {
        const closure: Closure = { closure: node, scope };
        if (written.length < 2000) written.push({ closure, self: unknown });
        return closure;
      }
      case 'SequenceExpression': {
        let last: Value;
        for (const expression of node.expressions) last = next(expression);
        return last;
      }
      case 'AssignmentExpression': {
        let value = next(node.right);
        if (node.left.type === 'Identifier') {
          if (node.operator !== '=')
            value = made(binary(node.operator.slice(0, -1), lookUp(scope, node.left.name), value), node);
          assign(scope, node.left.name, value);
        } else if (node.left.type === 'MemberExpression') {
          const owner = node.left.object.type === 'Super' ? unknown : next(node.left.object);
          const key = keyOf(node.left, scope, depth + 1);
          if (node.operator !== '=') value = made(binary(node.operator.slice(0, -1), member(owner, key), value), node);
          if (isRecord(owner) && typeof key === 'string') owner.fields.set(key, value);
          if (Array.isArray(owner) && typeof key === 'number' && key >= 0 && key < 20_000) owner[key] = value;
        }
        return value;
      }
      case 'MemberExpression':
        return node.object.type === 'Super' ? unknown : member(next(node.object), keyOf(node, scope, depth + 1));
      case 'ChainExpression':
        return next(node.expression);
      case 'NewExpression':
      case 'CallExpression': {
        const args: Value[] = [];
        for (const argument of node.arguments) {
          if (argument.type === 'SpreadElement') {
            const spread = next(argument.argument);
            if (Array.isArray(spread)) args.push(...spread);
            else if (typeof spread === 'string') args.push(...spread);
            else args.push(unknown);
          } else args.push(next(argument));
        }
        if (node.callee.type === 'Super') return unknown;
        const outermost = within;
        within ??= node;
        try {
          if (node.callee.type === 'MemberExpression' && node.callee.object.type !== 'Super') {
            const owner = next(node.callee.object);
            const key = keyOf(node.callee, scope, depth + 1);
            const name = text(key);
            if (owner !== unknown && name !== undefined) return made(method(owner, name, args, depth + 1), node);
            // window.atob is atob.
            if (
              node.callee.object.type === 'Identifier' &&
              /^(?:window|self|globalThis)$/.test(node.callee.object.name) &&
              name !== undefined
            ) {
              return made(call(lookUp(scope, name), args, depth + 1), node);
            }
          } else {
            const target = next(node.callee);
            if (node.type === 'NewExpression' && isClass(target)) return construct(target, args, depth + 1);
            if (node.type === 'NewExpression' && isClosure(target)) {
              const self: RecordValue = { fields: new Map() };
              call(target, args, depth + 1, self);
              return self;
            }
            if (target !== unknown) return made(call(target, args, depth + 1), node);
          }
          // An unknown function may call what it is given: an event listener, a timer.
          for (const argument of args) if (isClosure(argument)) call(argument, [], depth + 1);
          return unknown;
        } finally {
          within = outermost;
        }
      }
      default:
        return unknown;
    }
  }

  function binary(operator: string, left: Value, right: Value): Value {
    if (operator === '+') {
      if (typeof left === 'number' && typeof right === 'number') return left + right;
      const [a, b] = [text(left), text(right)];
      if (a !== undefined && b !== undefined) return a + b;
      // What is not known becomes a character that no address holds, so that the known rest is still seen.
      if (typeof left === 'string' || typeof right === 'string') return `${a ?? '\u0000'}${b ?? '\u0000'}`;
      return unknown;
    }
    if (left === unknown || right === unknown) return unknown;
    if (operator === '===' || operator === '==') return left === right;
    if (operator === '!==' || operator === '!=') return left !== right;
    const [a, b] = [Number(text(left) ?? Number.NaN), Number(text(right) ?? Number.NaN)];
    switch (operator) {
      case '-':
        return a - b;
      case '*':
        return a * b;
      case '/':
        return a / b;
      case '%':
        return a % b;
      case '^':
        return a ^ b;
      case '&':
        return a & b;
      case '|':
        return a | b;
      case '<<':
        return a << b;
      case '>>':
        return a >> b;
      case '>>>':
        return a >>> b;
      case '<':
        return typeof left === 'string' && typeof right === 'string' ? left < right : a < b;
      case '<=':
        return typeof left === 'string' && typeof right === 'string' ? left <= right : a <= b;
      case '>':
        return typeof left === 'string' && typeof right === 'string' ? left > right : a > b;
      case '>=':
        return typeof left === 'string' && typeof right === 'string' ? left >= right : a >= b;
      default:
        return unknown;
    }
  }

  function declare(node: AnyNode & { type: 'VariableDeclaration' }, scope: Scope, depth: number): void {
    for (const { id, init } of node.declarations) {
      const value = init ? evaluate(init, scope, depth + 1) : undefined;
      bind(id, value, scope, depth);
    }
  }

  function loop(
    test: AnyNode | null | undefined,
    update: AnyNode | null | undefined,
    body: AnyNode,
    scope: Scope,
    depth: number,
  ): Flow {
    for (;;) {
      if (test) {
        const go = evaluate(test, scope, depth + 1);
        if (go === unknown || !go) return undefined;
      } else steps += 10;
      const flow = run(body, scope, depth + 1);
      if (flow?.kind === 'return') return flow;
      if (flow?.kind === 'break') return undefined;
      if (update) evaluate(update, scope, depth + 1);
    }
  }

  function run(node: AnyNode, scope: Scope, depth: number): Flow {
    steps += 1;
    if (steps > MOST_STEPS || depth > MOST_DEPTH) throw new Stop();
    switch (node.type) {
      case 'ExpressionStatement':
        evaluate(node.expression, scope, depth + 1);
        return undefined;
      case 'VariableDeclaration':
        declare(node, scope, depth);
        return undefined;
      case 'FunctionDeclaration':
        if (node.id) scope.names.set(node.id.name, { closure: node, scope });
        return undefined;
      case 'ClassDeclaration':
        if (node.id) scope.names.set(node.id.name, { made: node, scope });
        return undefined;
      case 'ExportDefaultDeclaration':
        if (node.declaration.type === 'FunctionDeclaration') {
          const closure: Closure = { closure: node.declaration, scope };
          if (node.declaration.id) scope.names.set(node.declaration.id.name, closure);
          written.push({ closure, self: unknown });
        } else evaluate(node.declaration, scope, depth + 1);
        return undefined;
      case 'ReturnStatement':
        return { kind: 'return', value: node.argument ? evaluate(node.argument, scope, depth + 1) : undefined };
      case 'BlockStatement': {
        const inner: Scope = { names: new Map(), outer: scope };
        for (const statement of node.body)
          if (statement.type === 'FunctionDeclaration') run(statement, inner, depth + 1);
        for (const statement of node.body) {
          // var and the bodies of loops share names with what is around them: near enough for constants.
          const flow =
            statement.type === 'VariableDeclaration' && statement.kind === 'var'
              ? run(statement, scope, depth + 1)
              : run(statement, inner, depth + 1);
          if (flow) return flow;
        }
        return undefined;
      }
      case 'IfStatement': {
        const test = evaluate(node.test, scope, depth + 1);
        if (test === unknown) {
          run(node.consequent, scope, depth + 1);
          if (node.alternate) run(node.alternate, scope, depth + 1);
          return undefined;
        }
        if (test) return run(node.consequent, scope, depth + 1);
        return node.alternate ? run(node.alternate, scope, depth + 1) : undefined;
      }
      case 'ForStatement': {
        const inner: Scope = { names: new Map(), outer: scope };
        if (node.init?.type === 'VariableDeclaration') declare(node.init, inner, depth);
        else if (node.init) evaluate(node.init, inner, depth + 1);
        return loop(node.test, node.update, node.body, inner, depth);
      }
      case 'WhileStatement':
        return loop(node.test, undefined, node.body, scope, depth);
      case 'ForOfStatement':
      case 'ForInStatement': {
        const over = evaluate(node.right, scope, depth + 1);
        const items: readonly Value[] = Array.isArray(over) ? over : typeof over === 'string' ? [...over] : [];
        const name = node.left.type === 'VariableDeclaration' ? node.left.declarations[0]?.id : node.left;
        for (const [index, item] of items.entries()) {
          const inner: Scope = { names: new Map(), outer: scope };
          if (name?.type === 'Identifier') inner.names.set(name.name, node.type === 'ForInStatement' ? index : item);
          const flow = run(node.body, inner, depth + 1);
          if (flow?.kind === 'return') return flow;
          if (flow?.kind === 'break') return undefined;
        }
        return undefined;
      }
      case 'TryStatement':
        return run(node.block, scope, depth + 1);
      case 'DoWhileStatement':
        return run(node.body, scope, depth + 1) ?? loop(node.test, undefined, node.body, scope, depth);
      case 'LabeledStatement':
        return run(node.body, scope, depth + 1);
      case 'SwitchStatement': {
        const value = evaluate(node.discriminant, scope, depth + 1);
        const at = node.cases.findIndex(({ test }) => test && evaluate(test, scope, depth + 1) === value);
        const from = at >= 0 ? at : node.cases.findIndex(({ test }) => !test);
        for (const { consequent } of from >= 0 ? node.cases.slice(from) : []) {
          for (const statement of consequent) {
            const flow = run(statement, scope, depth + 1);
            if (flow) return flow.kind === 'break' ? undefined : flow;
          }
        }
        return undefined;
      }
      case 'BreakStatement':
        return { kind: 'break' };
      case 'ContinueStatement':
        return { kind: 'continue' };
      case 'ExportNamedDeclaration':
        return node.declaration ? run(node.declaration, scope, depth + 1) : undefined;
      default:
        return undefined;
    }
  }

  const top: Scope = { names: new Map(), outer: undefined };
  const program = syntaxTree(source);
  if (!program) return [];
  for (const statement of program) {
    if (statement.type === 'FunctionDeclaration') run(statement, top, 0);
  }
  for (const statement of program) {
    try {
      run(statement, top, 0);
    } catch (error) {
      if (!(error instanceof Stop) && !(error instanceof TypeError) && !(error instanceof RangeError)) throw error;
      if (steps > MOST_STEPS) break;
    }
  }
  // Functions that nothing calls are called by the page, on a click or when it is shown.
  const uncalled = [...top.names.values()].filter(isClosure).map((closure) => ({ closure, self: unknown }) as const);
  const last = Math.min(MOST_STEPS, steps + MOST_UNCALLED_STEPS);
  for (let i = 0; i < uncalled.length + written.length && steps <= last; i += 1) {
    const one = uncalled[i] ?? written[i - uncalled.length];
    if (!one || (i >= uncalled.length && called.has(one.closure.closure))) continue;
    try {
      made(call(one.closure, [], 0, one.self), one.closure.closure);
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

function numberOr(value: Value | undefined, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise;
}

function fromBase64(coded: string | undefined): Value {
  return coded !== undefined && /^[A-Za-z0-9+/=\s]*$/.test(coded)
    ? Buffer.from(coded, 'base64').toString('latin1')
    : unknown;
}
