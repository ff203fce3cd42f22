// What a main letter has to say so that whoever receives it can rely on it: each log by one name, what a search missed by
// its measured figures, our own mistakes as such, and what the records cannot show.
import { describe, expect, it } from 'vitest';
import type { LogFileSummary } from '../vocabulary/case-file.ts';
import type { Fact } from '../vocabulary/fact.ts';
import { draftLetter } from './draft.ts';
import { generatedCase } from './generated-case.ts';
import type { CaseInput } from './grounds.ts';
import { lintLetter } from './lint/lint.ts';
import { render } from './said.ts';
import { sampleCase, sampleCheck } from './sample-case.ts';

const letter = (input: CaseInput, lang: 'ja' | 'en' = 'ja') =>
  draftLetter(input, { stage: 'main', lang, channel: 'letter' });
const idsOf = (input: CaseInput) => letter(input).sentences.map(({ id }) => id);
const textOf = (input: CaseInput, id: string, lang: 'ja' | 'en' = 'ja') =>
  letter(input, lang).sentences.find((sentence) => sentence.id === id)?.text;
const clean = (input: CaseInput) => {
  for (const lang of ['ja', 'en'] as const) {
    expect(lintLetter(letter(input, lang), { lang, caseFile: input }).findings).toEqual([]);
  }
};

const logFile = (path: string, format: string): LogFileSummary => ({
  path,
  sha256: 'b'.repeat(64),
  bytes: 1000,
  compression: 'none',
  format,
  encoding: 'utf-8',
  lines: 10,
  parsed: 10,
  unparsed: 0,
  firstUnparsed: [],
  from: '2009-03-28T00:00:12+09:00',
  to: '2009-05-20T23:59:41+09:00',
  assumed: [],
});

const lookedFrom = (from: string) => ({ from, to: '2009-05-20T23:59:41+09:00', lines: 10, parsed: 10, share: null });

const withFacts = (facts: readonly Fact[], more: Partial<CaseInput> = {}): CaseInput => ({
  ...sampleCase,
  facts: [...sampleCase.facts, ...facts],
  unresolved: facts.map(({ id }) => id),
  outcome: 'inconclusive',
  outcomeReason: 'missing_evidence',
  permitted: ['inconclusive'],
  ...more,
});

describe('what was read and what it covers', () => {
  const found: CaseInput = {
    ...sampleCase,
    files: [logFile('logs/access.log', 'combined'), logFile('logs/maillog', 'dovecot')],
    checks: [
      ...sampleCase.checks.filter(({ id }) => !id.startsWith('logs.') && !id.startsWith('attack.')),
      { ...sampleCheck('logs.attack-traces', 'nothing-found'), looked: lookedFrom('2009-03-28T00:00:12+09:00') },
      { ...sampleCheck('logs.login-after-failures', 'nothing-found'), looked: lookedFrom('2009-05-20T23:59:41+09:00') },
    ],
  };

  it('does not cut the time of the web server down to that of the logins', () => {
    expect(textOf(found, 'access.scope')).toContain('2009年3月28日（土）から');
    clean(found);
  });

  it('says of records that begin after the spam did that they cannot show how the address got out', () => {
    const claim = { ...sampleCase.claim, submittedAt: '2009-01-10', spamSince: '2009-02-02' };
    const late: CaseInput = { ...withFacts([]), ...{ files: found.files, checks: found.checks, claim } };
    expect(textOf(late, 'checked.access.too-late')).toContain('2009年2月2日（月）より後のもの');
    expect(idsOf({ ...late, claim: { ...claim, spamSince: '2009-04-02' } })).not.toContain('checked.access.too-late');
    clean(late);
  });

  it('names the days that the customer gave roughly as such', () => {
    const claim = { ...sampleCase.claim, approximate: ['submittedAt', 'spamSince'] as const };
    const rough: CaseInput = { ...sampleCase, claim };
    expect(textOf(rough, 'heard.since')).toContain('ごろからと伺っております');
    expect(textOf(rough, 'heard.since', 'en')).toContain('it began about ');
    expect(textOf(rough, 'heard')).toContain('ごろに');
    clean(rough);
  });

  it('does not call records missing that were read in part', () => {
    const broken: CaseInput = {
      ...withFacts([]),
      files: [{ ...logFile('logs/access.log', 'combined'), incomplete: { ja: '途中で切れている', en: 'breaks off' } }],
      checks: found.checks.map((check) =>
        check.id.startsWith('logs.')
          ? { ...check, result: 'not-checked', looked: null, because: { ja: '途中で切れている', en: 'breaks off' } }
          : check,
      ),
    };
    expect(textOf(broken, 'gaps.partly.1')).toContain('ウェブサーバーの記録は、すべてを調べることができておらず');
    expect(letter(broken).text).not.toMatch(/ウェブサーバー[^。]*資料がそろわず/);
    clean(broken);
  });
});

it('tells records walked through from outside for what they are, and on which day', () => {
  const walk: Fact = {
    ...{ id: 'f93', kind: 'attacker-trace', attack: 'bulk-read', success: 'possible', reachedData: true },
    ...{ at: '2009-04-02T05:40:00+09:00', foundBy: 'logs.bulk-read', pointers: [] },
  };
  const input = withFacts([walk]);
  expect(textOf(input, 'found.f93')).toContain('2009年4月2日（木）に外部から番号順に次々と開かれた跡');
  expect(textOf(input, 'found.f93.but', 'en')).toContain('whether this was legitimate');
  clean(input);
  // Two nights are told as two, also where less than a day lies between; the hours of one night are one day.
  const until = (lastAt: string) => withFacts([{ ...walk, ownOpened: true, lastAt }]);
  const nights = until('2009-04-03T00:57:00+09:00');
  expect(textOf(nights, 'found.f93')).toContain('2009年4月2日（木）から4月3日（金）までに外部から番号順に');
  expect(textOf(nights, 'found.f93', 'en')).toContain('between Thursday 2 April 2009 and Friday 3 April');
  expect(textOf(nights, 'found.f93.but', 'en')).toContain('whose records were opened besides');
  expect(textOf(until('2009-04-02T23:57:00+09:00'), 'found.f93', 'en')).toContain(', on Thursday 2 April 2009');
  clean(nights);
  const nobody = { claim: { ...sampleCase.claim, requesterVerified: 'no' as const } };
  const unknown = withFacts([{ ...walk, ownOpened: true }], nobody);
  expect(letter(unknown, 'en').text).toContain('in the order of their numbers');
  expect(letter(unknown, 'en').text).not.toMatch(/your record|besides/);
});

