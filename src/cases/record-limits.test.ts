import { expect, it } from 'vitest';
import type { LogEvidence } from '../checks/log-evidence.ts';
import { NOT_JUDGED } from '../logs/detect/cloud-identities.ts';
import { recordLimits } from './record-limits.ts';

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
