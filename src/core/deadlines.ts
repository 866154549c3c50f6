// Many timers. A small number, the slot, names each of them.
//
// A timer that is due after all timers of the row joins the row at its end. So timers that all run for the same time, as
// those of keep-alives do, cost the same however many there are. All other timers are in a heap. A timer of the heap that
// is armed for a later instant costs nothing: its entry moves when it comes to the top.
//
// Always: deadlines do not decrease along the row; an armed timer that is not in the row has an entry in the heap, and
// the key of the entry is not after the deadline. A slot has at most one entry.
//
// Each entry has four entries below it, and key and slot stand side by side. A timer that is put off far goes down the
// whole heap, which costs reads of distant memory; with four there are half as many levels as with two.

import { NO_SLOT, SlotList } from './slot-list.js';

const ABSENT = -1;
/** Entries below an entry. */
const ARITY = 4;
/** Members of an entry: its key, then its slot. */
const ENTRY = 2;
const FIRST_CAPACITY = 16;

/** Slot and deadline of each timer that runs, in the order of slots; the row; key and slot of each entry of the heap. */
export type DeadlinesContent = readonly [running: readonly number[], row: SlotList, heap: readonly number[]];

export class Deadlines {
  /** Deadline by slot; Infinity where the timer is stopped. */
  #deadline = new Float64Array(FIRST_CAPACITY).fill(Number.POSITIVE_INFINITY);
  #row = new SlotList();
  /** Place in the heap by slot. */
  #place = new Int32Array(FIRST_CAPACITY).fill(ABSENT);
  /** The heap: slots, and before each the key it was put in with. */
  #heap = new Float64Array(ENTRY * FIRST_CAPACITY);
  #size = 0;