it('what is missing because it was erased is no gap beside the erasure', () => {
  const erased: Fact = {
    ...{ id: 'f93', kind: 'attacker-trace', attack: 'log-clearing', success: 'shown', reachedData: false },
    ...{ at: '2009-04-02T03:40:00+09:00', foundBy: 'logs.attack-traces', pointers: [] },
  };
  const gap: Fact = { id: 'f94', kind: 'log-integrity', verdict: 'suspect', sealed: false };
  const sign = {
    strength: 'weak',
    path: 'Security.csv',
    from: null,
    to: null,
    statement: { ja: 'あ', en: 'a' },
  } as const;
  const input = withFacts([erased, gap], { alterations: [{ ...sign, kind: 'truncation' }] });
  for (const stage of ['main', 'holding'] as const) {
    for (const [lang, gapWords] of [
      ['ja', /欠けや食い違い/],
      ['en', /gap or contradiction|gaps or contradictions/],
    ] as const) {
      const drafted = draftLetter(input, { stage, lang, channel: 'letter' });
      expect(drafted.text).not.toMatch(gapWords);
      expect(drafted.sentences.some(({ evidence }) => evidence.includes('f94'))).toBe(true);
      expect(lintLetter(drafted, { lang, caseFile: input }).findings).toEqual([]);
    }
  }
  expect(letter(input, 'en').text).toContain('whether the records that were erased are kept anywhere else');
  const silent = withFacts([erased, gap], { alterations: [{ ...sign, kind: 'silence' }] });
  expect(letter(silent, 'en').text).toContain('examine the gap or contradiction in the records');
});

it('speaks of one page in the singular, and puts no second article before a department', () => {
  const pages = sampleCase.checks.map((check) =>
    check.id === 'pages.exposed' || /page/.test(check.id)
      ? { ...check, looked: { ...lookedFrom('2009-05-20'), lines: 1, parsed: 1 } }
      : check,
  );
  const contact = { ...sampleCase.organisation.contact, department: { ja: '事務局', en: 'the secretariat' } };
  const input: CaseInput = { ...sampleCase, checks: pages, organisation: { ...sampleCase.organisation, contact } };
  expect(textOf(input, 'pages.nothing', 'en')).toContain('In the one page of ours');
  expect(letter(input, 'en').text).toContain('Our secretariat will');
  expect(letter(input, 'en').text).not.toMatch(/\bour the\b/i);
  clean(input);
});

it('names a gap for what it is to whoever is not verified, and tells nothing by which they could know that we hold them', () => {
  const gap: Fact = { id: 'f94', kind: 'log-integrity', verdict: 'suspect', sealed: false };
  const name: Fact = { id: 'f95', kind: 'real-name-in-spam', nameInAddress: false };
  const nobody = { claim: { ...sampleCase.claim, requesterVerified: 'no' as const } };
  expect(idsOf(withFacts([gap], nobody))).not.toContain('found.unnamed');
  expect(textOf(withFacts([gap], nobody), 'found.f94')).toContain('理由の分からない欠け');
  // A name in the message can be found only beside a record of ours.
  expect(idsOf(withFacts([gap, name], nobody))).toEqual(idsOf(withFacts([gap], nobody)));
  clean(withFacts([gap, name], nobody));
  const told: Fact = { id: 'f96', kind: 'similar-complaints', count: 2, people: 300 };
  expect(idsOf(withFacts([gap, told], nobody))).toContain('found.unnamed');
  clean(withFacts([gap, told], nobody));
});

it('joins the weaker of two attacks to the stronger for whoever is not verified, too', () => {
  const shell: Fact = {
    ...{ id: 'f97', kind: 'attacker-trace', attack: 'webshell', success: 'shown', reachedData: false },
    ...{ at: '2009-04-02T05:40:00+09:00', foundBy: 'logs.attack-traces', pointers: [] },
  };
  const weaker: Fact = { ...shell, id: 'f98', attack: 'command-injection', success: 'possible' };
  const nobody = { claim: { ...sampleCase.claim, requesterVerified: 'no' as const } };
  const input = withFacts([shell, weaker], nobody);
  expect(idsOf(input)).not.toContain('found.f98');
  expect(letter(input).sentences.find(({ id }) => id === 'found.f97')?.evidence).toEqual(['f97', 'f98']);
  clean(input);
});

it('does not say that a file lay open which whoever broke in may have put there', () => {
  const fetched: Fact = {
    ...{ id: 'f96', kind: 'attacker-trace', attack: 'sensitive-file', success: 'shown', reachedData: true },
    ...{ at: '2009-04-02T05:40:00+09:00', foundBy: 'logs.attack-traces', pointers: [] },
  };
  const shell: Fact = { ...fetched, id: 'f97', attack: 'webshell', reachedData: false };
  const leaked: Partial<CaseInput> = {
    outcome: 'leak_confirmed',
    outcomeReason: null,
    confirmedScope: 'list',
    permitted: ['leak_confirmed'],
  };
  const open = withFacts([fetched], leaked);
  const placed = withFacts([fetched, shell, { ...shell, id: 'f98', success: 'possible' }], leaked);
  expect(textOf(open, 'incident.trace', 'en')).toContain('lay open to anybody');
  expect(textOf(placed, 'incident.trace', 'en')).toContain('together with unauthorised operations');
  clean(placed);
  // Two of one kind are named once.
  const first = draftLetter(placed, { stage: 'holding', lang: 'en', channel: 'letter' });
  expect(first.text.match(/traces of unauthorised operations from outside/g)).toHaveLength(1);
  expect(lintLetter(first, { lang: 'en', caseFile: placed }).findings).toEqual([]);
});

describe('a file that lay open and was fetched', () => {
  const fetched = (reachedData: boolean): Fact => ({
    ...{ id: 'f90', kind: 'attacker-trace', attack: 'sensitive-file', success: 'shown', reachedData },
    ...{ at: '2009-04-02T05:40:00+09:00', foundBy: 'logs.attack-traces', pointers: [] },
  });
  const leaked: Partial<CaseInput> = {
    outcome: 'leak_confirmed',
    outcomeReason: null,
    confirmedScope: 'list',
    permitted: ['leak_confirmed', 'leak_likely'],
  };

  it('is told as that, and not as an operation of somebody who broke in', () => {
    const input = withFacts([fetched(true)], leaked);
    expect(textOf(input, 'incident.trace')).toContain('外から取得できる所にあった');
    for (const lang of ['ja', 'en'] as const) {
      expect(letter(input, lang).text).not.toMatch(/不正な操作が|unauthorised operation|carried out an operation/);
    }
  });

  it('settings are no copy of what is held', () => {
    const input = withFacts([fetched(false)]);
    expect(letter(input, 'en').text).toContain('a file not meant for the public was fetched from outside');
    clean(input);
  });

  it('who asks whether it leaked is first sent to what is established', () => {
    const claim = { ...sampleCase.claim, questions: ['漏れたのではありませんか。', '漏えいした項目と件数'] };
    const text = letter(withFacts([fetched(true)], { ...leaked, claim })).text;
    expect(text).toContain('弊社が確認できたことは、「結論」に記したとおりです。');
    expect(text).toContain('どの項目が対象となったかは、まだ確かめられておりません。');
  });
});

