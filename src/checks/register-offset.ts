// Whether the register and the access log tell the same time: each entry of a form is a POST there. A constant difference is a
// zone or a clock, to be cleared; it is no sign that anybody altered anything.
import { millisecondsOf } from '../custody/instant.ts';
import { rowsOf } from '../custody/register.ts';
import { parseAddress } from '../vocabulary/address.ts';
import type { Both, Pointer } from '../vocabulary/finding.ts';
import type { Sources } from './check.ts';
import { type ConstantOffset, type Covered, constantOffset, metBy } from './constant-offset.ts';
import { filesOf, type LogEvidence } from './log-evidence.ts';

const MINUTE = 60_000;
const MOST_PATHS = 20;
const MOST_POSTS = 20_000;
/** Less is the length of a request and the writing of a row. */
const TOLD_FROM_MINUTES = 3;

/** `minutes`: the register's times minus those of the access log. `own`: the request of this very entry, at that offset. */
export type RegisterOffset = {
  readonly minutes: number;
  readonly met: number;
  readonly of: number;
  readonly path: string;
  readonly own: Pointer | undefined;
};

type Posts = { readonly path: string; readonly times: readonly number[] };

/** Instants of the POSTs to each page that answered, clocks corrected where they are known to have been off. */
async function postsOf({ store, clocks }: LogEvidence): Promise<Posts[]> {
  const ahead = store.files.map(({ path }) => Math.round(1000 * (clocks.get(path)?.offsetSeconds ?? 0)));
  return store.rows<Posts>(
    `with posts as (
       select path, toUnixTimestamp64Milli(ts) - arrayElement({ahead:Array(Int64)}, f + 1) as t from web
       where method = 'POST' and status >= 200 and status < 400 and length(path) < 300 and ts > toDateTime64(86400, 3, 'UTC')
     )
     select path, arraySort(groupArray(t)) as times from posts where path in (
       select path from posts group by path having count() between 8 and ${MOST_POSTS}
       order by count() desc, path limit ${MOST_PATHS}
     ) group by path order by path`,
    { ahead },
  );
}

async function lineAt({ store, clocks }: LogEvidence, path: string, at: number): Promise<Pointer | undefined> {
  const ahead = store.files.map((file) => Math.round(1000 * (clocks.get(file.path)?.offsetSeconds ?? 0)));
  const [place] = await store.rows<{ f: number; n: number }>(
    `select f, n from web where method = 'POST' and path = {path:String} and status >= 200 and status < 400
       and toUnixTimestamp64Milli(ts) - arrayElement({ahead:Array(Int64)}, f + 1) = {at:Int64} order by f, n limit 1`,
    { path, at, ahead },
  );
  return place ? (await store.pointers([place]))[0] : undefined;
}

/** Between one file of a quiet site and the next; a longer silence is a file that is not there. */
const BETWEEN_FILES = 60 * MINUTE;

/** The stretches that files cover together: of a file that was lost, nothing met says nothing. */
function joined(spans: readonly Covered[]): readonly Covered[] {
  const all: [number, number][] = [];
  for (const [from, to] of spans.toSorted((a, b) => a[0] - b[0])) {
    const last = all.at(-1);
    if (last && from - last[1] <= BETWEEN_FILES) last[1] = Math.max(last[1], to);
    else all.push([from, to]);
  }
  return all;
}

/** Undefined where nothing can be said: no register or logs, too few entries, or no one offset at which they meet. */
export async function registerOffset(sources: Sources): Promise<RegisterOffset | undefined> {
  const { register, logs, claim, organisation } = sources;
  const spans = logs ? filesOf(logs, 'web').flatMap(({ from, to }) => (from && to ? [[from, to] as const] : [])) : [];
  if (!register || !logs || spans.length === 0) return undefined;
  const zone = organisation.timeZone;
  // A day alone says nothing of a clock.
  const timed = register.rows.flatMap(({ at }) => (at !== null && at.length > 10 ? [millisecondsOf(at, zone)] : []));
  const covers = joined(spans.map(([from, to]) => [Date.parse(from), Date.parse(to)]));
  const near = timed.filter((at) =>
    covers.some(([from, to]) => at >= from - 14 * 60 * MINUTE && at <= to + 14 * 60 * MINUTE),
  );
  if (near.length < 8) return undefined;
  let best: (ConstantOffset & Posts) | undefined;
  for (const posts of await postsOf(logs)) {
    const found = constantOffset(near, posts.times, covers);
    if (found && found.met > (best?.met ?? 0)) best = { ...found, ...posts };
  }
  if (!best) return undefined;
  const address = parseAddress(claim.address);
  const own = address ? rowsOf(register, address, zone).find(({ at }) => at !== null && at.length > 10) : undefined;
  const act = own?.at ? metBy(best.times, millisecondsOf(own.at, zone), best.offsetMs) : undefined;
  return {
    ...{ minutes: Math.round(best.offsetMs / MINUTE), met: best.met, of: best.of, path: best.path },
    own: act === undefined ? undefined : await lineAt(logs, best.path, act),
  };
}

const lengthOf = (minutes: number): Both => {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return {
    ja: `${hours > 0 ? `${hours}時間` : ''}${rest > 0 ? `${rest}分` : ''}`,
    en: [...(hours > 0 ? [`${hours} h`] : []), ...(rest > 0 ? [`${rest} min`] : [])].join(' '),
  };
};

/** Undefined where both tell the same time. */
export function offsetTold({ minutes, met, of, path, own }: RegisterOffset): Both | undefined {
  if (Math.abs(minutes) < TOLD_FROM_MINUTES) return undefined;
  const by = lengthOf(Math.abs(minutes));
  const late = minutes > 0;
  return {
    ja: `登録簿の時刻は、アクセスログの送信（POST ${path}）の時刻より${by.ja}${late ? '遅く' : '早く'}なっています（${of}件のうち${met}件がこの差で一致）。改ざんのしるしではなく、時間帯または時計の違いとみられ、確かめる必要があります${own ? '。このお申し出の登録に当たる送信の行も、この差を入れて見つけました' : ''}`,
    en: `the times of the register lie ${by.en} ${late ? 'after' : 'before'} those of the form posts in the access log (POST ${path}): ${met} of ${of} rows agree at that difference; that is no sign of alteration but of another zone or clock, and has to be cleared${own ? '; the request of this entry was found at that difference' : ''}`,
  };
}
