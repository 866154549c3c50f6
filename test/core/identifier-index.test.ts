// The index of identifiers, held to a Map.

import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Identifier } from '../../src/core/identifier.js';
import { IdentifierIndex } from '../../src/core/identifier-index.js';

const find = (index: IdentifierIndex, format: number, { w0, w1, w2, w3 }: Identifier): number =>
  index.find(format, w0, w1, w2, w3);

test('format and all four words make the identity', () => {
  const index = new IdentifierIndex(7);
  const id = { w0: 1, w1: -2, w2: 3, w3: 4 };
  index.add(9, 5, id);
  expect(find(index, 5, id)).toBe(9);
  expect(find(index, 4, id)).toBe(-1);
  for (const word of ['w0', 'w1', 'w2', 'w3'] as const) expect(find(index, 5, { ...id, [word]: 99 })).toBe(-1);
  index.delete(9);
  expect([find(index, 5, id), index.size]).toEqual([-1, 0]);
});

test('any order of adding and deleting finds what a Map finds, whatever the seed', () => {
  const word = fc.integer({ min: -2, max: 2 });
  const id = fc.record({ w0: word, w1: fc.constant(0), w2: fc.constant(0), w3: word });
  const step = fc.record({ format: fc.integer({ min: 1, max: 2 }), id, add: fc.boolean() });
  fc.assert(
    fc.property(fc.integer(), fc.array(step, { maxLength: 150 }), (seed, steps) => {
      const index = new IdentifierIndex(seed);
      const map = new Map<string, number>();
      const free = Array.from({ length: 60 }, (_, i) => 59 - i);
      for (const { format, id, add } of steps) {
        const key = `${format} ${id.w0} ${id.w3}`;
        const slot = map.get(key);
        expect(find(index, format, id)).toBe(slot ?? -1);
        if (add && slot === undefined) {
          const taken = free.pop() as number;
          index.add(taken, format, id);
          map.set(key, taken);
        } else if (!add && slot !== undefined) {
          index.delete(slot);
          map.delete(key);
          free.push(slot);
        }
        expect(index.size).toBe(map.size);
      }
      for (const [key, slot] of map) {
        const [format, w0, w3] = key.split(' ').map(Number) as [number, number, number];
        expect(index.find(format, w0, 0, 0, w3)).toBe(slot);
      }
    }),
    { seed: 43, numRuns: 300 },
  );
});

test('identifiers that differ in one bit spread over the table', () => {
  const index = new IdentifierIndex(0);
  for (let i = 0; i < 5000; i++) index.add(i, 5, { w0: i << 16, w1: 0, w2: 0, w3: 0 });
  for (let i = 0; i < 5000; i++) expect(index.find(5, i << 16, 0, 0, 0)).toBe(i);
});