describe('a login after guesses', () => {
  it('is told as a login, with what it does not show', () => {
    const guessed: Fact = {
      ...{ id: 'f91', kind: 'attacker-trace', attack: 'bruteforce-login', success: 'shown', reachedData: true },
      ...{ at: '2009-04-02T05:40:00+09:00', foundBy: 'logs.login-after-failures', pointers: [] },
    };
    const input = withFacts([guessed]);
    const { text } = letter(input, 'en');
    expect(text).toMatch(/a login from outside that succeeded [^.]*after repeated password attempts/);
    expect(text).toContain('What was read after that, these records do not show.');
    expect(text).not.toContain('having read data we hold');
    clean(input);
    // Where a trace of the reading stands beside it, nobody says that the records do not show it.
    const taken: Fact = {
      ...{ id: 'f92', kind: 'attacker-trace', attack: 'data-dump', success: 'shown', reachedData: true },
      ...{ at: '2009-04-02T05:52:00+09:00', foundBy: 'logs.attack-traces', pointers: [] },
    };
    const both = withFacts([guessed, taken]);
    expect(letter(both, 'en').text).toContain('having read data we hold');
    expect(letter(both, 'en').text).not.toContain('What was read after that');
    clean(both);
  });
});

describe('what records that were examined cannot tell', () => {
  it('a database that logs errors only is named with what it does not show', () => {
    const input: CaseInput = {
      ...sampleCase,
      files: [logFile('logs/0', 'combined'), logFile('logs/1', 'postgresql')],
      recordLimits: { databaseErrorsOnly: true },
    };
    expect(textOf(input, 'limits.database-errors', 'en')).toBe(
      'The records of the database hold errors only and cannot show who read what.',
    );
    clean(input);
  });

  it('identities too new to be judged are counted', () => {
    const input: CaseInput = { ...sampleCase, recordLimits: { unjudgedIdentities: 2 } };
    expect(textOf(input, 'limits.unjudged')).toContain('利用権限2件は記録が短く');
    expect(textOf({ ...input, recordLimits: { unjudgedIdentities: 1 } }, 'limits.unjudged', 'en')).toMatch(
      /^For 1 identity in/,
    );
    clean(input);
  });

  it('nothing of the kind is said without cause', () => {
    expect(idsOf(sampleCase).filter((id) => /^limits\.(?:database|unjudged)/.test(id ?? ''))).toEqual([]);
  });
});

describe('each log is called by one name, examined or not to be had', () => {
  const names = { web: 'ウェブサーバー', mail: 'メールサーバー', login: 'ログイン', database: 'データベース' };
  it.each([
    [['combined'], ['web']],
    [
      ['combined', 'sshd'],
      ['web', 'login'],
    ],
    [
      ['combined', 'postgresql'],
      ['web', 'database'],
    ],
    [[], []],
  ] as const)('with logs in %j', (formats, given) => {
    const input: CaseInput = {
      ...sampleCase,
      files: formats.map((format, index) => logFile(`logs/${index}`, format)),
      checks:
        formats.length > 0
          ? sampleCase.checks
          : sampleCase.checks.map(({ id, result }) =>
              sampleCheck(id, /attack|tamper/.test(id) ? 'not-checked' : result),
            ),
    };
    const { sentences } = letter(input);
    const missing = sentences.filter(({ id }) => id?.startsWith('gaps.logs')).map(({ text }) => text);
    const examined = sentences.filter(({ section, type }) => section === 'checked.access' && type === 'DID');
    for (const [family, name] of Object.entries(names)) {
      const isGiven = given.some((one) => one === family);
      expect(
        missing.some((text) => text.includes(name)),
        name,
      ).toBe(!isGiven);
      expect(
        examined.some(({ text }) => text.includes(name)),
        name,
      ).toBe(isGiven);
    }
    clean(input);
  });
});

it('does not miss a mail log that stands in the log of the whole system', () => {
  const input: CaseInput = {
    ...sampleCase,
    files: [logFile('logs/access.log', 'combined'), logFile('logs/messages', 'syslog')],
    checks: sampleCase.checks.map((check) =>
      check.id === 'mailing.visible-recipients' ? sampleCheck(check.id, 'nothing-found') : check,
    ),
  };
  const { text } = letter(input);
  expect(text).toContain('メールサーバーの記録を');
  expect(textOf(input, 'gaps.logs.1')).not.toContain('メールサーバー');
});

it('says that the time in question is not wholly covered, where the check of that is not passed', () => {
  const short: Fact = { id: 'f20', kind: 'minimum-check', check: 'logs', done: false };
  const input = { ...sampleCase, facts: [...sampleCase.facts, short] };
  expect(textOf(input, 'uncovered.part')).toContain('すべては含んでおりません');
  expect(idsOf({ ...sampleCase, facts: [...sampleCase.facts, { ...short, done: true }] })).not.toContain(
    'uncovered.part',
  );
  clean(input);
});

describe('what a search missed is told by its figures', () => {
  const drill = sampleCase.drill;
  if (!drill) throw new Error('the sample case has a drill');

  it('of so many kinds all, a part, none', () => {
    const input = { ...sampleCase, drill: { ...drill, kinds: { planted: 27, all: 14, part: 2, none: 11 } } };
    expect(textOf(input, 'checked.access.drill')).toContain('27種類');
    expect(textOf(input, 'checked.access.drill-found')).toBe(
      '14種類は毎回、2種類は一部の回で見つけましたが、11種類は一度も見つけられませんでした。',
    );
    expect(textOf(input, 'checked.access.drill-found', 'en')).toBe(
      'It found every trace of 14 kinds, some of 2 and none of 11.',
    );
    expect(textOf(input, 'checked.access.drill-traceless')).toContain('跡を残さない手口');
    expect(textOf(input, 'checked.access.drill-so')).toContain('見落としがあり得ます');
    clean(input);
    const all = { ...sampleCase, drill: { ...drill, kinds: { planted: 27, all: 27, part: 0, none: 0 } } };
    expect(idsOf(all)).not.toContain('checked.access.drill-traceless');
  });

  it('never as "0 kinds in part", and never as complete', () => {
    for (const kinds of [
      { planted: 3, all: 3, part: 0, none: 0 },
      { planted: 3, all: 0, part: 0, none: 3 },
      { planted: 3, all: 1, part: 0, none: 2 },
      { planted: 3, all: 0, part: 1, none: 2 },
    ]) {
      const input = { ...sampleCase, drill: { ...drill, kinds } };
      expect(textOf(input, 'checked.access.drill-found')).not.toMatch(/(?<!\d)0種類/);
      expect(textOf(input, 'checked.access.drill-found', 'en')).not.toMatch(/\b1 kinds/);
      expect(textOf(input, 'checked.access.drill-so')).toMatch(/見落と/);
      clean(input);
    }
  });

  it('of removals, the longest that went unnoticed, and none where all were noticed', () => {
    const row = (minutes: number, noticed: number) => ({ minutes, expectedLines: 9, trials: 12, noticed });
    const with_ = (removal: (typeof drill)['removal']) => ({ ...sampleCase, drill: { ...drill, removal } });
    expect(textOf(with_([row(5, 0), row(60, 0)]), 'integrity.removal')).toMatch(
      /60分間.*12回確かめましたが、一度も気づけません/,
    );
    expect(textOf(with_([row(5, 0), row(20, 4), row(60, 12)]), 'integrity.removal')).toMatch(/20分間.*12回確かめ.*4回/);
    expect(idsOf(with_([row(5, 12), row(60, 12)]))).not.toContain('integrity.removal');
    clean(with_([row(5, 0), row(20, 4), row(60, 12)]));
  });
});

