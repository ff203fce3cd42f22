// Logins as identity providers tell them, one object each: Okta, Microsoft Entra, Google Workspace; and GitHub's audit log.
import type { Action } from '../actions.ts';
import { type EventRow, event } from '../rows.ts';
import type { FileContext } from './format.ts';
import { at, flatten, isShape, type Json, number, type Shape, text } from './json-shape.ts';
import { anyTime } from './json-time.ts';

type Identity = { readonly format: string; readonly row: EventRow };
type Said = Pick<EventRow, 'program' | 'ip' | 'user' | 'action' | 'message'> & { readonly when: Json | undefined };

function told(format: string, shape: Shape, said: Said, file: FileContext): Identity {
  const { when, ...columns } = said;
  const fields = flatten(shape);
  const about = said.action === 'login-failed' ? { ...fields, about: 'attempt' } : fields;
  return { format, row: event({ at: anyTime(when, file), ...columns, fields: about }) };
}

/** A login only where a session begins: factors and single applications are steps of one. */
function okta(shape: Shape, file: FileContext): Identity | undefined {
  const type = text(shape['eventType']);
  if (type === '' || !('published' in shape) || !isShape(shape['outcome']) || !isShape(shape['actor']))
    return undefined;
  const result = text(at(shape, 'outcome', 'result'));
  const ends: Readonly<Record<string, Action>> = { SUCCESS: 'login', FAILURE: 'login-failed' };
  const said: Said = {
    when: shape['published'],
    program: 'okta',
    ip: text(at(shape, 'client', 'ipAddress')),
    user: text(at(shape, 'actor', 'alternateId')),
    action: type === 'user.session.start' ? (ends[result] ?? 'cloud-call') : 'cloud-call',
    message: `${type} ${result}`,
  };
  return told('okta', shape, said, file);
}

/** Entra's codes for a name or password that was not right, or an account that is locked for such tries. */
const wrongCredentials: ReadonlySet<number> = new Set([50034, 50053, 50056, 50057, 50064, 50126]);
/** The password was right, and something else stood in the way: a second factor, a rule. */
const heldBack: ReadonlySet<number> = new Set([50074, 50076, 50079, 50158, 53000, 53001, 53002, 53003, 53004, 500121]);

function entraAction(code: number): Action {
  if (code === 0) return 'login';
  if (wrongCredentials.has(code)) return 'login-failed';
  return heldBack.has(code) ? 'refused' : 'cloud-call';
}

/** Sign-in logs as the portal exports them, and as diagnostic settings write them with their properties inside. */
function entra(shape: Shape, file: FileContext): Identity | undefined {
  const properties = at(shape, 'properties');
  const inner = isShape(properties) && 'userPrincipalName' in properties ? properties : shape;
  const code = number(at(inner, 'status', 'errorCode')) ?? number(shape['resultType']);
  // In a diagnostic record the address may stand outside only.
  const ip = text(inner['ipAddress']) || text(shape['callerIpAddress']);
  if (!('userPrincipalName' in inner) || ip === '' || code === undefined) return undefined;
  const said: Said = {
    when: inner['createdDateTime'] ?? shape['time'],
    program: 'entra',
    ip,
    user: text(inner['userPrincipalName']),
    action: entraAction(code),
    message: `sign-in ${code} ${text(at(inner, 'status', 'failureReason'))}`.trimEnd(),
  };
  return told('entra_signin', shape, said, file);
}

const workspaceLogins: Readonly<Record<string, Action>> = { login_success: 'login', login_failure: 'login-failed' };

function workspace(shape: Shape, file: FileContext): Identity | undefined {
  if (shape['kind'] !== 'admin#reports#activity') return undefined;
  const events = shape['events'];
  const names = Array.isArray(events) ? events.filter(isShape).map((one) => text(one['name'])) : [];
  const said: Said = {
    when: at(shape, 'id', 'time'),
    program: 'workspace',
    ip: text(shape['ipAddress']),
    user: text(at(shape, 'actor', 'email')),
    action: workspaceLogins[names[0] ?? ''] ?? 'cloud-call',
    message: `${text(at(shape, 'id', 'applicationName'))} ${names.slice(0, 16).join(' ')}`,
  };
  return told('google_workspace', shape, said, file);
}

const githubLogins: Readonly<Record<string, Action>> = { 'user.login': 'login', 'user.failed_login': 'login-failed' };

function github(shape: Shape, file: FileContext): Identity | undefined {
  const action = text(shape['action']);
  if (!('actor' in shape) || !/^\w{2,40}\.\w/.test(action)) return undefined;
  if (!('_document_id' in shape) && !('actor_ip' in shape && '@timestamp' in shape)) return undefined;
  const said: Said = {
    when: shape['@timestamp'] ?? shape['created_at'],
    program: 'github',
    ip: text(shape['actor_ip']),
    user: text(shape['actor']),
    action: githubLogins[action] ?? 'cloud-call',
    message: action,
  };
  return told('github_audit', shape, said, file);
}

/** Auth0's short names of what happened: wrong passwords and names, and logins; most others are neither. */
const auth0Types: Readonly<Record<string, Action>> = {
  ...{
    s: 'login',
    f: 'login-failed',
    fp: 'login-failed',
    fu: 'login-failed',
    limit_wc: 'refused',
    limit_mu: 'refused',
  },
  ...{ pwd_leak: 'refused' },
};

/** One event of the tenant's log, alone or as streams wrap it in `data`. */
function auth0(shape: Shape, file: FileContext): Identity | undefined {
  const wrapped = shape['data'];
  const inner = isShape(wrapped) && 'log_id' in shape ? wrapped : shape;
  const type = text(inner['type']);
  if (!/^[a-z_]{1,24}$/.test(type) || !('ip' in inner) || !('date' in inner)) return undefined;
  if (!('log_id' in inner || 'client_id' in inner || ('user_name' in inner && 'description' in inner)))
    return undefined;
  const said: Said = {
    when: inner['date'],
    program: 'auth0',
    ip: text(inner['ip']),
    user: text(inner['user_name']),
    action: auth0Types[type] ?? 'cloud-call',
    message: `${type} ${text(inner['description'])}`.trimEnd(),
  };
  return told('auth0', shape, said, file);
}

const providers = [okta, entra, workspace, github, auth0] as const;

/** Undefined when the object is of none of these. */
export function identityRow(shape: Shape, file: FileContext): Identity | undefined {
  for (const provider of providers) {
    const found = provider(shape, file);
    if (found) return found;
  }
  return undefined;
}
