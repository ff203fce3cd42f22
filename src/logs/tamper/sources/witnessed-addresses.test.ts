import { expect, it } from 'vitest';
import { readSharedCopy } from '../../engine/shared-engine.test-support.ts';
import { findTamperSigns } from '../find-tamper-signs.ts';
import { type Seen, unansweredAddresses, type WitnessRule } from './witnessed-addresses.ts';

const rule: WitnessRule = {
  beforeMs: 900_000,
  afterMs: 60_000,
  leastUnanswered: 5,
  leastAnswered: 30,
  leastAddresses: 5,
};
const MINUTE = 60_000;
const start = Date.UTC(2026, 4, 4);
const ip = (i: number) => `192.0.2.${i}`;
/** Six lines a minute apart about each of ten addresses, an hour apart. */
const seen: readonly Seen[] = Array.from({ length: 60 }, (_, k) => ({
  ...{ f: 1, n: k, t: start + Math.floor(k / 6) * 60 * MINUTE + (k % 6) * MINUTE },
  ip: ip(Math.floor(k / 6)),
}));
const told = (without: readonly number[], shift = 0) => {
  const times = new Map<string, number[]>();
  for (const each of seen)
    if (!without.includes(Number(each.ip.slice(8))))
      times.set(each.ip, [...(times.get(each.ip) ?? []), each.t + shift]);
  return times;
};
const silent = (without: readonly number[], { zoneless = false, shift = 0, asked = rule } = {}) =>
  unansweredAddresses(seen, told(without, shift), asked, zoneless).map((one) => one.ip);

it('an address that only the witness tells of is found', () => {
  expect(silent([4])).toEqual([ip(4)]);
});

it.each([
  ['all are answered', []],
  ['several are not: a habit', [2, 4, 6]],
])('nothing is said where %s', (_, without) => {
  expect(silent(without)).toEqual([]);
});

it('few addresses are a habit only where the rule takes them for one', () => {
  const two = seen.filter(({ ip: from }) => [ip(1), ip(2), ip(4)].includes(from));
  const ask = (leastAddresses: number) =>
    unansweredAddresses(two, told([4]), { ...rule, leastAnswered: 10, leastAddresses }, false);
  expect(ask(2).map((one) => one.ip)).toEqual([ip(4)]);
  expect(ask(3)).toEqual([]);
});

it('a few lines of the witness are not enough', () => {
  expect(silent([4], { asked: { ...rule, leastUnanswered: 7 } })).toEqual([]);
});

it('a zone that one of the two does not say is found first', () => {
  const shift = 9 * 60 * MINUTE;
  expect(silent([4], { zoneless: true, shift })).toEqual([ip(4)]);
  expect(silent([4], { zoneless: false, shift })).toEqual([]);
});

it('an address of which the log speaks some of the time is answered: a logger under load leaves some lines', () => {
  const times = told([]);
  times.set(ip(4), [start + 4 * 60 * MINUTE]);
  expect(unansweredAddresses(seen, times, rule, false)).toEqual([]);
});

it('is told at the place in the log where its lines are not', async () => {
  const clock = (t: number) => new Date(t).toISOString();
  const sshd = ({ t, ip: from }: Seen, k: number) =>
    `${clock(t).slice(0, 19)}+00:00 web1 sshd[${900 + k}]: Failed password for root from ${from} port 5${k} ssh2`;
  const found = ({ t, ip: from }: Seen) =>
    `${clock(t).slice(0, 19).replace('T', ' ')},500 fail2ban.filter [7]: INFO    [sshd] Found ${from} - ${clock(t).slice(0, 19).replace('T', ' ')}`;
  const cron = Array.from({ length: 12 }, (_, i) => ({
    t: start + i * 60 * MINUTE - 17 * MINUTE,
    line: `${clock(start + i * 60 * MINUTE - 17 * MINUTE).slice(0, 19)}+00:00 web1 CRON[${i + 10}]: (root) CMD (run-parts)`,
  }));
  const kept = seen.filter((each) => each.ip !== ip(4)).map((each, k) => ({ t: each.t, line: sshd(each, k) }));
  const auth = [...kept, ...cron].sort((a, b) => a.t - b.t).map(({ line }) => line);
  const store = await readSharedCopy(
    [
      { name: 'auth.log', bytes: Buffer.from(`${auth.join('\n')}\n`) },
      { name: 'fail2ban.log', bytes: Buffer.from(`${seen.map(found).join('\n')}\n`) },
    ],
    new Date('2026-06-01T00:00:00Z'),
  );
  try {
    const { signs } = await findTamperSigns(store, { maintenance: [] });
    // Lines from 1: an hourly job stands on either side.
    const next = auth.findIndex((line) => line.includes(ip(5)));
    expect(signs.filter(({ kind }) => kind === 'cross-source')).toMatchObject([
      { strength: 'weak', fromLine: next - 1, toLine: next },
    ]);
  } finally {
    await store.close();
  }
});

/** Errors of requests of all, and the requests of all but one. */
async function askedButOne(more: readonly string[] = []) {
  const at = (t: number) => new Date(t).toISOString().slice(0, 19);
  const error = ({ t, ip: from }: Seen) =>
    `${at(t).replaceAll('-', '/').replace('T', ' ')} [warn] 7#7: *4 an upstream response is buffered to a temporary file, client: ${from}, server: a.example, request: "GET /x HTTP/2.0", host: "a.example"`;
  const access = (t: number, from: string) => {
    const day = `04/May/2026:${at(t).slice(11)} +0000`;
    return { t, line: `${from} - - [${day}] "GET /x HTTP/2.0" 200 4000 "-" "Mozilla/5.0"` };
  };
  const others = Array.from({ length: 200 }, (_, i) => access(start + i * 3 * MINUTE + 20_000, `198.51.100.${i}`));
  const kept = seen.filter((each) => each.ip !== ip(4)).map(({ t, ip: from }) => access(t, from));
  const lines = [...kept, ...others].sort((a, b) => a.t - b.t).map(({ line }) => line);
  const store = await readSharedCopy(
    [
      { name: 'access.log', bytes: Buffer.from(`${lines.join('\n')}\n`) },
      { name: 'error.log', bytes: Buffer.from(`${seen.map(error).join('\n')}\n`) },
      ...(more.length > 0 ? [{ name: 'other-access.log', bytes: Buffer.from(`${more.join('\n')}\n`) }] : []),
    ],
    new Date('2026-06-01T00:00:00Z'),
  );
  try {
    const { signs } = await findTamperSigns(store, { maintenance: [] });
    return signs.filter(({ kind }) => kind === 'cross-source').map(({ path, strength }) => [path, strength]);
  } finally {
    await store.close();
  }
}

it('requests that only the error log of the web server tells of are missed in its access log', async () => {
  expect(await askedButOne()).toEqual([['access.log', 'weak']]);
});

it('not where a second access log is there: which site was asked is not known of both', async () => {
  const other = `192.0.2.1 - - [04/May/2026:00:00:00 +0000] "GET / HTTP/1.1" 200 90 "-" "Mozilla/5.0"`;
  expect(await askedButOne([other])).toEqual([]);
});
