import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectLinear } from '../../vocabulary/linear-time.test-support.ts';
import { headerValue } from './header.ts';
import { splitMbox } from './mbox.ts';
import { readMessage, readMessageAt, sourceOf } from './message.ts';

const mail = (lines: readonly string[], end = '\r\n') => Buffer.from(lines.join(end), 'latin1');
const value = (bytes: Uint8Array, key: string) => headerValue(readMessage(bytes)?.headers ?? [], key);

describe('headers', () => {
  it.each([
    { name: 'folds are undone', lines: ['Subject: one', ' two'], want: 'one two' },
    { name: 'an encoded word', lines: ['Subject: =?UTF-8?B?44OG44K544OI?='], want: 'テスト' },
    {
      name: 'a character cut between two words',
      lines: ['Subject: =?UTF-8?B?44OG44I=?=', ' =?UTF-8?B?ueODiA==?='],
      want: 'テスト',
    },
    {
      name: 'ISO-2022-JP words, each with its escapes',
      lines: ['Subject: =?ISO-2022-JP?B?GyRCJUYbKEI=?= =?ISO-2022-JP?B?GyRCJTkbKEI=?='],
      want: 'テス',
    },
    {
      name: 'text between words stays',
      lines: ['Subject: Re: =?iso-8859-1?Q?Fr=F6sche?= (2)'],
      want: 'Re: Frösche (2)',
    },
    { name: 'underscore is a space in Q', lines: ['Subject: =?utf-8?q?a_b?='], want: 'a b' },
    { name: 'raw ISO-2022-JP', lines: ['Subject: \x1b$B%F%9%H\x1b(B'], want: 'テスト' },
    { name: 'raw UTF-8', lines: [`Subject: ${Buffer.from('テスト').toString('latin1')}`], want: 'テスト' },
    {
      name: "raw 8-bit takes the body's charset",
      lines: ['Subject: Fr\xf6sche', 'Content-Type: text/plain; charset=iso-8859-1'],
      want: 'Frösche',
    },
    {
      name: 'a word that crosses a line is no word',
      lines: ['Subject: =?UTF-8?B?44OG', ' 44K544OI?='],
      want: '=?UTF-8?B?44OG 44K544OI?=',
    },
    { name: 'RFC 2231 language in a word', lines: ['Subject: =?us-ascii*en?Q?hi?='], want: 'hi' },
  ])('$name', ({ lines, want }) => {
    expect(value(mail([...lines, 'From: a@example.com', '', 'x']), 'subject')).toBe(want);
  });

  it('points at the bytes of each field', () => {
    const bytes = mail(['Received: from a', ' by b', 'Subject: hi', '', 'body']);
    const fields = readMessage(bytes)?.headers ?? [];
    expect(fields.map(({ line }) => line)).toEqual([1, 3]);
    expect(bytes.subarray(fields[1]?.byteStart, fields[1]?.byteEnd).toString()).toBe('Subject: hi');
  });

  it('ends the header at the first line that can be none', () => {
    const read = readMessage(mail(['From: a@example.com', 'no header here', 'Subject: not one']));
    expect(read?.headers).toHaveLength(1);
    expect(read?.text).toBe('no header here\r\nSubject: not one');
  });
});

describe('line ends', () => {
  const lines = [
    'Received: from a by b; Thu, 9 Apr 2009 03:12:51 +0900',
    'Subject: hi',
    'Content-Type: multipart/mixed; boundary=B',
    '',
    '--B',
    '',
    'one',
    '--B',
    'Content-Type: text/html',
    '',
    '<p>two</p>',
    '--B--',
  ];

  it.each(['\n', '\r', '\r\n'])('reads a mail whose lines end in %j', (end) => {
    const read = readMessage(mail(lines, end));
    expect(read?.headers).toHaveLength(3);
    expect(read?.textParts.map(({ text }) => text)).toEqual(['one', '<p>two</p>']);
  });
});

