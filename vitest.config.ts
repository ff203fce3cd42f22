import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'simulation/**/*.test.ts', 'tests/**/*.test.ts', 'bench/**/*.test.ts'],
    // The engine child and Typst need a few seconds, many on a cold, busy machine; a hang still ends the run.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    // Two cores: more workers than that only make each other slow.
    maxWorkers: 2,
    pool: 'forks',
  },
});
