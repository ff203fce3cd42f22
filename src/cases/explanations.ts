// Signed innocent explanations. One closes the finding it was written about and no other: numbers of facts move when new
// evidence is read, so that kind and place must agree as well.
import type { FactDraft } from '../checks/answer.ts';
import type { Fact } from '../vocabulary/fact.ts';

export type Explanation = {
  /** Number of the fact, as case.json has it. */
  readonly of: string;
  /** Its kind. */
  readonly kind: string;
  /** `path:line` of one of its pointers; needed when it has any. */
  readonly place: string | null;
  readonly signedBy: string;
  readonly signedAt: string;
  readonly evidence: string;
};

export type Explained = { readonly facts: readonly FactDraft[]; readonly unmatched: readonly Explanation[] };

function isAbout({ of, kind, place }: Explanation, fact: Fact): boolean {
  if (fact.id !== of || fact.kind !== kind) return false;
  const pointers = fact.pointers ?? [];
  return pointers.length === 0 || pointers.some(({ path, line }) => `${path}:${line}` === place);
}

/** Law: a fact is closed only by an explanation that names its number, its kind and, where it has one, a place of it. */
export function explain(explanations: readonly Explanation[], facts: readonly Fact[]): Explained {
  const matched = explanations.filter((one) => facts.some((fact) => isAbout(one, fact)));
  return {
    facts: matched.map(({ of, signedBy, signedAt, evidence }) => ({
      kind: 'innocent-explanation',
      of,
      signedBy: `${signedBy} (${signedAt})`,
      evidence,
      pointers: [],
    })),
    unmatched: explanations.filter((one) => !matched.includes(one)),
  };
}
