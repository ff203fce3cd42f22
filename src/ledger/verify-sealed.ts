// Compares log files with what was sealed of them: which line was changed, removed or inserted, and since when.
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { AkashiError } from '../vocabulary/error.ts';
import type { Both } from '../vocabulary/finding.ts';
import { sameBytes } from './bytes.ts';
import type { ExternalAnchor } from './external-anchor.ts';
import { isErrno } from './folder-calls.ts';
import { policyOf, readConfig, servedOf, sourceOf } from './log-folder.ts';
import { HASH_BYTES } from './merkle.ts';
import { nodeMerkle, nodeTreeHasher, nodeVerifying } from './node-crypto.ts';
import { formatVerifierKey, parseVerifierKey, type VerifierKey } from './note.ts';
import type { Policy } from './policy.ts';
import { filesToSeal, type SealPath } from './seal.ts';
import { alignLines, type LineChange } from './seal-align.ts';
import { agreesWith, externalAnchors, firstAnchor } from './seal-anchors.ts';
import { parseSegment, type SegmentEntry } from './seal-entry.ts';
import { packingOf, readLineGroups } from './seal-lines.ts';
import { keyHashOf, LineHasher, MARK_BYTES, parseSealFile, type SealFile, segmentRoot } from './seal-segment.ts';
import { readSealState, SEALS } from './seal-state.ts';
import { FileLines, type Segment, StreamLines } from './sealed-lines.ts';
import type { LogSource } from './storage.ts';
import { type LogProblem, type LogReport, verifyLog } from './verify-log.ts';

/** `notBefore`: the claimed time of the seal; `provenAfter`: the earliest time somebody else vouches for, or null. */
export type SealedChange = LineChange & {
  readonly window: { readonly notBefore: string; readonly provenAfter: string | null; readonly until: string };
};

/** A stretch of lines that one entry of the ledger seals. Lines from 1, of the file as it was sealed. */
export type SealedRun = {
  readonly fromLine: number;
  readonly toLine: number;
  readonly segment: number;
  readonly index: number;
  /** The sealing host's clock. */
  readonly sealedAt: string;
  /** The earliest time at which somebody else saw the entry, and who. */
  readonly provenAt: string | null;
  readonly provenBy: string | null;
  /** Why lines before it may be missing. */
  readonly gap: string | null;
  /** False: its kept hashes are missing or damaged, so that these lines were not compared. */
  readonly compared: boolean;
};

export type SealedFile = {
  readonly path: string;
  readonly stream: string | null;
  readonly sealedLines: number;
  readonly unsealedTail: number;
  /** The sealing host's clock. */
  readonly firstSealedAt: string | null;
  readonly firstExternalAt: string | null;
  readonly lastSealedAt: string | null;
  readonly runs: readonly SealedRun[];
  readonly gaps: readonly { readonly beforeLine: number; readonly why: string }[];
  readonly changed: readonly SealedChange[];
};

export type SealedReport = {
  /** True only when every file was sealed, and nothing in it or in the ledger was changed. */
  readonly ok: boolean;
  /** The ledger that was compared with. `ok` false: it does not verify, and nothing can be concluded from it. */
  readonly ledger: { readonly origin: string; readonly vkey: string; readonly size: number; readonly ok: boolean };
  readonly files: readonly SealedFile[];
  readonly problems: readonly LogProblem[];
  readonly unreadable: readonly string[];
  readonly limits: readonly Both[];
};

/** Lines sampled of a file to find which stream it is. */
const SAMPLE_LINES = 64;
const SAMPLE_OF = 4096;
/** A file that lies where a stream lay and shares so many of its lines is that stream, whatever shares more elsewhere. */
const NAMED_SHARE = 0.3;
/** One that shares fewer may have been replaced whole: it is that stream where no other shares at least so many. */
const NAMED_ALONE = 0.1;
/** Marks are 32 bits of a hash, so that other lines hardly ever share one; but a line or two may truly be in both. */
const LEAST_SHARE = 0.05;

const words = {
  'seal-missing': {
    ja: '封印の控えがないため、この区間は調べられません',
    en: 'the kept hashes are missing: this stretch cannot be checked',
  },
  'seal-damaged': {
    ja: '封印の控えが壊れているか書き換えられています',
    en: 'the kept hashes are damaged or were changed',
  },
  'seal-unknown': { ja: '台帳にない封印の控えです', en: 'kept hashes that the ledger does not hold' },
  'never-sealed': { ja: 'このファイルは封印されたことがありません', en: 'this file was never sealed' },
  'anchor-contradicts': {
    ja: '外部が確認した内容と、いまの台帳の内容が違います: 台帳は、外部が確認したあとで作り直されています',
    en: 'somebody else signed for another tree than this: the ledger was written again after they had seen it',
  },
  'segment-missing': { ja: '封印の続き番号が欠けています', en: 'a segment of this file is missing from the ledger' },
} as const satisfies Record<string, Both>;

