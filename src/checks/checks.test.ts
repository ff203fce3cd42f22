import { describe, expect, it } from 'vitest';
import { readCanaries } from '../custody/canaries.ts';
import { readExports } from '../custody/exports.ts';
import { unknownOrganisation } from '../custody/organisation.ts';
import { readRegister } from '../custody/register.ts';
import type { Claim } from '../vocabulary/case-file.ts';
import { addressGuessability } from './address-guessability.ts';
import { canariesGuess } from './canaries-guess.ts';
import { canariesRegister } from './canaries-register.ts';
import { canariesVendor } from './canaries-vendor.ts';
import type { Sources } from './check.ts';
import { complaintsSimilar } from './complaints-similar.ts';
import { exportsListGiven } from './exports-list-given.ts';
import { allChecks } from './index.ts';
import { mailVisibleRecipients } from './mail-visible-recipients.ts';
import { briefClaim, noSources } from './no-sources.test-support.ts';
import { notBuilt } from './not-built.ts';
import { pagesExposedAddress } from './pages-exposed-address.ts';
import { registerHoldsAddress } from './register-holds-address.ts';
import { firstRegistered, riskWindow } from './risk-window.ts';
import { spamDictionaryRecipients } from './spam-dictionary-recipients.ts';
import type { SpamSample } from './spam-evidence.ts';
import { spamFormValues } from './spam-form-values.ts';
import { spamOwnInfrastructure } from './spam-own-infrastructure.ts';
import { spamReceivedChain } from './spam-received-chain.ts';
import { timingDelay } from './timing-delay.ts';
import { vendorsAsked } from './vendors-asked.ts';

const claim: Claim = { ...briefClaim, name: '大野 薫', address: 'kaoru@example.net' };
const zone = 'Asia/Tokyo';
const at = (text: string) => Date.parse(`${text}T00:00:00+09:00`);
const nothing: Sources = {
  claim,
  organisation: unknownOrganisation,
  now: at('2026-06-12'),
  ...noSources,
  risk: { from: at('2026-05-01'), to: at('2026-06-02') },
};
const file = (path: string, text: string) => ({ path, sha256: 'e'.repeat(64), bytes: new TextEncoder().encode(text) });
const register = (rows: string) => readRegister(file('register.csv', `address,form,at,ip,name,answer\n${rows}`), zone);
const sample = (more: Partial<SpamSample>): SpamSample => ({
  path: 'spam/1.eml',
  origin: 'not_ours',
  carriesOurName: false,
  refusedAsOurs: false,
  claimsOurHost: false,
  leadsElsewhere: false,
  threat: null,
  receivedAt: '2009-04-09T03:12:51+09:00',
  hops: 2,
  boundary: { path: 'spam/1.eml', sha256: 'f'.repeat(64), line: 2, byteStart: 10, byteEnd: 40 },
  anomalies: 0,
  recipients: { count: 1, named: 0, includesComplainant: true, pattern: 'none', p: 1, pointer: null },
  formValues: [],
  kind: 'message',
  ...more,
});
const pointer = { path: 'spam/1.eml', sha256: 'f'.repeat(64), line: 9, byteStart: 90, byteEnd: 120 };

