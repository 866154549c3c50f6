// How many octets a PDU costs the heap. Runs in a process of its own, whose young generation is so large that nothing is
// collected between two looks at it: `npm run bench` starts it with the flags below.

import { createLoop, runChecked } from './loop.js';
import type { Workload } from './workload.js';

export const ALLOCATION_FLAGS = ['--expose-gc', '--min-semi-space-size=64', '--max-semi-space-size=64'];

/** Times through all PDUs before the first look: enough for the optimizing compiler. */
const WARM_UP = 3000;
/** Octets that fit the young generation by far. */
const ROOM = 4 * 1024 * 1024;
const LOOKS = 5;

/** Octets a PDU by contestant. */
export type Allocations = Readonly<Record<string, number>>;

/** Octets in use, those outside the heap included. */
export const inUse = (): number => {
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
};

/** Octets that appear while `times` times of work are done; those of the looking itself included. */
function grownBy(run: (times: number) => void, times: number): number {
  globalThis.gc?.();
  const before = inUse();
  run(times);
  return inUse() - before;
}

/** Octets a PDU: the difference between little and much work, so that the looking cancels out. The least of some looks. */
function octetsOfPdu(run: (times: number) => void, pdus: number): number {
  run(WARM_UP);
  const rough = Math.max(1, grownBy(run, 20) / (20 * pdus));
  const times = Math.min(2000, Math.max(20, Math.floor(ROOM / (rough * pdus))));
  const looks = Array.from({ length: LOOKS }, () => (grownBy(run, 2 * times) - grownBy(run, times)) / (times * pdus));
  const median = looks.sort((a, b) => a - b)[LOOKS >> 1] as number;
  return Math.max(0, Math.round(median * 10) / 10);
}

export function measureAllocations({ pdus, contestants }: Workload): Allocations {
  return Object.fromEntries(
    contestants.map((contestant) => {
      const loop = createLoop(contestant, pdus);
      return [contestant.name, octetsOfPdu((times) => runChecked(loop, contestant, times), pdus.length)];
    }),
  );
}
