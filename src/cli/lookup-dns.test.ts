import { createSocket, type Socket } from 'node:dgram';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { readDnsSnapshot, snapshotResolver } from '../mail/sender/dns-snapshot.ts';
import { main } from './main.ts';

const folder = mkdtempSync(join(tmpdir(), 'akashi-dns-'));
let socket: Socket;
let port = 0;
const asked: string[] = [];

/** What the name server knows; `refused` names get an error. */
const zone: Readonly<Record<string, string>> = {
  'bulk.example': 'v=spf1 include:_spf.bulk.example -all',
  '_spf.bulk.example': 'v=spf1 ip4:198.51.100.7 -all',
  'macro.example': 'v=spf1 exists:%{l}.who.macro.example -all',
  '_dmarc.bulk.example': 'v=DMARC1; p=reject',
};
const refused = 'broken.example';

/** One answer in the wire format of RFC 1035: the question again, and a TXT record if there is one. */
function answer(question: Buffer): Buffer {
  const labels: string[] = [];
  let at = 12;
  for (let size = question[at] ?? 0; size > 0; size = question[at] ?? 0) {
    labels.push(question.toString('latin1', at + 1, at + 1 + size));
    at += size + 1;
  }
  const type = question.readUInt16BE(at + 1);
  const name = labels.join('.').toLowerCase();
  asked.push(`${name} ${type}`);
  const text = type === 16 ? zone[name] : undefined;
  const header = Buffer.alloc(12);
  question.copy(header, 0, 0, 2);
  const code = name === refused ? 2 : name in zone ? 0 : 3;
  header.writeUInt16BE(0x8180 | code, 2);
  header.writeUInt16BE(1, 4);
  header.writeUInt16BE(text === undefined ? 0 : 1, 6);
  const asks = question.subarray(12, at + 5);
  if (text === undefined) return Buffer.concat([header, asks]);
  const record = Buffer.alloc(13);
  record.writeUInt16BE(0xc00c, 0);
  record.writeUInt16BE(16, 2);
  record.writeUInt16BE(1, 4);
  record.writeUInt32BE(60, 6);
  record.writeUInt16BE(text.length + 1, 10);
  record[12] = text.length;
  return Buffer.concat([header, asks, record, Buffer.from(text, 'latin1')]);
}

beforeAll(async () => {
  socket = createSocket('udp4');
  socket.on('message', (message, from) => socket.send(answer(message), from.port, from.address));
  await new Promise<void>((done) => socket.bind(0, '127.0.0.1', done));
  port = socket.address().port;
});
afterAll(() => {
  socket.close();
  rmSync(folder, { recursive: true });
});
beforeEach(() => {
  asked.length = 0;
});

async function run(...argv: string[]) {
  const written = { out: '', err: '' };
  const sink = (to: 'out' | 'err') =>
    new Writable({
      write(chunk, _, done) {
        written[to] += String(chunk);
        done();
      },
    });
  const code = await main(argv, { out: sink('out'), err: sink('err') });
  return { code, ...written };
}

const mail = join(folder, 'spam.eml');
writeFileSync(
  mail,
  [
    'Return-Path: <bounce-hanako=home.example@bulk.example>',
    'Received: from out.bulk.example (out.bulk.example [198.51.100.7])',
    '\tby mx.home.example (Postfix) with ESMTP id 4AbCd12345 for <hanako@home.example>; Thu, 9 Apr 2026 03:12:51 +0900',
    'DKIM-Signature: v=1; a=rsa-sha256; d=broken.example; s=k1; h=from; bh=AAAA; b=BBBB',
    'DKIM-Signature: v=1; a=rsa-sha256; d=bulk.example; s=hanako; h=from; bh=AAAA; b=BBBB',
    'From: Offers <offers@bulk.example>',
    'To: hanako@home.example',
    'Subject: x',
    '',
    'x',
    '',
  ].join('\r\n'),
);

it('prints the names and asks nothing without --send', async () => {
  const { code, err } = await run('lookup', 'dns', mail);
  expect(code).toBe(0);
  expect(err).toContain('  bulk.example\n');
  expect(err).toContain('  _dmarc.bulk.example\n');
  expect(err).toContain('  k1._domainkey.broken.example\n');
  expect(err).not.toContain('hanako._domainkey');
  expect(asked).toEqual([]);
});

it('records what was answered, never asks a name that holds a recipient, and replays it offline', async () => {
  const out = join(folder, 'dns.json');
  const server = `127.0.0.1:${port}`;
  const sent = await run(
    'lookup',
    'dns',
    mail,
    '--send',
    '--out',
    out,
    '--server',
    server,
    '--now',
    '2026-06-01T00:00:00Z',
  );
  expect(sent.code, sent.err).toBe(0);
  expect(asked.join(' ')).not.toContain('hanako');
  expect(asked).toContain('_spf.bulk.example 16');

  const recorded = JSON.parse(readFileSync(out, 'utf8'));
  expect(recorded).toMatchObject({ kind: 'dns-recording', recordedAt: '2026-06-01T00:00:00.000Z', servers: [server] });

  const before = asked.length;
  const { out: line } = await run('mail', mail, '--dns', out, '--json');
  const { auth } = JSON.parse(line);
  expect(auth).toMatchObject({ source: 'recomputed', spf: 'pass', dmarc: 'pass' });
  expect(asked.length).toBe(before);
});

it('a macro that would put the recipient into a name is not followed: an error to look, not a failure of the mail', async () => {
  const [other, out] = [join(folder, 'macro.eml'), join(folder, 'macro.json')];
  writeFileSync(other, readFileSync(mail, 'latin1').replaceAll('bulk.example', 'macro.example'), 'latin1');
  const sent = await run('lookup', 'dns', other, '--send', '--out', out, '--server', `127.0.0.1:${port}`);
  expect(sent.code, sent.err).toBe(0);
  expect(JSON.parse(readFileSync(out, 'utf8')).withheld).toBe(1);
  expect(asked.join(' ')).not.toContain('hanako');
  expect(JSON.parse((await run('mail', other, '--dns', out, '--json')).out).auth.spf).toBe('temperror');
});

it('keeps apart: no such name, no such record, and never asked', async () => {
  const snapshot = readDnsSnapshot({
    kind: 'dns-recording',
    answers: { 'gone.example': { NXDOMAIN: [true] }, 'bare.example': { TXT: [], A: ['192.0.2.1'] } },
  });
  if (!snapshot) throw new Error('no snapshot');
  const ask = snapshotResolver(snapshot, { complete: false });
  await expect(ask('gone.example', 'TXT')).rejects.toMatchObject({ code: 'ENOTFOUND' });
  await expect(ask('bare.example', 'TXT')).rejects.toMatchObject({ code: 'ENODATA' });
  await expect(ask('bare.example', 'MX')).rejects.toMatchObject({ code: 'ENOTRECORDED' });
  await expect(ask('other.example', 'TXT')).rejects.toMatchObject({ code: 'ENOTRECORDED' });
  expect(await ask('bare.example', 'A')).toEqual(['192.0.2.1']);
});

it('wants --out with --send, and a server by address', async () => {
  expect((await run('lookup', 'dns', mail, '--send')).code).toBe(2);
  expect(
    (await run('lookup', 'dns', mail, '--send', '--out', join(folder, 'x.json'), '--server', 'dns.example')).code,
  ).toBe(3);
});
