// Every entry but those that need it, called where code generation from strings is forbidden.

import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { entries } from './consumer.mjs';
import { exercises, NEEDS_EVAL } from './exercises.mjs';

const FORBID = '--disallow-code-generation-from-strings';

export function checkWithoutEval(home) {
  const missing = entries.filter((entry) => exercises[entry] === undefined);
  if (missing.length > 0) throw new Error(`no exercise for ${missing.join(', ')}`);
  writeFileSync(join(home, 'exercises.mjs'), readFileSync('test/package/exercises.mjs'));
  writeFileSync(
    join(home, 'exercise.mjs'),
    `import { exercises } from './exercises.mjs';
const entry = process.argv[2];
if (!(await exercises[entry](await import(entry)))) throw new Error(entry + ' does not do what it should');
`,
  );
  for (const entry of entries) {
    const flags = NEEDS_EVAL.includes(entry) ? [] : [FORBID];
    execFileSync(process.execPath, [...flags, 'exercise.mjs', entry], {
      cwd: home,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
  }
  let works = false;
  try {
    execFileSync(process.execPath, [FORBID, 'exercise.mjs', NEEDS_EVAL[0]], { cwd: home, stdio: 'ignore' });
    works = true;
  } catch {}
  if (works) throw new Error(`${NEEDS_EVAL[0]} works without eval: take it off the list`);
  return `${entries.length - NEEDS_EVAL.length} entries called without eval; ${NEEDS_EVAL.join()} needs it`;
}
