import { defineConfig } from 'vitest/config';
import { TAKEN_ROWS } from './test/support/machine-rows.js';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // The default leaves one core to the main process, which has little to do.
    maxWorkers: '100%',
    provide: { takenRows: TAKEN_ROWS },
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
