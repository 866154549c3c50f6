// After a whole run: every row of test/rows.txt has a passing test of its name, and every row of every machine was taken by
// a test. After a part of a run nothing is known.

import { existsSync, readFileSync } from 'node:fs';
import type { Reporter, TestModule, Vitest } from 'vitest/node';
import { rowsOf } from '../docs/figure.js';
import { machines } from '../machines/tables.js';
import { takenRows } from './machine-rows.js';
import { checkRows, parseRows, REFERENCE_FILES } from './rows.js';

const LIST = 'test/rows.txt';

export default class RowsReporter implements Reporter {
  private vitest: Vitest | undefined;

  onInit(vitest: Vitest): void {
    this.vitest = vitest;
  }

  async onTestRunEnd(modules: readonly TestModule[]): Promise<void> {
    const taken = takenRows();
    const all = (await this.vitest?.globTestSpecifications())?.length ?? 0;
    if (modules.length < all || this.vitest?.config.testNamePattern !== undefined) {
      process.stdout.write(`\n rows: not checked, since only ${modules.length} of ${all} test files ran in full\n`);
      return;
    }
    const passed = modules.flatMap((module) => [...module.children.allTests('passed')].map((test) => test.name));
    const listed = existsSync(LIST) ? parseRows(readFileSync(LIST, 'utf8')) : [];
    const rows = machines.flatMap(({ figure }) => rowsOf(figure).map(({ id }) => `${figure.name}: ${id}`));
    const problems = [
      ...checkRows(listed, passed, REFERENCE_FILES),
      ...rows.filter((row) => !taken.has(row)).map((row) => `no test took the row of a machine: ${row}`),
    ];
    if (problems.length === 0) {
      process.stdout.write(`\n rows: each of the ${listed.length} rows of ${LIST} has a passing test of its name\n`);
      process.stdout.write(` rows: each of the ${rows.length} rows of the machines was taken by a test\n`);
      return;
    }
    process.stderr.write(`\n${problems.map((problem) => ` rows: ${problem}\n`).join('')}`);
    process.exitCode = 1;
  }
}
