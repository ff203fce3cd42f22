import type { LogStore } from '../port.ts';

/** Logs that were read do not change: what several look for in them, with the same words, is asked once a store. */
export function onceAStore<
  T,
  About extends readonly (string | number | readonly (number | Readonly<Record<string, number>>)[])[],
>(ask: (store: LogStore, ...about: About) => Promise<T>): (store: LogStore, ...about: About) => Promise<T> {
  const answers = new WeakMap<LogStore, Map<string, Promise<T>>>();
  return (store, ...about) => {
    const known = answers.get(store) ?? new Map<string, Promise<T>>();
    answers.set(store, known);
    const key = JSON.stringify(about);
    const answer = known.get(key) ?? ask(store, ...about);
    known.set(key, answer);
    return answer;
  };
}
