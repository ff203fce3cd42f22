// Audit trails of clouds: AWS CloudTrail, Kubernetes, Azure, Microsoft 365, Google Workspace.
import { isIP } from 'node:net';
import type { Action } from '../actions.ts';
import { type EventRow, event, toBytes } from '../rows.ts';
import type { FileContext } from './format.ts';
import { at, flatten, isShape, type Json, parseShape, type Shape, text } from './json-shape.ts';
import { anyTime } from './json-time.ts';

/** Records in one `{"Records":[…]}` that are read; AWS writes far fewer into one file. */
const MOST_RECORDS = 100_000;

function isCloudTrail(shape: Shape): boolean {
  return 'eventName' in shape && 'eventSource' in shape && 'eventTime' in shape;
}

function cloudTrail(shape: Shape, file: FileContext): EventRow {
  const name = text(shape['eventName']);
  const failed =
    text(at(shape, 'responseElements', 'ConsoleLogin')) === 'Failure' || /fail/i.test(text(shape['errorMessage']));
  const action: Action = name === 'ConsoleLogin' ? (failed ? 'login-failed' : 'login') : 'cloud-call';
  const fields = flatten(shape);
  return event({
    at: anyTime(shape['eventTime'], file),
    host: text(shape['awsRegion']),
    program: 'cloudtrail',
    severity: text(shape['errorCode']) === '' ? '' : 'error',
    // Where a service of AWS acts, its name stands in place of an address.
    ip: isIP(text(shape['sourceIPAddress'])) > 0 ? text(shape['sourceIPAddress']) : '',
    user:
      text(at(shape, 'userIdentity', 'userName')) ||
      text(at(shape, 'userIdentity', 'arn')) ||
      text(at(shape, 'userIdentity', 'sessionContext', 'sessionIssuer', 'userName')) ||
      text(at(shape, 'userIdentity', 'principalId')) ||
      text(at(shape, 'userIdentity', 'invokedBy')),
    action,
    message: `${text(shape['eventSource'])} ${name}`,
    fields: action === 'login-failed' ? { ...fields, about: 'attempt' } : fields,
  });
}

function kubernetes(shape: Shape, file: FileContext): EventRow {
  const ips = shape['sourceIPs'];
  return event({
    at: anyTime(shape['requestReceivedTimestamp'] ?? shape['stageTimestamp'], file),
    program: 'kubernetes',
    severity: text(shape['level']),
    ip: Array.isArray(ips) ? text(ips[0]) : '',
    user: text(at(shape, 'user', 'username')),
    action: 'cloud-call',
    message: `${text(shape['verb'])} ${text(shape['requestURI'])}`,
    fields: flatten(shape),
  });
}

function azureActivity(shape: Shape, file: FileContext): EventRow {
  const name =
    text(at(shape, 'operationName', 'value')) ||
    text(shape['operationName']) ||
    text(at(shape, 'authorization', 'action'));
  return event({
    at: anyTime(
      shape['eventTimestamp'] ?? shape['event_timestamp'] ?? shape['submissionTimestamp'] ?? shape['time'],
      file,
    ),
    program: 'azure',
    severity: text(shape['level']),
    ip:
      text(at(shape, 'httpRequest', 'clientIpAddress')) ||
      text(at(shape, 'http_request', 'client_ip_address')) ||
      text(shape['callerIpAddress']) ||
      text(at(shape, 'claims', 'ipaddr')),
    user: text(shape['caller']) || text(at(shape, 'identity', 'claims', 'name')),
    action: 'cloud-call',
    message: name,
    fields: flatten(shape),
  });
}

/** Google Cloud's audit logs, as its log router exports them. */
function googleAudit(payload: Shape, shape: Shape, file: FileContext): EventRow {
  return event({
    at: anyTime(shape['timestamp'] ?? shape['receiveTimestamp'], file),
    program: text(payload['serviceName']),
    severity: text(shape['severity']).toLowerCase(),
    ip: text(at(payload, 'requestMetadata', 'callerIp')).replace(/^(?![0-9A-Fa-f.:]{3,45}$).*$/s, ''),
    user: text(at(payload, 'authenticationInfo', 'principalEmail')),
    action: 'cloud-call',
    message: `${text(payload['serviceName'])} ${text(payload['methodName'])}`,
    fields: flatten(shape),
  });
}

const logins365: Readonly<Record<string, Action>> = { UserLoggedIn: 'login', UserLoginFailed: 'login-failed' };

function microsoft365(shape: Shape, file: FileContext): EventRow {
  const operation = text(shape['Operation']);
  return event({
    at: anyTime(shape['CreationTime'], { ...file, local: { ...file.local, toUtc: (micros) => micros } }),
    program: text(shape['Workload']) || 'microsoft365',
    ip: text(shape['ClientIP']).replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1') || text(shape['ActorIpAddress']),
    user: text(shape['UserId']),
    action: logins365[operation] ?? 'cloud-call',
    message: operation,
    fields: flatten(shape),
  });
}

/** What `aws cloudtrail lookup-events` writes: each record once more, as text. Undefined when it is something else. */
function lookedUp(events: Json | undefined): readonly Shape[] | undefined {
  if (!Array.isArray(events)) return undefined;
  const texts = events.flatMap((one: Json) => {
    const record = isShape(one) ? one['CloudTrailEvent'] : undefined;
    return typeof record === 'string' ? [record] : [];
  });
  if (texts.length === 0) return undefined;
  return texts.slice(0, MOST_RECORDS).flatMap((record) => {
    const shape = parseShape(toBytes(record));
    return shape && isCloudTrail(shape) ? [shape] : [];
  });
}

/** Undefined when the object is no cloud's audit record. */
export function cloudRow(
  shape: Shape,
  file: FileContext,
): { readonly format: string; readonly rows: readonly EventRow[] } | undefined {
  const records = shape['Records'];
  if (Array.isArray(records)) {
    const trail = records.filter(isShape).filter(isCloudTrail).slice(0, MOST_RECORDS);
    if (trail.length > 0 || records.length === 0) {
      return { format: 'cloudtrail', rows: trail.map((one) => cloudTrail(one, file)) };
    }
  }
  const looked = lookedUp(shape['Events']);
  if (looked) return { format: 'cloudtrail', rows: looked.map((one) => cloudTrail(one, file)) };
  if (isCloudTrail(shape)) return { format: 'cloudtrail', rows: [cloudTrail(shape, file)] };
  if (shape['kind'] === 'Event' && text(shape['apiVersion']).startsWith('audit.k8s.io')) {
    return { format: 'kubernetes_audit', rows: [kubernetes(shape, file)] };
  }
  const payload = shape['protoPayload'];
  if (isShape(payload) && text(payload['@type']).endsWith('google.cloud.audit.AuditLog') && 'methodName' in payload) {
    return { format: 'google_audit', rows: [googleAudit(payload, shape, file)] };
  }
  if ('Operation' in shape && 'CreationTime' in shape) {
    return { format: 'microsoft365', rows: [microsoft365(shape, file)] };
  }
  if (
    ('operationName' in shape || 'operation_name' in shape || 'authorization' in shape) &&
    ('eventTimestamp' in shape || 'event_timestamp' in shape || 'callerIpAddress' in shape)
  ) {
    return { format: 'azure_activity', rows: [azureActivity(shape, file)] };
  }
  return undefined;
}
