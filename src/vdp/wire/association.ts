// Association TLV, 41.2 (types 1 to 4): a command or a response for one VSI. Where its fields stand is in `layout.ts`.

import { checkInteger, EncodeError, type Path, pathText } from '../../core/encode-error.js';
import { checkIdentifier, copyIdentifier, type Identifier, putIdentifier } from '../../core/identifier.js';
import { put8, put16, put24 } from '../../core/octets.js';
import type { Note } from '../../core/result.js';
import { putTlvHeader, TLV_HEADER } from '../../core/tlv.js';
import type { VdpUlpduCursor } from './cursor.js';
import {
  checkFilterInfo,
  type FilterEntry,
  type FilterInfo,
  layoutOf,
  makeFilterInfo,
  putFilterEntry,
  readFilterEntry,
} from './filter-info.js';
import {
  ASSOCIATION_FIXED_LENGTH,
  ASSOCIATION_MIN_LENGTH,
  ENTRIES_AT,
  ENTRY_COUNT_AT,
  ENTRY_COUNT_OCTETS,
  FILTER_FORMAT_AT,
  STATUS_AT,
  VDP_DE_ASSOCIATE,
  VDP_PRE_ASSOCIATE,
  VID_FIELD_OCTETS,
  VSIID_FORMAT_AT,
} from './layout.js';
import { type VdpErrorCode, vdpFinding } from './rules.js';
import { contradictsItself, hasReservedStatus } from './status.js';

/** TLV types 1 to 4: Pre-Associate, Pre-Associate with Resource Reservation, Associate, De-Associate. */
export type AssociationType = 1 | 2 | 3 | 4;

/** A command or a response for one VSI. */
export interface AssociationTlv {
  readonly kind: 'association';
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
  readonly filterInfo: FilterInfo;
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
export function readAssociation(cursor: VdpUlpduCursor, notes: Note<VdpErrorCode>[]): AssociationTlv {
  const { status, typeId, typeVersion, vsiidFormat } = cursor;
  if (hasReservedStatus(status)) noteTlv('vdpStatusReserved', cursor, notes, '.status', STATUS_AT, 1);
  else if (contradictsItself(status)) noteTlv('vdpStatusContradiction', cursor, notes, '.status', STATUS_AT, 1);
  return {
    kind: 'association',
    type: cursor.type as AssociationType,
    status,
    typeId,
    typeVersion,
    vsiidFormat,
    vsiid: copyIdentifier(cursor.vsiid),
    filterInfo: readFilterInfo(cursor, notes),
  };
}

function readFilterInfo(cursor: VdpUlpduCursor, notes: Note<VdpErrorCode>[]): FilterInfo {
  const { filterFormat: format, layout } = cursor;
  if (cursor.length === ASSOCIATION_MIN_LENGTH) return { format, entries: [], withoutCount: true };
  // Of its final length: an array that grows would take room for 17 entries, where most have one.
  const entries: FilterEntry[] = new Array(cursor.entryCount);
  for (let i = 0, at = ENTRIES_AT; i < entries.length; i++, at += layout.octets) {
    const one = readFilterEntry(cursor.bytes, cursor.at + at, layout);
    if (one.pcp && !one.ps) {
      noteTlv(
        'vdpPcpIgnored',
        cursor,
        notes,
        `.filterInfo.entries[${i}].pcp`,
        at + (layout.vid as number),
        VID_FIELD_OCTETS,
      );
    }
    entries[i] = one;
  }
  return makeFilterInfo(format, entries, layout);
}

/** Length of the TLV's value, in octets. */
export function associationLength({ filterInfo }: AssociationTlv): number {
  if (filterInfo.withoutCount) return ASSOCIATION_MIN_LENGTH;
  return ASSOCIATION_FIXED_LENGTH + filterInfo.entries.length * layoutOf(filterInfo).octets;
}

/** Refuses a TLV that has no encoding. */
export function checkAssociationTlv(field: Path, tlv: AssociationTlv): void {
  checkInteger(field, tlv.type, VDP_PRE_ASSOCIATE, VDP_DE_ASSOCIATE, '.type');
  checkInteger(field, tlv.status, 0, 0xff, '.status');
  checkInteger(field, tlv.typeId, 0, 0xff_ffff, '.typeId');
  checkInteger(field, tlv.typeVersion, 0, 0xff, '.typeVersion');
  checkInteger(field, tlv.vsiidFormat, 0, 0xff, '.vsiidFormat');
  checkIdentifier(field, tlv.vsiid, '.vsiid');
  const info = () => pathText(field, '.filterInfo');
  checkFilterInfo(info, tlv.filterInfo);
  const { withoutCount, entries } = tlv.filterInfo;
  if (withoutCount !== undefined && (tlv.type !== VDP_DE_ASSOCIATE || entries.length > 0)) {
    throw new EncodeError(info, withoutCount, 'only in a De-Associate without entries', '.withoutCount');
  }
}

/** Writes a checked TLV; returns the offset behind it. */
export function putAssociation(out: Uint8Array, offset: number, tlv: AssociationTlv): number {
  const { filterInfo } = tlv;
  let at = put8(out, putTlvHeader(out, offset, tlv.type, associationLength(tlv)), tlv.status);
  at = put8(out, put8(out, put24(out, at, tlv.typeId), tlv.typeVersion), tlv.vsiidFormat);
  at = put8(out, putIdentifier(out, at, tlv.vsiid), filterInfo.format);
  if (filterInfo.withoutCount) return at;
  at = put16(out, at, filterInfo.entries.length);
  const layout = layoutOf(filterInfo);
  if (filterInfo.layout !== undefined) out.fill(0, at, at + filterInfo.entries.length * layout.octets);
  for (const one of filterInfo.entries) at = putFilterEntry(out, at, layout, one);
  return at;
}
