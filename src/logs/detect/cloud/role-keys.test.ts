import { expect, it } from 'vitest';
import { RoleKeys } from './role-keys.ts';

const list = 'security-credentials/';
const judged = (asked: readonly (readonly [what: string, size: number])[]) => {
  const keys = new RoleKeys();
  for (const [n, [what, size]] of asked.entries()) {
    const url = encodeURIComponent(`http://169.254.169.254/latest/meta-data/iam/${what}`);
    const target = `/preview?url=${url}`;
    keys.add({ ...{ f: 0, n, at: 1_000 * (n + 1), client: '192.0.2.1' }, path: '/preview', target, status: 200, size });
  }
  return keys.findings().map(({ level, success }) => `${level} ${success}`);
};
const role = `${list}web-role`;

it.each([
  {
    says: 'the list, then one role by its name',
    asked: [
      [list, 298],
      [role, 1_762],
    ],
    want: ['adverse possible'],
  },
  {
    says: 'an answer too short for keys',
    asked: [
      [list, 298],
      [role, 480],
    ],
    want: ['notable possible'],
  },
  {
    says: 'a page that repeats what it was told',
    asked: [
      [list, 298],
      [role, 330],
    ],
    want: [],
  },
  {
    says: 'one answer for everything',
    asked: [
      [list, 5_200],
      [role, 5_200],
    ],
    want: [],
  },
  {
    says: 'a name guessed before the list was there',
    asked: [
      [role, 298],
      [list, 298],
      [role, 1_762],
    ],
    want: [],
  },
  { says: 'a name alone', asked: [[role, 1_762]], want: [] },
  {
    says: 'a name that is the same everywhere',
    asked: [
      [list, 298],
      [`${list}ec2-instance`, 1_762],
    ],
    want: [],
  },
  {
    says: 'guesses from a list of names',
    asked: [[list, 298], ...['admin', 'web', 'app'].map((name, i) => [list + name, 900 + i * 300] as const)],
    want: [],
  },
] as const)('$says: $want', ({ asked, want }) => expect(judged(asked)).toEqual(want));
