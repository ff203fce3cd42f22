// What concerns colleagues, and the canary list: in a file for one key alone, and nowhere else.
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Decrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readZip } from './read-zip.ts';
import { akashi, root } from './run-akashi.ts';

const scratch = mkdtempSync(join(tmpdir(), 'akashi-restricted-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
const folder = join(scratch, 'case');
const note = 'the list was opened from the desk of a colleague';
// On our own domain, whose addresses stay readable otherwise.
const canary = 'quiet.heron@midori-kobo.example';

const investigate = (out: string, ...more: string[]) =>
  akashi([
    'investigate',
    folder,
    '--out',
    join(scratch, out),
    '--now',
    '2009-04-16T09:00:00+09:00',
    '--no-drill',
    ...more,
  ]);

/** Everything a reader of the output can see, archives opened. */
async function everything(out: string): Promise<string> {
  const texts = readdirSync(join(scratch, out)).filter(
    (name) => !/\.(?:zip|age|pdf)$/.test(name) && !name.startsWith('.'),
  );
  const members = await readZip(readFileSync(join(scratch, out, 'pack.zip')));
  return [...texts.map((name) => readFileSync(join(scratch, out, name), 'utf8')), ...members].join('\n');
}

beforeAll(() => {
  cpSync(join(root, 'examples/survey-2009'), folder, { recursive: true });
  writeFileSync(
    join(folder, 'canaries.csv'),
    `address,kind,planted_at,heartbeat_at,hit_at\n${canary},register,2008-01-01,2009-04-15,2009-04-12\n`,
  );
  writeFileSync(join(folder, 'handling.yaml'), `restricted: [{what: ${note}, at: 2009-04-15, by: officer}]\n`);
});

describe('what is restricted', () => {
  it('stands in no file of the case, and opens with the key alone', async () => {
    const identity = await generateX25519Identity();
    const ran = await investigate('sealed', '--restricted-to', await identityToRecipient(identity));
    expect(ran.status, ran.err).toBe(0);
    const seen = await everything('sealed');
    expect(seen).not.toContain(note);
    expect(seen).not.toContain(canary);
    const decrypter = new Decrypter();
    decrypter.addIdentity(identity);
    const opened = await decrypter.decrypt(readFileSync(join(scratch, 'sealed', 'restricted.age')), 'text');
    expect(opened).toContain(note);
    expect(opened).toContain(canary);
  }, 180_000);

  it('without a key it is written nowhere, which is said', async () => {
    const ran = await investigate('unsealed');
    expect(ran.status, ran.err).toBe(0);
    expect(ran.err).toContain('not written: 1 restricted notes');
    expect(readdirSync(join(scratch, 'unsealed'))).not.toContain('restricted.age');
    const seen = await everything('unsealed');
    expect(seen).not.toContain(note);
    expect(seen).not.toContain(canary);
  }, 180_000);

  it('is part of the case when that is asked for', async () => {
    expect((await investigate('open', '--include-restricted')).status).toBe(0);
    expect(readFileSync(join(scratch, 'open', 'case.json'), 'utf8')).toContain(note);
  }, 180_000);

  it('a recipient that is none is found out before the work', async () => {
    const ran = await investigate('never', '--restricted-to', 'age1nonsense');
    expect(ran.status).toBe(3);
    expect(ran.err).toContain('not an age recipient');
  });
});
