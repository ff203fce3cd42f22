import { expect, it } from 'vitest';
import { type SpamSample, spamAmong } from './spam-evidence.ts';

const sample = (path: string, origin: SpamSample['origin'], kind: SpamSample['kind']): SpamSample => ({
  ...{ path, origin, kind, carriesOurName: false, refusedAsOurs: false, claimsOurHost: false, receivedAt: null },
  ...{ leadsElsewhere: false, hops: 1, boundary: null, anomalies: 0, formValues: [], threat: null },
  recipients: { count: 1, named: 0, includesComplainant: true, pattern: 'none', p: 1, pointer: null },
});
const spam = sample('spam.eml', 'not_ours', 'message');
const bounce = sample('bounce.eml', 'not_ours', 'bounce');
const newsletter = sample('news.eml', 'ours', 'message');
const among = (...samples: SpamSample[]) => spamAmong({ samples, refused: 0 }).map(({ path }) => path);

it('leaves out our own newsletter and a bounce that were handed in with the spam', () => {
  expect(among(newsletter, bounce, spam)).toEqual(['spam.eml']);
});

it('takes a bounce, or mail of ours, where there is nothing else', () => {
  expect(among(newsletter, bounce)).toEqual(['bounce.eml']);
  expect(among(newsletter)).toEqual(['news.eml']);
});

it('takes what our systems sent to one person and leads to others for spam, beside any other', () => {
  const wallet = { ...sample('refund.eml', 'ours', 'message'), leadsElsewhere: true };
  const mailing = { ...wallet, path: 'mailing.eml', recipients: { ...wallet.recipients, count: 83 } };
  expect(among(newsletter, wallet, spam, mailing)).toEqual(['refund.eml', 'spam.eml']);
});

it('leaves out a notice that our own server wrote, where there is other mail of ours', () => {
  expect(among(sample('returned.eml', 'ours', 'bounce'), newsletter)).toEqual(['news.eml']);
});
