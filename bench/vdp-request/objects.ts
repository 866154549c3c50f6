// An ECPDU with a VDP ULPDU from octets to objects and back.

import { encodeInto } from '../../src/core/encode.js';
import { ecpHeaderEncoder } from '../../src/ecp/ecpdu.js';
import { checkEcpdu, decodeEcpdu, ECPDU_HEADER_OCTETS, type EcpHeader, readEcpHeader } from '../../src/ecp/index.js';
import {
  createVdpUlpduCursor,
  decodeVdpUlpdu,
  encodeVdpUlpduInto,
  readVdpUlpdu,
  type VdpUlpdu,
  wrapVdpUlpdu,
} from '../../src/vdp/index.js';
import { sumOf } from '../octets.js';
import type { VdpRequest } from './value.js';

const cursor = createVdpUlpduCursor();

/** The sum of a few members: what is measured is how the objects are made. */
function sumMembers({ sequence }: EcpHeader, { managerId, tlvs }: VdpUlpdu): number {
  const last = tlvs[tlvs.length - 1];
  if (last === undefined || last.kind !== 'association') return -1;
  return (sequence + managerId.w3 + tlvs.length + last.typeId + last.filterInfo.entries.length) | 0;
}

/** The ULPDU read where it lies, as in a frame. -1 for a PDU that breaks a rule. */
export function sumByObjects(bytes: Uint8Array): number {
  if (checkEcpdu(bytes, 0, bytes.length) !== undefined) return -1;
  if (wrapVdpUlpdu(cursor, bytes, ECPDU_HEADER_OCTETS, bytes.length) !== undefined) return -1;
  return sumMembers(readEcpHeader(bytes, 0), readVdpUlpdu(cursor, bytes.length).value);
}

/** An ECPDU with a copy of the ULPDU's octets first, then the ULPDU. */
export function sumByObjectsByPdu(bytes: Uint8Array): number {
  const ecpdu = decodeEcpdu(bytes);
  if (!ecpdu.ok) return -1;
  const vdp = decodeVdpUlpdu(ecpdu.value.ulpdu);
  return vdp.ok ? sumMembers(ecpdu.value, vdp.value) : -1;
}

/** The same sum from the values. */
export function memberSum({ ecp, vdp }: VdpRequest): number {
  const last = vdp.tlvs[vdp.tlvs.length - 1];
  return sumOf(
    ecp.sequence,
    vdp.managerId.w3,
    vdp.tlvs.length,
    last?.typeId ?? 0,
    last?.filterInfo.entries.length ?? 0,
  );
}

/** All of the objects. */
export function decodeRequest(bytes: Uint8Array): unknown {
  const ecpdu = decodeEcpdu(bytes);
  if (!ecpdu.ok) return ecpdu;
  const vdp = decodeVdpUlpdu(ecpdu.value.ulpdu);
  if (!vdp.ok) return vdp;
  const { ulpdu: _, ...ecp } = ecpdu.value;
  return { ecp, vdp: vdp.value };
}

/** Writes both PDUs into one buffer; returns the offset behind them. */
export function encodeRequestInto({ ecp, vdp }: VdpRequest, out: Uint8Array): number {
  return encodeVdpUlpduInto(vdp, out, encodeInto(ecpHeaderEncoder, ecp, out, 0));
}
