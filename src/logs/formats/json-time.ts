import { parseIsoTime } from '../times.ts';
import type { FileContext } from './format.ts';
import { isShape, type Json } from './json-shape.ts';
import { writtenTime } from './written-time.ts';

/** Characters of a written time. */
const LONGEST_TIME = 48;

/**
 * `20261019140211.512`: year to second as one number. Read as milliseconds since 1970 it would lie in the 27th century, so that
 * nothing else is mistaken for it.
 */
const inOneNumber =
  /^((?:19[7-9]|20[0-9])\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])([01]\d|2[0-3])([0-5]\d)([0-5]\d)(\.\d{1,9})?$/;
const apart = (text: string): string => text.replace(inOneNumber, '$1-$2-$3T$4:$5:$6$7');

/** Seconds, milliseconds, microseconds or nanoseconds since 1970, told apart by size; or a written time. 0: none. */
export function anyTime(value: Json | undefined, file: FileContext): number {
  if (isShape(value)) return anyTime(value['$date'], file);
  if (typeof value === 'string') {
    const written = parseIsoTime(apart(value), file.local);
    if (written) return written.at;
    const epoch = /^\d{9,19}(?:\.\d{1,9})?$/.test(value) ? Number(value) : Number.NaN;
    if (!Number.isNaN(epoch)) return anyTime(epoch, file);
    // As PowerShell's ConvertTo-Json writes an instant.
    const milliseconds = /^\/Date\((\d{9,15})\)\/$/.exec(value)?.[1];
    if (milliseconds !== undefined) return Number(milliseconds) * 1e3;
    return value.length > LONGEST_TIME ? 0 : (writtenTime(value, file)?.at ?? 0);
  }
  if (typeof value !== 'number' || !(value > 0)) return 0;
  if (value > 1.9e13 && value < 2.1e13) {
    const written = parseIsoTime(apart(String(value)), file.local);
    if (written) return written.at;
  }
  if (value < 1e11) return Math.round(value * 1e6);
  if (value < 1e14) return Math.round(value * 1e3);
  return value < 1e17 ? Math.round(value) : Math.round(value / 1e3);
}
