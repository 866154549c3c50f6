// What an EVB station and an EVB bridge have in common: ports, the frames and the time given to them, one queue of outputs.
// The role brings its VDP.
//
// Always: work for a frame does not depend on the number of ports or VSIs; a port's timers are one entry in the heap.

import { Deadlines } from '../core/deadlines.js';
import { Fifo } from '../core/fifo.js';
import { OptionError, withDefaults } from '../core/limits.js';
import { type Refusal, refuse } from '../core/refusal.js';
import { NO_SLOT, SlotList } from '../core/slot-list.js';
import type { EvbConfigOptions } from '../lldp-evb/evb-negotiation.js';
import { EvbChannel } from './channel.js';
import type { ChannelVdp } from './channel-vdp.js';
import type { EvbCommonOutput } from './events.js';
import { type FrameBuilder, newFrameBuilder } from './frames.js';
import { evbSystemLimits } from './limits.js';
import type { HostLldpNeighbor } from './peers.js';
import { type ChannelAddress, type ChannelPlace, DEFAULT_SCID } from './place.js';
import { type AcceptSource, EvbPort, type PortStatus } from './port.js';
import { type EvbPortOptions, optionsAt, type PortSettings, readPortOptions } from './port-options.js';

/** What a station or a bridge is made with, apart from its VDP. Numbers have their limits in `evbSystemLimits`. */
export interface EvbSystemOptions {
  readonly ports?: readonly EvbPortOptions[];
  readonly maxPorts?: number | undefined;
  readonly maxPendingOutputs?: number | undefined;
  readonly minFrameSize?: number | undefined;
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
  /** A frame came, without the FCS; read only during `handle`. Refused: unknownPort. */
  | { readonly kind: 'frame'; readonly port: string; readonly frame: Uint8Array }
  /** EVB is switched on or off; off, its LLDP shuts down and all VSIs end. Refused: unknownPort, and `busy` for `true`. */
  | { readonly kind: 'enable'; readonly port: string; readonly enabled: boolean }
  /** Proposals and wishes change while running. Refused: unknownPort, unknownChannel, badConfig. */
  | ({ readonly kind: 'configure'; readonly evb: Partial<Omit<EvbConfigOptions, 'mode'>> } & ChannelAddress)
  /** Where the host speaks LLDP: all its neighbours on this channel. Refused: unknownPort, unknownChannel, lldpByLibrary. */
  | ({ readonly kind: 'lldpNeighbors'; readonly neighbors: readonly HostLldpNeighbor[] } & ChannelAddress)
  /** `nextDeadline` has come; too early does nothing. */
  | { readonly kind: 'timeout' };

/** How a role makes its VDP for a port. */
export type MakeVdp<Vdp> = (port: PortSettings) => Vdp;

export class EvbEndpoint<Input, Output extends object, Vdp extends ChannelVdp<Input, Output>> {
  readonly #mode: EvbConfigOptions['mode'];
  readonly #makeVdp: MakeVdp<Vdp>;
  readonly #acceptSource: AcceptSource | undefined;
  readonly #maxPorts: number;
  readonly #maxPendingOutputs: number;
  readonly #frames: FrameBuilder;
  readonly #maxUlpduOctets: number | undefined;
  readonly #ports = new Map<string, EvbPort<EvbChannel<Input, Output>>>();
  readonly #outputs = new Fifo<EvbCommonOutput | (Output & ChannelPlace)>();
  /** Of channels, by slot. */
  readonly #deadlines = new Deadlines();
  /** Channels whose timers may have changed, by slot. */
  readonly #touched = new SlotList();
  readonly #slots: (EvbChannel<Input, Output> | undefined)[] = [];
  readonly #free: number[] = [];
  #now = Number.NEGATIVE_INFINITY;

