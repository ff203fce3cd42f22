// The files that `akashi mail` is given, and their bytes.
import { closeSync, fstatSync, openSync, readdirSync, readFileSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Files as given; of a folder, all in it, by name. */
export function listFiles(path: string): string[] {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ? filesIn(path) : [path];
}

function filesIn(folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true }).filter(({ name }) => !name.startsWith('.'));
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isFile() ? [path] : entry.isDirectory() ? filesIn(path) : listFiles(path);
  });
}

/** Reads files one after another into the same memory: what was read holds until the next one is. */
export class FileReader {
  #memory = Buffer.alloc(1 << 16);

  /** Undefined when there is more than `most`. Throws when it cannot be read. */
  read(path: string, most: number): Buffer | undefined {
    const file = openSync(path, 'r');
    try {
      const found = fstatSync(file);
      if (found.size > most) return undefined;
      // A pipe says no size, nor do files that the system makes up.
      if (!found.isFile() || found.size === 0) return readFileSync(file);
      if (this.#memory.length < found.size) this.#memory = Buffer.alloc(found.size);
      let length = 0;
      while (length < found.size) {
        const count = readSync(file, this.#memory, length, found.size - length, null);
        if (count === 0) break;
        length += count;
      }
      return this.#memory.subarray(0, length);
    } finally {
      closeSync(file);
    }
  }
}
