// A case as people lay it out: a folder, or the same things named one by one. Only reads.
import { createHash } from 'node:crypto';
import { closeSync, existsSync, openSync, readdirSync, readSync, type Stats, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { NamedBytes } from '../custody/csv.ts';
import { AkashiError } from '../vocabulary/error.ts';
import type { Both } from '../vocabulary/finding.ts';
import { refuseCounselInside } from './counsel-folder.ts';

/** Where each part of a case is. Paths as typed; `shown` is how output names them. */
export type CasePlaces = {
  readonly claim: string | null;
  readonly spam: readonly string[];
  readonly logs: readonly string[];
  readonly register: string | null;
  readonly exports: string | null;
  readonly canaries: string | null;
  readonly breaches: string | null;
  /** What `akashi lookup dns` recorded. */
  readonly dns: string | null;
  readonly pages: readonly string[];
  readonly organisation: string | null;
  readonly acquisition: string | null;
  /** Folders of collected copies (`collected-…`). */
  readonly collections: readonly string[];
  /** Copies of what the system says about its logs: logrotate, crontabs, journald, Docker. */
  readonly rotation: readonly string[];
  readonly facts: string | null;
  readonly handling: string | null;
  /** The folder of a ledger that sealed the logs, and the file with its verifier key, noted elsewhere. */
  readonly ledger: string | null;
  readonly ledgerKey: string | null;
  readonly ledgerPolicy: string | null;
  /** Letters as they were sent. */
  readonly sent: readonly string[];
  readonly approvals: string | null;
  /** holds.json of `akashi preserve`, and that of the ledger. */
  readonly holds: readonly string[];
  /** What lies in the folder under names that are not read: evidence under a name of its own, a second complaint. */
  readonly unnamed: readonly string[];
  /** Paths below this folder are shown relative to it; null when the parts were named one by one. */
  readonly folder: string | null;
};

export type Refusal = { readonly path: string; readonly because: Both };

/** What a collection script stores of the settings. */
const settingsNames = ['rotation', 'cron', 'journald-settings', 'journal-usage', 'docker-settings'] as const;

export function settingsIn(collections: readonly string[]): string[] {
  return collections.flatMap((folder) =>
    settingsNames.map((name) => join(folder, `${name}.txt`)).filter((path) => existing(path) !== null),
  );
}

/** A mail or page larger than this is no sample. */
const LARGEST_SMALL_FILE_BYTES = 64 * 1024 * 1024;
/** Spam samples and pages are read whole into memory: so many at most, the rest is told. */
const MOST_SMALL_FILES = 20_000;
/** Two links in each of thirty folders make a thousand million paths: so many are entered, the rest is told. */
const MOST_FOLDERS = 10_000;
/** What is read at once of something that does not say its size. */
const PIECE_BYTES = 64 * 1024;

/** Every name that is read in a case folder; `collected-…` beside them. */
const readNames: ReadonlySet<string> = new Set([
  ...['claim.yaml', 'claim.yml', 'claim.eml', 'claim.txt', 'org.yaml', 'handling.yaml', 'register.csv', 'exports.csv'],
  ...['canaries.csv', 'acquisition.csv', 'breaches.json', 'dns.json', 'facts.json', 'holds.json', 'approvals.jsonl'],
  ...['ledger.vkey', 'ledger.policy', 'spam', 'logs', 'pages', 'rotation', 'ledger', 'sent'],
]);

/**
 * Files with an ending, and folders, of no name that is read. Left out: what systems put there unasked (names that begin
 * with a point, `Thumbs.db`, `desktop.ini`), a read-me, and an earlier output.
 */
function unnamedIn(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !readNames.has(name) && !/^(?:\.|collected-|readme\b|thumbs\.db$|desktop\.ini$)/i.test(name))
    .filter((entry) =>
      entry.isDirectory()
        ? !existsSync(join(folder, entry.name, '.akashi-output'))
        : /.\.[A-Za-z0-9]{1,8}$/.test(entry.name),
    )
    .map(({ name }) => name)
    .sort();
}

