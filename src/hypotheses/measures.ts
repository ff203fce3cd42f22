// What to do next: measures that this case showed missing, each with the weights as they would have been with it.

import type { Weighing } from '../vocabulary/case-file.ts';
import { type Fact, factsOf } from '../vocabulary/fact.ts';
import type { Both } from '../vocabulary/finding.ts';
import { isOpenFile } from '../vocabulary/open-file.ts';
import type { Interval, Outcome } from '../vocabulary/outcome.ts';
import { COVERAGE_NEEDED } from './gate.ts';
import { type WeighOptions, weigh } from './weigh.ts';

export type Change = {
  readonly ownBefore: Interval;
  readonly ownAfter: Interval;
  readonly ratioBefore: Interval;
  readonly ratioAfter: Interval;
  readonly outcomeBefore: Outcome;
  readonly outcomeAfter: Outcome;
};

/**
 * Weighs the case again as if these facts were known. A hypothetical fact replaces one with the same id; use ids that no
 * fact has to add one.
 */
export function wouldChange(facts: readonly Fact[], hypothetical: readonly Fact[], options: WeighOptions): Change {
  const quick = { ...options, sensitivity: false };
  return changeFrom(weigh(facts, quick), facts, hypothetical, quick);
}

function changeFrom(
  before: Weighing,
  facts: readonly Fact[],
  hypothetical: readonly Fact[],
  options: WeighOptions,
): Change {
  const replaced = new Set(hypothetical.map(({ id }) => id));
  const after = weigh([...facts.filter(({ id }) => !replaced.has(id)), ...hypothetical], options);
  return {
    ownBefore: before.own,
    ownAfter: after.own,
    ratioBefore: before.likelihoodRatio,
    ratioAfter: after.likelihoodRatio,
    outcomeBefore: before.outcome,
    outcomeAfter: after.outcome,
  };
}

export type MeasureId =
  | 'seal-logs'
  | 'keep-logs-longer'
  | 'drill'
  | 'register-canaries'
  | 'vendor-canaries'
  | 'guess-canaries'
  | 'record-complaints'
  | 'database-audit'
  | 'unguessable-tokens'
  | 'fewer-copies';

export type Measure = {
  readonly id: MeasureId;
  readonly what: Both;
  /** The finding, or the hole, of this case that it answers: ids of facts, empty when it answers an absence. */
  readonly answers: readonly string[];
  readonly why: Both;
  /** The case as if the measure had been in place and had shown nothing; null where there is nothing to recompute. */
  readonly silent: Change | null;
  /** The case as if it had been in place and had shown a loss. */
  readonly found: Change | null;
};

type Proposal = Omit<Measure, 'silent' | 'found'> & {
  readonly silent: readonly Fact[];
  readonly found: readonly Fact[];
};

/** Hypothetical facts never clash with those of a case, whose ids have no colon. */
const id = (name: string) => `if:${name}`;

const canaries = (hits: number): Fact => ({
  id: id('canaries'),
  kind: 'register-canaries',
  planted: 20,
  hits,
  twinsHit: 0,
  groups: 4,
  campaigns: hits > 0 ? 2 : 0,
});

