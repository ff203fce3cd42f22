// Messages whose life in the queue lacks a part that postfix always writes: a delivery, an end, a removal.
import type { Examination } from '../examination.ts';
import { REPORT_BELOW } from '../silences/gap-signs.ts';
import {
  allLostToDisk,
  fullDiskSilences,
  lostPlaces,
  lostWords,
  strengthBesideDisk,
} from '../silences/lost-to-full-disk.ts';
import { atLeast } from '../silences/silence.ts';
import { lossExplaining, lossPlace, lossWords, readLosses } from '../silences/told-losses.ts';
import type { Stretch } from '../silences/traffic-model.ts';
import type { FoundSign } from '../tamper-report.ts';
import { limitWithin, within } from '../within-files.ts';

/** What is missing: why the queue manager dropped the message, what became of it, or that it was dropped. */
type Missing = 'delivery' | 'ending' | 'removal';

/** A message that lacks a part. `rank`: its place among all messages that were asked the same, from 1. */
export type BrokenLife = {
  readonly f: number;
  readonly n: number;
  readonly t: number;
  readonly rank: number;
};

/** Messages without the part that stand together, more than the rest of the log explains. */
export type Cluster = { readonly lives: readonly BrokenLife[]; readonly p: number; readonly otherShare: number };

/** One or two messages are an accident of a restart. */
const LEAST_CLUSTER = 3;
/** Messages that are whole before one that is not says anything. */
const LEAST_WHOLE = 20;
/** At most this share of the other messages may lack the part too: then it is a habit of the log. */
const HABIT = 0.02;
/** For the contradiction to be hard, the rest keeps the rule as good as always. */
const HARD_HABIT = 0.005;
const HARD_P = 1e-4;
/** Messages belong together when few whole ones stand between them, or little time. */
const NEAR_RANKS = 3;
const NEAR_MS = 1_800_000;

/**
 * Groups of messages that lack a part, each with the chance that as many of those around lack it when every message lacks
 * it as often as the messages outside of all groups do. Each message that lacks it was a place to look at.
 *
 * @param broken ascending by rank, of one file
 * @param asked messages that were asked altogether
 */
export function brokenClusters(broken: readonly BrokenLife[], asked: number): Cluster[] {
  const groups: BrokenLife[][] = [];
  for (const life of broken) {
    const last = groups.at(-1)?.at(-1);
    const near = last && (life.rank - last.rank <= NEAR_RANKS || life.t - last.t <= NEAR_MS);
    if (near) groups.at(-1)?.push(life);
    else groups.push([life]);
  }
  const widthOf = (group: readonly BrokenLife[]) => (group.at(-1)?.rank ?? 0) - (group[0]?.rank ?? 0) + 1;
  const large = groups.filter((group) => group.length >= LEAST_CLUSTER);
  const outside = asked - large.reduce((sum, group) => sum + widthOf(group), 0);
  const others = broken.length - large.reduce((sum, group) => sum + group.length, 0);
  if (outside - others < LEAST_WHOLE || others > HABIT * outside || outside < asked / 2) return [];
  const share = (others + 0.5) / (outside + 1);
  return large.map((lives) => ({
    lives,
    p: Math.min(1, (others + large.length) * atLeast(lives.length - 1, share * (widthOf(lives) - 1))),
    otherShare: others / outside,
  }));
}

/** A first attempt is made within minutes, but a crowded queue may wait for hours. */
const ATTEMPT_MS = 21_600_000;
/** After the last delivery the message is dropped at once. */
const DROP_MS = 300_000;

// Lines that take a message in; header checks write others of their own, which say nothing of an end.
const INTAKE = "match(program, '(smtpd|cleanup|pickup|sendmail)$')";
const DROPPED = "(action = 'mail-removed' and endsWith(program, 'qmgr'))";
const ACTIVE = "(endsWith(program, 'qmgr') and position(message, 'queue active') > 0)";
/** Whatever else happened to it: a delivery, an expiry, a refusal, a hand that deleted it. */
const FATE = `(not ${DROPPED} and not ${ACTIVE} and (not ${INTAKE} or match(message, 'reject|discard|hold:|redirect|filter:|lost connection|timeout|queue file|too big')))`;

