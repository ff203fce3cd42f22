// Lines that a logger itself says it lost. Its notice may stand in another file than the lines: rsyslog and journald write
// theirs to syslog, what they lost was meant for auth.log or mail.log.
import type { LogFileSummary } from '../../../vocabulary/case-file.ts';
import type { Both } from '../../../vocabulary/finding.ts';
import type { LogStore, Place } from '../../port.ts';
import { onceAStore } from '../once-a-store.ts';
import { readWriters, sameHost, type Writer, type Writers } from './writers.ts';

export type ToldLoss = {
  readonly f: number;
  readonly n: number;
  /** When it was told, milliseconds. */
  readonly t: number;
  readonly host: string;
  /** Whose lines were lost, where the notice says so: a unit, `audit`, `kernel`. Empty: anybody's. */
  readonly whose: string;
};

export type Losses = {
  readonly told: readonly ToldLoss[];
  readonly writers: Writers;
};

/** Notices are written at once, or at the end of a logger's own interval: both of rsyslog and of journald are seconds. */
const NEAR_MS = 60_000;
/**
 * What each of them says of lines that it lost, from the first word on. Anybody may write such words in a name of their own,
 * and a visitor may have a server write them.
 */
const LOST: readonly (readonly [programs: string, words: string])[] = [
  [
    'rsyslogd|rsyslogd-[0-9]{1,5}',
    '^(im[a-z0-9]{2,12}( from <[^>]{1,80}>|[[]pid [0-9]{1,10}[]])?:? (begins? to drop messages|lost [0-9]+ messages|[0-9]+ messages lost)|main Q.{0,80}(discard|lost|drop)|[^:]{1,80}: ([0-9]+ messages lost|begin to drop messages) due to rate-limiting)',
  ],
  [
    'systemd-journald|systemd-journal|journal',
    '^(Suppressed [0-9]+ messages from |Forwarding to syslog missed [0-9]+ |Missed [0-9]+ kernel messages)',
  ],
  [
    'syslog-ng',
    '^(Message[(]s[)] dropped|Destination .{0,80}queue full|Number of (dropped|lost) messages|Message.{0,40} (lost|dropped))',
  ],
  ['syslogd|syslog', '^(.{0,40}messages? (lost|dropped)|lost [0-9]+ messages|dropped [0-9]+ messages)'],
  [
    'kernel',
    '^([[] *[0-9.]+[]] )?(audit: (audit_backlog=|audit_lost=[1-9]|backlog limit exceeded|rate limit|kauditd )|type=13[0-9]{2} audit.{0,80}audit_lost=|[a-zA-Z0-9_:. -]{1,64}: [0-9]+ callbacks suppressed)',
  ],
  ['auditd|audispd|audisp-remote', '(^| )audit_lost=[1-9]|^queue .{0,40}(full|lost)'],
];
const NOTICE = LOST.map(
  ([programs, words]) =>
    `match(replaceRegexpOne(program, '^.*/', ''), '^(${programs})$') and match(message, '${words}')`,
).join(' or ');

/** Hosts and units are attacker-chosen: they are compared as text, never as patterns. */
export const readLosses = onceAStore(async (store: LogStore): Promise<Losses> => {
  const told = await store.rows<ToldLoss>(
    `select f, n, toUnixTimestamp64Milli(ts) as t, host,
       multiIf(match(message, 'audit_lost=|audit: (backlog|rate)|kauditd'), 'audit',
         extract(message, ' from /?(?:[a-z]+[.]slice/)*([^ /]{1,64})[.]service') != '', extract(message, ' from /?(?:[a-z]+[.]slice/)*([^ /]{1,64})[.]service'),
         match(message, 'callbacks suppressed'), 'kernel', '') as whose
     from event where ${NOTICE} order by f, n limit 10000`,
  );
  return { told, writers: told.length === 0 ? new Map() : await readWriters(store) };
});

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
 * The notice that explains missing lines of a stretch: one of the same host that does not name somebody else's lines; of the
 * same file where nobody is known to write it, any. Of a file of requests, only one in itself: a web server writes its log without a logger.
 */
export function lossExplaining({ told, writers }: Losses, { f, fromMs, toMs, writer }: Asked): ToldLoss | undefined {
  const near = told.filter(({ t }) => t >= fromMs - NEAR_MS && t <= toMs + NEAR_MS);
  const concerned = writer ? [writer] : (writers.get(f) ?? []);
  const explains = ({ host, whose }: ToldLoss) =>
    concerned.some((one) => sameHost(one.host, host) && concerns(whose, one.program));
  return near.find((loss) => loss.f === f && (concerned.length === 0 || explains(loss))) ?? near.find(explains);
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
