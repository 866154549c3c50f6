// What many S-channels cost in steps of the machines: a channel more is a link more, and nothing that grows with them.

import { expect, test, vi } from 'vitest';
import { bringUp } from '../../bench/channels/bring-up.js';
import type * as engine from '../../src/core/machine.js';

const counted = vi.hoisted(() => ({ steps: 0 }));

vi.mock('../../src/core/machine.js', async (importOriginal) => {
  const original = await importOriginal<typeof engine>();
  const run: typeof engine.run = (machine, data, effects, rows = []) => {
    const before = rows.length;
    original.run(machine, data, effects, rows);
    counted.steps += rows.length - before;
  };
  return { ...original, run };
});

const VSIS = 24;

/** Steps of all machines at both ends, a VSI, until all are associated. */
function stepsPerVsi(channels: number): number {
  counted.steps = 0;
  const { online } = bringUp(channels, VSIS);
  expect(online).toBe(channels * VSIS);
  return counted.steps / online;
}

test('167 channels with 24 VSIs each come up with less than twice the steps a VSI that one channel takes', () => {
  const one = stepsPerVsi(1);
  expect(one).toBeGreaterThan(5);
  expect(stepsPerVsi(167)).toBeLessThan(2 * one);
});
