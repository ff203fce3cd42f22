import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { listLogs, readLogs } from '../../read-logs.ts';
import { openLinks } from './open-links.ts';

const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
/** A line of the table that Purview's audit search hands out. */
function line(day: number, operation: string, user: string, ip: string, file: string): string {
  const time = `2026-10-${String(day).padStart(2, '0')}T23:52:41`;
  const data = {
    CreationTime: time,
    Id: 'a',
    Operation: operation,
    Workload: 'SharePoint',
    ClientIP: ip,
    UserId: user,
  };
  return `a,${time}.0000000Z,6,${operation},${user},${quoted(JSON.stringify({ ...data, SourceFileName: file }))},,`;
}
const guest = 'urn:spo:anon#0c99e1b7d2aa';

const HEAD =
  '\ufeffRecordId,CreationDate,RecordType,Operation,UserId,AuditData,AssociatedAdminUnits,AssociatedAdminUnitsNames';
const takers = (lines: readonly string[]) => found('audit.csv', [HEAD, ...lines]);

/** A record of Drive's as the Reports API hands it out. */
const driven = (day: number, name: string, user: string, ip: string, title: string, type = 'spreadsheet') =>
  JSON.stringify({
    kind: 'admin#reports#activity',
    id: { time: `2026-10-${day}T03:14:07.512Z`, uniqueQualifier: '7', applicationName: 'drive', customerId: 'C0' },
    actor: { callerType: 'USER', email: user, profileId: '105' },
    ipAddress: ip,
    events: [
      {
        type: 'access',
        name,
        parameters: [
          { name: 'primary_event', boolValue: true },
          { name: 'doc_type', value: type },
          { name: 'doc_title', value: title },
          { name: 'visibility', value: 'people_with_link' },
        ],
      },
    ],
  });

async function found(name: string, lines: readonly string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'open-links-'));
  try {
    writeFileSync(join(folder, name), `${lines.join('\r\n')}\r\n`);
    const { store } = await readLogs(listLogs([folder]).inputs, { now: new Date('2026-11-29T00:00:00Z') });
    try {
      const found = await openLinks(store, []);
      return {
        files: store.files,
        found: found.map(({ actor, first }) => `${actor.id} ${new Date(first).toISOString()}`),
      };
    } finally {
      await store.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

it('tells who took a list through a link that anybody can open, not who comes day after day nor who has a name', async () => {
  const list = 'Applicants 2026.xlsx';
  const { files, found } = await takers([
    ...[4, 9, 15, 24].map((day) => line(day, 'FileAccessed', guest, '217.44.201.9', list)),
    line(12, 'FileDownloaded', 'k.marsden@house.example', '81.149.20.41', list),
    line(19, 'FileDownloaded', guest, '102.89.34.117', list),
    line(19, 'FileDownloaded', guest, '102.89.34.118', 'Brochure.pdf'),
  ]);
  expect(files[0]).toMatchObject({ format: 'microsoft365', lines: 8, unparsed: 0 });
  expect(found).toEqual(['102.89.34.117 2026-10-19T23:52:41.000Z']);
});

it('takes a file that very many open for one that was meant for all, but not what people told of themselves', async () => {
  const many = (file: string) =>
    Array.from({ length: 40 }, (_, i) => line(3, 'FileAccessed', guest, `102.89.34.${i + 1}`, file));
  expect((await takers(many('Member list.xlsx'))).found).toEqual([]);
  expect((await takers(many('Survey responses.xlsx'))).found).toHaveLength(40);
});

it('tells who opened a sheet of Google’s by its link, with no name of their own', async () => {
  const sheet = 'イベント申込「秋」（回答）';
  const { files, found: told } = await found('drive.jsonl', [
    driven(14, 'view', 'a.tanaka@house.example', '81.149.20.41', sheet),
    driven(17, 'view', '', '102.89.34.117', sheet),
    driven(17, 'view', '', '102.89.34.119', '園だより 10月', 'document'),
    driven(18, 'edit', '', '102.89.34.120', sheet),
  ]);
  expect(files[0]).toMatchObject({ format: 'google_workspace', lines: 4, unparsed: 0 });
  expect(told).toEqual(['102.89.34.117 2026-10-17T03:14:07.512Z']);
});

it('names the file as its owner wrote it, signs and all', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'open-links-'));
  writeFileSync(
    join(folder, 'drive.jsonl'),
    `${driven(17, 'download', '', '102.89.34.117', 'Customers "A\\B" 2026')}\n`,
  );
  const { store } = await readLogs(listLogs([folder]).inputs, { now: new Date('2026-11-29T00:00:00Z') });
  try {
    const [one] = await openLinks(store, []);
    expect(one?.says.en).toContain('Customers "A\\B" 2026');
    expect(one?.says.en).toContain('was downloaded');
  } finally {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
