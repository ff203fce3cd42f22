import { expect, it } from 'vitest';
import type { Said } from '../said.ts';
import type { HowFar } from './how-far.ts';
import { toldOnce, weakerJoined } from './said-once.ts';

const said = (id: string, words: string): Said => ({
  ...{ id: `found.${id}`, type: 'FOUND', section: 'found.all', evidence: [id], slots: {} },
  text: { ja: words, en: words },
});
const far = (of: Readonly<Record<string, HowFar>>) => new Map(Object.entries(of));
const summary = (all: readonly Said[]) => all.map(({ id, evidence }) => `${id}: ${evidence.join(' ')}`);

it('what is said in the same words is said once, with the evidence of both', () => {
  expect(summary(toldOnce([said('a', 'x'), said('b', 'y'), said('c', 'x')]))).toEqual(['found.a: a c', 'found.b: b']);
});

it('the same words about different numbers stay two sentences', () => {
  const of = (id: string, requests: number) => ({ ...said(id, '{requests}'), slots: { requests } });
  expect(toldOnce([of('a', 1), of('b', 2)])).toHaveLength(2);
});

it('that something may have succeeded lends its evidence to what did, whatever the words and the order', () => {
  const all = [said('maybe', 'may'), said('other', 'unlike'), said('sure', 'did')];
  const howFar = far({ 'found.maybe': 'may-have-succeeded', 'found.sure': 'succeeded' });
  expect(summary(weakerJoined(all, howFar))).toEqual(['found.other: other', 'found.sure: sure maybe']);
});

it('a command within an attack that succeeded is the stronger one where nothing else is', () => {
  const all = [said('command', 'c'), said('maybe', 'm')];
  const howFar = far({ 'found.maybe': 'may-have-succeeded', 'found.command': 'succeeded-with-command' });
  expect(summary(weakerJoined(all, howFar))).toEqual(['found.command: command maybe']);
});

it('beside nothing stronger, what may have succeeded is said', () => {
  const all = [said('maybe', 'may'), said('other', 'an unauthorised operation from outside that succeeded')];
  expect(weakerJoined(all, far({ 'found.maybe': 'may-have-succeeded' }))).toEqual(all);
});
