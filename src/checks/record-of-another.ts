// A mail of ours to the person who complains that holds what the register has of somebody else. The copy is theirs, and its headers
// can be written by anybody: whether our own log knows the message is told with it.
import type { Both, Pointer } from '../vocabulary/finding.ts';
import { type FactDraft, firstPointers } from './answer.ts';
import type { Sources } from './check.ts';
import type { LogEvidence } from './log-evidence.ts';
import type { SpamSample } from './spam-evidence.ts';

/** Sendings of one mailing follow each other; after a longer pause the same machine sends something else. */
const PAUSE_SECONDS = 60;
/** Fewer are letters that somebody wrote one after another. */
const LEAST_RUN = 5;
/** A run is looked for so far to either side. */
const WITHIN_HOURS = 6;

type Sent = { readonly f: number; readonly n: number; readonly at: number; readonly client: string };

/** Clocks of two mail servers and the way between them. */
const SAME_DELIVERY_SECONDS = 120;

/**
 * The line of our mail server that knows this message: by its Message-ID, else as the nearest delivery to this address at that
 * time, which a program that numbers its own messages leaves alone to go by.
 */
async function lineOf(
  { store }: LogEvidence,
  { messageId = '', receivedAt }: SpamSample,
  address: string,
): Promise<Sent | undefined> {
  const near = receivedAt === null ? Number.NaN : Date.parse(receivedAt);
  const [found] = await store.rows<Sent>(
    `with known as (
       select f, n, fields['queue'] as queue, toUnixTimestamp64Milli(toDateTime64(ts, 3)) as at,
         {id:String} != '' and trim(both '<>' from fields['message-id']) = {id:String} as byId from event
       where fields['queue'] != '' and (byId or (lower(fields['to']) = {address:String} and abs(at - {near:Int64}) <= ${SAME_DELIVERY_SECONDS * 1000}))
       order by byId desc, abs(at - {near:Int64}), f, n limit 1
     )
     select known.f as f, known.n as n, known.at as at, any(event.fields['client']) as client
     from known left join event on event.f = known.f and event.fields['queue'] = known.queue and event.fields['client'] != ''
     group by f, n, at`,
    { id: messageId, address: address.toLowerCase(), near: Number.isNaN(near) ? 0 : near },
  );
  return found;
}

/** To how many addresses the same machine sent without a pause before and after; null: no run that could be a mailing. */
async function runAround({ store }: LogEvidence, { f, at, client }: Sent): Promise<number | null> {
  if (client === '' || at <= 0) return null;
  const rows = await store.rows<{ at: number; to: string[] }>(
    `with queues as (
       select fields['queue'] as queue, min(toUnixTimestamp64Milli(toDateTime64(ts, 3))) as at from event
       where f = {f:UInt32} and fields['queue'] != '' and fields['client'] = {client:String}
         and abs(toUnixTimestamp64Milli(toDateTime64(ts, 3)) - {at:Int64}) < ${WITHIN_HOURS * 3_600_000}
       group by queue
     )
     select queues.at as at, groupUniqArray(lower(event.fields['to'])) as to
     from queues inner join event on event.f = {f:UInt32} and event.fields['queue'] = queues.queue and event.fields['to'] != ''
     group by at, queues.queue order by at`,
    { f, client, at },
  );
  let run: typeof rows = [];
  for (const row of rows) {
    const last = run.at(-1);
    if (last && Number(row.at) - Number(last.at) > PAUSE_SECONDS * 1000) {
      if (Number(last.at) >= at) break;
      run = [];
    }
    run.push(row);
  }
  const people = new Set(run.flatMap(({ to }) => to)).size;
  return people >= LEAST_RUN ? people : null;
}

export type OfAnother = { readonly fact: FactDraft; readonly said: Both; readonly pointers: readonly Pointer[] };

const isOfAnother = ({ recordOfAnother }: SpamSample) => recordOfAnother !== undefined;

/** Null: no copy of such a mail was handed in. */
export async function recordOfAnother({ spam, logs, claim }: Sources): Promise<OfAnother | null> {
  const copies = (spam?.samples ?? []).filter(isOfAnother);
  const [copy] = copies;
  if (!copy) return null;
  const line = logs ? await lineOf(logs, copy, claim.address) : undefined;
  const run = logs && line ? await runAround(logs, line) : null;
  const places = logs && line ? await logs.store.pointers([line]) : [];
  const pointers = firstPointers([...copies.flatMap((one) => one.recordOfAnother?.pointer ?? []), ...places]);
  const holds = [...new Set(copies.flatMap((one) => one.recordOfAnother?.columns ?? []))];
  const messages = copies.length;
  const known: Both = line
    ? {
        ja: '。弊社のメールサーバーの記録に、同じMessage-ID、または同じ時刻のこのアドレスへの配送があります',
        en: '; our own mail log knows a message of the same Message-ID, or a delivery to this address at that time',
      }
    : {
        ja: '。写しのほかに、これを裏づける記録はありません（ヘッダーは書き換えられます）',
        en: '; nothing but the copy says so, and headers can be changed',
      };
  const beside: Both =
    run === null
      ? { ja: '', en: '' }
      : {
          ja: `。同じ機器から続けて、合わせて${run}件のアドレスに送られています`,
          en: `; the same machine sent to ${run} addresses in one go`,
        };
  return {
    fact: {
      ...{ kind: 'record-of-another', messages, holds: holds.join('; '), inOurLog: line !== undefined, pointers },
      ...(run === null ? {} : { run }),
      ...(messages === 1 && copy.receivedAt !== null ? { receivedAt: copy.receivedAt } : {}),
    },
    said: {
      ja: `渡された写しでは、弊社の側からこのアドレスへ送られた${messages}通に、別の方の登録内容と一致するもの（${holds.join('、')}）があり、この方のものはありません${known.ja}${beside.ja}`,
      en: `in ${messages} ${messages === 1 ? 'message' : 'messages'} from our side to this address, by the copy handed in, stands what the register holds of somebody else (${holds.join(', ')}), and nothing of this person${known.en}${beside.en}`,
    },
    pointers,
  };
}
