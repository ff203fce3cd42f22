// GraphQL asked for its whole scheme, and then for list after list of people by the same client: pages by a cursor have no
// numbers that could be walked, and an application's own pages never ask for the scheme.
import { isOutside } from '../../networks.ts';
import type { LogStore, Place } from '../../port.ts';
import type { Finding } from '../detection.ts';
import { type Limit, within } from '../limits.ts';
import { TIMED } from '../requests/web-behaviour.ts';
import { inLiteral, PEOPLE_IN_PATHS } from './people-words.ts';

/** Different questions for many people, and what they gave in all. */
const FEWEST_PAGES = 20;
const LEAST_BYTES = 100_000;
/** How far beyond what anybody else asks of the kind. */
const TIMES_OTHERS = 5;
/** Days on which the same client does it, from where it is its work. */
const DAYS_OF_HABIT = 3;
const MOST_ASKERS = 1_000;

const ASKED = `prewhere query != '' and positionCaseInsensitive(target, 'graphql') > 0 where status between 200 and 299 and ${TIMED}`;
const SCHEME = `match(target, '(?i)__schema|IntrospectionQuery')`;
const MANY = `match(target, '(?i)(?:${inLiteral(PEOPLE_IN_PATHS)}|users|accounts|patients|employees|clients|profiles|orders)(?:[^a-z].*)?(?:first|last|limit|take|after|offset|skip|pagesize|per_?page)(?:%22|%3a|\\\\W)')`;

type Row = {
  readonly client: string;
  readonly pages: number;
  readonly bytes: number;
  readonly days: number;
  readonly scheme: number;
  readonly first: number;
  readonly last: number;
  readonly places: readonly (readonly [f: number, n: number])[];
};

/** @throws AkashiError as every question to the logs does */
export async function schemeReaders(store: LogStore, limits: Limit[], most: number = MOST_ASKERS): Promise<Finding[]> {
  const found = await store.rows<Row>(
    `select client, uniqExactIf(target, ${MANY}) as pages, sumIf(greatest(size, 0), ${MANY}) as bytes, uniqExactIf(toDate(ts), ${MANY}) as days,
       countIf(${SCHEME}) as scheme, toUnixTimestamp64Milli(min(ts)) as first, toUnixTimestamp64Milli(max(ts)) as last,
       groupArraySortedIf(20)((f, n), ${MANY}) as places
     from web ${ASKED} group by client having pages > 0 order by pages desc, client limit ${most + 1}`,
  );
  const rows = within(found, most, limits, 'graphql-askers', ['bulk-read']);
  return rows.flatMap((row): Finding[] => {
    const { client, pages, bytes, days, scheme, first, last, places } = row;
    if (scheme === 0 || pages < FEWEST_PAGES || bytes < LEAST_BYTES || days >= DAYS_OF_HABIT || !isOutside(client))
      return [];
    const others = Math.max(0, ...rows.filter((one) => one !== row).map((one) => one.pages));
    if (pages < TIMES_OTHERS * others) return [];
    return [
      {
        actor: { kind: 'ip', id: client },
        sign: 'scheme-then-lists',
        class: 'bulk-read',
        level: 'adverse',
        success: 'possible',
        says: {
          ja: `GraphQLの定義全体を問い合わせた接続元に、人に関する一覧が${pages}通りの問い合わせで計${bytes}バイト渡された（ほかは最大${others}通り）`,
          en: `a client that asked GraphQL for its whole scheme was given lists of people by ${pages} different questions, ${bytes} bytes in all (anybody else at most ${others})`,
        },
        ...{ count: pages, first, last },
        places: places.map(([f, n]): Place => ({ f, n })),
      },
    ];
  });
}
