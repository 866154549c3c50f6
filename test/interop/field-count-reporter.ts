// After a whole run: how many fields were compared, between both ends and with what other programs read in the captures.
// Fewer than fields.txt says are a failure: a case no longer looks where it did. How many frames there are to read is a
// matter of time, so that number is a lower bound.

import { readFileSync } from 'node:fs';
import type { Reporter, TestModule, Vitest } from 'vitest/node';

const LIST = 'test/interop/fields.txt';

/** The numbers of the file: `NUMBER WORDS` a line. */
const wanted = (): number[] =>
  readFileSync(LIST, 'utf8')
    .trim()
    .split('\n')
    .map((line) => Number.parseInt(line, 10));

export default class FieldCountReporter implements Reporter {
  private vitest: Vitest | undefined;

  onInit(vitest: Vitest): void {
    this.vitest = vitest;
  }

  async onTestRunEnd(modules: readonly TestModule[]): Promise<void> {
    const metas = modules.flatMap((module) => [...module.children.allTests()].map((test) => test.meta()));
    const fields = metas.reduce((sum, meta) => sum + (meta.fields ?? 0), 0);
    const read = metas.reduce((sum, meta) => sum + (meta.read ?? 0), 0);
    process.stdout.write(
      `\n fields: ${fields} compared between both ends, ${read} with other readers of the captures\n`,
    );
    const all = (await this.vitest?.globTestSpecifications())?.length ?? 0;
    if (modules.length < all || this.vitest?.config.testNamePattern !== undefined) {
      process.stdout.write(' fields: not checked, since not all cases ran\n');
      return;
    }
    const [mostFields = 0, mostRead = 0] = wanted();
    if (fields < mostFields || read < mostRead) {
      process.stderr.write(` fields: ${LIST} wants ${mostFields} and ${mostRead}\n`);
      process.exitCode = 1;
    }
  }
}
