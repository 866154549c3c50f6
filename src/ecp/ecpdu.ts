// ECPDU, clause 43: a header of four octets, then one ULPDU. A ULPDU has no length of its own, so it may end with the
// padding of the frame. The encoder takes every value of version, operation and subtype: a tester must be able to send
// what a receiver has to reject.
//
// | octet | mask | field |
// | --- | --- | --- |
// | 0 | F0 | version: 1 |
// | 0 | 0C | operation: 0 request, 1 acknowledgement, 2 and 3 reserved |
// | 0-1 | 03FF | subtype: 1 VDP, 2 PE-CSP, others reserved |
// | 2-3 | | sequence |

import { type Encoder, encode, encodeInto } from '../core/encode.js';
import { checkInteger, checkOctets, checkRecord } from '../core/encode-error.js';
import { copyOctets, put16, putOctets, u16 } from '../core/octets.js';
import { fail, ok, type Result } from '../core/result.js';
import { type EcpErrorCode, ecpFinding } from './rules.js';

/** Octets of the header. */
export const ECPDU_HEADER_OCTETS = 4;
/** Greatest ECPDU: the client data of an Ethernet frame, in octets. */
export const ECPDU_MAX_OCTETS = 1500;
/** Greatest ULPDU, in octets. */
export const ULPDU_MAX_OCTETS = ECPDU_MAX_OCTETS - ECPDU_HEADER_OCTETS;

export const ECP_VERSION = 1;
export const ECP_REQUEST = 0;
export const ECP_ACK = 1;
export const ECP_SUBTYPE_VDP = 1;
export const ECP_SUBTYPE_PE_CSP = 2;

/** The header of an ECPDU. */
export interface EcpHeader {
  /** 0..15; 1 is the only version in use. */
  readonly version: number;
  /** 0 request, 1 acknowledgement, 2 and 3 reserved. */
  readonly operation: number;
  /** 0..1023: 1 VDP, 2 PE-CSP. */
  readonly subtype: number;
  /** 0..65535. */
  readonly sequence: number;
}

/** A header and the octets behind it: the ULPDU of a request, or the padding of an acknowledgement. */
export interface Ecpdu extends EcpHeader {
  /** 0..1496 octets; padding of the frame included. */
  readonly ulpdu: Uint8Array;
}

export interface DecodeEcpduOptions {
  /** The subtypes of the users of ECP. Default: every subtype passes. */
  readonly subtypes?: readonly number[];
}

/** Version of the ECPDU at `at`. As for all getters here, `checkEcpdu` has passed before. */
export const ecpVersion = (bytes: Uint8Array, at: number): number => (bytes[at] as number) >>> 4;
export const ecpOperation = (bytes: Uint8Array, at: number): number => ((bytes[at] as number) >>> 2) & 3;
export const ecpSubtype = (bytes: Uint8Array, at: number): number => u16(bytes, at) & 0x3ff;
export const ecpSequence = (bytes: Uint8Array, at: number): number => u16(bytes, at + 2);

/** The first rule that the ECPDU in `at..end` breaks, or `undefined`. Allocates nothing. */
export function checkEcpdu(
  bytes: Uint8Array,
  at: number,
  end: number,
  options?: DecodeEcpduOptions,
): EcpErrorCode | undefined {
  if (end - at < ECPDU_HEADER_OCTETS || end - at > ECPDU_MAX_OCTETS) return 'ecpLength';
  if (ecpVersion(bytes, at) !== ECP_VERSION) return 'ecpVersion';
  if (ecpOperation(bytes, at) > ECP_ACK) return 'ecpOperation';
  return options === undefined || isRegistered(ecpSubtype(bytes, at), options) ? undefined : 'ecpSubtype';
}

const isRegistered = (subtype: number, { subtypes }: DecodeEcpduOptions): boolean =>
  subtypes === undefined || subtypes.includes(subtype);

