// Field tables of VDP, clause 41. Offsets count from the TLV header, those of a filter entry from the entry.

import { type Field, type FieldValue, flag, named } from '../../core/field.js';
import { IDENTIFIER_OCTETS, readIdentifier } from '../../core/identifier.js';
import { formatMac } from '../../core/mac.js';
import { u48 } from '../../core/octets.js';
import { formatOui } from '../../core/organization.js';
import { TLV_HEADER, TLV_MAX_LENGTH } from '../../core/tlv.js';
import { formatManagerId, formatVsiid } from './identity.js';
import {
  ENTRY_COUNT_AT,
  ENTRY_COUNT_OCTETS,
  type EntryLayout,
  FILTER_FORMAT_AT,
  FILTER_GROUP_MAC_VID,
  FILTER_GROUP_VID,
  FILTER_MAC_VID,
  FILTER_VID,
  GROUP_ID_OCTETS,
  MAC_OCTETS,
  MANAGER_ID_AT,
  OUI_AT,
  OUI_OCTETS,
  STATUS_AT,
  TYPE_ID_AT,
  TYPE_ID_OCTETS,
  TYPE_VERSION_AT,
  VDP_ASSOCIATE,
  VDP_DE_ASSOCIATE,
  VDP_END,
  VDP_MANAGER_ID,
  VDP_ORGANIZATION,
  VDP_PRE_ASSOCIATE,
  VDP_PRE_ASSOCIATE_RR,
  VID_FIELD_OCTETS,
  VID_FIELD_PCP,
  VID_FIELD_PS,
  VID_FIELD_VID,
  VID_INVALID,
  VSIID_AT,
  VSIID_FORMAT_AT,
  VSIID_IPV4,
  VSIID_IPV6,
  VSIID_LOCAL,
  VSIID_MAC,
  VSIID_UUID,
} from './layout.js';
import {
  errorType,
  isResponse,
  STATUS_HARD,
  STATUS_KEEP,
  STATUS_MIGRATING,
  STATUS_SUSPENDED,
  VDP_ERROR_TYPE,
} from './status.js';

const tlvTypeMeaning = /* @__PURE__ */ named({
  [VDP_END]: 'End',
  [VDP_PRE_ASSOCIATE]: 'Pre-Associate',
  [VDP_PRE_ASSOCIATE_RR]: 'Pre-Associate with Resource Reservation',
  [VDP_ASSOCIATE]: 'Associate',
  [VDP_DE_ASSOCIATE]: 'De-Associate',
  [VDP_MANAGER_ID]: 'VSI Manager ID',
  [VDP_ORGANIZATION]: 'organizationally defined',
});

const errorTexts: Readonly<Record<number, string>> = {
  [VDP_ERROR_TYPE.success]: 'success',
  [VDP_ERROR_TYPE.invalidFormat]: 'invalid format',
  [VDP_ERROR_TYPE.insufficientResources]: 'insufficient resources',
  [VDP_ERROR_TYPE.unableToContactVsiManager]: 'unable to contact the VSI manager',
  [VDP_ERROR_TYPE.otherFailure]: 'other failure',
  [VDP_ERROR_TYPE.invalidVidGroupIdOrMac]: 'invalid VID, GroupID or MAC address',
};

/** An error type in words; a reserved one is `other failure`. */
export const errorTypeText = (error: number): string => errorTexts[errorType(error)] as string;

/** What a status octet says, in words: `command, suspended` or `response: insufficient resources, keep`. */
export function statusMeaning(value: FieldValue): string {
  const status = value as number;
  const words = isResponse(status)
    ? [`response: ${errorTypeText(status)}`, status & STATUS_KEEP && 'keep', status & STATUS_HARD && 'hard']
    : ['command', status & STATUS_SUSPENDED && 'suspended', status & STATUS_MIGRATING && 'migrating'];
  return words.filter(Boolean).join(', ');
}

/** The header of every TLV of VDP. */
export const vdpTlvHeaderFields: readonly Field[] = [
  {
    name: 'type',
    offset: 0,
    octets: 1,
    mask: 0xfe,
    clause: '41.2',
    text: '1 Pre-Associate, 2 the same with Resource Reservation, 3 Associate, 4 De-Associate, 5 VSI Manager ID, 127 organizational',
    meaning: tlvTypeMeaning,
  },
  {
    name: 'length',
    offset: 0,
    octets: TLV_HEADER,
    mask: TLV_MAX_LENGTH,
    clause: '41.2',
    text: 'octets behind the header, 0 to 511',
  },
];

