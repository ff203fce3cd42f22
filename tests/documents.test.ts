// What documents say of the code, held against the code: links, paths, keys, formats, variables. What can be derived is
// derived (`npm run docs`); this is for lists that stand in prose.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { claimKeys } from '../src/cases/complaint/claim.ts';
import { handlingKeys } from '../src/cases/handling.ts';
import { loadCommands } from '../src/cli/main.ts';
import { organisationKeys } from '../src/custody/organisation.ts';
import { wordFor } from '../src/hypotheses/words.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const inFolder = (folder: string) =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => normalize(join(folder, name)));
const pages = ['.', 'docs', 'docs/decisions'].flatMap(inFolder);

const prose = (text: string) => text.replace(/^```[\s\S]*?^```$/gm, '');

/** Anchors of a page, as GitHub makes them of its headings. */
const anchorsOf = (page: string) =>
  [...prose(read(page)).matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\- _]/gu, '')
      .replaceAll(' ', '-'),
  );

function brokenLinks(page: string): string[] {
  return [...prose(read(page)).matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, target = '']) => {
    if (/^https?:/.test(target)) return [];
    const [path = '', anchor] = target.split('#');
    const leads = path === '' ? page : normalize(join(dirname(page), path));
    if (!existsSync(join(root, leads))) return [target];
    return anchor === undefined || anchorsOf(leads).includes(anchor) ? [] : [target];
  });
}

describe.each(pages)('%s', (page) => {
  it('links lead somewhere, and files of ours that it names are there', () => {
    expect(brokenLinks(page)).toEqual([]);
    const named = prose(read(page)).matchAll(
      /`((?:src|tests|docs|rules|examples|simulation|scripts|bench)\/[^`\s*…]+)`/g,
    );
    expect([...named].flatMap(([, path = '']) => (existsSync(join(root, path)) ? [] : [path]))).toEqual([]);
  });

  it('commands that it shows to be run exist', () => {
    const scripts = Object.keys(JSON.parse(read('package.json')).scripts);
    const ran = [...read(page).matchAll(/npm run (?:-s )?([a-z][a-z:]*[a-z])/g)].map(([, script = '']) => script);
    expect(ran.filter((script) => !scripts.includes(script) && script !== 'bench')).toEqual([]);
  });
});

const commands = (await loadCommands()).flatMap((group) => group.commands);

/** What a page shows of akashi that the program does not have: a command, or an option of one. */
function unknownToAkashi(text: string): string[] {
  const shown = text.replace(/\\\n\s*/g, ' ').matchAll(/(?:^|[`$(]|npx |&& )akashi ([a-z][^\n`|&;]*)/gm);
  return [...shown].flatMap(([, words = '']) => {
    const command = commands.find(({ name }) => words === name || words.startsWith(`${name} `));
    const [first = ''] = words.split(' ');
    // The first word of several commands speaks of all of them: `akashi logs`.
    if (!command) return commands.some(({ name }) => name.startsWith(`${first} `)) ? [] : [first];
    const options = [...words.matchAll(/(?<![\w-])--([a-z][a-z0-9-]*)/g)].map(([, option = '']) => option);
    return options
      .filter((option) => option !== 'help' && !(option in command.options))
      .map((option) => `${command.name} --${option}`);
  });
}

it.each(pages)('%s: commands and options of akashi that it shows are there', (page) => {
  expect(unknownToAkashi(read(page))).toEqual([]);
});

it('a command or an option that is not there would be noticed', () => {
  expect(unknownToAkashi('`akashi logs read DIR --json`, `akashi logs`')).toEqual([]);
  expect(unknownToAkashi('`akashi read DIR`')).toEqual(['read']);
  expect(unknownToAkashi('akashi investigate case \\\n  --output DIR')).toEqual(['investigate --output']);
});

it('a link that leads nowhere would be noticed', () => {
  expect(anchorsOf('docs/ledger.md')).toContain('what-a-proof-proves');
  expect(anchorsOf('docs/ledger.md')).not.toContain('what-a-proof-prove');
  expect(anchorsOf('docs/cli.md')).toContain('akashi-ledger-verify-logs');
});

/** The keys of an object at any depth of lists and choices; a name per language and the like are told in prose. */
function keysOf(type: z.core.$ZodType): string[] {
  const { def } = type._zod;
  if (def.type === 'object') {
    const { shape } = def as z.core.$ZodObjectDef;
    return Object.entries(shape).flatMap(([key, inner]) => [key, ...keysOf(inner)]);
  }
  const inside = Object.values(def).flatMap((part) => (Array.isArray(part) ? part : [part]));
  return inside.flatMap((part) => (typeof part === 'object' && part !== null && '_zod' in part ? keysOf(part) : []));
}

describe('docs/case-folder.md', () => {
  it.each([
    { name: 'claim.yaml', keys: claimKeys },
    { name: 'org.yaml', keys: organisationKeys },
    { name: 'handling.yaml', keys: handlingKeys },
  ])('lists every key of $name', ({ name, keys }) => {
    const [, part = ''] = read('docs/case-folder.md').split(`\n## ${name}\n`);
    const section = part.split('\n## ')[0] ?? '';
    const all = new Set(keysOf(keys));
    expect(all.size).toBeGreaterThan(15);
    const isTold = (key: string) => new RegExp(`\`${key}\`|\\b${key}: `).test(section);
    expect([...all].filter((key) => !['ja', 'en'].includes(key) && !isTold(key))).toEqual([]);
  });
});

it('docs/cli.md names every environment variable that the program reads', () => {
  const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter(
    (path) => path.endsWith('.ts') && !path.includes('.test'),
  );
  const variables = new Set(
    sources.flatMap((path) =>
      [...read(join('src', path)).matchAll(/(?:process\.env|environment)\['([A-Z_]+)'\]/g)].map(
        ([, name = '']) => name,
      ),
    ),
  );
  expect(variables.size).toBeGreaterThan(4);
  expect([...variables].filter((name) => !read('docs/cli.md').includes(`\`${name}`))).toEqual([]);
});

it('docs/model.md gives each word of likelihood its bounds', () => {
  const rows = [
    ...read('docs/model.md').matchAll(
      /^\| (.+) · (.+) \| (upper|lower) end (at most|at least|below|above) (\d+) % \|$/gm,
    ),
  ];
  expect(rows).toHaveLength(5);
  for (const [, en, ja, end, bound, percent] of rows) {
    const at = Number(percent) / 100;
    const beyond = bound === 'at most' || bound === 'above' ? 0.001 : -0.001;
    const wordAt = (value: number) => wordFor(end === 'upper' ? { low: 0, high: value } : { low: value, high: 0.99 });
    const included = bound === 'at most' || bound === 'at least';
    expect(wordAt(included ? at : at + beyond)).toEqual({ ja, en });
    expect(wordAt(included ? at + beyond : at)).not.toEqual({ ja, en });
  }
});

it('docs/README.md lists every page', () => {
  const listed = read('docs/README.md');
  const own = inFolder('docs').filter((page) => page !== 'docs/README.md');
  expect(own.filter((page) => !listed.includes(`(${page.slice('docs/'.length)})`))).toEqual([]);
});
