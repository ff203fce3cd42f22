// An error of the lint may be set aside by two people with a written reason; some never.
import type { LintFinding } from './lint.ts';

export type WaiverRole = 'counsel' | 'privacy-officer';

export type Waiver = {
  readonly rule: string;
  /** The sentence it is for, as it stands in the letter: a changed sentence needs a new waiver. */
  readonly sentence: string;
  readonly reason: string;
  readonly signedBy: readonly { readonly role: WaiverRole; readonly name: string }[];
};

export type WaiverRefusal = 'never-waived' | 'no-reason' | 'needs-counsel-and-privacy-officer' | 'one-person';

/** Evidence, other people's data, absolute denial, absence as proof, and what was left out: no reason is good enough. */
const never = /^(?:EV|PR)\d{2}$|^OC01$|^OC02$|^OC13$/;
/** Characters of a reason that somebody can be asked about later. */
const SHORTEST_REASON = 10;

/** Undefined when the waiver holds. */
export function waiverRefusal({ rule, reason, signedBy }: Waiver): WaiverRefusal | undefined {
  if (never.test(rule)) return 'never-waived';
  if (Array.from(reason.trim()).length < SHORTEST_REASON) return 'no-reason';
  const nameOf = (role: WaiverRole) => signedBy.find((one) => one.role === role && one.name.trim() !== '')?.name.trim();
  const [counsel, officer] = [nameOf('counsel'), nameOf('privacy-officer')];
  if (counsel === undefined || officer === undefined) return 'needs-counsel-and-privacy-officer';
  return counsel === officer ? 'one-person' : undefined;
}

export type Waived = {
  readonly findings: readonly LintFinding[];
  readonly waived: readonly { readonly finding: LintFinding; readonly waiver: Waiver }[];
  readonly refused: readonly { readonly waiver: Waiver; readonly because: WaiverRefusal }[];
};

/** Splits findings into those that stand and those set aside; a waiver that does not hold sets nothing aside. */
export function applyWaivers(findings: readonly LintFinding[], waivers: readonly Waiver[]): Waived {
  const judged = waivers.map((waiver) => ({ waiver, because: waiverRefusal(waiver) }));
  const holding = judged.filter(({ because }) => because === undefined).map(({ waiver }) => waiver);
  const waiverFor = ({ rule, sentence }: LintFinding) =>
    holding.find((waiver) => waiver.rule === rule && waiver.sentence === sentence);
  return {
    findings: findings.filter((finding) => !waiverFor(finding)),
    waived: findings.flatMap((finding) => {
      const waiver = waiverFor(finding);
      return waiver ? [{ finding, waiver }] : [];
    }),
    refused: judged.flatMap(({ waiver, because }) => (because === undefined ? [] : [{ waiver, because }])),
  };
}
