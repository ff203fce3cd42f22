// What a system's own settings say about when its logs go: logrotate, cron jobs that delete, the systemd journal, Docker.
// Read from copies; only what is understood is used, and nothing is guessed from what is not.

export type RotationPeriod = 'hourly' | 'daily' | 'weekly' | 'monthly' | 'yearly';

export type LogrotateRule = {
  /** Patterns of paths, as written. */
  readonly paths: readonly string[];
  readonly period: RotationPeriod | null;
  /** Rotated files kept beside the one written to. */
  readonly keep: number;
  /** A size at which the file is rotated, bytes; null: by time alone. */
  readonly size: number | null;
  /** Rotated files older than this go, days. */
  readonly maxAgeDays: number | null;
};

export type DeletionJob = {
  readonly folder: string;
  readonly name: string | null;
  /** `find -mtime +N`: goes once N + 1 whole days old. */
  readonly olderThanDays: number;
  /** Local minute of the day it runs at; null: not a fixed time. */
  readonly minuteOfDay: number | null;
};

export type RotationSettings = {
  readonly logrotate: readonly LogrotateRule[];
  readonly jobs: readonly DeletionJob[];
  readonly journal: {
    readonly maxUseBytes: number | null;
    readonly maxRetentionMs: number | null;
    readonly usedBytes: number | null;
  };
  readonly docker: { readonly maxSizeBytes: number; readonly files: number } | null;
};

export const noRotationSettings: RotationSettings = {
  logrotate: [],
  jobs: [],
  journal: { maxUseBytes: null, maxRetentionMs: null, usedBytes: null },
  docker: null,
};

const MOST_LINES = 50_000;
const periods: ReadonlySet<string> = new Set(['hourly', 'daily', 'weekly', 'monthly', 'yearly']);
const isPeriod = (word: string): word is RotationPeriod => periods.has(word);

/** `100M`, `1G`, `512`; undefined for anything else. Bytes. */
export function parseSize(text: string): number | undefined {
  const [, digits = '', unit = ''] = /^(\d{1,15}(?:\.\d{1,3})?)\s*([kmgt]?)(?:i?b)?$/i.exec(text.trim()) ?? [];
  if (digits === '') return undefined;
  const power = 'kmgt'.indexOf(unit.toLowerCase()) + 1;
  return Number(digits) * 1024 ** (unit === '' ? 0 : power);
}

type Open = { paths: string[]; words: Map<string, string> };

const ruleOf = ({ paths, words }: Open, globals: ReadonlyMap<string, string>): LogrotateRule => {
  const word = (name: string) => words.get(name) ?? globals.get(name);
  const own = [...words.keys()].filter(isPeriod).at(-1);
  const period = own ?? [...globals.keys()].filter(isPeriod).at(-1) ?? null;
  const size = parseSize(word('size') ?? '') ?? null;
  return {
    paths,
    // `size` alone: rotated by size, whatever the period.
    period: size !== null && own === undefined ? null : period,
    keep: Number(word('rotate') ?? 0) || 0,
    size: size ?? parseSize(word('maxsize') ?? '') ?? null,
    maxAgeDays: word('maxage') === undefined ? null : Number(word('maxage')) || null,
  };
};

