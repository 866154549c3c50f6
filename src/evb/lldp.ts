// LLDP of a channel, or of CDCP: an agent of the library at one destination address, or a daemon of the host.

import { LLDP_ORGANIZATION } from '../core/organization.js';
import { type Refusal, refuse } from '../core/refusal.js';
import type { LldpAdminStatus } from '../lldp-evb/agent/admin-status.js';
import { LldpAgent } from '../lldp-evb/agent/agent.js';
import type { LldpAgentInput } from '../lldp-evb/agent/io.js';
import type { OrganizationTlvForm } from '../lldp-evb/agent/neighbor.js';
import type { LldpAgentState } from '../lldp-evb/agent/state.js';
import { buildFrame, type FrameForm } from './frames.js';
import { optionsAt } from './options/options-at.js';
import type { PortSettings } from './options/port-options.js';
import type { LldpEnd, Port } from './state.js';

/**
 * The agent of a port at one destination address; `undefined` where a daemon of the host speaks LLDP.
 *
 * @param form the TLV that is read behind the agent
 * @param state of an agent with equal options, taken over
 * @throws OptionError for an option out of its range
 */
export const newAgent = (
  { lldp }: PortSettings,
  isEnabled: boolean,
  form: OrganizationTlvForm,
  state: LldpAgentState | undefined,
): LldpAgent | undefined => {
  if (lldp.by === 'host') return undefined;
  const options = { ...lldp, adminStatus: adminStatusOf(isEnabled), organizationTlvs: [form] };
  return optionsAt('lldp', () => new LldpAgent(options, state));
};

export const adminStatusOf = (isEnabled: boolean): LldpAdminStatus => (isEnabled ? 'enabledRxTx' : 'disabled');

/** The TLVs to send from now on: those of the port, and behind them an own one with this value, where there is one. */
export function sendTlvs(end: LldpEnd, own: Uint8Array | undefined, now: number): void {
  const { agent, port, place, destination } = end;
  const tlvs = [...port.settings.lldp.tlvs];
  if (own !== undefined) tlvs.push({ kind: 'raw', type: LLDP_ORGANIZATION, value: own });
  if (agent !== undefined) agent.handle({ kind: 'localTlvs', tlvs }, now);
  else port.endpoint.state.outputs.push({ kind: 'lldpTlvs', ...place, destination, tlvs });
}

/**
 * Switches the agent, and by `change` the negotiation with it. On: first what is to be sent, then the leave to send it. Off:
 * both at once, so that nothing but a shutdown LLDPDU goes out.
 */
export function switchLldp(
  { agent }: LldpEnd,
  on: boolean,
  input: Extract<LldpAgentInput, { readonly kind: 'portEnabled' | 'adminStatus' }>,
  change: () => void,
  settle: () => void,
  now: number,
): void {
  if (!on) agent?.handle(input, now);
  change();
  if (on) {
    settle();
    agent?.handle(input, now);
  }
  settle();
}

/** An LLDPDU, `at..end` of a frame. It is counted where a daemon of the host speaks LLDP. */
export function hearLldpdu({ agent, port }: LldpEnd, bytes: Uint8Array, at: number, end: number, now: number): void {
  if (agent === undefined) port.state.counters.rxLldpByHost++;
  else agent.handle({ kind: 'lldpdu', bytes, at, end }, now);
}

export const lldpByLibrary = (): Refusal => refuse('lldpByLibrary', 'port', "a port with lldp.by 'host'");

/** @param scid where the host tags frames, the S-channel that the frame goes out in */
export function sendFrame(
  { endpoint, settings, state }: Port,
  form: FrameForm,
  pdu: Uint8Array,
  scid: number | undefined,
): void {
  state.counters.txFrames++;
  const frame = buildFrame(endpoint.frames, form, pdu);
  if (scid === undefined) endpoint.state.outputs.push({ kind: 'frame', port: settings.name, frame });
  else endpoint.state.outputs.push({ kind: 'frame', port: settings.name, frame, scid });
}
