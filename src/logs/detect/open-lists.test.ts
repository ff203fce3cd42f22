// Lists that lay open, by an export page, a folder or a database's own pages, and those who take them as their work.
import { expect, it } from 'vitest';
import { DAY, detect, drawn, HOUR, type Line, levels, request, spread } from './invented-logs.test-support.ts';

const days = [0, 1, 2, 3, 4, 5, 6];
const office = '198.51.100.10';

/** A small site over a week, with its staff at work behind a login and robots that try the door. */
const site: Line[] = [
  ...spread(1_400, 0, 430, (i, at) =>
    request({
      at,
      client: `198.18.0.${1 + drawn(i, 90)}`,
      asks: `GET ${['/', '/about', '/form', '/news/1'][i % 4]}`,
      size: 2_000 + (i % 4) * 300,
    }),
  ),
  ...days.flatMap((day) => [
    request({ at: day * DAY + 9 * HOUR, client: office, asks: 'POST /admin/login', status: 302, size: 0 }),
    request({ at: day * DAY + 9 * HOUR + 2, client: office, asks: 'GET /admin/', size: 9_000 }),
    request({
      at: day * DAY + 9 * HOUR + 60,
      client: office,
      asks: 'GET /admin/export.csv',
      size: 180_000 + day * 700,
    }),
    request({
      at: day * DAY + 9 * HOUR + 90,
      client: office,
      asks: 'GET /survey/answers/download',
      size: 240_000 + day * 900,
      user: 'tanaka',
    }),
    request({
      at: day * DAY + 3 * HOUR,
      client: `198.51.100.${50 + day}`,
      asks: 'GET /admin/export.csv',
      status: 302,
      size: 0,
      agent: 'curl/8.0',
    }),
    request({
      at: day * DAY + 3 * HOUR + 9,
      client: `198.51.100.${50 + day}`,
      asks: 'GET /survey/answers/download',
      status: 401,
      size: 381,
      agent: 'curl/8.0',
    }),
    request({
      at: day * DAY + 3 * HOUR + 20,
      client: `198.51.100.${50 + day}`,
      asks: 'GET /phpmyadmin/index.php',
      size: 14_200,
      agent: 'curl/8.0',
    }),
    request({
      at: day * DAY + 3 * HOUR + 22,
      client: `198.51.100.${50 + day}`,
      asks: 'GET /adminer.php',
      size: 4_300,
      agent: 'curl/8.0',
    }),
    request({ at: day * DAY + 5 * HOUR, client: `198.51.${60 + day}.60`, asks: 'GET /downloads/', size: 1_800 }),
    request({
      at: day * DAY + 5 * HOUR + 9,
      client: `198.51.${60 + day}.60`,
      asks: 'GET /downloads/opendata/',
      size: 1_500,
    }),
    request({
      at: day * DAY + 5 * HOUR + 20,
      client: `198.51.${60 + day}.60`,
      asks: 'GET /downloads/opendata/population-2026.csv',
      size: 90_000,
    }),
    request({
      at: day * DAY + 5 * HOUR + 40,
      client: `198.51.${60 + day}.60`,
      asks: 'GET /downloads/backup-tool-1.4.zip',
      size: 3_400_000,
    }),
    request({ at: day * DAY + 6 * HOUR, client: office, asks: 'POST /phpmyadmin/index.php', status: 302, size: 0 }),
    request({ at: day * DAY + 6 * HOUR + 9, client: office, asks: 'GET /phpmyadmin/index.php?route=/', size: 52_000 }),
  ]),
];

type Scene = {
  readonly says: string;
  readonly id: string;
  readonly want: readonly string[];
  readonly lines: readonly Line[];
};
const at = 5 * DAY + 2 * HOUR;
const asked = (
  client: string,
  after: number,
  asks: string,
  size: number,
  more: { readonly status?: number; readonly user?: string; readonly agent?: string } = {},
) => request({ at: at + after, client, asks, size, ...more });

