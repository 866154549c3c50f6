// The packed tarball in a project of its own. Nothing is installed from a registry: the tarball is unpacked, and the
// optional packages are those of this tree.

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export const manifest = JSON.parse(readFileSync('package.json', 'utf8'));

/** Every entry with code, as it is imported. */
export const entries = Object.keys(manifest.exports)
  .filter((path) => path !== './package.json')
  .map((path) => path.replace(/^\./, manifest.name));

/** Entries that need no package and nothing but the language. */
export const pureEntries = entries.filter((entry) => !/\/(config|testing|grammar|node)$/.test(entry));

/** Runs a program in a project; its errors are shown, what it prints is returned. */
export const run = (home, program, args) =>
  execFileSync(program, args, { cwd: home, stdio: ['ignore', 'pipe', 'inherit'], encoding: 'utf8' });

/**
 * A project in a temporary folder with the packed package in its node_modules.
 *
 * @param packages the optional packages that are installed beside it
 */
export function makeConsumer(packages = Object.keys(manifest.peerDependencies)) {
  const home = realpathSync(mkdtempSync(join(tmpdir(), 'dot1qbg-consumer-')));
  const [{ filename, files }] = JSON.parse(
    run('.', 'npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', home]),
  );
  const modules = join(home, 'node_modules');
  const unpacked = join(modules, manifest.name);
  mkdirSync(unpacked, { recursive: true });
  run(home, 'tar', ['-xzf', filename, '-C', unpacked, '--strip-components=1']);
  for (const name of [...packages, 'typescript']) {
    symlinkSync(resolve('node_modules', name), join(modules, name));
  }
  writeFileSync(join(home, 'package.json'), JSON.stringify({ name: 'consumer', private: true, type: 'module' }));
  return { home, tarball: join(home, filename), files: files.map(({ path }) => path) };
}