describe('a mailing of ours that showed its recipients', () => {
  const copy = { path: 'spam/news.eml', sha256: 'c'.repeat(64), line: 5, byteStart: 1, byteEnd: 9 };
  const mailing = (includesThis: 'yes' | 'no' | 'unknown', copied: boolean): CaseInput => ({
    ...withFacts(
      [
        {
          id: 'f20',
          kind: 'visible-recipients',
          recipients: 34,
          includesThis,
          foundBy: 'mail.visible-recipients',
          ...(copied ? { sentAt: '2009-04-30T11:02:09+09:00' } : {}),
          pointers: [copied ? copy : { ...copy, path: 'logs/maillog' }],
        },
      ],
      { outcome: includesThis === 'yes' ? 'leak_confirmed' : 'inconclusive' },
    ),
    confirmedScope: includesThis === 'yes' ? 'record' : null,
    permitted: ['leak_confirmed', 'inconclusive'],
    sources: [{ path: 'spam/news.eml', sha256: 'c'.repeat(64), bytes: 900, kind: 'spam' }],
    checks: [
      ...sampleCase.checks.filter(({ id }) => id !== 'mailing.visible-recipients'),
      sampleCheck('mail.visible-recipients', 'found'),
    ],
  });
  const toAnybody = (input: CaseInput): CaseInput => ({
    ...input,
    claim: {
      ...input.claim,
      requesterVerified: 'no',
      questions: ['このメールが原因ではありませんか。', '今後どうするつもりですか。'],
    },
  });

  it('is told to anybody who handed in a copy, the same whoever was among the recipients', () => {
    const told = toAnybody(mailing('yes', true));
    expect(textOf(told, 'found.own-mailing')).toContain('2009年4月30日（木）');
    expect(textOf(told, 'ways.ours')).not.toContain('弊社の誤り');
    expect(letter(told).text).toBe(letter(toAnybody(mailing('no', true))).text);
    // Whoever handed in the copy has read how many there were.
    expect(textOf(told, 'found.own-mailing')).toContain('34件');
    clean(told);
  });

  it('is apologised for before anything else, in the line of the subject too, and whose addresses it showed is told to nobody', () => {
    const told = toAnybody(mailing('yes', true));
    const { text, sentences } = letter(told);
    expect(text).toContain('件名：弊社からのメールの宛先表示に関するお詫びとご報告');
    expect(sentences[0]?.id).toBe('sorry-own-mailing');
    expect(textOf(told, 'found.own-mailing-others')).toBe('ほかの方のアドレスについては、お答えできません。');
  });

  it('is told as ours where it is asked who sent it, to how many, and whether they were asked to delete it', () => {
    const asking = (includesThis: 'yes' | 'no'): CaseInput => {
      const told = toAnybody(mailing(includesThis, true));
      return {
        ...told,
        organisation: { ...told.organisation, sendsFrom: [] },
        mailOrigin: 'unknown',
        sources: [...told.sources, { path: 'spam/junk.eml', sha256: 'd'.repeat(64), bytes: 900, kind: 'spam' }],
        claim: {
          ...told.claim,
          questions: ['How many people saw it?', 'Have you asked everyone to delete it?'],
        },
      };
    };
    const { text } = letter(asking('yes'), 'en');
    expect(text).not.toContain('whether we sent it');
    expect(text).toContain('the message that shows its recipients to one another is ours');
    expect(text).toContain('we do not know who sent the 1 other');
    expect(text).toContain('By the copy you sent us, that message went to 34 recipients');
    expect(text).toContain('As to asking the recipients to delete the message: [to fill');
    expect(text).not.toContain('If we hold anything, we will erase it');
    expect(text).toBe(letter(asking('no'), 'en').text);
    clean(asking('yes'));
  });

  it('is dated by its own stamp where the zone of the office is only assumed', () => {
    const late = (timeZoneAssumed: boolean): CaseInput => {
      const told = toAnybody(mailing('yes', true));
      return {
        ...told,
        organisation: { ...told.organisation, timeZone: 'Asia/Tokyo', timeZoneAssumed },
        facts: told.facts.map((fact) =>
          fact.kind === 'visible-recipients' ? { ...fact, sentAt: '2009-04-29T19:08:11+01:00' } : fact,
        ),
      };
    };
    expect(textOf(late(true), 'found.own-mailing')).toContain('2009年4月29日（水）');
    expect(textOf(late(false), 'found.own-mailing')).toContain('2009年4月30日（木）');
    clean(late(true));
  });

  it('is kept back where only a mail log shows it: that check speaks only of whose address was among them', () => {
    expect(idsOf(toAnybody(mailing('unknown', false)))).not.toContain('found.own-mailing');
  });

  it('is no more than a possibility where only a mail log shows it', () => {
    expect(textOf(mailing('unknown', false), 'found.f20')).toContain('かもしれません');
  });

  it('is given with what it concerned and how it came about, once the leak is confirmed', () => {
    const input = mailing('yes', true);
    expect(idsOf(input)).toEqual(expect.arrayContaining(['incident.items-mailing', 'incident.cause-mailing']));
    expect(textOf(input, 'incident.open')).not.toMatch(/対象の項目|原因/);
    clean(input);
  });

  it('leaves no question without an answer that needs no personal data', () => {
    const told = toAnybody(mailing('yes', true));
    const heading = letter(told)
      .sentences.find(({ id }) => id === 'q2.answer-1')
      ?.text.match(/「(.+)」/)?.[1];
    // It sends the reader to a heading that is there.
    expect(letter(told).text).toMatch(new RegExp(`^\\d{1,2}\\. ${heading}$`, 'm'));
    expect(idsOf(told)).not.toContain('q1.verify');
    expect(idsOf(told)).not.toContain('q2.verify');
    expect(textOf(told, 'promise.open')).toContain('個人情報に触れない範囲で');
  });
});

