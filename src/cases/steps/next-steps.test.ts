// The next steps ask for what there can be: nobody who was telephoned is asked for a mail.
import { expect, it } from 'vitest';
import { unknownOrganisation } from '../../custody/organisation.ts';
import { surveyCase } from '../../evidence/fixtures/survey.ts';
import { sampleCheck } from '../../reply/sample-case.ts';
import { nextSteps } from './next-steps.ts';
import type { Situation } from './situation.ts';

const situation: Situation = {
  claim: { ...surveyCase.claim, spamSince: null },
  organisation: unknownOrganisation,
  checks: [sampleCheck('spam.own-infrastructure', 'not-checked')],
  facts: [],
  unresolved: [],
  now: Date.parse('2026-04-10T12:00:00+09:00'),
  handling: null,
  acquisition: [],
  approvals: [],
  unread: [],
  unnamed: [],
  given: { register: false, spam: false, brokenLogs: [], webLogs: false },
};
const wordsOf = (more: Partial<Situation>) =>
  nextSteps({ ...situation, ...more })
    .map(({ what }) => `${what.ja} ${what.en}`)
    .join('\n');

it('of mail, a message in its original form', () => {
  expect(wordsOf({})).toContain('one spam message in its original form');
});

it.each([
  { by: 'phone', asks: 'the numbers and times of the calls' },
  { by: 'text_message', asks: 'the senders and times of the text messages' },
  { by: 'post', asks: 'the envelopes of the post' },
  { by: 'several', asks: 'where the unwanted contact came from' },
] as const)('contacted by $by: $asks', ({ by, asks }) => {
  const told = wordsOf({ claim: { ...situation.claim, contactedBy: by } });
  expect(told).toContain(asks);
  expect(told).not.toMatch(/迷惑メール|\bspam\b/);
});

it('a mail that was handed in is mail, whatever the claim says', () => {
  const given = { ...situation.given, spam: true };
  expect(wordsOf({ given, claim: { ...situation.claim, contactedBy: 'phone' } })).toContain('when the spam began');
});

it('what was given and could not be read is to be mended, before anything but an intrusion and evidence that dies', () => {
  const unread = ['a', 'b', 'c', 'd'].map((name) => ({ ja: `${name}を読めません`, en: `${name} could not be read` }));
  const [evidence, first] = nextSteps({ ...situation, unread });
  expect(evidence?.what.en).toContain('begin to copy');
  expect(first?.what.en).toContain('a could not be read / b could not be read / c could not be read, 1 more');
  expect(first?.what.ja).toContain('ほか1件');
});

it('says before anything is sent that times are those of Japan, where another place is as likely', () => {
  const told = 'names no time_zone';
  const claim = { ...situation.claim, language: 'ja' as const, receivedAt: '2026-04-09T10:00:00+09:00' };
  expect(wordsOf({ claim })).not.toContain(told);
  expect(wordsOf({ claim: { ...claim, receivedAt: '2026-04-09T10:00:00+01:00' } })).toContain(told);
  expect(wordsOf({ claim: { ...claim, language: 'en' } })).toContain(told);
  const organisation = { ...unknownOrganisation, timeZoneAssumed: undefined };
  expect(wordsOf({ claim: { ...claim, language: 'en' }, organisation })).not.toContain(told);
});

it('has an address that still stands on a page taken off it, after a copy', () => {
  const shown = { id: 'p1', kind: 'page-exposure', level: 'entity', visible: true, thisAddress: true } as const;
  expect(wordsOf({ facts: [shown], unresolved: ['p1'] })).toContain('copy the page that shows the address, then take');
  expect(wordsOf({ facts: [{ ...shown, thisAddress: false }], unresolved: ['p1'] })).not.toContain('copy the page');
});

it('has records that were walked through closed and listed, and no host isolated for it', () => {
  const walk = {
    id: 'w1',
    kind: 'attacker-trace',
    attack: 'bulk-read',
    success: 'possible',
    reachedData: true,
  } as const;
  const words = wordsOf({ facts: [walk], unresolved: ['w1'] });
  expect(words).toContain('list from the copies which were opened');
  expect(words).not.toContain('isolate the host');
  // Shared among many addresses it is no less open, and what a known job reads is its work.
  const shared = { id: 'w2', kind: 'bulk-read', requests: 640, known: false, how: 'shared-walk' } as const;
  expect(wordsOf({ facts: [shared], unresolved: ['w2'] })).toContain('list from the copies which were opened');
  expect(wordsOf({ facts: [{ ...shared, known: true }], unresolved: ['w2'] })).not.toContain('list from the copies');
});

it('has logins of staff ended first where a list went to a network from which staff do not work', () => {
  const pointers = [{ path: 'logs/access.log', sha256: 'a'.repeat(64), line: 77, byteStart: 0, byteEnd: 9 }];
  const export_ = { id: 'x1', kind: 'bulk-read', requests: 1, known: false, what: 'export', pointers } as const;
  const [first] = nextSteps({ ...situation, facts: [{ ...export_, how: 'stray-export' }], unresolved: ['x1'] });
  expect(first?.what.en).toMatch(/logs\/access\.log:77\): end every login of staff/);
  expect(wordsOf({ facts: [export_], unresolved: ['x1'] })).not.toContain('end every login of staff');
});

