import { beforeAll, expect, it } from 'vitest';
import { readSharedCopy } from '../engine/shared-engine.test-support.ts';
import { loadRules } from '../sigma/load-rules.ts';
import { detectActors } from './detect-actors.ts';
import { ofParent } from './process-chains.ts';

const rules = loadRules([]);

type Start = {
  readonly exe: string;
  readonly at: number;
  readonly ppid?: number;
  readonly uid?: number;
  readonly auid?: number;
};

const record = ({ exe, at, ppid = 4100, uid = 1000, auid = 1000 }: Start, i: number) =>
  `type=SYSCALL msg=audit(${1_772_000_000 + at}.000:${100 + i}): arch=c000003e syscall=59 success=yes exit=0 a0=1 a1=2 a2=3 a3=4 items=2 ppid=${ppid} pid=${5000 + i} auid=${auid} uid=${uid} gid=${uid} euid=${uid} suid=${uid} fsuid=${uid} egid=${uid} sgid=${uid} fsgid=${uid} tty=pts1 ses=7 comm="${exe.slice(exe.lastIndexOf('/') + 1)}" exe="${exe}" key=(null)`;

const byId = new Map<string, string[]>();
const told = (id: string) => byId.get(id) ?? [];

const deletions = (count: number, apart: number, uid = 1000) =>
  Array.from({ length: count }, (_, i): Start => ({ exe: '/bin/rm', at: i * apart, uid }));

type Case = { readonly name: string; readonly starts: readonly Start[]; readonly want: readonly string[] };
/** Each of a process of its own: its place in the list says which. */
const cases: readonly Case[] = [
  {
    name: 'a person’s shell fetches a program and runs it from where anybody may write',
    starts: [
      { exe: '/usr/bin/curl', at: 0 },
      { exe: '/usr/bin/chmod', at: 1 },
      { exe: '/var/tmp/agent', at: 2 },
    ],
    want: ['session notable fetched-program'],
  },
  {
    name: 'a service for which nobody logged in does so',
    starts: [
      { exe: '/usr/bin/wget', at: 0, auid: 4_294_967_295, uid: 33 },
      { exe: '/dev/shm/.x', at: 5, auid: 4_294_967_295, uid: 33 },
    ],
    want: ['session adverse fetched-program'],
  },
  {
    name: 'what another process had fetched',
    starts: [
      { exe: '/usr/bin/wget', at: 0, ppid: 9 },
      { exe: '/tmp/build/configure-test', at: 5 },
    ],
    want: ['session noise program-in-temporary-folder'],
  },
  {
    name: 'a decoder at one end of a pipe and an interpreter at the other',
    starts: [
      { exe: '/usr/bin/base64', at: 0 },
      { exe: '/usr/bin/python3.11', at: 1 },
    ],
    want: ['session noise decoded-program'],
  },
  {
    name: 'a decoder an hour before an interpreter',
    starts: [
      { exe: '/usr/bin/base64', at: 0 },
      { exe: '/usr/bin/python3.11', at: 3600 },
    ],
    want: [],
  },
  { name: 'six deletions at once', starts: deletions(6, 0), want: ['session noise ended-together'] },
  { name: 'six deletions in a minute', starts: deletions(6, 10), want: [] },
  { name: 'root’s own script deletes', starts: deletions(20, 0, 0), want: [] },
];
const parentOf = (i: number) => 4_100 + i;

const broke = (exe: string, uid: number, pid: number) =>
  `type=ANOM_ABEND msg=audit(1772000000.000:${pid}): auid=1000 uid=${uid} gid=0 ses=7 pid=${pid} comm="x" exe="${exe}" sig=11 res=1`;

beforeAll(async () => {
  const started = cases.flatMap(({ starts }, i) => starts.map((start) => ({ ppid: parentOf(i), ...start })));
  const lines = [
    ...started.map(record),
    ...[broke('/usr/bin/pkexec', 0, 61), broke('/usr/bin/pkexec', 1000, 62), broke('/usr/bin/gedit', 0, 63)],
  ];
  const store = await readSharedCopy(
    [{ name: 'audit.log', bytes: Buffer.from(`${lines.join('\n')}\n`) }],
    new Date('2026-11-22T00:00:00Z'),
  );
  try {
    const { actors } = await detectActors(store, rules);
    for (const { kind, id, level, signs } of actors)
      byId.set(
        id,
        signs.map((sign) => `${kind} ${level} ${sign.id}`),
      );
  } finally {
    await store.close();
  }
}, 60_000);

it.each(cases.map((one, i) => ({ ...one, id: String(parentOf(i)) })))('$name', ({ id, want }) => {
  expect(told(id)).toEqual(want);
});

it('what one process starts again and again for months is read in no more than its turn', () => {
  const start = { host: 'h', parent: '9', login: '1000', uid: '1000', f: 0 } as const;
  const names = ['/usr/bin/rm', '/usr/bin/curl', '/tmp/job', '/usr/bin/base64'];
  // A minute apart but for the fetching, which is always twenty minutes back; more than arguments of one call may be.
  const months = Array.from({ length: 400_000 }, (_, n) => {
    const exe = names[n % names.length] ?? '';
    const late = exe === '/usr/bin/curl' ? 0 : 1_200_000;
    return { ...start, exe, name: exe.slice(exe.lastIndexOf('/') + 1), at: n * 60_000 + late, n };
  }).sort((a, b) => a.at - b.at);
  const began = performance.now();
  expect(ofParent(months).map(({ sign, count }) => [sign, count])).toEqual([['fetched-program', 2]]);
  // Compared each with all others it would take minutes.
  expect(performance.now() - began).toBeLessThan(20_000);
  const together = months.map((one, n) => ({ ...one, exe: '/usr/bin/rm', name: 'rm', at: n }));
  expect(ofParent(together)).toMatchObject([{ sign: 'ended-together', count: 400_000, first: 0, last: 399_999 }]);
});

it('tells a program of root’s that broke in somebody else’s hands, and no other', () => {
  expect(['61', '62', '63'].map(told)).toEqual([['session notable root-program-broke'], [], []]);
});
