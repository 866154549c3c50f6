// A link alone: which frames arrive, when, and in which order.

import { describe, expect, test } from 'vitest';
import type { LinkFaults } from '../../src/simulator/index.js';
import { World } from '../../src/simulator/index.js';

/** Sends a frame every 10 us over a link; returns the arrivals. */
function over(faults: Partial<LinkFaults>, count = 200, octets = 60) {
  const world = new World({ seed: 11 });
  const arrived: Uint8Array[] = [];
  const outputs: { kind: 'frame'; port: string; frame: Uint8Array }[] = [];
  const sender = world.add('a', {
    handle: () => undefined,
    poll: () => outputs.shift(),
    nextDeadline: () => undefined,
  });
  world.add('b', {
    handle(input) {
      if (input.kind === 'frame') arrived.push(input.frame.slice());
      return undefined;
    },
    poll: () => undefined,
    nextDeadline: () => undefined,
  });
  const link = world.link('a/p', 'b/p', faults);
  for (let n = 0; n < count; n++) {
    world.after(10 * n, () => {
      const frame = new Uint8Array(octets).fill(n);
      outputs.push({ kind: 'frame', port: 'p', frame });
      sender.handle({ kind: 'timeout' });
    });
  }
  world.run(1_000_000);
  return { arrived, numbers: arrived.map((frame) => frame[30] ?? -1), link };
}

const isSorted = (numbers: readonly number[]): boolean =>
  numbers.every((n, i) => i === 0 || n >= (numbers[i - 1] ?? 0));

describe('a link', () => {
  test('without faults gives all, in order', () => {
    expect(over({}).numbers).toEqual(Array.from({ length: 200 }, (_, n) => n));
  });

  test('loses, repeats and delays about as many as it is told to, and jitter keeps the order', () => {
    expect(over({ loss: 0.25 }).numbers.length / 200).toBeCloseTo(0.75, 1);
    const twice = over({ duplication: 0.25, duplicateDelay: 5 });
    expect(twice.numbers.length / 200).toBeCloseTo(1.25, 1);
    expect(isSorted(over({ jitter: 500 }).numbers)).toBe(true);
    expect(isSorted(over({ reordering: 0.3, reorderDelay: 500 }).numbers)).toBe(false);
  });

  test('with reordering lets others overtake, and all of them arrive', () => {
    const { numbers } = over({ reordering: 0.1, reorderDelay: 10_000 });
    // Frames that are not held back keep their order.
    const swaps = numbers.filter((n, i) => i > 0 && n < (numbers[i - 1] ?? 0)).length;
    expect(swaps).toBeGreaterThan(3);
    expect(numbers.slice(0, 20).length).toBe(20);
    expect([...numbers].sort((a, b) => a - b)).toEqual(Array.from({ length: 200 }, (_, n) => n));
    expect(swaps).toBeLessThan(45);
  });

  test('with corruption damages frames in four ways, and the frame that was sent stays as it was', () => {
    const { arrived, link } = over({ corruption: 1 }, 250);
    const kinds = arrived.map((frame) => {
      if (frame.length !== 60) return frame.length < 60 ? 'shorter' : 'longer';
      const differing = [...frame].flatMap((octet, i) => (octet === frame[30] ? [] : [i]));
      return differing.every((at) => at === 12 || at === 13) && differing.length > 0 ? 'etherType' : 'flipped';
    });
    expect(new Set(kinds)).toEqual(new Set(['shorter', 'longer', 'etherType', 'flipped']));
    expect(link.frames.every(({ frame, isCorrupted }, n) => isCorrupted && frame.every((octet) => octet === n))).toBe(
      true,
    );
    const spared = over({ corruption: 1, corrupts: (frame) => frame[0] !== 7 }).arrived;
    expect(spared.filter((frame) => frame.length === 60 && frame.every((octet) => octet === 7))).toHaveLength(1);
  });
});
