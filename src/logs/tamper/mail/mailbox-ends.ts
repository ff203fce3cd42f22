// Logins to mailboxes whose end was taken out. Dovecot writes an end for every session, unless its process is killed.
import type { MailboxSession } from './mailbox-sessions.ts';
import { type BrokenLife, brokenClusters } from './queue-ends.ts';

export type Login = MailboxSession & {
  readonly f: number;
  readonly user: string;
  /** Whether any line, in any file, tells that the session ended or that its process did. */
  readonly ended: boolean;
};

/** Logins close together without an end. `byUser`: close together among the logins of one user, not among all. */
export type EndlessGroup = {
  readonly logins: readonly Login[];
  readonly p: number;
  readonly byUser: boolean;
  /** The longest that a session of this log lasted: until so long after a login its end may be written. */
  readonly longestMs: number;
};

/** A session may last longer than any that ended so far, but not where sessions last minutes. */
const LEAST_LONGEST_MS = 1_800_000;
/** Logins of one user from which that user is asked alone. */
const LEAST_OF_USER = 40;

function endless(logins: readonly Login[]): { logins: Login[]; p: number }[] {
  const broken: (BrokenLife & { login: Login })[] = logins.flatMap((login, i) =>
    login.ended ? [] : [{ f: login.f, n: login.loginN ?? 0, t: login.loginMs, rank: i + 1, login }],
  );
  return brokenClusters(broken, logins.length).map(({ lives, p }) => {
    const ranks = new Set(lives.map(({ rank }) => rank));
    return { p, logins: broken.filter(({ rank }) => ranks.has(rank)).map(({ login }) => login) };
  });
}

/**
 * Groups of logins without an end, among all of a file and among those of each user: whoever hides what one user did takes
 * out that user's lines, between those of others. Logins so late that a session may still be open are not asked.
 *
 * @param sessions of one file
 */
export function loginsWithoutEnd(sessions: readonly Login[], toMs: number): EndlessGroup[] {
  const whole = sessions.filter(({ loginN, endN }) => loginN !== null && endN !== null);
  const longestMs = whole.reduce((most, { loginMs, endMs }) => Math.max(most, endMs - loginMs), LEAST_LONGEST_MS);
  const asked = sessions
    .filter(({ loginN, loginMs }) => loginN !== null && loginMs < toMs - longestMs)
    .sort((a, b) => a.loginMs - b.loginMs || (a.loginN ?? 0) - (b.loginN ?? 0));
  const found = endless(asked).map((group): EndlessGroup => ({ ...group, byUser: false, longestMs }));
  const byUser = new Map<string, Login[]>();
  for (const login of asked) {
    const known = byUser.get(login.user);
    if (known) known.push(login);
    else byUser.set(login.user, [login]);
  }
  const users = [...byUser.values()].filter((own) => own.length >= LEAST_OF_USER && own.length < asked.length);
  const told = new Set(found.flatMap(({ logins }) => logins.map(({ session }) => session)));
  for (const own of users) {
    for (const { logins, p } of endless(own)) {
      if (logins.some(({ session }) => told.has(session))) continue;
      // Every user is another place to look at.
      found.push({ logins, p: Math.min(1, p * users.length), byUser: true, longestMs });
    }
  }
  return found;
}
