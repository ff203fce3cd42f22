// What a letter may not pass over: every company, every list, times without records, files that break off.
import { describe, expect, it } from 'vitest';
import type { LogFileSummary } from '../vocabulary/case-file.ts';
import type { Fact } from '../vocabulary/fact.ts';
import { draftLetter } from './draft.ts';
import { generatedCase } from './generated-case.ts';
import type { CaseInput } from './grounds.ts';
import { lintLetter } from './lint/lint.ts';
import { kindsAsked } from './questions/asked.ts';
import { sampleCase } from './sample-case.ts';

const letter = (input: CaseInput, lang: 'ja' | 'en' = 'ja') =>
  draftLetter(input, { stage: 'main', lang, channel: 'letter' });
const textOf = (input: CaseInput, id: string, lang: 'ja' | 'en' = 'ja') =>
  letter(input, lang).sentences.find((sentence) => sentence.id === id)?.text;
const clean = (input: CaseInput) => {
  for (const lang of ['ja', 'en'] as const) {
    expect(lintLetter(letter(input, lang), { lang, caseFile: input }).findings).toEqual([]);
  }
};
const asking = (...questions: string[]) => ({ claim: { ...sampleCase.claim, questions } });
const [firstVendor] = sampleCase.organisation.vendors;
const others = sampleCase.facts.filter(({ kind }) => kind !== 'vendor-answer');

const held = (count: number) =>
  Array.from(
    { length: count },
    (_none, i): Fact => ({
      ...{ id: `h${i + 1}`, kind: 'vendor-held', vendor: `第${i + 1}配信`, thisRecord: i === 0 ? 'no' : 'yes' },
      ...{ othersHeld: 0, others: 0, givenAt: '2009-04-25' },
    }),
  );
const answered = (answer: 'none' | 'replied' | 'checked' | 'announced', count: number) =>
  Array.from(
    { length: count },
    (_none, i): Fact => ({
      ...{ id: `${answer}${i + 1}`, kind: 'vendor-answer', vendor: `${answer} ${i + 1}`, answer },
      coversThisRecord: 'unknown',
    }),
  );

describe('every company', () => {
  it.each([1, 3, 4, 8])('that got one of %d lists is named', (count) => {
    const input: CaseInput = {
      ...{ ...sampleCase, ...asking('誰に渡したのですか') },
      facts: [...sampleCase.facts, ...held(count)],
    };
    const text = letter(input).text;
    for (let i = 1; i <= count; i += 1) expect(text).toContain(`第${i}配信`);
    clean(input);
  });

  it('of more lists than a page holds, the number of the rest is told', () => {
    const input: CaseInput = {
      ...{ ...sampleCase, ...asking('誰に渡したのですか') },
      facts: [...sampleCase.facts, ...held(11)],
    };
    expect(letter(input).text).toContain('このほかに、名簿を渡した記録が3件ございます。');
    expect(letter(input, 'en').text).toContain('not named here number 3.');
    clean(input);
  });

  it('is told with its answer, and what limits their word stands once behind those who gave theirs', () => {
    const facts = [...others, ...answered('replied', 2), ...answered('none', 2), ...answered('checked', 3)];
    const input: CaseInput = { ...sampleCase, facts };
    const { text } = letter(input);
    for (const fact of facts) if (fact.kind === 'vendor-answer') expect(text).toContain(fact.vendor);
    expect(text.match(/裏付けをまだ取れておりません/g)).toHaveLength(1);
    expect(text).toContain('上の2社の回答は各社の説明のみで');
    expect(text.match(/回答した会社がまだ気づいていない漏えい/g)).toHaveLength(1);
    clean(input);
    const many: CaseInput = { ...sampleCase, facts: [...others, ...answered('none', 12)] };
    expect(textOf(many, 'vendors.more')).toContain('4社');
    clean(many);
  });

  it('that works for us is named where nothing tells which list it got', () => {
    if (!firstVendor) throw new Error('the sample case has a vendor');
    const vendors = Array.from({ length: 11 }, (_none, i) => ({ ...firstVendor, name: `第${i + 1}社` }));
    const organisation = { ...sampleCase.organisation, vendors };
    const input: CaseInput = { ...sampleCase, ...asking('誰に渡したのですか'), organisation };
    const { text } = letter(input);
    for (let i = 1; i <= 9; i += 1) expect(text).toContain(`第${i}社`);
    expect(text).toContain('このほかの委託先は2社です。');
    clean(input);
  });

  it('keeps a name of some length whole', () => {
    const input: CaseInput = {
      ...{ ...sampleCase, ...asking('誰に渡したのですか') },
      facts: [
        ...sampleCase.facts,
        ...held(1).map((fact) =>
          fact.kind === 'vendor-held' ? { ...fact, vendor: 'Cloud Mailer Incorporated' } : fact,
        ),
      ],
    };
    expect(textOf(input, 'q1.answer-1')).toContain('Cloud Mailer Incorporated');
    clean(input);
  });
});

