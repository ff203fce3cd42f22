// The rehearsal on clean logs: removals noticed, false alarms, and what is found of each planted class.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Drill, drillCase } from '../../src/drill/drill-case.ts';
import { rehearseRemovals } from '../../src/drill/rehearse-removals.ts';
import { readCopy } from '../../src/logs/read-copy.ts';
import { loadRules } from '../../src/logs/sigma/load-rules.ts';
import { readTimelines } from '../../src/logs/tamper/silences/log-timeline.ts';
import { bytesOf, inventSite } from '../invented-logs.ts';
import { siteKinds } from '../invented-sites.ts';
import type { CorpusSuite } from './suite.ts';

const now = new Date('2026-11-22T00:00:00Z');
const clean = ['mannsmith-access2.log', 'mannsmith-access3.log', 'semicomplete-apache_logs-a.log'];

async function rehearse(name: string, bytes: Uint8Array): Promise<Drill> {
  const store = await readCopy([{ name, bytes }], now);
  try {
    return await drillCase(store, loadRules([]), { seed: 1, depth: 'quick' });
  } finally {
    await store.close();
  }
}

let rehearsed: Promise<readonly { name: string; drill: Drill }[]> | undefined;

/** Each log once for all suites. A busy site that we invented stands beside the quiet ones of the corpus. */
function allDrills(root: string): Promise<readonly { name: string; drill: Drill }[]> {
  rehearsed ??= (async () => {
    const done: { name: string; drill: Drill }[] = [];
    for (const name of clean) {
      done.push({ name, drill: await rehearse(name, readFileSync(join(root, 'logs/web-clean', name))) });
    }
    return done;
  })();
  return rehearsed;
}

const removals: CorpusSuite = {
  id: 'drill: removals of 30 expected lines or more noticed, on the clean logs',
  // KNOWN GAP: the goal is .9. These two logs come in bursts between pauses of 15 minutes to 8 hours, in which a cut looks
  // like one more pause. With the untouched log at hand about half could be noticed at one false alarm in thirty days;
  // docs/drill.md has the figures. The bar holds what is reached, so that it cannot get worse unnoticed.
  bar: 0.3,
  async run(root) {
    const rows = (await allDrills(root)).flatMap(({ name, drill }) =>
      drill.removal.filter(({ expectedLines }) => expectedLines >= 30).map((row) => ({ name, ...row })),
    );
    return {
      of: rows.reduce((sum, { trials }) => sum + trials, 0),
      passed: rows.reduce((sum, { noticed }) => sum + noticed, 0),
      misses: rows.map(
        ({ name, minutes, expectedLines, noticed, trials }) =>
          `${name}: ${minutes} minutes, about ${expectedLines} lines: ${noticed} of ${trials}`,
      ),
    };
  },
};

const busy: CorpusSuite = {
  id: 'drill: removals of 30 expected visits or more noticed, on an invented busy site',
  bar: 0.9,
  async run() {
    const site = inventSite({ seed: 4, days: 10, visitsPerHour: 90 });
    const drill = await rehearse('invented', bytesOf(site.access));
    const linesPerVisit = site.access.length / (10 * 24 * 90);
    const rows = drill.removal.filter(({ expectedLines }) => expectedLines >= 30 * linesPerVisit);
    return {
      of: rows.reduce((sum, { trials }) => sum + trials, 0),
      passed: rows.reduce((sum, { noticed }) => sum + noticed, 0),
      misses: rows.map(({ minutes, noticed, trials }) => `${minutes} minutes: ${noticed} of ${trials}`),
    };
  },
};

/** Kinds of invented sites whose lines are mostly those of programs: the rest of the site is what can fall silent. */
const programs = ['public, scanners, crawlers', 'public, scanners, a health check', 'bots only'];

const scanned: CorpusSuite = {
  id: 'drill: removals of 30 expected lines or more noticed, on invented sites that scanners, crawlers and a monitor ask',
  // KNOWN GAP: the goal is .9. Of a scanner's burst, thirty lines are one visitor, and a monitor that asks every five minutes
  // misses one beat in a cut of five. The bar holds what is reached, less one removal in twenty.
  bar: 0.82,
  async run() {
    const misses: string[] = [];
    let [of, passed] = [0, 0];
    for (const { id, invent } of siteKinds.filter((kind) => programs.includes(kind.id))) {
      const store = await readCopy([{ name: 'access.log', bytes: bytesOf(invent(301)) }], now);
      try {
        for (const row of await rehearseRemovals(store, await readTimelines(store), { seed: 1, trials: 12 })) {
          if (row.expectedLines < 30) continue;
          of += row.trials;
          passed += row.noticed;
          misses.push(
            `${id}: ${row.minutes} minutes, about ${row.expectedLines} lines: ${row.noticed} of ${row.trials}`,
          );
        }
      } finally {
        await store.close();
      }
    }
    return { of, passed, misses };
  },
};

const alarms: CorpusSuite = {
  id: 'drill: log-days without a false alarm, on the clean logs (at most one in thirty)',
  bar: 29 / 30,
  async run(root) {
    const drills = await allDrills(root);
    const days = Math.max(1, Math.round(drills.reduce((sum, { drill }) => sum + drill.falseAlarms.logDays, 0)));
    const count = drills.reduce((sum, { drill }) => sum + drill.falseAlarms.count, 0);
    return { of: days, passed: Math.max(0, days - count), misses: count > 0 ? [`${count} in ${days} days`] : [] };
  },
};

/** Classes that an access log can show. Those it cannot are planted too, and must be missed. */
const shown = [
  'sqli',
  'traversal',
  'cmdi',
  'ssti',
  'log4shell',
  'xss',
  'ssrf',
  'rfi',
  'injection',
  'webshell',
  'scanner',
  'forced-browsing',
  'bruteforce-web',
  'bulk-read',
];

const planted: CorpusSuite = {
  id: 'drill: classes that access logs can show, at least half of the planted found',
  bar: 0.9,
  async run(root) {
    const rows = (await allDrills(root)).flatMap(({ name, drill }) =>
      drill.classes.filter(({ id }) => shown.includes(id)).map((each) => ({ name, ...each })),
    );
    const misses = rows.filter(({ found, planted: of }) => found < of / 2);
    return {
      of: rows.length,
      passed: rows.length - misses.length,
      misses: misses.map(({ name, id, found, planted: of }) => `${name}: ${id} ${found} of ${of}`),
    };
  },
};

const honest: CorpusSuite = {
  id: 'drill: what access logs cannot show is planted and missed',
  bar: 1,
  async run(root) {
    const rows = (await allDrills(root)).flatMap(({ name, drill }) =>
      drill.classes
        .filter(({ id }) => ['request-body', 'valid-credentials', 'web-user-exec', 'bruteforce-login'].includes(id))
        .map((each) => ({ name, ...each })),
    );
    const passed = rows.filter(({ found, planted: of }) => of > 0 && found === 0).length;
    return {
      of: rows.length,
      passed,
      misses: rows.filter(({ found }) => found > 0).map(({ name, id }) => `${name}: ${id}`),
    };
  },
};

export const suites: readonly CorpusSuite[] = [removals, busy, scanned, alarms, planted, honest];
