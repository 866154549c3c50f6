// Every entry but those that need it, called where code generation from strings is forbidden.

import { execFileSync } from 'node:child_process';
import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { entries, run } from './consumer.mjs';
import { exercises, NEEDS_EVAL } from './package-exercises.mjs';

const FORBID = '--disallow-code-generation-from-strings';

const PROGRAM = `import { createRequire } from 'node:module';
import { exercises } from './package-exercises.mjs';
const [entry, how] = process.argv.slice(2);
const loaded = how === 'esm' ? await import(entry) : createRequire(import.meta.url)(entry);
if (!(await exercises[entry](loaded))) throw new Error(entry + ' as ' + how + ' does not do what it should');
`;

export function checkWithoutEval({ home }) {
  const missing = entries.filter((entry) => exercises[entry] === undefined);
  if (missing.length > 0) throw new Error(`no exercise for ${missing.join(', ')}`);
  for (const file of ['exercises.mjs', 'package-exercises.mjs']) copyFileSync(`test/package/${file}`, join(home, file));
  writeFileSync(join(home, 'exercise.mjs'), PROGRAM);
  for (const entry of entries) {
    const flags = NEEDS_EVAL.includes(entry) ? [] : [FORBID];
    for (const how of ['esm', 'cjs']) run(home, process.execPath, [...flags, 'exercise.mjs', entry, how]);
  }
  for (const entry of NEEDS_EVAL) {
    if (works(home, entry)) throw new Error(`${entry} works without eval: take it off the list`);
  }
  return `${entries.length - NEEDS_EVAL.length} entries called as ESM and as CJS; ${NEEDS_EVAL.join()} needs eval`;
}

/** Shows that the flag forbids something. */
function works(home, entry) {
  try {
    execFileSync(process.execPath, [FORBID, 'exercise.mjs', entry, 'esm'], { cwd: home, stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