const lives = `(
  select f, fields['queue'] as queue, max(${DROPPED}) as dropped, max(${ACTIVE}) as active, max(${FATE}) as fated,
    countIf(fields['status'] = 'sent') as sent, countIf(fields['status'] != '' and fields['status'] != 'sent') as unsent,
    max(toUInt32OrZero(fields['nrcpt'])) as recipients, anyIf(fields['from'], fields['from'] != '') as sender,
    toUnixTimestamp64Milli(max(ts)) as lastMs, argMax(n, n) as lastN,
    toUnixTimestamp64Milli(minIf(ts, ${ACTIVE})) as activeMs, minIf(n, ${ACTIVE}) as activeN
  from event where startsWith(program, 'postfix') and fields['queue'] != '' and ts > toDateTime64(86400, 6, 'UTC')
  group by f, queue
)`;

/** Of each part: which messages must have it, which lack it, and the line and time that say so. */
const questions: Readonly<Record<Missing, { asked: string; lacks: string; n: string; t: string }>> = {
  delivery: { asked: `dropped and lastMs > fromMs + ${DROP_MS}`, lacks: 'not fated', n: 'lastN', t: 'lastMs' },
  ending: {
    asked: `active and activeMs < toMs - ${ATTEMPT_MS}`,
    lacks: 'not fated and not dropped',
    n: 'activeN',
    t: 'activeMs',
  },
  removal: {
    asked: `active and recipients > 0 and sent >= recipients and unsent = 0 and lastMs < toMs - ${DROP_MS}`,
    lacks: 'not dropped',
    n: 'lastN',
    t: 'lastMs',
  },
};

/** A message among all of its file, and among those of its sender. */
type Row = BrokenLife & {
  readonly asked: number;
  readonly sender: string;
  readonly senderRank: number;
  readonly senderAsked: number;
};

const MOST_BROKEN = 20_000;

/** Messages that lack a part and lack it in every other file too: a life may go on in the next file of a series. */
async function brokenLives({ store, stopped }: Examination, missing: Missing): Promise<Row[]> {
  const { asked, lacks, n, t } = questions[missing];
  const rows = await store.rows<Row>(
    `with spans as (
       select f, toUnixTimestamp64Milli(min(ts)) as fromMs, toUnixTimestamp64Milli(max(ts)) as toMs
       from event where ts > toDateTime64(86400, 6, 'UTC') group by f
     )
     select f, n, t, rank, asked, sender, senderRank, senderAsked from (
       select f, queue, sender, ${n} as n, ${t} as t, (${lacks}) as lacks,
         row_number() over (partition by f order by ${t}, ${n}) as rank, count() over (partition by f) as asked,
         row_number() over (partition by f, sender order by ${t}, ${n}) as senderRank, count() over (partition by f, sender) as senderAsked
       from ${lives} as lives inner join spans using f where ${asked}
     ) where lacks and queue not in (
       select fields['queue'] from event where startsWith(program, 'postfix') and fields['queue'] != ''
       group by fields['queue'] having count(distinct f) > 1
     ) order by f, rank ${limitWithin(MOST_BROKEN)}`,
  );
  return within(rows, MOST_BROKEN, 'queued-beyond-limit', stopped);
}

const words: Readonly<Record<Missing, { ja: string; en: string }>> = {
  delivery: {
    ja: '配送キューから取り除かれた行があるのに、配送結果の行がない',
    en: 'were dropped from the queue, and the lines of their delivery are not here',
  },
  ending: {
    ja: '配送を始める行があるのに、その後どうなったかの行がない',
    en: 'were about to be delivered, and no line tells what became of them',
  },
  removal: {
    ja: '全員への配送が済んだ行があるのに、配送キューから取り除いた行がない',
    en: 'were delivered to everybody, and the lines that drop them from the queue are not here',
  },
};

type Found = Cluster & {
  readonly missing: Missing;
  readonly f: number;
  /** Close together among the messages of one sender, not among all. */
  readonly bySender: boolean;
};

/** Messages of one sender from which that sender is asked alone. */
const LEAST_OF_SENDER = 30;

/** Whoever hides what one account sent takes out lines between those of others: each sender is one more place to look at. */
function senderClusters(rows: readonly Row[], told: readonly Cluster[]): Cluster[] {
  const known = new Set(told.flatMap(({ lives }) => lives.map(({ n }) => n)));
  const bySender = new Map<string, Row[]>();
  for (const row of rows) {
    const { sender, senderAsked, asked, n } = row;
    if (sender === '' || senderAsked < LEAST_OF_SENDER || senderAsked >= asked || known.has(n)) continue;
    const own = bySender.get(sender);
    if (own) own.push(row);
    else bySender.set(sender, [row]);
  }
  const senders = Math.max(1, Math.floor((rows[0]?.asked ?? 0) / LEAST_OF_SENDER));
  return [...bySender.values()].flatMap((own) =>
    brokenClusters(
      own.map((row) => ({ ...row, rank: row.senderRank })),
      own[0]?.senderAsked ?? 0,
    ).map((cluster) => ({ ...cluster, p: Math.min(1, cluster.p * senders) })),
  );
}

