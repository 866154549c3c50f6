// EVB TLV, D.2.12: the information of one organizationally specific TLV, OUI and subtype included. All values stay as
// they were received, the status octets of both roles too: the negotiation decides which octet counts.
//
// | offset | mask | field |
// | --- | --- | --- |
// | 0-2 | | OUI 00-80-C2 |
// | 3 | | subtype 0D |
// | 4 | F8 | bridgeReserved |
// | | 04 | bgid: the bridge wants to use GroupIDs |
// | | 02 | rrcap: the bridge port is capable of reflective relay |
// | | 01 | rrctr: reflective relay is on at the bridge port |
// | 5 | F0 | stationReserved |
// | | 08 | sgid: the station can use GroupIDs |
// | | 04 | rrreq: the station requests reflective relay |
// | | 03 | rrstat: 0 off, 1 on, 2 and 3 unknown |
// | 6 | E0 | r: maxRetries of ECP |
// | | 1F | rte: ackTimerInit of ECP is 10 us * 2^rte |
// | 7 | C0 | evbMode: 0 not supported, 1 EVB Bridge, 2 EVB station, 3 NVO3 |
// | | 20 | rwdRol: 0 rwd is local, 1 remote |
// | | 1F | rwd: resourceWaitDelay is 10 us * 2^rwd |
// | 8 | C0 | rkaReserved |
// | | 20 | rkaRol |
// | | 1F | rka: reinitKeepAlive is 10 us * 2^rka |

import { type Encoder, encode, encodeInto } from '../../core/encode.js';
import { checkInteger, checkOctets, checkRecord, type Path } from '../../core/encode-error.js';
import type { Mutable } from '../../core/mutable.js';
import { copyOctets, put8, put24, putOctets } from '../../core/octets.js';
import { isOrganizationValue, OUI_8021 } from '../../core/organization.js';
import { type Decoded, fail, type Note, ok, type Result } from '../../core/result.js';
import { TLV_MAX_LENGTH } from '../../core/tlv.js';
import { type EvbTlvErrorCode, evbTlvFinding } from './rules.js';

export const EVB_SUBTYPE = 0x0d;
/** Octets of the information, OUI and subtype included. */
export const EVB_TLV_OCTETS = 9;

export const EVB_MODE_NOT_SUPPORTED = 0;
export const EVB_MODE_BRIDGE = 1;
export const EVB_MODE_STATION = 2;
export const EVB_MODE_NVO3 = 3;

export interface EvbTlv {
  readonly bgid: boolean;
  readonly rrcap: boolean;
  readonly rrctr: boolean;
  readonly sgid: boolean;
  readonly rrreq: boolean;
  /** 0 off, 1 on, 2 and 3 unknown. */
  readonly rrstat: number;
  /** 0..7. */
  readonly r: number;
  /** 0..31: 10 us * 2^rte. */
  readonly rte: number;
  /** 0 not supported, 1 EVB Bridge, 2 EVB station, 3 NVO3. */
  readonly evbMode: number;
  readonly rwdRol: boolean;
  /** 0..31: 10 us * 2^rwd. */
  readonly rwd: number;
  readonly rkaRol: boolean;
  /** 0..31: 10 us * 2^rka. */
  readonly rka: number;
  /** Reserved bits of the bridge status, 0..31; absent when 0. */
  readonly bridgeReserved?: number;
  /** Reserved bits of the station status, 0..15; absent when 0. */
  readonly stationReserved?: number;
  /** Reserved bits before the ROL flag of RKA, 0..3; absent when 0. */
  readonly rkaReserved?: number;
  /** What a longer TLV holds behind the ninth octet, 1..502 octets; absent when there is nothing. */
  readonly extension?: Uint8Array;
}

export interface DecodeEvbTlvOptions {
  /** `min` (default): longer TLVs pass with a note; `exact`: only 9 octets pass. */
  readonly evbTlvLength?: 'min' | 'exact';
}

