// Octets of a whole frame to a value. A frame of another protocol is of kind `other`, and not an error.

import {
  byteLengthEthernetHeader,
  decodeEthernetHeader,
  ETHERTYPE_ECP,
  ETHERTYPE_LLDP,
  type EthernetHeader,
} from '../core/ethernet.js';
import type { EthernetErrorCode } from '../core/ethernet-rules.js';
import { copyOctets } from '../core/octets.js';
import { fail, type Note, ok, type Result } from '../core/result.js';
import {
  checkEcpdu,
  type DecodeEcpduOptions,
  ECP_ACK,
  ECP_SUBTYPE_VDP,
  ECPDU_HEADER_OCTETS,
  ecpError,
  readEcpHeader,
} from '../ecp/ecpdu.js';
import type { EcpErrorCode } from '../ecp/rules.js';
import type { DecodeEvbTlvOptions } from '../lldp-evb/wire/evb-tlv.js';
import { lldpduNotes, lldpError, readLldpdu } from '../lldp-evb/wire/lldpdu.js';
import { createLldpduCursor, type DecodeLldpduOptions, wrapLldpdu } from '../lldp-evb/wire/lldpdu-cursor.js';
import { createVdpUlpduCursor, wrapVdpUlpdu } from '../vdp/wire/cursor.js';
import type { VdpErrorCode } from '../vdp/wire/rules.js';
import { type DecodeVdpUlpduOptions, readVdpUlpdu, vdpError } from '../vdp/wire/ulpdu.js';
import type { Frame } from './frame.js';
import { type OrganizationOptions, takeVdpTlvApart } from './organization-form.js';
import { type FrameLldpCode, type LldpContext, readFrameLldpTlv } from './organization-tlv.js';

export type DecodeFrameOptions = DecodeEcpduOptions &
  DecodeVdpUlpduOptions &
  OrganizationOptions &
  DecodeLldpduOptions &
  DecodeEvbTlvOptions;

/** The codes of errors and notes about a frame. */
export type FrameErrorCode = EthernetErrorCode | EcpErrorCode | VdpErrorCode | FrameLldpCode;

/**
 * Decodes a whole frame, from the destination address to the last octet before the FCS.
 *
 * @example
 * const result = decodeFrame(bytes);
 * if (result.ok && result.value.kind === 'vdp') console.log(result.value.vdp.tlvs.length);
 * if (!result.ok) console.log(formatError(result.error, bytes));
 */
export function decodeFrame(bytes: Uint8Array, options: DecodeFrameOptions = {}): Result<Frame, FrameErrorCode> {
  const framing = decodeEthernetHeader(bytes);
  if (!framing.ok) return framing;
  const ethernet = framing.value;
  const at = byteLengthEthernetHeader(ethernet);
  switch (ethernet.etherType) {
    case ETHERTYPE_LLDP:
      return decodeLldpFrame(bytes, at, ethernet, options);
    case ETHERTYPE_ECP:
      return decodeEcpFrame(bytes, at, ethernet, options);
    default:
      return ok({ kind: 'other', ethernet, payload: copyOctets(bytes, at, bytes.length), trailer: new Uint8Array(0) });
  }
}

function decodeLldpFrame(
  bytes: Uint8Array,
  at: number,
  ethernet: EthernetHeader,
  options: DecodeFrameOptions,
): Result<Frame, FrameLldpCode> {
  const cursor = createLldpduCursor();
  const rule = wrapLldpdu(cursor, bytes, at, bytes.length, options);
  if (rule !== undefined) return fail(lldpError(rule, cursor, bytes.length));
  const notes: Note<FrameLldpCode>[] = lldpduNotes(cursor, bytes.length);
  const context: LldpContext = { options, destination: ethernet.destination, evbSeen: false, cdcpSeen: false };
  const lldp = readLldpdu(cursor, () => readFrameLldpTlv(cursor, context, notes));
  return ok({ kind: 'lldp', ethernet, lldp, trailer: copyOctets(bytes, cursor.after, bytes.length) }, notes);
}

function decodeEcpFrame(
  bytes: Uint8Array,
  at: number,
  ethernet: EthernetHeader,
  options: DecodeFrameOptions,
): Result<Frame, EcpErrorCode | VdpErrorCode> {
  const end = bytes.length;
  const rule = checkEcpdu(bytes, at, end, options);
  if (rule !== undefined) return fail(ecpError(rule, at, end));
  const ecp = readEcpHeader(bytes, at);
  const ulpduAt = at + ECPDU_HEADER_OCTETS;
  if (ecp.operation === ECP_ACK) return ok({ kind: 'ecpAck', ethernet, ecp, trailer: copyOctets(bytes, ulpduAt, end) });
  if (ecp.subtype !== ECP_SUBTYPE_VDP) {
    return ok({ kind: 'ecp', ethernet, ecp, ulpdu: copyOctets(bytes, ulpduAt, end), trailer: new Uint8Array(0) });
  }
  const cursor = createVdpUlpduCursor(options.formats);
  const broken = wrapVdpUlpdu(cursor, bytes, ulpduAt, end);
  if (broken !== undefined) return fail(vdpError(broken, cursor, end));
  const { value, notes } = readVdpUlpdu(cursor, end);
  const vdp = { ...value, tlvs: value.tlvs.map((tlv) => takeVdpTlvApart(tlv, options)) };
  return ok({ kind: 'vdp', ethernet, ecp, vdp, trailer: copyOctets(bytes, cursor.end, end) }, notes);
}
