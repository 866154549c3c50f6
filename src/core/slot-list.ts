// A first-in, first-out list of slots. A slot is in the list at most once. To join, to leave and to look ahead take
// constant time and allocate nothing.

const FIRST_CAPACITY = 16;
/** No slot: the neighbour of both ends, and the answer of a list that is empty. */
export const NO_SLOT = -1;
/** Neighbour of a slot that is not in the list. */
const OUTSIDE = -2;
/** Neighbours of a slot. They stand side by side, since the list reads both together. */
const LINKS = 2;

export class SlotList {
  /** By slot: the slot before it, then the slot behind it. */
  #links = new Int32Array(LINKS * FIRST_CAPACITY).fill(OUTSIDE);
  #first = NO_SLOT;
  #last = NO_SLOT;
  #size = 0;

  /** A list of slots, in this order. */
  static of(slots: readonly number[]): SlotList {
    const list = new SlotList();
    for (const slot of slots) list.push(slot);
    return list;
  }

  get size(): number {
    return this.#size;
  }

  /** The slot that has waited longest, or -1. */
  get first(): number {
    return this.#first;
  }

  /** The slot that joined last, or -1. */
  get last(): number {
    return this.#last;
  }

  /** The slot behind a slot of the list, or -1. */
  next(slot: number): number {
    return this.#links[LINKS * slot + 1] as number;
  }

  /** All slots of the list, in their order. */
  slots(): number[] {
    const slots: number[] = [];
    for (let slot = this.#first; slot !== NO_SLOT; slot = this.next(slot)) slots.push(slot);
    return slots;
  }

  has(slot: number): boolean {
    return LINKS * slot < this.#links.length && this.#links[LINKS * slot] !== OUTSIDE;
  }

  /** Puts a slot at the end. A slot that is in the list keeps its place. */
  push(slot: number): void {
    const at = LINKS * slot;
    if (at >= this.#links.length) this.#grow(slot);
    if (this.#links[at] !== OUTSIDE) return;
    this.#links[at] = this.#last;
    this.#links[at + 1] = NO_SLOT;
    if (this.#last === NO_SLOT) this.#first = slot;
    else this.#links[LINKS * this.#last + 1] = slot;
    this.#last = slot;
    this.#size++;
  }

  /** Takes a slot out, if the list has it. */
  delete(slot: number): void {
    if (!this.has(slot)) return;
    const at = LINKS * slot;
    const before = this.#links[at] as number;
    const after = this.#links[at + 1] as number;
    if (before === NO_SLOT) this.#first = after;
    else this.#links[LINKS * before + 1] = after;
    if (after === NO_SLOT) this.#last = before;
    else this.#links[LINKS * after] = before;
    this.#links[at] = OUTSIDE;
    this.#size--;
  }

  #grow(slot: number): void {
    const capacity = 2 ** Math.ceil(Math.log2(slot + 1));
    const links = new Int32Array(LINKS * capacity).fill(OUTSIDE);
    links.set(this.#links);
    this.#links = links;
  }
}
