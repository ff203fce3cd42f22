import { describe, expect, it } from 'vitest';
import { readDnsSnapshot, snapshotResolver } from './dns-snapshot.ts';
import { evaluateSpf, reverseName } from './spf.ts';
import { parseSpfRecord } from './spf-record.ts';

function resolverOf(zone: object, complete = true) {
  const snapshot = readDnsSnapshot(zone);
  if (!snapshot) throw new Error('no snapshot');
  return snapshotResolver(snapshot, { complete });
}

const spf = (record: string, more: { ip?: string; helo?: string; sender?: string; zone?: object } = {}) =>
  evaluateSpf(
    { ip: more.ip ?? '192.0.2.1', helo: more.helo ?? 'out.shop.test', sender: more.sender ?? 'a@shop.test' },
    resolverOf({ 'shop.test': { TXT: [[record]] }, ...more.zone }),
  ).then(({ result }) => result);

describe('evaluateSpf', () => {
  it.each([
    ['v=spf1 ip4:192.0.2.0/24 -all', 'pass'],
    ['v=spf1 ip4:198.51.100.1 -all', 'fail'],
    ['v=spf1 ip4:198.51.100.1 ~all', 'softfail'],
    ['v=spf1 ip4:198.51.100.1', 'neutral'],
    ['v=spf10 -all', 'none'],
  ])('%s: %s', async (record, result) => {
    expect(await spf(record)).toBe(result);
  });

  it.each([
    'v=spf1 ip4:192.0.2.1 ip6 -all',
    'v=spf1 ip4:192.0.2.1 exp=a.test exp=b.test -all',
    'v=spf1 ip4:192.0.2.1 exp=-all',
    'v=spf1 ip4:192.0.2.1 a:%{t}.shop.test -all',
    'v=spf1 ip4:192.0.2.1 -all:shop.test',
    'v=spf1 ip4:192.0.2.1 mx/33',
    'v=spf1 ip4:192.0.2.1 unknown=%abc',
  ])('a fault anywhere is a permanent error, whatever matched before: %s', async (record) => {
    expect(await spf(record)).toBe('permerror');
  });

  it('takes names with odd characters, two prefix lengths and unknown modifiers for well-formed', () => {
    for (const record of ['v=spf1 a:x:y/z.shop.test/24//64 -all', 'v=spf1 mx//64', 'v=spf1 moo=%{d}x -all', 'v=spf1'])
      expect(parseSpfRecord(record)?.wellFormed, record).toBe(true);
  });

  it('an unrecorded answer below an include is an error of ours to look, never "does not match"', async () => {
    const zone = { 'shop.test': { TXT: [['v=spf1 include:_spf.mailer.test -all']] } };
    const envelope = { ip: '192.0.2.1', helo: 'out.shop.test', sender: 'a@shop.test' };
    expect((await evaluateSpf(envelope, resolverOf(zone, false))).result).toBe('temperror');
  });

  it('a greeting that is no name matches nothing, and is no error of the domain', async () => {
    expect(await spf('v=spf1 a:%{h} -all', { helo: "JUMPIN' JUPITER" })).toBe('fail');
    expect(await spf('v=spf1 a:%{h} -all', { helo: '[192.0.2.1]' })).toBe('fail');
  });

  it('asks about the greeting when the mail has no sender, and nothing when that is no name', async () => {
    const zone = { 'out.shop.test': { TXT: [['v=spf1 ip4:192.0.2.1 -all']] } };
    expect(await spf('', { sender: '', zone })).toBe('pass');
    expect(await spf('', { sender: '', helo: 'COMPUTER' })).toBe('none');
  });

  it('a validated name is one that leads back to the address; the domain itself or one below it first', async () => {
    const zone = {
      '1.2.0.192.in-addr.arpa': { PTR: ['far.test', 'liar.shop.test', 'mx.shop.test'] },
      'far.test': { A: ['192.0.2.1'] },
      'liar.shop.test': { A: ['192.0.2.9'] },
      'mx.shop.test': { A: ['192.0.2.1'] },
      'mx.shop.test.ok.test': { A: ['127.0.0.2'] },
      'test.shop.mx.ok.test': { A: ['127.0.0.2'] },
    };
    expect(await spf('v=spf1 exists:%{p}.ok.test -all', { zone })).toBe('pass');
    expect(await spf('v=spf1 exists:%{pr}.ok.test -all', { zone })).toBe('pass');
    expect(await spf('v=spf1 exists:%{p}.ok.test -all', { zone: { 'unknown.ok.test': { A: ['127.0.0.2'] } } })).toBe(
      'pass',
    );
  });
});

it.each([
  ['192.0.2.1', '1.2.0.192.in-addr.arpa'],
  ['2001:db8::1', '1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa'],
])('reverse name of %s', (ip, name) => {
  expect(reverseName(ip)).toBe(name);
});
