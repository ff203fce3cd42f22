// Methods of lists, numbers, records and the runtime's own objects, over constants.
import { type Machine, Stop } from './script-machine.ts';
import { stringMethod } from './script-strings.ts';
import { isClosure, isNative, isRecord, numberOr, text, unknown, type Value } from './script-value.ts';

type Call = Machine['call'];

function callback(call: Call, target: Value | undefined, depth: number): (...args: readonly Value[]) => Value {
  return (...args) => call(target, args, depth + 1);
}

/** What a list answers. */
function listMethod(call: Call, owner: Value[], name: string, args: readonly Value[], depth: number): Value {
  const [first, second] = args;
  const each = callback(call, first, depth);
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

/** What String, Array and Math answer. */
function globalMethod(call: Call, global: Value, name: string, args: readonly Value[], depth: number): Value {
  const [first, second] = args;
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
      ? items.map((item, i) => callback(call, second, depth)(item, i))
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
  return unknown;
}

/** A method of a value, called; `call` calls functions of the script. */
export function callMethod(call: Call, owner: Value, name: string, args: readonly Value[], depth: number): Value {
  const [first, second] = args;
  if (typeof owner === 'string') return stringMethod(call, owner, name, args, depth);
  if (typeof owner === 'number') {
    if (name === 'toString') return owner.toString(typeof first === 'number' && first >= 2 && first <= 36 ? first : 10);
    return unknown;
  }
  if (Array.isArray(owner)) return listMethod(call, owner, name, args, depth);
  if (isRecord(owner)) {
    const global = owner.fields.get('#global');
    if (global !== undefined) return globalMethod(call, global, name, args, depth);
    return call(owner.fields.get(name), args, depth, owner);
  }
  if (isClosure(owner) || isNative(owner)) {
    if (name === 'call') return call(owner, args.slice(1), depth);
    if (name === 'apply') return call(owner, Array.isArray(second) ? second : [], depth);
  }
  return unknown;
}
