import fc from 'fast-check';
import { expect, it } from 'vitest';
import { linksOf } from './page-links.ts';

const at = 'https://shop.example/a/b.html';
const hrefs = (html: string) => linksOf(html, at).links.map(({ href }) => href);

it('takes links, frames, scripts and styles, resolved, each once, without fragments', () => {
  const html = `<a href="c.html#x">1</a><a href="/c.html">2</a><a href="c.html">3</a><area href="//shop.example/d">
    <link rel=alternate href=feed.xml><script src="/s.js"></script><iframe src="f.html"></iframe>`;
  expect(hrefs(html)).toEqual([
    'https://shop.example/a/c.html',
    'https://shop.example/c.html',
    'https://shop.example/d',
    'https://shop.example/a/feed.xml',
    'https://shop.example/s.js',
    'https://shop.example/a/f.html',
  ]);
});

it('takes no forms, mails, scripts in links, nor what asks not to be followed', () => {
  const html = `<form action=/send><button formaction=/x></form><a href="mailto:a@b.example">m</a><a href="javascript:go()">j</a>
    <a href="data:text/html,x">d</a><a rel="nofollow ugc" href="/n">n</a><a href="ftp://shop.example/">f</a>`;
  expect(hrefs(html)).toEqual([]);
  expect(linksOf('<meta name=robots content="noindex, nofollow"><a href=x>', at).mayFollow).toBe(false);
});

it('follows base, and nothing that cannot be resolved', () => {
  expect(hrefs('<base href="/z/"><a href="q">x</a><a href="http://[">y</a>')).toEqual(['https://shop.example/z/q']);
});

it('gives links for any text, however deep', () => {
  expect(hrefs(`${'<div>'.repeat(20_000)}<a href=deep>`)).toEqual(['https://shop.example/a/deep']);
  fc.assert(fc.property(fc.string({ maxLength: 300 }), (text) => Array.isArray(linksOf(text, at).links)));
});
