// Filter infos of association TLVs: the four formats, and those that are registered.

import * as fc from 'fast-check';
import {
  type FilterEntry,
  type FilterInfo,
  makeFilterInfo,
  maxFilterEntries,
  putFilterEntry,
} from '../vdp/wire/filter-info.js';
import { type EntryLayout, entryLayout, type FilterFormats, hasOtherOctets } from '../vdp/wire/layout.js';
import { arbitraryMac, PLAIN, upTo } from './arbitrary-values.js';

const FORMATS: readonly number[] = [1, 2, 3, 4];
const MANY = 20;

/** An entry with this layout. */
function arbitraryEntryOf(layout: EntryLayout): fc.Arbitrary<FilterEntry> {
  const { octets, groupId, mac, vid } = layout;
  const members = fc.record(
    {
      ...(groupId !== undefined && { groupId: upTo(0xffff_ffff) }),
      ...(mac !== undefined && { mac: arbitraryMac() }),
      ...(vid !== undefined && {
        ps: fc.boolean(),
        pcp: upTo(7),
        vid: fc.oneof(
          { weight: 4, arbitrary: upTo(4095) },
          { weight: 1, arbitrary: fc.constantFrom(0, 1, 4094, 4095) },
        ),
      }),
    },
    PLAIN,
  );
  if (!hasOtherOctets(layout)) return members;
  // As a decoder has them: the members are in the octets, too.
  return fc.tuple(fc.uint8Array({ minLength: octets, maxLength: octets }), members).map(([bytes, entry]) => {
    putFilterEntry(bytes, 0, layout, entry);
    return { octets: bytes, ...entry };
  });
}

/** The layout of a format that a decoder with these options knows. */
function layoutIn(format: number, formats: FilterFormats): EntryLayout {
  const layout = entryLayout(format, formats);
  if (layout.octets === 0) throw new Error(`filter info format ${format} has no layout`);
  return layout;
}

/**
 * A filter entry of a format.
 *
 * @param formats registered formats, as given to the decoder
 * @example
 * const entries = fc.array(arbitraryFilterEntry(FILTER_MAC_VID), { minLength: 1, maxLength: 60 });
 */
export const arbitraryFilterEntry = (format: number, formats: FilterFormats = {}): fc.Arbitrary<FilterEntry> =>
  arbitraryEntryOf(layoutIn(format, formats));

/** How many: mostly few, now and then as many as a TLV holds. */
const counts = (min: number, max: number): fc.Arbitrary<number> =>
  fc.oneof(
    { weight: MANY, arbitrary: fc.integer({ min, max: Math.min(4, max) }) },
    { weight: 1, arbitrary: fc.constantFrom(max, Math.max(min, max - 1)) },
  );

/**
 * A filter info of formats 1 to 4, or of a registered one. VIDs and addresses are any: a decoder does not judge them.
 *
 * @param minEntries 0 for a De-Associate, 1 for all others
 * @param formats registered formats, as given to the decoder
 * @example
 * fc.sample(arbitraryFilterInfo(1), 3).map((info) => info.format);
 */
export function arbitraryFilterInfo(minEntries: 0 | 1, formats: FilterFormats = {}): fc.Arbitrary<FilterInfo> {
  const registered = Object.keys(formats).map(Number);
  const known = [...FORMATS, ...registered.filter((format) => !FORMATS.includes(format))];
  return fc.oneof(
    ...known.map((format) => {
      const layout = layoutIn(format, formats);
      return counts(minEntries, maxFilterEntries(format, formats)).chain((count) =>
        fc
          .array(arbitraryEntryOf(layout), { minLength: count, maxLength: count })
          .map((entries) => makeFilterInfo(format, entries, layout)),
      );
    }),
  );
}