function problem(what: keyof typeof words, where: string): LogProblem {
  return { what, where, message: words[what] };
}

/** The folder may be readable and its secrets not: that is no sign against them. @throws AkashiError ledger/unreadable */
function readSealBytes(folder: string, name: string): Uint8Array {
  try {
    return readFileSync(join(folder, SEALS, name));
  } catch (cause) {
    throw new AkashiError('ledger/unreadable', `cannot read ${name} of the ledger`, {
      cause,
      hint: 'seals are secret: compare as the user that sealed, or with a copy made by it',
    });
  }
}

/** Seal files by stream and segment; damaged ones are named. */
function readSealFiles(folder: string, problems: LogProblem[]): Map<string, SealFile> {
  const files = new Map<string, SealFile>();
  let names: string[] = [];
  try {
    names = readdirSync(join(folder, SEALS)).filter((name) => name.endsWith('.seal'));
  } catch (cause) {
    if (isErrno(cause, 'ENOENT')) return files;
    throw new AkashiError('ledger/unreadable', 'cannot read the seals of the ledger', { cause });
  }
  for (const name of names.sort()) {
    const file = parseSealFile(readSealBytes(folder, name));
    if (file) files.set(name.slice(0, -'.seal'.length), file);
    else problems.push(problem('seal-damaged', name));
  }
  return files;
}

/** Segments that the ledger holds, each with its kept hashes if they are whole. */
function joinSegments(
  folder: string,
  entries: readonly { readonly entry: SegmentEntry; readonly bytes: Uint8Array; readonly index: number }[],
  problems: LogProblem[],
  size: number,
): Map<string, Segment[]> {
  const files = readSealFiles(folder, problems);
  const streams = new Map<string, Segment[]>();
  for (const { entry, bytes, index } of entries) {
    const name = `${entry.stream}-${entry.segment}`;
    const file = files.get(name);
    files.delete(name);
    let kept = file;
    if (!file) {
      const isDamaged = problems.some(({ where }) => where === `${name}.seal`);
      if (!isDamaged) problems.push(problem('seal-missing', `${name}.seal`));
    } else {
      const isWhole =
        sameBytes(file.entry, bytes) &&
        sameBytes(segmentRoot(file.leaves), entry.root) &&
        sameBytes(keyHashOf(file.segmentKey), entry.keyHash) &&
        file.leaves.length / HASH_BYTES === entry.toLine - entry.fromLine + 1;
      if (!isWhole) {
        problems.push(problem('seal-damaged', `${name}.seal`));
        kept = undefined;
      }
    }
    const segments = streams.get(entry.stream) ?? [];
    if (segments.length !== entry.segment)
      problems.push(problem('segment-missing', `${entry.stream}-${segments.length}`));
    segments.push({ entry, index, file: kept });
    streams.set(entry.stream, segments);
  }
  // A seal file that was written just before a crash has no entry yet, and while sealing goes on, the newest ones are
  // not under a published checkpoint: neither is a problem.
  const pending = readSealState(folder).pending?.file;
  for (const [name, { index }] of files) {
    if (`${name}.seal` !== pending && index < size) problems.push(problem('seal-unknown', `${name}.seal`));
  }
  return streams;
}

async function sampleOf(path: string): Promise<Uint8Array[]> {
  const lines: Uint8Array[] = [];
  for await (const group of readLineGroups(path, 0)) {
    for (const line of group) if (lines.length < SAMPLE_OF) lines.push(line);
    if (lines.length >= SAMPLE_OF) break;
  }
  const step = Math.max(1, Math.floor(lines.length / SAMPLE_LINES));
  return lines.filter((_, i) => i % step === 0);
}

class SealedLogs {
  readonly #folder: string;
  readonly #streams: Map<string, Segment[]>;
  readonly #anchors: readonly ExternalAnchor[];
  readonly #until: string;
  readonly #paths: ReadonlyMap<string, string>;
  readonly #marks = new Map<string, Set<number>>();

  constructor(folder: string, streams: Map<string, Segment[]>, anchors: readonly ExternalAnchor[], now: Date) {
    this.#folder = folder;
    this.#streams = streams;
    this.#anchors = anchors;
    this.#until = now.toISOString();
    this.#paths = new Map(readSealState(this.#folder).streams.map(({ id, path }) => [id, path]));
  }

