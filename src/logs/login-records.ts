// utmp, wtmp and btmp: fixed binary records of logins, with no line ends. Records are counted as lines.

/** Bytes of a record: 0 when the beginning of a file is not such records. */
export function recordSize(head: Buffer): number {
  for (const size of [384, 400] as const) if (looksLikeRecords(head, size)) return size;
  return 0;
}

/** Record kinds run from 0 (empty) to 9 (accounting). */
const LAST_KIND = 9;

// Names are not looked at: in btmp they are whatever an attacker typed.
function looksLikeRecords(head: Buffer, size: number): boolean {
  const whole = Math.min(Math.floor(head.length / size), 16);
  let alive = 0;
  for (let i = 0; i < whole; i += 1) {
    const at = i * size;
    const kind = head.readInt16LE(at);
    if (kind < 0 || kind > LAST_KIND || head.readInt16LE(at + 2) !== 0) return false;
    const seconds = size === 384 ? head.readInt32LE(at + 340) : Number(head.readBigInt64LE(at + 344));
    if (kind !== 0) {
      alive += 1;
      if (seconds !== 0 && (seconds < 100_000_000 || seconds > 4_294_967_295)) return false;
    }
  }
  return whole > 0 && alive > 0;
}