describe('bodies', () => {
  it('gives every text part in order, those of an attached mail too, joined by an empty line', () => {
    const read = readMessage(
      mail([
        'From: a@example.com',
        'Content-Type: multipart/mixed; boundary="b;1"',
        '',
        '--b;1',
        'Content-Type: text/plain',
        '',
        'outer',
        '--b;1',
        'Content-Type: message/rfc822',
        '',
        'Subject: inner',
        'Content-Type: text/plain; charset=utf-8',
        'Content-Transfer-Encoding: quoted-printable',
        '',
        'f=C3=BCr =',
        'dich',
        '--b;1--',
      ]),
    );
    expect(read?.text).toBe('outer\n\nfür dich');
    expect(headerValue(read?.messages[1]?.headers ?? [], 'subject')).toBe('inner');
  });

  it('opens an attached mail that was base64', () => {
    const inner = Buffer.from('Subject: inside\r\n\r\nhidden text').toString('base64');
    const read = readMessage(
      mail(['From: a@example.com', 'Content-Type: message/rfc822', 'Content-Transfer-Encoding: base64', '', inner]),
    );
    expect(read?.text).toBe('hidden text');
  });

  it('renders only so much of an endless page, and says where it stopped', () => {
    const page = `Content-Type: text/html\n\n${'<p>a</p>'.repeat(600_000)}end`;
    const message = readMessage(Buffer.from(page));
    expect(message?.text.endsWith('end')).toBe(true);
    expect(message?.readable.endsWith('[…]')).toBe(true);
  });

  it('keeps markup and entities in text, and renders them in readable', () => {
    const read = readMessage(
      mail([
        'From: a@example.com',
        'Content-Type: text/html',
        '',
        '<style>p{}</style><p>a&amp;b</p><script>x()</script><td>c',
      ]),
    );
    expect(read?.text).toContain('<p>a&amp;b</p>');
    expect(read?.readable).toBe('a&b\n c'.replace('\n ', '\n'));
  });

  it('takes the boundary from the body when the header names a wrong one', () => {
    const read = readMessage(
      mail([
        'From: a@example.com',
        'Content-Type: multipart/mixed; boundary=wrong',
        '',
        '--rightone',
        '',
        'text',
        '--rightone--',
      ]),
    );
    expect(read?.text).toBe('text');
  });

  it('names attachments with RFC 2231 names and their size', () => {
    const read = readMessage(
      mail([
        'From: a@example.com',
        'Content-Type: multipart/mixed; boundary=b',
        '',
        '--b',
        "Content-Disposition: attachment; filename*0*=utf-8''%E5%9B%B3; filename*1=.png",
        'Content-Type: image/png',
        'Content-Transfer-Encoding: base64',
        '',
        'AAAA',
        '--b--',
      ]),
    );
    expect(read?.attachments).toMatchObject([{ fileName: '図.png', type: 'image/png', sizeBytes: 3 }]);
  });

  it('reports bytes that are not of the declared charset', () => {
    const read = readMessage(mail(['From: a@example.com', 'Content-Type: text/plain; charset=utf-8', '', 'a\xff']));
    expect(read?.undecodable).toMatchObject([{ where: 'body', charset: 'utf-8', count: 1, first: 1 }]);
  });
});

describe('what is no mail', () => {
  it.each([
    { name: 'nothing', bytes: Buffer.alloc(0) },
    { name: 'an image', bytes: Buffer.from('\x89PNG\r\n\x1a\n', 'latin1') },
    { name: 'a log', bytes: Buffer.from('203.0.113.9 - - [09/Apr/2009:03:12:51 +0900] "GET / HTTP/1.1" 200 1\n') },
  ])('$name', ({ bytes }) => {
    expect(readMessage(bytes)).toBeUndefined();
  });
});

