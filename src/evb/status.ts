// The read-outs of a port and of a channel; JSON-safe.

import type { EcpStatus } from '../ecp/status.js';
import type { LldpAgentStatus } from '../lldp-evb/agent/status.js';
import { type LldpTimer, nextTick, nextTimer } from '../lldp-evb/agent/ticks.js';
import type { EvbNegotiationStatus } from '../lldp-evb/negotiation/status.js';
import type { MissingReason } from '../s-channel/cdcp/channels.js';
import type { EvbPortCounters } from './counters.js';
import type { SChannelOrigin } from './events.js';
import type { EndTypes } from './parts.js';
import type { Channel, Port } from './state.js';
import { type UapStatus, uapStatus } from './uap.js';

/** The part of a channel, and its timer. */
export type ChannelTimer = `lldp.${LldpTimer}` | 'ecp.ackTimer' | 'ecp.rest' | 'vdp.waitWhile';

/** A timer that runs. */
export interface DueTimer {
  readonly timer: ChannelTimer;
  /** Microseconds from the latest input; 0: the timer has expired, and waits for `timeout`. */
  readonly timeLeft: number;
}

/** The read-out of a channel. */
export interface ChannelStatus {
  readonly scid: number;
  readonly svid: number;
  /** The timers that run, the next one first. A keep-alive of a station that waits for ECP has none. */
  readonly due: readonly DueTimer[];
  /** Absent where a daemon of the host speaks LLDP. */
  readonly lldp: LldpAgentStatus | undefined;
  readonly evb: EvbNegotiationStatus;
  readonly ecp: EcpStatus;
}

/** An S-channel of a port, or one that could be there. */
export interface SChannelStatus {
  readonly scid: number;
  /** 0 where it has none. */
  readonly svid: number;
  readonly origin: SChannelOrigin;
  /** Why the S-channel is missing; `cdcp`: it was made by hand, and CDCP is on. Absent: the S-channel is there. */
  readonly missing?: MissingReason | 'cdcp';
}

/** The read-out of a port. */
export interface PortStatus<VdpStatus> {
  readonly name: string;
  readonly linkUp: boolean;
  readonly enabled: boolean;
  readonly counters: Readonly<EvbPortCounters>;
  /** Where the port has CDCP. */
  readonly cdcp?: UapStatus;
  /** Where the port has an S-VLAN component: its S-channels, and those that are missing. */
  readonly sChannels?: readonly SChannelStatus[];
  /** The S-channels that are there. */
  readonly channels: readonly (ChannelStatus & { readonly vdp: VdpStatus })[];
}

/** When the timers of a channel expire; Infinity or `undefined` where a timer does not run. */
const timersOf = ({ agent, ecp, vdp }: Channel): readonly (readonly [ChannelTimer, number | undefined])[] => [
  ...(agent === undefined
    ? []
    : [[`lldp.${nextTimer(agent.state, nextTick(agent.state))}`, agent.nextDeadline()] as const]),
  ['ecp.ackTimer', ecp.state.ackTimer],
  ['ecp.rest', ecp.state.restTimer],
  ['vdp.waitWhile', vdp.nextDeadline(ecp.isBusy)],
];

function dueOf(channel: Channel, now: number): DueTimer[] {
  const due: DueTimer[] = [];
  for (const [timer, at = Number.POSITIVE_INFINITY] of timersOf(channel)) {
    if (at < Number.POSITIVE_INFINITY) due.push({ timer, timeLeft: Math.max(0, at - now) });
  }
  return due.sort((a, b) => a.timeLeft - b.timeLeft);
}

export function channelStatus<End extends EndTypes, VdpStatus>(
  channel: Channel<End>,
  statusOf: (vdp: End['vdp']) => VdpStatus,
): ChannelStatus & { readonly vdp: VdpStatus } {
  const { place, state, agent, negotiation, ecp, vdp, port } = channel;
  return {
    scid: place.scid,
    svid: state.svid,
    due: dueOf(channel, port.endpoint.state.now),
    lldp: agent?.status(),
    evb: negotiation.status(),
    ecp: ecp.status(),
    vdp: statusOf(vdp),
  };
}

export function portStatus<End extends EndTypes, VdpStatus>(
  port: Port<End>,
  statusOf: (vdp: End['vdp']) => VdpStatus,
): PortStatus<VdpStatus> {
  const { settings, state, uap, byScid } = port;
  return {
    name: settings.name,
    linkUp: state.linkUp,
    enabled: state.enabled,
    counters: { ...state.counters },
    ...(uap && { cdcp: uapStatus(uap) }),
    ...(settings.channels.sComp && { sChannels: sChannels(port) }),
    channels: [...byScid.values()].map((channel) => channelStatus(channel, statusOf)),
  };
}

/** Those that are there, then those that are missing. */
function sChannels({ uap, byScid, state }: Port): SChannelStatus[] {
  const known = new Map<number, SChannelStatus>();
  for (const [scid, { state }] of byScid) known.set(scid, { scid, svid: state.svid, origin: state.origin });
  for (const { scid, svid, missing } of uap?.negotiation.status().channels ?? []) {
    if (missing !== undefined && !known.has(scid)) known.set(scid, { scid, svid, origin: 'cdcp', missing });
  }
  for (const [scid, svid] of state.manual.svidOf) {
    const missing = state.enabled ? 'cdcp' : 'disabled';
    if (!known.has(scid)) known.set(scid, { scid, svid, origin: 'manual', missing });
  }
  return [...known.values()];
}
