import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { indicatorKinds } from '../mail/indicators.ts';
import { mail } from './mail.ts';

let folder = '';
const at = (name: string) => join(folder, name);
const boundary =
  'Received: from bulk.example (unknown [203.0.113.9]) by mx.home.example; Thu, 9 Apr 2009 03:12:51 +0900';
const spam = [
  boundary,
  'Received: from pc by bulk.example',
  'From: news@us.example',
  'To: hanako@home.example',
  'Subject: offer',
  'Content-Type: text/plain; charset=utf-8',
  '',
  '佐藤 花子 様',
  '',
].join('\r\n');
const threat = spam.replace(
  '佐藤 花子 様',
  'I recorded you by webcam. Your password is hunter42x. Pay in bitcoin or your friends will see the porn.',
);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'akashi-mail-'));
  writeFileSync(at('spam.eml'), spam);
  writeFileSync(at('threat.eml'), threat);
  writeFileSync(
    at('two.mbox'),
    `From a@b.example Thu Apr  9 03:12:51 2009\n${spam}\n\nFrom a@b.example Thu Apr  9 03:12:52 2009\n${spam}`,
  );
  writeFileSync(at('outlook.msg'), Buffer.from('d0cf11e0a1b11ae1', 'hex'));
  writeFileSync(at('org.yaml'), 'sends_from: [us.example, 198.51.100.0/24]\n');
  writeFileSync(at('register.csv'), 'address,form,at,name\nhanako@home.example,survey,2009-04-01 10:00:00,佐藤 花子\n');
  writeFileSync(at('dns.json'), '{"bulk.example":{"TXT":[["v=spf1 -all"]]},"us.example":{"TXT":[["v=spf1 -all"]]}}');
});
afterAll(() => rmSync(folder, { recursive: true }));

async function run(...argv: readonly string[]) {
  const written = { out: '', err: '' };
  const into = (key: 'out' | 'err') =>
    new Writable({
      write(chunk, _encoding, done) {
        written[key] += String(chunk);
        done();
      },
    });
  const exit = await mail.run(argv, { out: into('out'), err: into('err') });
  const lines = written.out.split('\n').filter((line) => line.startsWith('{'));
  return { exit, ...written, lines: lines.map((line): Record<string, unknown> => JSON.parse(line)) };
}

const both = z.object({ ja: z.string(), en: z.string() });
const pointer = z.object({ path: z.string(), sha256: z.string(), line: z.int(), byteStart: z.int(), byteEnd: z.int() });
const [firstId = 'form-values', ...otherIds] = Object.keys(indicatorKinds);
const shape = z.object({
  path: z.string(),
  sha256: z.string().describe('of the whole file; empty when it could not be read'),
  message: z.int().optional().describe('number in an mbox, from 1'),
  attached: z
    .int()
    .optional()
    .describe('of a mail handed on, attached or in the text: which one of its forward, from 1'),
  refused: both.optional().describe('why this is no mail: everything below is null then'),
  kind: z.enum(['message', 'bounce', 'auto-reply', 'report', 'claim']).nullable(),
  subject: z.string().nullable(),
  from: z.string().nullable(),
  receivedCount: z.int().nullable(),
  headerCount: z.int().nullable(),
  text: z.string().nullable().describe('every decoded text part in order, markup kept'),
  readable: z.string().nullable().describe('the same, HTML as a person reads it'),
  undecodable: z
    .array(z.object({ where: z.string(), charset: z.string(), count: z.int(), first: z.int().nullable() }))
    .nullable(),
  hops: z
    .array(
      z.object({
        index: z.int().describe('0: the newest'),
        from: z.string().nullable(),
        by: z.string().nullable(),
        ip: z.string().nullable(),
        date: z.string().nullable().describe('ISO 8601 with the offset written'),
        trusted: z.boolean().describe("written by the recipient's own side"),
        anomalies: z.array(z.string()),
      }),
    )
    .nullable(),
  boundary: z.int().nullable().describe('index of the last hop that can be believed'),
  auth: z
    .object({
      spf: z.string().nullable(),
      dkim: z.array(z.object({ domain: z.string().nullable(), selector: z.string().nullable(), result: z.string() })),
      dmarc: z.string().nullable(),
      arc: z.string().nullable(),
      source: z.enum(['recomputed', 'receiver', 'none']),
    })
    .nullable(),
  originalRecipient: z.string().nullable(),
  recipients: z
    .object({ count: z.int(), pattern: z.enum(['none', 'sorted', 'similar', 'same-domain']), p: z.number() })
    .nullable(),
  indicators: z
    .array(
      z.object({
        id: z.enum([firstId, ...otherIds]),
        strength: z.enum(['weak', 'moderate', 'strong']),
        pointers: z.array(pointer),
        couldBeFaked: z.boolean(),
      }),
    )
    .nullable(),
  mailOrigin: z.enum(['ours', 'not_ours', 'unknown']).nullable(),
  carriesOurName: z.boolean().nullable(),
  deliveredTo: z.string().nullable(),
  receivedAt: z.string().nullable(),
  formValuesFound: z.array(z.object({ field: z.string(), chance: z.number() })).nullable(),
  threatens: z.boolean().nullable(),
  attachments: z.array(z.object({ fileName: z.string().nullable(), type: z.string(), sizeBytes: z.int() })).nullable(),
  campaign: z.int().nullable().describe('mails of one run with one number are one mailing'),
  campaignKey: z.string().nullable().describe('equal in every run for mails of equal masked text'),
});

