// CDCP TLV, D.2.13: the information of one organizationally specific TLV, OUI and subtype included. Every well-formed
// list of pairs is decoded as it stands: `sanitizePairs` judges repeated, reserved and misplaced pairs.
//
// | offset | mask | field |
// | --- | --- | --- |
// | 0-2 | | OUI 00-80-C2 |
// | 3 | | subtype 0E |
// | 4-7 | 80000000 | role: 0 EVB bridge (B), 1 EVB station (S) |
// | | 70000000 | reservedHigh |
// | | 08000000 | sComp: the sender has an S-VLAN component |
// | | 07FFF000 | reservedLow |
// | | 00000FFF | chnCap: number of S-channels the sender supports |
// | 8- | FFF000 | pair.scid, three octets a pair |
// | | 000FFF | pair.svid |

import { type Encoder, encode, encodeInto } from '../../core/encode.js';
import { checkArray, checkInteger, checkRecord, EncodeError, type Path, pathText } from '../../core/encode-error.js';
import type { Mutable } from '../../core/mutable.js';
import { i32, put8, put24, put32, u16 } from '../../core/octets.js';
import { isOrganizationValue, OUI_8021 } from '../../core/organization.js';
import { type Decoded, fail, type Note, ok, type Result } from '../../core/result.js';
import { EVB_ROLE_TEXT, type EvbRole, isEvbRole } from '../../core/role.js';
import { type CdcpErrorCode, cdcpFinding } from './rules.js';

export const CDCP_SUBTYPE = 0x0e;
/** Greatest number of pairs in a TLV, and of S-channels on a link: the default one counts. */
export const CDCP_MAX_PAIRS = 167;

/** Octets before the first pair. */
export const CDCP_FIXED_OCTETS = 8;
/** Octets of a pair. */
export const CDCP_PAIR_OCTETS = 3;

/** An S-channel: its identifier, chosen by the station, and its S-VLAN ID, chosen by the bridge. */
export interface SChannelPair {
  /** 0..4095; 1 is the default S-channel, 0 and 4095 are reserved. */
  readonly scid: number;
  /** 0..4095; 0 asks for an assignment. */
  readonly svid: number;
}

export interface CdcpTlv {
  /** What the sender is. */
  readonly role: EvbRole;
  readonly sComp: boolean;
  /** 0..4095 on the wire; 1..167 in use. */
  readonly chnCap: number;
  /** 0..167 pairs. */
  readonly pairs: readonly SChannelPair[];
  /** The three reserved bits behind the role; absent when 0. */
  readonly reservedHigh?: number;
  /** The fifteen reserved bits behind sComp; absent when 0. */
  readonly reservedLow?: number;
}

// Getters on the information at `at`; `checkCdcpTlv` has passed.
/** 0 EVB bridge (B), 1 EVB station (S). */
export const cdcpRole = (bytes: Uint8Array, at: number): number => (bytes[at + 4] as number) >>> 7;
export const cdcpSComp = (bytes: Uint8Array, at: number): boolean => ((bytes[at + 4] as number) & 0x08) !== 0;
export const cdcpChnCap = (bytes: Uint8Array, at: number): number => u16(bytes, at + 6) & 0xfff;
/** Number of pairs in information of `length` octets. */
export const cdcpPairCount = (length: number): number => ((length - CDCP_FIXED_OCTETS) / CDCP_PAIR_OCTETS) | 0;
/** Pair `i` as one number: SCID in the upper, SVID in the lower twelve bits. */
export function cdcpPair(bytes: Uint8Array, at: number, i: number): number {
  const pairAt = at + 8 + 3 * i;
  return ((bytes[pairAt] as number) << 16) | ((bytes[pairAt + 1] as number) << 8) | (bytes[pairAt + 2] as number);
}

/** The rule that the information of `length` octets at `at` breaks, or `undefined`. Allocates nothing. */
export function checkCdcpTlv(bytes: Uint8Array, at: number, length: number): CdcpErrorCode | undefined {
  if (!isOrganizationValue(bytes, at, length, CDCP_SUBTYPE)) return 'cdcpTlvSubtype';
  if (length < CDCP_FIXED_OCTETS) return 'cdcpTlvLength';
  if ((length - CDCP_FIXED_OCTETS) % CDCP_PAIR_OCTETS !== 0) return 'cdcpPairLength';
  return undefined;
}

