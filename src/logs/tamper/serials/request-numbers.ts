// Applications that number their requests, and write the number into each line: a number that no line has was written.
import { type Examination, isExcused } from '../examination.ts';
import { timedLines } from '../silences/log-timeline.ts';
import { startedMeanwhile } from '../silences/told-starts.ts';
import type { FoundSign } from '../tamper-report.ts';

const BEGINNING = 'substring(line, 1, 2000)';
/** `"request_id": 1041`, `"RequestCount":1041` (Traefik), `reqId=1041`, `req 1041`, `request #1041`. */
const DECIMAL =
  '(?i)(?:^|[^a-z0-9_])(?:request|req)(?:[_-]?(?:id|no|num|number|count))?"?(?: ?[:=#] ?| #?)"?([0-9]{1,12})(?:[^0-9a-z.:/%-]|$)';
/** Fastify counts to base 36: `"reqId":"req-1a"`. Others write decimal numbers so: without a letter in so many they are. */
const BASE_36 = '"reqId": ?"req-([0-9a-z]{1,8})"';
const LETTERLESS = 100;
/** A number so far below the one before it, of which lines that overlap cannot be the reason, begins a new count. */
const RESET = '2 * number + 200 < before';
/** Workers of one log count each for themselves. */
const WORKER = `extract(${BEGINNING}, '(?:"pid": ?|[^a-z]pid=)([0-9]{1,10})')`;

const decimal = `toUInt64OrZero(extract(${BEGINNING}, '${DECIMAL}'))`;
const digits36 = `extract(${BEGINNING}, '${BASE_36}')`;
const in36 = `if(${digits36} != '', toUInt64(arraySum((c, i) -> toInt64(if(c < 'a', ascii(c) - 48, ascii(c) - 87) * exp2(log2(36) * (length(${digits36}) - i)) + 0.5), ngrams(${digits36}, 1), arrayEnumerate(ngrams(${digits36}, 1)))), ${decimal})`;
const in10 = `if(${digits36} != '', toUInt64OrZero(${digits36}), ${decimal})`;
const number = `if(f in {decimals:Array(UInt32)}, ${in10}, ${in36})`;

/** Different numbers that make a counter. */
const LEAST_NUMBERS = 200;
/** More holes than these, or more numbers missing than this share, are a habit: a level that is left out, numbers shared with others. */
const MOST_HOLES = 3;
const MOST_MISSING_SHARE = 0.05;
/** A counter rises: of two neighbouring numbers the larger is seen first later, this often. */
const RISING_SHARE = 0.95;
/** Numbers on either side of a hole. */
const LEAST_BESIDE = 20;
/** Lines of files that are read. */
const MOST_LINES = 3_000_000;

type Counter = {
  readonly f: number;
  readonly worker: string;
  /** Starts of a process begin its count anew: how many came before. */
  readonly run: number;
  readonly low: number;
  readonly high: number;
};
type Hole = Counter & {
  readonly before: number;
  readonly after: number;
  readonly fromN: number;
  readonly toN: number;
  readonly numbers: number;
};

/** Each number of a counter once, with the first and the last line that has it, beside the number below it. */
const neighbours = `(
  select f, worker, run, number, firstN, lagInFrame(number, 1, number) over w as below, lagInFrame(firstN, 1, firstN) over w as belowFirstN,
    lagInFrame(lastN, 1, lastN) over w as belowLastN
  from (
    select f, worker, run, number, min(n) as firstN, max(n) as lastN from (
      select f, n, worker, number, countIf(${RESET}) over (partition by f, worker order by n rows between unbounded preceding and current row) as run
      from (
        select f, n, worker, number, lagInFrame(number, 1, number) over (partition by f, worker order by n rows between unbounded preceding and current row) as before
        from (
          select f, n, ${WORKER} as worker, ${number} as number from raw where f in {files:Array(UInt32)}
        ) where number > 0
      )
    ) group by f, worker, run, number
  ) window w as (partition by f, worker, run order by number rows between unbounded preceding and current row)
)`;

