// A log with its settings and its key: making one in a folder, and opening it for writing.
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { AkashiError } from '../vocabulary/error.ts';
import { fromText } from './bytes.ts';
import { parseCheckpoint } from './checkpoint.ts';
import { type Cosigner, cosigned } from './cosigner.ts';
import { collectPartials, folderSource, openFolder, PRIVATE, servedFiles } from './folder.ts';
import { type FileCalls, fileCalls } from './folder-calls.ts';
import { isHeld } from './holds.ts';
import { openLog, type Publisher, type SequencedLog } from './log.ts';
import {
  ed25519Signer,
  nodeMerkle,
  nodeTreeHasher,
  nodeVerifying,
  readSignerKey,
  signerKeyFrom,
  verifierOf,
} from './node-crypto.ts';
import { formatSignerKey, formatVerifierKey, isKeyName, type Note, parseNote, type SignerKey } from './note.ts';
import { isPolicy, type Policy, parsePolicy } from './policy.ts';
import { proveConsistency } from './prove.ts';
import { collectS3Partials, openS3, type S3Access, type S3Place, s3Credentials, s3Served, s3Source } from './s3.ts';
import type { LogSource } from './storage.ts';
import { gatherCosignatures, WitnessClient, type WitnessReport } from './witness-client.ts';

const CONFIG_PATH = join(PRIVATE, 'config.json');
export const ANCHORS = join(PRIVATE, 'anchors');

/** `.akashi/config.json`. Paths are absolute. */
export type LogConfig = {
  readonly version: 1;
  readonly origin: string;
  readonly vkey: string;
  readonly keyFile: string;
  readonly mlDsaKeyFile?: string;
  readonly policyFile?: string;
  /** Where the log's public files are, when they are not in the folder. */
  readonly s3?: S3Place;
  /** True: nothing is published without the policy's quorum. Otherwise with the cosignatures that could be had. */
  readonly failClosed?: boolean;
};

function readText(path: string, what: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new AkashiError('ledger/unreadable', `cannot read ${what} ${path}`, { cause });
  }
}

function readKeyFile(path: string): SignerKey {
  const key = readSignerKey(readText(path, 'the key file'));
  if (key) return key;
  throw new AkashiError('ledger/unreadable', `${path} is not a signed-note signer key`, {
    hint: 'one line: PRIVATE+KEY+name+id+base64',
  });
}

export function readConfig(folder: string): LogConfig {
  const path = join(folder, CONFIG_PATH);
  if (!existsSync(path)) {
    throw new AkashiError('ledger/unreadable', `${folder} is no log of ours: ${CONFIG_PATH} is missing`, {
      hint: 'make one with `akashi ledger init DIR --origin NAME`',
    });
  }
  try {
    const value: unknown = JSON.parse(readText(path, 'the settings'));
    if (isConfig(value)) return value;
  } catch (cause) {
    if (cause instanceof AkashiError) throw cause;
  }
  throw new AkashiError('ledger/unreadable', `${path} does not hold the settings of a log`);
}

function isConfig(value: unknown): value is LogConfig {
  if (typeof value !== 'object' || value === null) return false;
  const { origin, vkey, keyFile, mlDsaKeyFile, policyFile, s3 } = value as Record<string, unknown>;
  if (s3 !== undefined && !isPlace(s3)) return false;
  const isPath = (path: unknown) => path === undefined || typeof path === 'string';
  return (
    [origin, vkey, keyFile].every((each) => typeof each === 'string') && isPath(mlDsaKeyFile) && isPath(policyFile)
  );
}

function isPlace(value: unknown): value is S3Place {
  if (typeof value !== 'object' || value === null) return false;
  const { endpoint, bucket, prefix, region } = value as Record<string, unknown>;
  return [endpoint, bucket, prefix, region].every((each) => typeof each === 'string');
}

const isOurs = (folder: string): boolean => existsSync(join(folder, CONFIG_PATH));
const accessTo = (place: S3Place): S3Access => ({ place, credentials: s3Credentials(process.env) });

/** Reads the public files of a log, wherever they are. @throws AkashiError ledger/unreadable */
export function sourceOf(folder: string, calls: FileCalls = fileCalls): LogSource {
  // A folder without settings of ours may hold a log that somebody else made.
  const s3 = isOurs(folder) ? readConfig(folder).s3 : undefined;
  return s3 ? s3Source(accessTo(s3)) : folderSource(folder, calls);
}

/** Paths of the public files of a log. @throws AkashiError ledger/unreadable, ledger/io */
export async function servedOf(folder: string): Promise<string[]> {
  const s3 = isOurs(folder) ? readConfig(folder).s3 : undefined;
  return s3 ? s3Served(accessTo(s3)) : servedFiles(folder);
}

