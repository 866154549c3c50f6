// What one direction of a link does to its frames.

import type { SeededRandom } from './seeded-random.js';

/** Probabilities are 0..1, times microseconds. */
export interface LinkFaults {
  /** From one port to the other; default 10. */
  readonly latency: number;
  /** Greatest random addition to `latency`. Frames keep their order. Default 0, like all numbers that follow. */
  readonly jitter: number;
  /** A frame does not arrive. */
  readonly loss: number;
  /** A frame arrives twice. */
  readonly duplication: number;
  /** Greatest random time between both copies. */
  readonly duplicateDelay: number;
  /** A frame is held back: later ones may overtake it. */
  readonly reordering: number;
  /** Greatest random time for which a frame is held back. */
  readonly reorderDelay: number;
  /** A frame arrives with bits flipped, cut off, longer, or with another Ethertype. */
  readonly corruption: number;
  /** Which frames `corruption` may damage; default all. A pure function. */
  readonly corrupts: ((frame: Uint8Array) => boolean) | undefined;
  /** No frame arrives, while both ports see the link up. Default false. */
  readonly cut: boolean;
  /** Which frames do not arrive, as those of one kind; default none. A pure function. */
  readonly drops: ((frame: Uint8Array) => boolean) | undefined;
}

export const NO_FAULTS: LinkFaults = {
  latency: 10,
  jitter: 0,
  loss: 0,
  duplication: 0,
  duplicateDelay: 0,
  reordering: 0,
  reorderDelay: 0,
  corruption: 0,
  corrupts: undefined,
  cut: false,
  drops: undefined,
};

/** The delays of the copies of a frame in microseconds, and whether they may overtake earlier frames. */
export interface FrameFate {
  readonly delays: readonly number[];
  readonly overtakes: boolean;
}

/** Draws the fate of a frame. */
export function drawFate(faults: LinkFaults, random: SeededRandom, frame: Uint8Array): FrameFate {
  const { latency, jitter, loss, duplication, duplicateDelay, reordering, reorderDelay, cut } = faults;
  const isLost = random.chance(loss) || cut || faults.drops?.(frame) === true;
  const isTwice = random.chance(duplication);
  const overtakes = random.chance(reordering);
  const delay = Math.round(latency + random.fraction() * jitter + (overtakes ? random.fraction() * reorderDelay : 0));
  if (isLost) return { delays: [], overtakes };
  if (!isTwice) return { delays: [delay], overtakes };
  return { delays: [delay, delay + Math.round(random.fraction() * duplicateDelay)], overtakes };
}

const MOST_FLIPS = 3;
const MOST_PADDING = 64;
const ETHERTYPE_AT = 12;

/** A damaged copy of a frame. */
export function corrupt(frame: Uint8Array, random: SeededRandom): Uint8Array {
  switch (random.below(4)) {
    case 0: {
      const flipped = frame.slice();
      for (let flips = 1 + random.below(MOST_FLIPS); flips > 0; flips--) {
        const at = random.below(flipped.length);
        flipped[at] = (flipped[at] as number) ^ (1 << random.below(8));
      }
      return flipped;
    }
    case 1:
      return frame.slice(0, random.below(frame.length));
    case 2: {
      const longer = new Uint8Array(frame.length + 1 + random.below(MOST_PADDING));
      longer.set(frame);
      for (let at = frame.length; at < longer.length; at++) longer[at] = random.below(256);
      return longer;
    }
    default: {
      const other = frame.slice();
      for (let at = ETHERTYPE_AT; at < Math.min(ETHERTYPE_AT + 2, other.length); at++) other[at] = random.below(256);
      return other;
    }
  }
}
