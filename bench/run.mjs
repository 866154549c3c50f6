// `npm run bench`: bundles bench/main.ts as a package of ours is bundled, and runs it. Node 20 runs no TypeScript.
//
// Limits that do not hold never fail: the exit status is other than 0 only for a wrong checksum or a crash.

import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const outfile = here('../node_modules/.cache/dot1qbg/bench.mjs');

await build({
  entryPoints: [here('main.ts')],
  outfile,
  bundle: true,
  format: 'esm',
  target: 'es2022',
  platform: 'node',
  packages: 'external',
  // As in tsup.config.ts: numbers where constants stood.
  minifySyntax: true,
  sourcemap: 'inline',
  logLevel: 'warning',
});

const { status } = spawnSync(process.execPath, [outfile, ...process.argv.slice(2)], { stdio: 'inherit' });
process.exitCode = status ?? 1;
