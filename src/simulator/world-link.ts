// A cable between two ports of a world. Each direction has its own faults, which can change at any time, and its own random
// numbers, so that what one link draws changes nothing on other links.
//
// The faults at the time of sending decide about a frame. Frames on their way are lost when the cable is pulled out.

import type { FrameReceiver, FrameTransport } from '../host/interfaces.js';
import { corrupt, drawFate, type LinkFaults, NO_FAULTS } from './link-faults.js';
import { SeededRandom } from './seeded-random.js';
import type { VirtualScheduler } from './virtual-scheduler.js';

/** A frame that was sent. */
export interface LinkFrame {
  /** Microseconds. */
  readonly at: number;
  /** As `end/port`. */
  readonly from: string;
  readonly to: string;
  readonly frame: Uint8Array;
  /** When the copies arrive, in microseconds, unless the cable is pulled out before. Empty: the frame is lost. */
  readonly arrivals: readonly number[];
  /** The copies arrive damaged. */
  readonly isCorrupted: boolean;
}

interface LinkPort {
  readonly name: string;
  readonly random: SeededRandom;
  receiver: FrameReceiver | undefined;
  isUp: boolean;
  /** Of the direction from this port. */
  faults: LinkFaults;
  /** Arrival of the last frame that kept its order; the next one arrives no earlier. */
  lastArrival: number;
}

export class WorldLink {
  /** As `end/port`. */
  readonly ports: readonly [string, string];
  /** All frames sent, in their order. */
  readonly frames: LinkFrame[] = [];
  readonly #scheduler: VirtualScheduler;
  readonly #keepsFrames: boolean;
  readonly #both: readonly [LinkPort, LinkPort];
  /** Counts how often the cable was plugged in or out; a frame that was sent before is lost. */
  #epoch = 0;

  constructor(
    scheduler: VirtualScheduler,
    seed: number,
    names: readonly [string, string],
    faults: Partial<LinkFaults>,
    keepsFrames: boolean,
  ) {
    const port = (own: 0 | 1): LinkPort => ({
      name: names[own],
      random: new SeededRandom(`${seed} ${names[own]}>${names[own === 0 ? 1 : 0]}`),
      receiver: undefined,
      isUp: true,
      faults: { ...NO_FAULTS, ...faults },
      lastArrival: 0,
    });
    this.#scheduler = scheduler;
    this.#keepsFrames = keepsFrames;
    this.ports = names;
    this.#both = [port(0), port(1)];
  }

  /** Changes the faults of the direction from a port; default both directions. Faults that are not given stay. */
  set(faults: Partial<LinkFaults>, from?: string): void {
    for (const port of this.#portsOf(from)) port.faults = { ...port.faults, ...faults };
  }

  /** Removes all faults; the latency stays. Plugs both ports in. */
  heal(): void {
    for (const port of this.#both) port.faults = { ...NO_FAULTS, latency: port.faults.latency };
    this.plug(true);
  }

  /** A port, default both, sees the link up or down. Frames pass while both ports see it up. */
  plug(up: boolean, port?: string): void {
    for (const one of this.#portsOf(port)) {
      if (one.isUp === up) continue;
      one.isUp = up;
      this.#epoch++;
      one.receiver?.link(up);
    }
  }

  /** The link goes down for `downFor` microseconds. */
  flap(downFor: number, port?: string): void {
    this.plug(false, port);
    this.#scheduler.at(this.#scheduler.now() + downFor, () => this.plug(true, port));
  }

  /** A frame of a third party on the cable arrives at a port, without faults. */
  inject(port: string, frame: Uint8Array): void {
    const to = this.#port(port);
    const arriving = frame.slice();
    this.#scheduler.at(this.#scheduler.now() + to.faults.latency, () => to.receiver?.frame(arriving));
  }

  /** The transport of a port. */
  transport(port: string): FrameTransport {
    const own = this.#port(port);
    return {
      send: (frame) => this.#send(own, frame),
      start(receiver) {
        own.receiver = receiver;
        receiver.link(own.isUp);
      },
      stop() {
        own.receiver = undefined;
      },
    };
  }

  #portsOf(name: string | undefined): readonly LinkPort[] {
    return name === undefined ? this.#both : [this.#port(name)];
  }

  #port(name: string): LinkPort {
    const port = this.#both.find((one) => one.name === name);
    if (port === undefined) throw new Error(`the ports of the link are ${this.ports.join(' and ')}, not ${name}`);
    return port;
  }

  #send(from: LinkPort, frame: Uint8Array): void {
    const to = from === this.#both[0] ? this.#both[1] : this.#both[0];
    const now = this.#scheduler.now();
    const { delays, overtakes } = drawFate(from.faults, from.random, frame);
    const { corruption, corrupts = () => true } = from.faults;
    const isCorrupted = from.random.chance(corruption) && corrupts(frame);
    const arriving = isCorrupted ? corrupt(frame, from.random) : frame.slice();
    const isUp = from.isUp && to.isUp;
    const arrivals = isUp ? delays.map((delay) => this.#arrival(from, now + delay, overtakes)) : [];
    if (this.#keepsFrames) {
      this.frames.push({ at: now, from: from.name, to: to.name, frame: frame.slice(), arrivals, isCorrupted });
    }
    const sent = this.#epoch;
    for (const at of arrivals) {
      this.#scheduler.at(at, () => {
        if (sent === this.#epoch) to.receiver?.frame(arriving);
      });
    }
  }

  #arrival(from: LinkPort, at: number, overtakes: boolean): number {
    if (overtakes) return at;
    from.lastArrival = Math.max(from.lastArrival, at);
    return from.lastArrival;
  }
}