it('names a stretch whose lines a crash took, and casts no doubt on the records for it', () => {
  const lost = {
    kind: 'truncation',
    strength: 'defect',
    path: 'logs/access.log',
    from: '2009-04-17T05:08:42.000Z',
    to: '2009-04-17T15:50:25.000Z',
    statement: { ja: 'あ', en: 'a' },
  } as const;
  const facts: readonly Fact[] = [
    ...sampleCase.facts.filter(({ kind }) => kind !== 'log-integrity'),
    { id: 'f20', kind: 'log-integrity', verdict: 'defect', sealed: false },
  ];
  const input: CaseInput = { ...sampleCase, facts, alterations: [lost] };
  expect(textOf(input, 'lost.1', 'en')).toMatch(/Friday 17 April 2009, 14:08 and about .* lines of the records .*lost/);
  expect(idsOf(input)).not.toContain('altered.1');
  expect(idsOf({ ...input, alterations: [{ ...lost, to: '2009-04-17T05:20:00.000Z' }] })).not.toContain('lost.1');
  clean(input);
});

describe('records that are in doubt', () => {
  const doubted = withFacts([{ id: 'f20', kind: 'log-integrity', verdict: 'altered', sealed: false }], {
    facts: [
      ...sampleCase.facts.filter(({ kind }) => kind !== 'log-integrity'),
      { id: 'f20', kind: 'log-integrity', verdict: 'altered', sealed: false },
    ],
    alterations: [
      {
        kind: 'cross-source',
        strength: 'strong',
        path: 'logs/access.log',
        from: '2009-04-17T05:08:42.000Z',
        to: '2009-04-17T05:50:25.000Z',
        statement: { ja: '矛盾', en: 'contradiction' },
      },
    ],
    claim: { ...sampleCase.claim, questions: ['サーバーに侵入されたのではありませんか。'] },
  });

  it('show nothing by their silence, and the stretch is named', () => {
    expect(textOf(doubted, 'checked.access.doubted')).toContain('根拠になりません');
    expect(textOf(doubted, 'altered.1')).toContain('2009年4月17日（金）14時8分ごろから14時50分ごろまで');
    expect(textOf(doubted, 'altered.1', 'en')).toContain('Friday 17 April 2009, 14:08 to about 14:50');
    clean(doubted);
  });

  it('are named where the gap lies in one kind of them, and no further than that', () => {
    const gap: Fact = { id: 'f20', kind: 'log-integrity', verdict: 'suspect', sealed: false };
    const file = (path: string, format: string) => ({
      ...{
        path,
        format,
        sha256: 'a'.repeat(64),
        bytes: 9_000,
        compression: 'none' as const,
        encoding: 'ascii' as const,
      },
      ...{ lines: 90, parsed: 90, unparsed: 0, firstUnparsed: [], assumed: [] },
      ...{ from: '2009-03-01T00:00:00.000Z', to: '2009-05-01T00:00:00.000Z' },
    });
    const files = [file('logs/staff.log', 'json_lines'), file('logs/access.log', 'combined')];
    const silent = (path: string, to: string) => ({
      ...({ kind: 'gap', strength: 'weak', path, from: '2009-04-17T05:08:42.000Z', to } as const),
      statement: { ja: '空白', en: 'silence' },
    });
    const [one, another] = [
      silent('logs/staff.log', '2009-04-17T05:50:25.000Z'),
      silent('logs/access.log', '2009-04-17T05:40:00.000Z'),
    ];
    const found = doubted.facts.map((fact) => (fact.kind === 'log-integrity' ? gap : fact));
    const named: CaseInput = { ...doubted, files, facts: found, alterations: [one] };
    expect(textOf(named, 'found.f20')).toBe('業務に使うシステムの記録に、理由の分からない欠けがございます。');
    expect(textOf(named, 'altered.1')).toContain(
      '業務に使うシステムの記録に欠けか食い違いがあり、そこからは何があったか',
    );
    expect(textOf(named, 'found.f20', 'en')).toContain('The records of our applications have a gap');
    clean(named);
    const both: CaseInput = { ...named, alterations: [one, another] };
    expect(textOf(both, 'found.f20')).toContain('サーバーの記録に、理由の分からない欠け');
    expect(textOf(both, 'altered.2')).toContain('ウェブサーバーの記録に欠け');
    clean(both);
  });

  it('may have an innocent cause, and let nobody answer whether there was an intrusion', () => {
    expect(textOf(doubted, 'found.f20.but')).toContain('不具合');
    expect(textOf(doubted, 'q1.answer-1')).toContain('侵入があったともなかったとも申し上げられません');
  });
});

