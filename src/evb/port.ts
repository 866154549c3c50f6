// One port: CDCP, and which S-channels there are: by CDCP, or by hand while CDCP is off.
//
// Always: what becomes of one channel changes no octet on another.

import { zeroCounters } from '../core/counters.js';
import { type Refusal, refuse } from '../core/refusal.js';
import { DEFAULT_PAIR } from '../s-channel/pair-list.js';
import { addSChannel, newSVlanComponent, removeSChannel } from '../s-channel/relay/s-vlan-component.js';
import type { SChannelPair } from '../s-channel/wire/cdcp-tlv.js';
import { enableChannel, linkChannel } from './channel.js';
import { addChannel, endChannel, forgetChannel, raiseChannel, restoreChannel } from './channels.js';
import { evbPortCounters } from './counters.js';
import type { ChannelDownReason } from './events.js';
import type { PortCdcpOptions } from './options/channel-options.js';
import { type EvbPortOptions, type PortSettings, readPortOptions } from './options/port-options.js';
import type { EndTypes } from './parts.js';
import type { HostLldpNeighbor } from './peers.js';
import type { Channel, Endpoint, EvbPortState, Port } from './state.js';
import { addTimed, removeTimed, restoreTimed } from './timers.js';
import {
  configureUap,
  hearUapNeighbors,
  isUapOn,
  linkUap,
  newUap,
  nextChange,
  switchUap,
  tellUap,
  timeoutUap,
} from './uap.js';

/** @throws OptionError for an option out of its range; nothing has changed then */
export function newPort<End extends EndTypes>(
  endpoint: Endpoint<End>,
  options: EvbPortOptions,
  settings: PortSettings,
): Port<End> {
  const { cdcp, manual } = settings.channels;
  const state: EvbPortState<End['vdpState']> = {
    options,
    linkUp: false,
    enabled: settings.enabled,
    counters: zeroCounters(evbPortCounters),
    uap: undefined,
    channels: new Map(),
    legacies: new Map(),
    manual: newSVlanComponent(),
  };
  for (const pair of manual) addSChannel(state.manual, pair);
  const port = portOf(endpoint, settings, state);
  if (cdcp !== undefined) {
    port.uap = newUap(port, cdcp);
    state.uap = port.uap.state;
  }
  addChannel(port, DEFAULT_PAIR, 'default');
  if (port.uap !== undefined) addTimed(endpoint.timers, port.uap);
  raiseManual(port, Number.NEGATIVE_INFINITY);
  return port;
}

/** The port of a state that is taken over. */
export function restorePort<End extends EndTypes>(
  endpoint: Endpoint<End>,
  state: EvbPortState<End['vdpState']>,
): Port<End> {
  const settings = readPortOptions(state.options, endpoint.settings.role);
  const { cdcp } = settings.channels;
  const port = portOf(endpoint, settings, state);
  for (const [scid, channel] of state.channels) restoreChannel(port, scid, channel);
  if (cdcp !== undefined && state.uap !== undefined) {
    port.uap = newUap(port, cdcp, state.uap);
    restoreTimed(endpoint.timers, port.uap);
  }
  return port;
}

const portOf = <End extends EndTypes>(
  endpoint: Endpoint<End>,
  settings: PortSettings,
  state: EvbPortState<End['vdpState']>,
): Port<End> => ({ endpoint, settings, state, uap: undefined, byScid: new Map(), bySvid: new Map() });

export function linkPort(port: Port, up: boolean, now: number): void {
  port.state.linkUp = up;
  for (const channel of port.byScid.values()) linkChannel(channel, up, now);
  if (port.uap === undefined) settle(port, now);
  else linkUap(port.uap, up, () => settle(port, now), now);
  tellCdcp(port);
}

export function enablePort(port: Port, enabled: boolean, now: number): void {
  port.state.enabled = enabled;
  for (const channel of port.byScid.values()) enableChannel(channel, enabled, now);
  if (port.uap === undefined) settle(port, now);
  else switchUap(port.uap, () => settle(port, now), now);
  tellCdcp(port);
}

