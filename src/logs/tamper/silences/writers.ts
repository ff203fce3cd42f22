// Which host's programs write a file, so that what one of them tells is not taken for another's.
import type { LogFileSummary } from '../../../vocabulary/case-file.ts';
import type { LogStore } from '../../port.ts';
import { onceAStore } from '../once-a-store.ts';

/** Who writes lines: a host's program. */
export type Writer = { readonly host: string; readonly program: string };

/** Who writes most lines of each file, by its number; none for files of requests, which no logger passes on. */
export type Writers = ReadonlyMap<number, readonly Writer[]>;

/** Writers of a file that are known; the rest write little of it. */
const MOST_WRITERS = 5;

/** Programs of hosts that write most lines of each file; none for files of requests. */
export const readWriters = onceAStore(async (store: LogStore): Promise<Writers> => {
  const rows = await store.rows<Writer & { readonly f: number }>(
    `select f, host, program from event where program != '' group by f, host, program
     order by f, count() desc, host, program limit ${MOST_WRITERS} by f`,
  );
  const writers = new Map<number, Writer[]>();
  for (const { f, host, program } of rows) {
    const known = writers.get(f);
    if (known) known.push({ host, program });
    else writers.set(f, [{ host, program }]);
  }
  return writers;
});

const label = (host: string) => host.toLowerCase().split('.', 1)[0] ?? '';

/** Hosts by their first label: one file may write the whole name where another does not. Unknown may be any. */
export const sameHost = (a: string, b: string) => a === '' || b === '' || label(a) === label(b);

/** Folders, from the first on, that two paths have in common. */
export function commonFolders(a: string, b: string): number {
  const [one, other] = [a.split('/').slice(0, -1), b.split('/').slice(0, -1)];
  const parted = one.findIndex((folder, i) => folder !== other[i]);
  return parted < 0 ? one.length : parted;
}

/** Whether a file in which no host stands lies nearer to lines of another host than to the notice. */
export function isOfAnotherHost(
  files: readonly LogFileSummary[],
  {
    f,
    notice,
    writers,
  }: {
    readonly f: number;
    readonly notice: { readonly f: number; readonly host: string };
    readonly writers: Writers;
  },
): boolean {
  const path = files[f]?.path ?? '';
  const near = commonFolders(path, files[notice.f]?.path ?? '');
  return [...writers].some(
    ([other, wrote]) =>
      wrote.every(({ host }) => !sameHost(host, notice.host)) && commonFolders(path, files[other]?.path ?? '') > near,
  );
}
