// Values and their modifiers: what `field|contains|all: [...]` asks.
import { type Comparison, type Expression, type Piece, RuleRefusal, type Test, type TimePart } from './rule.ts';

export type Scalar = string | number | boolean | null;
/** Values for `%name%` placeholders of the expand modifier. */
export type Placeholders = Readonly<Record<string, readonly string[]>>;

const DASHES = ['-', '/', '–', '—', '―'] as const;
/** Characters of one value: with wildcards it becomes an expression, and those are bounded in the engine. */
const MAX_VALUE = 4_000;
const comparisons = ['lt', 'lte', 'gt', 'gte'] as const;
const timeParts = ['minute', 'hour', 'day', 'week', 'month', 'year'] as const;
const known = new Set<string>([
  ...['contains', 'startswith', 'endswith', 'all', 'exists', 'cased', 'neq', 'windash', 're', 'i', 'm', 's'],
  ...['base64', 'base64offset', 'utf16', 'utf16le', 'utf16be', 'wide', 'cidr', 'expand', 'fieldref'],
  ...comparisons,
  ...timeParts,
]);

/**
 * Text with Sigma's wildcards, read from left to right: a backslash takes the meaning from a following `*`, `?` or
 * backslash, and stands for itself before anything else.
 */
export function parsePieces(value: string): Piece[] {
  if (value.length > MAX_VALUE) throw new RuleRefusal(`a value of over ${MAX_VALUE} characters`);
  const pieces: Piece[] = [];
  let text = '';
  const flush = () => {
    if (text !== '') pieces.push({ text });
    text = '';
  };
  for (let i = 0; i < value.length; i += 1) {
    const c = value.charAt(i);
    const next = value.charAt(i + 1);
    if (c === '\\' && (next === '*' || next === '?' || next === '\\')) {
      text += next;
      i += 1;
    } else if (c === '*' || c === '?') {
      flush();
      const last = pieces.at(-1);
      // Runs of `*` say nothing more than one.
      if (!(c === '*' && last && 'wild' in last && last.wild === 'many')) {
        pieces.push({ wild: c === '*' ? 'many' : 'one' });
      }
    } else text += c;
  }
  flush();
  return pieces;
}

function surround(pieces: readonly Piece[], how: 'contains' | 'startswith' | 'endswith' | undefined): Piece[] {
  const many: Piece = { wild: 'many' };
  const starts = pieces[0];
  const ends = pieces.at(-1);
  const open = starts && 'wild' in starts && starts.wild === 'many';
  const close = ends && 'wild' in ends && ends.wild === 'many';
  return [
    ...((how === 'contains' || how === 'endswith') && !open ? [many] : []),
    ...pieces,
    ...((how === 'contains' || how === 'startswith') && !close ? [many] : []),
  ];
}

/** A flag's dash may be any of five: `-x`, `/x`, `–x`, `—x`, `―x`. A dash inside a word is left alone. */
function withDashes(pieces: readonly Piece[]): Piece[] {
  return pieces.flatMap((piece): Piece[] => {
    if (!('text' in piece)) return [piece];
    const out: Piece[] = [];
    let last = 0;
    for (const match of piece.text.matchAll(/(?<![\p{L}\p{N}_])[-/–—―](?=[\p{L}\p{N}_])/gu)) {
      if (match.index > last) out.push({ text: piece.text.slice(last, match.index) });
      out.push({ oneOf: DASHES });
      last = match.index + match[0].length;
    }
    if (last < piece.text.length) out.push({ text: piece.text.slice(last) });
    return out;
  });
}

function plainText(value: string, modifier: string): string {
  const pieces = parsePieces(value);
  if (pieces.some((piece) => !('text' in piece)))
    throw new RuleRefusal(`a wildcard cannot be taken through ${modifier}`);
  return pieces.map((piece) => ('text' in piece ? piece.text : '')).join('');
}

function utf16(text: string, order: 'le' | 'be', mark: boolean): Buffer {
  const bytes = Buffer.from((mark ? '\ufeff' : '') + text, 'utf16le');
  return order === 'be' ? bytes.swap16() : bytes;
}

/** The parts of the Base64 that do not depend on what stands before and after, for each of the three offsets. */
function base64Offsets(bytes: Buffer): string[] {
  const starts = [0, 2, 3] as const;
  const ends = [undefined, -3, -2] as const;
  return ([0, 1, 2] as const).map((offset) =>
    Buffer.concat([Buffer.alloc(offset, 32), bytes])
      .toString('base64')
      .slice(starts[offset], ends[(bytes.length + offset) % 3]),
  );
}

/** Whatever stands between value and test: encodings first, in the order they were written. */
function encode(
  value: string,
  modifiers: readonly string[],
): { readonly texts: readonly string[]; readonly encoded: boolean } {
  let bytes: Buffer | undefined;
  let texts: string[] | undefined;
  for (const modifier of modifiers) {
    const source = () => bytes ?? Buffer.from(texts?.[0] ?? plainText(value, modifier), 'utf8');
    if (modifier === 'wide' || modifier === 'utf16le') bytes = utf16(plainText(value, modifier), 'le', false);
    else if (modifier === 'utf16be') bytes = utf16(plainText(value, modifier), 'be', false);
    else if (modifier === 'utf16') bytes = utf16(plainText(value, modifier), 'le', true);
    else if (modifier === 'base64') {
      texts = [source().toString('base64')];
      bytes = undefined;
    } else if (modifier === 'base64offset') {
      texts = base64Offsets(source());
      bytes = undefined;
    }
  }
  // UTF-16 without Base64 is searched for as bytes: one character a byte, which a log read as text can hold only below 0x80.
  return {
    texts: texts ?? (bytes ? [bytes.toString('latin1')] : []),
    encoded: texts !== undefined || bytes !== undefined,
  };
}

