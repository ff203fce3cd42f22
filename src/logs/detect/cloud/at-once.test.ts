import { expect, it } from 'vitest';
import { doneAtOnce } from './at-once.ts';
import type { Use, Used } from './uses.ts';

const DAY = 86_400_000;
const since = Date.UTC(2026, 6, 1);
const use = (day: number, network: string, act: string, objects = 1): Use => ({
  ...{ network, agent: 'aws-cli', day, act, of: '', calls: objects, objects, bytes: 0, data: 0, assets: 0 },
  ...{ first: since + day * DAY, last: since + day * DAY + 60_000 },
});
const user = (name: string, id: string, uses: readonly Use[]): Used => ({
  ...{ id, arn: `arn:aws:iam::1:user/${name}`, kind: 'key', uses, whole: true },
});
const office = [0, 1, 2, 3].map((day) => use(day, '203.0.113.0/24', ''));
const thief = '198.51.100.0/24';
const shares = use(4, thief, 'rds:ModifyDBSnapshotAttribute');
const reads = use(4, thief, 'secretsmanager:GetSecretValue', 5);
const stays = use(4, thief, 'iam:CreateAccessKey');

it.each([
  { says: 'all three from a new place', uses: [shares, reads, stays], want: [3] },
  { says: 'two of them', uses: [reads, stays], want: [2] },
  { says: 'one of them', uses: [shares], want: [] },
  { says: 'few secrets', uses: [use(4, thief, 'secretsmanager:GetSecretValue', 2), stays], want: [] },
  { says: 'on two days', uses: [shares, use(5, thief, 'iam:CreateAccessKey')], want: [] },
  {
    says: 'in the office',
    uses: [use(4, '203.0.113.0/24', 'iam:CreateAccessKey'), use(4, '203.0.113.0/24', shares.act)],
    want: [],
  },
])('$says', ({ uses, want }) => {
  const key = user('ops', 'AKIA1', uses);
  expect(doneAtOnce(key, [key, user('ops', 'console', office)]).map(({ kinds }) => kinds)).toEqual(want);
});

it('says nothing of a record that has just begun, nor of a network that a colleague comes from', () => {
  const key = user('ops', 'AKIA1', [shares, reads, stays]);
  expect(doneAtOnce(key, [key, user('ops', 'console', office.slice(2))])).toEqual([]);
  expect(doneAtOnce(key, [key, user('ops', 'console', office), user('ben', 'AKIA2', [use(1, thief, '')])])).toEqual([]);
});
