// Incidents and their harmless twins, written before the code was asked; what was seen at first sight stands in docs/detection.md.
import { expect, it } from 'vitest';
import { DAY, detect, drawn, HOUR, type Line, levels, request, spread, syslog } from './invented-logs.test-support.ts';

const home = (i: number) => `198.18.${i % 200}.${1 + drawn(i, 200)}`;
const staff = '203.0.113.9';
const guesser = '198.51.100.31';
const office = '/backoffice/index/index/';

/** Four days of a shop whose back office has an address of its own making. */
const shop: Line[] = [0, 1, 2, 3].flatMap((day) => [
  ...spread(60, day * DAY + 8 * HOUR, 400, (i, at) => request({ at, client: home(i), asks: 'GET /', size: 8_000 })),
  ...spread(40, day * DAY + 8 * HOUR, 700, (i, at) =>
    request({ at, client: home(i), asks: 'POST /basket/add', size: 210 }),
  ),
  request({ at: day * DAY + 9 * HOUR, client: staff, asks: `POST ${office}`, status: 302, size: 0 }),
  request({ at: day * DAY + 9 * HOUR + 2, client: staff, asks: 'GET /backoffice/customers/', size: 41_000 }),
]);
const night = 3 * DAY + 2 * HOUR;

it('guesses at a login that is not called one', async () => {
  const guesses = [
    ...spread(64, night, 4, (_, at) => request({ at, client: guesser, asks: `POST ${office}`, size: 7_311 })),
    request({ at: night + 260, client: guesser, asks: `POST ${office}`, status: 302, size: 0 }),
  ];
  expect(levels(await detect({ 'access.log': [...shop, ...guesses] }), [guesser])).toEqual({
    [guesser]: 'adverse possible',
  });
});

it.each<{ readonly says: string; readonly lines: readonly Line[] }>([
  {
    says: 'a basket that is filled, and paid',
    lines: [
      ...spread(64, night, 9, (_, at) => request({ at, client: guesser, asks: 'POST /basket/add', size: 210 })),
      request({ at: night + 900, client: guesser, asks: 'POST /basket/add', status: 302, size: 0 }),
    ],
  },
  {
    says: 'a password mistyped four times',
    lines: [
      ...spread(4, night, 9, (_, at) => request({ at, client: guesser, asks: `POST ${office}`, size: 7_311 })),
      request({ at: night + 60, client: guesser, asks: `POST ${office}`, status: 302, size: 0 }),
    ],
  },
])('$says is no guessing', async ({ lines }) => {
  expect(levels(await detect({ 'access.log': [...shop, ...lines] }), [guesser])).toEqual({ [guesser]: 'nothing' });
});

const failed = (at: number, ip: string) =>
  syslog(
    at,
    `postfix/submission/smtpd[${900 + (at % 97)}]: warning: unknown[${ip}]: SASL LOGIN authentication failed: UGFzc3dvcmQ6, sasl_username=mori@example.com`,
  );
const sends = (at: number, ip: string) =>
  syslog(
    at,
    `postfix/submission/smtpd[${900 + (at % 97)}]: ${(0xa0000000 + at).toString(16).toUpperCase()}: client=unknown[${ip}], sasl_method=PLAIN, sasl_username=mori@example.com`,
  );

it('whoever guesses a password for sending, and sends, came in', async () => {
  const mail = [
    ...[0, 1, 2, 3].map((day) => sends(day * DAY + 9 * HOUR, staff)),
    ...spread(30, night, 17, (i, at) => failed(at + (i % 5), guesser)),
    ...spread(40, night + 600, 3, (_, at) => sends(at, guesser)),
  ];
  expect(levels(await detect({ 'mail.log': mail }), [guesser, staff])).toEqual({
    [guesser]: 'adverse shown',
    [staff]: 'nothing',
  });
});

it('a telephone with an old password, from where its owner sends every day, did not guess it', async () => {
  const mail = [
    ...[0, 1, 2, 3].flatMap((day) => [9, 15].map((hour) => sends(day * DAY + hour * HOUR, staff))),
    ...spread(30, night, 300, (_, at) => failed(at, staff)),
    sends(night + 3 * HOUR, staff),
  ];
  expect(levels(await detect({ 'mail.log': mail }), [staff])).toEqual({ [staff]: 'noise none' });
});

