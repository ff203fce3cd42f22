import { expect, it } from 'vitest';
import { micros, readLines } from './read-lines.test-support.ts';

it('tells of logins, their ends, starts and records of zeros that utmpdump printed', () => {
  const { formats, events } = readLines([
    '[7] [01234] [ts/0] [jane    ] [pts/0       ] [192.0.2.7           ] [192.0.2.7      ] [2026-03-14T10:00:01,250000+09:00]',
    '[8] [01234] [ts/0] [        ] [pts/0       ] [                    ] [0.0.0.0        ] [2026-03-14T10:30:00,000000+09:00]',
    '[2] [00000] [~~  ] [reboot  ] [~           ] [6.1.0-18-amd64      ] [0.0.0.0        ] [2026-03-14T11:00:00,000000+09:00]',
    '[6] [02233] [    ] [a] [b   ] [ssh:notty   ] [h.example.jp        ] [2001:db8::7    ] [2026-03-14T11:10:00,000000+09:00]',
    '[0] [00000] [    ] [        ] [            ] [                    ] [0.0.0.0        ] [1970-01-01T00:00:00,000000+00:00]',
  ]);
  expect(formats).toEqual(Array.from({ length: 5 }, () => 'utmpdump'));
  expect(events).toMatchObject([
    {
      at: micros('2026-03-14T01:00:01Z') + 250_000,
      action: 'session-opened',
      user: 'jane',
      ip: '192.0.2.7',
      pid: 1234,
    },
    { at: micros('2026-03-14T01:30:00Z'), action: 'session-closed', ip: '', fields: { line: 'pts/0' } },
    { action: 'boot', fields: { host: '6.1.0-18-amd64' } },
    { user: 'a] [b', ip: '2001:db8::7', fields: { kind: 'login', line: 'ssh:notty' } },
    { at: 0, message: 'zeroed record', fields: { kind: 'empty', zeroed: '1' } },
  ]);
});
