// Logins to mailboxes and the ends of their sessions, as Dovecot tells them. Its session id is made of the instant, the
// port and the address of the login, so that an end alone tells when its login was written, and from where.

/** What the log says of one session. */
export type MailboxSession = {
  readonly session: string;
  /** null: the line is not there. */
  readonly loginN: number | null;
  readonly loginMs: number;
  readonly ip: string;
  readonly endN: number | null;
  readonly endMs: number;
};

/** What a session id holds. `micros48`: microseconds since 1970, modulo 2⁴⁸. */
export type SessionId = { readonly micros48: number; readonly ip: string };

/** @see Dovecot, src/login-common/client-common.c, client_get_session_id: 48 bits of time, 16 of port, the address; little-endian, Base64 */
export function readSessionId(session: string): SessionId | undefined {
  if (!/^[A-Za-z0-9+/]{16}$/.test(session)) return undefined;
  const bytes = Buffer.from(session, 'base64');
  return { micros48: bytes.readUIntLE(0, 6), ip: bytes.subarray(8, 12).join('.') };
}

const WRAP_MS = 2 ** 48 / 1000;

/** The instant an id was made, as near to another instant as its 48 bits allow. */
export function madeAt({ micros48 }: SessionId, nearMs: number): number {
  const ms = micros48 / 1000;
  return ms + Math.round((nearMs - ms) / WRAP_MS) * WRAP_MS;
}

/** Whole sessions, or logins, that show what ids mean here. */
const LEAST_WHOLE = 20;
/** So many of them must agree. */
const REGULAR = 0.98;
/** A login is written within this long after the id was made. */
export const LOGIN_MS = 60_000;

export type Missing = MailboxSession & { readonly madeMs: number };

/**
 * Sessions that ended and whose login is not there, although their ids put it inside the log; none where ids hold no time,
 * or where other sessions lack their login too.
 */
export function endsWithoutLogin(sessions: readonly MailboxSession[], fromMs: number): Missing[] {
  const ided = sessions.flatMap((each) => {
    const id = readSessionId(each.session);
    return id ? [{ ...each, id }] : [];
  });
  const whole = ided.filter(({ loginN, endN }) => loginN !== null && endN !== null);
  if (whole.length < LEAST_WHOLE) return [];
  // Logs without a zone are hours away from the instant in the id, all by the same.
  const apart = whole.map(({ id, loginMs }) => loginMs - madeAt(id, loginMs)).sort((a, b) => a - b);
  const clock = apart[Math.floor(apart.length / 2)] ?? 0;
  const regular = apart.filter((ms) => Math.abs(ms - clock) <= LOGIN_MS).length;
  if (regular < REGULAR * apart.length) return [];
  const missing = ided
    .filter(({ loginN, endN }) => loginN === null && endN !== null)
    .map((each) => ({ ...each, madeMs: madeAt(each.id, each.endMs) + clock }))
    .filter(({ madeMs, endMs }) => madeMs > fromMs + LOGIN_MS && madeMs <= endMs + LOGIN_MS);
  return missing.length <= (1 - REGULAR) * whole.length + 1 ? missing : [];
}

/** Logins whose line names another address than their id holds, where the two agree otherwise. */
export function otherAddresses(sessions: readonly MailboxSession[]): MailboxSession[] {
  const asked = sessions.flatMap((each) => {
    const id = readSessionId(each.session);
    return id && each.loginN !== null && /^\d{1,3}(?:\.\d{1,3}){3}$/.test(each.ip) ? [{ each, id }] : [];
  });
  const other = asked.filter(({ each, id }) => id.ip !== each.ip).map(({ each }) => each);
  return asked.length >= LEAST_WHOLE && other.length <= (1 - REGULAR) * asked.length + 1 ? other : [];
}
