// Ranges of the numbers of a VSI, and of a VSI type, clause 41. They have no defaults: who names a VSI gives them.

import type { Range } from '../core/limits.js';

const typeId = { min: 0, max: 0xff_ffff, unit: '', text: 'VTID' } as const;
const typeVersion = { min: 0, max: 0xff, unit: '', text: 'version of the VSI type' } as const;
const groupId = { min: 0, max: 0xffff_ffff, unit: '', text: 'GroupID' } as const;

export const vsiRanges = { typeId, typeVersion } as const satisfies Readonly<Record<string, Range>>;

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
