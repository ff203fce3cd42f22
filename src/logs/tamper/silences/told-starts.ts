// Starts of machines and programs, and clocks that were set: what tells why a log was silent.
import type { LogFileSummary } from '../../../vocabulary/case-file.ts';
import type { LogStore } from '../../port.ts';
import { onceAStore } from '../once-a-store.ts';
import type { Gap } from './gap-candidates.ts';
import { type Losses, lossExplaining, readLosses } from './told-losses.ts';
import { isOfAnotherHost, readWriters, sameHost } from './writers.ts';

/** What programs say of their own start, each in its own words and its own name: anybody may write such words elsewhere. */
const STARTS: readonly (readonly [programs: string, words: string])[] = [
  ['kernel', '^([[] *[0-9.]+[]] )?Linux version [0-9]'],
  ['systemd', '^(Startup finished in |systemd [0-9.]+.{0,80} running in system mode|Starting Linux)'],
  ['sshd', '^(Server listening on |Received signal 15; terminating)'],
  ['cron|CRON|crond', '^[(]CRON[)] (STARTUP|INFO)'],
  ['rsyslogd|syslogd|syslog|syslog-ng', 'exiting on signal 15|^syslogd.{0,80}(re)?start'],
  ['postfix|master|postfix-script', '^(daemon started|starting the Postfix)'],
  ['dovecot', '^(master: )?(Dovecot v[0-9].{0,80} starting up|Warning: Killed with signal 15)'],
  ['nginx', '^(signal (3|15) |start worker process)'],
  [
    'apache|apache2|httpd',
    '^(AH[0-9]{5}: )?(Apache/[0-9].{0,300} configured -- resuming normal operations|caught SIG(TERM|WINCH), shutting down)',
  ],
  [
    'mysqld|mariadbd|mysql|mariadb',
    '^([0-9TZ:. -]{10,40} )?([[][A-Za-z]{4,7}[]] )?([[]MY-[0-9]{6}[]] [[][A-Za-z]{2,16}[]] )?[a-z0-9_./-]{0,64}(mysqld|mariadbd)([.]exe)?: ready for connections',
  ],
  [
    'postgres',
    '^(starting PostgreSQL|database system (is ready|was shut down|was interrupted)|the database system is starting up)',
  ],
];
/** A log that its program writes without a logger (no host stands in it) tells of its own start; visitors' words come later in a line. */
const OWN_START =
  '(?i)^([a-z0-9_.-]{1,40}(/[0-9.]{1,12})?:? )?(is )?(starting up|ready for connections|server listening on|daemon started)';
const OTHERS_WORDS = "program not in ('nginx', 'apache', 'mysqld', 'postgres', 'lighttpd', 'modsecurity')";
/** A clock that was set forwards: then the silence never was. Right after a start it may stand behind the last lines. */
const CLOCKS: readonly (readonly [programs: string, words: string])[] = [
  ['chronyd', '(?i)^(System clock (wrong by|was stepped)|Forward time jump detected)'],
  ['ntpd|ntpdate', '(?i)^((adjusting|adjust|step) (local clock|time server)|time (stepped|reset))'],
  ['systemd-timesyncd', '(?i)^(initial clock synchronization|System clock time unset or jumped)'],
  [
    'systemd|systemd-timedated|systemd-resolved|timedatex',
    '(?i)^((system )?time (has been|was) changed|Changed time zone to )',
  ],
];
const CLOCK_OF_WINDOWS = '(?i)^The system time has changed to |^Current default time zone: ';

const baseName = "replaceRegexpOne(program, '^.*/', '')";
const saidBy = (said: readonly (readonly [programs: string, words: string])[]) =>
  said.map(([programs, words]) => `match(${baseName}, '^(${programs})$') and match(message, '${words}')`).join(' or ');
const STARTED = `(${saidBy([...STARTS, ...CLOCKS])} or host = '' and ${OTHERS_WORDS} and match(message, '${OWN_START}') or match(message, '${CLOCK_OF_WINDOWS}'))`;
/** What stops and starts other programs, and tells of it. */
const SUPERVISORS = "program in ('systemd', 'auditd', 'init', 'supervisord', 'runit', 'monit')";
/** Lines of a machine that starts with an old clock stand, in time, before the silence, and right before it in the file. */
const STARTING_LINES = 2000;
const CLOCK_BEHIND_MS = 3_600_000;
/** What writes logs of requests: a supervisor that stops or starts it tells why nobody was answered. Attacker-chosen words are matched, in linear time. */
const SERVERS =
  '(?i)\\\\b(nginx|apache2?|httpd|caddy|lighttpd|openlitespeed|lsws|haproxy|traefik|envoy|varnish|squid|tomcat[0-9]{0,2}|iis|w3svc|gunicorn|uwsgi|puma|unicorn|php[0-9.]{0,4}-fpm)\\\\b|HTTP Server|web server|reverse proxy';