describe('every check', () => {
  it('has an id of its own', () => {
    const ids = allChecks.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('says what it cannot see and what sets it off innocently, unless it is not built', () => {
    for (const { id, blindTo, falseAlarms } of allChecks) {
      if (notBuilt.some((check) => check.id === id)) continue;
      expect(blindTo.length, id).toBeGreaterThan(0);
      expect(falseAlarms.length, id).toBeGreaterThan(0);
    }
  });

  it('without its source is not checked, with a reason in both languages', async () => {
    for (const check of allChecks) {
      const { finding, facts } = await check.run(nothing);
      if (check.id === 'timing.delay' || check.id === 'address.guessability') continue; // the claim itself is their source
      expect(finding.kind, check.id).toBe('not-checked');
      if (finding.kind === 'not-checked')
        expect(finding.because.ja.length * finding.because.en.length, check.id).toBeGreaterThan(0);
      expect(facts, check.id).toEqual([]);
    }
  });

  it('tells a source that could not be read from one that was not given', async () => {
    const because = { ja: '壊れています', en: 'broken' };
    const { finding } = await registerHoldsAddress.run({ ...nothing, unreadable: { register: because } });
    expect(finding).toEqual({ kind: 'not-checked', because });
  });
});

describe('register.holds-address', () => {
  it('finds the address in any case of letters, with first time and forms', async () => {
    const held = register(
      'KAORU@example.net,B,2026-05-12,,,\nkaoru@example.net,A,2026-05-01,,,\nx@example.org,A,2026-05-02,,,\n',
    );
    const { finding, facts } = await registerHoldsAddress.run({ ...nothing, register: held });
    expect(finding).toMatchObject({ kind: 'found', at: [{ line: 3 }, { line: 2 }] });
    expect(facts[0]).toMatchObject({
      kind: 'in-register',
      found: true,
      times: 2,
      firstAt: '2026-05-01',
      forms: 'A; B',
    });
    expect(facts[1]).toMatchObject({ kind: 'people-exposed', people: 2 });
  });

  it.each([
    {
      at: '01/11/2026 03:05 PM',
      beside: '05/13/2026 09:00 AM',
      first: '2026-01-11T15:05:00+09:00',
      told: 'month, day, year',
    },
    {
      at: '01/11/2026 03:05 PM',
      beside: '05/12/2026 09:00 AM',
      first: undefined,
      told: 'the date of 2 rows could not be read',
    },
    { at: '46143.5', beside: '46144', first: '2026-05-01T12:00:00+09:00', told: 'counts from 1900' },
  ])('$at beside $beside is told as read: $told', async ({ at, beside, first, told }) => {
    const held = register(`kaoru@example.net,A,${at},,,\nx@example.org,A,${beside},,,\n`);
    const { finding, facts } = await registerHoldsAddress.run({ ...nothing, register: held });
    expect(facts[0]?.kind === 'in-register' && facts[0].firstAt).toBe(first);
    expect(finding.kind === 'found' && finding.says?.en).toContain(told);
  });

  it('does not say "not there" while rows could not be read', async () => {
    const { finding } = await registerHoldsAddress.run({
      ...nothing,
      register: register('not an address,A,2026-05-01,,,\n'),
    });
    expect(finding.kind).toBe('not-checked');
  });
});

describe('exports.list-given', () => {
  it.each([
    {
      name: 'an export before the submission cannot hold the address',
      row: 'l,V,2026-04-01,x,9,',
      found: 'nothing-found',
    },
    { name: 'one after the first spam came too late', row: 'l,V,2026-06-05,x,9,', found: 'nothing-found' },
    { name: 'one in between may hold it', row: 'l,V,2026-05-20,x,9,', found: 'found' },
    { name: 'one that is said not to hold it does not count', row: 'l,V,2026-05-20,x,9,no', found: 'nothing-found' },
    {
      name: 'an export without a readable date leaves the question open',
      row: 'l,V,someday,x,9,',
      found: 'not-checked',
    },
  ])('$name', async ({ row, found }) => {
    const exports = readExports(file('exports.csv', `list,vendor,at,requested_by,rows,contains_this\n${row}\n`), zone);
    expect((await exportsListGiven.run({ ...nothing, exports })).finding.kind).toBe(found);
  });

  const given = (rows: string) =>
    readExports(file('exports.csv', `list,vendor,at,requested_by,rows,contains_this\n${rows}`), zone);

  it('a list that went out between the first entry in our register and the day the customer names may hold it', async () => {
    const register = readRegister(
      file('register.csv', `email,form,at\n${nothing.claim.address},Trial,2026-03-01T10:00:00+09:00\n`),
      zone,
    );
    const exports = given('l,V,2026-04-01,x,9,\nl,W,2026-02-01,x,9,\n');
    const { facts } = await exportsListGiven.run({ ...nothing, register, exports });
    expect(facts.filter(({ kind }) => kind === 'vendor-held')).toMatchObject([{ vendor: 'V', thisRecord: 'unknown' }]);
    expect(riskWindow(nothing.claim, firstRegistered({ ...nothing, register }), zone)?.from).toBe(
      Date.parse('2026-03-01T10:00:00+09:00'),
    );
  });

  it('of several lists to one company, names one that held this record, and counts them', async () => {
    const exports = given('a,V,2026-05-12,x,9,\nb,V,2026-05-20,x,7,yes\nc,V,2026-05-25,x,8,yes\n');
    const { facts } = await exportsListGiven.run({ ...nothing, exports });
    const [held] = facts.filter(({ kind }) => kind === 'vendor-held');
    expect(held).toMatchObject({ thisRecord: 'yes', list: 'b', rows: 7, times: 3, lastAt: '2026-05-25' });
    expect(held).not.toHaveProperty('heldEachTime');
  });

  it('tells of what went out after the spam began, apart from what may have brought it', async () => {
    // The second went out on the day after the first spam: that day's midnight is no part of the time in question.
    const rows = 'l,V,2026-05-20,x,9,yes\nl,W,2026-06-02,x,9,yes\nl,X,2026-06-06,x,9,no\nl,Y,2026-07-01,x,9,yes\n';
    const exports = readExports(file('exports.csv', `list,vendor,at,requested_by,rows,contains_this\n${rows}`), zone);
    const { facts, finding } = await exportsListGiven.run({ ...nothing, exports });
    expect(facts[0]).toMatchObject({ vendors: 1, exports: 1, later: 1, laterTo: 'W', laterHeld: 'yes' });
    expect(facts.filter(({ kind }) => kind === 'vendor-held')).toMatchObject([{ vendor: 'V' }]);
    expect(finding).toMatchObject({ says: { en: expect.stringContaining('1 more after the spam began') } });
  });
});

describe('vendors.asked', () => {
  const vendor = (answer: 'none' | 'replied' | 'checked' | 'announced') => ({
    name: 'V',
    does: null,
    answer,
    answeredAt: null,
    coversThisRecord: null,
    sendsFrom: [],
  });
  it.each([
    { answer: 'none' as const, kind: 'not-checked' },
    { answer: 'replied' as const, kind: 'nothing-found' },
    { answer: 'announced' as const, kind: 'found' },
  ])('a vendor that answered "$answer" makes it $kind', async ({ answer, kind }) => {
    const { finding } = await vendorsAsked.run({
      ...nothing,
      organisation: { ...unknownOrganisation, vendors: [vendor(answer)] },
    });
    expect(finding.kind).toBe(kind);
  });

  it('an answer that is not about this record answers nothing for it, unless the vendor never had it', async () => {
    const organisation = {
      ...unknownOrganisation,
      vendors: [{ ...vendor('checked'), coversThisRecord: false }],
    };
    const { finding } = await vendorsAsked.run({ ...nothing, organisation });
    expect(finding.kind === 'not-checked' && finding.because.en).toContain('1 did not answer for this record');
    const rows = 'list,vendor,at,requested_by,rows,contains_this\nl,V,2026-05-20,x,9,no\n';
    const exports = readExports(file('exports.csv', rows), zone);
    expect((await vendorsAsked.run({ ...nothing, organisation, exports })).finding.kind).toBe('nothing-found');
  });

  it.each([
    { covers: null, want: 'unknown' },
    { covers: false, want: 'no' },
    { covers: true, want: 'yes' },
  ])('a notice whose scope org.yaml gives as $covers concerns this record: $want', async ({ covers, want }) => {
    const { facts } = await vendorsAsked.run({
      ...nothing,
      organisation: { ...unknownOrganisation, vendors: [{ ...vendor('announced'), coversThisRecord: covers }] },
    });
    expect(facts).toMatchObject([{ kind: 'vendor-answer', coversThisRecord: want }]);
  });
});

it('where no mail came, no sample is missed, and what came is called by its name', async () => {
  const claim = { ...nothing.claim, contactedBy: 'phone' as const, submittedAt: '2026-05-01', spamSince: '2026-05-12' };
  const { finding } = await spamOwnInfrastructure.run({ ...nothing, claim });
  expect(finding.kind === 'not-checked' && finding.because.en).toBe(
    'the complaint is about unwanted calls: there is no message to examine',
  );
  for (const check of [addressGuessability, canariesGuess]) {
    const answer = await check.run({ ...nothing, claim });
    expect(answer.facts).toEqual([]);
    expect(answer.finding.kind === 'not-checked' && answer.finding.because.en).toContain('has no bearing on it');
  }
  const delay = await timingDelay.run({ ...nothing, claim });
  expect(delay.finding.kind === 'found' && delay.finding.says?.en).toContain('to the first unwanted call');
});

describe('canaries', () => {
  const table = (rows: string) =>
    readCanaries(
      file('canaries.csv', `address,kind,planted_at,vendor,heartbeat_at,hit_at,campaign,twin_hit,group\n${rows}`),
      zone,
    );

  it('silence counts only for canaries planted before and still alive', async () => {
    const canaries = table(
      'a@c.example,register,2026-04-01,,2026-06-01,,,,\nb@c.example,register,2026-05-20,,2026-06-01,,,,\nd@c.example,register,2026-04-01,,2026-01-01,,,,\n',
    );
    const { finding, facts } = await canariesRegister.run({ ...nothing, canaries });
    expect(finding.kind).toBe('nothing-found');
    expect(facts).toMatchObject([{ planted: 1, hits: 0 }]);
  });

  it('a hit that is written and cannot be read is no silence', async () => {
    const canaries = table(
      'a@c.example,register,2026-04-01,,2026-06-01,,,,\nb@c.example,register,2026-04-01,,2026-06-01,届いた,,,\n',
    );
    for (const check of [canariesRegister, canariesGuess, canariesVendor]) {
      const { finding, facts } = await check.run({ ...nothing, canaries });
      expect([finding.kind, facts], check.id).toEqual(['not-checked', []]);
    }
    const said = table('a@c.example,register,2026-04-01,,2026-06-01,なし,,,\n');
    expect((await canariesRegister.run({ ...nothing, canaries: said })).finding.kind).toBe('nothing-found');
  });

  it('a hit is found, and the twin that was hit too is counted beside it', async () => {
    const canaries = table('a@c.example,register,2026-04-01,,,2026-06-03,c1,yes,\n');
    const { finding, facts } = await canariesRegister.run({ ...nothing, canaries });
    expect(finding.kind).toBe('found');
    expect(facts).toMatchObject([{ hits: 1, twinsHit: 1, campaigns: 1 }]);
  });

  it('guess canaries are watched for years, and vendor canaries count one vendor each', async () => {
    const canaries = table('a@c.example,guess,2025-06-12,,,,,,\nb@c.example,vendor,2026-04-01,V,2026-06-01,,,,\n');
    expect((await canariesGuess.run({ ...nothing, canaries })).facts).toMatchObject([
      { kind: 'guess-canaries', planted: 1, hits: 0 },
    ]);
    expect((await canariesVendor.run({ ...nothing, canaries })).facts).toMatchObject([
      { kind: 'vendor-canaries', vendor: 'V', planted: 1 },
    ]);
  });
});

describe('complaints.similar', () => {
  const held = register('kaoru@example.net,A,2026-05-01,,,\nx@example.org,A,2026-05-02,,,\n');

  it('without a log of complaints their absence says nothing', async () => {
    expect((await complaintsSimilar.run({ ...nothing, register: held })).finding.kind).toBe('not-checked');
  });

  it('counts those of the time in question, and keeps the earlier ones as background', async () => {
    const organisation = {
      ...unknownOrganisation,
      complaintsRecordedSince: '2025-05-01',
      complaints: [
        { at: '2026-06-03', sameSender: true, uniqueAddress: false },
        { at: '2025-12-01', sameSender: false, uniqueAddress: false },
      ],
    };
    const { facts } = await complaintsSimilar.run({ ...nothing, register: held, organisation });
    expect(facts).toMatchObject([{ count: 1, people: 2, sameSender: 1, historyComplaints: 1 }]);
  });

  it('counts complaints up to sixty days after the first spam, and has not looked where they were recorded only later', async () => {
    const run = async (complaintsRecordedSince: string, at: string) =>
      complaintsSimilar.run({
        ...nothing,
        now: Date.parse('2026-12-01T00:00:00+09:00'),
        risk: riskWindow(claim, null, 'Asia/Tokyo'),
        register: held,
        organisation: {
          ...unknownOrganisation,
          complaintsRecordedSince,
          complaints: [{ at, sameSender: false, uniqueAddress: false }],
        },
      });
    expect((await run('2025-05-01', '2026-07-30')).facts).toMatchObject([{ count: 1 }]);
    expect((await run('2025-05-01', '2026-08-02')).facts).toMatchObject([{ count: 0 }]);
    expect((await run('2026-07-30', '2026-07-31')).finding.kind).toBe('found');
    expect((await run('2026-08-02', '2026-08-03')).finding.kind).toBe('not-checked');
  });
});

describe('address.guessability', () => {
  it.each([
    { address: 'satou@example.net', en: /^about \d{1,3} to \d{1,3} guesses/, ja: /およそ\d{1,3}〜\d{1,3}回/ },
    {
      address: 'x8fj2kq0zz1a@example.net',
      en: /^about 10\^\d\d to 10\^\d\d guesses/,
      ja: /およそ10\^\d\d〜10\^\d\d回/,
    },
  ])('says a number of guesses as a person would: $address', async ({ address, en, ja }) => {
    const { finding } = await addressGuessability.run({ ...nothing, claim: { ...claim, address } });
    expect(finding).toMatchObject({ says: { en: expect.stringMatching(en), ja: expect.stringMatching(ja) } });
  });

  const aoba = {
    ...unknownOrganisation,
    name: { ja: '青葉文具', en: 'Aoba Stationery Ltd' },
    sendsFrom: ['mail.aoba-bungu.example'],
  };
  it.each([
    ['kaoru+aoba@example.net', true],
    ['kaoru+aobabungu@example.net', true],
    ['kaoru+Aoba2026@example.net', true],
    ['kaoru+aoba-survey@example.net', true],
    ['kaoru+7qk2xv9@example.net', false],
    ['aoba-survey@kaoru-ohno.example', true],
    ['quilt.7f3k@kaoru-ohno.example', false],
  ])('takes an address that its owner marked for us as such: %s', async (address, tagGuessable) => {
    const marked = { ...nothing, organisation: aoba, claim: { ...claim, address, firstUseClaimed: true } };
    const { facts, finding } = await addressGuessability.run(marked);
    expect(facts.slice(1)).toEqual([{ kind: 'unique-address', form: 'tagged', tagGuessable, pointers: [] }]);
    expect(finding).toMatchObject({ says: { en: expect.stringContaining('given to us') } });
  });

  it.each([
    { name: 'at a provider for anybody', address: 'aoba-survey@gmail.com', firstUseClaimed: true },
    { name: 'whose owner says nothing of it', address: 'aoba-survey@kaoru-ohno.example', firstUseClaimed: null },
  ])('takes an address with our name $name for an ordinary one', async ({ address, firstUseClaimed }) => {
    const given = { ...nothing, organisation: aoba, claim: { ...claim, address, firstUseClaimed } };
    expect((await addressGuessability.run(given)).facts).toHaveLength(1);
  });

  it.each([
    { name: 'Kaoru Ohno', facts: 2 },
    { name: 'Kaoru Aoba', facts: 1 },
  ])('takes our name at a domain that is not ours for a mark, unless it is that of $name', async ({ name, facts }) => {
    const marked = { ...claim, name, address: 'aoba@example.net', firstUseClaimed: true };
    expect((await addressGuessability.run({ ...nothing, organisation: aoba, claim: marked })).facts).toHaveLength(
      facts,
    );
  });

  it.each([
    'kaoru@example.net',
    'kaoru+news@example.net',
    'kaoru+kodama@example.net',
    'kaoru+survey2026@example.net',
    '+aoba@example.net',
    'kaoru+mail@example.net',
  ])('takes no other address for one made for us: %s', async (address) => {
    const { facts } = await addressGuessability.run({
      ...nothing,
      organisation: aoba,
      claim: { ...claim, address, firstUseClaimed: true },
    });
    expect(facts).toHaveLength(1);
  });

  it('asks the customer, not the tag, whether a random one was for us alone', async () => {
    const untold = { ...claim, address: 'kaoru+7qk2xv9@example.net', firstUseClaimed: null };
    expect((await addressGuessability.run({ ...nothing, organisation: aoba, claim: untold })).facts).toHaveLength(1);
  });
});

describe('timing.delay', () => {
  it('counts days, and does not count backwards', async () => {
    expect((await timingDelay.run(nothing)).facts).toMatchObject([{ delayDays: 31 }]);
    expect((await timingDelay.run({ ...nothing, claim: { ...claim, spamSince: '2026-04-01' } })).finding.kind).toBe(
      'not-checked',
    );
  });

  it('takes the day of the submission from the register where the customer gave none, and says so', async () => {
    const held = register('kaoru@example.net,survey,2026-05-12,,,\nkaoru@example.net,survey,2026-05-20,,,');
    const undated = { ...nothing, claim: { ...claim, submittedAt: null } };
    expect((await timingDelay.run(undated)).finding.kind).toBe('not-checked');
    const { facts, finding } = await timingDelay.run({ ...undated, register: held });
    expect(facts).toMatchObject([{ delayDays: 20, pointers: [{ path: 'register.csv', line: 2 }] }]);
    expect(finding).toMatchObject({ kind: 'found', says: { en: expect.stringContaining('by our register') } });
  });

  it('spam on the day of the submission is in order, the day before it is not', async () => {
    const submittedAt = '2026-06-01T15:00:00+09:00';
    expect((await timingDelay.run({ ...nothing, claim: { ...claim, submittedAt } })).facts).toMatchObject([
      { delayDays: 0.5 },
    ]);
    const { finding } = await timingDelay.run({
      ...nothing,
      claim: { ...claim, submittedAt, spamSince: '2026-05-31' },
    });
    expect(finding).toMatchObject({ kind: 'not-checked', because: { en: expect.stringContaining('before') } });
  });
});

describe('spam samples', () => {
  it('counts what was handed in beside the spam, and threats under the address of the complainant', async () => {
    const threat = { showsPassword: true, ownSender: { refused: true }, pointer: null };
    const samples = [sample({ threat }), sample({ kind: 'bounce' }), sample({ origin: 'ours' })];
    const organisation = { ...unknownOrganisation, sendsFrom: ['us.example'] };
    const given = { ...nothing, organisation, spam: { samples, refused: 0 } };
    expect((await spamOwnInfrastructure.run(given)).facts).toMatchObject([
      { origin: 'not_ours', messages: 1, of: 1, bounces: 1, ownMail: 1 },
    ]);
    expect((await spamReceivedChain.run(given)).facts).toMatchObject([{ ownSender: 1, ownSenderRefused: 1 }]);
  });

  const organisation = { ...unknownOrganisation, sendsFrom: ['ours.example'] };
  const spam = (...samples: SpamSample[]) => ({ ...nothing, organisation, spam: { samples, refused: 0 } });

  it('a mailing of our own handed in beside the spam does not make the spam ours', async () => {
    const { facts } = await spamOwnInfrastructure.run(spam(sample({ origin: 'ours' }), sample({ origin: 'not_ours' })));
    expect(facts).toMatchObject([{ kind: 'mail-origin', origin: 'not_ours', messages: 1, of: 1 }]);
  });

  it('companies of ours that the spam of others names are told of with the place, those in mail of ours are not', async () => {
    const namesCompanies = [{ vendor: 'こだま印刷', pointer }];
    const { facts, finding } = await spamOwnInfrastructure.run(spam(sample({ origin: 'not_ours', namesCompanies })));
    expect(facts).toMatchObject([{ origin: 'not_ours', names: 'こだま印刷' }]);
    expect(facts[0]?.pointers).toContainEqual(pointer);
    expect(finding).toMatchObject({
      says: { en: expect.stringContaining('the name of こだま印刷 stands in the text') },
    });
    const unknown = await spamOwnInfrastructure.run(spam(sample({ origin: 'unknown', namesCompanies })));
    expect(unknown.facts).toMatchObject([{ origin: 'unknown', names: 'こだま印刷' }]);
    const unlisted = { ...spam(sample({ origin: 'unknown', namesCompanies })), organisation: unknownOrganisation };
    expect(await spamOwnInfrastructure.run(unlisted)).toMatchObject({
      facts: [{ origin: 'unknown', names: 'こだま印刷' }],
      finding: { kind: 'not-checked' },
    });
    const own = await spamOwnInfrastructure.run(spam(sample({ origin: 'ours', namesCompanies })));
    expect(own.facts[0]).not.toHaveProperty('names');
  });

  it('a mailing that showed its recipients is dated by the copy that was handed in', async () => {
    const recipients = { count: 34, named: 0, includesComplainant: true, pattern: 'none' as const, p: 1, pointer };
    const { facts } = await mailVisibleRecipients.run(spam(sample({ origin: 'ours', recipients })));
    expect(facts).toMatchObject([
      { kind: 'visible-recipients', includesThis: 'yes', sentAt: '2009-04-09T03:12:51+09:00', pointers: [pointer] },
    ]);
  });

  it('recipients are those of the very message in which this address stands', async () => {
    const list = (count: number, includesComplainant: boolean) =>
      sample({ origin: 'ours', recipients: { count, named: 0, includesComplainant, pattern: 'none', p: 1, pointer } });
    const { facts } = await mailVisibleRecipients.run(spam(list(90, false), list(12, true)));
    expect(facts).toMatchObject([{ kind: 'visible-recipients', recipients: 12, includesThis: 'yes' }]);
  });

  it('files that are no messages hold nothing that could be found missing', async () => {
    const held = register('kaoru@example.net,A,2026-05-01,,大野 薫,玄関の灯り\n');
    const unread = { ...spam(), register: held, spam: { samples: [], refused: 2 } };
    for (const check of [spamFormValues, spamOwnInfrastructure, spamReceivedChain, spamDictionaryRecipients]) {
      const { finding } = await check.run(unread);
      expect(finding.kind === 'not-checked' && finding.because.en, check.id).toContain('none of the 2 files');
    }
  });

  it('without headers the origin is unknown, not foreign', async () => {
    const { finding, facts } = await spamOwnInfrastructure.run(spam(sample({ origin: 'unknown', boundary: null })));
    expect(finding.kind).toBe('not-checked');
    expect(facts).toMatchObject([{ origin: 'unknown' }]);
    expect((await spamReceivedChain.run(spam(sample({ boundary: null })))).finding.kind).toBe('not-checked');
  });

  it('recipients beyond chance are reported, ordinary ones not', async () => {
    const list = (p: number) => ({
      count: 9,
      named: 0,
      includesComplainant: true,
      pattern: 'sorted' as const,
      p,
      pointer,
    });
    expect((await spamDictionaryRecipients.run(spam(sample({ recipients: list(1e-5) })))).finding.kind).toBe('found');
    expect((await spamDictionaryRecipients.run(spam(sample({ recipients: list(0.2) })))).finding.kind).toBe(
      'nothing-found',
    );
    expect((await spamDictionaryRecipients.run(spam(sample({})))).finding.kind).toBe('not-checked');
  });

  it('an answer only the form had is found; one that many gave is not', async () => {
    const held = register('kaoru@example.net,A,2026-05-01,,大野 薫,玄関の灯り\n');
    const value = (chance: number) =>
      sample({ formValues: [{ field: 'answer', columns: ['answer'], chance, isName: false, pointer }] });
    const found = await spamFormValues.run({ ...spam(value(0.001)), register: held });
    expect(found.facts).toMatchObject([
      { kind: 'form-values-in-spam', values: 1, formOnly: true, holds: expect.any(String) },
    ]);
    expect((await spamFormValues.run({ ...spam(value(0.3)), register: held })).finding.kind).toBe('nothing-found');
  });

  it.each([
    { address: 'kaoru.ohno@example.net', name: 'Kaoru Ohno', want: true },
    { address: 'k.ohno@example.net', name: 'Kaoru Ohno', want: false },
    { address: 't.vandermeer@example.net', name: 'Thijs van der Meer', want: false },
    { address: 'thijsvandermeer@example.net', name: 'Thijs van der Meer', want: true },
    // The message calls the person by the family name alone, which stands there.
    { address: 'k.ohno@example.net', name: 'Kaoru Ohno', inAddress: true, want: true },
  ])(
    'a name that the address shows whole weighs as such: $address, $name',
    async ({ address, name, inAddress, want }) => {
      const held = register(`${address},A,2026-05-01,,${name},x\n`);
      const value = { field: 'name', columns: ['name'], chance: 0.001, isName: true, pointer };
      const named = sample({ formValues: [{ ...value, ...(inAddress === undefined ? {} : { inAddress }) }] });
      const claim = { ...nothing.claim, address: address as typeof nothing.claim.address };
      expect((await spamFormValues.run({ ...spam(named), register: held, claim })).facts).toMatchObject([
        { kind: 'real-name-in-spam', nameInAddress: want },
      ]);
    },
  );

  it.each([
    { address: 'shop@fionnuala-doyle.example', name: 'Fionnuala', want: true },
    { address: 'shop7@gmail.com', name: 'Mai', want: false },
  ])('a whole word of the domain shows the name, a part of one does not: $address', async ({ address, name, want }) => {
    const held = register(`${address},A,2026-05-01,,${name},x\n`);
    const named = sample({ formValues: [{ field: 'name', columns: ['name'], chance: 0.001, isName: true, pointer }] });
    const claim = { ...nothing.claim, address: address as typeof nothing.claim.address };
    expect((await spamFormValues.run({ ...spam(named), register: held, claim })).facts).toMatchObject([
      { kind: 'real-name-in-spam', nameInAddress: want },
    ]);
  });
});

describe('pages.exposed-address', () => {
  it('finds the address, hidden or not, and counts others without naming them', async () => {
    const exposed = (text: string) => ({
      address: text as never,
      technique: 'html-comment',
      level: 'plain' as const,
      visible: false,
      pointer,
    });
    const pages = {
      pages: 2,
      exposed: [exposed('Kaoru@example.net'), exposed('x@example.org')],
      forms: [],
      refused: 0,
    };
    const { finding, facts } = await pagesExposedAddress.run({ ...nothing, pages });
    expect(finding).toMatchObject({ kind: 'found', says: { en: expect.not.stringContaining('example.org') } });
    expect(facts).toMatchObject([{ kind: 'page-exposure', visible: false, thisAddress: true }]);
  });

  it('does not say that it is nowhere while a page could not be read', async () => {
    const pages = { pages: 2, exposed: [], forms: [], refused: 1 };
    expect((await pagesExposedAddress.run({ ...nothing, pages })).finding.kind).toBe('not-checked');
  });
});
