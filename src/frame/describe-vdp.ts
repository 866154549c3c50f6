// The part of the tree for VDP.

import { type FieldNode, fieldNode, fieldNodes, groupNode } from '../core/field.js';
import { TLV_HEADER } from '../core/tlv.js';
import {
  checkAssociation,
  createVdpUlpduCursor,
  nextVdpTlv,
  rewindVdpUlpdu,
  type VdpUlpduCursor,
  wrapVdpUlpdu,
} from '../vdp/wire/cursor.js';
import {
  associationFields,
  filterEntryFields,
  filterInfoCountField,
  filterInfoFormatField,
  managerIdField,
  organizationFields,
  vdpTlvHeaderFields,
} from '../vdp/wire/fields.js';
import {
  ASSOCIATION_MIN_LENGTH,
  ENTRIES_AT,
  FILTER_FORMAT_AT,
  hasOtherOctets,
  isAssociation,
  MANAGER_ID_TLV_OCTETS,
  ORGANIZATION_DATA_AT,
  ORGANIZATION_MIN_LENGTH,
  VDP_ORGANIZATION,
} from '../vdp/wire/layout.js';
import { readOrganization } from '../vdp/wire/organization.js';
import type { DecodeFrameOptions } from './decode-frame.js';
import { octetsNode, restNodes } from './octets-node.js';
import { describeOrganization } from './organization-form.js';

/** The ULPDU at `at`, and the octets behind it. */
export function describeVdpUlpdu(bytes: Uint8Array, at: number, options: DecodeFrameOptions): FieldNode[] {
  const cursor = createVdpUlpduCursor(options.formats);
  const broken = wrapVdpUlpdu(cursor, bytes, at, bytes.length);
  const rest = restNodes(bytes, broken === undefined ? 'trailer' : 'undecoded', cursor.end);
  if (cursor.end === at) return rest;
  const manager = groupNode('vdp.managerIdTlv', at, MANAGER_ID_TLV_OCTETS, [
    ...fieldNodes(bytes, at, vdpTlvHeaderFields, 'vdp.managerIdTlv'),
    fieldNode(bytes, at, managerIdField, 'vdp'),
  ]);
  const tlvs: FieldNode[] = [];
  rewindVdpUlpdu(cursor);
  while (nextVdpTlv(cursor)) tlvs.push(describeTlv(cursor, options));
  return [groupNode('vdp', at, cursor.end - at, [manager, ...tlvs]), ...rest];
}

function describeTlv(cursor: VdpUlpduCursor, options: DecodeFrameOptions): FieldNode {
  const { bytes, at, type, length, index } = cursor;
  const path = `vdp.tlvs[${index}]`;
  const header = fieldNodes(bytes, at, vdpTlvHeaderFields, path);
  const valueAt = at + TLV_HEADER;
  const end = valueAt + length;
  const group = (children: readonly FieldNode[]) => groupNode(path, at, TLV_HEADER + length, [...header, ...children]);
  if (isAssociation(type) && checkAssociation(cursor) === undefined) {
    return group([...fieldNodes(bytes, at, associationFields, path), describeFilterInfo(cursor, path)]);
  }
  if (type === VDP_ORGANIZATION && length >= ORGANIZATION_MIN_LENGTH) {
    const oui = fieldNodes(bytes, at, organizationFields, path);
    const values = describeOrganization(bytes, at, readOrganization(cursor), path, options);
    return group([...oui, ...(values ?? [octetsNode(bytes, `${path}.data`, at + ORGANIZATION_DATA_AT, end)])]);
  }
  return group([octetsNode(bytes, `${path}.value`, valueAt, end)]);
}

function describeFilterInfo(cursor: VdpUlpduCursor, tlvPath: string): FieldNode {
  const { bytes, at, length, layout, entryCount } = cursor;
  const path = `${tlvPath}.filterInfo`;
  const nodes = [fieldNode(bytes, at, filterInfoFormatField, path)];
  if (length > ASSOCIATION_MIN_LENGTH) nodes.push(fieldNode(bytes, at, filterInfoCountField, path));
  const end = at + TLV_HEADER + length;
  const fields = filterEntryFields(layout);
  for (let i = 0; i < entryCount; i++) {
    const entryAt = at + ENTRIES_AT + i * layout.octets;
    const entryPath = `${path}.entries[${i}]`;
    const members = fieldNodes(bytes, entryAt, fields, entryPath);
    if (hasOtherOctets(layout)) {
      members.unshift(octetsNode(bytes, `${entryPath}.octets`, entryAt, entryAt + layout.octets));
    }
    nodes.push(groupNode(entryPath, entryAt, layout.octets, members));
  }
  return groupNode(path, at + FILTER_FORMAT_AT, end - at - FILTER_FORMAT_AT, nodes);
}
