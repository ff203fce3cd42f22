// Cases by chance, for laws that hold for every letter: what is missing, hostile or contradictory in one of them will
// be so in somebody's real case.
import type { CheckResult, Handling } from '../vocabulary/case-file.ts';
import { contactedBy as contactTold } from '../vocabulary/contact.ts';
import { type Fact, type FactOf, factKinds, factsOf } from '../vocabulary/fact.ts';
import { shareWords } from '../vocabulary/interval-words.ts';
import type { Outcome } from '../vocabulary/outcome.ts';
import { type Random, seededRandom } from '../vocabulary/random.ts';
import type { CaseInput } from './grounds.ts';
import { sampleCase, sampleCheck, sampleWeighing } from './sample-case.ts';

const forms = [
  '春の読者アンケート',
  'Reader survey 2009',
  '夏のキャンペーン応募フォーム（100%当たる）',
  '<script>alert(1)</script>',
  '{now} #evil() *x*',
  'とても長い名前のとても長いアンケートのとても長い応募フォームその1',
  'SQL入門講座',
  'taro@example.jp',
  '\u202e逆向き\u0000',
  null,
];
const names = ['山田 花子', '髙﨑 太郎', 'Ann O’Hara', '　', null, 'x@y.example', '<b>名前</b>'];
const questions = [
  '誰に私のアドレスを渡したのですか',
  '本当に御社から漏れていないのですか',
  'Who did you give my address to?',
  'Why did this happen? Can you guarantee that it never happens again?',
  '損害を賠償してください',
  '削除してほしい。いつまでにできますか',
  '100%御社のせいですよね？ http://bad.example/x を見てください taro@example.jp',
  'どんな情報を持っているのですか',
  '私のアドレスは貴社のサイトに掲載されていませんか',
  'Has your site been hacked?',
  'ほかに被害者は何人いますか',
  'x'.repeat(3000),
  '「」「」',
  '責任者は誰ですか',
];
const vendorNames = [
  'あおば配信',
  'Blue Mailer Ltd',
  'とても長い名前の配信代行サービス株式会社東京支店',
  'a@b.example',
];
const checkIds = [
  'register.holds-address',
  'attack.actors',
  'attack.bulk-read',
  'tamper.log-silence',
  'tamper.clock',
  'mailing.visible-recipients',
  'pages.exposed-address',
  'canaries.register',
  'complaints.similar',
  'vendors.asked',
  'exports.before-spam',
  'spam.origin',
  'address.guessable',
  'something.nobody-named',
];

/** Each speaks of itself in its own way. */
const organisations = [
  { ja: '株式会社みどり書房', en: 'Midori Books Co., Ltd.' },
  { ja: '市立みどり小学校', en: 'Midori Elementary School' },
  { ja: '特定非営利活動法人みどり', en: 'NPO Midori' },
] as const;

/** As the gate of a case would, roughly: what is left open is chosen here by kind alone. */
function pointsToUs(fact: Fact): boolean {
  if (!factKinds[fact.kind].canPointToUs) return false;
  switch (fact.kind) {
    case 'mail-origin':
      return fact.origin === 'ours';
    case 'campaign-elsewhere':
      return fact.where === 'register_only';
    case 'vendor-answer':
      return fact.answer === 'announced';
    case 'third-party-confirmation':
      return !fact.withdrawn;
    case 'similar-complaints':
      return fact.count > 0;
    case 'list-match':
      return fact.registerOnly > 0;
    case 'register-canaries':
    case 'vendor-canaries':
      return fact.hits > 0;
    case 'attacker-trace':
      return fact.success !== 'none';
    case 'bulk-read':
      return !fact.known;
    case 'log-integrity':
      return fact.verdict === 'altered' || fact.verdict === 'suspect';
    case 'real-name-in-spam':
      return !fact.nameInAddress;
    case 'form-values-in-spam':
      return fact.formOnly;
    case 'visible-recipients':
      return fact.includesThis !== 'no';
    case 'sent-to-another':
      return (fact.ours ?? 0) > 0;
    case 'known-leak-timing':
      return fact.registered === 'before';
    default:
      return true;
  }
}

const pick = <T>(random: Random, from: readonly T[]): T => {
  const one = from[random.below(from.length)];
  if (one === undefined) throw new Error('nothing to pick from');
  return one;
};
const chance = (random: Random, share: number) => random.next() < share;

