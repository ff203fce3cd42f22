// What the checks ask of logs: read once, examined once, asked many times.
import { type ClockError, trueTime } from '../custody/clock-error.ts';
import type { AttackClassId } from '../logs/detect/attack-classes.ts';
import type { Detection } from '../logs/detect/detection.ts';
import type { Limit } from '../logs/detect/limits.ts';
import type { LogStore } from '../logs/port.ts';
import type { SealEvidence } from '../logs/seal-evidence.ts';
import type { TamperReport } from '../logs/tamper/tamper-report.ts';
import type { LogFileSummary } from '../vocabulary/case-file.ts';
import { type Both, type Coverage, PARSED_SHARE_NEEDED } from '../vocabulary/finding.ts';
import { accessFormats, describedFamilies } from '../vocabulary/log-families.ts';
import type { CheckAnswer, RiskWindow } from './answer.ts';
import { notChecked } from './answer.ts';

export type LogEvidence = {
  readonly store: LogStore;
  readonly detection: Detection;
  readonly tamper: TamperReport;
  /** What a ledger says of these files; null: none was given. */
  readonly seals: SealEvidence | null;
  /** By path: how far the clock of a file's host was off, where the record of its collection says so. */
  readonly clocks: ReadonlyMap<string, ClockError>;
  /** Files of many programs (syslog, journal) in which a mail program wrote. */
  readonly mailWithin: ReadonlySet<string>;
  /** How many logins, let in or refused, stand in a file; files without any are left out. */
  readonly logins: ReadonlyMap<string, number>;
  /** Unparsed lines that hit an indicator or cluster beyond chance: then "nothing found" may not be said. */
  readonly unparsedHits: number;
};

/** Which logs a question is about. */
export type LogKind = 'web' | 'mail' | 'login' | 'any';

const formatsOf: Readonly<Record<Exclude<LogKind, 'any'>, ReadonlySet<string>>> = {
  web: new Set(accessFormats),
  mail: new Set(describedFamilies.mail.formats),
  // Records of other things that tell logins as well.
  login: new Set([...describedFamilies.login.formats, 'json_lines', 'cloudtrail']),
};

const isOfKind = (format: string, kind: LogKind): boolean =>
  kind === 'any' ? format !== 'unknown' : formatsOf[kind].has(format);

const HOUR = 3_600_000;
/** A quiet site writes nothing for a night; a rotation set with a longer hole is missing a file. */
const QUIET_HOURS = 12;

/**
 * The share of the time at risk that the files cover: the union of their first-to-last times, holes of up to a night
 * bridged. It says that records exist for that time, not that they are whole.
 */
function shareOf(files: readonly LogFileSummary[], risk: RiskWindow | null): number | null {
  if (!risk || risk.to <= risk.from) return null;
  const spans = files
    .flatMap(({ from, to }) => (from && to ? [{ from: Date.parse(from), to: Date.parse(to) }] : []))
    .sort((a, b) => a.from - b.from);
  let covered = 0;
  let end = risk.from;
  let lastTo: number | null = null;
  for (const span of spans) {
    const start = lastTo !== null && span.from - lastTo <= QUIET_HOURS * HOUR ? Math.min(span.from, lastTo) : span.from;
    const from = Math.max(start, end);
    const to = Math.min(span.to, risk.to);
    if (to > from) covered += to - from;
    end = Math.max(end, to);
    lastTo = Math.max(lastTo ?? span.to, span.to);
  }
  // The first and the last request of a day are no hole: the edges count as covered when within a night.
  const first = spans[0];
  if (first && first.from > risk.from && first.from - risk.from <= QUIET_HOURS * HOUR)
    covered += Math.min(first.from, risk.to) - risk.from;
  if (lastTo !== null && lastTo < risk.to && risk.to - lastTo <= QUIET_HOURS * HOUR)
    covered += risk.to - Math.max(lastTo, risk.from);
  return Math.min(1, covered / (risk.to - risk.from));
}

const earliest = (times: readonly (string | null)[]): string | null =>
  times.reduce(
    (kept, next) => (next !== null && (kept === null || Date.parse(next) < Date.parse(kept)) ? next : kept),
    null,
  );
const latest = (times: readonly (string | null)[]): string | null =>
  times.reduce(
    (kept, next) => (next !== null && (kept === null || Date.parse(next) > Date.parse(kept)) ? next : kept),
    null,
  );

/** Files that a question is about, in the order they were read. */
export function filesOf({ store, mailWithin }: LogEvidence, kind: LogKind): readonly LogFileSummary[] {
  const isOf = ({ format, path }: LogFileSummary) =>
    isOfKind(format, kind) || (kind === 'mail' && mailWithin.has(path));
  return store.files.filter((file) => file.lines > 0 && isOf(file));
}

/** First and last time by true time: what the customer's own dates are compared with. The zone stays UTC where a clock was off. */
function onTrueTime(file: LogFileSummary, clocks: LogEvidence['clocks']): LogFileSummary {
  const error = clocks.get(file.path);
  if (!error) return file;
  const at = (written: string | null) => (written === null ? null : trueTime(written, error, 'UTC'));
  return { ...file, from: at(file.from), to: at(file.to) };
}

/** What these files cover, clocks corrected where they are known to have been off; null when there is none of the kind. */
export const lookedAt = (logs: LogEvidence, kind: LogKind, risk: RiskWindow | null): Coverage | null =>
  covered(logs, filesOf(logs, kind), risk);

/** Whatever holds them, a log of logins or of anything else: what the files with logins cover. Null: no login stands in any. */
export const lookedForLogins = (logs: LogEvidence, risk: RiskWindow | null): Coverage | null =>
  covered(
    logs,
    logs.store.files.filter(({ path }) => (logs.logins.get(path) ?? 0) > 0),
    risk,
  );

