// VDP ULPDU, clause 41.2: one VSI Manager ID TLV, then association TLVs and organizationally defined TLVs in any order. A
// broken frame of TLVs is an error; a single broken association TLV is not: it comes as `rejected`, with its octets and
// the code of the rule, because the other TLVs count all the same and a bridge has to answer it by its octets.

import { type Encoder, encode, encodeInto } from '../../core/encode.js';
import { checkArray, checkInteger, checkOctets, checkRecord, EncodeError, type Path } from '../../core/encode-error.js';
import {
  checkIdentifier,
  copyIdentifier,
  IDENTIFIER_OCTETS,
  type Identifier,
  putIdentifier,
} from '../../core/identifier.js';
import { putOctets } from '../../core/octets.js';
import { type Decoded, type Finding, fail, type Note, type Result } from '../../core/result.js';
import { putTlvHeader, TLV_HEADER, TLV_MAX_LENGTH } from '../../core/tlv.js';
import {
  type AssociationTlv,
  associationLength,
  checkAssociationTlv,
  noteRejected,
  noteTlv,
  putAssociation,
  readAssociation,
} from './association.js';
import {
  checkAssociation,
  createVdpUlpduCursor,
  nextVdpTlv,
  rewindVdpUlpdu,
  type VdpUlpduCursor,
  valueOctets,
  wrapVdpUlpdu,
} from './cursor.js';
import {
  type FilterFormats,
  isAssociation,
  MANAGER_ID_TLV_OCTETS,
  ORGANIZATION_MIN_LENGTH,
  ULPDU_MAX_OCTETS,
  VDP_MANAGER_ID,
  VDP_ORGANIZATION,
} from './layout.js';
import {
  checkOrganization,
  type OrganizationTlv,
  organizationLength,
  putOrganization,
  readOrganization,
} from './organization.js';
import { type VdpErrorCode, vdpFinding } from './rules.js';

/** A TLV of a reserved type (6..126): skipped by receivers, kept here. */
export interface UnknownTlv {
  readonly kind: 'unknown';
  readonly type: number;
  readonly value: Uint8Array;
}

/** A TLV that broke a rule of its own: an association TLV (A1, A4 to A8) or a short organizational one (V8). */
export interface RejectedTlv {
  readonly kind: 'rejected';
  readonly type: number;
  readonly value: Uint8Array;
  /** The rule; its finding is among the notes. */
  readonly code: VdpErrorCode;
}

export type VdpTlv = AssociationTlv | OrganizationTlv | UnknownTlv | RejectedTlv;

export interface VdpUlpdu<Tlv = VdpTlv> {
  /** 16 octets naming the VSI manager; all zero names none. */
  readonly managerId: Identifier;
  /** The TLVs behind the VSI Manager ID TLV, in their order. */
  readonly tlvs: readonly Tlv[];
}

export interface DecodeVdpUlpduOptions {
  /** Filter info formats beyond 1..4 that are to be accepted. */
  readonly formats?: FilterFormats;
}

/** What `wrapVdpUlpdu` answered, with the octets it is about. */
export function vdpError(rule: VdpErrorCode, cursor: VdpUlpduCursor, limit: number): Finding<VdpErrorCode> {
  const field = cursor.index < 0 ? 'vdp.managerId' : `vdp.tlvs[${cursor.index}]`;
  return vdpFinding(rule, field, cursor.at, Math.min(TLV_HEADER, limit - cursor.at));
}

/**
 * Decodes a VDP ULPDU: the octets behind the ECP header, padding included. Octets from an End TLV on are not looked at.
 *
 * @example
 * const result = decodeVdpUlpdu(ulpdu);
 * if (result.ok) for (const tlv of result.value.tlv) if (tlv.kind === 'association') console.log(tlv.filterInfo.entries);
 */
export function decodeVdpUlpdu(bytes: Uint8Array, options?: DecodeVdpUlpduOptions): Result<VdpUlpdu, VdpErrorCode> {
  const cursor = createVdpUlpduCursor(options?.formats);
  const rule = wrapVdpUlpdu(cursor, bytes, 0, bytes.length);
  if (rule !== undefined) return fail(vdpError(rule, cursor, bytes.length));
  return readVdpUlpdu(cursor, bytes.length);
}

/**
 * The ULPDU under a wrapped cursor, from its first TLV on, so that a ULPDU in a greater buffer needs no copy of its
 * octets. `limit` is the end of the octets that the cursor was wrapped on. Leaves the cursor behind the last TLV.
 */