/** Removes the partial tiles of a log that a full one has replaced. Gives how many. @throws AkashiError ledger/io, ledger/locked */
export async function collectLog(folder: string): Promise<number> {
  const { s3 } = readConfig(folder);
  if (s3) return collectS3Partials(accessTo(s3));
  try {
    return collectPartials(folder);
  } catch (cause) {
    throw new AkashiError('ledger/io', 'could not remove partial tiles', { cause });
  }
}

/** The key that the settings name, or, in a folder that was moved with its key, the one beside it. */
function keyOf(folder: string, config: LogConfig, keyFile: string | undefined): SignerKey {
  const beside = `${resolve(folder)}.key`;
  const path = keyFile ?? (existsSync(config.keyFile) ? config.keyFile : beside);
  const key = readKeyFile(path);
  if (formatVerifierKey(verifierOf(key)) === config.vkey) return key;
  throw new AkashiError('ledger/checkpoint-unsigned', `${path} is not the key that this log was made with`);
}

export type NewLog = {
  readonly origin: string;
  /** A signer key's file; undefined: one is made at `FOLDER.key`. */
  readonly keyFile?: string;
  readonly mlDsaKeyFile?: string;
  readonly policyFile?: string;
  readonly failClosed?: boolean;
  /** Public files go there; the folder keeps settings and what is secret. */
  readonly s3?: S3Place;
};

/**
 * Makes an empty log and publishes its checkpoint of size 0.
 *
 * @throws AkashiError ledger/unreadable when the folder is not empty or the key is none
 */
export async function initLog(
  folder: string,
  made: NewLog,
  now: () => Date,
): Promise<{ readonly vkey: string; readonly keyFile: string }> {
  if (existsSync(folder) && readdirSync(folder).length > 0) {
    throw new AkashiError('ledger/unreadable', `${folder} is not empty: a log is only made in a new folder`);
  }
  if (!isKeyName(made.origin)) {
    throw new AkashiError('ledger/unreadable', 'an origin holds no space and no plus sign', {
      hint: 'a name like example.com/akashi: the address under which the log is served, without scheme',
    });
  }
  // Everything that may be wrong is found before anything is made.
  if (made.policyFile !== undefined) readPolicy(made.policyFile);
  if (made.s3 && (await s3Served(accessTo(made.s3))).length > 0) {
    throw new AkashiError('ledger/unreadable', 'there is something under that prefix already: a log is only made anew');
  }
  if (made.keyFile !== undefined) readKeyFile(made.keyFile);
  mkdirSync(folder, { recursive: true });
  const keyFile = resolve(made.keyFile ?? `${resolve(folder)}.key`);
  if (made.keyFile === undefined && !existsSync(keyFile)) {
    const key = signerKeyFrom(made.origin, randomBytes(32));
    writeFileSync(keyFile, `${formatSignerKey(key)}\n`, { mode: 0o600, flag: 'wx' });
  }
  const key = readKeyFile(keyFile);
  const vkey = formatVerifierKey(verifierOf(key));
  const config: LogConfig = {
    version: 1,
    origin: made.origin,
    vkey,
    keyFile,
    ...(made.mlDsaKeyFile === undefined ? {} : { mlDsaKeyFile: resolve(made.mlDsaKeyFile) }),
    ...(made.policyFile === undefined ? {} : { policyFile: resolve(made.policyFile) }),
    ...(made.failClosed ? { failClosed: true } : {}),
    ...(made.s3 ? { s3: made.s3 } : {}),
  };
  mkdirSync(join(folder, PRIVATE), { mode: 0o700 });
  writeFileSync(join(folder, CONFIG_PATH), `${JSON.stringify(config, null, 2)}\n`, { mode: 0o600 });
  const log = await openLogFolder(folder, { now });
  await log.close();
  return { vkey, keyFile };
}

export type OpenFolder = {
  readonly now: () => Date;
  readonly keyFile?: string;
  readonly publishEveryMs?: number;
  readonly publishesAlone?: boolean;
  /** Removes partial tiles as they are replaced, unless a hold is in force. */
  readonly collects?: boolean;
  /** Told what each witness answered, at every publication. */
  readonly onWitnesses?: (reports: readonly WitnessReport[]) => void;
  /** For tests: file system calls that fail. */
  readonly calls?: FileCalls;
};

/**
 * Opens the log in a folder for writing, with its own key.
 *
 * @throws AkashiError ledger/unreadable, ledger/locked, ledger/broken, ledger/rollback, ledger/io
 */