const kinds = ['claim.yaml', 'claim.yml', 'claim.eml', 'claim.txt'] as const;

/** A complaint under a name of its own, as it was saved. */
const likeAComplaint = /\.(?:eml|txt|ya?ml)$/i;

function status(path: string): Stats | undefined {
  return statSync(path, { throwIfNoEntry: false });
}

const existing = (path: string) => (status(path) ? path : null);

/** @throws AkashiError case/not-found when the folder holds no claim */
export function placesOfFolder(folder: string): CasePlaces {
  const found = status(folder);
  if (!found?.isDirectory()) {
    throw new AkashiError('case/not-found', `${folder}: no such folder`, {
      hint: 'akashi investigate CASE_DIR --out OUT',
    });
  }
  refuseCounselInside(folder);
  const inside = (name: string) => existing(join(folder, name));
  const claim = kinds.map(inside).find((path) => path !== null) ?? null;
  if (claim === null) {
    const like = unnamedIn(folder).filter((name) => likeAComplaint.test(name));
    throw new AkashiError('case/not-found', `${folder}: no claim.yaml, claim.eml or claim.txt in it`, {
      hint: `a case folder holds the complaint under one of these names; all else is optional (docs/case-folder.md)${like.length > 0 ? `. If ${like.slice(0, 3).join(' or ')} is the complaint, rename it: claim with the same ending` : ''}`,
    });
  }
  const list = (name: string) => (inside(name) ? [join(folder, name)] : []);
  const collections = readdirSync(folder)
    .filter((name) => name.startsWith('collected-'))
    .sort()
    .map((name) => join(folder, name))
    .filter((path) => status(path)?.isDirectory());
  return {
    claim,
    spam: list('spam'),
    logs: list('logs'),
    register: inside('register.csv'),
    exports: inside('exports.csv'),
    canaries: inside('canaries.csv'),
    breaches: inside('breaches.json'),
    dns: inside('dns.json'),
    pages: list('pages'),
    organisation: inside('org.yaml'),
    acquisition: inside('acquisition.csv'),
    collections,
    rotation: [...list('rotation'), ...settingsIn(collections)],
    facts: inside('facts.json'),
    handling: inside('handling.yaml'),
    ledger: inside('ledger'),
    ledgerKey: inside('ledger.vkey'),
    ledgerPolicy: inside('ledger.policy'),
    sent: list('sent'),
    approvals: inside('approvals.jsonl'),
    holds: [...list('holds.json'), ...list(join('ledger', '.akashi', 'holds.json'))],
    unnamed: unnamedIn(folder),
    folder,
  };
}

/** How output names a path: relative to the case folder, else as typed; always with "/". */
export function shownPath(path: string, folder: string | null): string {
  const shown = folder === null ? path : relative(folder, path);
  return shown.split(sep).join('/');
}

const refused = (path: string, ja: string, en: string): Refusal => ({
  path,
  because: { ja: `${path}: ${ja}`, en: `${path}: ${en}` },
});

/** All that an open file gives, whatever size it says; undefined when that is more than `most` bytes. */
export function readAtMost(file: number, size: number, most: number): Buffer | undefined {
  if (size > most) return undefined;
  const parts: Buffer[] = [];
  for (let length = 0; length <= most; ) {
    // One byte more than it says: a second read finds the end.
    const part = Buffer.allocUnsafe(Math.max(size + 1, PIECE_BYTES));
    const count = readSync(file, part, 0, part.length, null);
    if (count === 0) return parts.length === 1 ? parts[0] : Buffer.concat(parts);
    length += count;
    if (length <= most) parts.push(part.subarray(0, count));
  }
  return undefined;
}

/**
 * One small file, whole. In a case folder a pipe or a device is refused, since reading one may never end; named by hand, a
 * pipe is read (`<(command)` of a shell).
 *
 * @throws AkashiError input/unreadable, input/too-large
 */
