// Counters: one number for each row of a table, of one shape.

import { expect, test } from 'vitest';
import { zeroCounters } from '../../src/core/counters.js';

const table = { rxFrames: { text: 'frames received' }, txFrames: { text: 'frames sent', mib: 'ifOutFrames' } } as const;

test('counters have the names of their table, in its order, and are 0', () => {
  expect(Object.entries(zeroCounters(table))).toEqual([
    ['rxFrames', 0],
    ['txFrames', 0],
  ]);
});

test('two counters of one table count apart', () => {
  const counters = zeroCounters(table);
  counters.txFrames++;
  expect(counters).toEqual({ rxFrames: 0, txFrames: 1 });
  expect(zeroCounters(table)).toEqual({ rxFrames: 0, txFrames: 0 });
});
