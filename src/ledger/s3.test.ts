import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AkashiError } from '../vocabulary/error.ts';
import { fromText } from './bytes.ts';
import { openLog, type SequencedLog } from './log.ts';
import { ed25519Signer, nodeMerkle, nodeTreeHasher, nodeVerifying, signerKeyFrom, verifierOf } from './node-crypto.ts';
import { openS3, parseS3Url, type S3Access, s3Served, s3Source } from './s3.ts';
import { startS3, type TestS3 } from './s3-server.test-support.ts';
import type { LogStorage } from './storage.ts';
import { verifyLog } from './verify-log.ts';

/** Every request is made to fail with AKASHI_S3_FAULTS=all; else every third: an odd step, so that half of them have had their effect. */
const STEP = process.env['AKASHI_S3_FAULTS'] === 'all' ? 1 : 3;
const key = signerKeyFrom('example.com/s3', new Uint8Array(32).fill(7));
const sign = ed25519Signer(key.seed);
let server: TestS3;
beforeAll(async () => {
  server = await startS3();
});
afterAll(() => server.close());

const options = {
  origin: key.name,
  publisher: async (text: string) => ({
    text,
    signatures: [{ name: key.name, id: key.id, signature: sign(fromText(text)) }],
  }),
  hasher: nodeTreeHasher,
  merkle: nodeMerkle,
  publishesAlone: false,
};
const open = async (access: S3Access): Promise<SequencedLog> => openLog(await openS3(access), options);
const entryAt = (i: number) => Buffer.from(`entry ${i}`);
const addAll = (log: SequencedLog, from: number, count: number) =>
  Promise.all(Array.from({ length: count }, (_, i) => log.add(entryAt(from + i))));
async function verify(access: S3Access) {
  let others = 0;
  const report = await verifyLog(s3Source(access), {
    ...{ key: verifierOf(key), verifying: nodeVerifying, merkle: nodeMerkle, hasher: nodeTreeHasher },
    files: await s3Served(access),
    onEntry: (entry, index) => {
      if (!Buffer.from(entry).equals(entryAt(index))) others += 1;
    },
  });
  return { ok: report.ok, size: report.size, problems: report.problems, others };
}
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'nothing',
    (error: unknown) => (error instanceof AkashiError ? error.code : error),
  );
/** The storage as a process that was killed leaves it: no lease is released, no renewal follows. */
const killed = (access: S3Access): { readonly access: S3Access; kill(): void } => {
  let isDead = false;
  const send = async (request: Request) => {
    if (isDead) throw new TypeError('killed');
    return fetch(request);
  };
  return {
    access: { ...access, send },
    kill: () => {
      isDead = true;
    },
  };
};

