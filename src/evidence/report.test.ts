import { describe, expect, it } from 'vitest';
import { ratioWords, wordFor } from '../hypotheses/words.ts';
import type { CaseFile } from '../vocabulary/case-file.ts';
import { likelihoodRatioWords, shareWords } from '../vocabulary/interval-words.ts';
import { coverageOf, riskCoverage, timeAtRisk, unseenRows } from './coverage.ts';
import { pointerTo, sourceBytes, surveyCase, surveyReport } from './fixtures/survey.ts';
import { escapeHtml, html } from './html.ts';
import { writeReport } from './report.ts';
import { commandsFor } from './report-findings.ts';
import { clock, measuredPercent, missingPercent, percentRange, ratio, shellWord } from './report-format.ts';

const page = writeReport(surveyCase, surveyReport);
/** What a reader sees, in one language. */
const seen = (source: string) =>
  source
    .replace(/<(style|script)[\s\S]*?<\/\1>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');

describe('the page', () => {
  it('is the same when written twice', () => {
    expect(writeReport(surveyCase, surveyReport)).toBe(page);
  });

  it('asks for nothing from outside', () => {
    expect(page).toMatch(/default-src 'none'/);
    expect(page.replace(/<(style|script)[\s\S]*?<\/\1>/g, '')).not.toMatch(/\s(?:src|href)="(?!#)/);
    expect(page).not.toMatch(/@import|url\((?!#)|https?:\/\//);
  });

  it('says the outcome, the next step and its date in both languages before anything else', () => {
    const head = seen(page.slice(0, page.indexOf('class="columns"')));
    for (const words of [
      'いまある材料では分かりません',
      'cannot be said with what there is',
      '保全の指示',
      'order the hold',
      '2009年5月15日（金）12:00',
      'Fri 15 May 2009, 12:00',
    ]) {
      expect(head).toContain(words);
    }
  });

  it('names every check, and each that was not made with its reason', () => {
    for (const { asks, because } of surveyCase.checks) {
      expect(page).toContain(escapeHtml(asks.ja));
      if (because) expect(page).toContain(escapeHtml(because.en));
    }
    expect(page.match(/class="state not-checked"/g)?.length).toBeGreaterThanOrEqual(4);
  });

  it('somebody who was telephoned does not read of first spam', () => {
    const aboutMail = new Set(['mail-origin', 'form-values-in-spam', 'real-name-in-spam']);
    const telephoned: CaseFile = {
      ...surveyCase,
      claim: { ...surveyCase.claim, contactedBy: 'phone' },
      sources: surveyCase.sources.filter(({ kind }) => kind !== 'spam'),
      facts: surveyCase.facts.filter(({ kind }) => !aboutMail.has(kind)),
      mailOrigin: 'unknown',
    };
    const words = seen(writeReport(telephoned, surveyReport));
    expect(words).toContain('first unwanted call');
    expect(words).not.toMatch(/最初の迷惑メールまで|to first spam|because spam came/);
  });

  it('says that the weights were tested on simulated cases only', () => {
    expect(page).toContain('この推定は模擬事例でのみ検証しており、実際の事件での的中率は分かっていません。');
  });

  it('holds no data of other people and not the address or name of the person who complains', () => {
    for (const secret of [
      '203.0.113.77',
      '198.51.100.31',
      'taro.yamada',
      't.yamada',
      'h-suzuki77',
      '佐藤',
      '090-1234',
    ]) {
      expect(page, secret).not.toContain(secret);
    }
  });

  it('shows a line that an attacker wrote as text', () => {
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(page).not.toContain('<script>alert');
  });

  it('is written without weights too, and then gives no figure for any way', () => {
    const bare = writeReport({ ...surveyCase, weigh: null }, surveyReport);
    expect(seen(bare)).toContain('重みを計算していません');
    expect(bare).not.toContain('class="ways"');
  });

  it('shows no middle value when the draws are too uneven for one', () => {
    const { weigh } = surveyCase;
    if (!weigh) throw new Error('the fixture has weights');
    const uneven = writeReport({ ...surveyCase, weigh: { ...weigh, paretoK: 0.9 } }, surveyReport);
    expect(page).toContain('class="tick2"');
    expect(uneven).not.toContain('class="tick2"');
    expect(seen(uneven)).toContain('Likelihood ratio 0.26 to 1.2:');
    expect(seen(uneven)).toContain('This computation is unstable');
  });

  it('is written when there is nothing but a complaint', () => {
    const nothing: CaseFile = {
      ...surveyCase,
      sources: [],
      files: [],
      checks: [],
      facts: [],
      weigh: null,
      letters: [],
      deadlines: [],
      next: [],
      drill: null,
      claim: { ...surveyCase.claim, submittedAt: null, spamSince: null, receivedAt: null, name: null },
    };
    const text = seen(
      writeReport(nothing, {
        ...surveyReport,
        coverage: [],
        events: [],
        evidence: [],
        changes: [],
        countermeasures: [],
        packDigest: null,
      }),
    );
    expect(text).toContain('資料は何も渡されていません');
    expect(text).toContain('何も見つからなかったとは言えません');
  });
});

describe('markup cannot be put into a page', () => {
  it.each(['<b>', '"', "'", '&', '</script>'])('%s', (text) => {
    expect(html`<p title="${text}">${text}</p>`.text).toBe(`<p title="${escapeHtml(text)}">${escapeHtml(text)}</p>`);
    expect(escapeHtml(text)).not.toMatch(/[<>"']/);
  });

  it('and what reorders or hides text becomes visible', () => {
    expect(escapeHtml('a\u202eb\u0000c\u200bd')).toBe('a⟨202e⟩b␀c⟨200b⟩d');
  });
});

describe('the commands under a line give its bytes', () => {
  const line = pointerTo('logs/access.log', 5);
  it('dd and sed of a plain file', () => {
    expect(commandsFor(line)).toEqual({
      sed: "sed -n '5p' logs/access.log",
      dd: `dd if=logs/access.log bs=1 skip=${line.byteStart} count=${line.byteEnd - line.byteStart} status=none`,
    });
    const whole = new TextDecoder().decode(sourceBytes.get('logs/access.log'));
    expect(whole.slice(line.byteStart, line.byteEnd)).toBe(whole.split('\n')[4]);
  });

  it('of a packed file count in what comes out of it', () => {
    expect(commandsFor({ ...line, path: 'a.log.gz', stream: true }).sed).toBe("gzip -dc a.log.gz | sed -n '5p'");
  });

  it('of a file whose name says nothing of how it is packed: gzip, or text in UTF-16', () => {
    expect(commandsFor({ ...line, path: 'a.log', stream: true }).sed).toBe(
      "{ gzip -dc a.log 2>/dev/null || iconv -f UTF-16 -t UTF-8 a.log; } | sed -n '5p'",
    );
  });

  it('of a header over several lines name them all', () => {
    expect(commandsFor(line, 3).sed).toBe("sed -n '5,7p' logs/access.log");
  });

  it.each([
    ["it's; rm -rf ~", `'it'\\''s; rm -rf ~'`],
    ['-rf', "'./-rf'"],
    ['$(id).log', "'$(id).log'"],
    ['日本.log', "'日本.log'"],
    ['plain/path-1.log', 'plain/path-1.log'],
  ])('with the path %s as one word', (path, want) => {
    expect(shellWord(path)).toBe(want);
  });
});

describe('figures', () => {
  it.each([
    [{ low: 0.003, high: 0.048 }, 'under 1 % to 5 %'],
    [{ low: 0.0001, high: 0.009 }, 'under 1 %'],
    [{ low: 0.12, high: 0.908 }, '12 % to 91 %'],
    [{ low: 0.05, high: 0.05 }, '5 %'],
    [{ low: 0.97, high: 0.9999 }, '97 % to over 99 %'],
  ])('an interval is rounded outward and never says 0 or 100: %j', (interval, want) => {
    expect(percentRange(interval).en.replaceAll('\u00a0', ' ')).toBe(want);
  });

  it.each([0, 0.1, 0.5804, 0.61, 0.9999, 1])('covered and not covered make up the whole (%d)', (share) => {
    const sum = Number.parseFloat(measuredPercent(share)) + Number.parseFloat(missingPercent(share));
    expect(sum).toBeCloseTo(100, 6);
  });

  it('never rounds lines understood up to all of them', () => {
    expect(measuredPercent(0.99999)).toBe('99.9\u00a0%');
  });

  it.each([
    [0.547, '0.55'],
    [1234, '1,200'],
    [0.016, '0.016'],
  ])('a ratio of %d', (value, want) => {
    expect(ratio(value)).toBe(want);
  });

  it('a time stands in the zone of the organisation, a date alone stays one', () => {
    expect(clock('Asia/Tokyo').when('2009-05-14T16:20:00Z').en).toBe('Fri 15 May 2009, 01:20');
    expect(clock('Asia/Tokyo').when('2009-05-10').ja).toBe('2009年5月10日（日）');
    expect(clock('No/Where').when('2009-05-14T16:20:00Z').en).toBe('Thu 14 May 2009, 16:20');
  });
});

describe('words', () => {
  const steps = Array.from({ length: 41 }, (_, i) => i / 40);
  it('for an interval are those of the letters, over all of them', () => {
    for (const low of steps)
      for (const high of steps) if (low <= high) expect(shareWords({ low, high })).toEqual(wordFor({ low, high }));
  });

  it('for a ratio distinguish exactly where those of the model do', () => {
    for (const low of [0.001, 0.1, 0.6, 1, 1.5, 20]) {
      for (const high of [0.05, 0.9, 1, 3, 50, 5000]) {
        if (low > high) continue;
        const distinguishes = !/does not distinguish/.test(likelihoodRatioWords({ low, high }).en);
        expect(distinguishes).toBe(!/does not distinguish/.test(ratioWords({ low, high }).en));
      }
    }
  });
});

describe('coverage', () => {
  it('joins a rotated series in one row', () => {
    const [row] = coverageOf(surveyCase);
    expect(row).toMatchObject({ label: { en: 'logs/access.log' }, lines: 866 });
    expect(row?.paths).toEqual(['logs/access.log', 'logs/access.log.1']);
  });

  it('has a row for each record that was not given', () => {
    expect(unseenRows(surveyCase).map(({ label }) => label.en)).toEqual([
      'record of logins',
      'database log',
      "the vendors' own records",
    ]);
    expect(unseenRows({ ...surveyCase, files: [] })).toHaveLength(5);
  });

  it('joins what ordinary traffic joins, and leaves a hole that it does not explain', () => {
    const [row] = coverageOf(surveyCase);
    expect(row?.spans).toHaveLength(1);
    const later = surveyCase.files.map((file) =>
      file.path === 'logs/access.log' ? { ...file, from: '2009-04-20T00:00:00+09:00' } : file,
    );
    expect(coverageOf({ ...surveyCase, files: later })[0]?.spans).toHaveLength(2);
  });

  it('counts time read twice once, and only time at risk', () => {
    const span = (from: string, to: string) => ({ from, to, kind: 'read' as const });
    const row = {
      label: { ja: '', en: '' },
      paths: ['a'],
      lines: 1,
      parsed: 1,
      spans: [
        span('2009-04-10T12:14:00Z', '2009-04-20T12:14:00Z'),
        span('2009-04-15T00:00:00Z', '2009-04-20T12:14:00Z'),
        span('2009-06-01T00:00:00Z', '2009-07-01T00:00:00Z'),
      ],
    };
    expect(riskCoverage(row, surveyCase)).toBeCloseTo(10 / (29 + 10.77 / 24), 3);
  });

  it.each([
    { timeZone: 'Asia/Tokyo', from: '2009-04-09T15:00:00Z', to: '2009-05-10T15:00:00Z' },
    { timeZone: 'America/New_York', from: '2009-04-10T04:00:00Z', to: '2009-05-11T04:00:00Z' },
    { timeZone: 'UTC', from: '2009-04-10T00:00:00Z', to: '2009-05-11T00:00:00Z' },
  ])('takes bare dates as days in $timeZone, where the organisation is', ({ timeZone, from, to }) => {
    const { organisation, claim } = surveyCase;
    const risk = timeAtRisk({
      ...surveyCase,
      facts: [],
      organisation: { ...organisation, timeZone },
      claim: { ...claim, submittedAt: '2009-04-10', spamSince: '2009-05-10' },
    });
    expect(risk).toEqual({ from: Date.parse(from), to: Date.parse(to) });
  });

  it('knows no time at risk where a date is missing or the two contradict each other', () => {
    const claimed = (submittedAt: string | null, spamSince: string | null) =>
      timeAtRisk({ ...surveyCase, facts: [], claim: { ...surveyCase.claim, submittedAt, spamSince } });
    expect(claimed(null, '2009-05-10')).toBeUndefined();
    expect(claimed('2009-05-11', '2009-05-10')).toBeUndefined();
    // The spam of the day on which the address was entered came after it.
    expect(claimed('2009-05-10', '2009-05-10')).toBeDefined();
  });
});

describe('what reads as a contradiction is not written', () => {
  const { weigh } = surveyCase;
  const written = (more: Partial<CaseFile>) => seen(writeReport({ ...surveyCase, ...more }, surveyReport));

  it('a list that is proved to have leaked has no interval beside it', () => {
    expect(written({ outcome: 'leak_confirmed', confirmedScope: 'list' })).toMatch(
      /part of our list leaked\s+確認済み/,
    );
    expect(page).not.toContain('確認済み');
  });

  it('where what was examined does not tell the sides apart, the figure is said to rest on what was assumed', () => {
    if (weigh === null) throw new Error('the survey case is weighed');
    const undecided = { ...weigh, likelihoodRatio: { low: 0.5, mid: 1, high: 2 } };
    const telling = { ...weigh, likelihoodRatio: { low: 0.1, mid: 0.2, high: 0.5 } };
    expect(written({ outcome: 'inconclusive', weigh: undecided })).toContain('rests mainly on how often');
    expect(written({ outcome: 'inconclusive', weigh: telling })).not.toContain('rests mainly on how often');
  });
});
