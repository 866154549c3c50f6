// States through JSON text: every value comes back, and every container behaves as before.

import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CELL_OCTETS, type Cells, cellOf, pageOf } from '../../src/core/cells.js';
import { Deadlines } from '../../src/core/deadlines.js';
import { Fifo } from '../../src/core/fifo.js';
import { IdentifierIndex } from '../../src/core/identifier-index.js';
import { SlotList } from '../../src/core/slot-list.js';
import { StateJsonError, stateFromJson, stateToJson } from '../../src/core/state-json.js';
import { throughJson } from '../support/through-json.js';

test('the forms', () => {
  const state = {
    octets: Uint8Array.of(0x89, 0x40),
    at: Number.NEGATIVE_INFINITY,
    due: Number.POSITIVE_INFINITY,
    numbers: [1, -0, Number.NaN, undefined],
    names: new Map([['eth0', new Set([1, 2])]]),
    waits: Fifo.of(['a']),
    slots: SlotList.of([3, 1]),
    none: undefined,
    money: { $: 1 },
  };
  expect(stateToJson(state)).toEqual({
    octets: { $: 'Uint8Array', of: '8940' },
    at: { $: '-Infinity' },
    due: { $: 'Infinity' },
    numbers: [1, { $: '-0' }, { $: 'NaN' }, { $: 'undefined' }],
    names: { $: 'Map', of: [['eth0', { $: 'Set', of: [1, 2] }]] },
    waits: { $: 'Fifo', of: ['a'] },
    slots: { $: 'SlotList', of: [3, 1] },
    none: { $: 'undefined' },
    money: { $: 'Object', of: [['$', 1]] },
  });
});

const leaf = fc.oneof(
  fc.double(),
  fc.integer(),
  fc.string(),
  fc.boolean(),
  fc.constantFrom(null, undefined, -0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN),
  fc.uint8Array(),
);
const member = fc.oneof(fc.string(), fc.constantFrom('$', 'of', '__proto__', 'constructor', '0'));
const { anyState } = fc.letrec<{ anyState: unknown }>((tie) => ({
  anyState: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc.array(tie('anyState')),
    fc.array(fc.tuple(member, tie('anyState'))).map((entries) => Object.fromEntries(entries)),
    fc.array(fc.tuple(tie('anyState'), tie('anyState'))).map((entries) => new Map(entries)),
    fc.array(tie('anyState')).map((items) => new Set(items)),
    fc.array(tie('anyState')).map(Fifo.of),
    fc.uniqueArray(fc.nat(99)).map(SlotList.of),
  ),
}));

test('law: a state comes back, in its order, and has the same text again', () => {
  fc.assert(
    fc.property(anyState, (state) => {
      const text = JSON.stringify(stateToJson(state));
      const back = stateFromJson(JSON.parse(text));
      // Not by `expect`, to which a member of the name `constructor` is a class.
      assert.deepStrictEqual(back, state);
      expect(JSON.stringify(stateToJson(back))).toBe(text);
    }),
    { numRuns: 500 },
  );
});

test('a hole is undefined, and order of members stays', () => {
  const sparse: number[] = [];
  sparse[2] = 7;
  expect(throughJson(sparse)).toStrictEqual([undefined, undefined, 7]);
  expect(Object.keys(throughJson({ b: 1, none: undefined, a: 2 }))).toEqual(['b', 'none', 'a']);
});

test('what is read back shares nothing, neither with the state nor with itself', () => {
  const octets = Uint8Array.of(1);
  const state = { octets, same: octets };
  const json = stateToJson(state);
  octets[0] = 2;
  const back = stateFromJson(json) as typeof state;
  expect(back).toEqual({ octets: Uint8Array.of(1), same: Uint8Array.of(1) });
  expect(back.octets).not.toBe(back.same);
});

test('octets of a view are those of the view alone', () => {
  const view = Uint8Array.of(1, 2, 3, 4).subarray(1, 3);
  expect(throughJson(view).buffer.byteLength).toBe(2);
  expect([...throughJson(view)]).toEqual([2, 3]);
});

describe('no form', () => {
  const circle: { around: unknown[] } = { around: [] };
  circle.around.push(circle);
  class Odd {}

  test.each([
    ['a function', { outputs: [{ wake: () => 1 }] }, 'state.outputs[0].wake', 'data, not a function'],
    ['a bigint', 1n, 'state', 'data, not a bigint'],
    ['a symbol', [Symbol('a')], 'state[0]', 'data, not a symbol'],
    ['a circle', circle, 'state.around[0]', 'an object that does not contain itself'],
    ['an unknown class', { a: new Odd() }, 'state.a', 'a plain object, or one of a class with a form'],
    ['an object without a class', Object.create(null), 'state', 'a plain object, or one of a class with a form'],
    ['an array of other numbers', new Int32Array(1), 'state', 'a plain object, or one of a class with a form'],
  ])('%s', (_name, state, field, expected) => {
    expect(() => stateToJson(state)).toThrow(StateJsonError);
    expect(() => stateToJson(state)).toThrow(expect.objectContaining({ code: 'dot1qbgStateJson', field, expected }));
  });

  test.each([
    [{ a: [{ $: 'Odd', of: 1 }] }, 'state.a[0]', 'a form that is known, got Odd'],
    [{ $: 'Uint8Array', of: '8' }, 'state', 'the content of Uint8Array'],
    [{ $: 'Uint8Array' }, 'state', 'the content of Uint8Array'],
    [{ $: 'Map', of: { a: 1 } }, 'state', 'the content of Map'],
    [{ $: 'Object', of: 1 }, 'state', 'the content of Object'],
  ])('JSON %j', (json, field, expected) => {
    expect(() => stateFromJson(json)).toThrow(expect.objectContaining({ code: 'dot1qbgStateJson', field, expected }));
  });

  test('one object twice, side by side, is no circle', () => {
    const one = { a: 1 };
    expect(throughJson([one, one])).toEqual([one, one]);
  });
});

