// What people did and decided: handling.yaml. Kept by hand, only added to; what it does not say was not done.
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { NamedBytes } from '../custody/csv.ts';
import { lastMomentOf, millisecondsOf, parseWhen } from '../custody/instant.ts';
import { readYaml } from '../custody/yaml.ts';
import type { AwarenessDecision, Handling, RestrictedNote, SentLetter } from '../vocabulary/case-file.ts';
import { AkashiError } from '../vocabulary/error.ts';
import type { Both, Language } from '../vocabulary/finding.ts';
import { outcomes } from '../vocabulary/outcome.ts';
import { SINGLE_PERSON_WAIT_MS } from './approval.ts';
import type { Explanation } from './explanations.ts';

const words = z.string().trim().min(1).max(4000);
const both = z.union([words, z.strictObject({ ja: words, en: words })]);
const when = z.string();
/** One place may stand alone: `evidence: logs/audit.log`. */
const listOrOne = z.union([words.transform((one) => [one]), z.array(words).max(200)]);
const entry = z.strictObject({
  received: when.optional(),
  suspected: when.optional(),
  knew: when.optional(),
  decided: when,
  decision: z.enum(['not_aware', 'aware', 'not_reportable']),
  decider: words,
  signed_by: words.optional(),
  reasons: words,
  evidence: listOrOne.default([]),
  next_review: when.optional(),
});

export const handlingKeys = z.strictObject({
  preservation_started_at: when.optional(),
  hold: z.strictObject({ by: words, from: when, until: when.optional(), review: when.optional() }).optional(),
  awareness: z.array(entry).max(200).default([]),
  single_person: z.strictObject({ reason: words, by: words, at: when }).optional(),
  measures: z
    .array(z.strictObject({ id: words, what: both, done_at: when.optional(), by: when.optional(), owner: both }))
    .max(200)
    .default([]),
  reports: z
    .array(z.strictObject({ authority: both, at: when.optional(), by: when.optional(), owner: both.optional() }))
    .max(50)
    .default([]),
  sent: z
    .array(
      z.strictObject({
        stage: z.enum(['holding', 'main', 'follow-up', 'correction']),
        at: when,
        outcome: z.enum(outcomes).optional(),
        lang: z.enum(['ja', 'en']).optional(),
        file: words.optional(),
        sha256: z
          .string()
          .regex(/^[0-9a-f]{64}$/, 'expected 64 lower-case hex digits')
          .optional(),
        text: z.string().min(1).max(200_000).optional(),
        approved_by: words.optional(),
      }),
    )
    .max(200)
    .default([]),
  advice: z.array(both).max(20).default([]),
  incident: z
    .strictObject({
      what: both.optional(),
      at: when.optional(),
      learned_at: when.optional(),
      items: both.optional(),
      not_included: both.optional(),
      cause: both.optional(),
      consequences: both.optional(),
      people: z.strictObject({ low: z.int().min(0), high: z.int().min(0), at: when }).optional(),
      published: both.optional(),
    })
    .optional(),
  correction: z.strictObject({ earlier: both, correct: both, reason: both.optional() }).optional(),
  restricted: z
    .array(z.strictObject({ what: words, at: when, by: words, evidence: listOrOne.default([]) }))
    .max(200)
    .default([]),
  explanations: z
    .array(
      z.strictObject({
        of: words,
        kind: words,
        at: words.optional(),
        signed_by: words,
        signed_at: when,
        evidence: words,
      }),
    )
    .max(200)
    .default([]),
});
type Written = z.infer<typeof handlingKeys>;

/** A letter as it was sent: its bytes, where they were kept. */
export type SentBytes = SentLetter & { readonly bytes: Uint8Array | null };

export type GivenHandling = {
  readonly handling: Handling;
  readonly explanations: readonly Explanation[];
  readonly letters: readonly SentBytes[];
  /** Notes that concern colleagues: never part of the case, unless that is asked for. */
  readonly restricted: readonly RestrictedNote[];
};

const inBoth = (text: z.infer<typeof both>): Both => (typeof text === 'string' ? { ja: text, en: text } : text);

type Reading = {
  readonly bad: (key: string, expected: string) => never;
  /** The time at a key, as ISO 8601 or a bare date. */
  readonly at: (text: string, key: string) => string;
  readonly instant: (when: string) => number;
  readonly lastMoment: (when: string) => number;
};

