import { parseIsoTime } from '../times.ts';
import type { FileContext } from './format.ts';
import { isShape, type Json } from './json-shape.ts';
import { writtenTime } from './written-time.ts';

/** Characters of a written time. */
const LONGEST_TIME = 48;

/** Seconds, milliseconds, microseconds or nanoseconds since 1970, told apart by size; or a written time. 0: none. */
export function anyTime(value: Json | undefined, file: FileContext): number {
  if (isShape(value)) return anyTime(value['$date'], file);
  if (typeof value === 'string') {
    const written = parseIsoTime(value, file.local);
    if (written) return written.at;
    const epoch = /^\d{9,19}(?:\.\d{1,9})?$/.test(value) ? Number(value) : Number.NaN;
    if (!Number.isNaN(epoch)) return anyTime(epoch, file);
    // As PowerShell's ConvertTo-Json writes an instant.
    const milliseconds = /^\/Date\((\d{9,15})\)\/$/.exec(value)?.[1];
    if (milliseconds !== undefined) return Number(milliseconds) * 1e3;
    return value.length > LONGEST_TIME ? 0 : (writtenTime(value, file)?.at ?? 0);
  }
  if (typeof value !== 'number' || !(value > 0)) return 0;
  if (value < 1e11) return Math.round(value * 1e6);
  if (value < 1e14) return Math.round(value * 1e3);
  return value < 1e17 ? Math.round(value) : Math.round(value / 1e3);
}
