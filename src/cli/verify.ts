import { createHash, createPublicKey } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, open, readFile, stat } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { reweigh } from '../cases/pack-model.ts';
import { type Json, parseCanonical } from '../evidence/canonical-json.ts';
import { rawPublicKey } from '../evidence/pack.ts';
import { type PackSources, type VerifyReport, verifyPack } from '../evidence/verify.ts';
import type { ByteRange } from '../evidence/verify-sources.ts';
import { MOST_BYTES } from '../evidence/zip-form.ts';
import { compressionOf } from '../logs/source-bytes.ts';
import { openTextStream, utf16Of } from '../logs/text-stream.ts';
import { AkashiError } from '../vocabulary/error.ts';
import type { Command } from './command.ts';
import { writeJson } from './json.ts';
import { summaries } from './summaries.ts';
import { writtenKey } from './written-key.ts';

const options = {
  key: {
    type: 'string',
    short: 'k',
    about: 'public key that must have signed it: a file, or the key itself (PEM, base64, hex)',
  },
  sources: { type: 'string', about: 'folder of the case: checks the sources and every quoted line in them' },
  'ledger-vkey': {
    type: 'string',
    about: 'verifier key that the ledger must have, or a file that holds it, learned by another way than from the pack',
  },
  openings: {
    type: 'string',
    about: 'file of openings handed over beside the pack: checks what stood in the replaced places',
  },
  json: { type: 'boolean', about: 'print one JSON object (docs/schema/verify.schema.json)' },
} as const;

/** PEM, 32 raw bytes in base64 or hex, or a note's verifier key `name+hash+base64`. */
function parseKey(text: string): Uint8Array | undefined {
  const trimmed = text.trim();
  if (trimmed.includes('BEGIN PUBLIC KEY')) {
    try {
      return rawPublicKey(createPublicKey(trimmed));
    } catch {
      return undefined;
    }
  }
  if (/^[0-9a-f]{64}$/i.test(trimmed)) return Buffer.from(trimmed, 'hex');
  const last = /^[^+]{1,200}\+[0-9a-f]{8}\+([A-Za-z0-9+/=]{44})$/.exec(trimmed)?.[1] ?? '';
  const bytes = Buffer.from(last === '' ? trimmed : last, 'base64');
  if (bytes.length === 33 && bytes[0] === 1) return bytes.subarray(1);
  return bytes.length === 32 ? bytes : undefined;
}

async function readKey(given: string): Promise<Uint8Array> {
  const file = await readFile(given, 'utf8').catch(() => undefined);
  const key = parseKey(file ?? given);
  if (key) return key;
  throw new AkashiError(
    'input/unreadable',
    file === undefined ? 'no such key file, and no key as it stands' : 'not an Ed25519 public key',
    {
      hint: 'give a PEM file, or 32 bytes in base64 or hex; the pack carries its own in public-key.ed25519',
    },
  );
}

/** Said by the collector of `unpackedSlices` when it has all it wants. */
class Enough extends Error {}

/** The bytes of ranges, in order of their start, in one pass over what a packed file unpacks to, or UTF-16 decodes to; stops after the last. */
async function unpackedSlices(file: FileHandle, ranges: readonly ByteRange[]): Promise<Uint8Array[] | undefined> {
  const kept: Buffer[][] = ranges.map(() => []);
  const end = ranges.reduce((most, { byteEnd }) => Math.max(most, byteEnd), 0);
  let at = 0;
  let first = 0; // ranges before this one are complete
  const piece = Buffer.alloc(1 << 16);
  let { bytesRead } = await file.read(piece, 0, piece.length, 0);
  const compression = compressionOf(piece);
  if (compression === 'none' && utf16Of(piece.subarray(0, bytesRead)) === undefined) return undefined;
  const unpacker = openTextStream(compression, (bytes) => {
    const until = at + bytes.length;
    while ((ranges[first]?.byteEnd ?? Number.POSITIVE_INFINITY) <= at) first += 1;
    for (let i = first; i < ranges.length; i += 1) {
      const range = ranges[i];
      if (!range || range.byteStart >= until) break;
      if (range.byteEnd > at) {
        kept[i]?.push(Buffer.from(bytes.subarray(Math.max(range.byteStart - at, 0), range.byteEnd - at)));
      }
    }
    at = until;
    if (at >= end) throw new Enough();
  });
  try {
    for (let read = 0; bytesRead > 0; ) {
      await unpacker.write(piece.subarray(0, bytesRead));
      read += bytesRead;
      ({ bytesRead } = await file.read(piece, 0, piece.length, read));
    }
    await unpacker.end();
  } catch (error) {
    if (!(error instanceof Enough)) return undefined;
  }
  return kept.map((pieces) => Buffer.concat(pieces));
}

