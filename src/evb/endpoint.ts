// What an EVB station and an EVB bridge have in common: ports, the frames and the time given to them, one queue of outputs.
// The role brings its VDP.
//
// Always: work for a frame does not depend on the number of ports, channels or VSIs; a channel's timers are one entry in
// the heap.

import { Fifo } from '../core/fifo.js';
import { OptionError, withDefaults } from '../core/limits.js';
import { NEAREST_CUSTOMER_BRIDGE, NEAREST_NON_TPMR_BRIDGE } from '../core/mac.js';
import { type Refusal, refuse } from '../core/refusal.js';
import type { EvbRole } from '../core/role.js';
import type { EvbConfigOptions } from '../lldp-evb/negotiation/config.js';
import type { SChannelPair } from '../s-channel/wire/cdcp-tlv.js';
import type { EvbChannel } from './channel.js';
import type { ChannelVdp } from './channel-vdp.js';
import type { SystemParts } from './channels.js';
import type { EvbCommonOutput } from './events.js';
import { newFrameBuilder } from './frames.js';
import type { PortCdcpOptions } from './options/channel-options.js';
import { evbEcpLimits, evbSystemLimits } from './options/limits.js';
import { optionsAt } from './options/options-at.js';
import { type EvbPortOptions, readPortOptions } from './options/port-options.js';
import { type EvbPeerPreset, isOpenlldp, OPENLLDP_REST } from './peer-preset.js';
import type { HostLldpNeighbor } from './peers.js';
import { type ChannelAddress, type ChannelPlace, DEFAULT_SCID } from './place.js';
import { type AcceptSource, EvbPort, type PortStatus } from './port.js';
import { EvbTimers } from './timers.js';

/** What a host sets of ECP. */
export interface EvbEcpOptions {
  /** Microseconds from an acknowledgement to the next ECPDU, for a peer that loses an ECPDU that comes sooner. */
  readonly rest?: number | undefined;
}

/** What a station or a bridge is made with, apart from its VDP. Numbers have their limits in `evbSystemLimits`. */
export interface EvbSystemOptions {
  readonly ports?: readonly EvbPortOptions[];
  readonly maxPorts?: number | undefined;
  readonly maxPendingOutputs?: number | undefined;
  readonly minFrameSize?: number | undefined;
  /** ECP of every port. Numbers have their limits in `evbEcpLimits`. */
  readonly ecp?: EvbEcpOptions | undefined;
  /**
   * Habits of a peer to live with: `openlldp` is one association TLV per ECPDU, a rest of 10 ms behind it, and at a station
   * null VIDs in responses. Default none. An option that is given stands above the preset.
   */
  readonly peer?: EvbPeerPreset | undefined;
  /** Refuses frames by their source address, as those of stations that are not registered. Default: all are taken. */
  readonly acceptSource?: AcceptSource | undefined;
}

export type EvbCommonInput =
  /** A port appears, its link down. Refused: badOption, portExists, tooManyPorts. */
  | { readonly kind: 'addPort'; readonly port: EvbPortOptions }
  /** A port vanishes: as link down, and then it is forgotten. Refused: unknownPort. */
  | { readonly kind: 'removePort'; readonly port: string }
  /** The MAC of a port is operational, or is not. Refused: unknownPort, and `busy` for `true`. */
  | { readonly kind: 'link'; readonly port: string; readonly up: boolean }
  /**
   * A frame came, without the FCS; read only during `handle`. `scid` is its S-channel where the host tags frames, default 1.
   * Refused: unknownPort.
   */
  | { readonly kind: 'frame'; readonly port: string; readonly frame: Uint8Array; readonly scid?: number | undefined }
  /** EVB is switched on or off; off, its LLDP shuts down and all VSIs end. Refused: unknownPort, and `busy` for `true`. */
  | { readonly kind: 'enable'; readonly port: string; readonly enabled: boolean }
  /** Proposals and wishes change while running. Refused: unknownPort, unknownChannel, badConfig. */
  | ({ readonly kind: 'configure'; readonly evb: Partial<Omit<EvbConfigOptions, 'role'>> } & ChannelAddress)
  /** What CDCP wants changes while running. Refused: unknownPort, noCdcp, badConfig, busy. */
  | { readonly kind: 'cdcp'; readonly port: string; readonly cdcp: Partial<Omit<PortCdcpOptions, 'sComp'>> }
  /**
   * An S-channel by hand, there while CDCP is off. Refused: unknownPort, noSComp, badScid, badSvid, scidInUse, svidInUse,
   * tooManySChannels, busy.
   */
  | ({ readonly kind: 'addChannel'; readonly port: string } & SChannelPair)
  /** Ends it. Refused: unknownPort, unknownScid, defaultSChannel, busy. */
  | { readonly kind: 'removeChannel'; readonly port: string; readonly scid: number }
  /**
   * Where the host speaks LLDP: all its neighbours on this channel at the Nearest Customer Bridge address, or at the other
   * `destination` of a port, Nearest non-TPMR Bridge. Refused: unknownPort, unknownChannel, noCdcp, lldpByLibrary.
   */
  | ({
      readonly kind: 'lldpNeighbors';
      /** 48-bit number; default Nearest Customer Bridge. */
      readonly destination?: number | undefined;
      readonly neighbors: readonly HostLldpNeighbor[];
    } & ChannelAddress)
  /** `nextDeadline` has come; too early does nothing. */
  | { readonly kind: 'timeout' };

