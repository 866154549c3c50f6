// What a held VSI costs: the octets that stay in use when a bridge that holds many has come into being.

import { inUse } from '../allocation.js';
import { keepAliveRig } from './rig.js';

const VSIS = 100_000;
/** Octets. */
export const HELD_VSI_LIMIT = 700;

/** Octets a VSI; asks for `--expose-gc`. */
export function heldVsiOctets(): number {
  // What is made once, as the code, does not count.
  keepAliveRig(1);
  const before = settled();
  const rig = keepAliveRig(VSIS);
  const octets = settled() - before;
  // So that it is held until here.
  rig.round();
  return Math.round(octets / VSIS);
}

function settled(): number {
  for (let i = 0; i < 3; i++) globalThis.gc?.();
  return inUse();
}
