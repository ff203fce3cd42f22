import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packModel, reweigh } from '../cases/pack-model.ts';
import type { CaseFile } from '../vocabulary/case-file.ts';
import { seededRandom } from '../vocabulary/random.ts';
import { canonicalJson, type Json, listAt } from './canonical-json.ts';
import { sha256, sourceBytes, surveyCase, surveyOpenings, surveyPack } from './fixtures/survey.ts';
import { writeOpenings } from './openings.ts';
import { makePack, rawPublicKey, writePack } from './pack.ts';
import type { PackInput } from './pack-input.ts';
import { type PackSources, verifyPack } from './verify.ts';
import { type Member, readZip, writeZip } from './zip-form.ts';

/** The hand-written case with the weights its facts really give. */
const weighed = ((): PackInput => {
  const weigh = reweigh.weigh(surveyCase.facts, { seed: 1, draws: 1000 });
  const { permitted, outcome, outcomeReason, confirmedScope, mailOrigin, unresolved } = weigh;
  const caseFile: CaseFile = {
    ...surveyCase,
    weigh,
    permitted,
    outcome,
    outcomeReason,
    confirmedScope,
    mailOrigin,
    unresolved,
  };
  return { ...surveyPack, caseFile, model: packModel };
})();

const folder = new Map(sourceBytes);
const sourcesOf = (files: ReadonlyMap<string, Uint8Array>): PackSources => ({
  async digest(path) {
    const bytes = files.get(path);
    return bytes && { sha256: sha256(bytes), bytes: bytes.length };
  },
  async slice(path, from, to) {
    return files.get(path)?.slice(from, to);
  },
});
const signer = generateKeyPairSync('ed25519');
const other = generateKeyPairSync('ed25519');
const key = rawPublicKey(signer.publicKey);
const plain = writePack(weighed);
const signed = writePack({ ...weighed, signWith: signer.privateKey });

async function membersOf(pack: Uint8Array): Promise<Member[]> {
  return [...(await readZip(pack)).members];
}
const replaced = (members: readonly Member[], path: string, bytes: Uint8Array): Member[] =>
  members.map((member) => (member.path === path ? { path, bytes } : member));
const utf8 = (text: string) => new TextEncoder().encode(text);
const textOf = (members: readonly Member[], path: string) =>
  new TextDecoder().decode(members.find((member) => member.path === path)?.bytes);

