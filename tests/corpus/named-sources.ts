// Logs of other projects' tests, with the sources that they name and the lines that they call harmless.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { detectActors } from '../../src/logs/detect/detect-actors.ts';
import type { Actor } from '../../src/logs/detect/detection.ts';
import { listLogs, readLogs } from '../../src/logs/read-logs.ts';
import type { CompiledRules } from '../../src/logs/sigma/load-rules.ts';

export type NamedLog = {
  readonly name: string;
  readonly text: string;
  readonly sources: readonly string[];
  /** Lines of `text`, from 1, that must not be held against anybody. */
  readonly harmless: readonly number[];
};

/** Hub tests with a scenario.assert: the sources that must overflow. */
export function hubLogs(root: string): NamedLog[] {
  return readdirSync(root, { withFileTypes: true }).flatMap((entry) => {
    if (!entry.isDirectory()) return [];
    const files = readdirSync(join(root, entry.name));
    const log = files.find((name) => name.endsWith('.log'));
    if (!log || !files.includes('scenario.assert')) return [];
    const asserted = readFileSync(join(root, entry.name, 'scenario.assert'), 'utf8');
    const sources = [
      ...new Set(
        [...asserted.matchAll(/^"([^"]+)" in results\[\d+\]\.Overflow\.GetSources\(\)/gm)].map(
          (match) => match[1] ?? '',
        ),
      ),
    ];
    if (sources.length === 0) return [];
    return [{ name: entry.name, text: readFileSync(join(root, entry.name, log), 'utf8'), sources, harmless: [] }];
  });
}

/** Sample lines, each behind `# failJSON: {"match": true|false, "host": …}`. */
export function failLogs(root: string): NamedLog[] {
  return readdirSync(root).flatMap((name) => {
    if (name === 'SOURCE.txt') return [];
    const kept: string[] = [];
    const sources = new Set<string>();
    const harmless: number[] = [];
    let expected: { match?: boolean; host?: string } | undefined;
    for (const line of readFileSync(join(root, name), 'latin1').split('\n')) {
      const said = /^# ?failJSON: (.*)$/i.exec(line);
      if (said) {
        try {
          expected = JSON.parse(said[1] ?? '') as { match?: boolean; host?: string };
        } catch {
          expected = undefined; // some hold trailing words; such a line is read but says nothing
        }
        continue;
      }
      if (line.startsWith('#') || line.trim() === '') continue;
      kept.push(line);
      if (expected?.match === true && expected.host) sources.add(expected.host);
      if (expected?.match === false) harmless.push(kept.length);
      expected = undefined;
    }
    return kept.length === 0 ? [] : [{ name, text: `${kept.join('\n')}\n`, sources: [...sources], harmless }];
  });
}

/** Runs of logs in which no source is named twice, so that finding it says in which log it was found. */
function batches(logs: readonly NamedLog[]): NamedLog[][] {
  const all: { readonly taken: Set<string>; readonly logs: NamedLog[] }[] = [];
  for (const log of logs) {
    const free = all.find(({ taken }) => !log.sources.some((source) => taken.has(source)));
    const batch = free ?? { taken: new Set<string>(), logs: [] };
    if (!free) all.push(batch);
    for (const source of log.sources) batch.taken.add(source);
    batch.logs.push(log);
  }
  return all.map((batch) => batch.logs);
}

export type SourceResult = { readonly log: string; readonly source: string; readonly actor: Actor | undefined };
export type LineResult = { readonly log: string; readonly line: number; readonly heldAgainst: string | undefined };

/** @param work folder for copies of the logs, made when it is not there */
export async function findSources(
  logs: readonly NamedLog[],
  rules: CompiledRules,
  work: string,
): Promise<{ sources: SourceResult[]; lines: LineResult[] }> {
  const sources: SourceResult[] = [];
  const lines: LineResult[] = [];
  for (const [i, batch] of batches(logs).entries()) {
    const folder = join(work, String(i));
    mkdirSync(folder, { recursive: true });
    for (const { name, text } of batch)
      writeFileSync(join(folder, `${name.replace(/\.log$/, '')}.log`), text, 'latin1');
    const { store } = await readLogs(listLogs([folder]).inputs, { now: new Date('2026-11-22T00:00:00Z') });
    try {
      const { actors } = await detectActors(store, rules);
      const held = new Map(
        actors.flatMap((actor) =>
          actor.pointers.map(
            (p) => [`${p.path.split('/').at(-1)}:${p.line}`, `${actor.level} ${actor.kind} ${actor.id}`] as const,
          ),
        ),
      );
      for (const log of batch) {
        const file = `${log.name.replace(/\.log$/, '')}.log`;
        for (const source of log.sources)
          sources.push({ log: log.name, source, actor: actors.find(({ id }) => id === source) });
        for (const line of log.harmless) lines.push({ log: log.name, line, heldAgainst: held.get(`${file}:${line}`) });
      }
    } finally {
      await store.close();
    }
  }
  return { sources, lines };
}
