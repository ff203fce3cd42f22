import { readFile, stat } from 'node:fs/promises';
import { z } from 'zod';
import { type CaseFile, sentenceTypes } from '../vocabulary/case-file.ts';
import { dateOrders } from '../vocabulary/date-order.ts';
import { AkashiError } from '../vocabulary/error.ts';
import { parseFacts } from '../vocabulary/fact.ts';
import { hypothesisIds } from '../vocabulary/hypothesis.ts';
import { logFamilies } from '../vocabulary/log-families.ts';
import { monthParts } from '../vocabulary/month-part.ts';
import { outcomes } from '../vocabulary/outcome.ts';

/** A case file holds facts and letters, not sources: one larger than this is not ours. */
const LARGEST_BYTES = 64 * 1024 * 1024;

const both = z.object({ ja: z.string(), en: z.string() });
const text = z.string().nullable().default(null);
const outcome = z.enum(outcomes);
const stage = z.enum(['holding', 'main', 'follow-up', 'correction']);
const interval = z.object({ low: z.number(), mid: z.number(), high: z.number() });
const pointer = z.object({
  path: z.string(),
  sha256: z.string(),
  line: z.number(),
  byteStart: z.number(),
  byteEnd: z.number(),
  stream: z.literal(true).exactOptional(),
});

const sentence = z.object({
  id: z.string().exactOptional(),
  type: z.enum(sentenceTypes),
  section: z.string().default(''),
  evidence: z.array(z.string()),
  slots: z.record(z.string(), z.string()),
  text: z.string(),
});
export const letterShape = z.object({
  stage,
  lang: z.enum(['ja', 'en']),
  channel: z.enum(['letter', 'email']),
  outcome,
  sentences: z.array(sentence),
  text: z.string(),
});

const organisation = z.object({
  name: both.nullable().default(null),
  callsItself: both.exactOptional(),
  timeZone: z.string().default('Asia/Tokyo'),
  contact: z
    .object({
      agent: text,
      department: both.nullable().default(null),
      phone: text,
      hours: both.nullable().default(null),
      address: text,
      signer: text,
      signerRole: both.nullable().default(null),
      agentEn: z.string().exactOptional(),
      signerEn: z.string().exactOptional(),
    })
    .prefault({}),
  regimes: z.array(z.enum(['appi', 'gdpr', 'uk'])).default([]),
  authorities: z.array(z.object({ name: both, contact: text, host: text })).default([]),
  vendors: z
    .array(
      z.object({
        name: z.string(),
        nameEn: z.string().exactOptional(),
        does: both.nullable().default(null),
        answer: z.enum(['none', 'replied', 'checked', 'announced']).default('none'),
        answeredAt: text,
        coversThisRecord: z.boolean().nullable().default(null),
        worksForUs: z.boolean().optional(),
        sendsFrom: z.array(z.string()).default([]),
      }),
    )
    .default([]),
  sendsFrom: z.array(z.string()).default([]),
  retentionDays: z.number().nullable().default(null),
  maintenance: z.array(z.object({ from: z.string(), to: z.string() })).default([]),
  complaintsRecordedSince: text,
  complaints: z.array(z.object({ at: z.string(), sameSender: z.boolean(), uniqueAddress: z.boolean() })).default([]),
  knownReaders: z.array(z.string()).default([]),
});

const weigh = z.object({
  seed: z.number(),
  draws: z.number(),
  ess: z.number(),
  paretoK: z.number(),
  hypotheses: z.array(interval.extend({ id: z.enum(hypothesisIds) })),
  own: interval,
  shown: interval,
  thisRecordLeft: interval,
  listLeft: interval,
  thisSpamFromUs: interval.default({ low: 0.01, mid: 0.5, high: 0.99 }),
  likelihoodRatio: interval,
  pairwise: z.array(interval.extend({ against: z.enum(hypothesisIds) })),
  baseRate: z.array(interval.extend({ factor: z.number() })),
  sensitivity: z.array(z.object({ fact: z.string(), own: z.number() })),
  permitted: z.array(outcome),
  outcome,
  outcomeReason: z.enum(['missing_evidence', 'balanced_evidence']).nullable(),
  confirmedScope: z.enum(['list', 'record', 'exposure']).nullable(),
  mailOrigin: z.enum(['ours', 'not_ours', 'unknown']).default('unknown'),
  unresolved: z.array(z.string()).default([]),
  words: both,
  because: z.array(both),
});

