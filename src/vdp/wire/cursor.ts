// A reusable view of the octets of one VDP ULPDU, clause 41.2. `wrapVdpUlpdu` walks the TLV headers once (V1 to V8); after
// that `nextVdpTlv` steps from TLV to TLV and puts the fields of a TLV into the members of the cursor. Nothing here
// allocates: to look at a ULPDU of any number of VSIs costs no more than to read its octets.
//
// On purpose each function is called once for a ULPDU, a TLV or an entry, reads all fields of it, and calls only the
// smallest functions. A getter for each field would be called often. A compiler inlines a limited amount of code into a
// caller, so the speed of a receiver would depend on the getters that found no room.
//
// Always: no octet outside of the ULPDU is read.

import { type Identifier, readIdentifierInto } from '../../core/identifier.js';
import type { Mutable } from '../../core/mutable.js';
import { copyOctets, i32, u16 } from '../../core/octets.js';
import { TLV_HEADER, TLV_LENGTH_BITS, TLV_MAX_LENGTH } from '../../core/tlv.js';
import {
  ASSOCIATION_FIXED_LENGTH,
  ASSOCIATION_MIN_LENGTH,
  ENTRIES_AT,
  ENTRY_COUNT_AT,
  type EntryLayout,
  entryLayout,
  FILTER_FORMAT_AT,
  type FilterFormats,
  isVsiidFormat,
  MAC_LO_AT,
  MANAGER_ID_AT,
  MANAGER_ID_HEADER,
  MANAGER_ID_TLV_OCTETS,
  NO_LAYOUT,
  STATUS_AT,
  TYPE_ID_AT,
  TYPE_ID_LO_AT,
  TYPE_VERSION_AT,
  VDP_DE_ASSOCIATE,
  VDP_END,
  VDP_MANAGER_ID,
  VSIID_AT,
  VSIID_FORMAT_AT,
} from './layout.js';
import type { VdpErrorCode } from './rules.js';

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
  /** The VSI Manager ID. The next ULPDU overwrites it, as the next TLV overwrites `vsiid`: copy it to keep it. */
  readonly managerId: Mutable<Identifier>;
  /** Of the current association TLV, where it has 23 octets at least, as the next four. */
  status: number;
  typeId: number;
  typeVersion: number;
  vsiidFormat: number;
  readonly vsiid: Mutable<Identifier>;
  /** Format of the current TLV's filter entries: set by `checkAssociation`, as the next two. */
  filterFormat: number;
  /** Where the members of an entry stand; of 0 octets for an unknown format. */
  layout: EntryLayout;
  entryCount: number;
  /** Of the filter entry that `readVdpEntry` read last: GroupID as a signed word; 0 where `layout` has none. */
  groupId: number;
  /** The upper 16 bits of its MAC address; 0 where `layout` has none, as `macLo`. */
  macHi: number;
  /** The lower 32 bits of its MAC address, signed. */
  macLo: number;
  /** PS 0x8000, PCP 0x7000 and VID 0x0FFF together; 0 where `layout` has none. */
  vidField: number;
  readonly formats: FilterFormats | undefined;
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
  managerId: { w0: 0, w1: 0, w2: 0, w3: 0 },
  status: 0,
  typeId: 0,
  typeVersion: 0,
  vsiidFormat: 0,
  vsiid: { w0: 0, w1: 0, w2: 0, w3: 0 },
  filterFormat: 0,
  layout: NO_LAYOUT,
  entryCount: 0,
  groupId: 0,
  macHi: 0,
  macLo: 0,
  vidField: 0,
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
  if (manager >>> TLV_LENGTH_BITS !== VDP_MANAGER_ID) return breakAt(cursor, begin, -1, 'vdpManagerIdFirst');
  if (manager !== MANAGER_ID_HEADER) return breakAt(cursor, begin, -1, 'vdpManagerIdLength');
  let at = begin + MANAGER_ID_TLV_OCTETS;
  let index = 0;
  for (; at + TLV_HEADER <= limit; index++) {
    const header = u16(bytes, at);
    const type = header >>> TLV_LENGTH_BITS;
    if (type === VDP_END) break;
    if (type === VDP_MANAGER_ID) return breakAt(cursor, at, index, 'vdpManagerIdRepeated');
    const next = at + TLV_HEADER + (header & TLV_MAX_LENGTH);
    if (next > limit) return breakAt(cursor, at, index, 'vdpTlvTruncated');
    at = next;
  }
  cursor.end = at;
  cursor.count = index;
  readIdentifierInto(cursor.managerId, bytes, begin + MANAGER_ID_AT);
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
  cursor.length = MANAGER_ID_TLV_OCTETS - TLV_HEADER;
  cursor.type = VDP_MANAGER_ID;
  cursor.index = -1;
}

