// CDCP of one port (clause 42), for both roles: what management wants and the CDCP TLVs of the LLDP neighbours go in;
// the CDCP TLV to send and the S-channels that end and appear come out. There is no time in it.
//
// Always: the channels told are those of OperSVIDList; what ends is told before what appears; the default S-channel is
// never told. The TLV is told where its octets differ from before and the port is up.
// On purpose different: a neighbour that takes the place of another one within one input is another peer, so all
// channels of the first one end.

import type { Refusal } from '../../core/refusal.js';
import { takeInput } from './host.js';
import type {
  CdcpNegotiationInput,
  CdcpNegotiationOptions,
  CdcpNegotiationOutput,
  CdcpNegotiationRefusal,
} from './io.js';
import { type CdcpNegotiationShell, type CdcpNegotiationState, newCdcpNegotiation } from './state.js';
import { type CdcpNegotiationStatus, describeCdcp } from './status.js';

export class CdcpNegotiation {
  /** All that changes. Its form is not covered by semver. */
  readonly state: CdcpNegotiationState;
  readonly #shell: CdcpNegotiationShell;

  /**
   * @param state taken over where it is given, as one that was saved; the configuration is that of the state then
   * @throws OptionError for an option out of its range
   */
  constructor(options: CdcpNegotiationOptions, state?: CdcpNegotiationState) {
    this.#shell = newCdcpNegotiation(options, state);
    this.state = this.#shell.state;
  }

  /** Takes an input; returns why it was refused, which then has changed nothing. */
  handle(input: CdcpNegotiationInput): Refusal<CdcpNegotiationRefusal> | undefined {
    return takeInput(this.#shell, input);
  }

  /** The next output, in causal order, or `undefined`. */
  poll(): CdcpNegotiationOutput | undefined {
    return this.state.outputs.shift();
  }

  status(): CdcpNegotiationStatus {
    return describeCdcp(this.#shell);
  }
}
