// Many timers, each known by a small number (a slot). One that is due after all in the row joins it at its end, so timers
// that all run for the same time, as those of keep-alives do, cost the same however many there are. The others have a heap.
// Arming one of those later than it was costs nothing: its entry is moved when it comes to the top.
//
// Always: deadlines do not decrease along the row; an armed timer that is not in the row has an entry in the heap, whose
// key is not after its deadline. A slot has at most one entry.
//
// Each entry has four below it, and key and slot stand side by side: a timer that is put off far goes down the whole heap,
// and what that costs is memory that is far away, half as many levels of it as with two.

import { NO_SLOT, SlotList } from './slot-list.js';

const ABSENT = -1;
/** Entries below an entry. */
const ARITY = 4;
/** Members of an entry: its key, then its slot. */
const ENTRY = 2;
const FIRST_CAPACITY = 16;

export class Deadlines {
  /** Deadline by slot; Infinity where the timer is stopped. */
  #deadline = new Float64Array(FIRST_CAPACITY).fill(Number.POSITIVE_INFINITY);
  readonly #row = new SlotList();
  /** Place in the heap by slot. */
  #place = new Int32Array(FIRST_CAPACITY).fill(ABSENT);
  /** The heap: slots, and before each the key it was put in with. */
  #heap = new Float64Array(ENTRY * FIRST_CAPACITY);
  #size = 0;

  /** Arms the timer of a slot, or arms it anew. One that is due then anyhow keeps its place. */
  set(slot: number, at: number): void {
    if (slot >= this.#deadline.length) this.#grow(slot);
    if (this.#deadline[slot] === at) return;
    this.#deadline[slot] = at;
    this.#row.delete(slot);
    const { last } = this.#row;
    if (last === NO_SLOT || at >= (this.#deadline[last] as number)) this.#row.push(slot);
    else this.#setInHeap(slot, at);
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

  /** The slot whose timer is due first, at or before `now`, or -1. The timer stays armed. */
  due(now: number): number {
    const next = this.next();
    if (next > now || next === Number.POSITIVE_INFINITY) return NO_SLOT;
    const { first } = this.#row;
    return first !== NO_SLOT && this.#deadline[first] === next ? first : this.#slotAt(0);
  }

  /** Drops the top or brings its key up to its slot's deadline, until it is that. */
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

  /** Puts an entry where it belongs below the top, whose entry goes. */
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
