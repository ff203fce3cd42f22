// Events made from a rule's own values: those that should match, near misses, and others.
import type { Random } from '../../src/vocabulary/random.ts';

/** Values by field name; '' holds keywords. */
export type MadeEvent = ReadonlyMap<string, string>;

type Wanted = { readonly field: string; readonly modifiers: readonly string[]; readonly values: readonly unknown[] };

function wantedOf(selection: unknown): Wanted[][] {
  if (Array.isArray(selection)) {
    return selection.flatMap((item) =>
      typeof item === 'object' && item !== null ? wantedOf(item) : [[{ field: '', modifiers: [], values: [item] }]],
    );
  }
  if (typeof selection !== 'object' || selection === null) return [[{ field: '', modifiers: [], values: [selection] }]];
  return [
    Object.entries(selection).map(([key, value]): Wanted => {
      const [field = '', ...modifiers] = key.split('|');
      return { field, modifiers, values: Array.isArray(value) ? value : [value] };
    }),
  ];
}

const FILL = ['', 'a', 'x1', '/usr/bin/', ' -k ', 'Z', '\\', '日本'] as const;
const pick = <T>(random: Random, list: readonly T[]): T | undefined => list[random.below(list.length)];

/** A text that a wildcard pattern describes. */
function instance(value: string, random: Random): string {
  let out = '';
  for (let i = 0; i < value.length; i += 1) {
    const c = value.charAt(i);
    const next = value.charAt(i + 1);
    if (c === '\\' && (next === '*' || next === '?' || next === '\\')) {
      out += next;
      i += 1;
    } else out += c === '*' ? (pick(random, FILL) ?? '') : c === '?' ? 'q' : c;
  }
  return out;
}

/** A text that a simple regular expression describes, roughly: classes and repeats by an example. */
function regexInstance(source: string): string {
  return source
    .replace(/\(\?[a-z]+\)|\(\?:|[()^$]/g, '')
    .replace(/\|.*$/, '')
    .replace(/\\d|\[0-9a-fA-F\]|\[0-9\]/g, '7')
    .replace(/\\s/g, ' ')
    .replace(/\[\^[^\]]*\]/g, 'k')
    .replace(/\[([^\]\\])[^\]]*\]/g, '$1')
    .replace(/(.)\{(\d+)[^}]*\}/g, (_, c: string, n: string) => c.repeat(Number(n)))
    .replace(/\\(.)/g, '$1')
    .replace(/\.\+|\.\*/g, 'zz')
    .replace(/[+*?]/g, '');
}

function valueFor({ modifiers, values }: Wanted, random: Random): string | undefined {
  const all = modifiers.includes('all');
  const chosen = all ? values : [pick(random, values)];
  if (chosen[0] === null || chosen[0] === undefined || modifiers.includes('exists'))
    return chosen[0] === true ? 'here' : undefined;
  const texts = chosen.map((value) =>
    modifiers.includes('re')
      ? regexInstance(String(value))
      : modifiers.includes('cidr')
        ? String(value).replace(/\d+\/\d+$/, '9')
        : instance(String(value), random),
  );
  const fill = () => pick(random, FILL) ?? '';
  const text = texts.join(all ? ' ' : '');
  if (modifiers.includes('startswith')) return text + fill();
  if (modifiers.includes('endswith')) return fill() + text;
  return modifiers.includes('contains') || modifiers.includes('re') ? fill() + text + fill() : text;
}

function nearMiss(text: string, random: Random): string {
  const at = random.below(Math.max(1, text.length));
  const kinds = [
    () => text.slice(0, at) + text.slice(at + 1),
    () => `${text.slice(0, at)}_${text.slice(at)}`,
    () => text.toUpperCase(),
    () => [...text].map((c, i) => (i % 2 ? c.toUpperCase() : c.toLowerCase())).join(''),
    () => `${text}.`,
    () => `.${text}`,
    () => text.slice(at),
  ];
  return (pick(random, kinds) ?? (() => text))();
}

/** `count` events for one detection. */
export function eventsFor(detection: Readonly<Record<string, unknown>>, count: number, random: Random): MadeEvent[] {
  const selections = Object.entries(detection).flatMap(([name, selection]) =>
    name === 'condition' ? [] : [wantedOf(selection)],
  );
  return Array.from({ length: count }, (_, i) => {
    const event = new Map<string, string>();
    for (const alternatives of selections) {
      // Every selection in some events, one missing in others.
      if (i % 4 !== 0 && random.below(3) === 0) continue;
      for (const wanted of pick(random, alternatives) ?? []) {
        const value = valueFor(wanted, random);
        if (value === undefined) continue;
        const before = event.get(wanted.field);
        event.set(wanted.field, before === undefined ? value : random.below(2) === 0 ? `${before} ${value}` : value);
      }
    }
    if (i % 3 === 2) {
      for (const [field, value] of event) if (random.below(2) === 0) event.set(field, nearMiss(value, random));
    }
    return event;
  });
}
