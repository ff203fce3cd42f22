// Files of rules, ours and those of folders that somebody names, as they are.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AkashiError } from '../../vocabulary/error.ts';

const MAX_FILES = 50_000;
const MAX_FOLDER_DEPTH = 32;

/** `shown` is the name that is printed; `trusted` are our own. */
export type RuleFile = { readonly shown: string; readonly text: string; readonly trusted: boolean };

/** Rules that come with Akashi: beside the sources, and copied beside the compiled files by the build. */
function builtInRules(): string {
  return fileURLToPath(new URL('../../../rules/', import.meta.url));
}

/** Rule files under a folder (or the one file), as typed plus the relative path, in byte order. */
function filesUnder(root: string): string[] {
  const found: string[] = [];
  const visit = (path: string, depth: number): void => {
    if (depth > MAX_FOLDER_DEPTH)
      throw new AkashiError('rules/unreadable', `folders are nested over ${MAX_FOLDER_DEPTH} deep`);
    const entries = readdirSync(path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const entry of entries) {
      const child = `${path.replace(/\/$/, '')}/${entry.name}`;
      if (entry.isDirectory() && entry.name !== '.git' && entry.name !== 'node_modules') visit(child, depth + 1);
      else if (entry.isFile() && /\.ya?ml$/i.test(entry.name)) found.push(child);
      if (found.length > MAX_FILES) throw new AkashiError('rules/unreadable', `over ${MAX_FILES} rule files`);
    }
  };
  try {
    if (statSync(root).isDirectory()) visit(root, 0);
    else found.push(root);
  } catch (error) {
    if (error instanceof AkashiError) throw error;
    throw new AkashiError('rules/unreadable', 'a folder of rules could not be read', { cause: error });
  }
  return found;
}

/**
 * Every rule file, one after the other: ours, then those of each folder.
 *
 * @param builtIn false leaves ours out
 * @throws AkashiError rules/unreadable when a folder cannot be read
 */
export function* ruleFiles(folders: readonly string[], builtIn = true): Generator<RuleFile> {
  const own = builtIn ? [builtInRules()] : [];
  for (const [i, folder] of [...own, ...folders].entries()) {
    const trusted = i < own.length;
    for (const path of filesUnder(folder)) {
      const shown = trusted ? `rules/${path.slice(join(folder, '/').length)}` : path;
      yield { shown, text: readFileSync(path, 'utf8'), trusted };
    }
  }
}

/** Of the names and words of all these: two sets of rules with one hash are one set. @throws AkashiError as `ruleFiles` does */
export function rulesHash(folders: readonly string[]): string {
  const hash = createHash('sha256');
  for (const { shown, text } of ruleFiles(folders)) hash.update(JSON.stringify([shown, text]));
  return hash.digest('hex');
}
