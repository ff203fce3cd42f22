import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readShared } from '../../engine/shared-engine.test-support.ts';
import { listLogs } from '../../read-logs.ts';
import type { Finding } from '../detection.ts';
import { sieveForwards } from './sieve-forwards.ts';

const two = (n: number) => String(n).padStart(2, '0');
const line = (day: number, hour: number, minute: number, text: string) =>
  `Oct ${String(day).padStart(2, ' ')} ${two(hour)}:${two(minute)}:00 mail dovecot: ${text}`;
const login = (day: number, hour: number, ip: string) =>
  line(
    day,
    hour,
    4,
    `imap-login: Login: user=<tours>, method=PLAIN, rip=${ip}, lip=192.0.2.25, mpid=1, TLS, session=<a>`,
  );
const forward = (day: number, hour: number, target = 'tours.copy@freemailhub.example', user = 'tours') =>
  line(day, hour, 9, `lda(${user})<811><x>: sieve: msgid=<${day}${hour}@form>: forwarded to <${target}>`);

const HOME = '203.0.113.140';
const AWAY = '102.89.34.117';
/** Read from the office on weekdays. */
const week = [1, 2, 5, 6, 7].map((day) => login(day, 10, HOME));

/** The same, of an account that is called by its address. */
const whole = [...week, login(8, 2, AWAY)].map((one) => one.replace('<tours>', '<tours@tours.example>'));

async function findings(lines: readonly string[]): Promise<Finding[]> {
  const folder = mkdtempSync(join(tmpdir(), 'sieve-forwards-'));
  try {
    writeFileSync(join(folder, 'maillog'), `${lines.join('\n')}\n`);
    const { store } = await readShared(listLogs([folder]).inputs, { now: new Date('2026-11-09T00:00:00Z') });
    try {
      return await sieveForwards(store, []);
    } finally {
      await store.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

it('finds a mailbox that is sent on to outside after a login from a network never seen before', async () => {
  const found = await findings([...week, login(8, 2, AWAY), forward(8, 9), forward(9, 11), login(9, 12, HOME)]);
  expect(found).toMatchObject([
    { actor: { kind: 'ip', id: AWAY }, sign: 'mailbox-forwarded', level: 'adverse', success: 'possible', count: 2 },
  ]);
  // The login, and each message that went on.
  expect(found[0]?.places).toEqual([
    { f: 0, n: 5 },
    { f: 0, n: 6 },
    { f: 0, n: 7 },
  ]);
});

it('knows the account by its whole address too', async () => {
  const found = await findings([...whole, forward(8, 9, 'copy@freemailhub.example', 'tours@tours.example')]);
  expect(found).toHaveLength(1);
});

it.each([
  ['set up from where the owner always reads', [...week, login(8, 2, HOME), forward(8, 9)]],
  ['from the beginning of the log on', [forward(1, 1), ...week, login(8, 2, AWAY), forward(8, 9)]],
  ['within the same domain', [...whole, forward(8, 9, 'kato@tours.example', 'tours@tours.example')]],
  ['long after that login', [...week, login(8, 2, AWAY), forward(20, 9)]],
  ['of an owner of whom no habit is known', [login(5, 10, HOME), login(8, 2, AWAY), forward(8, 9)]],
])('takes mail sent on for nothing: %s', async (_what, lines) => {
  expect(await findings(lines)).toEqual([]);
});
