import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { calendarFile } from '../cases/clocks/calendar-file.ts';
import { dueDates } from '../cases/clocks/due-dates.ts';
import { AkashiError } from '../vocabulary/error.ts';
import { readCaseFile } from './case-json.ts';
import type { Command } from './command.ts';
import { writeJson } from './json.ts';
import { summaries } from './summaries.ts';

const options = {
  ics: { type: 'string', about: 'write the deadlines to this calendar file too (.ics)' },
  lang: { type: 'string', about: 'language of the calendar: ja or en (of the case unless given)' },
  json: { type: 'boolean', about: 'print the result as JSON' },
} as const;

export const clocks: Command = {
  name: 'clocks',
  summary: summaries.clocks,
  usage: ['clocks CASE.json [--ics FILE] [--json]'],
  options,
  async run(argv, { out, err }) {
    const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true });
    const [path] = positionals;
    if (path === undefined || (values.lang !== undefined && values.lang !== 'ja' && values.lang !== 'en')) {
      err.write('akashi clocks: need a case: akashi clocks CASE.json [--ics FILE] [--lang ja|en]\n');
      return 2;
    }
    const caseFile = await readCaseFile(path);
    const { claim, organisation, handling, now, deadlines: kept } = caseFile;
    const promised = kept.filter(({ clock }) => clock === 'own-promise');
    const clockwork = dueDates({ claim, organisation, handling, now: Date.parse(now) });
    const deadlines = [...promised, ...clockwork].sort(
      (a, b) => Date.parse(a.by) - Date.parse(b.by) || (a.id < b.id ? -1 : 1),
    );
    if (values.ics !== undefined) {
      const language = values.lang === 'ja' || values.lang === 'en' ? values.lang : claim.language;
      try {
        writeFileSync(values.ics, calendarFile(deadlines, claim.caseNumber, now, language), { flag: 'wx' });
      } catch (cause) {
        throw new AkashiError('case/out-unwritable', `${values.ics}: cannot be written, or exists already`, { cause });
      }
    }
    if (values.json) await writeJson(out, { deadlines });
    else {
      for (const { by, what, conservative, clock } of deadlines) {
        const which = clock === 'own-promise' ? 'promised' : conservative ? 'cautious' : 'decided ';
        out.write(`${by}  ${which}  ${what.en} · ${what.ja}\n`);
      }
      out.write('Not legal advice: have counsel confirm the dates.\n');
    }
    return 0;
  },
};
