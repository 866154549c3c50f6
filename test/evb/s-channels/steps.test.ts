// What many S-channels cost in steps of the machines: a channel more is a link more, and nothing that grows with them.

import { expect, test } from 'vitest';
import { bringUp } from '../../../bench/channels/bring-up.js';
import { stepsTaken } from '../../support/taken-rows.js';

const VSIS = 24;

/** Steps of all machines at both ends, a VSI, until all are associated. */
function stepsPerVsi(channels: number): number {
  const before = stepsTaken();
  const { online } = bringUp(channels, VSIS);
  expect(online).toBe(channels * VSIS);
  return (stepsTaken() - before) / online;
}

test('167 channels with 24 VSIs each come up with less than twice the steps a VSI that one channel takes', () => {
  const one = stepsPerVsi(1);
  expect(one).toBeGreaterThan(5);
  expect(stepsPerVsi(167)).toBeLessThan(2 * one);
});
