// What an EVB station and an EVB bridge tell alike. Everything that is about an S-channel names its port and its SCID.

import type { EcpFailReason } from '../ecp/ulp.js';
import type { LldpAgentOutput } from '../lldp-evb/agent/io.js';
import type { EvbNegotiationEvent } from '../lldp-evb/negotiation/io.js';
import type { LldpTlv } from '../lldp-evb/wire/lldpdu.js';
import type { MissingReason, SChannelEndReason } from '../s-channel/cdcp/channels.js';
import type { CdcpWarning } from '../s-channel/cdcp/warnings.js';
import type { CdcpTlvRejection } from '../s-channel/wire/find-cdcp-tlv.js';
import type { ChannelPlace } from './place.js';

/** A frame to send on a port, without the FCS. Its octets are its own. */
export interface EvbFrameOutput {
  readonly kind: 'frame';
  readonly port: string;
  readonly frame: Uint8Array;
  /** Where the host tags frames: the S-channel that it goes out in, without S-TAG here. */
  readonly scid?: number;
}

/** Where the host speaks LLDP: the TLVs it has to send to this destination address from now on, all of them. */
export interface EvbLldpTlvsOutput extends ChannelPlace {
  readonly kind: 'lldpTlvs';
  /** 48-bit number: Nearest Customer Bridge in each S-channel, and Nearest non-TPMR Bridge of a port with CDCP. */
  readonly destination: number;
  readonly tlvs: readonly LldpTlv[];
}

/** How an S-channel came about. */
export type SChannelOrigin = 'default' | 'manual' | 'cdcp';

/** Why an S-channel ended: one that was made by hand was removed, or CDCP was switched on; or as CDCP says. */
export type ChannelDownReason = SChannelEndReason | 'removed' | 'cdcp';

/** What is told of S-channels. */
export type SChannelEvent =
  /** An S-channel is there, beside the default one; nothing of it has been told before. */
  | { readonly kind: 'channelUp'; readonly svid: number; readonly origin: SChannelOrigin }
  /** It has ended. Its VSIs have ended before; nothing of it is told behind. */
  | {
      readonly kind: 'channelDown';
      readonly svid: number;
      readonly origin: SChannelOrigin;
      readonly reason: ChannelDownReason;
    };

/** What is told of LLDP, of the negotiation and of ECP. */
export type EvbEvent =
  | Exclude<LldpAgentOutput, { readonly kind: 'lldpdu' }>
  | EvbNegotiationEvent
  /** ECP gave up on an ECPDU of this user after 1 + R transmissions. VDP, subtype 1, recovers by its own timers. */
  | { readonly kind: 'ecpFailed'; readonly subtype: number }
  /** A ULPDU came for a user of `ulps`, padding of its frame included. */
  | { readonly kind: 'ulpIndication'; readonly subtype: number; readonly ulpdu: Uint8Array }
  /** The peer has acknowledged the oldest `ulpRequest` of this subtype: the peer has received it, nothing more. */
  | { readonly kind: 'ulpDone'; readonly subtype: number }
  /** The oldest `ulpRequest` of this subtype is lost: ECP gave up, or the port is down, or EVB is no longer agreed. */
  | { readonly kind: 'ulpFailed'; readonly subtype: number; readonly reason: EcpFailReason };

/** What is told of CDCP. */
export type UapEvent =
  /** What the LLDP agent on the Nearest non-TPMR Bridge address tells. */
  | { readonly kind: 'uapLldp'; readonly told: Exclude<LldpAgentOutput, { readonly kind: 'lldpdu' }> }
  /** There is a peer to negotiate S-channels with, or is no more. */
  | { readonly kind: 'cdcpRunning'; readonly on: boolean }
  /** An S-channel that is wanted (station) or asked for (bridge) is not there for this reason, which is a new one. */
  | { readonly kind: 'channelMissing'; readonly scid: number; readonly missing: MissingReason }
  /** Something in the peer's list is not as it should be, and tolerated. */
  | { readonly kind: 'cdcpWarning'; readonly warning: CdcpWarning }
  /** A CDCP TLV was skipped. */
  | { readonly kind: 'cdcpTlvRejected'; readonly peer: string; readonly code: CdcpTlvRejection }
  /** Two neighbours with a CDCP TLV: none counts. */
  | { readonly kind: 'multipleCdcpPeers'; readonly on: boolean };

export type EvbCommonOutput =
  | EvbFrameOutput
  | EvbLldpTlvsOutput
  | ((EvbEvent | SChannelEvent) & ChannelPlace)
  | (UapEvent & Pick<ChannelPlace, 'port'>);