// Getters on the information at `at`; `checkEvbTlv` has passed.
export const evbBridgeStatus = (bytes: Uint8Array, at: number): number => bytes[at + 4] as number;
export const evbStationStatus = (bytes: Uint8Array, at: number): number => bytes[at + 5] as number;
export const evbR = (bytes: Uint8Array, at: number): number => (bytes[at + 6] as number) >>> 5;
export const evbRte = (bytes: Uint8Array, at: number): number => (bytes[at + 6] as number) & 0x1f;
export const evbMode = (bytes: Uint8Array, at: number): number => (bytes[at + 7] as number) >>> 6;
export const evbRwdRol = (bytes: Uint8Array, at: number): boolean => ((bytes[at + 7] as number) & 0x20) !== 0;
export const evbRwd = (bytes: Uint8Array, at: number): number => (bytes[at + 7] as number) & 0x1f;
export const evbRkaRol = (bytes: Uint8Array, at: number): boolean => ((bytes[at + 8] as number) & 0x20) !== 0;
export const evbRka = (bytes: Uint8Array, at: number): number => (bytes[at + 8] as number) & 0x1f;

/** The rule that the information of `length` octets at `at` breaks, or `undefined`. Allocates nothing. */
export function checkEvbTlv(
  bytes: Uint8Array,
  at: number,
  length: number,
  options?: DecodeEvbTlvOptions,
): EvbTlvErrorCode | undefined {
  if (!isOrganizationValue(bytes, at, length, EVB_SUBTYPE)) return 'evbTlvSubtype';
  const exact = options?.evbTlvLength === 'exact';
  if (length < EVB_TLV_OCTETS || (exact && length > EVB_TLV_OCTETS)) return 'evbTlvLength';
  return undefined;
}

/** The TLV whose information `checkEvbTlv` has passed, with its notes. `field` is the path of the TLV. */
export function readEvbTlv(
  bytes: Uint8Array,
  at: number,
  length: number,
  field: string,
): Decoded<EvbTlv, EvbTlvErrorCode> {
  const bridge = evbBridgeStatus(bytes, at);
  const station = evbStationStatus(bytes, at);
  const notes: Note<EvbTlvErrorCode>[] = [];
  const value: Mutable<EvbTlv> = {
    bgid: (bridge & 0x04) !== 0,
    rrcap: (bridge & 0x02) !== 0,
    rrctr: (bridge & 0x01) !== 0,
    sgid: (station & 0x08) !== 0,
    rrreq: (station & 0x04) !== 0,
    rrstat: station & 0x03,
    r: evbR(bytes, at),
    rte: evbRte(bytes, at),
    evbMode: evbMode(bytes, at),
    rwdRol: evbRwdRol(bytes, at),
    rwd: evbRwd(bytes, at),
    rkaRol: evbRkaRol(bytes, at),
    rka: evbRka(bytes, at),
  };
  const reserved = (name: 'bridgeReserved' | 'stationReserved' | 'rkaReserved', bits: number, octet: number): void => {
    if (bits === 0) return;
    value[name] = bits;
    notes.push(evbTlvFinding('evbReserved', `${field}.${name}`, at + octet, 1));
  };
  reserved('bridgeReserved', bridge >>> 3, 4);
  reserved('stationReserved', station >>> 4, 5);
  reserved('rkaReserved', (bytes[at + 8] as number) >>> 6, 8);
  if (value.rrctr && !value.rrcap) {
    notes.push(evbTlvFinding('evbRrctrWithoutRrcap', `${field}.rrctr`, at + 4, 1));
  }
  if (length > EVB_TLV_OCTETS) {
    value.extension = copyOctets(bytes, at + EVB_TLV_OCTETS, at + length);
    notes.push(evbTlvFinding('evbTlvLong', field, at + EVB_TLV_OCTETS, length - EVB_TLV_OCTETS));
  }
  return ok(value, notes);
}

