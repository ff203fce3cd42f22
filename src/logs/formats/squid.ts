// Squid's own access log: `time elapsed client code/status bytes method URL user hierarchy/peer type`.
import { event, type Row } from '../rows.ts';
import type { Format } from './format.ts';

const native =
  /^(1\d{9})\.(\d{3}) {1,7}(-?\d{1,10}) (\S{2,45}) ([A-Z_]{2,40})\/(\d{3}) (\d{1,15}) ([A-Z_-]{2,20}) (\S{1,65536}) (\S{1,255}) ([A-Z_]{3,40})\/(\S{1,255}) (\S{1,255})/;

/** A request through the proxy; one that the proxy itself refused is an event. */
export function parseSquid(line: string): Row | undefined {
  const match = native.exec(line);
  if (!match) return undefined;
  const [, seconds, milliseconds, , client = '', code = '', status, bytes, method = '', target = '', user = ''] = match;
  const at = Number(seconds) * 1e6 + Number(milliseconds) * 1e3;
  if (code === 'TCP_DENIED' || (code === 'NONE' && Number(status) >= 400)) {
    return event({
      at,
      program: 'squid',
      ip: client,
      user: user === '-' ? '' : user,
      action: 'refused',
      message: `${code}/${status} ${method} ${target}`,
      fields: { status: status ?? '', method, target },
    });
  }
  return {
    table: 'web',
    at,
    client,
    user: user === '-' ? '' : user,
    vhost: '',
    method,
    target,
    proto: '',
    status: Number(status),
    size: Number(bytes),
    referer: '',
    agent: '',
  };
}

export const squid: Format = {
  id: 'squid',
  open: (file) => ({
    read(line) {
      const row = parseSquid(line);
      if (!row) return undefined;
      file.emit(row);
      return 'squid';
    },
  }),
};
