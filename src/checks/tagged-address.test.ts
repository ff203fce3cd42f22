import { expect, it } from 'vitest';
import { unknownOrganisation } from '../custody/organisation.ts';
import type { Claim } from '../vocabulary/case-file.ts';
import { tagForUs } from './tagged-address.ts';

const organisation = { ...unknownOrganisation, sendsFrom: ['sazanami-chorus.example'] };
const claim = (address: string, firstUseClaimed: boolean | null, name = '三浦 京子') =>
  ({ address, name, form: null, firstUseClaimed }) as unknown as Claim;

it('our name at a domain of their own is a label for us, when they say that it was used nowhere else', () => {
  expect(tagForUs(claim('sazanami@miura-farm.example', true), organisation)).toEqual({
    tag: 'sazanami',
    guessable: true,
  });
  expect(tagForUs(claim('sazanami@miura-farm.example', null), organisation)).toBeNull();
});

it('is the name of whoever writes where the domain or the name says so', () => {
  expect(tagForUs(claim('sazanami@sazanami-farm.example', true), organisation)).toBeNull();
  expect(tagForUs(claim('sazanami@miura-farm.example', true, 'Sazanami Kyoko'), organisation)).toBeNull();
});
