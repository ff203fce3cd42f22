// Whether somebody used the address by which our own mail lets its recipient unsubscribe, by the record of our web server.
import type { LogStore } from '../logs/port.ts';
import type { Pointer } from '../vocabulary/finding.ts';
import type { SpamSample } from './spam-evidence.ts';

type Row = { readonly at: number; readonly posted: number; readonly f: number; readonly n: number };

export type UnsubscribeUsed = {
  /** Milliseconds UTC. */
  readonly at: number;
  /** Whether something was sent there; a page that was only opened may be a mail scanner's look at the link. */
  readonly posted: boolean;
  readonly pointers: readonly Pointer[];
};

/** A page to which such a link leads, under whatever query. */
const PAGES = 'unsub|opt-?out|optout|list-?leave|subscription|preferences|haishin|teishi|kaijo|taikai';

/**
 * The first sending to such an address, else its first opening, each answered; undefined: none is on record, which may be
 * for want of records, or because another company takes it in.
 */
export async function unsubscribeUsed(
  samples: readonly SpamSample[],
  store: LogStore,
): Promise<UnsubscribeUsed | undefined> {
  const links = samples.flatMap(({ unsubscribe }) => unsubscribe ?? []);
  if (links.length === 0) return undefined;
  const rows = await store.rows<Row>(
    `select toUnixTimestamp64Milli(ts) as at, toUInt8(method = 'POST') as posted, f, n from web
     where status between 200 and 399 and method in ('GET', 'POST')
       and (target in {targets:Array(String)}
         or (match(lower(target), '${PAGES}') and arrayExists(token -> position(target, token) > 0, {tokens:Array(String)})))
     order by posted desc, ts, f, n limit 1`,
    {
      targets: [...new Set(links.map(({ target }) => target))],
      tokens: [...new Set(links.flatMap(({ tokens }) => tokens))],
    },
  );
  const [first] = rows;
  if (!first) return undefined;
  return { at: first.at, posted: first.posted === 1, pointers: await store.pointers([first]) };
}
