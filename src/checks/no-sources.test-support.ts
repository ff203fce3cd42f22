import type { Claim } from '../vocabulary/case-file.ts';
import type { Sources } from './check.ts';

/** A complaint that says little more than when it came. */
export const briefClaim: Omit<Claim, 'address'> = {
  caseNumber: 'T-1',
  receivedAt: '2026-06-10',
  name: null,
  form: null,
  submittedAt: '2026-05-01',
  spamSince: '2026-06-01',
  firstUseClaimed: null,
  realNameInSpam: null,
  questions: [],
  requesterVerified: 'no',
  language: 'ja',
  text: null,
};

/** Nothing was handed in beside the complaint. */
export const noSources: Omit<Sources, 'claim' | 'organisation' | 'now'> = {
  risk: null,
  register: null,
  exports: null,
  canaries: null,
  breaches: null,
  acquisition: null,
  logs: null,
  spam: null,
  pages: null,
  unreadable: {},
};