function logMeasures(facts: readonly Fact[]): Proposal[] {
  const proposals: Proposal[] = [];
  const silent = factsOf(facts, 'logs-silent');
  const [integrity] = factsOf(facts, 'log-integrity');
  if (!integrity?.sealed) {
    const sealed: Fact = { id: integrity?.id ?? id('sealed'), kind: 'log-integrity', verdict: 'no-sign', sealed: true };
    proposals.push({
      id: 'seal-logs',
      what: { ja: '記録を毎日封印する（akashi ledger seal）', en: 'seal the logs every day (akashi ledger seal)' },
      answers: integrity ? [integrity.id] : [],
      why: {
        ja: '記録が後から書き換えられていないことを示せなかった。',
        en: 'It could not be shown that the logs were not changed afterwards.',
      },
      silent: [sealed],
      found: [],
    });
  }
  const best = silent.reduce((most, { coverage }) => Math.max(most, coverage), 0);
  if (best < COVERAGE_NEEDED) {
    const [first] = silent;
    proposals.push({
      id: 'keep-logs-longer',
      what: { ja: '記録の保存期間を延ばす', en: 'keep logs longer' },
      answers: first ? [first.id] : [],
      why: {
        ja: '入力から最初の迷惑メールまでの記録がそろっていなかった。',
        en: 'The logs did not reach from the submission to the first spam.',
      },
      silent: [{ id: first?.id ?? id('logs'), kind: 'logs-silent', coverage: 1, parsed: 1 }],
      found: [],
    });
  }
  if (factsOf(facts, 'drill-power').length === 0) {
    proposals.push({
      id: 'drill',
      what: { ja: '確認の検出力を測る（akashi drill）', en: 'measure what the checks can find (akashi drill)' },
      answers: silent.map((fact) => fact.id),
      why: {
        ja: '「見つからなかった」がどれほどの意味を持つかを測っていなかった。',
        en: 'How much "nothing found" means had not been measured.',
      },
      silent: [{ id: id('drill'), kind: 'drill-power', attack: 'all classes', planted: 50, found: 45 }],
      found: [],
    });
  }
  const traces = factsOf(facts, 'attacker-trace').filter((fact) => fact.success === 'possible' && !isOpenFile(fact));
  if (traces.length > 0 || silent.length > 0) {
    const attack = traces[0]?.attack ?? 'database read';
    proposals.push({
      id: 'database-audit',
      what: { ja: 'データベースの読み出しを記録する', en: 'record reads at the database' },
      answers: traces.map((fact) => fact.id),
      why: {
        ja: 'ウェブの記録だけでは、データが読み出されたかどうかを決められない。',
        en: 'Web logs alone cannot decide whether data was read.',
      },
      silent: [],
      found: [
        {
          id: id('audit'),
          kind: 'attacker-trace',
          attack,
          success: 'shown',
          reachedData: true,
          falsePositiveRate: 0.01,
        },
      ],
    });
  }
  return proposals;
}

function canaryMeasures(facts: readonly Fact[]): Proposal[] {
  const proposals: Proposal[] = [];
  if (factsOf(facts, 'register-canaries').length === 0) {
    proposals.push({
      id: 'register-canaries',
      what: {
        ja: '名簿に確認用アドレスを置く（20件、4つの事業者に分けて）',
        en: 'plant canaries in the register (20, over four providers)',
      },
      answers: [],
      why: {
        ja: '名簿が外に出たかどうかを直接示すものがなかった。',
        en: 'Nothing showed directly whether the list got out.',
      },
      silent: [canaries(0)],
      found: [canaries(4)],
    });
  }
  const vendors = factsOf(facts, 'list-copies').reduce((most, fact) => Math.max(most, fact.vendors), 0);
  if (vendors > 0 && factsOf(facts, 'vendor-canaries').length === 0) {
    const each = (hits: number): Fact[] =>
      Array.from({ length: Math.min(vendors, 10) }, (_, i) => ({
        id: id(`vendor ${i + 1}`),
        kind: 'vendor-canaries',
        vendor: `vendor ${i + 1}`,
        planted: 5,
        hits: i === 0 ? hits : 0,
      }));
    proposals.push({
      id: 'vendor-canaries',
      what: { ja: '委託先ごとに別の確認用アドレスを渡す', en: 'give each vendor canaries of its own' },
      answers: factsOf(facts, 'vendor-answer').map((fact) => fact.id),
      why: {
        ja: '委託先の回答だけでは、どこから出たかを決められない。',
        en: "A vendor's word cannot decide where a list got out.",
      },
      silent: each(0),
      found: each(2),
    });
  }
  if (factsOf(facts, 'guess-canaries').length === 0 && factsOf(facts, 'address-shape').length > 0) {
    const guess = (hits: number): Fact => ({ id: id('guess'), kind: 'guess-canaries', planted: 100, hits, years: 100 });
    proposals.push({
      id: 'guess-canaries',
      what: {
        ja: '誰にも渡さない確認用アドレスで、機械的な送信の頻度を測る',
        en: 'measure how often addresses are guessed, with canaries given to nobody',
      },
      answers: factsOf(facts, 'address-shape').map((fact) => fact.id),
      why: {
        ja: '機械的に作られた宛先に当たる頻度は、最も不確かな数値である。',
        en: 'How often addresses are guessed is the least certain figure of all.',
      },
      silent: [guess(40)],
      found: [guess(0)],
    });
  }
  return proposals;
}

