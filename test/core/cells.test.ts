// Cells by slot: none shares an octet with another, and none moves as others come.

import { expect, test } from 'vitest';
import { CELL_OCTETS, type Cells, cellOf, pageOf } from '../../src/core/cells.js';

test('each slot has octets of its own, in the pages made before it and after', () => {
  const cells: Cells = [];
  const slots = Array.from({ length: 300 }, (_, i) => (i * 157) % 300);
  for (const slot of slots) {
    const page = pageOf(cells, slot);
    expect(cellOf(slot) + CELL_OCTETS).toBeLessThanOrEqual(page.length);
    page.fill(slot & 0xff, cellOf(slot), cellOf(slot) + CELL_OCTETS);
  }
  for (const slot of slots) {
    const cell = pageOf(cells, slot).subarray(cellOf(slot), cellOf(slot) + CELL_OCTETS);
    expect([...new Set(cell)]).toEqual([slot & 0xff]);
  }
});

test('pages double: there are few of them, and at most half of what they hold is free', () => {
  const cells: Cells = [];
  pageOf(cells, 999);
  expect(cells.map((page) => page.length / CELL_OCTETS)).toEqual([16, 16, 32, 64, 128, 256, 512]);
});
