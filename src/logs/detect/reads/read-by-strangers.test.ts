// Lists and pages that were given out because nothing asked who wanted them: whole lists, other forms of a page, pages for developers.
import { describe, expect, it } from 'vitest';
import type { LogStore } from '../../port.ts';
import { readCopy } from '../../read-copy.ts';
import type { Finding } from '../detection.ts';
import { DAY, HOUR, type Line, request, spread } from '../invented-logs.test-support.ts';
import type { Limit } from '../limits.ts';
import { openConsoles } from '../requests/open-consoles.ts';
import { guessedFiles } from './guessed-files.ts';
import { otherForms } from './other-forms.ts';
import { openRecorders } from './recorders.ts';
import { wholeLists } from './whole-lists.ts';

type Question = (store: LogStore, limits: Limit[], most?: number) => Promise<Finding[]>;

async function asked(question: Question, lines: readonly Line[], most?: number) {
  const sorted = lines.toSorted((a, b) => a.at - b.at).map(({ text }) => text);
  const store = await readCopy(
    [{ name: 'access.log', bytes: Buffer.from(`${sorted.join('\n')}\n`) }],
    new Date('2026-11-22T00:00:00Z'),
  );
  try {
    const limits: Limit[] = [];
    const findings = await question(store, limits, most);
    return {
      told: findings.map(({ actor, level, success, count }) => `${actor.id} ${level} ${success} ${count}`),
      limits: limits.map(({ id }) => id),
    };
  } finally {
    await store.close();
  }
}
const told = async (question: Question, lines: readonly Line[]) => (await asked(question, lines)).told;

const STRANGER = '203.0.113.77';
const public_ = (i: number) => `198.51.${100 + (i % 40)}.${1 + (i % 200)}`;

describe('a list asked for whole', () => {
  const page = (path: string) =>
    spread(60, HOUR, 900, (i, at) =>
      request({ at, client: public_(i), asks: `GET ${path}?page=${1 + (i % 4)}&size=20`, size: 4_000 + (i % 7) * 40 }),
    );
  const all = (path: string, at = 2 * DAY, client = STRANGER, bytes = 5_120_441) =>
    request({ at, client, asks: `GET ${path}?size=100000`, size: bytes, agent: 'curl/8.5.0' });

  it('is told, and for more where the page is about people', async () => {
    expect(await told(wholeLists, [...page('/api/respondents'), all('/api/respondents')])).toEqual([
      `${STRANGER} adverse possible 1`,
    ]);
    expect(await told(wholeLists, [...page('/api/prices'), all('/api/prices')])).toEqual([
      `${STRANGER} notable possible 1`,
    ]);
  });

  it.each([
    ['a program that does so night after night', [1, 2, 3].map((day) => all('/api/respondents', day * DAY))],
    ['a somewhat longer list', [all('/api/respondents', 2 * DAY, STRANGER, 30_000)]],
    ['somebody of our own network', [all('/api/respondents', 2 * DAY, '10.0.0.8')]],
  ])('says nothing of %s', async (_, lines) => {
    expect(await told(wholeLists, [...page('/api/respondents'), ...lines])).toEqual([]);
  });

  it('is told with less where an export was asked for, by a page that does other things', async () => {
    const plugin = spread(60, HOUR, 900, (i, at) =>
      request({ at, client: public_(i), asks: 'POST /wp-admin/admin-ajax.php', size: 40 + (i % 7) }),
    );
    const taken = request({
      ...{ at: 2 * DAY, client: STRANGER, size: 412_331 },
      asks: 'GET /wp-admin/admin-ajax.php?action=frm_entries_csv&form=2',
    });
    expect(await told(wholeLists, [...plugin, taken])).toEqual([`${STRANGER} notable possible 1`]);
    const entered = request({ at: 2 * DAY - 60, client: STRANGER, asks: 'POST /wp-login.php', status: 302, size: 0 });
    expect(await told(wholeLists, [...plugin, entered, taken])).toEqual([]);
  });

  it('says nothing of a page of which hardly anything is known', async () => {
    expect(await told(wholeLists, [...page('/api/respondents').slice(0, 5), all('/api/respondents')])).toEqual([]);
  });

  it('tells of lists beyond those it looked at', async () => {
    const lists = ['/a', '/b', '/c'].flatMap((path) => [...page(path), all(path)]);
    expect((await asked(wholeLists, lists, 2)).limits).toEqual(['whole-lists']);
  });
});

