// The one form in which a pack is a ZIP file: members stored, in order of their paths, without times, comments or extras.
// So the bytes of a pack follow from its members, and a change anywhere in the container shows. Stands alone.

export type Member = { readonly path: string; readonly bytes: Uint8Array };

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
/** 1 January 1980, midnight: the earliest time a ZIP can say, and no real one. */
const NO_DATE = 0x0021;
const UTF8 = 0x0800;
const VERSION = 20;

/** Bounds against hostile files. A pack holds text and one page, not sources. */
export const MOST_MEMBERS = 2000;
export const MOST_BYTES = 256 * 1024 * 1024;

const table = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k += 1) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c >>> 0;
});

/** CRC-32 as ZIP has it (polynomial 0xEDB88320). Against accidents only: the manifest's SHA-256 is against people. */
export function crc32(bytes: Uint8Array): number {
  let c = 0xffffffff;
  for (const byte of bytes) c = (table[(c ^ byte) & 0xff] ?? 0) ^ (c >>> 8);
  return (c ^ 0xffffffff) >>> 0;
}

/** Inside the folder it is unpacked to, on every system. */
export function isSafePath(path: string): boolean {
  return (
    path.length > 0 &&
    path.length <= 200 &&
    /^[A-Za-z0-9._/-]+$/.test(path) &&
    !path.split('/').some((part) => part === '' || part === '.' || part === '..')
  );
}

/** By code units, the same on every machine. */
export const byPath = (a: { readonly path: string }, b: { readonly path: string }) =>
  a.path < b.path ? -1 : a.path > b.path ? 1 : 0;

/**
 * @throws RangeError on an unsafe or doubled path, or more than the bounds
 */
export function writeZip(members: readonly Member[]): Uint8Array {
  const sorted = [...members].sort(byPath);
  const total = sorted.reduce((sum, { path, bytes }) => sum + bytes.length + 76 + 2 * path.length, 22);
  if (sorted.length > MOST_MEMBERS || total > MOST_BYTES) throw new RangeError('too much for one pack');
  for (const [i, { path }] of sorted.entries()) {
    if (!isSafePath(path) || sorted[i + 1]?.path === path) throw new RangeError('unsafe or doubled path in a pack');
  }
  const out = new Uint8Array(total);
  const view = new DataView(out.buffer);
  let at = 0;
  const u16 = (value: number) => {
    view.setUint16(at, value, true);
    at += 2;
  };
  const u32 = (value: number) => {
    view.setUint32(at, value, true);
    at += 4;
  };
  const put = (bytes: Uint8Array) => {
    out.set(bytes, at);
    at += bytes.length;
  };
  const encoder = new TextEncoder();
  const offsets: number[] = [];
  const common = ({ path, bytes }: Member) => {
    u16(VERSION);
    u16(UTF8);
    u16(0); // stored
    u16(0);
    u16(NO_DATE);
    u32(crc32(bytes));
    u32(bytes.length);
    u32(bytes.length);
    u16(path.length);
    u16(0); // no extra field
  };
  for (const member of sorted) {
    offsets.push(at);
    u32(LOCAL);
    common(member);
    put(encoder.encode(member.path));
    put(member.bytes);
  }
  const directory = at;
  for (const [i, member] of sorted.entries()) {
    u32(CENTRAL);
    u16(VERSION);
    common(member);
    u16(0); // no comment
    u16(0); // disk
    u16(0); // internal attributes
    u32(0); // external attributes
    u32(offsets[i] ?? 0);
    put(encoder.encode(member.path));
  }
  const directoryBytes = at - directory;
  u32(END);
  u16(0);
  u16(0);
  u16(sorted.length);
  u16(sorted.length);
  u32(directoryBytes);
  u32(directory);
  u16(0);
  return out;
}

export type ZipFault = {
  readonly kind:
    | 'no-end'
    | 'directory'
    | 'too-large'
    | 'path'
    | 'doubled'
    | 'header'
    | 'method'
    | 'data'
    | 'checksum'
    | 'form';
  /** A member's path where one is known, else `container`. */
  readonly where: string;
};

export type ZipRead = { readonly members: readonly Member[]; readonly faults: readonly ZipFault[] };

type Entry = {
  readonly path: string;
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  readonly offset: number;
};