it('the console of a build server is its administrator’s, who uses it every day', async () => {
  const builds = [0, 1, 2, 3].flatMap((day) => [
    ...spread(60, day * DAY + 8 * HOUR, 400, (i, at) => request({ at, client: home(i), asks: 'GET /', size: 14_000 })),
    ...['/job/a/', '/job/b/', '/computer/', '/job/c/'].map((path, i) =>
      request({ at: day * DAY + 9 * HOUR + i * 30, client: staff, asks: `GET ${path}`, size: 20_000 + i }),
    ),
    request({ at: day * DAY + 10 * HOUR, client: staff, asks: 'GET /script', size: 30_000 }),
    request({ at: day * DAY + 10 * HOUR + 40, client: staff, asks: 'POST /script', size: 31_000 + day * 50 }),
  ]);
  const stranger = spread(3, night, 30, (i, at) =>
    request({ at, client: guesser, asks: 'POST /script', size: 30_000 + i * 4_000 }),
  );
  expect(levels(await detect({ 'access.log': [...builds, ...stranger] }), [staff, guesser])).toEqual({
    [staff]: 'noise possible',
    [guesser]: 'notable possible',
  });
});

const asksFor = (token: string) => `GET /password/reset?token=${token}`;
const guessedTokens = spread(60, night, 2, (i, at) =>
  request({ at, client: guesser, asks: asksFor(String(100_000 + drawn(i, 900_000))), status: 404, size: 780 }),
);
const ownLink = request({ at: night - 60, client: guesser, asks: asksFor('230042'), size: 3_120 });
const given = request({ at: night + 130, client: guesser, asks: asksFor('481516'), size: 3_120 });
const taken = request({ at: night + 140, client: guesser, asks: 'POST /password/reset', status: 302, size: 0 });

it.each([
  ['guessed, given a page and used', [...guessedTokens, given, taken], 'adverse shown'],
  ['guessed and given a page', [...guessedTokens, given], 'notable possible'],
  [
    'guessed and sent on to a page, which was used',
    [
      ...guessedTokens,
      request({ at: night + 130, client: guesser, asks: asksFor('481516'), status: 302, size: 0 }),
      taken,
    ],
    'adverse shown',
  ],
  [
    'guessed and given a page, before something unrelated was sent',
    [...guessedTokens, given, request({ at: night + 140, client: guesser, asks: 'POST /basket/add', size: 210 })],
    'notable possible',
  ],
  ['guessed for nothing after a link of their own', [ownLink, ...guessedTokens], 'noise none'],
  ['guessed for nothing', guessedTokens, 'noise none'],
  [
    'guessed by heads alone',
    guessedTokens.map((one) => ({ ...one, text: one.text.replace('GET', 'HEAD') })),
    'noise none',
  ],
  ['of their own, run out and asked for anew', [...guessedTokens.slice(0, 4), given, taken], 'nothing'],
  [
    'of many people, opened by a program that looks at links in mail',
    spread(60, night, 2, (i, at) =>
      request({
        ...{ at, client: guesser, asks: asksFor(`a${i}b${drawn(i, 9)}`) },
        ...(i % 3 ? { size: 3_120 } : { status: 404, size: 780 }),
      }),
    ),
    'nothing',
  ],
])('tokens of links, %s', async (_, lines, said) => {
  expect(levels(await detect({ 'access.log': [...shop, ...lines] }), [guesser])).toEqual({ [guesser]: said });
});

it('a login page of Rails, whose name has an underscore, is one', async () => {
  const tries = spread(140, night, 7, (_, at) =>
    request({ at, client: guesser, asks: 'POST /users/sign_in', size: 9_310, agent: 'python-requests/2.32' }),
  );
  const entered = request({ at: night + 1_000, client: guesser, asks: 'POST /users/sign_in', status: 302, size: 98 });
  const taken = spread(12, night + 1_005, 9, (i, at) =>
    request({ at, client: guesser, asks: `GET /projects/${i}/archive`, size: 900_000 + i }),
  );
  expect(levels(await detect({ 'access.log': [...tries, entered, ...taken] }), [guesser])).toEqual({
    [guesser]: 'adverse shown',
  });
});
