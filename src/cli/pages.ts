import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Writable } from 'node:stream';
import { parseArgs } from 'node:util';
import type { Exposure } from '../pages/exposure.ts';
import { findExposed, MOST_PAGE_BYTES } from '../pages/find-exposed.ts';
import { openOutput, requireUsableOutput } from '../store/output-folder.ts';
import { crawlAgent } from '../store/site-client.ts';
import {
  type Crawl,
  type CrawledPage,
  type CrawlLimits,
  crawlSite,
  crawlStart,
  usualLimits,
} from '../store/site-crawl.ts';
import type { Both } from '../vocabulary/finding.ts';
import type { Command } from './command.ts';
import { writeJson } from './json.ts';
import { summaries } from './summaries.ts';

const options = {
  json: { type: 'boolean', about: 'JSON as documented in docs/pages.md' },
  crawl: { type: 'boolean', about: 'do fetch the pages of a URL; without it, what would be done is printed' },
  save: { type: 'string', about: 'with --crawl: new folder for the pages as fetched, to give to investigate --pages' },
  'most-pages': { type: 'string', about: `with --crawl: pages at most (${usualLimits.pages})` },
  'most-bytes': { type: 'string', about: `with --crawl: bytes at most, unpacked (${usualLimits.totalBytes})` },
  depth: { type: 'string', about: `with --crawl: links away from the URL (${usualLimits.depth})` },
  seconds: { type: 'string', about: `with --crawl: time at most (${usualLimits.seconds})` },
  delay: {
    type: 'string',
    about: `with --crawl: seconds between two requests, at least (${usualLimits.delaySeconds})`,
  },
} as const;

type Values = ReturnType<typeof read>['values'];
const read = (argv: readonly string[]) => parseArgs({ args: [...argv], options, allowPositionals: true });

type Refused = { readonly path: string; readonly because: Both };

export const pages: Command = {
  name: 'pages',
  summary: summaries.pages,
  usage: [
    'pages PATH… [--json]',
    'pages URL… [--crawl [--save DIR] [--most-pages N] [--depth N] [--delay SECONDS]] [--json]',
  ],
  options,
  async run(argv, { out, err }) {
    const { values, positionals } = read(argv);
    const limits = limitsOf(values);
    if (positionals.length === 0 || !limits) {
      err.write('akashi pages: need a file, folder or URL, and limits above 0: akashi pages PATH…|URL… [--json]\n');
      return 2;
    }
    const urls = positionals.flatMap((given) => crawlStart(given) ?? []);
    if (urls.length > 0) await write(err, plan(urls, limits));
    if (urls.length > 0 && !values.crawl) {
      err.write('Nothing was fetched. Add --crawl to do it.\n');
      if (urls.length === positionals.length) return 0;
    }
    if (values.save !== undefined) requireUsableOutput(values.save);
    const found: ({ path: string } & Exposure)[] = [];
    const refused: Refused[] = [];
    const kept: CrawledPage[] = [];
    let count = 0;
    for (const given of positionals) {
      const start = crawlStart(given);
      if (start && !values.crawl) {
        refused.push({ path: given, because: notFetched });
        continue;
      }
      if (start) {
        const crawl = await crawlSite(start, limits, {
          onPage(page) {
            count += 1;
            if (values.save !== undefined) kept.push(page);
            for (const exposure of findExposed(page.bytes, page.name)) found.push({ path: page.url, ...exposure });
          },
          onRequest: (requests, waiting) => {
            if (requests % 25 === 0) err.write(`${requests} requests, ${waiting} links waiting\n`);
          },
        });
        refused.push(...crawl.refused);
        err.write(endOf(start, crawl));
        continue;
      }
      for await (const path of filesUnder(given, refused)) {
        const bytes = await readPage(path, refused);
        if (!bytes) continue;
        count += 1;
        for (const exposure of findExposed(bytes, path)) found.push({ path, ...exposure });
      }
    }
    if (values.save !== undefined) savePages(values.save, kept);
    if (values.json) await writeJson(out, { found, pages: count, refused });
    else {
      for (const { path, line, address, technique, level, visible } of found) {
        out.write(`${path}:${line}: ${address} (${technique}, ${level}${visible ? '' : ', not visible'})\n`);
      }
      out.write(`${count} files read, ${found.length} exposures\n`);
      for (const { path, because } of refused) out.write(`not read: ${path}: ${because.en}\n`);
    }
    return refused.length > 0 ? 3 : 0;
  },
};

