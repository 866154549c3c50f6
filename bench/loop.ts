// One loop for all contestants, called with every one of them before anything is measured. Its call is then megamorphic: no
// contestant is inlined into the loop, each is compiled on its own, as a handler is that a receiver calls. With a loop
// for each, the compiler's limit on inlining would be shared by loop and contestant, and what it did would depend on
// chance. The floor pays for the call as everyone else.

import type { Contestant } from './workload.js';

/** Works through all PDUs `times` times; gives the sum of what came out, modulo 2^32. */
export type Loop = (times: number) => number;

export const createLoop =
  ({ work }: Pick<Contestant, 'work'>, pdus: readonly Uint8Array[]): Loop =>
  (times) =>
    loop(work, pdus, times);

function loop(work: Contestant['work'], pdus: readonly Uint8Array[], times: number): number {
  let sum = 0;
  for (let time = 0; time < times; time++) {
    for (let i = 0; i < pdus.length; i++) sum = (sum + work(pdus[i] as Uint8Array, i)) | 0;
  }
  return sum;
}

/** Runs a loop `times` times; throws where the sum is not that of the values the PDUs were made of. */
export function runChecked(loop: Loop, contestant: Contestant, times: number): void {
  const once = contestant.expected.reduce((sum, each) => (sum + each) | 0, 0);
  const sum = loop(times);
  if (sum !== Math.imul(once, times)) {
    throw new Error(`${contestant.name}: checksum ${sum}, expected ${Math.imul(once, times)}`);
  }
}
