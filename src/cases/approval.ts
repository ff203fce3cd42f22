// Approval of exact bytes: a second person, or where there is none, the same person with a typed reason and a wait. The
// record is only added to, and any later change of the bytes is a file that nobody approved.
import { lastMomentOf } from '../custody/instant.ts';
import type { SentLetter } from '../vocabulary/case-file.ts';
import type { Both } from '../vocabulary/finding.ts';

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

export type ApprovalStanding =
  | 'recorded'
  | 'not-named'
  | 'no-bytes'
  | 'no-record'
  | 'other-bytes'
  | 'other-person'
  | 'after-sending';

/** What is wrong with the approval of a letter that went out; null: it stands, or none is needed. */
export const approvalWords: Readonly<Record<ApprovalStanding, Both | null>> = {
  recorded: null,
  'not-named': {
    ja: 'この書面を承認した人の記録がありません',
    en: 'nobody is recorded as having approved this letter',
  },
  'no-bytes': {
    ja: '承認者の名前はありますが、送ったバイト列が残っていないため、承認の記録と照合できません',
    en: 'an approver is named, but the bytes that were sent were not kept: the record of approvals cannot be compared',
  },
  'no-record': {
    ja: '承認者の名前はありますが、承認の記録（approvals.jsonl）にこのバイト列はありません',
    en: 'an approver is named, but the record of approvals (approvals.jsonl) does not have these bytes',
  },
  'other-bytes': {
    ja: '承認の記録にあるのは別のバイト列です。承認の後に書面が変わっています',
    en: 'the record of approvals is of other bytes: the letter was changed after it was approved',
  },
  'other-person': {
    ja: '承認の記録にあるのは、名前の挙がっている人とは別の人です',
    en: 'the record of approvals names somebody else than the approver given',
  },
  'after-sending': {
    ja: '承認の記録は、送った後のものです',
    en: 'the record of approvals is later than the sending',
  },
};

/** As `approvalStanding`, of a letter as handling.yaml has it: a bare date of sending is the whole of that day. */
export function standingOfSent(record: readonly ApprovalEntry[], letter: SentLetter, zone: string): ApprovalStanding {
  return approvalStanding(record, { ...letter, sentMs: lastMomentOf(letter.at, zone) });
}

/**
 * Whether the approval that is named for a letter stands in the record of approvals, for the very bytes that went out.
 *
 * @param letter `sentMs`: when it went out, milliseconds UTC; the end of the day where only a day is known
 */
export function approvalStanding(
  record: readonly ApprovalEntry[],
  letter: Pick<SentLetter, 'stage' | 'sha256' | 'path' | 'approvedBy'> & { readonly sentMs: number },
): ApprovalStanding {
  const { stage, sha256, path, approvedBy, sentMs } = letter;
  if (approvedBy === undefined) {
    const found = sha256 === undefined ? undefined : approvalOf(record, sha256);
    // An unedited holding letter needs no approver.
    if (stage === 'holding') return 'recorded';
    if (!found) return 'not-named';
    return Date.parse(found.at) > sentMs ? 'after-sending' : 'recorded';
  }
  if (sha256 === undefined) return 'no-bytes';
  const entries = record.filter((one) => one.sha256 === sha256 && one.kind !== 'single-person-asked');
  if (entries.length === 0) {
    const name = path?.split('/').at(-1);
    return record.some(({ file, kind }) => file === name && kind !== 'single-person-asked')
      ? 'other-bytes'
      : 'no-record';
  }
  const own = entries.filter(({ kind, by }) =>
    approvedBy === 'single_person' ? kind === 'single-person' : person(by) === person(approvedBy),
  );
  if (own.length === 0) return 'other-person';
  return own.some(({ at }) => Date.parse(at) <= sentMs) ? 'recorded' : 'after-sending';
}
