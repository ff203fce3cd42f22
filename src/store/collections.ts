// Collected copies on disk: which folders below one hold a collection, and what lies in each. Only reads.
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Collected, checkCopies, parseHashList } from '../cases/preserve/check-copies.ts';
import { type NamedBytes, readCsv } from '../custody/csv.ts';
import { AkashiError } from '../vocabulary/error.ts';
import { type Refusal, readSmall, shownPath } from './case-folder.ts';

const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error ? `cannot be read (${String(error.code)})` : undefined;

async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(path)) hash.update(piece);
  return hash.digest('hex');
}

function isCollection(folder: string): boolean {
  return existsSync(join(folder, 'acquisition.csv')) || existsSync(join(folder, 'SHA256SUMS'));
}

/** The folder itself, or those right below it, that hold a collection. */
export function collectionsIn(folder: string): readonly string[] {
  if (!existsSync(folder)) throw new AkashiError('input/unreadable', `${folder}: no such folder`);
  if (isCollection(folder)) return [folder];
  return readdirSync(folder)
    .sort()
    .map((name) => join(folder, name))
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isDirectory() && isCollection(path));
}

export type CollectionFiles = {
  readonly record: NamedBytes;
  readonly lists: readonly NamedBytes[];
  readonly intact: boolean;
};

/** What a case takes from its collected copies. One without a record, or with a broken one, is refused and the rest goes on. */
export async function collectionsOfCase(
  folders: readonly string[],
  caseFolder: string | null,
): Promise<{ files: readonly CollectionFiles[]; refused: readonly Refusal[] }> {
  const files: CollectionFiles[] = [];
  const refused: Refusal[] = [];
  for (const folder of folders) {
    try {
      const record = readSmall(join(folder, 'acquisition.csv'), caseFolder);
      const lists = readdirSync(folder)
        .sort()
        .filter((name) => /\.sha256\.(?:before|after)$/.test(name))
        .map((name) => readSmall(join(folder, name), caseFolder));
      const { ok } = checkCopies(await readCollection(folder));
      files.push({ record, lists, intact: ok });
    } catch (error) {
      // What the system refuses (no right to read) has a code; anything else is our own mistake.
      const why = error instanceof AkashiError ? error.message : codeOf(error);
      if (why === undefined) throw error;
      refused.push({ path: shownPath(folder, caseFolder), because: { ja: why, en: why } });
    }
  }
  return { files, refused };
}

/** Reads one collection whole. @throws AkashiError custody/csv-unreadable when its record is no table */
export async function readCollection(folder: string): Promise<Collected> {
  const present = new Map<string, string>();
  for (const name of readdirSync(folder).sort()) {
    const path = join(folder, name);
    // A link that leads nowhere is no copy.
    if (statSync(path, { throwIfNoEntry: false })?.isFile()) present.set(name, await digestOf(path));
  }
  const listPath = join(folder, 'SHA256SUMS');
  const listed = existsSync(listPath) ? parseHashList(readFileSync(listPath, 'utf8')) : undefined;
  const recordPath = join(folder, 'acquisition.csv');
  const rows = existsSync(recordPath)
    ? readCsv({ path: recordPath, sha256: present.get('acquisition.csv') ?? '', bytes: readFileSync(recordPath) }, {}, [
        'step',
      ]).rows.map(({ values }) => values)
    : [];
  return { path: folder, rows, listed: listed ?? null, present, listDigest: present.get('SHA256SUMS') ?? null };
}
