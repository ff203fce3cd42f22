// Logs of invented sites, line by line, and what is said of each actor in them.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readShared } from '../engine/shared-engine.test-support.ts';
import { listLogs } from '../read-logs.ts';
import { loadRules } from '../sigma/load-rules.ts';
import { detectActors } from './detect-actors.ts';
import type { Detection } from './detection.ts';

const rules = loadRules([]);

export const HOUR = 3_600;
export const DAY = 24 * HOUR;

const start = Date.UTC(2026, 9, 5);
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const browser = 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0';

/** `at`: seconds after the logs begin. */
export type Line = { readonly at: number; readonly text: string };

type Asked = {
  readonly at: number;
  readonly client: string;
  /** Method and target. */
  readonly asks: string;
  readonly status?: number;
  readonly size: number;
  readonly agent?: string;
  readonly referer?: string;
  readonly user?: string;
};

export function request({
  at,
  client,
  asks,
  status = 200,
  size,
  agent = browser,
  referer = '-',
  user = '-',
}: Asked): Line {
  const time = new Date(start + at * 1000);
  const day = `${String(time.getUTCDate()).padStart(2, '0')}/${months[time.getUTCMonth()]}/${time.getUTCFullYear()}`;
  const clock = time.toISOString().slice(11, 19);
  return {
    at,
    text: `${client} - ${user} [${day}:${clock} +0000] "${asks} HTTP/1.1" ${status} ${size} "${referer}" "${agent}"`,
  };
}

export function syslog(at: number, said: string): Line {
  const time = new Date(start + at * 1000);
  const day = String(time.getUTCDate()).padStart(2, ' ');
  return { at, text: `${months[time.getUTCMonth()]} ${day} ${time.toISOString().slice(11, 19)} web1 ${said}` };
}

/** `count` lines, `step` seconds apart. */
export const spread = (count: number, from: number, step: number, make: (i: number, at: number) => Line): Line[] =>
  Array.from({ length: count }, (_, i) => make(i, from + i * step));

/** Numbers that look drawn, the same each time. */
export const drawn = (i: number, of: number): number => (i * 7_919 + (i % 13) * 104_729) % of;

/** @param files lines by file name; written in the order of time */
export async function detect(files: Readonly<Record<string, readonly Line[]>>): Promise<Detection> {
  const folder = mkdtempSync(join(tmpdir(), 'akashi-invented-'));
  try {
    for (const [name, lines] of Object.entries(files)) {
      const sorted = lines.toSorted((a, b) => a.at - b.at);
      writeFileSync(join(folder, name), `${sorted.map(({ text }) => text).join('\n')}\n`);
    }
    const { store } = await readShared(listLogs([folder]).inputs, { now: new Date('2026-11-22T00:00:00Z') });
    try {
      return await detectActors(store, rules);
    } finally {
      await store.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** "level success" of each of these actors; "nothing" where nothing is said of one. */
export function levels({ actors }: Detection, ids: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    ids.map((id) => {
      const actor = actors.find((one) => one.id === id);
      return [id, actor ? `${actor.level} ${actor.success}` : 'nothing'];
    }),
  );
}
