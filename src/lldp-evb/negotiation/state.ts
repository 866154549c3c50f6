// The state of an EVB negotiation, and what its functions work on.

import { Fifo } from '../../core/fifo.js';
import { withDefaults } from '../../core/limits.js';
import { evbNegotiationLimits } from '../limits.js';
import { type EvbConfig, readEvbConfig } from './config.js';
import { type EvbNegotiationData, newEvbNegotiationData } from './data.js';
import type { EvbNegotiationOptions, EvbNegotiationOutput } from './io.js';
import { type EvbOutcome, type EvbPeer, type EvbValues, negotiateEvb, valuesOf } from './outcome.js';

/** What the negotiation was made with. Never changes. */
export interface EvbNegotiationSettings {
  readonly maxPendingOutputs: number;
}

/** All that changes. */
export interface EvbNegotiationState {
  /** What waits for `poll`. */
  readonly outputs: Fifo<EvbNegotiationOutput>;
  /** The variables of the machine. */
  readonly data: EvbNegotiationData;
  config: EvbConfig;
  /** All neighbours, as they were given last. */
  peers: readonly EvbPeer[];
  portEnabled: boolean;
  /** What the rules said last of the three above. */
  outcome: EvbOutcome;
  /** The last agreed values, while they are kept. */
  agreed: EvbValues | undefined;
  /** What ECP and VDP work with: the last agreed values while they are kept, else what the rules say. */
  values: EvbValues;
}

/** Names of the instants in the state: there is no time in an EVB negotiation. */
export const EVB_NEGOTIATION_INSTANTS = [] as const;

/** What functions work on. */
export interface EvbNegotiationShell {
  readonly settings: EvbNegotiationSettings;
  readonly state: EvbNegotiationState;
}

function newEvbNegotiationState(config: EvbConfig): EvbNegotiationState {
  const outcome = negotiateEvb(config, [], false);
  return {
    outputs: new Fifo(),
    data: newEvbNegotiationData(config.txEnable),
    config,
    peers: [],
    portEnabled: false,
    outcome,
    agreed: undefined,
    values: valuesOf(outcome.oper),
  };
}

/** @throws OptionError for an option out of its range */
export function newEvbNegotiation(
  options: EvbNegotiationOptions,
  state: EvbNegotiationState | undefined,
): EvbNegotiationShell {
  const settings = withDefaults<keyof typeof evbNegotiationLimits>(evbNegotiationLimits, options);
  const config = readEvbConfig(options);
  return { settings, state: state ?? newEvbNegotiationState(config) };
}
