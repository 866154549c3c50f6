// What a channel is made of: an LLDP agent, the EVB negotiation, an ECP entity, and the users of ECP: VDP, and those that
// the host plays. A stack puts the parts together for one version of the protocols.

import type { Refusal } from '../core/refusal.js';
import type { EcpEntity } from '../ecp/entity.js';
import type { EcpPushUser, EcpPushUserState } from '../ecp/push-user.js';
import type { EcpState } from '../ecp/state.js';
import type { EcpUlp } from '../ecp/ulp.js';
import type { LldpAgent } from '../lldp-evb/agent/agent.js';
import type { LldpAgentState } from '../lldp-evb/agent/state.js';
import type { EvbNegotiation } from '../lldp-evb/negotiation/negotiation.js';
import type { EvbNegotiationState } from '../lldp-evb/negotiation/state.js';
import type { VdpParameters } from '../vdp/parameters.js';
import type { VsiResetReason } from '../vdp/vsi.js';
import type { SChannelOrigin } from './events.js';
import type { PortSettings } from './options/port-options.js';

/** What a channel tells VDP, in either role. */
export type ChannelVdpInput =
  /** EVB is agreed, with these values, or agreed anew. */
  | {
      readonly kind: 'evb';
      readonly state: 'ready';
      readonly parameters: VdpParameters;
      readonly groupIdAgreed: boolean;
    }
  /** `down`: EVB is off, or not agreed so far. `lost`: the EVB TLV of the peer is gone. */
  | { readonly kind: 'evb'; readonly state: 'down' | 'lost' }
  /** All VSIs end at once, without a word to the peer. */
  | { readonly kind: 'reset'; readonly reason: VsiResetReason }
  | { readonly kind: 'timeout' };

/** VDP in either role. */
export interface ChannelVdp extends EcpUlp {
  handle(input: ChannelVdpInput, now: number): Refusal | undefined;
  poll(): object | undefined;
  /** When the input `timeout` is wanted, or with an idle ECP a ULPDU is due; `undefined`: never. */
  nextDeadline(ecpBusy: boolean): number | undefined;
  /** Queries of a VSI manager made so far; a station makes none. */
  readonly queries: number;
}

/** The types in which the two ends differ. */
export interface EndTypes {
  readonly vdp: ChannelVdp;
  readonly vdpState: object;
  /** What VDP tells. */
  readonly vdpOutput: object;
}

export interface VdpParts<End extends EndTypes = EndTypes> {
  readonly vdp: End['vdp'];
  readonly vdpState: End['vdpState'];
}

export interface ChannelParts<End extends EndTypes = EndTypes> extends VdpParts<End> {
  /** Absent where a daemon of the host speaks LLDP. */
  readonly agent: LldpAgent | undefined;
  readonly negotiation: EvbNegotiation;
  readonly ecp: EcpEntity;
  /** The users that the host plays: `ulps` of the port. */
  readonly pushUsers: readonly EcpPushUser[];
}

/** All that changes in a channel. */
export interface EvbChannelState<VdpState extends object = object> {
  /** Of its timers. */
  slot: number;
  readonly svid: number;
  readonly origin: SChannelOrigin;
  /** Whether the host wants the EVB TLV sent; while EVB is disabled none is sent. */
  txEnable: boolean;
  /** Absent where a daemon of the host speaks LLDP. */
  readonly lldp: LldpAgentState | undefined;
  readonly evb: EvbNegotiationState;
  readonly ecp: EcpState;
  readonly vdp: VdpState;
  /** By place in `ulps` of the port. */
  readonly ulps: readonly EcpPushUserState[];
}

/** What a channel leaves to the next one of its SCID: numbers go on, so that nothing old is taken for something new. */
export interface EvbChannelLegacy {
  /** Number of the last ECPDU. */
  readonly sequence: number | undefined;
  /** Queries of a VSI manager made so far. */
  readonly queries: number;
}

/** Puts the parts of a channel together. */
export interface Stack<End extends EndTypes = EndTypes> {
  /**
   * Makes the parts of a channel.
   *
   * @param isEnabled EVB is on
   * @param state of a channel with equal options, taken over; without it the channel begins
   * @throws OptionError for an option out of its range
   */
  make(
    port: PortSettings,
    isEnabled: boolean,
    legacy: EvbChannelLegacy,
    state: EvbChannelState<End['vdpState']> | undefined,
  ): ChannelParts<End>;
}
