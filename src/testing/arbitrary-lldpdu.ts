// LLDPDUs with optional TLVs of every type. Whether a receiver skips a TLV depends on the TLVs before it (a second System
// Name), so kinds are given last, over the whole list.

import * as fc from 'fast-check';
import {
  byteLengthLldpdu,
  LLDPDU_MAX_OCTETS,
  type Lldpdu,
  type LldpTlv,
  type StationId,
} from '../lldp-evb/wire/lldpdu.js';
import { arbitraryOctets, fitting, PLAIN, upTo } from './arbitrary-values.js';

const PORT_DESCRIPTION = 4;
const SYSTEM_DESCRIPTION = 6;
const SYSTEM_CAPABILITIES = 7;
const MANAGEMENT_ADDRESS = 8;
const ORGANIZATION = 127;

const raw = (type: fc.Arbitrary<number>, value: fc.Arbitrary<Uint8Array>): fc.Arbitrary<LldpTlv> =>
  fc.record({ kind: fc.constant('raw' as const), type, value }, PLAIN);

const rejected = (code: string, type: fc.Arbitrary<number>, value: fc.Arbitrary<Uint8Array>): fc.Arbitrary<LldpTlv> =>
  fc.record({ kind: fc.constant('rejected' as const), type, value, code: fc.constant(code) }, PLAIN);

const joined = (...parts: readonly fc.Arbitrary<ArrayLike<number>>[]): fc.Arbitrary<Uint8Array> =>
  fc.tuple(...parts).map((all) => Uint8Array.from(all.flatMap((part) => Array.from(part))));

const octet = (value: number): fc.Arbitrary<number[]> => fc.constant([value]);

/** Capabilities, and enabled ones that are a subset of them. */
const systemCapabilities = (): fc.Arbitrary<Uint8Array> =>
  fc.tuple(upTo(0xffff), upTo(0xffff)).map(([capable, mask]) => {
    const enabled = capable & mask;
    return Uint8Array.of(capable >>> 8, capable & 0xff, enabled >>> 8, enabled & 0xff);
  });

const managementAddress = (): fc.Arbitrary<Uint8Array> => {
  const counted = (min: number, max: number) =>
    arbitraryOctets(min, max).map((octets) => [octets.length, ...octets] as const);
  return joined(counted(2, 32), fc.uint8Array({ minLength: 5, maxLength: 5 }), counted(0, 128));
};

/** TLVs of which an LLDPDU may have one, each with the verdict of a receiver. */
function lldpTlvs(): fc.WeightedArbitrary<LldpTlv>[] {
  const text = fc.integer({ min: PORT_DESCRIPTION, max: SYSTEM_DESCRIPTION });
  const capabilities = fc.constant(SYSTEM_CAPABILITIES);
  const address = fc.constant(MANAGEMENT_ADDRESS);
  return [
    { weight: 4, arbitrary: raw(text, arbitraryOctets(0, 255)) },
    { weight: 2, arbitrary: raw(capabilities, systemCapabilities()) },
    { weight: 2, arbitrary: raw(address, managementAddress()) },
    { weight: 2, arbitrary: raw(fc.integer({ min: 9, max: 126 }), arbitraryOctets(0, 511)) },
    { weight: 4, arbitrary: raw(fc.constant(ORGANIZATION), arbitraryOctets(4, 511)) },
    { weight: 1, arbitrary: rejected('lldpOrganizationShort', fc.constant(ORGANIZATION), arbitraryOctets(0, 3)) },
    { weight: 1, arbitrary: rejected('lldpTlvInvalid', text, arbitraryOctets(256, 511)) },
    // A capability that is enabled and not there; an address without octets; an OID that is longer than its TLV.
    {
      weight: 1,
      arbitrary: rejected(
        'lldpTlvInvalid',
        capabilities,
        systemCapabilities().map(([first = 0, second = 0]) => Uint8Array.of(first & 0x7f, second, 0x80, 0)),
      ),
    },
    { weight: 1, arbitrary: rejected('lldpTlvInvalid', capabilities, arbitraryOctets(0, 3)) },
    { weight: 1, arbitrary: rejected('lldpTlvInvalid', address, joined(octet(1), arbitraryOctets(8, 40))) },
    { weight: 1, arbitrary: rejected('lldpTlvInvalid', address, joined(managementAddress(), octet(0))) },
  ];
}

/** A second TLV of a type 4 to 7 is rejected, whatever its octets. */
function withRepeated<T extends { readonly kind: string }>(all: readonly (T | LldpTlv)[]): (T | LldpTlv)[] {
  const seen = new Set<number>();
  return all.map((tlv) => {
    if (!('type' in tlv) || tlv.type > SYSTEM_CAPABILITIES) return tlv;
    if (seen.has(tlv.type)) return { kind: 'rejected', type: tlv.type, value: tlv.value, code: 'lldpTlvRepeated' };
    seen.add(tlv.type);
    return tlv;
  });
}

const stationId = (): fc.Arbitrary<StationId> =>
  fc.record({ subtype: fc.oneof(upTo(7), upTo(255)), id: arbitraryOctets(1, 255) }, PLAIN);

/** What `arbitraryLldpduOf` needs for TLVs of another kind than LLDP's. */
export interface LldpTlvKind<T> {
  readonly arbitrary: readonly fc.WeightedArbitrary<T>[];
  /** Octets of a TLV, its header included. */
  readonly octets: (tlv: T) => number;
}

/** An LLDPDU with optional TLVs of LLDP and of other kinds. */
export function arbitraryLldpduOf<T extends { readonly kind: string }>(
  others: LldpTlvKind<T>,
): fc.Arbitrary<Lldpdu<T | LldpTlv>> {
  const octets = (tlv: T | LldpTlv): number =>
    'value' in tlv ? 2 + (tlv as LldpTlv).value.length : others.octets(tlv as T);
  const tlvs = fc.array(fc.oneof(...lldpTlvs(), ...others.arbitrary) as fc.Arbitrary<T | LldpTlv>, { maxLength: 10 });
  return fc
    .record({ chassisId: stationId(), portId: stationId(), alive: upTo(0xffff), tlvs, end: upTo(7) }, PLAIN)
    .map(({ chassisId, portId, alive, tlvs: drawn, end }) => {
      const ttl = alive % 16 === 15 ? 0 : alive;
      const mandatory = { chassisId, portId, ttl, ...(end === 0 && { withoutEnd: true as const }) };
      const room = LLDPDU_MAX_OCTETS - byteLengthLldpdu({ ...mandatory, tlvs: [] });
      return { ...mandatory, tlvs: ttl === 0 ? [] : withRepeated(fitting(drawn, room, octets)) };
    });
}

/**
 * An LLDPDU of at most 1500 octets. Organizationally specific TLVs stay raw in it, as `decodeLldpdu` leaves them. Now and
 * then it is a shutdown LLDPDU (ttl 0), now and then the End TLV is missing.
 *
 * @example
 * fc.assert(
 *   fc.property(arbitraryLldpdu(), (lldpdu) => {
 *     expect(decodeLldpdu(encodeLldpdu(lldpdu))).toMatchObject({ ok: true, value: lldpdu });
 *   }),
 * );
 */
export const arbitraryLldpdu = (): fc.Arbitrary<Lldpdu> =>
  arbitraryLldpduOf<LldpTlv>({ arbitrary: [], octets: () => 0 });
