// Which pages hold answers, lists or records of people, of what kind each is, and whose lines to look at.
import type { LogStore, Parameters } from '../../port.ts';
import { quick } from '../../sigma/web-text.ts';
import { inLiteral, PEOPLE_IN_PATHS } from './people-words.ts';

/** Paths and parameters that name answers, lists and exports; where a word of people says too little, what a page does with it. */
const DATA_WORDS = `(?i)${inLiteral(PEOPLE_IN_PATHS)}|export|download|\\\\.csv|\\\\.xlsx?\\\\b|format=(?:csv|xls|json)|results?\\\\b|address(?:es|book)|/order\\\\b|dump|backup|list=|page=users|(?:/api|/v[0-9])/(?:[^?]*/)?(?:users|accounts|people|persons|profiles|patients|employees|clients|tickets|invoices)/[0-9a-f]|/graphql\\\\b`;
/** Of GraphQL, only questions for many. */
const DATA_PAGE = `${DATA_WORDS}.*(?:first|last|limit|take|pagesize|per_?page)(?:%22|%3a|\\\\W){1,6}[1-9][0-9]{2}`;
/** Words that name the record of one person, in front of its number. */
export const PEOPLE_AS_ONE =
  'users?|accounts?|people|persons?|profiles?|patients?|employees?|workers?|clients?|customers?|members?|subscri(?:bers?|ptions?)|applica(?:nts?|tions?)|candidates?|resumes?|students?|guests?|donors?|donations?|tenants?|contacts?|inquir(?:y|ies)|orders?|tickets?|invoices?|receipts?|payments?|transactions?|shipments?|deliver(?:y|ies)|reserv(?:es?|ations?)|bookings?|appointments?|registrations?|answers?|responses?|submissions?|entries|entry|mypage|my-page|kaiin|kokyaku|kanja|yoyaku|juchu|chumon|moushikomi|shinsei|toiawase';
/** One record by its number: in the path after the word, in a parameter, or as GraphQL asks for one. */
const RECORD_PAGE = `(?i)(?:^|[/_-])(?:${PEOPLE_AS_ONE})(?:[/_.-][^?]{0,60})?(?:/[a-z_-]{0,12}[0-9]|\\\\?(?:[^&]{1,80}&){0,6}[a-z_]{0,16}(?:id|no|num|number|code|key)=[a-z_-]{0,12}[0-9])|[?&](?:${PEOPLE_AS_ONE})_?-?(?:id|no|num|number|code)=[a-z_-]{0,12}[0-9]|/graphql\\\\b.*(?:${PEOPLE_AS_ONE}).*(?:%22|%3a|%28|[(:])[0-9]`;

/** A page that was given to somebody; what else a data page is, below. */
export const GIVEN = `status >= 200 and status < 300 and method = 'GET'`;

const NOT_ASSETS = `not match(path, '(?i)\\\\.(?:css|js|png|jpe?g|gif|svg|ico|woff2?|ttf|map|webp|mp4)$')`;
/**
 * @param first what the engine looks for in many lines at once, before the pattern itself: it holds wherever that does, and
 *   is without long repeats, which take a fifth of a second to compile
 */
const of = (first: string, pattern: string) =>
  `${GIVEN} and ${quick('target', `'${first}'`)} and match(target, '${pattern}') and ${NOT_ASSETS}`;

/** What makes a data page, and what makes the record of one person. */
export const OF_DATA = of(DATA_WORDS, DATA_PAGE);
export const OF_RECORDS = of(`(?i)${PEOPLE_AS_ONE}`, RECORD_PAGE);

/** What GraphQL was asked for, all of whose questions have one path: by the name of the question, else by the first word of people. */
const GRAPHQL_SUBJECT = `if(match(target, '(?i)operationName=[a-z_]'), extract(target, '(?i)operationName=([a-z_][a-z0-9_]{0,63})'), extract(target, '(?i)(?:query=|%7b|[{ +]|%20)(${PEOPLE_AS_ONE})(?:[( {]|%28|%20|%7b)'))`;

/** One kind of page: its path with numbers and long identifiers blanked out. */
export const PAGE_KIND = `if(match(path, '(?i)/graphql/?$'), concat(path, ' ', ${GRAPHQL_SUBJECT}), replaceRegexpAll(replaceRegexpAll(path, '[0-9a-fA-F]{8}-[0-9a-fA-F-]{20,40}|[0-9a-fA-F]{16,64}', '#'), '[0-9]+', '#'))`;

/** A page without what is put behind its address to get past caches: the same page, asked for again. */
export const PAGE = `replaceRegexpOne(target, '[?&](?:_|t|ts|time|timestamp|cb|rand|nocache)=[0-9.]{6,20}', '')`;

/** Readers share a counter by their hash: a counter each would be a table of every address there is. */
const COUNTERS = 2 ** 20;
export const COUNTER = `toUInt32(cityHash64(client) % ${COUNTERS})`;
/** More counters than this are asked for again rather than named. */
const MOST_NAMED = 10_000;

export const countersOf = (which: string, least: number) =>
  `select ${COUNTER} as counter from web where ${which} group by counter having count() >= ${least}`;

type Condition = { readonly sql: string; readonly parameters: Parameters };

type Counted = { readonly counter: number; readonly requests: number };
/** Counters of whoever was given at least so many pages of any kind; one more than are named where there are too many. */
export type Busy = { readonly least: number; readonly counters: readonly Counted[] };

/** Asked once for all questions about reading much: it is a pass over every line. */
export async function busyReaders(store: LogStore, least: number): Promise<Busy> {
  return { least, counters: await counted(store, { sql: GIVEN, parameters: {} }, least) };
}

/**
 * What holds for the lines of everybody who may have read enough to be asked about, or undefined: on most logs nobody did. A
 * counter never holds less than one reader's requests, so that nobody is missed. Pages are looked at only where somebody
 * asked for enough of any kind.
 *
 * @param busy of `least` requests or fewer
 */
export async function ofManyRequests(
  store: LogStore,
  busy: Busy,
  least: number,
  which: string,
): Promise<Condition | undefined> {
  const given: Condition = { sql: GIVEN, parameters: {} };
  const isCut = busy.counters.length > MOST_NAMED && least > busy.least;
  const known = isCut ? await counted(store, given, least) : busy.counters.filter(({ requests }) => requests >= least);
  const any = among(known, given, least);
  if (!any) return undefined;
  const those = { sql: `${any.sql} and ${which}`, parameters: any.parameters };
  return among(await counted(store, those, least), those, least);
}

function counted(store: LogStore, { sql, parameters }: Condition, least: number): Promise<Counted[]> {
  return store.rows<Counted>(
    `select ${COUNTER} as counter, count() as requests from web where ${sql} group by counter having requests >= ${least}
     order by counter limit ${MOST_NAMED + 1}`,
    parameters,
  );
}

/** Of lines for which a condition holds, those of counters with enough of them. */
function among(rows: readonly Counted[], { sql, parameters }: Condition, least: number): Condition | undefined {
  if (rows.length === 0) return undefined;
  if (rows.length > MOST_NAMED) return { sql: `${COUNTER} in (${countersOf(sql, least)})`, parameters };
  return {
    sql: `${COUNTER} in {counters:Array(UInt32)}`,
    parameters: { counters: rows.map(({ counter }) => counter) },
  };
}
