// The memory of a held VSI: octets that stay in use after a bridge has come to hold many VSIs.

import { inUse } from '../allocations.js';
import { keepAliveRig } from './rig.js';

const VSIS = 100_000;
/** Octets. */
export const HELD_VSI_LIMIT = 700;

/** Octets per VSI; needs `--expose-gc`. */
export function heldVsiOctets(): number {
  // Things that are made once, as compiled code, do not count.
  keepAliveRig(1);
  const before = settled();
  const rig = keepAliveRig(VSIS);
  const octets = settled() - before;
  // The bridge must live until here.
  rig.round();
  return Math.round(octets / VSIS);
}

function settled(): number {
  for (let i = 0; i < 3; i++) globalThis.gc?.();
  return inUse();
}
