// Files as the program gzip packs them, with a name and a time, which Node leaves out.
import { gzipSync } from 'node:zlib';

export function gzipNamed(
  bytes: Uint8Array,
  { name, writtenMs }: { readonly name: string | null; readonly writtenMs: number | null },
): Buffer {
  const packed = Buffer.from(gzipSync(bytes));
  const header = Buffer.from(packed.subarray(0, 10));
  header.writeUInt32LE(writtenMs === null ? 0 : Math.floor(writtenMs / 1000), 4);
  if (name === null) return Buffer.concat([header, packed.subarray(10)]);
  header[3] = 8;
  return Buffer.concat([header, Buffer.from(`${name}\0`, 'latin1'), packed.subarray(10)]);
}
