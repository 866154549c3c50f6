import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/interop/*.case.ts'],
    globalSetup: ['./test/interop/set-up.ts'],
    reporters: ['default', './test/interop/field-count-reporter.ts', ['json', { outputFile: 'coverage/interop.json' }]],
    // Cases wait most of their time, each in a namespace of its own.
    maxWorkers: 2,
    maxConcurrency: 8,
    testTimeout: 240_000,
    hookTimeout: 60_000,
  },
});
