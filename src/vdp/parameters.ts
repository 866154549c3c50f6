// What both ends agree on by the EVB TLV: the exponents of the timers of VDP and ECP. And the timers of VDP that follow from
// them, clause 41.5.5: all in microseconds, at most 5.2e11, so ordinary numbers that no shift could make.

import { keepsLimit, type Limits, limitText } from '../core/limits.js';
import { type Refusal, refuse } from '../core/refusal.js';

/** What both ends agreed on by the EVB TLV: each the larger of both proposals. */
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

/** Ranges of the parameters, and the values that count before EVB is agreed. */
export const vdpParameterLimits = {
  r: { min: 0, max: 7, default: 3, unit: '', text: 'maxRetries of ECP' },
  rte: { min: 0, max: 31, default: 14, unit: '', text: 'exponent of ackTimerInit, 10 us * 2^RTE' },
  rwd: { min: 0, max: 31, default: 20, unit: '', text: 'exponent of resourceWaitDelay, 10 us * 2^RWD' },
  rka: { min: 0, max: 31, default: 20, unit: '', text: 'exponent of reinitKeepAlive, 10 us * 2^RKA' },
} as const satisfies Limits<string>;

/** The parameters before EVB is agreed. */
export const DEFAULT_PARAMETERS: VdpParameters = {
  r: vdpParameterLimits.r.default,
  rte: vdpParameterLimits.rte.default,
  rwd: vdpParameterLimits.rwd.default,
  rka: vdpParameterLimits.rka.default,
};

/** Refuses parameters that EVB cannot have agreed on. */
export function refuseParameters(parameters: VdpParameters): Refusal<'invalidParameters'> | undefined {
  for (const name of ['r', 'rte', 'rwd', 'rka'] as const) {
    const limit = vdpParameterLimits[name];
    if (!keepsLimit(limit, parameters[name])) {
      return refuse('invalidParameters', `parameters.${name}`, limitText(limit));
    }
  }
  return undefined;
}

/** Time for a command and its response on the way, in units of 10 us: R late transmissions of each, and one more. */
const ecpAllowance = ({ r, rte }: VdpParameters): number => (2 * r + 1) * 2 ** rte;

/** How long the bridge waits for its resources, in microseconds (41.5.5.7). */
export const resourceWaitDelay = ({ rwd }: VdpParameters): number => 10 * 2 ** rwd;

/** How long the station waits for a response, in microseconds (41.5.5.9). */
export const respWaitDelay = (parameters: VdpParameters): number =>
  15 * (2 ** parameters.rwd + ecpAllowance(parameters));

/** How often the station sends a keep-alive for a VSI, in microseconds (41.5.5.5). */
export const reinitKeepAlive = ({ rka }: VdpParameters): number => 10 * 2 ** rka;

/** How long the bridge keeps a VSI without a keep-alive, in microseconds (41.5.5.13). */
export const toutKeepAlive = (parameters: VdpParameters): number =>
  15 * (2 ** parameters.rka + ecpAllowance(parameters));
