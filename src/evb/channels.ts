// The S-channels that are there on a port, each one end of a link of its own. The default one is there from the start.
//
// Always: all that is told of a channel, the end of its VSIs too, comes between its `channelUp` and its `channelDown`. A
// channel that appears in the place of another one of its SCID knows nothing of that one.

import type { SChannelPair } from '../s-channel/wire/cdcp-tlv.js';
import { closeChannel, linkChannel, newChannel } from './channel.js';
import type { ChannelDownReason, SChannelOrigin } from './events.js';
import type { EndTypes, EvbChannelState } from './parts.js';
import type { Channel, Port } from './state.js';
import { addTimed, removeTimed, restoreTimed } from './timers.js';

/** @throws OptionError for an option out of its range */
export function addChannel<End extends EndTypes>(
  port: Port<End>,
  pair: SChannelPair,
  origin: SChannelOrigin,
): Channel<End> {
  const channel = newChannel(port, pair, origin);
  addTimed(port.endpoint.timers, channel);
  port.state.channels.set(pair.scid, channel.state);
  enlist(port, channel);
  return channel;
}

/** The channel of a state that is taken over. */
export function restoreChannel<End extends EndTypes>(
  port: Port<End>,
  scid: number,
  state: EvbChannelState<End['vdpState']>,
): void {
  const channel = newChannel(port, { scid, svid: state.svid }, state.origin, state);
  restoreTimed(port.endpoint.timers, channel);
  enlist(port, channel);
}

function enlist<End extends EndTypes>({ byScid, bySvid }: Port<End>, channel: Channel<End>): void {
  byScid.set(channel.place.scid, channel);
  bySvid.set(channel.state.svid, channel);
}

/** An S-channel appears. */
export function raiseChannel<End extends EndTypes>(
  port: Port<End>,
  pair: SChannelPair,
  origin: SChannelOrigin,
  now: number,
): void {
  const channel = addChannel(port, pair, origin);
  port.endpoint.state.outputs.push({ kind: 'channelUp', port: port.settings.name, ...pair, origin });
  if (port.state.linkUp) linkChannel(channel, true, now);
}

/** An S-channel is no more. */
export function endChannel(port: Port, channel: Channel, reason: ChannelDownReason, now: number): void {
  const { endpoint, settings, state } = port;
  const { scid } = channel.place;
  const { svid, origin } = channel.state;
  closeChannel(channel, now);
  state.legacies.set(scid, { sequence: channel.ecp.state.transmit.sequence, queries: channel.vdp.queries });
  forgetChannel(port, channel);
  endpoint.state.outputs.push({ kind: 'channelDown', port: settings.name, scid, svid, origin, reason });
}

export function forgetChannel({ endpoint, state, byScid, bySvid }: Port, channel: Channel): void {
  const { scid } = channel.place;
  state.channels.delete(scid);
  byScid.delete(scid);
  bySvid.delete(channel.state.svid);
  removeTimed(endpoint.timers, channel);
}
