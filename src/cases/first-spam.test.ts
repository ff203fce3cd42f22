import { expect, it } from 'vitest';
import type { SpamSample } from '../checks/spam-evidence.ts';
import type { Claim } from '../vocabulary/case-file.ts';
import { withFirstSpam } from './first-spam.ts';

const mail = (origin: SpamSample['origin'], receivedAt: string | null): SpamSample =>
  ({
    ...{ origin, receivedAt, kind: 'message', leadsElsewhere: origin !== 'ours' },
    recipients: { count: 1 },
  }) as unknown as SpamSample;
const claim = (more: Partial<Claim> = {}): Claim => ({ spamSince: '2026-10-09', ...more }) as unknown as Claim;
const began = (samples: readonly SpamSample[], given = claim()) => {
  const { spamSince, spamSinceTold } = withFirstSpam(given, { samples, refused: 0 }, 'Europe/London');
  return [spamSince, spamSinceTold];
};
const ours = mail('ours', '2026-10-09T08:04:03Z');
const spam = mail('not_ours', '2026-10-24T02:11:09Z');

it('where the day told is one of our own mail, the spam began with the first message from elsewhere', () => {
  expect(began([ours, mail('not_ours', '2026-10-26T09:00:00Z'), spam])).toEqual(['2026-10-24', '2026-10-09']);
});

it.each([
  ['no mail of ours that day', [mail('ours', '2026-10-16T08:00:00Z'), spam]],
  ['spam of the same day', [ours, mail('not_ours', '2026-10-09T20:00:00Z')]],
  ['a message whose day nobody knows', [ours, spam, mail('not_ours', null)]],
  ['a message of which it is not known who sent it', [ours, spam, mail('unknown', '2026-10-25T00:00:00Z')]],
  ['nothing but our own mail', [ours]],
])('the day stands as it was told: %s', (_, samples) => {
  expect(began(samples)).toEqual(['2026-10-09', undefined]);
});

it('a day told roughly may be another', () => {
  expect(began([ours, spam], claim({ approximate: ['spamSince'] }))).toEqual(['2026-10-09', undefined]);
});