  /**
   * @param maxUlpduOctets greatest ULPDU that ECP sends; the default is ECP's
   * @throws OptionError for an option out of its range
   */
  constructor(
    mode: EvbConfigOptions['mode'],
    options: EvbSystemOptions,
    makeVdp: MakeVdp<Vdp>,
    maxUlpduOctets?: number,
  ) {
    const limits = withDefaults<keyof typeof evbSystemLimits>(evbSystemLimits, options);
    this.#mode = mode;
    this.#makeVdp = makeVdp;
    this.#acceptSource = options.acceptSource;
    this.#maxPorts = limits.maxPorts;
    this.#maxPendingOutputs = limits.maxPendingOutputs;
    this.#frames = newFrameBuilder(limits.minFrameSize);
    this.#maxUlpduOctets = maxUlpduOctets;
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
        return this.#frame(input.port, input.frame, time);
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
      case 'lldpNeighbors':
        return this.at(input, time, (channel) => channel.hostNeighbors(input.neighbors, time));
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
    const channel = found.channels.get(scid);
    if (channel === undefined) return refuse('unknownChannel', 'scid', 'the SCID of an S-channel of this port');
    if (this.#isFull()) return this.#busy();
    this.#advance(now);
    const refusal = act(channel);
    this.#arm(channel);
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
      for (const channel of one?.channels.values() ?? []) {
        channel.tellVdp(input, time);
        this.#arm(channel);
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
    this.#armTouched();
    const next = this.#deadlines.next();
    return next === Number.POSITIVE_INFINITY ? undefined : next;
  }

  /** The VDP of a channel; `undefined` where there is none. */
  vdp({ port, scid = DEFAULT_SCID }: ChannelAddress): Vdp | undefined {
    // What the role made is what it gets back.
    return this.#ports.get(port)?.channels.get(scid)?.vdp as Vdp | undefined;
  }

  status<VdpStatus>(statusOf: (vdp: Vdp) => VdpStatus): PortStatus<VdpStatus>[] {
    return [...this.#ports.values()].map(({ settings, linkUp, enabled, counters, channels }) => ({
      name: settings.name,
      linkUp,
      enabled,
      counters: { ...counters },
      channels: [...channels.values()].map((channel) => ({
        ...channel.status(),
        vdp: statusOf(channel.vdp as Vdp),
      })),
    }));
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

  #frame(name: string, frame: Uint8Array, now: number): Refusal | undefined {
    const port = this.#ports.get(name);
    if (port === undefined) return unknownPort();
    if (this.#isFull()) {
      port.counters.rxFrames++;
      port.counters.rxBusy++;
      return undefined;
    }
    const channel = port.takeFrame(frame, now);
    if (channel !== undefined) this.#arm(channel);
    return undefined;
  }

  /** Timers that are due while too many outputs wait stay due. */
  #timeout(now: number): void {
    this.#armTouched();
    for (let slot = this.#deadlines.due(now); slot !== NO_SLOT && !this.#isFull(); slot = this.#deadlines.due(now)) {
      this.#deadlines.clear(slot);
      this.#touched.push(slot);
      this.#slots[slot]?.timeout(now);
    }
  }

  /** The timers of a channel may have changed. They are looked at when somebody asks. */
  #arm(channel: EvbChannel<Input, Output>): void {
    this.#touched.push(channel.slot);
  }

  #armTouched(): void {
    for (let slot = this.#touched.first; slot !== NO_SLOT; slot = this.#touched.first) {
      this.#touched.delete(slot);
      const next = (this.#slots[slot] as EvbChannel<Input, Output>).nextDeadline();
      if (next === Number.POSITIVE_INFINITY) this.#deadlines.clear(slot);
      else this.#deadlines.set(slot, next);
    }
  }

  #link(name: string, up: boolean, now: number): Refusal | undefined {
    const port = this.#ports.get(name);
    if (port === undefined) return unknownPort();
    if (up === port.linkUp) return undefined;
    if (up && this.#isFull()) return this.#busy();
    port.linkUp = up;
    for (const channel of port.channels.values()) {
      channel.link(up, now);
      this.#arm(channel);
    }
    return undefined;
  }

  #enable(name: string, enabled: boolean, now: number): Refusal | undefined {
    const port = this.#ports.get(name);
    if (port === undefined) return unknownPort();
    if (enabled === port.enabled) return undefined;
    if (enabled && this.#isFull()) return this.#busy();
    port.enabled = enabled;
    for (const channel of port.channels.values()) {
      channel.enable(enabled, now);
      this.#arm(channel);
    }
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
    const settings = optionsAt(path, () => readPortOptions(options));
    if (this.#ports.has(settings.name)) return refuse('portExists', `${path}.name`, 'a name that no other port has');
    if (this.#ports.size >= this.#maxPorts) return refuse('tooManyPorts', path, `at most ${this.#maxPorts} ports`);
    const port = new EvbPort<EvbChannel<Input, Output>>(settings, this.#acceptSource);
    const parts = {
      place: { port: settings.name, scid: DEFAULT_SCID },
      settings,
      config: { ...settings.evb, mode: this.#mode },
      frames: this.#frames,
      maxUlpduOctets: this.#maxUlpduOctets,
      counters: port.counters,
    };
    const vdp = this.#makeVdp(settings);
    const slot = this.#free.at(-1) ?? this.#slots.length;
    const channel = optionsAt(path, () => new EvbChannel<Input, Output>({ ...parts, slot }, vdp, this.#outputs));
    this.#free.pop();
    this.#slots[slot] = channel;
    port.channels.set(DEFAULT_SCID, channel);
    this.#ports.set(settings.name, port);
    return undefined;
  }

  #removePort(name: string, now: number): Refusal | undefined {
    const port = this.#ports.get(name);
    if (port === undefined) return unknownPort();
    this.#link(name, false, now);
    for (const channel of port.channels.values()) {
      const { slot } = channel;
      this.#deadlines.clear(slot);
      this.#touched.delete(slot);
      this.#slots[slot] = undefined;
      this.#free.push(slot);
    }
    this.#ports.delete(name);
    return undefined;
  }
}

const unknownPort = (): Refusal => refuse('unknownPort', 'port', 'the name of a port');