/** The logger itself. */
const LOGGERS = '(?i)\\\\b(rsyslog|syslog-ng|syslogd?|systemd-journald)\\\\b|logging service|journal service';
/** A start that follows a silence is told within this long: a machine boots before its programs write. */
const AFTER_MS = 300_000;
const BEFORE_MS = 60_000;

export type ToldStart = {
  readonly f: number;
  readonly n: number;
  readonly t: number;
  readonly host: string;
  readonly boot: number;
  /** 1: a server of requests that stopped or started, told by what supervises it. */
  readonly server: number;
  /** 1: the logger itself stopped or started. */
  readonly logger: number;
  /** 1: a start, or a clock that was set, by the words that say so. */
  readonly start: number;
};

export const readStarts = onceAStore(
  (store: LogStore): Promise<ToldStart[]> =>
    store.rows<ToldStart>(
      `with (action in ('service-start', 'service-stop') and ${SUPERVISORS}) as supervised,
         (action in ('boot', 'log-started') or ${STARTED}) as started,
         (supervised and match(message, '${SERVERS}')) as serving,
         (action in ('log-started', 'log-stopped') and program != 'auditd' or supervised and match(message, '${LOGGERS}')) as logging
       select e.f as f, min(e.n) as n, toUnixTimestamp64Milli(e.ts) as t, e.host as host, max(e.action = 'boot') as boot,
         max(serving) as server, max(logging) as logger, max(started) as start
       from event as e where e.ts > toDateTime64(86400, 6, 'UTC') and (started or serving or logging)
       group by f, t, host order by t, f, host limit 100000`,
    ),
);

const requestFiles = onceAStore(async (store: LogStore): Promise<ReadonlySet<number>> => {
  const rows = await store.rows<{ f: number }>('select distinct f from web order by f');
  return new Set(rows.map(({ f }) => f));
});

/**
 * Whether a start that one file tells of concerns another: they are of one host, as far as both say it; where one does not,
 * no lines of another host lie nearer in the folders.
 */
function concerns(files: readonly LogFileSummary[], writers: Losses['writers'], f: number, row: ToldStart): boolean {
  if (row.f === f || row.host === '') return true;
  const hosts = (writers.get(f) ?? []).map(({ host }) => host).filter((host) => host !== '');
  if (hosts.length > 0) return hosts.some((host) => sameHost(host, row.host));
  return !isOfAnotherHost(files, { f, notice: row, writers });
}

/**
 * Whether any source says, during the silence or within five minutes after it, that a machine or a program started; of a
 * log of requests, that its server was stopped or started; or that lines were lost.
 */
export async function startedMeanwhile(
  { store }: { readonly store: LogStore },
  gaps: readonly Gap[],
): Promise<boolean[]> {
  if (gaps.length === 0) return [];
  const told = await readStarts(store);
  const writers = told.length > 0 ? await readWriters(store) : new Map();
  const losses = await readLosses(store);
  const requests = await requestFiles(store);
  return gaps.map(({ f, toN, fromMs, toMs }) => {
    const rows = told.filter(
      (row) => row.t > fromMs - CLOCK_BEHIND_MS && row.t <= toMs + AFTER_MS && concerns(store.files, writers, f, row),
    );
    return (
      rows.some(
        ({ t, start, server }) =>
          (start === 1 || (server === 1 && requests.has(f))) && t > fromMs - BEFORE_MS && t <= toMs + AFTER_MS,
      ) ||
      rows.some(
        (row) =>
          row.boot === 1 &&
          row.f === f &&
          row.n < toN &&
          row.n >= toN - STARTING_LINES &&
          row.t <= fromMs &&
          row.t > fromMs - CLOCK_BEHIND_MS,
      ) ||
      lossExplaining(losses, { f, fromMs, toMs }) !== undefined
    );
  });
}

/** A logger of the same host that stopped or started in a stretch: what began meanwhile was not written. */
export async function loggerRestart(
  { store }: { readonly store: LogStore },
  { host, fromMs, toMs }: { readonly host: string; readonly fromMs: number; readonly toMs: number },
): Promise<ToldStart | undefined> {
  const rows = await readStarts(store);
  return rows.find(
    (row) => row.logger === 1 && row.t >= fromMs - BEFORE_MS && row.t <= toMs + BEFORE_MS && sameHost(row.host, host),
  );
}
