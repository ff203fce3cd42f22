// A folder for counsel: apart from every case, readable by its owner alone, with a mark that asks backups to leave it out.
import { chmodSync, existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { counselHead, counselNotice } from '../cases/counsel-words.ts';
import { AkashiError } from '../vocabulary/error.ts';

/** By this a folder for counsel is known, and not read as part of a case. */
export const COUNSEL_MARK = '.akashi-counsel';

/** What lies in a case folder, a result, a folder of copies or a ledger: what is shared, packed and backed up. */
const partsOfACase = [
  'claim.yaml',
  'claim.yml',
  'claim.eml',
  'claim.txt',
  'handling.yaml',
  'case.json',
  'pack.zip',
  'hold.md',
  'acquisition.csv',
  '.akashi-output',
  '.akashi',
] as const;

/** Bryan Ford, Cache Directory Tagging Specification: the line by which backups know a folder to leave out. */
const CACHE_TAG = 'Signature: 8a477f597d28d172789f06886806bc55\n# Not for backups: see READ-FIRST.txt\n';

/** The folder itself and all above it. */
function upwards(path: string): string[] {
  const above = dirname(path);
  return above === path ? [path] : [path, ...upwards(above)];
}

/** @throws AkashiError case/out-not-ours where it would lie inside a case, or where something stands already */
export function makeCounselFolder(folder: string): readonly string[] {
  const target = resolve(folder);
  for (const place of upwards(target)) {
    const part = partsOfACase.find((name) => existsSync(join(place, name)));
    if (part === undefined) continue;
    throw new AkashiError(
      'case/out-not-ours',
      `${folder}: lies inside ${place}, which holds ${part}: what is for counsel stays outside case folder, results and ledger`,
      { hint: 'name a folder elsewhere, outside what is shared, packed and backed up' },
    );
  }
  if (existsSync(target) && (!statSync(target).isDirectory() || readdirSync(target).length > 0)) {
    throw new AkashiError('case/out-not-ours', `${folder}: expected a new or empty folder; nothing was changed`);
  }
  const files: readonly (readonly [string, string])[] = [
    [COUNSEL_MARK, 'made by akashi\n'],
    ['READ-FIRST.txt', `${counselNotice.ja}\n\n${counselNotice.en}`],
    ['notes.txt', `${counselHead.ja}\n${counselHead.en}\n\n`],
    ['CACHEDIR.TAG', CACHE_TAG],
  ];
  try {
    mkdirSync(target, { recursive: true, mode: 0o700 });
    // Whatever the mask says, and also where the folder was there before.
    chmodSync(target, 0o700);
    for (const [name, text] of files) writeFileSync(join(target, name), text, { flag: 'wx', mode: 0o600 });
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown error';
    throw new AkashiError('case/out-unwritable', `${folder}: cannot be written (${code})`, { cause });
  }
  return files.map(([name]) => name);
}

/** @throws AkashiError case/not-found: what is for counsel was put where a case is read from */
export function refuseCounselInside(folder: string): void {
  const found = [
    '.',
    ...readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])),
  ].find((name) => existsSync(join(folder, name, COUNSEL_MARK)));
  if (found === undefined) return;
  throw new AkashiError('case/not-found', `${join(folder, found)}: is a folder for counsel, and no part of a case`, {
    hint: 'move it out of the case folder; nothing of it was read',
  });
}
