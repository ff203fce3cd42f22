import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { breachesListed } from '../checks/breaches-listed.ts';
import type { Sources } from '../checks/check.ts';
import { briefClaim, noSources } from '../checks/no-sources.test-support.ts';
import { readBreaches } from '../custody/breaches.ts';
import { unknownOrganisation } from '../custody/organisation.ts';
import { scanBreachList, searchBreachList } from '../store/breach-list.ts';
import { type BreachServer, breachServer, catalogue, sha1, testKey } from '../store/breach-server.test-support.ts';
import { askBreachService } from '../store/breach-service.ts';
import { parseAddress } from '../vocabulary/address.ts';
import { main } from './main.ts';

const folder = mkdtempSync(join(tmpdir(), 'akashi-lookup-'));
let server: BreachServer;

beforeAll(async () => {
  server = await breachServer({
    'hanako@home.example': ['Bookshop', 'Thieves', 'BulkList', 'MadeUp'],
    'late@home.example': ['LateShop'],
    'bulk@home.example': ['BulkList'],
    'madeup@home.example': ['MadeUp'],
    'ours@home.example': ['OurShop'],
    'stranger@home.example': ['Unheard'],
  });
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});
beforeEach(() => {
  process.env['HIBP_API_KEY'] = testKey;
  (server.seen as unknown[]).length = 0;
});
afterEach(() => {
  delete process.env['HIBP_API_KEY'];
});

async function run(...argv: string[]) {
  const written = { out: '', err: '' };
  const sink = (to: 'out' | 'err') =>
    new Writable({
      write(chunk, _, done) {
        written[to] += String(chunk);
        done();
      },
    });
  const code = await main(['lookup', 'breaches', ...argv], { out: sink('out'), err: sink('err') });
  return { code, ...written };
}

let files = 0;
function fresh(): string {
  files += 1;
  return join(folder, `breaches-${files}.json`);
}

async function lookUp(address: string, ...more: string[]) {
  const out = fresh();
  const ran = await run(
    address,
    '--send',
    '--service',
    server.url,
    '--out',
    out,
    '--now',
    '2026-06-01T00:00:00Z',
    ...more,
  );
  expect(ran.code, ran.err).toBe(0);
  return readBreaches({ path: 'breaches.json', sha256: 'a'.repeat(64), bytes: readFileSync(out) });
}

const sourcesOf = (address: string, more: Partial<Sources>): Sources => ({
  claim: { ...briefClaim, address },
  organisation: { ...unknownOrganisation, sendsFrom: ['mail.shop.example', '192.0.2.1'] },
  now: Date.parse('2026-06-12'),
  ...noSources,
  ...more,
});

const factsOf = async (address: string) => {
  const { facts } = await breachesListed.run(sourcesOf(address, { breaches: await lookUp(address) }));
  return facts.map(({ pointers, ...fact }) => ({ ...fact, lines: (pointers ?? []).map(({ line }) => line) }));
};

