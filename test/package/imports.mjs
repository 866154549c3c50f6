// Every entry imported and required, and its types without skipLibCheck.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { entries, run } from './consumer.mjs';

const names = (home, type, load) =>
  run(home, process.execPath, [
    `--input-type=${type}`,
    '-e',
    `${load}.then((m) => console.log(Object.keys(m).sort()+''))`,
  ]);

/** Both ways must give the same names, and print nothing of their own. */
export function checkImports({ home }) {
  for (const entry of entries) {
    const esm = names(home, 'module', `import('${entry}')`);
    if (esm.trim() === '') throw new Error(`${entry} exports nothing`);
    const cjs = names(home, 'commonjs', `Promise.resolve(require('${entry}'))`);
    if (esm !== cjs) throw new Error(`${entry}: ESM and CJS differ\n${esm}${cjs}`);
  }
  return `${entries.length} entries as ESM and as CJS, with the same names`;
}

const CODE = `${entries
  .map((entry, i) => `import * as entry${i} from '${entry}';\nexport const e${i} = entry${i};`)
  .join('\n')}
import { decodeFrame, type Frame } from 'dot1qbg';
const result = decodeFrame(new Uint8Array(60));
if (result.ok) {
  const frame: Frame = result.value;
  if (frame.kind === 'vdp') frame.vdp.managerId.w0 satisfies number;
} else {
  result.error.code satisfies string;
}
// @ts-expect-error a number is no octets
decodeFrame(7);
`;

/** How a TypeScript project may look for modules, and what its files may be. */
const PROJECTS = [
  { module: 'esnext', moduleResolution: 'bundler', extension: 'mts' },
  { module: 'node16', moduleResolution: 'node16', extension: 'mts' },
  { module: 'node16', moduleResolution: 'node16', extension: 'cts' },
];

/** A TypeScript consumer that has no types of Node, and every declaration of ours checked. */
export function checkTypes({ home }) {
  for (const { module, moduleResolution, extension } of PROJECTS) {
    const folder = join(home, `types-${moduleResolution}-${extension}`);
    mkdirSync(folder);
    writeFileSync(join(folder, `index.${extension}`), CODE);
    const compilerOptions = {
      strict: true,
      exactOptionalPropertyTypes: true,
      noEmit: true,
      skipLibCheck: false,
      types: [],
      target: 'es2022',
      lib: ['es2022', 'esnext.disposable'],
      module,
      moduleResolution,
    };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['.'] }));
    const { status, stdout } = tsc(home, folder);
    if (status !== 0) throw new Error(`${moduleResolution}, ${extension}:\n${stdout}`);
  }
  return `${entries.length} entries, skipLibCheck off: bundler, node16 as ESM, node16 as CJS`;
}

function tsc(home, folder) {
  try {
    return { status: 0, stdout: run(home, process.execPath, ['node_modules/typescript/bin/tsc', '-p', folder]) };
  } catch ({ status, stdout }) {
    return { status, stdout };
  }
}
