// One end of an S-channel, URP or SBP: an LLDP agent on the Nearest Customer Bridge address, the EVB negotiation on what
// the agent hears, one ECP entity, and the users of ECP, as VDP. Here is how these parts work together (lldp-evb 7);
// nothing here depends on the role.
//
// Always: after each call nothing waits in any part that could go on at this instant, so no queue of a part grows. What
// the parts tell stands in the outputs of the endpoint.

import { ETHERTYPE_ECP, ETHERTYPE_LLDP } from '../core/ethernet.js';
import { NEAREST_CUSTOMER_BRIDGE } from '../core/mac.js';
import { type Refusal, refuse } from '../core/refusal.js';
import type { EcpPushUser } from '../ecp/push-user.js';
import type { LldpAgentOutput } from '../lldp-evb/agent/io.js';
import type { EvbConfigOptions } from '../lldp-evb/negotiation/config.js';
import type { EvbNegotiationOutput } from '../lldp-evb/negotiation/io.js';
import type { EvbPeer, EvbValues } from '../lldp-evb/negotiation/outcome.js';
import { encodeEvbTlv } from '../lldp-evb/wire/evb-tlv.js';
import { findEvbTlv } from '../lldp-evb/wire/find-evb-tlv.js';
import { DEFAULT_SVID } from '../s-channel/pair-list.js';
import type { SChannelPair } from '../s-channel/wire/cdcp-tlv.js';
import type { VsiResetReason } from '../vdp/vsi.js';
import type { EvbEvent, SChannelOrigin } from './events.js';
import { frameForm } from './frames.js';
import { adminStatusOf, hearLldpdu, lldpByLibrary, sendFrame, sendTlvs, switchLldp } from './lldp.js';
import type { EndTypes, EvbChannelState } from './parts.js';
import { type HostLldpNeighbor, peersAfter } from './peers.js';
import type { Channel, Port } from './state.js';
import { touch } from './timers.js';

const ULP_READY = { kind: 'ulpReady' } as const;
const TIMEOUT = { kind: 'timeout' } as const;

/**
 * @param given the state of such a channel, taken over
 * @throws OptionError for an option out of its range
 */
export function newChannel<End extends EndTypes>(
  port: Port<End>,
  { scid, svid }: SChannelPair,
  origin: SChannelOrigin,
  given?: EvbChannelState<End['vdpState']>,
): Channel<End> {
  const { endpoint, settings } = port;
  const { enabled, legacies } = port.state;
  const legacy = legacies.get(scid) ?? { sequence: settings.initialSequence, queries: 0 };
  const parts = endpoint.stack.make(settings, enabled, legacy, given);
  const { agent, negotiation, ecp, vdpState, pushUsers } = parts;
  const state: EvbChannelState<End['vdpState']> = given ?? {
    slot: -1,
    svid,
    origin,
    txEnable: settings.evb.txEnable,
    lldp: agent?.state,
    evb: negotiation.state,
    ecp: ecp.state,
    vdp: vdpState,
    ulps: pushUsers.map((user) => user.state),
  };
  const tag = settings.channels.tagging === 'library' && svid !== DEFAULT_SVID ? svid : 0;
  const form = (etherType: typeof ETHERTYPE_ECP | typeof ETHERTYPE_LLDP) =>
    frameForm(endpoint.frames, NEAREST_CUSTOMER_BRIDGE, settings.mac, etherType, tag);
  return {
    kind: 'channel',
    port,
    place: { port: settings.name, scid },
    destination: NEAREST_CUSTOMER_BRIDGE,
    state,
    lldpForm: form(ETHERTYPE_LLDP),
    ecpForm: form(ETHERTYPE_ECP),
    lldpDeadline: agent?.nextDeadline() ?? Number.POSITIVE_INFINITY,
    ...parts,
  };
}

/** The port's link is up or down. */
export function linkChannel(channel: Channel, up: boolean, now: number): void {
  if (up) channel.vdp.handle({ kind: 'evb', state: 'down' }, now);
  else stop(channel, 'portDown', now);
  enablePort(channel, up, now);
}

/** The S-channel ends. Nothing is sent: the other end may have no such channel any more, or another one in its place. */
export function closeChannel(channel: Channel, now: number): void {
  stop(channel, 'sChannelDeleted', now);
  enablePort(channel, false, now);
}

/** Management switches EVB on or off. */
export function enableChannel(channel: Channel, enabled: boolean, now: number): void {
  const { negotiation, state, port } = channel;
  if (!enabled) stop(channel, port.state.linkUp ? 'disabled' : 'portDown', now);
  const change = () => {
    negotiation.handle({ kind: 'config', config: { txEnable: enabled && state.txEnable } });
    // Last: while EVB is agreed, the values are agreed anew at once.
    if (!enabled) negotiation.handle({ kind: 'forget' });
  };
  const input = { kind: 'adminStatus', adminStatus: adminStatusOf(enabled) } as const;
  switchLldp(channel, enabled, input, change, () => settle(channel, now), now);
}

