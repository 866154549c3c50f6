// A driven bridge with promises: for withdrawals, for S-channels.

import { equalIdentifiers } from '../core/identifier.js';
import type { Refusal } from '../core/refusal.js';
import type { EvbBridge, EvbBridgeInput, EvbBridgeOutput, EvbBridgeStatus } from '../evb/bridge.js';
import { type ChannelPlace, DEFAULT_SCID } from '../evb/place.js';
import type { SChannelStatus } from '../evb/status.js';
import type { SChannelPair } from '../s-channel/wire/cdcp-tlv.js';
import type { VdpBridgeVsi } from '../vdp/bridge/status.js';
import type { VsiReason, VsiWithdrawReason } from '../vdp/vsi.js';
import type { VsiKey } from '../vdp/wire/identity.js';
import { type Driver, drive } from './drive.js';
import { type EventOf, type EventStream, type EventsOptions, eventsOf } from './events.js';
import type { HostParts, Scheduler } from './interfaces.js';
import { type CdcpChange, channelUp } from './port-channels.js';
import { notTaken, VsiError } from './vsi-error.js';
import type { WaitOptions } from './wait.js';

/** The outputs of a bridge for people: all but frames and TLVs to send. */
export type EvbBridgeEvent = EventOf<EvbBridgeOutput>;

/**
 * Drives a bridge with the parts of the host. The transports are started at once.
 *
 * @example
 * const bridge = driveBridge(new EvbBridge({ ports: [{ name: 'ge1', mac }] }), { transports: { ge1 }, manager }, scheduler);
 * for await (const event of bridge.events()) console.log(event.kind);
 */
export const driveBridge = (
  bridge: EvbBridge,
  parts: HostParts<EvbBridgeInput, EvbBridgeOutput>,
  scheduler: Scheduler,
): BridgeHost => new BridgeHost(bridge, parts, scheduler);

/** A driven bridge. */
export class BridgeHost {
  readonly bridge: EvbBridge;
  readonly driver: Driver<EvbBridgeInput, EvbBridgeOutput>;

  constructor(bridge: EvbBridge, parts: HostParts<EvbBridgeInput, EvbBridgeOutput>, scheduler: Scheduler) {
    this.bridge = bridge;
    this.driver = drive(bridge, parts, scheduler);
  }

  /** A port with its default S-channel. The port may be added later. */
  port(name: string): BridgePort {
    return new BridgePort(this, { port: name, scid: DEFAULT_SCID });
  }

  /** Gives a plain input. Returns why the input was not taken. */
  handle(input: EvbBridgeInput): Refusal | undefined {
    return this.driver.handle(input);
  }

  /** The events from now on. */
  events(options: EventsOptions = {}): EventStream<EvbBridgeEvent> {
    return eventsOf(this.driver, options);
  }

  status(): EvbBridgeStatus {
    return this.bridge.status();
  }

  /** Ends driving. Promises that wait are rejected with `stopped`; no VSI is withdrawn. */
  stop(): void {
    this.driver.stop();
  }
}

/** An S-channel of a port of a driven bridge. */
export class BridgePort {
  readonly #host: BridgeHost;
  readonly #place: ChannelPlace;

  constructor(host: BridgeHost, place: ChannelPlace) {
    this.#host = host;
    this.#place = place;
  }

  /**
   * Ends an association by a De-Associate to the station. Resolves with the reason when the VSI is deleted; rejects with a
   * `VsiError`.
   *
   * @param reason default `policy`
   */
  withdraw({ vsiidFormat, vsiid }: VsiKey, reason: VsiWithdrawReason = 'policy'): Promise<VsiReason> {
    const { driver } = this.#host;
    const place = this.#place;
    const vsi = { vsiidFormat, vsiid };
    const isOf = (one: ChannelPlace & { readonly vsi: VsiKey }): boolean =>
      one.port === place.port &&
      one.scid === place.scid &&
      one.vsi.vsiidFormat === vsiidFormat &&
      equalIdentifiers(one.vsi.vsiid, vsiid);
    return new Promise((resolve, reject) => {
      const unlisten = driver.listen({
        told(output) {
          if (output.kind !== 'deleted' || !isOf(output)) return;
          unlisten();
          resolve(output.reason);
        },
        stopped: () => reject(new VsiError('withdraw', place, vsi, { reason: 'stopped' })),
      });
      const refusal = driver.handle({ kind: 'withdraw', ...place, vsi, reason });
      if (refusal === undefined) return;
      unlisten();
      reject(new VsiError('withdraw', place, vsi, notTaken(refusal)));
    });
  }

  /** An S-channel of the same port, 1..4094. It may come up later. */
  channel(scid: number): BridgePort {
    return new BridgePort(this.#host, { port: this.#place.port, scid });
  }

  /** The S-channels of the port. Those that are missing come last, with the reason. */
  sChannels(): readonly SChannelStatus[] {
    return this.#host.bridge.portStatus(this.#place.port)?.sChannels ?? [];
  }

  /** Changes pool, capacity and the rest of CDCP. Returns why not. */
  cdcp(change: CdcpChange): Refusal | undefined {
    return this.#host.handle({ kind: 'cdcp', port: this.#place.port, cdcp: change });
  }

  /** Resolves with SCID and SVID when this S-channel is up. Rejects with a `VsiError`: `aborted` or `stopped`. */
  up(options: WaitOptions = {}): Promise<SChannelPair> {
    const { driver, bridge } = this.#host;
    return channelUp(driver, this.#place, (place) => bridge.channelStatus(place), options);
  }

  /** The VSIs of this S-channel. */
  vsis(): readonly VdpBridgeVsi[] {
    return this.#host.bridge.vsis(this.#place);
  }
}
