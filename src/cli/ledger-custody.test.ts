import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, it } from 'vitest';
import { initLog } from '../ledger/log-folder.ts';
import { ledgerCustody } from './ledger-custody.ts';

const root = mkdtempSync(join(tmpdir(), 'akashi-custody-cli-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
let made = 0;
let folder = '';
let vault = '';
beforeEach(async () => {
  made += 1;
  folder = join(root, `log${made}`);
  vault = join(root, `vault${made}`);
  await initLog(folder, { origin: 'example.com/custody' }, () => new Date('2026-01-02T03:04:05Z'));
});

async function run(...args: string[]) {
  let out = '';
  const write = (text: string | Uint8Array, done?: () => void) => {
    out += text.toString();
    done?.();
    return true;
  };
  const stream = { write, isTTY: false };
  const code = await ledgerCustody.run([...args, '--vault', vault], { out: stream, err: stream } as never);
  return { code, out };
}
const payload = join(root, 'payload');
writeFileSync(payload, '{"address":"hanako@example.jp"}');
const add = async (...more: string[]) => {
  const args = ['add', folder, '--event', 'collect', '--actor', 'form 3', '--payload', payload, '--json', ...more];
  return JSON.parse((await run(...args)).out) as { index: number; subject: string };
};

it('adds an event, shows it to who has the vault, and holds no address in the log', async () => {
  const { index, subject } = await add();
  expect((await run('show', folder, String(index), '--subject', subject)).out).toBe('{"address":"hanako@example.jp"}');
  expect(readFileSync(join(folder, 'tile/entries/000.p/1'), 'utf8')).not.toContain('hanako');
  expect(await add('--subject', subject)).toEqual({ index: 1, subject });
});

it('what was erased opens no more, and the log says that it was done', async () => {
  const { index, subject } = await add();
  const { out } = await run('erase', folder, '--subject', subject, '--actor', 'officer', '--json');
  expect(JSON.parse(out)).toEqual({ index: 1, subject });
  await expect(run('show', folder, String(index), '--subject', subject)).rejects.toThrow(/does not open/);
  expect(readFileSync(join(folder, 'tile/entries/000.p/2'), 'utf8')).toContain(subject);
});

it('a hold refuses an erasure and names itself', async () => {
  const { subject } = await add();
  const hold = { case: 'C-9', scope: 'all', by: 'counsel', from: '2026-01-01T00:00:00Z', until: null };
  writeFileSync(join(folder, '.akashi/holds.json'), JSON.stringify([hold]));
  await expect(run('erase', folder, '--subject', subject, '--actor', 'officer')).rejects.toThrow(/case C-9.*counsel/);
  expect((await run('show', folder, '0', '--subject', subject)).code).toBe(0);
});

it('after a restore of keys and log, replay erases again and enters what the log has forgotten', async () => {
  const { subject } = await add();
  const backup = join(root, `backup${made}`);
  cpSync(join(vault, 'keys'), join(backup, 'keys'), { recursive: true });
  cpSync(folder, join(backup, 'log'), { recursive: true });
  await run('erase', folder, '--subject', subject, '--actor', 'officer');
  rmSync(folder, { recursive: true });
  cpSync(join(backup, 'log'), folder, { recursive: true });
  cpSync(join(backup, 'keys'), join(vault, 'keys'), { recursive: true });
  const replayed = JSON.parse((await run('replay', folder, '--json')).out);
  expect(replayed).toEqual({ keysErasedAgain: [subject], entered: [subject] });
  await expect(run('show', folder, '0', '--subject', subject)).rejects.toThrow(/does not open/);
  expect(JSON.parse((await run('replay', folder, '--json')).out)).toEqual({ keysErasedAgain: [], entered: [] });
});

it('under a hold a restored key stays where it is and opens nothing, and replay is refused', async () => {
  const { subject } = await add();
  cpSync(join(vault, 'keys'), join(root, `kept${made}`), { recursive: true });
  await run('erase', folder, '--subject', subject, '--actor', 'officer');
  cpSync(join(root, `kept${made}`), join(vault, 'keys'), { recursive: true });
  const hold = { case: 'C-9', scope: 'all', by: 'counsel', from: '2026-01-01T00:00:00Z', until: null };
  writeFileSync(join(folder, '.akashi/holds.json'), JSON.stringify([hold]));
  await expect(run('replay', folder)).rejects.toThrow(/erasing again is refused: held for case C-9.*counsel/);
  await expect(run('show', folder, '0', '--subject', subject)).rejects.toThrow(/does not open/);
  await add();
  expect(readdirSync(join(vault, 'keys'))).toContain(subject);
});

it('refuses a vault inside the log', async () => {
  vault = join(folder, 'vault');
  await expect(run('replay', folder)).rejects.toThrow(/outside/);
});

it.each([['add'], ['erase'], ['nothing']])('%s without what it needs is refused', async (action) => {
  const ran = await run(action, folder).catch((error: Error) => error);
  if (ran instanceof Error) expect(ran.message).toMatch(/needs/);
  else expect(ran.code).toBe(2);
});
