import { expect, it } from 'vitest';
import { unknownOrganisation } from '../custody/organisation.ts';
import type { LogFileSummary } from '../vocabulary/case-file.ts';
import type { Sources } from './check.ts';
import { mailVisibleRecipients } from './mail-visible-recipients.ts';

const mailLog = {
  ...{ path: 'logs/maillog', sha256: 'a'.repeat(64), bytes: 900, format: 'dovecot', lines: 900, parsed: 900 },
  ...{ from: '2026-07-01T00:00:00.000Z', to: '2026-07-14T00:00:00.000Z' },
} as LogFileSummary;

/** `deliveries`: whether the log names anybody to whom mail was sent. */
const given = (deliveries: boolean, sendsFrom: readonly string[]) =>
  ({
    claim: { address: 'kaoru@example.net' },
    organisation: { ...unknownOrganisation, sendsFrom },
    risk: null,
    spam: null,
    unreadable: {},
    logs: {
      store: {
        files: [mailLog],
        rows: async (sql: string) => (sql.startsWith('select count()') ? [{ n: deliveries ? 1 : 0 }] : []),
        pointers: async () => [],
      },
      clocks: new Map(),
      mailWithin: new Set(),
      logins: new Map(),
      unparsedHits: 0,
    },
  }) as unknown as Sources;

it('without our domains, the one that the complaint was written to counts as ours', async () => {
  const sources = { ...given(true, []), writtenTo: 'example.jp' };
  expect((await mailVisibleRecipients.run(sources)).finding.kind).toBe('nothing-found');
});

it.each([
  { name: 'no mailing of ours to the address', deliveries: true, sendsFrom: ['example.jp'], want: 'nothing-found' },
  { name: 'logins to mailboxes tell of no mailing', deliveries: false, sendsFrom: ['example.jp'], want: 'not-checked' },
  { name: 'without our domains none can be told to be ours', deliveries: true, sendsFrom: [], want: 'not-checked' },
  { name: 'nor by addresses of hosts alone', deliveries: true, sendsFrom: ['192.0.2.25'], want: 'not-checked' },
])('$name', async ({ deliveries, sendsFrom, want }) => {
  expect((await mailVisibleRecipients.run(given(deliveries, sendsFrom))).finding.kind).toBe(want);
});

const traffic = (listed: number) => {
  const sources = given(true, ['example.jp']);
  const row = { queue: 'q', recipients: 61, f: 0, n: 1, thisF: 0, thisN: 2, total: 705, allMine: 705, listed };
  const rows = async (sql: string) => (sql.startsWith('select count()') ? [{ n: 1 }] : [row]);
  return { ...sources, logs: { ...sources.logs, store: { ...sources.logs?.store, rows } } } as unknown as Sources;
};

it('what a mailing list sends every day is told as its ordinary traffic, and one other message among it is not', async () => {
  const ordinary = await mailVisibleRecipients.run(traffic(705));
  expect(ordinary.facts).toMatchObject([{ recipients: 61, includesThis: 'unknown', listMessages: 705 }]);
  expect(ordinary.finding).toMatchObject({
    kind: 'found',
    says: { en: expect.stringContaining('ordinary traffic (705') },
  });
  const mixed = await mailVisibleRecipients.run(traffic(704));
  expect(mixed.facts).toMatchObject([{ recipients: 61, includesThis: 'unknown' }]);
  expect(mixed.facts[0]).not.toHaveProperty('listMessages');
});
