// A log on S3-compatible storage: the same files as in a folder, one object each. There is no append, so each record of the
// write-ahead log is an object; and no lock, so one sequencer holds a lease by conditional writes.
import { createHash, randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { AwsClient } from 'aws4fetch';
import { AkashiError } from '../vocabulary/error.ts';
import { sameBytes, toText } from './bytes.ts';
import type { LogSource, LogStorage } from './storage.ts';
import { parseTilePath, replacedPartials, TILE_WIDTH } from './tile.ts';

/** `prefix` is empty or ends in a slash. */
export type S3Place = {
  readonly endpoint: string;
  readonly bucket: string;
  readonly prefix: string;
  readonly region: string;
};

export type S3Credentials = {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
};

export type S3Access = {
  readonly place: S3Place;
  readonly credentials: S3Credentials;
  /** For tests: requests that fail. */
  readonly send?: (request: Request) => Promise<Response>;
  /** A holder that was silent for so long is taken for dead, by the watch of whoever waits: milliseconds. */
  readonly leaseMs?: number;
  /** Pauses before a request that got no answer is made again: milliseconds. */
  readonly retryMs?: readonly number[];
};

const WAL = '.akashi/wal/';
const LEASE = '.akashi/lease.json';
const LEASE_MS = 10_000;
const TIMEOUT_MS = 30_000;
const RETRY_MS = [100, 400, 1600];
const AT_ONCE = 8;
/** Each group of entries is an object: so many are read after a crash at the most. */
const MOST_RECORDS = 1000;
const MOST_OBJECT_BYTES = 1 << 30;
const MOST_KEYS = 1_000_000;

/** `https://host/bucket/prefix`. Undefined when it names no bucket. */
export function parseS3Url(text: string, region: string): S3Place | undefined {
  if (!URL.canParse(text)) return undefined;
  const { protocol, origin, pathname, search, hash, username } = new URL(text);
  const [bucket = '', ...rest] = pathname.slice(1).split('/');
  const isPlain = /^[a-z0-9][a-z0-9.-]{1,62}$/.test(bucket) && rest.every((part) => /^[A-Za-z0-9_.-]*$/.test(part));
  if (!/^https?:$/.test(protocol) || !isPlain || `${search}${hash}${username}` !== '') return undefined;
  const prefix = rest.filter((part) => part !== '').join('/');
  return { endpoint: origin, bucket, prefix: prefix === '' ? '' : `${prefix}/`, region };
}

/** From the environment variables that every S3 tool reads. @throws AkashiError ledger/unreadable */
export function s3Credentials(environment: Readonly<Record<string, string | undefined>>): S3Credentials {
  const accessKeyId = environment['AWS_ACCESS_KEY_ID'];
  const secretAccessKey = environment['AWS_SECRET_ACCESS_KEY'];
  const sessionToken = environment['AWS_SESSION_TOKEN'];
  if (accessKeyId !== undefined && secretAccessKey !== undefined)
    return { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) };
  throw new AkashiError('ledger/unreadable', 'no credentials for the S3 storage of this log', {
    hint: 'set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY',
  });
}

type Condition = { readonly 'if-none-match': '*' } | { readonly 'if-match': string };
const isNew: Condition = { 'if-none-match': '*' };

function headersOf(path: string): Record<string, string> {
  const tile = parseTilePath(path);
  if (tile) {
    const age = tile.width === TILE_WIDTH ? 'max-age=31536000, immutable' : 'max-age=3600';
    return { 'content-type': 'application/octet-stream', 'cache-control': `public, ${age}` };
  }
  if (path !== 'checkpoint') return { 'content-type': 'application/octet-stream' };
  return { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'public, max-age=1' };
}

type Answer = {
  readonly status: number;
  readonly etag: string;
  readonly bytes: Uint8Array;
  readonly isRepeat?: boolean;
};

/** Objects of one log. Throws AkashiError ledger/io when the storage does not answer, or not as S3 does. */
class Bucket {
  readonly #aws: AwsClient;
  readonly #place: S3Place;
  readonly #send: (request: Request) => Promise<Response>;
  readonly #retryMs: readonly number[];

  constructor({ place, credentials, send = fetch, retryMs = RETRY_MS }: S3Access) {
    this.#retryMs = retryMs;
    this.#place = place;
    this.#aws = new AwsClient({ ...credentials, service: 's3', region: place.region, retries: 0 });
    this.#send = send;
  }

