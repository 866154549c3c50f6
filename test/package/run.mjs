// The package as its users get it. Needs `npm run build` before.

import { rmSync } from 'node:fs';
import { checkBrowser, checkSizes, checkTreeShaking } from './bundles.mjs';
import { checkImports, checkTypes, makeConsumer } from './consumer.mjs';
import { checkWithoutEval } from './without-eval.mjs';

const home = makeConsumer();
try {
  for (const check of [checkImports, checkTypes, checkBrowser, checkWithoutEval, checkTreeShaking, checkSizes]) {
    console.log(`ok  ${check.name}: ${await check(home)}`);
  }
} finally {
  rmSync(home, { recursive: true });
}
