// Forms that make an account are not tried for a password, however many of them one source sends.
import { expect, it } from 'vitest';
import { detect, HOUR, levels, request, spread } from './invented-logs.test-support.ts';

const stall = '198.51.100.7';
const guesser = '203.0.113.7';

it('thirty people signed up at a stall are no guesses, and thirty tries at the account page are', async () => {
  const found = await detect({
    'access.log': [
      ...spread(400, 0, 200, (i, at) =>
        request({ at, client: `198.18.0.${1 + (i % 80)}`, asks: `GET /p/${i % 9}`, size: 3_000 + (i % 9) * 40 }),
      ),
      ...spread(30, 9 * HOUR, 15, (i, at) =>
        request({ at, client: stall, asks: 'POST /account/register', status: i < 28 ? 200 : 302, size: 4_300 }),
      ),
      ...spread(30, 12 * HOUR, 15, (i, at) =>
        request({ at, client: guesser, asks: 'POST /account', status: i < 28 ? 200 : 302, size: 4_300 }),
      ),
    ],
  });
  expect(levels(found, [stall, guesser])).toEqual({ [stall]: 'nothing', [guesser]: 'adverse shown' });
});