/** The header at `at`, unchecked. */
export const readEcpHeader = (bytes: Uint8Array, at: number): EcpHeader => ({
  version: ecpVersion(bytes, at),
  operation: ecpOperation(bytes, at),
  subtype: ecpSubtype(bytes, at),
  sequence: ecpSequence(bytes, at),
});

/** The rule that `checkEcpdu` found broken, with the octets concerned. */
export function ecpError(rule: EcpErrorCode, at: number, end: number) {
  switch (rule) {
    case 'ecpLength':
      return ecpFinding(rule, 'ecp', at, end - at);
    case 'ecpVersion':
      return ecpFinding(rule, 'ecp.version', at, 1);
    case 'ecpOperation':
      return ecpFinding(rule, 'ecp.operation', at, 1);
    default:
      return ecpFinding(rule, 'ecp.subtype', at, 2);
  }
}

/**
 * Decodes an ECPDU: `bytes` starts behind the Ethertype and ends with the frame (without the FCS).
 *
 * @example
 * const result = decodeEcpdu(Uint8Array.of(0x14, 0x01, 0x00, 0x01));
 * // { ok: true, value: { version: 1, operation: 1, subtype: 1, sequence: 1, ulpdu: Uint8Array [] }, notes: [] }
 */
export function decodeEcpdu(bytes: Uint8Array, options?: DecodeEcpduOptions): Result<Ecpdu, EcpErrorCode> {
  const rule = checkEcpdu(bytes, 0, bytes.length, options);
  if (rule !== undefined) return fail(ecpError(rule, 0, bytes.length));
  // Member by member: a spread would cost more than the rest of the decoder.
  return ok({
    version: ecpVersion(bytes, 0),
    operation: ecpOperation(bytes, 0),
    subtype: ecpSubtype(bytes, 0),
    sequence: ecpSequence(bytes, 0),
    ulpdu: copyOctets(bytes, ECPDU_HEADER_OCTETS, bytes.length),
  });
}

/** The encoder of a header without a ULPDU. */
export const ecpHeaderEncoder: Encoder<EcpHeader> = {
  check(header) {
    checkRecord('ecp', header);
    checkInteger('ecp.version', header.version, 0, 15);
    checkInteger('ecp.operation', header.operation, 0, 3);
    checkInteger('ecp.subtype', header.subtype, 0, 1023);
    checkInteger('ecp.sequence', header.sequence, 0, 65535);
  },
  byteLength: () => ECPDU_HEADER_OCTETS,
  put(header, out, at) {
    const word = (header.version << 12) | (header.operation << 10) | header.subtype;
    return put16(out, put16(out, at, word), header.sequence);
  },
};

const ecpduEncoder: Encoder<Ecpdu> = {
  check(ecpdu) {
    ecpHeaderEncoder.check(ecpdu);
    checkOctets('ecp.ulpdu', ecpdu.ulpdu, 0, ULPDU_MAX_OCTETS);
  },
  byteLength: byteLengthEcpdu,
  put: (ecpdu, out, at) => putOctets(out, ecpHeaderEncoder.put(ecpdu, out, at), ecpdu.ulpdu),
};

/** Octets of an ECPDU. */
export function byteLengthEcpdu(ecpdu: Ecpdu): number {
  return ECPDU_HEADER_OCTETS + ecpdu.ulpdu.length;
}

/**
 * Writes an ECPDU at `offset`; returns the offset behind it. Padding belongs to the frame.
 *
 * @throws EncodeError before the first octet is written, for a field out of range or too little room
 */
export const encodeEcpduInto = (ecpdu: Ecpdu, out: Uint8Array, offset: number): number =>
  encodeInto(ecpduEncoder, ecpdu, out, offset);

/** The octets of an ECPDU. */
export const encodeEcpdu = (ecpdu: Ecpdu): Uint8Array => encode(ecpduEncoder, ecpdu);
