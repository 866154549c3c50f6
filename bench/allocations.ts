// Measures the octets that a PDU allocates. It needs a process of its own with the flags below: the young generation is so
// large that nothing is collected between two readings.

import { createLoop, runChecked } from './loop.js';
import type { Workload } from './workload.js';

export const ALLOCATION_FLAGS = ['--expose-gc', '--min-semi-space-size=64', '--max-semi-space-size=64'];

/** How many times through all PDUs before the first reading: enough for the optimizing compiler. */
const WARM_UP = 3000;
/** Octets, far fewer than the young generation holds. */
const ROOM = 4 * 1024 * 1024;
const READINGS = 5;

/** Octets per PDU, by candidate. */
export type Allocations = Readonly<Record<string, number>>;

/** Octets in use, those outside the heap included. */
export const inUse = (): number => {
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
};

/** Octets allocated by `times` times of work, with those of the reading itself. */
function grownBy(run: (times: number) => void, times: number): number {
  globalThis.gc?.();
  const before = inUse();
  run(times);
  return inUse() - before;
}

/** Octets per PDU: the difference between little and much work, without those of the reading. The median of some readings. */
function octetsOfPdu(run: (times: number) => void, pdus: number): number {
  run(WARM_UP);
  const rough = Math.max(1, grownBy(run, 20) / (20 * pdus));
  const times = Math.min(2000, Math.max(20, Math.floor(ROOM / (rough * pdus))));
  const readings = Array.from(
    { length: READINGS },
    () => (grownBy(run, 2 * times) - grownBy(run, times)) / (times * pdus),
  );
  const median = readings.sort((a, b) => a - b)[READINGS >> 1] as number;
  return Math.max(0, Math.round(median * 10) / 10);
}

export function measureAllocations({ pdus, candidates }: Workload): Allocations {
  return Object.fromEntries(
    candidates.map((candidate) => {
      const loop = createLoop(candidate, pdus);
      return [candidate.name, octetsOfPdu((times) => runChecked(loop, candidate, times), pdus.length)];
    }),
  );
}