/** Only at the very end: bytes after it could hide anything. Else the last place that looks like one, as a fault. */
function findEnd(view: DataView, faults: ZipFault[]): number | undefined {
  const { byteLength } = view;
  if (byteLength >= 22 && view.getUint32(byteLength - 22, true) === END) return byteLength - 22;
  faults.push({ kind: 'no-end', where: 'container' });
  for (let at = byteLength - 23; at >= 0 && at >= byteLength - 66_000; at -= 1) {
    if (view.getUint32(at, true) === END) return at;
  }
  return undefined;
}

function directoryOf(bytes: Uint8Array, view: DataView, end: number, faults: ZipFault[]): Entry[] {
  const count = view.getUint16(end + 10, true);
  const start = view.getUint32(end + 16, true);
  const decoder = new TextDecoder();
  const entries: Entry[] = [];
  let at = start;
  for (let i = 0; i < Math.min(count, MOST_MEMBERS + 1); i += 1) {
    if (at + 46 > end || view.getUint32(at, true) !== CENTRAL) {
      faults.push({ kind: 'directory', where: 'container' });
      return entries;
    }
    const nameBytes = view.getUint16(at + 28, true);
    const path = decoder.decode(bytes.subarray(at + 46, Math.min(at + 46 + nameBytes, end)));
    entries.push({
      path,
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true),
    });
    at += 46 + nameBytes + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  if (count > MOST_MEMBERS) faults.push({ kind: 'too-large', where: 'container' });
  return entries;
}

/** Inflates at most `size` bytes; undefined when the data is broken or longer than it says. */
async function inflate(packed: Uint8Array<ArrayBuffer>, size: number): Promise<Uint8Array | undefined> {
  const out = new Uint8Array(size);
  let at = 0;
  try {
    const reader = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return at === size ? out : undefined;
      if (at + value.length > size) {
        await reader.cancel();
        return undefined;
      }
      out.set(value, at);
      at += value.length;
    }
  } catch {
    return undefined;
  }
}

async function dataOf(
  bytes: Uint8Array<ArrayBuffer>,
  view: DataView,
  entry: Entry,
  faults: ZipFault[],
): Promise<Uint8Array | undefined> {
  const { path: where, offset, method, packed, size, crc } = entry;
  if (offset + 30 > bytes.length || view.getUint32(offset, true) !== LOCAL) {
    faults.push({ kind: 'header', where });
    return undefined;
  }
  const start = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
  const name = new TextDecoder().decode(bytes.subarray(offset + 30, offset + 30 + view.getUint16(offset + 26, true)));
  if (name !== where) faults.push({ kind: 'header', where });
  if (start + packed > bytes.length || size > MOST_BYTES) {
    faults.push({ kind: 'data', where });
    return undefined;
  }
  const raw = bytes.subarray(start, start + packed);
  const data = method === 0 && packed === size ? raw : method === 8 ? await inflate(raw, size) : undefined;
  if (!data) {
    faults.push({ kind: method === 0 || method === 8 ? 'data' : 'method', where });
    return undefined;
  }
  if (crc32(data) !== crc) faults.push({ kind: 'checksum', where });
  return data;
}

/** Law: `readZip(writeZip(m))` gives `m` sorted and no fault; any other byte sequence gives at least one fault. */
export async function readZip(given: Uint8Array): Promise<ZipRead> {
  const faults: ZipFault[] = [];
  if (given.length > MOST_BYTES) return { members: [], faults: [{ kind: 'too-large', where: 'container' }] };
  const bytes = new Uint8Array(given);
  const view = new DataView(bytes.buffer);
  const end = findEnd(view, faults);
  if (end === undefined || end + 22 > bytes.length) return { members: [], faults };
  const members: Member[] = [];
  const seen = new Set<string>();
  let budget = MOST_BYTES;
  for (const entry of directoryOf(bytes, view, end, faults)) {
    const where = entry.path;
    if (!isSafePath(where)) {
      faults.push({ kind: 'path', where });
      continue;
    }
    if (seen.has(where)) {
      faults.push({ kind: 'doubled', where });
      continue;
    }
    seen.add(where);
    budget -= entry.size;
    if (budget < 0) {
      faults.push({ kind: 'too-large', where });
      break;
    }
    const data = await dataOf(bytes, view, entry, faults);
    if (data) members.push({ path: where, bytes: data });
  }
  if (faults.length === 0 && !sameBytes(writeZip(members), bytes)) faults.push({ kind: 'form', where: 'container' });
  return { members, faults };
}

export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}
