import { createHash, createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectLinear } from '../vocabulary/linear-time.test-support.ts';
import { redactor } from './pseudonym.ts';
import type { RedactionPolicy } from './redaction-policy.ts';

const key = new TextEncoder().encode('a key for tests only, 32 bytes!!');
const policy: RedactionPolicy = {
  key,
  own: ['survey.example.jp', '192.0.2.8', '03-0000-0000', 'help@partner.example'],
  complainant: { address: 'h-suzuki77@mail.example.jp', name: '佐藤 花子' },
  known: [
    { kind: 'name', value: '髙橋一郎' },
    { kind: 'name', value: '林修' },
  ],
};
const redact = redactor(policy);

describe('what is other people’s data is replaced', () => {
  it.each([
    ['an address', 'to=<taro.yamada@example.com>, relay', 'taro.yamada@example.com'],
    ['an address in a query', 'GET /r?mail=taro.yamada%40example.com&x=1', 'taro.yamada'],
    ['an address between escaped brackets', '%3Ctaro%40example.com%3E', 'taro'],
    ['an address inside Japanese', 'メールはtaro@example.comです', 'taro@example.com'],
    ['an address with a Japanese name', '宛先 太郎@example.com へ', '太郎@'],
    ['a full-width at sign', 'taro＠example.com', 'taro＠'],
    ['a quoted local part', '"taro y"@example.com', 'taro y'],
    ['an address of a colleague', 'from k.tanaka@survey.example.jp', 'k.tanaka'],
    ['an IPv4 address', '203.0.113.77 - - [28/Apr/2009', '203.0.113.77'],
    ['an IPv4 address at the end of a sentence', 'from 203.0.113.77.', '203.0.113.77'],
    ['an IPv4 address in a bracket', 'client[203.0.113.77]:25', '203.0.113.77'],
    ['an IPv4 address with a port', '203.0.113.77:50122', '203.0.113.77'],
    ['an IPv4 address after a date', 'pool 2017.04.29-203.0.113.77', '203.0.113.77'],
    ['an address that the end of the line cut', 'to=<taro.yamada@exampl', 'taro.yamada'],
    ['an IPv6 address', 'from 2001:db8::17 port 22', '2001:db8::17'],
    ['a full IPv6 address', '[2001:db8:0:0:0:0:0:1]', '2001:db8:0:0:0:0:0:1'],
    ['an address inside the name of a line', 'p1-203-0-113-77.isp.example.jp', '203-0-113-77'],
    ['a mobile number', '電話 090-1234-5678 まで', '090-1234-5678'],
    ['a full-width number', '０９０－１２３４－５６７８', '１２３４'],
    ['a number without hyphens', 'tel 09012345678.', '09012345678'],
    ['a number with a country code', '+81 90-1234-5678', '1234'],
    ['a user who fails to log in', 'Failed password for k.tanaka from 203.0.113.9 port 1', 'k.tanaka'],
    ['an invalid user', 'Failed password for invalid user k.tanaka from 1.2.3.4', 'k.tanaka'],
    ['a user of a mailbox', 'imap-login: Login: user=<k.tanaka>, method=PLAIN', 'k.tanaka'],
    ['a user of the web', '198.51.100.1 - k.tanaka [28/Apr/2009:10:00:00 +0900] "GET', 'k.tanaka'],
    ['a name out of a form', 'POST /f?name=%E4%BD%90%E8%97%A4&x=1', '%E4%BD%90'],
    ['the name of the person who complains', '佐藤 花子様', '佐藤'],
    ['the same name without its space', '佐藤花子と申します', '花子'],
    ['a known name', '回答者：髙橋一郎', '髙橋一郎'],
    ['a known name of two characters', '回答者：林修', '林修'],
    ['the domain of somebody whose name only ends like ours', 'a@mysurvey.example.jp', 'mysurvey'],
  ])('%s', (_name, text, secret) => {
    expect(redact.text(text)).not.toContain(secret);
  });
});

describe('what is evidence and nobody’s stays', () => {
  it.each([
    'a company that works for us (sends out prizes), checked for them by us from here',
    'GET /result.php?id=1%27%20OR%20%271%27%3D%271 HTTP/1.1',
    "name=' OR 1=1 --",
    'name=%27OR%271%27%3D%271&x',
    'Failed password for root from',
    'info@survey.example.jp',
    'postmaster@survey.example.jp',
    'help@partner.example',
    'relay=mx[192.0.2.8]:25',
    'root@localhost',
    '127.0.0.1 ::1',
    'version 4.300.12.999',
    'Mozilla/5.0 Chrome/120.0.0.0 Safari/537.36',
    '[28/Apr/2009:23:58:12 +0900]',
    '2009-04-28T23:58:12+09:00',
    '01-04-2009',
    '10:00:00 00:1a:2b:3c:4d:5e',
    'お電話 03-0000-0000',
    'std::vector Foo::Bar',
    'a6ca2ef28f5c8a02d7e59d1ed8cd22ebba3aba93fab87dafe1d84e59a0db11ee',
  ])('%s', (text) => {
    expect(redact.text(text)).toBe(text);
  });
});

