// CDCP of a port, at its uplink access port (UAP): an LLDP agent on the Nearest non-TPMR Bridge address, and the
// negotiation of S-channels on what the agent hears (clause 42). CDCP says which S-channels there are to be; the port makes
// and ends them.
//
// Always: what CDCP tells and the S-channels that end and appear come in one order: `nextChange` gives one change at a
// time, and goes on when it is called again.

import { ETHERTYPE_LLDP } from '../core/ethernet.js';
import { NEAREST_NON_TPMR_BRIDGE } from '../core/mac.js';
import { type Refusal, refuse } from '../core/refusal.js';
import type { LldpAgentOutput } from '../lldp-evb/agent/io.js';
import type { LldpAgentStatus } from '../lldp-evb/agent/status.js';
import type { CdcpConfigOptions } from '../s-channel/cdcp/config.js';
import type { CdcpNegotiationOutput, CdcpPeer } from '../s-channel/cdcp/io.js';
import { CdcpNegotiation } from '../s-channel/cdcp/negotiation.js';
import type { CdcpNegotiationStatus } from '../s-channel/cdcp/status.js';
import { DEFAULT_SCID } from '../s-channel/pair-list.js';
import { encodeCdcpTlv } from '../s-channel/wire/cdcp-tlv.js';
import { CDCP_TLV_FORM, findCdcpTlv } from '../s-channel/wire/find-cdcp-tlv.js';
import type { UapEvent } from './events.js';
import { frameForm } from './frames.js';
import { adminStatusOf, lldpByLibrary, newAgent, sendFrame, sendTlvs, switchLldp } from './lldp.js';
import type { PortCdcpOptions, PortChannelSettings } from './options/channel-options.js';
import type { EndTypes } from './parts.js';
import { type HostLldpNeighbor, peersAfter } from './peers.js';
import type { EvbUapState, Port, Uap } from './state.js';
import { touch } from './timers.js';

/** The read-out of CDCP; JSON-safe. */
export interface UapStatus extends CdcpNegotiationStatus {
  /** Absent where a daemon of the host speaks LLDP. */
  readonly lldp: LldpAgentStatus | undefined;
}

/** An S-channel that ends or appears. */
export type ChannelChange = Extract<CdcpNegotiationOutput, { readonly kind: 'channelDown' | 'channelUp' }>;

const TIMEOUT = { kind: 'timeout' } as const;

/**
 * @param given the state of such a UAP, taken over
 * @throws OptionError for an option out of its range
 */
export function newUap<End extends EndTypes>(
  port: Port<End>,
  { enabled, config }: NonNullable<PortChannelSettings['cdcp']>,
  given?: EvbUapState,
): Uap<End> {
  const { endpoint, settings, state } = port;
  const isOn = state.enabled && enabled;
  const negotiation = new CdcpNegotiation(config, given?.cdcp);
  if (given === undefined) negotiation.handle({ kind: 'adminEnable', enabled: isOn });
  const agent = newAgent(settings, isOn, CDCP_TLV_FORM, given?.lldp);
  return {
    kind: 'uap',
    port,
    place: { port: settings.name, scid: DEFAULT_SCID },
    destination: NEAREST_NON_TPMR_BRIDGE,
    state: given ?? {
      slot: -1,
      enabled,
      isRunning: false,
      missing: new Map(),
      lldp: agent?.state,
      cdcp: negotiation.state,
    },
    lldpForm: frameForm(endpoint.frames, NEAREST_NON_TPMR_BRIDGE, settings.mac, ETHERTYPE_LLDP),
    agent,
    lldpDeadline: agent?.nextDeadline() ?? Number.POSITIVE_INFINITY,
    negotiation,
  };
}

/** CDCP decides which S-channels there are. */
export const isUapOn = ({ port, state }: Uap): boolean => port.state.enabled && state.enabled;

/** The port's link is up or down. */
export function linkUap(uap: Uap, up: boolean, settle: () => void, now: number): void {
  const input = { kind: 'portEnabled', enabled: up } as const;
  switchLldp(uap, up, input, () => void uap.negotiation.handle(input), settle, now);
}

/** Management switches EVB of the port, or CDCP itself, on or off. */
export function switchUap(uap: Uap, settle: () => void, now: number): void {
  const enabled = isUapOn(uap);
  const input = { kind: 'adminStatus', adminStatus: adminStatusOf(enabled) } as const;
  const change = () => void uap.negotiation.handle({ kind: 'adminEnable', enabled });
  switchLldp(uap, enabled, input, change, settle, now);
}