describe('a confirmed leak', () => {
  const leaked = withFacts(
    [
      {
        id: 'f20',
        kind: 'attacker-trace',
        attack: 'sqli',
        success: 'shown',
        reachedData: true,
        at: '2009-04-20T18:17:04.000Z',
      },
      { id: 'f21', kind: 'real-name-in-spam', nameInAddress: false },
      { id: 'f22', kind: 'form-values-in-spam', values: 1, formOnly: true, chance: 0.01 },
    ],
    {
      outcome: 'leak_confirmed',
      outcomeReason: null,
      confirmedScope: 'list',
      permitted: ['leak_confirmed', 'inconclusive'],
      claim: { ...sampleCase.claim, questions: ['アンケートに書いた内容が書かれていたのはなぜですか。'] },
    },
  );

  it('is apologised for before anything else', () => {
    expect(letter(leaked).sentences[0]).toMatchObject({ id: 'sorry-leak', type: 'APOLOGY' });
    clean(leaked);
  });

  it('is told with its moment, its two findings in one sentence, and one day for what is open', () => {
    expect(textOf(leaked, 'incident.trace')).toContain('2009年4月21日（火）3時17分');
    expect(textOf(leaked, 'found.f21-f22')).toContain('お名前と、お預かりしているほかの情報');
    expect(idsOf(leaked)).not.toContain('incident.promise');
    expect(textOf(leaked, 'q1.answer-2')).toContain('読み取られた跡');
  });

  it('says whether it was reported: on which day, or that it was decided against, or waits for a person to say', () => {
    const authority = { ja: '個人情報保護委員会', en: 'the Personal Information Protection Commission' };
    const in2026 = (handling: CaseInput['handling']): CaseInput => ({
      ...leaked,
      now: '2026-09-12T10:00:00+09:00',
      ...(handling ? { handling } : {}),
    });
    const open = in2026(undefined);
    expect(textOf(open, 'incident.reported')).toMatch(/^【要記入：個人情報保護委員会に報告した日.*】$/);
    expect(textOf(open, 'incident.reported', 'en')).toMatch(/^\[to fill: .*Commission.*\]$/);
    // Before there was a commission, the ministry of the trade.
    expect(textOf(leaked, 'incident.reported')).toContain('所管する省庁');
    const done = in2026({ reports: [{ authority, at: '2026-09-12', by: null }] });
    expect(textOf(done, 'report.1')).toContain('2026年9月12日（土）に行いました');
    const owner = { ja: '個人情報の責任者', en: 'our privacy officer' };
    const planned = in2026({ reports: [{ authority, at: null, by: '2026-09-15', owner }] });
    expect(textOf(planned, 'report.1')).toContain('個人情報の責任者が2026年9月15日（火）までに行います');
    // A day that has passed is no promise.
    const late = in2026({ reports: [{ authority, at: null, by: '2026-09-11', owner }] });
    expect(textOf(late, 'report.1')).toBe(
      '【要記入：「個人情報保護委員会への報告」を行った日、まだであれば新しい期日（2026年9月11日（金）までの予定でした）】',
    );
    expect(textOf(late, 'report.1', 'en')).toMatch(/^\[to fill: .*planned by Friday 11 September 2026\)\]$/);
    const step = { id: 's1', what: { ja: '設定の変更', en: 'Changing the setting' }, doneAt: null, owner };
    const measured = (by: string) => textOf(in2026({ measures: [{ ...step, by }] }), 'measure.1');
    expect(measured('2026-09-11')).toContain('【要記入：「設定の変更」を行った日');
    // The letter waits for a signature: the day it is drawn up is over when it goes out.
    expect(measured('2026-09-12')).toContain('【要記入：「設定の変更」を行った日');
    expect(measured('2026-09-13')).toBe('設定の変更を2026年9月13日（日）までに行います（担当：個人情報の責任者）。');
    // A step noted as a sentence takes no を behind it.
    const sent = { ...step, what: { ja: '削除をお願いするメールを送った', en: 'Asked for deletion' }, by: null };
    expect(textOf(in2026({ measures: [{ ...sent, doneAt: '2026-09-11' }] }), 'measure.1')).toBe(
      '2026年9月11日（金）に行ったこと：削除をお願いするメールを送った（個人情報の責任者）。',
    );
    const decided = (signedBy: string | null) =>
      in2026({ awareness: { decision: 'not_reportable', at: '2026-09-12', signedBy, reasons: 'one person' } });
    expect(textOf(decided('privacy officer'), 'incident.not-reported')).toContain('行わないことといたしました');
    expect(idsOf(decided(null))).toContain('incident.reported');
    for (const input of [done, planned, decided('privacy officer')]) {
      expect(idsOf(input)).not.toContain('incident.reported');
      clean(input);
    }
  });

  it('tells what happened and what to do before what was checked', () => {
    const ids = idsOf(leaked);
    expect(ids.indexOf('incident.trace')).toBeLessThan(ids.indexOf('access.scope'));
    expect(ids.indexOf('advice.1')).toBeLessThan(ids.indexOf('access.scope'));
  });

  it('doubts the moment of it where the clock of that record is doubted, and not where another one is', () => {
    const late = { ...logFile('logs/access.log', 'combined'), to: '2009-05-22T00:00:00+09:00' };
    const earlier = logFile('logs/access.log.1', 'combined');
    const at = { path: earlier.path, sha256: earlier.sha256, line: 1, byteStart: 0, byteEnd: 9 };
    const facts = leaked.facts.map((fact) => (fact.id === 'f20' ? { ...fact, pointers: [at] } : fact));
    const doubted = { ...leaked, facts, files: [late, earlier] };
    expect(idsOf(doubted)).toContain('incident.trace.clock');
    clean(doubted);
    expect(idsOf({ ...leaked, facts, files: [{ ...late, format: 'postfix' }, earlier] })).not.toContain(
      'incident.trace.clock',
    );
  });

  it('waits for a person to say what stopped it', () => {
    expect(textOf(leaked, 'incident.stopped')).toContain('【要記入：');
    const owner = { ja: '情報システム部', en: 'IT department' };
    const what = { ja: '該当ページの公開停止', en: 'taking the page offline' };
    const handling = { measures: [{ id: 'm1', what, doneAt: '2009-05-20T20:00:00+09:00', by: null, owner }] };
    expect(idsOf({ ...leaked, handling })).not.toContain('incident.stopped');
  });
});

