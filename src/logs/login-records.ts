// utmp, wtmp and btmp: fixed binary records of logins, with no line ends. Records are counted as lines.

/** Bytes of a record: 0 when the beginning of a file is not such records. */
export function recordSize(head: Buffer): number {
  for (const size of [384, 400] as const) if (looksLikeRecords(head, size)) return size;
  return 0;
}

/** Record kinds run from 0 (empty) to 9 (accounting). */
const LAST_KIND = 9;

function looksLikeRecords(head: Buffer, size: number): boolean {
  const whole = Math.min(Math.floor(head.length / size), 16);
  let alive = 0;
  for (let i = 0; i < whole; i += 1) {
    const at = i * size;
    const kind = head.readInt16LE(at);
    if (kind < 0 || kind > LAST_KIND || head.readInt16LE(at + 2) !== 0) return false;
    // Line, id, user and host are text that ends in NUL.
    for (const [from, length] of [
      [8, 32],
      [44, 32],
      [76, 256],
    ] as const) {
      const text = head.subarray(at + from, at + from + length);
      const end = text.indexOf(0);
      for (let k = 0; k < (end < 0 ? length : end); k += 1) if ((text[k] ?? 0) < 32) return false;
    }
    const seconds = size === 384 ? head.readInt32LE(at + 340) : Number(head.readBigInt64LE(at + 344));
    if (kind !== 0) {
      alive += 1;
      if (seconds !== 0 && (seconds < 100_000_000 || seconds > 4_294_967_295)) return false;
    }
  }
  return whole > 0 && alive > 0;
}
