import { expect, it } from 'vitest';
import type { LogEvidence } from '../checks/log-evidence.ts';
import { NOT_JUDGED } from '../logs/detect/cloud/cloud-identities.ts';
import { familiesWithLogins, recordLimits } from './record-limits.ts';

const given = (formats: readonly string[], telling: readonly string[], signs: readonly string[] = []) =>
  ({
    store: {
      files: formats.map((format) => ({ format, lines: 9 })),
      rows: async () => telling.map((program) => ({ program })),
    },
    detection: { actors: signs.map((id) => ({ signs: [{ id }] })) },
  }) as unknown as LogEvidence;

it.each([
  { name: 'a database that logs errors only', of: given(['postgresql'], []), want: { databaseErrorsOnly: true } },
  { name: 'one that logs statements', of: given(['postgresql', 'combined'], ['postgres']), want: undefined },
  { name: 'no log of a database', of: given(['combined'], []), want: undefined },
  {
    name: 'identities too new to be judged',
    of: given(['cloudtrail'], [], [NOT_JUDGED, NOT_JUDGED, 'other']),
    want: { unjudgedIdentities: 2 },
  },
])('$name', async ({ of, want }) => {
  expect(await recordLimits(of)).toEqual(want);
});

it.each([
  { name: "an application's own logins", formats: ['combined', 'json_lines'], holding: [1], want: ['application'] },
  { name: 'those in a record of no known kind', formats: ['combined', 'logfmt'], holding: [1], want: ['login'] },
  { name: 'none of them', formats: ['combined', 'json_lines'], holding: [], want: [] },
  { name: 'those of web pages', formats: ['combined', 'json_lines'], holding: [0], want: ['web'] },
  { name: 'beside a system log without any', formats: ['syslog', 'json_lines'], holding: [1], want: ['application'] },
])('says in which kinds of record logins stand: $name', ({ formats, holding, want }) => {
  const files = formats.map((format, i) => ({ format, lines: 9, path: String(i) }));
  const logins = new Map(holding.map((i) => [String(i), 3]));
  expect(familiesWithLogins({ store: { files }, logins } as unknown as LogEvidence)).toEqual(want);
});
