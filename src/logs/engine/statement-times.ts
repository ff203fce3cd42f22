// Where the time goes, for whoever measures: with AKASHI_TIMES=FILE each statement and stage adds a line to the file. Never a
// bound value or an answer, which could hold other people's data; without the variable nothing is measured.
import { appendFileSync } from 'node:fs';

const path = process.env['AKASHI_TIMES'];

/** Characters of a statement that tell which one it is. */
const SHOWN = 20_000;

function add(line: object): void {
  if (path !== undefined) appendFileSync(path, `${JSON.stringify(line)}\n`);
}

/** Milliseconds since this process began. */
const now = (): number => Math.round(performance.now());

/** How a statement ended: the size of its answer and how long it ran, apart from its wait for others; or why it has none. */
type Ended = { readonly answerBytes: number; readonly ranMs: number } | { readonly failed: string };

/** Begins to time a statement; call what is returned when it has ended. */
export function statementBegan(
  kind: 'command' | 'query' | 'open' | 'enter' | 'leave' | 'close',
  sql: string,
): (how: Ended) => void {
  if (path === undefined) return () => {};
  const began = now();
  return (how) =>
    add({ kind, began, ended: now(), ...how, sql: sql.replace(/\s+/g, ' ').slice(0, SHOWN), process: process.pid });
}

/** A stage of the work begins. */
export function stageBegan(stage: string): void {
  if (path !== undefined) add({ kind: 'stage', began: now(), stage, process: process.pid });
}
