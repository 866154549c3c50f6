// The program bundled as it is now and laid out as it is installed, for tests of whole processes.

import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';

export interface BuiltProgram {
  /** A folder of its own, for what a test writes, too. */
  readonly folder: string;
  readonly file: string;
  readonly remove: () => void;
}

export async function buildProgram(): Promise<BuiltProgram> {
  const folder = mkdtempSync(join(tmpdir(), 'evb-'));
  const file = join(folder, 'dist/cli/evb.js');
  copyFileSync('package.json', join(folder, 'package.json'));
  await build({
    entryPoints: ['src/cli/evb.ts'],
    outfile: file,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'es2022',
  });
  return { folder, file, remove: () => rmSync(folder, { recursive: true }) };
}