/** The first placeholder of a value that has no values. */
function unknownPlaceholder(value: string, placeholders: Placeholders): string | undefined {
  return [...value.matchAll(/%([^%\s]+)%/g)].map((match) => match[1] ?? '').find((name) => !placeholders[name]?.length);
}

function expandPlaceholders(value: string, placeholders: Placeholders): string[] {
  const match = /%([^%\s]+)%/.exec(value);
  if (!match) return [value];
  const values = placeholders[match[1] ?? ''] ?? [];
  return values.flatMap((text) =>
    expandPlaceholders(value.slice(match.index + match[0].length), placeholders).map(
      (rest) => value.slice(0, match.index) + text + rest,
    ),
  );
}

function numberOf(value: Scalar, modifier: string): number {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isFinite(number)) {
    throw new RuleRefusal(`${modifier} needs a number`);
  }
  return number;
}

const isOneOf = <T extends string>(list: readonly T[], word: string): word is T =>
  (list as readonly string[]).includes(word);

/** What each modifier of `field|a|b` asks of one value. */
function testsOf(field: string, modifiers: readonly string[], value: Scalar, placeholders: Placeholders): Expression[] {
  const has = (modifier: string) => modifiers.includes(modifier);
  const one = (test: Test): Expression[] => [{ test }];
  if (has('exists')) {
    if (typeof value !== 'boolean') throw new RuleRefusal('exists needs true or false');
    return one({ is: 'exists', field, wanted: value });
  }
  const comparison = comparisons.find(has) ?? 'eq';
  const part = timeParts.find(has);
  if (part)
    return one({ is: 'time', field, part: part satisfies TimePart, op: comparison, value: numberOf(value, part) });
  if (comparison !== 'eq') {
    return one({ is: 'number', field, op: comparison satisfies Comparison, value: numberOf(value, comparison) });
  }
  const how = (['contains', 'startswith', 'endswith'] as const).find(has);
  const cased = has('cased');
  if (value === null) {
    if (modifiers.some((modifier) => modifier !== 'all' && modifier !== 'neq')) {
      throw new RuleRefusal('null takes no modifier');
    }
    return one({ is: 'null', field });
  }
  const text = String(value);
  if (has('fieldref')) return one({ is: 'same-as', field, other: text, how: how ?? 'equals', cased });
  if (has('cidr')) return one({ is: 'cidr', field, network: text });
  if (has('re')) {
    const lead = /^\(\?([ims]+)\)/.exec(text);
    const flags = { i: has('i'), m: has('m'), s: has('s') };
    const source = lead ? text.slice(lead[0].length) : text;
    for (const flag of lead?.[1] ?? '') if (flag === 'i' || flag === 'm' || flag === 's') flags[flag] = true;
    return one({ is: 'regex', field, source, flags });
  }
  if (has('i') || has('m') || has('s')) throw new RuleRefusal('i, m and s belong to re');
  const missing = has('expand') ? unknownPlaceholder(text, placeholders) : undefined;
  if (missing !== undefined) return one({ is: 'placeholder', field, name: missing });
  const values = has('expand') ? expandPlaceholders(text, placeholders) : [text];
  return values.flatMap((each) => {
    const { texts, encoded } = encode(each, modifiers);
    const lists = encoded ? texts.map((t): Piece[] => (t === '' ? [] : [{ text: t }])) : [parsePieces(each)];
    return lists.map((pieces): Expression => {
      const dashed = has('windash') ? withDashes(pieces) : pieces;
      // A keyword is looked for anywhere in the message. Base64 tells upper from lower case.
      const around = field === '' ? 'contains' : how;
      return {
        test: {
          is: 'text',
          field,
          pieces: surround(dashed, around),
          cased: cased || modifiers.some((m) => m.startsWith('base64')),
        },
      };
    });
  });
}

/**
 * One `field|modifiers: value(s)` entry.
 *
 * @throws RuleRefusal for an unknown modifier or a value the modifier cannot take
 */
export function parseEntry(key: string, values: readonly Scalar[], placeholders: Placeholders): Expression {
  const [field = '', ...modifiers] = key.split('|');
  for (const modifier of modifiers) {
    if (!known.has(modifier)) throw new RuleRefusal(`unknown modifier "${modifier}"`);
  }
  if (modifiers.filter((m) => isOneOf(['contains', 'startswith', 'endswith'], m)).length > 1) {
    throw new RuleRefusal('only one of contains, startswith and endswith can hold');
  }
  if (values.length === 0) throw new RuleRefusal(`"${key}" has no value`);
  const each = values.map((value): Expression => {
    const tests = testsOf(field, modifiers, value, placeholders);
    const [only] = tests;
    return tests.length === 1 && only ? only : { any: tests };
  });
  const [only] = each;
  const joined: Expression =
    each.length === 1 && only ? only : modifiers.includes('all') ? { all: each } : { any: each };
  return modifiers.includes('neq') ? { not: joined } : joined;
}
