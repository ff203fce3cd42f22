// Answers beside the lines they were found in: the same question about the same logs is not asked again. Like the rest of the
// folder they are a cache, and bound to everything that made them: the code, the files, and the words of the question.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LogFileSummary } from '../vocabulary/case-file.ts';
import { version } from '../vocabulary/version.ts';
import { codeHash } from './code-hash.ts';

/** Everything that takes part in an answer: this folder, those in it, and the vocabulary. A test holds them complete. */
export const ANSWERING = [
  '.',
  'engine',
  'formats',
  'sigma',
  'detect',
  'detect/cloud',
  'detect/databases',
  'detect/logins',
  'detect/reads',
  'detect/requests',
  'tamper',
  'tamper/mail',
  'tamper/serials',
  'tamper/silences',
  'tamper/sources',
  '../vocabulary',
] as const;

/** Answers kept at most: beyond these the oldest goes. */
const MOST = 64;

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

export class KeptAnswers {
  readonly #folder: string;
  readonly #about: string;

  /** @param folder absolute @param files what was read: with the SHA-256 of each */
  constructor(folder: string, files: readonly LogFileSummary[]) {
    this.#folder = join(folder, 'answers');
    this.#about = JSON.stringify(files);
  }

  /**
   * The answer that was kept, else the one that `ask` gives, which is kept. Both come back through JSON, so that they are the same.
   *
   * @param question everything that the answer depends on besides logs and code, in words
   */
  async once<T>(question: readonly string[], ask: () => Promise<T>): Promise<T> {
    const name = sha256(JSON.stringify([version, process.version, codeHash(ANSWERING), this.#about, question]));
    // Written below from what `ask` gave to the same question.
    const kept = this.#read(name) as T | undefined;
    if (kept !== undefined) return kept;
    const text = JSON.stringify(await ask());
    this.#write(name, text);
    return JSON.parse(text) as T;
  }

  /** Undefined too when what is there is not, to the byte, what was written: a machine may have stopped in between. */
  #read(name: string): unknown {
    let whole: string;
    try {
      whole = readFileSync(join(this.#folder, name), 'utf8');
    } catch {
      return undefined;
    }
    const end = whole.indexOf('\n');
    const text = whole.slice(end + 1);
    return end > 0 && sha256(text) === whole.slice(0, end) ? JSON.parse(text) : undefined;
  }

  #write(name: string, text: string): void {
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    const path = join(this.#folder, name);
    writeFileSync(`${path}.new`, `${sha256(text)}\n${text}`, { mode: 0o600 });
    renameSync(`${path}.new`, path);
    const kept = readdirSync(this.#folder).map((other) => {
      const at = join(this.#folder, other);
      return { at, changed: statSync(at).mtimeMs };
    });
    for (const { at } of kept.sort((a, b) => b.changed - a.changed).slice(MOST)) rmSync(at, { force: true });
  }
}
