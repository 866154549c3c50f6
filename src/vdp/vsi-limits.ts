// Ranges of the numbers of a VSI, of a VSI type and of filter info formats, clause 41. They have no defaults: a host gives all
// of them.

import type { Choices } from '../core/choices.js';
import { checkArray, checkRecord, EncodeError } from '../core/encode-error.js';
import { OptionError, type Range } from '../core/limits.js';
import { type Refusal, refuse } from '../core/refusal.js';
import { TLV_HEADER, TLV_MAX_LENGTH } from '../core/tlv.js';
import {
  ENTRIES_MAX_OCTETS,
  ENTRY_MEMBERS,
  type EntryLayout,
  FILTER_GROUP_MAC_VID,
  type FilterFormats,
  MANAGER_ID_TLV_OCTETS,
  ORGANIZATION_DATA_MAX,
  ORGANIZATION_MIN_LENGTH,
  ULPDU_MAX_OCTETS,
} from './wire/layout.js';
import { checkOrganization, type OrganizationData, organizationsOctets } from './wire/organization.js';

const LONGEST_TLV = TLV_HEADER + TLV_MAX_LENGTH;

const typeId = { min: 0, max: 0xff_ffff, unit: '', text: 'VTID' } as const;
const typeVersion = { min: 0, max: 0xff, unit: '', text: 'version of the VSI type' } as const;
const groupId = { min: 0, max: 0xffff_ffff, unit: '', text: 'GroupID' } as const;

/** Row of the table of options of both ends. */
export const ulpduLimit = {
  min: MANAGER_ID_TLV_OCTETS + LONGEST_TLV,
  max: ULPDU_MAX_OCTETS,
  default: 1492,
  unit: 'octets',
  text: 'greatest ULPDU that ECP takes; a VSI with its organizationally defined TLVs has to fit one',
} as const;

/**
 * Refuses organizationally defined TLVs that have no encoding, or that do not fit a ULPDU behind a VSI Manager ID TLV and an
 * association TLV.
 *
 * @param field path of the TLVs, for the refusal
 * @param tlvOctets of the association TLV, header included; default: the longest one
 */
export function refuseOrganizations(
  field: string,
  organizations: readonly OrganizationData[],
  maxUlpduOctets: number,
  tlvOctets = LONGEST_TLV,
): Refusal<'invalidOrganization'> | undefined {
  const room = maxUlpduOctets - MANAGER_ID_TLV_OCTETS - tlvOctets;
  try {
    checkArray(field, organizations, Math.floor(room / (TLV_HEADER + ORGANIZATION_MIN_LENGTH)));
    for (const [i, one] of organizations.entries()) {
      checkRecord(`${field}[${i}]`, one);
      checkOrganization(`${field}[${i}]`, one);
    }
  } catch (error) {
    if (!(error instanceof EncodeError)) throw error;
    return refuse('invalidOrganization', error.field, error.expected);
  }
  if (organizationsOctets(organizations) <= room) return undefined;
  return refuse('invalidOrganization', field, `at most ${room} octets of TLVs together`);
}

/** The member of a layout that lies outside of the entry or on another member, and what would be right. */
export function layoutFault(layout: EntryLayout): readonly [member: keyof EntryLayout, expected: string] | undefined {
  const isIn = (value: number, min: number, max: number): boolean =>
    Number.isInteger(value) && value >= min && value <= max;
  const { octets } = layout;
  if (!isIn(octets, 1, ENTRIES_MAX_OCTETS)) return ['octets', `an integer 1..${ENTRIES_MAX_OCTETS}`];
  const taken = new Set<number>();
  for (const [name, width] of ENTRY_MEMBERS) {
    const at = layout[name];
    if (at === undefined) continue;
    if (!isIn(at, 0, octets - width)) return [name, `an offset of ${width} octets inside the entry`];
    for (let octet = at; octet < at + width; octet++) {
      if (taken.has(octet)) return [name, `an offset of ${width} octets of no other member`];
      taken.add(octet);
    }
  }
  return undefined;
}

/**
 * Refuses filter info formats that cannot be registered.
 *
 * @throws OptionError for a format that is not 5..255, or a layout with a member outside of the entry or on another one
 */
export function checkFormats(formats: FilterFormats = {}): void {
  for (const [format, layout] of Object.entries(formats)) {
    if (Number(format) <= FILTER_GROUP_MAC_VID || Number(format) > 0xff) {
      throw new OptionError('formats', format, 'filter info formats 5..255');
    }
    const fault = layoutFault(layout);
    if (fault !== undefined) throw new OptionError(`formats[${format}].${fault[0]}`, layout[fault[0]], fault[1]);
  }
}

export const vsiRanges = { typeId, typeVersion } as const satisfies Readonly<Record<string, Range>>;

export const vsiChoices = {
  command: {
    names: ['associate', 'preAssociate', 'preAssociateRr'],
    text: 'the command; RR is with resource reservation',
  },
} as const satisfies Choices;

/** Of an organizationally defined TLV behind the command. */
export const organizationRanges = {
  oui: { min: 0, max: 0xff_ffff, unit: '', text: 'OUI or CID' },
  octets: { min: 0, max: ORGANIZATION_DATA_MAX, unit: 'octets', text: 'length of its data' },
} as const satisfies Readonly<Record<string, Range>>;

/** Of a filter entry that a host asks for. */
export const filterEntryRanges = {
  groupId,
  pcp: { min: 0, max: 7, unit: '', text: 'PCP, where the entry has one' },
  vid: { min: 0, max: 4094, unit: '', text: 'VID; 0 asks the bridge to supply it' },
} as const satisfies Readonly<Record<string, Range>>;

export const vsiTypeRanges = {
  typeId,
  typeVersion,
  groupId,
  vid: { min: 1, max: 4094, unit: '', text: 'VID' },
  pcp: { min: 0, max: 7, unit: '', text: 'PCP' },
  mac: { min: 0, max: 0xffff_ffff_ffff, unit: '', text: 'MAC address' },
  maxFilters: { min: 0, max: Number.MAX_SAFE_INTEGER, unit: 'entries', text: 'filter entries of one VSI at most' },
  maxInstances: { min: 0, max: Number.MAX_SAFE_INTEGER, unit: 'VSIs', text: 'VSIs of this type at most' },
} as const satisfies Readonly<Record<string, Range>>;
