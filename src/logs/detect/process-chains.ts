// What one process started, where the audit log keeps only that programs ran and not with which words: programs fetched and
// run, programs decoded, files deleted one after the other, programs that run as root and broke. The actor is the process
// that started them, by its id: of the whole session only this process did so.
import { grouped } from '../../vocabulary/grouped.ts';
import { leastAndMost } from '../../vocabulary/span.ts';
import type { LogStore, Place } from '../port.ts';
import type { AttackClassId } from './attack-classes.ts';
import type { Finding, Level, Success } from './detection.ts';
import { type Limit, within } from './limits.ts';

/** From what was fetched to what ran from a folder for everybody. */
const FETCHED_SECONDS = 600;
/** Two ends of one pipe start together. */
const PIPE_SECONDS = 2;
/** Separate starts of a deleting or killing program within the same time. */
const ENDED_TOGETHER = 6;
/** A busy host starts millions of programs; those looked at are few kinds. */
const MOST_STARTS = 500_000;

const fetchers = new Set([
  'wget',
  'curl',
  'fetch',
  'lwp-download',
  'lwp-request',
  'tftp',
  'ftp',
  'aria2c',
  'axel',
  'busybox',
]);
const decoders = new Set(['base64', 'base32', 'xxd', 'uudecode']);
const interpreters = /^(?:perl|python|php|ruby|bash|dash|sh|zsh|node|lua)[\d.]*$/;
const enders = new Set(['rm', 'shred', 'unlink', 'srm', 'wipe', 'pkill', 'killall', 'kill']);
const forEverybody = /^\/(?:tmp|var\/tmp|dev\/shm)\//;
/** Programs that run as root whoever starts them. */
const SET_USER = ['sudo', 'sudoedit', 'su', 'pkexec', 'passwd', 'mount', 'umount', 'chsh', 'chfn', 'newgrp', 'gpasswd'];
const SET_USER_MORE = [
  'fusermount',
  'fusermount3',
  'at',
  'crontab',
  'ssh-keysign',
  'unix_chkpwd',
  'polkit-agent-helper-1',
];

type Row = {
  readonly host: string;
  readonly parent: string;
  readonly exe: string;
  readonly uid: string;
  readonly login: string;
  readonly at: number;
  readonly f: number;
  readonly n: number;
};
type Start = Row & { readonly name: string };

const nameOf = (exe: string) => exe.slice(exe.lastIndexOf('/') + 1);
const place = ({ f, n }: Place): Place => ({ f, n });
/** No person logged in for it: a service did it, or what took the service over. */
const byService = ({ login }: Row) => login === '' || login === '4294967295' || login === '-1' || login === 'unset';

