// Timers, in the row and in the heap, held to a plain list.

import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { Deadlines } from '../../src/core/deadlines.js';

test('a stopped timer is not due, and one armed anew is due at its last instant only', () => {
  const timers = new Deadlines();
  expect([timers.next(), timers.due(1e9), timers.at(3)]).toEqual([
    Number.POSITIVE_INFINITY,
    -1,
    Number.POSITIVE_INFINITY,
  ]);
  timers.set(3, 100);
  timers.set(3, 200);
  timers.set(70, 150);
  expect([timers.next(), timers.at(3), timers.due(149), timers.due(150)]).toEqual([150, 200, -1, 70]);
  timers.clear(70);
  expect([timers.next(), timers.due(199), timers.due(200)]).toEqual([200, -1, 3]);
  timers.set(3, 50);
  expect(timers.next()).toBe(50);
  timers.clear(3);
  timers.clear(1000);
  expect(timers.next()).toBe(Number.POSITIVE_INFINITY);
});

test('any order of arming and stopping gives the deadlines of a plain list', () => {
  const step = fc.record({ slot: fc.nat(40), at: fc.option(fc.nat(1000), { nil: undefined }) });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 120 }), (steps) => {
      const timers = new Deadlines();
      const list = new Map<number, number>();
      for (const { slot, at } of steps) {
        if (at === undefined) {
          timers.clear(slot);
          list.delete(slot);
        } else {
          timers.set(slot, at);
          list.set(slot, at);
        }
        expect(timers.next()).toBe(Math.min(...list.values()));
      }
      const order: number[] = [];
      for (let slot = timers.due(1000); slot >= 0; slot = timers.due(1000)) {
        order.push(timers.at(slot));
        expect(timers.at(slot)).toBe(list.get(slot));
        timers.clear(slot);
      }
      expect(order).toEqual([...list.values()].sort((a, b) => a - b));
    }),
    { seed: 41, numRuns: 300 },
  );
});
