// A station that is driven, for hosts that would rather wait for promises than match outcomes to commands.

import type { Refusal } from '../core/refusal.js';
import { DEFAULT_SCID } from '../evb/place.js';
import type { SChannelStatus } from '../evb/port.js';
import type { EvbStation, EvbStationInput, EvbStationOutput, EvbStationStatus } from '../evb/station.js';
import type { SChannelPair } from '../s-channel/wire/cdcp-tlv.js';
import type { DeAssociateCommand, VsiCommand } from '../vdp/station/io.js';
import type { VdpStationVsi } from '../vdp/station/status.js';
import type { FilterInfo } from '../vdp/wire/filter-info.js';
import { type CommandOptions, CommandPromises } from './command-promise.js';
import { type Driver, drive } from './drive.js';
import { type EventOf, type EventStream, type EventsOptions, eventsOf } from './events.js';
import type { HostParts, Scheduler } from './interfaces.js';
import {
  type CdcpChange,
  changeCdcp,
  channelUp,
  type PortHandle,
  sChannelsOf,
  unwantChannels,
  wantChannels,
} from './port-channels.js';
import { type WaitOptions, waitFor } from './wait.js';

/** What a station tells people; frames and TLVs to send are not among it. */
export type EvbStationEvent = EventOf<EvbStationOutput>;

/** A VSI to be associated. */
export type WantedVsi = Omit<VsiCommand, 'command'>;

/**
 * Drives a station.
 *
 * @example
 * const station = driveStation(new EvbStation({ ports: [{ name: 'eth0', mac }] }), { transports: { eth0 } }, scheduler);
 * await station.port('eth0').ready();
 * const filterInfo = await station.port('eth0').associate(vsi, { retry: { count: 3, delay: 1_000_000 } });
 */
export const driveStation = (
  station: EvbStation,
  host: HostParts<EvbStationInput, EvbStationOutput>,
  scheduler: Scheduler,
): StationHost => new StationHost(station, host, scheduler);

export class StationHost {
  readonly station: EvbStation;
  readonly driver: Driver<EvbStationInput, EvbStationOutput>;
  readonly #commands: CommandPromises;

  constructor(station: EvbStation, host: HostParts<EvbStationInput, EvbStationOutput>, scheduler: Scheduler) {
    this.station = station;
    this.driver = drive(station, host, scheduler);
    this.#commands = new CommandPromises(this.driver);
  }

  /** A port, or an S-channel of it. It need not be there yet. */
  port(name: string, scid: number = DEFAULT_SCID): StationPort {
    return new StationPort(this, this.#commands, name, scid);
  }

  /** Gives a plain input; answers why it was not taken. */
  handle(input: EvbStationInput): Refusal | undefined {
    return this.driver.handle(input);
  }

  /** All that is told from now on. */
  events(options: EventsOptions = {}): EventStream<EvbStationEvent> {
    return eventsOf(this.driver, options);
  }

  status(): EvbStationStatus {
    return this.station.status();
  }

  /** Ends the driving; promises that wait are rejected with `stopped`, and nothing is de-associated. */
  stop(): void {
    this.driver.stop();
  }
}

/** After these EVB may be agreed. */
const READY_AFTER: readonly string[] = ['link', 'configure', 'enable', 'peerUp', 'channelUp'];

export class StationPort {
  readonly #host: StationHost;
  readonly #commands: CommandPromises;
  readonly #port: string;
  readonly #scid: number;

  constructor(host: StationHost, commands: CommandPromises, port: string, scid: number) {
    this.#host = host;
    this.#commands = commands;
    this.#port = port;
    this.#scid = scid;
  }

  /** Associates a VSI; resolves with the VIDs and priorities that the bridge supplied. Rejects with a `VsiError`. */
  associate(vsi: WantedVsi, options: CommandOptions = {}): Promise<FilterInfo> {
    return this.#command('associate', vsi, options);
  }

  preAssociate(vsi: WantedVsi, options: CommandOptions = {}): Promise<FilterInfo> {
    return this.#command('preAssociate', vsi, options);
  }

  /** Pre-Associate with resource reservation. */
  preAssociateRr(vsi: WantedVsi, options: CommandOptions = {}): Promise<FilterInfo> {
    return this.#command('preAssociateRr', vsi, options);
  }

  /** De-associates a VSI; resolves with the filter info that was in force. */
  deAssociate(vsi: DeAssociateCommand, options: CommandOptions = {}): Promise<FilterInfo> {
    return this.#commands.give({ kind: 'deAssociate', port: this.#port, scid: this.#scid, vsi }, options);
  }

  /** Another S-channel of the same port. It need not be there yet. */
  channel(scid: number): StationPort {
    return new StationPort(this.#host, this.#commands, this.#port, scid);
  }

  /** The S-channels of the port, those that are missing, too, with why. */
  sChannels(): readonly SChannelStatus[] {
    return sChannelsOf(this.#handle);
  }

  /** Wants further S-channels of the bridge, behind those wanted already; answers why that was not taken. */
  want(...scids: number[]): Refusal | undefined {
    return wantChannels(this.#handle, scids);
  }

  /** Wants them no more: they end, and so do their VSIs. */
  unwant(...scids: number[]): Refusal | undefined {
    return unwantChannels(this.#handle, scids);
  }

  /** Changes what CDCP wants, the capacity as well. */
  cdcp(change: CdcpChange): Refusal | undefined {
    return changeCdcp(this.#handle, change);
  }

  /** Resolves with SCID and SVID when this S-channel is there. */
  up(options: WaitOptions = {}): Promise<SChannelPair> {
    return channelUp(this.#host.driver, this.#handle, this.#scid, options);
  }

  /** Resolves when EVB is agreed with the bridge, so that commands are taken. */
  ready(options: WaitOptions = {}): Promise<void> {
    return waitFor<void>(
      this.#host.driver,
      {
        wish: 'ready',
        place: { port: this.#port, scid: this.#scid },
        look: () => (this.#isReady() ? { value: undefined } : undefined),
        // Without a peer EVB can be ready as well, where it is agreed by hand.
        mayCome: ({ kind }) => READY_AFTER.includes(kind),
      },
      options,
    );
  }

  /** The VSIs of this port. */
  vsis(): readonly VdpStationVsi[] {
    return this.#host.station.vsis({ port: this.#port, scid: this.#scid });
  }

  get #handle(): PortHandle {
    const host = this.#host;
    return { name: this.#port, status: () => host.status(), handle: (input) => host.handle(input) };
  }

  #isReady(): boolean {
    const port = this.#host.station.status().ports.find(({ name }) => name === this.#port);
    return port?.channels.find(({ scid }) => scid === this.#scid)?.evb.evbReady ?? false;
  }

  #command(command: VsiCommand['command'], vsi: WantedVsi, options: CommandOptions): Promise<FilterInfo> {
    return this.#commands.give(
      { kind: 'command', port: this.#port, scid: this.#scid, vsi: { ...vsi, command } },
      options,
    );
  }
}