/** What some of the files cover, by their numbers in the store. Null: none of them. */
export const lookedInFiles = (
  logs: LogEvidence,
  numbers: ReadonlySet<number>,
  risk: RiskWindow | null,
): Coverage | null =>
  covered(
    logs,
    logs.store.files.filter((_, f) => numbers.has(f)),
    risk,
  );

function covered(logs: LogEvidence, given: readonly LogFileSummary[], risk: RiskWindow | null): Coverage | null {
  const files = given.map((file) => onTrueTime(file, logs.clocks));
  if (files.length === 0) return null;
  return {
    from: earliest(files.map(({ from }) => from)),
    to: latest(files.map(({ to }) => to)),
    lines: files.reduce((sum, { lines }) => sum + lines, 0),
    parsed: files.reduce((sum, { parsed }) => sum + parsed, 0),
    share: shareOf(files, risk),
  };
}

/** Of a log that breaks off (a cut archive) nobody can say that nothing was found, nor that nothing is missing. */
export function refuseCutOff({ store }: LogEvidence): CheckAnswer | null {
  const paths = store.files.filter(({ incomplete }) => incomplete !== undefined).map(({ path }) => path);
  if (paths.length === 0) return null;
  return notChecked({
    ja: `${paths.length}件の記録が途中で切れており、残りに何があったかは分かりません（${paths.join('、')}）`,
    en: `${paths.length} ${paths.length === 1 ? 'log breaks' : 'logs break'} off before the end, and what was in the rest is not known (${paths.join(', ')})`,
  });
}

/**
 * Whether "nothing found" may be said of these files; otherwise the answer that has to be given instead.
 * `unparsed`: lines that no format understood lie in `unknown` files too, and may hold the attack.
 */
export function refuseSilence(logs: LogEvidence, looked: Coverage): CheckAnswer | null {
  const unread = logs.store.files.filter(({ format, lines }) => format === 'unknown' && lines > 0);
  if (looked.lines > 0 && looked.parsed < PARSED_SHARE_NEEDED * looked.lines) {
    const percent = ((100 * looked.parsed) / looked.lines).toFixed(1);
    return notChecked({
      ja: `該当する記録のうち理解できた行が${percent}％にとどまり（必要なのは99.5％）、「見つからなかった」とは言えません`,
      en: `only ${percent} % of the lines concerned were understood (99.5 % are needed), so "nothing found" cannot be said`,
    });
  }
  const cutOff = refuseCutOff(logs);
  if (cutOff) return cutOff;
  if (logs.unparsedHits > 0) {
    return notChecked({
      ja: `理解できなかった行のうち${logs.unparsedHits}行に攻撃の特徴またはかたよりがあり、「見つからなかった」とは言えません`,
      en: `${logs.unparsedHits} of the lines that were not understood look like attacks or cluster beyond chance, so "nothing found" cannot be said`,
    });
  }
  const lines = unread.reduce((sum, file) => sum + file.lines, 0);
  if (lines > looked.lines) {
    return notChecked({
      ja: `形式の分からない記録（${lines}行）が、読めた記録より多くあります`,
      en: `there are more lines of unknown format (${lines}) than lines that were read`,
    });
  }
  return null;
}

/** Where all that is known of logins and requests are a cloud's records, and those hold no read of anything, silence says nothing. */
export function refuseWithoutReads(logs: LogEvidence): CheckAnswer | null {
  const files = [...filesOf(logs, 'web'), ...filesOf(logs, 'login')];
  // Written out over many lines, as an export is, they count as JSON.
  if (!files.every(({ format }) => format === 'cloudtrail' || format === 'json_lines')) return null;
  if (!logs.detection.coverage.blindTo.some(({ id }) => id === 'cloud-reads')) return null;
  return notChecked({
    ja: 'クラウドの記録に、保存したファイルや表の読み出し（データイベント）が記録されておらず、「見つからなかった」とは言えません',
    en: 'the records of the cloud hold no reads of stored files or tables (data events), so "nothing found" cannot be said',
  });
}

/** What of these classes was so much that not all of it was looked at; undefined where all was. */
export function notLookedAt(
  { detection }: LogEvidence,
  classes: ReadonlySet<AttackClassId>,
  more: readonly Limit[] = [],
): Both | undefined {
  const limits = [...(detection.coverage.notLookedAt ?? []), ...more].filter((limit) =>
    limit.classes.some((id) => classes.has(id)),
  );
  if (limits.length === 0) return undefined;
  return { ja: limits.map(({ ja }) => ja).join('。'), en: limits.map(({ en }) => en).join('; ') };
}

/** Nobody may say that nothing was found in what was not looked at. */
export function refuseLimits(
  logs: LogEvidence,
  classes: ReadonlySet<AttackClassId>,
  more: readonly Limit[] = [],
): CheckAnswer | null {
  const limits = notLookedAt(logs, classes, more);
  if (!limits) return null;
  return notChecked({
    ja: `${limits.ja}。そのため「見つからなかった」とは言えません`,
    en: `${limits.en}; so "nothing found" cannot be said`,
  });
}

/** The reason when no log of a kind was given. */
export function noLogsOf(kind: LogKind): Both {
  const names: Readonly<Record<LogKind, Both>> = {
    web: { ja: 'Webサーバーのアクセスログが渡されていません', en: 'no web access log was given' },
    mail: { ja: 'メールサーバーのログが渡されていません', en: 'no mail log was given' },
    login: {
      ja: 'ログインの記録（auth.log など）が渡されていません',
      en: 'no log of logins (auth.log or the like) was given',
    },
    any: { ja: 'サーバーのログが渡されていません', en: 'no server logs were given' },
  };
  return names[kind];
}