describe('the question whether it leaked at such a company', () => {
  const question = '渡した先で漏れたのではないですか';
  const unresolved = {
    outcome: 'inconclusive',
    outcomeReason: 'balanced_evidence',
    permitted: ['inconclusive'],
  } as const;

  it('is told of a leak that one announced, whether or not this record is known to be in it', () => {
    const facts = [...others, ...answered('announced', 1), ...answered('replied', 1)];
    const input: CaseInput = {
      ...{ ...sampleCase, ...unresolved, ...asking(question, '誰に渡したのですか') },
      ...{ facts, unresolved: ['announced1'] },
    };
    expect(textOf(input, 'q1.answer-1')).toContain('announced 1からは情報が漏れたとの知らせがあり');
    expect(textOf(input, 'q1.answer-2')).toContain('ほかの委託先の回答は');
    // The other question leans on it as well, and it is said once.
    expect(letter(input).text.match(/announced 1からは情報が漏れた/g)).toHaveLength(1);
    clean(input);
  });

  it('without one, leans on what they answered', () => {
    const input: CaseInput = { ...sampleCase, ...asking(question) };
    expect(textOf(input, 'q1.answer-1')).toContain('委託先の回答は、「調べたこと」に記しました');
    clean(input);
  });
});

describe('the question whether it was reported', () => {
  it.each([
    ['警察には届けましたか', 'reported'],
    ['個人情報保護委員会に報告したのですか', 'reported'],
    ['Has the ICO been told?', 'reported'],
    ['Did you report this to the police?', 'reported'],
    ['調査の結果を報告してください', 'examined'],
    ['誰に渡したのですか', 'given-to'],
    ['漏れたのではありませんか', 'cause'],
    ['Did one of your vendors leak it?', 'vendor-leak'],
  ])('%s: %s', (question, kind) => {
    expect(kindsAsked(question)[0]).toBe(kind);
  });

  it('is answered from the record of what was done, else left for a person to fill in', () => {
    const asked: CaseInput = { ...sampleCase, ...asking('警察には届けましたか') };
    expect(textOf(asked, 'q1.answer-1')).toContain('【要記入：');
    const authority = { ja: '県警のサイバー窓口', en: 'the cyber desk of the police' };
    const reports = [{ authority, at: '2009-05-20', by: null }];
    const input: CaseInput = { ...asked, handling: { reports } };
    expect(textOf(input, 'q1.answer-1')).toBe('県警のサイバー窓口には、2009年5月20日（水）に報告いたしました。');
    clean(input);
  });
});

