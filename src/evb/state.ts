// The records of a station or a bridge: endpoint, ports, CDCP of ports, channels. A record named `...State` holds all that
// changes. The other records are made again from the options and the state, and hold the parts that work on it.
//
// Always: the state of a part stands in the state of its channel or of CDCP, and nowhere else.

import type { Fifo } from '../core/fifo.js';
import type { EvbRole } from '../core/role.js';
import type { LldpAgent } from '../lldp-evb/agent/agent.js';
import type { LldpAgentState } from '../lldp-evb/agent/state.js';
import type { MissingReason } from '../s-channel/cdcp/channels.js';
import type { CdcpNegotiation } from '../s-channel/cdcp/negotiation.js';
import type { CdcpNegotiationState } from '../s-channel/cdcp/state.js';
import type { SVlanComponent } from '../s-channel/relay/s-vlan-component.js';
import type { EvbPortCounters } from './counters.js';
import type { EvbCommonOutput } from './events.js';
import type { FrameBuilder, FrameForm } from './frames.js';
import type { EvbPortOptions, PortSettings } from './options/port-options.js';
import type { ChannelParts, EndTypes, EvbChannelLegacy, EvbChannelState, Stack } from './parts.js';
import type { ChannelPlace } from './place.js';
import type { EvbTimersState, Timers } from './timers.js';

/** All that changes in CDCP of a port. */
export interface EvbUapState {
  /** Of its timers. */
  slot: number;
  /** CDCP is on while EVB is. */
  enabled: boolean;
  /** Whether CDCP runs, as the host was told last. */
  isRunning: boolean;
  /** Channels that are missing, by SCID, as the host was told last. */
  missing: ReadonlyMap<number, MissingReason>;
  readonly lldp: LldpAgentState | undefined;
  readonly cdcp: CdcpNegotiationState;
}

/** All that changes in a port. */
export interface EvbPortState<VdpState extends object = object> {
  /** What the port was made with: ports come and go while the endpoint runs. */
  readonly options: EvbPortOptions;
  linkUp: boolean;
  enabled: boolean;
  readonly counters: EvbPortCounters;
  /** Where the port has CDCP. */
  uap: EvbUapState | undefined;
  /** By SCID, in the order of their appearance. */
  readonly channels: Map<number, EvbChannelState<VdpState>>;
  /** By SCID, so at most 4094. */
  readonly legacies: Map<number, EvbChannelLegacy>;
  /** S-channels by hand. They are there while CDCP is off. */
  readonly manual: SVlanComponent;
}

/** All that changes in a station or a bridge. */
export interface EvbEndpointState<VdpState extends object = object, VdpOutput extends object = object> {
  /** The latest instant that the host gave; -Infinity before the first. */
  now: number;
  readonly outputs: Fifo<EvbCommonOutput | (VdpOutput & ChannelPlace)>;
  readonly timers: EvbTimersState;
  /** By name. */
  readonly ports: Map<string, EvbPortState<VdpState>>;
}

/** Names of the instants in the state (microseconds on the host's scale), for a move to another clock. */
export const EVB_ENDPOINT_INSTANTS = ['now'] as const satisfies readonly (keyof EvbEndpointState)[];

/** Whether a frame of this source address is looked at. A pure function of its arguments. */
export type AcceptSource = (port: string, source: number) => boolean;

/** What a channel and CDCP have in common: LLDP at one destination address. */
export interface LldpEnd<End extends EndTypes = EndTypes> {
  readonly port: Port<End>;
  readonly place: ChannelPlace;
  /** 48-bit number. */
  readonly destination: number;
  readonly lldpForm: FrameForm;
  /** Absent where a daemon of the host speaks LLDP. */
  readonly agent: LldpAgent | undefined;
  /** Deadline of the agent when it had nothing left to do; Infinity: none. */
  lldpDeadline: number;
}

export interface Channel<End extends EndTypes = EndTypes> extends LldpEnd<End>, ChannelParts<End> {
  readonly kind: 'channel';
  readonly state: EvbChannelState<End['vdpState']>;
  readonly ecpForm: FrameForm;
}

export interface Uap<End extends EndTypes = EndTypes> extends LldpEnd<End> {
  readonly kind: 'uap';
  readonly state: EvbUapState;
  readonly negotiation: CdcpNegotiation;
}

export interface Port<End extends EndTypes = EndTypes> {
  readonly endpoint: Endpoint<End>;
  readonly settings: PortSettings;
  readonly state: EvbPortState<End['vdpState']>;
  uap: Uap<End> | undefined;
  readonly byScid: Map<number, Channel<End>>;
  readonly bySvid: Map<number, Channel<End>>;
}

export interface Endpoint<End extends EndTypes = EndTypes> {
  readonly settings: {
    readonly role: EvbRole;
    readonly maxPorts: number;
    readonly maxPendingOutputs: number;
    readonly acceptSource: AcceptSource | undefined;
  };
  readonly state: EvbEndpointState<End['vdpState'], End['vdpOutput']>;
  readonly stack: Stack<End>;
  readonly frames: FrameBuilder;
  /** The input of ECP for the frame in hand: a new object for each frame costs more. */
  readonly ecpdu: { readonly kind: 'ecpdu'; bytes: Uint8Array; at: number; end: number };
  readonly timers: Timers<Channel<End> | Uap<End>>;
  readonly ports: Map<string, Port<End>>;
}
