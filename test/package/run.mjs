// The package as its users get it: `npm run test:package`. Needs `npm run build` before, and no network.

import { existsSync, rmSync } from 'node:fs';
import { checkBrowser, checkSizes, checkTreeShaking } from './bundles.mjs';
import { makeConsumer } from './consumer.mjs';
import { checkContents, checkPublint, checkTypeResolution } from './contents.mjs';
import { checkImportableTypes } from './importable-types.mjs';
import { checkImports, checkTypes } from './imports.mjs';
import { checkWithoutEval } from './without-eval.mjs';
import { checkWithoutPackages } from './without-packages.mjs';

if (!existsSync('dist/index.d.cts')) throw new Error('nothing is built: npm run build');

const checks = [
  ['contents', checkContents],
  ['publint', checkPublint],
  ['type resolution', checkTypeResolution],
  ['imports', checkImports],
  ['types', checkTypes],
  ['importable types', checkImportableTypes],
  ['browser', checkBrowser],
  ['without eval', checkWithoutEval],
  ['without packages', checkWithoutPackages],
  ['tree-shaking', checkTreeShaking],
  ['sizes', checkSizes],
];

let failed = 0;
const consumer = makeConsumer();
try {
  for (const [name, check] of checks) {
    try {
      for (const line of [await check(consumer)].flat()) console.log(`ok      ${name}: ${line}`);
    } catch (error) {
      failed++;
      console.log(`failed  ${name}: ${error.message}`);
    }
  }
} finally {
  rmSync(consumer.home, { recursive: true });
}
console.log(`package: ${checks.length - failed} passed, ${failed} failed`);
if (failed > 0) process.exitCode = 1;
