// Filter Info, 41.2.9: how the entries of each format are laid out.
//
// | format | entry | octets |
// | --- | --- | --- |
// | 1 VID | VID field | 2 |
// | 2 MAC/VID | MAC (6), VID field | 8 |
// | 3 GroupID/VID | GroupID (4), VID field | 6 |
// | 4 GroupID/MAC/VID | GroupID (4), MAC (6), VID field | 12 |
//
// The VID field is 16 bits: PS 0x8000, PCP 0x7000, VID 0x0FFF. On purpose nothing here judges a VID or an address: what
// a peer sent is kept, `admitAssociation` judges.

import { checkArray, checkInteger, checkRecord, EncodeError, type Path, pathText } from '../core/encode-error.js';
import { put16, put32, put48, u16, u32, u48 } from '../core/octets.js';

export const FILTER_VID = 1;
export const FILTER_MAC_VID = 2;
export const FILTER_GROUP_VID = 3;
export const FILTER_GROUP_MAC_VID = 4;

export type FilterInfoFormat =
  | typeof FILTER_VID
  | typeof FILTER_MAC_VID
  | typeof FILTER_GROUP_VID
  | typeof FILTER_GROUP_MAC_VID;

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
  readonly entry: readonly FilterEntry[];
  /** Set where a De-Associate without entries leaves out even their number (the TLV is 23 octets long). */
  readonly withoutCount?: true;
}

/** Octets of an entry by format: an own row for each format with a layout here. */
const ENTRY_OCTETS: readonly number[] = [0, 2, 8, 6, 12];

/** Octets of an entry; 0 for a format without a layout here. */
export const entryOctets = (format: number): number => ENTRY_OCTETS[format] ?? 0;

export const hasGroupId = (format: number): boolean => format === FILTER_GROUP_VID || format === FILTER_GROUP_MAC_VID;
export const hasMac = (format: number): boolean => format === FILTER_MAC_VID || format === FILTER_GROUP_MAC_VID;

/** Offset of the MAC address in an entry of a format that has one. */
export const macOffset = (format: number): number => (format === FILTER_GROUP_MAC_VID ? 4 : 0);

const ps = (vidField: number): boolean => vidField >>> 15 === 1;
const pcp = (vidField: number): number => (vidField >>> 12) & 7;
const vid = (vidField: number): number => vidField & 0xfff;

/** The entry of format `format` at `at`. */
export function readFilterEntry(bytes: Uint8Array, at: number, format: FilterInfoFormat): FilterEntry {
  const vidField = u16(bytes, at + entryOctets(format) - 2);
  switch (format) {
    case FILTER_VID:
      return { ps: ps(vidField), pcp: pcp(vidField), vid: vid(vidField) };
    case FILTER_MAC_VID:
      return { mac: u48(bytes, at), ps: ps(vidField), pcp: pcp(vidField), vid: vid(vidField) };
    case FILTER_GROUP_VID:
      return { groupId: u32(bytes, at), ps: ps(vidField), pcp: pcp(vidField), vid: vid(vidField) };
    default:
      return {
        groupId: u32(bytes, at),
        mac: u48(bytes, at + 4),
        ps: ps(vidField),
        pcp: pcp(vidField),
        vid: vid(vidField),
      };
  }
}

/** Writes an entry of a checked filter info; returns the offset behind it. */
export function putFilterEntry(out: Uint8Array, offset: number, format: FilterInfoFormat, entry: FilterEntry): number {
  let at = offset;
  if (hasGroupId(format)) at = put32(out, at, entry.groupId as number);
  if (hasMac(format)) at = put48(out, at, entry.mac as number);
  return put16(out, at, (entry.ps ? 0x8000 : 0) | (entry.pcp << 12) | entry.vid);
}

/** Greatest number of entries that a TLV of 511 octets holds: 243, 60, 81, 40 for formats 1 to 4. */
export const maxFilterEntries = (format: FilterInfoFormat): number => Math.floor((511 - 25) / entryOctets(format));

/** Refuses a filter info that has no encoding. */
export function checkFilterInfo(field: Path, info: FilterInfo): void {
  checkRecord(field, info);
  // Where there is no room for entries no format is asked for either: a decoder keeps what it found.
  if (info.withoutCount) checkInteger(field, info.format, 0, 0xff, '.format');
  else checkInteger(field, info.format, FILTER_VID, FILTER_GROUP_MAC_VID, '.format');
  checkArray(field, info.entry, maxFilterEntries(info.format), '.entry');
  let i = 0;
  const at = () => `${pathText(field)}.entry[${i}]`;
  for (; i < info.entry.length; i++) {
    const entry = info.entry[i] as FilterEntry;
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
