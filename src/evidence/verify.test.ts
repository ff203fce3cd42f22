import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { packModel, reweigh } from '../cases/pack-model.ts';
import { type Json, listAt } from './canonical-json.ts';
import { membersOf, rehashed, replaced, sourcesOf, textOf, utf8, weighedPack, withFact } from './fixtures/forging.ts';
import { sha256, sourceBytes, surveyOpenings } from './fixtures/survey.ts';
import { writeOpenings } from './openings.ts';
import { makePack, rawPublicKey, writePack } from './pack.ts';
import { verifyPack } from './verify.ts';
import { type Member, writeZip } from './zip-form.ts';

const weighed = weighedPack(reweigh, packModel);
const signer = generateKeyPairSync('ed25519');
const key = rawPublicKey(signer.publicKey);
const plain = writePack(weighed);
const signed = writePack({ ...weighed, signWith: signer.privateKey });
const other = generateKeyPairSync('ed25519');
const folder = new Map(sourceBytes);

describe('an untouched pack', () => {
  it('holds, and says what was not checked: anyone could have made it', async () => {
    const report = await verifyPack(plain, { name: 'p.zip' });
    expect(report.problems).toEqual([]);
    expect(report).toMatchObject({ ok: true, signed: false, pack: 'p.zip' });
    expect(report.notChecked.map(({ en }) => en).join('\n')).toMatch(/anyone could have made it/);
    expect(report.notChecked.map(({ en }) => en).join('\n')).toMatch(/weights, computed again/);
    expect(report.notChecked.map(({ en }) => en).join('\n')).toMatch(/sources themselves/);
  });

  it('holds with its key, its sources and the model, and then little is left unchecked', async () => {
    const report = await verifyPack(signed, { key, reweigh, sources: sourcesOf(folder) });
    expect(report.problems).toEqual([]);
    expect(report.checked.filter(({ ok }) => ok).map(({ what }) => what)).toEqual(
      expect.arrayContaining([
        'container',
        'digest',
        'members',
        'signature',
        'facts',
        'letters',
        'numbers',
        'weights',
        'outcome',
        'sources',
        'quotes',
      ]),
    );
    expect(report.notChecked.map(({ en }) => en).join('\n')).toMatch(
      /replaced places[\s\S]*genuine before they were read/,
    );
    expect(report.notChecked).toHaveLength(2);
  });

  it('is the same bytes when written twice', () => {
    expect(writePack(weighed)).toEqual(plain);
    expect(makePack({ ...weighed, signWith: signer.privateKey }).bytes).toEqual(signed);
  });

  it('prints the digest of its manifest', async () => {
    const { digest } = makePack(weighed);
    expect(digest).toBe(sha256(utf8(textOf(await membersOf(plain), 'manifest.json'))));
    expect((await verifyPack(plain)).digest).toBe(digest);
  });

  it('holds nobody else’s data and not the address or name of the person who complains', async () => {
    const all = (await membersOf(plain)).map(({ bytes }) => new TextDecoder().decode(bytes)).join('\n');
    for (const secret of [
      '203.0.113.77',
      '198.51.100.31',
      'taro.yamada',
      't.yamada',
      'h-suzuki77',
      '佐藤',
      '花子',
      '090-1234',
    ]) {
      expect(all, secret).not.toContain(secret);
    }
  });

  it('names every member in its manifest but the manifest, its digest and its signature', async () => {
    for (const pack of [plain, signed]) {
      const members = await membersOf(pack);
      const named = JSON.parse(textOf(members, 'manifest.json')).members.map(({ path }: { path: string }) => path);
      const unnamed = members.map(({ path }) => path).filter((path) => !named.includes(path));
      expect(unnamed).toEqual(
        pack === signed
          ? ['manifest.json', 'manifest.sha256', 'signature.ed25519']
          : ['manifest.json', 'manifest.sha256'],
      );
    }
  });
});

