import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { packModel, reweigh } from '../cases/pack-model.ts';
import { seededRandom } from '../vocabulary/random.ts';
import { canonicalJson } from './canonical-json.ts';
import { membersOf, rehashed, replaced, utf8, weighedPack, withFact } from './fixtures/forging.ts';
import { rawPublicKey, writePack } from './pack.ts';
import { verifyPack } from './verify.ts';
import { writeZip } from './zip-form.ts';

const weighed = weighedPack(reweigh, packModel);
const signer = generateKeyPairSync('ed25519');
const key = rawPublicKey(signer.publicKey);
const plain = writePack(weighed);
const signed = writePack({ ...weighed, signWith: signer.privateKey });

// The full count takes about a minute: AKASHI_PACK_CHANGES=10000 npx vitest run src/evidence/verify-changes.test.ts
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
