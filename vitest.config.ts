import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: ['./test/support/machine-rows-setup.ts'],
    reporters: ['default', './test/support/rows-reporter.ts', ['json', { outputFile: 'coverage/report.json' }]],
    coverage: {
      include: ['src/**/*.ts'],
      exclude: ['src/cli/**', 'src/**/*.d.ts', 'src/**/index.ts'],
      reporter: ['text-summary', 'text'],
      thresholds: { lines: 95, branches: 95 },
    },
  },
});
