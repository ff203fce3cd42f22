// The files that `akashi mail` and `akashi lookup dns` are given, and their bytes.
import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';
import { relative, sep } from 'node:path';
import { filesBelow, readAtMost } from '../store/case-folder.ts';

/** Of a path below a folder, whether a name in it begins with a point: what systems and mail programs put there for themselves. */
const isHidden = (path: string, folder: string) =>
  relative(folder, path)
    .split(sep)
    .some((name) => name.startsWith('.'));

/** Files as given; of a folder all in it, by name. `refused`: what lies there and is no file that can be read to its end. */
export function mailFiles(path: string): { readonly files: readonly string[]; readonly refused: readonly string[] } {
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) return { files: [path], refused: [] };
  const { files, refused } = filesBelow([path], null);
  return {
    files: files.filter((file) => !isHidden(file, path)),
    refused: refused.map((one) => one.path).filter((file) => !isHidden(file, path)),
  };
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
      if (!found.isFile() || found.size === 0) return readAtMost(file, 0, most);
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