export function readSmall(path: string, folder: string | null): NamedBytes {
  const shown = shownPath(path, folder);
  let bytes: Uint8Array;
  try {
    const found = statSync(path);
    if (folder !== null && !found.isFile() && !found.isDirectory()) {
      throw new AkashiError('input/unreadable', `${shown}: a pipe, a socket or a device, expected a file`);
    }
    const file = openSync(path, 'r');
    try {
      const read = readAtMost(file, found.size, LARGEST_SMALL_FILE_BYTES);
      if (!read) {
        throw new AkashiError('input/too-large', `${shown}: at most ${LARGEST_SMALL_FILE_BYTES} bytes are read here`);
      }
      bytes = read;
    } finally {
      closeSync(file);
    }
  } catch (cause) {
    if (cause instanceof AkashiError) throw cause;
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown error';
    throw new AkashiError('input/unreadable', `${shown}: cannot be read (${code})`, { cause });
  }
  return { path: shown, sha256: createHash('sha256').update(bytes).digest('hex'), bytes };
}

/** Files below the paths, sorted by name; links are followed, those into a folder that holds them refused. */
export function filesBelow(
  paths: readonly string[],
  folder: string | null,
): { files: readonly string[]; refused: readonly Refusal[] } {
  const files: string[] = [];
  const refusals: Refusal[] = [];
  let firstLeft: string | undefined;
  let firstUnentered: string | undefined;
  let folders = 0;
  const visit = (path: string, above: readonly string[]) => {
    const shown = shownPath(path, folder);
    let found: Stats;
    let names: readonly string[] = [];
    try {
      found = statSync(path);
      if (found.isDirectory()) names = readdirSync(path).sort();
    } catch (cause) {
      const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown error';
      refusals.push(refused(shown, `読めません（${code}）`, `cannot be read (${code})`));
      return;
    }
    if (found.isDirectory()) {
      const self = `${found.dev}:${found.ino}`;
      if (above.includes(self)) {
        refusals.push(refused(shown, 'フォルダーが自分自身を含んでいます', 'a folder that contains itself'));
        return;
      }
      folders += 1;
      if (folders > MOST_FOLDERS) firstUnentered ??= shown;
      else for (const name of names) visit(join(path, name), [...above, self]);
    } else if (!found.isFile()) {
      refusals.push(refused(shown, '通常のファイルではありません', 'not a regular file'));
    } else if (files.length >= MOST_SMALL_FILES) {
      firstLeft ??= shown;
    } else {
      files.push(path);
    }
  };
  for (const path of paths) visit(path, []);
  // Once, however many there are.
  if (firstLeft !== undefined) {
    const [ja, en] = ['件を超えたため、以後は読みません', 'files: not read from here on'];
    refusals.push(refused(firstLeft, `${MOST_SMALL_FILES}${ja}`, `more than ${MOST_SMALL_FILES} ${en}`));
  }
  if (firstUnentered !== undefined) {
    const [ja, en] = ['個のフォルダーを超えたため、以後は読みません', 'folders: not read from here on'];
    refusals.push(refused(firstUnentered, `${MOST_FOLDERS}${ja}`, `more than ${MOST_FOLDERS} ${en}`));
  }
  return { files, refused: refusals };
}

/** Small files below the paths, each whole; one that cannot be read is a refusal and the rest goes on. */
export function readSmallFiles(
  paths: readonly string[],
  folder: string | null,
): { files: readonly NamedBytes[]; refused: readonly Refusal[] } {
  const listed = filesBelow(paths, folder);
  const files: NamedBytes[] = [];
  const refusals = [...listed.refused];
  for (const path of listed.files) {
    try {
      files.push(readSmall(path, folder));
    } catch (error) {
      if (!(error instanceof AkashiError)) throw error;
      refusals.push({ path: shownPath(path, folder), because: { ja: error.message, en: error.message } });
    }
  }
  return { files, refused: refusals };
}
