// A frame value to octets: the inverse of `decodeFrame`.

import type { Encoder } from '../core/encode.js';
import {
  checkArray,
  checkInteger,
  checkOctets,
  checkRecord,
  checkRoom,
  EncodeError,
  pathText,
} from '../core/encode-error.js';
import { ethernetHeaderEncoder, MIN_FRAME_OCTETS } from '../core/ethernet.js';
import { putOctets } from '../core/octets.js';
import { LLDP_ORGANIZATION } from '../core/organization.js';
import { ecpHeaderEncoder, ULPDU_MAX_OCTETS } from '../ecp/ecpdu.js';
import { checkEvbTlvValue, evbTlvEncoder } from '../lldp-evb/wire/evb-tlv.js';
import { type Lldpdu, type LldpTlv, lldpduEncoder } from '../lldp-evb/wire/lldpdu.js';
import { cdcpTlvEncoder, checkCdcpTlvValue } from '../s-channel/wire/cdcp-tlv.js';
import { type VdpTlv, type VdpUlpdu, vdpUlpduEncoder } from '../vdp/wire/ulpdu.js';
import type { Frame, FrameLldpTlv, FrameVdpTlv } from './frame.js';
import { type OrganizationOptions, toVdpTlv } from './organization-form.js';

export interface EncodeFrameOptions extends OrganizationOptions {
  /** Frames without a `trailer` are padded with zeros to this many octets. Default 60; 0 switches padding off. */
  readonly minFrameSize?: number;
}

/** Greatest frame that is encoded, in octets: no link carries more. */
const FRAME_MAX_OCTETS = 65535;

/** The octets of a value that has been checked under a path of its own. */
function checkedOctets<T>(encoder: Encoder<T>, value: T): Uint8Array {
  const octets = new Uint8Array(encoder.byteLength(value));
  encoder.put(value, octets, 0);
  return octets;
}

/** A TLV as LLDP sends it. */
function toLldpTlv(tlv: FrameLldpTlv, i: number): LldpTlv {
  const at = () => `lldp.tlvs[${i}]`;
  checkRecord(at, tlv);
  if (tlv.kind === 'evb') {
    checkEvbTlvValue(() => pathText(at, '.evb'), tlv.evb);
    return { kind: 'raw', type: LLDP_ORGANIZATION, value: checkedOctets(evbTlvEncoder, tlv.evb) };
  }
  if (tlv.kind === 'cdcp') {
    checkCdcpTlvValue(() => pathText(at, '.cdcp'), tlv.cdcp);
    return { kind: 'raw', type: LLDP_ORGANIZATION, value: checkedOctets(cdcpTlvEncoder, tlv.cdcp) };
  }
  return tlv;
}

function toLldpdu(lldp: Lldpdu<FrameLldpTlv>): Lldpdu {
  checkRecord('lldp', lldp);
  checkArray('lldp.tlvs', lldp.tlvs, FRAME_MAX_OCTETS);
  return { ...lldp, tlvs: Array.from(lldp.tlvs, toLldpTlv) };
}

function toVdpUlpdu(vdp: VdpUlpdu<FrameVdpTlv>, options: EncodeFrameOptions): VdpUlpdu {
  checkRecord('vdp', vdp);
  checkArray('vdp.tlvs', vdp.tlvs, FRAME_MAX_OCTETS);
  const toTlv = (tlv: FrameVdpTlv, i: number): VdpTlv => {
    const at = () => `vdp.tlvs[${i}]`;
    checkRecord(at, tlv);
    return toVdpTlv(tlv, at, options);
  };
  return { ...vdp, tlvs: Array.from(vdp.tlvs, toTlv) };
}

/** A checked part of a frame: how long it is, how it is written. */
interface Part {
  readonly octets: number;
  readonly put: (out: Uint8Array, at: number) => number;
}

function part<T>(encoder: Encoder<T>, value: T): Part {
  encoder.check(value);
  return { octets: encoder.byteLength(value), put: (out, at) => encoder.put(value, out, at) };
}

function octetsPart(field: string, octets: Uint8Array, max: number): Part {
  checkOctets(field, octets, 0, max);
  return { octets: octets.length, put: (out, at) => putOctets(out, at, octets) };
}

function zeros(octets: number): Part {
  return {
    octets,
    put(out, at) {
      out.fill(0, at, at + octets);
      return at + octets;
    },
  };
}

/** The parts between the Ethernet header and the trailer. */
function pduParts(frame: Frame, options: EncodeFrameOptions): Part[] {
  switch (frame.kind) {
    case 'lldp':
      return [part(lldpduEncoder, toLldpdu(frame.lldp))];
    case 'vdp':
      return [part(ecpHeaderEncoder, frame.ecp), part(vdpUlpduEncoder, toVdpUlpdu(frame.vdp, options))];
    case 'ecp':
      return [part(ecpHeaderEncoder, frame.ecp), octetsPart('ulpdu', frame.ulpdu, ULPDU_MAX_OCTETS)];
    case 'ecpAck':
      return [part(ecpHeaderEncoder, frame.ecp)];
    case 'other':
      return [octetsPart('payload', frame.payload, FRAME_MAX_OCTETS)];
    default:
      throw new EncodeError('kind', (frame as { readonly kind: unknown }).kind, 'lldp, vdp, ecp, ecpAck or other');
  }
}

const total = (parts: readonly Part[]): number => parts.reduce((octets, each) => octets + each.octets, 0);

function frameParts(frame: Frame, options: EncodeFrameOptions): Part[] {
  const { minFrameSize = MIN_FRAME_OCTETS } = options;
  checkRecord('frame', frame);
  checkInteger('minFrameSize', minFrameSize, 0, FRAME_MAX_OCTETS);
  const parts = [part(ethernetHeaderEncoder, frame.ethernet), ...pduParts(frame, options)];
  const trailer =
    frame.trailer === undefined
      ? zeros(Math.max(0, minFrameSize - total(parts)))
      : octetsPart('trailer', frame.trailer, FRAME_MAX_OCTETS);
  return [...parts, trailer];
}

/** Octets of a frame. Throws EncodeError as `encodeFrameInto` does. */
export const byteLengthFrame = (frame: Frame, options: EncodeFrameOptions = {}): number =>
  total(frameParts(frame, options));

/**
 * Writes a frame at `offset`; returns the offset behind it.
 *
 * @throws EncodeError before the first octet is written, for a value that has no encoding or too little room
 */
export function encodeFrameInto(
  frame: Frame,
  out: Uint8Array,
  offset: number,
  options: EncodeFrameOptions = {},
): number {
  const parts = frameParts(frame, options);
  checkRoom(out, offset, total(parts));
  return parts.reduce((at, each) => each.put(out, at), offset);
}

/**
 * The octets of a frame, without the FCS.
 *
 * @example
 * encodeFrame({
 *   kind: 'ecpAck',
 *   ethernet: { destination: NEAREST_CUSTOMER_BRIDGE, source: 0x020000000002, tags: [], etherType: ETHERTYPE_ECP },
 *   ecp: { version: 1, operation: ECP_ACK, subtype: ECP_SUBTYPE_VDP, sequence: 1 },
 * }); // 60 octets, padded with zeros
 */
export function encodeFrame(frame: Frame, options: EncodeFrameOptions = {}): Uint8Array {
  const parts = frameParts(frame, options);
  const out = new Uint8Array(total(parts));
  parts.reduce((at, each) => each.put(out, at), 0);
  return out;
}
