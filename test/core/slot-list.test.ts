// The list of slots, held to an array.

import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { SlotList } from '../../src/core/slot-list.js';

const inOrder = (list: SlotList): number[] => {
  const slots: number[] = [];
  for (let slot = list.first; slot >= 0; slot = list.next(slot)) slots.push(slot);
  return slots;
};

test('any order of joining and leaving keeps the order of an array', () => {
  const step = fc.record({ slot: fc.nat(40), join: fc.boolean() });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 120 }), (steps) => {
      const list = new SlotList();
      let model: number[] = [];
      for (const { slot, join } of steps) {
        expect(list.has(slot)).toBe(model.includes(slot));
        if (join) {
          list.push(slot);
          if (!model.includes(slot)) model.push(slot);
        } else {
          list.delete(slot);
          model = model.filter((one) => one !== slot);
        }
        expect(inOrder(list)).toEqual(model);
        expect(list.last).toBe(model.at(-1) ?? -1);
        expect(list.size).toBe(model.length);
      }
    }),
    { seed: 44, numRuns: 300 },
  );
});