/** Runs steps on two containers, from `cut` on the second is a copy of the first; they have to answer alike. */
function expectEqualAnswers<Container, Step>(
  make: () => Container,
  steps: readonly Step[],
  cut: number,
  act: (container: Container, step: Step) => unknown,
): void {
  const container = make();
  for (const step of steps.slice(0, cut)) act(container, step);
  const copy = throughJson(container);
  expect(stateToJson(copy)).toEqual(stateToJson(container));
  for (const step of steps.slice(cut)) expect(act(copy, step)).toEqual(act(container, step));
}

const cutOf = fc.nat(150);

test('law: a Fifo goes on', () => {
  fc.assert(
    fc.property(fc.array(fc.option(fc.nat()), { maxLength: 200 }), cutOf, (steps, cut) => {
      expectEqualAnswers(
        () => new Fifo<number>(),
        steps,
        cut,
        (fifo, step) => {
          if (step !== null) fifo.push(step);
          return [step === null && fifo.shift(), fifo.size, fifo.items()];
        },
      );
    }),
  );
});

test('law: a SlotList goes on', () => {
  const step = fc.record({ slot: fc.nat(70), joins: fc.boolean() });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), cutOf, (steps, cut) => {
      expectEqualAnswers(
        () => new SlotList(),
        steps,
        cut,
        (list, { slot, joins }) => {
          const had = list.has(slot);
          if (joins) list.push(slot);
          else list.delete(slot);
          return [had, list.slots(), list.first, list.last, list.size];
        },
      );
    }),
  );
});

const deadlineStep = fc.record({
  slot: fc.nat(70),
  // Few instants, so that many timers are due together: which of them is the first is a matter of the heap.
  at: fc.oneof(fc.nat(9), fc.constantFrom(undefined, Number.POSITIVE_INFINITY)),
  due: fc.nat(9),
});

test('law: Deadlines go on, and name the same slot among timers that are due together', () => {
  fc.assert(
    fc.property(fc.array(deadlineStep, { maxLength: 200 }), cutOf, (steps, cut) => {
      expectEqualAnswers(
        () => new Deadlines(),
        steps,
        cut,
        (deadlines, { slot, at, due }) => {
          if (at === undefined) deadlines.clear(slot);
          else deadlines.set(slot, at);
          const first = deadlines.due(due);
          if (first >= 0 && due % 3 === 0) deadlines.clear(first);
          return [first, deadlines.next(), deadlines.at(slot)];
        },
      );
    }),
    { numRuns: 500 },
  );
});

test('law: shifted Deadlines are due at the shifted instants, in the same order', () => {
  fc.assert(
    fc.property(fc.array(deadlineStep, { maxLength: 100 }), fc.integer(), (steps, by) => {
      const deadlines = new Deadlines();
      for (const { slot, at } of steps) if (at !== undefined) deadlines.set(slot, at);
      const shifted = throughJson(deadlines);
      shifted.shift(by);
      for (let slot = deadlines.due(9); slot >= 0; slot = deadlines.due(9)) {
        expect([shifted.next(), shifted.due(9 + by)]).toEqual([deadlines.next() + by, slot]);
        deadlines.clear(slot);
        shifted.clear(slot);
      }
      expect(shifted.due(9 + by)).toBe(-1);
    }),
  );
});

test('law: an IdentifierIndex goes on', () => {
  const step = fc.record({ slot: fc.nat(70), format: fc.integer({ min: 1, max: 2 }), word: fc.integer() });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 150 }), cutOf, fc.integer(), (steps, cut, seed) => {
      expectEqualAnswers(
        () => new IdentifierIndex(seed),
        steps,
        cut,
        (index, { slot, format, word }) => {
          const found = index.find(format, word, 1, 2, 3);
          if (found >= 0) index.delete(found);
          else if (!index.numbers().some((number, i) => i % 6 === 1 && number === slot)) {
            index.add(slot, format, { w0: word, w1: 1, w2: 2, w3: 3 });
          }
          return [found, index.size, index.find(format, word, 1, 2, 3)];
        },
      );
    }),
  );
});

test('Cells go on', () => {
  const cells: Cells = [];
  for (const slot of [0, 20, 99]) pageOf(cells, slot).fill(slot, cellOf(slot), cellOf(slot) + CELL_OCTETS);
  const copy = throughJson(cells);
  for (const slot of [0, 20, 99, 300]) expect(pageOf(copy, slot)).toEqual(pageOf(cells, slot));
  expect(copy).toEqual(cells);
});
