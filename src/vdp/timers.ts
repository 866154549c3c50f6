// The timers of VDP, clause 41.5.5, from the exponents that both ends agreed on. All in microseconds; the greatest is
// 5.2e11, so they are ordinary numbers, and never made by a shift.

import type { VdpParameters } from './parameters.js';

/** Time that a command and its answer may take on the way: R late transmissions each, and one more. */
const ecpAllowance = ({ r, rte }: VdpParameters): number => (2 * r + 1) * 2 ** rte;

/** How long the bridge gives its resources to be had (41.5.5.7). */
export const resourceWaitDelay = ({ rwd }: VdpParameters): number => 10 * 2 ** rwd;

/** How long the station waits for an answer (41.5.5.9). */
export const respWaitDelay = (parameters: VdpParameters): number =>
  15 * (2 ** parameters.rwd + ecpAllowance(parameters));

/** How often the station says that a VSI lives (41.5.5.5). */
export const reinitKeepAlive = ({ rka }: VdpParameters): number => 10 * 2 ** rka;

/** How long the bridge holds a VSI without hearing of it (41.5.5.13). */
export const toutKeepAlive = (parameters: VdpParameters): number =>
  15 * (2 ** parameters.rka + ecpAllowance(parameters));
