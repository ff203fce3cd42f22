import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { unknownOrganisation } from '../custody/organisation.ts';
import { readRegister } from '../custody/register.ts';
import { readShared } from '../logs/engine/shared-engine.test-support.ts';
import type { Sources } from './check.ts';
import { registerViewedByStaff } from './register-viewed-by-staff.ts';

const folder = mkdtempSync(join(tmpdir(), 'viewed-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const zone = 'Europe/London';
const table = (csv: string) => {
  const bytes = new TextEncoder().encode(csv);
  return readRegister({ path: 'register.csv', sha256: 'e'.repeat(64), bytes }, zone);
};
const register = table(
  'email,form,at,member_no,age\nnell@example.net,Checkout,2026-05-14,48192,34\nmark@example.net,Checkout,2026-05-14,48193,41\n',
);
const view = (at: string, user: string, more: object) =>
  JSON.stringify({ time: `2026-05-${at}`, level: 'info', event: 'member.view', user, ...more });

async function run(lines: readonly string[], given: Partial<Sources> = {}, name = 'app.log') {
  const path = join(folder, name);
  writeFileSync(path, `${lines.join('\n')}\n`);
  const { store } = await readShared([{ path, shown: name }], { now: new Date('2026-06-11T00:00:00Z') });
  const sources = {
    ...{ claim: { address: 'nell@example.net' }, organisation: { ...unknownOrganisation, timeZone: zone }, register },
    ...{ risk: { from: Date.parse('2026-05-14T00:00:00Z'), to: Date.parse('2026-05-21T00:00:00Z') }, unreadable: {} },
    logs: { store, clocks: new Map(), unparsedHits: 0, detection: { actors: [], coverage: { blindTo: [] } } },
    ...given,
  } as unknown as Sources;
  try {
    return await registerViewedByStaff.run(sources);
  } finally {
    await store.close();
  }
}

const others = [
  view('18T09:01:00Z', 'ono', { member_no: '48193' }),
  view('18T09:02:00Z', 'ono', { member_no: '48200' }),
  view('18T09:03:00Z', 'ono', { member_no: '48200' }),
];

it('tells when the record was opened, under how many names, and how many others by that name within the hour', async () => {
  const { finding, facts } = await run([
    ...others,
    view('18T09:40:00Z', 'ono', { member_no: '48192' }),
    view('20T10:00:00Z', 'sato', { member_no: '48192' }),
    view('20T10:05:00Z', 'sato', { member_no: '48192' }),
    view('28T15:00:00Z', 'sato', { member_no: '48192' }),
  ]);
  expect(facts).toMatchObject([
    {
      ...{ kind: 'record-viewed', views: 4, names: 2, mostOthers: 2, beforeSpam: 3 },
      ...{ firstAt: '2026-05-18T10:40:00+01:00', lastAt: '2026-05-28T16:00:00+01:00' },
    },
  ]);
  expect(finding).toMatchObject({ kind: 'found', at: [{ line: 4 }, { line: 5 }, { line: 7 }] });
  const words = finding.kind === 'found' ? `${finding.says?.ja}${finding.says?.en}` : '';
  expect(words).toContain('opened 4 times under 2 user names');
  // A colleague's name here would be read as a charge.
  expect(words).not.toMatch(/ono|sato/);
});

it('knows the number of the record as a number, behind a path or a word, and as a bare id where nothing else numbers it', async () => {
  const forms = [{ member_no: 48192 }, { target: '/members/48192' }, { object: 'Member#48192' }, { id: 48192 }];
  const { facts } = await run([...others, ...forms.map((more, n) => view(`18T1${n}:00:00Z`, 'ono', more))]);
  expect(facts).toMatchObject([{ views: forms.length }]);
});

it('takes nothing for a view of the record that is none', async () => {
  const at = '18T09:40:00Z';
  const lines = [
    // The number of a request, a part of a longer one, a duration, an age.
    view(at, 'ono', { member_no: '48193', request_id: '48192' }),
    view(at, 'ono', { member_no: '148192' }),
    view(at, 'ono', { member_no: '48193', duration: '48192' }),
    view(at, 'ono', { member_no: '34' }),
    // By the customer, under no name, and not opened.
    view(at, 'NELL@example.net', { member_no: '48192' }),
    view(at, '', { member_no: '48192' }),
    view(at, 'ono', { event: 'member.mailed', member_no: '48192' }),
  ];
  const { finding } = await run([...others, ...lines]);
  expect(finding).toMatchObject({ kind: 'nothing-found', looked: { lines: 10 } });
});

it('reads the name and the number from an access log behind a login, of pages that were answered', async () => {
  const request = (user: string, target: string, status: number) =>
    `198.51.100.4 - ${user} [18/May/2026:09:00:00 +0000] "GET ${target} HTTP/1.1" ${status} 812 "-" "Mozilla/5.0"`;
  const known = request('ono', '/admin/members/48193', 200);
  const kind = async (line: string) => (await run([known, line], {}, 'access.log')).finding.kind;
  expect(await kind(request('ono', '/admin/members/48192', 200))).toBe('found');
  expect(await kind(request('ono', '/admin/members?no=48192', 200))).toBe('found');
  expect(await kind(request('ono', '/admin/members/48192', 403))).toBe('nothing-found');
  expect(await kind(request('-', '/admin/members/48192', 200))).toBe('nothing-found');
});

it.each([
  { name: 'no register', lines: others, given: { register: null }, needs: 'no register' },
  {
    name: 'a register without numbers',
    lines: others,
    given: { register: table('email,form,at\nnell@example.net,Checkout,2026-05-14\n') },
    needs: 'a column such as id',
  },
  {
    name: 'a record that is not in the register',
    lines: others,
    given: { register: table('email,member_no\nmark@example.net,48193\n') },
    needs: 'a column such as id',
  },
  {
    name: 'logs without views',
    lines: [view('18T09:00:00Z', 'ono', { event: 'login.ok', member_no: '48192' })],
    given: {},
    needs: 'what is needed is',
  },
  {
    name: 'logs that number records in a way of their own',
    lines: [view('18T09:00:00Z', 'ono', { member: 'f3a9c1' })],
    given: {},
    needs: 'no field holds a number of the register alone',
  },
])('is not checked with $name, and says so', async ({ lines, given, needs }) => {
  const { finding, facts } = await run(lines, given);
  expect(finding).toMatchObject({ kind: 'not-checked', because: { en: expect.stringContaining(needs) } });
  expect(facts).toEqual([]);
});

it('does not say that nobody opened it while lines of that log were not understood', async () => {
  const cut = Array.from({ length: 40 }, (_, n) => `broken line ${n}`);
  expect((await run([...others, ...cut])).finding.kind).toBe('not-checked');
});
