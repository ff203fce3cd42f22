// Weights and outcome, computed again from the facts. The computation is handed in, so that this stands alone.
import type { Weighing } from '../vocabulary/case-file.ts';
import { type Fact, parseFacts } from '../vocabulary/fact.ts';
import { at, canonicalJson, isList, isRecord, type Json, listAt, numberAt, textAt } from './canonical-json.ts';
import * as layout from './pack-layout.ts';
import type { Contents } from './verify-container.ts';
import type { Findings } from './verify-report.ts';

export type Reweigh = {
  /** The model that this verifier carries; a pack made by another version is not recomputed. */
  readonly model: {
    readonly version: string;
    readonly numbers: readonly { readonly id: string; readonly value: string; readonly source: string }[];
  };
  weigh(facts: readonly Fact[], options: { readonly seed: number; readonly draws: number }): Weighing;
};

/** Browsers differ in the last bits of Math.exp and its like; a draw that matters moves a result far more than this. */
const TOLERANCE = 1e-6;
/** So many draws take seconds; more is a pack that wants to keep the reader waiting. */
const MOST_DRAWS = 200_000;
const MOST_FACTS = 2000;

/** The first place where two values differ, as a path; undefined when they agree. */
function difference(claimed: Json | undefined, computed: Json | undefined, path = ''): string | undefined {
  if (typeof claimed === 'number' && typeof computed === 'number') {
    const room = TOLERANCE * Math.max(1, Math.abs(claimed), Math.abs(computed));
    return Math.abs(claimed - computed) <= room ? undefined : path;
  }
  if (isList(claimed) && isList(computed)) {
    if (claimed.length !== computed.length) return path;
    for (const [i, each] of claimed.entries()) {
      const inside = difference(each, computed[i], `${path}[${i}]`);
      if (inside !== undefined) return inside;
    }
    return undefined;
  }
  if (isRecord(claimed) && isRecord(computed)) {
    for (const key of new Set([...Object.keys(claimed), ...Object.keys(computed)])) {
      const inside = difference(claimed[key], computed[key], path === '' ? key : `${path}.${key}`);
      if (inside !== undefined) return inside;
    }
    return undefined;
  }
  return claimed === computed ? undefined : path;
}

/** What case.json says twice must be said the same twice. */
function checkOutcome(caseJson: Json, findings: Findings): void {
  const weigh = at(caseJson, 'weigh');
  const outcome = textAt(caseJson, 'outcome') ?? '';
  const permitted = listAt(caseJson, 'permitted');
  if (!permitted.includes(outcome)) {
    findings.problem('outcome', layout.CASE, '許されていない結論です', 'an outcome that is not among those permitted');
  }
  if (isRecord(weigh)) {
    for (const key of ['permitted', 'unresolved', 'confirmedScope', 'mailOrigin']) {
      if (canonicalJson(at(weigh, key) ?? null) !== canonicalJson(at(caseJson, key) ?? null)) {
        findings.problem(
          'outcome',
          `${layout.CASE}: ${key}`,
          '重みの結果と食い違います',
          'does not agree with what the weights say',
        );
      }
    }
  }
  for (const letter of listAt(caseJson, 'letters')) {
    if (textAt(letter, 'stage') === 'main' && !permitted.includes(textAt(letter, 'outcome') ?? '')) {
      findings.problem(
        'outcome',
        `${layout.CASE}: letters`,
        '手紙が、許されていない結論を述べています',
        'a letter states an outcome that is not permitted',
      );
    }
  }
  findings.looked('outcome');
}

export function checkWeights({ json }: Contents, reweigh: Reweigh | undefined, findings: Findings): void {
  const caseJson = json.get(layout.CASE);
  if (!caseJson) return;
  checkOutcome(caseJson, findings);
  const weights = json.get(layout.WEIGHTS);
  const claimed = at(weights, 'weigh');
  if (canonicalJson(claimed ?? null) !== canonicalJson(at(caseJson, 'weigh') ?? null)) {
    findings.problem(
      'weights',
      layout.WEIGHTS,
      'weights.json と case.json の重みが違います',
      'the weights in weights.json and case.json differ',
    );
  }
  const version = textAt(at(weights, 'model'), 'version');
  if (!isRecord(claimed)) {
    findings.notChecked('重み：この一件では計算されていません。', 'the weights: none were computed in this case');
    return;
  }
  if (!reweigh || reweigh.model.version !== version) {
    findings.notChecked(
      `重みの計算し直し：この一式はモデル ${version ?? '?'}、手元の計算は ${reweigh?.model.version ?? 'なし'} です。`,
      `the weights, computed again: the pack has model ${version ?? '?'}, this verifier ${reweigh?.model.version ?? 'none'}`,
    );
    return;
  }
  const numbers: Json = JSON.parse(JSON.stringify(reweigh.model.numbers));
  if (canonicalJson(at(at(weights, 'model'), 'numbers') ?? null) !== canonicalJson(numbers)) {
    findings.problem(
      'weights',
      `${layout.WEIGHTS}: model`,
      '数値の表が、この版のモデルのものではありません',
      'the table of numbers is not that of this version of the model',
    );
  }
  const [seed, draws] = [numberAt(claimed, 'seed'), numberAt(claimed, 'draws')];
  const given = listAt(caseJson, 'facts');
  if (seed === undefined || draws === undefined || draws > MOST_DRAWS || given.length > MOST_FACTS) {
    findings.problem(
      'weights',
      layout.WEIGHTS,
      '種か標本数がないか、大きすぎます',
      'seed or number of draws is missing or too large',
    );
    return;
  }
  const { facts, problems } = parseFacts({ facts: given });
  if (problems.length > 0) {
    findings.problem('facts', layout.FACTS, '読めない事実があります', 'a fact cannot be read');
    return;
  }
  let computed: Json;
  try {
    computed = JSON.parse(JSON.stringify(reweigh.weigh(facts, { seed, draws })));
  } catch {
    findings.problem('weights', layout.WEIGHTS, 'この事実からは計算できません', 'cannot be computed from these facts');
    return;
  }
  const place = difference(claimed, computed);
  if (place !== undefined) {
    findings.problem(
      'weights',
      `${layout.WEIGHTS}: ${place}`,
      '事実から計算し直した重みと違います',
      'differs from what the facts give when computed again',
    );
  }
  findings.looked('weights');
}
