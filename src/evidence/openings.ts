// Openings: what stood in the replaced places of a pack, for counsel or a regulator. Handed over beside the pack, never inside.
// Stands alone, because the verifier checks them.
import { at, canonicalJson, isRecord, type Json, listAt, textAt } from './canonical-json.ts';
import * as layout from './pack-layout.ts';
import type { Contents } from './verify-container.ts';
import type { Findings } from './verify-report.ts';

/** What opens one commitment: given to counsel or a regulator beside the pack, never inside it. */
export type Opening = {
  readonly place: string;
  readonly commitment: string;
  readonly salt: string;
  readonly raw: string;
};

export const OPENINGS_FORMAT = 'akashi-openings/1';
const MOST_OPENINGS = 100_000;

/** A file of openings. It names people: whoever holds it holds what the pack hides. */
export function writeOpenings(openings: readonly Opening[]): string {
  const sorted = [...openings].sort((a, b) => (a.commitment < b.commitment ? -1 : a.commitment > b.commitment ? 1 : 0));
  const rows = sorted.map(({ place, commitment, salt, raw }) => ({ place, commitment, salt, raw }));
  return `${canonicalJson({ format: OPENINGS_FORMAT, openings: rows })}\n`;
}

const hex = (bytes: ArrayBuffer) =>
  [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('');

async function opens(salt: string, raw: string): Promise<string | undefined> {
  const pairs = /^(?:[0-9a-f]{2}){16}$/.test(salt) ? salt.match(/../g) : null;
  if (!pairs) return undefined;
  const { subtle } = globalThis.crypto;
  const bytes = Uint8Array.from(pairs, (pair) => Number.parseInt(pair, 16));
  const key = await subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  return hex(await subtle.sign('HMAC', key, new TextEncoder().encode(raw)));
}

/** Each opening must open a commitment of this pack; those without one stay closed, which is said. */
export async function checkOpenings({ json }: Contents, openings: Json | undefined, findings: Findings): Promise<void> {
  const committed = new Set<string>();
  for (const quote of listAt(json.get(layout.QUOTES), 'quotes')) {
    for (const part of listAt(quote, 'parts')) {
      const redacted = at(part, 'redacted');
      if (isRecord(redacted)) committed.add(textAt(redacted, 'commitment') ?? '');
    }
  }
  if (openings === undefined) {
    if (committed.size > 0) {
      findings.notChecked(
        `置き換えた所 ${committed.size} か所に何があったか（開けるものは渡されていません）。`,
        `what stood in ${committed.size} replaced places: nothing was given that opens them`,
      );
    }
    return;
  }
  const rows = listAt(openings, 'openings');
  if (textAt(openings, 'format') !== OPENINGS_FORMAT || rows.length > MOST_OPENINGS) {
    findings.problem('openings', 'openings', '開けるものの形が違います', 'these are no openings of a pack');
    return;
  }
  const opened = new Set<string>();
  for (const row of rows) {
    const commitment = textAt(row, 'commitment') ?? '';
    const where = textAt(row, 'place') ?? '';
    if (!committed.has(commitment)) {
      findings.problem(
        'openings',
        where,
        'この一式にない所を開けるものです',
        'opens a place that this pack does not have',
      );
    } else if ((await opens(textAt(row, 'salt') ?? '', textAt(row, 'raw') ?? '')) !== commitment) {
      findings.problem('openings', where, '開けたものが封と合いません', 'does not fit the commitment');
    } else opened.add(commitment);
  }
  const closed = committed.size - opened.size;
  if (closed > 0)
    findings.notChecked(`開けられていない所が ${closed} か所あります。`, `${closed} replaced places stay closed`);
  findings.looked('openings');
}
