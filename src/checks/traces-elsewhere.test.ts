import { expect, it } from 'vitest';
import type { Actor } from '../logs/detect/detection.ts';
import type { LogFileSummary } from '../vocabulary/case-file.ts';
import type { Sources } from './check.ts';
import type { LogEvidence } from './log-evidence.ts';
import { logsAttackTraces } from './logs-attack-traces.ts';
import { logsLoginAfterFailures } from './logs-login-after-failures.ts';

const pointer = { path: 'logs/maillog', sha256: 'a'.repeat(64), line: 8, byteStart: 80, byteEnd: 160 };
const guessed: Actor = {
  kind: 'ip',
  id: '198.51.100.5',
  level: 'adverse',
  success: 'shown',
  classes: ['bruteforce-login'],
  rules: [],
  from: '2026-07-09T13:01:00.000Z',
  to: '2026-07-09T14:20:00.000Z',
  pointerCount: 641,
  pointers: [pointer],
  perClass: [{ class: 'bruteforce-login', lines: 641, success: 'shown', reachedData: true }],
  reachedData: true,
  signs: [],
};
const mailLog = {
  ...{ path: 'logs/maillog', sha256: 'a'.repeat(64), bytes: 900, format: 'postfix', lines: 900, parsed: 900 },
  ...{ from: '2026-07-01T00:00:00.000Z', to: '2026-07-14T00:00:00.000Z' },
} as LogFileSummary;

const given = (
  files: readonly LogFileSummary[],
  actors: readonly Actor[],
  logins: ReadonlyMap<string, number> = new Map(),
) => {
  const logs = {
    store: { files, rows: async () => [] },
    detection: { actors, coverage: { blindTo: [] } },
    clocks: new Map(),
    mailWithin: new Set(),
    logins,
    unparsedHits: 0,
  } as unknown as LogEvidence;
  return { logs, risk: null, unreadable: {} } as unknown as Sources;
};

it('a mailbox whose password was guessed is found in a mail log, though no log of logins was given', async () => {
  const { finding, facts } = await logsLoginAfterFailures.run(given([mailLog], [guessed]));
  expect(finding).toMatchObject({ kind: 'found', at: [pointer], looked: { lines: 900 } });
  expect(facts).toMatchObject([
    { kind: 'attacker-trace', attack: 'bruteforce-login', success: 'shown', reachedData: false },
  ]);
});

it('a guessed login to the host itself reaches what the host holds', async () => {
  const logins = { ...mailLog, path: 'logs/auth.log', format: 'sshd' } as LogFileSummary;
  const actor = { ...guessed, pointers: [{ ...pointer, path: 'logs/auth.log' }] };
  const { facts } = await logsLoginAfterFailures.run(given([logins], [actor], new Map([['logs/auth.log', 641]])));
  expect(facts).toMatchObject([{ kind: 'attacker-trace', reachedData: true }]);
});

it('a mail log that shows nothing of the kind says nothing about logins or the web', async () => {
  for (const check of [logsLoginAfterFailures, logsAttackTraces])
    expect((await check.run(given([mailLog], []))).finding).toMatchObject({ kind: 'not-checked' });
});

it.each(['combined', 'vhost_common', 'access', 'untimed_access', 'json_access', 'iis_w3c'])(
  'an access log of format %s is one, whatever wrote it',
  async (format) => {
    const access = { ...mailLog, path: 'logs/access.log', format } as LogFileSummary;
    expect((await logsAttackTraces.run(given([access], []))).finding.kind).toBe('nothing-found');
  },
);

it.each(['sshd', 'windows_event', 'windows_csv', 'okta', 'entra_signin', 'google_workspace'])(
  'logins are recorded in a log of format %s',
  async (format) => {
    const logins = { ...mailLog, path: 'logs/logins', format } as LogFileSummary;
    expect(
      (await logsLoginAfterFailures.run(given([logins], [], new Map([['logs/logins', 12]])))).finding,
    ).toMatchObject({
      kind: 'nothing-found',
      looked: { lines: 12 },
    });
  },
);

