// The access log of one host against the mail log of another whose clock was 37 minutes off, as the record of the collection
// says. What one shows and the other lacks is found at its place, on the clock of the file it is missing from.
import { expect, it } from 'vitest';
import { bytesOf, type InventedLine, inventedStart, inventSite, without } from '../../../tests/invented-logs.ts';
import type { ClockError } from '../../custody/clock-error.ts';
import { readSharedCopy } from '../engine/shared-engine.test-support.ts';
import { findTamperSigns } from './find-tamper-signs.ts';

const MINUTE = 60_000;
const off = 37 * MINUTE;
const site = inventSite({ seed: 3, days: 2, visitsPerHour: 60 });
const noon = inventedStart + 34 * 60 * MINUTE;
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** As syslog writes it, by a clock in Tokyo that does not say so. */
function inTokyo(at: number): string {
  const local = new Date(at + 9 * 60 * MINUTE);
  return `${months[local.getUTCMonth()]} ${String(local.getUTCDate()).padStart(2, ' ')} ${local.toISOString().slice(11, 19)}`;
}

/** How a mail log writes its times: with date and offset, or without year and zone. */
const forms = {
  zoned: (at: number) => `${new Date(at).toISOString().slice(0, 23)}+00:00`,
  zoneless: inTokyo,
} as const;
type Form = keyof typeof forms;

/** The mail log as host B wrote it, whose clock ran `ahead`. */
const written = (lines: readonly InventedLine[], ahead: number, form: Form): InventedLine[] =>
  lines.map(({ at, text }) => ({ at: at + ahead, text: `${forms[form](at + ahead)}${text.slice(text.indexOf(' '))}` }));

async function examine(
  { access = site.access, mail = site.mail }: { access?: readonly InventedLine[]; mail?: readonly InventedLine[] },
  { ahead, form, recorded }: { ahead: number; form: Form; recorded: number | null },
) {
  const store = await readSharedCopy(
    [
      { name: 'access.log', bytes: bytesOf(access) },
      { name: 'mail.log', bytes: bytesOf(written(mail, ahead, form)) },
    ],
    new Date('2026-06-01T00:00:00Z'),
  );
  const errors: [string, ClockError][] =
    recorded === null ? [] : [['mail.log', { host: 'mail1', offsetSeconds: recorded / 1000, uncertaintySeconds: 1 }]];
  try {
    const { signs } = await findTamperSigns(store, { maintenance: [], clocks: new Map(errors) });
    return signs
      .filter(({ kind }) => kind === 'cross-source')
      .map(({ path, fromLine, toLine }) => ({ path, fromLine, toLine }));
  } finally {
    await store.close();
  }
}

const cases = [
  { form: 'zoned', ahead: off, name: 'fast' },
  { form: 'zoneless', ahead: -off, name: 'slow' },
] as const;

it.each(cases)('$form mail log, clock $name: requests removed are named in the access log', async ({ form, ahead }) => {
  const access = without(site.access, noon, noon + 40 * MINUTE);
  const line = access.findIndex(({ at }) => at >= noon);
  const found = await examine({ access }, { ahead, form, recorded: ahead });
  expect(found).toEqual([{ path: 'access.log', fromLine: line, toLine: line + 1 }]);
  // Without the record of the clock the two do not meet, and nothing is said: it is the record that makes the difference.
  expect(await examine({ access }, { ahead, form, recorded: null })).toEqual([]);
});

it.each(cases)('$form mail log, clock $name: mail removed is named in the mail log', async ({ form, ahead }) => {
  const mail = without(site.mail, noon, noon + 90 * MINUTE);
  const line = mail.findIndex(({ at }) => at >= noon);
  const found = await examine({ mail }, { ahead, form, recorded: ahead });
  expect(found).toContainEqual({ path: 'mail.log', fromLine: line, toLine: line + 1 });
  expect(found.map(({ path }) => path)).not.toContain('access.log');
});

it.each(cases)('$form mail log, clock $name: untouched logs contradict nothing', async ({ form, ahead }) => {
  expect(await examine({}, { ahead, form, recorded: ahead })).toEqual([]);
});

it('a wrong record accuses nobody', async () => {
  expect(await examine({}, { ahead: 0, form: 'zoned', recorded: off })).toEqual([]);
});
