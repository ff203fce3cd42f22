// Requests that are logged without a time: Uvicorn as it comes, Express with morgan's `dev` and `tiny`. What they say is
// understood; when it was is not, and the rows have no time. Uvicorn's own words around them are told by its padding.
import { event, type WebRow } from '../rows.ts';
import type { Format } from './format.ts';
import { splitRequest } from './web-access.ts';
import { isTrace } from './web-error.ts';

const untimed = (request: Pick<WebRow, 'method' | 'target' | 'status'> & Partial<WebRow>): WebRow => ({
  ...{ table: 'web', at: 0, client: '', user: '', vhost: '', proto: '', size: -1, referer: '', agent: '' },
  ...request,
});

/** Colours that a terminal would show, and a file keeps. */
const colours = /\x1b\[[\d;]{0,12}m/g;

/** `INFO:     192.0.2.1:51234 - "GET /docs HTTP/1.1" 200 OK`; the port is left out behind some proxies. */
const uvicorn =
  /^INFO: {1,8}(\[[0-9A-Fa-f:.]{2,45}\]|[0-9A-Fa-f.]{3,45}|[0-9A-Fa-f:]{3,45}?)(?::(\d{1,5}))? - "([A-Z]{2,20} .{1,65536} HTTP\/[\d.]{1,4})" (\d{3})(?: [A-Za-z' -]{2,40})?$/s;
/** A level, filled up to ten characters with its colon and the gap. */
const uvicornVoice = /^(?=.{10}\S)(DEBUG|INFO|WARNING|ERROR|CRITICAL|TRACE): {1,5}(?<=^.{10})(\S.*)$/s;
const dev = /^(GET|POST|HEAD|PUT|DELETE|OPTIONS|PATCH) (\/\S{0,65536}) (\d{3}|-) (?:[\d.]{1,12}|-) ms - (\d{1,15}|-)$/;
const tiny = /^(GET|POST|HEAD|PUT|DELETE|OPTIONS|PATCH) (\/\S{0,65536}) (\d{3}|-) (\d{1,15}|-) - (?:[\d.]{1,12}|-) ms$/;

function readMorgan(line: string): WebRow | undefined {
  const found = dev.exec(line) ?? tiny.exec(line);
  if (!found) return undefined;
  const [, method = '', target = '', status, size = ''] = found;
  return untimed({ method, target, status: Number(status) || 0, size: /^\d/.test(size) ? Number(size) : -1 });
}

function readUvicorn(line: string): WebRow | undefined {
  if (!line.startsWith('INFO:')) return undefined;
  const [, client = '', , asked = '', status] = uvicorn.exec(line) ?? [];
  if (asked === '') return undefined;
  return untimed({ client: client.replace(/^\[|\]$/g, ''), ...splitRequest(asked), status: Number(status) });
}

export const untimedRequests: Format = {
  id: 'untimed_access',
  open(file) {
    /** Uvicorn has been heard in this file: before that, a level and a sentence are anybody's. */
    let isUvicorn = false;
    return {
      read(line) {
        const plain = line.includes('\x1b[') ? line.replace(colours, '') : line;
        const request = readUvicorn(plain);
        const row = request ?? readMorgan(plain);
        if (row) {
          isUvicorn ||= request !== undefined;
          file.emit(row);
          return 'untimed_access';
        }
        const voice = uvicornVoice.exec(plain);
        if (!voice || !(isUvicorn || /^Started (?:server|reloader|parent) process \[/.test(voice[2] ?? '')))
          return undefined;
        isUvicorn = true;
        const [, severity = '', message = ''] = voice;
        file.emit(event({ at: 0, program: 'uvicorn', severity: severity.toLowerCase(), message }));
        return 'untimed_access';
      },
      continues: (line) => isUvicorn && isTrace(line),
    };
  },
};
