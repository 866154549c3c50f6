// LLDPDU, 802.1AB: Chassis ID, Port ID, Time To Live, then any TLVs, then End. Only the three mandatory TLVs are taken
// apart. All others stay raw, those of organizations (type 127) too: other codecs read them.

import { type Encoder, encode, encodeInto } from '../../core/encode.js';
import { checkArray, checkInteger, checkOctets, checkRecord, EncodeError, type Path } from '../../core/encode-error.js';
import type { Mutable } from '../../core/mutable.js';
import { copyOctets, put8, put16, putOctets } from '../../core/octets.js';
import { LLDP_ORGANIZATION } from '../../core/organization.js';
import { type Finding, fail, type Note, ok, type Result } from '../../core/result.js';
import { putTlvHeader, TLV_HEADER, TLV_MAX_LENGTH, tlvLength } from '../../core/tlv.js';
import {
  checkLldpTlv,
  createLldpduCursor,
  type DecodeLldpduOptions,
  type LldpduCursor,
  lldpTtl,
  lldpValueAt,
  nextLldpTlv,
  wrapLldpdu,
} from './lldpdu-cursor.js';
import { type LldpErrorCode, lldpFinding } from './rules.js';
import { LLDP_CHASSIS_ID, LLDP_END, LLDP_MANAGEMENT_ADDRESS, LLDP_PORT_ID, LLDP_TTL } from './tlv-type.js';

/** Greatest LLDPDU in octets: one frame carries it. */
export const LLDPDU_MAX_OCTETS = 1500;

/** Chassis ID subtype of a MAC address. */
export const CHASSIS_ID_MAC = 4;
/** Port ID subtype of a MAC address; the Chassis ID has another number for it. */
export const PORT_ID_MAC = 3;
/** Port ID subtype of an interface name. */
export const PORT_ID_INTERFACE_NAME = 5;

/** A Chassis ID or Port ID. Both together name a neighbour; compare them octet by octet. */
export interface StationId {
  /** 0..255; a reserved subtype is kept. */
  readonly subtype: number;
  /** 1..255 octets. */
  readonly id: Uint8Array;
}

/** A TLV as it is, type 4..127. */
export interface RawLldpTlv {
  readonly kind: 'raw';
  readonly type: number;
  /** 0..511 octets. */
  readonly value: Uint8Array;
}

/** A TLV that a receiver skips (V13, V14, V16, and those that EVB and CDCP skip). */
export interface RejectedLldpTlv {
  readonly kind: 'rejected';
  readonly type: number;
  readonly value: Uint8Array;
  /** The rule; its finding is among the notes. */
  readonly code: string;
}

export type LldpTlv = RawLldpTlv | RejectedLldpTlv;

/** An LLDPDU. `Tlv`: the form of its optional TLVs. */
export interface Lldpdu<Tlv = LldpTlv> {
  readonly chassisId: StationId;
  readonly portId: StationId;
  /** Seconds, 0..65535; 0 is a shutdown LLDPDU, which has no optional TLVs. */
  readonly ttl: number;
  /** The TLVs behind Time To Live, without End, in their order. */
  readonly tlvs: readonly Tlv[];
  /** Set where the End TLV is missing, which receivers accept. */
  readonly withoutEnd?: true;
}

/** The error for a rule that `wrapLldpdu` found broken, with the octets that break it. */
export function lldpError(rule: LldpErrorCode, cursor: LldpduCursor, limit: number): Finding<LldpErrorCode> {
  const octets = Math.min(TLV_HEADER, limit - cursor.at);
  if (cursor.index >= 0) return lldpFinding(rule, `lldp.tlvs[${cursor.index}]`, cursor.at, octets);
  const field = cursor.at === cursor.chassisAt ? 'chassisId' : cursor.at === cursor.portAt ? 'portId' : 'ttl';
  return lldpFinding(rule, `lldp.${field}`, cursor.at, octets);
}

/** The notes about how the TLVs of a wrapped LLDPDU end, and about its Time To Live. */
export function lldpduNotes(cursor: LldpduCursor, limit: number): Note<LldpErrorCode>[] {
  const notes: Note<LldpErrorCode>[] = [];
  const ttlLength = tlvLength(cursor.bytes, cursor.ttlAt);
  if (ttlLength > 2) notes.push(lldpFinding('lldpTtlLong', 'lldp.ttl', cursor.ttlAt + 4, ttlLength - 2));
  if (cursor.ending !== undefined) {
    notes.push(lldpFinding(cursor.ending, 'lldp.tlvs', cursor.end, Math.min(TLV_HEADER, limit - cursor.end)));
  }
  return notes;
}

/** The current TLV with its note, if there is one. */
export function readLldpTlv<Code extends string>(cursor: LldpduCursor, notes: Note<Code | LldpErrorCode>[]): LldpTlv {
  const { type, index } = cursor;
  const valueAt = lldpValueAt(cursor);
  const value = copyOctets(cursor.bytes, valueAt, valueAt + cursor.length);
  const rule = checkLldpTlv(cursor);
  if (rule !== undefined) {
    notes.push(lldpFinding(rule, `lldp.tlvs[${index}]`, cursor.at, TLV_HEADER + cursor.length));
    return { kind: 'rejected', type, value, code: rule };
  }
  if (type > LLDP_MANAGEMENT_ADDRESS && type !== LLDP_ORGANIZATION) {
    notes.push(lldpFinding('lldpTlvUnrecognized', `lldp.tlvs[${index}]`, cursor.at, TLV_HEADER));
  }
  return { kind: 'raw', type, value };
}