describe('who sent the message', () => {
  const origin = (more: Partial<Extract<Fact, { kind: 'mail-origin' }>>): CaseInput => ({
    ...sampleCase,
    facts: sampleCase.facts.map((fact) => (fact.kind === 'mail-origin' ? { ...fact, ...more } : fact)),
  });

  it('is told of the messages that were handed in, and of systems known to be ours', () => {
    expect(textOf(origin({ messages: 1, of: 1 }), 'origin.not-ours')).toContain('お送りいただいた迷惑メール1通');
    expect(textOf(origin({ messages: 2, of: 3 }), 'origin.not-ours')).toContain('3通のうち、送信元の分かる2通');
    for (const input of [origin({ messages: 1, of: 1 }), origin({ messages: 2, of: 3 }), sampleCase]) {
      expect(textOf(input, 'origin.not-ours')).toContain('弊社が把握している');
      clean(input);
    }
  });

  it('is admitted first where it was us, and then asks why it was sent, not how a stranger came by the address', () => {
    const ours: Fact = { id: 'f90', kind: 'mail-origin', origin: 'ours', carriesOurName: true, messages: 1, of: 1 };
    const others = sampleCase.facts.filter(({ kind }) => kind !== 'mail-origin');
    const input = withFacts([], { facts: [...others, ours], unresolved: ['f90'], mailOrigin: 'ours' });
    const ids = idsOf(input);
    expect(ids.find((id) => id?.startsWith('conclusion.'))).toBe('conclusion.origin');
    expect(ids).toEqual(expect.arrayContaining(['ways.why-sent', 'ways.misused', 'ways.ours']));
    expect(ids).not.toContain('ways.unknown');
    expect(ids).not.toContain('found.f90');
    // Of two messages only one was ours: how the other's sender came by the address is open.
    const mixed = { ...input, facts: [...others, { ...ours, of: 2 }] };
    expect(idsOf(mixed)).toContain('ways.unknown');
    expect(textOf({ ...input, claim: { ...input.claim, requesterVerified: 'no' } }, 'conclusion.cause-open')).toContain(
      '弊社側からなぜ',
    );
    clean(input);
    clean(mixed);
  });

  it('comes with advice where it threatens, in the first answer too', () => {
    const threat: Fact = { id: 'f91', kind: 'extortion-mail', messages: 1, showsPassword: true };
    const input = { ...sampleCase, facts: [...sampleCase.facts, threat] };
    expect(idsOf(input)).toEqual(expect.arrayContaining(['origin.threat', 'origin.threat-password']));
    const first = draftLetter(input, { stage: 'holding', lang: 'en', channel: 'letter' }).sentences.map(({ id }) => id);
    expect(first).toEqual(expect.arrayContaining(['origin.threat', 'origin.threat-password']));
    const without = { ...input, facts: [...sampleCase.facts, { ...threat, showsPassword: false }] };
    expect(idsOf(without)).not.toContain('origin.threat-password');
    clean(input);
  });

  it('tells what a sender line with their own address shows, and who is frightened of no annoyance', () => {
    const threat: Fact = {
      ...{ id: 'f91', kind: 'extortion-mail', messages: 1, showsPassword: true, ownSender: 1, ownSenderRefused: 1 },
    };
    const own = { ...sampleCase.organisation, sendsFrom: [] };
    const input: CaseInput = {
      ...sampleCase,
      organisation: own,
      mailOrigin: 'unknown',
      facts: [threat],
      unresolved: [],
    };
    expect(textOf(input, 'origin.threat-mailbox', 'en')).toContain('no proof that anybody is in your mailbox');
    expect(textOf(input, 'origin.threat-refused')).toContain('認められない送信と判定');
    expect(textOf(input, 'feeling')).not.toContain('ご不快');
    expect(letter(input, 'en').text).not.toContain('whether we sent it');
    const plain: Fact = { id: 'f91', kind: 'extortion-mail', messages: 1, showsPassword: true, ownSender: 1 };
    expect(idsOf({ ...input, facts: [plain] })).not.toContain('origin.threat-refused');
    clean(input);
  });

  it('tells what else was handed in beside the spam', () => {
    const told = origin({ messages: 1, of: 1, bounces: 1, ownMail: 2 });
    expect(textOf(told, 'origin.beside-ours')).toContain('メールのうち2通は');
    expect(textOf(told, 'origin.beside-bounce', 'en')).toContain('Of what else you sent us, 1 message is a notice');
    clean(told);
  });

  it('explains a sender line that carries our name', () => {
    const forged = {
      ...origin({ carriesOurName: true }),
      claim: { ...sampleCase.claim, questions: ['なぜ貴社から迷惑メールが届くのですか。'] },
    };
    expect(textOf(forged, 'origin.forged')).toContain('送る側が自由に書ける');
    expect(textOf(forged, 'q1.answer-2')).toContain('弊社が送ったものとは限りません');
    expect(idsOf(sampleCase)).not.toContain('origin.forged');
    clean(forged);
  });
});

it('tells of lists that went out after the spam began, and not that none went out', () => {
  const copies: Fact = {
    ...{ id: 'f21', kind: 'list-copies', vendors: 0, exports: 0 },
    ...{ later: 1, laterTo: 'あおば配信', laterAt: '2009-05-10', foundBy: 'exports.list-given' },
  };
  const input: CaseInput = {
    ...withFacts([]),
    facts: [...sampleCase.facts.filter(({ kind }) => kind !== 'list-copies' && kind !== 'vendor-held'), copies],
    checks: [
      ...sampleCase.checks.filter(({ id }) => !id.startsWith('exports')),
      { ...sampleCheck('exports.list-given', 'nothing-found'), looked: lookedFrom('2009-03-28') },
    ],
    claim: { ...sampleCase.claim, questions: [] },
  };
  const words = letter(input).text;
  expect(words).toContain('2009年5月10日（日）に、あおば配信に名簿を渡した記録がございます');
  expect(words).not.toContain('名簿を社外へ渡したものは見つかっておりません');
  const held = {
    id: 'f22',
    kind: 'vendor-held',
    vendor: 'あおば配信',
    thisRecord: 'yes',
    othersHeld: 0,
    others: 0,
  } as const;
  const before: CaseInput = { ...input, facts: [...input.facts, { ...held, givenAt: '2009-04-25' }] };
  expect(letter(before).text).toContain('2009年5月10日（日）に、あおば配信に名簿を渡した記録もございます');
  clean(before);
  expect(letter(input, 'en').text).toMatch(
    /A list was passed on .*on Sunday 10 May 2009\..*By your account the spam had begun before that/,
  );
  clean(input);
});

it('says to whom a list was given, when, and for what', () => {
  const input: CaseInput = {
    ...sampleCase,
    facts: [
      ...sampleCase.facts,
      {
        id: 'f20',
        kind: 'vendor-held',
        vendor: 'あおば配信',
        thisRecord: 'unknown',
        othersHeld: 0,
        others: 0,
        givenAt: '2009-04-25',
      },
    ],
  };
  expect(textOf(input, 'q1.answer-1')).toMatch(/2009年4月25日.*メール配信.*あおば配信/);
  expect(textOf(input, 'q1.answer-2')).toContain('まだ確かめられておりません');
  expect(textOf(input, 'vendors.word.f7')).toContain('2009年5月20日');
  clean(input);
});

it('what programs of others do stays uncovered where the HTML of our pages was found to hold none', () => {
  const silent = sampleCheck('pages.third-party-scripts', 'nothing-found');
  const input = { ...sampleCase, checks: [...sampleCase.checks, silent] };
  expect(textOf(input, 'limits.not-covered.1')).toContain('他社のプログラムの動作');
  clean(input);
});

it('names every kind of examination that no file can show as not covered', () => {
  const input = {
    ...sampleCase,
    checks: [
      ...sampleCase.checks,
      ...['register.viewed-by-staff', 'register.copies-elsewhere', 'pages.third-party-scripts'].map((id) =>
        sampleCheck(id, 'not-checked'),
      ),
    ],
  };
  expect(textOf(input, 'limits.not-covered.1')).toMatch(/社員による閲覧.*写し.*他社のプログラム/);
  expect(textOf(input, 'limits.not-covered.2')).toContain('委託先のサーバーの記録');
  clean(input);
});

it('says that records later than the examination put its period in doubt', () => {
  const late = { ...logFile('logs/access.log', 'combined'), to: '2009-05-22T00:00:00+09:00' };
  expect(idsOf({ ...sampleCase, files: [late] })).toContain('integrity.clock');
  expect(idsOf({ ...sampleCase, files: [logFile('logs/access.log', 'combined')] })).not.toContain('integrity.clock');
});

it('answers a requester who is not verified alike, whatever the outcome', () => {
  const asked = (outcome: 'leak_confirmed' | 'inconclusive'): CaseInput => ({
    ...generatedCase(9),
    outcome,
    confirmedScope: outcome === 'leak_confirmed' ? 'list' : null,
    permitted: ['leak_confirmed', 'inconclusive'],
    claim: { ...sampleCase.claim, requesterVerified: 'no', questions: ['なぜですか。原因は何ですか。'] },
  });
  expect(letter(asked('leak_confirmed')).text).toBe(letter(asked('inconclusive')).text);
});

