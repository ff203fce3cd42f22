// `npm run docs`: writes the pages that are derived from code; `npm run docs:check`: fails when one is out of date.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { allChecks } from '../src/checks/index.ts';
import type { Command } from '../src/cli/command.ts';
import { loadCommands } from '../src/cli/main.ts';
import type { Both } from '../src/vocabulary/finding.ts';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));

const bullets = (title: string, list: readonly Both[]) =>
  list.length === 0 ? '' : `**${title}**\n\n${list.map(({ en, ja }) => `- ${en} · ${ja}`).join('\n')}\n\n`;

function checksPage(): string {
  const sections = allChecks.map(
    ({ id, asks, blindTo, falseAlarms, drilledBy }) =>
      `## ${id}\n\n${asks.en}  \n${asks.ja}\n\n${bullets('Cannot see', blindTo)}${bullets('Set off innocently by', falseAlarms)}${
        drilledBy.length > 0 ? `Power measured by the drill: ${drilledBy.join(', ')}.\n\n` : ''
      }`,
  );
  return `# Checks\n\nWhat every investigation asks, what each check cannot see, and what sets it off innocently. A check whose source is missing answers\n*not checked*, with the reason. Written by \`npm run docs\` from \`src/checks\`.\n\n${sections.join('')}`;
}

/** An anchor as GitHub makes it of a heading. */
const anchor = (heading: string) => heading.replaceAll(' ', '-');

function commandSection({ name, summary, usage, options }: Command): string {
  const rows = Object.entries(options).map(
    ([option, { type, short, about }]) =>
      `| ${short ? `\`-${short}\`, ` : ''}\`--${option}${type === 'string' ? ' …' : ''}\` | ${about} |`,
  );
  const table = rows.length > 0 ? `\n| option | meaning |\n|---|---|\n${rows.join('\n')}\n` : '';
  return `## akashi ${name}\n\n${summary}\n\n\`\`\`\n${usage.map((line) => `akashi ${line}`).join('\n')}\n\`\`\`\n${table}`;
}

async function commandsPage(): Promise<string> {
  const groups = await loadCommands();
  const list = groups.map(({ about, commands }) => {
    const lines = commands.map(({ name, summary }) => `- [\`${name}\`](#${anchor(`akashi ${name}`)}): ${summary}`);
    return `**${about}**\n\n${lines.join('\n')}\n`;
  });
  const sections = groups.flatMap(({ commands }) => commands.map(commandSection));
  return `# Commands\n\n${readFileSync('scripts/docs/commands-head.md', 'utf8')}\n${list.join('\n')}\n${sections.join('\n')}`;
}

const pages: Record<string, string> = { 'docs/checks.md': checksPage(), 'docs/cli.md': await commandsPage() };
// Parts of the tree that derive pages of their own export `pages()` from scripts/docs/*.ts.
if (existsSync('scripts/docs')) {
  for (const name of readdirSync('scripts/docs').sort()) {
    if (!name.endsWith('.ts')) continue;
    const made = (await import(`./docs/${name}`)) as { pages(): Record<string, string> };
    Object.assign(pages, made.pages());
  }
}
const stale = Object.entries(pages).filter(([path, text]) => !existsSync(path) || readFileSync(path, 'utf8') !== text);
if (process.argv.includes('--check')) {
  for (const [path] of stale) console.error(`out of date: ${path} (npm run docs)`);
  console.log(`docs: ${Object.keys(pages).length} derived pages, ${stale.length} out of date`);
  process.exitCode = stale.length > 0 ? 1 : 0;
} else {
  for (const [path, text] of stale) writeFileSync(path, text);
  console.log(`docs: ${stale.length} of ${Object.keys(pages).length} derived pages written`);
}
