import { fromBytes, toBytes } from '../rows.ts';

export type Json = string | number | boolean | null | readonly Json[] | Shape;
export type Shape = { readonly [key: string]: Json };

/** A value by its path; undefined where the path ends early. */
export function at(shape: Shape, ...path: readonly string[]): Json | undefined {
  let value: Json | undefined = shape;
  for (const key of path) {
    if (!isShape(value)) return undefined;
    value = Object.hasOwn(value, key) ? value[key] : undefined;
  }
  return value;
}

/** A value as a byte string: text as it is, numbers and booleans written out, '' for everything else. */
export function text(value: Json | undefined): string {
  if (typeof value === 'string') return toBytes(value);
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

export function number(value: Json | undefined): number | undefined {
  if (typeof value === 'number' && Number.isFinite(value)) return Math.trunc(value);
  return typeof value === 'string' && /^-?\d{1,15}$/.test(value) ? Number(value) : undefined;
}

export function isShape(value: Json | undefined): value is Shape {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Fields kept of one object, and characters of one value: enough for any rule, bounded for any writer. */
const MOST_FIELDS = 256;
const LONGEST_VALUE = 16_384;

/** Leaves by their dotted path; a list of plain values is joined by spaces, a list of objects is kept as JSON. */
export function flatten(shape: Shape): Record<string, string> {
  const fields: Record<string, string> = {};
  let count = 0;
  const put = (key: string, value: string): void => {
    if (count >= MOST_FIELDS) return;
    count += 1;
    fields[toBytes(key)] = value.length > LONGEST_VALUE ? value.slice(0, LONGEST_VALUE) : value;
  };
  const visit = (value: Json, path: string): void => {
    if (count >= MOST_FIELDS || value === null) return;
    if (Array.isArray(value)) {
      const plain = value.every((one) => typeof one !== 'object' || one === null);
      put(
        path,
        plain ? value.map((one: Json) => text(one)).join(' ') : toBytes(JSON.stringify(value).slice(0, LONGEST_VALUE)),
      );
    } else if (isShape(value)) {
      for (const [key, inner] of Object.entries(value)) visit(inner, path === '' ? key : `${path}.${key}`);
    } else put(path, text(value));
  };
  visit(shape, '');
  return fields;
}

/** A line that is an object, or starts one; deeper than this is hostile. */
const DEEPEST = 64;

/** Text as a JSON object; undefined for anything else. Byte string in. */
export function parseShape(line: string): Shape | undefined {
  const start = line.startsWith('\xef\xbb\xbf') ? 3 : 0;
  if (line.charCodeAt(start) !== 123) return undefined;
  let depth = 0;
  for (let i = start; i < line.length && depth <= DEEPEST; i += 1) {
    const c = line.charCodeAt(i);
    if (c === 123 || c === 91) depth += 1;
    else if (c === 125 || c === 93) depth -= 1;
  }
  if (depth > DEEPEST) return undefined;
  try {
    const value: Json = JSON.parse(fromBytes(start === 0 ? line : line.slice(start)));
    return isShape(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/**
 * OpenTelemetry's logs put what the application named under `attributes`, those of Rust's tracing under `fields`. Nextcloud
 * writes `--` for nobody.
 */
export function firstField(fields: Readonly<Record<string, string>>, keys: readonly string[]): string {
  for (const key of keys) {
    const value = fields[key] ?? fields[`attributes.${key}`] ?? fields[`fields.${key}`];
    if (value !== undefined && value !== '' && value !== '--') return value;
  }
  return '';
}