const handling = z.object({
  acquisition: z.object({ at: z.string() }).exactOptional(),
  preservationStartedAt: z.string().exactOptional(),
  hold: z.object({ by: z.string(), from: z.string(), until: text, reviewAt: text }).exactOptional(),
  awareness: z
    .object({
      decision: z.enum(['not_aware', 'aware', 'not_reportable']),
      at: z.string(),
      signedBy: z.string().nullable(),
      reasons: z.string().nullable(),
    })
    .exactOptional(),
  measures: z
    .array(
      z.object({
        id: z.string(),
        what: both,
        doneAt: z.string().nullable(),
        by: z.string().nullable(),
        owner: both,
      }),
    )
    .exactOptional(),
  reports: z
    .array(
      z.object({
        authority: both,
        at: z.string().nullable(),
        by: z.string().nullable(),
        owner: both.exactOptional(),
      }),
    )
    .exactOptional(),
  awarenessRecord: z
    .array(
      z.object({
        receivedAt: text,
        suspectedAt: text,
        knewAt: text,
        decidedAt: z.string(),
        decision: z.enum(['not_aware', 'aware', 'not_reportable']),
        decider: z.string(),
        signedBy: text,
        reasons: z.string(),
        evidence: z.array(z.string()),
        nextReviewAt: text,
      }),
    )
    .exactOptional(),
  singlePerson: z.object({ reason: z.string(), by: z.string(), at: z.string() }).exactOptional(),
  sent: z
    .array(
      z.object({
        stage,
        at: z.string(),
        outcome,
        lang: z.enum(['ja', 'en']).exactOptional(),
        path: z.string().exactOptional(),
        sha256: z.string().exactOptional(),
        approvedBy: z.string().exactOptional(),
      }),
    )
    .exactOptional(),
  advice: z.array(both).exactOptional(),
  incident: z
    .object({
      what: both.exactOptional(),
      at: z.string().exactOptional(),
      learnedAt: z.string().exactOptional(),
      items: both.exactOptional(),
      notIncluded: both.exactOptional(),
      cause: both.exactOptional(),
      consequences: both.exactOptional(),
      people: z.object({ low: z.number(), high: z.number(), at: z.string() }).exactOptional(),
      published: both.exactOptional(),
    })
    .exactOptional(),
  correction: z.object({ earlier: both, correct: both, reason: both.nullable() }).exactOptional(),
});

const coverage = z.object({
  from: z.string().nullable(),
  to: z.string().nullable(),
  lines: z.number(),
  parsed: z.number(),
  share: z.number().nullable().default(null),
});
const power = z.object({ low: z.number(), high: z.number() });

const trueTime = z.object({
  host: z.string(),
  offsetSeconds: z.number(),
  uncertaintySeconds: z.number(),
  from: z.string().nullable(),
  to: z.string().nullable(),
});

