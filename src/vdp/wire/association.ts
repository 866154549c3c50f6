// Association TLV, 41.2 (types 1 to 4): a command or a response for one VSI. Where its fields stand is in `layout.ts`.

import { checkInteger, checkOctets, checkRecord, EncodeError, type Path, pathText } from '../../core/encode-error.js';
import { checkIdentifier, copyIdentifier, type Identifier, putIdentifier } from '../../core/identifier.js';
import { put8, put16, put24, putOctets } from '../../core/octets.js';
import type { Note } from '../../core/result.js';
import { putTlvHeader, TLV_HEADER, TLV_MAX_LENGTH } from '../../core/tlv.js';
import { type VdpUlpduCursor, valueOctets } from './cursor.js';
import { checkFilterInfo, type FilterEntry, type FilterInfo, putFilterEntry, readFilterEntry } from './filter-info.js';
import {
  ASSOCIATION_FIXED_LENGTH,
  ASSOCIATION_MIN_LENGTH,
  ENTRIES_AT,
  ENTRY_COUNT_AT,
  ENTRY_COUNT_OCTETS,
  entryOctets,
  FILTER_FORMAT_AT,
  type FilterInfoFormat,
  STATUS_AT,
  VDP_DE_ASSOCIATE,
  VSIID_FORMAT_AT,
} from './layout.js';
import { type VdpErrorCode, vdpFinding } from './rules.js';
import { contradictsItself, hasReservedStatus } from './status.js';

/** TLV types 1 to 4: Pre-Associate, Pre-Associate with Resource Reservation, Associate, De-Associate. */
export type AssociationType = 1 | 2 | 3 | 4;

interface AssociationFields {
  readonly type: AssociationType;
  /** Status octet, raw: see `status.ts` for its bits. */
  readonly status: number;
  /** VSI Type ID (VTID), 0..16777215. */
  readonly typeId: number;
  /** VSI Type Version, 0..255. */
  readonly typeVersion: number;
  /** 1 IPv4, 2 IPv6, 3 MAC, 4 local, 5 UUID. */
  readonly vsiidFormat: number;
  readonly vsiid: Identifier;
}

/** A command or a response for one VSI. */
export interface AssociationTlv extends AssociationFields {
  readonly kind: 'association';
  readonly filterInfo: FilterInfo;
}

export interface OpaqueFilterInfo {
  readonly format: number;
  readonly count: number;
  readonly octets: Uint8Array;
}

/** An association TLV whose filter info format the caller has registered: its entries are kept as octets. */
export interface OpaqueAssociationTlv extends AssociationFields {
  readonly kind: 'opaqueAssociation';
  readonly filterInfo: OpaqueFilterInfo;
}

/** Tells something about a member of the current TLV; `offset` is counted from the TLV header. */
export function noteTlv(
  rule: VdpErrorCode,
  cursor: VdpUlpduCursor,
  notes: Note<VdpErrorCode>[],
  member: string,
  offset: number,
  length: number,
): void {
  notes.push(vdpFinding(rule, `vdp.tlvs[${cursor.index}]${member}`, cursor.at + offset, length));
}

/** Tells which rule rejects the current TLV, with the member and the octets it is about. */
export function noteRejected(rule: VdpErrorCode, cursor: VdpUlpduCursor, notes: Note<VdpErrorCode>[]): void {
  if (rule === 'vdpVsiidFormat') noteTlv(rule, cursor, notes, '.vsiidFormat', VSIID_FORMAT_AT, 1);
  else if (rule === 'vdpFilterInfoFormat') noteTlv(rule, cursor, notes, '.filterInfo.format', FILTER_FORMAT_AT, 1);
  else if (cursor.length < ASSOCIATION_MIN_LENGTH) noteTlv(rule, cursor, notes, '', 0, TLV_HEADER);
  else {
    // Of the number of entries as much as is there: A8 is about a TLV that ends in it.
    noteTlv(
      rule,
      cursor,
      notes,
      '.filterInfo.entries',
      ENTRY_COUNT_AT,
      Math.min(ENTRY_COUNT_OCTETS, cursor.length - ASSOCIATION_MIN_LENGTH),
    );
  }
}

/** The association TLV under the cursor, which `checkAssociation` has passed. */
export function readAssociation(
  cursor: VdpUlpduCursor,
  notes: Note<VdpErrorCode>[],
): AssociationTlv | OpaqueAssociationTlv {
  const { status, typeId, typeVersion, vsiidFormat, filterFormat } = cursor;
  const type = cursor.type as AssociationType;
  const vsiid = copyIdentifier(cursor.vsiid);
  if (hasReservedStatus(status)) noteTlv('vdpStatusReserved', cursor, notes, '.status', STATUS_AT, 1);
  else if (contradictsItself(status)) noteTlv('vdpStatusContradiction', cursor, notes, '.status', STATUS_AT, 1);
  const opaque = cursor.length !== ASSOCIATION_MIN_LENGTH && entryOctets(filterFormat) === 0;
  const filterInfo = opaque ? readOpaqueInfo(cursor) : readFilterInfo(cursor, notes);
  const kind = opaque ? 'opaqueAssociation' : 'association';
  return { kind, type, status, typeId, typeVersion, vsiidFormat, vsiid, filterInfo } as
    | AssociationTlv
    | OpaqueAssociationTlv;
}

