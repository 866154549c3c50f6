// After a whole run: how many fields were compared. Fewer than fields.txt says are a failure: a case no longer looks where it
// did.

import { readFileSync } from 'node:fs';
import type { Reporter, TestModule, Vitest } from 'vitest/node';

const LIST = 'test/interop/fields.txt';

export default class FieldCountReporter implements Reporter {
  private vitest: Vitest | undefined;

  onInit(vitest: Vitest): void {
    this.vitest = vitest;
  }

  async onTestRunEnd(modules: readonly TestModule[]): Promise<void> {
    const cases = modules.flatMap((module) => [...module.children.allTests()]);
    const fields = cases.reduce((sum, one) => sum + (one.meta().fields ?? 0), 0);
    const wanted = Number(readFileSync(LIST, 'utf8'));
    const all = (await this.vitest?.globTestSpecifications())?.length ?? 0;
    if (modules.length < all || this.vitest?.config.testNamePattern !== undefined) {
      process.stdout.write(`\n fields: ${fields} compared; not checked, since not all cases ran\n`);
      return;
    }
    process.stdout.write(`\n fields: ${fields} compared, ${wanted} wanted\n`);
    if (fields < wanted) {
      process.stderr.write(` fields: fewer than ${LIST} says\n`);
      process.exitCode = 1;
    }
  }
}