const shape = z.object({
  version: z.string().default(''),
  now: z.string(),
  seed: z.number().default(1),
  claim: z.object({
    caseNumber: z.string().default(''),
    receivedAt: text,
    name: text,
    nameEn: z.string().optional(),
    onBehalf: z.boolean().optional(),
    contactedBy: z.enum(['phone', 'text_message', 'post', 'several']).optional(),
    earlierComplaints: z
      .array(
        z.object({
          at: z.string(),
          by: z.enum(['record', 'customer']),
          answeredAt: z.string().nullable().optional(),
          quotedAnswerAt: z.string().optional(),
        }),
      )
      .optional(),
    address: z.string(),
    form: text,
    submittedAt: text,
    spamSince: text,
    spamSinceTold: z.string().optional(),
    approximate: z.array(z.enum(['submittedAt', 'spamSince'])).optional(),
    monthPart: z
      .object({ submittedAt: z.enum(monthParts).optional(), spamSince: z.enum(monthParts).optional() })
      .optional(),
    openDates: z.array(z.string()).optional(),
    dateOrder: z.enum(dateOrders).optional(),
    firstUseClaimed: z.boolean().nullable().default(null),
    realNameInSpam: z.boolean().nullable().default(null),
    questions: z.array(z.string()).default([]),
    requesterVerified: z.enum(['registered_address_reply', 'identity_check', 'no']).default('no'),
    language: z.enum(['ja', 'en']).default('ja'),
    text,
  }),
  organisation: organisation.prefault({}),
  sources: z.array(z.object({ path: z.string(), sha256: z.string(), bytes: z.number(), kind: z.string().default('') })),
  files: z
    .array(
      z.object({
        path: z.string(),
        sha256: z.string(),
        bytes: z.number(),
        compression: z.enum(['none', 'gzip', 'zstd', 'xz', 'bzip2']),
        format: z.string(),
        encoding: z.string(),
        lines: z.number(),
        parsed: z.number(),
        unparsed: z.number(),
        firstUnparsed: z.array(pointer.extend({ text: z.string() })),
        from: z.string().nullable(),
        to: z.string().nullable(),
        assumed: z.array(z.string()),
        trueTime: trueTime.exactOptional(),
        incomplete: both.exactOptional(),
        quiet: z.array(z.object({ from: z.string(), to: z.string() })).exactOptional(),
      }),
    )
    .default([]),
  checks: z.array(
    z.object({
      id: z.string(),
      asks: both.default({ ja: '', en: '' }),
      result: z.enum(['found', 'nothing-found', 'not-checked']),
      says: both.default({ ja: '', en: '' }),
      because: both.nullable().default(null),
      pointers: z.array(pointer).default([]),
      looked: coverage.nullable().default(null),
      power: power.nullable().default(null),
      blindTo: z.array(both).default([]),
      falseAlarms: z.array(both).default([]),
    }),
  ),
  facts: z.unknown(),
  weigh: weigh.nullable().default(null),
  outcome,
  outcomeReason: z.enum(['missing_evidence', 'balanced_evidence']).nullable().default(null),
  confirmedScope: z.enum(['list', 'record', 'exposure']).nullable().default(null),
  mailOrigin: z.enum(['ours', 'not_ours', 'unknown']).default('unknown'),
  permitted: z.array(outcome).default([]),
  unresolved: z.array(z.string()).default([]),
  drill: z
    .object({
      seed: z.number(),
      classes: z.array(z.object({ id: z.string(), planted: z.number(), found: z.number(), power })),
      removal: z.array(
        z.object({ minutes: z.number(), expectedLines: z.number(), trials: z.number(), noticed: z.number() }),
      ),
      falseAlarms: z.object({ logDays: z.number(), count: z.number() }),
      kinds: z.object({ planted: z.number(), all: z.number(), part: z.number(), none: z.number() }).exactOptional(),
    })
    .nullable()
    .default(null),
  letters: z.array(letterShape).default([]),
  deadlines: z
    .array(
      z.object({
        id: z.string(),
        what: both,
        by: z.string(),
        clock: z.string(),
        conservative: z.boolean(),
        source: z.string(),
      }),
    )
    .default([]),
  next: z.array(z.object({ what: both, by: z.string().nullable(), owner: z.string() })).default([]),
  handling: handling.exactOptional(),
  alterations: z
    .array(
      z.object({
        kind: z.string(),
        strength: z.enum(['strong', 'weak', 'defect']),
        path: z.string(),
        from: z.string().nullable(),
        to: z.string().nullable(),
        statement: both,
        against: z.array(z.string()).exactOptional(),
        trueTime: trueTime.exactOptional(),
      }),
    )
    .exactOptional(),
  recordLimits: z
    .object({
      databaseErrorsOnly: z.literal(true).exactOptional(),
      unjudgedIdentities: z.int().positive().exactOptional(),
    })
    .exactOptional(),
  loginsIn: z.array(z.enum(logFamilies)).exactOptional(),
  firstToGo: z.object({ log: z.string(), at: z.string() }).exactOptional(),
  acquisition: z
    .array(
      z.object({
        path: z.string(),
        sha256: z.string(),
        host: z.string(),
        roles: z.array(z.string()),
        adminRights: z.boolean().nullable(),
        secondPerson: z.boolean().nullable(),
        from: text,
        to: text,
        copies: z.number(),
        skipped: z.number(),
        offsetSeconds: z.number().nullable(),
        intact: z.boolean().nullable(),
        logFiles: z.array(z.string()),
      }),
    )
    .exactOptional(),
});

/** The bytes of a file as UTF-8 text, bounded. */
export async function readText(path: string, largest = LARGEST_BYTES): Promise<string> {
  try {
    const { size } = await stat(path);
    if (size > largest) throw new AkashiError('input/too-large', `${path} is larger than ${largest} bytes`);
    return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path));
  } catch (cause) {
    if (cause instanceof AkashiError) throw cause;
    throw new AkashiError('input/unreadable', `cannot read ${path} as UTF-8 text`, { cause });
  }
}

/** @throws AkashiError naming the file, and the first place that is not as `docs/schema/case.json` has it */
export async function readCaseFile(path: string): Promise<CaseFile> {
  let value: unknown;
  try {
    value = JSON.parse(await readText(path));
  } catch (cause) {
    if (cause instanceof AkashiError) throw cause;
    throw new AkashiError('input/unreadable', `${path} is not JSON`, { cause });
  }
  const read = shape.safeParse(value);
  if (!read.success) {
    const [issue] = read.error.issues;
    throw new AkashiError('input/unreadable', `${path} is no case file: at ${issue?.path.join('.') ?? '?'}`, {
      hint: 'a case file is the case.json that akashi investigate writes',
    });
  }
  const { facts, problems } = parseFacts(read.data.facts);
  const [problem] = problems;
  if (problem) {
    // A fact left out could be the one that points to us: no letter is written without it.
    throw new AkashiError('facts/unreadable', `${path}: ${problem.at} should be ${problem.expected}`);
  }
  return { ...read.data, facts };
}
