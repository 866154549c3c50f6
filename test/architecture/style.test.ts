// What the linter has no rule for: the style of docs/architecture.md.

import { describe, expect, test } from 'vitest';
import { type Source, sourcesBelow } from './sources.js';

const isPure = ({ path }: Source): boolean => !/^src\/(cli|node)\//.test(path);
const isError = (text: string): boolean => /class \w+ extends Error\b/.test(text);
/** The shells of the protocols, and the containers they are made of. */
const hasClass = ({ path }: Source): boolean =>
  /^src\/\w[\w-]*\/(entity|station|bridge|agent|(evb|cdcp)-negotiation|endpoint|channels?|port|timers|uap|bridge-(answers|receive|record|vsis))\.ts$/.test(
    path,
  ) ||
  /^src\/core\/(deadlines|fifo|identifier-index|slot-list)\.ts$/.test(path) ||
  /^src\/(host|testing|node)\//.test(path);

const RULES: readonly {
  readonly name: string;
  readonly applies: (source: Source) => boolean;
  readonly breaks: (code: string) => boolean;
}[] = [
  {
    name: 'no class but errors, shells and containers',
    applies: (source) => !hasClass(source),
    breaks: (code) => (code.match(/\bclass \w+[^{]*/g) ?? []).some((text) => !isError(text)),
  },
  { name: 'no randomness', applies: isPure, breaks: (code) => /\bMath\.random\b/.test(code) },
  { name: 'no re-export of everything', applies: () => true, breaks: (code) => /^export \*/m.test(code) },
  { name: 'no double assertion', applies: () => true, breaks: (code) => /\bas unknown as\b|\bas any\b/.test(code) },
  { name: 'no suppressed check', applies: () => true, breaks: (code) => /@ts-\w+|biome-ignore/.test(code) },
  {
    name: 'no file beyond 400 lines',
    applies: ({ path }) => path !== 'src/index.ts',
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
  ['no class but errors, shells and containers', 'export class Station {}'],
  ['no randomness', 'const x = Math.random();'],
  ['no re-export of everything', "export * as vdp from './vdp';"],
  ['no double assertion', 'const x = y as unknown as Z;'],
  ['no shift for a power of two that may pass 2^31', 'const t = 10 << rte;'],
])('the check can fail: %s', (name, code) => {
  expect(RULES.find((rule) => rule.name === name)?.breaks(code)).toBe(true);
});