describe('a table names a department, a person by a short name, or nobody, where it asks who wanted a list', () => {
  const asked = ['IT', 'none', 'Ann', 'FOUND', 'main', '髙橋'].map((value) => ({ kind: 'name' as const, value }));
  const hide = redactor({ ...policy, known: asked });
  it('leaves the words of a closed list as they are, whatever the names', () => {
    const letter = {
      stage: 'main',
      lang: 'en',
      sentences: [
        { type: 'LIMIT', text: 'IT' },
        { type: 'FOUND', text: '' },
      ],
    };
    expect(hide.value(letter)).toEqual(letter);
    expect(hide.value({ success: 'none' })).toEqual({ success: 'none' });
  });
  it.each(['LIMIT', 'Anna and Joann', 'WAITING'])('hides no part of another word: %s', (text) => {
    expect(hide.text(text)).toBe(text);
  });
  it.each(['asked for by Ann.', 'Ann（総務）', '弊社髙橋が', 'Ann_2026.csv'])('hides the name itself: %s', (text) => {
    expect(hide.text(text)).not.toMatch(/Ann|髙橋/);
  });
});

it('gives one person one pseudonym, however the address is spelled', () => {
  const one = redact.text('taro.yamada@example.com');
  expect(redact.text('Taro.Yamada@EXAMPLE.com')).toBe(one);
  expect(redact.text('taro.yamada%40example.com')).toBe(one);
  expect(redact.text('jiro.yamada@example.com')).not.toBe(one);
  expect(redact.text('090-1234-5678')).toBe(redact.text('+81 90-1234-5678'));
});

it('shows the person who complains by first letter and end of the domain only', () => {
  expect(redact.text('h-suzuki77@mail.example.jp')).toBe('h…@….jp');
});

it('keeps our domain readable and hides who it is', () => {
  expect(redact.text('k.tanaka@survey.example.jp')).toMatch(/^mail-[0-9a-z]{8}@survey\.example\.jp$/);
});

it('gives other pseudonyms in another case', () => {
  const other = redactor({ ...policy, key: new TextEncoder().encode('another key for tests, 32 bytes!') });
  expect(other.text('203.0.113.77')).not.toBe(redact.text('203.0.113.77'));
});

it('is resolved by no dictionary of the register: no digest of an address stands in it', () => {
  const register = Array.from({ length: 500 }, (_, i) => `person${i}@example.com`);
  const shown = register.map((address) => redact.text(address)).join('\n');
  for (const address of register) {
    for (const algorithm of ['md5', 'sha1', 'sha256', 'sha512']) {
      for (const digest of [
        createHash(algorithm).update(address).digest(),
        createHmac(algorithm, '').update(address).digest(),
        createHmac(algorithm, 'akashi').update(address).digest(),
      ]) {
        expect(shown).not.toContain(digest.toString('hex').slice(0, 8));
      }
    }
  }
  expect(new Set(shown.split('\n')).size).toBe(register.length);
});

it('refuses a key that could be guessed', () => {
  expect(() => redactor({ ...policy, key: new Uint8Array(16) })).toThrow(RangeError);
});

it('loses nothing: the replaced parts and the others make up the text', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string()), (text) => {
      const parts = redact.parts(text);
      expect(parts.map(({ text: shown, raw }) => raw ?? shown).join('')).toBe(text);
    }),
  );
});

it('hides any address in any surroundings', () => {
  const word = fc.stringMatching(/^[a-z][a-z0-9]{2,12}$/);
  const around = fc.string({ unit: fc.constantFrom(...' <>()[],;:"\'=&?|\t 、。（）「」はです') });
  fc.assert(
    fc.property(around, word, word, around, (before, local, host, after) => {
      const secret = `${local}xq@${host}.example`;
      expect(redact.text(`${before}${secret}${after}`)).not.toContain(secret);
    }),
  );
});

it('takes time in proportion to the text, whatever is in it', () => {
  const hostile = ['a', '.', '@', '%40', '1.', ':', 'a.', '0-', 'name=', '%', '"', 'あ', 'for ', '-1', '2001:'];
  for (const piece of hostile) {
    expectLinear((length) => redact.text(piece.repeat(Math.ceil(length / piece.length))), 200_000, piece);
  }
});

it('goes through a value without touching what is no free text', () => {
  const value = {
    path: 'logs/203.0.113.5/taro@example.com.log',
    sha256: 'a6ca2ef28f5c8a02d7e59d1ed8cd22eb',
    id: 'f1',
    says: { ja: '203.0.113.77 から', en: 'from 203.0.113.77' },
    list: ['203.0.113.77', 3, null, true],
  };
  const shown = redact.value(value);
  expect(shown.path).toMatch(/^logs\/203\.0\.113\.5\/mail-[0-9a-z]{8}/);
  expect(shown.sha256).toBe(value.sha256);
  expect(shown.says.en).toBe(`from ${redact.text('203.0.113.77')}`);
  expect(shown.list[0]).toBe(redact.text('203.0.113.77'));
});

it('commits to a hidden value so that only the salt opens it', () => {
  const { commitment, salt } = redact.commit('taro@example.com', 'place');
  expect(createHmac('sha256', Buffer.from(salt, 'hex')).update('taro@example.com').digest('hex')).toBe(commitment);
  expect(createHash('sha256').update('taro@example.com').digest('hex')).not.toBe(commitment);
  expect(redact.commit('taro@example.com', 'another place').commitment).not.toBe(commitment);
});
