// What the phone may admit depends on what is established: nobody denies on the phone what the letter says.
import { expect, it } from 'vitest';
import { noRotationSettings } from '../../custody/rotation-settings.ts';
import { draftLetter } from '../../reply/draft.ts';
import { sampleCase, sampleCheck } from '../../reply/sample-case.ts';
import { endedWith, triage } from './triage.ts';

const { claim, organisation } = sampleCase;
const look = {
  claim,
  organisation,
  peek: { logs: [], signs: [], bytes: 0, looked: 0, left: 0, whole: true },
  settings: noRotationSettings,
  now: Date.parse(sampleCase.now),
};
const holding = (input: typeof sampleCase) => ({
  ...input,
  letters: [draftLetter(input, { stage: 'holding', lang: 'ja', channel: 'letter' })],
});
const leaked = {
  ...sampleCase,
  facts: [
    ...sampleCase.facts,
    { id: 'f20', kind: 'attacker-trace', attack: 'sqli', success: 'shown', reachedData: true } as const,
  ],
  unresolved: ['f20'],
  outcome: 'leak_confirmed' as const,
  confirmedScope: 'list' as const,
};

it('before the checks end, neither that it leaked nor that it did not', () => {
  const { text } = triage(look);
  expect(text).toContain('検査が終わるまで言わない：「漏らしました」');
  expect(text).toContain('言わない：「漏れていません」');
});

it('after them, what the first answer admits is not denied', () => {
  const { text } = triage({ ...look, ended: endedWith(holding(leaked)) });
  expect(text).not.toContain('言わない：「漏らしました」');
  expect(text).toContain('その言葉で認める');
  expect(text).toContain('言わない：「漏れていません」');
});

it('after checks that established nothing, it is not admitted', () => {
  const { text } = triage({ ...look, ended: endedWith(holding(sampleCase)) });
  expect(text).toContain('言わない：「漏らしました」（検査では');
  expect(text).not.toContain('その言葉で認める');
});

it('somebody who was telephoned is told of calls, unless a mail was handed in', () => {
  const called = { ...look, claim: { ...claim, contactedBy: 'phone' as const } };
  const { text } = triage(called);
  expect(text).toContain('迷惑電話は2009-05-02から');
  expect(text).toContain('かかってきた電話の番号と日時');
  expect(text).not.toMatch(/迷惑メール|\bspam\b/);
  expect(triage({ ...called, sampleMails: true }).text).toContain('迷惑メールは2009-05-02から');
});

const log = { path: 'logs/a.gz', bytes: 900_000, compressed: true, from: null, to: null, endSeen: true };
const glanced = { ...look, peek: { ...look.peek, logs: [log], bytes: 900_000, looked: 5 * 1024 ** 2, whole: false } };

const said = (id: string, result: 'found' | 'nothing-found' | 'not-checked', en: string) => ({
  ...sampleCheck(id, result),
  says: { ja: `（${en}）`, en },
});

it('what the checks ended in stands in their own words, and not what a glance did not see', () => {
  const checks = [
    said('logs.attack-traces', 'not-checked', 'one file is cut off'),
    said('logs.bulk-read', 'found', '1 source read in bulk'),
    said('pages.exposed-address', 'found', 'the address stands in a page'),
  ];
  const { text } = triage({ ...glanced, ended: endedWith({ ...holding(sampleCase), checks }) });
  const flat = text.replace(/\s+/g, ' ');
  expect(flat).toContain('traces of attacks (not checked): one file is cut off');
  expect(flat).toContain('reading in bulk (found): 1 source read in bulk');
  expect(flat).toContain('our public pages (found): the address stands in a page');
  expect(flat).not.toContain('no sign that an attack worked');
  expect(triage(glanced).text).toContain('within this first look, no sign that an attack worked');
});

it('begins with the steps of the report, in their words', () => {
  const by = '2009-05-21T10:00:00+09:00';
  const next = [
    { what: { ja: 'ページの表示を消す', en: 'take it off the page' }, by, owner: 'engineer' },
    { what: { ja: '一次回答を送る', en: 'send the reply' }, by: '2009-05-21T11:00:00+09:00', owner: 'support' },
    { what: { ja: '名簿を用意する', en: 'provide the register' }, by: '2009-05-28T10:00:00+09:00', owner: 'engineer' },
    { what: { ja: '封印する', en: 'seal the logs' }, by: '2009-05-28T10:00:00+09:00', owner: 'engineer' },
  ];
  const { text } = triage({ ...look, ended: endedWith({ ...holding(sampleCase), next }) });
  expect(text).toContain('  1) ページの表示を消す（今すぐ、担当 技術担当）\n  2) 一次回答を送る（');
  expect(text).toContain('  1) take it off the page (now; engineer)\n  2) send the reply (');
  expect(text).toContain('1 more step stands in report.html');
  expect(text).not.toContain('seal the logs');
});

it('says whose times they are before any of them, where nobody named a zone', () => {
  const assumed = { ...look, organisation: { ...organisation, timeZoneAssumed: true as const } };
  const { text } = triage(assumed);
  expect(text.indexOf('Times are those of Japan')).toBeLessThan(text.indexOf('First, in this order'));
  expect(text.indexOf('Times are those of Japan')).toBeGreaterThan(-1);
  expect(triage(look).text).not.toContain('Times are those of Japan');
});

it('a size once unpacked is no part of the size of what is packed', () => {
  const { text } = triage(glanced);
  expect(text).toMatch(/5 MB seen,\s+unpacked/);
  expect(text).not.toMatch(/5 MB seen of 1 MB/);
});
