// What the two ends agree on by the EVB TLV, and VDP works with: the exponents of its timers and of ECP's.

import { keepsLimit, type Limits, limitText } from '../core/limits.js';
import { type Refusal, refuse } from '../core/refusal.js';

/** What the two ends agreed on by the EVB TLV, the larger of both proposals each. */
export interface VdpParameters {
  /** Retransmissions of ECP, 0..7. */
  readonly r: number;
  /** Exponent of ECP's ackTimerInit, 0..31. */
  readonly rte: number;
  /** Exponent of resourceWaitDelay, 0..31. */
  readonly rwd: number;
  /** Exponent of reinitKeepAlive, 0..31. */
  readonly rka: number;
}

/** Their ranges, and what counts before anything is agreed. */
export const vdpParameterLimits = {
  r: { min: 0, max: 7, default: 3, unit: '', text: 'maxRetries of ECP' },
  rte: { min: 0, max: 31, default: 14, unit: '', text: 'exponent of ackTimerInit, 10 us * 2^RTE' },
  rwd: { min: 0, max: 31, default: 20, unit: '', text: 'exponent of resourceWaitDelay, 10 us * 2^RWD' },
  rka: { min: 0, max: 31, default: 20, unit: '', text: 'exponent of reinitKeepAlive, 10 us * 2^RKA' },
} as const satisfies Limits<string>;

/** Refuses what EVB cannot have agreed on. */
export function refuseParameters(parameters: VdpParameters): Refusal<'invalidParameters'> | undefined {
  for (const name of ['r', 'rte', 'rwd', 'rka'] as const) {
    const limit = vdpParameterLimits[name];
    if (!keepsLimit(limit, parameters[name])) {
      return refuse('invalidParameters', `parameters.${name}`, limitText(limit));
    }
  }
  return undefined;
}