const readOpaqueInfo = (cursor: VdpUlpduCursor): OpaqueFilterInfo => ({
  format: cursor.filterFormat,
  count: cursor.entryCount,
  octets: valueOctets(cursor, ASSOCIATION_FIXED_LENGTH),
});

function readFilterInfo(cursor: VdpUlpduCursor, notes: Note<VdpErrorCode>[]): FilterInfo {
  const { bytes, entryCount } = cursor;
  const format = cursor.filterFormat as FilterInfoFormat;
  // Of its final length: an array that grows would take room for 17 entries, where most have one.
  const entry: FilterEntry[] = new Array(entryCount);
  let offset = ENTRIES_AT;
  for (let i = 0; i < entryCount; i++) {
    const one = readFilterEntry(bytes, cursor.at + offset, format);
    offset += cursor.entryOctets;
    if (!one.ps && one.pcp !== 0) {
      noteTlv('vdpPcpIgnored', cursor, notes, `.filterInfo.entries[${i}].pcp`, offset - 2, 2);
    }
    entry[i] = one;
  }
  return cursor.length === ASSOCIATION_MIN_LENGTH
    ? { format, entries: entry, withoutCount: true }
    : { format, entries: entry };
}

/** Length of the TLV's value, in octets. */
export function associationLength(tlv: AssociationTlv | OpaqueAssociationTlv): number {
  if (tlv.kind === 'opaqueAssociation') return ASSOCIATION_FIXED_LENGTH + tlv.filterInfo.octets.length;
  const { format, entries: entry, withoutCount } = tlv.filterInfo;
  return withoutCount ? ASSOCIATION_MIN_LENGTH : ASSOCIATION_FIXED_LENGTH + entry.length * entryOctets(format);
}

/** Refuses a TLV that has no encoding. */
export function checkAssociationTlv(field: Path, tlv: AssociationTlv | OpaqueAssociationTlv): void {
  checkInteger(field, tlv.type, 1, 4, '.type');
  checkInteger(field, tlv.status, 0, 0xff, '.status');
  checkInteger(field, tlv.typeId, 0, 0xff_ffff, '.typeId');
  checkInteger(field, tlv.typeVersion, 0, 0xff, '.typeVersion');
  checkInteger(field, tlv.vsiidFormat, 0, 0xff, '.vsiidFormat');
  checkIdentifier(field, tlv.vsiid, '.vsiid');
  const info = () => pathText(field, '.filterInfo');
  if (tlv.kind === 'opaqueAssociation') {
    checkRecord(info, tlv.filterInfo);
    checkInteger(info, tlv.filterInfo.format, 0, 0xff, '.format');
    checkInteger(info, tlv.filterInfo.count, 0, 0xffff, '.count');
    checkOctets(info, tlv.filterInfo.octets, 0, TLV_MAX_LENGTH - ASSOCIATION_FIXED_LENGTH, '.octets');
    return;
  }
  checkFilterInfo(info, tlv.filterInfo);
  const { withoutCount, entries: entry } = tlv.filterInfo;
  if (withoutCount !== undefined && (tlv.type !== VDP_DE_ASSOCIATE || entry.length > 0)) {
    throw new EncodeError(info, withoutCount, 'only in a De-Associate without entries', '.withoutCount');
  }
}

/** Writes a checked TLV; returns the offset behind it. */
export function putAssociation(out: Uint8Array, offset: number, tlv: AssociationTlv | OpaqueAssociationTlv): number {
  let at = put8(out, putTlvHeader(out, offset, tlv.type, associationLength(tlv)), tlv.status);
  at = put8(out, put8(out, put24(out, at, tlv.typeId), tlv.typeVersion), tlv.vsiidFormat);
  at = put8(out, putIdentifier(out, at, tlv.vsiid), tlv.filterInfo.format);
  if (tlv.kind === 'opaqueAssociation') {
    return putOctets(out, put16(out, at, tlv.filterInfo.count), tlv.filterInfo.octets);
  }
  const { format, entries: entry, withoutCount } = tlv.filterInfo;
  if (withoutCount) return at;
  at = put16(out, at, entry.length);
  for (const one of entry) at = putFilterEntry(out, at, format, one);
  return at;
}
