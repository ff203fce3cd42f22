// Web applications that log through syslog.
import type { WebRow } from '../rows.ts';
import { firstOf, type Meaning, type Say } from './meaning.ts';
import { plainWords, refusalOf } from './refusal.ts';

/** Drupal's syslog module: base_url|timestamp|type|ip|request_uri|referer|uid|link|message. Only the last is Drupal's own sentence. */
const drupal =
  /^https?:\/\/[^|\s]{1,255}\|\d{9,11}\|[^|]{1,64}\|([0-9A-Fa-f:.]{3,45})\|.{0,8192}\|\d{1,10}\|[^|]{0,1024}\|([^|]{1,2048})$/s;

const refusedPage =
  /^https?:\/\/([^|/\s]{1,255})[^|\s]{0,255}\|\d{9,11}\|(page not found|access denied)\|([0-9A-Fa-f:.]{3,45})\|https?:\/\/[^|/\s]{1,255}(\/[^|]{0,8192})?\|([^|]{0,8192})\|\d{1,10}\|/;

/** A request that Drupal says it did not find or refused. It does not say the method, nor how much it answered. */
export function drupalRequest(message: string, at: number): WebRow | undefined {
  const match = message.startsWith('http') ? refusedPage.exec(message) : null;
  if (!match) return undefined;
  const [, vhost = '', said, client = '', target = '/', referer = ''] = match;
  return {
    ...{ table: 'web', at, client, user: '', vhost, method: '', target, proto: '' },
    ...{ status: said === 'access denied' ? 403 : 404, size: -1, referer, agent: '' },
  };
}

/** WP fail2ban, WP Cerber and phpMyAdmin. The name is what was typed. */
const wordpress: readonly Say[] = [
  [
    /^(?:XML-RPC )?Authentication (?:failure|attempt) for (?:unknown user )?(.{1,255}) from ([0-9A-Fa-f:.]{3,45})$/,
    (user, ip) => ({ action: 'login-failed', user, ip, fields: { about: 'attempt' } }),
  ],
  [
    /^user denied: (.{1,255}) \((?:mysql|allow|root|empty)-denied\) from ([0-9A-Fa-f:.]{3,45})$/,
    (user, ip) => ({ action: 'login-failed', user, ip, fields: { about: 'attempt' } }),
  ],
  [/^user authenticated: (.{1,255}) from ([0-9A-Fa-f:.]{3,45})$/, (user, ip) => ({ action: 'login', user, ip })],
  [/^Accepted password for (.{1,255}) from ([0-9A-Fa-f:.]{3,45})$/, (user, ip) => ({ action: 'login', user, ip })],
];

/** What phpMyAdmin says, and plugins of WordPress, with the site in brackets behind their name: `wordpress(www.example.org)`. */
export function interpretWordpress(program: string, message: string): Meaning | undefined {
  return /^(?:(?:wordpress|wp|cerber)\(|phpMyAdmin$)/.test(program) ? firstOf(wordpress, message) : undefined;
}

/** Undefined when the message is none of these applications'. */
export function interpretWeb(message: string): Meaning | undefined {
  const match = message.startsWith('http') ? drupal.exec(message) : null;
  if (!match) return undefined;
  const [, ip = '', said = ''] = match;
  return { ...(refusalOf(said, ip) ?? plainWords(said)), ip };
}
