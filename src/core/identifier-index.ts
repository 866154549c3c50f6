// From an identifier and its format to a slot, in constant time for any number of identifiers: open addressing with linear
// probing. The host injects the seed of the hash, so that a peer cannot choose identifiers that collide.

import type { Identifier } from './identifier.js';

const WORDS = 5;
const FIRST_CAPACITY = 16;
const NONE = -1;

type Six = [number, number, number, number, number, number];

export class IdentifierIndex {
  readonly #seed: number;
  /** Slot + 1 by hash; 0 is free. Its length is a power of two, at most half of it taken. */
  #table = new Int32Array(2 * FIRST_CAPACITY);
  /** Format and the four words by slot. */
  #words = new Int32Array(WORDS * FIRST_CAPACITY);
  #size = 0;

  /** @param seed any integer */
  constructor(seed: number) {
    this.#seed = seed | 0;
  }

  /** The index that `numbers` has described. */
  static of([seed = 0, ...numbers]: readonly number[]): IdentifierIndex {
    const index = new IdentifierIndex(seed);
    for (let at = 0; at < numbers.length; at += 1 + WORDS) {
      const [slot, format, w0, w1, w2, w3] = numbers.slice(at, at + 1 + WORDS) as Six;
      index.add(slot, format, { w0, w1, w2, w3 });
    }
    return index;
  }

  /** The seed, then six numbers for each identifier: slot, format and the four words. In the order of slots. */
  numbers(): number[] {
    const slots = [...this.#table.filter((entry) => entry !== 0)].map((entry) => entry - 1).sort((a, b) => a - b);
    return [this.#seed, ...slots.flatMap((slot) => [slot, ...this.#words.subarray(WORDS * slot, WORDS * (slot + 1))])];
  }

  get size(): number {
    return this.#size;
  }

  /** The slot of an identifier, or -1. */
  find(format: number, w0: number, w1: number, w2: number, w3: number): number {
    const mask = this.#table.length - 1;
    for (let i = this.#hash(format, w0, w1, w2, w3) & mask; ; i = (i + 1) & mask) {
      const slot = (this.#table[i] as number) - 1;
      if (slot === NONE) return NONE;
      const at = WORDS * slot;
      if (
        this.#words[at + 1] === w0 &&
        this.#words[at + 2] === w1 &&
        this.#words[at + 3] === w2 &&
        this.#words[at + 4] === w3 &&
        this.#words[at] === format
      ) {
        return slot;
      }
    }
  }

  /** Adds an identifier that the index does not have. */
  add(slot: number, format: number, { w0, w1, w2, w3 }: Identifier): void {
    if (WORDS * slot >= this.#words.length) this.#growWords(slot);
    const at = WORDS * slot;
    this.#words[at] = format;
    this.#words[at + 1] = w0;
    this.#words[at + 2] = w1;
    this.#words[at + 3] = w2;
    this.#words[at + 4] = w3;
    this.#size++;
    if (2 * this.#size > this.#table.length) this.#growTable();
    this.#insert(slot);
  }

  /** Takes out the identifier of a slot. Identifiers that a probe finds behind it move up. */
  delete(slot: number): void {
    const mask = this.#table.length - 1;
    let gap = this.#hashOf(slot) & mask;
    while (this.#table[gap] !== slot + 1) gap = (gap + 1) & mask;
    for (let i = (gap + 1) & mask; this.#table[i] !== 0; i = (i + 1) & mask) {
      const home = this.#hashOf((this.#table[i] as number) - 1) & mask;
      if (((i - home) & mask) < ((i - gap) & mask)) continue;
      this.#table[gap] = this.#table[i] as number;
      gap = i;
    }
    this.#table[gap] = 0;
    this.#size--;
  }

  #insert(slot: number): void {
    const mask = this.#table.length - 1;
    let i = this.#hashOf(slot) & mask;
    while (this.#table[i] !== 0) i = (i + 1) & mask;
    this.#table[i] = slot + 1;
  }

  #hashOf(slot: number): number {
    const at = WORDS * slot;
    const words = this.#words;
    return this.#hash(
      words[at] as number,
      words[at + 1] as number,
      words[at + 2] as number,
      words[at + 3] as number,
      words[at + 4] as number,
    );
  }

  #hash(format: number, w0: number, w1: number, w2: number, w3: number): number {
    let hash = this.#seed ^ format;
    hash = mix(hash ^ w0);
    hash = mix(hash ^ w1);
    hash = mix(hash ^ w2);
    return mix(hash ^ w3);
  }

  #growWords(slot: number): void {
    const larger = new Int32Array(WORDS * 2 ** Math.ceil(Math.log2(slot + 1)));
    larger.set(this.#words);
    this.#words = larger;
  }

  #growTable(): void {
    const old = this.#table;
    this.#table = new Int32Array(2 * old.length);
    for (const entry of old) if (entry !== 0) this.#insert(entry - 1);
  }
}

/** A step of a hash: every bit of a word moves into every other. */
function mix(word: number): number {
  let h = word;
  h = Math.imul(h ^ (h >>> 16), 0x85eb_ca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2_ae35);
  return h ^ (h >>> 16);
}