/** Steps to the next TLV; `false` behind the last. Sets what an association TLV has before its filter info. */
export function nextVdpTlv(cursor: VdpUlpduCursor): boolean {
  const at = cursor.at + TLV_HEADER + cursor.length;
  if (at >= cursor.end) return false;
  const { bytes } = cursor;
  const header = u16(bytes, at);
  const type = header >>> TLV_LENGTH_BITS;
  const length = header & TLV_MAX_LENGTH;
  cursor.at = at;
  cursor.index++;
  cursor.type = type;
  cursor.length = length;
  if (type <= VDP_DE_ASSOCIATE && length >= ASSOCIATION_MIN_LENGTH) {
    cursor.status = bytes[at + STATUS_AT] as number;
    // Not by `u24`: one call more, and the compiler does not inline this function into its callers.
    cursor.typeId = (u16(bytes, at + TYPE_ID_AT) << 8) | (bytes[at + TYPE_ID_LO_AT] as number);
    cursor.typeVersion = bytes[at + TYPE_VERSION_AT] as number;
    cursor.vsiidFormat = bytes[at + VSIID_FORMAT_AT] as number;
    readIdentifierInto(cursor.vsiid, bytes, at + VSIID_AT);
  }
  return true;
}

/** A copy of the value of the current TLV. */
export const valueOctets = ({ bytes, at, length }: VdpUlpduCursor): Uint8Array =>
  copyOctets(bytes, at + TLV_HEADER, at + TLV_HEADER + length);

/**
 * The rule that rejects the current association TLV for its form (A1, A4, A8, A5, A6, A7 in this order), or `undefined`.
 * Sets `filterFormat`, `layout` and `entryCount`.
 */
export function checkAssociation(cursor: VdpUlpduCursor): VdpErrorCode | undefined {
  const { length, bytes, at } = cursor;
  cursor.entryCount = 0;
  if (length < ASSOCIATION_MIN_LENGTH) return 'vdpAssociationShort';
  if (!isVsiidFormat(cursor.vsiidFormat)) return 'vdpVsiidFormat';
  const format = bytes[at + FILTER_FORMAT_AT] as number;
  // Formats seldom change from TLV to TLV, and to find a layout costs as much as to read an entry.
  if (format !== cursor.filterFormat) {
    cursor.filterFormat = format;
    cursor.layout = entryLayout(format, cursor.formats);
  }
  if (length < ASSOCIATION_FIXED_LENGTH) {
    const bare = length === ASSOCIATION_MIN_LENGTH && cursor.type === VDP_DE_ASSOCIATE;
    return bare ? undefined : 'vdpFilterInfoCount';
  }
  const { octets } = cursor.layout;
  if (octets === 0) return 'vdpFilterInfoFormat';
  const count = u16(bytes, at + ENTRY_COUNT_AT);
  if (length !== ASSOCIATION_FIXED_LENGTH + count * octets) return 'vdpFilterInfoLength';
  if (count === 0 && cursor.type !== VDP_DE_ASSOCIATE) return 'vdpFilterInfoEmpty';
  cursor.entryCount = count;
  return undefined;
}

/**
 * Reads filter entry `i`, 0..entryCount-1, of the current association TLV, which `checkAssociation` has passed, into
 * `groupId`, `macHi`, `macLo` and `vidField`.
 */
export function readVdpEntry(cursor: VdpUlpduCursor, i: number): void {
  const { bytes, layout } = cursor;
  const { octets, groupId, mac, vid } = layout;
  const at = cursor.at + ENTRIES_AT + i * octets;
  cursor.vidField = vid === undefined ? 0 : u16(bytes, at + vid);
  cursor.groupId = groupId === undefined ? 0 : i32(bytes, at + groupId);
  cursor.macHi = 0;
  cursor.macLo = 0;
  if (mac !== undefined) {
    cursor.macHi = u16(bytes, at + mac);
    cursor.macLo = i32(bytes, at + mac + MAC_LO_AT);
  }
}
