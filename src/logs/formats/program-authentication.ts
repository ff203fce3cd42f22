// sshd, PAM, sudo, doas, su, login, passwd and the tools that make accounts.
import { firstOf, type Meaning, type Say } from './meaning.ts';

// The name is attacker-chosen and may itself say "from 1.2.3.4": the greedy (.*) takes the last " from ", which sshd wrote.
// fields.about: 'attempt' is the line of one try; 'user', 'pam' and 'limit' are other lines about the same try.
const sshd: readonly Say[] = [
  [
    /^Accepted (\S+) for (.*) from (\S+) port (\d+)/,
    (method, user, ip, port) => ({ action: 'login', user, ip, fields: { method, port } }),
  ],
  [
    /^(?:Failed|Partial) (\S+) for (invalid user |illegal user )?(.*) from (\S+)(?: port (\d+))?/,
    (method, invalid, user, ip, port) => ({
      action: 'login-failed',
      user,
      ip,
      fields: { method, port, about: 'attempt', ...(invalid ? { invalidUser: '1' } : {}) },
    }),
  ],
  [
    /^(?:Invalid|Illegal) user (.*) from (\S+)/,
    (user, ip) => ({ action: 'login-failed', user, ip, fields: { about: 'user', invalidUser: '1' } }),
  ],
  [
    /^(?:input_userauth_request: )?(?:invalid|illegal) user (.*?)(?: \[preauth\])?$/,
    (user) => ({ action: 'login-failed', user, fields: { about: 'user', invalidUser: '1' } }),
  ],
  [
    /^User (.*) from (\S+) not allowed because/,
    (user, ip) => ({ action: 'login-failed', user, ip, fields: { about: 'user' } }),
  ],
  // The name is the client's choice: the last address and port are sshd's.
  [
    /^(?:error: )?Disconnecting (?:invalid|authenticating) user (.{0,255}) (\d[\d.]+|[0-9A-Fa-f:]*:[0-9A-Fa-f:.%a-z]+) port \d{1,5}: Too many authentication failures/,
    (user, ip) => ({ action: 'login-failed', user, ip, fields: { about: 'limit' } }),
  ],
  [
    /^(?:error: )?Disconnecting (?:invalid|authenticating) user (.{0,255}) (\d[\d.]+|[0-9A-Fa-f:]*:[0-9A-Fa-f:.%a-z]+) port \d{1,5}: /,
    (user, ip) => ({ action: 'disconnect', user, ip }),
  ],
  [
    /^(?:error: )?(?:Disconnecting: |Disconnecting (?:invalid user |authenticating user )?.{0,255}?: )?(?:maximum authentication attempts exceeded|Too many authentication failures)(?: for (?:invalid user )?(.*?))?(?: from (\S+) port \d+)?(?: ssh2)?(?: \[preauth\])?$/i,
    (user, ip) => ({ action: 'login-failed', user, ip, fields: { about: 'limit' } }),
  ],
  [
    /^error: PAM: (?:Authentication failure|User not known to the underlying authentication module|Permission denied) for (?:illegal user |invalid user )?(.*) from (\S+)/,
    (user, ip) => ({ action: 'login-failed', user, ip, fields: { about: 'pam' } }),
  ],
  // The name is the client's choice and may end in an address and a port: the last one is sshd's.
  [
    /^(?:Connection (?:closed|reset) by|Disconnected from) (?:(?:invalid|authenticating) )?user (.*) (\d[\d.]+|[0-9A-Fa-f:]*:[0-9A-Fa-f:.%a-z]+) port \d{1,5}(?:[: ].*)?$/,
    (user, ip) => ({ action: 'disconnect', user, ip }),
  ],
  [
    /^(?:Connection (?:closed|reset) by|Disconnected from|Received disconnect from) (?:(?:invalid|authenticating) user (.*?) |user (.*?) )?(?:UNKNOWN|(\d{1,3}(?:\.\d{1,3}){3}|[0-9A-Fa-f]{0,4}:[0-9A-Fa-f:.]{0,40}[0-9A-Fa-f](?:%\w{1,16})?)(?=:? |:?$))/,
    (preauth, user, ip) => ({ action: 'disconnect', user: preauth || user, ip }),
  ],
  [/^Postponed \S{1,64} for (?:invalid user )?(.*) from (\S+) port \d{1,5}/, (user, ip) => ({ user, ip })],
  // Since 9.8 sshd remembers who failed and turns them away for a while. That names the failing, and is no try of its own.
  [/^drop connection #\d{1,10} from \[?([0-9A-Fa-f.:]{3,45}?)\]?(?::\d{1,5})? /, (ip) => ({ action: 'refused', ip })],
  [/^srclimit_penalise: ipv[46]: [a-z ]{1,40}([0-9A-Fa-f.:]{3,45})/, (ip) => ({ ip })],
  [/^Connection from (\S+)/, (ip) => ({ action: 'connect', ip })],
  // Something that speaks no SSH. The address stands in this line, or in another of the same connection.
  [
    /^(?:error: )?banner exchange: Connection from (\S{2,45}) port \d{1,5}: (?:invalid|could not)/,
    (ip) => ({ action: 'refused', ip }),
  ],
  [
    /^(?:error: kex_exchange_identification: |error: kex_protocol_error: |fatal: Unable to negotiate a key exchange|fatal: no matching |error: Protocol major versions differ|Protocol major versions differ(?! for ))/,
    () => ({ action: 'refused' }),
  ],
  [
    /^(?:Did not receive identification string from|Bad protocol version identification .{0,400} from|Unable to negotiate with|banner exchange: Connection from|ssh_dispatch_run_fatal: Connection from) ([0-9A-Fa-f]{0,4}:[0-9A-Fa-f:.]{1,40}[0-9A-Fa-f]|\S+?)(?: |$|:)/,
    (ip) => ({ action: 'disconnect', ip }),
  ],
  [/^Server listening on/, () => ({ action: 'service-start' })],
  [/^Received signal 15; terminating/, () => ({ action: 'service-stop' })],
];

// The name is the client's choice and may itself hold "' from 1.2.3.4:5": the greedy (.*) takes the last, which Dropbear wrote.
const dropbear: readonly Say[] = [
  [
    /^(?:Password|Pubkey|PAM) auth succeeded for '(.*)' (?:with .{1,200} )?from \[?([0-9A-Fa-f.:]{3,45}?)\]?:(\d{1,5})$/s,
    (user, ip, port) => ({ action: 'login', user, ip, fields: { port } }),
  ],
  [
    /^(?:Bad password attempt|Bad PAM password attempt|Pubkey auth attempt with unknown algo|Pubkey auth bad signature) for '(.*)' (?:with .{1,200} )?from \[?([0-9A-Fa-f.:]{3,45}?)\]?:(\d{1,5})$/s,
    (user, ip, port) => ({ action: 'login-failed', user, ip, fields: { port, about: 'attempt' } }),
  ],
  [
    /^Login attempt (?:for nonexistent user|with wrong user .{0,200}) ?from \[?([0-9A-Fa-f.:]{3,45}?)\]?:(\d{1,5})$/,
    (ip, port) => ({ action: 'login-failed', ip, fields: { port, about: 'user', invalidUser: '1' } }),
  ],
  [/^Child connection from \[?([0-9A-Fa-f.:]{3,45}?)\]?:\d{1,5}$/, (ip) => ({ action: 'connect', ip })],
  [/^Exit \((.*)\) from <\[?([0-9A-Fa-f.:]{3,45}?)\]?:\d{1,5}>: /s, (user, ip) => ({ action: 'disconnect', user, ip })],
];

/** `key=value` words of a PAM line; a value runs to the next space. */
function pamValue(message: string, key: string): string {
  const at = message.indexOf(` ${key}=`);
  if (at < 0) return '';
  const from = at + key.length + 2;
  const end = message.indexOf(' ', from);
  return message.slice(from, end < 0 ? message.length : end).replace(/[,;]$/, '');
}

const pam: readonly Say[] = [
  [
    /^pam_(?:unix|systemd|sss)\(([^:)]{1,64}):session\): session opened for user ([^\s(]+)(?:\(uid=\d+\))?(?: by ([^\s(]*))?/,
    (service, user, by) => ({ action: 'session-opened', user, fields: { service, ...(by ? { by } : {}) } }),
  ],
  [
    /^pam_(?:unix|systemd|sss)\(([^:)]{1,64}):session\): session closed for user (\S+)/,
    (service, user) => ({ action: 'session-closed', user, fields: { service } }),
  ],
  [/^(?:\(pam_unix\) )?session opened for user (\S+)/, (user) => ({ action: 'session-opened', user })],
  [/^(?:\(pam_unix\) )?session closed for user (\S+)/, (user) => ({ action: 'session-closed', user })],
  [
    /^pam_unix\(([^:)]{1,64}):chauthtok\): password changed for (\S+)/,
    (service, user) => ({ action: 'password-changed', user, fields: { service } }),
  ],
];