async function clusters(examination: Examination): Promise<Found[]> {
  const found: Found[] = [];
  for (const missing of ['delivery', 'ending', 'removal'] as const) {
    const byFile = new Map<number, Row[]>();
    for (const row of await brokenLives(examination, missing)) {
      const known = byFile.get(row.f);
      if (known) known.push(row);
      else byFile.set(row.f, [row]);
    }
    for (const [f, rows] of byFile) {
      const close = brokenClusters(rows, rows[0]?.asked ?? 0).filter(({ p }) => p < REPORT_BELOW);
      const own = senderClusters(rows, close).filter(({ p }) => p < REPORT_BELOW);
      found.push(...close.map((cluster) => ({ ...cluster, missing, f, bySender: false })));
      found.push(...own.map((cluster) => ({ ...cluster, missing, f, bySender: true })));
    }
  }
  return found;
}

const spanOf = ({ lives: own }: Cluster) => ({ fromMs: own[0]?.t ?? 0, toMs: own.at(-1)?.t ?? 0 });

/** A logger that drops lines drops those of every kind: then messages beside it lack other parts. */
function mixed(one: Found, all: readonly Found[]): boolean {
  const { fromMs, toMs } = spanOf(one);
  const beside = all
    .filter(({ f, missing }) => f === one.f && missing !== one.missing)
    .flatMap((other) => other.lives.filter(({ t }) => t >= fromMs - NEAR_MS && t <= toMs + NEAR_MS));
  return beside.length > one.lives.length / 4;
}

/** A message is dropped at once when it has been delivered to the last; lines of one second may be of the next. */
const DROPPED_MS = 10_000;

/** When the missing line must have been written. */
const missingPart = (missing: Missing, { t }: BrokenLife): Stretch =>
  missing === 'delivery' ? { fromMs: t - DROPPED_MS, toMs: t } : { fromMs: t, toMs: t + DROP_MS };

export async function findQueueEnds(examination: Examination): Promise<FoundSign[]> {
  const found = await clusters(examination);
  if (found.length === 0) return [];
  const losses = await readLosses(examination.store);
  const signs = found.map(async (one): Promise<FoundSign> => {
    const { f, missing, lives: own, p, otherShare, bySender } = one;
    const { fromMs, toMs } = spanOf(one);
    const told = lossExplaining(losses, { f, fromMs, toMs });
    const parts = own.map((life) => missingPart(missing, life));
    const lost = told ? undefined : allLostToDisk(await fullDiskSilences(examination, [f], parts), parts);
    const saysSo = lost ? lostWords(lost, examination) : lossWords(told, f, examination.files);
    const others = mixed(one, found);
    const dropped = told !== undefined || others;
    // Only a message that was dropped has certainly been dealt with; the queue manager's own lines are what a limit of the logger hits first.
    const hard = !bySender && missing === 'delivery' && p < HARD_P && otherShare <= HARD_HABIT;
    const strength = dropped ? 'defect' : strengthBesideDisk(lost, hard ? 'strong' : 'weak');
    const ns = own.map(({ n }) => n);
    return {
      kind: 'pairing',
      strength,
      ...{ f, fromN: Math.max(0, Math.min(...ns) - 1), toN: Math.max(...ns), fromMs, toMs, p },
      places: [...own.slice(0, 20).map(({ n }) => ({ f, n })), ...lossPlace(told), ...lostPlaces(lost)],
      statement: {
        ja: `${bySender ? '一つの差出人が続けて出した' : '近接する'} ${own.length} 通に、${words[missing].ja}（ほかのメールでこれが欠けるもの：${shareOf(otherShare).ja}）。${saysSo.ja}${others ? 'ほかの種類の行も欠けている。' : ''}`,
        en: `${own.length} messages ${bySender ? 'of one sender, in a row,' : 'close together'} ${words[missing].en} (of the others ${shareOf(otherShare).en} lack them)${saysSo.en}${others ? '; lines of other kinds are missing as well' : ''}`,
      },
    };
  });
  return Promise.all(signs);
}

/** Rounded up, so that nothing is called rarer than it is. */
function shareOf(share: number): { ja: string; en: string } {
  if (share === 0) return { ja: 'なし', en: 'none' };
  const percent = `${Math.ceil(share * 1000) / 10} %`;
  return { ja: `${percent} 以下`, en: `at most ${percent}` };
}
