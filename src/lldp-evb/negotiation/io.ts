// What an EVB negotiation is made of, what it takes, and what it tells.

import type { EvbTlv } from '../wire/evb-tlv.js';
import type { EvbConfig, EvbConfigOptions } from './config.js';
import type { EvbPeer, EvbValues } from './outcome.js';

export interface EvbNegotiationOptions extends EvbConfigOptions {
  /** Outputs that wait for `poll` before configurations and neighbours are refused, 1..1048576. Default 4096. */
  readonly maxPendingOutputs?: number | undefined;
}

/** Why a neighbour has gone, as an LLDP agent says it. */
export type EvbPeerGone = 'ageout' | 'shutdown' | 'portDown' | 'adminDown' | 'evicted';

export type EvbNegotiationInput =
  /** What changes; the role cannot. */
  | { readonly kind: 'config'; readonly config: Partial<Omit<EvbConfigOptions, 'role'>> }
  /** All neighbours, in the order of their appearance, and why one has gone, where one has. */
  | { readonly kind: 'peers'; readonly peers: readonly EvbPeer[]; readonly reason?: EvbPeerGone }
  /** Never refused. At first a port is down. */
  | { readonly kind: 'portEnabled'; readonly enabled: boolean }
  /** Forgets the last agreed values: EVB is switched off here, or the S-channel is removed. Never refused. */
  | { readonly kind: 'forget' };

export type EvbPeerDownReason =
  | 'ageout'
  | 'shutdown'
  | 'noEvbTlv'
  | 'modeMismatch'
  | 'multiple'
  | 'portDown'
  | 'disabled'
  /** Another peer took its place. */
  | 'replaced';

/** What people want to know. */
export type EvbNegotiationEvent =
  | { readonly kind: 'peerUp'; readonly peer: string }
  | { readonly kind: 'peerDown'; readonly peer: string; readonly reason: EvbPeerDownReason }
  /** Other values are in use: the agreed ones, or the own ones without a peer. */
  | { readonly kind: 'operChanged'; readonly before: EvbValues; readonly after: EvbValues }
  /** Bridge: switch reflective relay. Station: the bridge has switched it. */
  | { readonly kind: 'reflectiveRelay'; readonly on: boolean };

export type EvbNegotiationOutput =
  | EvbNegotiationEvent
  /** The EVB TLV to send is another one; `undefined`: none is sent. */
  | { readonly kind: 'localChange'; readonly txTlv: EvbTlv | undefined }
  /** ECP and VDP work with these values from now on; running timers go on (7.4). `evbReady`: ECP and VDP may run. */
  | { readonly kind: 'evbValues'; readonly values: EvbValues; readonly evbReady: boolean }
  /** ECP and VDP may run, with these values. */
  | { readonly kind: 'evbReady'; readonly values: EvbValues }
  /** ECP and VDP may no longer run, and the port is up. */
  | { readonly kind: 'evbLost'; readonly onEvbLoss: EvbConfig['onEvbLoss'] }
  /** The peer has forgotten this end, so the last sequence number that ECP heard from the peer no longer counts. */
  | { readonly kind: 'peerStartedOver' };

export type EvbNegotiationRefusal = 'busy' | 'badConfig';
