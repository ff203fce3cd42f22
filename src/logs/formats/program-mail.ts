// Postfix, Dovecot, Exim, Courier and the like: the life of a message, and logins to mailboxes.
import { firstOf, type Meaning, type Say } from './meaning.ts';
import { plainWords } from './refusal.ts';

const queueId = /^([0-9A-F]{6,20}|[0-9A-Za-z]{10,24}): /;

/** `to=<a@b>, relay=host[ip]:25, delay=1, status=sent (250 ok)` as fields; a value in angle brackets loses them. */
function postfixFields(text: string): Record<string, string> {
  const fields: Record<string, string> = {};
  const pair = /([a-z_-]{2,20})=(<[^>]{0,512}>|[^,\s]{0,1024})/gy;
  let at = 0;
  while (at < text.length) {
    pair.lastIndex = at;
    const match = pair.exec(text);
    if (!match) break;
    const [whole, key = '', value = ''] = match;
    fields[key] = value.startsWith('<') && value.endsWith('>') ? value.slice(1, -1) : value;
    at += whole.length;
    if (text[at] === ',') at += 1;
    if (text[at] === ' ') at += 1;
    if (text[at] === '(') break;
  }
  return fields;
}

const bracketed = /\[((?:\d{1,3}\.){3}\d{1,3}|(?:IPv6:)?[0-9A-Fa-f:.]{3,45})\]/;

function addressIn(text: string): string {
  return bracketed.exec(text)?.[1]?.replace(/^IPv6:/, '') ?? '';
}

const smtpd: readonly Say[] = [
  [/^connect from (.*)$/s, (from) => ({ action: 'connect', ip: addressIn(from) })],
  [/^CONNECT from (\[[^\]]{2,50}\]:\d{1,5}) to /, (from) => ({ action: 'connect', ip: addressIn(from) })],
  [/^DISCONNECT (\[[^\]]{2,50}\]:\d{1,5})$/, (from) => ({ action: 'disconnect', ip: addressIn(from) })],
  [/^addr ([0-9A-Fa-f.:]{3,45}) listed by domain /, (ip) => ({ ip })],
  [
    /^(?:disconnect|lost connection after .{1,40}|timeout after .{1,40}|too many errors after .{1,40}) from (.*)$/s,
    (from) => ({ action: 'disconnect', ip: addressIn(from) }),
  ],
  [
    /^(?:warning: )?([^\s[]{0,255}\[[^\]]{2,50}\]): SASL (\S+) authentication failed(?:.{0,1024}, sasl_username=(\S{1,255})$)?/,
    (from, method, user) => ({
      action: 'login-failed',
      ip: addressIn(from),
      user,
      fields: { method, about: 'attempt' },
    }),
  ],
  [
    /^(?:NOQUEUE|[0-9A-Za-z]{6,24}): (?:milter-)?reject: (?:\S+ ){1,3}from (\S+) (.*)$/s,
    (from, rest) => ({
      action: 'mail-rejected',
      ip: addressIn(from),
      fields: { ...postfixFields(/(?:from|to)=<.*$/.exec(rest)?.[0] ?? '') },
    }),
  ],
  [/^PREGREET \d+ after \S+ from (\S+)/, (from) => ({ action: 'disconnect', ip: addressIn(from) })],
];

const deliveries: Readonly<Record<string, 'mail-sent' | 'mail-deferred' | 'mail-bounced'>> = {
  sent: 'mail-sent',
  deferred: 'mail-deferred',
  bounced: 'mail-bounced',
  expired: 'mail-bounced',
  undeliverable: 'mail-bounced',
};

function postfix(program: string, message: string): Meaning | undefined {
  const said = firstOf(smtpd, message);
  if (said) return said;
  const id = queueId.exec(message);
  if (!id) return { ip: addressIn(message) };
  const [whole, queue = ''] = id;
  const rest = message.slice(whole.length);
  const fields: Record<string, string> = { queue, ...postfixFields(rest) };
  const status = fields['status'];
  if (rest.startsWith('removed')) return { action: 'mail-removed', fields };
  if (rest.startsWith('client=')) {
    const user = fields['sasl_username'] ?? '';
    return { action: 'mail-received', ip: addressIn(rest), user, fields };
  }
  if (rest.startsWith('from=')) return { fields };
  if (status !== undefined && rest.startsWith('to=')) {
    const action = deliveries[status];
    return { ...(action ? { action } : {}), ip: addressIn(fields['relay'] ?? ''), fields };
  }
  if (/^(?:sender|postmaster) (?:non-delivery|delivery)|non-delivery notification/.test(rest)) {
    return { action: 'mail-bounced', fields };
  }
  return {
    ip: addressIn(rest),
    fields: program.endsWith('cleanup') || Object.keys(fields).length > 1 ? fields : { queue },
  };
}