const sudoLine = /^\s{0,20}(\S+) : (.*)$/s;

function sudo(message: string): Meaning | undefined {
  const match = sudoLine.exec(message);
  if (!match) return undefined;
  const [, user = '', rest = ''] = match;
  const fields: Record<string, string> = {};
  const command = rest.indexOf('COMMAND=');
  if (command >= 0) fields['command'] = rest.slice(command + 8);
  for (const part of (command < 0 ? rest : rest.slice(0, command)).split(' ; ')) {
    if (part.startsWith('PWD=')) fields['cwd'] = part.slice(4);
    else if (part.startsWith('USER=')) fields['as'] = part.slice(5);
    else if (part.startsWith('TTY=')) fields['tty'] = part.slice(4);
    else if (part && !part.includes('=')) fields['refused'] = part.trim();
  }
  return { action: 'sudo', user, fields };
}

const doas: readonly Say[] = [
  // Command and folder are the user's choice and may hold " as root from /" too: only the first name is sure.
  [
    /^(\S{1,64}) ran command (.{0,4096}) as (\S{1,64}) from (\/.{0,4096})$/s,
    (user, command, as, cwd) => ({ action: 'sudo', user, fields: { command, as, cwd } }),
  ],
  [
    /^command not permitted for (\S{1,64}): (.{0,4096})$/s,
    (user, command) => ({ action: 'sudo', user, fields: { command, refused: 'command not permitted' } }),
  ],
  [/^failed auth for (\S{1,64})$/, (user) => ({ action: 'sudo', user, fields: { refused: 'failed auth' } })],
];

