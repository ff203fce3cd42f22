// What happened when, and which stretches of the logs are in doubt: what the coverage map is drawn from.
import { tracesOf } from '../checks/attacker-traces.ts';
import type { Sources } from '../checks/check.ts';
import type { AttackClassId } from '../logs/detect/attack-classes.ts';
import { attackClasses } from '../logs/detect/attack-classes.ts';
import type { Alteration, TimelineMark } from '../vocabulary/case-file.ts';

/** A picture with more marks than this is no longer read; the findings list them all. */
const MOST_MARKS = 40;

const isClass = (id: string): id is AttackClassId => id in attackClasses;

/** Exports and signs of success, in the order of time. Submission, spam and complaint come from the claim itself. */
export function timeline({ exports: given, logs }: Sources): TimelineMark[] {
  const marks: TimelineMark[] = [];
  for (const { at, vendor } of given?.exports ?? []) {
    if (at !== null)
      marks.push({ at, kind: 'export', what: { ja: `名簿の提供：${vendor}`, en: `list given to ${vendor}` } });
  }
  if (logs) {
    const classes = new Set(Object.keys(attackClasses).filter(isClass));
    for (const { actor, attack } of tracesOf(logs, classes)) {
      const name = attackClasses[attack].name;
      if (actor.from !== null) marks.push({ at: actor.from, kind: 'log-finding', what: name });
    }
  }
  return marks.sort((a, b) => Date.parse(a.at) - Date.parse(b.at)).slice(0, MOST_MARKS);
}

/** The signs that the examination of alterations gave, where they name a file. */
export function alterations({ logs }: Sources): Alteration[] {
  return (logs?.tamper.signs ?? []).map(({ kind, strength, path, from, to, statement }) => ({
    kind,
    strength,
    path,
    from,
    to,
    statement,
  }));
}