/** A moment of spring 2009, sometimes a day alone, sometimes in another zone. */
function someTime(random: Random): string {
  const at = new Date(Date.UTC(2009, 2, 1) + random.below(80 * 86_400) * 1000);
  if (chance(random, 0.3)) return at.toISOString().slice(0, 10);
  return chance(random, 0.5) ? at.toISOString() : at.toISOString().replace(/\.\d{3}Z$/, '+09:00');
}

function someFact(random: Random, id: string): Fact {
  const count = () => random.below(200);
  const yes = () => chance(random, 0.5);
  const vendor = pick(random, vendorNames);
  const made: readonly (() => Fact)[] = [
    () => ({
      id,
      kind: 'in-register',
      found: yes(),
      times: count(),
      firstAt: someTime(random),
      forms: '春の読者アンケート; 別',
      holds: pick(random, ['address', 'address; at; ip; name; 満足度', 'address; at; 住所; a; b; c; d; e; </script>']),
    }),
    () => ({ id, kind: 'unique-address', form: pick(random, ['unique', 'tagged'] as const), tagGuessable: yes() }),
    () => ({ id, kind: 'second-address-hit', unique: yes() }),
    () => ({ id, kind: 'form-values-in-spam', values: 1 + count(), formOnly: yes(), chance: 0.001 }),
    () => ({ id, kind: 'real-name-in-spam', nameInAddress: yes() }),
    () => ({ id, kind: 'extortion-mail', messages: 1 + count(), showsPassword: yes() }),
    () => ({ id, kind: 'sent-to-another', messages: 1, of: 1 + count() }),
    () => ({
      ...{ id, kind: 'record-of-another', messages: 1 + count(), inOurLog: yes() },
      holds: pick(random, ['name; telephone', 'a; 住所; b; c; d', 'name']),
      ...(yes() ? { run: 5 + count() } : {}),
      ...(yes() ? { receivedAt: someTime(random) } : {}),
    }),
    () => {
      const messages = 1 + count();
      const one = messages === 1 ? { receivedAt: someTime(random) } : {};
      return {
        id,
        kind: 'sent-to-another',
        messages,
        of: messages,
        ours: messages,
        ...(yes() ? { holdsThis: 1 } : {}),
        ...(messages % 3 === 0 ? { holdsRecord: 1, holds: pick(random, ['name; 満足度', 'a; 住所; b; c; d']) } : {}),
        ...one,
      };
    },
    () => ({
      id,
      kind: 'mail-origin',
      origin: pick(random, ['ours', 'not_ours', 'unknown'] as const),
      carriesOurName: yes(),
      ...(yes() ? { refusedAsOurs: 1 } : {}),
      ...(yes() ? { claimsOurHost: 1 } : {}),
      ...(yes() ? { names: pick(random, [vendor, `${vendor}; 別の会社`]) } : {}),
    }),
    () => ({
      id,
      kind: 'vendor-answer',
      vendor,
      answer: pick(random, ['none', 'replied', 'checked', 'announced'] as const),
      coversThisRecord: pick(random, ['yes', 'no', 'unknown'] as const),
    }),
    () => ({
      id,
      kind: 'third-party-confirmation',
      withdrawn: yes(),
      coversThisRecord: pick(random, ['yes', 'no', 'unknown'] as const),
    }),
    () => ({
      id,
      kind: 'similar-complaints',
      count: pick(random, [0, 0, 3, 17]),
      people: 3000,
      recordedSince: '2008-04-01T00:00:00+09:00',
    }),
    () => ({
      id,
      kind: 'list-match',
      matched: count(),
      of: 200 + count(),
      registerOnly: pick(random, [0, 12]),
      chance: 0.001,
    }),
    () => ({ id, kind: 'register-canaries', planted: 20, hits: pick(random, [0, 0, 2]), twinsHit: 0 }),
    () => ({ id, kind: 'vendor-canaries', vendor, planted: 5, hits: pick(random, [0, 1]) }),
    () => ({
      id,
      kind: 'attacker-trace',
      attack: pick(random, ['sqli-union', 'cloud-abuse', 'sensitive-file', 'bruteforce-login'] as const),
      success: pick(random, ['none', 'possible', 'shown'] as const),
      reachedData: yes(),
      foundBy: 'attack.actors',
    }),
    () => ({
      id,
      kind: 'bulk-read',
      requests: count(),
      known: yes(),
      foundBy: 'attack.bulk-read',
      ...(yes() ? { at: someTime(random) } : {}),
    }),
    () => ({
      id,
      kind: 'log-integrity',
      verdict: pick(random, ['altered', 'suspect', 'defect', 'no-sign'] as const),
      sealed: yes(),
    }),
    () => ({ id, kind: 'page-exposure', level: 'plain', visible: yes(), thisAddress: yes(), since: someTime(random) }),
    () => ({
      id,
      kind: 'visible-recipients',
      recipients: count(),
      includesThis: pick(random, ['yes', 'no', 'unknown'] as const),
      ...(yes() ? { named: count() } : {}),
    }),
    () => ({ id, kind: 'known-leak-timing', registered: pick(random, ['before', 'after'] as const) }),
    () => ({ id, kind: 'campaign-elsewhere', where: pick(random, ['register_only', 'unrelated'] as const) }),
    () => ({ id, kind: 'list-copies', vendors: count(), exports: count() }),
    () => ({ id, kind: 'drill-power', attack: 'sqli-union', planted: 20, found: 19 }),
    () => ({
      id,
      kind: 'minimum-check',
      check: pick(random, ['register', 'exports', 'vendors', 'logs'] as const),
      done: yes(),
    }),
    () => ({ id, kind: 'not-possible', check: 'mailing.visible-recipients', minimum: yes() }),
  ];
  return pick(random, made)();
}

