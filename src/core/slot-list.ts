// A first-in, first-out list of slots, each in it at most once: joining, leaving and looking ahead take constant time and
// allocate nothing.

const FIRST_CAPACITY = 16;
/** Neighbour of the ends, and what the list answers where there is no slot. */
export const NO_SLOT = -1;
/** Neighbour of a slot that is not in the list. */
const OUTSIDE = -2;

export class SlotList {
  #before = new Int32Array(FIRST_CAPACITY).fill(OUTSIDE);
  #after = new Int32Array(FIRST_CAPACITY).fill(OUTSIDE);
  #first = NO_SLOT;
  #last = NO_SLOT;
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** The slot that has waited longest, or -1. */
  get first(): number {
    return this.#first;
  }

  /** The slot behind one that is in the list, or -1. */
  next(slot: number): number {
    return this.#after[slot] as number;
  }

  has(slot: number): boolean {
    return slot < this.#after.length && this.#after[slot] !== OUTSIDE;
  }

  /** Puts a slot at the end; one that is in the list keeps its place. */
  push(slot: number): void {
    if (slot >= this.#after.length) this.#grow(slot);
    if (this.has(slot)) return;
    this.#before[slot] = this.#last;
    this.#after[slot] = NO_SLOT;
    if (this.#last === NO_SLOT) this.#first = slot;
    else this.#after[this.#last] = slot;
    this.#last = slot;
    this.#size++;
  }

  /** Takes a slot out, if it is in. */
  delete(slot: number): void {
    if (!this.has(slot)) return;
    const before = this.#before[slot] as number;
    const after = this.#after[slot] as number;
    if (before === NO_SLOT) this.#first = after;
    else this.#after[before] = after;
    if (after === NO_SLOT) this.#last = before;
    else this.#before[after] = before;
    this.#before[slot] = OUTSIDE;
    this.#after[slot] = OUTSIDE;
    this.#size--;
  }

  #grow(slot: number): void {
    const capacity = 2 ** Math.ceil(Math.log2(slot + 1));
    const before = new Int32Array(capacity).fill(OUTSIDE);
    before.set(this.#before);
    this.#before = before;
    const after = new Int32Array(capacity).fill(OUTSIDE);
    after.set(this.#after);
    this.#after = after;
  }
}
