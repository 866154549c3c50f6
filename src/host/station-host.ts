// A driven station with promises: for commands, for EVB, for S-channels.

import type { Refusal } from '../core/refusal.js';
import { type ChannelPlace, DEFAULT_SCID } from '../evb/place.js';
import type { EvbStation, EvbStationInput, EvbStationOutput, EvbStationStatus } from '../evb/station.js';
import type { SChannelStatus } from '../evb/status.js';
import type { SChannelPair } from '../s-channel/wire/cdcp-tlv.js';
import type { DeAssociateCommand, VsiCommand } from '../vdp/station/io.js';
import type { VdpStationVsi } from '../vdp/station/status.js';
import type { FilterInfo } from '../vdp/wire/filter-info.js';
import { type CommandOptions, CommandPromises } from './command-promise.js';
import { type Driver, drive } from './drive.js';
import { type EventOf, type EventStream, type EventsOptions, eventsOf } from './events.js';
import type { HostParts, Scheduler } from './interfaces.js';
import { type CdcpChange, channelUp, type PortHandle, unwantChannels, wantChannels } from './port-channels.js';
import { type WaitOptions, waitFor } from './wait.js';

/** The outputs of a station for people: all but frames and TLVs to send. */
export type EvbStationEvent = EventOf<EvbStationOutput>;

/** What to associate: a VSI with its type and filter. */
export type WantedVsi = Omit<VsiCommand, 'command'>;

/**
 * Drives a station with the parts of the host. The transports are started at once.
 *
 * @example
 * const station = driveStation(new EvbStation({ ports: [{ name: 'eth0', mac }] }), { transports: { eth0 } }, scheduler);
 * await station.port('eth0').ready();
 * const filterInfo = await station.port('eth0').associate(vsi, { retry: { count: 3, delay: 1_000_000 } });
 */
export const driveStation = (
  station: EvbStation,
  parts: HostParts<EvbStationInput, EvbStationOutput>,
  scheduler: Scheduler,
): StationHost => new StationHost(station, parts, scheduler);

/** A driven station. */
export class StationHost {
  readonly station: EvbStation;
  readonly driver: Driver<EvbStationInput, EvbStationOutput>;
  readonly #commands: CommandPromises;

  constructor(station: EvbStation, parts: HostParts<EvbStationInput, EvbStationOutput>, scheduler: Scheduler) {
    this.station = station;
    this.driver = drive(station, parts, scheduler);
    this.#commands = new CommandPromises(this.driver);
  }

  /** A port with its default S-channel. The port may be added later. */
  port(name: string): StationPort {
    return new StationPort(this, this.#commands, { port: name, scid: DEFAULT_SCID });
  }

  /** Gives a plain input. Tags that begin with `dot1qbg` are those of promises. Returns why the input was not taken. */
  handle(input: EvbStationInput): Refusal | undefined {
    return this.driver.handle(input);
  }

  /** The events from now on. */
  events(options: EventsOptions = {}): EventStream<EvbStationEvent> {
    return eventsOf(this.driver, options);
  }

  status(): EvbStationStatus {
    return this.station.status();
  }

  /** Ends driving. Promises that wait are rejected with `stopped`; no VSI is de-associated. */
  stop(): void {
    this.driver.stop();
  }
}

/** Inputs and outputs with which EVB may become agreed; the inputs where it is agreed by hand, without a peer. */
const READY_AFTER: readonly string[] = ['link', 'configure', 'enable', 'peerUp', 'channelUp'];

/** An S-channel of a port of a driven station. */
export class StationPort {
  readonly #host: StationHost;
  readonly #commands: CommandPromises;
  readonly #place: ChannelPlace;

  /** @internal `port()` and `channel()` make it */
  constructor(host: StationHost, commands: CommandPromises, place: ChannelPlace) {
    this.#host = host;
    this.#commands = commands;
    this.#place = place;
  }

  /**
   * Associates a VSI. Resolves with the filter info in force, which has the VIDs and priorities that the bridge supplied.
   * Rejects with a `VsiError`, or with an `OptionError` for a wrong `retry`.
   */
  associate(vsi: WantedVsi, options: CommandOptions = {}): Promise<FilterInfo> {
    return this.#command('associate', vsi, options);
  }

  /** Pre-associates a VSI, as `associate` otherwise. */
  preAssociate(vsi: WantedVsi, options: CommandOptions = {}): Promise<FilterInfo> {
    return this.#command('preAssociate', vsi, options);
  }

  /** Pre-associates a VSI with resource reservation, as `associate` otherwise. */
  preAssociateRr(vsi: WantedVsi, options: CommandOptions = {}): Promise<FilterInfo> {
    return this.#command('preAssociateRr', vsi, options);
  }

  /** De-associates a VSI. Resolves with the filter info that was in force; rejects as `associate`. */
  deAssociate(vsi: DeAssociateCommand, options: CommandOptions = {}): Promise<FilterInfo> {
    return this.#commands.give({ kind: 'deAssociate', ...this.#place, vsi }, options);
  }

  /** An S-channel of the same port, 1..4094. It may come up later. */
  channel(scid: number): StationPort {
    return new StationPort(this.#host, this.#commands, { port: this.#place.port, scid });
  }

  /** The S-channels of the port. Those that are missing come last, with the reason. */
  sChannels(): readonly SChannelStatus[] {
    return this.#host.station.portStatus(this.#place.port)?.sChannels ?? [];
  }

  /** Wants further S-channels of the bridge, behind those that are wanted already. Returns why not. */
  want(...scids: number[]): Refusal | undefined {
    return wantChannels(this.#handle, scids);
  }

  /** Wants S-channels no more: they end, and their VSIs end. Returns why not. */
  unwant(...scids: number[]): Refusal | undefined {
    return unwantChannels(this.#handle, scids);
  }

  /** Changes what CDCP wants, among it the capacity. Returns why not. */
  cdcp(change: CdcpChange): Refusal | undefined {
    return this.#host.handle({ kind: 'cdcp', port: this.#place.port, cdcp: change });
  }

  /** Resolves with SCID and SVID when this S-channel is up. Rejects with a `VsiError`: `aborted` or `stopped`. */
  up(options: WaitOptions = {}): Promise<SChannelPair> {
    const { driver, station } = this.#host;
    return channelUp(driver, this.#place, (place) => station.channelStatus(place), options);
  }

  /** Resolves when EVB is agreed with the bridge: commands are taken from then on. Rejects as `up`. */
  ready(options: WaitOptions = {}): Promise<void> {
    const { driver, station } = this.#host;
    return waitFor<void>(
      driver,
      {
        wish: 'ready',
        place: this.#place,
        look: () => (station.channelStatus(this.#place)?.evb.evbReady ? { value: undefined } : undefined),
        mayCome: ({ kind }) => READY_AFTER.includes(kind),
      },
      options,
    );
  }

  /** The VSIs of this S-channel. */
  vsis(): readonly VdpStationVsi[] {
    return this.#host.station.vsis(this.#place);
  }

  get #handle(): PortHandle {
    const { station, driver } = this.#host;
    const { port } = this.#place;
    return { name: port, status: () => station.portStatus(port), handle: (input) => driver.handle(input) };
  }

  #command(command: VsiCommand['command'], vsi: WantedVsi, options: CommandOptions): Promise<FilterInfo> {
    return this.#commands.give({ kind: 'command', ...this.#place, vsi: { ...vsi, command } }, options);
  }
}
