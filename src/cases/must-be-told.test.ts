import { describe, expect, it } from 'vitest';
import { readOrganisation, unknownOrganisation } from '../custody/organisation.ts';
import { noRotationSettings } from '../custody/rotation-settings.ts';
import { surveyCase } from '../evidence/fixtures/survey.ts';
import { dueDates } from './clocks/due-dates.ts';
import { mustBeTold } from './must-be-told.ts';
import { nextSteps } from './steps/next-steps.ts';
import type { Situation } from './steps/situation.ts';
import { triage } from './triage/triage.ts';

const now = Date.parse('2026-04-10T12:00:00+09:00');
const claim = { ...surveyCase.claim, receivedAt: '2026-04-10T09:00:00+09:00' };
const organisationOf = (yaml: string) =>
  readOrganisation({ path: 'org.yaml', sha256: '', bytes: new TextEncoder().encode(yaml) });
const told = (organisation = unknownOrganisation) =>
  mustBeTold({ claim, organisation, deadlines: dueDates({ claim, organisation, now }), now });

const named = organisationOf(`
insurer: { name: Kita Insurance, contact: 03-0000-0000 }
client: [{ name: Client A }, Client B]
parent: Parent Co.
`);

const noLogs = { logs: [], signs: [], looked: 0, bytes: 0, whole: true, left: 0 };
const situation: Situation = {
  claim,
  organisation: unknownOrganisation,
  checks: [],
  facts: [],
  unresolved: [],
  now,
  handling: null,
  acquisition: [],
  approvals: [],
  unread: [],
  unnamed: [],
  given: { register: false, spam: false, brokenLogs: [], webLogs: false },
};

describe('who else must be told', () => {
  it('the insurer comes first, before the holding reply is due', () => {
    const [first] = told();
    expect(first).toMatchObject({ id: 'insurer', owner: 'manager', by: '2026-04-10T13:00:00+09:00' });
  });

  it('each has an owner and a time', () => {
    for (const { owner, by, id } of told(named)) {
      expect(owner, id).toMatch(/^(?:support|engineer|officer|manager)$/);
      expect(Number.isNaN(Date.parse(by)), id).toBe(false);
    }
  });

  it('a client, parent or card company only where org.yaml names one', () => {
    const ids = (organisation = unknownOrganisation) => told(organisation).map(({ id }) => id);
    expect(ids()).not.toEqual(expect.arrayContaining(['client']));
    expect(ids()).not.toContain('parent');
    expect(ids(named)).toEqual(expect.arrayContaining(['client', 'parent']));
    expect(ids(named)).not.toContain('card');
  });

  it('whoever complains may work for us, and is not told of their own complaint', () => {
    const organisation = organisationOf(
      'vendors: [{ name: Post House }, { name: A Studio, sends_from: [studio.example] }]',
    );
    const writer = { ...claim, address: 'hello@studio.example' };
    const vendors = mustBeTold({ claim: writer, organisation, deadlines: [], now }).find(({ id }) => id === 'vendors');
    expect(vendors?.named.map(({ name }) => name.en)).toEqual(['Post House']);
    expect(told(organisation).find(({ id }) => id === 'vendors')?.named).toHaveLength(2);
  });

  it('the authority by the clock of its law, the representative only where that law applies', () => {
    expect(told().find(({ id }) => id === 'authority')?.by).toMatch(/^2026-04-1[2-5]T/);
    expect(told().some(({ id }) => id === 'representatives')).toBe(false);
    expect(told({ ...unknownOrganisation, regimes: ['gdpr'] }).map(({ id }) => id)).toContain('representatives');
  });
});

it.each([
  ['2009-04-15', 'the ministry that oversees our trade'],
  ['2016-03-01', 'the ministry that oversees our trade'],
  ['2020-03-02', 'the Personal Information Protection Commission'],
])('on %s the authority is %s', (day, who) => {
  const ppc = organisationOf('authorities: [{ name: { ja: 個人情報保護委員会, en: PPC } }]');
  const then = Date.parse(`${day}T12:00:00+09:00`);
  const input = { claim: { receivedAt: `${day}T09:00:00+09:00` }, organisation: ppc, now: then };
  const all = mustBeTold({ ...input, deadlines: dueDates(input) });
  const authority = all.find(({ id }) => id === 'authority');
  expect(authority?.who.en).toBe(who);
  // Who takes questions of customers today is not whom one reported to then.
  expect(authority?.named).toEqual([]);
  expect(JSON.stringify(all)).not.toContain('Art. 26');
});

it('one hour for one thing: triage, telephone and next steps agree, late or not', () => {
  for (const received of ['2026-04-10T09:00:00+09:00', '2026-04-09T11:05:00+09:00', '2026-04-09T12:20:00+09:00']) {
    const late = { ...claim, receivedAt: received };
    const { text } = triage({ claim: late, organisation: named, peek: noLogs, settings: noRotationSettings, now });
    const flat = text.replace(/\n +(?!-)/g, '').replaceAll(' ', '');
    const steps = nextSteps({ ...situation, claim: late, organisation: named });
    const step = (words: string) =>
      steps
        .find(({ what }) => what.en.includes(words))
        ?.by?.slice(0, 16)
        .replace('T', '');
    const answer = step('holding reply');
    expect(flat).toContain(`一次回答を送る（holding.ja.txt）：${answer}`);
    expect(flat).toContain(`${answer}までに、あらためてご連絡いたします`);
    expect(flat).toContain(`KitaInsurance03-0000-0000）：${step('insurer')}`);
  }
});

