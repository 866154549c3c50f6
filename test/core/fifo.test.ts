// The queue: first in, first out, at any length.

import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { Fifo } from '../../src/core/fifo.js';

test('an empty queue gives nothing', () => {
  const fifo = new Fifo<number>();
  expect([fifo.shift(), fifo.size, fifo.items()]).toEqual([undefined, 0, []]);
});

test('law: it does what an array does, pushed and shifted', () => {
  fc.assert(
    fc.property(fc.array(fc.option(fc.integer()), { maxLength: 200 }), (steps) => {
      const fifo = new Fifo<number>();
      const model: number[] = [];
      for (const step of steps) {
        if (step === null) expect(fifo.shift()).toBe(model.shift());
        else {
          fifo.push(step);
          model.push(step);
        }
        expect(fifo.size).toBe(model.length);
      }
      expect(fifo.items()).toEqual(model);
    }),
  );
});

test('it grows while its items lie across the end of its ring', () => {
  const fifo = new Fifo<number>();
  for (let i = 0; i < 16; i++) fifo.push(i);
  for (let i = 0; i < 10; i++) fifo.shift();
  for (let i = 16; i < 40; i++) fifo.push(i);
  expect(fifo.items()).toEqual(Array.from({ length: 30 }, (_, i) => i + 10));
  expect(fifo.shift()).toBe(10);
});
