// Signs in a sample of a log that something may still be burning. Few, plain and quick: they decide whether to isolate a
// machine now, not what happened. The checks read everything later; a sample that shows nothing has shown nothing.
import type { Row } from './rows.ts';

export type SignKind =
  | 'login-after-failures'
  | 'attack-answered'
  | 'attack-tried'
  | 'bulk-read'
  | 'file-given'
  | 'account-changed'
  | 'guessing';

export type FirstSign = {
  readonly kind: SignKind;
  readonly path: string;
  readonly count: number;
  /** Milliseconds UTC. */
  readonly last: number;
};

/** Failures by one client before a success counts as one after failures. */
const FAILURES_BEFORE_SUCCESS = 5;
/** Failures by one client that are guessing, not mistyping. */
const FAILURES_GUESSING = 20;
/** Answers of one numbered path to one client that are more than somebody reads. */
const BULK_ANSWERS = 300;
/** Clients and paths kept: a sample is bounded, and so is this. */
const MOST_KEPT = 50_000;

/** Attacker-chosen text is looked at with fixed patterns, each linear in its length. */
const payload = new RegExp(
  [
    'union(?:\\s|/\\*\\*/|\\+)+(?:all(?:\\s|\\+)+)?select',
    "'\\s*or\\s*'?1'?\\s*=\\s*'?1",
    '\\b(?:sleep|benchmark|extractvalue|load_file)\\s*\\(',
    '(?:\\.\\./){3}',
    '/etc/(?:passwd|shadow)',
    '[;|`&]\\s*(?:cat|id|wget|curl|bash|sh|nc)\\b',
    '\\$\\{jndi:',
    '(?:php|data|expect)://',
    '/(?:c99|r57|wso|b374k|shell)\\.php',
    '\\b(?:cmd|exec|system|passthru)=(?:id|cat|ls|whoami|uname)',
  ].join('|'),
  'i',
);
/** Longer targets are cut before they are looked at. */
const MOST_TARGET = 4_096;

function decoded(target: string): string {
  const text = target.slice(0, MOST_TARGET);
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    // A percent sign that encodes nothing: looked at as it stands.
    return text;
  }
}

/** Ordinary answers of a path needed before an unusual one says anything, and how far beyond them it must lie. */
const FEWEST_ORDINARY = 5;
const farBeyond = (most: number) => most * 2 + 2_048;
/** Shells that answer at all are a success. */
const shell = /\/(?:c99|r57|wso|b374k)\.php/i;

/** Copies of a database, settings and the like that lie where anybody may ask for them. */
const notToBeServed =
  /(?:\.(?:sql|sqlite3?|mdb|dump|bak)(?:\.(?:gz|zip|bz2|xz|7z))?|\/\.env(?:\.\w{1,16})?|\/\.git\/config|\/\.htpasswd|\/wp-config\.php\.\w{1,8})$/i;
/**
 * A site that answers everything with one page gives "200" for these too: then many of them are answered, or one with the
 * size of another answer.
 */
const MOST_GIVEN = 3;
const SMALLEST_COPY = 64;

type Tally = { count: number; last: number };
type Ordinary = { count: number; most: number };
type Attack = { readonly path: string; readonly size: number; readonly at: number; readonly shell: boolean };

/** Rows of one file's sample, in the order of the file. */
export function openFirstSigns(path: string): { read(row: Row): void; signs(): FirstSign[] } {
  const failures = new Map<string, number>();
  const bulk = new Map<string, Tally>();
  const ordinary = new Map<string, Ordinary>();
  const attacks: Attack[] = [];
  const given = new Map<string, Tally & { readonly size: number }>();
  const found = new Map<SignKind, Tally>();
  const note = (kind: SignKind, at: number, count = 1) => {
    const known = found.get(kind) ?? { count: 0, last: 0 };
    known.count += count;
    known.last = Math.max(known.last, at);
    found.set(kind, known);
  };
  return {
    read(row) {
      const at = Math.floor(row.at / 1000);
      if (row.table === 'web') {
        if (row.status < 200 || row.status >= 300) return;
        const { target } = row;
        const path = target.split('?', 1)[0]?.slice(0, 512) ?? '';
        const text = target.includes('%') || target.includes('+') ? decoded(target) : target.slice(0, MOST_TARGET);
        if (payload.test(text)) {
          if (attacks.length < MOST_KEPT) attacks.push({ path, size: row.size, at, shell: shell.test(path) });
          return;
        }
        if (notToBeServed.test(path) && row.size >= SMALLEST_COPY) {
          const known = given.get(path) ?? { count: 0, last: 0, size: row.size };
          if (known.count > 0 || given.size <= MOST_GIVEN)
            given.set(path, { ...known, count: known.count + 1, last: Math.max(known.last, at) });
          return;
        }
        const usual = ordinary.get(path) ?? { count: 0, most: 0 };
        if (usual.count > 0 || ordinary.size < MOST_KEPT)
          ordinary.set(path, { count: usual.count + 1, most: Math.max(usual.most, row.size) });
        if (!/\d/.test(target)) return;
        const key = `${row.client} ${target.slice(0, 512).replace(/\d+/g, '#')}`;
        const known = bulk.get(key) ?? { count: 0, last: 0 };
        if (known.count === 0 && bulk.size >= MOST_KEPT) return;
        bulk.set(key, { count: known.count + 1, last: Math.max(known.last, at) });
        return;
      }
      if (row.action === 'user-added' || row.action === 'password-changed') note('account-changed', at);
      if (row.ip === '') return;
      const failed = failures.get(row.ip) ?? 0;
      if (row.action === 'login-failed' && (failed > 0 || failures.size < MOST_KEPT)) {
        failures.set(row.ip, failed + 1);
        if (failed + 1 >= FAILURES_GUESSING) note('guessing', at, failed + 1 === FAILURES_GUESSING ? failed + 1 : 1);
      } else if (row.action === 'login' && failed >= FAILURES_BEFORE_SUCCESS) note('login-after-failures', at);
    },
    signs() {
      for (const { path: asked, size, at, shell: isShell } of attacks) {
        const usual = ordinary.get(asked);
        const large = usual !== undefined && usual.count >= FEWEST_ORDINARY && size > farBeyond(usual.most);
        note(large || isShell ? 'attack-answered' : 'attack-tried', at);
      }
      for (const { count, last } of bulk.values()) if (count >= BULK_ANSWERS) note('bulk-read', last, count);
      const sizes = new Set([...ordinary.values()].map(({ most }) => most));
      const own = [...given.values()].filter(({ size }) => !sizes.has(size));
      const oneAnswer = new Set(own.map(({ size }) => size)).size < own.length;
      if (given.size <= MOST_GIVEN && !oneAnswer) for (const { count, last } of own) note('file-given', last, count);
      return [...found].map(([kind, { count, last }]) => ({ kind, path, count, last }));
    },
  };
}
