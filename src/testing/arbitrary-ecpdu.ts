// ECPDUs that a receiver accepts: version 1, a request or an acknowledgement, any subtype.

import * as fc from 'fast-check';
import {
  ECP_ACK,
  ECP_REQUEST,
  ECP_SUBTYPE_PE_CSP,
  ECP_SUBTYPE_VDP,
  ECP_VERSION,
  type Ecpdu,
  type EcpHeader,
  ULPDU_MAX_OCTETS,
} from '../ecp/ecpdu.js';
import { arbitraryOctets, PLAIN, upTo } from './arbitrary-values.js';

/** Arbitraries of the members of a header. Default of each: any value that a receiver accepts. */
export interface EcpHeaderParts {
  readonly operation?: fc.Arbitrary<number>;
  readonly subtype?: fc.Arbitrary<number>;
}

const parts = (options: EcpHeaderParts) => ({
  version: fc.constant(ECP_VERSION),
  operation: options.operation ?? fc.constantFrom(ECP_REQUEST, ECP_ACK),
  subtype: options.subtype ?? fc.oneof(fc.constantFrom(ECP_SUBTYPE_VDP, ECP_SUBTYPE_PE_CSP), upTo(1023)),
  sequence: upTo(0xffff),
});

/**
 * The header of an ECPDU.
 *
 * @example
 * const acknowledgement = arbitraryEcpHeader({ operation: fc.constant(ECP_ACK) });
 */
export const arbitraryEcpHeader = (options: EcpHeaderParts = {}): fc.Arbitrary<EcpHeader> =>
  fc.record(parts(options), PLAIN);

/**
 * An ECPDU with a ULPDU of any octets, 0 to 1496.
 *
 * @example
 * fc.assert(
 *   fc.property(arbitraryEcpdu(), (ecpdu) => {
 *     expect(decodeEcpdu(encodeEcpdu(ecpdu))).toEqual({ ok: true, value: ecpdu, notes: [] });
 *   }),
 * );
 */
export const arbitraryEcpdu = (options: EcpHeaderParts = {}): fc.Arbitrary<Ecpdu> =>
  fc.record({ ...parts(options), ulpdu: arbitraryOctets(0, ULPDU_MAX_OCTETS) }, PLAIN);
