import { readFileSync, statSync } from 'node:fs';

/** A verifier key as it was given: itself, or a file that holds it. A key names a log, so hardly a file by accident. */
export function writtenKey(given: string): string {
  return (statSync(given, { throwIfNoEntry: false })?.isFile() ? readFileSync(given, 'utf8') : given).trim();
}
