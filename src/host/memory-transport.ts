// Two transports with a cable between them, in memory: for hosts that run both ends, and for tests.

import type { FrameReceiver, FrameTransport, Scheduler } from './interfaces.js';

export interface MemoryLink {
  readonly ends: readonly [FrameTransport, FrameTransport];
  /** Plugs the cable in or out; at first it is in. Frames on their way are lost when it goes out. */
  plug(isIn: boolean): void;
}

/**
 * Links two transports.
 *
 * @param latency microseconds from one end to the other, default 0. A frame never arrives inside `send`
 * @example
 * const { ends: [a, b] } = linkInMemory(scheduler, 50);
 */
export function linkInMemory(scheduler: Scheduler, latency = 0): MemoryLink {
  const receivers: (FrameReceiver | undefined)[] = [undefined, undefined];
  let plugged = true;
  /** Counts how often the cable was plugged in or out; a frame that was sent before is lost. */
  let epoch = 0;
  const end = (own: 0 | 1): FrameTransport => ({
    send(frame) {
      if (!plugged) return;
      const copy = new Uint8Array(frame);
      const sent = epoch;
      scheduler.at(scheduler.now() + latency, () => {
        if (sent === epoch) receivers[1 - own]?.frame(copy);
      });
    },
    start(receiver) {
      receivers[own] = receiver;
      receiver.link(plugged);
    },
    stop() {
      receivers[own] = undefined;
    },
  });
  return {
    ends: [end(0), end(1)],
    plug(isIn) {
      if (isIn === plugged) return;
      plugged = isIn;
      epoch++;
      for (const receiver of receivers) receiver?.link(isIn);
    },
  };
}
