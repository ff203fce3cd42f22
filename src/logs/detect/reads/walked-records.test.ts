// Records of people read one after the other by their numbers, and those who only seem to: levels written before the code was asked.
import { expect, it } from 'vitest';
import { DAY, detect, drawn, HOUR, type Line, levels, request, spread } from '../invented-logs.test-support.ts';

const app = 'ShopApp/4.2 (Android 15)';
const record = (i: number) => 380 + drawn(i, 140);
const home = (i: number) => `198.18.${i % 250}.${1 + (i % 200)}`;
const idOf = (i: number) => 1_001 + drawn(i, 900);

/** Three hundred members who look at their own record and orders, morning and evening, over six days. */
const members: Line[] = Array.from({ length: 300 }, (_, i) => i).flatMap((i) =>
  [0, 1, 2, 3, 4, 5].flatMap((day) => {
    const at = day * DAY + 7 * HOUR + drawn(i * 7 + day, 12 * HOUR);
    if ((i + day) % 3 > 0) return [];
    return [
      request({ at, client: home(i), asks: `GET /api/users/${idOf(i)}`, size: record(idOf(i)), agent: app }),
      request({
        at: at + 1,
        client: home(i),
        asks: `GET /order?id=${4_000 + idOf(i)}`,
        size: 2_000 + record(i),
        agent: app,
      }),
      request({
        at: at + 2,
        client: home(i),
        asks: `GET /mypage/orders/ORD-${String(idOf(i)).padStart(7, '0')}`,
        size: 1_500 + record(i),
      }),
      request({
        at: at + 3,
        client: home(i),
        asks: `GET /graphql?query=${encodeURIComponent(`{user(id:${idOf(i)}){name,email}}`)}`,
        size: record(i),
        agent: app,
      }),
      request({
        at: at + 4,
        client: home(i),
        asks: `GET /graphql?operationName=UserProfile&variables=${encodeURIComponent(`{"userId":${idOf(i)}}`)}&extensions=%7B%22h%22%3A1%7D`,
        size: record(i),
        agent: app,
      }),
      ...spread(4, at + 5, 2, (k, then) =>
        request({ at: then, client: home(i), asks: 'POST /graphql', size: 300 + 40 * k, agent: app }),
      ),
      request({
        at: at + 20,
        client: home(i),
        asks: `GET /members/profile/${drawn(i + day * 31, 60)}`,
        size: 6_000 + drawn(i + day * 31, 60) * 11,
      }),
      request({
        at: at + 30,
        client: home(i),
        asks: `GET /members/profile/${drawn(i + day * 17, 60)}`,
        size: 6_000 + drawn(i + day * 17, 60) * 11,
      }),
      request({ at: at + 40, client: home(i), asks: 'GET /', size: 2_210 }),
    ];
  }),
);

type Scene = {
  readonly says: string;
  readonly id: string;
  readonly want: readonly string[];
  readonly lines: readonly Line[];
};
const night = 4 * DAY + 2 * HOUR;

