// Random initial values of an endpoint. The library itself draws nothing at random.

import { randomInt } from 'node:crypto';
import { ecpLimits } from '../ecp/limits.js';

/**
 * For `initialSequence` of a port, 0..65535: the peer does not take the first ECPDU after a restart for a repetition.
 *
 * @example
 * new EvbStation({ ports: [{ name: 'eth0', mac, initialSequence: randomInitialSequence() }] });
 */
export const randomInitialSequence = (): number => randomInt(ecpLimits.initialSequence.max + 1);

/** For `vdp: { hashSeed }`, 0..4294967295: a peer cannot choose VSIIDs that collide in the index. */
export const randomHashSeed = (): number => randomInt(2 ** 32);