/** Changes what CDCP wants. */
export function configureCdcp(port: Port, change: Partial<PortCdcpOptions>, now: number): Refusal | undefined {
  if (port.uap === undefined) return noCdcp();
  const refusal = configureUap(port.uap, change, () => settle(port, now), now);
  if (refusal === undefined) tellCdcp(port);
  return refusal;
}

/** Makes an S-channel by hand. While CDCP is on it is not there. */
export function addManual(port: Port, pair: SChannelPair, now: number): Refusal | undefined {
  if (!port.settings.channels.sComp) {
    return refuse('noSComp', 'port', 'a port with an S-VLAN component: made with cdcp or channels');
  }
  const refusal = addSChannel(port.state.manual, pair);
  if (refusal === undefined) settle(port, now);
  return refusal;
}

/** Removes an S-channel that was made by hand. */
export function removeManual(port: Port, scid: number, now: number): Refusal | undefined {
  const refusal = removeSChannel(port.state.manual, scid);
  if (refusal === undefined) settle(port, now);
  return refusal;
}

/** All the neighbours that a daemon of the host has heard at the Nearest non-TPMR Bridge address. */
export function hearCdcpNeighbors(
  port: Port,
  neighbors: readonly HostLldpNeighbor[],
  now: number,
): Refusal | undefined {
  if (port.uap === undefined) return noCdcp();
  const refusal = hearUapNeighbors(port.uap, neighbors);
  if (refusal === undefined) settleCdcp(port, now);
  return refusal;
}

/** Time has passed for CDCP. */
export function timeoutCdcp(port: Port, now: number): void {
  if (port.uap !== undefined) timeoutUap(port.uap, now);
  settleCdcp(port, now);
}

/** The port vanishes. */
export function closePort(port: Port, now: number): void {
  if (port.state.linkUp) linkPort(port, false, now);
  for (const channel of port.byScid.values()) {
    if (channel.state.origin === 'default') forgetChannel(port, channel);
    else endChannel(port, channel, 'removed', now);
  }
  if (port.uap !== undefined) removeTimed(port.endpoint.timers, port.uap);
}

/** Goes on with what CDCP has heard. */
export function settleCdcp(port: Port, now: number): void {
  settle(port, now);
  tellCdcp(port);
}

/** S-channels are there as CDCP says, or as they were made by hand. */
function settle(port: Port, now: number): void {
  const { uap, byScid } = port;
  for (const channel of byScid.values()) {
    const reason = channel.state.origin === 'manual' ? endOfManual(port, channel) : undefined;
    if (reason !== undefined) endChannel(port, channel, reason, now);
  }
  if (uap !== undefined) {
    for (let change = nextChange(uap, now); change !== undefined; change = nextChange(uap, now)) {
      const { scid, svid } = change;
      const channel = byScid.get(scid);
      if (change.kind === 'channelUp') raiseChannel(port, { scid, svid }, 'cdcp', now);
      else if (channel !== undefined) endChannel(port, channel, change.reason, now);
    }
  }
  raiseManual(port, now);
}

function raiseManual(port: Port, now: number): void {
  if (whyNoManual(port) !== undefined) return;
  for (const [scid, svid] of port.state.manual.svidOf) {
    if (!port.byScid.has(scid)) raiseChannel(port, { scid, svid }, 'manual', now);
  }
}

/** Why no S-channel that was made by hand is there; `undefined`: they are there. */
const whyNoManual = ({ state, uap }: Port): 'disabled' | 'cdcp' | undefined => {
  if (!state.enabled) return 'disabled';
  return uap !== undefined && isUapOn(uap) ? 'cdcp' : undefined;
};

/** Why an S-channel that was made by hand is to end; `undefined`: it is not. */
function endOfManual(port: Port, { place, state }: Channel): ChannelDownReason | undefined {
  const svid = port.state.manual.svidOf.get(place.scid);
  if (svid === undefined) return 'removed';
  return svid === state.svid ? whyNoManual(port) : 'replaced';
}

function tellCdcp({ uap }: Port): void {
  if (uap !== undefined) tellUap(uap);
}

const noCdcp = (): Refusal => refuse('noCdcp', 'port', 'a port that was made with cdcp');
