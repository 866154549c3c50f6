// What is in the tarball, and what two programs that know the traps of packages say about it.

import { manifest, run } from './consumer.mjs';

/** What belongs into a package: programs, types, docs; no sources, tests or maps of the way there. */
const BELONGS =
  /^(dist\/.+\.(c?js|d\.c?ts)|docs\/(?!.*node_modules).+|package\.json|README\.md|CHANGELOG\.md|LICENSE)$/;

export function checkContents({ files }) {
  const strange = files.filter((path) => !BELONGS.test(path));
  if (strange.length > 0) throw new Error(`not for a package: ${strange.join(', ')}`);
  const targets = JSON.stringify([manifest.exports, manifest.bin, manifest.main, manifest.types]).match(/dist\/[^"]+/g);
  const missing = targets.filter((path) => !files.includes(path));
  if (missing.length > 0) throw new Error(`named by package.json, and not there: ${missing.join(', ')}`);
  return `${files.length} files`;
}

export function checkPublint({ tarball }) {
  run('.', 'node_modules/.bin/publint', ['run', tarball, '--strict']);
  return 'nothing to object to';
}

/** `node16` leaves out the resolution of TypeScript before 4.7, which knows no sub-paths. */
export function checkTypeResolution({ tarball }) {
  run('.', 'node_modules/.bin/attw', [tarball, '--profile', 'node16', '--no-color', '--format', 'ascii', '--quiet']);
  return 'are-the-types-wrong finds nothing, profile node16';
}
