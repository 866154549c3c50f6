// Formats stand once: no file of VDP but layout.ts has an offset, a width or a size of its TLVs.

import { expect, test } from 'vitest';
import * as layout from '../../../src/vdp/wire/layout.js';
import { importsOf, sourcesBelow } from '../../architecture/sources.js';

const LAYOUT = 'src/vdp/wire/layout.ts';
const sources = sourcesBelow('src/vdp');

/** Numbers of the layout that mean nothing else elsewhere. */
const layoutNumbers = Object.entries(layout).flatMap(([name, value]) =>
  /_(AT|OCTETS|LENGTH|MAX)$/.test(name) && typeof value === 'number' && value > 5 ? [value] : [],
);

/** What of a code looks like a number of a layout: in an offset, as a width in a table, as an index; 8 bits are an octet. */
function layoutNumbersIn(code: string): string[] {
  const text = code.replace(/'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`/g, "''");
  const shapes = [
    /(?:[+-]|<<|>>>?)\s*(?!8\b)(?:[2-9]|[1-9]\d+)\b/g,
    /\b(?:offset|octets): *(?:[2-9]|[1-9]\d+)\b/g,
    /\[[2-9]\]/g,
  ];
  const constants = [...text.matchAll(/\bconst \w+ = (\d+);/g)].filter(([, n]) => layoutNumbers.includes(Number(n)));
  return [...shapes.flatMap((shape) => text.match(shape) ?? []), ...constants.map(([constant]) => constant)];
}

test('layout.ts imports nothing', () => {
  expect(importsOf(sources.find(({ path }) => path === LAYOUT)?.code ?? "import 'x'")).toEqual([]);
});

test('no other file has a number of a layout', () => {
  const found = sources
    .filter(({ path }) => path !== LAYOUT)
    .flatMap(({ path, code }) => layoutNumbersIn(code).map((number) => `${path}: ${number}`));
  expect(found).toEqual([]);
});

test.each([
  'bytes[at + 24]',
  'u16(bytes, at + octets - 2)',
  'const ENTRIES = 27;',
  '{ offset: 3, clause }',
  '{ octets: 16 }',
  'data[3]',
  'vidField >>> 12',
])('the rule can fail: %s', (code) => {
  expect(layoutNumbersIn(code)).toHaveLength(1);
});
