// docs/lint-rules.md, and the table of attack classes in docs/detection.md: derived from the tables that the code itself uses.
import { readFileSync } from 'node:fs';
import { attackClasses } from '../../src/logs/detect/attack-classes.ts';
import { lintRules } from '../../src/reply/lint/rules.ts';

const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

/** What the letters before a rule's number stand for. */
const families: Readonly<Record<string, string>> = {
  OC: 'outcome and wording of what was not found',
  BL: 'blame',
  LI: 'liability and duties',
  CL: 'clarity',
  PR: 'privacy, and safety of the reader',
  JP: 'forms of a Japanese letter',
  EV: 'evidence',
};

function lintPage(): string {
  const sections = lintRules.map(({ id, severity, kind, catches, bad, better }) => {
    const how = kind === 'pattern' ? 'reads one sentence' : 'needs the case (`--case`), and is else listed as not run';
    return `## ${id}\n\n${catches.en} · ${catches.ja}\n\n*${severity}*; ${how}.\n\n| | |\n|---|---|\n| caught | ${cell(bad.en)}<br>${cell(bad.ja)} |\n| better | ${cell(better.en)}<br>${cell(better.ja)} |\n`;
  });
  const known = [...new Set(lintRules.map(({ id }) => id.slice(0, 2)))];
  const named = known.map((family) => `\`${family}\` ${families[family] ?? '?'}`).join(', ');
  if (named.includes('?')) throw new Error(`a family of rules without a name: ${named}`);
  return `# The rules of \`akashi lint\`

What each of the ${lintRules.length} rules catches, and what to write instead. Words in braces are to be filled from the case. The letters before the number: ${named}.
How sentences are read, and how well: [wording.md](wording.md). Written by \`npm run docs\` from \`src/reply/lint/data\`.

${sections.join('\n')}`;
}

const START = '<!-- classes: written by npm run docs from src/logs/detect/attack-classes.ts -->\n';
const END = '<!-- end of classes -->';

function detectionPage(): string {
  const page = readFileSync('docs/detection.md', 'utf8');
  const [start, end] = [page.indexOf(START), page.indexOf(END)];
  if (start < 0 || end < start) throw new Error('docs/detection.md has lost the marks around its table');
  const rows = Object.entries(attackClasses).map(
    ([id, { name, reachesData }]) => `| \`${id}\` | ${name.en} · ${name.ja} | ${reachesData ? 'yes' : 'no'} |`,
  );
  const table = `\n| class | what it is | a success reaches data |\n|---|---|---|\n${rows.join('\n')}\n\n`;
  return `${page.slice(0, start + START.length)}${table}${page.slice(end)}`;
}

export const pages = (): Record<string, string> => ({
  'docs/lint-rules.md': lintPage(),
  'docs/detection.md': detectionPage(),
});
