// VDP ULPDUs with TLVs of every kind: accepted ones, unknown ones, rejected ones.

import * as fc from 'fast-check';
import type { AssociationTlv, AssociationType } from '../vdp/wire/association.js';
import type { FilterInfo } from '../vdp/wire/filter-info.js';
import type { OrganizationTlv } from '../vdp/wire/organization.js';
import {
  byteLengthVdpUlpdu,
  type DecodeVdpUlpduOptions,
  type UnknownTlv,
  type VdpTlv,
  type VdpUlpdu,
} from '../vdp/wire/ulpdu.js';
import { arbitraryFilterInfo } from './arbitrary-filter-info.js';
import { arbitraryRejectedTlv } from './arbitrary-rejected-tlv.js';
import { arbitraryIdentifier, arbitraryOctets, fitting, PLAIN, upTo } from './arbitrary-values.js';

const ULPDU_MAX_OCTETS = 1496;
const DE_ASSOCIATE = 4;
const COMMANDS: readonly AssociationType[] = [1, 2, 3];
const NO_MANAGER = { w0: 0, w1: 0, w2: 0, w3: 0 };
const MANAGER_ID_OCTETS = byteLengthVdpUlpdu({ managerId: NO_MANAGER, tlvs: [] });

const associationParts = (type: fc.Arbitrary<AssociationType>) => ({
  type,
  status: upTo(0xff),
  typeId: upTo(0xff_ffff),
  typeVersion: upTo(0xff),
  vsiidFormat: fc.integer({ min: 1, max: 5 }),
  vsiid: arbitraryIdentifier(),
});

/**
 * An association TLV that a decoder with these options accepts: at least one filter entry unless it is a De-Associate.
 *
 * @example
 * fc.sample(arbitraryAssociationTlv(), 2).map((tlv) => [tlv.type, tlv.filterInfo.entries.length]);
 */
export function arbitraryAssociationTlv({ formats }: DecodeVdpUlpduOptions = {}): fc.Arbitrary<AssociationTlv> {
  // Without entries a decoder does not ask for a format that it knows.
  const withoutCount = fc
    .oneof(fc.integer({ min: 1, max: 4 }), upTo(0xff))
    .map((format): FilterInfo => ({ format, entries: [], withoutCount: true }));
  const kind = fc.constant('association' as const);
  return fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record(
        { kind, ...associationParts(fc.constantFrom(...COMMANDS)), filterInfo: arbitraryFilterInfo(1, formats) },
        PLAIN,
      ),
    },
    {
      weight: 2,
      arbitrary: fc.record(
        {
          kind,
          ...associationParts(fc.constant(DE_ASSOCIATE)),
          filterInfo: fc.oneof(
            { weight: 3, arbitrary: arbitraryFilterInfo(0, formats) },
            { weight: 1, arbitrary: withoutCount },
          ),
        },
        PLAIN,
      ),
    },
  );
}

const arbitraryOrganizationTlv = (): fc.Arbitrary<OrganizationTlv> =>
  fc.record({ kind: fc.constant('organization' as const), oui: upTo(0xff_ffff), data: arbitraryOctets(0, 508) }, PLAIN);

const arbitraryUnknownTlv = (): fc.Arbitrary<UnknownTlv> =>
  fc.record(
    {
      kind: fc.constant('unknown' as const),
      type: fc.integer({ min: 6, max: 126 }),
      value: arbitraryOctets(0, 511),
    },
    PLAIN,
  );

/**
 * A TLV of a ULPDU, of every kind that a decoder with these options makes.
 *
 * @example
 * fc.sample(arbitraryVdpTlv({ formats: { 9: { octets: 4, groupIdAt: 0 } } }), 5).map((tlv) => tlv.kind);
 */
export function arbitraryVdpTlv(options: DecodeVdpUlpduOptions = {}): fc.Arbitrary<VdpTlv> {
  return fc.oneof(
    { weight: 6, arbitrary: arbitraryAssociationTlv(options) },
    { weight: 1, arbitrary: arbitraryOrganizationTlv() },
    { weight: 1, arbitrary: arbitraryUnknownTlv() },
    { weight: 1, arbitrary: arbitraryRejectedTlv(options.formats) },
  );
}

/**
 * A VDP ULPDU of at most 1496 octets. Decoding with the same options gives it back.
 *
 * @example
 * fc.assert(
 *   fc.property(arbitraryVdpUlpdu(), (ulpdu) => {
 *     expect(decodeVdpUlpdu(encodeVdpUlpdu(ulpdu))).toMatchObject({ ok: true, value: ulpdu });
 *   }),
 * );
 */
export function arbitraryVdpUlpdu(options: DecodeVdpUlpduOptions = {}): fc.Arbitrary<VdpUlpdu> {
  const octets = (tlv: VdpTlv): number =>
    byteLengthVdpUlpdu({ managerId: NO_MANAGER, tlvs: [tlv] }) - MANAGER_ID_OCTETS;
  const tlvs = fc
    .array(arbitraryVdpTlv(options), { maxLength: 8 })
    .map((all) => fitting(all, ULPDU_MAX_OCTETS - MANAGER_ID_OCTETS, octets));
  return fc.record({ managerId: arbitraryIdentifier(), tlvs }, PLAIN);
}