describe('times without records', () => {
  const file = (path: string, from: string, to: string, more: Partial<LogFileSummary> = {}): LogFileSummary => ({
    ...{ path, sha256: 'b'.repeat(64), bytes: 1000, compression: 'none', format: 'combined', encoding: 'utf-8' },
    ...{ lines: 10, parsed: 10, unparsed: 0, firstUnparsed: [], from, to, assumed: [], ...more },
  });
  const older = file('a.2', '2009-03-28T00:00:12+09:00', '2009-04-15T23:40:00+09:00');
  const newer = file('a.1', '2009-05-01T00:03:00+09:00', '2009-05-20T23:59:41+09:00');

  it('are told beside the period that was read, and no whole record is claimed', () => {
    const input: CaseInput = { ...sampleCase, files: [older, newer] };
    expect(textOf(input, 'hole.web-1')).toMatch(
      /4月15日（水）23時40分ごろから5月1日（金）0時3分ごろまで.*調べられておりません/,
    );
    expect(textOf(input, 'integrity.nothing')).toContain('記録のない期間のほかには');
    const { sentences } = letter(input);
    const scope = sentences.findIndex(({ id }) => id === 'access.scope');
    expect(sentences[scope + 1]?.id).toBe('hole.web-1');
    clean(input);
  });

  it('are none where these records are silent at the same hours of other weeks', () => {
    const friday = '2009-05-29T16:51:00+09:00';
    const quiet = [{ from: '2009-05-15T08:00:00.000Z', to: '2009-05-18T00:00:00.000Z' }];
    const monthly = (more: object) => [
      file('may', '2009-05-01T09:03:00+09:00', friday, more),
      file('june', '2009-06-01T09:10:00+09:00', '2009-06-30T23:59:41+09:00'),
    ];
    const told = (more: object) =>
      letter({ ...sampleCase, files: monthly(more) }).sentences.some(({ id = '' }) => id.startsWith('hole.'));
    expect(told({ quiet })).toBe(false);
    expect(told({})).toBe(true);
    // As long, but in the middle of a week.
    expect(told({ quiet: [{ from: '2009-05-12T08:00:00.000Z', to: '2009-05-15T00:00:00.000Z' }] })).toBe(true);
  });

  it('are not all that is missing where a trace shows that records were erased', () => {
    const cleared: Fact = {
      ...{ id: 'x1', kind: 'attacker-trace', attack: 'log-clearing', success: 'shown', reachedData: false },
      at: '2009-05-03T04:04:00+09:00',
    };
    const input: CaseInput = {
      ...{ ...sampleCase, files: [newer], facts: [...sampleCase.facts, cleared] },
      unresolved: [...sampleCase.unresolved, 'x1'],
    };
    expect(textOf(input, 'integrity.nothing')).toBe('記録が消去された跡のほかには、見つかっておりません。');
    expect(textOf(input, 'integrity.nothing', 'en')).toMatch(/^Apart from the sign that records were erased/);
    clean(input);
  });

  it.each([
    [
      'that other files of the kind fill',
      [older, newer, file('b', '2009-04-10T00:00:00+09:00', '2009-05-02T00:00:00+09:00')],
    ],
    ['of a night', [older, file('a.1', '2009-04-16T09:00:00+09:00', '2009-05-20T23:59:41+09:00')]],
    ['of one file alone', [older]],
  ])('not those %s', (_name, files) => {
    expect(letter({ ...sampleCase, files }).sentences.some(({ id = '' }) => id.startsWith('hole.'))).toBe(false);
  });

  it('of other records stand with the limits', () => {
    const mail = [older, newer].map((one) => ({ ...one, path: `mail${one.path}`, format: 'sshd' }));
    const input: CaseInput = { ...sampleCase, files: [file('c', older.from ?? '', newer.to ?? ''), ...mail] };
    const hole = letter(input).sentences.find(({ id }) => id === 'hole.login-1');
    expect(hole?.section).toBe('limits.time');
    clean(input);
  });

  it('and files that break off are told', () => {
    const broken = { ...newer, incomplete: { ja: '途中で切れている', en: 'cut off' } };
    const one: CaseInput = { ...sampleCase, files: [older, broken] };
    expect(textOf(one, 'broken')).toMatch(
      /^記録のファイルの1つが壊れており、2009年[^。]*ごろまでしか読めておりません。$/,
    );
    expect(textOf({ ...one, files: [broken, broken] }, 'broken', 'en')).toMatch(/^2 files of the records are broken/);
    clean(one);
  });
});

