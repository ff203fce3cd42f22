import { generateKeyPairSync } from 'node:crypto';
import { dkimSign } from 'mailauth';
import { beforeAll, describe, expect, it } from 'vitest';
import { readMessage } from '../message/message.ts';
import { type DnsSnapshot, readDnsSnapshot, snapshotResolver } from './dns-snapshot.ts';
import { recomputeAuthentication } from './recompute.ts';
import { readChain } from './trust.ts';

const { privateKey, publicKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'der' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});
const keyRecord = `v=DKIM1; k=rsa; p=${publicKey.toString('base64')}`;
const received =
  'Received: from mail.shop.example (mail.shop.example [192.0.2.10]) by mx.home.example; Thu, 9 Apr 2009 03:12:51 +0900\r\n';
const body = [
  'Return-Path: <news@shop.example>',
  received.trim(),
  'From: news@shop.example',
  'To: hanako@home.example',
  'Subject: hello',
  'Date: Thu, 9 Apr 2009 03:12:44 +0900',
  'Message-ID: <1@shop.example>',
  '',
  'text',
  '',
].join('\r\n');

const snapshotOf = (names: Readonly<Record<string, unknown>>): DnsSnapshot => {
  const snapshot = readDnsSnapshot(names);
  if (!snapshot) throw new Error('test snapshot is none');
  return snapshot;
};

async function verdicts(text: string, names: Readonly<Record<string, unknown>>, complete = true) {
  const message = readMessage(Buffer.from(text, 'latin1'));
  if (!message) throw new Error('test mail is no mail');
  return recomputeAuthentication(message, readChain(message.headers), { snapshot: snapshotOf(names), complete });
}

describe('SPF', () => {
  it.each([
    { name: 'an address listed', names: { 'shop.example': 'v=spf1 ip4:192.0.2.0/24 -all' }, want: 'pass' },
    { name: 'an address not listed', names: { 'shop.example': 'v=spf1 ip4:198.51.100.1 -all' }, want: 'fail' },
    { name: 'softly refused', names: { 'shop.example': 'v=spf1 ~all' }, want: 'softfail' },
    {
      name: 'by MX',
      names: {
        'shop.example': { TXT: [['v=spf1 mx ', '-all']], MX: [{ exchange: 'mail.shop.example', priority: 10 }] },
        'mail.shop.example': { A: ['192.0.2.10'] },
      },
      want: 'pass',
    },
    {
      name: 'by a zone written as test suites do',
      names: {
        'shop.example': [{ SPF: 'v=spf1 a:mail.shop.example -all' }],
        'mail.shop.example': [{ A: '192.0.2.10' }],
      },
      want: 'pass',
    },
    {
      name: 'through include and an alias',
      names: {
        'shop.example': 'v=spf1 include:spf.mailer.example -all',
        'spf.mailer.example': { CNAME: ['other.example'] },
        'other.example': 'v=spf1 ip4:192.0.2.10 -all',
      },
      want: 'pass',
    },
    { name: 'no policy', names: { 'shop.example': { A: ['192.0.2.1'] } }, want: 'none' },
    { name: 'two policies', names: { 'shop.example': { TXT: [['v=spf1 -all'], ['v=spf1 +all']] } }, want: 'permerror' },
    { name: 'a server that did not answer', names: { 'shop.example': ['TIMEOUT'] }, want: 'temperror' },
  ])('$name: $want', async ({ names, want }) => {
    expect((await verdicts(body, names)).spf).toBe(want);
  });

  it('a name that was not recorded is an error of the look-up, not an absent policy', async () => {
    expect((await verdicts(body, {}, false)).spf).toBe('temperror');
    expect((await verdicts(body, {}, true)).spf).toBe('none');
  });
});

describe('DKIM and DMARC', () => {
  let signed = '';
  beforeAll(async () => {
    const key = { signingDomain: 'shop.example', selector: 's1', privateKey };
    const { signatures } = await dkimSign(body.slice(body.indexOf('From:')), {
      canonicalization: 'relaxed/relaxed',
      signTime: new Date('2009-04-08T18:12:44Z'),
      // Its types ask for the three here, its code for the list.
      ...key,
      signatureData: [key],
    });
    signed = received + signatures + body.slice(body.indexOf('From:'));
  });
  const names = { 's1._domainkey.shop.example': keyRecord, '_dmarc.shop.example': 'v=DMARC1; p=reject' };

  it('a true signature passes, and speaks for its domain', async () => {
    expect(await verdicts(signed, names)).toMatchObject({
      dkim: [{ domain: 'shop.example', selector: 's1', result: 'pass' }],
      dmarc: 'pass',
      arc: 'none',
      source: 'recomputed',
    });
  });
  it('also when the file was stored with other line ends', async () => {
    for (const end of ['\n', '\r'])
      expect((await verdicts(signed.replaceAll('\r\n', end), names)).dkim).toMatchObject([{ result: 'pass' }]);
  });
  it('an altered mail fails', async () => {
    const { dkim, dmarc } = await verdicts(signed.replace('Subject: hello', 'Subject: hullo'), names);
    expect(dkim).toMatchObject([{ result: 'fail' }]);
    expect(dmarc).toBe('fail');
  });
  it('a key that was not recorded is no failed signature', async () => {
    expect((await verdicts(signed, { '_dmarc.shop.example': 'v=DMARC1; p=reject' }, false)).dkim).toMatchObject([
      { result: 'temperror' },
    ]);
  });
});

describe('a snapshot', () => {
  it.each([null, 7, 'x', []])('%j is none', (value) => {
    expect(readDnsSnapshot(value)).toBeUndefined();
  });
  it('answers without regard to case and a final dot', async () => {
    const ask = snapshotResolver(snapshotOf({ 'A.Example.': { TXT: [['x']] } }), { complete: true });
    expect(await ask('a.EXAMPLE', 'TXT')).toEqual([['x']]);
    await expect(ask('b.example', 'TXT')).rejects.toMatchObject({ code: 'ENOTFOUND' });
    await expect(ask('a.example', 'MX')).rejects.toMatchObject({ code: 'ENODATA' });
  });
});
