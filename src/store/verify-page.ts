import { readFileSync } from 'node:fs';

/** The page that checks a pack in a browser, as the build made it; null when this runs from sources that were not built. */
export function verifyPage(): Uint8Array | null {
  for (const place of ['../evidence/verify.html', '../../dist/src/evidence/verify.html']) {
    try {
      return readFileSync(new URL(place, import.meta.url));
    } catch {
      // The next place; null when there is none, and then the pack says that it carries no page.
    }
  }
  return null;
}