function dovecotValue(text: string, key: string): string {
  const match = new RegExp(`(?:^|[\\s,(])${key}=(<[^>]{0,255}>|[^,\\s)]{0,255})`).exec(text);
  return match?.[1]?.replace(/^<|>$/g, '') ?? '';
}

/** Whose session it is: `imap(sato@example.jp)<805><id>: Disconnected …`. A number alone is a process. */
const sessionOf = /^(?:dovecot: )?(?:imap|pop3|managesieve|submission)\((?!\d{1,10}\))([^,)\s]{1,255})\)/;

/** Dovecot in syslog or in its own file: `imap-login: Login: user=<u>, method=PLAIN, rip=1.2.3.4, …`. */
export function interpretDovecot(message: string): Meaning {
  const ip =
    dovecotValue(message, 'rip') ||
    /[(,](\d{1,3}(?:\.\d{1,3}){3}|[0-9A-Fa-f]{0,4}:[0-9A-Fa-f:]{2,39})[,)]/.exec(message)?.[1] ||
    '';
  const user =
    dovecotValue(message, 'user') ||
    (/(?:passwd-file|sql|pam|ldap|passdb|static|lua|oauth2)\(([^,)\s]{1,255})[,)]/.exec(message)?.[1] ??
      sessionOf.exec(message)?.[1] ??
      '');
  const fields = { method: dovecotValue(message, 'method') };
  if (
    !message.includes('no auth attempts') &&
    /auth failed|disallowed plaintext auth|Too many invalid commands|authentication fail|unknown user|[Pp]assword mismatch|pam_authenticate\(\) failed|Aborted login .{0,80}auth/.test(
      message,
    )
  ) {
    return { action: 'login-failed', ip, user, fields: { ...fields, about: 'attempt' } };
  }
  // Since 2.4 `Logged in: user=…`; a session that ends says `Disconnected: Logged out`.
  if (/-login: (?:Info: )?(?:Login|Logged in): |: Login: /.test(message)) return { action: 'login', ip, user, fields };
  if (/(?:Aborted login|Login aborted|Disconnected|Logged out|Connection closed)/.test(message))
    return { action: 'disconnect', ip, user };
  return { ip, user };
}

const courier: readonly Say[] = [
  [
    /^LOGIN FAILED, (?:user=([^,]{0,255}), )?(?:method=\S{1,32}, )?ip=\[(?:::ffff:)?([^\]]{2,45})\]/,
    (user, ip) => ({ action: 'login-failed', user, ip, fields: { about: 'attempt' } }),
  ],
  [/^LOGIN, user=([^,]{0,255}), ip=\[(?:::ffff:)?([^\]]{2,45})\]/, (user, ip) => ({ action: 'login', user, ip })],
  [
    /^error,relay=(?:::ffff:)?([0-9A-Fa-f:.]{2,45}),.{0,1024}Authentication failed/s,
    (ip) => ({ action: 'login-failed', ip, fields: { about: 'attempt' } }),
  ],
  [/^error,relay=(?:::ffff:)?([0-9A-Fa-f:.]{2,45}),/, (ip) => ({ action: 'mail-rejected', ip })],
  [
    /^Login failed user=(\S{0,255}) auth=\S{0,255} host=.{0,255}\[([0-9A-Fa-f:.]{2,45})\]/,
    (user, ip) => ({ action: 'login-failed', user, ip, fields: { about: 'attempt' } }),
  ],
  [/^Login user=(\S{0,255}) host=.{0,255}\[([0-9A-Fa-f:.]{2,45})\]/, (user, ip) => ({ action: 'login', user, ip })],
];

const mailNames =
  /^(?:imapd|pop3d|imapd-ssl|pop3d-ssl|imaplogin|pop3login|courieresmtpd|courierpop3login|ipop3d|ipop3s|imaps?d)/;

/** The fate of one recipient: `4AK1…: to=<a@b>, delay=…, relay=…, dsn=5.1.1, stat=User unknown`. */
const sendmailFate =
  /^([0-9A-Za-z]{10,20}): to=([^,]{1,512}),.{0,4096}?, (?:dsn=([245])\.\d{1,3}\.\d{1,3}, )?stat=(.{0,64})/s;

