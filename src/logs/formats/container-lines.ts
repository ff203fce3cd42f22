// Lines that a container runtime wrapped, put together from their pieces and read as what they are inside.
import type { Row } from '../rows.ts';
import { type YearClock, yearBeside } from '../times.ts';
import { type Contained, containedTime, parseContained } from './container.ts';
import type { FileContext } from './format.ts';

/** Lines whose wrapper's time is remembered: a record of many lines is told when it ends. */
const MOST_TIMES = 4096;
/** Bytes of a line that is put together; more is not one line. */
const LONGEST_BYTES = 1 << 20;
/** What a piece is called until its line is whole. */
const PIECE = 'container';

type Pieces = { readonly at: number; readonly lines: number[]; text: string };

export class ContainerLines {
  /** For the formats inside: what they emit gets the wrapper's time where their own is missing or in an unsaid zone. */
  readonly inner: FileContext;
  readonly #file: FileContext;
  readonly #times = new Map<number, number>();
  readonly #open = new Map<string, Pieces>();
  /** Of the line being read: its wrapper knows the year. */
  #year: YearClock;

  constructor(file: FileContext) {
    this.#file = file;
    this.#year = file.year;
    // Everything else is read through: the line number changes as the file is read.
    this.inner = Object.create(file, {
      year: { get: () => this.#year },
      emit: { value: (row: Row, n = file.n) => file.emit(this.#timed(row, n), n) },
    });
  }

  /** @param readInside reads a line as any format @returns undefined when the line is not wrapped, or nothing reads it inside */
  read(line: string, readInside: (text: string) => string | undefined): string | undefined {
    const contained = parseContained(line, this.#file);
    if (!contained) {
      this.#year = this.#file.year;
      return undefined;
    }
    const open = this.#open.get(contained.stream);
    if (contained.partial) return this.#hold(contained, open);
    this.#remember(this.#file.n, contained.at);
    if (!open) return readInside(contained.text);
    this.#open.delete(contained.stream);
    const isRead = this.#readWhole({ ...open, text: open.text + contained.text }, readInside);
    return isRead ? 'continued' : undefined;
  }

  /** The file ended in the middle of lines. */
  flush(readInside: (text: string) => string | undefined): void {
    for (const open of this.#open.values()) this.#readWhole(open, readInside);
    this.#open.clear();
  }

  #hold({ stream, at, text }: Contained, open: Pieces | undefined): string | undefined {
    const pieces = open ?? { at, lines: [], text: '' };
    if (pieces.text.length + text.length > LONGEST_BYTES) {
      this.#open.delete(stream);
      this.#notRead(pieces);
      return undefined;
    }
    pieces.lines.push(this.#file.n);
    pieces.text += text;
    this.#open.set(stream, pieces);
    return PIECE;
  }

  /** The line whole, as of its first piece. */
  #readWhole(pieces: Pieces, readInside: (text: string) => string | undefined): boolean {
    const here = this.#file.n;
    this.#file.n = pieces.lines[0] ?? here;
    this.#remember(this.#file.n, pieces.at);
    const format = readInside(pieces.text);
    this.#file.n = here;
    if (format === undefined) this.#notRead(pieces);
    return format !== undefined;
  }

  #notRead({ lines }: Pieces): void {
    for (const n of lines) this.#file.unread(n, PIECE);
  }

  #remember(n: number, at: number): void {
    this.#times.set(n, at);
    this.#year = yearBeside(at);
    if (this.#times.size <= MOST_TIMES) return;
    const [oldest] = this.#times.keys();
    if (oldest !== undefined) this.#times.delete(oldest);
  }

  #timed(row: Row, n: number): Row {
    const wrapper = this.#times.get(n);
    return wrapper === undefined ? row : { ...row, at: containedTime(row.at, wrapper) };
  }
}
