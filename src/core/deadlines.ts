// Many timers, each known by a small number (a slot), as one heap. Arming a timer later than it was costs nothing: its
// entry is moved when it comes to the top, so a timer that is put off again and again, as a keep-alive is, stays cheap.
//
// Always: a slot has at most one entry in the heap, whose key is not after the slot's deadline.

const ABSENT = -1;
const FIRST_CAPACITY = 16;

export class Deadlines {
  /** Deadline by slot; Infinity where the timer is stopped. */
  #deadline = new Float64Array(FIRST_CAPACITY).fill(Number.POSITIVE_INFINITY);
  /** Place in the heap by slot. */
  #place = new Int32Array(FIRST_CAPACITY).fill(ABSENT);
  /** The heap: slots, and the key each was put in with. */
  #slot = new Int32Array(FIRST_CAPACITY);
  #key = new Float64Array(FIRST_CAPACITY);
  #size = 0;

  /** Arms the timer of a slot, or arms it anew. */
  set(slot: number, at: number): void {
    if (slot >= this.#deadline.length) this.#grow(slot);
    this.#deadline[slot] = at;
    const place = this.#place[slot] as number;
    if (place === ABSENT) this.#rise(this.#size++, slot, at);
    else if (at < (this.#key[place] as number)) this.#rise(place, slot, at);
  }

  /** Stops the timer of a slot. */
  clear(slot: number): void {
    if (slot < this.#deadline.length) this.#deadline[slot] = Number.POSITIVE_INFINITY;
  }

  /** When the timer of a slot is due; Infinity where it is stopped. */
  at(slot: number): number {
    return this.#deadline[slot] ?? Number.POSITIVE_INFINITY;
  }

  /** When the next timer is due; Infinity where none runs. */
  next(): number {
    this.#straighten();
    return this.#size === 0 ? Number.POSITIVE_INFINITY : (this.#key[0] as number);
  }

  /** The slot whose timer is due first, at or before `now`, or -1. The timer stays armed. */
  due(now: number): number {
    return this.next() <= now ? (this.#slot[0] as number) : ABSENT;
  }

  /** Brings the key at the top up to its slot's deadline, until it is. */
  #straighten(): void {
    while (this.#size > 0) {
      const slot = this.#slot[0] as number;
      const at = this.#deadline[slot] as number;
      if (at === this.#key[0]) return;
      if (at === Number.POSITIVE_INFINITY) this.#dropTop();
      else this.#sink(slot, at);
    }
  }

  #dropTop(): void {
    this.#place[this.#slot[0] as number] = ABSENT;
    this.#size--;
    if (this.#size > 0) this.#sink(this.#slot[this.#size] as number, this.#key[this.#size] as number);
  }

  /** Puts an entry where it belongs at or above `place`. */
  #rise(from: number, slot: number, key: number): void {
    let place = from;
    while (place > 0) {
      const above = (place - 1) >> 1;
      if ((this.#key[above] as number) <= key) break;
      this.#put(place, this.#slot[above] as number, this.#key[above] as number);
      place = above;
    }
    this.#put(place, slot, key);
  }

  /** Puts an entry where it belongs below the top, whose entry goes. */
  #sink(slot: number, key: number): void {
    let place = 0;
    for (;;) {
      let below = 2 * place + 1;
      if (below >= this.#size) break;
      if (below + 1 < this.#size && (this.#key[below + 1] as number) < (this.#key[below] as number)) below++;
      if ((this.#key[below] as number) >= key) break;
      this.#put(place, this.#slot[below] as number, this.#key[below] as number);
      place = below;
    }
    this.#put(place, slot, key);
  }

  #put(place: number, slot: number, key: number): void {
    this.#slot[place] = slot;
    this.#key[place] = key;
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
    const slots = new Int32Array(capacity);
    slots.set(this.#slot);
    this.#slot = slots;
    const keys = new Float64Array(capacity);
    keys.set(this.#key);
    this.#key = keys;
  }
}
