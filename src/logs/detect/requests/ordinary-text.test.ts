import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectLinear } from '../../../vocabulary/linear-time.test-support.ts';
import { explainsSyntax } from './ordinary-text.ts';

const q = (value: string) => encodeURIComponent(value);
const filter = { where: { name: { like: '%hat%' }, price: { lt: 100 } }, order: 'id DESC', include: ['a', 'b'] };

describe('syntax that ordinary software and people send', () => {
  it.each([
    ['a measure before words', `/search?q=${q("5' table")}`, 'mark'],
    ['a measure before what SQL says', `/search?q=${q("5' or 1")}`, undefined],
    ['a measure in a page that is no search', `/item?id=${q("5' table")}`, undefined],
    ['a link that goes up and down inside the site', '/app/src/../README.md', 'ordinary'],
    ['the same in the name of a paper', '/download.php?file=guide/../guide/faq.pdf', 'ordinary'],
    ['a name that climbs out of what it names', '/download.php?file=../guide/faq.pdf', undefined],
    ['one that leaves its first folder', '/app/../README.md/../../etc.pdf', undefined],
    ['one that goes up to a script', '/app/src/../config.php', undefined],
    ['a token that hides what ends a text', `/t?d=${btoa('{"id":"1\' union select 1--"}')}`, undefined],
    ['one that goes up twice', '/app/src/../../README.md', undefined],
    ['a host by which testers hear of a command', `/s?query=${q('nslookup x1.oast.fun')}`, undefined],
  ])('%s', (_, target, want) => {
    expect(explainsSyntax(target)).toBe(want);
  });

  it.each([
    ['a token: JSON in Base64', `/t?d=${btoa('{"items":["select","union"],"n":3}')}`],
    ['a filter as JSON', `/api/items?filter=${q(JSON.stringify(filter))}&page=2`],
    [
      'a GraphQL query with its variables',
      `/graphql?query=${q('query($id:ID!){user(id:$id){name,orders(first:10){nodes{total}}}}')}&variables=${q('{"id":"7"}')}`,
    ],
    [
      'a search by fields',
      `/rest/api/2/search?jql=${q('project = SHOP AND status not in (Done, "In Review") and due <= endOfWeek() ORDER BY created DESC')}`,
    ],
    [
      'a filter of OData',
      `/odata/Orders?$filter=${q("contains(Name,'O''Brien') or Total ge 100")}&$orderby=Name%20desc`,
    ],
    [
      'a filter of an older OData with the key of a list',
      `/_api/lists/getbytitle('Papers')/items?$select=Id,Title&%24filter=${q("substringof('mori',Name) and Active eq true")}`,
    ],
    ['columns of what OData opens with a record', '/odata/Orders(12)?$expand=Lines($select=Id,Name)'],
    ['a search for SQL', '/search?q=select+*+from+users+where'],
    ['a search for a lesson', '/search?q=union+select+tutorial&page=2'],
    ['a search for a function', '/search?q=javascript+sleep(5)'],
    ['a picture', '/render?img=data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAUA%2FAb%3D%3D'],
    ['the places of an advertisement', '/?utm_content={{ad.name}}&utm_source=%7B%7Bsite_source_name%7D%7D'],
    [
      'a signed link that names the file it hands out',
      `/f/a.pdf?X-Amz-Credential=${q('KEY00000/20260105/eu-west-1/s3/aws4_request')}&response-content-disposition=${q(`attachment; filename="bill (3).pdf"; filename*=UTF-8''bill%20%283%29.pdf`)}`,
    ],
    [
      'a text from an editor',
      `/preview?html=${q('<h2>Tea</h2><p>hot <b>and</b> green</p><a href="https://tea.example/">x</a>')}`,
    ],
    ['a word in bold that an editor sends', `/ajax?html=${q("<b>it's here</b>")}`],
    ['a picture in a text from an editor', `/save?body=${q('<img src="/a.png" alt="A cup">')}`],
    ['a link that does nothing', `/hit?to=${q('javascript:void(0);')}`],
    ['words with signs inside JSON', `/api?f=${q(JSON.stringify({ select: ['id'], text: "it's A & B" }))}`],
    ['a name with an apostrophe', `/search?q=${q("books by O'Reilly and sons")}`],
    ['a hotel whose list is chosen from', '/search?q=select+a+hotel+from+the+list+where+wifi+is+free'],
    ['a measure of two kinds', `/search?q=${q("10' or 12' ladder")}`],
    ['a size by another', `/search?q=${q(`12' x 8' shed`)}`],
    ['a file that is asked about', `/search?q=${q('cat /etc/hosts の見方')}`],
    ['a way up that is asked about', `/questions/new?title=${q('What is ../../ in import paths?')}`],
    ['a tag that is asked about', `/search?q=${q('<script> tag')}`],
    ['a quote that is asked about', `/search?q=${q('"SELECT * FROM users WHERE" returns nothing')}`],
    ['a template that greets', `/mail?tpl=${q('Hello {{name}}, your order {{order.id}} shipped')}`],
    ['a complaint of a program', `/contact?msg=${q(`I can't login. It says "invalid user" -- help!`)}`],
    ['a folder that was refused', `/support?msg=${q('Access to C:\\Windows\\Temp denied')}`],
    [
      'a whole statement in a post',
      `/new?body=${q('SELECT name, price FROM products WHERE price < 100 ORDER BY price')}`,
    ],
    ['a price between two', `/items?filter=${q('{"price":{"$gt":10,"$lt":50},"tags":{"$in":["a","b"]}}')}`],
    ['a bound in brackets', '/items?price[$gte]=10&sort=price'],
    ['a pattern in a filter', `/layer/query?where=${q("OWNER LIKE 'SMITH%' and POP > 1000")}&f=json`],
    ['a range of days', `/report?range=${q("'2024-01-01' AND '2024-02-01'")}`],
    ['a question to a graph', `/sparql?query=${q('SELECT ?s ?p WHERE { ?s ?p ?o } LIMIT 10')}`],
    [
      'the state of a dashboard',
      `/app/discover?_a=${q(`(columns:!(_source),query:(language:lucene,query:'host:"a"'))`)}`,
    ],
    ['a sum', `/calc?expr=${q('sqrt(16)*pi() + 5 > 3')}`],
    ['a search by an expression', `/find?pattern=${q('^[\\w.+-]+@[\\w-]+\\.[a-z]{2,}$')}&flags=i`],
    ['a page of the own machine after logging out', '/logout?post_logout_redirect_uri=http://localhost:3000/'],
    ['a key in which two hyphens meet', '/t?k=C74uX-CI9e5hIKLS53de7--5CNWyqkU'],
    ['such a key as a folder', '/p/zDbmIK0pi8--Uq95VnxtsJ1u6OJ0VZoj'],
    ['JSON in Base64 as a folder', '/p/eyJpZCI6NX0'],
    ['words in Base64', `/download?key=${btoa('select hotel from list')}`],
  ])('%s is ordinary', (_, target) => {
    expect(explainsSyntax(target)).toBe('ordinary');
  });

  it.each([
    '/issues?f%5B%5D=subject&v%5Bsubject%5D%5B%5D=select',
    '/search?q=whoami',
    '/search?q=HTTP_ACCEPT_LANGUAGE',
    '/search?q=wp-config.php',
    `/t?k=${btoa('processbuilder')}`,
  ])('%s is a bare name', (target) => {
    expect(explainsSyntax(target)).toBe('plain');
  });

  it.each([
    '/search?q=%27',
    '/search?q=%22',
    `/graphql?query=${q('{__schema{types{name}}}')}`,
    '/search?q=%3Cb%3E',
    '/?utm_term=%7Bkeyword%7D&x=$%7Bx%7D',
    '/export?sep=%3B&quote=%22',
  ])('%s is one mark', (target) => {
    expect(explainsSyntax(target)).toBe('mark');
  });

  it.each([
    ['a number where a field stands', `/search?jql=${q('project = SHOP or 1=1')}`],
    ['a text that ends in a search by fields', `/search?jql=${q("project = 'a' or 'a'='a'")}`],
    ['SQL in a search by fields', `/search?jql=${q('project = 1 union select 1')}`],
    ['SQL behind a quote', `/search?q=${q("tea' union select 1,2-- ")}`],
    ['SQL behind a number', '/search?q=-1+union+select+1'],
    ['SQL where no words are expected', '/item?id=1+union+select+name+from+users'],
    ['SQL in a list of columns', `/search?q=${q('union select user(),version()')}`],
    ['SQL in a filter of OData', `/odata/Orders?$filter=${q('Id eq 1 union select 1')}`],
    ['a text that ends in a filter of OData', `/odata/Orders?$filter=${q("Name eq 'a' or '1'='1'")}`],
    ['a call that is none of OData', `/odata/Orders?$filter=${q('sleep(5) eq 1')}`],
    ['a sentence that ends a text', `/search?q=${q("what is this' or 'a'='a")}`],
    ['a quote behind a choice of two', `/search?q=${q("1' or '1")}`],
    ['a texts round an operator', `/search?q=${q("' or username is not null or username = '")}`],
    ['a statement in brackets behind words', `/search?q=${q('some words union (select name from users limit 1)')}`],
    ['a command behind words', `/search?q=${q('please see; cat /etc/passwd')}`],
    ['a command behind a line', `/search?q=${q('what is this\nwhoami')}`],
    ['a header behind words', `/contact?msg=${q('how are you\r\nBcc: anna@example.org')}`],
    ['code in a mark', `/search?q=${q('<SCRIPT> alert("a")</SCRIPT>')}`],
    ['a handler', `/search?q=${q('what is onmouseover=alert(1)')}`],
    ['columns by their count', `/search?q=${q('select 1 from foo where')}`],
    ['a call where a column stands', `/search?q=${q('select id,sin(id),2 from bar where')}`],
    ['an operator that is true of every record', `/api?filter=${q('{"price":{"$gt":""}}')}`],
    ['an operator on a password', `/api?filter=${q('{"password":{"$gt":1}}')}`],
    ['an operator of no field', `/api?filter=${q('{"$in":["admin","root"]}')}`],
    ['a constant in a filter', `/query?where=${q("name like 'a%' or 1=1")}`],
    ['a name of a prototype', '/a?__proto__[x]=some+words+here&y=how+are+you'],
    ['a command in an expression', `/find?pattern=${q('a$(id)')}`],
    ['an operator in brackets', '/login?user[$ne]=1'],
    ['code as the key of a record', `/odata/Orders('1'or'1')?$top=1`],
    ['SQL inside JSON', `/api?filter=${q('{"id":"1 union select 2"}')}`],
    ['a quote inside JSON', `/api?filter=${q(JSON.stringify({ id: "1'" }))}`],
    ['an operator of a document database', `/api?filter=${q('{"password":{"$ne":null}}')}`],
    [
      'code behind the head of a picture',
      `/show?f=${q(`data:image/gif;base64,${Buffer.from('GIF89a<?php system($_GET[0]);').toString('base64')}`)}`,
    ],
    ['code in Base64 as a folder', `/${btoa('{{7*7}}').replace(/=+$/, '')}?page=2`],
    ['Base64 whose plus nobody encoded', `/search?q=${btoa("' or 1=1 -->")}`],
    ['a file of the system before a folder in Base64', '/etc/passwd/eyJpZCI6NX0'],
    ['a comment at the end of a number', '/t?k=C74uX-CI9e5hIKLS53de7--'],
    ['SQL without blanks behind two hyphens', '/t?k=Aa1--UnionSelect'],
    ['text as data', '/show?f=data:text/plain;base64,PD9waHA%3D'],
    ['a template', `/hello?name=${q('{{7*7}}')}`],
    ['a template under the name of GraphQL', `/graphql?query=${q('{{config}}')}`],
    ['a command in braces', `/graphql?query=${q('{cat,/etc/passwd}')}`],
    ['code in a GraphQL argument', `/graphql?query=${q('{user(id:"1; cat /etc/passwd"){name}}')}`],
    ['a call without a name for what it is given', `/graphql?query=${q('{system(id)}')}`],
    ['two stages of encoding', '/search?q=select%2520from%2527'],
    ['a script in a text from an editor', `/preview?html=${q('<p>a</p><script>b()</script>')}`],
    ['an attribute in a text from an editor', `/preview?html=${q('<p>a</p><p onclick=b()>c</p>')}`],
    ['a blank text behind a field', `/search?q=${q("a< ' '")}`],
    ['a picture that does not load, in a text from an editor', `/save?body=${q('<img src="x" onerror="a()">')}`],
    ['a word in bold where no text is expected', `/item?id=${q('<b>it</b>')}`],
    ['a condition that is true of every record', `/api?filter=${q('{"$or":[{},{"a":"b"}]}')}`],
    ['an expression where a number is expected', `/item?id=${q('1 regexp 1')}`],
    ['a link that runs something', `/hit?to=${q('javascript:alert(1)')}`],
    ['a quote that ends a text in JSON', `/api?f=${q(JSON.stringify({ select: ['id'], text: "it' or 'a" }))}`],
    ['a folder left', '/..%2f..%2fetc/passwd?q=a'],
    ['a folder left in a parameter', '/get?file=../../etc/passwd'],
    ['markup', `/search?q=${q('<script>alert(1)</script>')}`],
    ['one unexplained among explained ones', `/search?q=tea+and+cup&id=${q("1' or '1'='1")}`],
    ['bytes that are no UTF-8', '/search?q=%c0%ae%27'],
  ])('%s is not explained', (_, target) => {
    expect(explainsSyntax(target)).toBeUndefined();
  });

  it('a quote that ends a text is never explained away, but alone', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.string(), (before, after) => {
        const value = `${before} ' ${after}`;
        expect(explainsSyntax(`/search?q=${q(value)}`)).toBeUndefined();
      }),
    );
  });

  it('is read in bounded time', () => {
    expectLinear((length) => explainsSyntax(`/a?q=${'a('.repeat(length / 2)}`), 8_000);
    for (const part of [
      'a',
      'a ',
      '/a',
      "'a ",
      '"a" ',
      '(a) ',
      '1',
      'a.',
      '<a',
      'select a,',
      '{a',
      ';',
      'a=b ',
      'C:/a',
    ])
      for (const name of ['q', 'x', 'filter', 'expr', '_a', 'url', 'body'])
        expectLinear((length) => explainsSyntax(`/a?${name}=${q(part.repeat(length / 24))}`), 8_000, `${name} ${part}`);
    expectLinear((length) => explainsSyntax(`/a?query=${q('{a('.repeat(length / 6))}`), 8_000);
    expectLinear((length) => explainsSyntax(`/a?f=${'['.repeat(length)}`), 8_000);
    expectLinear((length) => explainsSyntax(`/a?$filter=${"a(''".repeat(length / 4)}`), 8_000);
    expectLinear((length) => explainsSyntax(`/a?$expand=${'a($top=1)'.repeat(length / 9)}`), 8_000);
    expectLinear((length) => explainsSyntax(`/${"a('b')".repeat(length / 6)}?q=a`), 8_000);
  });
});
