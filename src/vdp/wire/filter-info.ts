// Filter Info, 41.2.9: entries as values. On purpose nothing here judges a VID or an address: the values of a peer are kept
// as they are, and `admitAssociation` judges them.
//
// The format of a filter info says which members its entries have. A registered format bears its layout beside them: then
// a value is written, and put into JSON and back, without the options that it was read with.

import {
  checkArray,
  checkInteger,
  checkOctets,
  checkRecord,
  EncodeError,
  type Path,
  pathText,
} from '../../core/encode-error.js';
import type { Mutable } from '../../core/mutable.js';
import { copyOctets, put16, put32, put48, putOctets, u16, u32, u48 } from '../../core/octets.js';
import {
  ENTRIES_MAX_OCTETS,
  ENTRY_MEMBERS,
  type EntryLayout,
  entryLayout,
  FILTER_GROUP_MAC_VID,
  type FILTER_GROUP_VID,
  type FILTER_MAC_VID,
  FILTER_VID,
  type FilterFormats,
  GROUP_ID_OCTETS,
  MAC_OCTETS,
  PCP_MAX,
  VID_FIELD_OCTETS,
  VID_FIELD_PCP_SHIFT,
  VID_FIELD_PS,
  VID_FIELD_PS_SHIFT,
  VID_FIELD_VID,
  VID_INVALID,
} from './layout.js';

export interface VidField {
  /** PCP significant. */
  readonly ps: boolean;
  /** 0..7; 0 where `ps` is false. */
  readonly pcp: number;
  /** 0..4095: 0 asks the bridge to supply the VID, 4095 is invalid. */
  readonly vid: number;
}

/** An entry of format 1. */
export interface VidEntry extends VidField {
  readonly groupId?: undefined;
  readonly mac?: undefined;
}

/** An entry of format 2. */
export interface MacVidEntry extends VidField {
  readonly groupId?: undefined;
  /** 48-bit number. */
  readonly mac: number;
}

/** An entry of format 3. */
export interface GroupVidEntry extends VidField {
  /** 0..4294967295. */
  readonly groupId: number;
  readonly mac?: undefined;
}

/** An entry of format 4. */
export interface GroupMacVidEntry extends VidField {
  /** 0..4294967295. */
  readonly groupId: number;
  /** 48-bit number. */
  readonly mac: number;
}

/** An entry of a registered format: the members that its layout names, and of the VID field all three or none. */
export interface RegisteredEntry extends Partial<VidField> {
  readonly groupId?: number | undefined;
  readonly mac?: number | undefined;
  /** The whole entry, where some of its octets are of no member. Members are written over these octets. */
  readonly octets?: Uint8Array;
}

export type FilterEntry = VidEntry | MacVidEntry | GroupVidEntry | GroupMacVidEntry | RegisteredEntry;

/** A filter info of one of the formats 1..4. */
export interface FilterInfoOf<Format extends number, Entry> {
  readonly format: Format;
  readonly entries: readonly Entry[];
  readonly layout?: undefined;
  readonly withoutCount?: undefined;
}

/** A filter info of a format that the host has registered. */
export interface RegisteredFilterInfo {
  /** 0, or 5..255. */
  readonly format: number;
  /** Where the members stand in an entry. */
  readonly layout: EntryLayout;
  readonly entries: readonly RegisteredEntry[];
  readonly withoutCount?: undefined;
}

/** The filter info of a De-Associate that leaves out even the number of its entries (the TLV is 23 octets long). */
export interface UncountedFilterInfo {
  /** Any octet, 0..255, as it was received. */
  readonly format: number;
  readonly entries: readonly [];
  readonly layout?: undefined;
  readonly withoutCount: true;
}

/**
 * What a VSI is filtered by. Where `layout` is absent, `format` says which members the entries have.
 *
 * @example
 * const info: FilterInfo = { format: FILTER_MAC_VID, entries: [{ mac: 0x525400aabbcc, ps: false, pcp: 0, vid: 100 }] };
 * if (info.layout === undefined && info.format === FILTER_MAC_VID) console.log(info.entries[0]?.mac);
 */
export type FilterInfo =
  | FilterInfoOf<typeof FILTER_VID, VidEntry>
  | FilterInfoOf<typeof FILTER_MAC_VID, MacVidEntry>
  | FilterInfoOf<typeof FILTER_GROUP_VID, GroupVidEntry>
  | FilterInfoOf<typeof FILTER_GROUP_MAC_VID, GroupMacVidEntry>
  | RegisteredFilterInfo
  | UncountedFilterInfo;

/** A filter info of entries that have the members of its format; `layout` is that of a format beyond 1..4. */
export const makeFilterInfo = (format: number, entries: readonly FilterEntry[], layout?: EntryLayout): FilterInfo =>
  (format > FILTER_GROUP_MAC_VID ? { format, layout, entries } : { format, entries }) as FilterInfo;

/**
 * The same filter info with other entries in the place of its own.
 *
 * @param change gives an entry with the same members
 */
