// What endpoints want drawn at random, and do not draw themselves.

import { randomInt } from 'node:crypto';
import { ecpLimits } from '../ecp/limits.js';

/**
 * For `initialSequence` of a port: the first command after a restart is not taken for a repetition of the last one before.
 *
 * @example
 * new EvbStation({ ports: [{ name: 'eth0', mac, initialSequence: randomInitialSequence() }] });
 */
export const randomInitialSequence = (): number => randomInt(ecpLimits.initialSequence.max + 1);

/** For `vdp: { hashSeed }`: nobody outside can choose VSIIDs that collide. */
export const randomHashSeed = (): number => randomInt(2 ** 32);
