// An EVB station: ports towards EVB bridges, and on each the protocols for the VSIs of the host.

import type { Refusal } from '../core/refusal.js';
import type { VdpStationInput, VdpStationOutput } from '../vdp/station/io.js';
import type { StationState, VdpStationOptions } from '../vdp/station/state.js';
import { VdpStation } from '../vdp/station/station.js';
import type { VdpStationStatus, VdpStationVsi } from '../vdp/station/status.js';
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

export interface EvbStationOptions extends EvbSystemOptions {
  /** VDP of every port. What becomes of VSIs when the EVB TLV is lost each port says in `evb.onEvbLoss`. */
  readonly vdp?: VdpStationOptions | undefined;
}

export type EvbStationInput =
  | EvbCommonInput
  /** What the host wants of a VSI. Refused: unknownPort, unknownChannel, busy, and see `VdpStationRefusal`. */
  | (Extract<VdpStationInput, { readonly kind: 'command' | 'deAssociate' | 'hints' | 'remove' }> & ChannelAddress)
  /** The keep-alives of all VSIs of a port, or of all ports, are due now. */
  | (Extract<VdpStationInput, { readonly kind: 'reannounce' }> & Partial<Pick<ChannelAddress, 'port'>>);

export type EvbStationOutput = EvbCommonOutput | (VdpStationOutput & ChannelPlace);

interface StationEnd {
  readonly vdp: VdpStation;
  readonly vdpState: StationState;
  readonly vdpOutput: VdpStationOutput;
}

export type EvbStationState = EvbEndpointState<StationState, VdpStationOutput>;

const vdpStatus = (vdp: VdpStation): VdpStationStatus => vdp.status();

/** The read-out for people; JSON-safe. */
export interface EvbStationStatus {
  readonly role: 'station';
  readonly ports: readonly PortStatus<VdpStationStatus>[];
}

/**
 * An EVB station with any number of ports. Feed it frames, links, time and wishes by `handle`; take what it tells and what
 * it wants sent by `poll`, until that is empty; call `handle({ kind: 'timeout' }, now)` at `nextDeadline`.
 *
 * @example
 * const station = new EvbStation({ ports: [{ name: 'eth0', mac: 0x020000000001 }] });
 * station.handle({ kind: 'link', port: 'eth0', up: true }, now);
 * for (let output = station.poll(); output !== undefined; output = station.poll()) {
 *   if (output.kind === 'frame') send(output.frame);
 * }
 */
export class EvbStation {
  /** All that changes. Its form is not covered by semver. */
  readonly state: EvbStationState;
  readonly #endpoint: Endpoint<StationEnd>;

  /**
   * @param state of a station with equal options, taken over; the ports are those of the state then
   * @throws OptionError for an option out of its range
   */
  constructor(options: EvbStationOptions = {}, state?: EvbStationState) {
    const habits = isOpenlldp(options.peer) ? { oneTlvPerEcpdu: true, acceptNullVidInResponse: true } : {};
    const makeVdp = (_queriesBefore?: number, given?: StationState) => {
      const vdp = new VdpStation({ ...habits, ...options.vdp }, given);
      return { vdp, vdpState: vdp.state };
    };
    optionsAt('vdp', makeVdp);
    this.#endpoint = newEndpoint<StationEnd>('station', options, makeVdp, options.vdp?.maxUlpduOctets, state);
    this.state = this.#endpoint.state;
  }

  /**
   * Takes one input. `now` is in microseconds on any scale that does not go back; where it does, time stands still.
   *
   * @returns why the input was refused; nothing has changed then
   */
  handle(input: EvbStationInput, now: number): Refusal | undefined {
    const time = advance(this.#endpoint, now);
    switch (input.kind) {
      case 'command':
      case 'deAssociate':
      case 'hints':
      case 'remove':
      case 'reannounce':
        return this.#handleVdp(input, time);
      default:
        return handleCommon(this.#endpoint, input, time);
    }
  }

  /** By itself: in `handle` the closure would cost each frame an allocation. */
  #handleVdp(input: Exclude<EvbStationInput, EvbCommonInput>, now: number): Refusal | undefined {
    const tell = (vdp: VdpStation) => vdp.handle(input, now);
    if (input.kind === 'reannounce') return handleAllVdp(this.#endpoint, input.port, tell, now);
    return handleVdp(this.#endpoint, input, tell, now);
  }

  /** The next output, in causal order; `undefined` where none waits. */
  poll(): EvbStationOutput | undefined {
    return this.state.outputs.shift();
  }

  /** When `timeout` is wanted, in microseconds of `now`; `undefined`: never. */
  nextDeadline(): number | undefined {
    return endpointDeadline(this.#endpoint);
  }

  status(): EvbStationStatus {
    return { role: 'station', ports: portStatuses(this.#endpoint, vdpStatus) };
  }

  /** The read-out of one port; `undefined` where there is no such port. */
  portStatus(name: string): PortStatus<VdpStationStatus> | undefined {
    const port = this.#endpoint.ports.get(name);
    return port && portStatus(port, vdpStatus);
  }

  /** The read-out of one channel, default that of SCID 1; `undefined` where there is no such channel. */
  channelStatus(address: ChannelAddress): PortStatus<VdpStationStatus>['channels'][number] | undefined {
    const channel = channelAt(this.#endpoint, address);
    return channel && channelStatus(channel, vdpStatus);
  }

  /** The VSIs of a channel, default that of SCID 1; none where there is no such channel. */
  vsis(address: ChannelAddress): readonly VdpStationVsi[] {
    return channelAt(this.#endpoint, address)?.vdp.vsis() ?? [];
  }
}
