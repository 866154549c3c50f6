// Time that goes on only when the program says so. What is due at one instant runs by urgency, then in the order of the
// calls of `at`.

import type { Scheduler, Timer } from '../host/interfaces.js';

interface Entry {
  readonly when: number;
  readonly urgency: number;
  readonly order: number;
  readonly run: () => void;
  isCancelled: boolean;
}

/** Cancelled entries are removed when they are more than this, and more than half of all. */
const FEW = 64;

export class VirtualScheduler implements Scheduler {
  #now: number;
  #order = 0;
  /** A heap by instant, urgency, order. */
  #heap: Entry[] = [];
  #cancelled = 0;

  /** @param start microseconds, default 0 */
  constructor(start = 0) {
    this.#now = start;
  }

  now(): number {
    return this.#now;
  }

  /** Number of timers that wait. */
  get size(): number {
    return this.#heap.length - this.#cancelled;
  }

  /**
   * Runs `run` at the instant `when` in microseconds; an instant that is over counts as the present one.
   *
   * @param urgency within one instant the smaller runs earlier; default 0
   */
  at(when: number, run: () => void, urgency = 0): Timer {
    const entry: Entry = { when: Math.max(when, this.#now), urgency, order: this.#order++, run, isCancelled: false };
    this.#push(entry);
    return {
      cancel: () => {
        // A timer that has run is no longer in the heap.
        if (entry.isCancelled) return;
        entry.isCancelled = true;
        this.#cancelled++;
        this.#sweep();
      },
    };
  }

  /** The instant of the next timer in microseconds; `undefined` without one. */
  next(): number | undefined {
    while (this.#heap[0]?.isCancelled) {
      this.#pop();
      this.#cancelled--;
    }
    return this.#heap[0]?.when;
  }

  /** Sets the clock to the next timer and runs it. False without one. */
  step(): boolean {
    if (this.next() === undefined) return false;
    const entry = this.#pop() as Entry;
    entry.isCancelled = true;
    this.#now = entry.when;
    entry.run();
    return true;
  }

  /** Sets the clock to `until`, but never back, and never beyond the next timer. */
  advance(until: number): void {
    const next = this.next() ?? Number.POSITIVE_INFINITY;
    this.#now = Math.max(this.#now, Math.min(until, next));
  }

  /** Runs all timers up to `until`, and sets the clock to it. */
  runUntil(until: number): void {
    for (let next = this.next(); next !== undefined && next <= until; next = this.next()) this.step();
    this.advance(until);
  }

  #sweep(): void {
    if (this.#cancelled <= FEW || 2 * this.#cancelled <= this.#heap.length) return;
    const left = this.#heap.filter(({ isCancelled }) => !isCancelled);
    this.#cancelled = 0;
    this.#heap = [];
    for (const entry of left) this.#push(entry);
  }

  #push(entry: Entry): void {
    const heap = this.#heap;
    let place = heap.push(entry) - 1;
    while (place > 0) {
      const above = (place - 1) >> 1;
      if (!isBefore(entry, heap[above] as Entry)) break;
      heap[place] = heap[above] as Entry;
      place = above;
    }
    heap[place] = entry;
  }

  #pop(): Entry | undefined {
    const heap = this.#heap;
    const top = heap[0];
    const last = heap.pop();
    if (last === undefined || last === top) return top;
    let place = 0;
    for (;;) {
      let below = 2 * place + 1;
      if (below >= heap.length) break;
      if (below + 1 < heap.length && isBefore(heap[below + 1] as Entry, heap[below] as Entry)) below++;
      if (!isBefore(heap[below] as Entry, last)) break;
      heap[place] = heap[below] as Entry;
      place = below;
    }
    heap[place] = last;
    return top;
  }
}

function isBefore(a: Entry, b: Entry): boolean {
  if (a.when !== b.when) return a.when < b.when;
  return a.urgency !== b.urgency ? a.urgency < b.urgency : a.order < b.order;
}
