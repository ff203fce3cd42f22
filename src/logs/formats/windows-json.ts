// Windows events as collectors and converters write them in JSON: Winlogbeat (of now and before 7), evtx_dump, NXLog.
import type { EventRow } from '../rows.ts';
import type { FileContext } from './format.ts';
import { at, isShape, type Json, number, type Shape, text } from './json-shape.ts';
import { anyTime } from './json-time.ts';
import { windowsRow } from './windows-event.ts';

const MOST_FIELDS = 128;

/** Plain values of one object, by their names: what a writer says of itself is no data of the event. */
function dataOf(shape: Json | undefined): Record<string, string> {
  if (!isShape(shape)) return {};
  return Object.fromEntries(
    Object.entries(shape)
      .filter(([, value]) => typeof value !== 'object')
      .slice(0, MOST_FIELDS)
      .map(([key, value]) => [key, text(value)]),
  );
}

/** An attribute as evtx_dump writes it: `{"Provider":{"#attributes":{"Name":…}}}`. */
const attribute = (shape: Shape, ...path: readonly string[]): string =>
  text(at(shape, ...path.slice(0, -1), '#attributes', path.at(-1) ?? ''));

/** Records without EventData (a log that was cleared) carry one object under a name of their own. */
function userData(shape: Json | undefined): Record<string, string> {
  if (!isShape(shape)) return {};
  const [inner] = Object.values(shape).filter(isShape);
  return dataOf(inner);
}

function fromDump(system: Shape, shape: Shape, file: FileContext): EventRow | undefined {
  const id = text(system['EventID']) || text(at(system, 'EventID', '#text'));
  const when = anyTime(attribute(system, 'TimeCreated', 'SystemTime'), file);
  if (!/^\d{1,6}$/.test(id) || when === 0) return undefined;
  return windowsRow({
    ...{ id, at: when, host: text(system['Computer']), severity: text(system['Level']) },
    program: attribute(system, 'Provider', 'Name') || 'windows',
    pid: Number(attribute(system, 'Execution', 'ProcessID')) || 0,
    fields: {
      Channel: text(system['Channel']),
      ...dataOf(at(shape, 'Event', 'EventData')),
      ...userData(at(shape, 'Event', 'UserData')),
    },
  });
}

/** An object that is one event of Windows; undefined for any other, and for one without an id or a time. */
export function windowsJsonRow(shape: Shape, file: FileContext): EventRow | undefined {
  const system = at(shape, 'Event', 'System');
  if (isShape(system)) return fromDump(system, shape, file);
  const isBeat = isShape(shape['winlog']);
  const log = isBeat ? (shape['winlog'] as Shape) : shape;
  const id = text(log['event_id']) || text(log['EventID']);
  const channel = text(log['channel']) || text(log['log_name']) || text(log['Channel']);
  if (!/^\d{1,6}$/.test(id) || channel === '') return undefined;
  const when = anyTime(shape['@timestamp'] ?? shape['EventTime'] ?? shape['TimeCreated'], file);
  const program = ['provider_name', 'source_name', 'ProviderName', 'SourceName']
    .map((key) => text(log[key]))
    .find(Boolean);
  if (when === 0 || program === undefined) return undefined;
  const named = ['event_data', 'EventData', 'eventData', 'user_data', 'UserData'].map((key) => log[key]).find(isShape);
  return windowsRow({
    ...{ id, at: when, program, severity: text(shape['level']) || text(at(shape, 'log', 'level')) },
    host: text(log['computer_name']) || text(shape['Hostname']) || text(shape['Computer']),
    pid: Math.max(0, number(at(log, 'process', 'pid')) ?? number(shape['ProcessID']) ?? 0),
    fields: { Channel: channel, ...(named ? dataOf(named) : isBeat ? {} : dataOf(shape)) },
  });
}