function reading(file: NamedBytes, zone: string): Reading {
  const bad = (key: string, expected: string): never => {
    throw new AkashiError('custody/yaml-unreadable', `${file.path}: ${key}: ${expected}`, {
      hint: 'docs/case-folder.md lists every key',
    });
  };
  return {
    bad,
    at: (text, key) => parseWhen(text, zone) ?? bad(key, 'no date, expected one like 2026-04-10 09:30'),
    instant: (text) => millisecondsOf(text, zone),
    lastMoment: (text) => lastMomentOf(text, zone),
  };
}

/** `{ [name]: value }`, or nothing: what is not said has no key. */
function some<K extends string, T>(name: K, value: T | undefined): { readonly [P in K]?: T } {
  if (value === undefined) return {};
  const made: { [P in K]?: T } = {};
  made[name] = value;
  return made;
}

function awareness(written: Written['awareness'], { at, instant, lastMoment, bad }: Reading): AwarenessDecision[] {
  let last = Number.NEGATIVE_INFINITY;
  return written.map((one, index) => {
    const key = `awareness.${index}`;
    const optional = (name: 'received' | 'suspected' | 'knew' | 'next_review') => {
      const text = one[name];
      return text === undefined ? null : at(text, `${key}.${name}`);
    };
    const decidedAt = at(one.decided, `${key}.decided`);
    // A bare date is the day: a decision of that day is not before what was known that morning.
    const decided = lastMoment(decidedAt);
    if (decided < last) bad(`${key}.decided`, 'before the entry above it: entries are only added, the latest last');
    last = decided;
    const times = { received: optional('received'), suspected: optional('suspected'), knew: optional('knew') };
    for (const [name, time] of Object.entries(times)) {
      if (time !== null && instant(time) > decided) bad(`${key}.${name}`, 'later than "decided"');
    }
    if (one.decision === 'not_reportable' && one.signed_by === undefined)
      bad(`${key}.signed_by`, 'missing: a decision of not_reportable is signed');
    return {
      receivedAt: times.received,
      suspectedAt: times.suspected,
      knewAt: times.knew,
      decidedAt,
      decision: one.decision,
      decider: one.decider,
      signedBy: one.signed_by ?? null,
      reasons: one.reasons,
      evidence: one.evidence,
      nextReviewAt: optional('next_review'),
    };
  });
}

const shortLanguage = (text: string): Language => (/[\u3040-\u30ff]/.test(text) ? 'ja' : 'en');

function sentLetters(
  { sent, single_person: alone }: Written,
  files: readonly NamedBytes[],
  { at, instant, bad }: Reading,
): SentBytes[] {
  const letters = sent.map((one, index): SentBytes => {
    const key = `sent.${index}`;
    const file = one.file === undefined ? undefined : files.find(({ path }) => `/${path}`.endsWith(`/${one.file}`));
    if (one.file !== undefined && !file) bad(`${key}.file`, 'no such file in the folder sent/');
    const bytes = file?.bytes ?? (one.text === undefined ? null : new TextEncoder().encode(one.text));
    const sha256 = bytes ? createHash('sha256').update(bytes).digest('hex') : one.sha256;
    if (one.sha256 !== undefined && sha256 !== one.sha256)
      bad(`${key}.sha256`, 'differs from that of the bytes: this is not what was sent');
    if (one.stage !== 'holding' && one.outcome === undefined)
      bad(`${key}.outcome`, `missing: what the letter stated, one of ${outcomes.join(', ')}`);
    const sentAt = at(one.at, `${key}.at`);
    if (one.approved_by === 'single_person') {
      if (!alone) bad(`${key}.approved_by`, 'single_person wants the key "single_person" with a reason');
      else if (instant(sentAt) - instant(at(alone.at, 'single_person.at')) < SINGLE_PERSON_WAIT_MS)
        bad(`${key}.at`, 'less than ten minutes after single_person.at');
    }
    return {
      stage: one.stage,
      at: sentAt,
      // A holding letter states no outcome.
      outcome: one.outcome ?? 'inconclusive',
      bytes,
      ...some('lang', one.lang ?? (one.text === undefined ? undefined : shortLanguage(one.text))),
      ...some('path', file?.path),
      ...some('sha256', sha256),
      ...some('approvedBy', one.approved_by),
    };
  });
  return letters.sort((a, b) => instant(a.at) - instant(b.at));
}

