// An EVB bridge: station-facing ports, and on each the protocols for the VSIs of the station behind it.

import type { Refusal } from '../core/refusal.js';
import { VdpBridge } from '../vdp/bridge/bridge.js';
import type { VdpBridgeInput, VdpBridgeOutput } from '../vdp/bridge/io.js';
import type { BridgeState, VdpBridgeOptions } from '../vdp/bridge/state.js';
import type { VdpBridgeStatus, VdpBridgeVsi } from '../vdp/bridge/status.js';
import {
  advance,
  channelAt,
  endpointDeadline,
  handleAllVdp,
  handleCommon,
  handleVdp,
  newEndpoint,
  portStatuses,
} from './endpoint.js';
import type { EvbCommonOutput } from './events.js';
import type { EvbCommonInput, EvbSystemOptions } from './input.js';
import { optionsAt } from './options/options-at.js';
import { isOpenlldp } from './peer-preset.js';
import type { ChannelAddress, ChannelPlace } from './place.js';
import type { Endpoint, EvbEndpointState } from './state.js';
import { channelStatus, type PortStatus, portStatus } from './status.js';

export interface EvbBridgeOptions extends EvbSystemOptions {
  /** VDP of every port. What becomes of VSIs when the EVB TLV is lost each port says in `evb.onEvbLoss`. */
  readonly vdp?: Omit<VdpBridgeOptions, 'queriesBefore'> | undefined;
}

export type EvbBridgeInput =
  | EvbCommonInput
  /**
   * The VSI manager's answer to a `query` of this channel, or that it will come late; the end of an association by the host;
   * organizationally defined TLVs with the next response. Refused: unknownPort, unknownChannel, busy, and see `VdpBridgeRefusal`.
   */
  | (Extract<VdpBridgeInput, { readonly kind: 'answer' | 'managerPending' | 'withdraw' | 'organization' }> &
      ChannelAddress)
  /** Ends all associations of a port, or of all ports. */
  | (Extract<VdpBridgeInput, { readonly kind: 'withdrawAll' }> & Partial<Pick<ChannelAddress, 'port'>>);

export type EvbBridgeOutput = EvbCommonOutput | (VdpBridgeOutput & ChannelPlace);

interface BridgeEnd {
  readonly vdp: VdpBridge;
  readonly vdpState: BridgeState;
  readonly vdpOutput: VdpBridgeOutput;
}

export type EvbBridgeState = EvbEndpointState<BridgeState, VdpBridgeOutput>;

const vdpStatus = (vdp: VdpBridge): VdpBridgeStatus => vdp.status();

/** The read-out for people; JSON-safe. */
export interface EvbBridgeStatus {
  readonly role: 'bridge';
  readonly ports: readonly PortStatus<VdpBridgeStatus>[];
}

/**
 * An EVB bridge with any number of ports. Feed it frames, links, time and answers by `handle`; take what it tells, asks
 * and wants sent by `poll`, until that is empty; call `handle({ kind: 'timeout' }, now)` at `nextDeadline`.
 *
 * @example
 * const bridge = new EvbBridge({ ports: [{ name: 'ge-0/0/1', mac: 0x020000000002, evb: { rrCap: true } }] });
 * for (let output = bridge.poll(); output !== undefined; output = bridge.poll()) {
 *   if (output.kind === 'frame') send(output.frame);
 *   else if (output.kind === 'query') {
 *     bridge.handle({ kind: 'answer', port: output.port, id: output.id, answer: { ok: true } }, now);
 *   }
 * }
 */
export class EvbBridge {
  /** All that changes. Its form is not covered by semver. */
  readonly state: EvbBridgeState;
  readonly #endpoint: Endpoint<BridgeEnd>;

  /**
   * @param state of a bridge with equal options, taken over; the ports are those of the state then
   * @throws OptionError for an option out of its range
   */
  constructor(options: EvbBridgeOptions = {}, state?: EvbBridgeState) {
    const habits = isOpenlldp(options.peer) ? { oneTlvPerEcpdu: true } : {};
    const makeVdp = (queriesBefore = 0, given?: BridgeState) => {
      const vdp = new VdpBridge({ ...habits, ...options.vdp, queriesBefore }, given);
      return { vdp, vdpState: vdp.state };
    };
    optionsAt('vdp', makeVdp);
    this.#endpoint = newEndpoint<BridgeEnd>('bridge', options, makeVdp, options.vdp?.maxUlpduOctets, state);
    this.state = this.#endpoint.state;
  }

  /**
   * Takes one input. `now` is in microseconds on any scale that does not go back; where it does, time stands still.
   *
   * @returns why the input was refused; nothing has changed then
   */
  handle(input: EvbBridgeInput, now: number): Refusal | undefined {
    const time = advance(this.#endpoint, now);
    switch (input.kind) {
      case 'answer':
      case 'managerPending':
      case 'withdraw':
      case 'organization':
      case 'withdrawAll':
        return this.#handleVdp(input, time);
      default:
        return handleCommon(this.#endpoint, input, time);
    }
  }

  /** By itself: in `handle` the closure would cost each frame an allocation. */
  #handleVdp(input: Exclude<EvbBridgeInput, EvbCommonInput>, now: number): Refusal | undefined {
    const tell = (vdp: VdpBridge) => vdp.handle(input, now);
    if (input.kind === 'withdrawAll') return handleAllVdp(this.#endpoint, input.port, tell, now);
    return handleVdp(this.#endpoint, input, tell, now);
  }

  /** The next output, in causal order; `undefined` where none waits. */
  poll(): EvbBridgeOutput | undefined {
    return this.state.outputs.shift();
  }

  /** When `timeout` is wanted, in microseconds of `now`; `undefined`: never. */
  nextDeadline(): number | undefined {
    return endpointDeadline(this.#endpoint);
  }

  status(): EvbBridgeStatus {
    return { role: 'bridge', ports: portStatuses(this.#endpoint, vdpStatus) };
  }

  /** The read-out of one port; `undefined` where there is no such port. */
  portStatus(name: string): PortStatus<VdpBridgeStatus> | undefined {
    const port = this.#endpoint.ports.get(name);
    return port && portStatus(port, vdpStatus);
  }

  /** The read-out of one channel, default that of SCID 1; `undefined` where there is no such channel. */
  channelStatus(address: ChannelAddress): PortStatus<VdpBridgeStatus>['channels'][number] | undefined {
    const channel = channelAt(this.#endpoint, address);
    return channel && channelStatus(channel, vdpStatus);
  }

  /** The VSIs of a channel, default that of SCID 1; none where there is no such channel. */
  vsis(address: ChannelAddress): readonly VdpBridgeVsi[] {
    return channelAt(this.#endpoint, address)?.vdp.vsis() ?? [];
  }
}
