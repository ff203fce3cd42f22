// What only the error log of a web server tells of a request, judged as a request, and once.
import { expect, it } from 'vitest';
import type { Actor } from '../detection.ts';
import { DAY, detect, HOUR, type Line, levels, request, spread } from '../invented-logs.test-support.ts';

const thief = '203.0.113.9';
const time = (at: number) => new Date(Date.UTC(2026, 9, 5) + at * 1_000);
const nginx = (
  at: number,
  asks: string,
  said = 'open() "/srv/www/x" failed (2: No such file or directory)',
  ip = thief,
): Line => ({
  at,
  text: `${time(at).toISOString().slice(0, 19).replaceAll('-', '/').replace('T', ' ')} [error] 12#12: *${at} ${said}, client: ${ip}, server: shop.example, request: "${asks} HTTP/1.1", host: "shop.example"`,
});
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const apache = (at: number, said: string, ip = thief): Line => ({
  at,
  text: `[Mon ${months[time(at).getUTCMonth()]} ${String(time(at).getUTCDate()).padStart(2, '0')} ${time(at).toISOString().slice(11, 19)}.000001 2026] [php:warn] [pid 9] [client ${ip}:40000] ${said}`,
});
const php = (said: string) =>
  `FastCGI sent in stderr: "PHP message: PHP ${said}" while reading response header from upstream`;

const injection = (i: number) => `GET /item?id=${i}'+union+select+mail,2+from+members--+`;
const tried = spread(12, HOUR, 9, (i, at) => nginx(at, injection(i)));
const linesOf = ({ actors }: { actors: readonly Actor[] }, ip = thief) =>
  actors.find(({ id }) => id === ip)?.perClass.map((each) => `${each.class} ${each.lines}`);

it('attacks that only the error log tells of are attacks', async () => {
  const found = await detect({ 'error.log': tried });
  expect(linesOf(found)).toContain('sqli 12');
  expect(levels(found, [thief])).toEqual({ [thief]: 'notable none' });
});

it('a request that the access log tells of is counted once, whatever zone the error log is in', async () => {
  const asked = tried.map(({ at }, i) => request({ at, client: thief, asks: injection(i), status: 404, size: 153 }));
  for (const hours of [0, 9]) {
    const errors = spread(12, (1 + hours) * HOUR, 9, (i, at) => nginx(at, injection(i)));
    expect(linesOf(await detect({ 'access.log': asked, 'error.log': errors }))).toContain('sqli 12');
  }
  // The same question of another day is another request.
  const later = tried.map(({ at }, i) => nginx(at + 3 * DAY, injection(i)));
  expect(linesOf(await detect({ 'access.log': asked, 'error.log': later }))).toContain('sqli 24');
});

it('a line whose words and whose request both hold a sign is one line', async () => {
  const found = await detect({
    'error.log': [
      nginx(5, 'GET /wp-login.php', 'open() "/srv/www/wp-login.php" failed (2: No such file or directory)'),
    ],
  });
  expect(found.actors.find(({ id }) => id === thief)?.pointerCount).toBe(1);
});

it('Apache names the request whose address it could not take', async () => {
  const found = await detect({
    'error.log': [
      apache(9, 'AH00126: Invalid URI in request GET /cgi-bin/.%2e/.%2e/.%2e/.%2e/etc/passwd HTTP/1.1'),
      apache(19, 'AH10244: invalid URI path (/cgi-bin/%%32%65%%32%65/%%32%65%%32%65/etc/shadow)'),
    ],
  });
  expect(linesOf(found)).toContain('traversal 2');
});

const dated = '/var/www/html/wp-content/uploads/2026/05/thumb.php';
const warning = (path: string) => `Warning:  Undefined array key "c" in ${path} on line 3`;
const command = (path: string) => `Warning:  system(): Cannot execute a blank command in ${path} on line 3`;

it.each<[string, readonly Line[], string]>([
  ['a command run from an upload, by Apache', [apache(9, `PHP ${command(dated)}`)], 'adverse shown'],
  ['code that was sent, by Apache', [apache(9, `PHP ${warning(`${dated}(3) : eval()'d code`)}`)], 'adverse shown'],
  [
    'an upload asked for by its address',
    [nginx(9, 'POST /wp-content/uploads/2026/05/thumb.php?x=1', php(warning(dated)))],
    'adverse possible',
  ],
  ['an upload that a page may have included', [nginx(9, 'GET /', php(warning(dated)))], 'notable possible'],
  ['a command among pictures', [apache(9, `PHP ${command('/srv/images/scale.php')}`)], 'adverse possible'],
  [
    'code that did not run',
    [apache(9, `PHP Parse error:  syntax error, unexpected end of file in ${dated} on line 3`)],
    'nothing',
  ],
  [
    'a picture that is not there',
    [
      apache(
        9,
        'PHP Warning:  getimagesize(/srv/www/wp-content/uploads/a.php): Failed to open stream in /srv/www/wp-content/themes/x/images.php on line 4',
      ),
    ],
    'nothing',
  ],
  ['what Drupal compiled', [apache(9, `PHP ${warning('/srv/sites/default/files/php/twig/a.php')}`)], 'nothing'],
  [
    'a script that breaks for everybody',
    spread(9, 0, 60, (i, at) =>
      apache(at, `PHP ${warning('/srv/images/scale.php')}`, i < 4 ? `198.51.100.${i}` : thief),
    ),
    'nothing',
  ],
])('%s', async (_, lines, want) => {
  expect(levels(await detect({ 'error.log': lines }), [thief])).toEqual({ [thief]: want });
});
