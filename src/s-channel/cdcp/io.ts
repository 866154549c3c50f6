// What CDCP is made of, what it takes, and what it tells.

import type { CdcpTlv, SChannelPair } from '../wire/cdcp-tlv.js';
import type { SChannelEndReason } from './channels.js';
import type { CdcpConfigOptions } from './config.js';
import type { CdcpWarning } from './warnings.js';

export interface CdcpNegotiationOptions extends CdcpConfigOptions {
  /** Outputs that wait for `poll` before configurations and neighbours are refused, 1..1048576. Default 4096. */
  readonly maxPendingOutputs?: number | undefined;
}

/** An LLDP neighbour on the Nearest non-TPMR Bridge address. */
export interface CdcpPeer {
  /** Its MSAP as text; equal for the same neighbour only. */
  readonly id: string;
  /** Its CDCP TLV, as `findCdcpTlv` gives it. */
  readonly cdcp: CdcpTlv | undefined;
}

export type CdcpNegotiationInput =
  /** What changes; `sComp` cannot. */
  | { readonly kind: 'config'; readonly config: Partial<Omit<CdcpConfigOptions, 'sComp'>> }
  /** All neighbours. */
  | { readonly kind: 'peers'; readonly peers: readonly CdcpPeer[] }
  /** Never refused. At first a port is down. */
  | { readonly kind: 'portEnabled'; readonly enabled: boolean }
  /** Management switches CDCP on or off. Never refused. At first CDCP is off. */
  | { readonly kind: 'adminEnable'; readonly enabled: boolean };

export type CdcpNegotiationOutput =
  /** The S-channel has ended: its VSIs end, and the S-VLAN component forgets the channel. */
  | ({ readonly kind: 'channelDown'; readonly reason: SChannelEndReason } & SChannelPair)
  /** There is an S-channel. */
  | ({ readonly kind: 'channelUp' } & SChannelPair)
  /** The CDCP TLV to send is another one; `undefined`: none is sent. */
  | { readonly kind: 'localChange'; readonly txTlv: CdcpTlv | undefined }
  /** The peer's list breaks a rule, or an S-channel that is asked for has no SVID. */
  | { readonly kind: 'warning'; readonly warning: CdcpWarning }
  /** Two neighbours have a CDCP TLV, so none counts; `false`: no longer. */
  | { readonly kind: 'multiplePeers'; readonly on: boolean };

export type CdcpNegotiationRefusal = 'busy' | 'badConfig';