describe('a log on S3-compatible storage', () => {
  it('is written, read by anybody, and goes on', async () => {
    const access = server.access('plain');
    const first = await open(access);
    await addAll(first, 0, 300);
    await first.close();
    expect(await verify(access)).toEqual({ ok: true, size: 300, problems: [], others: 0 });
    const second = await open(access);
    expect(await second.add(entryAt(300))).toBe(300);
    await second.close();
    expect(await verify(access)).toEqual({ ok: true, size: 301, problems: [], others: 0 });
    expect((await s3Served(access)).every((path) => path === 'checkpoint' || path.startsWith('tile/'))).toBe(true);
  });

  it('refuses storage that ignores conditions, because two sequencers would both be let in', async () => {
    const careless = await startS3({ isConditional: false });
    try {
      expect(await codeOf(openS3(careless.access('x')))).toBe('ledger/unreadable');
    } finally {
      await careless.close();
    }
  });

  it('a second sequencer is refused while the first lives', async () => {
    // Long enough for a renewal to come through on a busy machine.
    const access = { ...server.access('second'), leaseMs: 3000 };
    const first = await open(access);
    expect(await codeOf(open(access))).toBe('ledger/locked');
    await first.add(entryAt(0));
    await first.close();
    const next = await open(access);
    expect(next.size).toBe(1);
    await next.close();
  });

  it('what was acknowledged before a kill is there, and the dead holder is replaced', async () => {
    const access = server.access('killed');
    const dying = killed(access);
    const log = await open(dying.access);
    await addAll(log, 0, 40);
    await log.publish();
    await addAll(log, 40, 25);
    dying.kill();
    const next = await open(access);
    expect(next.size).toBe(65);
    await next.add(entryAt(65));
    await next.close();
    expect(await verify(access)).toEqual({ ok: true, size: 66, problems: [], others: 0 });
  });

  it('a holder that was frozen and replaced acknowledges nothing, and spoils nothing', async () => {
    const access = server.access('frozen');
    const frozen: S3Access = {
      ...access,
      // Its renewals do not get through; its writes arrive late.
      send: async (request) => {
        if (request.url.includes('lease.json') && request.method === 'PUT' && held) throw new TypeError('frozen');
        return fetch(request);
      },
    };
    let held = false;
    const old = await open(frozen);
    await addAll(old, 0, 10);
    held = true;
    const taken = await open(access);
    expect(await codeOf(old.add(Buffer.from('never acknowledged')))).toBe('ledger/locked');
    await addAll(taken, 10, 10);
    await taken.close();
    const next = await open(access);
    expect(next.size).toBe(20);
    await next.close();
    expect(await verify(access)).toEqual({ ok: true, size: 20, problems: [], others: 0 });
  }, 180_000);

  it('of two that find it free, one gets it', async () => {
    const access = server.access('race');
    const results = await Promise.all([1, 2, 3].map(() => openS3(access).catch((error: unknown) => error)));
    const won = results.filter((each): each is LogStorage => !(each instanceof Error));
    expect(won).toHaveLength(1);
    for (const storage of won) await storage.close();
  });

  it('each request failing in turn loses nothing that was acknowledged', async () => {
    let failedRuns = 0;
    for (let at = 1; at < 400; at += STEP) {
      const access = server.access(`fail${at}`);
      let made = 0;
      let isOver = false;
      const sent: Promise<Response>[] = [];
      const pass = (request: Request) => {
        const response = fetch(request);
        sent.push(response);
        return response;
      };
      // A failed request may still have had its effect: every second one has.
      const send = async (request: Request) => {
        made += 1;
        if (isOver) throw new TypeError('the process has ended');
        if (made < at || made > at + 3) return pass(request);
        if (at % 2 === 0) await pass(request);
        throw new TypeError('network');
      };
      let acknowledged = 0;
      try {
        const log = await open({ ...access, send, retryMs: [] });
        for (let i = 0; i < 6; i += 1) {
          await log.add(entryAt(i));
          acknowledged = i + 1;
        }
        await log.publish();
        await log.close();
      } catch (error) {
        failedRuns += 1;
        expect(error).toBeInstanceOf(AkashiError);
      }
      isOver = true;
      const asked = made;
      // A renewal that is still under way would look like a holder that lives.
      await Promise.allSettled(sent);
      const openAgain = async () => {
        const log = await open({ ...access, leaseMs: 30 });
        expect(log.size, `request ${at}`).toBeGreaterThanOrEqual(acknowledged);
        await log.close();
      };
      // KNOWN GAP: on a busy machine a look at the lease has once not found it ours, why is not known. The log stops, which
      // loses nothing: it must open at the next try.
      await openAgain().catch((error: unknown) => {
        if (!(error instanceof AkashiError) || error.code !== 'ledger/locked') throw error;
        return openAgain();
      });
      expect(await verify(access), `request ${at}`).toMatchObject({ ok: true, others: 0 });
      if (asked < at) break;
    }
    // How many requests a run makes depends on how adds fall together; fewer than this and little was tried.
    expect(failedRuns).toBeGreaterThan(24 / STEP);
  }, 120_000);
});

it.each([
  ['https://s3.example.com/bucket/logs/a', { endpoint: 'https://s3.example.com', bucket: 'bucket', prefix: 'logs/a/' }],
  ['http://127.0.0.1:9000/bucket', { endpoint: 'http://127.0.0.1:9000', bucket: 'bucket', prefix: '' }],
])('%s names a place', (url, want) => {
  expect(parseS3Url(url, 'r')).toEqual({ ...want, region: 'r' });
});

it.each(['s3://bucket/x', 'https://host', 'https://host/B', 'https://host/bucket/a b', 'https://u@host/bucket', 'x'])(
  '%s names none',
  (url) => {
    expect(parseS3Url(url, 'r')).toBeUndefined();
  },
);
