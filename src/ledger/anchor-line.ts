// One line that fits a letter or a newspaper: whoever holds it can later show which log there was on that day.
import { toBase64 } from './bytes.ts';
import type { Checkpoint } from './checkpoint.ts';

/** `akashi-anchor/1 ORIGIN SIZE ROOT DATE`. The date is the printer's: what proves it is where the line was printed. */
export function anchorLine({ origin, size, root }: Checkpoint, now: Date): string {
  return `akashi-anchor/1 ${origin} ${size} ${toBase64(root)} ${now.toISOString().slice(0, 10)}`;
}
