// EVB TLVs with all their values, also those that a negotiation does not agree with.

import * as fc from 'fast-check';
import type { EvbTlv } from '../lldp-evb/wire/evb-tlv.js';
import { arbitraryOctets, PLAIN, upTo } from './arbitrary-values.js';

/**
 * The information of an EVB TLV. Reserved bits and octets behind the ninth are there now and then, and absent otherwise.
 *
 * @example
 * fc.assert(
 *   fc.property(arbitraryEvbTlv(), (evb) => {
 *     expect(decodeEvbTlv(encodeEvbTlv(evb))).toMatchObject({ ok: true, value: evb });
 *   }),
 * );
 */
export function arbitraryEvbTlv(): fc.Arbitrary<EvbTlv> {
  const known = {
    bgid: fc.boolean(),
    rrcap: fc.boolean(),
    rrctr: fc.boolean(),
    sgid: fc.boolean(),
    rrreq: fc.boolean(),
    rrstat: upTo(3),
    r: upTo(7),
    rte: upTo(31),
    evbMode: upTo(3),
    rwdRol: fc.boolean(),
    rwd: upTo(31),
    rkaRol: fc.boolean(),
    rka: upTo(31),
  };
  const seldom = {
    bridgeReserved: fc.integer({ min: 1, max: 31 }),
    stationReserved: fc.integer({ min: 1, max: 15 }),
    rkaReserved: fc.integer({ min: 1, max: 3 }),
    extension: arbitraryOctets(1, 502),
  };
  return fc.oneof(
    { weight: 2, arbitrary: fc.record(known, PLAIN) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.record(known, PLAIN), fc.record(seldom, { ...PLAIN, requiredKeys: [] }))
        .map(([all, some]): EvbTlv => ({ ...all, ...some })),
    },
  );
}
