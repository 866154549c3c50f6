// VDP TLVs that break a rule about one TLV. Each breaks the rule that it is listed under and no rule before that, since the
// first broken rule names the TLV.

import * as fc from 'fast-check';
import { entryLayout, type FilterFormats } from '../vdp/wire/layout.js';
import type { VdpErrorCode } from '../vdp/wire/rules.js';
import type { RejectedTlv } from '../vdp/wire/ulpdu.js';
import { arbitraryOctets, upTo } from './arbitrary-values.js';

// Offsets in the value of an association TLV.
const VSIID_FORMAT = 5;
const FILTER_FORMAT = 22;
const COUNT = 23;
const ENTRIES = 25;

const DE_ASSOCIATE = 4;
const ORGANIZATION = 127;

const tlv =
  (code: VdpErrorCode) =>
  ([type, value]: readonly [number, Uint8Array]): RejectedTlv => ({ kind: 'rejected', type, value, code });

/** `octets` with some of them set. */
function withOctets(octets: Uint8Array, at: number, ...values: readonly number[]): Uint8Array {
  const copy = octets.slice();
  copy.set(values, at);
  return copy;
}

/**
 * A TLV of a ULPDU that a receiver rejects while the ULPDU stands: an association TLV that breaks A1, A4, A5, A6, A7 or
 * A8, or an organizationally defined TLV without room for its OUI (V8).
 *
 * @param formats registered filter info formats, as given to the decoder
 * @example
 * fc.sample(arbitraryRejectedTlv(), 3).map((tlv) => tlv.code); // as [ 'vdpVsiidFormat', ... ]
 */
export function arbitraryRejectedTlv(formats: FilterFormats = {}): fc.Arbitrary<RejectedTlv> {
  const type = fc.integer({ min: 1, max: DE_ASSOCIATE });
  const command = fc.integer({ min: 1, max: DE_ASSOCIATE - 1 });
  const vsiidFormat = fc.integer({ min: 1, max: 5 });
  const format = fc.integer({ min: 1, max: 4 });
  const noVsiidFormat = fc.oneof(fc.constant(0), fc.integer({ min: 6, max: 255 }));
  const noFormat = upTo(255).filter((one) => entryLayout(one, formats).octets === 0);
  const withVsiid = (octets: fc.Arbitrary<Uint8Array>) =>
    fc.tuple(octets, vsiidFormat).map(([value, one]) => withOctets(value, VSIID_FORMAT, one));

  const short = fc.tuple(type, arbitraryOctets(0, 22));
  const badVsiidFormat = fc.tuple(
    type,
    fc.tuple(arbitraryOctets(23, 511), noVsiidFormat).map(([value, one]) => withOctets(value, VSIID_FORMAT, one)),
  );
  const withoutCount = fc.oneof(
    fc.tuple(command, withVsiid(arbitraryOctets(23, 23))),
    fc.tuple(type, withVsiid(arbitraryOctets(24, 24))),
  );
  const badFormat = fc.tuple(
    type,
    fc
      .tuple(withVsiid(arbitraryOctets(25, 511)), noFormat)
      .map(([value, one]) => withOctets(value, FILTER_FORMAT, one)),
  );
  const badLength = fc.tuple(
    type,
    fc.tuple(withVsiid(arbitraryOctets(25, 511)), format, upTo(300)).map(([value, one, count]) => {
      const fits = value.length === ENTRIES + count * entryLayout(one).octets;
      const wrong = fits ? count + 1 : count;
      return withOctets(withOctets(value, FILTER_FORMAT, one), COUNT, wrong >>> 8, wrong & 0xff);
    }),
  );
  const empty = fc.tuple(
    command,
    fc
      .tuple(withVsiid(arbitraryOctets(25, 25)), format)
      .map(([value, one]) => withOctets(value, FILTER_FORMAT, one, 0, 0)),
  );
  const shortOrganization = fc.tuple(fc.constant(ORGANIZATION), arbitraryOctets(0, 2));
  return fc.oneof(
    short.map(tlv('vdpAssociationShort')),
    badVsiidFormat.map(tlv('vdpVsiidFormat')),
    withoutCount.map(tlv('vdpFilterInfoCount')),
    badFormat.map(tlv('vdpFilterInfoFormat')),
    badLength.map(tlv('vdpFilterInfoLength')),
    empty.map(tlv('vdpFilterInfoEmpty')),
    shortOrganization.map(tlv('vdpOrganizationTlvShort')),
  );
}
