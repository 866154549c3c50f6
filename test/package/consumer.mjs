// The packed tarball in a project of its own: every entry as ESM and as CJS, and its types without skipLibCheck.

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const npm = (args, cwd) => execFileSync('npm', args, { cwd, stdio: ['ignore', 'pipe', 'inherit'], encoding: 'utf8' });

export const entries = Object.keys(JSON.parse(readFileSync('package.json', 'utf8')).exports)
  .filter((path) => path !== './package.json')
  .map((path) => path.replace(/^\./, 'dot1qbg'));

/** A project in a temporary folder with the packed package installed. */
export function makeConsumer() {
  const home = mkdtempSync(join(tmpdir(), 'dot1qbg-consumer-'));
  const [{ filename }] = JSON.parse(npm(['pack', '--json', '--ignore-scripts', '--pack-destination', home], '.'));
  const { devDependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
  const manifest = { name: 'consumer', private: true, type: 'module', dependencies: { dot1qbg: `file:./${filename}` } };
  for (const name of ['typescript', 'fast-check']) manifest.dependencies[name] = devDependencies[name];
  writeFileSync(join(home, 'package.json'), JSON.stringify(manifest));
  npm(['install', '--prefer-offline', '--no-audit', '--no-fund'], home);
  return home;
}

const node = (home, args) => execFileSync(process.execPath, args, { cwd: home, stdio: ['ignore', 'pipe', 'inherit'] });

/** Every entry imported and required; both must give the same names. */
export function checkImports(home) {
  for (const entry of entries) {
    const esm = `import('${entry}').then((m) => console.log(Object.keys(m).sort().join()))`;
    const cjs = `console.log(Object.keys(require('${entry}')).sort().join())`;
    const names = node(home, ['--input-type=module', '-e', esm]).toString();
    if (names.trim() === '') throw new Error(`${entry} exports nothing`);
    if (names !== node(home, ['--input-type=commonjs', '-e', cjs]).toString()) {
      throw new Error(`${entry}: ESM and CJS differ`);
    }
  }
  return `${entries.length} entries as ESM and as CJS`;
}

/** A TypeScript consumer, with every declaration of ours checked: one that led to binary-parser's would be an error. */
export function checkTypes(home) {
  const use = entries.map((entry, i) => `import * as entry${i} from '${entry}';\nexport const e${i} = entry${i};`);
  const code = `${use.join('\n')}
import { decodeFrame, type Frame } from 'dot1qbg';
const result = decodeFrame(new Uint8Array(60));
if (result.ok) { const frame: Frame = result.value; if (frame.kind === 'vdp') frame.vdp.managerId.w0 satisfies number; }
else { result.error.code satisfies string; }
// @ts-expect-error a number is no octets
decodeFrame(7);
`;
  for (const [module, moduleResolution] of [
    ['esnext', 'bundler'],
    ['node16', 'node16'],
  ]) {
    for (const extension of ['mts', 'cts']) {
      if (moduleResolution === 'bundler' && extension === 'cts') continue;
      const folder = join(home, `types-${moduleResolution}-${extension}`);
      mkdirSync(folder);
      writeFileSync(join(folder, `index.${extension}`), code);
      const compilerOptions = {
        strict: true,
        noEmit: true,
        skipLibCheck: false,
        types: [],
        target: 'es2022',
        lib: ['es2022', 'esnext.disposable'],
        module,
        moduleResolution,
      };
      writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['.'] }));
      execFileSync(join(home, 'node_modules/.bin/tsc'), ['-p', folder], { cwd: home, stdio: 'inherit' });
    }
  }
  return `${entries.length} entries, skipLibCheck off, bundler and node16, ESM and CJS`;
}
