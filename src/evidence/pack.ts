// pack.zip: the evidence of one case in one file that a stranger can check offline. Reproducible: no time, no chance.
import { createHash, createPublicKey, type KeyObject, sign } from 'node:crypto';
import type { CaseFile } from '../vocabulary/case-file.ts';
import { canonicalJson } from './canonical-json.ts';
import type { PackInput } from './pack-input.ts';
import * as layout from './pack-layout.ts';
import { packReadme } from './pack-readme.ts';
import type { Quote } from './quote.ts';
import { byPath, type Member, writeZip } from './zip-form.ts';

const utf8 = new TextEncoder();
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** RFC 8785. Through JSON once, so that what has no place in it (undefined, a class) is gone before it is ordered. */
function json(path: string, value: unknown): Member {
  return { path, bytes: utf8.encode(canonicalJson(JSON.parse(JSON.stringify(value)))) };
}

const text = (path: string, content: string): Member => ({ path, bytes: utf8.encode(content) });

/** One quote a pointer, in the order of the sources. */
function sortedQuotes(quotes: readonly Quote[]): Quote[] {
  const key = ({ pointer: { path, byteStart, byteEnd } }: Quote) =>
    `${path}\0${String(byteStart).padStart(16, '0')}\0${String(byteEnd).padStart(16, '0')}`;
  const unique = new Map(quotes.map((quote) => [key(quote), quote]));
  return [...unique].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, quote]) => quote);
}

function membersOf(input: PackInput, caseFile: CaseFile): Member[] {
  const { redactor, model, verifyPage, acquisition, ledger = [], quotes } = input;
  const { weigh, facts, sources, letters } = caseFile;
  const members: Member[] = [
    json(layout.CASE, caseFile),
    json(layout.FACTS, { facts }),
    json(layout.SOURCES, { sources }),
    json(layout.QUOTES, {
      quotes: sortedQuotes(quotes).map((quote) => ({
        ...quote,
        pointer: redactor.value(quote.pointer),
      })),
    }),
    json(layout.WEIGHTS, { model, weigh }),
    ...letters.map((letter, i) => text(layout.letterPath(i, letter), letter.text)),
    text(
      layout.README,
      packReadme({
        caseFile,
        signed: input.signWith !== undefined,
        hasVerifyPage: verifyPage !== null,
        hasLedger: ledger.length > 0,
        hasAcquisition: acquisition !== undefined,
      }),
    ),
  ];
  if (verifyPage) members.push({ path: layout.VERIFY_PAGE, bytes: verifyPage });
  if (acquisition) {
    // Its names of hosts and collectors are what it is for; addresses in it are hidden like all others.
    members.push(text(layout.ACQUISITION, redactor.text(new TextDecoder().decode(acquisition))));
  }
  members.push(...ledger.map(({ name, bytes }) => ({ path: `${layout.LEDGER}${name}`, bytes })));
  return members;
}

/** The 32 bytes of an Ed25519 public key. */
export function rawPublicKey(key: KeyObject): Uint8Array {
  const { crv, x } = (key.type === 'private' ? createPublicKey(key) : key).export({ format: 'jwk' });
  if (x === undefined || crv !== 'Ed25519') throw new TypeError('an Ed25519 key is needed to sign a pack');
  return Buffer.from(x, 'base64url');
}

const base64Line = (bytes: Uint8Array) => utf8.encode(`${Buffer.from(bytes).toString('base64')}\n`);

export type WrittenPack = {
  readonly bytes: Uint8Array;
  /** SHA-256 of manifest.json: printed in the report and, if wanted, at the foot of the holding letter. */
  readonly digest: string;
  readonly signed: boolean;
};

/** As `writePack`, with the digest that names the pack. */
export function makePack(input: PackInput): WrittenPack {
  const caseFile = input.redactor.value(input.caseFile);
  const { signWith } = input;
  const members = membersOf(input, caseFile);
  if (signWith) members.push({ path: layout.PUBLIC_KEY, bytes: base64Line(rawPublicKey(signWith)) });
  const manifest = json(layout.MANIFEST, {
    format: layout.FORMAT,
    akashi: caseFile.version,
    case: caseFile.claim.caseNumber,
    made: caseFile.now,
    seed: caseFile.seed,
    model: input.model.version,
    signature: signWith ? 'ed25519' : null,
    members: [...members].sort(byPath).map(({ path, bytes }) => ({ path, bytes: bytes.length, sha256: sha256(bytes) })),
  });
  const digest = sha256(manifest.bytes);
  members.push(manifest, text(layout.DIGEST, `${digest}  ${layout.MANIFEST}\n`));
  if (signWith) members.push({ path: layout.SIGNATURE, bytes: base64Line(sign(null, manifest.bytes, signWith)) });
  return { bytes: writeZip(members), digest, signed: signWith !== undefined };
}

/**
 * The whole pack. The case is redacted on the way in; quotes must come from the same redactor.
 *
 * @throws RangeError when it holds more than 2,000 members or 256 MiB, or a member's name is not plain
 */
export function writePack(input: PackInput): Uint8Array {
  return makePack(input).bytes;
}
