// Comparison of two association TLVs by their octets, 41.5.5: exceptReason leaves out the status octet, exceptZero lets
// what the command left open match anything. Both TLVs have passed `checkAssociation`.

import { u16 } from '../../core/octets.js';
import { TLV_HEADER, tlvLength } from '../../core/tlv.js';
import { entryOctets } from './filter-format.js';
import { ASSOCIATION_FIXED_LENGTH, ASSOCIATION_MIN_LENGTH } from './tlv-type.js';

/** First octet behind the status. */
const BEHIND_STATUS = 3;
/** First filter entry. */
const ENTRIES = TLV_HEADER + ASSOCIATION_FIXED_LENGTH;
const FILTER_FORMAT = TLV_HEADER + ASSOCIATION_MIN_LENGTH - 1;

const PS = 0x8000;
const PCP = 0x7000;
const VID = 0x0fff;

function sameOctets(a: Uint8Array, aAt: number, b: Uint8Array, bAt: number, octets: number): boolean {
  for (let i = 0; i < octets; i++) if (a[aAt + i] !== b[bAt + i]) return false;
  return true;
}

/** Whether two VID fields are equal but for what the first leaves open: VID 0 any VID, PS 0 any PS and PCP. */
function vidFieldMatches(open: number, field: number): boolean {
  if ((open & VID) !== 0 && (open & VID) !== (field & VID)) return false;
  return (open & PS) === 0 || (open & (PS | PCP)) === (field & (PS | PCP));
}

/**
 * Whether the TLV at `bAt` is the one at `aAt` but for its status and for what `a` leaves open: same type, VTID, version,
 * VSIID, filter format and number of entries, entries equal where VID 0 in `a` matches any VID, PS 0 any PS and PCP.
 */
export function equalExceptZero(a: Uint8Array, aAt: number, b: Uint8Array, bAt: number): boolean {
  if (a[aAt] !== b[bAt] || a[aAt + 1] !== b[bAt + 1]) return false;
  const end = TLV_HEADER + tlvLength(a, aAt);
  if (!sameOctets(a, aAt + BEHIND_STATUS, b, bAt + BEHIND_STATUS, Math.min(end, ENTRIES) - BEHIND_STATUS)) return false;
  const size = entryOctets(a[aAt + FILTER_FORMAT] as number);
  if (size === 0) return sameOctets(a, aAt + ENTRIES, b, bAt + ENTRIES, end - ENTRIES);
  for (let at = ENTRIES; at < end; at += size) {
    const vidAt = at + size - 2;
    if (!sameOctets(a, aAt + at, b, bAt + at, size - 2)) return false;
    if (!vidFieldMatches(u16(a, aAt + vidAt), u16(b, bAt + vidAt))) return false;
  }
  return true;
}

/** Whether an entry of the TLV at `at` has VID 0; formats beyond 1 to 4 are not looked into. */
export function hasNullVid(bytes: Uint8Array, at: number): boolean {
  const size = entryOctets(bytes[at + FILTER_FORMAT] as number);
  const end = at + TLV_HEADER + tlvLength(bytes, at);
  if (size === 0) return false;
  for (let entry = at + ENTRIES; entry < end; entry += size) {
    if ((u16(bytes, entry + size - 2) & VID) === 0) return true;
  }
  return false;
}
