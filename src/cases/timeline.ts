// What happened when, and which stretches of the logs are in doubt: what the coverage map is drawn from.
import { firstSign, tracesOf } from '../checks/attacker-traces.ts';
import type { Sources } from '../checks/check.ts';
import { type ClockError, trueTime } from '../custody/clock-error.ts';
import type { AttackClassId } from '../logs/detect/attack-classes.ts';
import { attackClasses } from '../logs/detect/attack-classes.ts';
import type { Actor } from '../logs/detect/detection.ts';
import type { Alteration, TimelineMark } from '../vocabulary/case-file.ts';
import type { Both } from '../vocabulary/finding.ts';

/** A picture with more marks than these is no longer read; the findings list them all, and a mark says how many are not here. */
const MOST_TRACES = 40;
const MOST_EXPORTS = 20;

const isClass = (id: string): id is AttackClassId => id in attackClasses;

type Clocks = ReadonlyMap<string, ClockError>;

const minutes = (seconds: number) => (Math.abs(seconds) / 60).toFixed(1);

/** The mark of a sign by true time. Whose lines lie on clocks that differ cannot be shifted as one: that is said. */
function logMark(
  sign: Pick<Actor, 'pointers'>,
  written: string,
  name: Both,
  clocks: Clocks,
  zone: string,
): TimelineMark {
  const errors = new Set(sign.pointers.map(({ path }) => clocks.get(path)));
  const [error, ...others] = [...errors];
  const same = others.every(
    (other) => other?.offsetSeconds === error?.offsetSeconds && other?.uncertaintySeconds === error?.uncertaintySeconds,
  );
  if (!same) {
    const what = {
      ja: `${name.ja}（時計のずれが異なる機器にまたがるため、時刻は記録のまま）`,
      en: `${name.en} (on hosts whose clocks differ: time as written)`,
    };
    return { at: written, kind: 'log-finding', what };
  }
  if (!error) return { at: written, kind: 'log-finding', what: name };
  const { host, offsetSeconds, uncertaintySeconds } = error;
  const fast = offsetSeconds > 0;
  const off = minutes(offsetSeconds);
  return {
    at: trueTime(written, error, zone),
    asWritten: written,
    kind: 'log-finding',
    what: {
      ja: `${name.ja}（${host}の時計の${fast ? '進み' : '遅れ'}${off}分を補正、±${Math.ceil(uncertaintySeconds)}秒。記録の時刻：${written}）`,
      en: `${name.en} (corrected: the clock of ${host} was ${off} minutes ${fast ? 'fast' : 'slow'}, ± ${Math.ceil(uncertaintySeconds)} s; as written: ${written})`,
    },
  };
}

const byTime = (a: TimelineMark, b: TimelineMark) => Date.parse(a.at) - Date.parse(b.at);

function exportMarks({ exports: given, organisation }: Sources): TimelineMark[] {
  const english = (name: string) => organisation.vendors.find((vendor) => vendor.name === name)?.nameEn ?? name;
  return (given?.exports ?? []).flatMap(({ at, vendor }): TimelineMark[] =>
    at === null
      ? []
      : [{ at, kind: 'export', what: { ja: `名簿の提供：${vendor}`, en: `list given to ${english(vendor)}` } }],
  );
}

/** Signs of success, the most telling first. */
function traceMarks({ logs, organisation }: Sources): TimelineMark[] {
  if (!logs) return [];
  const classes = new Set(Object.keys(attackClasses).filter(isClass));
  return tracesOf(logs, classes).flatMap((trace) => {
    const sign = firstSign(trace);
    const { name } = attackClasses[trace.attack];
    return sign.from === null ? [] : [logMark(sign, sign.from, name, logs.clocks, organisation.timeZone)];
  });
}

/** One mark for those that are left out, at the time of the first of them. */
function leftOut(marks: readonly TimelineMark[]): TimelineMark[] {
  const [first] = marks.toSorted(byTime);
  if (!first) return [];
  const what = {
    ja: `ここからほか${marks.length}件（所見と書き出しの記録にすべてあります）`,
    en: `from here on ${marks.length} more, all of them in the findings and the record of exports`,
  };
  return [{ at: first.at, kind: 'other', what }];
}

/**
 * Exports and signs of success, in the order of time. Submission, spam and complaint come from the claim itself. Of very
 * many, the most telling signs and the latest exports are kept.
 */
export function timeline(sources: Sources): TimelineMark[] {
  const given = exportMarks(sources).toSorted(byTime);
  const traces = traceMarks(sources);
  const kept = [...given.slice(-MOST_EXPORTS), ...traces.slice(0, MOST_TRACES)];
  const rest = leftOut([...given.slice(0, -MOST_EXPORTS), ...traces.slice(MOST_TRACES)]);
  return [...kept, ...rest].sort(byTime);
}

/** The signs that the examination of alterations gave, where they name a file. */
export function alterations({ logs, organisation }: Sources): Alteration[] {
  const corrected = (path: string, from: string | null, to: string | null): Pick<Alteration, 'trueTime'> => {
    const error = logs?.clocks.get(path);
    if (!error) return {};
    const at = (written: string | null) => (written === null ? null : trueTime(written, error, organisation.timeZone));
    return { trueTime: { ...error, from: at(from), to: at(to) } };
  };
  return (logs?.tamper.signs ?? []).map(({ kind, strength, path, from, to, statement, pointers }) => {
    const spoken = kind === 'cross-source' ? pointers.map((pointer) => pointer.path) : [];
    const against = [...new Set(spoken)].filter((other) => other !== path);
    return {
      ...{ kind, strength, path, from, to, statement },
      ...(against.length > 0 ? { against } : {}),
      ...corrected(path, from, to),
    };
  });
}
