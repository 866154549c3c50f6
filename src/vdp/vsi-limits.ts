// Ranges of the numbers of a VSI, and of a VSI type, clause 41. They have no defaults: who names a VSI gives them.

import type { Choices } from '../core/choices.js';
import type { Range } from '../core/limits.js';

const typeId = { min: 0, max: 0xff_ffff, unit: '', text: 'VTID' } as const;
const typeVersion = { min: 0, max: 0xff, unit: '', text: 'version of the VSI type' } as const;
const groupId = { min: 0, max: 0xffff_ffff, unit: '', text: 'GroupID' } as const;

export const vsiRanges = { typeId, typeVersion } as const satisfies Readonly<Record<string, Range>>;

export const vsiChoices = {
  command: {
    names: ['associate', 'preAssociate', 'preAssociateRr'],
    text: 'what is wanted; RR is with resource reservation',
  },
} as const satisfies Choices;

/** Of an organizationally defined TLV behind the command. */
export const organizationRanges = {
  oui: { min: 0, max: 0xff_ffff, unit: '', text: 'OUI or CID' },
  octets: { min: 0, max: 508, unit: 'octets', text: 'length of its data' },
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