const scenes: readonly Scene[] = [
  {
    says: 'the export page, given to somebody who never logged in',
    id: '203.0.113.1',
    want: ['adverse possible', 'adverse shown'],
    lines: [asked('203.0.113.1', 0, 'GET /admin/export.csv', 183_500, { agent: 'curl/8.5' })],
  },
  {
    says: 'a download that asked everybody for a name, and this one for none',
    id: '203.0.113.2',
    want: ['adverse shown'],
    lines: [asked('203.0.113.2', 0, 'GET /survey/answers/download', 244_500)],
  },
  {
    says: 'a folder of copies walked down to the customers',
    id: '203.0.113.3',
    want: ['adverse shown'],
    lines: [
      asked('203.0.113.3', 0, 'GET /backup/', 1_120),
      asked('203.0.113.3', 6, 'GET /backup/2026/', 980),
      asked('203.0.113.3', 15, 'GET /backup/2026/customers.csv', 412_000),
      asked('203.0.113.3', 40, 'GET /backup/2026/answers.xlsx', 96_000),
    ],
  },
  {
    says: 'a folder of copies walked down to the database',
    id: '203.0.113.4',
    want: ['adverse shown'],
    lines: [
      asked('203.0.113.4', 0, 'GET /old/', 1_020),
      asked('203.0.113.4', 6, 'GET /old/2026/', 890),
      asked('203.0.113.4', 15, 'GET /old/2026/site.sql', 5_412_000),
    ],
  },
  {
    says: 'phpMyAdmin entered and its tables taken',
    id: '203.0.113.5',
    want: ['adverse possible', 'adverse shown'],
    lines: [
      asked('203.0.113.5', 0, 'GET /phpmyadmin/index.php', 14_210),
      asked('203.0.113.5', 9, 'POST /phpmyadmin/index.php?route=/', 0, { status: 302 }),
      asked('203.0.113.5', 12, 'GET /phpmyadmin/index.php?route=/&lang=en', 51_200),
      asked('203.0.113.5', 40, 'POST /phpmyadmin/index.php?route=/export', 3_800_000),
    ],
  },
  {
    says: 'an older phpMyAdmin, export.php',
    id: '203.0.113.6',
    want: ['adverse possible', 'adverse shown'],
    lines: [
      asked('203.0.113.6', 0, 'POST /pma/index.php', 0, { status: 302 }),
      asked('203.0.113.6', 12, 'GET /pma/db_structure.php?db=shop', 41_200),
      asked('203.0.113.6', 40, 'POST /pma/export.php', 880_000),
    ],
  },
  {
    says: 'Adminer entered and its tables taken',
    id: '203.0.113.7',
    want: ['adverse possible', 'adverse shown'],
    lines: [
      asked('203.0.113.7', 0, 'POST /adminer.php', 0, { status: 302 }),
      asked('203.0.113.7', 3, 'GET /adminer.php?username=root&db=shop', 9_800),
      asked('203.0.113.7', 30, 'POST /adminer.php?username=root&db=shop&dump=', 1_400_000),
    ],
  },
  // Harmless.
  {
    says: 'new staff who log in and export',
    id: '198.19.0.1',
    want: ['nothing', 'noise none'],
    lines: [
      asked('198.19.0.1', 0, 'GET /admin/login', 3_200),
      asked('198.19.0.1', 20, 'POST /admin/login', 0, { status: 302 }),
      asked('198.19.0.1', 22, 'GET /admin/', 9_000),
      asked('198.19.0.1', 60, 'GET /admin/export.csv', 183_600),
    ],
  },
  {
    says: 'staff at home, still logged in',
    id: '198.19.0.2',
    want: ['nothing', 'noise none', 'notable possible'],
    lines: [
      asked('198.19.0.2', 0, 'GET /admin/', 9_000),
      asked('198.19.0.2', 20, 'GET /admin/answers', 12_000),
      asked('198.19.0.2', 60, 'GET /admin/export.csv', 183_600),
    ],
  },
  {
    says: 'a stranger who is given the login page with 200',
    id: '198.19.0.3',
    want: ['nothing', 'noise none'],
    lines: [asked('198.19.0.3', 0, 'GET /admin/export.csv', 3_200, { agent: 'curl/8.5' })],
  },
  {
    says: 'a robot that copies what is there for everybody',
    id: '198.19.0.4',
    want: ['nothing', 'noise none'],
    lines: [
      asked('198.19.0.4', 0, 'GET /downloads/', 1_800),
      asked('198.19.0.4', 2, 'GET /downloads/opendata/', 1_500),
      asked('198.19.0.4', 4, 'GET /downloads/opendata/population-2026.csv', 90_000),
      asked('198.19.0.4', 6, 'GET /downloads/backup-tool-1.4.zip', 3_400_000),
    ],
  },
  {
    says: 'staff who take a copy from a page of copies, after a login',
    id: '198.19.0.5',
    want: ['nothing', 'noise none', 'notable possible'],
    lines: [
      asked('198.19.0.5', 0, 'POST /admin/login', 0, { status: 302 }),
      asked('198.19.0.5', 5, 'GET /admin/', 9_000),
      asked('198.19.0.5', 20, 'GET /admin/backup/', 5_100),
      asked('198.19.0.5', 60, 'GET /admin/backup/members-2026.csv', 183_600),
    ],
  },
  {
    says: 'staff of the office, with phpMyAdmin as every day',
    id: office,
    want: ['nothing', 'noise none', 'notable possible'],
    lines: [asked(office, 6 * HOUR, 'POST /phpmyadmin/index.php?route=/export', 3_700_000)],
  },
  {
    says: 'robots that try phpMyAdmin and get its login page',
    id: '198.19.0.6',
    want: ['nothing', 'noise none'],
    lines: [
      asked('198.19.0.6', 0, 'POST /phpmyadmin/index.php', 14_300),
      asked('198.19.0.6', 2, 'POST /phpmyadmin/export.php', 14_250),
      asked('198.19.0.6', 4, 'GET /adminer.php?dump=', 4_310),
    ],
  },
];

it('tells who took an open list from who works with it', { timeout: 120_000 }, async () => {
  const found = await detect({ 'access.log': [...site, ...scenes.flatMap(({ lines }) => lines)] });
  const got = levels(
    found,
    scenes.map(({ id }) => id),
  );
  const wrong = scenes.filter(({ id, want }) => !want.includes(got[id] ?? ''));
  expect(wrong.map(({ says, id, want }) => `${says}: ${got[id]}, not ${want.join(' or ')}`)).toEqual([]);
  const known = new Set(scenes.map(({ id }) => id));
  expect(found.actors.filter(({ id, level }) => !known.has(id) && level !== 'noise').map(({ id }) => id)).toEqual([]);
});