const su: readonly Say[] = [
  [/^Successful su for (\S+) by (\S+)/, (as, user) => ({ action: 'su', user, fields: { as } })],
  [/^FAILED su for (\S+) by (\S+)/, (as, user) => ({ action: 'su', user, fields: { as, refused: 'failed' } })],
  [
    /^(FAILED SU )?\(to (\S+)\) (\S+) on/,
    (failed, as, user) => ({
      action: 'su',
      user,
      fields: { as, ...(failed ? { refused: 'failed' } : {}) },
    }),
  ],
  [/^\+ \S+ (\S+?)[:-](\S+)/, (user, as) => ({ action: 'su', user, fields: { as } })],
  [/^- \S+ (\S+?)[:-](\S+)/, (user, as) => ({ action: 'su', user, fields: { as, refused: 'failed' } })],
];

const accounts: readonly Say[] = [
  [/^new (?:user|group): name=([^,\s]+)/, (user) => ({ action: 'user-added', user })],
  [
    /^add '([^']{1,255})' to (?:shadow )?group '([^']{1,255})'/,
    (user, group) => ({ action: 'password-changed', user, fields: { group } }),
  ],
  [/^delete (?:user|group) '([^']{1,255})'/, (user) => ({ action: 'user-removed', user })],
  [/^change user '([^']{1,255})'/, (user) => ({ action: 'password-changed', user })],
  [
    /^password (?:for '?)?(?:changed for )?'?([^'\s]{1,255})'? ?(?:changed by|$)/,
    (user) => ({ action: 'password-changed', user }),
  ],
];

const accountTools = new Set([
  'useradd',
  'userdel',
  'usermod',
  'groupadd',
  'groupdel',
  'groupmod',
  'passwd',
  'chpasswd',
  'adduser',
  'gpasswd',
  'chage',
]);

const logind: readonly Say[] = [
  [
    /^New session (\S+) of user (.+?)\.?(?: with class .*)?$/,
    (session, user) => ({ action: 'session-opened', user, fields: { session } }),
  ],
  [/^Removed session (\S+?)\.?$/, (session) => ({ action: 'session-closed', fields: { session } })],
  [/^System is (?:powering|rebooting|halting)/, () => ({ action: 'shutdown' })],
];

const login: readonly Say[] = [
  [
    /^FAILED LOGIN .{0,40}? (?:FROM|from) ['"]?(\S+?)['"]? FOR ['"]?(.*?)['"]?, /i,
    (ip, user) => ({ action: 'login-failed', ip, user, fields: { about: 'attempt' } }),
  ],
  [/^(?:ROOT LOGIN|LOGIN|DIALUP AT \S+ BY|ROOT LOGIN ON) .{0,40}BY (\S+)/, (user) => ({ action: 'login', user })],
  [/^ROOT LOGIN/, () => ({ action: 'login', user: 'root' })],
];

function authenticationFailure(message: string): Meaning | undefined {
  if (!message.includes('authentication failure') && !message.includes('more authentication failure')) return undefined;
  if (!message.includes('rhost=')) return undefined;
  // The names are the client's choice and may hold " rhost=": the true one is the last before " user=".
  const [head = ''] = message.split(/ {1,2}user=/, 1);
  const from = head.lastIndexOf(' rhost=');
  const ip = from < 0 ? '' : (/^[^\s,;]*/.exec(head.slice(from + 7))?.[0] ?? '').replace(/^::ffff:(?=\d)/i, '');
  const user = pamValue(message, 'user');
  return { action: 'login-failed', ip, user, fields: { about: 'pam' } };
}

/** Undefined when the program or what it said is none of authentication's. */
/** Junos tells of its own command line beside the line of sshd; a user by the console or a key has only this one. */
const junos: readonly Say[] = [
  [
    /^UI_LOGIN_EVENT: User '([^']{1,255})' login, class '[^']{0,255}'(?: \[\d{1,10}\])?, (?:ssh|telnet|netconf|web)-connection '([0-9A-Fa-f.:]{3,45})[ ']/,
    (user, ip) => ({ action: 'session-opened', user, ip }),
  ],
  [/^UI_LOGIN_EVENT: User '([^']{1,255})' login/, (user) => ({ action: 'session-opened', user })],
  [/^UI_LOGOUT_EVENT: User '([^']{1,255})' logout/, (user) => ({ action: 'session-closed', user })],
  [/^UI_AUTH_EVENT: Authenticated user '([^']{1,255})'/, (user) => ({ action: 'login', user })],
  [
    /^UI_CMDLINE_READ_LINE: User '([^']{1,255})', command '(.{0,4096}?) ?'$/s,
    (user, command) => ({ user, fields: { command } }),
  ],
];

export function interpretAuthentication(program: string, message: string): Meaning | undefined {
  const name = program.slice(program.lastIndexOf('/') + 1).replace(/\(pam_unix\)$/, '');
  const byPam = message.includes('pam_') || message.includes('session ') ? firstOf(pam, message) : undefined;
  if (byPam) return byPam;
  const failure = authenticationFailure(message);
  if (failure) return failure;
  if (name === 'sshd' || name === 'sshd-session' || name === 'sshd-auth') return firstOf(sshd, message);
  if (name === 'dropbear') return firstOf(dropbear, message);
  if (name === 'mgd') return firstOf(junos, message);
  if (name === 'sudo') return sudo(message);
  if (name === 'doas') return firstOf(doas, message);
  if (name === 'su') return firstOf(su, message);
  if (name === 'systemd-logind') return firstOf(logind, message);
  if (name === 'login') return firstOf(login, message);
  return accountTools.has(name) ? firstOf(accounts, message) : undefined;
}