function someCheck(random: Random, id: string): CheckResult {
  const from = Date.UTC(2009, 2, 1) + random.below(40) * 86_400_000;
  const to = from + random.below(60) * 86_400_000;
  const at = (time: number) => (chance(random, 0.9) ? new Date(time).toISOString() : null);
  return sampleCheck(
    id,
    pick(random, ['found', 'nothing-found', 'nothing-found', 'nothing-found', 'not-checked'] as const),
    {
      looked: { from: at(from), to: at(to), lines: 1000, parsed: 1000, share: 1 },
    },
  );
}

function someHandling(random: Random, outcome: Outcome): Handling {
  const some = (share = 0.3) => chance(random, share);
  return {
    ...(some() ? { acquisition: { at: '2009-05-20T18:30:00+09:00' } } : {}),
    ...(some() ? { preservationStartedAt: '2009-05-20T17:00:00+09:00' } : {}),
    ...(some()
      ? {
          awareness: {
            decision: 'aware',
            at: '2009-05-20T12:00:00Z',
            signedBy: 'privacy officer',
            reasons: 'see the report',
          },
        }
      : {}),
    ...(some()
      ? {
          measures: [
            {
              id: 'm1',
              what: { ja: '名簿の写しの整理', en: 'fewer copies of the list' },
              doneAt: null,
              by: '2009-06-30',
              owner: { ja: '情報システム部', en: 'IT department' },
            },
            {
              id: 'm2',
              what: { ja: '該当ページの公開停止', en: 'taking the page offline' },
              doneAt: '2009-05-20T20:00:00+09:00',
              by: null,
              owner: { ja: '情報システム部', en: 'IT department' },
            },
          ],
        }
      : {}),
    ...(some()
      ? { reports: [{ authority: { ja: '個人情報保護委員会', en: 'the PPC' }, at: '2009-05-21', by: null }] }
      : {}),
    ...(some() ? { sent: [{ stage: 'main', at: '2009-05-10', outcome }] } : {}),
    ...(some()
      ? {
          incident: {
            what: {
              ja: '名簿を含むページが外部から読まれました',
              en: 'a page that holds the list was read from outside',
            },
            at: '2009-05-02T03:00:00+09:00',
            items: { ja: 'お名前とメールアドレス', en: 'name and e-mail address' },
            people: { low: 100, high: 130, at: '2009-05-20' },
          },
        }
      : {}),
    ...(some()
      ? {
          correction: {
            earlier: { ja: '記録に異常は見つかっていない', en: 'nothing was found in the records' },
            correct: { ja: '記録に欠けがあること', en: 'the records have a gap' },
            reason: null,
          },
        }
      : {}),
    // Last, so that no other draw of chance moves.
    ...(some()
      ? {
          hold: {
            by: '法務',
            from: '2009-05-20',
            until: pick(random, [null, '2009-12-31', '2009-05-21']),
            reviewAt: pick(random, [null, '2009-08-31']),
          },
        }
      : {}),
  };
}