  /** The timers that `content` describes. The row is taken over. */
  static of([running, row, heap]: DeadlinesContent): Deadlines {
    const deadlines = new Deadlines();
    for (let i = 0; i < running.length; i += 2) deadlines.#setDeadline(running[i] as number, running[i + 1] as number);
    deadlines.#row = row;
    for (let i = 0; i < heap.length; i += ENTRY) {
      const slot = heap[i + 1] as number;
      if (i === deadlines.#heap.length) deadlines.#growHeap();
      deadlines.#setDeadline(slot, deadlines.at(slot));
      deadlines.#put(deadlines.#size++, slot, heap[i] as number);
    }
    return deadlines;
  }

  /** All that decides which timer is due, and when. */
  content(): DeadlinesContent {
    const running: number[] = [];
    for (let slot = 0; slot < this.#deadline.length; slot++) {
      if (this.at(slot) !== Number.POSITIVE_INFINITY || this.#row.has(slot)) running.push(slot, this.at(slot));
    }
    return [running, this.#row, [...this.#heap.subarray(0, ENTRY * this.#size)]];
  }

  /** Moves every timer by a difference in microseconds: the same instants on another clock. */
  shift(by: number): void {
    for (let slot = 0; slot < this.#deadline.length; slot++) this.#deadline[slot] = this.at(slot) + by;
    for (let i = 0; i < ENTRY * this.#size; i += ENTRY) this.#heap[i] = (this.#heap[i] as number) + by;
  }

  /** Arms the timer of a slot, or arms it anew. A timer that already has this deadline keeps its place. */
  set(slot: number, at: number): void {
    if (slot >= this.#deadline.length) this.#grow(slot);
    if (this.#deadline[slot] === at) return;
    this.#deadline[slot] = at;
    this.#row.delete(slot);
    const { last } = this.#row;
    if (last === NO_SLOT || at >= (this.#deadline[last] as number)) this.#row.push(slot);
    else this.#setInHeap(slot, at);
  }

  #setDeadline(slot: number, at: number): void {
    if (slot >= this.#deadline.length) this.#grow(slot);
    this.#deadline[slot] = at;
  }

  #setInHeap(slot: number, at: number): void {
    if (ENTRY * this.#size === this.#heap.length) this.#growHeap();
    const place = this.#place[slot] as number;
    if (place === ABSENT) this.#rise(this.#size++, slot, at);
    else if (at < this.#keyAt(place)) this.#rise(place, slot, at);
  }

  /** Stops the timer of a slot. */
  clear(slot: number): void {
    if (slot >= this.#deadline.length) return;
    this.#deadline[slot] = Number.POSITIVE_INFINITY;
    this.#row.delete(slot);
  }

  /** When the timer of a slot is due; Infinity where it is stopped. */
  at(slot: number): number {
    return this.#deadline[slot] ?? Number.POSITIVE_INFINITY;
  }

  /** When the next timer is due; Infinity where none runs. */
  next(): number {
    this.#straighten();
    const { first } = this.#row;
    const inRow = first === NO_SLOT ? Number.POSITIVE_INFINITY : (this.#deadline[first] as number);
    return this.#size > 0 && this.#keyAt(0) < inRow ? this.#keyAt(0) : inRow;
  }

  /** The slot of the first timer that is due at or before `now`, or -1. The timer stays armed. */
  due(now: number): number {
    const next = this.next();
    if (next > now || next === Number.POSITIVE_INFINITY) return NO_SLOT;
    const { first } = this.#row;
    return first !== NO_SLOT && this.#deadline[first] === next ? first : this.#slotAt(0);
  }

  /** Drops the top, or raises its key to the deadline of its slot, until key and deadline are equal. */
  #straighten(): void {
    while (this.#size > 0) {
      const slot = this.#slotAt(0);
      const at = this.#deadline[slot] as number;
      if (at === Number.POSITIVE_INFINITY || this.#row.has(slot)) this.#dropTop();
      else if (at === this.#keyAt(0)) return;
      else this.#sink(slot, at);
    }
  }

  #dropTop(): void {
    this.#place[this.#slotAt(0)] = ABSENT;
    this.#size--;
    if (this.#size > 0) this.#sink(this.#slotAt(this.#size), this.#keyAt(this.#size));
  }

  /** Puts an entry where it belongs at or above `place`. */
  #rise(from: number, slot: number, key: number): void {
    let place = from;
    while (place > 0) {
      const above = ((place - 1) / ARITY) | 0;
      if (this.#keyAt(above) <= key) break;
      this.#put(place, this.#slotAt(above), this.#keyAt(above));
      place = above;
    }
    this.#put(place, slot, key);
  }

  /** Puts an entry where it belongs below the top. The entry at the top goes. */
  #sink(slot: number, key: number): void {
    const size = this.#size;
    let place = 0;
    for (let first = 1; first < size; first = ARITY * place + 1) {
      let below = first;
      let least = this.#keyAt(first);
      const end = Math.min(first + ARITY, size);
      for (let i = first + 1; i < end; i++) {
        const other = this.#keyAt(i);
        if (other < least) {
          least = other;
          below = i;
        }
      }
      if (least >= key) break;
      this.#put(place, this.#slotAt(below), least);
      place = below;
    }
    this.#put(place, slot, key);
  }

  #keyAt(place: number): number {
    return this.#heap[ENTRY * place] as number;
  }

  #slotAt(place: number): number {
    return this.#heap[ENTRY * place + 1] as number;
  }

  #put(place: number, slot: number, key: number): void {
    this.#heap[ENTRY * place] = key;
    this.#heap[ENTRY * place + 1] = slot;
    this.#place[slot] = place;
  }

  #grow(slot: number): void {
    const capacity = 2 ** Math.ceil(Math.log2(slot + 1));
    const larger = new Float64Array(capacity).fill(Number.POSITIVE_INFINITY);
    larger.set(this.#deadline);
    this.#deadline = larger;
    const places = new Int32Array(capacity).fill(ABSENT);
    places.set(this.#place);
    this.#place = places;
  }

  #growHeap(): void {
    const heap = new Float64Array(2 * this.#heap.length);
    heap.set(this.#heap);
    this.#heap = heap;
  }
}
