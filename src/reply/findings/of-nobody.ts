// What may be told to whoever asks. A finding that there is only where we hold their record would tell by itself that we do.
import type { Fact } from '../../vocabulary/fact.ts';

const ofNobody: ReadonlySet<Fact['kind']> = new Set<Fact['kind']>([
  ...(['attacker-trace', 'log-integrity', 'bulk-read', 'page-exposure', 'vendor-answer'] as const),
  ...([
    // Seen in a copy that whoever asks handed in.
    'sent-to-another',
    'third-party-confirmation',
    'similar-complaints',
    'list-match',
    'register-canaries',
    'vendor-canaries',
  ] as const),
]);

/** Found whoever it is that asks: of our systems, our pages, our lists as a whole, and of what others told us. */
export const concernsNobody = (fact: Fact): boolean =>
  // Known by the number of their record, it tells that there is one.
  (ofNobody.has(fact.kind) ||
    // A copy that nothing of ours agrees with may be made up, to learn whose data we hold.
    (fact.kind === 'record-of-another' && fact.inOurLog)) &&
  !(fact.kind === 'sent-to-another' && fact.crossed !== undefined);
