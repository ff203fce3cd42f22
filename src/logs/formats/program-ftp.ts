import type { Meaning } from './meaning.ts';
import { firstAddress, firstOf, type Say } from './meaning.ts';

const plain = (ip: string): string => ip.replace(/^::ffff:/i, '');

const ftp: readonly Say[] = [
  [/^CONNECT: Client "([^"]{2,45})"/, (ip) => ({ action: 'connect', ip: plain(ip) })],
  [/^\[([^\]]{0,255})\] OK LOGIN: Client "([^"]{2,45})"/, (user, ip) => ({ action: 'login', user, ip: plain(ip) })],
  [
    /^\[([^\]]{0,255})\] FAIL LOGIN: Client "([^"]{2,45})"/,
    (user, ip) => ({ action: 'login-failed', user, ip: plain(ip), fields: { about: 'attempt' } }),
  ],
  [
    /^\[([^\]]{0,255})\] (OK|FAIL) ([A-Z]{3,12}): Client "([^"]{2,45})"(?:, "([^"]{0,4096})")?/,
    (user, result, command, ip, path) => ({
      action: 'file-access',
      user,
      ip: plain(ip),
      fields: { result, command, path },
    }),
  ],
  [
    /\[((?:\d{1,3}\.){3}\d{1,3}|[0-9A-Fa-f:]{3,45})\]\):? (?:- )?USER (.{1,255}?)(?: \(Login failed\)|: no such user)/,
    (ip, user) => ({ action: 'login-failed', user, ip: plain(ip), fields: { about: 'attempt' } }),
  ],
  [
    /\[((?:\d{1,3}\.){3}\d{1,3}|[0-9A-Fa-f:]{3,45})\]\):? (?:- )?USER (.{1,255}?): Login successful/,
    (ip, user) => ({ action: 'login', user, ip: plain(ip) }),
  ],
  [
    /^(?:failed login|authentication failure|repeated login failures|refused connect) from .{0,255}?\[?((?:\d{1,3}\.){3}\d{1,3})/i,
    (ip) => ({ action: 'login-failed', ip, fields: { about: 'attempt' } }),
  ],
  [
    /^\(\?@([^)]{2,255})\) \[WARNING\] Authentication failed for user \[([^\]]{0,255})\]/,
    (ip, user) => ({ action: 'login-failed', ip, user, fields: { about: 'attempt' } }),
  ],
  [/^\(\?@([^)]{2,255})\) \[INFO\] (\S{1,255}) is now logged in/, (ip, user) => ({ action: 'login', ip, user })],
  [
    /^\(([^@)]{1,255})@([^)]{2,255})\) \[[A-Z]{4,8}\] (.{1,4096}?) (uploaded|downloaded|deleted)\b/,
    (user, ip, path, command) => ({ action: 'file-access', user, ip, fields: { command, path } }),
  ],
];

/**
 * OpenSSH's own SFTP server. Who and from where stands in the line that begins a session, and what was read in the one that
 * closes a file: the process has one number for both.
 */
const sftp: readonly Say[] = [
  [
    /^session (?:opened|closed) for local user (.{1,255}) from \[([0-9A-Fa-f.:]{2,45})\]$/,
    (user, ip) => ({ user, ip: plain(ip) }),
  ],
  [
    /^close "([^"]{1,4096})" bytes read (\d{1,15}) written (\d{1,15})$/,
    (path, read, written) => ({
      action: 'file-access',
      fields: { path, bytes: read === '0' ? written : read, command: read === '0' ? 'STOR' : 'RETR' },
    }),
  ],
];

export const interpretSftp = (message: string): Meaning | undefined => firstOf(sftp, message);

/** What an FTP server said, in its own log or through syslog. */
export function interpretFtp(message: string): Meaning {
  return firstOf(ftp, message) ?? { ip: firstAddress(message) };
}
