// Marks, heads and names that stand around what a line says.
import { expect, it } from 'vitest';
import { parseLoginRecord } from '../record-parser.ts';
import { readLines } from './read-lines.test-support.ts';

const access = '203.0.113.9 - - [11/Feb/2026:03:20:02 +0000] "GET /rss.xml HTTP/1.1" 200 376 "-" "a"';

it('the byte order mark of a file is no part of its first address or word', () => {
  expect(readLines([`\ufeff${access}`]).web[0]?.client).toBe('203.0.113.9');
  const php = '\ufeff[11-Feb-2026 03:20:26 UTC] PHP Warning:  x in /srv/a.php on line 3';
  expect(readLines([php]).formats[0]).toBe('php_error');
});

it('what a logger puts before an access line is neither its host nor its client', () => {
  const { web, formats } = readLines([`2026-02-11T03:20:02+0000 web1 node[813]: ::ffff:${access}`]);
  expect(formats[0]).toBeDefined();
  expect(web.map(({ client, vhost }) => [client, vhost])).not.toContainEqual(['web1', expect.anything()]);
  expect(web[0]?.client ?? '203.0.113.9').toBe('203.0.113.9');
});

it('what kubectl puts before a line is passed over', () => {
  const pod = '[pod/web-7d9c/nginx] ';
  expect(readLines([`${pod}2026-02-11T03:20:02.5Z ${access}`, `${pod}${access}`]).web).toMatchObject([
    { client: '203.0.113.9', target: '/rss.xml' },
    { client: '203.0.113.9', target: '/rss.xml' },
  ]);
});

it.each([
  [
    'Unable to negotiate with 2001:db8:61da::c09b port 50007: no matching key exchange method found',
    '2001:db8:61da::c09b',
  ],
  ['Unable to negotiate with 203.0.113.9 port 50007: no matching key exchange method found', '203.0.113.9'],
  ['ssh_dispatch_run_fatal: Connection from 2001:db8::7: Connection reset by peer', '2001:db8::7'],
])('an address of sshd is taken whole: %s', (message, ip) => {
  expect(readLines([`Feb 11 03:20:02 host sshd[813]: ${message}`]).events[0]?.ip).toBe(ip);
});

it('the end of a session of Dovecot names whose it was', () => {
  const users = (message: string) => readLines([`Feb 11 03:20:02 host dovecot: ${message}`]).events[0]?.user;
  expect(users('imap(sato@kobo.example)<805><s5>: Disconnected: Logged out in=100 out=900')).toBe('sato@kobo.example');
  expect(users('imap(805): Disconnected: Logged out in=100 out=900')).toBe('');
});

it('an address of six numbers in a login record is written as other logs write it', () => {
  const record = Buffer.alloc(384);
  record.writeInt16LE(7, 0);
  record.write('sato', 44);
  record.writeInt32LE(1_770_780_002, 340);
  Buffer.from('240040500061da000ba700000000fa68', 'hex').copy(record, 348);
  expect(parseLoginRecord(record, 384)?.ip).toBe('2400:4050:61:da00:ba7::fa68');
  Buffer.from('00000000000000000000ffffcb007109', 'hex').copy(record, 348);
  expect(parseLoginRecord(record, 384)?.ip).toBe('203.0.113.9');
});

it('lines of a request that Rails tags with sixteen digits belong to it', () => {
  const tag = '[be5456f33049eebc] ';
  const { formats } = readLines([
    `${tag}Started GET "/items/0?x=1" for 203.0.113.9 at 2026-02-11 12:20:11 +0900`,
    `${tag}Processing by ItemsController#show as HTML`,
    `${tag}  Parameters: {"x"=>"1"}`,
    `${tag}Completed 200 OK in 12ms (Views: 5.0ms)`,
  ]);
  expect(formats).not.toContain(undefined);
});
