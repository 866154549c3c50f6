// Comparison of two association TLVs by their octets, 41.5.5: exceptReason leaves out the status octet, exceptZero lets
// what the command left open match anything. Both TLVs have passed `checkAssociation`. Behind the status comes typeId.

import { u8, u16 } from '../../core/octets.js';
import { TLV_HEADER, tlvLength } from '../../core/tlv.js';
import {
  ENTRIES_AT,
  entryLayout,
  FILTER_FORMAT_AT,
  type FilterFormats,
  TYPE_ID_AT,
  VID_FIELD_OCTETS,
  VID_FIELD_PCP,
  VID_FIELD_PS,
  VID_FIELD_VID,
} from './layout.js';

function sameOctets(a: Uint8Array, aAt: number, b: Uint8Array, bAt: number, octets: number): boolean {
  for (let i = 0; i < octets; i++) if (a[aAt + i] !== b[bAt + i]) return false;
  return true;
}

/** Whether two VID fields are equal but for what the first leaves open: VID 0 any VID, PS 0 any PS and PCP. */
function vidFieldMatches(open: number, field: number): boolean {
  if ((open & VID_FIELD_VID) !== 0 && (open & VID_FIELD_VID) !== (field & VID_FIELD_VID)) return false;
  return (
    (open & VID_FIELD_PS) === 0 || (open & (VID_FIELD_PS | VID_FIELD_PCP)) === (field & (VID_FIELD_PS | VID_FIELD_PCP))
  );
}

/**
 * Whether the TLV at `bAt` is the one at `aAt` but for its status and for what `a` leaves open: same type, VTID, version,
 * VSIID, filter format and number of entries, entries equal where VID 0 in `a` matches any VID, PS 0 any PS and PCP.
 */
export function equalExceptZero(
  a: Uint8Array,
  aAt: number,
  b: Uint8Array,
  bAt: number,
  formats?: FilterFormats,
): boolean {
  if (a[aAt] !== b[bAt] || a[aAt + 1] !== b[bAt + 1]) return false;
  const end = TLV_HEADER + tlvLength(a, aAt);
  let same = TYPE_ID_AT;
  const { octets, vid: vidAt } = entryLayout(u8(a, aAt + FILTER_FORMAT_AT), formats);
  if (vidAt !== undefined) {
    for (let at = ENTRIES_AT + vidAt; at < end; at += octets) {
      if (!sameOctets(a, aAt + same, b, bAt + same, at - same)) return false;
      if (!vidFieldMatches(u16(a, aAt + at), u16(b, bAt + at))) return false;
      same = at + VID_FIELD_OCTETS;
    }
  }
  return sameOctets(a, aAt + same, b, bAt + same, end - same);
}

/** Whether an entry of the TLV at `at` has VID 0. */
export function hasNullVid(bytes: Uint8Array, at: number, formats?: FilterFormats): boolean {
  const { octets, vid: vidAt } = entryLayout(u8(bytes, at + FILTER_FORMAT_AT), formats);
  if (vidAt === undefined) return false;
  const end = at + TLV_HEADER + tlvLength(bytes, at);
  for (let vid = at + ENTRIES_AT + vidAt; vid < end; vid += octets) {
    if ((u16(bytes, vid) & VID_FIELD_VID) === 0) return true;
  }
  return false;
}
