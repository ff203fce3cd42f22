// A record that is later than the reading of it: some clock is wrong, and with it every time that this record gives.
import type { CaseInput, Grounds } from '../grounds.ts';
import type { Said } from '../said.ts';

const MARGIN = 300_000;

/**
 * Log files whose clock is in doubt: those of a kind of which one holds times after the examination, by true time where that
 * is known. The files of one kind, rotated ones among them, were written by one clock.
 */
function doubtedFiles({ files, now }: CaseInput): readonly string[] {
  const late = files.filter(({ to, trueTime }) => {
    const latest = trueTime?.to ?? to;
    return latest !== null && Date.parse(latest) > Date.parse(now) + MARGIN;
  });
  const kinds = new Set(late.map(({ format }) => format));
  return files.filter(({ format }) => kinds.has(format)).map(({ path }) => path);
}

/** Beside the period that was read. */
export function clockLimit({ case: input }: Grounds, section: string, evidence: readonly string[]): Said[] {
  if (doubtedFiles(input).length === 0) return [];
  return [
    {
      id: `${section.replace(/^checked\./, '')}.clock`,
      type: 'LIMIT',
      section,
      evidence,
      slots: {},
      text: {
        ja: '記録には調べた時点より後の時刻のものがあり、時計のずれがあれば、上の期間もその分ずれます。',
        en: 'Some entries bear times later than our examination; if a clock is wrong, the period above is wrong by as much.',
      },
    },
  ];
}

/** Beside a moment that such a record gives. `paths`: the records it comes from; empty where that is not known. */
export function momentInDoubt(
  { case: input }: Grounds,
  { id, section, evidence }: Pick<Said, 'id' | 'section' | 'evidence'>,
  paths: readonly string[],
): Said[] {
  const doubted = new Set(doubtedFiles(input));
  if (doubted.size === 0 || (paths.length > 0 && !paths.some((path) => doubted.has(path)))) return [];
  return [
    {
      id: `${id}.clock`,
      type: 'LIMIT',
      section,
      evidence,
      slots: {},
      text: {
        ja: 'この時刻は記録の時計によるもので、時計のずれがあれば、その分ずれます。',
        en: 'This is by the clock of the records; if that clock is wrong, so is the time.',
      },
    },
  ];
}
