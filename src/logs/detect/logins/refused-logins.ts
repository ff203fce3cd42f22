// Which events say that a login was refused, or worked: shared by all that count them.

/** What sshd says a second time through PAM, but where it is the only one to say it. */
export const AGAIN = `(startsWith(program, 'sshd') and startsWith(message, 'pam_unix') and fields['only'] = '')`;

/**
 * Failures, said once or twice. Left out: what sshd says while hanging up, and keys that were tried for accounts that
 * exist: every client offers all its keys, and nobody guesses keys.
 */
export const SAID = `action = 'login-failed' and not match(message, 'op=login .*hostname=\\? |Connection lost to authentication server|Invalid authentication mechanism') and not (startsWith(program, 'sshd') and fields['only'] = ''
    and match(message, '^(?:input_userauth_request|Disconnecting|Failed publickey for (?:[^i]|i[^n]|in[^v]))'))`;
export const FAILED = `${SAID} and not ${AGAIN}`;

/** Logins, and messages that postfix took from somebody who gave a password: it writes no line of the login itself. */
export const CAME_IN = `(action = 'login' or (action = 'mail-received' and user != '' and startsWith(program, 'postfix')))`;
