// Two transports with a cable between them, in memory: for hosts that run both ends, for tests and for trying things out.

import type { FrameReceiver, FrameTransport, Scheduler } from './interfaces.js';

export interface MemoryLink {
  readonly ends: readonly [FrameTransport, FrameTransport];
  /** Plugs the cable in or out; frames on their way are lost when it goes out. It begins plugged in. */
  plug(in_: boolean): void;
}

/**
 * Links two transports.
 *
 * @param latency microseconds from one end to the other, default 0: still never inside `send`
 * @example
 * const { ends: [a, b] } = linkInMemory(scheduler, 50);
 */
export function linkInMemory(scheduler: Scheduler, latency = 0): MemoryLink {
  const receivers: (FrameReceiver | undefined)[] = [undefined, undefined];
  let plugged = true;
  /** Counts how often the cable was touched: a frame arrives on the cable that it left on. */
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
    plug(in_) {
      if (in_ === plugged) return;
      plugged = in_;
      epoch++;
      for (const receiver of receivers) receiver?.link(in_);
    },
  };
}
