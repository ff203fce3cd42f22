// What the phone may admit depends on what is established: nobody denies on the phone what the letter says.
import { expect, it } from 'vitest';
import { noRotationSettings } from '../custody/rotation-settings.ts';
import { draftLetter } from '../reply/draft.ts';
import { sampleCase } from '../reply/sample-case.ts';
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

it('what the checks found is not covered by what a glance did not see', () => {
  const { text } = triage({ ...glanced, ended: endedWith(holding(leaked)) });
  expect(text).toMatch(/the checks found 1 trace of an\s+attack/);
  expect(text).not.toContain('no sign that an attack worked');
  expect(triage({ ...glanced, ended: endedWith(holding(sampleCase)) }).text).toMatch(
    /the checks have ended: no open trace/,
  );
  expect(triage(glanced).text).toContain('within this first look, no sign that an attack worked');
});

it('a size once unpacked is no part of the size of what is packed', () => {
  const { text } = triage(glanced);
  expect(text).toMatch(/5 MB seen,\s+unpacked/);
  expect(text).not.toMatch(/5 MB seen of 1 MB/);
});
