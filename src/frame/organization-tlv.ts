// The organizationally specific TLVs of EVB and CDCP in the LLDPDU of a frame.

import { isGroupMac, NEAREST_CUSTOMER_BRIDGE, NEAREST_NON_TPMR_BRIDGE } from '../core/mac.js';
import { isOrganizationValue, LLDP_ORGANIZATION } from '../core/organization.js';
import type { Finding, Note } from '../core/result.js';
import { checkEvbTlv, type DecodeEvbTlvOptions, EVB_SUBTYPE, readEvbTlv } from '../lldp-evb/wire/evb-tlv.js';
import { readLldpTlv } from '../lldp-evb/wire/lldpdu.js';
import { type LldpduCursor, lldpValueAt } from '../lldp-evb/wire/lldpdu-cursor.js';
import { type EvbTlvErrorCode, evbTlvFinding, type LldpErrorCode } from '../lldp-evb/wire/rules.js';
import { CDCP_SUBTYPE, checkCdcpTlv, readCdcpTlv } from '../s-channel/wire/cdcp-tlv.js';
import { type CdcpErrorCode, cdcpFinding } from '../s-channel/wire/rules.js';
import type { FrameLldpTlv } from './frame.js';
import { type FrameTlvErrorCode, frameTlvFinding } from './rules.js';

/** The codes of errors and notes about a TLV of an LLDPDU in a frame. */
export type FrameLldpCode = LldpErrorCode | EvbTlvErrorCode | CdcpErrorCode | FrameTlvErrorCode;

/** What is kept from TLV to TLV of one LLDPDU. */
export interface LldpContext {
  readonly options: DecodeEvbTlvOptions;
  /** Destination address of the frame: it names the agent. */
  readonly destination: number;
  evbSeen: boolean;
  cdcpSeen: boolean;
}

/** Whether a TLV of the agent with address `own` has come to another agent. An individual address stands for any agent. */
const isForeign = (destination: number, own: number): boolean => isGroupMac(destination) && destination !== own;

/** The current TLV of an LLDPDU, EVB and CDCP taken apart, with its notes. */
export function readFrameLldpTlv(
  cursor: LldpduCursor,
  context: LldpContext,
  notes: Note<FrameLldpCode>[],
): FrameLldpTlv {
  const { bytes, length, index } = cursor;
  const at = lldpValueAt(cursor);
  const path = `lldp.tlvs[${index}]`;
  const tlv = readLldpTlv(cursor, notes);
  if (tlv.kind !== 'raw' || tlv.type !== LLDP_ORGANIZATION) return tlv;
  const reject = (why: Finding<FrameLldpCode>): FrameLldpTlv => {
    notes.push(why);
    return { kind: 'rejected', type: tlv.type, value: tlv.value, code: why.code };
  };
  if (isOrganizationValue(bytes, at, length, EVB_SUBTYPE)) {
    if (isForeign(context.destination, NEAREST_CUSTOMER_BRIDGE)) {
      notes.push(frameTlvFinding('evbTlvAgent', path, at, length));
      return tlv;
    }
    if (context.evbSeen) return reject(frameTlvFinding('evbTlvRepeated', path, at, length));
    const rule = checkEvbTlv(bytes, at, length, context.options);
    if (rule !== undefined) return reject(evbTlvFinding(rule, path, at, length));
    context.evbSeen = true;
    const evb = readEvbTlv(bytes, at, length, `${path}.evb`);
    notes.push(...evb.notes);
    return { kind: 'evb', evb: evb.value };
  }
  if (isOrganizationValue(bytes, at, length, CDCP_SUBTYPE)) {
    if (isForeign(context.destination, NEAREST_NON_TPMR_BRIDGE)) {
      notes.push(frameTlvFinding('cdcpTlvAgent', path, at, length));
      return tlv;
    }
    if (context.cdcpSeen) return reject(frameTlvFinding('cdcpTlvRepeated', path, at, length));
    const rule = checkCdcpTlv(bytes, at, length);
    if (rule !== undefined) return reject(cdcpFinding(rule, path, at, length));
    context.cdcpSeen = true;
    const cdcp = readCdcpTlv(bytes, at, length, `${path}.cdcp`);
    notes.push(...cdcp.notes);
    return { kind: 'cdcp', cdcp: cdcp.value };
  }
  notes.push(frameTlvFinding('lldpOrganizationUnknown', path, at, length));
  return tlv;
}
