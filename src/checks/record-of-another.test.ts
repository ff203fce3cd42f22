import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { readLogs } from '../logs/read-logs.ts';
import type { Sources } from './check.ts';
import { recordOfAnother } from './record-of-another.ts';

const folder = mkdtempSync(join(tmpdir(), 'of-another-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** One message, as Postfix writes it. */
const sent = (time: string, queue: string, to: string, client = 'pc2.council.example[192.168.1.5]') =>
  [
    `smtpd[811]: ${queue}: client=${client}`,
    `cleanup[812]: ${queue}: message-id=<${queue}@mail.council.example>`,
    `qmgr[700]: ${queue}: from=<clerk@council.example>, size=2210, nrcpt=1 (queue active)`,
    `smtp[813]: ${queue}: to=<${to}>, relay=mx.mail.example[198.51.100.9]:25, delay=0.4, delays=0.1/0/0.1/0.2, dsn=2.0.0, status=sent (250 OK)`,
  ].map((message) => `Oct  5 ${time} mail postfix/${message}`);

const log = [
  ...sent('17:40:00', '4Qa1aaaaaaz', 'before@mail.example'),
  ...[0, 1, 2, 3, 4, 5].flatMap((n) => sent(`18:02:0${n}`, `4Qb${n}bbbbbbz`, `tenant${n}@mail.example`)),
  ...sent('18:02:07', '4Qc1ccccccz', 'else@mail.example', 'web.council.example[192.168.1.9]'),
  ...sent('18:30:00', '4Qd1ddddddz', 'after@mail.example'),
];

const pointer = { path: 'spam/rent.eml', sha256: 'a'.repeat(64), line: 12, byteStart: 500, byteEnd: 520 };
const copy = (messageId: string, receivedAt: string) => ({
  ...{ messageId, receivedAt, recordOfAnother: { columns: ['name', 'telephone'], pointer } },
});

it('says whether our own log knows the message, and to how many the same machine sent in one go', async () => {
  const path = join(folder, 'mail.log');
  writeFileSync(path, `${log.join('\n')}\n`);
  const { store } = await readLogs([{ path, shown: 'mail.log' }], { now: new Date('2026-10-11T00:00:00Z') });
  const told = async (...samples: readonly object[]) =>
    (
      await recordOfAnother({
        ...{ claim: { address: 'Tenant3@mail.example' }, spam: { samples, refused: 0 }, logs: { store } },
      } as unknown as Sources)
    )?.fact;
  try {
    const known = { inOurLog: true, run: 6, messages: 1, holds: 'name; telephone' };
    // By its Message-ID, else by the delivery to this address at that time.
    expect(await told(copy('4Qb3bbbbbbz@mail.council.example', '2026-10-06T09:00:00Z'))).toMatchObject(known);
    expect(await told(copy('merge-27@council.example', '2026-10-05T18:03:10Z'))).toMatchObject(known);
    const unknown = await told(copy('merge-27@council.example', '2026-10-05T19:30:00Z'));
    expect(unknown).toMatchObject({ kind: 'record-of-another', inOurLog: false });
    expect(unknown).not.toHaveProperty('run');
    // A letter by itself is no mailing.
    const alone = await told(copy('4Qd1ddddddz@mail.council.example', '2026-10-05T18:30:00Z'));
    expect(alone).toMatchObject({ inOurLog: true });
    expect(alone).not.toHaveProperty('run');
    expect(await told({ messageId: '4Qb3bbbbbbz@mail.council.example' })).toBeUndefined();
  } finally {
    await store.close();
  }
});
