// Which encoding the bytes of a file of lines are in.
import type { LineScan } from './line-scan.ts';

export function encodingOf(scan: LineScan): string {
  if (scan.ascii) return scan.nulBytes ? 'ascii with NUL bytes' : 'ascii';
  if (scan.utf8) return scan.nulBytes ? 'utf-8 with NUL bytes' : 'utf-8';
  return eightBit(scan.head.length > 0 ? Buffer.concat([scan.head, scan.tail]) : scan.head);
}

/** Which of the Japanese encodings the bytes over 0x7F form, judged by how many pairs fit; else `8-bit`. */
function eightBit(sample: Buffer): string {
  let shiftJis = 0;
  let eucJp = 0;
  let high = 0;
  for (let i = 0; i < sample.length; i += 1) {
    const byte = sample[i] ?? 0;
    if (byte < 0x80) continue;
    high += 1;
    const next = sample[i + 1] ?? 0;
    const lead = (byte >= 0x81 && byte <= 0x9f) || (byte >= 0xe0 && byte <= 0xfc);
    if (lead && next >= 0x40 && next <= 0xfc && next !== 0x7f) {
      shiftJis += 1;
      if (byte >= 0xa1 && next >= 0xa1) eucJp += 1;
      i += 1;
    } else if (byte >= 0xa1 && byte <= 0xfe && next >= 0xa1 && next <= 0xfe) {
      eucJp += 1;
      i += 1;
    }
  }
  if (high === 0) return '8-bit';
  if (eucJp >= 0.9 * high) return 'euc-jp';
  return shiftJis >= 0.9 * high ? 'shift_jis' : '8-bit';
}