function incident(written: NonNullable<Written['incident']>, { at, bad }: Reading): NonNullable<Handling['incident']> {
  const { people } = written;
  if (people && people.low > people.high) bad('incident.people', 'low is above high');
  const said = (text: z.infer<typeof both> | undefined) => (text === undefined ? undefined : inBoth(text));
  const time = (text: string | undefined, key: string) => (text === undefined ? undefined : at(text, key));
  return {
    ...some('what', said(written.what)),
    ...some('at', time(written.at, 'incident.at')),
    ...some('learnedAt', time(written.learned_at, 'incident.learned_at')),
    ...some('items', said(written.items)),
    ...some('notIncluded', said(written.not_included)),
    ...some('cause', said(written.cause)),
    ...some('consequences', said(written.consequences)),
    ...some('people', people && { ...people, at: at(people.at, 'incident.people.at') }),
    ...some('published', said(written.published)),
  };
}

/**
 * Reads handling.yaml and the letters in `sent/`.
 *
 * @param sent every file of the folder `sent/`, as it was sent
 * @throws AkashiError custody/yaml-unreadable, naming file and key
 */
export function readHandling(file: NamedBytes, sent: readonly NamedBytes[], zone: string): GivenHandling {
  const written = readYaml(file, handlingKeys);
  const read = reading(file, zone);
  const { at } = read;
  const optional = (text: string | undefined, key: string) => (text === undefined ? null : at(text, key));
  const record = awareness(written.awareness, read);
  const last = record.at(-1);
  const letters = sentLetters(written, sent, read);
  const { single_person: alone, correction } = written;
  const ids = written.measures.map(({ id }) => id);
  const repeated = ids.findIndex((id, index) => ids.indexOf(id) !== index);
  if (repeated >= 0) read.bad(`measures.${repeated}.id`, 'stands twice');
  const handling: Handling = {
    ...some('preservationStartedAt', optional(written.preservation_started_at, 'preservation_started_at') ?? undefined),
    ...some(
      'hold',
      written.hold && {
        by: written.hold.by,
        from: at(written.hold.from, 'hold.from'),
        until: optional(written.hold.until, 'hold.until'),
        reviewAt: optional(written.hold.review, 'hold.review'),
      },
    ),
    ...some(
      'awareness',
      last && {
        decision: last.decision,
        // The clock of a decision starts when we knew, not when somebody got round to writing it down.
        at: last.decision === 'aware' ? (last.knewAt ?? last.decidedAt) : last.decidedAt,
        signedBy: last.signedBy,
        reasons: last.reasons,
      },
    ),
    ...(last ? { awarenessRecord: record } : {}),
    ...some('singlePerson', alone && { ...alone, at: at(alone.at, 'single_person.at') }),
    ...some(
      'measures',
      written.measures.length === 0
        ? undefined
        : written.measures.map((one, index) => ({
            id: one.id,
            what: inBoth(one.what),
            doneAt: optional(one.done_at, `measures.${index}.done_at`),
            by: optional(one.by, `measures.${index}.by`),
            owner: inBoth(one.owner),
          })),
    ),
    ...some(
      'reports',
      written.reports.length === 0
        ? undefined
        : written.reports.map((one, index) => ({
            authority: inBoth(one.authority),
            at: optional(one.at, `reports.${index}.at`),
            by: optional(one.by, `reports.${index}.by`),
            ...some('owner', one.owner === undefined ? undefined : inBoth(one.owner)),
          })),
    ),
    ...some('sent', letters.length === 0 ? undefined : letters.map(({ bytes: _bytes, ...letter }) => letter)),
    ...some('advice', written.advice.length === 0 ? undefined : written.advice.map(inBoth)),
    ...some('incident', written.incident && incident(written.incident, read)),
    ...some(
      'correction',
      correction && {
        earlier: inBoth(correction.earlier),
        correct: inBoth(correction.correct),
        reason: correction.reason === undefined ? null : inBoth(correction.reason),
      },
    ),
  };
  const explanations = written.explanations.map((one, index) => ({
    of: one.of,
    kind: one.kind,
    place: one.at ?? null,
    signedBy: one.signed_by,
    signedAt: at(one.signed_at, `explanations.${index}.signed_at`),
    evidence: one.evidence,
  }));
  const restricted = written.restricted.map((one, index) => ({ ...one, at: at(one.at, `restricted.${index}.at`) }));
  return { handling, explanations, letters, restricted };
}
