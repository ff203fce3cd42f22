import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectLinear } from '../vocabulary/linear-time.test-support.ts';
import { findExposed } from './find-exposed.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const page = (body: string, head = '') =>
  `<!doctype html>\n<html lang="ja"><head><meta charset="utf-8"><title>t</title>${head}</head><body>\n${body}\n</body></html>\n`;
const found = (text: string, name = 'p.html') => findExposed(bytesOf(text), name);
const addresses = (text: string, name?: string) => [...new Set(found(text, name).map(({ address }) => address))].sort();

/** As the protection of one large provider writes it: the first byte is the key. */
const guarded = (address: string, key = 0x42) =>
  [key, ...Buffer.from(address).map((byte) => byte ^ key)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
const rot13 = (text: string) =>
  text.replace(/[a-z]/g, (letter) => String.fromCharCode(((letter.charCodeAt(0) - 97 + 13) % 26) + 97));
const turned = (text: string) => [...text].reverse().join('');
const a = 'kasumi@shop.test';

const shown: readonly { name: string; html: string; head?: string; level: string; visible: boolean }[] = [
  { name: 'running text', html: `<p>連絡先は${a}まで。</p>`, level: 'plain', visible: true },
  { name: 'a sentence that ends', html: `<p>ご連絡は${a}まで。担当は山田です。</p>`, level: 'plain', visible: true },
  { name: 'brackets, then a sentence', html: `<p>「${a}」まで。お電話は</p>`, level: 'plain', visible: true },
  { name: 'a sentence that goes on', html: `<p>Write to ${a}.Thanks</p>`, level: 'plain', visible: true },
  {
    name: 'mailto with subject',
    html: `<a href="mailto:${a}?subject=Hi%20there">x</a>`,
    level: 'plain',
    visible: true,
  },
  { name: 'an image map', html: `<map><area href='mailto:${a}'></map>`, level: 'plain', visible: true },
  { name: 'link rev made', html: '', head: `<link rev=made href=mailto:${a}>`, level: 'plain', visible: false },
  { name: 'a form action', html: `<form action="mailto:${a}"></form>`, level: 'plain', visible: false },
  { name: 'a comment', html: `<!-- TODO ask ${a} -->`, level: 'plain', visible: false },
  { name: 'a declaration', html: `<p>x<!DOCTYPE ${a}>`, level: 'plain', visible: false },
  { name: 'a processing instruction', html: `<p>x<?php mail('${a}') ?>`, level: 'plain', visible: false },
  { name: 'a comment, munged', html: '<!-- by kasumi [at] shop [dot] test -->', level: 'munge', visible: false },
  { name: 'hidden recipient', html: `<input type=hidden name=recipient value=${a}>`, level: 'plain', visible: false },
  { name: 'text hidden by style', html: `<p style="display:none">${a}</p>`, level: 'plain', visible: false },
  { name: 'microdata', html: `<meta itemprop="email" content="${a}">`, level: 'plain', visible: false },
  { name: 'hexadecimal references', html: `<p>kasumi&#x40;shop&#x2e;test</p>`, level: 'entity', visible: true },
  { name: 'named references', html: `<p>kasumi&commat;shop&period;test</p>`, level: 'entity', visible: true },
  { name: 'references without semicolons', html: `<p>kasumi&#64shop&#46test</p>`, level: 'entity', visible: true },
  { name: 'percent in a query', html: `<a href="/u?e=kasumi%40shop.test">x</a>`, level: 'entity', visible: false },
  {
    name: 'a comment in the middle',
    html: `<p>kasumi<!-- x -->@shop<!-- y -->.test</p>`,
    level: 'entity',
    visible: true,
  },
  { name: 'bold parts', html: `<p><b>kasumi</b>@<i>shop.test</i></p>`, level: 'entity', visible: true },
  { name: 'zero-width joiner', html: `<p>kasumi&zwnj;@shop\u2060.test</p>`, level: 'entity', visible: true },
  {
    name: 'JSON-LD escape',
    html: '',
    head: `<script type="application/ld+json">{"email":"kasumi\\u0040shop.test"}</script>`,
    level: 'entity',
    visible: false,
  },
  { name: 'curly brackets', html: '<p>kasumi{at}shop{dot}test</p>', level: 'munge', visible: true },
  { name: 'angle words', html: '<p>kasumi &lt;at&gt; shop &lt;dot&gt; test</p>', level: 'munge', visible: true },
  { name: 'round brackets with blanks', html: '<p>kasumi (at) shop (dot) test</p>', level: 'munge', visible: true },
  { name: 'capital words', html: '<p>Mail: kasumi AT shop DOT test</p>', level: 'munge', visible: true },
  { name: 'underscores', html: '<p>kasumi_at_shop_dot_test</p>', level: 'munge', visible: true },
  { name: 'Japanese brackets', html: '<p>kasumi【at】shop.test</p>', level: 'munge', visible: true },
  { name: 'fullwidth brackets', html: '<p>kasumi（アット）shop.test</p>', level: 'munge', visible: true },
  { name: 'アットマーク in brackets', html: '<p>kasumi[アットマーク]shop.test</p>', level: 'munge', visible: true },
  { name: 'あっと', html: '<p>kasumiあっとshop.test</p>', level: 'munge', visible: true },
  {
    name: 'a sign and a note',
    html: '<p>kasumi●shop.test（●を@に置き換えてください）</p>',
    level: 'munge',
    visible: true,
  },
  {
    name: 'a sign and a note in quotes',
    html: '<p>※「☆」を「@」に変更してください。<br>kasumi☆shop.test</p>',
    level: 'munge',
    visible: true,
  },
  { name: 'an English note', html: '<p>kasumi#shop.test (replace # with @)</p>', level: 'munge', visible: true },
  { name: 'all fullwidth', html: '<p>ｋａｓｕｍｉ＠ｓｈｏｐ．ｔｅｓｔ</p>', level: 'munge', visible: true },
  { name: 'a word to remove', html: '<p>kasumi@NOSPAM.shop.test</p>', level: 'munge', visible: true },
  { name: 'arroba', html: '<p>Correo: kasumi arroba shop punto test</p>', level: 'munge', visible: true },
  { name: 'blanks all over', html: '<p>kasumi @ shop . test</p>', level: 'munge', visible: true },
  {
    name: 'an at-sign as a picture',
    html: '<p>kasumi<img src="at.gif" alt="@">shop.test</p>',
    level: 'munge',
    visible: true,
  },
  {
    name: 'protected attribute',
    html: `<span data-cfemail="${guarded(a)}">[protected]</span>`,
    level: 'cf',
    visible: true,
  },
  {
    name: 'protected link',
    html: `<a href="https://x.test/cdn-cgi/l/email-protection#${guarded(a, 0x9f)}">x</a>`,
    level: 'cf',
    visible: true,
  },
  {
    name: 'joined list',
    html: `<script>document.write(['kasumi','shop.test'].join('@'))</script>`,
    level: 'js',
    visible: true,
  },
  {
    name: 'template literal',
    html: '<script>const u="kasumi",d="shop.test";el.href=`mailto:${u}@${d}`</script>',
    level: 'js',
    visible: true,
  },
  {
    name: 'reversed in script',
    html: `<script>m.textContent="${turned(a)}".split("").reverse().join("")</script>`,
    level: 'js',
    visible: true,
  },
  {
    name: 'replace in script',
    html: `<script>m.innerHTML="kasumi#shop.test".replace("#","@")</script>`,
    level: 'js',
    visible: true,
  },
  {
    name: 'ROT13 in script',
    html: `<script>w("${rot13(a)}".replace(/[a-z]/g,function(c){return String.fromCharCode((c.charCodeAt(0)-97+13)%26+97)}))</script>`,
    level: 'js',
    visible: true,
  },
  {
    name: 'an XOR loop',
    html: `<script>var h="${guarded(a)}",r="",k=parseInt(h.substr(0,2),16);for(var i=2;i<h.length;i+=2){r+=String.fromCharCode(parseInt(h.substr(i,2),16)^k)}el.innerHTML=r</script>`,
    level: 'js',
    visible: true,
  },
  {
    name: 'unescape',
    html: `<script>document.write(unescape('%6b%61%73%75%6d%69%40%73%68%6f%70%2e%74%65%73%74'))</script>`,
    level: 'js',
    visible: true,
  },
  {
    name: 'mapped character codes',
    html: `<script>el.href="mailto:"+[${[...a].map((letter) => letter.charCodeAt(0) + 1)}].map(c=>String.fromCharCode(c-1)).join("")</script>`,
    level: 'js',
    visible: true,
  },
  {
    name: 'a function with arguments',
    html: `<script>function m(u,d,t){return u+'@'+d+'.'+t} el.href='mailto:'+m('kasumi','shop','test')</script>`,
    level: 'js',
    visible: true,
  },
  {
    name: 'a listener',
    html: `<script>document.addEventListener('DOMContentLoaded',()=>{var x='kasumi';x+='@';x+='shop.test';e.textContent=x})</script>`,
    level: 'js',
    visible: true,
  },
  {
    name: 'a handler',
    html: `<a href="#" onclick="location.href='mai'+'lto:kasumi'+'@'+'shop.test'">x</a>`,
    level: 'js',
    visible: true,
  },
  {
    name: 'a javascript link',
    html: `<a href="javascript:location='mailto:'+'kasumi'+String.fromCharCode(64)+'shop.test'">x</a>`,
    level: 'js',
    visible: true,
  },
  {
    name: 'base64 attribute',
    html: `<a data-mail="${Buffer.from(a).toString('base64')}">x</a>`,
    level: 'js',
    visible: true,
  },
  { name: 'backwards attribute', html: `<a data-mail="${turned(a)}">x</a>`, level: 'js', visible: true },
  { name: 'two attributes', html: '<a data-user="kasumi" data-domain="shop.test">x</a>', level: 'js', visible: true },
  {
    name: 'a style sheet that joins',
    html: '<a class="m" data-u="kasumi" data-d="shop.test"></a>',
    head: '<style>.m::before{content:attr(data-u) "\\40" attr(data-d)}</style>',
    level: 'js',
    visible: true,
  },
  {
    name: 'a style sheet that adds',
    html: '<span class="m">kasumi</span>',
    head: '<style>.m::after{content:"@shop.test"}</style>',
    level: 'js',
    visible: true,
  },
  { name: 'bdo', html: `<bdo dir="rtl">${turned(a)}</bdo>`, level: 'js', visible: true },
  {
    name: 'right to left by style',
    html: `<span style="direction:rtl; unicode-bidi:bidi-override">${turned(a)}</span>`,
    level: 'js',
    visible: true,
  },
  {
    name: 'a hidden decoy by id',
    html: '<p>kasumi<b id="z">.fake</b>@shop.test</p>',
    head: '<style>#z { display : none }</style>',
    level: 'js',
    visible: true,
  },
  {
    name: 'a hidden decoy inline',
    html: '<p>kasumi@<span style="display:none">null</span>shop.test</p>',
    level: 'js',
    visible: true,
  },
];

const files: readonly { name: string; file: string; text: string; level: string }[] = [
  {
    name: 'RSS author',
    file: 'feed.xml',
    text: `<rss><channel><item><author>${a} (K)</author></item></channel></rss>`,
    level: 'plain',
  },
  {
    name: 'Dublin Core',
    file: 'feed.rdf',
    text: `<rdf:RDF><dc:creator>K &lt;mailto:${a}&gt;</dc:creator></rdf:RDF>`,
    level: 'plain',
  },
  {
    name: 'podcast owner',
    file: 'p.xml',
    text: `<rss><itunes:owner><itunes:email>${a}</itunes:email></itunes:owner></rss>`,
    level: 'plain',
  },
  {
    name: 'calendar attendee, folded',
    file: 'c.ics',
    text: 'BEGIN:VCALENDAR\r\nATTENDEE;CN=K:mailto:kasumi@sh\r\n op.test\r\nEND:VCALENDAR\r\n',
    level: 'plain',
  },
  {
    name: 'vCard with group',
    file: 'k.vcf',
    text: `BEGIN:VCARD\nitem1.EMAIL;type=pref:${a}\nEND:VCARD\n`,
    level: 'plain',
  },
  { name: 'JSON', file: 'team.json', text: `{"mail":"${a}"}`, level: 'plain' },
  { name: 'a source map', file: 'a.js.map', text: `{"sourcesContent":["// @author K <${a}>\\n"]}`, level: 'plain' },
  { name: 'security.txt', file: '.well-known/security.txt', text: `Contact: ${a}\n`, level: 'plain' },
  { name: 'a dump', file: 'old.sql', text: `INSERT INTO users VALUES (1,'${a}');`, level: 'plain' },
  { name: 'semicolons', file: 'x.csv', text: `id;mail\n1;${a}\n`, level: 'plain' },
  { name: 'SVG metadata', file: 'x.svg', text: `<svg><metadata>${a}</metadata></svg>`, level: 'plain' },
  { name: 'module comment', file: 'x.mjs', text: `// K <${a}>\nexport const x = 1;\n`, level: 'plain' },
];

const clean: readonly { name: string; text: string; file?: string }[] = [
  {
    name: 'pictures for fine screens',
    text: page('<img src="logo@2x.png" srcset="logo@3x.webp 3x"><link href="i@2x.png">'),
  },
  { name: 'package versions', text: page('<code>npm i lodash@4.17.21 @types/node@20.1.0 vue@next</code>') },
  {
    name: 'a repository over ssh',
    text: page('<code>git clone git@codehost.com:org/repo.git ssh://git@codehost.com/x</code>'),
  },
  { name: 'style rules', text: '@media (min-width:1px){a{b:c}} @import "x.css"; @font-face{}', file: 'x.css' },
  {
    name: 'prose with at and dot',
    text: page('<p>Look at me. Meet us at noon dot com or at example dot is. Work at home dot.</p>'),
  },
  {
    name: 'more prose',
    text: page(
      '<p>We met at google.com headquarters. Buy it at shop.test today. Lunch at 12.30. Follow me @ example.com</p>',
    ),
  },
  { name: 'social names', text: page('<p>@kasumi and @kasumi@social.example and user @kasumi.test</p>') },
  {
    name: 'broken protection',
    text: page('<a data-cfemail="zz">x</a><a data-cfemail="424242">x</a><a href="/cdn-cgi/l/email-protection">y</a>'),
  },
  {
    name: 'placeholders',
    text: page(
      '<input placeholder="you@example.com"><input placeholder="例: taro@example.jp"><p>Like name@example.com</p>',
    ),
  },
  {
    name: 'credentials in a link',
    text: page('<a href="ftp://user:secret@files.test/x">x</a><a href="https://me@files.test/">x</a>'),
  },
  {
    name: 'paths in scripts',
    text: page(`<script>var q="//a[@class='x.com']/@href";var s="a@b";const r=/@x\\.com/;</script>`),
  },
  { name: 'decorators', text: '@Component({}) class A { @Input() b; }\n', file: 'a.js' },
  { name: 'prices and times', text: page('<p>5@100yen, 3 @ 4.50, a@3x.webp, @media</p>') },
  { name: 'random base64', text: page('<div data-k="aGVsbG8gd29ybGQgYW5kIGFsbA=="></div>') },
];

describe('findExposed', () => {
  it.each(shown)('finds $name, once', ({ html, head, level, visible }) => {
    const results = found(page(html, head));
    expect(results.map(({ address }) => address)).toContain(a);
    expect([...new Set(results.map(({ address }) => address))]).toEqual([a]);
    expect([...new Set(results.map((one) => one.level))]).toEqual([level]);
    expect(results.some((one) => one.visible)).toBe(visible);
  });

  it.each(files)('finds $name in a file', ({ file, text, level }) => {
    const results = found(text, file);
    expect([...new Set(results.map(({ address }) => address))]).toEqual([a]);
    expect(results[0]?.level).toBe(level);
    expect(results.some(({ visible }) => visible)).toBe(false);
  });

  it('sees the words of a drawing', () => {
    expect(found(`<svg><text>${a}</text></svg>`, 'x.svg').map(({ visible }) => visible)).toEqual([true]);
  });

  it.each(clean)('finds nothing in $name', ({ text, file }) => {
    expect(found(text, file)).toEqual([]);
  });

  it('looks on both sides of an end tag that ends nothing, apart and together', () => {
    expect(addresses(page('<p>kasumi@sh</font>op.test</p>'))).toEqual([a]);
    expect(addresses(page(`<p>${a}</e-mail>Contact</p>`))).toContain(a);
  });

  it('reads however deep an element stands, and knows that something above it is hidden', () => {
    const deep = found(page(`<div hidden>${'<div>'.repeat(1000)}${a}${'</div>'.repeat(1001)}<p>other@shop.test</p>`));
    expect(deep.map(({ address, visible }) => [address, visible])).toEqual([
      [a, false],
      ['other@shop.test', true],
    ]);
  });

  it('knows which start tags end other elements', () => {
    const shownAfter = (html: string) => found(page(html)).map(({ visible }) => visible);
    expect(shownAfter(`<p hidden>x<div>${a}</div>`)).toEqual([true]);
    expect(shownAfter(`<ul><li hidden>x<li>${a}</ul>`)).toEqual([true]);
    expect(shownAfter(`<table><tr><td hidden>x<td>${a}</table>`)).toEqual([true]);
    expect(shownAfter(`<table><tr hidden><td>x<tr><td>${a}</table>`)).toEqual([true]);
    expect(shownAfter(`<ul hidden><li>x<li>${a}</ul>`)).toEqual([false]);
    expect(shownAfter(`<div hidden></span>${a}</div>`)).toEqual([false]);
    expect(shownAfter(`<svg hidden><path d="M0"/></svg><p>${a}</p>`)).toEqual([true]);
  });

  it('names domains by their A-labels and keeps the local part as found', () => {
    expect(addresses(page('<p>Info@日本語.example.TEST</p>'))).toEqual(['Info@xn--wgv71a119e.example.test']);
  });

  it('takes addresses that phone companies once allowed', () => {
    expect(addresses(page('<p>a..b.@docomo.ne.jp</p>'))).toEqual(['a..b.@docomo.ne.jp']);
  });

  it('points at the bytes where the address stands, in any encoding', () => {
    const head = '<html><meta charset="Shift_JIS"><p>';
    const japanese = [0x93, 0xfa, 0x96, 0x7b, 0x8c, 0xea];
    const bytes = Uint8Array.from([...bytesOf(head), ...japanese, 10, ...japanese, ...bytesOf(`${a}</p></html>`)]);
    const [one] = findExposed(bytes, 'x.html');
    expect(one).toMatchObject({
      address: a,
      line: 2,
      byteStart: head.length + 13,
      byteEnd: head.length + 13 + a.length,
    });
    const utf8 = bytesOf(page(`<p>日本語🗻 ${a}</p>`));
    const [other] = findExposed(utf8, 'x.html');
    expect(Buffer.from(utf8.subarray(other?.byteStart, other?.byteEnd)).toString()).toBe(a);
  });

  it('reads PDF: information, packed streams, links, pieces of drawn text', () => {
    const packed = deflateSync(Buffer.from('BT [(kasumi)-20(@shop)5(.test)] TJ ET'));
    const pdf = Buffer.concat([
      Buffer.from('%PDF-1.7\n1 0 obj<</Author<FEFF0069006E0066006F00400073002E0074006500730074>>>endobj\n'),
      Buffer.from(
        '2 0 obj<</A<</S/URI/URI(mailto:link@shop.test)>>>>endobj\n3 0 obj<</Filter/FlateDecode/Length 1>>stream\n',
      ),
      packed,
      Buffer.from(
        '\nendstream endobj\n4 0 obj<</Filter/FlateDecode>>stream\nnot packed at all\nendstream endobj\n%%EOF',
      ),
    ]);
    expect([...new Set(findExposed(pdf, 'x.pdf').map(({ address }) => address))].sort()).toEqual([
      'info@s.test',
      a,
      'link@shop.test',
    ]);
  });

  it('gives a value for any bytes, inside the file, in order, the same each time', () => {
    const pieces = fc.constantFrom(
      ...[
        '<a href="mailto:',
        '@',
        'x.test',
        '<!--',
        '-->',
        '<script>',
        '</script>',
        '&#64;',
        '[at]',
        '<style>',
        '{display:none}',
        '%PDF-',
        'stream\n',
        'BEGIN:VCARD',
        '"',
        "'",
        '\\u0040',
        '<span>',
        '\u0000',
        'を@に',
        '＠',
        ' at ',
        ' dot ',
        'for(;;){',
        '}',
        'eval(x)',
        '\ud800',
      ],
    );
    const text = fc
      .array(fc.oneof(pieces, fc.string({ maxLength: 8 })), { maxLength: 60 })
      .map((list) => list.join(''));
    const bytes = fc.oneof(text.map(bytesOf), fc.uint8Array({ maxLength: 400 }));
    const name = fc.constantFrom('a.html', 'a.js', 'a.xml', 'a.json', 'a.css', 'a.vcf', 'a.pdf', 'a.png', 'a');
    fc.assert(
      fc.property(bytes, name, (input, file) => {
        const results = findExposed(input, file);
        let last = 0;
        for (const { byteStart, byteEnd, line } of results) {
          expect(byteStart).toBeGreaterThanOrEqual(last);
          expect(byteEnd).toBeGreaterThanOrEqual(byteStart);
          expect(byteEnd).toBeLessThanOrEqual(input.length);
          expect(line).toBeGreaterThanOrEqual(1);
          last = byteStart;
        }
        expect(findExposed(input, file)).toEqual(results);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['at-signs', (n: number) => '@'.repeat(n)],
    ['local parts', (n: number) => 'a.'.repeat(n / 2)],
    ['brackets', (n: number) => 'a[at]'.repeat(n / 5)],
    ['dots in words', (n: number) => 'a dot '.repeat(n / 5)],
    ['open tags', (n: number) => '<b>'.repeat(n / 4)],
    ['references', (n: number) => '&#64;'.repeat(n / 5)],
    ['notes', (n: number) => '「★」を「@」に'.repeat(n / 100)],
    ['style rules', (n: number) => `<style>${'a{display:none}'.repeat(n / 20)}</style>`],
    ['elements inside each other', (n: number) => '<div>'.repeat(n / 5)],
    ['end tags of nothing', (n: number) => '<b>'.repeat(n / 7) + '</i>'.repeat(n / 7)],
    ['elements past a barrier', (n: number) => `<p><button>${'<div>'.repeat(n / 5)}`],
    [
      'attributes of one tag',
      (n: number) => `<a ${Array.from({ length: Math.floor(n / 10) }, (_, i) => `a${i}=1`).join(' ')}>`,
    ],
    ['a script without end', () => '<script>for(;;){x="@"+x}</script>'],
    ['a script that grows', () => '<script>var s="@@";for(var i=0;i<99;i++){s+=s}</script>'],
  ])('is done in time with many %s', (_, text) => {
    expectLinear((length) => findExposed(bytesOf(text(length)), 'x.html'), 200_000);
  });
});

const addressesOf = (content: string, name = 'page.html') =>
  findExposed(Buffer.from(content), name).map(({ address }) => address);

it.each([
  { name: 'a name that a form shows', content: '<input placeholder="yamada.taro@kaisha.co.jp">' },
  { name: 'an example in a title', content: '<input title="例) hanako@example.jp">' },
  { name: 'a password before a server and its port', content: '<pre>user:pass@proxy.local:8080</pre>' },
  { name: 'an example of a schema', content: '{"examples":["user@example.com"]}', file: 'schema.json' },
  {
    name: 'the name of a calendar entry, folded too',
    content:
      'BEGIN:VCALENDAR\r\nUID:2026@mori.example\r\nUID:20261129T090000-\r\n abc@mori.example\r\nEND:VCALENDAR\r\n',
    file: 'a.ics',
  },
])('takes $name for no address', ({ content, file }) => {
  expect(addressesOf(content, file)).toEqual([]);
});

it('still finds an address in an empty field that is no example', () => {
  expect(addressesOf('<input placeholder="madoguchi@mori-kogyo.co.jp">')).toEqual(['madoguchi@mori-kogyo.co.jp']);
  expect(addressesOf('<input placeholder="madoguchi(at)mori-kogyo.jp">')).toEqual(['madoguchi@mori-kogyo.jp']);
});

it('hands what a link says to the function of the page, and points at the link', () => {
  const link = `<a href="javascript:to(%27info%27,'mori.example')">`;
  const content = `<script>function to(u,d){location.href='mailto:'+u+'@'+d}</script>${link}x</a>`;
  const [found, ...more] = findExposed(Buffer.from(content), 'page.html');
  expect(more).toEqual([]);
  expect(found).toMatchObject({ address: 'info@mori.example', level: 'js', technique: 'js-event-handler' });
  expect(content.slice(found?.byteStart, found?.byteEnd)).toBe(`javascript:to(%27info%27,'mori.example')`);
});

it('names what a style sheet writes by its own name', () => {
  const content = '<style>.m::after{content:"@mori.example"}</style><b class="m">info</b>';
  expect(findExposed(Buffer.from(content), 'page.html')).toMatchObject([
    { address: 'info@mori.example', level: 'js', technique: 'css-content' },
  ]);
});

it.each([
  ['joined to itself', 'var a=[1];for(;;){a=a.concat(a)}'],
  ['spread into itself', 'var a=[1];for(;;){a=[...a,...a]}'],
  ['pushed into itself', 'var a=[1];for(;;){a.push(...a)}'],
  ['put into itself', 'var a=[[1]];for(;;){a=[a,a].flat()}'],
  ['kept many times', 'var s="x".repeat(99999),k=[];for(var i=0;;i++){k.push(s.split(""));k.push(s+i+"@")}'],
  ['replaced by itself', 'var s="@";for(;;){s=s.replace(/@/g,s+s)}'],
])('gives up a script with a value that grows without end (%s), and reads on', (_, script) => {
  const before = process.memoryUsage().heapUsed;
  expect(addressesOf(`<script>${script}</script><p>info@mori.example</p>`)).toContain('info@mori.example');
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(400_000_000);
});

it.each([
  ['values of a record', 'document.write(Object.values({u:"info",a:"@",d:"mori.example"}).join(""))'],
  ['places from the end', 'const p=["info","mori.example"];document.write(p.at(0)+"@"+p.at(-1))'],
  ['raw templates', 'document.write(String.raw`info@${"mori.example"}`)'],
  ['templates of its own', 'const f=(s,v)=>s[0]+v+s[1];document.write(f`info@${"mori"}.example`)'],
  ['JSON', 'const c=JSON.parse(\'{"u":["info"],"d":"mori.example"}\');document.write(c.u[0]+"@"+c.d)'],
  ['sorted pieces', 'document.write([[2,"@mori.example"],[1,"info"]].sort((a,b)=>a[0]-b[0]).map(x=>x[1]).join(""))'],
  ['what a pattern finds', 'document.write("fnio@mori.example".match(/@.{12}/g).join("").replace("@","info@"))'],
])('follows a script over %s', (_, script) => {
  expect(addressesOf(`<script>${script}</script>`)).toContain('info@mori.example');
});

it.each([
  ['letters apart', '<p>連絡先: i n f o @ m o r i - k o g y o . c o . j p</p>', 'info@mori-kogyo.co.jp'],
  ['a link with slashes', '<a href="mailto://info@mori.example">x</a>', 'info@mori.example'],
])('reads %s', (_, content, address) => {
  expect(addressesOf(content)).toEqual([address]);
});