function outcomeOf(random: Random, facts: readonly Fact[], unresolved: readonly string[]): Outcome {
  if (unresolved.length > 0)
    return pick(random, ['inconclusive', 'inconclusive', 'leak_likely', 'leak_confirmed'] as const);
  const [origin] = factsOf(facts, 'mail-origin');
  const [held] = factsOf(facts, 'in-register');
  if (origin?.origin === 'not_ours' && origin.carriesOurName && held && !held.found) return 'not_our_mail';
  return pick(random, ['no_evidence', 'no_evidence', 'inconclusive'] as const);
}

const own: Readonly<Record<Outcome, { low: number; mid: number; high: number }>> = {
  no_evidence: { low: 0.01, mid: 0.02, high: 0.04 },
  inconclusive: { low: 0.1, mid: 0.4, high: 0.7 },
  leak_likely: { low: 0.6, mid: 0.8, high: 0.95 },
  leak_confirmed: { low: 0.9, mid: 0.96, high: 0.99 },
  not_our_mail: { low: 0.01, mid: 0.02, high: 0.04 },
};

const logFormats = ['combined', 'postfix', 'sshd', 'syslog', 'postgresql', 'json_lines', 'cloudtrail'];

/** What whoever logged in may have done next. */
function afterLogin(random: Random): Partial<FactOf<'attacker-trace'>> {
  const some = () => chance(random, 0.5);
  return {
    record: pick(random, ['mail', 'application', 'server'] as const),
    ...(some() ? { vendor: pick(random, vendorNames) } : {}),
    ...(some() ? { keysMade: 1, listsWritten: 2, settingsChanged: 1 } : {}),
    ...(some() ? { listWritten: 8_412, strange: true, tries: 1 } : {}),
    ...(some() ? { sent: pick(random, [1, 620]), sentFrom: someTime(random) } : {}),
    ...(some() ? { ownAccount: true } : {}),
    ...(some() ? { sentSample: true } : {}),
  };
}

/** What facts may carry beside what they must. */
function withDetails(random: Random, fact: Fact): Fact {
  const maybe = chance(random, 0.6);
  if (!maybe) return fact;
  switch (fact.kind) {
    case 'attacker-trace':
      // Of every second file, by its place in the case: a further chance would move all cases after it.
      if (fact.attack === 'sensitive-file' && fact.success !== 'none' && Number(fact.id.slice(1)) % 2 === 0) {
        const at = someTime(random);
        return { ...fact, at, lastAt: at, sources: 5 };
      }
      return { ...fact, at: someTime(random), ...(chance(random, 0.5) ? afterLogin(random) : {}) };
    case 'bulk-read': {
      const own = pick(random, ['yes', 'no'] as const);
      const read = pick(random, [{}, { what: 'records', own }, { what: 'list', entries: 8_412 }] as const);
      return { ...fact, at: someTime(random), ...read };
    }
    case 'mail-origin': {
      const messages = 1 + random.below(3);
      return { ...fact, messages, of: messages + random.below(2) };
    }
    case 'visible-recipients': {
      const pointer = { path: 'spam/news.eml', sha256: 'c'.repeat(64), line: 1, byteStart: 0, byteEnd: 9 };
      return { ...fact, ...(chance(random, 0.7) ? { sentAt: someTime(random) } : {}), pointers: [pointer] };
    }
    default:
      return fact;
  }
}

