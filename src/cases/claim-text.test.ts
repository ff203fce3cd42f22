import { expect, it } from 'vitest';
import { readClaim } from './material.ts';

const claim = (bytes: Uint8Array) => readClaim({ path: 'claim.txt', sha256: 'ab'.repeat(32), bytes }, null);
const utf8 = (text: string) => new TextEncoder().encode(text);

it('a pasted text is a complaint of nobody named', () => {
  expect(claim(utf8('My address f@example.com gets spam since 3 May 2026. Did you leak it?'))).toMatchObject({
    ...{ address: 'f@example.com', name: null, receivedAt: null },
    ...{ spamSince: '2026-05-03', questions: ['Did you leak it?'] },
  });
});

it('head lines above it tell who wrote it and when', () => {
  const head = 'From: Fiona Ross <f@example.com>\nDate: Tue, 5 May 2026 10:00:00 +0900\nSubject: spam\n\n';
  expect(claim(utf8(`${head}Since yesterday I get spam.`))).toMatchObject({
    ...{ address: 'f@example.com', name: 'Fiona Ross', receivedAt: '2026-05-05T10:00:00+09:00' },
    spamSince: '2026-05-04',
  });
});

it('Shift_JIS is read, and bytes that are no text are refused', () => {
  const sjis = [...utf8('f@example.com '), 0x82, 0xc9, 0x96, 0xc0, 0x98, 0x66];
  expect(claim(Uint8Array.from(sjis)).text).toBe('f@example.com に迷惑');
  expect(() => claim(Uint8Array.of(0xff, 0xff, 0x81))).toThrow('neither UTF-8 nor Shift_JIS');
});
