// The shapes that commands print with --json, as the contract fixes them. docs/schema/*.json are made from these, and what the
// commands really print is held against them. More keys may stand beside the fixed ones.
import { z } from 'zod';

const both = z.looseObject({ ja: z.string(), en: z.string() });
const instant = z.string().nullable();
const count = z.number().int().min(0);
/** Lines count from 1. */
const line = z.number().int().min(1);
const pointer = z.looseObject({
  path: z.string(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  line,
  byteStart: count,
  byteEnd: count,
  stream: z.literal(true).optional(),
});
const power = z.looseObject({ low: z.number().min(0).max(1), high: z.number().min(0).max(1) });
const outcome = z.enum(['no_evidence', 'inconclusive', 'leak_likely', 'leak_confirmed', 'not_our_mail']);

const logFile = z.looseObject({
  path: z.string(),
  sha256: z.string(),
  bytes: count,
  compression: z.enum(['none', 'gzip', 'zstd', 'xz', 'bzip2']),
  format: z.string(),
  encoding: z.string(),
  lines: count,
  parsed: count,
  unparsed: count,
  firstUnparsed: z.array(pointer.extend({ text: z.string() })),
  from: instant,
  to: instant,
  assumed: z.array(z.string()),
});

const sentence = z.looseObject({
  type: z.enum([
    'FEEL',
    'HEARD',
    'DID',
    'FOUND',
    'LIMIT',
    'INFER',
    'ANSWER',
    'ACT',
    'PROMISE',
    'ASK',
    'RIGHT',
    'APOLOGY',
  ]),
  evidence: z.array(z.string()),
  slots: z.record(z.string(), z.string()),
  text: z.string(),
});

const letter = z.looseObject({
  stage: z.enum(['holding', 'main', 'follow-up', 'correction']),
  lang: z.enum(['ja', 'en']),
  channel: z.enum(['letter', 'email']),
  sentences: z.array(sentence),
});

const deadline = z.looseObject({
  id: z.string(),
  what: both,
  by: z.string(),
  clock: z.string(),
  conservative: z.boolean(),
});

/** By name: `docs/schema/NAME.schema.json`. */
export const shapes = {
  investigate: z.looseObject({
    out: z.string(),
    outcome,
    files: z.array(z.looseObject({ path: z.string(), sha256: z.string() })),
  }),
  case: z.looseObject({
    version: z.string(),
    now: z.string(),
    seed: count,
    claim: z.looseObject({ address: z.string(), caseNumber: z.string() }),
    sources: z.array(z.looseObject({ path: z.string(), sha256: z.string(), bytes: count })),
    checks: z.array(
      z.looseObject({
        id: z.string(),
        result: z.enum(['found', 'nothing-found', 'not-checked']),
        because: both.nullable(),
        pointers: z.array(pointer),
        looked: z
          .looseObject({
            from: instant,
            to: instant,
            lines: count,
            parsed: count,
            share: z.number().min(0).max(1).nullable(),
          })
          .nullable(),
        power: power.nullable(),
      }),
    ),
    facts: z.array(z.looseObject({ id: z.string(), kind: z.string() })),
    weigh: z.looseObject({}).nullable(),
    outcome,
    outcomeReason: z.enum(['missing_evidence', 'balanced_evidence']).nullable(),
    confirmedScope: z.enum(['list', 'record', 'exposure']).nullable(),
    mailOrigin: z.enum(['ours', 'not_ours', 'unknown']),
    permitted: z.array(outcome),
    unresolved: z.array(z.string()),
    letters: z.array(letter),
    deadlines: z.array(deadline),
    next: z.array(z.looseObject({ what: both, by: instant, owner: z.string() })),
  }),
  'logs-read': z.looseObject({
    files: z.array(logFile),
    total: z.looseObject({ lines: count, parsed: count, unparsed: count }),
  }),
  'logs-detect': z.looseObject({
    actors: z.array(
      z.looseObject({
        kind: z.enum(['ip', 'user', 'session', 'principal', 'host']),
        id: z.string(),
        level: z.enum(['noise', 'notable', 'adverse']),
        success: z.enum(['none', 'possible', 'shown']),
        classes: z.array(z.string()),
        rules: z.array(z.looseObject({ id: z.string(), title: z.string(), level: z.string(), count })),
        from: instant,
        to: instant,
        pointerCount: count,
        pointers: z.array(pointer).max(20),
      }),
    ),
    coverage: z.looseObject({
      lines: count,
      parsed: count,
      from: instant,
      to: instant,
      blindTo: z.array(both.extend({ id: z.string() })),
      notLookedAt: z.array(both.extend({ id: z.string(), classes: z.array(z.string()) })).optional(),
    }),
  }),
  'logs-tamper': z.looseObject({
    verdict: z.enum(['altered', 'suspect', 'defect', 'no-sign']),
    signs: z.array(
      z.looseObject({
        kind: z.enum([
          'gap',
          'clock',
          'serial',
          'pairing',
          'rotation',
          'zeroed-record',
          'duplicate',
          'cross-source',
          'truncation',
          'splice',
          'defect-clock',
          'seal-mismatch',
        ]),
        strength: z.enum(['strong', 'weak', 'defect']),
        path: z.string(),
        fromLine: line.nullable(),
        toLine: line.nullable(),
        from: instant,
        to: instant,
        p: z.number().min(0).max(1).nullable(),
        statement: both,
        pointers: z.array(pointer),
      }),
    ),
    notVisible: z.array(z.looseObject({ path: z.string(), what: both, id: z.string() })),
  }),
  'rules-check': z.looseObject({
    files: count,
    rules: count,
    correlations: count,
    filters: count,
    ignored: count,
    parsed: count,
    compiled: count,
    refused: z.array(
      z.looseObject({
        path: z.string(),
        id: z.string().nullable(),
        stage: z.enum(['parse', 'compile']),
        reason: z.string(),
      }),
    ),
  }),
  drill: z.looseObject({
    seed: count,
    classes: z.array(z.looseObject({ id: z.string(), planted: count, found: count, power })),
    removal: z.array(
      z.looseObject({ minutes: z.number(), expectedLines: z.number().min(0), trials: count, noticed: count }),
    ),
    falseAlarms: z.looseObject({ logDays: z.number().min(0), count }),
  }),
  address: z.looseObject({
    address: z.string(),
    log10Guesses: z.looseObject({ low: z.number(), mid: z.number(), high: z.number() }),
    form: z.array(z.string()),
    provider: z.looseObject({
      domain: z.string(),
      kind: z.string(),
      population: z.looseObject({ low: z.number(), high: z.number() }),
    }),
    reach: z.array(z.looseObject({ budget: z.number(), low: z.number(), high: z.number() })),
    registerShare: z.looseObject({ easier: z.number().min(0).max(1) }).nullable(),
  }),
  pages: z.looseObject({
    found: z.array(
      z.looseObject({
        path: z.string(),
        line,
        byteStart: count,
        byteEnd: count,
        address: z.string(),
        technique: z.string(),
        level: z.enum(['plain', 'entity', 'munge', 'cf', 'js']),
        visible: z.boolean(),
      }),
    ),
    pages: count,
    refused: z.array(z.unknown()),
  }),
  lint: z.looseObject({
    findings: z.array(
      z.looseObject({
        rule: z.string(),
        severity: z.enum(['error', 'warn']),
        sentence: z.string(),
        start: z.number().int(),
        end: z.number().int(),
        message: both,
        suggestion: z.string().nullable(),
      }),
    ),
    notRun: z.array(z.string()),
  }),
  clocks: z.looseObject({ deadlines: z.array(deadline) }),
  letter,
  'ledger-seal': z.looseObject({
    sealed: z.array(
      z.looseObject({ path: z.string(), fromLine: line, toLine: line, lines: count, bytes: count, index: count }),
    ),
  }),
  'ledger-verify-logs': z.looseObject({
    ok: z.boolean(),
    files: z.array(
      z.looseObject({
        path: z.string(),
        sealedLines: count,
        unsealedTail: count,
        firstSealedAt: instant,
        firstExternalAt: instant,
        changed: z.array(z.looseObject({ line, kind: z.enum(['changed', 'removed', 'inserted']) })),
      }),
    ),
  }),
  bench: z.looseObject({
    machine: z.looseObject({ cpus: line, memoryBytes: line, node: z.string() }),
    measures: z.array(
      z.looseObject({
        id: z.string(),
        value: z.number(),
        unit: z.string(),
        goal: z.number().nullable(),
        better: z.enum(['lower', 'higher']),
        peer: z.looseObject({ name: z.string(), version: z.string(), value: z.number() }).nullable(),
        note: z.string(),
      }),
    ),
  }),
  corpus: z.looseObject({
    suites: z.array(
      z.looseObject({
        id: z.string(),
        of: count,
        passed: count,
        value: z.number(),
        bar: z.number(),
        met: z.boolean(),
      }),
    ),
  }),
} as const;