export const mapFilterEntries = (info: FilterInfo, change: (entry: RegisteredEntry) => RegisteredEntry): FilterInfo =>
  ({ ...info, entries: info.entries.map(change) }) as FilterInfo;

/** The entry at `at`. */
export function readFilterEntry(bytes: Uint8Array, at: number, layout: EntryLayout): RegisteredEntry {
  const { octets, groupId, mac, vid } = layout;
  const entry: Mutable<RegisteredEntry> = {};
  let rest = octets;
  if (groupId !== undefined) {
    entry.groupId = u32(bytes, at + groupId);
    rest -= GROUP_ID_OCTETS;
  }
  if (mac !== undefined) {
    entry.mac = u48(bytes, at + mac);
    rest -= MAC_OCTETS;
  }
  if (vid !== undefined) {
    const vidField = u16(bytes, at + vid);
    entry.ps = vidField >>> VID_FIELD_PS_SHIFT === 1;
    entry.pcp = (vidField >>> VID_FIELD_PCP_SHIFT) & PCP_MAX;
    entry.vid = vidField & VID_FIELD_VID;
    rest -= VID_FIELD_OCTETS;
  }
  if (rest > 0) entry.octets = copyOctets(bytes, at, at + octets);
  return entry;
}

/** Writes an entry of a checked filter info; returns the offset behind it. */
export function putFilterEntry(out: Uint8Array, at: number, layout: EntryLayout, entry: RegisteredEntry): number {
  const { octets, groupId, mac, vid } = layout;
  if (entry.octets !== undefined) putOctets(out, at, entry.octets);
  if (groupId !== undefined) put32(out, at + groupId, entry.groupId as number);
  if (mac !== undefined) put48(out, at + mac, entry.mac as number);
  if (vid !== undefined) {
    put16(
      out,
      at + vid,
      (entry.ps ? VID_FIELD_PS : 0) | ((entry.pcp as number) << VID_FIELD_PCP_SHIFT) | (entry.vid as number),
    );
  }
  return at + octets;
}

/**
 * Greatest number of entries that a TLV of 511 octets holds: 243, 60, 81, 40 for formats 1 to 4. Infinity for a format
 * without a layout.
 */
export const maxFilterEntries = (format: number, formats?: FilterFormats): number =>
  Math.floor(ENTRIES_MAX_OCTETS / entryLayout(format, formats).octets);

/** The layout of the entries of a filter info. */
export const layoutOf = ({ format, layout }: FilterInfo): EntryLayout => layout ?? entryLayout(format);

/** Whether a filter info has the layout that its format has here. */
export function hasKnownLayout(info: FilterInfo, formats?: FilterFormats): boolean {
  const known = entryLayout(info.format, formats);
  const layout = layoutOf(info);
  return known.octets === layout.octets && ENTRY_MEMBERS.every(([name]) => known[name] === layout[name]);
}

/**
 * Refuses a filter info that has no encoding. That the members of a registered layout lie inside the entry is checked
 * where the layout is registered, or comes in as JSON.
 */
export function checkFilterInfo(field: Path, info: FilterInfo): void {
  checkRecord(field, info);
  const { format, layout, entries, withoutCount } = info;
  // Where there is no room for entries no format is asked for either: a decoder keeps what it found.
  const anyFormat = layout || withoutCount;
  checkInteger(
    field,
    format,
    layout ? FILTER_GROUP_MAC_VID + 1 : withoutCount ? 0 : FILTER_VID,
    anyFormat ? 0xff : FILTER_GROUP_MAC_VID,
    '.format',
  );
  const { octets, groupId, mac, vid } = layoutOf(info);
  if (layout !== undefined) checkInteger(field, octets, 1, ENTRIES_MAX_OCTETS, '.layout.octets');
  checkArray(field, entries, Math.floor(ENTRIES_MAX_OCTETS / octets), '.entries');
  let i = 0;
  const at = () => `${pathText(field)}.entries[${i}]`;
  for (; i < entries.length; i++) {
    const entry = entries[i] as RegisteredEntry;
    checkRecord(at, entry);
    checkMember(at, entry.groupId, 0xffff_ffff, '.groupId', groupId, format);
    checkMember(at, entry.mac, 0xffff_ffff_ffff, '.mac', mac, format);
    checkMember(at, entry.pcp, PCP_MAX, '.pcp', vid, format);
    checkMember(at, entry.vid, VID_INVALID, '.vid', vid, format);
    if (entry.octets !== undefined) checkOctets(at, entry.octets, octets, octets, '.octets');
  }
}

/** `offset` of the member in an entry; `undefined` for a member that the format does not have. */
function checkMember(
  at: Path,
  value: number | undefined,
  max: number,
  member: string,
  offset: number | undefined,
  format: number,
): void {
  if (offset !== undefined) checkInteger(at, value as number, 0, max, member);
  else if (value !== undefined) {
    throw new EncodeError(at, value, `no such member in filter info format ${format}`, member);
  }
}