describe('a change is noticed and named', () => {
  type Row = readonly [name: string, what: string, where: RegExp, change: (members: Member[]) => Member[]];
  const rows: readonly Row[] = [
    [
      'an edited letter',
      'members',
      /letters\/01/,
      (m) => replaced(m, 'letters/01-main.ja.letter.txt', utf8('もれていません。')),
    ],
    [
      'two members swapped',
      'members',
      /facts\.json/,
      (m) =>
        replaced(
          replaced(m, 'facts.json', utf8(textOf(m, 'sources.json'))),
          'sources.json',
          utf8(textOf(m, 'facts.json')),
        ),
    ],
    ['a member left out', 'manifest', /README\.txt/, (m) => m.filter(({ path }) => path !== 'README.txt')],
    ['a member too many', 'manifest', /extra\.txt/, (m) => [...m, { path: 'extra.txt', bytes: utf8('x') }]],
    [
      'a signature added to an unsigned pack',
      'signature',
      /signature/,
      (m) => [...m, { path: 'signature.ed25519', bytes: utf8('x') }],
    ],
    [
      'another manifest',
      'digest',
      /manifest\.sha256/,
      (m) => replaced(m, 'manifest.json', utf8(textOf(m, 'manifest.json').replace('"seed":1', '"seed":2'))),
    ],
    ['a manifest that is no JSON', 'manifest', /manifest\.json/, (m) => replaced(m, 'manifest.json', utf8('{'))],
    [
      'JSON in another form, hashes made to fit',
      'canonical',
      /case\.json/,
      (m) => rehashed(replaced(m, 'case.json', utf8(`${textOf(m, 'case.json')}\n`))),
    ],
    [
      'facts.json alone edited, hashes made to fit',
      'facts',
      /facts\.json/,
      (m) =>
        rehashed(
          replaced(m, 'facts.json', utf8(textOf(m, 'facts.json').replace('"coverage":0.58', '"coverage":0.98'))),
        ),
    ],
    [
      'facts edited in both places, hashes made to fit',
      'weights',
      /weights\.json/,
      (m) =>
        rehashed(
          withFact(m, (fact) => {
            fact['coverage'] = 0.98;
          }),
        ),
    ],
    [
      'the table of numbers edited, hashes made to fit',
      'weights',
      /model/,
      (m) =>
        rehashed(
          replaced(m, 'weights.json', utf8(textOf(m, 'weights.json').replace('"source":"assumption', '"source":"A'))),
        ),
    ],
    [
      'a pointer outside its source',
      'facts',
      /f4/,
      (m) =>
        rehashed(
          withFact(
            m,
            (fact) => {
              for (const pointer of listAt(fact, 'pointers')) Object.assign(Object(pointer), { byteEnd: 9e9 });
            },
            3,
          ),
        ),
    ],
    [
      'a pointer to a source with other contents',
      'facts',
      /f4/,
      (m) =>
        rehashed(
          withFact(
            m,
            (fact) => {
              for (const pointer of listAt(fact, 'pointers'))
                Object.assign(Object(pointer), { sha256: '0'.repeat(64) });
            },
            3,
          ),
        ),
    ],
    [
      'weights moved by a thousandth in both places, hashes made to fit',
      'weights',
      /weights\.json/,
      (m) => {
        const moved = (path: string) =>
          utf8(
            textOf(m, path).replace(/("mid":0\.)(\d{3})/g, (_, lead: string, digits: string) => {
              return `${lead}${String((Number(digits) + 1) % 1000).padStart(3, '0')}`;
            }),
          );
        return rehashed(replaced(replaced(m, 'weights.json', moved('weights.json')), 'case.json', moved('case.json')));
      },
    ],
    [
      'a figure in the letter that the case does not have',
      'numbers',
      /letters/,
      (m) =>
        rehashed(
          replaced(
            replaced(
              m,
              'case.json',
              utf8(textOf(m, 'case.json').replaceAll('アクセス記録866行', 'アクセス記録86600行')),
            ),
            'letters/01-main.ja.letter.txt',
            utf8(textOf(m, 'letters/01-main.ja.letter.txt').replaceAll('866行', '86600行')),
          ),
        ),
    ],
    [
      'a sentence on evidence that does not exist',
      'letters',
      /letters/,
      (m) =>
        rehashed(
          replaced(m, 'case.json', utf8(textOf(m, 'case.json').replace('"evidence":["f6"]', '"evidence":["f66"]'))),
        ),
    ],
    [
      'a bolder outcome',
      'outcome',
      /case\.json/,
      (m) =>
        rehashed(
          replaced(
            m,
            'case.json',
            utf8(
              textOf(m, 'case.json').replace(
                /"outcome":"\w+","outcomeReason"/,
                '"outcome":"not_our_mail","outcomeReason"',
              ),
            ),
          ),
        ),
    ],
    [
      'a quote that nobody points to',
      'facts',
      /quotes\.json/,
      (m) =>
        rehashed(
          replaced(
            m,
            'evidence/quotes.json',
            utf8(textOf(m, 'evidence/quotes.json').replace(/"line":\d+/, '"line":99')),
          ),
        ),
    ],
    [
      'a longer quote',
      'facts',
      /quotes\.json/,
      (m) =>
        rehashed(
          replaced(
            m,
            'evidence/quotes.json',
            utf8(textOf(m, 'evidence/quotes.json').replace('HTTP/1.1', `HTTP/1.1${' '.repeat(400)}`)),
          ),
        ),
    ],
  ];
  it.each(rows)('%s', async (_name, what, where, change) => {
    const report = await verifyPack(writeZip(change(await membersOf(plain))), { reweigh });
    expect(report.ok).toBe(false);
    expect(report.problems.map((problem) => `${problem.what} ${problem.where}`)).toContainEqual(
      expect.stringMatching(new RegExp(`^${what} .*${where.source}`)),
    );
    for (const { message } of report.problems) expect(message.ja && message.en).toBeTruthy();
  });

  it('edited sources, and a quote that was never there', async () => {
    const edited = new Map(folder).set('logs/access.log', utf8('nothing here\n'));
    expect((await verifyPack(plain, { sources: sourcesOf(edited) })).problems[0]).toMatchObject({
      what: 'sources',
      where: 'logs/access.log',
    });
    const members = await membersOf(plain);
    const forged = rehashed(
      replaced(
        members,
        'evidence/quotes.json',
        utf8(textOf(members, 'evidence/quotes.json').replace('sqlprobe', 'harmless')),
      ),
    );
    const report = await verifyPack(writeZip(forged), { sources: sourcesOf(folder) });
    expect(report.problems.map(({ what }) => what)).toEqual(['quotes']);
  });

  it('sources that are not there are not checked, which is no problem and is said', async () => {
    const report = await verifyPack(plain, { sources: sourcesOf(new Map()) });
    expect(report.ok).toBe(true);
    expect(report.notChecked.map(({ en }) => en).join()).toMatch(/6 sources were not found/);
  });
});

