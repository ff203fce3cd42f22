import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { factKinds, isFactKind } from '../vocabulary/fact.ts';
import { canaries, drilled, facts, findings, minimumDone, seedFacts, seedWith } from './fixtures.ts';
import { confirmed, gate, missingFor } from './gate.ts';
import { pointsToUs, unresolvedFacts } from './points-to-us.ts';

const calm = {
  own: { low: 0.001, mid: 0.01, high: 0.03 },
  likelihoodRatio: { low: 0.01, mid: 0.1, high: 0.5 },
  upperIfCommoner: 0.1,
  unread: 0,
  trusted: true,
};
const clean = seedWith({}, ...drilled, canaries(20));

describe('"no evidence"', () => {
  it('is said when every minimum check is done and nothing points to us', () => {
    expect(gate(clean, calm).outcome).toBe('no_evidence');
  });

  it.each(findings.map((finding) => ({ name: `${finding.kind} ${JSON.stringify(finding)}`, finding })))(
    'is never said with $name',
    ({ finding }) => {
      const [added] = facts(finding);
      expect(added && pointsToUs(added)).toBe(true);
      const result = gate([...clean, ...facts(finding).map((fact) => ({ ...fact, id: 'x' }))], calm);
      expect(result.outcome).not.toBe('no_evidence');
      expect(result.permitted).not.toContain('no_evidence');
      expect(result.unresolved).toContain('x');
    },
  );

  it.each([
    { name: 'a likelihood ratio above 1', change: { likelihoodRatio: { low: 0.5, mid: 1.01, high: 2 } } },
    { name: 'an upper end above 20 %', change: { own: { low: 0.01, mid: 0.1, high: 0.21 } } },
    { name: 'an upper end above 20 % with five times the base rate', change: { upperIfCommoner: 0.21 } },
    { name: 'a fact that could not be read', change: { unread: 1 } },
    { name: 'weights that cannot be trusted', change: { trusted: false } },
  ])('is not said with $name', ({ change }) => {
    expect(gate(clean, { ...calm, ...change }).outcome).toBe('inconclusive');
  });

  it.each([
    { name: 'no drill', missing: 'power', with: seedWith({}) },
    {
      name: 'logs for half of the time',
      missing: 'coverage',
      with: seedWith({ logs: { ...seedFacts.logs, coverage: 0.5 } }, ...drilled),
    },
    { name: 'no look at integrity', missing: 'integrity', with: seedWith({ integrity: null }, ...drilled) },
    { name: 'no look at all', missing: 'register', with: [] },
    {
      name: 'facts that people gave and nobody could read',
      missing: 'facts',
      with: seedWith({}, ...drilled, { kind: 'not-possible', check: 'facts', minimum: true }),
    },
    {
      name: 'one check that contradicts another',
      missing: 'vendors',
      with: seedWith({}, ...drilled, { kind: 'minimum-check', check: 'vendors', done: false }),
    },
  ])('needs what is missing: $name', ({ missing, with: given }) => {
    expect(missingFor(given)).toContain(missing);
    const result = gate(given, calm);
    expect(result.outcome).toBe('inconclusive');
    expect(result.outcomeReason).toBe('missing_evidence');
  });

  it('takes logs for four fifths of the time as enough, and nothing below', () => {
    const covered = (coverage: number) => seedWith({ logs: { ...seedFacts.logs, coverage } }, ...drilled);
    expect(missingFor(covered(0.8))).toEqual([]);
    expect(missingFor(covered(0.799))).toEqual(['coverage']);
  });

  it('a drill that planted nothing measured no power', () => {
    const planted = (count: number) =>
      seedWith({}, ...drilled).map((fact) => (fact.kind === 'drill-power' ? { ...fact, planted: count } : fact));
    expect(missingFor(planted(1))).toEqual([]);
    expect(missingFor(planted(0))).toEqual(['power']);
  });

  it('records that look altered are no examined ones, until somebody signs why', () => {
    const altered = seedWith({}, ...drilled).map((fact) =>
      fact.kind === 'log-integrity' ? { ...fact, id: 'altered', verdict: 'altered' as const } : fact,
    );
    const signed = {
      id: 's',
      kind: 'innocent-explanation',
      of: 'altered',
      signedBy: 'officer',
      evidence: 'work order 7',
    };
    expect(missingFor(altered)).toEqual(['integrity']);
    expect(missingFor([...altered, signed as (typeof altered)[number]])).toEqual([]);
    // A signature of something else closes nothing.
    expect(missingFor([...altered, { ...signed, of: 'f1' } as (typeof altered)[number]])).toEqual(['integrity']);
  });

  it('"likely" is not said by weights that cannot be trusted', () => {
    const own = { low: 0.9, mid: 0.95, high: 0.99 };
    expect(gate(clean, { ...calm, own }).outcome).toBe('leak_likely');
    expect(gate(clean, { ...calm, own, trusted: false }).outcome).toBe('inconclusive');
    // At the bound itself it is not above it.
    expect(gate(clean, { ...calm, own: { ...own, low: 0.55 } }).outcome).toBe('inconclusive');
  });

  it('needs no silence where the logs hold only the probing that every server gets', () => {
    const noise = { kind: 'attacker-trace', attack: 'x', success: 'none', reachedData: false } as const;
    expect(missingFor(seedWith({ logs: null }, ...drilled, noise))).toEqual([]);
    expect(missingFor(seedWith({ logs: null }, ...drilled))).toEqual(['coverage']);
  });

  it('a finding closes only by a signed explanation with its own evidence', () => {
    const found = { id: 'x', kind: 'bulk-read', requests: 90, known: false } as const;
    const explained = (signedBy: string, evidence: string) =>
      gate([...clean, found, { id: 'y', kind: 'innocent-explanation', of: 'x', signedBy, evidence }], calm).outcome;
    expect(explained('privacy officer', 'job log of the backup')).toBe('no_evidence');
    expect(explained(' ', 'job log of the backup')).toBe('inconclusive');
    expect(explained('privacy officer', ' ')).toBe('inconclusive');
  });

  it('is never reached by adding findings, whatever else is known', () => {
    const some = fc.subarray([...findings], { minLength: 1 });
    fc.assert(
      fc.property(some, fc.boolean(), (chosen, likely) => {
        const weights = likely ? { ...calm, own: { low: 0.6, mid: 0.7, high: 0.9 } } : calm;
        const added = facts(...chosen).map((fact, i) => ({ ...fact, id: `x${i}` }));
        expect(gate([...clean, ...added], weights).permitted).not.toContain('no_evidence');
      }),
    );
  });
});

