import type { Action } from '../actions.ts';

/** What a program's line means: who acted, from where, and which of the fixed actions it was. */
export type Meaning = {
  readonly action?: Action;
  readonly ip?: string;
  readonly user?: string;
  readonly fields?: Readonly<Record<string, string>>;
};

const v4 = /(?:^|[^\d.])((?:\d{1,3}\.){3}\d{1,3})(?![\d.]*\d)/;
const v6 =
  /(?:^|[^0-9A-Fa-f:.])((?:[0-9A-Fa-f]{1,4}:){2,7}[0-9A-Fa-f]{0,4}(?:::?[0-9A-Fa-f]{1,4}){0,5}|::1|[0-9A-Fa-f]{1,4}::[0-9A-Fa-f:]{1,30})(?![0-9A-Fa-f:])/;

/** The first address a message names, '' when none. Only the first 4 KiB are looked at. */
export function firstAddress(message: string): string {
  const text = message.length > 4096 ? message.slice(0, 4096) : message;
  const found = v4.exec(text)?.[1];
  if (found?.split('.').every((part) => Number(part) < 256)) return found;
  return v6.exec(text)?.[1] ?? '';
}

export type Say = readonly [pattern: RegExp, meaning: (...groups: string[]) => Meaning];

/** First pattern that matches wins. Groups that took no part arrive as ''. */
export function firstOf(says: readonly Say[], message: string): Meaning | undefined {
  for (const [pattern, meaning] of says) {
    const match = pattern.exec(message);
    if (!match) continue;
    const [, a = '', b = '', c = '', d = '', ...more] = match;
    return meaning(a, b, c, d, ...more.map((group) => group ?? ''));
  }
  return undefined;
}