describe('a requester who is not verified', () => {
  const unverified = (input: CaseInput): CaseInput => ({
    ...input,
    claim: { ...input.claim, requesterVerified: 'no' },
  });

  it('reads first what was found that concerns no person, then that the rest waits', () => {
    const { sentences } = letter(unverified(sampleCase));
    const inShort = sentences.filter(({ section }) => section.startsWith('conclusion.')).map(({ id }) => id);
    expect(inShort).toEqual(['conclusion.origin', 'conclusion.cause-open', 'conclusion.withheld']);
    clean(unverified(sampleCase));
  });

  it('is promised a result by a day and an owner in every case, and the next word before it', () => {
    for (let seed = 1; seed <= 40; seed += 1) {
      const { sentences } = letter(unverified(generatedCase(seed)));
      const by = (id: string) => Date.parse(sentences.find((one) => one.id === id)?.slots['by'] ?? '');
      expect(by('promise.open'), `case ${seed}`).toBeGreaterThan(by('promise.next'));
    }
  });

  it('is told where each check stands that the first answer announced', () => {
    const input: CaseInput = {
      ...sampleCase,
      checks: [...sampleCase.checks, sampleCheck('exports.list-given', 'found')],
    };
    expect(textOf(unverified(input), 'waiting.1')).toMatch(/名簿の取扱いの記録と弊社の公開ページ.*ご本人の確認/);
    clean(unverified(input));
  });
});

describe('every check that the first answer announces is taken up by name', () => {
  it.each(['registered_address_reply', 'no'] as const)('over generated cases (%s)', (requesterVerified) => {
    for (let seed = 1; seed <= 60; seed += 1) {
      const made = generatedCase(seed);
      const input = { ...made, claim: { ...made.claim, requesterVerified } };
      const announced = draftLetter(input, { stage: 'holding', lang: 'ja', channel: 'letter' }).sentences.flatMap(
        ({ id = '', slots }) => (/^will\.(?:examine|gather)$/.test(id) ? [slots['what']] : []),
      );
      expect(announced.join('、')).toContain('名簿の取扱いの記録');
      const told = letter(input).sentences.filter(({ section }) =>
        /^(?:checked|limits|found|conclusion)\./.test(section),
      );
      const aboutLists = told.some(({ text, id }) => text.includes('名簿の取扱いの記録') || id?.startsWith('lists.'));
      expect(aboutLists, `case ${seed}`).toBe(true);
    }
  });

  const exports = (result: 'found' | 'nothing-found' | 'not-checked'): CaseInput => ({
    ...sampleCase,
    claim: { ...sampleCase.claim, questions: [] },
    checks: [...sampleCase.checks, sampleCheck('exports.list-given', result)],
  });

  it('with its result, or as not to be had', () => {
    expect(textOf(exports('nothing-found'), 'lists.nothing')).toContain('見つかっておりません');
    expect(textOf(exports('nothing-found'), 'lists.limit')).toContain('記録されなかった');
    expect(idsOf(exports('not-checked'))).not.toContain('lists.nothing');
    expect(textOf(exports('not-checked'), 'gaps.1')).toContain('名簿の取扱いの記録');
    const given: Fact = {
      id: 'f20',
      kind: 'vendor-held',
      vendor: 'あおば配信',
      thisRecord: 'yes',
      othersHeld: 0,
      others: 0,
      givenAt: '2009-04-25',
    };
    const found = { ...exports('found'), facts: [...sampleCase.facts, given] };
    expect(textOf(found, 'lists.given-1')).toContain('あおば配信');
    expect(textOf(found, 'lists.given-2')).toContain('含まれておりました');
    // Told once: where the customer asked.
    expect(idsOf({ ...found, claim: sampleCase.claim })).not.toContain('lists.given-1');
    for (const input of [exports('nothing-found'), exports('not-checked'), found]) clean(input);
  });
});

it('calls a company that works for us by its English name in English, where one is given', () => {
  const [vendor] = sampleCase.organisation.vendors;
  if (!vendor) throw new Error('the sample case has a vendor');
  const named: CaseInput = {
    ...sampleCase,
    organisation: { ...sampleCase.organisation, vendors: [{ ...vendor, nameEn: 'Aoba Mailing' }] },
  };
  expect(textOf(named, 'vendors.word.f7', 'en')).toMatch(/^Aoba Mailing, a company/);
  expect(textOf(named, 'vendors.word.f7')).toContain('あおば配信');
  expect(letter(named, 'en').text).not.toContain('あおば');
  // Nobody's name is made up.
  expect(textOf(sampleCase, 'vendors.word.f7', 'en')).toMatch(/^あおば配信, /);
  clean(named);
});

it('says a year, and the day of two moments, once in a sentence', () => {
  const base = { id: 'x', type: 'DID', section: 'x.y', evidence: ['claim'] } as const;
  const days = { ...base, text: { ja: '{from:day}から{to:day}まで', en: 'from {from:day} to {to:day}' } };
  const in2009 = { from: '2009-04-10', to: '2009-05-01' };
  expect(render({ ...days, slots: in2009 }, 'ja', 'Asia/Tokyo').text).toBe('2009年4月10日（金）から5月1日（金）まで');
  expect(render({ ...days, slots: in2009 }, 'en', 'Asia/Tokyo').text).toBe('from Friday 10 April 2009 to Friday 1 May');
  const aDay = { from: '2009-04-10T09:00:00+09:00', to: '2009-04-10T10:30:00+09:00' };
  expect(render({ ...days, slots: aDay }, 'ja', 'Asia/Tokyo').text).toBe('2009年4月10日（金）');
  expect(render({ ...days, slots: aDay }, 'en', 'Asia/Tokyo').text).toBe('for Friday 10 April 2009');
  const twoYears = { from: '2008-12-31', to: '2009-01-01' };
  expect(render({ ...days, slots: twoYears }, 'ja', 'Asia/Tokyo').text).toContain('2009年1月1日');
  const moments = { ...base, text: { ja: '{from:moment}から{to:moment}まで', en: '{from:moment} to {to:moment}' } };
  const oneDay = { from: '2009-04-10T09:00:00+09:00', to: '2009-04-10T10:30:00+09:00' };
  expect(render({ ...moments, slots: oneDay }, 'ja', 'Asia/Tokyo').text).toBe('2009年4月10日（金）9時から10時30分まで');
  expect(render({ ...moments, slots: oneDay }, 'en', 'Asia/Tokyo').text).toBe('Friday 10 April 2009, 09:00 to 10:30');
});
