// A bridge that is driven: withdrawals as promises, its VSIs, and what it tells.

import { equalIdentifiers } from '../core/identifier.js';
import type { Refusal } from '../core/refusal.js';
import type { EvbBridge, EvbBridgeInput, EvbBridgeOutput, EvbBridgeStatus } from '../evb/bridge.js';
import { type ChannelPlace, DEFAULT_SCID } from '../evb/place.js';
import type { SChannelStatus } from '../evb/port.js';
import type { SChannelPair } from '../s-channel/wire/cdcp-tlv.js';
import type { OfflineReason, WithdrawReason } from '../vdp/bridge/output.js';
import type { VdpBridgeVsi } from '../vdp/bridge/status.js';
import type { VsiKey } from '../vdp/wire/identity.js';
import { type Driver, drive } from './drive.js';
import { type EventOf, type EventStream, type EventsOptions, eventsOf } from './events.js';
import type { HostParts, Scheduler } from './interfaces.js';
import { type CdcpChange, changeCdcp, channelUp, type PortHandle, sChannelsOf } from './port-channels.js';
import { notTaken, VsiError } from './vsi-error.js';
import type { WaitOptions } from './wait.js';

/** What a bridge tells people; frames and TLVs to send are not among it. */
export type EvbBridgeEvent = EventOf<EvbBridgeOutput>;

/**
 * Drives a bridge.
 *
 * @example
 * const bridge = driveBridge(new EvbBridge({ ports: [{ name: 'ge1', mac }] }), { transports: { ge1 }, manager }, scheduler);
 * for await (const event of bridge.events()) console.log(event.kind);
 */
export const driveBridge = (
  bridge: EvbBridge,
  host: HostParts<EvbBridgeInput, EvbBridgeOutput>,
  scheduler: Scheduler,
): BridgeHost => new BridgeHost(bridge, host, scheduler);

export class BridgeHost {
  readonly bridge: EvbBridge;
  readonly driver: Driver<EvbBridgeInput, EvbBridgeOutput>;

  constructor(bridge: EvbBridge, host: HostParts<EvbBridgeInput, EvbBridgeOutput>, scheduler: Scheduler) {
    this.bridge = bridge;
    this.driver = drive(bridge, host, scheduler);
  }

  /** A port, or an S-channel of it. It need not be there yet. */
  port(name: string, scid: number = DEFAULT_SCID): BridgePort {
    return new BridgePort(this, name, scid);
  }

  /** Gives a plain input; answers why it was not taken. */
  handle(input: EvbBridgeInput): Refusal | undefined {
    return this.driver.handle(input);
  }

  /** All that is told from now on. */
  events(options: EventsOptions = {}): EventStream<EvbBridgeEvent> {
    return eventsOf(this.driver, options);
  }

  status(): EvbBridgeStatus {
    return this.bridge.status();
  }

  /** Ends the driving; nothing is withdrawn. */
  stop(): void {
    this.driver.stop();
  }
}

export class BridgePort {
  readonly #host: BridgeHost;
  readonly #port: string;
  readonly #scid: number;

  constructor(host: BridgeHost, port: string, scid: number) {
    this.#host = host;
    this.#port = port;
    this.#scid = scid;
  }

  /**
   * Ends an association by a De-Associate to the station. Resolves, with the reason, when nothing is left of the VSI here;
   * rejects with a `VsiError`.
   */
  withdraw({ vsiidFormat, vsiid }: VsiKey, reason: WithdrawReason = 'policy'): Promise<OfflineReason> {
    const { driver } = this.#host;
    const place = { port: this.#port, scid: this.#scid };
    const vsi = { vsiidFormat, vsiid };
    const isOf = (one: ChannelPlace & { readonly vsi: VsiKey }): boolean =>
      one.port === place.port &&
      one.scid === place.scid &&
      one.vsi.vsiidFormat === vsiidFormat &&
      equalIdentifiers(one.vsi.vsiid, vsiid);
    return new Promise((resolve, reject) => {
      const unlisten = driver.listen({
        told(output) {
          if (output.kind !== 'released' || !isOf(output)) return;
          unlisten();
          resolve(output.reason);
        },
        stopped: () => reject(new VsiError('withdraw', place, vsi, { reason: 'stopped' })),
      });
      const refusal = driver.handle({ kind: 'withdraw', ...place, ...vsi, reason });
      if (refusal === undefined) return;
      unlisten();
      reject(new VsiError('withdraw', place, vsi, notTaken(refusal)));
    });
  }

  /** Another S-channel of the same port. It need not be there yet. */
  channel(scid: number): BridgePort {
    return new BridgePort(this.#host, this.#port, scid);
  }

  /** The S-channels of the port, those that are missing, too, with why. */
  sChannels(): readonly SChannelStatus[] {
    return sChannelsOf(this.#handle);
  }

  /** Changes pool and capacity, among others; answers why that was not taken. */
  cdcp(change: CdcpChange): Refusal | undefined {
    return changeCdcp(this.#handle, change);
  }

  /** Resolves with SCID and SVID when this S-channel is there. */
  up(options: WaitOptions = {}): Promise<SChannelPair> {
    return channelUp(this.#host.driver, this.#handle, this.#scid, options);
  }

  /** The VSIs of this S-channel. */
  vsis(): readonly VdpBridgeVsi[] {
    return this.#host.bridge.vsis({ port: this.#port, scid: this.#scid });
  }

  get #handle(): PortHandle {
    const host = this.#host;
    return { name: this.#port, status: () => host.status(), handle: (input) => host.handle(input) };
  }
}
