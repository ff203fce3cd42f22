// What a file holds as lines: unpacked where it is packed, and UTF-16 written out as UTF-8. IIS and SQL Server write
// UTF-16, and so does a redirection in PowerShell. Lines and bytes of such a file are those of the UTF-8 text without the
// byte order mark, which `iconv -f UTF-16 -t UTF-8` prints.
import { type Compression, openUnpacker, type Unpacker } from './unpack.ts';

export type Utf16 = 'utf-16le' | 'utf-16be';

/** Bytes by which UTF-16 without a byte order mark is told. */
const SAMPLE_BYTES = 4096;
/** Units needed to tell it: eight characters of anything else may look so by chance. */
const FEWEST_UNITS = 16;
/** Share of units below U+0100: a log in Japanese has times, addresses and levels between its words. */
const LATIN_SHARE = 0.3;
/** Share of units whose other byte is zero: the ideographic space, and little else. */
const ROUND_SHARE = 0.05;

/**
 * By its byte order mark, or by zeros in every other byte. Holes of a crash have zeros in both, and so have records of
 * logins: neither is text in UTF-16.
 */
export function utf16Of(head: Uint8Array): Utf16 | undefined {
  const [a, b] = head;
  // FF FE 00 00 begins UTF-32, which nobody logs in, or a hole.
  if (a === 0xff && b === 0xfe) return head[2] === 0 && head[3] === 0 ? undefined : 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  const units = Math.floor(Math.min(head.length, SAMPLE_BYTES) / 2);
  if (units < FEWEST_UNITS) return undefined;
  let zeroFirst = 0;
  let zeroSecond = 0;
  for (let i = 0; i < 2 * units; i += 2) {
    if (head[i] === 0 && head[i + 1] === 0) return undefined;
    if (head[i] === 0) zeroFirst += 1;
    if (head[i + 1] === 0) zeroSecond += 1;
  }
  const fits = (latin: number, round: number) => latin >= LATIN_SHARE * units && round <= ROUND_SHARE * units;
  if (fits(zeroSecond, zeroFirst)) return 'utf-16le';
  return fits(zeroFirst, zeroSecond) ? 'utf-16be' : undefined;
}

/** Hands text on as UTF-8 from the first bytes that tell what it is; everything else as it comes. */
export class Utf8Stream {
  readonly #give: (bytes: Buffer) => void;
  #head: Buffer | undefined = Buffer.alloc(0);
  #decoder: TextDecoder | undefined;
  encoding: Utf16 | undefined;

  constructor(give: (bytes: Buffer) => void) {
    this.#give = give;
  }

  push(piece: Buffer): void {
    if (this.#head === undefined) {
      this.#next(piece);
      return;
    }
    // Copied only while it is too short to tell: pieces are used again by whoever hands them over.
    const head = this.#head.length === 0 ? piece : Buffer.concat([this.#head, piece]);
    if (head.length < SAMPLE_BYTES) this.#head = Buffer.from(head);
    else this.#begin(head);
  }

  end(): void {
    if (this.#head !== undefined && this.#head.length > 0) this.#begin(this.#head);
    const rest = this.#decoder?.decode();
    if (rest) this.#give(Buffer.from(rest, 'utf8'));
  }

  #begin(head: Buffer): void {
    this.#head = undefined;
    this.encoding = utf16Of(head);
    // Halves of a pair become U+FFFD, as everywhere on the web; the mark itself is no text.
    this.#decoder = this.encoding === undefined ? undefined : new TextDecoder(this.encoding);
    this.#next(head);
  }

  #next(piece: Buffer): void {
    if (this.#decoder === undefined) {
      this.#give(piece);
      return;
    }
    const text = this.#decoder.decode(piece, { stream: true });
    if (text !== '') this.#give(Buffer.from(text, 'utf8'));
  }
}

type TextStream = Unpacker & {
  /** Known once enough has been written. */
  readonly encoding: () => Utf16 | undefined;
};

/** @param give may throw: that stops the reading, and comes out of `write` or `end` */
export function openTextStream(compression: Compression, give: (bytes: Buffer) => void): TextStream {
  const text = new Utf8Stream(give);
  const unpacker = openUnpacker(compression, (bytes) => text.push(bytes));
  return {
    write: (piece) => unpacker.write(piece),
    async end() {
      const whole = await unpacker.end();
      text.end();
      return whole;
    },
    encoding: () => text.encoding,
  };
}
