import { expect, it } from 'vitest';
import { readCopy } from '../read-copy.ts';
import { notVisibleIn } from './not-visible.ts';

it.each([true, false])('days that were not compared (%s) are told', async (daysNotCompared) => {
  const store = await readCopy(
    [{ name: 'access.log', bytes: Buffer.from('a line\n') }],
    new Date('2026-06-01T00:00:00Z'),
  );
  try {
    const [file] = store.files;
    const ids = file && notVisibleIn(file, { timeline: undefined, clockBroken: false, daysNotCompared });
    expect(ids?.some(({ id }) => id === 'filled-with-another-day')).toBe(daysNotCompared);
  } finally {
    await store.close();
  }
});
