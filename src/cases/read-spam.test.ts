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
  return (await readSpam(given, readMaterial(given, Date.UTC(2026, 10, 20)), Date.UTC(2026, 10, 20)))?.samples[0]
    ?.origin;
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
  expect((await readSpam(given, material, Date.UTC(2026, 10, 20)))?.samples).toHaveLength(1);
});

const spam = [
  'Received: from bot (unknown [198.51.100.7]) by mx.mail.example with ESMTP id 5Ab for <hanako@mail.example>; Thu, 19 Nov 2026 07:00:00 +0900',
  'From: deals@spam.example',
  'To: hanako@mail.example',
  'Subject: deals',
  '',
  'Buy now.',
].join('\r\n');

/** A mail with others attached, as it goes from a colleague's machine through our own server. */
const forward = (from: string, to: string, encoded: boolean) =>
  file(
    'spam/forward.eml',
    [
      'Received: from pc.shop.example (pc.shop.example [192.0.2.9]) by mx.shop.example with ESMTP id 6Cd; Fri, 20 Nov 2026 09:00:00 +0900',
      `From: ${from}`,
      `To: ${to}`,
      'Subject: FW: complaint',
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary=b',
      '',
      '--b',
      '',
      'Please look into this.',
      '--b',
      'Content-Type: message/rfc822',
      ...(encoded ? ['Content-Transfer-Encoding: base64'] : []),
      '',
      encoded ? Buffer.from(spam).toString('base64') : spam,
      '--b--',
      '',
    ].join('\r\n'),
  );

async function samplesIn(one: NamedBytes) {
  const given = { ...files(null), spam: [one] };
  return (await readSpam(given, readMaterial(given, Date.UTC(2026, 10, 20)), Date.UTC(2026, 10, 20)))?.samples ?? [];
}

it.each([
  { name: 'by a colleague', from: 'agent@shop.example', encoded: false },
  { name: 'by a colleague, encoded', from: 'agent@shop.example', encoded: true },
  { name: 'by who complained', from: 'Hanako <hanako@mail.example>', encoded: false },
])('of a sample handed on as an attachment $name, reads the one inside', async ({ from, encoded }) => {
  const one = forward(from, 'support@shop.example', encoded);
  const [sample, ...others] = await samplesIn(one);
  expect(others).toEqual([]);
  expect(sample?.origin).toBe('not_ours');
  expect(sample?.receivedAt).toBe('2026-11-19T07:00:00+09:00');
  const { byteStart = 0, byteEnd = 0 } = sample?.boundary ?? {};
  const shown = Buffer.from(one.bytes).toString('latin1', byteStart, byteEnd);
  expect(encoded ? Buffer.from(shown, 'base64').toString() : shown).toContain('Received: from bot');
});

const told = (from: string, to: string) =>
  file(
    'spam/told.eml',
    [
      'Received: from pc.shop.example (pc.shop.example [192.0.2.9]) by mx.shop.example with ESMTP id 6Cd; Fri, 20 Nov 2026 09:00:00 +0900',
      `From: ${from}`,
      `To: ${to}`,
      'Subject: FW: deals',
      'Content-Type: text/plain; charset=utf-8',
      '',
      'Please look into this. Hanako Yamada',
      '',
      '-----Original Message-----',
      'Von: Deals <deals@spam.example>',
      'Gesendet: Donnerstag, 19. November 2026 07:00',
      'An: hanako@mail.example',
      'Betreff: deals',
      '',
      'Buy now.',
      '',
    ].join('\r\n'),
  );

it('of a sample forwarded in the text, says nothing of its way', async () => {
  const [sample, ...others] = await samplesIn(told('agent@shop.example', 'support@shop.example'));
  expect(others).toEqual([]);
  expect(sample).toMatchObject({ origin: 'unknown', hops: 0, boundary: null, carriesOurName: false });
});

it('takes no lines of a forward for it in what a stranger wrote', async () => {
  const [sample] = await samplesIn(told('deals@spam.example', 'hanako@mail.example'));
  expect(sample).toMatchObject({ hops: 1 });
});

it.each([
  { name: 'a stranger attaches', from: 'deals@spam.example', to: 'hanako@mail.example' },
  { name: 'spam in the name of its own recipient attaches', from: 'hanako@mail.example', to: 'hanako@mail.example' },
])('does not believe a mail that $name', async ({ from, to }) => {
  const [sample] = await samplesIn(forward(from, to, false));
  expect(sample?.receivedAt).toBe('2026-11-20T09:00:00+09:00');
});

it('takes what is attached to the complaint, when no sample was given', async () => {
  const text = Buffer.from(forward('Hanako <hanako@mail.example>', 'support@shop.example', false).bytes).toString();
  const given = { ...files(null), spam: [], claim: file('claim.eml', text) };
  const read = await readSpam(given, readMaterial(given, Date.UTC(2026, 10, 20)), Date.UTC(2026, 10, 20));
  expect(read?.samples.map(({ path, origin }) => ({ path, origin }))).toEqual([
    { path: 'claim.eml', origin: 'not_ours' },
  ]);
});

