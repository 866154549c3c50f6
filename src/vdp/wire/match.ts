// Comparison of two association TLVs by their octets, 41.5.5: exceptReason leaves out the status octet, exceptZero lets
// what the command left open match anything. Both TLVs have passed `checkAssociation`. Behind the status comes typeId.

import { u16 } from '../../core/octets.js';
import { TLV_HEADER, tlvLength } from '../../core/tlv.js';
import {
  ENTRIES_AT,
  entryOctets,
  FILTER_FORMAT_AT,
  TYPE_ID_AT,
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
export function equalExceptZero(a: Uint8Array, aAt: number, b: Uint8Array, bAt: number): boolean {
  if (a[aAt] !== b[bAt] || a[aAt + 1] !== b[bAt + 1]) return false;
  const end = TLV_HEADER + tlvLength(a, aAt);
  if (!sameOctets(a, aAt + TYPE_ID_AT, b, bAt + TYPE_ID_AT, Math.min(end, ENTRIES_AT) - TYPE_ID_AT)) return false;
  const size = entryOctets(a[aAt + FILTER_FORMAT_AT] as number);
  if (size === 0) return sameOctets(a, aAt + ENTRIES_AT, b, bAt + ENTRIES_AT, end - ENTRIES_AT);
  for (let at = ENTRIES_AT; at < end; at += size) {
    const vidAt = at + size - 2;
    if (!sameOctets(a, aAt + at, b, bAt + at, size - 2)) return false;
    if (!vidFieldMatches(u16(a, aAt + vidAt), u16(b, bAt + vidAt))) return false;
  }
  return true;
}

/** Whether an entry of the TLV at `at` has VID 0; formats beyond 1 to 4 are not looked into. */
export function hasNullVid(bytes: Uint8Array, at: number): boolean {
  const size = entryOctets(bytes[at + FILTER_FORMAT_AT] as number);
  const end = at + TLV_HEADER + tlvLength(bytes, at);
  if (size === 0) return false;
  for (let entry = at + ENTRIES_AT; entry < end; entry += size) {
    if ((u16(bytes, entry + size - 2) & VID_FIELD_VID) === 0) return true;
  }
  return false;
}
