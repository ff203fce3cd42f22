// Silences that a full disk explains, by the word of who could not write. Such a disk keeps lines away for a while and breaks
// one off; it takes nothing out of a log that goes on, and changes and moves nothing: only silences are asked about here
// (what is missing because of one: lost-to-full-disk.ts).
import type { Both } from '../../../vocabulary/finding.ts';
import { seriesMember } from '../../log-series.ts';
import type { LogStore, Place } from '../../port.ts';
import type { Examination } from '../examination.ts';
import { onceAStore } from '../once-a-store.ts';
import type { Gap } from './gap-candidates.ts';
import { timedLines } from './log-timeline.ts';
import { commonFolders, isOfAnotherHost, readWriters, sameHost } from './writers.ts';

/**
 * What the kernel says of a file system or a volume without room. Error 28 is ENOSPC: `EXT4-fs (sda1): Delayed block
 * allocation failed for inode 131 at logical offset 0 with max blocks 8 with error 28`.
 */
const KERNEL = `program = 'kernel' and match(message, '^([[] *[0-9.]+[]] )?(EXT[234]-fs|XFS|BTRFS|F2FS-fs|UBIFS|JFFS2|NILFS|device-mapper)[^a-z].{0,300}(No space left|ENOSPC|err(or|no)[ =]-?28([^0-9]|$)|out-of-data-space)')`;
/** What loggers say of what they write: `file '/var/log/syslog'[7] write error - … OS error: No space left on device`. */
const LOGGER = `program in ('rsyslogd', 'syslog-ng', 'systemd-journald') and match(message, '^(file \\\\x27[^\\\\x27]{1,255}\\\\x27[[][0-9]{1,9}[]] write error|imjournal: |I/O error occurred while writing;|Error opening file for writing;|Failed to (write|create|open|rotate|append) ).{0,400}No space left on device')`;
/** What web servers and databases say, in an error log of their own (no host stands in it), of the log that they name. */
const NGINX = '^write[(][)] to "([^"]{1,255})" failed [(]28: No space left on device[)]';
const APACHE =
  '^[(]28[)]No space left on device: ([[](?:client|remote) [^]]{3,60}[]] )?AH00646: Error writing to ([^ ,]{1,255})';
const MYSQL =
  '^([[]MY-[0-9]{6}[]] [[][A-Za-z]{2,16}[]] )?[a-z/]{0,64}(?:mysqld|mariadbd): (?:Error writing file|Dis[ck] (?:is|got) full writing) \\\\x27([^\\\\x27]{1,255})\\\\x27 [(](?:OS )?[Ee]rr(?:no|code):? 28[^0-9]';
const NAMED = `multiIf(host != '', '', program = 'nginx', extract(message, '${NGINX}'), program = 'apache', extractGroups(message, '${APACHE}')[2],
  program = 'mysqld', extractGroups(message, '${MYSQL}')[2], '')`;
/** Notices read; a disk that stays full repeats them. */
const MOST_NOTICES = 10_000;

/** A disk fills while a last block of each file has room: a log may go on for so long and so many lines (4 KiB of them). */
const LEAD_MS = 600_000;
const LEAD_LINES = 40;
/** What could not be written is told at once, or when there is room again. */
const NEAR_MS = 60_000;

export type FullDisk = Place & {
  /** When it was told, milliseconds. */
  readonly t: number;
  readonly host: string;
  readonly by: 'kernel' | 'logger' | 'server';
  /** The log that a server could not write, as it names it; of others empty. */
  readonly named: string;
};

export const readFullDisks = onceAStore((store: LogStore) =>
  store.rows<FullDisk>(
    `select f, n, toUnixTimestamp64Milli(ts) as t, host, multiIf(${KERNEL}, 'kernel', ${LOGGER}, 'logger', 'server') as by, ${NAMED} as named
     from event where ts > toDateTime64(86400, 6, 'UTC') and (${KERNEL} or ${LOGGER} or named != '') order by t, f, n limit ${MOST_NOTICES}`,
  ),
);

const lastPart = (path: string) => path.slice(path.lastIndexOf('/') + 1);
const logName = (path: string) => lastPart(seriesMember(path).series);

/** Whether a file is the log that a server names: of several of that name, those whose folder is nearest to its error log. */
function isNamed({ files }: Pick<Examination, 'files'>, f: number, notice: FullDisk): boolean {
  const from = files[notice.f]?.path ?? '';
  const sameName = files.filter(({ path }) => logName(path) === logName(notice.named));
  const nearest = Math.max(...sameName.map(({ path }) => commonFolders(path, from)));
  return sameName.some((file) => file === files[f] && commonFolders(file.path, from) === nearest);
}

/** Whether who tells of it writes this file, or the disk below it. Hosts are compared where both are written. */
async function concerns(examination: Examination, f: number, notice: FullDisk): Promise<boolean> {
  if (notice.by === 'server') return isNamed(examination, f, notice);
  const writers = await readWriters(examination.store);
  // A logger writes the name of the host into each of its lines; servers write none into logs of their own.
  const hosts = (writers.get(f) ?? []).map(({ host }) => host).filter((host) => host !== '');
  if (hosts.length > 0) return hosts.some((host) => sameHost(host, notice.host));
  return notice.by === 'kernel' && !isOfAnotherHost(examination.files, { f, notice, writers });
}

/** Whether the file went on after the notice as only one with room on its disk does. */
async function wentOn({ store }: Examination, { f, fromMs, before }: Gap, { t }: FullDisk): Promise<boolean> {
  if (t >= fromMs - NEAR_MS) return false;
  const [found] = await store.rows<{ lines: number }>(
    `select count() as lines from ${timedLines} where f in {files:Array(UInt32)} and t > {a:Int64} and t <= {b:Int64}`,
    { files: [f, before?.f ?? f], a: t, b: fromMs },
  );
  return (found?.lines ?? 0) > LEAD_LINES;
}

/** The notice of a full disk that explains why a file was silent, if any. */
export async function fullDiskExplaining(examination: Examination, silence: Gap): Promise<FullDisk | undefined> {
  const { f, fromMs, toMs } = silence;
  for (const notice of await readFullDisks(examination.store)) {
    const near = notice.t >= fromMs - LEAD_MS && notice.t <= toMs + NEAR_MS;
    if (near && (await concerns(examination, f, notice)) && !(await wentOn(examination, silence, notice)))
      return notice;
  }
  return undefined;
}

/** Where the notice stands, as words behind a statement, empty where there is none. */
export function fullDiskWords(notice: Place | undefined, { files }: Pick<Examination, 'files'>): Both {
  if (!notice) return { ja: '', en: '' };
  const path = files[notice.f]?.path ?? '';
  return {
    ja: `「${path}」に、そのころディスクがいっぱいで書けなかったという通知がある。`,
    en: `; "${path}" tells at that time of a disk that was full`,
  };
}