it('has no samples where nothing was given and nothing is attached', async () => {
  const given = { ...files(null), spam: [] };
  expect(await readSpam(given, readMaterial(given, Date.UTC(2026, 10, 20)), Date.UTC(2026, 10, 20))).toBeNull();
});

/** Through a forwarding service, to an alias, for the mailbox behind it. */
const throughAlias = (alias: string, to = alias, more: readonly string[] = []) =>
  file(
    'spam/1.eml',
    [
      'Received: from relay.alias.example (relay.alias.example [192.0.2.203]) by mx.mail.example with ESMTPS id L1 for <behind@mail.example>; Thu, 19 Nov 2026 08:00:20 +0900',
      `Received: from vps.host.example (unknown [198.51.100.33]) by relay.alias.example with ESMTP id R1 for <${alias}>; Wed, 18 Nov 2026 23:00:18 +0000`,
      ...more,
      'From: Parcel <no-reply@parcel.example>',
      `To: ${to}`,
      'Subject: on hold',
      'Date: Thu, 19 Nov 2026 07:59:58 +0900',
      '',
      'Pay.',
      '',
    ].join('\r\n'),
  );

it.each([
  { name: 'another alias', sample: throughAlias('energy.q2@alias.example'), another: true },
  { name: 'the address of the complaint', sample: throughAlias('hanako@mail.example'), another: false },
  { name: 'that address with a tag', sample: throughAlias('hanako+shop@mail.example'), another: false },
  {
    name: 'a "To" that only the sender wrote, its recipients hidden',
    sample: throughAlias('energy.q2@alias.example', 'undisclosed@parcel.example'),
    another: false,
  },
  {
    name: 'another address, handed on from that of the complaint',
    sample: throughAlias('energy.q2@alias.example', 'energy.q2@alias.example', ['Delivered-To: hanako@mail.example']),
    another: false,
  },
  {
    name: 'several recipients',
    sample: throughAlias('energy.q2@alias.example', 'energy.q2@alias.example, other@alias.example'),
    another: false,
  },
])('a sample is told to have been sent to another address, or not: $name', async ({ sample: one, another }) => {
  const given = { ...files(null), spam: [one] };
  const [read] =
    (await readSpam(given, readMaterial(given, Date.UTC(2026, 10, 20)), Date.UTC(2026, 10, 20)))?.samples ?? [];
  expect(read?.sentToAnother !== undefined).toBe(another);
  if (another) expect(read?.sentToAnother).toMatchObject({ path: 'spam/1.eml', line: 4 });
});

it('without a list of our senders, the domain that was written to shows a mail of ours, and none to be foreign', async () => {
  const complaint = file(
    'claim.eml',
    'From: hanako@mail.example\nTo: info@shop.example\nDate: Fri, 20 Nov 2026 10:00:00 +0900\n\nI get spam at hanako@mail.example.\n',
  );
  const from = (host: string) =>
    file(`spam/${host}.eml`, sample.bytes.toString().replaceAll('host9.provider.example', host));
  const given: CaseFiles = {
    ...files(null),
    ...{ claim: complaint, organisation: null, spam: [from('mail.shop.example'), from('host9.provider.example')] },
  };
  const read = await readSpam(given, readMaterial(given, Date.UTC(2026, 10, 20)), Date.UTC(2026, 10, 20));
  expect(read?.samples.map(({ origin }) => origin)).toEqual(['ours', 'unknown']);
});

it('reads a chat for what it is: who wrote, since when, and what of the record stands in it', async () => {
  const chat = file(
    'spam/chat.txt',
    '26/10/2026, 21:15 - Messages are end-to-end encrypted.\n26/10/2026, 21:16 - +44 7911 123456: Dear Hanako Ono, your stay HR-48213 is at risk\n',
  );
  const picture: NamedBytes = { ...file('spam/IMG.png', ''), bytes: Buffer.from('\u0089PNG\u0000\u0000', 'latin1') };
  const register = file(
    'register.csv',
    'received_at,address,name,booking\n2026-10-01,hanako@mail.example,Hanako Ono,HR-48213\n2026-10-02,b@mail.example,Jo Ito,HR-48214\n',
  );
  const given: CaseFiles = { ...files(null), register, spam: [chat, picture] };
  const now = Date.UTC(2026, 10, 20);
  const material = readMaterial(given, now);
  expect(material.claim).toMatchObject({ contactedBy: 'text_message', spamSince: '2026-10-26T21:16:00+09:00' });
  const spam = await readSpam(given, material, now);
  expect(spam).toMatchObject({ samples: [], refused: 1, chats: [{ messages: 1, senders: ['+44 7911 123456'] }] });
  const [one] = spam?.chats ?? [];
  expect(one?.formValues.map(({ columns, pointer }) => [columns, pointer.line])).toEqual([
    [['name'], 2],
    [['booking'], 2],
  ]);
  // What they wrote themselves stands.
  const own = { ...given, claim: file('claim.yaml', `${Buffer.from(claim.bytes)}spam_since: 2026-10-25\n`) };
  expect(readMaterial(own, now).claim.spamSince).toBe('2026-10-25');
});
