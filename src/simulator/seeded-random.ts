// Random numbers that are the same everywhere for the same seed. The generator is sfc32 (Chris Doty-Humphrey's
// small fast counting generator): 128 bits of state, additions, shifts and rotations of 32-bit words, no multiplication,
// a period of at least 2^32. Not for secrets.
//
// Each user has a generator of its own, seeded by its name: what one user draws changes nothing for the others.

const WARM_UP = 12;

export class SeededRandom {
  #a: number;
  #b: number;
  #c: number;
  #counter = 1;

  /** @param seed any text or number */
  constructor(seed: string | number) {
    const text = String(seed);
    this.#a = hashText(text, 0x9e3779b9);
    this.#b = hashText(text, 0x243f6a88);
    this.#c = hashText(text, 0xb7e15162);
    for (let i = 0; i < WARM_UP; i++) this.word();
  }

  /** 0..4294967295. */
  word(): number {
    const sum = (this.#a + this.#b + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0;
    return sum >>> 0;
  }

  /** 0 up to, not including, 1. */
  fraction(): number {
    return this.word() / 0x1_0000_0000;
  }

  /** An integer 0..limit - 1, for a limit of 1 or more. */
  below(limit: number): number {
    return Math.floor(this.fraction() * limit);
  }

  /** True with this probability, 0..1. */
  chance(probability: number): boolean {
    return this.fraction() < probability;
  }

  /** One of the things. */
  pick<T>(things: readonly T[]): T {
    return things[this.below(things.length)] as T;
  }
}

/** FNV-1a over the UTF-16 units of a text. */
export function hashText(text: string, start: number): number {
  let hash = start;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x0100_0193);
  return hash | 0;
}