  #url(path: string): URL {
    const { endpoint, bucket, prefix } = this.#place;
    return new URL(`${endpoint}/${bucket}/${prefix}${path}`);
  }

  async #once(method: string, url: URL, headers: Record<string, string>, body?: Uint8Array): Promise<Answer> {
    const request = await this.#aws.sign(url, {
      method,
      headers: {
        ...headers,
        'x-amz-content-sha256': createHash('sha256')
          .update(body ?? '')
          .digest('hex'),
      },
      ...(body ? { body: Uint8Array.from(body) } : {}),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const response = await this.#send(request);
    if (Number(response.headers.get('content-length') ?? 0) > MOST_OBJECT_BYTES)
      throw new AkashiError('input/too-large', `the S3 storage answered with over ${MOST_OBJECT_BYTES} bytes`);
    const bytes = new Uint8Array(await response.arrayBuffer());
    return { status: response.status, etag: response.headers.get('etag') ?? '', bytes };
  }

  /** Answers of 500 and above, and none at all, are asked again: then an earlier try may have had its effect. */
  async #ask(method: string, url: URL, headers: Record<string, string> = {}, body?: Uint8Array): Promise<Answer> {
    for (let attempt = 0; ; attempt += 1) {
      const delay = this.#retryMs[attempt];
      try {
        const answer = await this.#once(method, url, headers, body);
        if (answer.status < 500 || delay === undefined) return { ...answer, isRepeat: attempt > 0 };
      } catch (cause) {
        if (cause instanceof AkashiError) throw cause;
        if (delay === undefined) throw new AkashiError('ledger/io', 'the S3 storage does not answer', { cause });
      }
      await wait(delay);
    }
  }

  #unexpected(what: string, { status }: Answer): AkashiError {
    return new AkashiError('ledger/io', `storage failed: the S3 storage answered ${status} to ${what}`, {
      hint: 'the log has stopped; nothing that was acknowledged is lost',
    });
  }

  async get(path: string): Promise<{ readonly bytes: Uint8Array; readonly etag: string } | undefined> {
    const answer = await this.#ask('GET', this.#url(path));
    if (answer.status === 404) return undefined;
    if (answer.status !== 200) throw this.#unexpected(`reading ${path}`, answer);
    return answer;
  }

  /** The new etag, or undefined when the condition does not hold. */
  async put(path: string, bytes: Uint8Array, condition?: Condition): Promise<string | undefined> {
    const headers = { ...headersOf(path), ...condition };
    const answer = await this.#ask('PUT', this.#url(path), headers, bytes);
    if (answer.status === 200) return answer.etag;
    if (answer.status !== 412 && answer.status !== 409) throw this.#unexpected(`writing ${path}`, answer);
    if (!answer.isRepeat) return undefined;
    // An earlier try may have succeeded and only its answer been lost.
    const held = await this.get(path);
    return held && sameBytes(held.bytes, bytes) ? held.etag : undefined;
  }

  async remove(path: string): Promise<void> {
    const answer = await this.#ask('DELETE', this.#url(path));
    if (![200, 204, 404].includes(answer.status)) throw this.#unexpected(`removing ${path}`, answer);
  }

  /** Paths that begin so, in order. */
  async list(start: string): Promise<string[]> {
    const { prefix } = this.#place;
    const paths: string[] = [];
    let after: string | undefined;
    do {
      const url = this.#url('');
      url.pathname = `/${this.#place.bucket}`;
      url.searchParams.set('list-type', '2');
      url.searchParams.set('prefix', `${prefix}${start}`);
      if (after !== undefined) url.searchParams.set('continuation-token', after);
      const answer = await this.#ask('GET', url);
      if (answer.status !== 200) throw this.#unexpected('listing', answer);
      const xml = toText(answer.bytes) ?? '';
      // Our own keys hold nothing that XML would escape.
      for (const [, key = ''] of xml.matchAll(/<Key>([^<&]{1,1024})<\/Key>/g)) paths.push(key.slice(prefix.length));
      const next = /<NextContinuationToken>([^<]{1,2048})<\/NextContinuationToken>/.exec(xml)?.[1];
      after = next?.replaceAll('&amp;', '&');
    } while (after !== undefined && paths.length < MOST_KEYS);
    return paths.sort();
  }
}

type Lease = { readonly token: number; readonly holder: string; readonly beat: number; readonly released: boolean };

