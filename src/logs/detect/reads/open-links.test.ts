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

async function takers(lines: readonly string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'open-links-'));
  try {
    const head =
      '\ufeffRecordId,CreationDate,RecordType,Operation,UserId,AuditData,AssociatedAdminUnits,AssociatedAdminUnitsNames';
    writeFileSync(join(folder, 'audit.csv'), `${[head, ...lines].join('\r\n')}\r\n`);
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

it('takes a file that very many open for one that was meant for all', async () => {
  const many = Array.from({ length: 40 }, (_, i) =>
    line(3, 'FileAccessed', guest, `102.89.34.${i + 1}`, 'Member list.xlsx'),
  );
  expect((await takers(many)).found).toEqual([]);
});