describe('what leaves the machine', () => {
  it('nothing without --send; what would be sent is printed', async () => {
    const { code, out, err } = await run('hanako@home.example', '--service', server.url);
    expect(code).toBe(0);
    expect(out).toBe('');
    expect(err).toContain(`GET /breachedaccount/range/${sha1('hanako@home.example').slice(0, 6)}`);
    expect(err).toContain('Nothing was sent');
    expect(server.seen).toEqual([]);
  });

  it('never the address, nor more than six digits of its hash; and what was printed is what was sent', async () => {
    const { err } = await run('Hanako@home.example', '--send', '--service', server.url, '--out', fresh());
    const sent = JSON.stringify(server.seen);
    for (const spelling of ['Hanako@home.example', 'hanako@home.example']) {
      expect(sent.toLowerCase()).not.toContain('hanako');
      expect(sent).not.toContain(sha1(spelling).slice(0, 7));
    }
    const printed = [...err.matchAll(/^ {2}GET (\S+)$/gm)].map(([, path]) => `/api/v3${path}`);
    expect(server.seen.map(({ url }) => url)).toEqual(printed);
    expect(printed).toHaveLength(3); // catalogue, lower case, as typed
    expect(server.seen[0]?.headers['user-agent']).toMatch(/^akashi\//);
  });

  it('no key in any output, whatever the service answers', async () => {
    for (const [status, code, words] of [
      [400, 3, /answered 400/],
      [401, 3, /does not take the key/],
      [403, 3, /refuses this question/],
      [503, 3, /answered 503/],
      [302, 3, /cannot be reached/],
    ] as const) {
      server.first.push({ status, headers: { location: '/elsewhere' } });
      const out = fresh();
      const ran = await run('hanako@home.example', '--send', '--service', server.url, '--out', out);
      expect(ran.code).toBe(code);
      expect(ran.err).toMatch(words);
      expect(ran.out + ran.err).not.toContain(testKey);
      expect(ran.err.slice(ran.err.indexOf('akashi lookup'))).not.toMatch(/hanako/i);
      expect(readdirSync(folder)).not.toContain(out);
    }
  });

  it('no key is asked for on the command line, and a key that is none is not quoted', async () => {
    delete process.env['HIBP_API_KEY'];
    expect((await run('a@home.example', '--send', '--service', server.url)).err).toContain('HIBP_API_KEY');
    process.env['HIBP_API_KEY'] = 'secret\u0001value';
    const ran = await run('a@home.example', '--send', '--service', server.url);
    expect(ran.code).toBe(3);
    expect(ran.err).not.toContain('secret');
    expect(server.seen).toEqual([]);
  });

  it.each(['http://service.example/api', 'https://user:pw@service.example/', 'ftp://service.example'])(
    'refuses %s as the service',
    async (url) => {
      expect((await run('a@home.example', '--send', '--service', url)).code).toBe(3);
    },
  );
});

describe('the service', () => {
  const address = parseAddress('hanako@home.example');
  if (!address) throw new Error('no address');
  const options = () => ({ url: server.url, key: testKey, patienceSeconds: 60 });

  it('is given the time it asks for, and no less', async () => {
    server.first.push(
      { status: 429, headers: { 'retry-after': '7' } },
      { status: 429, headers: { 'retry-after': '2' } },
    );
    const waits: number[] = [];
    await askBreachService([address], { ...options(), sleep: async (seconds) => void waits.push(seconds) });
    expect(waits.map(Math.floor)).toEqual([7, 2]);
  });

  it('is not waited for longer than said: an error, not "not listed"', async () => {
    server.first.push({ status: 429, headers: { 'retry-after': '3600' } });
    await expect(askBreachService([address], { ...options(), sleep: async () => {} })).rejects.toMatchObject({
      code: 'lookup/failed',
    });
  });

  it.each(['not json', '{"a":1}', '[{"hashSuffix":"x","websites":[]}]'])(
    'an answer like %s is a failure',
    async (body) => {
      server.first.push({ status: 200, body: JSON.stringify(catalogue) }, { status: 200, body });
      await expect(askBreachService([address], options())).rejects.toMatchObject({ code: 'lookup/failed' });
    },
  );
});

describe('breaches.listed', () => {
  it('weighs breaches before the first spam, and tells infected devices apart', async () => {
    expect(await factsOf('hanako@home.example')).toMatchObject([
      { kind: 'breach-listed', listed: true, before: true, stealer: true, spamList: false, lines: [10, 13] },
    ]);
  });

  it('a later breach is not one before the spam', async () => {
    expect(await factsOf('late@home.example')).toMatchObject([{ kind: 'breach-listed', listed: true, before: false }]);
  });

  it('a spam list or made-up data is no loss: the one is marked so, the other gives no fact', async () => {
    expect(await factsOf('bulk@home.example')).toMatchObject([{ kind: 'breach-listed', spamList: true }]);
    expect(await factsOf('madeup@home.example')).toEqual([]);
  });

  it('a breach listed under our own domain is a leak of ours, not of another place', async () => {
    expect(await factsOf('ours@home.example')).toMatchObject([{ kind: 'known-leak-timing', registered: 'before' }]);
  });

  it('a breach without a date weighs nothing', async () => {
    expect(await factsOf('stranger@home.example')).toEqual([]);
  });

  it('"not listed" is a weak fact of a service, and none of a list of our own', async () => {
    expect(await factsOf('nobody@home.example')).toMatchObject([{ kind: 'breach-listed', listed: false }]);
  });

  it('an answer about another address is not checked', async () => {
    const breaches = await lookUp('nobody@home.example');
    const { finding } = await breachesListed.run(sourcesOf('somebody@home.example', { breaches }));
    expect(finding.kind).toBe('not-checked');
  });

  it.each(['', '[]', '{"kind":"breach-lookup"}', '\u0000'])('refuses a file that is %j', (text) => {
    const bytes = new TextEncoder().encode(text);
    expect(() => readBreaches({ path: 'breaches.json', sha256: '', bytes })).toThrow(/breaches\.json/);
  });

  it('writes nothing over a file that stands there', async () => {
    const out = fresh();
    writeFileSync(out, 'kept');
    expect((await run('a@home.example', '--send', '--service', server.url, '--out', out)).code).toBe(3);
    expect(readFileSync(out, 'utf8')).toBe('kept');
    expect(server.seen).toEqual([]);
  });
});

describe('a list of our own', () => {
  const list = join(folder, 'list.txt');
  const rows = Array.from(
    { length: 5000 },
    (_, at) => `${sha1(`p${at}@home.example`)}${at % 3 === 0 ? '' : ':Bookshop;Thieves'}`,
  ).sort();
  writeFileSync(list, `${rows.join('\n')}\n`);

  it('finds every line of it and no other, read whole or searched', () => {
    const wanted = new Set(Array.from({ length: 300 }, (_, at) => sha1(`p${at * 20 - 500}@home.example`)));
    const [whole, searched] = [scanBreachList(list, wanted), searchBreachList(list, wanted)];
    expect([...whole.found].sort()).toEqual([...searched.found].sort());
    expect(whole.found.size).toBe(250);
    expect(whole.lines).toBe(5000);
    for (const edge of [rows[0], rows.at(-1)]) {
      const hash = edge?.slice(0, 40) ?? '';
      expect(searchBreachList(list, new Set([hash])).found.has(hash)).toBe(true);
    }
  });

  it('out of order, with a line twice, in lower case or empty it is refused: a search would miss what is there', () => {
    const bad = join(folder, 'bad.txt');
    const [a = '', b = ''] = rows;
    for (const text of [`${b}\n${a}\n`, `${a}\n${a}\n`, a.toLowerCase(), '', `${a}\n\n${b}`, 'x'.repeat(300_000)]) {
      writeFileSync(bad, text);
      expect(() => scanBreachList(bad, new Set([a.slice(0, 40)])), text.slice(0, 50)).toThrow(/bad\.txt/);
    }
  });

  it('sends nothing; takes dates from a catalogue; a hash without names is named after the file', async () => {
    const described = join(folder, 'catalogue.json');
    writeFileSync(described, JSON.stringify(catalogue));
    const [one, two] = [fresh(), fresh()];
    await run('p1@home.example', '--list', list, '--catalogue', described, '--out', one);
    await run('p0@home.example', 'nobody@home.example', '--list', list, '--trust-order', '--out', two);
    expect(server.seen).toEqual([]);
    const read = (path: string) => readBreaches({ path, sha256: '', bytes: readFileSync(path) });
    expect(read(one).answers[0]?.breaches).toMatchObject([
      { name: 'Bookshop', breachDate: '2023-04-01' },
      { name: 'Thieves', stealerLog: true },
    ]);
    expect(read(two).answers.map(({ breaches }) => breaches.map(({ name }) => name))).toEqual([['list.txt'], []]);
    const missed = await breachesListed.run(sourcesOf('nobody@home.example', { breaches: read(two) }));
    expect(missed.finding.kind).toBe('not-checked'); // nobody looked whether the list is in order
    const three = fresh();
    await run('nobody@home.example', '--list', list, '--out', three);
    const checked = await breachesListed.run(sourcesOf('nobody@home.example', { breaches: read(three) }));
    expect([checked.finding.kind, checked.facts]).toEqual(['nothing-found', []]);
  });
});
