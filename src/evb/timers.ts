// All that has timers in a station or a bridge, channels and CDCP of ports, by slot: one entry in the heap for each.
//
// Always: work for a frame does not depend on how many there are; who rests costs nothing until its deadline.

import { Deadlines } from '../core/deadlines.js';
import { NO_SLOT, SlotList } from '../core/slot-list.js';

export interface Timed {
  /** Number among all of them, while it is there. */
  readonly slot: number;
  timeout(now: number): void;
  /** When `timeout` is wanted next; Infinity: never. */
  nextDeadline(): number;
}

export class EvbTimers {
  readonly #deadlines = new Deadlines();
  /** Whose timers may have changed, by slot. They are looked at when somebody asks. */
  readonly #touched = new SlotList();
  readonly #slots: (Timed | undefined)[] = [];
  readonly #free: number[] = [];

  /** Takes in what `make` makes of a slot; where that throws nothing has changed. */
  add<T extends Timed>(make: (slot: number) => T): T {
    const slot = this.#free.pop() ?? this.#slots.push(undefined) - 1;
    try {
      const one = make(slot);
      this.#slots[slot] = one;
      return one;
    } catch (error) {
      this.#free.push(slot);
      throw error;
    }
  }

  remove({ slot }: Timed): void {
    this.#deadlines.clear(slot);
    this.#touched.delete(slot);
    this.#slots[slot] = undefined;
    this.#free.push(slot);
  }

  /** The timers of it may have changed. */
  touch({ slot }: Timed): void {
    this.#touched.push(slot);
  }

  /** When somebody's time comes next; Infinity: never. */
  next(): number {
    this.arm();
    return this.#deadlines.next();
  }

  /**
   * Whose time has come, the first of them; it is for the caller to tell it. Whoever was touched since `arm` has no time:
   * so nobody comes twice.
   */
  due(now: number): Timed | undefined {
    const slot = this.#deadlines.due(now);
    if (slot === NO_SLOT) return undefined;
    this.#deadlines.clear(slot);
    this.#touched.push(slot);
    return this.#slots[slot];
  }

  /** Looks at the timers of all that were touched. */
  arm(): void {
    for (let slot = this.#touched.first; slot !== NO_SLOT; slot = this.#touched.first) {
      this.#touched.delete(slot);
      const next = (this.#slots[slot] as Timed).nextDeadline();
      if (next === Number.POSITIVE_INFINITY) this.#deadlines.clear(slot);
      else this.#deadlines.set(slot, next);
    }
  }
}