describe('folders of mail', () => {
  const one = 'From a@example.com Thu Apr  9 03:12:51 2009\nSubject: one\n\nbody\n\n';
  it('splits at envelope lines', () => {
    const source = sourceOf(Buffer.from(`${one}${one.replace('one', 'two')}`));
    const ranges = splitMbox(source);
    expect(ranges?.map(({ line }) => line)).toEqual([2, 7]);
    expect(ranges?.map(({ start, end }) => source.slice(start, end).split('\n')[0])).toEqual([
      'Subject: one',
      'Subject: two',
    ]);
  });
  it('takes one envelope line for a single mail', () => {
    expect(splitMbox(one)).toBeUndefined();
    expect(value(Buffer.from(one), 'subject')).toBe('one');
  });
});

describe('any bytes', () => {
  const pieces = [
    'From: a@b.example\r\n',
    'Subject: =?utf-8?B?',
    '?=',
    '\r\n',
    '\n',
    '\r',
    ' ',
    '--b',
    '--b--',
    'Content-Type: multipart/mixed; boundary=b',
    'Content-Type: message/rfc822',
    'Content-Transfer-Encoding: base64',
    '\x1b$B',
    '\xe3\x81',
    '(',
    '"',
    '<',
    '=',
    ':',
  ];
  it('give a message or nothing, and every range lies inside them', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 5 })), { maxLength: 60 }),
        (parts) => {
          const bytes = Buffer.from(`From: a@b.example\n${parts.join('')}`, 'latin1');
          const read = readMessage(bytes);
          expect(read).toBeDefined();
          let last = 0;
          for (const { byteStart, byteEnd } of read?.headers ?? []) {
            expect(byteStart).toBeGreaterThanOrEqual(last);
            expect(byteEnd).toBeLessThanOrEqual(bytes.length);
            last = byteEnd;
          }
          expect(typeof read?.readable).toBe('string');
        },
      ),
      { numRuns: 300 },
    );
  });

  it.each([
    { name: 'openings of encoded words', text: (n: number) => `Subject: ${'=?a?b?x'.repeat(n / 3)}\r\n ?=` },
    { name: 'folds', text: (n: number) => `Subject: a${'\r\n b'.repeat(n)}` },
    {
      name: 'boundaries',
      text: (n: number) => `From: a@b.example\nContent-Type: multipart/mixed; boundary=b\n\n${'--b\n'.repeat(n)}`,
    },
    {
      name: 'nested multiparts',
      text: (n: number) =>
        `From: a@b.example\n${Array.from({ length: n / 64 }, (_, i) => `Content-Type: multipart/mixed; boundary=b${i}\n\n--b${i}\n`).join('')}`,
    },
    { name: 'tags', text: (n: number) => `From: a@b.example\nContent-Type: text/html\n\n${'<div>'.repeat(n)}` },
    { name: 'brackets', text: (n: number) => `From: ${'<('.repeat(n)}\nReceived: ${'('.repeat(n)}\n\n` },
    { name: 'addresses', text: (n: number) => `To: ${'a@b.example,'.repeat(n / 2)}\n\n` },
  ])('a flood of $name is read in proportion to its length', ({ text }) => {
    expectLinear((length) => {
      expect(readMessage(Buffer.from(text(length), 'latin1'))?.readable).toBeDefined();
    }, 200_000);
  });
});

it('takes off the marks that an mbox put before "From", from what is read alone', () => {
  const mbox =
    'From a@b.example Thu Nov 12 10:00:00 2026\nSubject: one\n\n>From here\n>>From there\n> From\n\nFrom a@b.example Thu Nov 12 10:00:00 2026\nSubject: two\n\nx\n';
  const [first] = splitMbox(mbox) ?? [];
  if (!first) throw new Error('not read as an mbox');
  const message = readMessageAt(mbox, first);
  expect(message?.readable.trim()).toBe('From here\n>From there\n> From');
  expect(message?.text.trim()).toBe('>From here\n>>From there\n> From');
  expect(readMessage(Buffer.from('Subject: one\n\n>From here\n'))?.readable.trim()).toBe('>From here');
});

it('reads an encoding that is written as a quoted string', () => {
  const mail =
    'Subject: x\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: "Quoted-Printable"\n\n=e6=97=a5\n';
  expect(readMessage(Buffer.from(mail))?.text.trim()).toBe('日');
});
