// Where everything stands in the TLVs of a VDP ULPDU, clauses 41.1 and 41.2: the one place with their offsets, widths and
// sizes. No imports: a bundler that sees the constants of a file before anything else puts their numbers where their names
// stand, and the cursor is full of them.
//
// Offsets of a TLV count from its header, those of a filter entry from the entry. An association TLV (types 1 to 4):
//
// | octets | field |
// | --- | --- |
// | 0-1 | type << 9, length 23 + the octets of the filter info behind its format |
// | 2 | status |
// | 3-5 | typeId (VTID) |
// | 6 | typeVersion |
// | 7 | vsiidFormat |
// | 8-23 | vsiid |
// | 24 | filterInfo.format |
// | 25-26 | number of entries |
// | 27- | filterInfo.entries |

export const VDP_END = 0;
export const VDP_PRE_ASSOCIATE = 1;
export const VDP_PRE_ASSOCIATE_RR = 2;
export const VDP_ASSOCIATE = 3;
export const VDP_DE_ASSOCIATE = 4;
export const VDP_MANAGER_ID = 5;
export const VDP_ORGANIZATION = 127;

/** Greatest ULPDU that an ECPDU carries, in octets. */
export const ULPDU_MAX_OCTETS = 1496;

/** Whether a TLV type is one of the four association TLVs. */
export const isAssociation = (type: number): boolean => type >= VDP_PRE_ASSOCIATE && type <= VDP_DE_ASSOCIATE;

// VSI Manager ID TLV.

export const MANAGER_ID_AT = 2;
/** Octets of the VSI Manager ID TLV with its header: where the first other TLV starts. */
export const MANAGER_ID_TLV_OCTETS = 18;
/** Both octets of its header: its type, and the length of an identifier. */
export const MANAGER_ID_HEADER = (VDP_MANAGER_ID << 9) | 16;

// Association TLV.

export const STATUS_AT = 2;
export const TYPE_ID_AT = 3;
/** The lowest octet of the VTID. */
export const TYPE_ID_LO_AT = 5;
export const TYPE_ID_OCTETS = 3;
export const TYPE_VERSION_AT = 6;
export const VSIID_FORMAT_AT = 7;
export const VSIID_AT = 8;
export const FILTER_FORMAT_AT = 24;
export const ENTRY_COUNT_AT = 25;
export const ENTRY_COUNT_OCTETS = 2;
export const ENTRIES_AT = 27;
/** Length of an association TLV up to the Filter Info Format, its last octet. */
export const ASSOCIATION_MIN_LENGTH = 23;
/** The same with the number of filter entries. */
export const ASSOCIATION_FIXED_LENGTH = 25;
/** Octets of filter entries in the longest TLV. */
export const ENTRIES_MAX_OCTETS = 486;

// Organizationally defined TLV.

export const OUI_AT = 2;
export const OUI_OCTETS = 3;
export const ORGANIZATION_DATA_AT = 5;
/** Least length of an organizationally defined TLV: its OUI or CID. */
export const ORGANIZATION_MIN_LENGTH = 3;
/** Greatest number of octets behind the OUI or CID. */
export const ORGANIZATION_DATA_MAX = 508;

// VSIID formats.

export const VSIID_IPV4 = 1;
export const VSIID_IPV6 = 2;
export const VSIID_MAC = 3;
export const VSIID_LOCAL = 4;
export const VSIID_UUID = 5;

/** Whether a VSIID format is one of 1..5; 0 and 6..255 are reserved. */
export const isVsiidFormat = (format: number): boolean => format >= VSIID_IPV4 && format <= VSIID_UUID;

// Filter info, 41.2.9.

export const FILTER_VID = 1;
export const FILTER_MAC_VID = 2;
export const FILTER_GROUP_VID = 3;
export const FILTER_GROUP_MAC_VID = 4;

export type FilterInfoFormat =
  | typeof FILTER_VID
  | typeof FILTER_MAC_VID
  | typeof FILTER_GROUP_VID
  | typeof FILTER_GROUP_MAC_VID;

export const GROUP_ID_OCTETS = 4;
export const MAC_OCTETS = 6;
/** Offset in a MAC address of its lower 32 bits. */
export const MAC_LO_AT = 2;
/** The group bit in the upper 16 bits of a MAC address. */
export const MAC_HI_GROUP = 0x0100;
export const VID_FIELD_OCTETS = 2;

/** Bits of the VID field: PCP significant, PCP, VID; and how far PS and PCP lie to the left. */
export const VID_FIELD_PS = 0x8000;
export const VID_FIELD_PCP = 0x7000;
export const VID_FIELD_VID = 0x0fff;
export const VID_FIELD_PS_SHIFT = 15;
export const VID_FIELD_PCP_SHIFT = 12;
export const PCP_MAX = 7;
/** The reserved VID. */
export const VID_INVALID = 4095;

/** Where the members of a filter entry stand: offsets in the entry. A member that the format does not have is absent. */
export interface EntryLayout {
  /** Octets of an entry, 1..486. */
  readonly octets: number;
  /** GroupID, 4 octets. */
  readonly groupId?: number;
  /** MAC address, 6 octets. */
  readonly mac?: number;
  /** VID field, 2 octets: PS, PCP, VID. */
  readonly vid?: number;
}

/**
 * Filter info formats 5..255, as format -> layout of an entry. Members that the layout names are read as values. An entry
 * with octets of no member is kept as octets, too.
 *
 * @example
 * const formats: FilterFormats = { 5: { octets: 10, groupId: 0, mac: 4 } };
 */
export type FilterFormats = Readonly<Record<number, EntryLayout>>;

/** The layout of an unknown format. */
export const NO_LAYOUT: EntryLayout = { octets: 0 };

/** By format. */
const ENTRY_LAYOUTS: readonly EntryLayout[] = [
  NO_LAYOUT,
  { octets: 2, vid: 0 },
  { octets: 8, mac: 0, vid: 6 },
  { octets: 6, groupId: 0, vid: 4 },
  { octets: 12, groupId: 0, mac: 4, vid: 10 },
];

/** The layout of the entries of a format; of 0 octets where the format is neither 1..4 nor registered. */
export const entryLayout = (format: number, formats?: FilterFormats): EntryLayout =>
  ENTRY_LAYOUTS[format] ?? formats?.[format] ?? NO_LAYOUT;

/** The members of a layout with their widths, in the order of an entry of format 4. */
export const ENTRY_MEMBERS = [
  ['groupId', GROUP_ID_OCTETS],
  ['mac', MAC_OCTETS],
  ['vid', VID_FIELD_OCTETS],
] as const;

/** Whether an entry has octets that belong to no member. */
export const hasOtherOctets = (layout: EntryLayout): boolean =>
  ENTRY_MEMBERS.reduce((rest, [name, width]) => (layout[name] === undefined ? rest : rest - width), layout.octets) > 0;