/** logrotate.conf and the files of logrotate.d, one after another. */
function logrotateRules(text: string): LogrotateRule[] {
  const globals = new Map<string, string>();
  const rules: LogrotateRule[] = [];
  let open: Open | null = null;
  let waiting: string[] = [];
  let script = false;
  for (const raw of text.split('\n', MOST_LINES)) {
    const line = raw.trim();
    if (script) {
      if (line === 'endscript') script = false;
      continue;
    }
    if (line === '' || line.startsWith('#') || line.startsWith('==>')) continue;
    if (/^(?:prerotate|postrotate|firstaction|lastaction|preremove)$/.test(line)) {
      script = true;
      continue;
    }
    if (open === null && (line.startsWith('/') || line.startsWith('"') || line === '{')) {
      const brace = line.endsWith('{');
      waiting.push(
        ...line
          .replace(/\{$/, '')
          .split(/\s+/)
          .map((path) => path.replaceAll('"', ''))
          .filter(Boolean),
      );
      if (brace) {
        open = { paths: waiting, words: new Map() };
        waiting = [];
      }
      continue;
    }
    if (open !== null && line === '}') {
      rules.push(ruleOf(open, globals));
      open = null;
      continue;
    }
    const [name = '', ...rest] = line.split(/[\s=]+/);
    (open?.words ?? globals).set(name, rest.join(' '));
  }
  return rules;
}

/** `find FOLDER … -mtime +N … -delete` (or `-exec rm`), wherever it stands in a crontab. */
function deletionJobs(text: string): DeletionJob[] {
  return text.split('\n', MOST_LINES).flatMap((raw): DeletionJob[] => {
    const line = raw.slice(0, 2_000).trim();
    if (line.startsWith('#') || !/\s-(?:delete|exec\s+rm)\b/.test(line)) return [];
    const [, folder] = /\bfind\s+(\/\S+)/.exec(line) ?? [];
    const [, days] = /\s-mtime\s+\+(\d{1,4})\b/.exec(line) ?? [];
    if (folder === undefined || days === undefined) return [];
    const [, name = null] = /\s-i?name\s+["']?([^\s"']+)/.exec(line) ?? [];
    const [, minute, hour] = /^(\d{1,2})\s+(\d{1,2})\s/.exec(line) ?? [];
    return [
      {
        folder,
        name,
        olderThanDays: Number(days),
        minuteOfDay: minute === undefined || hour === undefined ? null : Number(hour) * 60 + Number(minute),
      },
    ];
  });
}

const spans: Readonly<Record<string, number>> = {
  s: 1000,
  sec: 1000,
  min: 60_000,
  h: 3_600_000,
  hour: 3_600_000,
  hours: 3_600_000,
  day: 86_400_000,
  days: 86_400_000,
  d: 86_400_000,
  week: 7 * 86_400_000,
  weeks: 7 * 86_400_000,
  w: 7 * 86_400_000,
  month: 30.44 * 86_400_000,
  months: 30.44 * 86_400_000,
  year: 365.25 * 86_400_000,
};

function journalSettings(text: string): RotationSettings['journal'] {
  const last = (name: string) =>
    text
      .split('\n', MOST_LINES)
      .flatMap((line) => (line.startsWith(`${name}=`) ? [line.slice(name.length + 1).trim()] : []))
      .at(-1);
  const [, amount, unit = 's'] = /^(\d{1,9})\s*([a-z]*)$/i.exec(last('MaxRetentionSec') ?? '') ?? [];
  const span = amount === undefined ? 0 : Number(amount) * (spans[unit === '' ? 's' : unit.toLowerCase()] ?? 0);
  const [, used] = /take up (\d{1,9}(?:\.\d{1,3})?[BKMGT])\b/.exec(text) ?? [];
  return {
    maxUseBytes: parseSize(last('SystemMaxUse') ?? '') ?? null,
    maxRetentionMs: span > 0 ? span : null,
    usedBytes: used === undefined ? null : (parseSize(used.replace(/B$/, '')) ?? null),
  };
}

function dockerSettings(text: string): RotationSettings['docker'] {
  if (!text.trimStart().startsWith('{')) return null;
  let options: unknown;
  try {
    const read: unknown = JSON.parse(text);
    options = typeof read === 'object' && read !== null && 'log-opts' in read ? read['log-opts'] : undefined;
  } catch {
    // Not the daemon's settings, or broken: then they say nothing.
    return null;
  }
  if (typeof options !== 'object' || options === null) return null;
  const text_ = (name: string) =>
    Object.entries(options).flatMap(([key, value]) => (key === name ? [String(value)] : []))[0];
  const maxSizeBytes = parseSize(text_('max-size') ?? '');
  return maxSizeBytes === undefined ? null : { maxSizeBytes, files: Math.max(1, Number(text_('max-file') ?? 1) || 1) };
}

/** Copies of settings, whatever they are called: each says only what it is understood to say. */
export function readRotationSettings(texts: readonly string[]): RotationSettings {
  return texts
    .map((text): RotationSettings => {
      const docker = dockerSettings(text);
      if (docker) return { ...noRotationSettings, docker };
      return {
        logrotate: logrotateRules(text),
        jobs: deletionJobs(text),
        journal: journalSettings(text),
        docker: null,
      };
    })
    .reduce(
      (all, one): RotationSettings => ({
        logrotate: [...all.logrotate, ...one.logrotate],
        jobs: [...all.jobs, ...one.jobs],
        journal: {
          maxUseBytes: one.journal.maxUseBytes ?? all.journal.maxUseBytes,
          maxRetentionMs: one.journal.maxRetentionMs ?? all.journal.maxRetentionMs,
          usedBytes: one.journal.usedBytes ?? all.journal.usedBytes,
        },
        docker: one.docker ?? all.docker,
      }),
      noRotationSettings,
    );
}

function matches(pattern: string, name: string): boolean {
  // `*` and `?` alone, matched without backtracking: both sides come from files.
  let [p, n, star, mark] = [0, 0, -1, 0];
  while (n < name.length) {
    if (pattern[p] === '*') {
      star = p;
      mark = n;
      p += 1;
    } else if (p < pattern.length && (pattern[p] === '?' || pattern[p] === name[n])) {
      p += 1;
      n += 1;
    } else if (star >= 0) {
      p = star + 1;
      mark += 1;
      n = mark;
    } else return false;
  }
  while (pattern[p] === '*') p += 1;
  return p === pattern.length;
}

/**
 * How well a pattern fits a path whose upper folders may be gone, as in copies: 0 not at all, 1 by the name alone, more by
 * each folder above it.
 */
export function fitOf(pattern: string, path: string): number {
  const wanted = pattern.split('/').filter(Boolean).reverse();
  const given = path.split('/').filter(Boolean).reverse();
  if (!matches(wanted[0] ?? '', given[0] ?? '')) return 0;
  let fit = 1;
  while (fit < wanted.length && fit < given.length && matches(wanted[fit] ?? '', given[fit] ?? '')) fit += 1;
  return fit;
}
