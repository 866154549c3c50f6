// An EVB station: ports towards EVB bridges, and on each what the protocols make of it for the VSIs of the host.

import type { Refusal } from '../core/refusal.js';
import type { VdpStationInput, VdpStationOutput } from '../vdp/station/io.js';
import type { VdpStationOptions } from '../vdp/station/state.js';
import { VdpStation } from '../vdp/station/station.js';
import type { VdpStationStatus, VdpStationVsi } from '../vdp/station/status.js';
import { type EvbCommonInput, EvbEndpoint, type EvbSystemOptions } from './endpoint.js';
import type { EvbCommonOutput } from './events.js';
import { optionsAt } from './options/options-at.js';
import { isOpenlldp } from './peer-preset.js';
import type { ChannelAddress, ChannelPlace } from './place.js';
import type { PortStatus } from './port.js';

export interface EvbStationOptions extends EvbSystemOptions {
  /** VDP of every port. What becomes of VSIs when the EVB TLV is lost each port says in `evb.onEvbLoss`. */
  readonly vdp?: VdpStationOptions | undefined;
}

export type EvbStationInput =
  | EvbCommonInput
  /** What the host wants of a VSI. Refused: see `VdpStationRefusal`. */
  | (Extract<VdpStationInput, { readonly kind: 'command' | 'deAssociate' | 'hints' | 'remove' }> & ChannelAddress)
  /** The keep-alives of all VSIs of a port, or of all ports, are due now. */
  | { readonly kind: 'reannounce'; readonly port?: string };

export type EvbStationOutput = EvbCommonOutput | (VdpStationOutput & ChannelPlace);

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
  readonly #endpoint: EvbEndpoint<VdpStationInput, VdpStationOutput, VdpStation>;

  /** @throws OptionError for an option out of its range */
  constructor(options: EvbStationOptions = {}) {
    const habits = isOpenlldp(options.peer) ? { oneTlvPerEcpdu: true, acceptNullVidInResponse: true } : {};
    const makeVdp = (): VdpStation => new VdpStation({ ...habits, ...options.vdp });
    optionsAt('vdp', makeVdp);
    this.#endpoint = new EvbEndpoint('station', options, makeVdp, options.vdp?.maxUlpduOctets);
  }

  /**
   * Takes one input. `now` is in microseconds on any scale that does not go back; where it does, it stands still.
   *
   * @returns why nothing was done; nothing has changed then
   */
  handle(input: EvbStationInput, now: number): Refusal | undefined {
    switch (input.kind) {
      case 'command':
      case 'deAssociate':
      case 'hints':
      case 'remove':
        return this.#endpoint.tellVdp(input, input, now);
      case 'reannounce':
        return this.#endpoint.tellAll(input.port, { kind: 'reannounce' }, now);
      default:
        return this.#endpoint.handle(input, now);
    }
  }

  /** The next output, in causal order; `undefined` where none waits. */
  poll(): EvbStationOutput | undefined {
    return this.#endpoint.poll();
  }

  /** When `timeout` is wanted, in microseconds of `now`; `undefined`: never. */
  nextDeadline(): number | undefined {
    return this.#endpoint.nextDeadline();
  }

  status(): EvbStationStatus {
    return { role: 'station', ports: this.#endpoint.status((vdp) => vdp.status()) };
  }

  /** The VSIs of a channel, default that of SCID 1; none where there is no such channel. */
  vsis(address: ChannelAddress): readonly VdpStationVsi[] {
    return this.#endpoint.vdp(address)?.vsis() ?? [];
  }
}
