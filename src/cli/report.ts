import { parseArgs } from 'node:util';
import {
  type AuthorityReport,
  authorityReport,
  changesBetween,
  type Regime,
  reportPage,
  reportText,
} from '../cases/authority/authority-report.ts';
import { openOutput } from '../store/output-folder.ts';
import { typeset } from '../store/typesetter.ts';
import { readCaseFile } from './case-json.ts';
import type { Command } from './command.ts';
import { writeJson } from './json.ts';
import { summaries } from './summaries.ts';

const options = {
  regime: { type: 'string', multiple: true, about: 'appi, gdpr or uk; may be given more than once' },
  lang: { type: 'string', about: 'ja or en of what is printed (of the case unless given); files are written in both' },
  since: {
    type: 'string',
    about: 'the case.json of the last draft: what was added and what no longer stands is listed',
  },
  out: {
    type: 'string',
    about:
      'folder for the drafts as text and PDF, ja and en: new, empty, or an earlier output, which is replaced whole',
  },
  json: { type: 'boolean', about: 'print the result as JSON' },
} as const;

const isRegime = (text: string): text is Regime => text === 'appi' || text === 'gdpr' || text === 'uk';

type Drafted = { readonly report: AuthorityReport; readonly earlier: AuthorityReport | null };

async function writeDrafts(out: string, drafts: readonly Drafted[]): Promise<readonly { path: string }[]> {
  const pending = openOutput(out);
  try {
    for (const { report, earlier } of drafts) {
      for (const lang of ['ja', 'en'] as const) {
        const page = reportPage(report, lang, earlier);
        pending.write(`report.${report.regime}.${lang}.txt`, reportText(page));
        pending.write(`report.${report.regime}.${lang}.pdf`, (await typeset('report', page)).pdf);
      }
    }
    const files = pending.list();
    pending.publish();
    return files;
  } finally {
    pending.discard();
  }
}

export const report: Command = {
  name: 'report',
  summary: summaries.report,
  usage: ['report CASE.json --regime appi|gdpr|uk [--lang ja|en] [--since CASE.json] [--out DIR] [--json]'],
  options,
  async run(argv, { out, err }) {
    const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true });
    const [path, extra] = positionals;
    const { lang } = values;
    const asked = [...new Set(values.regime ?? [])];
    const regimes = asked.filter(isRegime);
    const knows = lang === undefined || lang === 'ja' || lang === 'en';
    if (path === undefined || extra !== undefined || !knows || regimes.length === 0 || regimes.length < asked.length) {
      err.write('akashi report: need a case and a regime: akashi report CASE.json --regime appi|gdpr|uk\n');
      return 2;
    }
    const caseFile = await readCaseFile(path);
    const before = values.since === undefined ? null : await readCaseFile(values.since);
    const drafts = regimes.map(
      (regime): Drafted => ({
        report: authorityReport(caseFile, regime),
        earlier: before === null ? null : authorityReport(before, regime),
      }),
    );
    const files = values.out === undefined ? [] : await writeDrafts(values.out, drafts);
    if (values.json) {
      const reports = drafts.map(({ report: drafted, earlier }) => ({
        ...drafted,
        changes: earlier === null ? null : changesBetween(earlier, drafted),
      }));
      const [only, second] = reports;
      await writeJson(out, second === undefined ? { ...only, files } : { reports, files });
    } else if (values.out === undefined) {
      const language = lang ?? caseFile.claim.language;
      out.write(
        drafts.map(({ report: drafted, earlier }) => reportText(reportPage(drafted, language, earlier))).join('\n'),
      );
    } else out.write(`${files.map((file) => `${values.out}/${file.path}`).join('\n')}\n`);
    return 0;
  },
};
