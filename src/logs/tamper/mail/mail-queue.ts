// Messages that were delivered without having been taken in: postfix says how long each was in the queue.
import type { Examination } from '../examination.ts';
import {
  allLostToDisk,
  apartByDisk,
  type DiskSilence,
  fullDiskSilences,
  lostPlaces,
  lostWords,
  strengthBesideDisk,
} from '../silences/lost-to-full-disk.ts';
import { type Losses, lossExplaining, lossPlace, lossWords, readLosses } from '../silences/told-losses.ts';
import type { Stretch } from '../silences/traffic-model.ts';
import type { FoundSign } from '../tamper-report.ts';

type QueueLife = {
  readonly f: number;
  readonly queue: string;
  readonly n: number;
  readonly sentMs: number;
  readonly bornMs: number;
  readonly fileFromMs: number;
};

/** Lives of a file, and how many of them are whole. */
type Counts = { readonly f: number; readonly lives: number; readonly whole: number };

/** Whole lives in the file before an incomplete one says anything, and the share of lives that must be whole. */
const LEAST_WHOLE = 20;
const WHOLE_SHARE = 0.98;
/** Lines of the birth may come a little before the delay says, by rounding. */
const SLACK_MS = 5000;

/** Whether the birth of a message is in the lines: a client, a pickup, a message id, or the queue manager's sender. */
const BORN =
  "(fields['from'] != '' or fields['client'] != '' or fields['message-id'] != '' or fields['uid'] != '' or match(message, ': (client=|uid=|message-id=|from=)'))";
const SENT = "(fields['status'] != '' and fields['delay'] != '')";

export async function findMailQueueSigns(examination: Examination): Promise<FoundSign[]> {
  const { store } = examination;
  const counts = await store.rows<Counts>(
    `select f, countIf(sent) as lives, countIf(sent and born) as whole from (
       select f, fields['queue'] as queue, max(${SENT}) as sent, max(${BORN}) as born
       from event where startsWith(program, 'postfix') and fields['queue'] != '' and fields['queue'] != 'NOQUEUE'
       group by f, queue
     ) group by f order by f`,
  );
  const regular = counts.filter(
    ({ lives, whole }) => whole >= LEAST_WHOLE && whole >= WHOLE_SHARE * lives && whole < lives,
  );
  if (regular.length === 0) return [];
  const losses = await readLosses(store);
  const lives = await store.rows<QueueLife>(
    `with files as (select f, toUnixTimestamp64Milli(min(ts)) as fileFromMs from event where ts > toDateTime64(86400, 6, 'UTC') group by f)
     select f, queue, n, sentMs, bornMs, fileFromMs from (
       select f, fields['queue'] as queue, argMinIf(n, n, ${SENT}) as n,
         toUnixTimestamp64Milli(minIf(ts, ${SENT})) as sentMs,
         min(if(${SENT}, toUnixTimestamp64Milli(ts) - toInt64(toFloat64OrZero(fields['delay']) * 1000), 9000000000000)) as bornMs,
         max(${BORN}) as born, max(${SENT}) as sent
       from event where startsWith(program, 'postfix') and fields['queue'] != '' and f in {files:Array(UInt32)}
       group by f, queue
     ) as lives inner join files using f
     where sent and not born and bornMs > fileFromMs + 60000 order by f, n limit 1000`,
    { files: regular.map(({ f }) => f) },
  );
  const signs: FoundSign[] = [];
  for (const own of regular) {
    const broken = lives.filter(({ f }) => f === own.f);
    const silences = await fullDiskSilences(examination, [own.f], broken.map(takenIn));
    for (const together of apartByDisk(silences, broken, takenIn).flatMap(neighbours))
      signs.push(await signOf(examination, together, { own, silences, losses }));
  }
  return signs;
}

/** When a message was taken in, by what postfix says it took. */
const takenIn = ({ bornMs }: QueueLife): Stretch => ({ fromMs: bornMs - SLACK_MS, toMs: bornMs + SLACK_MS });

async function signOf(
  examination: Examination,
  together: readonly QueueLife[],
  {
    own,
    silences,
    losses,
  }: { readonly own: Counts; readonly silences: readonly DiskSilence[]; readonly losses: Losses },
): Promise<FoundSign> {
  const { f } = own;
  const bornMs = Math.min(...together.map((life) => life.bornMs)) - SLACK_MS;
  const sentMs = together.at(-1)?.sentMs ?? bornMs;
  const told = lossExplaining(losses, { f, fromMs: bornMs, toMs: sentMs });
  const lost = told ? undefined : allLostToDisk(silences, together.map(takenIn));
  const saysSo = lost ? lostWords(lost, examination) : lossWords(told, f, examination.files);
  return {
    kind: 'pairing',
    strength: told ? 'defect' : strengthBesideDisk(lost, 'strong'),
    f,
    fromN: await lineBefore(examination, f, bornMs, together[0]?.n ?? 0),
    toN: together.at(-1)?.n ?? 0,
    fromMs: bornMs,
    toMs: sentMs,
    p: (own.lives - own.whole) / own.lives,
    places: [...together.slice(0, 20).map(({ n }) => ({ f, n })), ...lossPlace(told), ...lostPlaces(lost)],
    statement: {
      ja: `${together.length} 通に、配送の行があって受け付けの行がない。配送までの所要時間から、受け付けはこの記録の期間内にある（ほかの ${own.whole} 通はそろっている）。${saysSo.ja}`,
      en: `${together.length} message${together.length === 1 ? '' : 's'} delivered whose acceptance is not here, although the delay puts it inside this log (${own.whole} others are whole)${saysSo.en}`,
    },
  };
}

/** Lives that lack their beginning within half an hour of each other are one sign. */
function neighbours(lives: readonly QueueLife[]): QueueLife[][] {
  const groups: QueueLife[][] = [];
  for (const life of lives) {
    const last = groups.at(-1)?.at(-1);
    if (last && last.f === life.f && life.sentMs - last.sentMs <= 1_800_000) groups.at(-1)?.push(life);
    else groups.push([life]);
  }
  return groups;
}

async function lineBefore({ store }: Examination, f: number, ms: number, otherwise: number): Promise<number> {
  const [row] = await store.rows<{ last: number; found: number }>(
    `select max(n) as last, count() as found from event
     where f = {f:UInt32} and ts > toDateTime64(86400, 6, 'UTC') and ts <= fromUnixTimestamp64Milli({ms:Int64}) and n < {below:UInt64} order by last`,
    { f, ms: Math.round(ms), below: otherwise },
  );
  return row && row.found > 0 ? row.last : Math.max(0, otherwise - 1);
}