/** How a role makes its VDP for a channel; `queriesBefore` are those of the VDP whose place it takes. */
export type MakeVdp<Vdp> = (queriesBefore: number) => Vdp;

export class EvbEndpoint<Input, Output extends object, Vdp extends ChannelVdp<Input, Output>> {
  readonly #parts: SystemParts<Input, Output>;
  readonly #acceptSource: AcceptSource | undefined;
  readonly #maxPorts: number;
  readonly #maxPendingOutputs: number;
  readonly #ports = new Map<string, EvbPort<Input, Output>>();
  readonly #outputs = new Fifo<EvbCommonOutput | (Output & ChannelPlace)>();
  /** Of channels, and of ports with CDCP. */
  readonly #timers = new EvbTimers();
  #now = Number.NEGATIVE_INFINITY;

  /**
   * @param maxUlpduOctets greatest ULPDU that ECP sends; the default is ECP's
   * @throws OptionError for an option out of its range
   */
  constructor(role: EvbRole, options: EvbSystemOptions, makeVdp: MakeVdp<Vdp>, maxUlpduOctets?: number) {
    const limits = withDefaults<keyof typeof evbSystemLimits>(evbSystemLimits, options);
    const preset = isOpenlldp(options.peer) ? { rest: OPENLLDP_REST } : {};
    const { rest } = optionsAt('ecp', () => withDefaults<'rest'>(evbEcpLimits, { ...preset, ...options.ecp }));
    this.#acceptSource = options.acceptSource;
    this.#maxPorts = limits.maxPorts;
    this.#maxPendingOutputs = limits.maxPendingOutputs;
    this.#parts = {
      role,
      makeVdp,
      frames: newFrameBuilder(limits.minFrameSize),
      ecp: { rest, maxUlpduOctets },
      timers: this.#timers,
      outputs: this.#outputs,
    };
    for (const [i, port] of (options.ports ?? []).entries()) {
      const refusal = this.#addPort(port, `ports[${i}]`);
      if (refusal !== undefined) throw new OptionError(refusal.field, port.name, refusal.expected);
    }
  }

  /** Takes an input that both roles know. */
  handle(input: EvbCommonInput, now: number): Refusal | undefined {
    const time = this.#advance(now);
    switch (input.kind) {
      case 'frame':
        return this.#frame(input.port, input.frame, input.scid, time);
      case 'timeout':
        this.#timeout(time);
        return undefined;
      case 'link':
        return this.#link(input.port, input.up, time);
      case 'addPort':
        return this.#tryAddPort(input.port);
      case 'removePort':
        return this.#removePort(input.port, time);
      case 'enable':
        return this.#enable(input.port, input.enabled, time);
      case 'configure':
        return this.at(input, time, (channel) => channel.configure(input.evb, time));
      case 'cdcp':
        return this.#atPort(input.port, (port) => port.configureCdcp(input.cdcp, time));
      case 'addChannel':
        return this.#atPort(input.port, (port) => port.addChannel({ scid: input.scid, svid: input.svid }, time));
      case 'removeChannel':
        return this.#atPort(input.port, (port) => port.removeChannel(input.scid, time));
      case 'lldpNeighbors':
        return this.#neighbors(input, time);
    }
  }

  /** Does something at a channel that an input names. Refused: unknownPort, unknownChannel, busy. */
  at(
    { port, scid = DEFAULT_SCID }: ChannelAddress,
    now: number,
    act: (channel: EvbChannel<Input, Output>) => Refusal | undefined,
  ): Refusal | undefined {
    const found = this.#ports.get(port);
    if (found === undefined) return unknownPort();
    const channel = found.channels.at(scid);
    if (channel === undefined) return refuse('unknownChannel', 'scid', 'the SCID of an S-channel of this port');
    if (this.#isFull()) return this.#busy();
    this.#advance(now);
    const refusal = act(channel);
    this.#timers.touch(channel);
    return refusal;
  }

  /** Gives VDP what the host wants of it. */
  tellVdp(address: ChannelAddress, input: Input, now: number): Refusal | undefined {
    const time = this.#advance(now);
    return this.at(address, time, (channel) => channel.tellVdp(input, time));
  }

  /** The same for all channels, or for those of one port; for none where it is refused, which VDP never does here. */
  tellAll(port: string | undefined, input: Input, now: number): Refusal | undefined {
    const time = this.#advance(now);
    const ports = port === undefined ? [...this.#ports.values()] : [this.#ports.get(port)];
    if (ports.includes(undefined)) return unknownPort();
    if (this.#isFull()) return this.#busy();
    for (const one of ports) {
      for (const channel of one?.channels.all() ?? []) {
        channel.tellVdp(input, time);
        this.#timers.touch(channel);
      }
    }
    return undefined;
  }

  /** The output that has waited longest; `undefined` where none waits. */
  poll(): EvbCommonOutput | (Output & ChannelPlace) | undefined {
    return this.#outputs.shift();
  }

  /** When `timeout` is wanted next, in microseconds; `undefined`: never. */
  nextDeadline(): number | undefined {
    const next = this.#timers.next();
    return next === Number.POSITIVE_INFINITY ? undefined : next;
  }

  /** The VDP of a channel; `undefined` where there is none. */
  vdp({ port, scid = DEFAULT_SCID }: ChannelAddress): Vdp | undefined {
    // What the role made is what it gets back.
    return this.#ports.get(port)?.channels.at(scid)?.vdp as Vdp | undefined;
  }

  status<VdpStatus>(statusOf: (vdp: Vdp) => VdpStatus): PortStatus<VdpStatus>[] {
    return [...this.#ports.values()].map((port) => port.status(({ vdp }) => statusOf(vdp as Vdp)));
  }

  #advance(now: number): number {
    if (now > this.#now) this.#now = now;
    return this.#now;
  }

  #isFull(): boolean {
    return this.#outputs.size >= this.#maxPendingOutputs;
  }

  #busy(): Refusal {
    return refuse('busy', '', `fewer than ${this.#maxPendingOutputs} outputs that wait for poll`);
  }

  #frame(name: string, frame: Uint8Array, scid: number | undefined, now: number): Refusal | undefined {
    const port = this.#ports.get(name);
    if (port === undefined) return unknownPort();
    if (this.#isFull()) {
      port.counters.rxFrames++;
      port.counters.rxBusy++;
      return undefined;
    }
    const taker = port.takeFrame(frame, scid, now);
    if (taker !== undefined) this.#timers.touch(taker);
    return undefined;
  }

  /** Timers that are due while too many outputs wait stay due. */
  #timeout(now: number): void {
    this.#timers.arm();
    while (!this.#isFull()) {
      const one = this.#timers.due(now);
      if (one === undefined) return;
      one.timeout(now);
    }
  }

  #atPort(name: string, act: (port: EvbPort<Input, Output>) => Refusal | undefined): Refusal | undefined {
    const port = this.#ports.get(name);
    if (port === undefined) return unknownPort();
    return this.#isFull() ? this.#busy() : act(port);
  }

  #neighbors(input: Extract<EvbCommonInput, { readonly kind: 'lldpNeighbors' }>, now: number): Refusal | undefined {
    const { destination = NEAREST_CUSTOMER_BRIDGE, neighbors } = input;
    if (destination === NEAREST_CUSTOMER_BRIDGE) {
      return this.at(input, now, (channel) => channel.hostNeighbors(neighbors, now));
    }
    if (destination !== NEAREST_NON_TPMR_BRIDGE) {
      return refuse('badDestination', 'destination', 'Nearest Customer Bridge or Nearest non-TPMR Bridge');
    }
    return this.#atPort(input.port, (port) => port.uapNeighbors(neighbors, now));
  }

  #link(name: string, up: boolean, now: number): Refusal | undefined {
    const port = this.#ports.get(name);
    if (port === undefined) return unknownPort();
    if (up === port.linkUp) return undefined;
    if (up && this.#isFull()) return this.#busy();
    port.link(up, now);
    return undefined;
  }

  #enable(name: string, enabled: boolean, now: number): Refusal | undefined {
    const port = this.#ports.get(name);
    if (port === undefined) return unknownPort();
    if (enabled === port.enabled) return undefined;
    if (enabled && this.#isFull()) return this.#busy();
    port.enable(enabled, now);
    return undefined;
  }

  #tryAddPort(options: EvbPortOptions): Refusal | undefined {
    try {
      return this.#addPort(options, 'port');
    } catch (error) {
      const { code, field, expected } = error as OptionError;
      if (code !== 'dot1qbgOption') throw error;
      return refuse('badOption', field, expected);
    }
  }

  #addPort(options: EvbPortOptions, path: string): Refusal | undefined {
    const { role } = this.#parts;
    const settings = optionsAt(path, () => readPortOptions(options, role));
    if (this.#ports.has(settings.name)) return refuse('portExists', `${path}.name`, 'a name that no other port has');
    if (this.#ports.size >= this.#maxPorts) return refuse('tooManyPorts', path, `at most ${this.#maxPorts} ports`);
    const port = optionsAt(path, () =>
      this.#timers.add((slot) => new EvbPort(settings, this.#parts, this.#acceptSource, slot)),
    );
    this.#ports.set(settings.name, port);
    return undefined;
  }

  #removePort(name: string, now: number): Refusal | undefined {
    const port = this.#ports.get(name);
    if (port === undefined) return unknownPort();
    port.remove(now);
    this.#timers.remove(port);
    this.#ports.delete(name);
    return undefined;
  }
}

const unknownPort = (): Refusal => refuse('unknownPort', 'port', 'the name of a port');