const unreadable: Both = { ja: '読み取れませんでした', en: 'cannot be read' };
const tooLarge: Both = { ja: '32 MiB を超えるため読んでいません', en: 'larger than 32 MiB, not read' };
const aLink: Both = {
  ja: 'リンクです。たどっていません（リンク先を指定すると読みます）',
  en: 'a link, not followed: name what it leads to',
};
const tooDeep: Both = { ja: 'フォルダーの階層が深すぎます', en: 'folders nested too deep' };
const notFetched: Both = { ja: '--crawl がないため取得していません', en: 'not fetched: --crawl was not given' };

async function write(out: Writable, text: string): Promise<void> {
  await new Promise<void>((done, failed) => {
    out.write(text, (error) => (error ? failed(error) : done()));
  });
}

function limitsOf(values: Values): CrawlLimits | undefined {
  const number = (text: string | undefined, usual: number) => (text === undefined ? usual : Number(text));
  const limits = {
    pages: number(values['most-pages'], usualLimits.pages),
    totalBytes: number(values['most-bytes'], usualLimits.totalBytes),
    pageBytes: usualLimits.pageBytes,
    depth: number(values.depth, usualLimits.depth),
    seconds: number(values.seconds, usualLimits.seconds),
    delaySeconds: number(values.delay, usualLimits.delaySeconds),
  };
  const { pages: most, totalBytes, depth, seconds, delaySeconds } = limits;
  const sound =
    [most, totalBytes, seconds].every((value) => value > 0 && value <= 1e12) && depth >= 0 && delaySeconds >= 0;
  return sound ? limits : undefined;
}

const plan = (urls: readonly URL[], { pages: most, totalBytes, depth, seconds, delaySeconds }: CrawlLimits) =>
  [
    'This would be fetched, from sites of your own only:',
    ...urls.map((url) => `  ${url.href}, robots.txt, and what these pages link to on ${url.origin}`),
    `  at most ${most} pages and ${totalBytes} bytes a site, ${depth} links deep, ${seconds} s; one request at a time, ${delaySeconds} s apart or`,
    `  longer where robots.txt asks for it; as "${crawlAgent}". The requests stand in the site's log, from your IP address.`,
    'Not followed: other sites and redirects to them, forms, what robots.txt or nofollow excludes, private addresses unless named here.',
    '',
  ].join('\n');

function endOf({ origin }: URL, { requests, endedBy }: Crawl): string {
  const why = endedBy === null ? 'no link was left' : `the limit of ${endedBy} was reached: the rest was not read`;
  return `${origin}: ${requests} requests; ${why}\n`;
}

/** Pages under numbers, with a list of where each came from; no name of a site's becomes a path of ours. */
function savePages(folder: string, kept: readonly CrawledPage[]): void {
  const pending = openOutput(folder);
  try {
    const rows = kept.map(({ url, sha256, name, bytes }, at) => {
      const ending = /\.[a-z0-9]{1,8}$/i.exec(name)?.[0].toLowerCase() ?? '.html';
      const file = `${String(at + 1).padStart(5, '0')}${ending}`;
      pending.write(file, bytes);
      return { file, url, sha256 };
    });
    pending.write('fetched.json', `${JSON.stringify(rows, null, 1)}\n`);
    pending.publish();
  } finally {
    pending.discard();
  }
}

/** Files under a path in order of name; links are told and not followed, so that a loop cannot hold us. */
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
  const entries = await readdir(path, { withFileTypes: true }).catch(() => undefined);
  if (!entries) {
    refused.push({ path, because: unreadable });
    return;
  }
  entries.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  for (const entry of entries) {
    const inner = path.endsWith('/') ? `${path}${entry.name}` : join(path, entry.name);
    if (entry.isDirectory()) yield* filesUnder(inner, refused, depth + 1);
    else if (entry.isFile()) yield inner;
    else if (entry.isSymbolicLink()) refused.push({ path: inner, because: aLink });
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
