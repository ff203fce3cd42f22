// What was given and could not be read is told in the case itself, not on the terminal alone: the report and the letters
// would else look as if it had never been kept.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import type { CaseFile } from '../../src/vocabulary/case-file.ts';
import { akashi, root } from './run-akashi.ts';

it('a record of decisions with a mistake in it, and logs of which none can be unpacked, stand in the next steps', async () => {
  const scratch = mkdtempSync(join(tmpdir(), 'akashi-unread-'));
  const [folder, out] = [join(scratch, 'case'), join(scratch, 'out')];
  cpSync(join(root, 'examples/survey-2009'), folder, { recursive: true });
  writeFileSync(join(folder, 'handling.yaml'), 'sent: [\n');
  rmSync(join(folder, 'logs'), { recursive: true });
  mkdirSync(join(folder, 'logs'));
  writeFileSync(join(folder, 'logs/access.log.gz'), gzipSync(Buffer.alloc(300 << 20)));

  const ran = await akashi(['investigate', folder, '--out', out, '--no-weigh', '--no-drill']);
  expect(ran.status).toBe(3);
  const { next, checks } = JSON.parse(readFileSync(join(out, 'case.json'), 'utf8')) as CaseFile;
  const told = next.map(({ what }) => what.en).join('\n');
  expect(told).toContain('handling.yaml could not be read');
  expect(told).toContain('access.log.gz');
  const traces = checks.find(({ id }) => id === 'logs.attack-traces');
  expect(traces?.because?.en).toContain('nothing that was given could be read');
  rmSync(scratch, { recursive: true });
});
