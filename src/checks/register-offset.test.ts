// A register that tells another time than the log of the same forms: told as a difference to clear, never as alteration.
import { expect, it } from 'vitest';
import { unknownOrganisation } from '../custody/organisation.ts';
import { readRegister } from '../custody/register.ts';
import type { Sources } from './check.ts';
import { offsetTold, registerOffset } from './register-offset.ts';
import { timingDelay } from './timing-delay.ts';

const HOUR = 3_600_000;
const start = Date.UTC(2026, 4, 1);
const posts = Array.from({ length: 20 }, (_, i) => start + i * 7 * HOUR + i * i * 61_000);
const line = { path: 'logs/access.log', sha256: 'a'.repeat(64), line: 9, byteStart: 800, byteEnd: 900 };

/** The register as a program wrote it whose clock counts `hours` otherwise than the organisation's zone. */
function sourcesOf(hours: number): Sources {
  const rows = posts.map((at, i) => {
    const written = new Date(at + (9 + hours) * HOUR).toISOString().slice(0, 19).replace('T', ' ');
    return `person${i}@example.net,survey,${written}`;
  });
  const bytes = new TextEncoder().encode(`address,form,at\n${rows.join('\n')}\n`);
  const [from, to] = [start - HOUR, start + 200 * HOUR].map((at) => new Date(at).toISOString());
  const logs = {
    store: {
      files: [{ path: line.path, format: 'combined', lines: 500, parsed: 500, from, to }],
      rows: async (sql: string) =>
        sql.includes('groupArray') ? [{ path: '/survey', times: posts }] : [{ f: 0, n: 8 }],
      pointers: async () => [line],
    },
    clocks: new Map(),
    mailWithin: new Set(),
    logins: new Map(),
  };
  return {
    claim: { address: 'person3@example.net', submittedAt: '2026-05-02', spamSince: '2026-06-01' },
    organisation: unknownOrganisation,
    register: readRegister({ path: 'register.csv', sha256: 'b'.repeat(64), bytes }, 'Asia/Tokyo'),
    logs,
  } as unknown as Sources;
}

it.each([
  { hours: 0, minutes: 0, told: undefined },
  { hours: -9, minutes: -540, told: '9 h before' },
  { hours: 9, minutes: 540, told: '9 h after' },
])('$hours h', async ({ hours, minutes, told }) => {
  const offset = await registerOffset(sourcesOf(hours));
  expect(offset).toMatchObject({ minutes, met: 20, of: 20, path: '/survey', own: line });
  const words = offset && offsetTold(offset);
  if (told === undefined) expect(words).toBeUndefined();
  else expect(words?.en).toContain(told);
});

it('stands with the delay, as a fact of its own and with the request of this entry', async () => {
  const { facts, finding } = await timingDelay.run(sourcesOf(-9));
  expect(facts[0]).toMatchObject({ kind: 'time-at-risk', registerOffsetMinutes: -540, pointers: [line] });
  expect(finding.kind === 'found' && finding.says?.en).toContain('no sign of alteration');
  const same = await timingDelay.run(sourcesOf(0));
  expect(same.facts[0]).not.toHaveProperty('registerOffsetMinutes');
});

it('is seen although a third of the files was lost: rows of that time say nothing', async () => {
  const sources = sourcesOf(-9);
  const whole = sources.logs?.store.files[0];
  const [lostFrom, lostTo] = [posts[7] ?? 0, posts[14] ?? 0].map((at) => at - HOUR);
  const at = (time = 0) => new Date(time).toISOString();
  const files = [
    { ...whole, to: at(lostFrom) },
    { ...whole, path: 'logs/access.log.1', from: at(lostTo) },
  ];
  const kept = posts.filter((time) => time < (lostFrom ?? 0) || time > (lostTo ?? 0));
  const rows = async (sql: string) =>
    sql.includes('groupArray') ? [{ path: '/survey', times: kept }] : [{ f: 0, n: 8 }];
  const logs = { ...sources.logs, store: { ...sources.logs?.store, files, rows } };
  expect(await registerOffset({ ...sources, logs } as unknown as Sources)).toMatchObject({
    minutes: -540,
    met: 13,
    of: 13,
  });
});
