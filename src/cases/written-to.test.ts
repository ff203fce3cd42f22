import { expect, it } from 'vitest';
import type { NamedBytes } from '../custody/csv.ts';
import { domainWrittenTo } from './written-to.ts';

const mail = (from: string, to: string, path = 'claim.eml') =>
  ({
    path,
    sha256: 'a'.repeat(64),
    bytes: Buffer.from(`From: ${from}\nTo: ${to}\nSubject: spam\n\nI get spam.\n`),
  }) satisfies NamedBytes;

it.each([
  { name: 'the one recipient', from: 'a@one.example', to: 'Club <secretary@Club.example>', want: 'club.example' },
  {
    name: 'two mailboxes of one house',
    from: 'a@one.example',
    to: 'x@club.example, y@club.example',
    want: 'club.example',
  },
  { name: 'two houses', from: 'a@one.example', to: 'x@club.example, info@ombud.example', want: null },
  { name: 'a mailbox at a provider for the public', from: 'a@one.example', to: 'our.club@gmail.com', want: null },
  { name: 'the house of the writer', from: 'a@club.example', to: 'info@club.example', want: null },
  { name: 'nobody', from: 'a@one.example', to: 'undisclosed-recipients:;', want: null },
])('$name', ({ from, to, want }) => {
  expect(domainWrittenTo(mail(from, to))).toBe(want);
});

it('is not asked of a complaint that is no mail', () => {
  expect(domainWrittenTo(mail('a@one.example', 'x@club.example', 'claim.txt'))).toBeNull();
});