export const managerIdField: Field = {
  name: 'managerId',
  offset: MANAGER_ID_AT,
  octets: IDENTIFIER_OCTETS,
  clause: '41.1',
  text: 'VSI manager: IPv6, or IPv4 mapped into it; zero names none',
  read: (bytes, at) => formatManagerId(readIdentifier(bytes, at + MANAGER_ID_AT)),
  meaning: (value) => (value === '::' ? 'no manager named' : ''),
};

/** What stands in an association TLV before its filter entries. */
export const associationFields: readonly Field[] = [
  {
    name: 'status',
    offset: STATUS_AT,
    octets: 1,
    clause: '41.2.3',
    text: 'bit 40: response. Command: 20 suspended, 10 migrating. Response: 20 Keep, 10 Hard, 0F error type',
    meaning: statusMeaning,
  },
  { name: 'typeId', offset: TYPE_ID_AT, octets: TYPE_ID_OCTETS, clause: '41.2', text: 'VSI Type ID (VTID)' },
  { name: 'typeVersion', offset: TYPE_VERSION_AT, octets: 1, clause: '41.2', text: 'VSI Type Version' },
  {
    name: 'vsiidFormat',
    offset: VSIID_FORMAT_AT,
    octets: 1,
    clause: '41.2',
    text: '1 IPv4, 2 IPv6, 3 MAC, 4 local, 5 UUID',
    meaning: named({
      [VSIID_IPV4]: 'IPv4',
      [VSIID_IPV6]: 'IPv6',
      [VSIID_MAC]: 'MAC',
      [VSIID_LOCAL]: 'local',
      [VSIID_UUID]: 'UUID',
    }),
  },
  {
    name: 'vsiid',
    offset: VSIID_AT,
    octets: IDENTIFIER_OCTETS,
    clause: '41.2',
    text: 'the VSI, in the form of vsiidFormat',
    read: (bytes, at) => formatVsiid(bytes[at + VSIID_FORMAT_AT] as number, readIdentifier(bytes, at + VSIID_AT)),
  },
];

export const filterInfoFormatField: Field = {
  name: 'format',
  offset: FILTER_FORMAT_AT,
  octets: 1,
  clause: '41.2.9',
  text: '1 VID, 2 MAC/VID, 3 GroupID/VID, 4 GroupID/MAC/VID',
  meaning: named({
    [FILTER_VID]: 'VID',
    [FILTER_MAC_VID]: 'MAC/VID',
    [FILTER_GROUP_VID]: 'GroupID/VID',
    [FILTER_GROUP_MAC_VID]: 'GroupID/MAC/VID',
  }),
};

export const filterInfoCountField: Field = {
  name: 'count',
  offset: ENTRY_COUNT_AT,
  octets: ENTRY_COUNT_OCTETS,
  clause: '41.2.9',
  text: 'number of filter entries',
};

/** The fields of a filter entry with this layout, in the order of its octets. */
export function filterEntryFields({ groupId, mac, vid }: EntryLayout): readonly Field[] {
  const fields: Field[] = [];
  const clause = '41.2.9';
  if (groupId !== undefined) {
    fields.push({ name: 'groupId', offset: groupId, octets: GROUP_ID_OCTETS, clause, text: 'GroupID' });
  }
  if (mac !== undefined) {
    const read = (bytes: Uint8Array, at: number): string => formatMac(u48(bytes, at + mac));
    fields.push({ name: 'mac', offset: mac, octets: MAC_OCTETS, clause, text: 'MAC address', read });
  }
  if (vid !== undefined) {
    fields.push(
      { name: 'ps', ...flag(vid, VID_FIELD_PS >>> 8), clause, text: 'PCP significant' },
      { name: 'pcp', offset: vid, octets: 1, mask: VID_FIELD_PCP >>> 8, clause, text: 'priority code point' },
      {
        name: 'vid',
        offset: vid,
        octets: VID_FIELD_OCTETS,
        mask: VID_FIELD_VID,
        clause,
        text: 'VLAN ID; 0 in a command asks the bridge to supply it',
        meaning: named({ 0: 'null: supplied by the bridge', [VID_INVALID]: 'invalid' }, ''),
      },
    );
  }
  return fields.sort((a, b) => a.offset - b.offset);
}

export const organizationFields: readonly Field[] = [
  {
    name: 'oui',
    offset: OUI_AT,
    octets: OUI_OCTETS,
    clause: '41.2',
    text: 'OUI or CID',
    meaning: (value) => formatOui(value as number),
  },
];