/**
 * Decodes the information of an EVB TLV: what stands behind the TLV header, OUI and subtype included.
 *
 * @example
 * const result = decodeEvbTlv(Uint8Array.of(0x00, 0x80, 0xc2, 0x0d, 0x00, 0x0f, 0x6e, 0x94, 0x14));
 * if (result.ok) console.log(10 * 2 ** result.value.rwd); // resourceWaitDelay in microseconds: 10485760
 */
export function decodeEvbTlv(bytes: Uint8Array, options?: DecodeEvbTlvOptions): Result<EvbTlv, EvbTlvErrorCode> {
  const rule = checkEvbTlv(bytes, 0, bytes.length, options);
  return rule === undefined
    ? readEvbTlv(bytes, 0, bytes.length, 'evb')
    : fail(evbTlvFinding(rule, 'evb', 0, bytes.length));
}

const EXTENSION_MAX_OCTETS = TLV_MAX_LENGTH - EVB_TLV_OCTETS;

/** Refuses an EVB TLV that has no encoding; `field` is its path. */
export function checkEvbTlvValue(field: Path, evb: EvbTlv): void {
  checkRecord(field, evb);
  checkInteger(field, evb.rrstat, 0, 3, '.rrstat');
  checkInteger(field, evb.r, 0, 7, '.r');
  checkInteger(field, evb.rte, 0, 31, '.rte');
  checkInteger(field, evb.evbMode, 0, 3, '.evbMode');
  checkInteger(field, evb.rwd, 0, 31, '.rwd');
  checkInteger(field, evb.rka, 0, 31, '.rka');
  if (evb.bridgeReserved !== undefined) checkInteger(field, evb.bridgeReserved, 0, 31, '.bridgeReserved');
  if (evb.stationReserved !== undefined) checkInteger(field, evb.stationReserved, 0, 15, '.stationReserved');
  if (evb.rkaReserved !== undefined) checkInteger(field, evb.rkaReserved, 0, 3, '.rkaReserved');
  if (evb.extension !== undefined) checkOctets(field, evb.extension, 0, EXTENSION_MAX_OCTETS, '.extension');
}

/** The encoder of the information of an EVB TLV. */
export const evbTlvEncoder: Encoder<EvbTlv> = {
  check: (evb) => checkEvbTlvValue('evb', evb),
  byteLength: byteLengthEvbTlv,
  put(evb, out, offset) {
    let at = put8(out, put24(out, offset, OUI_8021), EVB_SUBTYPE);
    const bridge = (evb.bgid ? 0x04 : 0) | (evb.rrcap ? 0x02 : 0) | (evb.rrctr ? 0x01 : 0);
    const station = (evb.sgid ? 0x08 : 0) | (evb.rrreq ? 0x04 : 0) | evb.rrstat;
    at = put8(out, at, ((evb.bridgeReserved ?? 0) << 3) | bridge);
    at = put8(out, at, ((evb.stationReserved ?? 0) << 4) | station);
    at = put8(out, at, (evb.r << 5) | evb.rte);
    at = put8(out, at, (evb.evbMode << 6) | (evb.rwdRol ? 0x20 : 0) | evb.rwd);
    at = put8(out, at, ((evb.rkaReserved ?? 0) << 6) | (evb.rkaRol ? 0x20 : 0) | evb.rka);
    return evb.extension === undefined ? at : putOctets(out, at, evb.extension);
  },
};

/** Octets of the information: 9 and those of the extension. */
export function byteLengthEvbTlv(evb: EvbTlv): number {
  return EVB_TLV_OCTETS + (evb.extension?.length ?? 0);
}

/**
 * Writes the information of an EVB TLV at `offset`; returns the offset behind it.
 *
 * @throws EncodeError before the first octet is written, for a field out of range or too little room
 */
export const encodeEvbTlvInto = (evb: EvbTlv, out: Uint8Array, offset: number): number =>
  encodeInto(evbTlvEncoder, evb, out, offset);

/** The octets of the information of an EVB TLV. */
export const encodeEvbTlv = (evb: EvbTlv): Uint8Array => encode(evbTlvEncoder, evb);