function custodyMeasures(facts: readonly Fact[]): Proposal[] {
  const proposals: Proposal[] = [];
  const recorded = factsOf(facts, 'similar-complaints').some(({ recordedSince }) => recordedSince !== undefined);
  const people = factsOf(facts, 'people-exposed')[0]?.people;
  if (!recorded && people !== undefined && people > 0) {
    const log = (count: number): Fact => ({
      id: id('complaints'),
      kind: 'similar-complaints',
      count,
      people,
      recordedSince: '2000-01-01',
      historyComplaints: 1,
      historyPersonYears: people,
    });
    proposals.push({
      id: 'record-complaints',
      what: { ja: '迷惑メールの申し出をすべて記録する', en: 'record every complaint about spam' },
      answers: factsOf(facts, 'similar-complaints').map((fact) => fact.id),
      why: {
        ja: '同様の申し出の有無は、記録がないと何も意味しない。',
        en: 'Whether others complained means nothing without a record.',
      },
      silent: [log(0)],
      found: [log(8)],
    });
  }
  const [copies] = factsOf(facts, 'list-copies');
  if (copies && copies.exports + (copies.staffFiles ?? 0) + (copies.backups ?? 0) > 2) {
    proposals.push({
      id: 'fewer-copies',
      what: {
        ja: '名簿の写しを減らし、書き出しを記録する',
        en: 'keep fewer copies of the list, and record each export',
      },
      answers: [copies.id],
      why: { ja: '写しの数だけ、外に出る経路が増える。', en: 'Each copy is one more way out.' },
      silent: [{ ...copies, exports: 1, staffFiles: 0, backups: 1 }],
      found: [],
    });
  }
  const reads = factsOf(facts, 'bulk-read').filter(({ known }) => !known);
  if (reads.length > 0) {
    proposals.push({
      id: 'unguessable-tokens',
      what: { ja: '回答ページの番号を推測できないものにする', en: 'make links to answers impossible to guess' },
      answers: reads.map((fact) => fact.id),
      why: {
        ja: '回答のページがまとめて読まれていた。',
        en: 'Pages with answers were read in bulk.',
      },
      silent: reads.map((fact) => ({ ...fact, known: true })),
      found: [],
    });
  }
  return proposals;
}

/** Measures this case showed missing, the one that would have told most first. */
export function missingMeasures(facts: readonly Fact[], options: WeighOptions): readonly Measure[] {
  const proposals = [...canaryMeasures(facts), ...logMeasures(facts), ...custodyMeasures(facts)];
  const quick = { ...options, draws: options.draws ?? QUICK_DRAWS, sensitivity: false };
  const before = weigh(facts, quick);
  const changed = (hypothetical: readonly Fact[]) =>
    hypothetical.length === 0 ? null : changeFrom(before, facts, hypothetical, quick);
  const measures = proposals.map((proposal) => ({
    ...proposal,
    silent: changed(proposal.silent),
    found: changed(proposal.found),
  }));
  return measures.sort((a, b) => tells(b) - tells(a) || (a.id < b.id ? -1 : 1));
}

/** Ten measures with two weighings each stay well under a second. */
const QUICK_DRAWS = 600;

const log = (interval: Interval) => Math.log(interval.mid);

/** How far the odds would have moved, one way or the other. */
function tells({ silent, found }: Measure): number {
  const moved = (change: Change | null) => (change ? Math.abs(log(change.ratioAfter) - log(change.ratioBefore)) : 0);
  return Math.max(moved(silent), moved(found));
}