  #secretOf(stream: string): Uint8Array | undefined {
    return this.#streams.get(stream)?.find(({ file }) => file)?.file?.streamSecret;
  }

  #marksOf(stream: string): Set<number> {
    const found = this.#marks.get(stream);
    if (found) return found;
    const marks = new Set<number>();
    for (const { file } of this.#streams.get(stream) ?? []) {
      if (!file) continue;
      const bytes = Buffer.from(file.marks.buffer, file.marks.byteOffset, file.marks.length);
      for (let at = 0; at < bytes.length; at += MARK_BYTES) marks.add(bytes.readUInt32BE(at));
    }
    this.#marks.set(stream, marks);
    return marks;
  }

  /** The stream that a file is: the one that shares most lines with it; where that says nothing, the one of its name. */
  async #streamOf(path: string): Promise<string | undefined> {
    const sample = await sampleOf(path);
    let best: { stream: string; score: number } | undefined;
    for (const stream of this.#streams.keys()) {
      const secret = this.#secretOf(stream);
      const isNamed = this.#paths.get(stream) === resolve(path);
      if (!secret) continue;
      const hasher = new LineHasher(new Uint8Array(32), secret);
      const marks = this.#marksOf(stream);
      const share = sample.filter((line) => marks.has(hasher.mark(line))).length / Math.max(1, sample.length);
      const score = !isNamed ? share : share >= NAMED_SHARE ? 1 + share : NAMED_ALONE;
      if (score > LEAST_SHARE && (!best || score > best.score)) best = { stream, score };
    }
    return best?.stream;
  }

  async compare(path: string, shown: string, problems: LogProblem[]): Promise<SealedFile> {
    const stream = await this.#streamOf(path);
    const segments = stream === undefined ? undefined : this.#streams.get(stream);
    const secret = stream === undefined ? undefined : this.#secretOf(stream);
    const current = new FileLines(path);
    const [first, last] = [segments?.[0], segments?.at(-1)];
    if (stream === undefined || !segments || !secret || !first || !last) {
      problems.push(problem('never-sealed', shown));
      return {
        path: shown,
        stream: null,
        sealedLines: 0,
        unsealedTail: await current.drain(),
        firstSealedAt: null,
        firstExternalAt: null,
        lastSealedAt: null,
        runs: [],
        gaps: [],
        changed: [],
      };
    }
    const sealed = new StreamLines(segments, secret);
    sealed.openBytes = this.#openBytesOf(stream);
    const hasher = new LineHasher(new Uint8Array(32), secret);
    const { changes } = await alignLines(sealed, current, (line) => hasher.mark(line));
    const changed = changes.map((change): SealedChange => {
      const segment = sealed.segmentOf((change.sealedLine ?? change.line) - 1) ?? first;
      const provenAfter = firstAnchor(this.#anchors, segment.index)?.at.toISOString() ?? null;
      return { ...change, window: { notBefore: segment.entry.sealedAt, provenAfter, until: this.#until } };
    });
    const gaps = segments.flatMap(({ entry }) =>
      entry.gap === null ? [] : [{ beforeLine: entry.fromLine, why: entry.gap }],
    );
    const unsealedTail = await current.drain();
    return {
      path: shown,
      stream,
      sealedLines: sealed.count,
      unsealedTail,
      firstSealedAt: first.entry.sealedAt,
      firstExternalAt: firstAnchor(this.#anchors, first.index)?.at.toISOString() ?? null,
      lastSealedAt: last.entry.sealedAt,
      runs: segments.map((segment) => this.#runOf(segment)),
      gaps,
      changed,
    };
  }

  #runOf({ entry, index, file }: Segment): SealedRun {
    const anchor = firstAnchor(this.#anchors, index);
    return {
      fromLine: entry.fromLine,
      toLine: entry.toLine,
      segment: entry.segment,
      index,
      sealedAt: entry.sealedAt,
      provenAt: anchor?.at.toISOString() ?? null,
      provenBy: anchor?.by ?? null,
      gap: entry.gap,
      compared: file !== undefined,
    };
  }

  #openBytesOf(stream: string): number | undefined {
    const last = this.#streams.get(stream)?.at(-1)?.entry;
    const state = readSealState(this.#folder).streams.find(({ id }) => id === stream);
    return last?.openEnd && state?.openAt !== null && state?.openAt !== undefined
      ? last.toByte - state.openAt
      : undefined;
  }
}

/** Its lines are neither unchanged nor changed: they were not seen. */
const notUnpacked = (path: string, packing: string): Both => ({
  ja: `${path} は ${packing} で圧縮されているため、封印と比べていません。伸長した写しで比べてください`,
  en: `${path} is packed with ${packing} and was not compared with its seals: compare an unpacked copy`,
});

function limitsOf(files: readonly SealedFile[], log: LogReport): Both[] {
  const limits: Both[] = [...log.notChecked];
  const first = files.flatMap(({ firstSealedAt }) => firstSealedAt ?? []).sort()[0];
  if (first !== undefined) {
    limits.push({
      ja: `最初の封印（${first}）より前の改変は、封印では分かりません。この時刻は封印した側の時計によるものです`,
      en: `changes before the first seal (${first}, by the sealing host's own clock) cannot be seen from seals`,
    });
  }
  if (files.some(({ stream, firstExternalAt }) => stream !== null && firstExternalAt === null)) {
    limits.push({
      ja: '外部の連署や時刻認証がありません: 自分の鍵だけの封印は、あとから作り直すことができ、それだけでは何も証明しません',
      en: 'no outside witness or timestamp: a seal by our own key alone can be made again later, and by itself proves nothing to others',
    });
  }
  if (files.some(({ unsealedTail }) => unsealedTail > 0)) {
    limits.push({
      ja: '封印されていない末尾の行は調べていません',
      en: 'the lines after the last sealed one were not checked',
    });
  }
  return limits;
}

/** Whom to believe. Without these, the key and the witnesses that the ledger's own settings name. */
export type SealTrust = { readonly key?: VerifierKey; readonly policy?: Policy };

/** Anchors of this very history; those of another are named. */
async function soundAnchors(
  anchors: readonly ExternalAnchor[],
  tree: { readonly source: LogSource; readonly size: number },
  problems: LogProblem[],
): Promise<ExternalAnchor[]> {
  const sound: ExternalAnchor[] = [];
  for (const anchor of anchors) {
    if (await agreesWith(anchor, { ...tree, merkle: nodeMerkle })) sound.push(anchor);
    else
      problems.push(problem('anchor-contradicts', `${anchor.by}, ${anchor.at.toISOString()}, ${anchor.size} entries`));
  }
  return sound;
}

/**
 * Verifies the ledger, then the files against what was sealed of them.
 *
 * @throws AkashiError ledger/unreadable when the folder is no log
 */
export async function compareSealed(
  folder: string,
  { files, unreadable }: { readonly files: readonly SealPath[]; readonly unreadable: readonly string[] },
  now: Date,
  trust: SealTrust = {},
): Promise<SealedReport> {
  const config = readConfig(folder);
  const key = trust.key ?? parseVerifierKey(config.vkey);
  if (!key) throw new AkashiError('ledger/unreadable', `the settings of ${folder} hold no verifier key`);
  const policy = trust.policy ?? policyOf(folder, config);
  const source = sourceOf(folder);
  // Before the log is read: while sealing goes on, an anchor that is read later may be of a larger tree.
  const found = await externalAnchors(folder, source, key, policy);
  const entries: { entry: SegmentEntry; bytes: Uint8Array; index: number }[] = [];
  const log = await verifyLog(source, {
    key,
    verifying: nodeVerifying,
    merkle: nodeMerkle,
    hasher: nodeTreeHasher,
    files: await servedOf(folder),
    onEntry(bytes, index) {
      const entry = parseSegment(bytes);
      if (entry) entries.push({ entry, bytes: Uint8Array.from(bytes), index });
    },
  });
  const problems: LogProblem[] = [...log.problems];
  const anchors = await soundAnchors(found, { source, size: log.size }, problems);
  const isSound = problems.length === 0;
  const logs = new SealedLogs(folder, joinSegments(folder, entries, problems, log.size), anchors, now);
  const compared: SealedFile[] = [];
  const unread = [...unreadable];
  const packed: Both[] = [];
  for (const { shown, path } of files) {
    try {
      const packing = packingOf(path);
      if (packing !== undefined && packing !== 'gzip') {
        packed.push(notUnpacked(shown, packing));
        unread.push(shown);
        continue;
      }
      compared.push(await logs.compare(path, shown, problems));
    } catch (error) {
      if (!(error instanceof AkashiError) || error.code !== 'ledger/unreadable') throw error;
      unread.push(shown);
    }
  }
  const ok = problems.length === 0 && compared.every(({ changed }) => changed.length === 0) && compared.length > 0;
  return {
    ok: ok && unread.length === 0,
    ledger: { origin: key.name, vkey: formatVerifierKey(key), size: log.size, ok: isSound && log.ok },
    files: compared,
    problems,
    unreadable: unread,
    limits: [...packed, ...limitsOf(compared, log)],
  };
}

/**
 * The same for paths as the user typed them: files or folders.
 *
 * @throws AkashiError ledger/unreadable when the folder is no log
 */
export async function verifySealedLogs(
  folder: string,
  paths: readonly string[],
  now: Date,
  trust: SealTrust = {},
): Promise<SealedReport> {
  return compareSealed(folder, filesToSeal(paths), now, trust);
}