const readStationId = (cursor: LldpduCursor, at: number): StationId => ({
  subtype: cursor.bytes[at + TLV_HEADER] as number,
  id: copyOctets(cursor.bytes, at + TLV_HEADER + 1, at + TLV_HEADER + tlvLength(cursor.bytes, at)),
});

/** The LLDPDU under a wrapped cursor, its optional TLVs read by `read`. */
export function readLldpdu<Tlv>(cursor: LldpduCursor, read: () => Tlv): Lldpdu<Tlv> {
  const tlvs: Tlv[] = [];
  while (nextLldpTlv(cursor)) tlvs.push(read());
  const value: Mutable<Lldpdu<Tlv>> = {
    chassisId: readStationId(cursor, cursor.chassisAt),
    portId: readStationId(cursor, cursor.portAt),
    ttl: lldpTtl(cursor),
    tlvs,
  };
  if (cursor.after === cursor.end) value.withoutEnd = true;
  return value;
}

/**
 * Decodes an LLDPDU: the octets behind the Ethertype, padding included. Octets behind the End TLV are not looked at.
 *
 * @example
 * const result = decodeLldpdu(bytes);
 * if (result.ok && result.value.ttl === 0) console.log('the neighbour shuts down');
 */
export function decodeLldpdu(bytes: Uint8Array, options?: DecodeLldpduOptions): Result<Lldpdu, LldpErrorCode> {
  const cursor = createLldpduCursor();
  const rule = wrapLldpdu(cursor, bytes, 0, bytes.length, options);
  if (rule !== undefined) return fail(lldpError(rule, cursor, bytes.length));
  const notes = lldpduNotes(cursor, bytes.length);
  const value = readLldpdu(cursor, () => readLldpTlv(cursor, notes));
  return ok(value, notes);
}

function checkStationId(field: Path, id: StationId): void {
  checkRecord(field, id);
  checkInteger(field, id.subtype, 0, 255, '.subtype');
  checkOctets(field, id.id, 1, 255, '.id');
}

function checkTlv(field: Path, tlv: LldpTlv): void {
  checkRecord(field, tlv);
  if (tlv.kind !== 'raw' && tlv.kind !== 'rejected') {
    throw new EncodeError(field, (tlv as { readonly kind: unknown }).kind, 'raw or rejected', '.kind');
  }
  checkInteger(field, tlv.type, LLDP_TTL + 1, LLDP_ORGANIZATION, '.type');
  checkOctets(field, tlv.value, 0, TLV_MAX_LENGTH, '.value');
}

const putStationId = (out: Uint8Array, offset: number, type: number, { subtype, id }: StationId): number =>
  putOctets(out, put8(out, putTlvHeader(out, offset, type, 1 + id.length), subtype), id);

/** The encoder of an LLDPDU, for an encoder that writes a header before it. */
export const lldpduEncoder: Encoder<Lldpdu> = {
  check(lldpdu) {
    checkRecord('lldp', lldpdu);
    checkStationId('lldp.chassisId', lldpdu.chassisId);
    checkStationId('lldp.portId', lldpdu.portId);
    checkInteger('lldp.ttl', lldpdu.ttl, 0, 65535);
    checkArray('lldp.tlvs', lldpdu.tlvs, lldpdu.ttl === 0 ? 0 : LLDPDU_MAX_OCTETS);
    let i = 0;
    const at = () => `lldp.tlvs[${i}]`;
    for (; i < lldpdu.tlvs.length; i++) checkTlv(at, lldpdu.tlvs[i] as LldpTlv);
    const octets = byteLengthLldpdu(lldpdu);
    if (octets > LLDPDU_MAX_OCTETS) {
      throw new EncodeError('lldp', octets, `TLVs of at most ${LLDPDU_MAX_OCTETS} octets together`);
    }
  },
  byteLength: byteLengthLldpdu,
  put(lldpdu, out, offset) {
    let at = putStationId(out, offset, LLDP_CHASSIS_ID, lldpdu.chassisId);
    at = putStationId(out, at, LLDP_PORT_ID, lldpdu.portId);
    at = put16(out, putTlvHeader(out, at, LLDP_TTL, 2), lldpdu.ttl);
    for (const { type, value } of lldpdu.tlvs) at = putOctets(out, putTlvHeader(out, at, type, value.length), value);
    return lldpdu.withoutEnd ? at : putTlvHeader(out, at, LLDP_END, 0);
  },
};

/** Octets of an LLDPDU. */
export function byteLengthLldpdu(lldpdu: Lldpdu): number {
  const ids = 2 * (TLV_HEADER + 1) + lldpdu.chassisId.id.length + lldpdu.portId.id.length;
  let octets = ids + TLV_HEADER + 2 + (lldpdu.withoutEnd ? 0 : TLV_HEADER);
  for (const { value } of lldpdu.tlvs) octets += TLV_HEADER + value.length;
  return octets;
}

/**
 * Writes an LLDPDU at `offset`; returns the offset behind it. TLVs go out in the order given.
 *
 * @throws EncodeError before the first octet is written: a field out of range, optional TLVs in a shutdown LLDPDU
 * (ttl 0), more than 1500 octets together, too little room
 */
export const encodeLldpduInto = (lldpdu: Lldpdu, out: Uint8Array, offset: number): number =>
  encodeInto(lldpduEncoder, lldpdu, out, offset);

/** The octets of an LLDPDU. */
export const encodeLldpdu = (lldpdu: Lldpdu): Uint8Array => encode(lldpduEncoder, lldpdu);
