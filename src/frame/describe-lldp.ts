// The part of the tree for LLDP, with the EVB and CDCP TLVs inside it.

import { type Field, type FieldNode, fieldNode, fieldNodes, groupNode } from '../core/field.js';
import { formatMac } from '../core/mac.js';
import { u24, u48 } from '../core/octets.js';
import { formatOui, LLDP_ORGANIZATION, ORGANIZATION_HEADER_OCTETS, OUI_8021 } from '../core/organization.js';
import { formatText } from '../core/text.js';
import { TLV_HEADER, tlvLength } from '../core/tlv.js';
import { EVB_TLV_OCTETS } from '../lldp-evb/wire/evb-tlv.js';
import { chassisIdFields, evbFields, lldpTlvHeaderFields, portIdFields, ttlField } from '../lldp-evb/wire/fields.js';
import { CHASSIS_ID_MAC, PORT_ID_MAC } from '../lldp-evb/wire/lldpdu.js';
import {
  createLldpduCursor,
  type LldpduCursor,
  lldpValueAt,
  nextLldpTlv,
  rewindLldpdu,
  wrapLldpdu,
} from '../lldp-evb/wire/lldpdu-cursor.js';
import { LLDP_PORT_DESCRIPTION, LLDP_SYSTEM_DESCRIPTION } from '../lldp-evb/wire/tlv-type.js';
import { CDCP_FIXED_OCTETS, CDCP_PAIR_OCTETS, cdcpPairCount } from '../s-channel/wire/cdcp-tlv.js';
import { cdcpFields, cdcpPairFields } from '../s-channel/wire/fields.js';
import type { DecodeFrameOptions } from './decode-frame.js';
import { octetsNode, restNodes } from './octets-node.js';
import { type LldpContext, readFrameLldpTlv } from './organization-tlv.js';

/** The LLDPDU at `at`, and the octets behind it. */
export function describeLldpdu(
  bytes: Uint8Array,
  at: number,
  destination: number,
  options: DecodeFrameOptions,
): FieldNode[] {
  const cursor = createLldpduCursor();
  const broken = wrapLldpdu(cursor, bytes, at, bytes.length, options);
  const nodes = [
    ...describeId(cursor, cursor.chassisAt, 'chassisId', chassisIdFields, CHASSIS_ID_MAC),
    ...describeId(cursor, cursor.portAt, 'portId', portIdFields, PORT_ID_MAC),
    ...describeTtl(cursor),
  ];
  if (broken === undefined || cursor.index >= 0) {
    const context: LldpContext = { options, destination, evbSeen: false, cdcpSeen: false };
    rewindLldpdu(cursor);
    while (nextLldpTlv(cursor)) nodes.push(describeTlv(cursor, context));
  }
  let end = cursor.end;
  if (broken === undefined && cursor.after > end) {
    nodes.push(groupNode('lldp.end', end, TLV_HEADER, fieldNodes(bytes, end, lldpTlvHeaderFields, 'lldp.end')));
    end = cursor.after;
  }
  const rest = restNodes(bytes, broken === undefined ? 'trailer' : 'undecoded', end);
  return nodes.length === 0 ? rest : [groupNode('lldp', at, end - at, nodes), ...rest];
}

/** Whether the mandatory TLV at `at` was reached and is whole. */
const isWhole = (cursor: LldpduCursor, at: number): boolean => at >= cursor.chassisAt && at < cursor.end;

function describeId(
  cursor: LldpduCursor,
  at: number,
  name: 'chassisId' | 'portId',
  fields: readonly Field[],
  macSubtype: number,
): FieldNode[] {
  if (!isWhole(cursor, at)) return [];
  const { bytes } = cursor;
  const path = `lldp.${name}`;
  const idAt = at + TLV_HEADER + 1;
  const end = at + TLV_HEADER + tlvLength(bytes, at);
  const isMac = bytes[idAt - 1] === macSubtype && end - idAt === 6;
  const meaning = isMac ? formatMac(u48(bytes, idAt)) : formatText(bytes.subarray(idAt, end));
  const header = fieldNodes(bytes, at, [...lldpTlvHeaderFields, ...fields], path);
  return [groupNode(path, at, end - at, [...header, octetsNode(bytes, `${path}.id`, idAt, end, meaning)])];
}

