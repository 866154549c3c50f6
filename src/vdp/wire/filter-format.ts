// Filter Info formats, 41.2.9: which fields an entry of each has, and its size. No imports, as in `tlv-type.ts`.
//
// | format | entry | octets |
// | --- | --- | --- |
// | 1 VID | VID field | 2 |
// | 2 MAC/VID | MAC (6), VID field | 8 |
// | 3 GroupID/VID | GroupID (4), VID field | 6 |
// | 4 GroupID/MAC/VID | GroupID (4), MAC (6), VID field | 12 |
//
// The VID field is 16 bits: PS 0x8000, PCP 0x7000, VID 0x0FFF.

export const FILTER_VID = 1;
export const FILTER_MAC_VID = 2;
export const FILTER_GROUP_VID = 3;
export const FILTER_GROUP_MAC_VID = 4;

export type FilterInfoFormat =
  | typeof FILTER_VID
  | typeof FILTER_MAC_VID
  | typeof FILTER_GROUP_VID
  | typeof FILTER_GROUP_MAC_VID;

/** Octets of an entry by format: an own row for each format with a layout here. */
const ENTRY_OCTETS: readonly number[] = [0, 2, 8, 6, 12];

/** Octets of an entry; 0 for a format without a layout here. */
export const entryOctets = (format: number): number => ENTRY_OCTETS[format] ?? 0;

export const hasGroupId = (format: number): boolean => format === FILTER_GROUP_VID || format === FILTER_GROUP_MAC_VID;
export const hasMac = (format: number): boolean => format === FILTER_MAC_VID || format === FILTER_GROUP_MAC_VID;

/** Offset of the MAC address in an entry of a format that has one. */
export const macOffset = (format: number): number => (format === FILTER_GROUP_MAC_VID ? 4 : 0);
