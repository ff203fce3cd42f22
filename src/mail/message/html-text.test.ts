import fc from 'fast-check';
import { expect, it } from 'vitest';
import { htmlToText } from './html-text.ts';

it.each([
  { name: 'blocks stand on lines of their own', html: '<p>a</p><div>b<br>c</div>', want: 'a\nb\nc' },
  { name: 'white space is one space', html: ' a\r\n\tb <b> c</b>', want: 'a b c' },
  { name: 'cells stand apart', html: '<tr><td>a</td><td>b</td></tr>', want: 'a\nb' },
  {
    name: 'entities are undone, unfinished ones too',
    html: '&lt;a&gt; &ampb &#65;&#x42 &notit;',
    want: '<a> &b AB ¬it;',
  },
  { name: 'a line end as an entity is a space', html: 'a&#10;b&#13;c', want: 'a b c' },
  { name: 'a zero byte is nothing, and ends an entity', html: 'a\0b &\0amp;', want: 'ab &amp;' },
  { name: 'pictures by their words', html: '<img alt="a&amp;b" ALT=c><area alt=d><img src=e>', want: 'a&b d' },
  { name: 'no title, style, script', html: '<title>a</title><style>b</style><script>c</script>d', want: 'd' },
  { name: 'a style that ends itself hides nothing', html: '<style/>a</style>b', want: 'ab' },
  { name: 'a script that writes a script', html: '<script><!-- w("<script>a</script>b") --></script>c', want: 'c' },
  { name: 'objects in one another', html: '<object>a<object>b</object>c</object>d', want: 'd' },
  { name: 'an open title hides what follows, up to the body', html: 'a<title>b<p>c<body>d', want: 'a\nd' },
  { name: 'an end tag of another name ends no title', html: '<title>a</titles>b</title>c', want: 'c' },
  { name: 'a head is hidden up to the body', html: '<head><meta a><title>b</title><link c> <body>d', want: 'd' },
  { name: 'text ends a head, as a browser reads it', html: '<head><title>a</title>b<body>c', want: 'b\nc' },
  { name: 'an element of the body ends a head', html: '<head><style>a</style><p>b</head>c', want: 'bc' },
  { name: 'an open style or script hides the rest', html: 'a<style>b<p>c', want: 'a' },
  { name: 'tags in a text field are its text', html: '<textarea><b>a</b></textarea>b', want: '<b>a</b>b' },
  { name: 'an open text field swallows no tags', html: '<textarea><b>a</b>b', want: 'ab' },
  { name: 'nothing else is plain text either', html: 'a<plaintext>b<i>c', want: 'abc' },
  { name: 'comments of every kind', html: 'a<!b>c<?d>e<!-->f<!--->g<!-- h --!>i<!--j', want: 'acefgi' },
  { name: 'a CDATA section is a comment up to its first ">"', html: '<![CDATA[<p>a]]>b', want: 'a]]>b' },
  { name: '"<" that begins no tag', html: 'x < y <3 </ z>a</>b', want: 'x < y <3 ab' },
  { name: 'a tag cut by the end', html: 'a<t', want: 'a' },
  { name: 'an attribute cut by the end', html: 'a<img alt="b', want: 'a' },
])('$name', ({ html, want }) => {
  expect(htmlToText(html)).toBe(want);
});

it('reads any tags in any order, and shows nothing that stands in a hidden element', () => {
  const piece = fc.constantFrom('<p>', '</p>', '<title>', '</title>', '<textarea>', '<![CDATA[', '<!--', '&', '<', 'b');
  const hidden = fc.constantFrom('style', 'script', 'object', 'template', 'iframe');
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), hidden, (pieces, name) => {
      const html = pieces.join('');
      expect(
        htmlToText(`<${name}>${name === 'object' || name === 'template' ? 'secret' : `secret${html}`}</${name}>`),
      ).not.toContain('secret');
      expect(typeof htmlToText(html)).toBe('string');
    }),
  );
});

it.each(['<title>', '<xmp><title>', '<![CDATA[', '<plaintext>&', '<object>', '<!--'])('reads a million %s', (piece) => {
  expect(htmlToText(piece.repeat(1_000_000 / piece.length))).toBeDefined();
});
