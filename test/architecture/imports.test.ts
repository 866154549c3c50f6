// Imports go down only. The floors are those of docs/architecture.md.

import { posix } from 'node:path';
import { describe, expect, test } from 'vitest';
import { importsOf, type Source, sourcesBelow, withoutComments } from './sources.js';

const FLOORS: readonly (readonly string[])[] = [
  ['core'],
  ['ecp', 'vdp', 'lldp-evb', 's-channel', 'edge-relay'],
  ['frame', 'evb'],
  ['config', 'host', 'capture', 'text'],
  ['format-error'],
  ['index'],
  ['simulator', 'testing', 'node'],
  ['cli'],
];

/** Who alone may import a package; everything else of npm is forbidden in src. */
const PACKAGES: Readonly<Record<string, string>> = {
  'zod/mini': 'config',
  'binary-parser': 'grammar',
  'fast-check': 'testing',
};

const folderOf = (path: string): string =>
  path
    .replace(/^src\//, '')
    .replace(/\.(ts|js)$/, '')
    .split('/')[0] as string;
const floorOf = (folder: string): number => FLOORS.findIndex((floor) => floor.includes(folder));

/** Why one file may not import from one place; `undefined` where it may. */
function objection(path: string, from: string, typesOnly: boolean): string | undefined {
  const folder = folderOf(path);
  if (from.startsWith('node:')) return ['node', 'cli'].includes(folder) ? undefined : 'node: only in node/ and cli/';
  if (!from.startsWith('.')) return PACKAGES[from] === folder ? undefined : `${from} is not for ${folder}/`;
  const target = folderOf(posix.join(posix.dirname(path), from));
  if (target === folder) return undefined;
  if (target === 'grammar') return 'nobody imports grammar/';
  if (folder === 'grammar') return typesOnly ? undefined : 'grammar/ imports nothing but types';
  if (folder === 'index') return floorOf(target) < floorOf('index') ? undefined : `. does not re-export ${target}/`;
  return floorOf(target) >= 0 && floorOf(target) < floorOf(folder) ? undefined : `${folder}/ may not import ${target}/`;
}

const objections = (sources: readonly Source[]): string[] =>
  sources.flatMap(({ path, code }) =>
    importsOf(code).flatMap(({ from, typesOnly }) => {
      const why = objection(path, from, typesOnly);
      return why === undefined ? [] : [`${path}: '${from}': ${why}`];
    }),
  );

test('imports go down only', () => {
  expect(objections(sourcesBelow('src'))).toEqual([]);
});

/** A way from a file back to itself, types included; empty where there is none. */
function circleAmong(sources: readonly Source[]): readonly string[] {
  const arrows = new Map(
    sources.map(({ path, code }) => [
      path,
      importsOf(code)
        .filter(({ from }) => from.startsWith('.'))
        .map(({ from }) => posix.join(posix.dirname(path), from).replace(/\.js$/, '.ts')),
    ]),
  );
  const done = new Set<string>();
  const from = (path: string, way: readonly string[]): readonly string[] => {
    if (way.includes(path)) return [...way.slice(way.indexOf(path)), path];
    if (done.has(path)) return [];
    done.add(path);
    for (const next of arrows.get(path) ?? []) {
      const circle = from(next, [...way, path]);
      if (circle.length > 0) return circle;
    }
    return [];
  };
  for (const path of arrows.keys()) {
    const circle = from(path, []);
    if (circle.length > 0) return circle;
  }
  return [];
}

test('no circle among files', () => {
  expect(circleAmong(sourcesBelow('src'))).toEqual([]);
});

test('the checker finds a circle', () => {
  const sources = [
    { path: 'src/a.ts', code: "import { b } from './x/b.js';" },
    { path: 'src/x/b.ts', code: "import type { A } from '../c.js';" },
    { path: 'src/c.ts', code: "export { a } from './a.js';" },
  ];
  expect(circleAmong(sources)).toEqual(['src/a.ts', 'src/x/b.ts', 'src/c.ts', 'src/a.ts']);
});

test('every folder has its floor', () => {
  const folders = new Set(sourcesBelow('src').map(({ path }) => folderOf(path)));
  expect([...folders].filter((folder) => folder !== 'grammar' && floorOf(folder) < 0)).toEqual([]);
});

describe('the checker objects to', () => {
  test.each([
    ['a sideways arrow', 'src/vdp/a.ts', "import { x } from '../ecp/ecpdu.js';"],
    ['an upward arrow', 'src/core/a.ts', "export { x } from '../vdp/ulpdu.js';"],
    ['an upward arrow for types', 'src/core/a.ts', "import type { X } from '../vdp/ulpdu.js';"],
    ['a value in grammar', 'src/grammar/a.ts', "import { x } from '../ecp/ecpdu.js';"],
    ['a use of grammar', 'src/cli/a.ts', "import { x } from '../grammar/index.js';"],
    ['Node outside its folders', 'src/capture/a.ts', "import { readFileSync } from 'node:fs';"],
    ['zod outside config', 'src/frame/a.ts', "import { z } from 'zod/mini';"],
    ['the whole of zod', 'src/config/a.ts', "import { z } from 'zod';"],
    ['the front door re-exporting testing', 'src/index.ts', "export { x } from './testing/index.js';"],
    ['an import over several lines', 'src/ecp/a.ts', "import {\n  x,\n  y,\n} from '../vdp/ulpdu.js';"],
    ['an import for its effects', 'src/ecp/a.ts', "import '../vdp/ulpdu.js';"],
    ['an import at run time', 'src/ecp/a.ts', "const x = await import('../vdp/ulpdu.js');"],
  ])('%s', (_name, path, code) => {
    expect(objections([{ path, code: withoutComments(code) }])).toHaveLength(1);
  });
});

test('the checker lets pass what goes down, and types of grammar', () => {
  const code =
    "import { x } from '../core/mac.js';\n// import { y } from '../cli/evb.js';\nimport type { Z } from './z.js';";
  expect(objections([{ path: 'src/ecp/a.ts', code: withoutComments(code) }])).toEqual([]);
  expect(objections([{ path: 'src/grammar/a.ts', code: "import type { X } from '../ecp/ecpdu.js';" }])).toEqual([]);
});
