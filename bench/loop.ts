// One loop for all candidates. It is called with each candidate before anything is measured, so that its call is megamorphic:
// V8 inlines no candidate into the loop and compiles each by itself, as it does with the handler of a receiver. If each
// candidate had a loop of its own, both would share the limit on inlining, and the result would depend on chance. The floor
// pays for the call, too.

import type { Candidate } from './workload.js';

/** Works through all PDUs `times` times; returns the sum of the results, modulo 2^32. */
export type Loop = (times: number) => number;

export const createLoop =
  ({ work }: Pick<Candidate, 'work'>, pdus: readonly Uint8Array[]): Loop =>
  (times) =>
    loop(work, pdus, times);

function loop(work: Candidate['work'], pdus: readonly Uint8Array[], times: number): number {
  let sum = 0;
  for (let time = 0; time < times; time++) {
    for (let i = 0; i < pdus.length; i++) sum = (sum + work(pdus[i] as Uint8Array, i)) | 0;
  }
  return sum;
}

/** Runs a loop `times` times; throws when the sum is not the one of the values that the PDUs were made of. */
export function runChecked(loop: Loop, candidate: Candidate, times: number): void {
  const once = candidate.expected.reduce((sum, each) => (sum + each) | 0, 0);
  const sum = loop(times);
  if (sum !== Math.imul(once, times)) {
    throw new Error(`${candidate.name}: checksum ${sum}, expected ${Math.imul(once, times)}`);
  }
}
