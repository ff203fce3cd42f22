// JSON in the one form of RFC 8785, for values that came out of JSON.parse. Stands alone, because the verifier does.

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** Deeper than anything a pack holds; a hostile file must not exhaust the stack. */
const DEEPEST = 64;

/**
 * Keys sorted by UTF-16 code units, numbers and strings as ECMAScript writes them.
 *
 * @throws RangeError when nested deeper than 64
 * @see RFC 8785 §3.2
 */
export function canonicalJson(value: Json, depth = 0): string {
  if (depth > DEEPEST) throw new RangeError('nested too deeply');
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (isList(value)) return `[${value.map((each) => canonicalJson(each, depth + 1)).join(',')}]`;
  const keys = Object.keys(value).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonicalJson(value[key] ?? null, depth + 1)}`).join(',')}}`;
}

export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

export function isRecord(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Undefined when the bytes are no UTF-8 or no JSON, or nested too deeply; `canonical` false when in another form. */
export function parseCanonical(bytes: Uint8Array): { readonly value: Json; readonly canonical: boolean } | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    const value: Json = JSON.parse(text);
    return { value, canonical: canonicalJson(value) === text };
  } catch {
    return undefined;
  }
}

export const at = (value: Json | undefined, key: string): Json | undefined =>
  isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined;
export const textAt = (value: Json | undefined, key: string): string | undefined => {
  const inner = at(value, key);
  return typeof inner === 'string' ? inner : undefined;
};
export const numberAt = (value: Json | undefined, key: string): number | undefined => {
  const inner = at(value, key);
  return typeof inner === 'number' ? inner : undefined;
};
export const listAt = (value: Json | undefined, key: string): readonly Json[] => {
  const inner = at(value, key);
  return isList(inner) ? inner : [];
};