/** The TLV whose information `checkCdcpTlv` has passed, with its notes. `field` is the path of the TLV. */
export function readCdcpTlv(
  bytes: Uint8Array,
  at: number,
  length: number,
  field: string,
): Decoded<CdcpTlv, CdcpErrorCode> {
  const word = i32(bytes, at + 4);
  const reservedHigh = (word >>> 28) & 0x7;
  const reservedLow = (word >>> 12) & 0x7fff;
  const pairs: SChannelPair[] = [];
  for (let i = 0; i < cdcpPairCount(length); i++) {
    const both = cdcpPair(bytes, at, i);
    pairs.push({ scid: both >>> 12, svid: both & 0xfff });
  }
  const value: Mutable<CdcpTlv> = {
    role: cdcpRole(bytes, at) === 1 ? 'station' : 'bridge',
    sComp: cdcpSComp(bytes, at),
    chnCap: cdcpChnCap(bytes, at),
    pairs,
  };
  const notes: Note<CdcpErrorCode>[] = [];
  if (reservedHigh !== 0) {
    value.reservedHigh = reservedHigh;
    notes.push(cdcpFinding('cdcpReserved', `${field}.reservedHigh`, at + 4, 1));
  }
  if (reservedLow !== 0) {
    value.reservedLow = reservedLow;
    notes.push(cdcpFinding('cdcpReserved', `${field}.reservedLow`, at + 4, 3));
  }
  return ok(value, notes);
}

/**
 * Decodes the information of a CDCP TLV: what stands behind the TLV header, OUI and subtype included.
 *
 * @example
 * decodeCdcpTlv(Uint8Array.of(0x00, 0x80, 0xc2, 0x0e, 0x88, 0x00, 0x00, 0x04, 0x00, 0x10, 0x01));
 * // value: { role: 'station', sComp: true, chnCap: 4, pairs: [{ scid: 1, svid: 1 }] }
 */
export function decodeCdcpTlv(bytes: Uint8Array): Result<CdcpTlv, CdcpErrorCode> {
  const rule = checkCdcpTlv(bytes, 0, bytes.length);
  return rule === undefined
    ? readCdcpTlv(bytes, 0, bytes.length, 'cdcp')
    : fail(cdcpFinding(rule, 'cdcp', 0, bytes.length));
}

/** Refuses a CDCP TLV that has no encoding; `field` is its path. */
export function checkCdcpTlvValue(field: Path, cdcp: CdcpTlv): void {
  checkRecord(field, cdcp);
  if (!isEvbRole(cdcp.role)) throw new EncodeError(field, cdcp.role, EVB_ROLE_TEXT, '.role');
  checkInteger(field, cdcp.chnCap, 0, 4095, '.chnCap');
  if (cdcp.reservedHigh !== undefined) checkInteger(field, cdcp.reservedHigh, 0, 0x7, '.reservedHigh');
  if (cdcp.reservedLow !== undefined) checkInteger(field, cdcp.reservedLow, 0, 0x7fff, '.reservedLow');
  checkArray(field, cdcp.pairs, CDCP_MAX_PAIRS, '.pairs');
  let i = 0;
  const at = () => `${pathText(field)}.pairs[${i}]`;
  for (; i < cdcp.pairs.length; i++) {
    const pair = cdcp.pairs[i] as SChannelPair;
    checkRecord(at, pair);
    checkInteger(at, pair.scid, 0, 4095, '.scid');
    checkInteger(at, pair.svid, 0, 4095, '.svid');
  }
}

/** The encoder of the information of a CDCP TLV. */
export const cdcpTlvEncoder: Encoder<CdcpTlv> = {
  check: (cdcp) => checkCdcpTlvValue('cdcp', cdcp),
  byteLength: byteLengthCdcpTlv,
  put(cdcp, out, offset) {
    const role = cdcp.role === 'station' ? 0x8000_0000 : 0;
    const reserved = ((cdcp.reservedHigh ?? 0) << 28) | ((cdcp.reservedLow ?? 0) << 12);
    let at = put8(out, put24(out, offset, OUI_8021), CDCP_SUBTYPE);
    at = put32(out, at, role | reserved | (cdcp.sComp ? 0x0800_0000 : 0) | cdcp.chnCap);
    for (const { scid, svid } of cdcp.pairs) at = put24(out, at, (scid << 12) | svid);
    return at;
  },
};

/** Octets of the information: 8 and 3 for each pair. */
export function byteLengthCdcpTlv(cdcp: CdcpTlv): number {
  return CDCP_FIXED_OCTETS + CDCP_PAIR_OCTETS * cdcp.pairs.length;
}

/**
 * Writes the information of a CDCP TLV at `offset`; returns the offset behind it.
 *
 * @throws EncodeError before the first octet is written: a field out of range, more than 167 pairs, too little room
 */
export const encodeCdcpTlvInto = (cdcp: CdcpTlv, out: Uint8Array, offset: number): number =>
  encodeInto(cdcpTlvEncoder, cdcp, out, offset);

/** The octets of the information of a CDCP TLV. */
export const encodeCdcpTlv = (cdcp: CdcpTlv): Uint8Array => encode(cdcpTlvEncoder, cdcp);
