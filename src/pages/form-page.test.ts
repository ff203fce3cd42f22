import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formPage } from './form-page.ts';

const field = '<form><input type="email" name="a"></form>';
const read = (html: string, name = 'form.html') => formPage(new TextEncoder().encode(html), name);
const named = (html: string) => read(`${field}${html}`)?.named.map(({ kind, host }) => `${kind} ${host}`);

it.each([
  '<input type=email>',
  '<input name="your-email">',
  '<input type="text" id="mail_address">',
  '<input placeholder="メールアドレス">',
  '<input autocomplete="email">',
])('%s takes an address', (html) => expect(read(html)).toBeDefined());

it.each([
  '<input name="q">',
  '<input type="checkbox" name="mailmagazine">',
  '<input type="hidden" name="email" value="x">',
  '<p>email</p>',
  '<!-- <input type=email> -->',
])('%s takes none', (html) => expect(read(html)).toBeUndefined());

it('a script or a feed is no page', () => {
  expect(read(field, 'form.js')).toBeUndefined();
  expect(read(field, 'notes.md')).toBeUndefined();
});

describe('of another host', () => {
  it.each([
    ['<script src="https://cdn.example/a.js"></script>', 'script cdn.example'],
    ['<script async src=//CDN.example/a.js></script>', 'script cdn.example'],
    ['<iframe src="https://chat.example/"></iframe>', 'frame chat.example'],
    ['<img src="https://px.example/p?x" width="1" height="1">', 'pixel px.example'],
    ['<noscript><img style="display: none" src="https://px.example/p"></noscript>', 'pixel px.example'],
    ['<form action="https://forms.example/send"></form>', 'form-target forms.example'],
    ['<button formaction="https://forms.example/send">x</button>', 'form-target forms.example'],
    ["<script>s.src='https://tags.example/t.js?id='+i</script>", 'named-in-script tags.example'],
    ['<script>load("//tags.example/t.js")</script>', 'named-in-script tags.example'],
    ['<base href="https://other.example/"><script src="a.js"></script>', 'script other.example'],
  ])('%s', (html, want) => expect(named(html)).toEqual([want]));

  it.each([
    '<script src="/a.js"></script>',
    '<script src="a.js"></script>',
    '<form action="mailto:a@b.example"></form>',
    '<form action=""></form>',
    '<img src="https://cdn.example/photo.jpg" width="640" height="480">',
    '<a href="https://elsewhere.example/">x</a>',
    '<script type="module">const a = 1 // see notes</script>',
    '<script type="application/ld+json">{"@context":"https://schema.org"}</script>',
    '<script>d.createElementNS("http://www.w3.org/2000/svg","svg")</script>',
    '<!-- <script src="https://cdn.example/a.js"></script> -->',
  ])('not %s', (html) => expect(named(html)).toEqual([]));
});

it('tells the place of each to the byte, and by what host the page calls itself', () => {
  const html = `<link rel="canonical" href="https://www.shop.example/form">\n日本語<script src="https://cdn.example/a.js"></script>${field}`;
  const page = read(html);
  expect(page?.ownHost).toBe('www.shop.example');
  const [script] = page?.named ?? [];
  expect(script?.line).toBe(2);
  const bytes = Buffer.from(html).subarray(script?.byteStart, script?.byteEnd);
  expect(bytes.toString()).toBe('https://cdn.example/a.js');
});

it('reads any bytes, in time', () => {
  const piece = fc.constantFrom(
    field,
    '<script src=',
    '"//a.example/',
    '<base href=',
    '<svg>',
    '</script>',
    "'",
    '<img ',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 40 }), (pieces) => {
      const page = read(pieces.join(''));
      expect(page === undefined || page.named.every(({ host }) => host !== '')).toBe(true);
    }),
  );
  const started = performance.now();
  for (const text of ['"//a', "'//a.example/", '<script>"', '<input name="e-'])
    read(`${field}<script>${text.repeat(60_000)}`);
  expect(performance.now() - started).toBeLessThan(5000);
});
