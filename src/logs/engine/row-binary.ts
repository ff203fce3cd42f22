import type { EventRow, WebRow } from '../rows.ts';

/** Up to this many bytes a call into the runtime takes longer than a loop. */
const SHORT = 24;

/**
 * Rows in ClickHouse's RowBinary, written by hand: it takes any byte as it is, where JSON would replace what is not
 * UTF-8 and TSV would need every string escaped.
 */
export class RowBinary {
  #bytes: Buffer;
  #at = 0;

  constructor(capacity = 1 << 20) {
    this.#bytes = Buffer.allocUnsafe(capacity);
  }

  get length(): number {
    return this.#at;
  }

  /** What was written so far; valid until the next write. */
  taken(): Buffer {
    const bytes = this.#bytes.subarray(0, this.#at);
    this.#at = 0;
    return bytes;
  }

  #need(more: number): void {
    if (this.#at + more <= this.#bytes.length) return;
    const grown = Buffer.allocUnsafe(Math.max(this.#bytes.length * 2, this.#at + more));
    this.#bytes.copy(grown, 0, 0, this.#at);
    this.#bytes = grown;
  }

  u16(value: number): void {
    this.#need(2);
    this.#at = this.#bytes.writeUInt16LE(value, this.#at);
  }

  u32(value: number): void {
    this.#need(4);
    this.#at = this.#bytes.writeUInt32LE(value, this.#at);
  }

  /** Whole numbers within ±2^53. */
  i64(value: number): void {
    this.#need(8);
    const high = Math.floor(value / 4_294_967_296);
    this.#bytes.writeUInt32LE(value - high * 4_294_967_296, this.#at);
    this.#at = this.#bytes.writeInt32LE(high, this.#at + 4);
  }

  #count(value: number): void {
    this.#need(5);
    let rest = value;
    while (rest > 127) {
      this.#bytes[this.#at] = (rest & 127) | 128;
      this.#at += 1;
      rest >>>= 7;
    }
    this.#bytes[this.#at] = rest;
    this.#at += 1;
  }

  /** A byte string. */
  text(value: string): void {
    const { length } = value;
    this.#count(length);
    this.#need(length);
    if (length > SHORT) {
      this.#at += this.#bytes.write(value, this.#at, 'latin1');
      return;
    }
    const bytes = this.#bytes;
    const at = this.#at;
    for (let i = 0; i < length; i += 1) bytes[at + i] = value.charCodeAt(i);
    this.#at = at + length;
  }

  map(fields: Readonly<Record<string, string>>): void {
    const names = Object.keys(fields);
    this.#count(names.length);
    for (const name of names) {
      this.text(name);
      this.text(fields[name] ?? '');
    }
  }
}

export const webStructure =
  "f UInt32, n UInt64, ts DateTime64(3, 'UTC'), client String, user String, vhost String, method String, target String, path String, query String, proto String, status UInt16, size Int64, referer String, agent String";

export function writeWeb(out: RowBinary, f: number, n: number, row: WebRow): void {
  const question = row.target.indexOf('?');
  out.u32(f);
  out.i64(n);
  out.i64(Math.floor(row.at / 1000));
  out.text(row.client);
  out.text(row.user);
  out.text(row.vhost);
  out.text(row.method);
  out.text(row.target);
  out.text(question < 0 ? row.target : row.target.slice(0, question));
  out.text(question < 0 ? '' : row.target.slice(question + 1));
  out.text(row.proto);
  out.u16(row.status);
  out.i64(row.size);
  out.text(row.referer);
  out.text(row.agent);
}

export const eventStructure =
  "f UInt32, n UInt64, ts DateTime64(6, 'UTC'), host String, program String, pid UInt32, severity String, ip String, user String, action String, message String, fields Map(String, String)";

export function writeEvent(out: RowBinary, f: number, n: number, row: EventRow): void {
  out.u32(f);
  out.i64(n);
  out.i64(row.at);
  out.text(row.host);
  out.text(row.program);
  out.u32(row.pid <= 0xffffffff ? row.pid : 0);
  out.text(row.severity);
  out.text(row.ip);
  out.text(row.user);
  out.text(row.action);
  out.text(row.message);
  out.map(row.fields);
}

export const badStructure = 'f UInt32, n UInt64, why String';

export function writeBad(out: RowBinary, f: number, n: number, why: string): void {
  out.u32(f);
  out.i64(n);
  out.text(why);
}