export async function openLogFolder(folder: string, how: OpenFolder): Promise<SequencedLog> {
  const config = readConfig(folder);
  const key = keyOf(folder, config, how.keyFile);
  const sign = ed25519Signer(key.seed);
  const logSigner: Cosigner = {
    name: key.name,
    sign: async (text) => ({ name: key.name, id: key.id, signature: sign(fromText(text)) }),
  };
  const cosigners: Cosigner[] = [logSigner];
  if (config.mlDsaKeyFile !== undefined) {
    // Loaded only when asked for: the rest of the ledger carries no such library.
    const { readMlDsaCosigner } = await import('./ml-dsa.ts');
    cosigners.push(await readMlDsaCosigner(readText(config.mlDsaKeyFile, 'the ML-DSA key'), how.now));
  }
  const calls = how.calls ?? fileCalls;
  const policy = config.policyFile === undefined ? undefined : readPolicy(config.policyFile);
  const clients = policy?.witnesses.map((witness) => new WitnessClient(witness, nodeVerifying)) ?? [];
  const signed = cosigned(cosigners);
  const source = sourceOf(folder, calls);
  const prove = (oldSize: bigint, newSize: bigint) => proveConsistency(source, { oldSize, newSize }, nodeMerkle);
  const publisher: Publisher = async (body, size) => {
    const note = await signed(body, size);
    if (!policy || clients.length === 0) return note;
    const report = how.onWitnesses ?? (() => undefined);
    return gatherCosignatures(note, BigInt(size), { policy, clients, prove, failOpen: !config.failClosed, report });
  };
  const known = await largestHeld(folder, source, clients, prove);
  const storage = config.s3 ? await openS3(accessTo(config.s3)) : openFolder(folder, calls);
  return openLog(storage, {
    origin: config.origin,
    publisher,
    hasher: nodeTreeHasher,
    merkle: nodeMerkle,
    ...(how.collects ? { mayCollect: () => !isHeld(folder, how.now()) } : {}),
    ...(known === undefined ? {} : { knownSize: known }),
    ...(how.publishEveryMs === undefined ? {} : { publishEveryMs: how.publishEveryMs }),
    ...(how.publishesAlone === undefined ? {} : { publishesAlone: how.publishesAlone }),
  });
}

/** The policy that the settings name, or, in a folder that was moved, the one beside it. Undefined: there is none to be had. */
export function policyOf(folder: string, { policyFile }: LogConfig): Policy | undefined {
  const path = [policyFile, `${resolve(folder)}.policy`].find((each) => each !== undefined && existsSync(each));
  return path === undefined ? undefined : readPolicy(path);
}

export function readPolicy(path: string): Policy {
  const parsed = parsePolicy(readText(path, 'the policy'));
  if (isPolicy(parsed)) return parsed;
  throw new AkashiError('ledger/unreadable', `line ${parsed.line} of ${path}: expected ${parsed.expected}`);
}

/** Checkpoints kept with what proves their time, by path under the log's folder. */
export function anchorNotes(folder: string): Note[] {
  const path = join(folder, ANCHORS);
  if (!existsSync(path)) return [];
  return readdirSync(path)
    .filter((name) => name.endsWith('.checkpoint'))
    .sort()
    .flatMap((name) => parseNote(readFileSync(join(path, name))) ?? []);
}

/**
 * The largest size that a witness or an anchor holds. Witnesses are shown the checkpoint that was published before, so
 * that asking signs nothing new.
 */
async function largestHeld(
  folder: string,
  source: LogSource,
  clients: readonly WitnessClient[],
  prove: (oldSize: bigint, newSize: bigint) => Promise<Uint8Array[]>,
): Promise<bigint | undefined> {
  const sizes = anchorNotes(folder).flatMap(({ text }) => parseCheckpoint(text)?.size ?? []);
  const bytes = await source.read('checkpoint');
  const note = bytes && parseNote(bytes);
  const size = note && parseCheckpoint(note.text)?.size;
  if (note && size !== undefined) {
    const results = await Promise.all(clients.map((client) => client.cosign(note, size, prove)));
    sizes.push(...results.flatMap((result) => (result.kind === 'ahead' ? [result.size] : [])));
  }
  return sizes.reduce<bigint | undefined>((most, each) => (most === undefined || each > most ? each : most), undefined);
}

/** Keeps the published checkpoint when somebody else signed it too: the time in it bounds what the log held by then. */
export async function keepAnchor(folder: string): Promise<void> {
  const bytes = await sourceOf(folder).read('checkpoint');
  const note = bytes && parseNote(bytes);
  const size = note && parseCheckpoint(note.text)?.size;
  if (!bytes || !note || size === undefined || note.signatures.length < 2) return;
  mkdirSync(join(folder, ANCHORS), { recursive: true, mode: 0o700 });
  const path = join(folder, ANCHORS, `${String(size).padStart(20, '0')}.checkpoint`);
  // The first one counts: a later cosignature of the same size proves less.
  if (!existsSync(path)) writeFileSync(path, bytes, { mode: 0o600 });
}
