// Filter Info, 41.2.9: entries as values. On purpose nothing here judges a VID or an address: what a peer sent is kept,
// `admitAssociation` judges.

import { checkArray, checkInteger, checkRecord, EncodeError, type Path, pathText } from '../../core/encode-error.js';
import { put16, put32, put48, u16, u32, u48 } from '../../core/octets.js';
import {
  ENTRIES_MAX_OCTETS,
  entryOctets,
  FILTER_GROUP_MAC_VID,
  FILTER_GROUP_VID,
  FILTER_MAC_VID,
  FILTER_VID,
  type FilterInfoFormat,
  hasGroupId,
  hasMac,
  VID_FIELD_PS,
  VID_FIELD_VID,
} from './layout.js';

/** One filter entry. `groupId` and `mac` are there when the format has them. */
export interface FilterEntry {
  /** Formats 3 and 4: 0..4294967295. */
  readonly groupId?: number;
  /** Formats 2 and 4: 48-bit number. */
  readonly mac?: number;
  /** PCP significant. */
  readonly ps: boolean;
  /** 0..7; 0 where `ps` is false. */
  readonly pcp: number;
  /** 0..4095: 0 asks the bridge to supply the VID, 4095 is invalid. */
  readonly vid: number;
}

export interface FilterInfo {
  /** In a decoded one with `withoutCount` any octet, 0..255, as it was received. */
  readonly format: FilterInfoFormat;
  readonly entries: readonly FilterEntry[];
  /** Set where a De-Associate without entries leaves out even their number (the TLV is 23 octets long). */
  readonly withoutCount?: true;
}

/** The entry of format `format` at `at`. */
export function readFilterEntry(bytes: Uint8Array, at: number, format: FilterInfoFormat): FilterEntry {
  const vidField = u16(bytes, at + entryOctets(format) - 2);
  const ps = vidField >>> 15 === 1;
  const pcp = (vidField >>> 12) & 7;
  const vid = vidField & VID_FIELD_VID;
  switch (format) {
    case FILTER_VID:
      return { ps, pcp, vid };
    case FILTER_MAC_VID:
      return { mac: u48(bytes, at), ps, pcp, vid };
    case FILTER_GROUP_VID:
      return { groupId: u32(bytes, at), ps, pcp, vid };
    default:
      return { groupId: u32(bytes, at), mac: u48(bytes, at + 4), ps, pcp, vid };
  }
}

/** Writes an entry of a checked filter info; returns the offset behind it. */
export function putFilterEntry(out: Uint8Array, offset: number, format: FilterInfoFormat, entry: FilterEntry): number {
  let at = offset;
  if (hasGroupId(format)) at = put32(out, at, entry.groupId as number);
  if (hasMac(format)) at = put48(out, at, entry.mac as number);
  return put16(out, at, (entry.ps ? VID_FIELD_PS : 0) | (entry.pcp << 12) | entry.vid);
}

/** Greatest number of entries that a TLV of 511 octets holds: 243, 60, 81, 40 for formats 1 to 4. */
export const maxFilterEntries = (format: FilterInfoFormat): number =>
  Math.floor(ENTRIES_MAX_OCTETS / entryOctets(format));

/** Refuses a filter info that has no encoding. */
export function checkFilterInfo(field: Path, info: FilterInfo): void {
  checkRecord(field, info);
  // Where there is no room for entries no format is asked for either: a decoder keeps what it found.
  if (info.withoutCount) checkInteger(field, info.format, 0, 0xff, '.format');
  else checkInteger(field, info.format, FILTER_VID, FILTER_GROUP_MAC_VID, '.format');
  checkArray(field, info.entries, maxFilterEntries(info.format), '.entries');
  let i = 0;
  const at = () => `${pathText(field)}.entries[${i}]`;
  for (; i < info.entries.length; i++) {
    const entry = info.entries[i] as FilterEntry;
    checkRecord(at, entry);
    checkMember(at, entry.groupId, 0xffff_ffff, '.groupId', hasGroupId, info.format);
    checkMember(at, entry.mac, 0xffff_ffff_ffff, '.mac', hasMac, info.format);
    checkInteger(at, entry.pcp, 0, 7, '.pcp');
    checkInteger(at, entry.vid, 0, 4095, '.vid');
  }
}

function checkMember(
  at: Path,
  value: number | undefined,
  max: number,
  member: string,
  isWanted: (format: number) => boolean,
  format: number,
): void {
  if (isWanted(format)) checkInteger(at, value as number, 0, max, member);
  else if (value !== undefined) {
    throw new EncodeError(at, value, `no such member in filter info format ${format}`, member);
  }
}
