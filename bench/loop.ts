// One compiled loop for each contestant. Loops that shared their code would share its type feedback too: the call in it
// would become megamorphic, nothing would be inlined, and the floor would pay the same price as everyone else.

import type { Contestant } from './workload.js';

/** Works through all PDUs `times` times; gives the sum of what came out, modulo 2^32. */
export type Loop = (times: number) => number;

let loops = 0;

export function createLoop({ work }: Pick<Contestant, 'work'>, pdus: readonly Uint8Array[]): Loop {
  // The comment makes the source unique: V8 caches what it compiles by its source.
  const source = `// ${loops++}
    return function loop(times) {
      let sum = 0;
      for (let time = 0; time < times; time++) {
        for (let i = 0; i < ${pdus.length}; i++) sum = (sum + work(pdus[i], i)) | 0;
      }
      return sum;
    };`;
  return new Function('work', 'pdus', source)(work, pdus) as Loop;
}

/** Runs a loop `times` times; throws where the sum is not that of the values the PDUs were made of. */
export function runChecked(loop: Loop, contestant: Contestant, times: number): void {
  const once = contestant.expected.reduce((sum, each) => (sum + each) | 0, 0);
  const sum = loop(times);
  if (sum !== Math.imul(once, times)) {
    throw new Error(`${contestant.name}: checksum ${sum}, expected ${Math.imul(once, times)}`);
  }
}