/** What sendmail says of a message: it came in, met its fate, or was refused. Words of other servers stand behind `stat=`. */
function sendmailMessage(message: string): Meaning | undefined {
  const [, queue = '', to = '', kind, stat = ''] = sendmailFate.exec(message) ?? [];
  if (queue !== '') {
    const sent = kind === '2' || /^Sent\b/.test(stat);
    const waits = kind === '4' || /^(?:Deferred|queued)\b/.test(stat);
    const fields = { queue, to: to.replace(/^<|>$/g, '') };
    return { action: waits ? 'mail-deferred' : sent ? 'mail-sent' : 'mail-bounced', fields };
  }
  const [, taken, from = ''] = /^([0-9A-Za-z]{10,20}): from=([^,]{0,512}), size=\d/.exec(message) ?? [];
  if (taken !== undefined)
    return { action: 'mail-received', fields: { queue: taken, from: from.replace(/^<|>$/g, '') } };
  return /^(?:[0-9A-Za-z]{10,20}: )?ruleset=check_\w{1,32}, .{0,4096}, reject=[45]\d\d /s.test(message)
    ? { action: 'mail-rejected' }
    : undefined;
}

/** Sendmail names the client last: what stands before may be the client's own words. */
function sendmail(message: string): Meaning {
  const meant = sendmailMessage(message) ?? plainWords(message);
  const relay = message.lastIndexOf('relay=');
  const ip = relay < 0 ? '' : addressIn(message.slice(relay));
  const [, user] = /^AUTH=server, relay=.{1,512}, authid=(\S{1,255}), mech=/.exec(message) ?? [];
  if (user !== undefined) return { action: 'login', ip, user };
  return ip === '' ? meant : { ...meant, ip };
}

/** Undefined when the program is no mail program. */
export function interpretMail(program: string, message: string): Meaning | undefined {
  if (program.startsWith('postfix')) return postfix(program, message);
  if (program === 'dovecot' || program.startsWith('dovecot')) return interpretDovecot(message);
  if (program.startsWith('exim'))
    return interpretExim(message.replace(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)? (?:\[\d+\] )?/, ''));
  if (/^(?:sendmail|sm-[a-z]{2,32})/.test(program)) return sendmail(message);
  return mailNames.test(program) ? firstOf(courier, message) : undefined;
}

/** Exim's main log: `<=` a message came in, `=>` and `->` it went out, `**` it failed, `==` it waits. */
export function interpretExim(message: string): Meaning {
  const flow =
    /^([0-9A-Za-z]{6}-[0-9A-Za-z]{6,11}-[0-9A-Za-z]{2,4}) (<=|=>|->|>>|\*>|\*\*|==|Completed)(?: (\S{1,512}))?/.exec(
      message,
    );
  // The greeting is the client's choice and may look like a host of ours: the last one is Exim's.
  const from =
    [...message.slice(0, 4096).matchAll(/\bH=\S{0,255}(?: \([^)]{0,255}\))? \[([0-9A-Fa-f:.]{2,45})\]/g)].at(-1)?.[1] ??
    '';
  if (flow) {
    const [, queue = '', sign = '', who = ''] = flow;
    const to = who.replace(/^<|>$/g, '');
    if (sign === '<=') {
      const user = /\bA=[^:\s]{1,64}:(\S{1,255})/.exec(message)?.[1] ?? '';
      return { action: 'mail-received', ip: from, user, fields: { queue, from: to } };
    }
    if (sign === 'Completed') return { action: 'mail-removed', fields: { queue } };
    const action = sign === '**' ? 'mail-bounced' : sign === '==' ? 'mail-deferred' : 'mail-sent';
    return { action, ip: from, fields: { queue, to } };
  }
  const failed =
    /authenticator failed for .{0,512}?\[((?:\d{1,3}\.){3}\d{1,3}|[0-9A-Fa-f:]{3,45})\](?::\d{1,5})?:? .{0,300}?(?:\(set_id=([^)]{0,255})\)|$)/.exec(
      message,
    );
  if (failed)
    return { action: 'login-failed', ip: failed[1] ?? '', user: failed[2] ?? '', fields: { about: 'attempt' } };
  const addresses = [
    ...message
      .slice(0, 1024)
      .matchAll(/\[((?:\d{1,3}\.){3}\d{1,3}|[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){2,7})\](?::\d{1,5})?/g),
  ];
  const unnamed =
    /^(?:\[\d{1,10}\] )?no (?:host name|IP address) found for IP address ([0-9A-Fa-f:.]{3,45})(?:\s|$)/.exec(message);
  const ip = from || (addresses[0]?.[1] ?? unnamed?.[1] ?? '');
  return /rejected|dropped|refused/.test(message) ? { action: 'mail-rejected', ip } : { ip };
}
