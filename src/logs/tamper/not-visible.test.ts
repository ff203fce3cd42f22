import { expect, it } from 'vitest';
import { readSharedCopy } from '../engine/shared-engine.test-support.ts';
import { notVisibleIn } from './not-visible.ts';

it.each([{ stoppedAt: ['filled-with-another-day' as const] }, { stoppedAt: [] }])(
  'limits at which a method stopped are told: $stoppedAt',
  async ({ stoppedAt }) => {
    const store = await readSharedCopy(
      [{ name: 'access.log', bytes: Buffer.from('a line\n') }],
      new Date('2026-06-01T00:00:00Z'),
    );
    try {
      const [file] = store.files;
      const ids = file && notVisibleIn(file, { timeline: undefined, clockBroken: false, stoppedAt });
      expect(ids?.some(({ id }) => id === 'filled-with-another-day')).toBe(stoppedAt.length > 0);
    } finally {
      await store.close();
    }
  },
);