/** Where the first start that is not before an instant stands. @param starts in order of time */
function indexFrom(starts: readonly Start[], at: number): number {
  let [low, high] = [0, starts.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((starts[middle]?.at ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The last of these starts that came at most so long before another, or with it. */
function lastBefore(starts: readonly Start[], one: Start, seconds: number): Start | undefined {
  const found = starts[indexFrom(starts, one.at + 1) - 1];
  return found && one.at - found.at <= seconds * 1_000 ? found : undefined;
}

/** @throws AkashiError as every question to the logs does */
export async function processChains(store: LogStore, limits: Limit[]): Promise<Finding[]> {
  return [...(await startedPrograms(store, limits)), ...(await brokenPrograms(store, limits))];
}

async function startedPrograms(store: LogStore, limits: Limit[]): Promise<Finding[]> {
  const rows = await store.rows<Row>(
    `select host, fields['ppid'] as parent, fields['exe'] as exe, fields['uid'] as uid, fields['auid'] as login,
       toUnixTimestamp64Milli(toDateTime64(ts, 3)) as at, f, n from event
     where action = 'exec' and fields['type'] = 'SYSCALL' and fields['success'] = 'yes' and parent not in ('', '0', '1') and ts > 0
       and (match(exe, '^/(?:tmp|var/tmp|dev/shm)/') or match(exe, '/(?:${[...fetchers, ...decoders, ...enders].join('|')}|perl|python|php|ruby|bash|dash|sh|zsh|node|lua)[0-9.]*$'))
     order by at, f, n limit ${MOST_STARTS + 1}`,
  );
  const some = within(rows, MOST_STARTS, limits, 'program-starts', ['post-exploit', 'host-rule']);
  const starts = some.map((row): Start => ({ ...row, name: nameOf(row.exe) }));
  return [...grouped(starts, ({ host, parent }) => `${host}\0${parent}`).values()].flatMap(ofParent);
}

/**
 * @param starts programs that one process started, in order of time: a daemon that runs for months starts hundreds of
 *   thousands, so that none is compared with all others
 */
export function ofParent(starts: readonly Start[]): Finding[] {
  const findings: Finding[] = [];
  const ran = starts.filter(({ exe }) => forEverybody.test(exe));
  const fetches = starts.filter(({ name }) => fetchers.has(name));
  const [first] = ran;
  if (first) {
    const [chain] = ran.flatMap((one) => {
      const from = lastBefore(fetches, one, FETCHED_SECONDS);
      return from ? [[from, one] as const] : [];
    });
    findings.push(
      chain
        ? told(chain, 'fetched-program', 'post-exploit', byService(chain[1]) ? 'adverse' : 'notable', 'possible', {
            ja: '取得した直後に、誰でも書き込めるフォルダーからプログラムを実行した',
            en: 'ran a program from a folder that anybody may write to, just after something was fetched',
          })
        : told(ran, 'program-in-temporary-folder', 'host-rule', byService(first) ? 'notable' : 'noise', 'none', {
            ja: '誰でも書き込めるフォルダーからプログラムを実行した',
            en: 'ran a program from a folder that anybody may write to',
          }),
    );
  }
  const interpreted = starts.filter(({ name }) => interpreters.test(name));
  const decoded = starts
    .filter(({ name }) => decoders.has(name))
    .flatMap((one) => {
      const other = interpreted[indexFrom(interpreted, one.at - PIPE_SECONDS * 1_000)];
      return other && other.at - one.at <= PIPE_SECONDS * 1_000 ? [one, other] : [];
    });
  if (decoded.length > 0) {
    findings.push(
      told(decoded, 'decoded-program', 'host-rule', 'noise', 'none', {
        ja: '復号のコマンドとスクリプトの実行環境を同時に起動した',
        en: 'started a decoder and an interpreter together',
      }),
    );
  }
  // Of root's own scripts every package that is installed deletes in this way.
  const ended = starts.filter(({ name, uid }) => enders.has(name) && uid !== '0' && uid !== 'root');
  const isBurst = ended.some(({ at }, i) => {
    const last = ended[i + ENDED_TOGETHER - 1];
    return last !== undefined && last.at - at <= PIPE_SECONDS * 1_000;
  });
  if (isBurst) {
    findings.push(
      told(ended, 'ended-together', 'host-rule', 'noise', 'none', {
        ja: '削除や強制終了のコマンドを続けて起動した',
        en: 'started commands that delete or kill one right after the other',
      }),
    );
  }
  return findings;
}

function told(
  rows: readonly (Row & Place)[],
  sign: string,
  of: AttackClassId,
  level: Level,
  success: Success,
  says: Finding['says'],
): Finding {
  const { least: first, most: last } = leastAndMost(rows.map(({ at }) => at));
  return {
    actor: { kind: 'session', id: rows[0]?.parent ?? '' },
    ...{ sign, class: of, level, success, says, count: rows.length },
    ...{ first, last },
    places: rows.slice(0, 20).map(place),
  };
}

/** A program that runs as root broke in the hands of somebody else: how exploits of such programs fail. */
async function brokenPrograms(store: LogStore, limits: Limit[]): Promise<Finding[]> {
  const rows = await store.rows<Row>(
    `select host, fields['pid'] as parent, fields['exe'] as exe, fields['uid'] as uid, fields['auid'] as login,
       toUnixTimestamp64Milli(toDateTime64(ts, 3)) as at, f, n from event
     where program = 'auditd' and fields['type'] = 'ANOM_ABEND' and fields['sig'] in ('4', '6', '7', '11') and login not in ('', '0', 'root', uid)
       and match(exe, '/(?:${[...SET_USER, ...SET_USER_MORE].join('|')})$') and parent != ''
     order by at, f, n limit ${MOST_STARTS + 1}`,
  );
  const broke = within(rows, MOST_STARTS, limits, 'program-starts', ['privilege-change']);
  return [...grouped(broke, ({ parent }) => parent).values()].map((mine) =>
    told(mine, 'root-program-broke', 'privilege-change', 'notable', 'none', {
      ja: 'root権限で動くプログラムが、別の利用者の操作中に異常終了した',
      en: 'a program that runs as root broke while somebody else used it',
    }),
  );
}
