// What a gzip file says of itself, before its contents: when what it holds was last written, its name then, and by what it
// was packed. Whoever packs chooses all of it; a series that is packed by one job says the same in every file.
//
// @see RFC 1952, section 2.3 (member header)

export type Packing = {
  /** The name of what was packed, where it is kept: text of the packer's choice, at most 255 characters. */
  readonly name: string | null;
  /** When what was packed was last written, by the packer's word; milliseconds. Null: not said. */
  readonly writtenMs: number | null;
  /** Flags, effort and system as the packer sets them: the same for all that one program packs in one way. */
  readonly how: string;
};

const EXTRA = 4;
const NAME = 8;
const LONGEST_NAME = 255;

/** @param head the first bytes of a file; undefined where they are not the header of gzip, or break off within it */
export function gzipHeader(head: Uint8Array): Packing | undefined {
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.length);
  if (bytes.length < 10 || bytes[0] !== 0x1f || bytes[1] !== 0x8b || bytes[2] !== 8) return undefined;
  const flags = bytes[3] ?? 0;
  const seconds = bytes.readUInt32LE(4);
  const how = `${flags}:${bytes[8]}:${bytes[9]}`;
  const writtenMs = seconds === 0 ? null : seconds * 1000;
  if ((flags & NAME) === 0) return { name: null, writtenMs, how };
  let at = 10;
  if ((flags & EXTRA) !== 0) {
    if (at + 2 > bytes.length) return undefined;
    at += 2 + bytes.readUInt16LE(at);
  }
  const end = bytes.indexOf(0, at);
  // RFC 1952: names are Latin-1. Control characters would act on the terminal that shows them.
  if (at >= bytes.length || end < 0 || end - at > LONGEST_NAME) return undefined;
  const name = bytes
    .subarray(at, end)
    .toString('latin1')
    .replace(/[\0-\x1f\x7f-\x9f]/g, '\ufffd');
  return { name, writtenMs, how };
}