function describeTtl(cursor: LldpduCursor): FieldNode[] {
  const { bytes, ttlAt } = cursor;
  if (!isWhole(cursor, ttlAt)) return [];
  const path = 'lldp.ttlTlv';
  const end = ttlAt + TLV_HEADER + tlvLength(bytes, ttlAt);
  const rest = end - ttlAt > 4 ? [octetsNode(bytes, `${path}.ignored`, ttlAt + 4, end)] : [];
  const header = fieldNodes(bytes, ttlAt, lldpTlvHeaderFields, path);
  return [groupNode(path, ttlAt, end - ttlAt, [...header, fieldNode(bytes, ttlAt, ttlField, 'lldp'), ...rest])];
}

/** Names of IEEE 802.1's organizationally specific TLVs. */
const names8021: Readonly<Record<number, string>> = {
  1: 'Port VLAN ID',
  2: 'Port And Protocol VLAN ID',
  3: 'VLAN Name',
  4: 'Protocol Identity',
  5: 'VID Usage Digest',
  6: 'Management VID',
  7: 'Link Aggregation',
  8: 'Congestion Notification',
  9: 'ETS Configuration',
  10: 'ETS Recommendation',
  11: 'Priority-based Flow Control',
  12: 'Application Priority',
  13: 'EVB',
  14: 'CDCP',
  15: 'Port Extension',
  16: 'Application VLAN',
};

/** Organization and name of a TLV: `IEEE 802.1 VLAN Name`, or `00-1B-3F subtype 2`. */
function organizationMeaning(bytes: Uint8Array, at: number): string {
  const oui = u24(bytes, at);
  const subtype = bytes[at + 3] as number;
  if (oui === OUI_8021) return `IEEE 802.1 ${names8021[subtype] ?? `subtype ${subtype}`}`;
  return `${formatOui(oui)} subtype ${subtype}`;
}

function describeTlv(cursor: LldpduCursor, context: LldpContext): FieldNode {
  const { bytes, at, type, length, index } = cursor;
  const path = `lldp.tlvs[${index}]`;
  const valueAt = lldpValueAt(cursor);
  const end = valueAt + length;
  const tlv = readFrameLldpTlv(cursor, context, []);
  const group = (children: readonly FieldNode[]) =>
    groupNode(path, at, end - at, [...fieldNodes(bytes, at, lldpTlvHeaderFields, path), ...children]);
  if (tlv.kind === 'evb') return group(describeEvb(bytes, valueAt, end, path));
  if (tlv.kind === 'cdcp') return group(describeCdcp(bytes, valueAt, length, path));
  return group([octetsNode(bytes, `${path}.value`, valueAt, end, rawMeaning(type, bytes, valueAt, end))]);
}

function rawMeaning(type: number, bytes: Uint8Array, at: number, end: number): string | undefined {
  if (type >= LLDP_PORT_DESCRIPTION && type <= LLDP_SYSTEM_DESCRIPTION) return formatText(bytes.subarray(at, end));
  const isOrganization = type === LLDP_ORGANIZATION && end - at >= ORGANIZATION_HEADER_OCTETS;
  return isOrganization ? organizationMeaning(bytes, at) : undefined;
}

const organizationNode = (bytes: Uint8Array, path: string, at: number): FieldNode =>
  octetsNode(bytes, `${path}.organization`, at, at + ORGANIZATION_HEADER_OCTETS, organizationMeaning(bytes, at));

function describeEvb(bytes: Uint8Array, at: number, end: number, path: string): FieldNode[] {
  const nodes = fieldNodes(bytes, at, evbFields, `${path}.evb`);
  const extensionAt = at + EVB_TLV_OCTETS;
  if (end > extensionAt) nodes.push(octetsNode(bytes, `${path}.evb.extension`, extensionAt, end));
  return [organizationNode(bytes, path, at), ...nodes];
}

function describeCdcp(bytes: Uint8Array, at: number, length: number, path: string): FieldNode[] {
  const nodes = fieldNodes(bytes, at, cdcpFields, `${path}.cdcp`);
  for (let i = 0; i < cdcpPairCount(length); i++) {
    const pairPath = `${path}.cdcp.pairs[${i}]`;
    const pairAt = at + CDCP_FIXED_OCTETS + CDCP_PAIR_OCTETS * i;
    nodes.push(groupNode(pairPath, pairAt, CDCP_PAIR_OCTETS, fieldNodes(bytes, pairAt, cdcpPairFields, pairPath)));
  }
  return [organizationNode(bytes, path, at), ...nodes];
}
