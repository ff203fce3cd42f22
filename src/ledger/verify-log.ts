// Verifies a whole log from nothing but its files and the log's verifier key: rederives every tile and the root.
import type { Both } from '../vocabulary/finding.ts';
import { sameBytes, toText } from './bytes.ts';
import { type Checkpoint, parseCheckpoint } from './checkpoint.ts';
import { Frontier, type FullTile, rootOfTile, type TreeHasher } from './frontier.ts';
import { HASH_BYTES, type Merkle } from './merkle.ts';
import { formatNote, openNote, parseNote, type Verified, type VerifierKey, type Verifying } from './note.ts';
import { type Policy, satisfies } from './policy.ts';
import type { LogSource } from './storage.ts';
import { FULL_TILE_BYTES, parseBundlePrefix, parseTilePath, TILE_WIDTH, type Tile, tilePath } from './tile.ts';

export type LogProblem = { readonly what: string; readonly where: string; readonly message: Both };

export type LogReport = {
  readonly ok: boolean;
  readonly signed: boolean;
  readonly origin: string | null;
  readonly size: number;
  readonly checkpoint: Checkpoint | undefined;
  readonly verified: readonly Verified[];
  readonly checked: readonly { readonly what: string; readonly ok: boolean }[];
  readonly notChecked: readonly Both[];
  readonly problems: readonly LogProblem[];
};

export type VerifyLog = {
  readonly key: VerifierKey;
  readonly policy?: Policy;
  readonly verifying: Verifying;
  readonly merkle: Merkle;
  readonly hasher: TreeHasher;
  /** Every file there is, where that can be known: then stale partial tiles are compared too. */
  readonly files?: readonly string[];
  /** Called with every entry whose bundle could be read, in order. */
  readonly onEntry?: (entry: Uint8Array, index: number) => void;
  readonly progress?: (done: number, of: number) => void;
};

/** Bundles asked for before they are needed: a log behind HTTP would else wait for each in turn. */
const READ_AHEAD = 16;
const MOST_PROBLEMS = 1000;
const MOST_SIZE = BigInt(Number.MAX_SAFE_INTEGER);

const words = {
  'checkpoint-missing': { ja: 'チェックポイントがありません', en: 'there is no checkpoint' },
  'checkpoint-form': { ja: 'チェックポイントの形式が違います', en: 'the checkpoint is malformed' },
  'log-signature': { ja: 'この鍵による署名ではありません', en: 'not signed by this key' },
  cosignatures: { ja: '求められた連署が足りません', en: 'the cosignatures asked for are missing' },
  'bundle-missing': { ja: 'エントリの束がありません', en: 'a bundle of entries is missing' },
  'bundle-form': { ja: 'エントリの束の形式が違います', en: 'a bundle of entries is malformed' },
  'tile-missing': { ja: 'タイルがありません', en: 'a tile is missing' },
  'tile-changed': { ja: 'タイルの内容がエントリと合いません', en: 'a tile does not match the entries' },
  'entry-changed': { ja: 'エントリの内容が変わっています', en: 'the entry is not the one that was added' },
  'partial-changed': { ja: '古い部分タイルの内容が合いません', en: 'an old partial tile does not match' },
  root: { ja: '全エントリから計算した値が、署名された値と合いません', en: 'the entries do not give the signed root' },
} as const satisfies Record<string, Both>;
type ProblemKind = keyof typeof words;

const limits: readonly Both[] = [
  {
    ja: '追加される前に書かれなかったこと、追加された内容が真実であることは、この検証では分かりません',
    en: 'whether anything was left out before it was added, and whether what was added is true',
  },
  {
    ja: '追加された時刻は、連署か時刻認証がある時点より前としか言えません',
    en: 'when an entry was added, except that it was before a cosignature or timestamp that covers it',
  },
];

class Verification {
  readonly problems: LogProblem[] = [];
  readonly #source: LogSource;
  readonly #how: VerifyLog;
  readonly #stale = new Map<string, Tile[]>();

  constructor(source: LogSource, how: VerifyLog) {
    this.#source = source;
    this.#how = how;
    for (const path of how.files ?? []) {
      const tile = parseTilePath(path);
      if (!tile || tile.width === TILE_WIDTH) continue;
      const name = tilePath({ ...tile, width: TILE_WIDTH });
      this.#stale.set(name, [...(this.#stale.get(name) ?? []), tile]);
    }
  }

  note(what: ProblemKind, where: string): void {
    if (this.problems.length < MOST_PROBLEMS) this.problems.push({ what, where, message: words[what] });
  }

