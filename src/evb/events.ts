// What an EVB station and an EVB bridge tell alike. Everything that is about an S-channel names its port and its SCID.

import type { LldpAgentOutput } from '../lldp-evb/agent-io.js';
import type { EvbNegotiationEvent } from '../lldp-evb/evb-negotiation.js';
import type { LldpTlv } from '../lldp-evb/lldpdu.js';
import type { ChannelPlace } from './place.js';

/** A frame to send on a port, without the FCS. Its octets are its own. */
export interface EvbFrameOutput {
  readonly kind: 'frame';
  readonly port: string;
  readonly frame: Uint8Array;
}

/** Where the host speaks LLDP: the TLVs it has to send to this destination address from now on, all of them. */
export interface EvbLldpTlvsOutput extends ChannelPlace {
  readonly kind: 'lldpTlvs';
  /** 48-bit number. */
  readonly destination: number;
  readonly tlv: readonly LldpTlv[];
}

/** What is told of LLDP, of the negotiation and of ECP. */
export type EvbEvent =
  | Exclude<LldpAgentOutput, { readonly kind: 'lldpdu' }>
  | EvbNegotiationEvent
  /** ECP gave up on an ECPDU after 1 + R transmissions. VDP recovers by its own timers. */
  | { readonly kind: 'ecpFailed' };

export type EvbCommonOutput = EvbFrameOutput | EvbLldpTlvsOutput | (EvbEvent & ChannelPlace);