function parseLease(bytes: Uint8Array): Lease | undefined {
  try {
    const value: unknown = JSON.parse(toText(bytes) ?? '');
    if (typeof value !== 'object' || value === null) return undefined;
    const { token, holder, beat, released } = value as Record<string, unknown>;
    if (typeof token !== 'number' || !Number.isSafeInteger(token) || token < 1) return undefined;
    if (typeof holder !== 'string' || typeof beat !== 'number' || typeof released !== 'boolean') return undefined;
    return { token, holder, beat, released };
  } catch {
    return undefined;
  }
}

const encodeLease = (lease: Lease): Uint8Array => Buffer.from(`${JSON.stringify(lease)}\n`);

const locked = (what: string) =>
  new AkashiError('ledger/locked', what, { hint: 'one process writes to a log at a time: stop the other first' });

/** Storage that ignores conditions would let two sequencers in: it is found out before anything is written. */
async function requireConditions(bucket: Bucket): Promise<void> {
  const path = `.akashi/probe-${randomBytes(8).toString('hex')}`;
  await bucket.put(path, Buffer.from('1'), isNew);
  const second = await bucket.put(path, Buffer.from('2'), isNew);
  await bucket.remove(path);
  if (second === undefined) return;
  throw new AkashiError('ledger/unreadable', 'this S3 storage ignores If-None-Match: a log on it would not be safe', {
    hint: 'use storage with conditional writes',
  });
}

/** A lease that is renewed under a timer; whoever finds it unchanged for `leaseMs` may take it, with a higher token. */
class HeldLease {
  readonly #bucket: Bucket;
  #lease: Lease;
  #etag: string;
  #renewing: Promise<void> = Promise.resolve();
  readonly #timer: NodeJS.Timeout;

