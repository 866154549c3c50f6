// Small changes of good octets, to fuzz decoders: the octets stay near enough to good ones to reach most rules. A mutation is
// data, and its numbers are taken modulo the positions in the octets. So it applies to octets of any length, and shrinks.

import * as fc from 'fast-check';
import { arbitraryOctets, PLAIN, upTo } from './arbitrary-values.js';

/** One change. `at`, `from` and `which` count modulo the positions that there are. */
export type Mutation =
  | { readonly kind: 'flipBit'; readonly at: number; readonly bit: number }
  | { readonly kind: 'setOctet'; readonly at: number; readonly value: number }
  | { readonly kind: 'truncate'; readonly at: number }
  | { readonly kind: 'remove'; readonly at: number; readonly length: number }
  | { readonly kind: 'insert'; readonly at: number; readonly octets: Uint8Array }
  | { readonly kind: 'duplicate'; readonly from: number; readonly length: number; readonly at: number }
  /** Adds to the length in the header of a TLV, 1..511, modulo 512. */
  | { readonly kind: 'bumpLength'; readonly which: number; readonly by: number }
  | { readonly kind: 'pad'; readonly length: number; readonly value: number };

const splice = (octets: Uint8Array, at: number, removed: number, added: ArrayLike<number>): Uint8Array =>
  Uint8Array.from([...octets.subarray(0, at), ...Array.from(added), ...octets.subarray(at + removed)]);

/** The last offset in a frame at which its first TLV may start: behind addresses, some tags, ECP header. */
const HEADERS_MAX_OCTETS = 34;

/** Offsets of the headers in the longest run of TLVs in the octets: 7 bits of type, 9 of length. */
function findTlvHeaders(octets: Uint8Array): number[] {
  let longest: number[] = [];
  for (let first = 0; first <= Math.min(HEADERS_MAX_OCTETS, octets.length - 2); first++) {
    const headers: number[] = [];
    for (let at = first; at + 2 <= octets.length; ) {
      const word = ((octets[at] as number) << 8) | (octets[at + 1] as number);
      const next = at + 2 + (word & 0x1ff);
      if (word >>> 9 === 0 || next > octets.length) break;
      headers.push(at);
      at = next;
    }
    if (headers.length > longest.length) longest = headers;
  }
  return longest;
}

function bumpLength(octets: Uint8Array, which: number, by: number): Uint8Array {
  const headers = findTlvHeaders(octets);
  const at = headers[which % headers.length];
  if (at === undefined) return octets;
  const word = ((octets[at] as number) << 8) | (octets[at + 1] as number);
  const bumped = (word & 0xfe00) | ((word + by) & 0x1ff);
  return splice(octets, at, 2, [bumped >>> 8, bumped & 0xff]);
}

/** A copy of the octets with one change. Empty octets can only be inserted into, or padded. */
export function applyMutation(octets: Uint8Array, mutation: Mutation): Uint8Array {
  const { length } = octets;
  switch (mutation.kind) {
    case 'insert':
      return splice(octets, mutation.at % (length + 1), 0, mutation.octets);
    case 'pad':
      return splice(octets, length, 0, new Uint8Array(mutation.length).fill(mutation.value));
  }
  if (length === 0) return octets.slice();
  switch (mutation.kind) {
    case 'flipBit': {
      const at = mutation.at % length;
      return splice(octets, at, 1, [(octets[at] as number) ^ (1 << mutation.bit)]);
    }
    case 'setOctet':
      return splice(octets, mutation.at % length, 1, [mutation.value]);
    case 'truncate':
      return octets.slice(0, mutation.at % length);
    case 'remove':
      return splice(octets, mutation.at % length, mutation.length, []);
    case 'duplicate': {
      const from = mutation.from % length;
      return splice(octets, mutation.at % (length + 1), 0, octets.slice(from, from + mutation.length));
    }
    case 'bumpLength':
      return bumpLength(octets, mutation.which, mutation.by);
  }
}

const equal = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && a.every((octet, i) => octet === b[i]);

/**
 * The octets with changes, one after the other. Never the octets themselves: where the changes come to nothing, the last
 * bit is flipped, or an octet is added to none.
 */
export function applyMutations(octets: Uint8Array, mutations: readonly Mutation[]): Uint8Array {
  const mutated = mutations.reduce(applyMutation, octets);
  if (!equal(mutated, octets)) return mutated;
  return octets.length === 0
    ? new Uint8Array(1)
    : applyMutation(octets, { kind: 'flipBit', at: octets.length - 1, bit: 0 });
}

/**
 * One change of any kind.
 *
 * @example
 * fc.sample(arbitraryMutation(), 1); // as [ { kind: 'truncate', at: 1093 } ]
 */
export function arbitraryMutation(): fc.Arbitrary<Mutation> {
  const at = upTo(0xffff);
  const kind = <K extends Mutation['kind']>(name: K) => fc.constant(name);
  const small = fc.integer({ min: 1, max: 4 });
  return fc.oneof(
    { weight: 4, arbitrary: fc.record({ kind: kind('flipBit'), at, bit: upTo(7) }, PLAIN) as fc.Arbitrary<Mutation> },
    {
      weight: 3,
      arbitrary: fc.record(
        { kind: kind('setOctet'), at, value: fc.oneof(fc.constantFrom(0, 1, 0x7f, 0x80, 0xff), upTo(255)) },
        PLAIN,
      ),
    },
    { weight: 2, arbitrary: fc.record({ kind: kind('truncate'), at }, PLAIN) },
    { weight: 2, arbitrary: fc.record({ kind: kind('remove'), at, length: fc.integer({ min: 1, max: 32 }) }, PLAIN) },
    { weight: 2, arbitrary: fc.record({ kind: kind('insert'), at, octets: arbitraryOctets(1, 32) }, PLAIN) },
    {
      weight: 2,
      arbitrary: fc.record({ kind: kind('duplicate'), from: at, length: fc.integer({ min: 1, max: 64 }), at }, PLAIN),
    },
    {
      weight: 4,
      arbitrary: fc.record(
        {
          kind: kind('bumpLength'),
          which: at,
          by: fc.oneof(
            small,
            small.map((by) => 512 - by),
            fc.integer({ min: 1, max: 511 }),
          ),
        },
        PLAIN,
      ),
    },
    {
      weight: 2,
      arbitrary: fc.record(
        { kind: kind('pad'), length: fc.integer({ min: 1, max: 60 }), value: fc.constantFrom(0, 0, 0, 0xa5, 0xff) },
        PLAIN,
      ),
    },
  );
}

/**
 * Octets with one to three changes: bits flipped, octets set, cut off, removed, inserted or repeated, lengths of TLVs
 * bumped, padding added. They always differ from what they were made of.
 *
 * @param octets where they come from; `fc.constant(bytes)` for one run of octets
 * @example
 * fc.assert(
 *   fc.property(mutate(arbitraryFrameOctets()), (bytes) => {
 *     decodeFrame(bytes); // never throws
 *   }),
 * );
 */
export const mutate = (octets: fc.Arbitrary<Uint8Array>): fc.Arbitrary<Uint8Array> =>
  fc
    .tuple(octets, fc.array(arbitraryMutation(), { minLength: 1, maxLength: 3 }))
    .map(([bytes, mutations]) => applyMutations(bytes, mutations));
