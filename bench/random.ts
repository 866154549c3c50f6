// Numbers for PDUs: arbitrary, and the same in every run.

/** Gives integers `min..max`. */
export type Random = (min: number, max: number) => number;

/** Numerical Recipes' linear congruential generator; its upper bits are good enough for field values. */
export function createRandom(seed: number): Random {
  let state = seed;
  return (min, max) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return unboxed(min + Math.floor((state / 0x1_0000_0000) * (max - min + 1)));
  };
}

/**
 * A number that fits 32 bits as V8 keeps those. Sums of greater ones are boxed, whatever they come to; one such member
 * in an object would have V8 box that member in all objects of its shape, those of the decoders too.
 */
const unboxed = (value: number): number => ((value | 0) === value ? value | 0 : value);
