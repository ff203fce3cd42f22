// Approval of exact bytes: a second person, or where there is none, the same person with a typed reason and a wait. The
// record is only added to, and any later change of the bytes is a file that nobody approved.

/** What a single person waits, in place of a second pair of eyes. */
export const SINGLE_PERSON_WAIT_MS = 10 * 60_000;

/** One line of the record. Times in ISO 8601, UTC. `by` and `author` are roles or names, as the organisation keeps them. */
export type ApprovalEntry =
  | {
      readonly kind: 'second-person';
      readonly sha256: string;
      readonly file: string;
      readonly at: string;
      readonly by: string;
      readonly author: string;
    }
  | {
      readonly kind: 'single-person-asked';
      readonly sha256: string;
      readonly file: string;
      readonly at: string;
      readonly by: string;
      readonly reason: string;
    }
  | {
      readonly kind: 'single-person';
      readonly sha256: string;
      readonly file: string;
      readonly at: string;
      readonly by: string;
      readonly reason: string;
    };

export type ApprovalRequest = {
  readonly sha256: string;
  readonly file: string;
  readonly by: string;
  /** Who wrote it; null where one person does it all. */
  readonly author: string | null;
  readonly reason: string | null;
  /** Milliseconds UTC. */
  readonly now: number;
};

export type ApprovalDecision =
  | { readonly is: 'approved'; readonly add: ApprovalEntry | null }
  | { readonly is: 'waiting'; readonly until: string; readonly add: ApprovalEntry | null }
  | { readonly is: 'refused'; readonly because: string };

const person = (name: string) => name.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();
const stamp = (at: number) => new Date(at).toISOString().replace(/\.\d{3}Z$/, 'Z');

/** The entry by which these bytes may be sent, if any. */
export function approvalOf(record: readonly ApprovalEntry[], sha256: string): ApprovalEntry | undefined {
  return record.findLast((entry) => entry.sha256 === sha256 && entry.kind !== 'single-person-asked');
}

/**
 * Law: nobody approves what they wrote, unless they said why they are alone and came back ten minutes later for the same
 * bytes. What was approved stays approved; nothing else is by it.
 */
export function decideApproval(record: readonly ApprovalEntry[], request: ApprovalRequest): ApprovalDecision {
  const { sha256, file, by, author, reason, now } = request;
  if (approvalOf(record, sha256)) return { is: 'approved', add: null };
  const entry = { sha256, file, at: stamp(now), by };
  if (author !== null) {
    if (person(author) === person(by))
      return {
        is: 'refused',
        because: 'whoever wrote it does not approve it; a single person gives a reason (--single-person)',
      };
    return { is: 'approved', add: { kind: 'second-person', ...entry, author } };
  }
  if (reason === null)
    return { is: 'refused', because: 'say who wrote it (--author), or why one person does both (--single-person)' };
  const asked = record.find(
    (one) => one.kind === 'single-person-asked' && one.sha256 === sha256 && person(one.by) === person(by),
  );
  if (!asked) {
    const add: ApprovalEntry = { kind: 'single-person-asked', ...entry, reason };
    return { is: 'waiting', until: stamp(now + SINGLE_PERSON_WAIT_MS), add };
  }
  const until = Date.parse(asked.at) + SINGLE_PERSON_WAIT_MS;
  if (now < until) return { is: 'waiting', until: stamp(until), add: null };
  return { is: 'approved', add: { kind: 'single-person', ...entry, reason } };
}
