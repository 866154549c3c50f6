// What an EVB station and an EVB bridge tell alike. What is told of an S-channel names its port and its SCID.

import type { EcpFailReason } from '../ecp/ulp.js';
import type { LldpAgentOutput } from '../lldp-evb/agent/io.js';
import type { EvbNegotiationEvent } from '../lldp-evb/negotiation/io.js';
import type { LldpTlv } from '../lldp-evb/wire/lldpdu.js';
import type { MissingReason, SChannelEndReason } from '../s-channel/cdcp/channels.js';
import type { CdcpWarning } from '../s-channel/cdcp/warnings.js';
import type { CdcpTlvRejection } from '../s-channel/wire/find-cdcp-tlv.js';
import type { ChannelPlace } from './place.js';

/** A frame to send on a port, without the FCS. Its octets are never written again. */
export interface EvbFrameOutput {
  readonly kind: 'frame';
  readonly port: string;
  readonly frame: Uint8Array;
  /** Where the host tags frames: the S-channel of the frame, which has no S-TAG here. */
  readonly scid?: number;
}

/** Where the host speaks LLDP: all the TLVs that it has to send to this destination address from now on. */
export interface EvbLldpTlvsOutput extends ChannelPlace {
  readonly kind: 'lldpTlvs';
  /** 48-bit number: Nearest Customer Bridge in each S-channel, Nearest non-TPMR Bridge on a port with CDCP. */
  readonly destination: number;
  readonly tlvs: readonly LldpTlv[];
}

/** What an S-channel comes from: the default one is always there, the others are made by hand or by CDCP. */
export type SChannelOrigin = 'default' | 'manual' | 'cdcp';

/**
 * Why an S-channel ended. One that was made by hand: `removed`, or its port was; `cdcp`, CDCP was switched on; `disabled`,
 * EVB was switched off. One by CDCP: as CDCP says.
 */
export type ChannelDownReason = SChannelEndReason | 'removed' | 'cdcp';

/** What is told of S-channels. */
export type SChannelEvent =
  /** An S-channel beside the default one is there. Nothing was told of it before. */
  | { readonly kind: 'channelUp'; readonly svid: number; readonly origin: SChannelOrigin }
  /** An S-channel has ended, after its VSIs. Nothing is told of it behind this. */
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
  /** ECP gave up on an ECPDU of this user after 1 + R transmissions. VDP (subtype 1) recovers by its own timers. */
  | { readonly kind: 'ecpFailed'; readonly subtype: number }
  /** A ULPDU came for a user of `ulps`, padding of its frame included. */
  | { readonly kind: 'ulpIndication'; readonly subtype: number; readonly ulpdu: Uint8Array }
  /** The peer has acknowledged the oldest `ulpRequest` of this subtype: the peer has received it, nothing more. */
  | { readonly kind: 'ulpDone'; readonly subtype: number }
  /** The oldest `ulpRequest` of this subtype is lost: ECP gave up, or the port is down, or EVB is no longer agreed. */
  | { readonly kind: 'ulpFailed'; readonly subtype: number; readonly reason: EcpFailReason };

/** What is told of CDCP. */
export type UapEvent =
  /** What the LLDP agent at the Nearest non-TPMR Bridge address tells. */
  | { readonly kind: 'uapLldp'; readonly told: Exclude<LldpAgentOutput, { readonly kind: 'lldpdu' }> }
  /** CDCP has a peer to negotiate S-channels with; `false`: no longer. */
  | { readonly kind: 'cdcpRunning'; readonly on: boolean }
  /** An S-channel that the station wants is not there, for a reason that was not told before. */
  | { readonly kind: 'channelMissing'; readonly scid: number; readonly missing: MissingReason }
  /** The peer's list breaks a rule that CDCP tolerates. */
  | { readonly kind: 'cdcpWarning'; readonly warning: CdcpWarning }
  /** A CDCP TLV was skipped. */
  | { readonly kind: 'cdcpTlvRejected'; readonly peer: string; readonly code: CdcpTlvRejection }
  /** Two neighbours have a CDCP TLV, so none counts; `false`: no longer. */
  | { readonly kind: 'multipleCdcpPeers'; readonly on: boolean };

export type EvbCommonOutput =
  | EvbFrameOutput
  | EvbLldpTlvsOutput
  | ((EvbEvent | SChannelEvent) & ChannelPlace)
  | (UapEvent & Pick<ChannelPlace, 'port'>);
