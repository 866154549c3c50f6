// Ethernet headers with any stack of tags.

import * as fc from 'fast-check';
import {
  ETHERTYPE_CTAG,
  ETHERTYPE_ECP,
  ETHERTYPE_LLDP,
  ETHERTYPE_STAG,
  type EthernetHeader,
} from '../core/ethernet.js';
import { arbitraryMac, PLAIN, upTo } from './arbitrary-values.js';

const KNOWN: readonly number[] = [ETHERTYPE_CTAG, ETHERTYPE_STAG, ETHERTYPE_LLDP, ETHERTYPE_ECP];
const MAX_TAGS = 4;

/** An Ethertype of another protocol than EVB's, or the length field of 802.3. */
export const arbitraryOtherEtherType = (): fc.Arbitrary<number> =>
  fc.oneof(
    fc.constantFrom(0x0800, 0x0806, 0x86dd, 0x88b7),
    upTo(0xffff).filter((etherType) => !KNOWN.includes(etherType)),
  );

/** Arbitraries of the members of a header. Default of each: any value. */
export interface EthernetHeaderParts {
  readonly destination?: fc.Arbitrary<number>;
  /** Any but the two tag protocol IDs, 0x8100 and 0x88A8. */
  readonly etherType?: fc.Arbitrary<number>;
}

/**
 * An Ethernet header with 0 to 4 tags.
 *
 * @example
 * fc.assert(
 *   fc.property(arbitraryEthernetHeader(), (header) => {
 *     expect(decodeEthernetHeader(encodeEthernetHeader(header))).toEqual({ ok: true, value: header, notes: [] });
 *   }),
 * );
 */
export function arbitraryEthernetHeader(parts: EthernetHeaderParts = {}): fc.Arbitrary<EthernetHeader> {
  const tag = fc.record(
    { tpid: fc.constantFrom(ETHERTYPE_CTAG, ETHERTYPE_STAG), pcp: upTo(7), dei: fc.boolean(), vid: upTo(4095) },
    PLAIN,
  );
  const anyEtherType = fc.oneof(arbitraryOtherEtherType(), fc.constantFrom(ETHERTYPE_LLDP, ETHERTYPE_ECP));
  return fc.record(
    {
      destination: parts.destination ?? arbitraryMac(),
      source: arbitraryMac(),
      tags: fc.oneof(
        { weight: 2, arbitrary: fc.constant([]) },
        { weight: 1, arbitrary: fc.array(tag, { minLength: 1, maxLength: MAX_TAGS }) },
      ),
      etherType: parts.etherType ?? anyEtherType,
    },
    PLAIN,
  );
}
