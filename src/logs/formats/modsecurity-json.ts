// ModSecurity's audit log as JSON: version 3 keeps all in one `transaction`, version 2 has request and response beside it.
import { type EventRow, event } from '../rows.ts';
import { parseClfTime } from '../times.ts';
import type { FileContext } from './format.ts';
import { at, isShape, type Json, type Shape, text } from './json-shape.ts';
import { anyTime } from './json-time.ts';
import { splitRequest } from './web-access.ts';
import { modsecurityFields } from './web-error.ts';

const firstOf = (list: Json | undefined): Json | undefined => (Array.isArray(list) ? list[0] : undefined);

/** What the first rule that matched said: an object since version 3, a line of bracketed fields before. */
function firstMatch(shape: Shape, transaction: Shape): Record<string, string> {
  const written = firstOf(at(shape, 'audit_data', 'messages'));
  if (typeof written === 'string') return modsecurityFields(text(written));
  const message = firstOf(transaction['messages']);
  if (!isShape(message)) return {};
  const rule = text(at(message, 'details', 'ruleId'));
  const msg = text(message['message']);
  return { ...(rule === '' ? {} : { rule }), ...(msg === '' ? {} : { msg }) };
}

/** Undefined for an object of another kind. */
export function modsecurityRow(shape: Shape, file: FileContext): EventRow | undefined {
  const transaction = shape['transaction'];
  if (!isShape(transaction)) return undefined;
  const client = text(transaction['client_ip']) || text(transaction['remote_address']);
  const when = text(transaction['time_stamp']) || text(transaction['time']);
  const line = text(at(shape, 'request', 'request_line'));
  const asked =
    line === ''
      ? { method: text(at(transaction, 'request', 'method')), target: text(at(transaction, 'request', 'uri')) }
      : splitRequest(line);
  if (client === '' || when === '' || asked.target === '') return undefined;
  const matched = firstMatch(shape, transaction);
  const status = text(at(transaction, 'response', 'http_code')) || text(at(shape, 'response', 'status'));
  return event({
    at: parseClfTime(when, file.local) ?? anyTime(when, file),
    program: 'modsecurity',
    ip: client,
    action: Object.keys(matched).length === 0 ? '' : 'web-blocked',
    message: `${asked.method} ${asked.target} ${matched['msg'] ?? ''}`.trimEnd(),
    fields: {
      ...matched,
      method: asked.method,
      target: asked.target,
      status,
      unique_id: text(transaction['unique_id']) || text(transaction['transaction_id']),
    },
  });
}