/** Logs, stretches in doubt, lists given away and the figures of a drill, by a chance of their own: no earlier case moves. */
function withSources(random: Random, input: CaseInput): CaseInput {
  const some = (share = 0.5) => chance(random, share);
  const formats = some(0.7) ? logFormats.filter(() => some()) : [];
  const held: Fact[] = some(0.4)
    ? [
        {
          id: 'g1',
          kind: 'vendor-held',
          vendor: pick(random, vendorNames),
          thisRecord: pick(random, ['yes', 'no', 'unknown'] as const),
          othersHeld: 0,
          others: 0,
          givenAt: someTime(random),
          ...(some() ? { list: pick(random, ['当選者名簿', 'winners', '「」@a.example']) } : {}),
          ...(some() ? { rows: random.below(50_000) } : {}),
          ...(some() ? { times: 2 + random.below(9), lastAt: someTime(random), heldEachTime: some() } : {}),
        },
      ]
    : [];
  const [all, part, none] = [random.below(3), random.below(3), random.below(12)];
  const removal = [1, 5, 20, 60]
    .filter(() => some())
    .map((minutes) => ({ minutes, expectedLines: 3, trials: 12, noticed: pick(random, [0, 0, 5, 12]) }));
  return {
    ...input,
    facts: [...input.facts.map((fact) => withDetails(random, fact)), ...held],
    sources: [...input.sources, { path: 'spam/news.eml', sha256: 'c'.repeat(64), bytes: 900, kind: 'spam' }],
    files: formats.map((format, index) => ({
      path: `logs/${index}`,
      sha256: 'b'.repeat(64),
      bytes: 1000,
      compression: 'none',
      format,
      encoding: 'utf-8',
      lines: 10,
      parsed: 10,
      unparsed: 0,
      firstUnparsed: [],
      from: some(0.9) ? someTime(random) : null,
      to: some(0.9) ? pick(random, ['2009-05-20T23:59:41+09:00', '2011-01-01T00:00:00Z']) : null,
      assumed: [],
    })),
    drill: input.drill && {
      ...input.drill,
      removal,
      ...(some(0.8) ? { kinds: { planted: all + part + none, all, part, none } } : {}),
    },
    ...(some(0.6)
      ? {
          alterations: Array.from({ length: random.below(4) }, () => ({
            kind: 'cross-source',
            strength: pick(random, ['strong', 'weak', 'defect'] as const),
            path: 'logs/0',
            from: some(0.9) ? someTime(random) : null,
            to: some(0.9) ? someTime(random) : null,
            statement: { ja: '矛盾', en: 'contradiction' },
          })),
        }
      : {}),
  };
}

/** The same number gives the same case. */
export function generatedCase(seed: number): CaseInput {
  const known = withSources(seededRandom(seed, 'reply sources'), caseOfFacts(seed));
  return withContact(seededRandom(seed, 'reply contact'), withMany(seededRandom(seed, 'reply many'), known));
}

/** Some were telephoned, texted or written to on paper: with numbers of its own, so that no case moves. */
function withContact(random: Random, input: CaseInput): CaseInput {
  const pointed = input.facts.some(({ pointers }) => (pointers ?? []).some(({ path }) => path.startsWith('spam/')));
  if (!chance(random, 0.3) || pointed) return input;
  const contactedBy = pick(random, ['phone', 'text_message', 'post', 'several'] as const);
  const told = { ...input, claim: { ...input.claim, contactedBy } };
  // Without a sample: with one the letter speaks of mail.
  const without = { ...told, sources: input.sources.filter(({ kind }) => kind !== 'spam') };
  return contactTold(without) === undefined ? told : without;
}

const furtherQuestions = [
  '渡した先で漏れたのではないですか',
  '警察には届けましたか',
  'Has the ICO been told?',
  'Did one of your vendors leak it?',
  'アカウントを削除してください。',
  'You have been breached or you sold it. Which is it?',
  'What data do you hold about me and where did you send it?',
  '誰が名簿を見られるのですか。',
  'ほかの会員にも知らせるべきではありませんか。',
  'When did you find out, and what will you do?',
  'I would like an answer in writing and I want to know who else was affected.',
];

/** Many companies, many lists, files with holes between them or broken, a name in English: again without moving a case. */
function withMany(random: Random, input: CaseInput): CaseInput {
  const some = (share = 0.3) => chance(random, share);
  const many = some() ? random.below(12) : 0;
  const vendor = (index: number) => `${pick(random, ['第一', 'Second ', '北'])}配信${index}`;
  const lists = Array.from(
    { length: many },
    (_none, i): Fact => ({
      id: `h${i + 1}`,
      kind: 'vendor-held',
      vendor: vendor(i),
      thisRecord: pick(random, ['yes', 'no', 'unknown'] as const),
      othersHeld: 0,
      others: 0,
      givenAt: someTime(random),
      ...(some() ? { times: 2 + random.below(9), lastAt: someTime(random) } : {}),
    }),
  );
  const answers = Array.from(
    { length: some() ? random.below(12) : 0 },
    (_none, i): Fact => ({
      id: `v${i + 1}`,
      kind: 'vendor-answer',
      vendor: vendor(i),
      answer: pick(random, ['none', 'replied', 'checked'] as const),
      coversThisRecord: 'unknown',
    }),
  );
  const files = input.files.flatMap((file) => {
    const later = { ...file, path: `${file.path}.1`, from: someTime(random), to: '2009-05-20T23:59:41+09:00' };
    return some(0.4) ? [{ ...file, to: someTime(random) }, later] : [file];
  });
  const broken = some(0.2) ? { ja: '途中で切れている', en: 'cut off' } : undefined;
  const asked = furtherQuestions.filter(() => some(0.2));
  return {
    ...input,
    claim: {
      ...input.claim,
      ...(some(0.5) ? { nameEn: 'Hanako Yamada' } : {}),
      questions: [...input.claim.questions, ...asked],
    },
    organisation: {
      ...input.organisation,
      vendors: [
        ...input.organisation.vendors,
        ...Array.from({ length: some(0.2) ? random.below(14) : 0 }, (_none, i) => ({
          ...{ name: vendor(i), does: null, answer: 'none' as const, answeredAt: null },
          ...{ coversThisRecord: null, sendsFrom: [] },
        })),
      ],
    },
    facts: [...input.facts, ...lists, ...answers],
    files: broken === undefined ? files : files.map((file, i) => (i === 0 ? { ...file, incomplete: broken } : file)),
  };
}

