/** What a letter may state. Computed by the gate; a person may only be more cautious. */
export const outcomes = ['no_evidence', 'inconclusive', 'leak_likely', 'leak_confirmed', 'not_our_mail'] as const;
export type Outcome = (typeof outcomes)[number];

/** Why an `inconclusive` is one. */
export type OutcomeReason = 'missing_evidence' | 'balanced_evidence';

/** How much a `leak_confirmed` proves, and no more. */
export type ConfirmedScope = 'list' | 'record' | 'exposure';

/** Whether our systems or vendors sent the spam. A question of its own, joined to every outcome. */
export type MailOrigin = 'ours' | 'not_ours' | 'unknown';

export type Interval = { readonly low: number; readonly mid: number; readonly high: number };
