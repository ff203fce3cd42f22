// What happened when, and which stretches of the logs are in doubt: what the coverage map is drawn from.
import { tracesOf } from '../checks/attacker-traces.ts';
import type { Sources } from '../checks/check.ts';
import { type ClockError, trueTime } from '../custody/clock-error.ts';
import type { AttackClassId } from '../logs/detect/attack-classes.ts';
import { attackClasses } from '../logs/detect/attack-classes.ts';
import type { Actor } from '../logs/detect/detection.ts';
import type { Alteration, TimelineMark } from '../vocabulary/case-file.ts';
import type { Both } from '../vocabulary/finding.ts';

/** A picture with more marks than this is no longer read; the findings list them all. */
const MOST_MARKS = 40;

const isClass = (id: string): id is AttackClassId => id in attackClasses;

type Clocks = ReadonlyMap<string, ClockError>;

const minutes = (seconds: number) => (Math.abs(seconds) / 60).toFixed(1);

/** The mark of an actor by true time. Whose lines lie on clocks that differ cannot be shifted as one: that is said. */
function logMark(actor: Actor, written: string, name: Both, clocks: Clocks, zone: string): TimelineMark {
  const errors = new Set(actor.pointers.map(({ path }) => clocks.get(path)));
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

/** Exports and signs of success, in the order of time. Submission, spam and complaint come from the claim itself. */
export function timeline({ exports: given, logs, organisation }: Sources): TimelineMark[] {
  const marks: TimelineMark[] = [];
  for (const { at, vendor } of given?.exports ?? []) {
    if (at !== null)
      marks.push({ at, kind: 'export', what: { ja: `名簿の提供：${vendor}`, en: `list given to ${vendor}` } });
  }
  if (logs) {
    const classes = new Set(Object.keys(attackClasses).filter(isClass));
    for (const { actor, attack } of tracesOf(logs, classes)) {
      const name = attackClasses[attack].name;
      if (actor.from !== null) marks.push(logMark(actor, actor.from, name, logs.clocks, organisation.timeZone));
    }
  }
  return marks.sort((a, b) => Date.parse(a.at) - Date.parse(b.at)).slice(0, MOST_MARKS);
}

/** The signs that the examination of alterations gave, where they name a file. */
export function alterations({ logs, organisation }: Sources): Alteration[] {
  const corrected = (path: string, from: string | null, to: string | null): Pick<Alteration, 'trueTime'> => {
    const error = logs?.clocks.get(path);
    if (!error) return {};
    const at = (written: string | null) => (written === null ? null : trueTime(written, error, organisation.timeZone));
    return { trueTime: { ...error, from: at(from), to: at(to) } };
  };
  return (logs?.tamper.signs ?? []).map(({ kind, strength, path, from, to, statement }) => ({
    kind,
    strength,
    path,
    from,
    to,
    statement,
    ...corrected(path, from, to),
  }));
}
