// A file of records whose name was guessed: one client asked for name after name of one pattern, differing in numbers alone, was
// told of most that they are not there, and was given some. An export under yesterday's date lies in the open for who can count.
import { isOutside } from '../../networks.ts';
import type { LogStore, Place } from '../../port.ts';
import { DATA_ENDING, isDataKey, namesPeople } from '../cloud/storage-reads.ts';
import type { Finding } from '../detection.ts';
import { type Limit, within } from '../limits.ts';
import { TIMED } from '../requests/web-behaviour.ts';
import { inLiteral } from './people-words.ts';

/** Names of one pattern that were not there: a link out of date, or a page's own counting, asks for fewer. */
const FEWEST_MISSED = 10;
/** Bytes; an empty form or an error is smaller. */
const LEAST_BYTES = 5_000;
/** Clients that ask so of one pattern: pages of the site count for themselves, as one does that loads the files of each day. */
const ASKED_BY_MANY = 5;
/** What robots count through, and what is not there is asked for as often. */
const FOR_ROBOTS = '(?i)sitemap|/feeds?/|rss|atom|robots';
/** Days on which a client asks so: a program that looks for the day's file. */
const DAYS_OF_HABIT = 3;
const MOST_GUESSERS = 10_000;

const PATTERN = `replaceRegexpAll(path, '[0-9]+', '0')`;
/** A plain search first: an ending by an expression goes over the whole of every path. */
const MAY_END = `multiSearchAnyCaseInsensitive(right(path, 8), ['.csv', '.tsv', '.xls', '.ods', '.json', '.jsonl', '.xml', '.sql', '.dump', '.bak', '.zip', '.7z', '.rar', '.tar', '.tgz', '.gz', '.bz2', '.db', '.sqlite', '.mbox', '.txt'])`;

type Guessed = {
  readonly client: string;
  readonly missed: number;
  readonly given: readonly string[];
  readonly days: number;
  /** Clients that asked so of the same pattern. */
  readonly askers: number;
  readonly first: number;
  readonly last: number;
  readonly places: readonly (readonly [number, number])[];
};

/** @throws AkashiError as every question to the logs does */
export async function guessedFiles(store: LogStore, limits: Limit[], most: number = MOST_GUESSERS): Promise<Finding[]> {
  const found = await store.rows<Guessed>(
    `select * except pattern, count() over (partition by pattern) as askers from (
     select client, ${PATTERN} as pattern, uniqExactIf(path, status in (403, 404, 410)) as missed, arraySort(groupUniqArrayIf(20)(path, isGiven)) as given,
       uniqExact(toYYYYMMDD(ts)) as days, toUnixTimestamp64Milli(minIf(ts, isGiven)) as first, toUnixTimestamp64Milli(maxIf(ts, isGiven)) as last,
       groupArraySortedIf(20)((f, n), isGiven) as places
     from (select client, path, status, ts, f, n, status in (200, 206) and size >= ${LEAST_BYTES} as isGiven from web prewhere ${MAY_END}
       where method in ('GET', 'HEAD') and user = '' and ${TIMED} and match(path, '${inLiteral(DATA_ENDING)}') and match(path, '[0-9]') and not match(path, '${FOR_ROBOTS}'))
     group by client, pattern having missed >= ${FEWEST_MISSED} and length(given) > 0) order by client, first limit ${most + 1}`,
  );
  return within(found, most, limits, 'guessed-files', ['sensitive-file'])
    .filter(({ client, days, askers }) => isOutside(client) && days < DAYS_OF_HABIT && askers < ASKED_BY_MANY)
    .map(finding);
}

function finding({ client, missed, given, first, last, places }: Guessed): Finding {
  const ofPeople = given.some((path) => isDataKey(path) && namesPeople(path));
  return {
    actor: { kind: 'ip', id: client },
    sign: 'guessed-file',
    class: 'sensitive-file',
    level: ofPeople ? 'adverse' : 'notable',
    success: ofPeople ? 'shown' : 'none',
    reachesData: ofPeople,
    says: {
      ja: `番号や日付だけが違うファイル名を${missed}通り試して「ない」と答えられた接続元に、${given.length}件のファイル（${given[0] ?? ''} など）が渡された`,
      en: `a source that tried ${missed} names differing in numbers alone, which were not there, was given ${given.length} ${given.length === 1 ? 'file' : 'files'} of that pattern (${given[0] ?? ''})`,
    },
    ...{ count: given.length, first, last, places: places.map(([f, n]): Place => ({ f, n })) },
  };
}