describe('what points to our side', () => {
  it.each([
    {
      name: 'canaries whose twins were hit as well',
      fact: { kind: 'register-canaries', planted: 10, hits: 2, twinsHit: 2 },
    },
    {
      name: 'the probing every server gets',
      fact: { kind: 'attacker-trace', attack: 'x', success: 'none', reachedData: false },
    },
    {
      name: "a page with somebody else's address",
      fact: { kind: 'page-exposure', level: 'plain', visible: true, thisAddress: false },
    },
    {
      name: 'a vendor that replied',
      fact: { kind: 'vendor-answer', vendor: 'A', answer: 'replied', coversThisRecord: 'yes' },
    },
    { name: 'a name that the address shows', fact: { kind: 'real-name-in-spam', nameInAddress: true } },
    {
      name: 'a confirmation taken back',
      fact: { kind: 'third-party-confirmation', withdrawn: true, coversThisRecord: 'yes' },
    },
    {
      name: 'complaints as many as always',
      fact: { kind: 'similar-complaints', count: 2, people: 9000, historyComplaints: 30, historyPersonYears: 9000 },
    },
  ] as const)('not $name', ({ fact }) => {
    expect(facts(fact).map(pointsToUs)).toEqual([false]);
  });

  it('a confirmation closes with its withdrawal, so that the outcome can move back', () => {
    const said = { id: 'a', kind: 'third-party-confirmation', withdrawn: false, coversThisRecord: 'yes' } as const;
    const back = { id: 'b', kind: 'third-party-confirmation', withdrawn: true, coversThisRecord: 'yes' } as const;
    expect(gate([...clean, said], calm).outcome).toBe('inconclusive');
    expect(unresolvedFacts([...clean, said, back])).toEqual([]);
    expect(gate([...clean, said, back], calm).outcome).toBe('no_evidence');
  });

  it('is stated for exactly the kinds that the table of facts names', () => {
    const named = Object.keys(factKinds).filter((kind) => isFactKind(kind) && factKinds[kind].canPointToUs);
    expect([...new Set(findings.map(({ kind }) => kind))].sort()).toEqual(named.sort());
  });
});

describe('what points to nobody', () => {
  it.each([
    {
      name: 'many answers read by a reader that org.yaml knows',
      fact: { kind: 'bulk-read', requests: 90, known: true },
    },
    {
      name: 'a mail of ours that did not show it',
      fact: { kind: 'visible-recipients', recipients: 9, includesThis: 'no' },
    },
    { name: 'spam that was sent to another address', fact: { kind: 'sent-to-another', messages: 2, of: 2 } },
    { name: 'a name that the address shows', fact: { kind: 'real-name-in-spam', nameInAddress: true } },
    { name: 'two complaints with no history', fact: { kind: 'similar-complaints', count: 2, people: 100 } },
    {
      name: 'an attack without success',
      fact: { kind: 'attacker-trace', attack: 'x', success: 'none', reachedData: false },
    },
    {
      name: 'a page that shows another address',
      fact: { kind: 'page-exposure', level: 'plain', visible: true, thisAddress: false },
    },
  ] as const)('$name', ({ fact }) => {
    expect(facts(fact).map(pointsToUs)).toEqual([false]);
  });

  it.each([
    { name: 'three complaints with no history', fact: { kind: 'similar-complaints', count: 3, people: 100 } },
    {
      name: 'one complaint about the same sender',
      fact: { kind: 'similar-complaints', count: 1, people: 1e6, sameSender: 1 },
    },
    {
      name: 'a mail that may have shown it',
      fact: { kind: 'visible-recipients', recipients: 9, includesThis: 'unknown' },
    },
    {
      name: 'one from an address made for us alone',
      fact: { kind: 'similar-complaints', count: 1, people: 1e6, uniqueAddresses: 1 },
    },
  ] as const)('unlike $name', ({ fact }) => {
    expect(facts(fact).map(pointsToUs)).toEqual([true]);
  });
});