it('an English letter writes the name as the claim gives it in English, else as it stands', () => {
  const named: CaseInput = { ...sampleCase, claim: { ...sampleCase.claim, nameEn: 'Yamada Hanako' } };
  expect(letter(named, 'en').text).toContain('Dear Yamada Hanako,');
  expect(letter(named, 'en').text).not.toContain('山田');
  expect(letter(named).text).toContain('山田 花子 様');
  expect(letter(sampleCase, 'en').text).toContain('Dear 山田 花子,');
});

it('an English letter waits for English words where the organisation gave Japanese ones alone', () => {
  const one = (text: string) => ({ ja: text, en: text });
  const contact = {
    ...sampleCase.organisation.contact,
    ...{ department: one('総務部'), hours: one('平日10時〜17時'), signerRole: one('代表取締役') },
    address: 'soudan@example.jp',
  };
  const input: CaseInput = { ...sampleCase, organisation: { ...sampleCase.organisation, contact } };
  const { text } = letter(input, 'en');
  for (const words of ['総務部', '平日10時〜17時', '代表取締役'])
    expect(text).toContain(`[to fill: English for ${words}]`);
  expect(text.replaceAll(/\[to fill: English for [^\]]+\]/g, '')).not.toMatch(/総務部|平日|代表/);
  expect(letter(input).text.replace('【要記入：お出しする日】', '')).not.toContain('要記入');
  clean(input);
});

describe('who sent the message, where nothing tells it', () => {
  const unknown: CaseInput = { ...sampleCase, mailOrigin: 'unknown' };
  const spam = { path: 'spam/1.eml', sha256: 'c'.repeat(64), bytes: 900, kind: 'spam' };

  it('is not laid on what the customer sent when our own list is missing', () => {
    const input: CaseInput = { ...unknown, sources: [...sampleCase.sources, spam] };
    expect(textOf(input, 'origin.unknown')).toContain('弊社の配信設備の一覧との照合がまだ');
    clean(input);
  });

  it('is not known from what was received otherwise', () => {
    expect(textOf(unknown, 'origin.unknown')).toContain('手元の資料からは');
  });
});

describe('a leak that a vendor reports', () => {
  const announced = (coversThisRecord: 'yes' | 'no' | 'unknown'): CaseInput => ({
    ...sampleCase,
    facts: [...others, { id: 'v1', kind: 'vendor-answer', vendor: 'V', answer: 'announced', coversThisRecord }],
    unresolved: ['v1'],
  });

  it.each([
    {
      covers: 'unknown',
      ja: 'どの方の情報が漏れたのかを、まだ知らされておりません',
      en: 'has not told us yet whose data it was',
    },
    { covers: 'no', ja: '弊社で確かめたものではございません', en: 'we have not confirmed this' },
    { covers: 'yes', ja: undefined, en: undefined },
  ] as const)('is told with whose data it concerns, where that is $covers', ({ covers, ja, en }) => {
    const input = announced(covers);
    const limit = (lang: 'ja' | 'en') => textOf(input, 'found.v1.but', lang);
    if (ja === undefined) expect([limit('ja'), limit('en')]).toEqual([undefined, undefined]);
    else {
      expect(limit('ja')).toContain(ja);
      expect(limit('en')).toContain(en);
    }
    clean(input);
  });
});

it('lists that run over several sentences never say one of them twice', () => {
  for (let seed = 1; seed <= 60; seed += 1) {
    for (const lang of ['ja', 'en'] as const) {
      const { sentences } = draftLetter(generatedCase(seed), { stage: 'main', lang, channel: 'letter' });
      const frames = sentences
        .filter(({ id }) => /^(?:gaps|waiting|limits\.not-covered)\b/.test(id ?? ''))
        .map(({ text, slots }) => text.replace(slots['names'] ?? '…', '…'));
      expect(new Set(frames).size, `case ${seed}, ${lang}`).toBe(frames.length);
    }
  }
});
