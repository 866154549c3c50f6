// EVB negotiation of one end of an S-channel (40.4, D.2.12), for both roles: the EVB TLVs of the LLDP neighbours go in;
// the EVB TLV to send and the values for ECP and VDP come out. There is no time in it.
//
// Always: everything but the values in use follows from the inputs alone (R13). Under `onEvbLoss: 'keep'` the values
// agreed last stay in use until there is a peer again, the port goes down or the host forgets them (7): two ends that
// fell back to different proposals could let live VSIs expire.

import type { Refusal } from '../../core/refusal.js';
import { takeInput } from './host.js';
import type { EvbNegotiationInput, EvbNegotiationOptions, EvbNegotiationOutput, EvbNegotiationRefusal } from './io.js';
import { type EvbNegotiationShell, type EvbNegotiationState, newEvbNegotiation } from './state.js';
import { describeEvb, type EvbNegotiationStatus } from './status.js';

export class EvbNegotiation {
  /** All that changes. Its form is not covered by semver. */
  readonly state: EvbNegotiationState;
  readonly #shell: EvbNegotiationShell;

  /**
   * @param state taken over where it is given, as one that was saved; the configuration is that of the state then
   * @throws OptionError for an option out of its range
   */
  constructor(options: EvbNegotiationOptions, state?: EvbNegotiationState) {
    this.#shell = newEvbNegotiation(options, state);
    this.state = this.#shell.state;
  }

  /** Takes an input; returns why it was refused, which then has changed nothing. */
  handle(input: EvbNegotiationInput): Refusal<EvbNegotiationRefusal> | undefined {
    return takeInput(this.#shell, input);
  }

  /** The next output, in causal order, or `undefined`. */
  poll(): EvbNegotiationOutput | undefined {
    return this.state.outputs.shift();
  }

  status(): EvbNegotiationStatus {
    return describeEvb(this.#shell);
  }
}