it('is not said to have found nothing where no login stands in the records, and counts those in mail', async () => {
  const access = { ...mailLog, path: 'logs/access.log', format: 'combined' } as LogFileSummary;
  const silent = await logsLoginAfterFailures.run(given([access], []));
  expect(silent.finding).toMatchObject({
    kind: 'not-checked',
    because: { en: expect.stringMatching(/no record of a login/) },
  });
  const mail = await logsLoginAfterFailures.run(given([access, mailLog], [], new Map([['logs/maillog', 1015]])));
  expect(mail.finding).toMatchObject({
    kind: 'nothing-found',
    looked: { lines: 1015, parsed: 1015, from: mailLog.from },
  });
});

it('tells when the login worked, not when its source began to guess days before', async () => {
  const at = '2026-07-12T03:22:00.000Z';
  const sign = { id: 'login-after-failures', class: 'bruteforce-login' as const, success: 'shown' as const, count: 1 };
  const signs = [{ ...sign, says: { ja: 'あ', en: 'a' }, from: at, pointers: [pointer, pointer] }];
  const { facts } = await logsLoginAfterFailures.run(given([mailLog], [{ ...guessed, signs }]));
  expect(facts).toMatchObject([{ at, pointers: [pointer] }]);
  expect(facts?.[0]?.pointers).toHaveLength(1);
});

it('a login that worked after many that did not is dated by when it worked, not by the first try', async () => {
  const logins = { ...mailLog, path: 'logs/auth.log', format: 'sshd' } as LogFileSummary;
  const place = { ...pointer, path: 'logs/auth.log' };
  const sign: Actor['signs'][number] = {
    ...{ id: 'login-after-guesses', class: 'bruteforce-login', success: 'shown', says: { ja: '', en: '' }, count: 641 },
    ...{ from: '2026-07-09T13:01:00.000Z', workedAt: '2026-07-09T18:12:44.000Z', pointers: [place] },
  };
  const actor = { ...guessed, pointers: [place], signs: [sign] };
  const { facts } = await logsLoginAfterFailures.run(given([logins], [actor], new Map([['logs/auth.log', 641]])));
  expect(facts).toMatchObject([{ at: '2026-07-09T18:12:44.000Z' }]);
});

it('all who were given a file that lay open are one fact, and no intruder is counted', async () => {
  const access = { ...mailLog, path: 'logs/access.log', format: 'combined' } as LogFileSummary;
  const taker = (id: string, day: string, sign: string): Actor => ({
    ...{ ...guessed, id, success: 'possible', classes: ['sensitive-file'], from: day, to: day },
    perClass: [{ class: 'sensitive-file', lines: 1, success: 'possible', reachedData: true }],
    signs: [
      {
        ...{ id: sign, class: 'sensitive-file', success: 'possible', says: { ja: '', en: '' }, count: 1, from: day },
        pointers: [pointer],
      },
    ],
  });
  const [crawler, stranger] = [
    taker('203.0.113.9', '2026-06-02T04:12:09.000Z', 'open-folder'),
    taker('198.51.100.7', '2026-06-14T02:31:50.000Z', 'plain-list'),
  ];
  const { finding, facts } = await logsAttackTraces.run(given([access], [stranger, crawler]));
  expect(facts).toMatchObject([
    { attack: 'sensitive-file', sources: 2, at: '2026-06-02T04:12:09.000Z', lastAt: '2026-06-14T02:31:50.000Z' },
  ]);
  expect(finding).toMatchObject({ kind: 'found' });
  expect('says' in finding && finding.says?.en).not.toContain('acts that intruders often do');
  const dump = taker('192.0.2.8', '2026-06-09T02:00:00.000Z', 'served-file');
  const both = await logsAttackTraces.run(given([access], [crawler, dump]));
  expect(both.facts).toHaveLength(2);
  expect('says' in both.finding && both.finding.says?.en).toContain('1 source shows signs of success');
});