describe('a page given in another form', () => {
  const path = '/admin/respondents';
  const away = (client: string, at: number) => request({ at, client, asks: `GET ${path}`, status: 302, size: 0 });
  const form = (client: string, at: number, ending = '.json') =>
    request({ at, client, asks: `GET ${path}${ending}`, size: 812_331 });

  it('is told of who was sent away from the page, or where others were', async () => {
    expect(await told(otherForms, [away(STRANGER, DAY), form(STRANGER, DAY + 60)])).toEqual([
      `${STRANGER} adverse possible 1`,
    ]);
    const others = [1, 2, 3].map((i) => away(`198.51.100.${i}`, i * HOUR));
    expect(await told(otherForms, [...others, form(STRANGER, DAY)])).toEqual([`${STRANGER} adverse possible 1`]);
  });

  it.each([
    ['a page that sent nobody away', [form(STRANGER, DAY)]],
    [
      'who logged in first',
      [
        away(STRANGER, DAY),
        request({ at: DAY + 20, client: STRANGER, asks: 'POST /login', status: 302, size: 0 }),
        form(STRANGER, DAY + 60),
      ],
    ],
    [
      'a form that asks others, too',
      [
        away(STRANGER, DAY),
        request({ at: HOUR, client: '198.51.100.9', asks: `GET ${path}.json`, status: 401, size: 0 }),
        form(STRANGER, DAY + 60),
      ],
    ],
    [
      'what is taken day after day',
      [1, 2, 3].flatMap((day) => [away(STRANGER, day * DAY), form(STRANGER, day * DAY + 60)]),
    ],
    [
      'what was offered to all',
      [1, 2, 3, 4, 5].flatMap((i) => [away(`198.51.${i}.7`, i * HOUR), form(`198.51.${i}.7`, i * HOUR + 9)]),
    ],
  ])('says nothing of %s', async (_, lines) => {
    expect(await told(otherForms, lines)).toEqual([]);
  });

  it('tells of forms beyond those it looked at', async () => {
    const forms = ['.json', '.xml', '.csv'].map((ending, i) => form(STRANGER, DAY + i, ending));
    expect((await asked(otherForms, forms, 2)).limits).toEqual(['other-forms']);
  });
});

describe('a page that shows what others ask', () => {
  const reads = (count: number, path: string, client = STRANGER, from = DAY, vary = 13) =>
    spread(count, from, 8, (i, at) =>
      request({ at, client, asks: `GET ${path}`, size: 6_000 + ((i * vary) % 900), agent: 'python-requests/2.32' }),
    );

  it('is told of who read on, and of who looked', async () => {
    expect(await told(openRecorders, reads(200, '/server-status'))).toEqual([`${STRANGER} adverse possible 200`]);
    expect(await told(openRecorders, reads(5, '/telescope/telescope-api/requests'))).toEqual([
      `${STRANGER} notable possible 5`,
    ]);
  });

  it.each([
    ['the machine itself', reads(200, '/server-status', '127.0.0.1')],
    ['one answer to everybody', reads(200, '/server-status', STRANGER, DAY, 0)],
    ['developers at work', [1, 2, 3].flatMap((day) => reads(30, '/_profiler/8a2f1c', STRANGER, day * DAY))],
    [
      'who logged in',
      [
        request({ at: DAY - 60, client: STRANGER, asks: 'POST /login', status: 302, size: 0 }),
        ...reads(30, '/horizon/api/jobs/recent'),
      ],
    ],
    ['a catalogue of logs for the fire', reads(30, '/shop/logs')],
    ['where parcels are', [1, 2, 3].flatMap((i) => reads(30, '/trace', `203.0.${i}.7`))],
    ['a page that many read', [1, 2, 3, 4, 5].flatMap((i) => reads(30, '/log-viewer/logs', `203.0.${i}.7`))],
  ])('says nothing of %s', async (_, lines) => {
    expect(await told(openRecorders, lines)).toEqual([]);
  });

  it('tells of readers beyond those it looked at', async () => {
    const many = [1, 2, 3].flatMap((i) => reads(3, '/server-status', `203.0.113.${i}`));
    expect((await asked(openRecorders, many, 2)).limits).toEqual(['recorder-readers']);
  });
});