const scenes: readonly Scene[] = [
  {
    says: 'four hundred records of an interface, one a second',
    id: '203.0.113.1',
    want: ['adverse possible'],
    lines: spread(400, night, 1, (i, at) =>
      request({
        at,
        client: '203.0.113.1',
        asks: `GET /api/users/${1_001 + i}`,
        size: record(1_001 + i),
        agent: 'python-requests/2.32',
      }),
    ),
  },
  {
    says: 'orders backwards with a browser, some of them not there',
    id: '203.0.113.2',
    want: ['adverse possible'],
    lines: spread(150, night, 20, (i, at) =>
      request({
        at,
        client: '203.0.113.2',
        asks: `GET /order?id=${5_900 - i}`,
        status: i % 4 === 1 ? 404 : 200,
        size: i % 4 === 1 ? 196 : 2_000 + record(i),
      }),
    ),
  },
  ...[3, 4, 5].map((last) => ({
    says: `one of three who share the work (${last})`,
    id: `203.0.113.${last}`,
    want: ['adverse possible'],
    lines: spread(60, night, 3, (i, at) =>
      request({
        at,
        client: `203.0.113.${last}`,
        asks: `GET /api/users/${1_500 + 3 * i + last}`,
        size: record(i * 3 + last),
      }),
    ),
  })),
  {
    says: 'four at once, each a stretch of its own',
    id: '203.0.113.6',
    want: ['adverse possible'],
    lines: spread(400, night, 1, (i, at) =>
      request({
        at,
        client: '203.0.113.6',
        asks: `GET /api/users/${1_001 + (i % 4) * 200 + Math.floor(i / 4)}`,
        size: record(i),
      }),
    ),
  },
  {
    says: 'a query of GraphQL in the address, person by person',
    id: '203.0.113.7',
    want: ['adverse possible'],
    lines: spread(120, night, 1, (i, at) =>
      request({
        at,
        client: '203.0.113.7',
        asks: `GET /graphql?query=${encodeURIComponent(`{user(id:${1_001 + i}){name,email}}`)}`,
        size: record(i),
      }),
    ),
  },
  {
    says: 'a query of GraphQL by its name, person by person',
    id: '203.0.113.8',
    want: ['adverse possible'],
    lines: spread(120, night, 1, (i, at) =>
      request({
        at,
        client: '203.0.113.8',
        asks: `GET /graphql?operationName=UserProfile&variables=${encodeURIComponent(`{"userId":${1_001 + i}}`)}&extensions=%7B%22h%22%3A1%7D`,
        size: record(i),
      }),
    ),
  },
  {
    says: 'twenty-five records of customers, the customer’s own first',
    id: '203.0.113.11',
    want: ['adverse possible'],
    lines: spread(25, night, 6, (i, at) =>
      request({ at, client: '203.0.113.11', asks: `GET /order?id=${5_200 + i}`, size: 2_000 + record(i) }),
    ),
  },
  {
    says: 'numbers with letters and noughts before them',
    id: '203.0.113.12',
    want: ['adverse possible'],
    lines: spread(90, night, 2, (i, at) =>
      request({
        at,
        client: '203.0.113.12',
        asks: `GET /mypage/orders/ORD-${String(1_001 + i).padStart(7, '0')}`,
        size: 1_500 + record(i),
      }),
    ),
  },
  {
    says: 'questions of GraphQL whose words the log does not hold',
    id: '203.0.113.13',
    want: ['notable none'],
    lines: spread(600, night, 1, (i, at) =>
      request({ at, client: '203.0.113.13', asks: 'POST /graphql', size: record(i) + drawn(i, 90) }),
    ),
  },
  {
    says: 'a walk that got the same refusal each time',
    id: '203.0.113.14',
    want: ['notable none', 'noise none'],
    lines: spread(300, night, 1, (i, at) =>
      request({ at, client: '203.0.113.14', asks: `GET /api/users/${1_001 + i}`, size: 27 }),
    ),
  },
  // Harmless.
  {
    says: 'ninety members behind one address of their telephone company',
    id: '198.19.0.1',
    want: ['nothing', 'noise none', 'notable possible'],
    lines: [3, 4].flatMap((day) =>
      spread(180, day * DAY + 7 * HOUR, 240, (i, at) =>
        request({
          at,
          client: '198.19.0.1',
          asks: `GET /api/users/${idOf(drawn(i * 3 + day, 90))}`,
          size: record(idOf(drawn(i * 3 + day, 90))),
          agent: `ShopApp/4.${i % 3} (${i % 2 ? 'iOS' : 'Android'})`,
        }),
      ),
    ),
  },
  {
    says: 'staff who open the new orders of each day in turn',
    id: '198.19.0.2',
    want: ['nothing', 'noise none', 'notable possible'],
    lines: [0, 1, 2, 3, 4].flatMap((day) =>
      spread(50, day * DAY + 9 * HOUR, 300, (i, at) =>
        request({ at, client: '198.19.0.2', asks: `GET /order?id=${4_500 + day * 50 + i}`, size: 2_000 + record(i) }),
      ),
    ),
  },
  {
    says: 'a partner that fetches all every night',
    id: '198.19.0.3',
    want: ['nothing', 'noise none', 'noise possible'],
    lines: [0, 1, 2, 3, 4, 5].flatMap((day) =>
      spread(120, day * DAY + HOUR, 1, (i, at) =>
        request({
          at,
          client: '198.19.0.3',
          asks: `GET /api/users/${1_001 + i}`,
          size: record(i),
          agent: 'PartnerSync/1.3',
        }),
      ),
    ),
  },
  {
    says: 'a search robot on profiles that everybody sees',
    id: '198.19.0.4',
    want: ['nothing', 'noise none', 'notable possible'],
    lines: [
      request({
        at: 3 * DAY,
        client: '198.19.0.4',
        asks: 'GET /robots.txt',
        size: 60,
        agent: 'Mozilla/5.0 (compatible; ExampleBot/2.0; +http://example.net/bot)',
      }),
      ...spread(60, 3 * DAY + 60, 30, (i, at) =>
        request({
          at,
          client: '198.19.0.4',
          asks: `GET /members/profile/${i}`,
          size: 6_000 + i * 11,
          agent: 'Mozilla/5.0 (compatible; ExampleBot/2.0; +http://example.net/bot)',
        }),
      ),
    ],
  },
  {
    says: 'a curious visitor who turns over the profiles that everybody sees',
    id: '198.19.0.5',
    want: ['nothing', 'noise none', 'notable possible'],
    lines: spread(60, 3 * DAY + 6 * HOUR, 8, (i, at) =>
      request({ at, client: '198.19.0.5', asks: `GET /members/profile/${i}`, size: 6_000 + i * 11 }),
    ),
  },
  {
    says: 'monitoring of one record',
    id: '198.19.0.6',
    want: ['nothing', 'noise none'],
    lines: spread(2_000, 0, 120, (_, at) =>
      request({ at, client: '198.19.0.6', asks: 'GET /api/users/1', size: 391, agent: 'UptimeRobot/2.0' }),
    ),
  },
  {
    says: 'a page that asks for its own user again and again, past every cache',
    id: '198.19.0.7',
    want: ['nothing', 'noise none'],
    lines: spread(900, 2 * DAY, 2, (i, at) =>
      request({
        at,
        client: '198.19.0.7',
        asks: `GET /api/users/1077?_=${Date.UTC(2026, 9, 5) + at * 1000 + drawn(i, 900)}`,
        size: 391 + (i % 9),
      }),
    ),
  },
  {
    says: 'a shop that buys much and loads its own orders',
    id: '198.19.0.8',
    want: ['nothing', 'noise none', 'notable possible'],
    lines: spread(60, 4 * DAY + 10 * HOUR, 1, (i, at) =>
      request({
        at,
        client: '198.19.0.8',
        asks: `GET /order?id=${4_000 + i * 13 + drawn(i, 12)}`,
        size: 2_000 + record(i),
        agent: app,
      }),
    ),
  },
  {
    says: 'a test of the developers from inside',
    id: '10.0.0.8',
    want: ['nothing', 'noise none', 'notable possible'],
    lines: spread(100, 4 * DAY + 11 * HOUR, 1, (i, at) =>
      request({ at, client: '10.0.0.8', asks: `GET /api/users/${1_001 + i}`, size: record(i), agent: 'k6/0.54' }),
    ),
  },
  {
    says: 'twelve old orders a night for four nights',
    id: '203.0.113.31',
    want: ['adverse possible'],
    lines: [2, 3, 4, 5].flatMap((day) =>
      spread(15, day * DAY + 14 * HOUR, 40, (i, at) =>
        request({
          at,
          client: '203.0.113.31',
          asks: `GET /mypage/orders/ORD-000${1_300 + (day - 2) * 15 + i}`,
          size: 2_000 + record(i),
        }),
      ),
    ),
  },
  {
    says: 'a partner that fetches what is new each night, from the third day on',
    id: '198.19.0.31',
    want: ['nothing', 'noise none', 'notable possible'],
    lines: [2, 3, 4, 5].flatMap((day) =>
      spread(15, day * DAY + 14 * HOUR, 40, (i, at) =>
        request({
          at,
          client: '198.19.0.31',
          asks: `GET /mypage/orders/ORD-000${9_000 + (day - 2) * 15 + i}`,
          size: 2_000 + record(i),
        }),
      ),
    ),
  },
  {
    says: 'a name used from the office every day, walking from elsewhere one night',
    id: '203.0.113.32',
    want: ['adverse possible'],
    lines: [
      ...[0, 1, 2, 3].map((day) =>
        request({
          at: day * DAY + 9 * HOUR,
          client: '198.19.0.32',
          asks: 'GET /api/users/1005',
          size: record(1_005),
          user: 'callcentre',
        }),
      ),
      ...spread(60, night, 2, (i, at) =>
        request({
          at,
          client: '203.0.113.32',
          asks: `GET /api/users/${1_100 + i}`,
          size: record(i),
          user: 'callcentre',
        }),
      ),
    ],
  },
  {
    says: 'a name that walks where it always works',
    id: '198.19.0.33',
    want: ['nothing', 'noise none', 'notable possible'],
    lines: [
      ...[0, 1, 2, 3].map((day) =>
        request({
          at: day * DAY + 9 * HOUR,
          client: '198.19.0.33',
          asks: 'GET /api/users/1006',
          size: record(1_006),
          user: 'sales',
        }),
      ),
      ...spread(60, night, 2, (i, at) =>
        request({ at, client: '198.19.0.33', asks: `GET /api/users/${1_200 + i}`, size: record(i), user: 'sales' }),
      ),
    ],
  },
  {
    says: 'pages of staff, walked through from where none of them works',
    id: '203.0.113.33',
    want: ['notable possible'],
    lines: [
      ...[0, 1, 2, 3].flatMap((day) =>
        Array.from({ length: 6 }, (_, i) =>
          request({
            at: day * DAY + 9 * HOUR + i * 60,
            client: `198.19.1.${i}`,
            asks: `GET /admin/customers/${2_000 + drawn(i + day, 300)}`,
            size: 3_000 + record(i + day),
          }),
        ),
      ),
      ...spread(60, night, 9, (i, at) =>
        request({ at, client: '203.0.113.33', asks: `GET /admin/customers/${2_000 + i}`, size: 3_000 + record(i) }),
      ),
    ],
  },
  {
    says: 'a board on a wall that asks GraphQL all day',
    id: '198.19.0.9',
    want: ['nothing', 'noise none'],
    lines: spread(5_000, 2 * DAY, 15, (i, at) =>
      request({ at, client: '198.19.0.9', asks: 'POST /graphql', size: i % 5 ? 812 : 2_404 }),
    ),
  },
];

