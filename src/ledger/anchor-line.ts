// One line that fits a letter or a newspaper: whoever holds it can later show which log there was on that day.
import { fromBase64, parseDecimal, toBase64 } from './bytes.ts';
import type { Checkpoint } from './checkpoint.ts';
import { HASH_BYTES } from './merkle.ts';

const KIND = 'akashi-anchor/1';

/** `akashi-anchor/1 ORIGIN SIZE ROOT DATE`. The date is the printer's: what proves it is where the line was printed. */
export function anchorLine({ origin, size, root }: Checkpoint, now: Date): string {
  return `${KIND} ${origin} ${size} ${toBase64(root)} ${now.toISOString().slice(0, 10)}`;
}

/** What a line says of the log. A line that was typed from paper may lack its date, which proves nothing. */
export type AnchoredTree = Pick<Checkpoint, 'origin' | 'size' | 'root'>;

/** Undefined for anything but such a line. Law: parseAnchorLine(anchorLine(c)) is origin, size and root of c. */
export function parseAnchorLine(text: string): AnchoredTree | undefined {
  const [kind, origin, count, hash, ...more] = text.trim().split(/\s+/, 6);
  const [size, root] = [parseDecimal(count ?? ''), fromBase64(hash ?? '')];
  const isDate = more.length === 0 || (more.length === 1 && /^\d{4}-\d{2}-\d{2}$/.test(more[0] ?? ''));
  if (kind !== KIND || !origin || size === undefined || root?.length !== HASH_BYTES || !isDate) return undefined;
  return { origin, size, root };
}
