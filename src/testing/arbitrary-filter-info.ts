// Filter infos of association TLVs: the four formats, and octets of a registered one.

import * as fc from 'fast-check';
import type { OpaqueAssociationTlv } from '../vdp/wire/association.js';
import { type FilterEntry, type FilterInfo, maxFilterEntries } from '../vdp/wire/filter-info.js';
import { type FilterInfoFormat, hasGroupId, hasMac } from '../vdp/wire/layout.js';
import { arbitraryMac, PLAIN, upTo } from './arbitrary-values.js';

const FORMATS: readonly FilterInfoFormat[] = [1, 2, 3, 4];
/** Octets of filter entries in the longest TLV: 511 less the 25 before them. */
export const ENTRIES_MAX_OCTETS = 486;
const MANY = 20;

/**
 * A filter entry of a format.
 *
 * @example
 * const entries = fc.array(arbitraryFilterEntry(FILTER_MAC_VID), { minLength: 1, maxLength: 60 });
 */
export function arbitraryFilterEntry(format: FilterInfoFormat): fc.Arbitrary<FilterEntry> {
  return fc.record(
    {
      ...(hasGroupId(format) && { groupId: upTo(0xffff_ffff) }),
      ...(hasMac(format) && { mac: arbitraryMac() }),
      ps: fc.boolean(),
      pcp: upTo(7),
      vid: fc.oneof({ weight: 4, arbitrary: upTo(4095) }, { weight: 1, arbitrary: fc.constantFrom(0, 1, 4094, 4095) }),
    },
    PLAIN,
  );
}

/** How many: mostly few, now and then as many as a TLV holds. */
const counts = (min: number, max: number): fc.Arbitrary<number> =>
  fc.oneof(
    { weight: MANY, arbitrary: fc.integer({ min, max: Math.min(4, max) }) },
    { weight: 1, arbitrary: fc.constantFrom(max, Math.max(min, max - 1)) },
  );

/**
 * A filter info of formats 1 to 4. VIDs and addresses are any: a decoder does not judge them.
 *
 * @param minEntries 0 for a De-Associate, 1 for all others
 * @example
 * fc.sample(arbitraryFilterInfo(1), 3).map((info) => info.format);
 */
export function arbitraryFilterInfo(minEntries: 0 | 1): fc.Arbitrary<FilterInfo> {
  return fc.oneof(
    ...FORMATS.map((format) =>
      counts(minEntries, maxFilterEntries(format)).chain((count) =>
        fc.record(
          {
            format: fc.constant(format),
            entries: fc.array(arbitraryFilterEntry(format), { minLength: count, maxLength: count }),
          },
          PLAIN,
        ),
      ),
    ),
  );
}

/**
 * A filter info of a format that the caller has registered: octets, and how many entries they are.
 *
 * @param entryOctets octets of an entry, at least 1
 */
export function arbitraryOpaqueFilterInfo(
  format: number,
  entryOctets: number,
  minEntries: 0 | 1,
): fc.Arbitrary<OpaqueAssociationTlv['filterInfo']> {
  return counts(minEntries, Math.floor(ENTRIES_MAX_OCTETS / entryOctets)).chain((count) =>
    fc.record(
      {
        format: fc.constant(format),
        count: fc.constant(count),
        octets: fc.uint8Array({ minLength: count * entryOctets, maxLength: count * entryOctets }),
      },
      PLAIN,
    ),
  );
}
