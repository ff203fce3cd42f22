// What the documents say a stranger can do without Akashi, done as it stands there: the commands and small programs of
// docs/pack.md and docs/ledger.md, over a pack that was signed, and whose logs were sealed.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readZip, writeZip } from '../../src/evidence/zip-form.ts';
import { akashi, built, root } from './run-akashi.ts';

const scratch = mkdtempSync(join(tmpdir(), 'akashi-by-hand-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** The part of a page below a heading, up to the next of its level. */
function section(page: string, heading: string): string {
  const [, part = ''] = readFileSync(join(root, 'docs', page), 'utf8').split(`\n## ${heading}\n`);
  return part.split('\n## ')[0] ?? '';
}

const blocks = (part: string, language: string) =>
  [...part.matchAll(new RegExp(`^\`\`\`${language}\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(([, text = '']) => text);

const packPart = section('pack.md', 'By hand, without Akashi');
const ledgerPart = section('ledger.md', 'Checking a proof by hand');

function sh(folder: string, commands: string) {
  const script = `set -eu\nakashi() { "${process.execPath}" "${built}" "$@"; }\n${commands}`;
  // Plain sh: what a page shows must not need bash.
  const { status, stdout, stderr } = spawnSync('sh', ['-c', script], { cwd: folder, encoding: 'utf8' });
  return { status, out: stdout, err: stderr };
}

function writePrograms(folder: string): void {
  for (const text of [...blocks(packPart, 'js'), ...blocks(ledgerPart, 'js')]) {
    const [, name] = /^\/\/ ([a-z]+\.mjs):/.exec(text) ?? [];
    if (name) writeFileSync(join(folder, name), text);
  }
}

/** What the pages ask a stranger to have. */
const missing = ['sh', 'unzip', 'openssl', 'sha256sum', 'awk', 'base64'].filter(
  (program) => spawnSync('sh', ['-c', `command -v ${program}`]).status !== 0,
);
const without = missing.length > 0 ? ` (not run: no ${missing.join(', ')} here)` : '';

describe.skipIf(missing.length > 0)(`a pack, by docs/pack.md${without}`, () => {
  const given = join(scratch, 'given');
  const sources = join(scratch, 'CASE');
  const openings = join(scratch, 'openings.json');

  beforeAll(async () => {
    cpSync(join(root, 'examples/intrusion'), sources, { recursive: true });
    const ledger = join(scratch, 'ledger');
    const sign = join(scratch, 'sign.pem');
    expect(sh(scratch, 'openssl genpkey -algorithm ed25519 -out sign.pem')).toMatchObject({ status: 0 });
    expect(await akashi(['ledger', 'init', ledger, '--origin', 'example.com/akashi'])).toMatchObject({ status: 0 });
    expect(await akashi(['ledger', 'seal', ledger, join(sources, 'logs')])).toMatchObject({ status: 0 });
    const now = readFileSync(join(sources, 'now'), 'utf8').trim();
    const more = ['--ledger', ledger, '--key', sign, '--openings', openings, '--no-drill', '--now', now];
    const ran = await akashi(['investigate', sources, '--out', given, ...more]);
    expect(ran).toMatchObject({ status: 0 });
  });

  /** A folder as the page asks for it: the pack, the sources, the programs. */
  function handed(name: string): string {
    const folder = mkdtempSync(join(scratch, `${name}-`));
    cpSync(join(given, 'pack.zip'), join(folder, 'pack.zip'));
    cpSync(sources, join(folder, 'CASE'), { recursive: true });
    writePrograms(folder);
    return folder;
  }

  it('every step holds', () => {
    const folder = handed('whole');
    const { status, out, err } = sh(folder, blocks(packPart, 'sh').join(''));
    expect({ status, err }).toMatchObject({ status: 0 });
    expect(out).toContain('manifest.json: OK');
    expect(out.match(/^ +\d+ .*$/gm)?.map((line) => line.trim())).toEqual([
      '1 manifest.json',
      '1 manifest.sha256',
      '1 signature.ed25519',
    ]);
    expect(out).toContain('Signature Verified Successfully');
    expect(out).toMatch(/holds {3}logs\/access\.log\.3\.gz, line \d+/);
    expect(out).not.toContain('DIFFERS');
    expect(out).toContain('stands in the tree of 7 entries\nexample.com/akashi: signed');
  });

  it('a member, a source or an entry that was changed is noticed, and one that was added', async () => {
    const [digest = '', members = '', signature = '', quotes = '', seals = ''] = blocks(packPart, 'sh');
    const before = (change: string) => `${digest}cd ..\n${change}\ncd p\n${members}`;
    expect(sh(handed('member'), before("echo ' ' >> p/facts.json"))).toMatchObject({ status: 1 });
    const more = handed('more');
    const packed = join(more, 'pack.zip');
    const added = { path: 'added.txt', bytes: new Uint8Array(1) };
    writeFileSync(packed, writeZip([...(await readZip(readFileSync(packed))).members, added]));
    expect(sh(more, `${digest}${members}`).out).toContain('1 added.txt');
    const signed = `${digest}cd ..\necho ' ' >> p/manifest.json\ncd p\n${signature}`;
    expect(sh(handed('manifest'), signed)).toMatchObject({ status: 1 });
    const source = handed('source');
    const edited = "unzip -q pack.zip -d p; gunzip CASE/logs/access.log.3.gz; sed -i '719s/UNION/NOINU/;719s/AND/NAD/'";
    const repacked = `${edited} CASE/logs/access.log.3; gzip CASE/logs/access.log.3\n${quotes}`;
    const { status, out } = sh(source, repacked);
    expect(status).toBe(1);
    expect(out).toContain('DIFFERS logs/access.log.3.gz\n');
    expect(out).toContain('DIFFERS logs/access.log.3.gz, line 719');
    const entry = `unzip -q pack.zip -d p; sed -i 's/"fromByte":0/"fromByte":1/' p/ledger/*.entry\n${seals}`;
    expect(sh(handed('entry'), entry)).toMatchObject({ status: 1, out: expect.stringContaining('DOES NOT STAND') });
  });

  it('the ledger key may be given as text or as a file that holds it', async () => {
    const key = join(scratch, 'ledger.vkey');
    const text = JSON.parse(readFileSync(join(scratch, 'ledger/.akashi/config.json'), 'utf8')).vkey;
    writeFileSync(key, `${text}\n`);
    const logs = join(sources, 'logs');
    for (const given of [text, key]) {
      expect(await akashi(['verify', '--ledger-vkey', given, join(scratch, 'given/pack.zip')])).toMatchObject({
        status: 0,
      });
      expect(await akashi(['ledger', 'verify-logs', join(scratch, 'ledger'), logs, '--vkey', given])).toMatchObject({
        status: 0,
      });
    }
    const other = text.replace(/\+[0-9a-f]{8}\+/, '+00000000+');
    expect(await akashi(['ledger', 'verify-logs', join(scratch, 'ledger'), logs, '--vkey', other])).toMatchObject({
      status: 3,
    });
  });

  it('the openings open every replaced part, by openssl too, are readable by their owner alone, and are never written over', async () => {
    const more = ['--openings', openings, '--sources', sources, '--json'];
    const verified = await akashi(['verify', ...more, join(given, 'pack.zip')]);
    const { ok, checked, notChecked } = JSON.parse(verified.out);
    expect(ok).toBe(true);
    expect(checked.find(({ what }: { what: string }) => what === 'openings')).toMatchObject({ ok: true });
    expect(JSON.stringify(notChecked)).not.toContain('replaced place');
    expect(statSync(openings).mode & 0o777).toBe(0o600);
    const rows: { raw: string; salt: string; commitment: string }[] = JSON.parse(
      readFileSync(openings, 'utf8'),
    ).openings;
    const client = rows.find(({ raw }) => raw === '203.0.113.66');
    const byHand = sh(
      scratch,
      `printf %s '${client?.raw}' | openssl dgst -sha256 -mac HMAC -macopt hexkey:${client?.salt}`,
    );
    expect(byHand.out).toContain(client?.commitment);
    for (const name of ['case.json', 'report.html', 'pack.zip']) {
      expect(readFileSync(join(given, name)).includes(client?.salt ?? '')).toBe(false);
    }
    const again = await akashi(['investigate', sources, '--out', given, '--openings', openings]);
    expect(again).toMatchObject({ status: 3, err: expect.stringContaining('a file stands there already') });
    const inside = await akashi(['investigate', sources, '--out', given, '--openings', join(given, 'openings.json')]);
    expect(inside).toMatchObject({ status: 3, err: expect.stringContaining('kept apart') });
  });
});

describe.skipIf(missing.length > 0)(`a proof of the ledger, by docs/ledger.md${without}`, () => {
  it('the example prints what the page says', () => {
    const folder = mkdtempSync(join(scratch, 'log-'));
    writePrograms(folder);
    const { status, out } = sh(folder, blocks(ledgerPart, 'sh').join(''));
    expect({ status, out }).toEqual({ status: 0, out: blocks(ledgerPart, 'text').join('') });
    const other = 'printf "word" > world.entry; node proof.mjs world.entry world.proof "$(cat example.vkey)"';
    expect(sh(folder, other)).toMatchObject({ status: 1, out: expect.stringContaining('DOES NOT STAND') });
    const elsewhere = 'akashi ledger init other --origin example.com/log > other.vkey';
    const wrongKey = 'printf world > world.entry; node proof.mjs world.entry world.proof "$(cat other.vkey)"';
    expect(sh(folder, `${elsewhere}; ${wrongKey}`)).toMatchObject({
      status: 1,
      out: expect.stringContaining('DID NOT SIGN'),
    });
  });
});
