import { parseArgs } from 'node:util';
import { type LintOptions, lintLetter } from '../reply/lint/lint.ts';
import type { Letter } from '../vocabulary/case-file.ts';
import { letterShape, readCaseFile, readText } from './case-json.ts';
import type { Command } from './command.ts';
import { writeJson } from './json.ts';
import { summaries } from './summaries.ts';

const options = {
  lang: { type: 'string', about: 'ja or en' },
  case: { type: 'string', about: 'the case.json of the letter: runs the structural rules too' },
  json: { type: 'boolean', about: 'findings as data' },
} as const satisfies Command['options'];

/** A letter is read longer than anyone writes one, and no longer. */
const LARGEST_LETTER = 4 * 1024 * 1024;

/** The sentence data, when the file is what `akashi letter --json` printed. */
function asLetter(text: string): Letter | undefined {
  if (!text.trimStart().startsWith('{')) return undefined;
  try {
    const read = letterShape.safeParse(JSON.parse(text));
    return read.success ? read.data : undefined;
  } catch {
    // Not JSON: then it is a letter that begins with a brace.
    return undefined;
  }
}

export const lint: Command = {
  name: 'lint',
  summary: summaries.lint,
  usage: ['lint FILE --lang ja|en [--case CASE.json] [--json]'],
  options,
  async run(argv, { out, err }) {
    const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true });
    const [path, ...more] = positionals;
    const { lang } = values;
    if (path === undefined || more.length > 0 || (lang !== 'ja' && lang !== 'en')) {
      err.write(`akashi lint: expected: akashi ${lint.usage[0]}\n`);
      return 2;
    }
    const text = await readText(path, LARGEST_LETTER);
    const settings: LintOptions =
      values.case === undefined ? { lang } : { lang, caseFile: await readCaseFile(values.case) };
    const result = lintLetter(asLetter(text) ?? text, settings);
    if (values.json) await writeJson(out, result);
    else {
      for (const { rule, severity, sentence, message, suggestion } of result.findings) {
        const better = suggestion === null ? '' : `\n    → ${suggestion}`;
        out.write(`${rule} ${severity}: ${message[lang]}\n    ${sentence}${better}\n`);
      }
      out.write(`${result.findings.length} findings; not run: ${result.notRun.join(' ') || 'none'}\n`);
    }
    return result.findings.some(({ severity }) => severity === 'error') ? 1 : 0;
  },
};