describe('openings', () => {
  const openings: Json = JSON.parse(writeOpenings(surveyOpenings));

  it('show what stood in the replaced places, and leave none closed', async () => {
    const report = await verifyPack(plain, { openings });
    expect(report.problems).toEqual([]);
    expect(report.checked).toContainEqual(expect.objectContaining({ what: 'openings', ok: true }));
    expect(report.notChecked.map(({ en }) => en).join()).not.toMatch(/replaced places/);
  });

  it.each([
    ['another value', JSON.parse(JSON.stringify(openings).replace('203.0.113.77', '203.0.113.78'))],
    ['another pack’s place', JSON.parse(JSON.stringify(openings).replace(/"commitment":"../, '"commitment":"zz'))],
    ['no salt', JSON.parse(JSON.stringify(openings).replace(/"salt":"[0-9a-f]+"/, '"salt":""'))],
    ['no openings at all', { format: 'something else' }],
  ])('with %s do not hold', async (_name, forged) => {
    expect((await verifyPack(plain, { openings: forged })).problems[0]).toMatchObject({ what: 'openings' });
  });
});

describe('a signed pack', () => {
  it.each([
    [
      'facts edited and every hash made to fit',
      async () =>
        writeZip(
          rehashed(
            withFact(await membersOf(signed), (fact) => {
              fact['coverage'] = 0.5800001;
            }),
          ),
        ),
    ],
    [
      'a letter edited and every hash made to fit',
      async () => {
        const m = await membersOf(signed);
        return writeZip(rehashed(replaced(m, 'README.txt', utf8('x'))));
      },
    ],
    ['signed anew with another key', async () => writePack({ ...weighed, signWith: other.privateKey })],
    [
      'the signature taken away',
      async () => writeZip((await membersOf(signed)).filter(({ path }) => path !== 'signature.ed25519')),
    ],
    ['made anew without a signature', async () => plain],
    [
      'another’s signature under the right key',
      async () => {
        const m = await membersOf(signed);
        const bytes = sign(null, utf8(textOf(m, 'manifest.json')), other.privateKey);
        return writeZip(replaced(m, 'signature.ed25519', utf8(`${bytes.toString('base64')}\n`)));
      },
    ],
    [
      'another spelling of the signature',
      async () => {
        const m = await membersOf(signed);
        return writeZip(
          replaced(
            m,
            'signature.ed25519',
            utf8(
              textOf(m, 'signature.ed25519').replace(
                /(.)==\n$/,
                (_all, last: string) => `${last === 'A' ? 'B' : String.fromCharCode(last.charCodeAt(0) + 1)}==\n`,
              ),
            ),
          ),
        );
      },
    ],
  ])('is refused when %s', async (_name, make) => {
    const report = await verifyPack(await make(), { key });
    expect(report.ok).toBe(false);
    expect(report.problems.some(({ what }) => what === 'signature')).toBe(true);
  });

  it('says that whose key it is was not checked, when no key is given', async () => {
    const report = await verifyPack(signed);
    expect(report).toMatchObject({ ok: true, signed: true });
    expect(report.notChecked.map(({ en }) => en).join()).toMatch(/whose key/);
  });

  it('is checked by OpenSSL’s own hand the same way', async () => {
    const members = await membersOf(signed);
    expect(createHash('sha256').update(textOf(members, 'manifest.json')).digest('hex')).toBe(
      textOf(members, 'manifest.sha256').slice(0, 64),
    );
  });
});