function caseOfFacts(seed: number): CaseInput {
  const random = seededRandom(seed, 'reply');
  const facts = Array.from({ length: random.below(9) }, (_none, i) => someFact(random, `f${i + 1}`));
  const explained = facts.filter((fact) => pointsToUs(fact) && chance(random, 0.15));
  const closing = explained.map(
    (fact, i): Fact => ({
      id: `e${i + 1}`,
      kind: 'innocent-explanation',
      of: fact.id,
      signedBy: 'privacy officer',
      evidence: 'work order of 3 May 2009',
    }),
  );
  const unresolved = facts.filter((fact) => pointsToUs(fact) && !explained.includes(fact)).map(({ id }) => id);
  const outcome = outcomeOf(random, facts, unresolved);
  const [origin] = factsOf(facts, 'mail-origin');
  const maybe = <T>(value: T, share = 0.75): T | null => (chance(random, share) ? value : null);
  const { contact } = sampleCase.organisation;
  const drilled = chance(random, 0.7);
  return {
    ...sampleCase,
    now: pick(random, ['2009-05-21T10:00:00+09:00', '2009-12-31T23:30:00Z', '2010-02-28T00:00:00+09:00']),
    claim: {
      ...sampleCase.claim,
      caseNumber: `A-${1000 + random.below(9000)}`,
      name: pick(random, names),
      form: pick(random, forms),
      submittedAt: maybe(someTime(random)),
      spamSince: maybe(someTime(random)),
      receivedAt: maybe(someTime(random)),
      questions: Array.from({ length: random.below(4) }, () => pick(random, questions)),
      requesterVerified: pick(random, ['registered_address_reply', 'identity_check', 'identity_check', 'no'] as const),
    },
    organisation: {
      ...sampleCase.organisation,
      name: maybe(pick(random, organisations)),
      timeZone: pick(random, ['Asia/Tokyo', 'Europe/London', 'America/New_York', 'Not/AZone']),
      contact: {
        agent: maybe(contact.agent),
        department: maybe(contact.department),
        phone: maybe(contact.phone),
        hours: maybe(contact.hours),
        address: maybe('soudan@midori.example'),
        signer: maybe(contact.signer),
        signerRole: maybe(contact.signerRole),
      },
      regimes: pick(random, [[], ['appi'], ['gdpr', 'uk']] as const),
      authorities: chance(random, 0.5) ? sampleCase.organisation.authorities : [],
      vendors: chance(random, 0.5) ? sampleCase.organisation.vendors : [],
    },
    checks: checkIds.filter(() => chance(random, 0.8)).map((id) => someCheck(random, id)),
    facts: [...facts, ...closing],
    weigh: { ...sampleWeighing, own: own[outcome], shown: own[outcome], words: shareWords(own[outcome]) },
    outcome,
    outcomeReason: outcome === 'inconclusive' ? pick(random, ['missing_evidence', 'balanced_evidence'] as const) : null,
    confirmedScope: outcome === 'leak_confirmed' ? pick(random, ['list', 'record', 'exposure'] as const) : null,
    mailOrigin: origin?.origin ?? 'unknown',
    permitted: [outcome, 'inconclusive'],
    unresolved,
    drill: drilled ? sampleCase.drill : null,
    ...(chance(random, 0.5) ? { handling: someHandling(random, outcome) } : {}),
  };
}
