// Stretches inside a period for which no file holds any record, and files that break off: where nobody looked, the letter says so.
import type { Both } from '../../vocabulary/finding.ts';
import { describedFamilies, type LogFamily } from '../../vocabulary/log-families.ts';
import { isDate } from '../days.ts';
import { type CaseInput, type Grounds, openFindings } from '../grounds.ts';
import type { Said } from '../said.ts';
import { logsNamed } from './log-names.ts';

/** A quiet site may write nothing for a day and a night; from then on a file is missing, or nothing was recorded. */
const HOLE_MS = 36 * 3_600_000;
const WEEK_MS = 7 * 24 * 3_600_000;
/** Share of a hole that a silence within a file must cover, so many weeks before or after, for these hours to be quiet by habit. */
const BY_HABIT = 0.9;
/** Stretches named in one letter; a longer list stands in the report. */
const NAMED_AT_MOST = 2;

type Stretch = { readonly from: string; readonly to: string };

const ms = (text: string) => Date.parse(text);

/** Whether these records are silent at the same hours of other weeks too, as those of an office are at weekends. */
function isHabit(hole: Stretch, quiet: readonly Stretch[]): boolean {
  const [from, to] = [ms(hole.from), ms(hole.to)];
  return quiet.some((one) => {
    const weeks = Math.round((from - ms(one.from)) / WEEK_MS) * WEEK_MS;
    const shared = Math.min(to, ms(one.to) + weeks) - Math.max(from, ms(one.from) + weeks);
    return shared >= BY_HABIT * (to - from);
  });
}

/**
 * Between the last record of one file and the first of the next, whatever their names, unless these records are silent then
 * by habit. By true time where it is known.
 */
export function holesOf({ files }: CaseInput, family: LogFamily): readonly Stretch[] {
  const own = files.filter(({ format, lines }) => lines > 0 && describedFamilies[family].formats.includes(format));
  const quiet = own.flatMap((file) => file.quiet ?? []);
  const spans = own
    .flatMap(({ from, to, trueTime }) => {
      const [first, last] = [trueTime?.from ?? from, trueTime?.to ?? to];
      return first !== null && last !== null && isDate(first) && isDate(last) ? [{ from: first, to: last }] : [];
    })
    .toSorted((a, b) => ms(a.from) - ms(b.from));
  const holes: Stretch[] = [];
  let reached: string | undefined;
  for (const { from, to } of spans) {
    const since = reached === undefined ? undefined : { from: reached, to: from };
    if (since && ms(from) - ms(since.from) >= HOLE_MS && !isHabit(since, quiet)) holes.push(since);
    if (reached === undefined || ms(to) > ms(reached)) reached = to;
  }
  return holes;
}

/** Stretches of doubt are told with the limits, in words of their own: they are not told twice. */
function toldAsDoubt(grounds: Grounds, { from, to }: Stretch): boolean {
  if (!openFindings(grounds.case).some(({ kind }) => kind === 'log-integrity')) return false;
  return (grounds.case.alterations ?? []).some(({ strength, trueTime, ...written }) => {
    const [first, last] = [trueTime?.from ?? written.from, trueTime?.to ?? written.to];
    if (strength === 'defect' || first === null || last === null) return false;
    return ms(first) < ms(to) && ms(last) > ms(from);
  });
}

/** Of one kind of record, the stretches that nobody could examine. */
export function holesTold(
  grounds: Grounds,
  family: LogFamily,
  section: string,
  evidence: readonly string[],
): readonly Said[] {
  const holes = holesOf(grounds.case, family).filter((hole) => !toldAsDoubt(grounds, hole));
  const base = { type: 'LIMIT', section, evidence } as const;
  const { ja, en } = logsNamed([family]);
  const named = holes.slice(0, NAMED_AT_MOST).map(
    (hole, index): Said => ({
      ...base,
      id: `hole.${family}-${index + 1}`,
      slots: hole,
      text: {
        ja: `${section.startsWith('limits') ? '' : 'ただし、'}{from:moment}ごろから{to:moment}ごろまでの${ja}の記録はなく、その間は調べられておりません。`,
        en: `From about {from:moment} to about {to:moment} we had no records of ${en} to examine.`,
      },
    }),
  );
  const more: Said = {
    ...base,
    id: `hole.${family}-more`,
    slots: {},
    text: { ja: 'ほかにも記録のない期間がございます。', en: 'There are further times without records.' },
  };
  return holes.length > NAMED_AT_MOST ? [...named, more] : named;
}

/** Files that could be read in part only: what stood in the rest, nobody knows. */
export function brokenTold({ case: { files } }: Grounds, section: string): readonly Said[] {
  const broken = files.filter(({ incomplete }) => incomplete !== undefined);
  const count = broken.length;
  if (count === 0) return [];
  const last = count === 1 ? (broken[0]?.trueTime?.to ?? broken[0]?.to) : null;
  const until = typeof last === 'string' && isDate(last) ? last : undefined;
  const text: Both =
    count === 1 && until !== undefined
      ? {
          ja: '記録のファイルの1つが壊れており、{until:moment}ごろまでしか読めておりません。',
          en: 'One file of the records is broken and could be read only up to about {until:moment}.',
        }
      : count === 1
        ? {
            ja: '記録のファイルの1つが壊れており、途中までしか読めておりません。',
            en: 'One file of the records is broken and could be read in part only.',
          }
        : {
            ja: '記録のファイルのうち{count}個が壊れており、途中までしか読めておりません。',
            en: '{count} files of the records are broken and could be read in part only.',
          };
  return [
    {
      id: 'broken',
      type: 'LIMIT',
      section,
      evidence: ['outcome'],
      slots: count === 1 ? (until === undefined ? {} : { until }) : { count },
      text,
    },
    {
      id: 'broken.so',
      type: 'LIMIT',
      section,
      evidence: ['outcome'],
      slots: {},
      text: {
        ja: '残りに何が記録されていたかは、分かりません。',
        en: 'We do not know what the rest of it held.',
      },
    },
  ];
}