/** Files whose `req-…` never hold a letter, where base 36 would have brought one. */
async function decimalFiles({ store }: Examination): Promise<number[]> {
  const rows = await store.rows<{ f: number }>(
    `select f from (select f, ${digits36} as digits from raw where n < 2000) where digits != ''
     group by f having uniqExact(digits) >= ${LETTERLESS} and countIf(match(digits, '[a-z]')) = 0 order by f`,
  );
  return rows.map(({ f }) => f);
}

async function askedFiles({ store, files, stopped }: Examination, decimals: readonly number[]): Promise<number[]> {
  const rows = await store.rows<{ f: number }>(
    `select f from (select f, ${number} as number from raw where n < 2000) where number > 0
     group by f having uniqExact(number) >= 50 order by f`,
    { decimals },
  );
  return rows.flatMap(({ f }) => {
    if ((files[f]?.lines ?? 0) <= MOST_LINES) return [f];
    stopped(f, 'request-numbers-beyond-limit');
    return [];
  });
}

async function holesOf(examination: Examination): Promise<Hole[]> {
  const { store } = examination;
  const decimals = await decimalFiles(examination);
  const files = await askedFiles(examination, decimals);
  if (files.length === 0) return [];
  const holes = await store.rows<Hole & { holes: number; missing: number; rising: number }>(
    `with counters as (
       select f, worker, run, count() as numbers, min(number) as low, max(number) as high,
         countIf(number > below + 1) as holes, countIf(firstN >= belowFirstN) as rising
       from ${neighbours} group by f, worker, run
       having numbers >= ${LEAST_NUMBERS} and holes between 1 and ${MOST_HOLES}
         and high - low + 1 - numbers <= ${MOST_MISSING_SHARE} * numbers and rising >= ${RISING_SHARE} * numbers
     )
     select f, worker, run, low, high, numbers, below as before, number as after, belowLastN as fromN, firstN as toN
     from ${neighbours} as each inner join counters using (f, worker, run) where number > below + 1 order by f, worker, run, number`,
    { files, decimals },
  );
  return holes.filter(
    ({ before, after, low, high, fromN, toN }) =>
      before - low >= LEAST_BESIDE && high - after >= LEAST_BESIDE && fromN < toN,
  );
}

export async function findRequestNumberSigns(examination: Examination): Promise<FoundSign[]> {
  const signs: FoundSign[] = [];
  for (const hole of await holesOf(examination)) {
    const { f, fromN, toN, before, after, numbers } = hole;
    const times = await examination.store.rows<{ t: number }>(
      `select t from ${timedLines} where f = {f:UInt32} and n in ({a:UInt64}, {b:UInt64}) order by n`,
      { f, a: fromN, b: toN },
    );
    const fromMs = times[0]?.t ?? 0;
    const toMs = times.at(-1)?.t ?? 0;
    const [started] = await startedMeanwhile(examination, [{ f, fromN, toN, fromMs, toMs }]);
    // A process that ends takes numbers with it.
    if (started || isExcused({ fromMs, toMs }, examination.maintenance)) continue;
    const missing = after - before - 1;
    const range = missing === 1 ? `${before + 1}` : `${before + 1}–${after - 1}`;
    signs.push({
      kind: 'serial',
      strength: 'weak',
      ...{ f, fromN, toN, fromMs, toMs, p: null },
      places: [
        { f, n: fromN },
        { f, n: toN },
      ],
      statement: {
        ja: `要求の番号 ${range}（${missing} 件）の行がない。ほかの ${numbers} 件は続いている。行を書かずに終わった要求でも起こる。`,
        en: `request numbers ${range} (${missing}) stand in no line, where ${numbers} others follow each other; requests that end without a line do this too`,
      },
    });
  }
  return signs;
}
