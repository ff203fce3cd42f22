// Which log goes next, and when: by the system's own settings, by the stated retention, and by the rhythm of the files
// themselves. Where several speak, the earliest counts: a copy taken too early costs nothing.
import { isoInZone, millisecondsOf } from '../custody/instant.ts';
import { fitOf, type LogrotateRule, type RotationPeriod, type RotationSettings } from '../custody/rotation-settings.ts';
import { isOfBucket, type SeriesMember, seriesMember } from '../logs/log-series.ts';
import type { PeekedLog } from '../logs/peek-logs.ts';
import type { Both } from '../vocabulary/finding.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

export type DyingLog = {
  readonly series: string;
  readonly files: number;
  /** Of the oldest line, milliseconds UTC; null: no time could be read, and no name says one. */
  readonly oldest: number | null;
  /** When the oldest file goes; null: that cannot be said. */
  readonly at: number | null;
  /** Whether the moment has passed by what is known, so that it may go at any time or has gone. */
  readonly past: boolean;
  readonly basis: Both;
};

type File = { readonly log: PeekedLog; readonly member: SeriesMember; readonly from: number | null };
type Series = { readonly name: string; readonly files: readonly File[] };

export type DyingInput = {
  readonly logs: readonly PeekedLog[];
  readonly settings: RotationSettings;
  readonly retentionDays: number | null;
  readonly timeZone: string;
  /** Milliseconds UTC. */
  readonly now: number;
};

type Death = { readonly at: number; readonly basis: Both };

function seriesOf(logs: readonly PeekedLog[], zone: string): Series[] {
  const groups = new Map<string, File[]>();
  for (const log of logs) {
    const member = seriesMember(log.path);
    const from = log.from ?? (member.date === null ? null : millisecondsOf(member.date, zone));
    groups.set(member.series, [...(groups.get(member.series) ?? []), { log, member, from }]);
  }
  return [...groups].map(([name, files]) => ({
    name,
    files: files.sort((a, b) => (a.from ?? Number.POSITIVE_INFINITY) - (b.from ?? Number.POSITIVE_INFINITY)),
  }));
}

