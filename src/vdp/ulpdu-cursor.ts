// A reusable view of the octets of one VDP ULPDU, clause 41.2. `wrapVdpUlpdu` walks the TLV headers once (V1 to V8); after
// that `nextVdpTlv` steps from TLV to TLV and the getters read integers. Nothing here allocates, so the receive path can
// look at a ULPDU of any number of VSIs for the price of reading its octets. TLV headers are read as one word for that.
//
// Always: what the getters read is inside the ULPDU. The filter entry getters need `checkAssociation` to have answered
// `undefined` for the current TLV.

import { IDENTIFIER_OCTETS } from '../core/identifier.js';
import { copyOctets, i32, u16, u24 } from '../core/octets.js';
import { TLV_HEADER, TLV_MAX_LENGTH } from '../core/tlv.js';
import { entryOctets } from './filter-info.js';
import type { VdpErrorCode } from './rules.js';
import { isVsiidFormat } from './vsiid.js';

const VDP_END = 0;
export const VDP_PRE_ASSOCIATE = 1;
export const VDP_PRE_ASSOCIATE_RR = 2;
export const VDP_ASSOCIATE = 3;
export const VDP_DE_ASSOCIATE = 4;
export const VDP_MANAGER_ID = 5;
export const VDP_ORGANIZATION = 127;

/** Octets of the VSI Manager ID TLV with its header: where the first other TLV starts. */
export const MANAGER_ID_TLV_OCTETS = TLV_HEADER + IDENTIFIER_OCTETS;
/** Both octets of its header. */
const MANAGER_ID_HEADER = (VDP_MANAGER_ID << 9) | IDENTIFIER_OCTETS;
/** Length of an association TLV up to the Filter Info Format, its last octet. */
export const ASSOCIATION_MIN_LENGTH = 23;
/** The same with the number of filter entries. */
export const ASSOCIATION_FIXED_LENGTH = 25;
/** Least length of an organizationally defined TLV: its OUI or CID. */
export const ORGANIZATION_MIN_LENGTH = 3;

/** Whether a TLV type is one of the four association TLVs. */
export const isAssociation = (type: number): boolean => type >= VDP_PRE_ASSOCIATE && type <= VDP_DE_ASSOCIATE;

/** Filter info formats beyond 1..4, as format -> octets of an entry. */
export type FilterFormats = Readonly<Record<number, number>>;

export interface VdpUlpduCursor {
  bytes: Uint8Array;
  /** First octet of the ULPDU. */
  begin: number;
  /** Behind the last TLV; what follows is padding. */
  end: number;
  /** Number of TLVs behind the VSI Manager ID TLV. */
  count: number;
  /** Header of the current TLV, or of the TLV that broke a rule. */
  at: number;
  /** Index of the current TLV, counted without the VSI Manager ID TLV; -1 before the first. */
  index: number;
  /** Type of the current TLV. */
  type: number;
  /** Length of the value of the current TLV. */
  length: number;
  /** Format of the current TLV's filter entries: set by `checkAssociation`, as the next two. */
  filterFormat: number;
  entryOctets: number;
  entryCount: number;
  formats: FilterFormats | undefined;
}

const NO_OCTETS = /* @__PURE__ */ new Uint8Array(0);

/** A cursor on nothing; give it a ULPDU by `wrapVdpUlpdu`. */
export const createVdpUlpduCursor = (formats?: FilterFormats): VdpUlpduCursor => ({
  bytes: NO_OCTETS,
  begin: 0,
  end: 0,
  count: 0,
  at: 0,
  index: -1,
  type: VDP_END,
  length: 0,
  filterFormat: 0,
  entryOctets: 0,
  entryCount: 0,
  formats,
});

/**
 * Points the cursor before the first TLV of the ULPDU in `begin..limit`. Answers the rule that discards the ULPDU, with
 * `at` and `index` on the TLV that breaks it and `end` before it, or `undefined`. The ULPDU ends at an End TLV, or with
 * the octets.
 */
export function wrapVdpUlpdu(
  cursor: VdpUlpduCursor,
  bytes: Uint8Array,
  begin: number,
  limit: number,
): VdpErrorCode | undefined {
  cursor.bytes = bytes;
  cursor.begin = begin;
  const manager = limit - begin < MANAGER_ID_TLV_OCTETS ? 0 : u16(bytes, begin);
  if (manager !== MANAGER_ID_HEADER) {
    const first = manager >>> 9 === VDP_MANAGER_ID;
    return breakAt(cursor, begin, -1, first ? 'vdpManagerIdLength' : 'vdpManagerIdFirst');
  }
  let at = begin + MANAGER_ID_TLV_OCTETS;
  let index = 0;
  for (; at + TLV_HEADER <= limit; index++) {
    const header = u16(bytes, at);
    const type = header >>> 9;
    if (type === VDP_END) break;
    if (type === VDP_MANAGER_ID) return breakAt(cursor, at, index, 'vdpManagerIdRepeated');
    const next = at + TLV_HEADER + (header & TLV_MAX_LENGTH);
    if (next > limit) return breakAt(cursor, at, index, 'vdpTlvTruncated');
    at = next;
  }
  cursor.end = at;
  cursor.count = index;
  rewindVdpUlpdu(cursor);
  return undefined;
}

