import { describe, expect, it } from 'vitest';
import { micros, readLines } from './read-lines.test-support.ts';

const okta = (eventType: string, result: string) => ({
  actor: { alternateId: 'mori@example.jp' },
  client: { ipAddress: '198.51.100.135' },
  eventType,
  outcome: { result },
  published: '2026-11-22T08:00:00.123Z',
});
const entra = (errorCode: number) => ({
  createdDateTime: '2026-11-22T06:00:00Z',
  userPrincipalName: 'sato@example.jp',
  ipAddress: '198.51.100.130',
  status: { errorCode, failureReason: 'x' },
});
const workspace = (name: string) => ({
  kind: 'admin#reports#activity',
  id: { time: '2026-11-22T08:00:20.000Z', applicationName: 'login' },
  actor: { email: 'ueda@example.jp' },
  ipAddress: '198.51.100.138',
  events: [{ type: 'login', name }],
});

describe('logins as identity providers tell them', () => {
  it.each([
    { name: 'Okta: a session began', value: okta('user.session.start', 'SUCCESS'), format: 'okta', action: 'login' },
    { name: 'Okta: none did', value: okta('user.session.start', 'FAILURE'), format: 'okta', action: 'login-failed' },
    {
      name: 'Okta: a step of one',
      value: okta('user.authentication.sso', 'SUCCESS'),
      format: 'okta',
      action: 'cloud-call',
    },
    { name: 'Entra: signed in', value: entra(0), format: 'entra_signin', action: 'login' },
    { name: 'Entra: wrong password', value: entra(50126), format: 'entra_signin', action: 'login-failed' },
    { name: 'Entra: held back by a rule', value: entra(53003), format: 'entra_signin', action: 'refused' },
    { name: 'Entra: a code of another kind', value: entra(50140), format: 'entra_signin', action: 'cloud-call' },
    {
      name: 'Entra by diagnostic settings',
      value: {
        time: '2026-11-22T06:00:20Z',
        operationName: 'Sign-in activity',
        callerIpAddress: '198.51.100.130',
        resultType: '50053',
        properties: { ...entra(50053) },
      },
      format: 'entra_signin',
      action: 'login-failed',
    },
    { name: 'Workspace: signed in', value: workspace('login_success'), format: 'google_workspace', action: 'login' },
    { name: 'Workspace: not', value: workspace('login_failure'), format: 'google_workspace', action: 'login-failed' },
  ])('$name', ({ value, format, action }) => {
    const { events, formats } = readLines([JSON.stringify(value)]);
    expect(formats).toEqual([format]);
    expect(events[0]).toMatchObject({
      action,
      user: expect.stringMatching(/^(?:mori|sato|ueda)@example\.jp$/),
      ip: expect.stringMatching(/^198\.51\.100\.13[058]$/),
    });
    expect(events[0]?.at).toBeGreaterThanOrEqual(micros('2026-11-22T06:00:00Z'));
  });

  it('reads who did what at GitHub', () => {
    const value = {
      '@timestamp': 1_795_334_400_000,
      _document_id: 'a',
      action: 'git.clone',
      actor: 'octo',
      actor_ip: '198.51.100.137',
      repo: 'example/shop',
    };
    const { events, formats } = readLines([JSON.stringify(value)]);
    expect(formats).toEqual(['github_audit']);
    expect(events[0]).toMatchObject({
      at: micros('2026-11-22T08:00:00Z'),
      user: 'octo',
      ip: '198.51.100.137',
      action: 'cloud-call',
      message: 'git.clone',
    });
  });
});
