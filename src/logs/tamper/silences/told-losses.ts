// Lines that a logger itself says it lost. Its notice may stand in another file than the lines: rsyslog and journald write
// theirs to syslog, what they lost was meant for auth.log or mail.log.
import type { LogFileSummary } from '../../../vocabulary/case-file.ts';
import type { Both } from '../../../vocabulary/finding.ts';
import type { LogStore, Place } from '../../port.ts';
import { onceAStore } from '../once-a-store.ts';

export type ToldLoss = {
  readonly f: number;
  readonly n: number;
  /** When it was told, milliseconds. */
  readonly t: number;
  readonly host: string;
  /** Whose lines were lost, where the notice says so: a unit, `audit`, `kernel`. Empty: anybody's. */
  readonly whose: string;
};

/** Who writes lines: a host's program. */
export type Writer = { readonly host: string; readonly program: string };

export type Losses = {
  readonly told: readonly ToldLoss[];
  /** Who writes most lines of a file; none for files of requests, which no logger passes on. */
  readonly writers: ReadonlyMap<number, readonly Writer[]>;
};

/** Notices are written at once, or at the end of a logger's own interval: both of rsyslog and of journald are seconds. */
const NEAR_MS = 60_000;
/** Writers of a file that are known; the rest write little of it. */
const MOST_WRITERS = 5;

/** Programs of hosts that write most lines of each file; none for files of requests. */
export const readWriters = onceAStore(async (store: LogStore): Promise<Losses['writers']> => {
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

/** Hosts and units are attacker-chosen: they are compared as text, never as patterns. */
export const readLosses = onceAStore(async (store: LogStore): Promise<Losses> => {
  const told = await store.rows<ToldLoss>(
    `select f, n, toUnixTimestamp64Milli(ts) as t, host,
       multiIf(match(message, 'audit_lost=|audit: (backlog|rate)|kauditd'), 'audit',
         extract(message, ' from /?(?:[a-z]+[.]slice/)*([^ /]{1,64})[.]service') != '', extract(message, ' from /?(?:[a-z]+[.]slice/)*([^ /]{1,64})[.]service'),
         match(message, 'callbacks suppressed'), 'kernel', '') as whose
     from event
     where action = 'log-lost' or program = 'auditd' and match(message, ' audit_lost=[1-9]') order by f, n limit 10000`,
  );
  return { told, writers: told.length === 0 ? new Map() : await readWriters(store) };
});

const label = (host: string) => host.toLowerCase().split('.', 1)[0] ?? '';

/** Hosts by their first label: one file may write the whole name where another does not. Unknown may be any. */
export const sameHost = (a: string, b: string) => a === '' || b === '' || label(a) === label(b);

const firstWord = (name: string) => name.toLowerCase().split(/[^a-z0-9]/, 1)[0] ?? '';

/** `ssh` for `sshd`, `cron` for `CRON`, `postfix@-` for `postfix/smtpd`: a unit and its program begin alike. */
function concerns(whose: string, program: string): boolean {
  const [unit, name] = [firstWord(whose), firstWord(program)];
  return name.startsWith(unit) || unit.startsWith(name);
}

export type Asked = {
  readonly f: number;
  readonly fromMs: number;
  readonly toMs: number;
  /** Who wrote what is missing; without it, whoever writes the file. */
  readonly writer?: Writer;
};

/**
 * The notice that explains missing lines of a stretch: any in the same file; of another file, one of the same host that does
 * not name somebody else's lines. Of a file of requests, only one in itself: a web server writes its log without a logger.
 */
export function lossExplaining({ told, writers }: Losses, { f, fromMs, toMs, writer }: Asked): ToldLoss | undefined {
  const near = told.filter(({ t }) => t >= fromMs - NEAR_MS && t <= toMs + NEAR_MS);
  const concerned = writer ? [writer] : (writers.get(f) ?? []);
  return (
    near.find((loss) => loss.f === f) ??
    near.find(({ host, whose }) => concerned.some((one) => sameHost(one.host, host) && concerns(whose, one.program)))
  );
}

/** Where the notice stands, as words behind a statement, empty where there is none. */
export function lossWords(loss: ToldLoss | undefined, f: number, files: readonly LogFileSummary[]): Both {
  if (!loss) return { ja: '', en: '' };
  if (loss.f === f)
    return {
      ja: '近くに、行が失われたという通知がある。',
      en: '; a notice of lost lines stands near',
    };
  const path = files[loss.f]?.path ?? '';
  return {
    ja: `「${path}」に、そのころ行が失われたという通知がある。`,
    en: `; "${path}" holds a notice of lines lost at that time`,
  };
}

/** The notice as a place, so that a reader can look at it. */
export const lossPlace = (loss: ToldLoss | undefined): Place[] => (loss ? [{ f: loss.f, n: loss.n }] : []);