/** Leaves the cursor on the TLV that breaks a rule. */
function breakAt(cursor: VdpUlpduCursor, at: number, index: number, rule: VdpErrorCode): VdpErrorCode {
  cursor.at = at;
  cursor.index = index;
  cursor.end = at;
  cursor.count = Math.max(0, index);
  return rule;
}

/** Points the cursor before the first TLV again. */
export function rewindVdpUlpdu(cursor: VdpUlpduCursor): void {
  cursor.at = cursor.begin;
  cursor.length = IDENTIFIER_OCTETS;
  cursor.type = VDP_MANAGER_ID;
  cursor.index = -1;
}

/** Steps to the next TLV; `false` behind the last. */
export function nextVdpTlv(cursor: VdpUlpduCursor): boolean {
  const at = cursor.at + TLV_HEADER + cursor.length;
  if (at >= cursor.end) return false;
  cursor.at = at;
  cursor.index++;
  const header = u16(cursor.bytes, at);
  cursor.type = header >>> 9;
  cursor.length = header & TLV_MAX_LENGTH;
  return true;
}

/** A copy of the value of the current TLV, from its octet `from` on. */
export const valueOctets = ({ bytes, at, length }: VdpUlpduCursor, from: number): Uint8Array =>
  copyOctets(bytes, at + TLV_HEADER + from, at + TLV_HEADER + length);

/**
 * The rule that rejects the current association TLV for its form (A1, A4, A8, A5, A6, A7 in this order), or `undefined`.
 * Sets `filterFormat`, `entryOctets` and `entryCount`.
 */
export function checkAssociation(cursor: VdpUlpduCursor): VdpErrorCode | undefined {
  const { length, bytes, at } = cursor;
  cursor.entryCount = 0;
  if (length < ASSOCIATION_MIN_LENGTH) return 'vdpAssociationShort';
  if (!isVsiidFormat(vdpVsiidFormat(cursor))) return 'vdpVsiidFormat';
  const format = bytes[at + 24] as number;
  cursor.filterFormat = format;
  if (length < ASSOCIATION_FIXED_LENGTH) {
    const bare = length === ASSOCIATION_MIN_LENGTH && cursor.type === VDP_DE_ASSOCIATE;
    return bare ? undefined : 'vdpFilterInfoCount';
  }
  cursor.entryOctets = entryOctets(format) || (cursor.formats?.[format] ?? 0);
  if (cursor.entryOctets === 0) return 'vdpFilterInfoFormat';
  const count = u16(bytes, at + 25);
  if (length !== ASSOCIATION_FIXED_LENGTH + count * cursor.entryOctets) return 'vdpFilterInfoLength';
  if (count === 0 && cursor.type !== VDP_DE_ASSOCIATE) return 'vdpFilterInfoEmpty';
  cursor.entryCount = count;
  return undefined;
}

/** Words 0..3 of the VSI Manager ID, signed. */
export const vdpManagerIdWord = (c: VdpUlpduCursor, word: number): number => i32(c.bytes, c.begin + 2 + 4 * word);

// Of the current association TLV of at least 23 octets.
export const vdpStatus = (c: VdpUlpduCursor): number => c.bytes[c.at + 2] as number;
export const vdpTypeId = (c: VdpUlpduCursor): number => u24(c.bytes, c.at + 3);
export const vdpTypeVersion = (c: VdpUlpduCursor): number => c.bytes[c.at + 6] as number;
export const vdpVsiidFormat = (c: VdpUlpduCursor): number => c.bytes[c.at + 7] as number;
/** Words 0..3 of the VSIID, signed. */
export const vdpVsiidWord = (c: VdpUlpduCursor, word: number): number => i32(c.bytes, c.at + 8 + 4 * word);

// Of filter entry `i`, 0..entryCount-1, of the current association TLV. MAC address and VID field end the entry.
/** GroupID as a signed word; formats 3 and 4. */
export const vdpEntryGroupId = (c: VdpUlpduCursor, i: number): number => i32(c.bytes, c.at + 27 + i * c.entryOctets);
/** The upper 16 bits of the MAC address; formats 2 and 4. */
export const vdpEntryMacHi = (c: VdpUlpduCursor, i: number): number =>
  u16(c.bytes, c.at + 19 + (i + 1) * c.entryOctets);
/** The lower 32 bits of the MAC address, signed; formats 2 and 4. */
export const vdpEntryMacLo = (c: VdpUlpduCursor, i: number): number =>
  i32(c.bytes, c.at + 21 + (i + 1) * c.entryOctets);
/** PS 0x8000, PCP 0x7000 and VID 0x0FFF together; formats 1 to 4. */
export const vdpEntryVidField = (c: VdpUlpduCursor, i: number): number =>
  u16(c.bytes, c.at + 25 + (i + 1) * c.entryOctets);