it('tells who walked through records of people from who only reads much', { timeout: 120_000 }, async () => {
  const found = await detect({ 'access.log': [...members, ...scenes.flatMap(({ lines }) => lines)] });
  const got = levels(
    found,
    scenes.map(({ id }) => id),
  );
  const wrong = scenes.filter(({ id, want }) => !want.includes(got[id] ?? ''));
  expect(wrong.map(({ says, id, want }) => `${says}: ${got[id]}, not ${want.join(' or ')}`)).toEqual([]);
  const known = new Set(scenes.map(({ id }) => id));
  expect(found.actors.filter(({ id, level }) => !known.has(id) && level !== 'noise').map(({ id }) => id)).toEqual([]);
});

it.each([
  {
    of: 'records whose names nobody guesses',
    id: '203.0.113.9',
    lines: spread(80, night, 1, (i, at) =>
      request({
        at,
        client: '203.0.113.9',
        asks: `GET /api/users/${(0xabcdef12 + i * 7_919_777).toString(16).padStart(8, '0')}-1a2b-4c3d-9e8f-${String(drawn(i, 10 ** 9)).padStart(12, '0')}`,
        size: record(i),
      }),
    ),
  },
  {
    of: 'numbers in no order, each once and fast',
    id: '203.0.113.10',
    lines: spread(200, night, 1, (i, at) =>
      request({ at, client: '203.0.113.10', asks: `GET /api/users/${1_001 + ((i * 367) % 900)}`, size: record(i) }),
    ),
  },
])('tells $of as reading in bulk', { timeout: 120_000 }, async ({ id, lines }) => {
  const found = await detect({ 'access.log': [...members, ...lines] });
  expect(levels(found, [id])).toEqual({ [id]: 'notable possible' });
});
