import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { readPages } from '../cases/read-pages.ts';
import { unknownOrganisation } from '../custody/organisation.ts';
import type { Sources } from './check.ts';
import { pagesThirdPartyScripts } from './pages-third-party-scripts.ts';

const file = (path: string, html: string) => {
  const bytes = Buffer.from(html);
  return { path, bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
};
const form = (more: string) => `<html><form action="/send"><input type=email></form>\n${more}`;
const run = (pages: readonly string[], sendsFrom: readonly string[] = ['shop.example']) =>
  pagesThirdPartyScripts.run({
    ...({ unreadable: {} } as Sources),
    organisation: { ...unknownOrganisation, sendsFrom },
    pages: readPages(pages.map((html, index) => file(`pages/${index + 1}.html`, html))),
  });

it('tells what of other hosts stands where an address is typed, the first place of each host first', async () => {
  const { finding, facts } = await run([
    form('<script src="https://a.example/1.js"></script><script src="https://a.example/2.js"></script>'),
    form('<iframe src="https://b.example/"></iframe>\n<form action="https://c.example/post"></form>'),
    '<html><script src="https://not-on-a-form.example/x.js"></script>',
  ]);
  expect(facts).toMatchObject([
    { kind: 'outside-on-form', pages: 2, hosts: 3, scripts: 2, frames: 1, pixels: 0, formTargets: 1 },
  ]);
  expect(finding).toMatchObject({
    kind: 'found',
    at: [
      { path: 'pages/1.html', line: 2 },
      { path: 'pages/2.html', line: 2 },
      { path: 'pages/2.html', line: 3 },
      { path: 'pages/1.html', line: 2 },
    ],
  });
  const words = finding.kind === 'found' ? finding.says?.en : '';
  expect(words).toContain(
    '2 pages where an address is typed hold something of other hosts (a.example, b.example, c.example)',
  );
  expect(words).toContain('2 scripts, 1 frame, 1 form target; what they do when they run was not examined');
});

it('what is ours is no other company: our domains, what lies beneath them, the host by which the page calls itself', async () => {
  const { finding, facts } = await run([
    form(
      '<link rel=canonical href="https://www.store.example/"><script src="https://static.shop.example/a.js"></script><script src="https://cdn.store.example/a.js"></script>',
    ),
  ]);
  expect(finding).toMatchObject({ kind: 'nothing-found', says: { en: expect.stringContaining('was not examined') } });
  expect(facts).toEqual([]);
  // A name that only ends like ours is another's.
  const near = await run([form('<script src="https://myshop.example/a.js"></script>')]);
  expect(near.finding.kind).toBe('found');
});

it('says that some may be ours where nothing names a domain of ours', async () => {
  const html = form('<script src="https://a.example/1.js"></script>');
  const words = async (sendsFrom: readonly string[]) => {
    const { finding } = await run([html], sendsFrom);
    return finding.kind === 'found' ? finding.says?.en : '';
  };
  expect(await words([])).toContain('some of these may be ours');
  expect(await words(['shop.example'])).not.toContain('may be ours');
});

it.each([
  { name: 'no page at all', pages: [] },
  { name: 'no page where an address is typed', pages: ['<html><script src="https://a.example/x.js"></script>'] },
])('is not checked with $name, and says what is needed', async ({ pages }) => {
  const { finding } = await run(pages);
  expect(finding).toMatchObject({ kind: 'not-checked', because: { en: expect.stringContaining('is needed') } });
});

it('does not say that there is none while a page could not be read', async () => {
  const pages = readPages([file('pages/1.html', form(''))]);
  const sources = { unreadable: {}, organisation: unknownOrganisation } as unknown as Sources;
  const of = async (refused: number) =>
    (await pagesThirdPartyScripts.run({ ...sources, pages: pages && { ...pages, refused } })).finding.kind;
  expect(await of(0)).toBe('nothing-found');
  expect(await of(1)).toBe('not-checked');
});