/** Changes proposals and wishes while running. */
export function configureChannel(
  channel: Channel,
  change: Partial<Omit<EvbConfigOptions, 'role'>>,
  now: number,
): Refusal | undefined {
  const { negotiation, state, port } = channel;
  const { evbTlvLength } = port.settings.evb;
  if (change.evbTlvLength !== undefined && change.evbTlvLength !== evbTlvLength) {
    return refuse('badConfig', 'evb.evbTlvLength', `${evbTlvLength}, as the port was made with`);
  }
  const txEnable = change.txEnable ?? state.txEnable;
  const config = { ...change, txEnable: port.state.enabled && txEnable };
  const refusal = negotiation.handle({ kind: 'config', config });
  if (refusal !== undefined) return { ...refusal, field: refusal.field.replace(/^config/, 'evb') };
  state.txEnable = txEnable;
  settle(channel, now);
  return undefined;
}

/** An LLDPDU to the Nearest Customer Bridge, `at..end` of a frame. */
export function takeLldpdu(channel: Channel, bytes: Uint8Array, at: number, end: number, now: number): void {
  hearLldpdu(channel, bytes, at, end, now);
  settle(channel, now);
}

/** An ECPDU, `at..end` of a frame. */
export function takeEcpdu(channel: Channel, bytes: Uint8Array, at: number, end: number, now: number): void {
  const { ecpdu } = channel.port.endpoint;
  ecpdu.bytes = bytes;
  ecpdu.at = at;
  ecpdu.end = end;
  channel.ecp.handle(ecpdu, now);
  settleUsers(channel, now);
}

/** All the neighbours that a daemon of the host has heard. */
export function hearNeighbors(
  channel: Channel,
  neighbors: readonly HostLldpNeighbor[],
  now: number,
): Refusal | undefined {
  if (channel.agent !== undefined) return lldpByLibrary();
  const peers = neighbors.map((neighbor) => peerOf(channel, neighbor));
  channel.negotiation.handle({ kind: 'peers', peers });
  settle(channel, now);
  return undefined;
}

/** A ULPDU for a subtype of the port's `ulps`. */
export function requestEcp(channel: Channel, subtype: number, ulpdu: Uint8Array, now: number): Refusal | undefined {
  const user = channel.pushUsers.find((one) => one.subtype === subtype);
  if (user === undefined) return refuse('unknownSubtype', 'subtype', 'a subtype of `ulps` of the port');
  const refusal = user.handle({ kind: 'request', ulpdu });
  settleUsers(channel, now);
  return refusal;
}

/** Gives VDP what the host wants of it. */
export function tellVdp<End extends EndTypes>(
  channel: Channel<End>,
  tell: (vdp: End['vdp'], now: number) => Refusal | undefined,
  now: number,
): Refusal | undefined {
  const refusal = tell(channel.vdp, now);
  settleUsers(channel, now);
  return refusal;
}

/** Time has passed. */
export function timeoutChannel(channel: Channel, now: number): void {
  channel.agent?.handle(TIMEOUT, now);
  channel.ecp.handle(TIMEOUT, now);
  channel.vdp.handle(TIMEOUT, now);
  settle(channel, now);
}

/** When `timeoutChannel` is wanted next; Infinity: never. */
export function channelDeadline({ lldpDeadline, ecp, vdp }: Channel): number {
  const next = Math.min(lldpDeadline, ecp.nextDeadline() ?? Number.POSITIVE_INFINITY);
  return Math.min(next, vdp.nextDeadline(ecp.isBusy) ?? Number.POSITIVE_INFINITY);
}

function enablePort(channel: Channel, enabled: boolean, now: number): void {
  const input = { kind: 'portEnabled', enabled } as const;
  const change = () => void channel.negotiation.handle(input);
  switchLldp(channel, enabled, input, change, () => settle(channel, now), now);
}

/** Ends all VSIs without a word, and switches ECP off. */
function stop({ vdp, ecp }: Channel, reason: VsiResetReason, now: number): void {
  vdp.handle({ kind: 'reset', reason }, now);
  ecp.handle({ kind: 'portEnabled', enabled: false }, now);
  if (reason !== 'portDown') vdp.handle({ kind: 'evb', state: 'down' }, now);
}

