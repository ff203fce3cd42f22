// Methods of lists, numbers, records and the runtime's own objects, over constants.
import { expectItems, expectLength, type Machine } from './script-machine.ts';
import { stringMethod } from './script-strings.ts';
import {
  isClosure,
  isGetter,
  isNative,
  isRecord,
  numberOr,
  type RecordValue,
  text,
  unknown,
  type Value,
} from './script-value.ts';

type Call = Machine['call'];

function callback(call: Call, target: Value | undefined, depth: number): (...args: readonly Value[]) => Value {
  return (...args) => call(target, args, depth + 1);
}

/** Items of lists among some values, and the other values. */
const itemsOf = (values: readonly Value[]) =>
  values.reduce<number>((sum, value) => sum + (Array.isArray(value) ? value.length : 1), 0);

/** What a list answers. */
function listMethod(call: Call, owner: Value[], name: string, args: readonly Value[], depth: number): Value {
  const [first, second] = args;
  const each = callback(call, first, depth);
  switch (name) {
    case 'join': {
      const parts = owner.map((item) => (item === undefined || item === null ? '' : text(item)));
      const between = first === undefined ? ',' : (text(first) ?? ',');
      expectLength(parts.reduce((sum, part) => sum + (part?.length ?? 0), between.length * parts.length));
      return parts.includes(undefined) ? unknown : parts.join(between);
    }
    case 'reverse':
      return owner.reverse();
    case 'concat':
      expectItems(owner.length + itemsOf(args));
      return [...owner, ...args.flatMap((item): Value[] => (Array.isArray(item) ? item : [item]))];
    case 'slice':
      return owner.slice(numberOr(first, 0), second === undefined ? undefined : numberOr(second, 0));
    case 'push':
      expectItems(owner.length + args.length);
      return owner.push(...args);
    case 'unshift':
      expectItems(owner.length + args.length);
      return owner.unshift(...args);
    case 'pop':
      return owner.pop();
    case 'shift':
      return owner.shift();
    case 'at':
      return owner.at(numberOr(first, 0));
    case 'indexOf':
      return first === unknown ? unknown : owner.indexOf(first);
    case 'includes':
      return first === unknown ? unknown : owner.includes(first);
    case 'flat':
      expectItems(itemsOf(owner));
      return owner.flatMap((item): Value[] => (Array.isArray(item) ? item : [item]));
    case 'find':
      return owner.find((item, i) => each(item, i, owner) === true);
    case 'sort':
      return sorted(owner, isClosure(first) ? each : undefined);
    case 'splice':
      expectItems(owner.length + args.length);
      return owner.splice(numberOr(first, 0), numberOr(second, owner.length), ...args.slice(2));
    case 'flatMap':
      return listMethod(
        call,
        owner.map((item, i) => each(item, i, owner)),
        'flat',
        [],
        depth,
      );
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

/** In the order that a function of the script gives, else by their texts. */
function sorted(list: Value[], order: ((...args: readonly Value[]) => Value) | undefined): Value[] {
  return list.sort((a, b) => {
    if (order) return numberOr(order(a, b), 0);
    const [first, second] = [text(a) ?? '', text(b) ?? ''];
    return first < second ? -1 : first > second ? 1 : 0;
  });
}

/** Values in one another that a JSON text may hold. */
const DEEPEST_JSON = 20;

function fromJson(value: unknown, depth = 0): Value {
  if (depth > DEEPEST_JSON) return unknown;
  if (Array.isArray(value)) return value.map((item) => fromJson(item, depth + 1));
  if (typeof value === 'object' && value !== null)
    return { fields: new Map(Object.entries(value).map(([key, item]) => [key, fromJson(item, depth + 1)])) };
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' || value === null
    ? value
    : unknown;
}

function parsedJson(coded: Value): Value {
  if (typeof coded !== 'string') return unknown;
  try {
    return fromJson(JSON.parse(coded));
  } catch {
    // The script would fail here, or the text is only known in part.
    return unknown;
  }
}

/** What Object tells of a record. */
function partsOf(name: string, { fields }: RecordValue): Value {
  // What is made of a getter is not known without asking it.
  const entries = [...fields].map(([key, value]): [string, Value] => [key, isGetter(value) ? unknown : value]);
  if (name === 'keys') return entries.map(([key]) => key);
  if (name === 'values') return entries.map(([, value]) => value);
  return name === 'entries' ? entries : unknown;
}

/** What String, Array, Object, JSON and Math answer. */
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
  if (global === 'Array' && name === 'of') return [...args];
  if (global === 'JSON' && name === 'parse') return parsedJson(first);
  if (global === 'Object' && first !== undefined && isRecord(first)) return partsOf(name, first);
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