it('triage lists names with contacts, owner and time, in both languages', () => {
  const { text } = triage({ claim, organisation: named, peek: noLogs, settings: noRotationSettings, now });
  // Lines are wrapped: read as one.
  const flat = text.replace(/\n +(?!-)/g, ' ');
  expect(flat.replaceAll(' ', '')).toMatch(/保険会社（KitaInsurance03-0000-0000）：2026-04-1013:00.*担当経営者/);
  expect(flat).toMatch(/the client whose data we handle \(Client A, Client B\): by 2026-04-11.*privacy officer/);
});

it('the authority abroad is due by the clock of the law, with what a vendor told counted', () => {
  const organisation = organisationOf(`
time_zone: Europe/London
regimes: [uk]
vendors: [{ name: A, answer: announced, answered_at: 2026-04-08 15:00 }]
`);
  const input = { claim, organisation, now };
  const deadlines = dueDates(input);
  const row = mustBeTold({ ...input, deadlines }).find(({ id }) => id === 'representatives');
  expect(row?.by).toBe(deadlines.find(({ clock }) => clock === 'uk.authority')?.by);
  expect(row?.by.slice(0, 10)).toBe('2026-04-11');
});

describe('next steps', () => {
  const steps = (more: Partial<Situation>) => nextSteps({ ...situation, ...more }).map(({ what }) => what.en);

  it('without a finding nobody is told but whom org.yaml names for every complaint', () => {
    expect(steps({}).some((step) => step.startsWith('tell '))).toBe(false);
    expect(steps({ organisation: named }).filter((step) => step.startsWith('tell '))).toEqual([
      expect.stringContaining('insurer'),
      expect.stringContaining('client'),
    ]);
  });

  it('with a finding the insurer stands before the letters, the police only with traces that an attack worked', () => {
    const open = steps({ unresolved: ['f1'] });
    // Evidence that dies comes before any word.
    expect(open[1]).toContain('insurer');
    expect(open.some((step) => step.includes('police'))).toBe(false);
    const facts = [
      { id: 'f1', kind: 'attacker-trace' as const, attack: 'sqli-union', success: 'shown' as const, reachedData: true },
    ];
    expect(steps({ unresolved: ['f1'], facts }).some((step) => step.includes('police'))).toBe(true);
  });

  describe('what was given and could not be used is mended, not asked for again', () => {
    const open = (id: string) => ({
      ...{ id, asks: { ja: '', en: '' }, says: { ja: '', en: '' }, because: { ja: '', en: '' } },
      ...{ result: 'not-checked' as const, pointers: [], looked: null, power: null, blindTo: [], falseAlarms: [] },
    });
    const nothing = situation.given;
    it.each([
      { id: 'register.holds-address', given: {}, wants: /^provide the register/ },
      { id: 'register.holds-address', given: { register: true }, wants: /^mend the rows/ },
      { id: 'spam.own-infrastructure', given: {}, wants: /one spam message/ },
      { id: 'spam.own-infrastructure', given: { spam: true }, wants: /sends_from/ },
      { id: 'logs.attack-traces', given: {}, wants: /^collect the access logs/ },
      {
        id: 'logs.attack-traces',
        given: { brokenLogs: ['logs/a.gz'], webLogs: true },
        wants: /copy of the broken logs \(logs\/a\.gz\)/,
      },
      { id: 'logs.attack-traces', given: { webLogs: true }, wants: /not understood/ },
    ])('$id with $given', ({ id, given, wants }) => {
      const told = steps({ checks: [open(id)], given: { ...nothing, ...given } });
      expect(told.filter((step) => wants.test(step))).toHaveLength(1);
    });

    it('a search that missed a part of the time asks for the rest', () => {
      const searched = { ...open('logs.attack-traces'), result: 'nothing-found' as const };
      const dated = { ...claim, submittedAt: '2026-04-01', spamSince: '2026-04-08' };
      const done = (covered: boolean) => [
        { id: 'm1', kind: 'minimum-check' as const, check: 'logs' as const, done: covered },
      ];
      const missing = /missing between the day of entry/;
      expect(steps({ claim: dated, checks: [searched], facts: done(false) }).some((step) => missing.test(step))).toBe(
        true,
      );
      expect(steps({ claim: dated, checks: [searched], facts: done(true) }).some((step) => missing.test(step))).toBe(
        false,
      );
    });
  });
});

it('whether it counts as known is decided before an authority is told, which is told if it applies', () => {
  const steps = nextSteps({
    ...situation,
    unresolved: ['f1'],
    organisation: { ...unknownOrganisation, regimes: ['gdpr'] },
  });
  const at = (words: RegExp) => steps.findIndex(({ what }) => words.test(what.en));
  expect(at(/counts as being aware/)).toBeGreaterThanOrEqual(0);
  expect(at(/^if it applies, tell the EU or UK/)).toBeGreaterThan(at(/counts as being aware/));
});

it('an authority whose law is not counted is given no day of another law', () => {
  const organisation = organisationOf('time_zone: Australia/Sydney');
  const authority = told(organisation).find(({ id }) => id === 'authority');
  expect(organisation.regimesAssumed).toBe(true);
  expect(authority?.undated).toBe(true);
  const steps = nextSteps({ ...situation, organisation, unresolved: ['f1'] }).map(({ what }) => what.en);
  expect(steps).toContain('ask counsel whether, and by when, to tell the authority that oversees you');
});

it('what the letters say is being found out of a list written out is a step', () => {
  const read = { id: 'f1', kind: 'bulk-read', requests: 2, known: false, what: 'export' } as const;
  const words = (unresolved: readonly string[]) =>
    nextSteps({ ...situation, facts: [read], unresolved }).filter(({ what }) => /were part of it/.test(what.en));
  expect(words(['f1'])).toHaveLength(1);
  expect(words([])).toHaveLength(0);
});