/** Paths of a pack are foreign: one that leads out of the folder is not there. */
export function sourcesIn(folder: string): PackSources {
  const locate = (path: string) => {
    const full = resolve(folder, path);
    const inside = relative(resolve(folder), full);
    return inside === '' || inside.startsWith('..') || isAbsolute(inside) || path.includes('\0') ? undefined : full;
  };
  const isFile = async (full: string) => (await stat(full).catch(() => undefined))?.isFile() === true;
  return {
    async digest(path) {
      const full = locate(path);
      if (full === undefined || !(await isFile(full))) return undefined;
      const hash = createHash('sha256');
      let bytes = 0;
      for await (const chunk of createReadStream(full)) {
        hash.update(chunk);
        bytes += chunk.length;
      }
      return { sha256: hash.digest('hex'), bytes };
    },
    async slices(path, ranges, isStream) {
      const full = locate(path);
      const handle = full === undefined ? undefined : await open(full, 'r').catch(() => undefined);
      if (!handle) return undefined;
      try {
        if (isStream) return await unpackedSlices(handle, ranges);
        const slices: Uint8Array[] = [];
        for (const { byteStart, byteEnd } of ranges) {
          const length = byteEnd - byteStart;
          const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, byteStart);
          slices.push(buffer.subarray(0, bytesRead));
        }
        return slices;
      } finally {
        await handle.close();
      }
    },
  };
}

async function readPack(path: string): Promise<Uint8Array> {
  const info = await stat(path).catch((cause: unknown) => {
    throw new AkashiError('pack/unreadable', `cannot read the pack ${path}`, { cause });
  });
  if (!info.isFile()) throw new AkashiError('pack/unreadable', `${path} is not a file`);
  if (info.size > MOST_BYTES)
    throw new AkashiError('input/too-large', `${path} is over ${MOST_BYTES / 1024 / 1024} MiB: not a pack`);
  return readFile(path).catch((cause: unknown) => {
    throw new AkashiError('pack/unreadable', `cannot read the pack ${path}`, { cause });
  });
}

async function readOpenings(path: string): Promise<Json> {
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw new AkashiError('input/unreadable', `cannot read the openings ${path}`, { cause });
  });
  const parsed = bytes.length > MOST_BYTES ? undefined : parseCanonical(bytes);
  if (!parsed) throw new AkashiError('input/unreadable', `${path} holds no openings`);
  return parsed.value;
}

/** What a person reads: first whether it holds, then what was looked at, what was wrong, and what nobody looked at. */
function asText(report: VerifyReport): string {
  const { ok, pack, signed, digest, checked, problems, notChecked, sealed = [] } = report;
  const head = ok
    ? `${pack}: everything that was checked holds / 調べた所はすべて合っています`
    : `${pack}: DOES NOT HOLD / 合いません`;
  return [
    head,
    `digest ${digest ?? '–'}  ${signed ? 'signed' : 'not signed / 署名なし'}`,
    '',
    ...checked.map(({ says, ok: good }) => `  ${good ? 'ok ' : 'BAD'}  ${says.en} / ${says.ja}`),
    ...(problems.length > 0 ? ['', 'wrong / 合わない所'] : []),
    ...problems.map(({ what, where, message }) => `  ${what}  ${where}: ${message.en} / ${message.ja}`),
    ...(sealed.length > 0 ? ['', 'sealed / 封印'] : []),
    ...sealed.map(
      ({ path, fromLine, toLine, sealedAt, seenAt, seenBy }) =>
        `  ${path} lines ${fromLine}-${toLine}: sealed ${sealedAt} (own clock / 封印した側の時計), ${seenAt === null ? 'seen by nobody else / 外部の確認なし' : `seen ${seenAt} by ${seenBy} / 外部の確認`}`,
    ),
    '',
    'not checked / 調べていないこと',
    ...notChecked.map(({ en, ja }) => `  - ${en} / ${ja}`),
    '',
  ].join('\n');
}

export const verify: Command = {
  name: 'verify',
  summary: summaries.verify,
  usage: ['verify [--key KEY] [--ledger-vkey KEY] [--sources DIR] [--openings FILE] [--json] PACK'],
  options,
  async run(argv, { out, err }) {
    const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true });
    const [pack] = positionals;
    if (pack === undefined || positionals.length > 1) {
      err.write('akashi verify: need one pack: akashi verify [--key KEY] [--sources DIR] PACK\n');
      return 2;
    }
    if (values.sources !== undefined && !(await stat(values.sources).catch(() => undefined))?.isDirectory())
      throw new AkashiError('input/unreadable', `${values.sources}: no such folder of sources`);
    const report = await verifyPack(await readPack(pack), {
      name: pack,
      reweigh,
      ...(values['ledger-vkey'] === undefined ? {} : { ledgerKey: writtenKey(values['ledger-vkey']) }),
      ...(values.key === undefined ? {} : { key: await readKey(values.key) }),
      ...(values.sources === undefined ? {} : { sources: sourcesIn(join(values.sources)) }),
      ...(values.openings === undefined ? {} : { openings: await readOpenings(values.openings) }),
    });
    if (values.json) await writeJson(out, report);
    else out.write(asText(report));
    return report.ok ? 0 : 1;
  },
};
