// A cable between two ports of a world. Each of its directions has faults of its own, which can change at any time, and a
// generator of its own, so that what one link draws does not change what others do.
//
// A frame is subject to the faults at the time it is sent. What is on its way when the cable is pulled out is lost.

import type { FrameReceiver, FrameTransport } from '../host/interfaces.js';
import { corrupt, drawFate, type LinkFaults, NO_FAULTS } from './link-faults.js';
import { SeededRandom } from './seeded-random.js';
import type { VirtualScheduler } from './virtual-scheduler.js';

/** A frame that was sent. */
export interface LinkFrame {
  /** Microseconds. */
  readonly at: number;
  /** As `node/port`. */
  readonly from: string;
  readonly to: string;
  readonly frame: Uint8Array;
  /** When its copies arrive, unless the cable is pulled out before; none where it is lost. */
  readonly arrivals: readonly number[];
  /** A copy arrives damaged. */
  readonly isCorrupted: boolean;
}

interface End {
  readonly name: string;
  readonly random: SeededRandom;
  receiver: FrameReceiver | undefined;
  isUp: boolean;
  /** Of what is sent here. */
  faults: LinkFaults;
  /** Nothing that keeps its order arrives before. */
  lastArrival: number;
}

export class WorldLink {
  readonly ends: readonly [string, string];
  /** All that was sent, in its order. */
  readonly frames: LinkFrame[] = [];
  readonly #scheduler: VirtualScheduler;
  readonly #keepsFrames: boolean;
  readonly #both: readonly [End, End];
  /** Counts how often the cable was touched: a frame arrives on the cable that it left on. */
  #epoch = 0;

  constructor(
    scheduler: VirtualScheduler,
    seed: number,
    names: readonly [string, string],
    faults: Partial<LinkFaults>,
    keepsFrames: boolean,
  ) {
    const end = (own: 0 | 1): End => ({
      name: names[own],
      random: new SeededRandom(`${seed} ${names[own]}>${names[own === 0 ? 1 : 0]}`),
      receiver: undefined,
      isUp: true,
      faults: { ...NO_FAULTS, ...faults },
      lastArrival: 0,
    });
    this.#scheduler = scheduler;
    this.#keepsFrames = keepsFrames;
    this.ends = names;
    this.#both = [end(0), end(1)];
  }

  /** Changes the faults of what an end sends, or of both directions; what is not named stays. */
  set(faults: Partial<LinkFaults>, from?: string): void {
    for (const end of this.#endsOf(from)) end.faults = { ...end.faults, ...faults };
  }

  /** Takes all faults away for good but the latency, and plugs both ends in. */
  heal(): void {
    for (const end of this.#both) end.faults = { ...NO_FAULTS, latency: end.faults.latency };
    this.plug(true);
  }

  /** The link is seen up or down by one end, or by both. Frames pass while both see it up. */
  plug(up: boolean, end?: string): void {
    for (const one of this.#endsOf(end)) {
      if (one.isUp === up) continue;
      one.isUp = up;
      this.#epoch++;
      one.receiver?.link(up);
    }
  }

  /** The link goes down for a time. */
  flap(downFor: number, end?: string): void {
    this.plug(false, end);
    this.#scheduler.at(this.#scheduler.now() + downFor, () => this.plug(true, end));
  }

  /** A frame of a third party on the cable arrives at an end, past all faults. */
  inject(end: string, frame: Uint8Array): void {
    const to = this.#endsOf(end)[0] as End;
    const arriving = frame.slice();
    this.#scheduler.at(this.#scheduler.now() + to.faults.latency, () => to.receiver?.frame(arriving));
  }

  /** The transport of an end. */
  transport(end: string): FrameTransport {
    const own = this.#endsOf(end)[0] as End;
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

  #endsOf(name: string | undefined): readonly End[] {
    if (name === undefined) return this.#both;
    const end = this.#both.find((one) => one.name === name);
    if (end === undefined) throw new Error(`the ends of the link are ${this.ends.join(' and ')}, not ${name}`);
    return [end];
  }

  #send(from: End, frame: Uint8Array): void {
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

  #arrival(from: End, at: number, overtakes: boolean): number {
    if (overtakes) return at;
    from.lastArrival = Math.max(from.lastArrival, at);
    return from.lastArrival;
  }
}
