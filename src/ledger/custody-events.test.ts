import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { AkashiError } from '../vocabulary/error.ts';
import { eraseSubject, newSubject, openEvent, parseCustody, recordEvent } from './custody-events.ts';
import { openVault, payloadsBeside } from './custody-vault.ts';

const root = mkdtempSync(join(tmpdir(), 'akashi-custody-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const at = new Date('2026-01-02T03:04:05Z');
let made = 0;

function place() {
  made += 1;
  const [folder, vaultFolder] = [join(root, `log${made}`), join(root, `vault${made}`)];
  mkdirSync(join(folder, '.akashi'), { recursive: true });
  const entries: Uint8Array[] = [];
  const log = { add: async (entry: Uint8Array) => entries.push(entry) - 1 };
  return { folder, vaultFolder, entries, log, payloads: payloadsBeside(folder) };
}

const payload = Buffer.from('{"address":"hanako@example.jp"}');
const event = (subject: string) => ({ event: 'collect', at, actor: 'form 3', subject, payload }) as const;

it('an event opens for who holds the key, and its entry tells nobody else anything', async () => {
  const { folder, vaultFolder, entries, log, payloads } = place();
  const vault = openVault(vaultFolder, folder);
  const subject = newSubject(vault);
  const index = await recordEvent(log, vault, payloads, event(subject));
  const entry = entries[index] ?? new Uint8Array();
  expect(Buffer.from(openEvent(vault, payloads, { index, subject, entry }) ?? '')).toEqual(payload);
  const text = Buffer.from(entry).toString();
  expect(text).toContain('2026-01-02T03:00:00.000Z');
  for (const secret of ['hanako', 'form 3', subject, '03:04']) expect(text).not.toContain(secret);
  expect(readFileSync(join(folder, '.akashi/custody', String(index))).includes('hanako')).toBe(false);
});

it('two events of one person cannot be told to be of one person', async () => {
  const { folder, vaultFolder, entries, log, payloads } = place();
  const vault = openVault(vaultFolder, folder);
  const subject = newSubject(vault);
  await recordEvent(log, vault, payloads, event(subject));
  await recordEvent(log, vault, payloads, { ...event(subject), payload: Buffer.from('another') });
  const [a, b] = entries.map((entry) => parseCustody(entry)?.commitment);
  expect(a).not.toEqual(b);
});

it('a payload moved beside another entry does not open', async () => {
  const { folder, vaultFolder, entries, log, payloads } = place();
  const vault = openVault(vaultFolder, folder);
  const subject = newSubject(vault);
  for (let i = 0; i < 2; i += 1) await recordEvent(log, vault, payloads, event(subject));
  payloads.write(1, payloads.read(0) ?? new Uint8Array());
  expect(openEvent(vault, payloads, { index: 1, subject, entry: entries[1] ?? new Uint8Array() })).toBeUndefined();
});

it('what was erased stays erased when a backup of the keys is put back', async () => {
  const { folder, vaultFolder, entries, log, payloads } = place();
  const vault = openVault(vaultFolder, folder);
  const subject = newSubject(vault);
  const index = await recordEvent(log, vault, payloads, event(subject));
  const asked = { index, subject, entry: entries[index] ?? new Uint8Array() };
  cpSync(join(vaultFolder, 'keys'), join(root, 'backup'), { recursive: true });
  const erase = await eraseSubject(log, vault, { subject, actor: 'officer', now: at });
  expect(parseCustody(entries[erase] ?? new Uint8Array())).toMatchObject({
    event: 'erase',
    erased: subject,
    commitment: null,
  });
  expect(openEvent(vault, payloads, asked)).toBeUndefined();
  cpSync(join(root, 'backup'), join(vaultFolder, 'keys'), { recursive: true });
  const restored = openVault(vaultFolder, folder);
  expect(restored.erasedAgain).toEqual([subject]);
  expect(readdirSync(join(vaultFolder, 'keys'))).toEqual([]);
  expect(openEvent(restored, payloads, asked)).toBeUndefined();
});

it('under a hold nothing is erased', async () => {
  const { folder, vaultFolder, log } = place();
  const vault = openVault(vaultFolder, folder);
  const subject = newSubject(vault);
  const hold = { case: 'C-9', scope: 'all', by: 'counsel', from: '2026-01-01T00:00:00Z', until: null };
  writeFileSync(join(folder, '.akashi/holds.json'), JSON.stringify([hold]));
  await expect(eraseSubject(log, vault, { subject, actor: 'officer', now: at })).rejects.toThrow(AkashiError);
  expect(vault.keyOf(subject)).toBeDefined();
});
