// JSON in a parameter, plain or as Base64: filters, tokens, records. It may hold no text with syntax, and of the operators of a
// document database only those that compare a field with something.
import { isShape, type Json } from '../../formats/json-shape.ts';
import { disguise, isOwnPath, isPlain } from './plain-text.ts';
import { isWords, isWritten } from './written-text.ts';

const DEEPEST = 8;
/** What nobody filters by but who does not know it: how one injects into a login. */
const SECRET = /user|login|pass|pwd|pin$|token|secret|key|auth|mail|otp|role|admin/i;
const DATE = /^\d{4}-\d\d-\d\d(?:T[\d:.]{5,12}(?:Z|[+-]\d\d:?\d\d)?)?$/;

function isOrdinaryText(given: string): boolean {
  // "it's", "A & B", "<5 kg": a quote between letters, a sign between words or before a number.
  const text = given.replace(/(?<=\p{L})['’](?=\p{L})|(?<=[\p{L}\p{N}] )&(?= \p{L})|^[<>](?=\d)/gu, '');
  // Signs by which a filter compares, as texts of their own.
  if (/^(?:[<>]=?|!?=|<>)$/.test(given)) return true;
  if (isOwnPath(given)) return true;
  if (/^[\p{L}\p{N}\s_.,:@%*+-]*$/u.test(text) && isPlain(text.replace(/[%*]/g, ''))) return true;
  return isWords(given) || isWritten(given, 'value');
}

const isPoint = (value: Json | undefined): boolean =>
  typeof value === 'number' ||
  (typeof value === 'string' && DATE.test(value)) ||
  (isShape(value) && Object.keys(value).join() === '$date' && isPoint(value['$date']));

/** An operator of a document database with what it compares a field with. Anything that is true of every record is none. */
function isComparison(operator: string, value: Json): boolean {
  if (/^\$(?:gte?|lte?)$/.test(operator)) return isPoint(value);
  if (/^\$n?in$/.test(operator))
    return Array.isArray(value) && value.length > 0 && value.every((one: Json) => isOrdinaryJson(one, DEEPEST));
  if (operator === '$exists') return typeof value === 'boolean';
  if (/^\$(?:ne|eq)$/.test(operator))
    return (
      typeof value === 'boolean' || (typeof value === 'string' && /^\p{L}{2}/u.test(value) && isOrdinaryText(value))
    );
  if (operator === '$regex') return typeof value === 'string' && /^\^?[\p{L}\d ]{2,64}\$?$/u.test(value);
  return operator === '$options' && typeof value === 'string' && /^[imsx]{1,4}$/.test(value);
}

const hasFields = (part: Json): boolean => isShape(part) && Object.keys(part).length > 0;

export function isOrdinaryJson(value: Json, depth = 0, field = ''): boolean {
  if (depth > DEEPEST) return false;
  if (typeof value === 'string') return isOrdinaryText(value);
  if (Array.isArray(value)) return value.every((one: Json) => isOrdinaryJson(one, depth + 1));
  if (!isShape(value)) return true;
  return Object.entries(value).every(([key, one]) => {
    if (/^\$(?:and|or)$/.test(key))
      // A condition without a field is true of every record.
      return Array.isArray(one) && one.every(hasFields) && isOrdinaryJson(one, depth + 1);
    if (key.startsWith('$')) return field !== '' && !SECRET.test(field) && isComparison(key, one);
    return /^(?!__|constructor$|prototype$)[\w.@ -]{1,64}$/.test(key) && isOrdinaryJson(one, depth + 1, key);
  });
}

/** `price[$gt]=10`: a field, a bound. */
export const isBound = (name: string, value: string): boolean => {
  const field = /^([\w.]{1,64})(?:\[|%5b)(?:\$|%24)(?:gte?|lte?)(?:\]|%5d)$/i.exec(name)?.[1];
  return field !== undefined && !SECRET.test(field) && (/^-?\d{1,15}(?:\.\d{1,9})?$/.test(value) || DATE.test(value));
};

export function json(text: string): Json | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return undefined;
  }
}

/** What a value is in Base64, where that is text; the rules read it so. */
export function insideBase64(value: string): string | undefined {
  if (!/^[A-Za-z0-9+/_ -]{8,4096}={0,2}$/.test(value)) return undefined;
  // A plus that nobody encoded was read as a space.
  const bytes = Buffer.from(value.replaceAll(' ', '+'), 'base64');
  const text = bytes.toString('latin1');
  if (/^eyJ/.test(value)) return bytes.toString('utf8');
  return /^[\t\n\r -~]+$/.test(text) ? text : undefined;
}

/** Whether what Base64 hides is as ordinary as it would be in the open. */
export function isOrdinaryInside(text: string): boolean {
  const shape = json(text);
  if (shape !== undefined) return isOrdinaryJson(shape);
  return !disguise.test(text) && (isPlain(text) || isWritten(text, 'value'));
}
