import { expect, it } from 'vitest';
import type { LogFileSummary } from '../../vocabulary/case-file.ts';
import { blindSpots } from './blind-spots.ts';

const ids = (...formats: string[]) =>
  blindSpots(formats.map((format) => ({ format, lines: 10 }) as unknown as LogFileSummary)).map(({ id }) => id);

it('does not say that there are no requests, or no logins, where logs of another kind hold them', () => {
  expect(ids('access', 'windows_csv')).toContain('request-bodies');
  expect(ids('access', 'windows_csv')).not.toContain('no-web-logs');
  expect(ids('access', 'windows_csv')).not.toContain('no-login-logs');
  expect(ids('postgresql')).toEqual(expect.arrayContaining(['no-web-logs', 'no-login-logs']));
});
