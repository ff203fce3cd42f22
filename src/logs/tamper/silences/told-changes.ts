// Jobs that were changed, by the word of cron or of the service manager: then a job that stops was switched off.
import type { LogStore } from '../../port.ts';
import { onceAStore } from '../once-a-store.ts';
import type { Stretch } from './traffic-model.ts';

/** `crontab[5]: (root) REPLACE (www-data)`, `cron[1]: (*system*) RELOAD (/etc/cron.d/php)`, `systemd[1]: Stopped backup.timer - …`. */
const CHANGED =
  "(match(program, '(?i)cron') and match(message, '[)] (RELOAD|REPLACE|DELETE) ') or match(message, '^(Stopped|Stopping) .{0,80}[.]timer'))";

const readChanges = onceAStore((store: LogStore) =>
  store.rows<{ readonly t: number }>(
    `select distinct toUnixTimestamp64Milli(ts) as t from event
     where ts > toDateTime64(86400, 6, 'UTC') and ${CHANGED} order by t limit 100000`,
  ),
);

/** A job's last run and the change that ends it are this many of its periods apart at most. */
const PERIODS = 2;

/** Whether jobs were told to be changed where beats, of which `missed` did not come, end. */
export async function jobsChanged(store: LogStore, run: Stretch & { readonly missed: number }): Promise<boolean> {
  const period = (run.toMs - run.fromMs) / Math.max(1, run.missed);
  const changes = await readChanges(store);
  return changes.some(({ t }) => t >= run.fromMs && t <= run.fromMs + PERIODS * period);
}
