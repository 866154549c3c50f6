// What the linter has no rule for: the style of docs/architecture.md.

import { describe, expect, test } from 'vitest';
import { type Source, sourcesBelow } from './sources.js';

const isPure = ({ path }: Source): boolean => !/^src\/(cli|node)\//.test(path);
const isError = (text: string): boolean => /class \w+ extends Error\b/.test(text);
/**
 * Where a class may stand: the face of a shell, which is named as its file and has `handle` or `poll`; a container of
 * core; a part of a host, a simulator, Node.
 */
const isContainer = ({ path }: Source): boolean => /^src\/core\//.test(path);
const isHostPart = ({ path }: Source): boolean => /^src\/(host|simulator|node)\//.test(path);
const isFace = ({ path, code }: Source): boolean => {
  const concept = path.replace(/^.*\//, '').replace(/\.ts$/, '').replaceAll('-', '');
  const names = [...code.matchAll(/\bclass (\w+)/g)].map(([, name]) => (name as string).toLowerCase());
  return names.length === 1 && names.every((name) => name.endsWith(concept)) && /^ {2}handle\(/m.test(code);
};
const mayHaveClass = (source: Source): boolean => isContainer(source) || isHostPart(source) || isFace(source);

/** Lines of code of the classes of a file. */
const classLines = (code: string): number =>
  [...code.matchAll(/^(?:export )?class [\s\S]*?^\}/gm)]
    .flatMap(([text]) => text.split('\n'))
    .filter((line) => line.trim() !== '').length;

const RULES: readonly {
  readonly name: string;
  readonly applies: (source: Source) => boolean;
  readonly breaks: (code: string) => boolean;
}[] = [
  {
    name: 'no class but errors, faces of shells and containers',
    applies: (source) => !mayHaveClass(source),
    breaks: (code) => (code.match(/\bclass \w+[^{]*/g) ?? []).some((text) => !isError(text)),
  },
  {
    name: 'no face of a shell beyond 100 lines',
    applies: (source) => !isContainer(source) && !isHostPart(source) && isFace(source),
    breaks: (code) => classLines(code) > 100,
  },
  { name: 'no randomness', applies: isPure, breaks: (code) => /\bMath\.random\b/.test(code) },
  {
    name: 'no namespace that keeps a whole folder',
    applies: () => true,
    breaks: (code) => /^export \* as/m.test(code),
  },
  {
    name: 'no re-export of everything but by the front door',
    applies: ({ path }) => path !== 'src/index.ts',
    breaks: (code) => /^export \*/m.test(code),
  },
  { name: 'no double assertion', applies: () => true, breaks: (code) => /\bas unknown as\b|\bas any\b/.test(code) },
  { name: 'no suppressed check', applies: () => true, breaks: (code) => /@ts-\w+|biome-ignore/.test(code) },
  {
    name: 'no file beyond 400 lines',
    applies: () => true,
    breaks: (code) => code.split('\n').length > 400,
  },
  {
    name: 'no shift for a power of two that may pass 2^31',
    applies: isPure,
    breaks: (code) => /\b(10|1) << \w*(rte|rwd|rka|exponent)/i.test(code),
  },
];

const sources = sourcesBelow('src');

describe.each(RULES)('$name', ({ applies, breaks }) => {
  test('in src', () => {
    expect(sources.filter((source) => applies(source) && breaks(source.code)).map(({ path }) => path)).toEqual([]);
  });
});

test.each([
  ['no class but errors, faces of shells and containers', 'export class Station {}'],
  ['no face of a shell beyond 100 lines', `export class Station {\n${'  handle();\n'.repeat(99)}}`],
  ['no randomness', 'const x = Math.random();'],
  ['no namespace that keeps a whole folder', "export * as vdp from './vdp';"],
  ['no re-export of everything but by the front door', "export * from './vdp';"],
  ['no double assertion', 'const x = y as unknown as Z;'],
  ['no shift for a power of two that may pass 2^31', 'const t = 10 << rte;'],
])('the check can fail: %s', (name, code) => {
  expect(RULES.find((rule) => rule.name === name)?.breaks(code)).toBe(true);
});
