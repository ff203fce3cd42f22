import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fitOf, noRotationSettings, parseSize, readRotationSettings } from './rotation-settings.ts';

it('reads logrotate as Debian writes it: globals, several paths, scripts left out', () => {
  const { logrotate } = readRotationSettings([
    'weekly\nrotate 4\ninclude /etc/logrotate.d\n/var/log/btmp {\n monthly\n rotate 1\n}\n/var/log/mail.log\n/var/log/mail.err\n{\n postrotate\n  daily 99 }\n endscript\n maxage 30\n size=10M\n}\n',
  ]);
  expect(logrotate).toEqual([
    { paths: ['/var/log/btmp'], period: 'monthly', keep: 1, size: null, maxAgeDays: null },
    { paths: ['/var/log/mail.log', '/var/log/mail.err'], period: null, keep: 4, size: 10 * 1024 ** 2, maxAgeDays: 30 },
  ]);
});

it.each([
  ['10m', 10 * 1024 ** 2],
  ['3.9G', 3.9 * 1024 ** 3],
  ['512', 512],
  ['', undefined],
  ['-1', undefined],
  ['10 apples', undefined],
])('a size %s', (text, want) => {
  expect(parseSize(text)).toBe(want);
});

it.each([
  ['/var/log/nginx/*.log', 'case/var/log/nginx/access.log', 4],
  ['/var/log/nginx/*.log', 'access.log', 1],
  ['/var/log/nginx/*.log', 'access.txt', 0],
  ['/var/log/a?c', 'abc', 1],
])('%s fits %s by %d', (pattern, path, want) => {
  expect(fitOf(pattern, path)).toBe(want);
});

it('takes any text, and says nothing of what it does not understand', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 400 }), { maxLength: 4 }), (texts) => {
      expect(readRotationSettings(texts)).toMatchObject({ jobs: expect.any(Array), logrotate: expect.any(Array) });
    }),
  );
  expect(readRotationSettings(['{"broken', '#\n', ''])).toEqual(noRotationSettings);
  const hostile = `${'*'.repeat(5_000)}x`;
  expect(fitOf(hostile, 'a'.repeat(5_000))).toBe(0);
});
