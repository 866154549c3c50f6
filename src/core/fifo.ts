// A first-in, first-out queue whose speed does not depend on its length: an item is moved only when the ring doubles. The
// ring never shrinks.

const FIRST_CAPACITY = 16;

export class Fifo<T> {
  #ring: (T | undefined)[] = new Array(FIRST_CAPACITY).fill(undefined);
  #first = 0;
  #size = 0;

  /** A queue of items: the first of them has waited longest. */
  static of<T>(items: readonly T[]): Fifo<T> {
    const fifo = new Fifo<T>();
    for (const item of items) fifo.push(item);
    return fifo;
  }

  get size(): number {
    return this.#size;
  }

  /** Puts an item at the end. */
  push(item: T): void {
    if (this.#size === this.#ring.length) this.#grow();
    this.#ring[(this.#first + this.#size++) & (this.#ring.length - 1)] = item;
  }

  /** Takes the item that has waited longest; `undefined` where none waits. */
  shift(): T | undefined {
    if (this.#size === 0) return undefined;
    const item = this.#ring[this.#first];
    this.#ring[this.#first] = undefined;
    this.#first = (this.#first + 1) & (this.#ring.length - 1);
    this.#size--;
    return item;
  }

  /** The items that wait, in their order. */
  items(): T[] {
    return Array.from({ length: this.#size }, (_, i) => this.#ring[(this.#first + i) & (this.#ring.length - 1)] as T);
  }

  #grow(): void {
    const items: (T | undefined)[] = this.items();
    const capacity = 2 * this.#ring.length;
    while (items.length < capacity) items.push(undefined);
    this.#ring = items;
    this.#first = 0;
  }
}