it('has a name used from where nobody works locked, named by its line, and no host isolated for it', () => {
  const pointers = [{ path: 'logs/audit.log', sha256: 'a'.repeat(64), line: 1545, byteStart: 0, byteEnd: 9 }];
  const read = { id: 'f9', kind: 'bulk-read', requests: 580, known: false, what: 'records', pointers } as const;
  const login = {
    ...({
      id: 'f8',
      kind: 'attacker-trace',
      attack: 'bruteforce-login',
      success: 'possible',
      reachedData: true,
    } as const),
    ...{ record: 'application' as const, strange: true, pointers },
  };
  for (const fact of [{ ...read, strange: true }, login]) {
    const told = wordsOf({ facts: [fact], unresolved: [fact.id] });
    expect(told).toContain('it is named in logs/audit.log:1545), and lock it until its owner has been asked');
    expect(told).not.toContain('isolate the host');
  }
  expect(wordsOf({ facts: [read], unresolved: ['f9'] })).not.toContain('lock it until');
});

it('has a file that lay open taken off the server after a copy, and no host isolated nor police told for it', () => {
  const fact = {
    ...({
      id: 'f9',
      kind: 'attacker-trace',
      attack: 'sensitive-file',
      success: 'possible',
      reachedData: true,
    } as const),
    sources: 5,
  };
  const told = wordsOf({ facts: [fact], unresolved: ['f9'] });
  expect(told).toContain('copy the files that lay open, then take them off the public server');
  expect(told).not.toMatch(/isolate the host|cyber desk of the police/);
});

it('has an account at a company closed there, and no host of ours isolated for it', () => {
  const login = {
    id: 'v1',
    kind: 'attacker-trace',
    attack: 'bruteforce-login',
    success: 'shown',
    reachedData: true,
    record: 'application',
  } as const;
  const atVendor = wordsOf({ facts: [{ ...login, vendor: 'Postbote' }], unresolved: ['v1'] });
  expect(atVendor).toContain('end every session of the account at Postbote');
  expect(atVendor).not.toContain('isolate the host');
  expect(wordsOf({ facts: [login], unresolved: ['v1'] })).toContain('isolate the host');
});

it('has evidence kept before any word, unless copies are on record or it lasts for days', () => {
  const log = 'logs/a.log';
  const words = (more: Partial<Situation>) => nextSteps({ ...situation, ...more })[0]?.what.en ?? '';
  expect(words({})).toBe('stop rotation and automatic deletion, and begin to copy the logs');
  expect(words({ firstToGo: { log, at: '2026-04-11T00:00:00+09:00' } })).toContain(
    'logs/a.log first: its oldest lines go about 2026-04-11 00:00',
  );
  expect(words({ firstToGo: { log, at: '2026-04-10T11:00:00+09:00' } })).toContain('may be gone by now');
  expect(words({ firstToGo: { log, at: '2026-05-30T00:00:00+09:00' } })).not.toContain('begin to copy');
});

it('tells of a file under a name that is not read, and that somebody else’s complaint is another case', () => {
  const told = wordsOf({ unnamed: ['claim-2.eml', '名簿.csv'] });
  expect(told).toContain('claim-2.eml, 名簿.csv');
  expect(told).toContain('別の一件にする');
  expect(wordsOf({})).not.toContain('別の一件');
});

it('asks nobody when they entered what the register has one dated entry of', () => {
  const claim = { ...situation.claim, submittedAt: null, spamSince: '2026-04-01' };
  const entry = { id: 'f1', kind: 'in-register' as const, found: true, times: 1, firstAt: '2026-03-01' };
  expect(wordsOf({ claim })).toContain('when the address was entered');
  expect(wordsOf({ claim, facts: [entry] })).not.toContain('when the address was entered');
  expect(wordsOf({ claim, facts: [{ ...entry, times: 2 }] })).toContain('when the address was entered');
});

it('a company that the spam names is asked in writing', () => {
  const origin = { kind: 'mail-origin', origin: 'not_ours', carriesOurName: false } as const;
  const named = wordsOf({ facts: [{ id: 'f1', ...origin, names: 'FuelUp; こだま印刷' }] });
  expect(named).toContain('ask FuelUp and こだま印刷, which the spam names, in writing');
  expect(wordsOf({ facts: [{ id: 'f1', ...origin }] })).not.toContain('which the spam names');
});

it('who asks to be telephoned is telephoned, until an answer went out', () => {
  const claim = { ...situation.claim, text: 'Please call me back before the weekend.' };
  expect(wordsOf({ claim })).toContain('asks to be telephoned');
  expect(wordsOf({})).not.toContain('asks to be telephoned');
});
