// An EVB bridge: station-facing ports, and on each what the protocols make of it for the VSIs of the station behind it.

import type { Refusal } from '../core/refusal.js';
import { VdpBridge, type VdpBridgeOptions } from '../vdp/bridge/bridge.js';
import type { VdpBridgeInput } from '../vdp/bridge/input.js';
import type { VdpBridgeOutput, WithdrawReason } from '../vdp/bridge/output.js';
import type { VdpBridgeStatus, VdpBridgeVsi } from '../vdp/bridge/status.js';
import type { VsiAnswer } from '../vdp/manager/vsi-manager.js';
import type { VsiKey } from '../vdp/wire/identity.js';
import { type EvbCommonInput, EvbEndpoint, type EvbSystemOptions } from './endpoint.js';
import type { EvbCommonOutput } from './events.js';
import { optionsAt } from './options/options-at.js';
import { isOpenlldp } from './peer-preset.js';
import type { ChannelAddress, ChannelPlace } from './place.js';
import type { PortStatus } from './port.js';

export interface EvbBridgeOptions extends EvbSystemOptions {
  /** VDP of every port. What becomes of VSIs when the EVB TLV is lost each port says in `evb.onEvbLoss`. */
  readonly vdp?: Omit<VdpBridgeOptions, 'onEvbLoss' | 'queriesBefore'> | undefined;
}

export type EvbBridgeInput =
  | EvbCommonInput
  /** The VSI manager's answer to a `query` of this channel. One that is no longer wanted is dropped. */
  | ({ readonly kind: 'answer'; readonly id: number; readonly answer: VsiAnswer } & ChannelAddress)
  /** Whether a query waits for the VSI manager: a time-out then is error 3, not 4. */
  | ({ readonly kind: 'managerPending'; readonly id: number; readonly pending: boolean } & ChannelAddress)
  /** Ends an association by a De-Associate to the station. Refused: unknownVsi. */
  | ({ readonly kind: 'withdraw'; readonly reason?: WithdrawReason } & VsiKey & ChannelAddress)
  /** The same for all VSIs of a port, or of all ports. */
  | { readonly kind: 'withdrawAll'; readonly port?: string; readonly reason?: WithdrawReason };

export type EvbBridgeOutput = EvbCommonOutput | (VdpBridgeOutput & ChannelPlace);

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
  readonly #endpoint: EvbEndpoint<VdpBridgeInput, VdpBridgeOutput, VdpBridge>;

  /** @throws OptionError for an option out of its range */
  constructor(options: EvbBridgeOptions = {}) {
    const habits = isOpenlldp(options.peer) ? { oneTlvPerEcpdu: true } : {};
    const makeVdp = (queriesBefore: number): VdpBridge =>
      new VdpBridge({ ...habits, ...options.vdp, onEvbLoss: 'keep', queriesBefore });
    optionsAt('vdp', () => makeVdp(0));
    this.#endpoint = new EvbEndpoint('bridge', options, makeVdp);
  }

  /**
   * Takes one input. `now` is in microseconds on any scale that does not go back; where it does, it stands still.
   *
   * @returns why nothing was done; nothing has changed then
   */
  handle(input: EvbBridgeInput, now: number): Refusal | undefined {
    switch (input.kind) {
      case 'answer':
      case 'managerPending':
      case 'withdraw':
        return this.#endpoint.tellVdp(input, input, now);
      case 'withdrawAll':
        return this.#endpoint.tellAll(input.port, { kind: 'withdrawAll', reason: input.reason ?? 'policy' }, now);
      default:
        return this.#endpoint.handle(input, now);
    }
  }

  /** The next output, in causal order; `undefined` where none waits. */
  poll(): EvbBridgeOutput | undefined {
    return this.#endpoint.poll();
  }

  /** When `timeout` is wanted, in microseconds of `now`; `undefined`: never. */
  nextDeadline(): number | undefined {
    return this.#endpoint.nextDeadline();
  }

  status(): EvbBridgeStatus {
    return { role: 'bridge', ports: this.#endpoint.status((vdp) => vdp.status()) };
  }

  /** The VSIs of a channel, default that of SCID 1; none where there is no such channel. */
  vsis(address: ChannelAddress): readonly VdpBridgeVsi[] {
    return this.#endpoint.vdp(address)?.list() ?? [];
  }
}