describe('"confirmed"', () => {
  const hit = { kind: 'register-canaries', planted: 20, hits: 2, twinsHit: 0 } as const;
  it.each([
    { name: 'canaries hit by two campaigns', list: [{ ...hit, campaigns: 2 }], scope: 'list' },
    { name: 'canaries hit by one campaign only', list: [{ ...hit, campaigns: 1 }], scope: null },
    { name: 'canaries with a hit twin', list: [{ ...hit, twinsHit: 1, campaigns: 2 }], scope: null },
    {
      name: 'canaries of one campaign beside an admission',
      list: [hit, { kind: 'vendor-answer', vendor: 'A', answer: 'announced', coversThisRecord: 'yes' }],
      scope: 'list',
    },
    {
      name: 'canaries of one campaign beside a page: the page proves only itself',
      list: [hit, { kind: 'page-exposure', level: 'plain', visible: true, thisAddress: true }],
      scope: 'exposure',
    },
    {
      name: 'rows that only we have',
      list: [{ kind: 'list-match', matched: 9, of: 20, registerOnly: 3, chance: 0.001 }],
      scope: 'list',
    },
    {
      name: 'too few of them',
      list: [{ kind: 'list-match', matched: 9, of: 20, registerOnly: 2, chance: 1e-9 }],
      scope: null,
    },
    {
      name: 'enough of them, as chance would have it',
      list: [{ kind: 'list-match', matched: 9, of: 20, registerOnly: 3, chance: 0.0011 }],
      scope: null,
    },
    {
      name: 'a trace to the data',
      list: [{ kind: 'attacker-trace', attack: 'x', success: 'shown', reachedData: true }],
      scope: 'list',
    },
    {
      name: 'a login of somebody who guessed, found in the logs: what was read is not shown',
      list: [
        {
          kind: 'attacker-trace',
          attack: 'bruteforce-login',
          success: 'shown',
          reachedData: true,
          foundBy: 'logs.login-after-failures',
        },
      ],
      scope: null,
    },
    {
      name: 'one that a person followed to the data',
      list: [{ kind: 'attacker-trace', attack: 'bruteforce-login', success: 'shown', reachedData: true }],
      scope: 'list',
    },
    {
      name: 'a success that reached no data',
      list: [{ kind: 'attacker-trace', attack: 'x', success: 'shown', reachedData: false }],
      scope: null,
    },
    {
      name: 'a mail that showed this address',
      list: [{ kind: 'visible-recipients', recipients: 30, includesThis: 'yes' }],
      scope: 'record',
    },
    {
      name: 'an admission for other records',
      list: [{ kind: 'vendor-answer', vendor: 'A', answer: 'announced', coversThisRecord: 'no' }],
      scope: null,
    },
    {
      name: 'an admission that does not say for which records',
      list: [{ kind: 'vendor-answer', vendor: 'A', answer: 'announced', coversThisRecord: 'unknown' }],
      scope: null,
    },
    {
      name: 'a mail of ours that went astray and held more of the record, without the address',
      list: [{ kind: 'sent-to-another', messages: 1, of: 1, ours: 1, holdsRecord: 1 }],
      scope: 'record',
    },
    {
      name: 'a mail of ours that went astray and held nothing of the record',
      list: [{ kind: 'sent-to-another', messages: 1, of: 1, ours: 1 }],
      scope: null,
    },
  ] as const)('$name: $scope', ({ list, scope }) => {
    expect(confirmed(facts(...list))).toBe(scope);
    expect(gate(facts(...list), calm).outcome === 'leak_confirmed').toBe(scope !== null);
  });
});

describe('"not our mail"', () => {
  const forged = { kind: 'mail-origin', origin: 'not_ours', carriesOurName: true } as const;
  const absent = { kind: 'in-register', found: false, times: 0 } as const;
  it('needs our name on it and an address in no register that was looked at', () => {
    expect(gate(facts(forged, absent, ...minimumDone), calm).outcome).toBe('not_our_mail');
    expect(gate(facts(forged, absent), calm).outcome).toBe('inconclusive');
    expect(gate(facts(forged, seedFacts.register, ...minimumDone), calm).outcome).toBe('inconclusive');
    // One register of two holds it.
    expect(gate(facts(forged, absent, seedFacts.register, ...minimumDone), calm).outcome).toBe('inconclusive');
    expect(gate(facts({ ...forged, carriesOurName: false }, absent, ...minimumDone), calm).outcome).toBe(
      'inconclusive',
    );
  });

  it('never hides a finding', () => {
    const trace = { kind: 'attacker-trace', attack: 'x', success: 'possible', reachedData: false } as const;
    expect(gate(facts(forged, absent, ...minimumDone, trace), calm).outcome).toBe('inconclusive');
  });
});
