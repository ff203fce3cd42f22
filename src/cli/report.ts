import { parseArgs } from 'node:util';
import { authorityReport, type Regime, reportText } from '../cases/authority-report.ts';
import { readCaseFile } from './case-json.ts';
import type { Command } from './command.ts';
import { writeJson } from './json.ts';

const options = {
  regime: { type: 'string', about: 'appi, gdpr or uk' },
  lang: { type: 'string', about: 'ja or en (of the case unless given)' },
  since: { type: 'string', about: 'an earlier case.json: items that differ from its draft are marked' },
  json: { type: 'boolean', about: 'print the result as JSON' },
} as const;

const isRegime = (text: string | undefined): text is Regime => text === 'appi' || text === 'gdpr' || text === 'uk';

export const report: Command = {
  name: 'report',
  summary:
    "a draft of the authority's form: what is known, what is open, what changed since the last; not legal advice",
  usage: ['report CASE.json --regime appi|gdpr|uk [--lang ja|en] [--since CASE.json] [--json]'],
  options,
  async run(argv, { out, err }) {
    const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true });
    const [path] = positionals;
    const { regime, lang } = values;
    if (path === undefined || !isRegime(regime) || (lang !== undefined && lang !== 'ja' && lang !== 'en')) {
      err.write('akashi report: need a case and a regime: akashi report CASE.json --regime appi|gdpr|uk\n');
      return 2;
    }
    const caseFile = await readCaseFile(path);
    const earlier = values.since === undefined ? null : authorityReport(await readCaseFile(values.since), regime);
    const drafted = authorityReport(caseFile, regime);
    const language = lang === 'ja' || lang === 'en' ? lang : caseFile.claim.language;
    if (values.json) await writeJson(out, drafted);
    else out.write(reportText(caseFile, drafted, language, earlier));
    return 0;
  },
};