const median = (values: readonly number[]): number | null =>
  [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? null;

/** A step of a rotation, as it is meant: a quiet night moves the first line of a file, not the rotation. */
function roundStep(step: number): number {
  if (step < 20 * HOUR) return Math.max(HOUR, Math.round(step / HOUR) * HOUR);
  return Math.max(1, Math.round(step / DAY)) * DAY;
}

const lengths: Readonly<Record<RotationPeriod, number>> = {
  hourly: HOUR,
  daily: DAY,
  weekly: 7 * DAY,
  monthly: 30 * DAY,
  yearly: 365 * DAY,
};

/** Starts of all files but the oldest: each is a moment at which the log was switched. */
const switches = ({ files }: Series): number[] => files.flatMap(({ from }) => from ?? []).slice(1);

/** The next of switches on one day of every month, which no number of days tells; null: they are none. */
function byMonth(seen: readonly number[], step: number, { timeZone, now }: Pick<DyingInput, 'timeZone' | 'now'>) {
  if (seen.length < 2 || step < 28 * DAY || step > 31 * DAY) return null;
  const written = seen.map((at) => isoInZone(at, timeZone));
  const day = (written[0] ?? '').slice(8, 10);
  // The 29th to the 31st do not come every month.
  if (Number(day) > 28 || written.some((one) => one.slice(8, 10) !== day)) return null;
  const hour = Math.min(...seen.map((at, i) => at - millisecondsOf((written[i] ?? '').slice(0, 10), timeZone)));
  const [year = 0, month = 0] = isoInZone(now, timeZone).slice(0, 7).split('-').map(Number);
  const at = (ahead: number) => {
    const first = new Date(Date.UTC(year, month - 1 + ahead, 1)).toISOString().slice(0, 8);
    return millisecondsOf(`${first}${day}`, timeZone) + hour;
  };
  return at(0) > now ? at(0) : at(1);
}

/**
 * The next switch after now. A daily one keeps its hour, read from the switches seen: a quiet night moves the first line of
 * one file, not of most. Where none was seen, midnight.
 */
function nextSwitch(series: Series, step: number, { timeZone, now }: DyingInput): number {
  const seen = switches(series);
  const last = seen.at(-1);
  if (last === undefined) {
    const midnight = millisecondsOf(isoInZone(now, timeZone).slice(0, 10), timeZone);
    return step < DAY ? now + step : midnight + DAY;
  }
  const hourOf = (at: number) => (at - millisecondsOf(isoInZone(at, timeZone).slice(0, 10), timeZone) + DAY) % DAY;
  const usual = step % DAY === 0 && seen.length >= 3 ? median(seen.map(hourOf)) : null;
  const anchor = usual === null ? last : last - hourOf(last) + usual;
  const behind = now - anchor;
  const monthly = byMonth(seen, step, { timeZone, now });
  if (monthly !== null) return monthly;
  return anchor + Math.max(1, Math.ceil((behind + 1) / step)) * step;
}

/** Rotated files beside the one written to, by number where they carry one: holes in a series do not make it shorter. */
function rotatedOf({ files }: Series): number {
  const numbers = files.flatMap(({ member }) => member.number ?? []);
  const isCurrent = files.some(({ member }) => member.number === 0 && member.date === null);
  return Math.max(files.length - (isCurrent ? 1 : 0), ...numbers);
}

function ruleFor(series: Series, rules: readonly LogrotateRule[]): LogrotateRule[] {
  const fits = rules.map((rule) => ({ rule, fit: Math.max(0, ...rule.paths.map((path) => fitOf(path, series.name))) }));
  const best = Math.max(0, ...fits.map(({ fit }) => fit));
  return best === 0 ? [] : fits.filter(({ fit }) => fit === best).map(({ rule }) => rule);
}

/** Bytes a millisecond of the file still written to; null: not known. */
function growth({ files }: Series): { perMs: number; size: number } | null {
  const current = files.findLast(({ log }) => !log.compressed);
  if (!current) return null;
  const { from, to, bytes } = current.log;
  return from !== null && to !== null && to > from && bytes > 0 ? { perMs: bytes / (to - from), size: bytes } : null;
}

/** When a file reaches a size, at the pace it has grown; then every so long. */
function sizeSwitch(series: Series, limit: number, now: number): { next: number; step: number } | null {
  const pace = growth(series);
  if (!pace) return null;
  const step = limit / pace.perMs;
  return { next: now + Math.max(0, limit - pace.size) / pace.perMs, step };
}

const every: Readonly<Record<RotationPeriod, Both>> = {
  hourly: { ja: '毎時', en: 'hourly' },
  daily: { ja: '毎日', en: 'daily' },
  weekly: { ja: '毎週', en: 'weekly' },
  monthly: { ja: '毎月', en: 'monthly' },
  yearly: { ja: '毎年', en: 'yearly' },
};

function byLogrotate(series: Series, input: DyingInput): Death[] {
  return ruleFor(series, input.settings.logrotate).flatMap((rule): Death[] => {
    const rotated = rotatedOf(series);
    const steps = Math.max(0, rule.keep - rotated);
    const found: Death[] = [];
    if (rule.period !== null) {
      const next = nextSwitch(series, lengths[rule.period], input);
      const word = every[rule.period];
      found.push({
        at: next + steps * lengths[rule.period],
        basis: {
          ja: `logrotate：${word.ja}、${rule.keep}世代。今は${rotated}世代`,
          en: `logrotate: ${word.en}, ${rule.keep} kept; ${rotated} there now`,
        },
      });
    }
    const bySize = rule.size === null ? null : sizeSwitch(series, rule.size, input.now);
    if (bySize && rule.size !== null) {
      const mega = Math.round(rule.size / 1024 ** 2);
      found.push({
        at: bySize.next + steps * bySize.step,
        basis: {
          ja: `logrotate：${mega} MB ごと、${rule.keep}世代。今の増え方から`,
          en: `logrotate: every ${mega} MB, ${rule.keep} kept; at the pace it grows now`,
        },
      });
    }
    return found;
  });
}

/** A file is as old as its last line: its end, or the start of the one after it. */
function endOf(series: Series, index: number): number | null {
  const file = series.files[index];
  return (file?.log.endSeen ? file.log.to : null) ?? series.files[index + 1]?.from ?? file?.log.to ?? null;
}

function byJob(series: Series, { settings, timeZone }: DyingInput): Death[] {
  const ended = endOf(series, 0);
  if (ended === null) return [];
  return settings.jobs.flatMap(({ folder, name: pattern, olderThanDays, minuteOfDay }): Death[] => {
    const inFolder = `/${series.name}`.includes(`${folder.replace(/\/+$/, '')}/`);
    // A copy may have lost its folder; a pattern that says more than an ending finds it all the same.
    const telling = pattern !== null && /[A-Za-z]{3}/.test(pattern.replace(/\.[A-Za-z]{1,4}\*?$/, ''));
    const byName = telling && fitOf(pattern, series.files[0]?.log.path ?? '') > 0;
    if (!inFolder && !byName) return [];
    const ripe = ended + (olderThanDays + 1) * DAY;
    const midnight = millisecondsOf(isoInZone(ripe, timeZone).slice(0, 10), timeZone);
    const run = minuteOfDay === null ? ripe : midnight + minuteOfDay * 60_000;
    return [
      {
        at: run < ripe ? run + DAY : run,
        basis: {
          ja: `定期実行の削除：${olderThanDays}日より古いもの`,
          en: `a scheduled job deletes what is older than ${olderThanDays} days`,
        },
      },
    ];
  });
}

function byContainer(series: Series, input: DyingInput): Death[] {
  const { docker } = input.settings;
  if (!docker || !series.name.endsWith('-json.log')) return [];
  const next = sizeSwitch(series, docker.maxSizeBytes, input.now);
  if (!next) return [];
  const steps = Math.max(0, docker.files - 1 - rotatedOf(series));
  const mega = Math.round(docker.maxSizeBytes / 1024 ** 2);
  return [
    {
      at: next.next + steps * next.step,
      basis: {
        ja: `Docker：${mega} MB ごと、${docker.files}ファイル。今の増え方から`,
        en: `Docker: every ${mega} MB, ${docker.files} files; at the pace it grows now`,
      },
    },
  ];
}

/** Of the journal's limit so much is taken when the oldest goes with every new file. */
const JOURNAL_FULL = 0.9;

function byJournal(series: Series, { settings, now }: DyingInput, oldest: number): Death[] {
  if (!/journal/i.test(series.name.slice(series.name.lastIndexOf('/') + 1))) return [];
  const { maxUseBytes, maxRetentionMs, usedBytes } = settings.journal;
  const found: Death[] = [];
  if (maxRetentionMs !== null) {
    const days = Math.round(maxRetentionMs / DAY);
    found.push({
      at: oldest + maxRetentionMs,
      basis: { ja: `journald：${days}日で消える設定`, en: `journald: kept for ${days} days` },
    });
  }
  if (maxUseBytes !== null && usedBytes !== null && now > oldest) {
    const full = usedBytes >= JOURNAL_FULL * maxUseBytes;
    const left = full ? 0 : ((maxUseBytes - usedBytes) / usedBytes) * (now - oldest);
    const percent = Math.round((100 * usedBytes) / maxUseBytes);
    found.push({
      at: now + left,
      basis: {
        ja: `journald：容量の上限の${percent}％を使っている`,
        en: `journald: ${percent} % of its limit is taken`,
      },
    });
  }
  return found;
}

/** The rhythm of the files alone: the number kept is taken as full, which is the earliest it can be. */
function byRhythm(series: Series, input: DyingInput): Death[] {
  const starts = series.files.flatMap(({ from }) => from ?? []);
  if (series.files.some(({ member }) => member.weekday)) {
    const [oldest] = starts;
    return oldest === undefined
      ? []
      : [
          {
            at: oldest + 7 * DAY,
            basis: {
              ja: '曜日ごとのファイルは一週間後に上書きされる',
              en: 'one file a weekday, overwritten a week later',
            },
          },
        ];
  }
  if (starts.length < 3) return [];
  const step = median(starts.slice(2).map((start, index) => start - (starts[index + 1] ?? start)));
  if (step === null || step <= 0) return [];
  const rounded = roundStep(step);
  const hours = rounded / HOUR;
  const [ja, en] =
    hours < 24 ? [`${hours}時間`, `${hours} h`] : [`${hours / 24}日`, hours === 24 ? 'day' : `${hours / 24} days`];
  const files = series.files.length;
  return [
    {
      at: nextSwitch(series, rounded, input),
      basis: {
        ja: `約${ja}ごとに切り替わり、${files}ファイルある。これで上限なら次の切り替えで消える`,
        en: `a new file about every ${en}, ${files} there; if that is the most kept, the oldest goes at the next switch`,
      },
    },
  ];
}

/** How many files lie in a bucket says nothing of how many it keeps. */
const inBucket = ({ files }: Series) => files.some(({ log }) => isOfBucket(log.path));

/** IIS writes a file a day and deletes none. */
const isIis = (series: Series) => /(?:^|\/)(?:u_)?ex\.log$/i.test(series.name);

function deathOf(series: Series, input: DyingInput): DyingLog {
  const [oldest = null] = series.files.flatMap(({ from }) => from ?? []);
  const known: Death[] =
    oldest === null
      ? []
      : [
          ...byLogrotate(series, input),
          ...byJob(series, input),
          ...byContainer(series, input),
          ...byJournal(series, input, oldest),
          ...(input.retentionDays === null
            ? []
            : [
                {
                  at: oldest + input.retentionDays * DAY,
                  basis: {
                    ja: `保存期間${input.retentionDays}日（org.yaml）`,
                    en: `the stated retention of ${input.retentionDays} days (org.yaml)`,
                  },
                },
              ]),
        ];
  // Settings that were read say more than the rhythm; a stated retention does not: it may never have been carried out.
  const settled = known.length > (input.retentionDays === null || oldest === null ? 0 : 1);
  const rhythm = settled || oldest === null || isIis(series) || inBucket(series) ? [] : byRhythm(series, input);
  const [first] = [...known, ...rhythm].sort((a, b) => a.at - b.at);
  const nothing = isIis(series)
    ? {
        ja: 'IIS は自分では消さない。消す定期実行がないか確かめる',
        en: 'IIS deletes nothing itself: look for a task that does',
      }
    : inBucket(series)
      ? {
          ja: '保管先（S3など）のライフサイクルの設定で消える。設定を確かめる',
          en: 'a lifecycle rule of the bucket deletes it, where there is one: look there',
        }
      : { ja: 'いつ消えるかは、渡されたものからは分からない', en: 'when it goes cannot be said from what was given' };
  return {
    series: series.name,
    files: series.files.length,
    oldest,
    at: first?.at ?? null,
    past: first !== undefined && first.at <= input.now,
    basis: first?.basis ?? nothing,
  };
}

/** Every log, the one that goes first on top; those whose end is not known last. */
export function dyingEvidence(input: DyingInput): DyingLog[] {
  return seriesOf(input.logs, input.timeZone)
    .map((series) => deathOf(series, input))
    .sort(
      (a, b) =>
        (a.at ?? Number.POSITIVE_INFINITY) - (b.at ?? Number.POSITIVE_INFINITY) || (a.series < b.series ? -1 : 1),
    );
}

/** Evidence that lasts longer than this is copied after the reply that is due today. */
const EVIDENCE_FIRST = 48 * 3_600_000;

/** Evidence that dies soon comes before any word; what is left for days comes after the reply that is due. All in milliseconds UTC. */
export const copyingCanWait = (goes: number, replyBy: number, now: number): boolean =>
  goes > Math.max(replyBy, now + EVIDENCE_FIRST);
