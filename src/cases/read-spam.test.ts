import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import type { NamedBytes } from '../custody/csv.ts';
import { type CaseFiles, readMaterial } from './material.ts';
import { readSpam } from './read-spam.ts';

function file(path: string, text: string): NamedBytes {
  const bytes = Buffer.from(text);
  return { path, bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
}

const claim = file(
  'claim.yaml',
  'address: hanako@mail.example\nreceived_at: 2026-11-20T10:00:00+09:00\nlanguage: ja\ntext: 迷惑メールが届く。\n',
);
const organisation = file(
  'org.yaml',
  'name: {ja: 花屋, en: Flowers}\ntime_zone: Asia/Tokyo\nsends_from: [shop.example]\n',
);
const sample = file(
  'spam/1.eml',
  [
    'Return-Path: <news@shop.example>',
    'Received: from host9.provider.example (host9.provider.example [203.0.113.9]) by mx.mail.example with ESMTP id 4Xy for <hanako@mail.example>; Thu, 19 Nov 2026 08:00:00 +0900',
    'From: news@shop.example',
    'To: hanako@mail.example',
    'Subject: news',
    'Date: Thu, 19 Nov 2026 07:59:58 +0900',
    '',
    'Buy now.',
    '',
  ].join('\r\n'),
);

const files = (dns: NamedBytes | null): CaseFiles => ({
  claim,
  organisation,
  register: null,
  exports: null,
  canaries: null,
  breaches: null,
  dns,
  acquisition: null,
  collections: [],
  facts: null,
  handling: null,
  sent: [],
  approvals: null,
  holds: [],
  spam: [sample],
  pages: [],
});

async function originWith(zone: object | null): Promise<string | undefined> {
  const given = files(zone === null ? null : file('dns.json', JSON.stringify(zone)));
  return (await readSpam(given.spam, readMaterial(given, Date.UTC(2026, 10, 20))))?.samples[0]?.origin;
}

it('tells from recorded DNS whether a sample came from our own systems', async () => {
  expect(await originWith(null)).toBe('not_ours');
  expect(await originWith({ 'shop.example': [{ TXT: 'v=spf1 ip4:203.0.113.9 -all' }] })).toBe('ours');
});

it('leaves what the receiver wrote where the recording decides nothing', async () => {
  expect(await originWith({ 'elsewhere.example': [{ TXT: 'v=spf1 -all' }] })).toBe('not_ours');
});

it('names a recording that cannot be read, and reads the sample without it', async () => {
  const given = files(file('dns.json', '[]'));
  const material = readMaterial(given, Date.UTC(2026, 10, 20));
  expect(material.unreadable['dns']?.en).toContain('dns.json');
  expect((await readSpam(given.spam, material))?.samples).toHaveLength(1);
});
