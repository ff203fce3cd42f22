// JSON that holds other records: what search engines, log stores and event buses put round them when they export.
import { isShape, type Json, type Shape } from './json-shape.ts';

/** Records of one envelope that are read: exports are paged, with far fewer on a page. */
const MOST_RECORDS = 100_000;

export type Envelope = {
  readonly records: readonly Shape[];
  /** Whether a record stays one, of whatever kind, where no known writer's shape fits it. Otherwise the envelope itself is the record. */
  readonly always: boolean;
};

const list = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? value.slice(0, MOST_RECORDS) : []);
const wrap = (...records: readonly Json[]): Envelope => ({ records: records.filter(isShape), always: true });

/** One hit of Elasticsearch or OpenSearch, as elasticdump and Kibana hand them out. */
function searchHit(shape: Shape): Envelope | undefined {
  return '_index' in shape && isShape(shape['_source']) ? wrap(shape['_source']) : undefined;
}

/** The answer to a search. */
function searchAnswer(shape: Shape): Envelope | undefined {
  const hits = isShape(shape['hits']) ? list(shape['hits']['hits']) : [];
  const found = wrap(...hits.map((hit: Json) => (isShape(hit) ? (hit['_source'] ?? null) : null)));
  return found.records.length > 0 ? found : undefined;
}

/** `aws logs filter-log-events` and `get-log-events`. */
function cloudWatch(shape: Shape): Envelope | undefined {
  const events = list(shape['events']).filter(isShape);
  const isEvent = (event: Shape) => typeof event['timestamp'] === 'number' && typeof event['message'] === 'string';
  if (events.length === 0 || !events.every(isEvent)) return undefined;
  return wrap(...events.map((event) => ({ timestamp: event['timestamp'] ?? null, message: event['message'] ?? null })));
}

/** Loki's answer, and what is pushed into it: streams of pairs of a time in nanoseconds and a line. */
function loki(shape: Shape): Envelope | undefined {
  const streams = isShape(shape['data']) ? list(shape['data']['result']) : list(shape['streams']);
  const records = streams.flatMap((stream: Json) =>
    isShape(stream) && isShape(stream['stream']) ? list(stream['values']) : [],
  );
  const lines = records.flatMap((pair: Json) => {
    const [timestamp, line] = Array.isArray(pair) ? pair : [];
    return typeof timestamp === 'string' && typeof line === 'string' ? [{ timestamp, line }] : [];
  });
  return lines.length > 0 ? wrap(...lines.slice(0, MOST_RECORDS)) : undefined;
}

/** A result of Splunk's export. */
function splunk(shape: Shape): Envelope | undefined {
  const result = shape['result'];
  return isShape(result) && '_raw' in result ? wrap(result) : undefined;
}

/** An event of AWS' bus; an entry of Google Cloud's log. Both say more of themselves than what they carry. */
function event(shape: Shape): Envelope | undefined {
  const detail = 'detail-type' in shape ? shape['detail'] : undefined;
  const payload = 'logName' in shape ? shape['jsonPayload'] : undefined;
  const record = isShape(detail) ? detail : payload;
  return isShape(record) ? { records: [record], always: false } : undefined;
}

/** What the object holds; undefined for one that is a record itself. */
export function envelopeOf(shape: Shape): Envelope | undefined {
  return searchHit(shape) ?? searchAnswer(shape) ?? cloudWatch(shape) ?? loki(shape) ?? splunk(shape) ?? event(shape);
}
