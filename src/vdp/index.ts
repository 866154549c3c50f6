// VDP, clause 41: the ULPDU, its TLVs, and what a receiver makes of them.

export { EncodeError } from '../core/encode-error.js';
export { formatError, formatFinding } from '../core/format-error.js';
export {
  equalIdentifiers,
  formatIpv6,
  formatUuid,
  type Identifier,
  identifierOctets,
  parseIpv6,
  parseUuid,
  readIdentifier,
  ZERO_IDENTIFIER,
} from '../core/identifier.js';
export { formatMac, parseMac } from '../core/mac.js';
export type { Finding, Note, Result, Rule, WireError } from '../core/result.js';
export { type Admission, type AdmitContext, admitAssociation } from './admit.js';
export type { AssociationTlv, AssociationType, OpaqueAssociationTlv } from './association-tlv.js';
export {
  entryOctets,
  FILTER_GROUP_MAC_VID,
  FILTER_GROUP_VID,
  FILTER_MAC_VID,
  FILTER_VID,
  type FilterEntry,
  type FilterInfo,
  type FilterInfoFormat,
  maxFilterEntries,
} from './filter-info.js';
export { formatManagerId, parseManagerId } from './manager-id.js';
export { type VdpErrorCode, vdpRules } from './rules.js';
export {
  contradictsItself,
  errorType,
  hasReservedStatus,
  isResponse,
  STATUS_ACK,
  STATUS_ERROR_TYPE,
  STATUS_HARD,
  STATUS_KEEP,
  STATUS_MIGRATING,
  STATUS_SUSPENDED,
  VDP_ERROR_TYPE,
} from './status.js';
export {
  byteLengthVdpUlpdu,
  type DecodeVdpUlpduOptions,
  decodeVdpUlpdu,
  encodeVdpUlpdu,
  encodeVdpUlpduInto,
  type OrganizationTlv,
  type RejectedTlv,
  readVdpUlpdu,
  type UnknownTlv,
  type VdpTlv,
  type VdpUlpdu,
} from './ulpdu.js';
export {
  checkAssociation,
  createVdpUlpduCursor,
  type FilterFormats,
  isAssociation,
  nextVdpTlv,
  rewindVdpUlpdu,
  VDP_ASSOCIATE,
  VDP_DE_ASSOCIATE,
  VDP_MANAGER_ID,
  VDP_ORGANIZATION,
  VDP_PRE_ASSOCIATE,
  VDP_PRE_ASSOCIATE_RR,
  type VdpUlpduCursor,
  vdpEntryGroupId,
  vdpEntryMacHi,
  vdpEntryMacLo,
  vdpEntryVidField,
  vdpManagerIdWord,
  vdpStatus,
  vdpTypeId,
  vdpTypeVersion,
  vdpVsiidFormat,
  vdpVsiidWord,
  wrapVdpUlpdu,
} from './ulpdu-cursor.js';
export {
  formatVsiid,
  isVsiidFormat,
  parseVsiid,
  VSIID_IPV4,
  VSIID_IPV6,
  VSIID_LOCAL,
  VSIID_MAC,
  VSIID_UUID,
} from './vsiid.js';