  private constructor(bucket: Bucket, lease: Lease, etag: string, leaseMs: number) {
    this.#bucket = bucket;
    this.#lease = lease;
    this.#etag = etag;
    this.#timer = setInterval(() => {
      this.#renewing = this.#renewing.then(() => this.#renew());
    }, leaseMs / 3);
    this.#timer.unref();
  }

  static async take(bucket: Bucket, leaseMs: number): Promise<HeldLease> {
    const found = await bucket.get(LEASE);
    const lease = found && parseLease(found.bytes);
    if (found && !lease) throw new AkashiError('ledger/broken', `${LEASE} of the log cannot be read`);
    if (found && lease && !lease.released) {
      await wait(leaseMs);
      if ((await bucket.get(LEASE))?.etag !== found.etag) throw locked('another process writes to this log');
    }
    const holder = randomBytes(16).toString('hex');
    const taken: Lease = { token: (lease?.token ?? 0) + 1, holder, beat: 0, released: false };
    const etag = await bucket.put(LEASE, encodeLease(taken), found ? { 'if-match': found.etag } : isNew);
    if (etag === undefined) throw locked('another process has just opened this log');
    return new HeldLease(bucket, taken, etag, leaseMs);
  }

  get token(): number {
    return this.#lease.token;
  }

  async #renew(): Promise<void> {
    const next = { ...this.#lease, beat: this.#lease.beat + 1 };
    try {
      const etag = await this.#bucket.put(LEASE, encodeLease(next), { 'if-match': this.#etag });
      if (etag === undefined) return;
      this.#lease = next;
      this.#etag = etag;
    } catch {
      // Whether it is still ours is asked before every acknowledgement: see `check`.
    }
  }

  async check(): Promise<void> {
    const found = await this.#bucket.get(LEASE);
    const lease = found && parseLease(found.bytes);
    // Not a takeover, and no licence to go on: whose it is now cannot be told.
    if (!lease) throw new AkashiError('ledger/broken', `${LEASE} of the log is ${found ? 'unreadable' : 'gone'}`);
    if (lease.holder !== this.#lease.holder) throw locked('another process took this log over');
  }

  async release(): Promise<void> {
    clearInterval(this.#timer);
    await this.#renewing;
    await this.#bucket.put(LEASE, encodeLease({ ...this.#lease, released: true }), { 'if-match': this.#etag });
  }
}

class S3Storage implements LogStorage {
  readonly mostRecords = MOST_RECORDS;
  readonly #bucket: Bucket;
  readonly #lease: HeldLease;
  #left: readonly string[];
  #records: string[] = [];
  #sequence = 0;
  #checkpointEtag: string | undefined;
  #broken: unknown;

  constructor(bucket: Bucket, lease: HeldLease, left: readonly string[]) {
    this.#bucket = bucket;
    this.#lease = lease;
    this.#left = left;
  }

  get token(): number {
    return this.#lease.token;
  }

  /** After a failure only reading anew tells what is there. */
  async #guard<T>(call: () => Promise<T>): Promise<T> {
    if (this.#broken !== undefined) throw this.#broken;
    try {
      return await call();
    } catch (error) {
      this.#broken ??= error;
      throw error;
    }
  }

  async read(path: string): Promise<Uint8Array | undefined> {
    const found = await this.#bucket.get(path);
    if (path === 'checkpoint') this.#checkpointEtag = found?.etag;
    return found?.bytes;
  }

  put(path: string, bytes: Uint8Array): Promise<void> {
    return this.#guard(async () => {
      if (path !== 'checkpoint') {
        await this.#bucket.put(path, bytes);
        return;
      }
      // A sequencer that was replaced must not put its smaller checkpoint over a larger one.
      const condition = this.#checkpointEtag === undefined ? isNew : { 'if-match': this.#checkpointEtag };
      const etag = await this.#bucket.put(path, bytes, condition);
      if (etag === undefined) throw locked('somebody else published a checkpoint of this log');
      this.#checkpointEtag = etag;
    });
  }

  keep(path: string, bytes: Uint8Array): Promise<void> {
    return this.#guard(async () => {
      await this.#bucket.put(path, bytes);
    });
  }

  /** What was put is durable when the storage has answered. */
  async sync(): Promise<void> {
    if (this.#broken !== undefined) throw this.#broken;
  }

  append(record: Uint8Array): Promise<void> {
    return this.#guard(async () => {
      this.#sequence += 1;
      const path = `${WAL}${String(this.token).padStart(10, '0')}-${String(this.#sequence).padStart(12, '0')}`;
      if ((await this.#bucket.put(path, record, isNew)) === undefined)
        throw locked('another process writes to the write-ahead log');
      this.#records.push(path);
      // Asked after the write: whoever takes over from now on finds this record.
      await this.#lease.check();
    });
  }

  async recovered(): Promise<readonly Uint8Array[]> {
    const segments: Uint8Array[] = [];
    for (let at = 0; at < this.#left.length; at += AT_ONCE) {
      const read = await Promise.all(this.#left.slice(at, at + AT_ONCE).map((path) => this.#bucket.get(path)));
      for (const found of read) if (found) segments.push(found.bytes);
    }
    return segments;
  }

  async rotate(): Promise<{ drop(): Promise<void> }> {
    const old = [...this.#left, ...this.#records];
    this.#left = [];
    this.#records = [];
    return {
      drop: () =>
        this.#guard(async () => {
          // The newest last: what a crash leaves of them still begins where the tiles end, or is behind that.
          for (let at = 0; at < old.length; at += AT_ONCE)
            await Promise.all(old.slice(at, at + AT_ONCE).map((path) => this.#bucket.remove(path)));
        }),
    };
  }

  check(): Promise<void> {
    return this.#guard(() => this.#lease.check());
  }

  remove(path: string): Promise<void> {
    return this.#guard(() => this.#bucket.remove(path));
  }

  async close(): Promise<void> {
    await this.#lease.release();
  }
}

/** Reads a log's objects, and nothing else. */
export function s3Source(access: S3Access): LogSource {
  const bucket = new Bucket(access);
  return { read: async (path) => (await bucket.get(path))?.bytes };
}

/** Every object that a log serves, by path. */
export async function s3Served(access: S3Access): Promise<string[]> {
  return (await new Bucket(access).list('')).filter((path) => !path.startsWith('.'));
}

/**
 * Opens a log on S3-compatible storage for writing. While another holder's lease may be alive, this waits as long as one
 * lasts to see whether it is renewed.
 *
 * @throws AkashiError ledger/locked while another sequencer writes to it; ledger/io; ledger/unreadable
 */
export async function openS3(access: S3Access): Promise<LogStorage> {
  const bucket = new Bucket(access);
  await requireConditions(bucket);
  const lease = await HeldLease.take(bucket, access.leaseMs ?? LEASE_MS);
  try {
    return new S3Storage(bucket, lease, await bucket.list(WAL));
  } catch (error) {
    await lease.release().catch(() => undefined);
    throw error;
  }
}

/** Removes partial tiles and bundles that a full one has replaced, under a lease of its own. Gives how many. @throws as `openS3` */
export async function collectS3Partials(access: S3Access): Promise<number> {
  const storage = await openS3(access);
  try {
    const replaced = replacedPartials(await s3Served(access));
    for (const path of replaced) await storage.remove(path);
    return replaced.length;
  } finally {
    await storage.close();
  }
}
