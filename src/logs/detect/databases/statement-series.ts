// A database read by yes and no. Who cannot see what a statement returns asks hundreds of one form, each about one
// character, and reads the answer from which of two pages comes back, or how long it takes.
import type { Place } from '../../port.ts';
import type { Finding } from '../detection.ts';
import { type Limit, limitOf } from '../limits.ts';
import { decodedAscii, ECHO_BYTES, OWN_DIFFERENCE } from '../requests/echoes.ts';

/** Statements of one form to one page that only somebody sends who reads by them: a scanner tries each form a few times. */
const FEWEST_STATEMENTS = 100;
/** Share of the statements that the rarer kind of answer must have. */
const RARER_SHARE = 0.1;
/** Shortest delay asked for that an interval between requests, in whole seconds, tells from none. */
const LEAST_DELAY = 2;
const MOST_DELAY = 30;

const LONGEST_READ = 2_048;
/** Statements read, and forms counted at once: of forms met once, those are forgotten when there are too many. */
const MOST_READ = 2_000_000;
const MOST_SERIES = 20_000;
const MOST_SIZES = 5_000;
const MOST_TIMES = 10_000;
const EXAMPLES = 20;

/** Words by which a statement asks for one character, or to wait; and what it asks about. */
const ONE_CHARACTER = /(?:ascii|ord|mid|substr(?:ing)?|unicode|hex|sleep|benchmark)\s?\(|waitfor\s+delay/i;
const ASKED_ABOUT = /\bselect[^\w=]|(?:user|database|schema|version)\s?\(|@@\w/i;
const DELAY = /(?:sleep\s?\(\s?|delay\s+'\d{1,2}:\d{1,2}:)(\d{1,2})/i;
/** Answers of guards and of servers out of breath: they say nothing about the statement. */
const guarded: ReadonlySet<number> = new Set([403, 406, 408, 429, 499, 502, 503, 504]);

type Statement = Place & {
  readonly client: string;
  readonly at: number;
  readonly path: string;
  readonly target: string;
  readonly status: number;
  readonly size: number;
};

type Series = {
  readonly client: string;
  readonly path: string;
  readonly delay: number;
  count: number;
  shortest: number;
  longest: number;
  /** Answers by status, and those of the successful by size. */
  readonly statuses: Map<number, number>;
  readonly sizes: Map<number, number>;
  readonly times: number[];
  readonly places: Place[];
};

const plain = (target: string) => decodedAscii(target.slice(0, LONGEST_READ).replaceAll('+', ' '));

/**
 * A statement without the numbers and characters that change from question to question. The number with which a parameter
 * begins stays: the same statement tried on every page of a shop is a scanner's, and these pages differ.
 */
export function formOf(text: string): string {
  return text
    .replace(/'[^']{1,2}'/g, "'?'")
    .replace(/([?&][\w.[\]-]{1,64}=)?(?:0x[0-9a-f]{1,64}|\d+)/gi, (all, begins?: string) => (begins ? all : '#'));
}

export class StatementSeries {
  readonly #series = new Map<string, Series>();
  readonly #mostRead: number;
  readonly #mostSeries: number;
  #read = 0;
  #unread = false;
  #full = false;

  constructor(mostRead: number = MOST_READ, mostSeries: number = MOST_SERIES) {
    this.#mostRead = mostRead;
    this.#mostSeries = mostSeries;
  }

  add(one: Statement): void {
    if (this.#read >= this.#mostRead) {
      this.#unread = true;
      return;
    }
    this.#read += 1;
    const text = plain(one.target);
    if (!ONE_CHARACTER.test(text) || !ASKED_ABOUT.test(text)) return;
    const key = `${one.client}\n${one.path}\n${formOf(text)}`;
    const known = this.#series.get(key);
    if (!known && !this.#room()) return;
    const series = known ?? begun(one, text);
    if (!known) this.#series.set(key, series);
    take(series, one);
  }

  findings(): Finding[] {
    return [...this.#series.values()].flatMap((series) => byAnswer(series) ?? byDelay(series) ?? []);
  }

  limits(): Limit[] {
    return [
      ...(this.#unread ? [limitOf('sql-statements', ['sqli'], this.#mostRead)] : []),
      ...(this.#full ? [limitOf('sql-forms', ['sqli'], this.#mostSeries)] : []),
    ];
  }

  /** Whether a form may be added. A scanner sends each of its forms once; who reads by one sends it a hundred times. */
  #room(): boolean {
    if (this.#full) return false;
    if (this.#series.size < this.#mostSeries) return true;
    for (const [key, { count }] of this.#series) if (count === 1) this.#series.delete(key);
    // Without a tenth free, every statement would go through all of them.
    this.#full = this.#series.size > 0.9 * this.#mostSeries;
    return !this.#full;
  }
}

function begun({ client, path, target }: Statement, text: string): Series {
  return {
    ...{ client, path, delay: Number(DELAY.exec(text)?.[1] ?? 0), count: 0 },
    ...{ shortest: target.length, longest: target.length },
    ...{ statuses: new Map(), sizes: new Map(), times: [], places: [] },
  };
}

function take(series: Series, { f, n, at, target, status, size }: Statement): void {
  series.count += 1;
  series.shortest = Math.min(series.shortest, target.length);
  series.longest = Math.max(series.longest, target.length);
  if (!guarded.has(status)) series.statuses.set(status, (series.statuses.get(status) ?? 0) + 1);
  const before = series.sizes.get(size);
  if (status >= 200 && status < 300 && size >= 0 && (before !== undefined || series.sizes.size < MOST_SIZES))
    series.sizes.set(size, (before ?? 0) + 1);
  if (at > 0 && series.times.length < MOST_TIMES) series.times.push(at);
  if (series.places.length < EXAMPLES) series.places.push({ f, n });
}

/** How many answers lie on either side of the widest gap between sizes, where no echo of the question explains it. */
function twoSizes({ sizes, shortest, longest }: Series): readonly [number, number] {
  const sorted = [...sizes].sort(([a], [b]) => a - b);
  let widest = ECHO_BYTES * (longest - shortest) + OWN_DIFFERENCE;
  let [total, split] = [0, 0];
  for (const [i, [size, count]] of sorted.entries()) {
    const gap = size - (sorted[i - 1]?.[0] ?? size);
    if (gap > widest) [widest, split] = [gap, total];
    total += count;
  }
  return [split, split === 0 ? 0 : total - split];
}

function twoStatuses({ statuses }: Series): readonly [number, number] {
  const [most = 0, next = 0] = [...statuses.values()].sort((a, b) => b - a);
  return [most, next];
}

function byAnswer(series: Series): Finding | undefined {
  if (series.count < FEWEST_STATEMENTS) return undefined;
  const kinds = [twoSizes(series), twoStatuses(series)].find(([a, b]) => Math.min(a, b) >= RARER_SHARE * series.count);
  if (!kinds) return undefined;
  const [a, b] = kinds;
  return found(series, 'shown', {
    ja: `一文字ずつ問い合わせる同じ形のSQL文${series.count}件に、はっきり異なる2種類の応答が返された（${a}件と${b}件）。データベースの内容は、この違いから読み出せる`,
    en: `${series.count} SQL statements of one form, each asking about one character, were answered in two clearly different ways (${a} and ${b}): by that difference a database is read`,
  });
}

/** Intervals as long as the delay that was asked for, among others much shorter: answered one after the other, some only after waiting. */
function byDelay(series: Series): Finding | undefined {
  const { count, delay, times } = series;
  if (count < FEWEST_STATEMENTS || delay < LEAST_DELAY || delay > MOST_DELAY) return undefined;
  const sorted = [...times].sort((a, b) => a - b);
  const intervals = sorted.slice(1).map((at, i) => (at - (sorted[i] ?? at)) / 1_000);
  const waited = intervals.filter((seconds) => seconds >= delay && seconds < delay * 2).length;
  const prompt = intervals.filter((seconds) => seconds <= delay / 2).length;
  if (Math.min(waited, prompt) < RARER_SHARE * count || waited + prompt < intervals.length * 0.8) return undefined;
  return found(series, 'possible', {
    ja: `一文字ずつ問い合わせ、当たれば${delay}秒待たせる同じ形のSQL文${count}件が続き、次の要求までの間隔は、待った${waited}件と待たない${prompt}件に分かれた。データベースの内容は、この違いから読み出せる`,
    en: `${count} SQL statements of one form, each asking about one character and to wait ${delay} s if right; the next request came after such a wait ${waited} times and at once ${prompt} times: by that difference a database is read`,
  });
}

function found(series: Series, success: Finding['success'], says: Finding['says']): Finding {
  const { client, count, times, places } = series;
  return {
    actor: { kind: 'ip', id: client },
    sign: 'read-by-questions',
    class: 'sqli',
    ...{ level: 'adverse', success, says, count, places },
    first: times.reduce((a, b) => Math.min(a, b), times[0] ?? 0),
    last: times.reduce((a, b) => Math.max(a, b), 0),
  };
}