/** All parts go on until nothing is left to do. */
function settle(channel: Channel, now: number): void {
  const { negotiation, agent } = channel;
  for (let more = true; more; ) {
    more = false;
    for (let output = negotiation.poll(); output !== undefined; output = negotiation.poll()) {
      more = true;
      takeNegotiation(channel, output, now);
    }
    for (let output = agent?.poll(); output !== undefined; output = agent?.poll()) {
      more = true;
      takeLldp(channel, output);
    }
  }
  channel.lldpDeadline = agent?.nextDeadline() ?? Number.POSITIVE_INFINITY;
  settleUsers(channel, now);
}

/** ECP and its users go on until nothing is left to do. */
function settleUsers(channel: Channel, now: number): void {
  const { ecp, vdp, pushUsers, port, place, state } = channel;
  const { timers, state: endpoint } = port.endpoint;
  for (let more = true; more; ) {
    more = false;
    for (let output = ecp.poll(); output !== undefined; output = ecp.poll()) {
      if (output.kind === 'ecpdu') sendFrame(port, channel.ecpForm, output.octets, tagOfHost(channel));
      else tell(channel, output);
    }
    for (let output = vdp.poll(); output !== undefined; output = vdp.poll()) {
      endpoint.outputs.push({ ...place, ...output });
    }
    for (let i = 0; i < pushUsers.length; i++) tellUser(channel, pushUsers[i] as EcpPushUser);
    if (!ecp.isBusy && (vdp.hasUlpdu(now) || pushUsers.length > 0)) {
      ecp.handle(ULP_READY, now);
      more = ecp.isBusy;
    }
  }
  touch(timers, state.slot);
}

/** What came for a user that the host plays, and what became of its ULPDUs. */
function tellUser(channel: Channel, user: EcpPushUser): void {
  const { subtype } = user;
  for (let output = user.poll(); output !== undefined; output = user.poll()) {
    switch (output.kind) {
      case 'indication':
        tell(channel, { kind: 'ulpIndication', subtype, ulpdu: output.ulpdu });
        break;
      case 'txDone':
        tell(channel, { kind: 'ulpDone', subtype });
        break;
      case 'txFailed':
        tell(channel, { kind: 'ulpFailed', subtype, reason: output.reason });
    }
  }
}

function takeLldp(channel: Channel, output: LldpAgentOutput): void {
  if (output.kind === 'lldpdu') {
    sendFrame(channel.port, channel.lldpForm, output.octets, tagOfHost(channel));
    return;
  }
  tell(channel, output);
  const peers = peersAfter(channel.negotiation.state.peers, output, (neighbor) => peerOf(channel, neighbor));
  if (peers === undefined) return;
  const reason = output.kind === 'neighborRemoved' ? { reason: output.reason } : {};
  channel.negotiation.handle({ kind: 'peers', peers, ...reason });
}

function takeNegotiation(channel: Channel, output: EvbNegotiationOutput, now: number): void {
  const { ecp, vdp } = channel;
  switch (output.kind) {
    case 'localChange':
      sendTlvs(channel, output.txTlv && encodeEvbTlv(output.txTlv), now);
      break;
    case 'evbValues':
      ecp.handle({ kind: 'parameters', r: output.values.r, rte: output.values.rte }, now);
      if (output.evbReady) tellReady(channel, output.values, now);
      break;
    case 'evbReady':
      tellReady(channel, output.values, now);
      // The peer that is there now may have started over: its first request is no repetition.
      ecp.handle({ kind: 'neighbourChanged' }, now);
      ecp.handle({ kind: 'portEnabled', enabled: true }, now);
      break;
    case 'evbLost':
      if (output.onEvbLoss === 'end') stop(channel, 'evbLost', now);
      else vdp.handle({ kind: 'evb', state: 'lost' }, now);
      break;
    case 'peerStartedOver':
      ecp.handle({ kind: 'neighbourChanged' }, now);
      break;
    case 'peerUp':
      ecp.handle({ kind: 'neighbourChanged' }, now);
      tell(channel, output);
      break;
    default:
      tell(channel, output);
  }
}

function tellReady({ vdp }: Channel, { r, rte, rwd, rka, gid }: EvbValues, now: number): void {
  vdp.handle({ kind: 'evb', state: 'ready', parameters: { r, rte, rwd, rka }, groupIdAgreed: gid }, now);
}

const tell = ({ place, port }: Channel, event: EvbEvent): void =>
  port.endpoint.state.outputs.push({ ...place, ...event });

const tagOfHost = ({ port, place }: Channel): number | undefined =>
  port.settings.channels.tagging === 'host' ? place.scid : undefined;

const peerOf = ({ port }: Channel, { id, tlvs }: HostLldpNeighbor): EvbPeer => ({
  id,
  evb: findEvbTlv(tlvs, port.settings.evb).evb,
});
