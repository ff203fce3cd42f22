import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Exposure } from '../pages/exposure.ts';
import { findExposed, MOST_PAGE_BYTES } from '../pages/find-exposed.ts';
import type { Both } from '../vocabulary/finding.ts';
import type { Command } from './command.ts';
import { writeJson } from './json.ts';

const options = { json: { type: 'boolean', about: 'JSON as documented in docs/pages.md' } } as const;

type Refused = { readonly path: string; readonly because: Both };

export const pages: Command = {
  name: 'pages',
  summary: 'addresses that your own pages give away, how, where, and whether a person can see them',
  usage: ['pages PATH… [--json]'],
  options,
  async run(argv, { out, err }) {
    const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true });
    if (positionals.length === 0) {
      err.write('akashi pages: need a file or folder: akashi pages PATH… [--json]\n');
      return 2;
    }
    const found: ({ path: string } & Exposure)[] = [];
    const refused: Refused[] = [];
    let read = 0;
    for (const given of positionals) {
      for await (const path of filesUnder(given, refused)) {
        const bytes = await readPage(path, refused);
        if (!bytes) continue;
        read += 1;
        for (const exposure of findExposed(bytes, path)) found.push({ path, ...exposure });
      }
    }
    if (values.json) await writeJson(out, { found, pages: read, refused });
    else {
      for (const { path, line, address, technique, level, visible } of found) {
        out.write(`${path}:${line}: ${address} (${technique}, ${level}${visible ? '' : ', not visible'})\n`);
      }
      out.write(`${read} files read, ${found.length} exposures\n`);
      for (const { path, because } of refused) out.write(`not read: ${path}: ${because.en}\n`);
    }
    return refused.length > 0 ? 3 : 0;
  },
};

const unreadable: Both = { ja: '読み取れませんでした', en: 'cannot be read' };
const tooLarge: Both = { ja: '32 MiB を超えるため読んでいません', en: 'larger than 32 MiB, not read' };
const tooDeep: Both = { ja: 'フォルダーの階層が深すぎます', en: 'folders nested too deep' };

/** Files under a path in order of name; links are not followed, so that a loop cannot hold us. */
async function* filesUnder(path: string, refused: Refused[], depth = 0): AsyncGenerator<string> {
  let isFolder: boolean;
  try {
    isFolder = (await stat(path)).isDirectory();
  } catch {
    refused.push({ path, because: unreadable });
    return;
  }
  if (!isFolder) {
    yield path;
    return;
  }
  if (depth > 64) {
    refused.push({ path, because: tooDeep });
    return;
  }
  const entries = await readdir(path, { withFileTypes: true });
  entries.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  for (const entry of entries) {
    const inner = path.endsWith('/') ? `${path}${entry.name}` : join(path, entry.name);
    if (entry.isDirectory()) yield* filesUnder(inner, refused, depth + 1);
    else if (entry.isFile()) yield inner;
  }
}

async function readPage(path: string, refused: Refused[]): Promise<Uint8Array | undefined> {
  try {
    if ((await stat(path)).size > MOST_PAGE_BYTES) {
      refused.push({ path, because: tooLarge });
      return undefined;
    }
    return await readFile(path);
  } catch {
    refused.push({ path, because: unreadable });
    return undefined;
  }
}
