// Parts of PDUs: octets, MAC addresses, identifiers. Numbers of fixed width are plain `fc.integer` where they are used.

import * as fc from 'fast-check';
import type { Identifier } from '../core/identifier.js';
import { NEAREST_BRIDGE, NEAREST_CUSTOMER_BRIDGE, NEAREST_NON_TPMR_BRIDGE } from '../core/mac.js';

/** One run of octets in so many may have any length. The others are short, so that a thousand cases take little time. */
const SHORT_TO_LONG = 15;

/** For `fc.record`: plain objects only, as decoders make them. */
export const PLAIN: { readonly noNullPrototype: true } = { noNullPrototype: true };

/** An integer `0..max`. */
export const upTo = (max: number): fc.Arbitrary<number> => fc.integer({ min: 0, max });

/**
 * Octets, `min..max` of them: mostly few, now and then any number.
 *
 * @example
 * fc.assert(fc.property(arbitraryOctets(0, 1500), (bytes) => decodeFrame(bytes).ok !== undefined));
 */
export function arbitraryOctets(min: number, max: number): fc.Arbitrary<Uint8Array> {
  return fc.oneof(
    { weight: SHORT_TO_LONG, arbitrary: fc.uint8Array({ minLength: min, maxLength: max, size: 'small' }) },
    { weight: 1, arbitrary: fc.uint8Array({ minLength: min, maxLength: max, size: 'max' }) },
  );
}

/**
 * A MAC address as a 48-bit number: individual ones, group ones, those of LLDP, zero and broadcast among them.
 *
 * @example
 * fc.assert(fc.property(arbitraryMac(), (mac) => parseMac(formatMac(mac)) === mac));
 */
export function arbitraryMac(): fc.Arbitrary<number> {
  return fc.oneof(
    { weight: 4, arbitrary: upTo(0xffff_ffff_ffff) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        0,
        0xffff_ffff_ffff,
        0x5254_00aa_bbcc,
        NEAREST_CUSTOMER_BRIDGE,
        NEAREST_NON_TPMR_BRIDGE,
        NEAREST_BRIDGE,
      ),
    },
  );
}

/**
 * Sixteen octets as an identifier: any, zero, or one of the forms that have a text (IPv4-mapped, MAC).
 *
 * @example
 * fc.assert(fc.property(arbitraryIdentifier(), (id) => equalIdentifiers(readIdentifier(identifierOctets(id), 0), id)));
 */
export function arbitraryIdentifier(): fc.Arbitrary<Identifier> {
  const word = fc.integer({ min: -0x8000_0000, max: 0x7fff_ffff });
  const zero = fc.constant(0);
  return fc.oneof(
    { weight: 4, arbitrary: fc.record({ w0: word, w1: word, w2: word, w3: word }, PLAIN) },
    { weight: 1, arbitrary: fc.record({ w0: zero, w1: zero, w2: fc.constant(0xffff), w3: word }, PLAIN) },
    { weight: 1, arbitrary: fc.record({ w0: zero, w1: zero, w2: upTo(0xffff), w3: word }, PLAIN) },
    { weight: 1, arbitrary: fc.record({ w0: zero, w1: zero, w2: zero, w3: zero }, PLAIN) },
  );
}

/**
 * The items that fit into `room` octets together: from the front, without those that are too long.
 *
 * @param octets the octets of one item
 */
export function fitting<T>(items: readonly T[], room: number, octets: (item: T) => number): T[] {
  let left = room;
  return items.filter((item) => {
    const fits = octets(item) <= left;
    if (fits) left -= octets(item);
    return fits;
  });
}