  /** The exact file, or for a partial one that was collected the beginning of the full one. */
  async #read(tile: Tile): Promise<{ bytes: Uint8Array; isExact: boolean } | undefined> {
    const exact = await this.#source.read(tilePath(tile));
    if (exact) return { bytes: exact, isExact: true };
    if (tile.width === TILE_WIDTH) return undefined;
    const full = await this.#source.read(tilePath({ ...tile, width: TILE_WIDTH }));
    return full && { bytes: full, isExact: false };
  }

  /** Old partial files of a tile hold the beginning of what it holds now. */
  async #checkStale(tile: Tile, bytes: Uint8Array, lengthOf: (width: number) => number | undefined): Promise<void> {
    for (const old of this.#stale.get(tilePath({ ...tile, width: TILE_WIDTH })) ?? []) {
      if (old.width >= tile.width) continue;
      const length = lengthOf(old.width);
      const held = await this.#source.read(tilePath(old));
      if (held && (length === undefined || !sameBytes(held, bytes.subarray(0, length))))
        this.note('partial-changed', tilePath(old));
    }
  }

  async #compareTile({ tile, bytes }: FullTile, tileAbove: Uint8Array | undefined): Promise<void> {
    const held = await this.#read(tile);
    const path = tilePath(tile);
    if (!held) {
      this.note('tile-missing', path);
      return;
    }
    const cut = held.isExact ? held.bytes : held.bytes.subarray(0, bytes.length);
    await this.#checkStale(tile, bytes, (width) => width * HASH_BYTES);
    if (sameBytes(cut, bytes)) return;
    if (cut.length !== bytes.length) {
      this.note('tile-changed', path);
      return;
    }
    const first = cut.findIndex((byte, i) => byte !== bytes[i]);
    const place = Math.floor(first / HASH_BYTES);
    if (tile.level !== 0) {
      this.note('tile-changed', `${path} hash ${place}`);
      return;
    }
    // Either side may have been changed: the level above, or the signed root, says which one is as it was.
    const root = rootOfTile(this.#how.hasher, cut);
    const at = (tile.index % TILE_WIDTH) * HASH_BYTES;
    const above = tileAbove?.subarray(at, at + HASH_BYTES);
    const isTileWhole = root !== undefined && above !== undefined && sameBytes(root, above);
    for (let i = place; i < cut.length / HASH_BYTES; i += 1) {
      const [from, to] = [i * HASH_BYTES, (i + 1) * HASH_BYTES];
      if (sameBytes(cut.subarray(from, to), bytes.subarray(from, to))) continue;
      const entry = tile.index * TILE_WIDTH + i;
      if (isTileWhole) this.note('entry-changed', `entry ${entry}`);
      else this.note('tile-changed', `entry ${entry}, ${path} hash ${i}`);
    }
  }

  /** The tile above as it is stored, to tell a changed entry from a changed tile. */
  async #above(tile: Tile, size: number): Promise<Uint8Array | undefined> {
    if (tile.level !== 0 || tile.width < TILE_WIDTH) return undefined;
    const index = Math.floor(tile.index / TILE_WIDTH);
    const width = Math.min(TILE_WIDTH, Math.floor(size / TILE_WIDTH) - index * TILE_WIDTH);
    return (await this.#read({ level: 1, index, width }))?.bytes;
  }

  async #compare(full: FullTile, size: number): Promise<void> {
    await this.#compareTile(full, await this.#above(full.tile, size));
  }

  /** Rehashes every entry. Undefined when some could not be read: then there is no root to compare. */
  async rederive(size: number): Promise<Uint8Array | undefined> {
    const frontier = new Frontier(this.#how.hasher);
    const bundles = Math.ceil(size / TILE_WIDTH);
    const asked: ReturnType<Verification['read']>[] = [];
    let isWhole = true;
    for (let index = 0; index < bundles; index += 1) {
      while (asked.length < READ_AHEAD && index + asked.length < bundles)
        asked.push(this.read(index + asked.length, size));
      const tile = this.#bundleTile(index, size);
      const held = await asked.shift();
      const entries = held && parseBundlePrefix(held.bytes, tile.width);
      if (!held || !entries || (held.isExact && entriesLength(entries) !== held.bytes.length)) {
        this.note(held ? 'bundle-form' : 'bundle-missing', tilePath(tile));
        isWhole = false;
        if (!(await this.#skipBundle(frontier, tile, size))) return undefined;
        continue;
      }
      await this.#checkStale(tile, held.bytes, (width) => entriesLength(entries.slice(0, width)));
      for (const [i, entry] of entries.entries()) {
        this.#how.onEntry?.(entry, index * TILE_WIDTH + i);
        for (const full of frontier.add(entry)) await this.#compare(full, size);
      }
      this.#how.progress?.(Math.min((index + 1) * TILE_WIDTH, size), size);
    }
    for (const partial of frontier.partials()) await this.#compare(partial, size);
    return isWhole ? (frontier.root() ?? this.#how.merkle.emptyRoot) : undefined;
  }

  #bundleTile(index: number, size: number): Tile {
    return { level: 'entries', index, width: Math.min(TILE_WIDTH, size - index * TILE_WIDTH) };
  }

  read(index: number, size: number) {
    return this.#read(this.#bundleTile(index, size));
  }

  /** Goes on with the hashes that the tile holds, so that what follows an unreadable bundle is still checked. */
  async #skipBundle(frontier: Frontier, bundle: Tile, size: number): Promise<boolean> {
    const held = await this.#read({ ...bundle, level: 0 });
    if (!held || held.bytes.length < bundle.width * HASH_BYTES || held.bytes.length > FULL_TILE_BYTES) return false;
    for (let i = 0; i < bundle.width; i += 1) {
      for (const full of frontier.addLeafHash(held.bytes.subarray(i * HASH_BYTES, (i + 1) * HASH_BYTES)))
        await this.#compare(full, size);
    }
    return true;
  }
}

function entriesLength(entries: readonly Uint8Array[]): number {
  return entries.reduce((sum, entry) => sum + 2 + entry.length, 0);
}

/**
 * Verifies form and signature of the checkpoint, the cosignatures of a policy, every entry, every tile, the root.
 * A single changed byte anywhere in these files is a problem, named to the entry or tile.
 *
 * @throws what `source` throws: a file that cannot be read is no file that is missing
 */
export async function verifyLog(source: LogSource, how: VerifyLog): Promise<LogReport> {
  const verification = new Verification(source, how);
  const checked: { what: string; ok: boolean }[] = [];
  const check = (what: string, ok: boolean) => checked.push({ what, ok });
  const notChecked: Both[] = [...limits];
  const bytes = await source.read('checkpoint');
  const note = bytes && parseNote(bytes);
  const isExact = note !== undefined && formatNote(note) === toText(bytes ?? new Uint8Array(0));
  const checkpoint = note && parseCheckpoint(note.text);
  const inReach = checkpoint !== undefined && checkpoint.size <= MOST_SIZE;
  check('checkpoint-form', isExact && inReach);
  if (!bytes) verification.note('checkpoint-missing', 'checkpoint');
  else if (!isExact || !inReach) verification.note('checkpoint-form', 'checkpoint');
  const witnesses = how.policy?.witnesses.map(({ key }) => key) ?? [];
  const opened = note && (await openNote(note, [how.key, ...witnesses], how.verifying));
  const verified = opened && 'verified' in opened ? opened.verified : [];
  const signed = verified.some(({ key }) => key.id === how.key.id && key.name === how.key.name);
  check('log-signature', signed);
  if (!signed && note) verification.note('log-signature', 'checkpoint');
  if (how.policy) {
    const holds = satisfies(
      how.policy,
      verified.map(({ key }) => key),
    );
    check('cosignatures', holds);
    if (!holds) verification.note('cosignatures', 'checkpoint');
  } else {
    notChecked.push({
      ja: '連署は調べていません（--policy で指定）: 鍵の持ち主が別の内容を他の人に見せていないかは分かりません',
      en: 'cosignatures (give --policy): whether the holder of the key shows others another log',
    });
  }
  const size = checkpoint && inReach ? Number(checkpoint.size) : 0;
  if (checkpoint && inReach) {
    const before = verification.problems.length;
    const root = await verification.rederive(size);
    const holds = root !== undefined && sameBytes(root, checkpoint.root);
    check('entries-and-tiles', verification.problems.length === before);
    check('root', holds);
    if (!holds && verification.problems.length === before) verification.note('root', 'checkpoint');
  }
  const foreign = how.files?.filter((path) => path !== 'checkpoint' && !parseTilePath(path)).length ?? 0;
  if (foreign > 0) {
    notChecked.push({
      ja: `ログの一部ではない ${foreign} 個のファイル`,
      en: `${foreign} files in the folder that are no part of the log`,
    });
  }
  const { problems } = verification;
  const ok = problems.length === 0 && checked.every((each) => each.ok);
  const origin = checkpoint?.origin ?? null;
  return { ok, signed, origin, size, checkpoint, verified, checked, notChecked, problems };
}
