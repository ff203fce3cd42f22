// Facts as the rest of Akashi sees them: the types and the parser, both derived from the one table of kinds.
import { type FieldSpec, type FieldType, factKinds } from './fact-kinds.ts';
import type { Both, Pointer } from './finding.ts';

export { type FieldSpec, type FieldType, factKinds, type KindSpec } from './fact-kinds.ts';

export type FactKind = keyof typeof factKinds;

type ValueOf<T extends FieldType> = T extends 'boolean'
  ? boolean
  : T extends 'count' | 'number' | 'share'
    ? number
    : T extends 'text' | 'instant'
      ? string
      : T extends readonly (infer Word)[]
        ? Word
        : never;

type FieldsOf<F extends Readonly<Record<string, FieldSpec>>> = {
  readonly [K in keyof F as F[K] extends { readonly optional: true } ? never : K]: ValueOf<F[K]['is']>;
} & { readonly [K in keyof F as F[K] extends { readonly optional: true } ? K : never]?: ValueOf<F[K]['is']> };

/** One fact. `id` is unique in its case (`f1`, `f2`, …); `foundBy` names the check that found it; `says` is for the report. */
export type FactOf<K extends FactKind> = K extends FactKind
  ? {
      readonly id: string;
      readonly kind: K;
      readonly foundBy?: string;
      readonly says?: Both;
      readonly pointers?: readonly Pointer[];
    } & FieldsOf<(typeof factKinds)[K]['fields']>
  : never;
export type Fact = FactOf<FactKind>;

/** What is wrong with one fact, in English for the operator: the place and what was expected, never the value itself. */
export type FactProblem = { readonly at: string; readonly expected: string };

const MOST_FACTS = 20_000;
const MOST_TEXT = 4_000;
const MOST_POINTERS = 10_000;
/** ISO 8601 with offset, or a date alone. */
const instant = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2}))?$/;

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const expectations: Readonly<Record<Exclude<FieldType, readonly string[]>, string>> = {
  boolean: 'true or false',
  count: 'a whole number from 0',
  number: 'a finite number',
  share: 'a number from 0 to 1',
  text: `text of 1 to ${MOST_TEXT} characters`,
  instant: 'a time in ISO 8601 with offset, or a date',
};

function fits(value: unknown, is: FieldType): boolean {
  if (typeof is !== 'string') return typeof value === 'string' && is.includes(value);
  if (is === 'boolean') return typeof value === 'boolean';
  if (is === 'text') return typeof value === 'string' && value.length > 0 && value.length <= MOST_TEXT;
  if (is === 'instant') return typeof value === 'string' && instant.test(value) && !Number.isNaN(Date.parse(value));
  if (typeof value !== 'number' || !Number.isFinite(value)) return false;
  if (is === 'count') return Number.isSafeInteger(value) && value >= 0;
  return is === 'number' || (value >= 0 && value <= 1);
}

function isBoth(value: unknown): value is Both {
  return isRecord(value) && typeof value['ja'] === 'string' && typeof value['en'] === 'string';
}

function isPointer(value: unknown): value is Pointer {
  if (!isRecord(value) || typeof value['path'] !== 'string' || typeof value['sha256'] !== 'string') return false;
  return [value['line'], value['byteStart'], value['byteEnd']].every((n) => Number.isSafeInteger(n) && Number(n) >= 0);
}

export function isFactKind(kind: unknown): kind is FactKind {
  return typeof kind === 'string' && Object.hasOwn(factKinds, kind);
}

function parseFact(value: unknown, index: number, problems: FactProblem[]): Fact | undefined {
  const at = `facts[${index}]`;
  if (!isRecord(value) || !isFactKind(value['kind'])) {
    problems.push({ at, expected: 'an object whose kind is one of docs/facts.md' });
    return undefined;
  }
  const fact: Record<string, unknown> = { id: `f${index + 1}`, kind: value['kind'] };
  const before = problems.length;
  for (const name of ['id', 'foundBy'] as const) {
    if (value[name] === undefined || value[name] === null) continue;
    if (fits(value[name], 'text')) fact[name] = value[name];
    else problems.push({ at: `${at}.${name}`, expected: expectations.text });
  }
  if (isBoth(value['says'])) fact['says'] = { ja: value['says'].ja, en: value['says'].en };
  if (Array.isArray(value['pointers'])) fact['pointers'] = value['pointers'].slice(0, MOST_POINTERS).filter(isPointer);
  const fields: Readonly<Record<string, FieldSpec>> = factKinds[value['kind']].fields;
  for (const [name, spec] of Object.entries(fields)) {
    const given = Object.hasOwn(value, name) ? value[name] : undefined;
    if (given === undefined || given === null) {
      if (!spec.optional) problems.push({ at: `${at}.${name}`, expected: `${expected(spec.is)}; it is missing` });
    } else if (fits(given, spec.is)) fact[name] = given;
    else problems.push({ at: `${at}.${name}`, expected: expected(spec.is) });
  }
  return problems.length === before ? (fact as Fact) : undefined;
}

function expected(is: FieldType): string {
  return typeof is === 'string' ? expectations[is] : `one of ${is.join(', ')}`;
}

/**
 * Reads `{"facts":[…]}` or a bare list. A fact that does not fit its kind is left out and named in `problems`; it is never
 * half used. Keys that the table does not know are dropped; a fact without an id gets `f` and its place from 1.
 */
export function parseFacts(value: unknown): {
  readonly facts: readonly Fact[];
  readonly problems: readonly FactProblem[];
} {
  const list: unknown = isRecord(value) ? value['facts'] : value;
  if (!Array.isArray(list)) return { facts: [], problems: [{ at: 'facts', expected: 'a list of facts' }] };
  const problems: FactProblem[] = [];
  if (list.length > MOST_FACTS) problems.push({ at: 'facts', expected: `at most ${MOST_FACTS} facts` });
  const seen = new Set<string>();
  const facts: Fact[] = [];
  list.slice(0, MOST_FACTS).forEach((item: unknown, index) => {
    const fact = parseFact(item, index, problems);
    if (!fact) return;
    if (seen.has(fact.id)) problems.push({ at: `facts[${index}].id`, expected: 'an id that no other fact has' });
    else {
      seen.add(fact.id);
      facts.push(fact);
    }
  });
  return { facts, problems };
}

/** The facts of one kind, typed. */
export function factsOf<K extends FactKind>(facts: readonly Fact[], kind: K): readonly FactOf<K>[] {
  return facts.filter((fact): fact is Extract<Fact, { readonly kind: K }> & FactOf<K> => fact.kind === kind);
}
