import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { main } from './main.ts';

let folder: string;
let log: string;
let rules: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'akashi-second-'));
  log = join(folder, 'access.log');
  rules = join(folder, 'rules');
  mkdirSync(rules);
  writeFileSync(join(rules, 'probe.yml'), rule('/probe'));
  const line = (i: number, target: string) =>
    `192.0.2.${i % 9} - - [01/Jan/2026:00:00:${String(i % 60).padStart(2, '0')} +0000] "GET ${target} HTTP/1.1" 200 ${i} "-" "x"`;
  const targets = ['/', '/probe', '/?q=%27%20union%20select%20password%20from%20users--'];
  writeFileSync(log, `${Array.from({ length: 300 }, (_, i) => line(i, targets[i % 3] ?? '')).join('\n')}\n`);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const rule = (text: string) => `title: A probe
id: b6b1b1c4-6c2e-4d0e-9a35-0a3d0b2f9001
status: test
description: For this test.
author: Akashi project
date: 2026-11-28
logsource:
    category: webserver
detection:
    selection:
        cs-uri-stem: ${text}
    condition: selection
level: high
`;

async function akashi(...argv: readonly string[]): Promise<{ out: string; err: string; code: number }> {
  const text = { out: '', err: '' };
  const into = (name: 'out' | 'err') =>
    new Writable({
      write(piece: Buffer, _encoding, done) {
        text[name] += piece.toString();
        done();
      },
    });
  const code = await main(argv, { out: into('out'), err: into('err') });
  return { ...text, code };
}

it.each([
  ['logs', 'read', '--json'],
  ['logs', 'detect', '--json'],
  ['logs', 'tamper', '--json'],
  ['logs', 'detect'],
])(
  'answers %s %s %s again from the folder, without the lines, as it did without a folder',
  {
    timeout: 180_000,
  },
  async (...command) => {
    const store = join(folder, `store-${command.join('-')}`);
    const more = command.includes('detect') ? ['--rules', rules] : [];
    const first = await akashi(...command, ...more, '--store', store, log);
    expect(first).toEqual(await akashi(...command, ...more, log));
    // What is answered from here on was kept.
    rmSync(join(store, 'clickhouse'), { recursive: true, force: true });
    expect(await akashi(...command, ...more, '--store', store, log)).toEqual(first);
  },
);

it('reads again under another present, which decides the year of times that carry none', {
  timeout: 180_000,
}, async () => {
  const [store, file] = [join(folder, 'store-now'), join(folder, 'auth.log')];
  writeFileSync(file, 'Mar  3 10:00:00 host sshd[7]: Failed password for root from 192.0.2.1 port 4000 ssh2\n');
  const from = async (...now: readonly string[]) => {
    const { out } = await akashi('logs', 'read', '--json', ...now, '--store', store, file);
    return (JSON.parse(out) as { files: { from: string }[] }).files[0]?.from.slice(0, 4);
  };
  expect(await from('--now', '2021-06-01T00:00:00Z')).toBe('2021');
  expect(await from('--now', '2024-06-01T00:00:00Z')).toBe('2024');
  expect(await from('--now', '2021-06-01T00:00:00Z')).toBe('2021');
});

it('asks again when a rule or a log has changed, and never takes missing lines for an answer', {
  timeout: 180_000,
}, async () => {
  const store = join(folder, 'store');
  const [ours, logs] = [join(folder, 'rules-2'), join(folder, 'logs-2')];
  cpSync(rules, ours, { recursive: true });
  cpSync(log, logs);
  const ask = async () => {
    const { out } = await akashi('logs', 'detect', '--json', '--rules', ours, '--store', store, logs);
    const { actors, coverage } = JSON.parse(out) as {
      actors: { rules: { title: string; count: number }[] }[];
      coverage: { lines: number };
    };
    const held = actors.flatMap((actor) => actor.rules.filter(({ title }) => title === 'A probe'));
    return { lines: coverage.lines, held: held.reduce((sum, { count }) => sum + count, 0) };
  };
  expect(await ask()).toEqual({ lines: 300, held: 100 });
  writeFileSync(join(ours, 'probe.yml'), rule('/other'));
  expect(await ask()).toEqual({ lines: 300, held: 0 });
  writeFileSync(join(ours, 'probe.yml'), rule('/probe'));
  expect(await ask()).toEqual({ lines: 300, held: 100 });
  appendFileSync(logs, '192.0.2.9 - - [01/Jan/2026:00:01:00 +0000] "GET /probe HTTP/1.1" 200 1 "-" "x"\n');
  expect(await ask()).toEqual({ lines: 301, held: 101 });
  expect(readdirSync(join(store, 'answers'))).toHaveLength(1);
  rmSync(join(store, 'clickhouse'), { recursive: true, force: true });
  const other = await akashi('logs', 'detect', '--json', '--store', store, logs);
  expect({ code: other.code, out: other.out }).toEqual({ code: 3, out: '' });
  expect(other.err).toContain('[logs/incomplete]');
});
