import type { EventRow } from '../rows.ts';
import type { FileContext } from './format.ts';

/** Bytes of a record that goes on over many lines which are kept in its message; the lines themselves stay in `raw`. */
const LONGEST_MESSAGE = 65_536;

/** A record that may go on: held until the next one begins, so that its later lines can join its message. */
export class HeldRecord {
  readonly #file: FileContext;
  #row: EventRow | undefined;
  #n = 0;
  #more: string[] = [];
  #length = 0;

  constructor(file: FileContext) {
    this.#file = file;
  }

  get open(): boolean {
    return this.#row !== undefined;
  }

  begin(row: EventRow): void {
    this.flush();
    this.#row = row;
    this.#n = this.#file.n;
    this.#length = row.message.length;
  }

  add(line: string): void {
    if (this.#length > LONGEST_MESSAGE) return;
    this.#more.push(line);
    this.#length += line.length + 1;
  }

  flush(): void {
    const row = this.#row;
    if (!row) return;
    const message = this.#more.length === 0 ? row.message : [row.message, ...this.#more].join('\n');
    this.#file.emit({ ...row, message }, this.#n);
    this.#row = undefined;
    this.#more = [];
  }
}