describe('a page by which programs are run', () => {
  const runs = (path: string, client = STRANGER, at = DAY) =>
    [11_450, 14_822, 913_320].map((size, i) => request({ at: at + i * 40, client, asks: `POST ${path}`, size }));

  it.each(['/script', '/computer/(master)/script', '/scriptText', '/api/kernels', '/__web_console/repl_sessions/1'])(
    'is told of who used %s without a login',
    async (path) => {
      expect(await told(openConsoles, runs(path))).toEqual([`${STRANGER} adverse possible 3`]);
    },
  );

  it.each([
    [
      'who logged in',
      [request({ at: DAY - 60, client: STRANGER, asks: 'POST /login', status: 302, size: 0 }), ...runs('/script')],
    ],
    ['an administrator at work', [1, 2, 3].flatMap((day) => runs('/script', STRANGER, day * DAY))],
    ['a page of the site’s own', [1, 2, 3, 4].flatMap((i) => runs('/flows', `198.51.${i}.7`))],
    ['scripts of a page', runs('/scripts/app.js')],
  ])('says nothing of %s', async (_, lines) => {
    expect(await told(openConsoles, lines)).toEqual([]);
  });

  it('is told with less where an administrator works with it day after day', async () => {
    const work = [1, 2, 3].flatMap((day) => runs('/script', '198.51.100.9', day * DAY));
    expect(await told(openConsoles, [...work, ...runs('/script', STRANGER, 4 * DAY)])).toEqual([
      `${STRANGER} notable possible 3`,
    ]);
  });

  it('tells of sources beyond those it looked at', async () => {
    const many = [1, 2, 3].flatMap((i) => runs('/script', `203.0.113.${i}`));
    expect((await asked(openConsoles, many, 2)).limits).toEqual(['console-users']);
  });
});

describe('a file whose name was guessed', () => {
  const tries = (path: (i: number) => string, given: readonly number[], client = STRANGER, from = DAY) =>
    spread(40, from, 4, (i, at) =>
      request({
        ...{ at, client, asks: `GET ${path(i)}`, agent: 'Wget/1.21' },
        ...(given.includes(i) ? { size: 310_221 + i } : { status: 404, size: 512 }),
      }),
    );
  const dated = (i: number) =>
    `/exports/respondents_202610${String((i % 31) + 1).padStart(2, '0')}${i > 30 ? '_2' : ''}.csv`;

  it('is told of who counted through the days, and for more where it is named as about people', async () => {
    expect(await told(guessedFiles, tries(dated, [0, 7, 14]))).toEqual([`${STRANGER} adverse shown 3`]);
    expect(
      await told(
        guessedFiles,
        tries((i) => `/files/prices-${i}.csv`, [3]),
      ),
    ).toEqual([`${STRANGER} notable none 1`]);
  });

  it.each([
    ['who was given nothing', tries(dated, [])],
    [
      'who was given all',
      tries(
        dated,
        Array.from({ length: 40 }, (_, i) => i),
      ),
    ],
    ['a program that looks day after day', [1, 2, 3].flatMap((day) => tries(dated, [0], STRANGER, day * DAY))],
    ['maps for robots', tries((i) => `/sitemap-${i}.xml`, [3])],
    ['a page that loads the files of each day', [1, 2, 3, 4, 5].flatMap((i) => tries(dated, [3], `203.0.${i}.7`))],
    ['pages of the site', tries((i) => `/news/${i}.html`, [3, 4, 5])],
    ['different names', tries((i) => `/exports/${'abcdefghij'.repeat(4).slice(i)}.csv`, [3])],
  ])('says nothing of %s', async (_, lines) => {
    expect(await told(guessedFiles, lines)).toEqual([]);
  });

  it('tells of guessers beyond those it looked at', async () => {
    const many = [1, 2, 3].flatMap((i) => tries(dated, [0], `203.0.113.${i}`));
    expect((await asked(guessedFiles, many, 2)).limits).toEqual(['guessed-files']);
  });
});
