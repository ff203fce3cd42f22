// Counters that programs write into their lines: a number that is missing was written, and is gone.
import type { LogStore } from '../../port.ts';
import type { Examination } from '../examination.ts';
import type { FoundSign } from '../tamper-report.ts';

type Counter = {
  readonly id: string;
  readonly ja: string;
  readonly en: string;
  /** SQL over `line` of table raw: which series the line belongs to, '' for none; and its number, 0 for none. */
  readonly series: string;
  readonly number: string;
  readonly format: (format: string) => boolean;
  /** Fewer missing numbers in a row than this are no hole. */
  readonly least?: number;
  /** How many lines early or late one may stand where several threads write; 0 or left out: none does. */
  readonly reach?: number;
  /** What loses such lines without anybody's hand; where something does, a hole is no hard contradiction. */
  readonly innocent?: { readonly ja: string; readonly en: string };
};

/** A journal entry's cursor holds the journal's id and the entry's number, in JSON and in the export format. */
const CURSOR = '[^a-z0-9]s=([0-9a-f]{1,32});i=([0-9a-f]{1,16});b=';
/** PostgreSQL with %p-%l or %c:%l in its prefix: the process, and the line's number in its session. */
const SESSION_LINE = '[[]([0-9]{1,10})-([0-9]{1,9})[]]';

/** The same with the process apart, as in `%t [%p]: [%l-1]` and in syslog: `postgres[812]: [3-1]`. */
const PROCESS_LINE = '[[]([0-9]{1,10})[]]:? {1,2}[[]([0-9]{1,9})-[0-9]{1,4}[]] ';
/** Comma-separated logs of PostgreSQL: the session, and the line's number in it. */
const SESSION_COLUMNS = ',([0-9a-f]{6,10}[.][0-9a-f]{1,8}),([0-9]{1,9}),';

/** RFC 5424: the sender's own count of what it sent, beside the name of its host. */
const SENT = '^(?:<[0-9]{1,3}>)?1 [^ ]{1,64} ([^ ]{1,255}) .{0,500}[[]meta [^]]{0,200}sequenceId="([0-9]{1,10})"';

/** IOS of Cisco: its count of what it sent stands first, or behind the name that a collector gives it. */
const SWITCH =
  '^(?:<[0-9]{1,3}>)?(?:[A-Z][a-z]{2} [ 0-9][0-9] [0-9:]{8} |[0-9-]{10}T[^ ]{8,24} )?(?:([^ :]{1,255}) )?([0-9]{1,10}): .{0,100}%[A-Z][A-Z0-9_]{1,40}-[0-7]-[A-Z0-9_]{1,60}: ';
const SWITCH_PARTS = `extractGroups(substring(line, 1, 400), '${SWITCH}')`;

/** A number that an application counts its own lines by, under one of the usual keys, in a line of JSON. */
const OWN_NUMBER = '"(seq|seq_?no|sequence|sequence_?(?:no|number)|log_?seq|line_?no)" ?: ?([0-9]{1,15})[,} ]';
/** Threads that took their numbers in turn may write them in another order, a few lines apart. */
const THREADS_APART = 100;

/** The first of two groups of an expression; the second. */
const first = (expression: string) => expression.replace(/\(([^()?][^()]*)\)([^()]*)\(([^()]*)\)/, '($1)$2$3');
const second = (expression: string) => expression.replace(/\(([^()?][^()]*)\)([^()]*)\(([^()]*)\)/, '$1$2($3)');
const BEGINNING = 'substring(line, 1, 400)';

/** The number that a database gave each row of a table, where it stands first. */
const ROW_NUMBER = '^"?([0-9]{1,15})"?[,;\\\\t]';
/** A row that was rolled back, or deleted by itself, takes a number or two with it. */
const LEAST_ROWS = 5;

