import { defineConfig } from 'vitest/config';
import { TAKEN_ROWS } from './test/support/machine-rows.js';

/** What shows that every row of the machines is taken: the tests of the protocols, with tables that note their rows. */
const PROTOCOLS = ['test/{ecp,evb,lldp-evb,s-channel,vdp}/**/*.test.ts'];

export default defineConfig({
  test: {
    // The default leaves one core to the main process, which has little to do.
    maxWorkers: '100%',
    // Files share what they import: to load it for each of them would take longer than to run them.
    isolate: false,
    // A loaded machine takes its time; a test that hangs is seen all the same.
    testTimeout: 30_000,
    provide: { takenRows: TAKEN_ROWS },
    reporters: ['default', './test/support/rows-reporter.ts', ['json', { outputFile: 'coverage/report.json' }]],
    projects: [
      {
        extends: true,
        test: { name: 'rows', include: PROTOCOLS, setupFiles: ['./test/support/note-rows.ts'] },
      },
      {
        extends: true,
        // The tables as a product has them.
        test: { name: 'plain', include: ['test/**/*.test.ts'], exclude: PROTOCOLS },
      },
    ],
    coverage: {
      include: ['src/**/*.ts'],
      exclude: ['src/cli/**', 'src/**/*.d.ts', 'src/**/index.ts'],
      reporter: ['text-summary', 'text'],
      thresholds: { lines: 95, branches: 95 },
    },
  },
});
