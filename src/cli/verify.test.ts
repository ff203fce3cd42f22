import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { PassThrough } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { sourceBytes, surveyPack } from '../evidence/fixtures/survey.ts';
import { rawPublicKey, writePack } from '../evidence/pack.ts';
import { AkashiError } from '../vocabulary/error.ts';
import { sourcesIn, verify } from './verify.ts';

const signer = generateKeyPairSync('ed25519');
const raw = rawPublicKey(signer.publicKey);
let folder: string;
const at = (name: string) => join(folder, name);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'akashi-verify-'));
  writeFileSync(at('pack.zip'), writePack(surveyPack));
  writeFileSync(at('signed.zip'), writePack({ ...surveyPack, signWith: signer.privateKey }));
  writeFileSync(at('key.pem'), signer.publicKey.export({ type: 'spki', format: 'pem' }));
  writeFileSync(at('other.pem'), generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' }));
  writeFileSync(at('noise.zip'), Buffer.from('this is no pack'));
  writeFileSync(at('empty.zip'), '');
  writeFileSync(at('secret.txt'), 'outside the case folder');
  for (const [path, bytes] of sourceBytes) {
    mkdirSync(dirname(join(folder, 'case', path)), { recursive: true });
    writeFileSync(join(folder, 'case', path), bytes);
  }
  writeFileSync(at('case/bomb.gz'), gzipSync(Buffer.alloc(200_000_000)));
  writeFileSync(at('case/packed.log.gz'), gzipSync('one\ntwo\nthree\n'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function run(...argv: string[]) {
  const [out, err] = [new PassThrough(), new PassThrough()];
  const code = await verify.run(argv, { out, err });
  return { code, out: String(out.read() ?? ''), err: String(err.read() ?? '') };
}

describe('exit codes', () => {
  it.each([
    ['0: a pack that holds', ['pack.zip'], 0],
    ['0: with its sources', ['--sources', 'case', 'pack.zip'], 0],
    ['0: with the key that signed it', ['--key', 'key.pem', 'signed.zip'], 0],
    ['1: signed with another key', ['--key', 'other.pem', 'signed.zip'], 1],
    ['1: a key, but no signature', ['--key', 'key.pem', 'pack.zip'], 1],
    ['1: no pack at all', ['noise.zip'], 1],
    ['1: an empty file', ['empty.zip'], 1],
  ])('%s', async (_name, argv, want) => {
    const placed = argv.map((word) => (word.startsWith('--') ? word : at(word)));
    expect((await run(...placed)).code).toBe(want);
  });

  it('2: no pack named, or two', async () => {
    expect((await run()).code).toBe(2);
    expect((await run(at('pack.zip'), at('pack.zip'))).code).toBe(2);
  });

  it.each([['gone.zip'], ['case']])('stops with an error that names %s, which is no file', async (name) => {
    await expect(run(at(name))).rejects.toThrow(AkashiError);
  });

  it('stops at a key that is none', async () => {
    await expect(run('--key', 'nonsense', at('signed.zip'))).rejects.toMatchObject({ code: 'input/unreadable' });
  });
});

it.each([
  ['base64', Buffer.from(raw).toString('base64')],
  ['hex', Buffer.from(raw).toString('hex')],
  ['a verifier key of a note', `example.org+deadbeef+${Buffer.from([1, ...raw]).toString('base64')}`],
])('takes the key itself, in %s', async (_name, key) => {
  expect((await run('--key', key, at('signed.zip'))).code).toBe(0);
});

it('prints the shape of the contract', async () => {
  const { out } = await run('--json', at('pack.zip'));
  const report = JSON.parse(out);
  expect(Object.keys(report)).toEqual(
    expect.arrayContaining(['ok', 'pack', 'signed', 'checked', 'notChecked', 'problems']),
  );
  expect(report).toMatchObject({ ok: true, pack: at('pack.zip'), signed: false, problems: [] });
  expect(report.checked[0]).toMatchObject({ what: 'container', ok: true });
  expect(report.notChecked[0]).toEqual({ ja: expect.any(String), en: expect.any(String) });
});

const both = z.object({ ja: z.string(), en: z.string() });
const shape = z.object({
  ok: z.boolean().describe('true when nothing that was checked is wrong'),
  pack: z.string().describe('the path as typed'),
  signed: z.boolean(),
  digest: z.string().nullable().describe('SHA-256 of manifest.json, to compare with the one received by another way'),
  checked: z.array(z.object({ what: z.string(), says: both, ok: z.boolean() })),
  notChecked: z.array(both).describe('what nobody looked at: never the same as in order'),
  problems: z.array(z.object({ what: z.string(), where: z.string(), message: both })),
  sealed: z
    .array(
      z.object({
        path: z.string(),
        fromLine: z.number().int(),
        toLine: z.number().int(),
        sealedAt: z.string().describe("the sealing host's own clock"),
        seenAt: z.string().nullable().describe('signed by somebody else; null where nobody did'),
        seenBy: z.string().nullable(),
      }),
    )
    .optional()
    .describe('stretches of logs whose seals the pack proves'),
});

// A changed shape is a reviewed change: rewrite with `npm run golden`, then read the diff.
it('prints what docs/schema/verify.schema.json says', async () => {
  for (const pack of ['pack.zip', 'signed.zip', 'noise.zip']) {
    shape.strict().parse(JSON.parse((await run('--json', at(pack))).out));
  }
  const schema = `${JSON.stringify(z.toJSONSchema(shape), null, 2)}\n`;
  await expect(schema).toMatchFileSnapshot('../../docs/schema/verify.schema.json');
});

it('says in words what was and what was not checked', async () => {
  const { out } = await run(at('pack.zip'));
  expect(out).toMatch(/everything that was checked holds/);
  expect(out).toMatch(/anyone could have made it/);
});

describe('a path of the pack is foreign', () => {
  it.each(['../secret.txt', '/etc/hostname', 'a/../../secret.txt', 'x\0y', ''])(
    '%j is not looked for',
    async (path) => {
      expect(await sourcesIn(at('case')).digest(path)).toBeUndefined();
      expect(await sourcesIn(at('case')).slices(path, [{ byteStart: 0, byteEnd: 4 }], false)).toBeUndefined();
    },
  );
});

describe('reads what stands at places of a file', () => {
  const range = (byteStart: number, byteEnd: number) => ({ byteStart, byteEnd });
  const words = (slices: readonly Uint8Array[] | undefined) => slices?.map((bytes) => new TextDecoder().decode(bytes));
  it('as it is', async () => {
    const sources = sourcesIn(at('case'));
    expect(words(await sources.slices('register.csv', [range(0, 7), range(8, 12)], false))).toEqual([
      'address',
      'form',
    ]);
    expect(words(await sources.slices('register.csv', [range(9e6, 9e6 + 4)], false))).toEqual(['']);
  });

  it('and of what comes out of a packed one, in one pass', async () => {
    const slices = await sourcesIn(at('case')).slices(
      'packed.log.gz',
      [range(0, 3), range(0, 7), range(4, 7), range(8, 99)],
      true,
    );
    expect(words(slices)).toEqual(['one', 'one\ntwo', 'two', 'three\n']);
  });

  it.each([
    { name: 'plain', pack: (bytes: Buffer) => bytes },
    { name: 'packed', pack: (bytes: Buffer) => gzipSync(bytes) },
  ])('and of the text of one in UTF-16, $name', async ({ name, pack }) => {
    const path = `utf-16-${name}.log`;
    writeFileSync(join(at('case'), path), pack(Buffer.from('\ufeffone\n上\nthree\n', 'utf16le')));
    expect(words(await sourcesIn(at('case')).slices(path, [range(0, 3), range(4, 7), range(8, 13)], true))).toEqual([
      'one',
      '上',
      'three',
    ]);
  });

  it('and no further than asked, so that a bomb does not go off', async () => {
    const before = process.memoryUsage().rss;
    expect(await sourcesIn(at('case')).slices('bomb.gz', [range(10, 14)], true)).toEqual([Buffer.alloc(4)]);
    expect(process.memoryUsage().rss - before).toBeLessThan(100_000_000);
  });

  it('but a file that is not packed has no stream', async () => {
    expect(await sourcesIn(at('case')).slices('logs/access.log', [range(0, 7)], true)).toBeUndefined();
  });
});