/** As a forger would: every hash made to fit again. */
function rehashed(members: readonly Member[]): Member[] {
  const manifest = JSON.parse(textOf(members, 'manifest.json'));
  const named = listAt(manifest, 'members').map((row) => {
    const path = typeof row === 'object' && row !== null && 'path' in row ? String(row['path']) : '';
    const bytes = members.find((member) => member.path === path)?.bytes ?? new Uint8Array();
    return { path, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
  });
  const bytes = utf8(canonicalJson({ ...manifest, members: named }));
  return replaced(
    replaced(members, 'manifest.json', bytes),
    'manifest.sha256',
    utf8(`${sha256(bytes)}  manifest.json\n`),
  );
}

/** case.json and facts.json with one fact changed, so that they still agree with each other. */
function withFact(members: readonly Member[], change: (fact: Record<string, Json>) => void, index = 6): Member[] {
  const caseJson = JSON.parse(textOf(members, 'case.json'));
  change(caseJson.facts[index]);
  const facts = utf8(canonicalJson({ facts: caseJson.facts }));
  return replaced(replaced(members, 'case.json', utf8(canonicalJson(caseJson))), 'facts.json', facts);
}

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
  const openings: Json = JSON.parse(new TextDecoder().decode(writeOpenings(surveyOpenings)));

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

// The full count takes about a minute: AKASHI_PACK_CHANGES=10000 npx vitest run src/evidence/verify.test.ts
const changes = Number(process.env['AKASHI_PACK_CHANGES'] ?? 400);

it(`notices each of ${changes} random changes and names it`, { timeout: 1_200_000 }, async () => {
  const random = seededRandom(2026, 'pack-changes');
  const base = { plain: await membersOf(plain), signed: await membersOf(signed) };
  const pick = <T>(list: readonly T[]): T => {
    const chosen = list[random.below(list.length)];
    if (chosen === undefined) throw new Error('nothing to pick from');
    return chosen;
  };
  const editText = (bytes: Uint8Array): Uint8Array => {
    const changed = new Uint8Array(bytes);
    const at = random.below(changed.length);
    changed[at] = (changed[at] ?? 0) ^ (1 + random.below(255));
    return changed;
  };
  const kinds: readonly ((pack: 'plain' | 'signed') => Uint8Array)[] = [
    (pack) => editText(pack === 'plain' ? plain : signed),
    (pack) => {
      const whole = pack === 'plain' ? plain : signed;
      const at = random.below(whole.length);
      return Uint8Array.of(...whole.subarray(0, at), random.below(256), ...whole.subarray(at));
    },
    (pack) => {
      const whole = pack === 'plain' ? plain : signed;
      const at = random.below(whole.length);
      const gone = 1 + random.below(40);
      return Uint8Array.of(...whole.subarray(0, at), ...whole.subarray(at + gone));
    },
    (pack) => {
      const one = pick(base[pack]);
      const two = pick(base[pack].filter((each) => each !== one));
      return writeZip(replaced(replaced(base[pack], one.path, two.bytes), two.path, one.bytes));
    },
    (pack) => {
      const one = pick(base[pack]);
      return writeZip(replaced(base[pack], one.path, editText(one.bytes)));
    },
    (pack) => {
      const letter = pick(base[pack].filter(({ path }) => path.startsWith('letters/')));
      return writeZip(replaced(base[pack], letter.path, editText(letter.bytes)));
    },
    (pack) => {
      const one = pick(base[pack]);
      return writeZip(base[pack].filter((each) => each !== one));
    },
    () =>
      writeZip(
        rehashed(
          withFact(
            base.signed,
            (fact) => {
              fact[pick(['coverage', 'parsed', 'id', 'planted'])] = random.next();
            },
            random.below(12),
          ),
        ),
      ),
    () => {
      const one = pick(base.signed.filter(({ path }) => !path.startsWith('manifest') && path !== 'signature.ed25519'));
      return writeZip(rehashed(replaced(base.signed, one.path, editText(one.bytes))));
    },
  ];
  const missed: string[] = [];
  for (let i = 0; i < changes; i += 1) {
    const kind = random.below(kinds.length);
    const which = random.next() < 0.5 ? 'plain' : 'signed';
    const changed = kinds[kind]?.(which) ?? plain;
    if (Buffer.from(changed).equals(Buffer.from(plain)) || Buffer.from(changed).equals(Buffer.from(signed))) continue;
    const report = await verifyPack(changed, which === 'signed' || kind >= 7 ? { key } : {});
    if (report.ok || report.problems.some(({ what, where, message }) => !what || !where || !message.ja))
      missed.push(`kind ${kind} change ${i}`);
  }
  expect(missed).toEqual([]);
});

it('gives a report for any bytes at all', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
      const report = await verifyPack(bytes);
      expect(report.ok).toBe(false);
      expect(report.problems.length).toBeGreaterThan(0);
    }),
  );
});

it('gives a report for any JSON in the place of each member', async () => {
  const members = await membersOf(plain);
  const paths = ['case.json', 'facts.json', 'sources.json', 'weights.json', 'evidence/quotes.json', 'manifest.json'];
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...paths), fc.jsonValue({ maxDepth: 4 }), async (path, value) => {
      const bytes = utf8(canonicalJson(JSON.parse(JSON.stringify(value))));
      const forged =
        path === 'manifest.json' ? replaced(members, path, bytes) : rehashed(replaced(members, path, bytes));
      const report = await verifyPack(writeZip(forged), {
        reweigh: {
          ...reweigh,
          weigh: () => {
            throw new Error('not asked');
          },
        },
      });
      expect(report.problems.length).toBeGreaterThan(0);
    }),
    { numRuns: 150 },
  );
});
