// Starts of machines and programs, and clocks that were set: what tells why a log was silent.
import type { LogStore } from '../../port.ts';
import { onceAStore } from '../once-a-store.ts';
import type { Gap } from './gap-candidates.ts';
import { lossExplaining, readLosses, sameHost } from './told-losses.ts';

/** A machine or a program that says it started: then silence before it is an outage, not a hole. */
const STARTED =
  '(?i)resuming normal operations|caught SIGTERM, shutting down|Linux version [0-9]|Server listening on|syslogd.{0,80}(re)?start|signal 15|system boot|Starting Linux|start worker process |\\\\bstarting up|ready for connections|[(]CRON[)] (STARTUP|INFO)|daemon started|starting the Postfix|type=(DAEMON_START|SYSTEM_BOOT)';
/** A clock that was set forwards: then the silence never was. Right after a start it may stand behind the last lines. */
const CLOCK_SET =
  '(?i)initial clock synchronization|system clock (wrong by|was stepped)|(adjusting|step) (local clock|time server)|time stepped|forward time jump|(system )?time (has been|was) changed|Changed time zone to |Current default time zone: ';
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
      `with action in ('service-start', 'service-stop') as supervised,
         (action in ('boot', 'log-started') or match(message, '${STARTED}') or match(message, '${CLOCK_SET}')) as started,
         (supervised and match(message, '${SERVERS}')) as serving,
         (action in ('log-started', 'log-stopped') and program != 'auditd' or supervised and match(message, '${LOGGERS}')) as logging
       select e.f as f, min(e.n) as n, toUnixTimestamp64Milli(e.ts) as t, min(e.host) as host, max(e.action = 'boot') as boot,
         max(serving) as server, max(logging) as logger, max(started) as start
       from event as e where e.ts > toDateTime64(86400, 6, 'UTC') and (started or serving or logging)
       group by f, t order by t, f limit 100000`,
    ),
);

const requestFiles = onceAStore(async (store: LogStore): Promise<ReadonlySet<number>> => {
  const rows = await store.rows<{ f: number }>('select distinct f from web order by f');
  return new Set(rows.map(({ f }) => f));
});

/**
 * Whether any source says, during the silence or within five minutes after it, that a machine or a program started; of a
 * log of requests, that its server was stopped or started; or that lines were lost.
 */
export async function startedMeanwhile(
  { store }: { readonly store: LogStore },
  gaps: readonly Gap[],
): Promise<boolean[]> {
  if (gaps.length === 0) return [];
  const rows = await readStarts(store);
  const losses = await readLosses(store);
  const requests = await requestFiles(store);
  return gaps.map(
    ({ f, toN, fromMs, toMs }) =>
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
      lossExplaining(losses, { f, fromMs, toMs }) !== undefined,
  );
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