export function readVdpUlpdu(cursor: VdpUlpduCursor, limit: number): Decoded<VdpUlpdu, VdpErrorCode> {
  const notes: Note<VdpErrorCode>[] = [];
  const tlvs: VdpTlv[] = new Array(cursor.count);
  let associations = 0;
  rewindVdpUlpdu(cursor);
  while (nextVdpTlv(cursor)) {
    if (isAssociation(cursor.type)) associations++;
    tlvs[cursor.index] = readTlv(cursor, notes);
  }
  if (associations === 0) notes.push(vdpFinding('vdpNoAssociation', 'vdp.tlvs', cursor.end, 0));
  if (limit - cursor.end === 1) notes.push(vdpFinding('vdpOctetLeft', 'vdp', cursor.end, 1));
  return { ok: true, value: { managerId: copyIdentifier(cursor.managerId), tlvs }, notes };
}

function readTlv(cursor: VdpUlpduCursor, notes: Note<VdpErrorCode>[]): VdpTlv {
  const { type } = cursor;
  let rule: VdpErrorCode | undefined = 'vdpOrganizationTlvShort';
  if (isAssociation(type)) {
    rule = checkAssociation(cursor);
    if (rule === undefined) return readAssociation(cursor, notes);
  } else if (type !== VDP_ORGANIZATION) {
    noteTlv('vdpTlvReserved', cursor, notes, '', 0, TLV_HEADER);
    return { kind: 'unknown', type, value: valueOctets(cursor) };
  } else if (cursor.length >= ORGANIZATION_MIN_LENGTH) return readOrganization(cursor);
  noteRejected(rule, cursor, notes);
  return { kind: 'rejected', type, value: valueOctets(cursor), code: rule };
}

/** Length of a TLV's value, in octets. */
function valueLength(tlv: VdpTlv): number {
  if (tlv.kind === 'association') return associationLength(tlv);
  return tlv.kind === 'organization' ? organizationLength(tlv) : tlv.value.length;
}

function checkTlv(field: Path, tlv: VdpTlv): void {
  checkRecord(field, tlv);
  const { kind } = tlv;
  if (kind === 'association') checkAssociationTlv(field, tlv);
  else if (kind === 'organization') checkOrganization(field, tlv);
  else if (kind === 'unknown' || kind === 'rejected') {
    checkInteger(field, tlv.type, 1, VDP_ORGANIZATION, '.type');
    if (tlv.type === VDP_MANAGER_ID) throw new EncodeError(field, tlv.type, 'no second VSI Manager ID TLV', '.type');
    checkOctets(field, tlv.value, 0, TLV_MAX_LENGTH, '.value');
  } else throw new EncodeError(field, kind, 'association, organization, unknown or rejected', '.kind');
}

function putTlv(out: Uint8Array, offset: number, tlv: VdpTlv): number {
  if (tlv.kind === 'association') return putAssociation(out, offset, tlv);
  if (tlv.kind === 'organization') return putOrganization(out, offset, tlv);
  return putOctets(out, putTlvHeader(out, offset, tlv.type, tlv.value.length), tlv.value);
}

/** The encoder of a ULPDU, for a caller that writes the header of ECP itself. */
export const vdpUlpduEncoder: Encoder<VdpUlpdu> = {
  check(ulpdu) {
    checkRecord('vdp', ulpdu);
    checkIdentifier('vdp.managerId', ulpdu.managerId);
    checkArray('vdp.tlvs', ulpdu.tlvs, ULPDU_MAX_OCTETS);
    let i = 0;
    const at = () => `vdp.tlvs[${i}]`;
    for (; i < ulpdu.tlvs.length; i++) checkTlv(at, ulpdu.tlvs[i] as VdpTlv);
    const octets = byteLengthVdpUlpdu(ulpdu);
    if (octets > ULPDU_MAX_OCTETS) {
      throw new EncodeError('vdp', octets, `TLVs of at most ${ULPDU_MAX_OCTETS} octets together`);
    }
  },
  byteLength: byteLengthVdpUlpdu,
  put(ulpdu, out, offset) {
    let at = putIdentifier(out, putTlvHeader(out, offset, VDP_MANAGER_ID, IDENTIFIER_OCTETS), ulpdu.managerId);
    for (const tlv of ulpdu.tlvs) at = putTlv(out, at, tlv);
    return at;
  },
};

/** Octets of a ULPDU. */
export function byteLengthVdpUlpdu(ulpdu: VdpUlpdu): number {
  let octets = MANAGER_ID_TLV_OCTETS;
  for (const tlv of ulpdu.tlvs) octets += TLV_HEADER + valueLength(tlv);
  return octets;
}

/**
 * Writes a ULPDU at `offset`; returns the offset behind it. No End TLV is added: padding does that job.
 *
 * @throws EncodeError before the first octet is written: a field out of range, more filter entries than a TLV holds
 * (243, 60, 81, 40 for formats 1 to 4), more than 1496 octets together, too little room
 */
export const encodeVdpUlpduInto = (ulpdu: VdpUlpdu, out: Uint8Array, offset: number): number =>
  encodeInto(vdpUlpduEncoder, ulpdu, out, offset);

/** The octets of a ULPDU. */
export const encodeVdpUlpdu = (ulpdu: VdpUlpdu): Uint8Array => encode(vdpUlpduEncoder, ulpdu);
