import { lstatSync, readdirSync, type Stats, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Both } from '../vocabulary/finding.ts';

/** `path` is where the bytes are (absolute); `shown` is the name that is printed. */
export type LogInput = { readonly path: string; readonly shown: string };

export type Refused = { readonly path: string; readonly reason: Both };

/** Deeper folders than this are a loop that no link explains, or not logs. */
const DEEPEST = 64;
/** More files than this in one call are a mistake (a whole disk). */
const MOST_FILES = 200_000;
/** Two links in each of thirty folders make a thousand million paths: so many are entered, the rest is told. */
const MOST_FOLDERS = 10_000;

const tooManyFolders: Both = {
  ja: `フォルダが多すぎます（${MOST_FOLDERS}個まで）。ここから先は読みません`,
  en: `there are more than ${MOST_FOLDERS} folders: none is read from here on`,
};

function why(error: unknown): Both {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOENT') return { ja: 'ファイルがありません', en: 'there is no such file' };
  if (code === 'EACCES' || code === 'EPERM') return { ja: '読む権限がありません', en: 'no permission to read it' };
  if (code === 'ELOOP') return { ja: 'リンクが自分自身に戻っています', en: 'a link leads back to itself' };
  return { ja: `読めません（${code || '理由不明'}）`, en: `cannot be read (${code || 'unknown reason'})` };
}

/**
 * The files that the arguments name: folders whole, in byte order of their names, each file once.
 *
 * A link is followed, except back into a folder that is being listed. Sockets, pipes and devices are refused, since
 * reading one may never end. Nothing is skipped in silence: what is not listed is in `refused`.
 */
export function listLogs(args: readonly string[]): { inputs: LogInput[]; refused: Refused[] } {
  const inputs: LogInput[] = [];
  const refused: Refused[] = [];
  let folders = 0;
  const refuse = (path: string, reason: Both) => refused.push({ path, reason });

  const visit = (path: string, shown: string, above: readonly string[]): void => {
    let kind: Stats;
    try {
      kind = statSync(path);
    } catch (error) {
      const dangling = isLink(path);
      refuse(
        shown,
        dangling && isMissing(error) ? { ja: 'リンク先がありません', en: 'the link leads nowhere' } : why(error),
      );
      return;
    }
    if (kind.isDirectory()) {
      const self = `${kind.dev}:${kind.ino}`;
      if (above.includes(self) || above.length > DEEPEST) {
        refuse(shown, { ja: 'フォルダが自分自身を含んでいます', en: 'the folder contains itself' });
        return;
      }
      folders += 1;
      if (folders > MOST_FOLDERS) {
        // Once: from here on every folder is left.
        if (folders === MOST_FOLDERS + 1) refuse(shown, tooManyFolders);
        return;
      }
      let names: string[];
      try {
        names = readdirSync(path);
      } catch (error) {
        refuse(shown, why(error));
        return;
      }
      // By code unit, not by locale: the same order on every machine.
      for (const name of names.sort((a, b) => (a < b ? -1 : 1))) {
        visit(join(path, name), `${shown.replace(/\/+$/, '')}/${name}`, [...above, self]);
      }
    } else if (!kind.isFile()) {
      refuse(shown, { ja: '通常のファイルではありません', en: 'it is a socket, a pipe or a device, not a file' });
    } else if (inputs.length >= MOST_FILES) {
      refuse(shown, { ja: 'ファイルが多すぎます', en: 'there are too many files' });
    } else inputs.push({ path, shown });
  };

  for (const arg of args) {
    const before = inputs.length + refused.length;
    visit(resolve(arg), arg, []);
    // Somebody meant something by it: an empty folder must not pass for an empty log.
    if (inputs.length + refused.length === before) {
      refuse(arg, { ja: 'フォルダにファイルがありません', en: 'the folder holds no files' });
    }
  }
  const seen = new Set<string>();
  return { inputs: inputs.filter(({ shown }) => !seen.has(shown) && seen.add(shown)), refused };
}

function isLink(path: string): boolean {
  try {
    return lstatSync(path).isSymbolicLink();
  } catch {
    return false;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

/** Bytes of the files as they are on disk; one that is gone has none. */
export function bytesOf(inputs: readonly LogInput[]): number {
  let bytes = 0;
  for (const { path } of inputs) bytes += statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  return bytes;
}