/** Changes what CDCP wants. */
export function configureUap(
  uap: Uap,
  { enabled, ...change }: Partial<PortCdcpOptions>,
  settle: () => void,
  now: number,
): Refusal | undefined {
  const { negotiation, state } = uap;
  if (enabled !== undefined && typeof enabled !== 'boolean') {
    return refuse('badConfig', 'cdcp.enabled', 'true or false');
  }
  const config: Partial<CdcpConfigOptions> = { ...change, role: negotiation.state.config.role };
  const refusal = negotiation.handle({ kind: 'config', config });
  if (refusal !== undefined) return { ...refusal, field: refusal.field.replace(/^config/, 'cdcp') };
  if (enabled === undefined || enabled === state.enabled) {
    settle();
    return undefined;
  }
  state.enabled = enabled;
  switchUap(uap, settle, now);
  return undefined;
}

/** All the neighbours that a daemon of the host has heard at this address. */
export function hearUapNeighbors(uap: Uap, neighbors: readonly HostLldpNeighbor[]): Refusal | undefined {
  if (uap.agent !== undefined) return lldpByLibrary();
  const peers = neighbors.map((neighbor) => peerOf(uap, neighbor));
  uap.negotiation.handle({ kind: 'peers', peers });
  return undefined;
}

export const timeoutUap = ({ agent }: Uap, now: number): void => void agent?.handle(TIMEOUT, now);

export const uapStatus = ({ negotiation, agent }: Uap): UapStatus => ({
  ...negotiation.status(),
  lldp: agent?.status(),
});

/** Goes on up to the next S-channel that ends or appears; `undefined`: nothing is left to do. */
export function nextChange(uap: Uap, now: number): ChannelChange | undefined {
  const { negotiation, agent } = uap;
  for (let more = true; more; ) {
    more = false;
    for (let output = negotiation.poll(); output !== undefined; output = negotiation.poll()) {
      more = true;
      if (output.kind === 'channelDown' || output.kind === 'channelUp') return output;
      takeNegotiation(uap, output, now);
    }
    for (let output = agent?.poll(); output !== undefined; output = agent?.poll()) {
      more = true;
      takeLldp(uap, output);
    }
  }
  uap.lldpDeadline = agent?.nextDeadline() ?? Number.POSITIVE_INFINITY;
  touch(uap.port.endpoint.timers, uap.state.slot);
  return undefined;
}

/** Tells whether CDCP runs, and which channels are missing, where that is new. */
export function tellUap(uap: Uap): void {
  const { state } = uap;
  const { schState, channels } = uap.negotiation.status();
  const isRunning = schState === 'Running';
  if (isRunning !== state.isRunning) tell(uap, { kind: 'cdcpRunning', on: isRunning });
  state.isRunning = isRunning;
  const before = state.missing;
  state.missing = new Map(channels.flatMap(({ scid, missing }) => (missing === undefined ? [] : [[scid, missing]])));
  for (const [scid, missing] of state.missing) {
    if (before.get(scid) !== missing) tell(uap, { kind: 'channelMissing', scid, missing });
  }
}

function takeNegotiation(uap: Uap, output: Exclude<CdcpNegotiationOutput, ChannelChange>, now: number): void {
  switch (output.kind) {
    case 'localChange':
      sendTlvs(uap, output.txTlv && encodeCdcpTlv(output.txTlv), now);
      break;
    case 'warning':
      // The host is told `channelMissing` of a channel without SVID.
      if (output.warning.code !== 'noSvid') tell(uap, { kind: 'cdcpWarning', warning: output.warning });
      break;
    case 'multiplePeers':
      tell(uap, { kind: 'multipleCdcpPeers', on: output.on });
  }
}

function takeLldp(uap: Uap, output: LldpAgentOutput): void {
  if (output.kind === 'lldpdu') {
    sendFrame(uap.port, uap.lldpForm, output.octets, undefined);
    return;
  }
  tell(uap, { kind: 'uapLldp', told: output });
  const peers = peersAfter(uap.negotiation.state.peers, output, (neighbor) => peerOf(uap, neighbor));
  if (peers !== undefined) uap.negotiation.handle({ kind: 'peers', peers });
}

function peerOf(uap: Uap, { id, tlvs }: HostLldpNeighbor): CdcpPeer {
  const { cdcp, rejected } = findCdcpTlv(tlvs);
  for (const code of rejected) tell(uap, { kind: 'cdcpTlvRejected', peer: id, code });
  return { id, cdcp };
}

const tell = ({ place, port }: Uap, event: UapEvent): void =>
  port.endpoint.state.outputs.push({ port: place.port, ...event });
