import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readSharedCopy } from '../../engine/shared-engine.test-support.ts';
import { findTamperSigns } from '../find-tamper-signs.ts';
import { brokenClusters } from './queue-ends.ts';

const now = new Date('2026-06-01T00:00:00Z');
const start = Date.UTC(2026, 3, 6);
const MESSAGES = 600;

type Line = { readonly message: number; readonly part: 'in' | 'active' | 'sent' | 'gone'; readonly text: string };

const stamp = (ms: number) => {
  const [, day, month, , time] = new Date(ms).toUTCString().split(' ');
  return `${month} ${(day ?? '').replace(/^0/, ' ')} ${time}`;
};

/** One message in five is of another sender. */
const ofSecond = (message: number) => message % 5 === 0;

/** A mail log of three days: a message every seven minutes, taken in and delivered within two seconds. */
const lines: readonly Line[] = Array.from({ length: MESSAGES }, (_, message): Line[] => {
  const at = start + message * 430_000 + ((message * 7919) % 97) * 1000;
  const queue = `4Vq${String.fromCharCode(66 + (message % 20))}${String(message)
    .padStart(5, '0')
    .replace(/[aeiou]/g, 'b')}z9Kk`;
  const say = (part: Line['part'], program: string, text: string, later = 0): Line => ({
    message,
    part,
    text: `${stamp(at + later)} mx1 postfix/${program}[${3000 + message}]: ${queue}: ${text}`,
  });
  return [
    say('in', 'smtpd', 'client=out.example.net[192.0.2.9]'),
    say('in', 'cleanup', `message-id=<${message}@example.net>`),
    say('active', 'qmgr', `from=<${ofSecond(message) ? 'c' : 'a'}@example.net>, size=1200, nrcpt=1 (queue active)`),
    say(
      'sent',
      'lmtp',
      'to=<b@example.org>, relay=mx1[private/lmtp], delay=2, delays=1/0/0/1, dsn=2.0.0, status=sent (250 ok)',
      2000,
    ),
    say('gone', 'qmgr', 'removed', 2000),
  ];
}).flat();

async function examine(kept: readonly string[]) {
  const store = await readSharedCopy([{ name: 'mail.log', bytes: Buffer.from(`${kept.join('\n')}\n`) }], now);
  try {
    return await findTamperSigns(store, { maintenance: [] });
  } finally {
    await store.close();
  }
}

const without = (gone: (line: Line) => boolean) => lines.filter((line) => !gone(line)).map(({ text }) => text);
const between = ({ message }: Line) => message >= 300 && message < 312;

it.each([
  { name: 'a whole log', gone: () => false, verdict: 'no-sign' },
  {
    name: 'deliveries taken out, their ends left',
    gone: (l: Line) => between(l) && l.part === 'sent',
    verdict: 'altered',
  },
  {
    name: 'deliveries and ends taken out',
    gone: (l: Line) => between(l) && (l.part === 'sent' || l.part === 'gone'),
    verdict: 'suspect',
  },
  {
    name: 'deliveries and ends of one sender taken out, between those of another',
    gone: (l: Line) =>
      ofSecond(l.message) && l.message >= 300 && l.message < 330 && (l.part === 'sent' || l.part === 'gone'),
    verdict: 'suspect',
  },
  {
    name: 'deliveries and ends of a sender here and there',
    gone: (l: Line) => l.message % 70 === 35 && (l.part === 'sent' || l.part === 'gone'),
    verdict: 'no-sign',
  },
  { name: 'ends taken out', gone: (l: Line) => between(l) && l.part === 'gone', verdict: 'suspect' },
  {
    name: 'two deliveries',
    gone: (l: Line) => l.message >= 300 && l.message < 302 && l.part === 'sent',
    verdict: 'no-sign',
  },
  { name: 'a log that holds no deliveries at all', gone: (l: Line) => l.part === 'sent', verdict: 'no-sign' },
  {
    name: 'a log that lacks one delivery in ten',
    gone: (l: Line) => l.message % 10 === 3 && l.part === 'sent',
    verdict: 'no-sign',
  },
])('$name: $verdict', async ({ gone, verdict }) => {
  expect((await examine(without(gone))).verdict).toBe(verdict);
});

it('names the lines between which deliveries are missing', async () => {
  const kept = lines.filter((line) => !(between(line) && line.part === 'sent'));
  const first = kept.findIndex((line) => between(line) && line.part === 'gone') + 1;
  const report = await examine(kept.map(({ text }) => text));
  expect(report.signs).toMatchObject([{ kind: 'pairing', strength: 'strong', fromLine: first - 1 }]);
});

it('is a defect where the logger tells that it dropped lines', async () => {
  const kept = lines.filter((line) => !(between(line) && line.part === 'sent')).map(({ text }) => text);
  const at = kept.findIndex((text) => text.includes('postfix/smtpd[3311]'));
  const told = `${(kept[at] ?? '').slice(0, 15)} mx1 rsyslogd: imuxsock[pid 900]: 384 messages lost due to rate-limiting`;
  expect((await examine(kept.toSpliced(at, 0, told))).verdict).toBe('defect');
});

const KERNEL =
  'mx1 kernel: [81234.567890] EXT4-fs (sda1): Delayed block allocation failed for inode 131 at logical offset 0 with max blocks 8 with error 28';

it('messages whose delivery fell into a silence that a full disk explains are a defect', async () => {
  const queued = ({ message }: Line) => message >= 300 && message < 306;
  const at = lines.find(queued)?.text.slice(0, 15) ?? '';
  // All of them come in at once; then nothing is written until the next message, 43 minutes later.
  const kept = lines
    .filter((line) => !queued(line) || line.part === 'in' || line.part === 'active')
    .map((line) => (queued(line) ? `${at}${line.text.slice(15)}` : line.text));
  const pairing = async (log: readonly string[]) => (await examine(log)).signs.filter(({ kind }) => kind === 'pairing');
  expect(await pairing(kept)).toMatchObject([{ strength: 'weak' }]);
  const next = kept.findLastIndex((text) => text.startsWith(at)) + 1;
  expect(await pairing(kept.toSpliced(next, 0, `${at} ${KERNEL}`))).toMatchObject([{ strength: 'defect' }]);
});

it('deliveries taken out of a log that goes on stay altered beside a notice of a full disk', async () => {
  const kept = lines.filter((line) => !(between(line) && line.part === 'sent')).map(({ text }) => text);
  const at = kept.findIndex((text) => text.includes('postfix/smtpd[3303]'));
  const told = kept.toSpliced(at, 0, `${(kept[at] ?? '').slice(0, 15)} ${KERNEL}`);
  expect((await examine(told)).verdict).toBe('altered');
});

it('never finds a group where messages lack a part at random, and never gives a chance outside of 0 to 1', () => {
  const broken = fc.uniqueArray(fc.integer({ min: 1, max: 2000 }), { maxLength: 40 });
  fc.assert(
    fc.property(broken, (ranks) => {
      const lives = ranks.toSorted((a, b) => a - b).map((rank) => ({ f: 0, n: rank, t: rank * 60_000, rank }));
      return brokenClusters(lives, 2000).every(
        ({ p, lives: own }) => p >= 0 && p <= 1 && own.length >= 3 && own.length <= lives.length,
      );
    }),
  );
});
