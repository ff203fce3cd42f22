// Questions of GraphQL sent in the body of a request: what was asked stands in no access log. What stands there is how many
// were asked and that the answers differed, which is told as just that.
import type { LogStore, Place } from '../../port.ts';
import type { Finding } from '../detection.ts';
import { TIMED } from '../requests/web-behaviour.ts';

/** Sign of questions that may have read records or nothing: no attack is said, and "nothing found" has to name them. */
export const UNLOGGED = 'questions-not-logged';

const WITHIN_SECONDS = 600;
/** Questions within that time; and sizes of the answers: what is asked again has a few. */
const FEWEST = 200;
const FEWEST_SIZES = 40;
/** Fewer questions, each answered at length: what they brought together, in bytes. */
const FEWEST_LONG = 60;
const LONG_BYTES = 2_000_000;
/** How far beyond what nine of ten askers ask at most, and how many askers there must be. */
const TIMES_HABIT = 5;
const TIMES_LONG = 10;
const FEWEST_ASKERS = 5;
/** Programs behind one address: these are several people. */
const SEVERAL = 3;

type Row = {
  readonly client: string;
  readonly path: string;
  readonly asked: number;
  readonly sizes: number;
  readonly bytes: number;
  readonly first: number;
  readonly last: number;
  readonly places: readonly (readonly [f: number, n: number])[];
};

const QUESTIONS = `method = 'POST' and status >= 200 and status < 300 and ${TIMED} and match(path, '(?i)/graphql/?$')`;
const BURST = `intDiv(toUnixTimestamp(toDateTime(ts)), ${WITHIN_SECONDS})`;

/** @throws AkashiError as every question to the logs does */
export async function unloggedQuestions(store: LogStore): Promise<Finding[]> {
  const rows = await store.rows<Row>(
    `select client, path, count() as asked, uniqExact(size) as sizes, sum(greatest(size, 0)) as bytes,
       toUnixTimestamp64Milli(min(ts)) as first, toUnixTimestamp64Milli(max(ts)) as last, groupArraySorted(20)((f, n)) as places
     from web where ${QUESTIONS} group by client, path, ${BURST}
     having (asked >= ${FEWEST} or (asked >= ${FEWEST_LONG} and bytes >= ${LONG_BYTES})) and sizes >= ${FEWEST_SIZES} and uniqExact(agent) < ${SEVERAL}
     order by client, path, asked desc, first limit 1 by client, path`,
  );
  if (rows.length === 0) return [];
  const habits = await store.rows<{ path: string; askers: number; usual: number; usualBytes: number }>(
    `select path, count() as askers, quantileExact(0.9)(most) as usual, quantileExact(0.9)(mostBytes) as usualBytes from (
       select path, client, max(asked) as most, max(bytes) as mostBytes from (select path, client, count() as asked, sum(greatest(size, 0)) as bytes from web where ${QUESTIONS} group by path, client, ${BURST})
       group by path, client
     ) group by path order by path`,
  );
  const by = new Map(habits.map((habit) => [habit.path, habit]));
  return rows.flatMap((row): Finding[] => {
    const habit = by.get(row.path);
    const isUnlike =
      habit !== undefined &&
      (row.asked >= FEWEST ? row.asked >= TIMES_HABIT * habit.usual : row.bytes >= TIMES_LONG * habit.usualBytes);
    if (!habit || habit.askers < FEWEST_ASKERS || !isUnlike) return [];
    return [
      {
        actor: { kind: 'ip', id: row.client },
        sign: UNLOGGED,
        class: 'bulk-read',
        level: 'notable',
        success: 'none',
        says: {
          ja: `${row.path} に10分間で${row.asked}回問い合わせ、${row.sizes}通りの大きさ・計${row.bytes}バイトの応答を受けた（ほかの9割は最大${habit.usual}回・${habit.usualBytes}バイト）。何を問い合わせたかは記録に残っていない`,
          en: `asked ${row.path} ${row.asked} questions within ten minutes, answered with ${row.sizes} different sizes and ${row.bytes} bytes (nine of ten others at most ${habit.usual} and ${habit.usualBytes} bytes); what was asked is not in the log`,
        },
        ...{ count: row.asked, first: row.first, last: row.last },
        places: row.places.map(([f, n]): Place => ({ f, n })),
      },
    ];
  });
}
