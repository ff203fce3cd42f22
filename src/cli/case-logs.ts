// The logs of a case, begun as the first thing of the main job: the engine takes their bytes in while the rest of the
// case, and the code that examines it, is loaded and read.
import { bytesOf, type LogInput, listLogs } from '../logs/read-logs.ts';
import { type CasePlaces, shownPath } from '../store/case-folder.ts';
import { beginReading, type Reading } from './log-reading.ts';
import type { ProgressLine } from './progress.ts';
import { type ReadingValues, serverOf } from './reading-options.ts';

/** From here on the engine's first bytes are worth waiting for: it then works while the rest of the case is loaded and read. */
const LARGE_BYTES = 64 << 20;

export type CaseLogs = Reading & {
  /** Most of the time goes to the engine, and this thread waits. */
  readonly large: boolean;
  /** The engine has been told to take in the first bytes, or reading has failed; at once where the logs are not large. */
  readonly taking: Promise<void>;
  /**
   * What the rest of the case says: lines are taken apart from here on.
   *
   * @param timeZone IANA zone of times that carry none
   * @param meanwhile work for this process while the engine takes lines apart
   */
  know(timeZone: string, meanwhile: () => void): void;
};

/** A path as reports show it: from the case's folder on, when there is one. */
export const shownAs = (shown: string, { folder }: CasePlaces): string =>
  folder === null ? shown : shownPath(shown, folder);

/** The files of the case's logs, under the names that reports show. */
export function listCaseLogs(places: CasePlaces) {
  const { inputs, refused } = listLogs(places.logs);
  return { inputs: inputs.map(({ path, shown }): LogInput => ({ path, shown: shownAs(shown, places) })), refused };
}

/** Null: the case has none. The caller abandons it when it is done, whatever came of it. */
export function beginCaseLogs(
  places: CasePlaces,
  values: Pick<ReadingValues, 'clickhouse' | 'cluster'>,
  now: number,
  progress: ProgressLine,
): CaseLogs | null {
  if (places.logs.length === 0) return null;
  let work = () => {};
  let tell: (timeZone: string) => void = () => {};
  const timeZone = new Promise<string>((known) => {
    tell = known;
  });
  let told: () => void = () => {};
  const firstBytes = new Promise<void>((resolve) => {
    told = resolve;
  });
  const listed = listCaseLogs(places);
  const reading = beginReading(
    listed,
    { now: new Date(now), timeZone, onTaking: told, meanwhile: () => work(), ...serverOf(values) },
    progress,
  );
  reading.logs.catch(told);
  const large = bytesOf(listed.inputs) >= LARGE_BYTES;
  return {
    ...reading,
    large,
    taking: large ? firstBytes : Promise.resolve(),
    know(zone, meanwhile) {
      work = meanwhile;
      tell(zone);
    },
    abandon() {
      const abandoned = reading.abandon();
      // Reading that waits for the zone goes on, to find that nobody wants it.
      tell('UTC');
      return abandoned;
    },
  };
}