const counters: readonly Counter[] = [
  {
    id: 'own-number',
    ja: 'アプリケーションが各行に付けた通し番号',
    en: "the application's own line numbers",
    series: `extractGroups(${BEGINNING}, '${OWN_NUMBER}')[1]`,
    number: `toUInt64OrZero(extractGroups(${BEGINNING}, '${OWN_NUMBER}')[2])`,
    format: (format) => format === 'json_lines',
    reach: THREADS_APART,
    innocent: {
      ja: 'プログラムが数えて書かなかった行や、止まったときに書き残した行でも、そうなる。',
      en: '; lines that the program counted and did not write, or lost as it stopped, leave the same',
    },
  },
  {
    id: 'row-number',
    ja: '表の各行にデータベースが付けた番号',
    en: "the database's own numbers of the rows",
    series: `if(match(${BEGINNING}, '${ROW_NUMBER}'), 'rows', '')`,
    number: `toUInt64OrZero(extract(${BEGINNING}, '${ROW_NUMBER}'))`,
    format: (format) => format === 'csv',
    reach: THREADS_APART,
    least: LEAST_ROWS,
    innocent: {
      ja: '取り消された登録、まとめて消された行、データベースの再起動でも、そうなる。',
      en: '; rows that were rolled back or deleted together, or a database that restarted, leave the same',
    },
  },
  {
    id: 'journal',
    ja: 'journald の通し番号',
    en: 'journal sequence numbers',
    series: `extract(line, '${CURSOR.replace('([0-9a-f]{1,16})', '[0-9a-f]{1,16}')}')`,
    number: `reinterpretAsUInt64(reverse(unhex(leftPad(extract(line, '${CURSOR.replace('([0-9a-f]{1,32})', '[0-9a-f]{1,32}')}'), 16, '0'))))`,
    format: (format) => format.startsWith('journald'),
  },
  {
    id: 'postgresql',
    ja: 'PostgreSQL のセッション内の行番号',
    en: 'line numbers of PostgreSQL sessions',
    series: `extract(substring(line, 1, 160), '${SESSION_LINE.replace('([0-9]{1,9})', '[0-9]{1,9}')}')`,
    number: `toUInt64OrZero(extract(substring(line, 1, 160), '${SESSION_LINE.replace('([0-9]{1,10})', '[0-9]{1,10}')}'))`,
    format: (format) => format === 'postgresql',
  },
  {
    id: 'syslog-sequence',
    ja: '送り手が syslog に付けた通し番号',
    en: "the sender's sequence numbers in syslog",
    series: `extract(substring(line, 1, 1000), '${first(SENT)}')`,
    number: `toUInt64OrZero(extract(substring(line, 1, 1000), '${second(SENT)}'))`,
    format: (format) => format === 'syslog' || format === 'sshd' || format === 'postfix' || format === 'dovecot',
    innocent: {
      ja: 'UDP での転送中に失われたときにも、そうなる。',
      en: '; messages lost on their way over UDP leave the same',
    },
  },
  {
    id: 'switch-sequence',
    ja: '機器が各行に付けた通し番号',
    en: "the device's own numbers of its messages",
    series: `if(${SWITCH_PARTS}[2] != '', concat('of ', ${SWITCH_PARTS}[1]), '')`,
    number: `toUInt64OrZero(${SWITCH_PARTS}[2])`,
    format: (format) => format === 'syslog',
    innocent: {
      ja: 'UDP での転送中に失われたときにも、そうなる。',
      en: '; messages lost on their way over UDP leave the same',
    },
  },
  ...[PROCESS_LINE, SESSION_COLUMNS].map(
    (numbered): Counter => ({
      id: 'postgresql-session',
      ja: 'PostgreSQL のセッション内の行番号',
      en: 'line numbers of PostgreSQL sessions',
      series: `extract(${BEGINNING}, '${first(numbered)}')`,
      number: `toUInt64OrZero(extract(${BEGINNING}, '${second(numbered)}'))`,
      format: (format) => format === 'postgresql',
    }),
  ),
];

/** Fewer steps than this are no habit of counting without holes. */
const LEAST_STEPS = 50;
/** More holes than this share of steps: the file was filtered (one unit, one level), and nothing follows. */
const MOST_HOLE_SHARE = 0.02;
const FEW_HOLES = 3;

type Hole = {
  readonly f: number;
  readonly fromN: number;
  readonly n: number;
  readonly before: number;
  readonly number: number;
};

type Steps = { readonly f: number; readonly steps: number; readonly holes: number; readonly wide: number };

/** `before`: the highest number of the lines just before; `number`: the lowest from here on, as far as lines may stand out of order. */
const stepsOf = ({ series, number: own, reach = 0 }: Counter) => `(
  select f, series, n,
    max(own) over (partition by f, series order by n rows between ${Math.max(1, reach)} preceding and 1 preceding) as before,
    min(own) over (partition by f, series order by n rows between current row and ${reach} following) as number,
    lagInFrame(n, 1, n) over w as fromN, row_number() over w as place
  from (
    select f, n, ${series} as series, ${own} as own from raw where f in {files:Array(UInt32)}
  ) where series != '' and own > 0
  window w as (partition by f, series order by n rows between unbounded preceding and current row)
)`;

async function holesOf(store: LogStore, counter: Counter, files: readonly number[]): Promise<Hole[]> {
  const { least = 1 } = counter;
  const habits = await store.rows<Steps>(
    `select f, count() as steps, countIf(number > before + 1) as holes, countIf(number > before + {least:UInt64}) as wide from ${stepsOf(counter)}
     where place > 1 group by f order by f`,
    { files, least },
  );
  const regular = habits.filter(
    ({ steps, holes, wide }) =>
      wide > 0 && steps >= LEAST_STEPS && holes <= Math.max(FEW_HOLES, MOST_HOLE_SHARE * steps),
  );
  if (regular.length === 0) return [];
  return store.rows<Hole>(
    `select f, fromN, n, before, number from ${stepsOf(counter)}
     where place > 1 and number > before + {least:UInt64} order by f, n limit 1000`,
    { files: regular.map(({ f }) => f), least },
  );
}

export async function findSequenceSigns({ store, files }: Examination): Promise<FoundSign[]> {
  const signs: FoundSign[] = [];
  for (const counter of counters) {
    const own = files.flatMap(({ format }, f) => (counter.format(format) ? [f] : []));
    if (own.length === 0) continue;
    for (const { f, fromN, n, before, number } of await holesOf(store, counter, own)) {
      const missing = number - before - 1;
      const range = missing === 1 ? `${before + 1}` : `${before + 1}–${number - 1}`;
      signs.push({
        kind: 'serial',
        strength: counter.innocent ? 'weak' : 'strong',
        ...{ f, fromN, toN: n, fromMs: null, toMs: null, p: null },
        places: [
          { f, n: fromN },
          { f, n },
        ],
        statement: {
          ja: `${counter.ja} ${range}（${missing} 件）がない。ほかの番号はとぎれずに続いている。${counter.innocent?.ja ?? ''}`,
          en: `${counter.en} ${range} (${missing}) are missing; the others follow each other without a hole${counter.innocent?.en ?? ''}`,
        },
      });
    }
  }
  return signs;
}