// A changed shape is a reviewed change: rewrite with `npm run golden`, then read the diff.
it('prints what docs/schema/mail.schema.json says', async () => {
  const { lines } = await run(
    '--json',
    '--org',
    at('org.yaml'),
    '--register',
    at('register.csv'),
    at('spam.eml'),
    at('two.mbox'),
    at('outlook.msg'),
  );
  expect(lines).toHaveLength(4);
  for (const line of lines) shape.strict().parse(line);
  await expect(`${JSON.stringify(z.toJSONSchema(shape), null, 2)}\n`).toMatchFileSnapshot(
    '../../docs/schema/mail.schema.json',
  );
});

it('prints one line a file in the order given, whatever it holds', async () => {
  const { exit, lines, err } = await run(
    '--json',
    at('outlook.msg'),
    at('missing.eml'),
    at('two.mbox'),
    at('spam.eml'),
  );
  expect(lines.map(({ path, message, kind }) => [path, message, kind])).toEqual([
    [at('outlook.msg'), undefined, null],
    [at('missing.eml'), undefined, null],
    [at('two.mbox'), 1, 'message'],
    [at('two.mbox'), 2, 'message'],
    [at('spam.eml'), undefined, 'message'],
  ]);
  expect(exit).toBe(3);
  expect(err).toMatch(/save the mail as \.eml/);
});

it('counts lines of a mail in an mbox from the top of the file', async () => {
  const { lines } = await run('--json', '--register', at('register.csv'), at('two.mbox'));
  const form = lines
    .map(({ indicators }) => JSON.stringify(indicators))
    .map((text) => /"id":"form-values".*?"line":(\d+)/.exec(text)?.[1]);
  expect(form).toEqual(['9', '20']);
});

it('finds what the register holds, and says whose systems sent the mail', async () => {
  const { exit, lines } = await run(
    '--json',
    '--org',
    at('org.yaml'),
    '--register',
    at('register.csv'),
    at('spam.eml'),
  );
  expect(exit).toBe(0);
  expect(lines[0]).toMatchObject({
    mailOrigin: 'not_ours',
    carriesOurName: true,
    formValuesFound: [{ field: 'name', chance: 1 }],
  });
});

it('asks no network, also when verdicts are worked out again', async () => {
  const connect = vi.spyOn(Socket.prototype, 'connect').mockImplementation(() => {
    throw new Error('no network here');
  });
  const { lines } = await run('--json', '--dns', at('dns.json'), at('spam.eml'));
  expect(lines[0]).toMatchObject({ auth: { source: 'recomputed', dmarc: 'temperror' } });
  expect(connect).not.toHaveBeenCalled();
  connect.mockRestore();
});

it('does not show a threat, nor its password, to a person', async () => {
  const { out } = await run(at('threat.eml'));
  expect(out).toMatch(/a threat: not shown here/);
  expect(out).not.toContain('hunter42x');
});

it('keeps control characters of a mail from the terminal', async () => {
  writeFileSync(at('escape.eml'), spam.replace('offer', '\x1b[2Joffer\x07'));
  const { out } = await run(at('escape.eml'));
  expect(out).not.toMatch(/[\x07\x1b]/);
});

it.each([{ argv: [] }, { argv: ['--recipient', 'no address', 'x'] }])(
  'exit 2 for wrong usage: $argv',
  async ({ argv }) => {
    expect((await run(...argv)).exit).toBe(2);
  },
);

it('reads a folder whole, and says what in it is no file: a pipe is not waited for, a loop not walked', async () => {
  const box = at('box');
  mkdirSync(join(box, '.cache'), { recursive: true });
  writeFileSync(join(box, 'spam.eml'), spam);
  writeFileSync(join(box, '.cache', 'other.eml'), spam);
  execFileSync('mkfifo', [join(box, 'pipe')]);
  for (const name of ['loop', 'loop2']) symlinkSync(box, join(box, name));
  const { exit, lines } = await run('--json', box);
  expect(exit).toBe(3);
  expect(lines.map(({ path, refused }) => [path, refused === undefined])).toEqual([
    [join(box, 'spam.eml'), true],
    [join(box, 'loop'), false],
    [join(box, 'loop2'), false],
    [join(box, 'pipe'), false],
  ]);
});
