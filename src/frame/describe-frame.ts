// A frame as a tree of its fields, in the order of its octets, each with name, value, meaning and place. The tree is made from
// the field tables over the same cursors as the decoders. Of a frame that cannot be decoded it shows everything before the
// error.

import { byteLengthEthernetHeader, decodeEthernetHeader, ETHERTYPE_ECP, ETHERTYPE_LLDP } from '../core/ethernet.js';
import { addressFields, etherTypeField, vlanTagFields } from '../core/ethernet-fields.js';
import { type FieldNode, fieldNode, fieldNodes, groupNode } from '../core/field.js';
import { checkEcpdu, ECP_ACK, ECP_SUBTYPE_VDP, ECPDU_HEADER_OCTETS, ecpOperation, ecpSubtype } from '../ecp/ecpdu.js';
import { ecpFields } from '../ecp/fields.js';
import type { DecodeFrameOptions } from './decode-frame.js';
import { describeLldpdu } from './describe-lldp.js';
import { describeVdpUlpdu } from './describe-vdp.js';
import { octetsNode, restNodes } from './octets-node.js';

/**
 * The fields of a whole frame. Paths and values are those of `frameToJson`; a tree has more nodes, for the headers of
 * TLVs. Never throws, whatever the octets.
 *
 * @example
 * for (const node of describeFrame(bytes)) console.log(node.path, node.offset, node.octets);
 */
export function describeFrame(bytes: Uint8Array, options: DecodeFrameOptions = {}): readonly FieldNode[] {
  const framing = decodeEthernetHeader(bytes);
  if (!framing.ok) return restNodes(bytes, 'undecoded', 0);
  const { etherType, tags: tag, destination } = framing.value;
  const at = byteLengthEthernetHeader(framing.value);
  const tags = tag.map((_, i) => {
    const path = `ethernet.tags[${i}]`;
    return groupNode(path, 12 + 4 * i, 4, fieldNodes(bytes, 12 + 4 * i, vlanTagFields, path));
  });
  const ethernet = groupNode('ethernet', 0, at, [
    ...fieldNodes(bytes, 0, addressFields, 'ethernet'),
    ...tags,
    fieldNode(bytes, at - 2, etherTypeField, 'ethernet'),
  ]);
  if (etherType === ETHERTYPE_LLDP) return [ethernet, ...describeLldpdu(bytes, at, destination, options)];
  if (etherType === ETHERTYPE_ECP) return [ethernet, ...describeEcpdu(bytes, at, options)];
  return [ethernet, octetsNode(bytes, 'payload', at, bytes.length)];
}

function describeEcpdu(bytes: Uint8Array, at: number, options: DecodeFrameOptions): FieldNode[] {
  const end = bytes.length;
  const broken = checkEcpdu(bytes, at, end, options);
  if (broken === 'ecpLength') return restNodes(bytes, 'undecoded', at);
  const ulpduAt = at + ECPDU_HEADER_OCTETS;
  const ecp = groupNode('ecp', at, ECPDU_HEADER_OCTETS, fieldNodes(bytes, at, ecpFields, 'ecp'));
  if (broken !== undefined) return [ecp, ...restNodes(bytes, 'undecoded', ulpduAt)];
  if (ecpOperation(bytes, at) === ECP_ACK) return [ecp, ...restNodes(bytes, 'trailer', ulpduAt)];
  if (ecpSubtype(bytes, at) !== ECP_SUBTYPE_VDP) return [ecp, octetsNode(bytes, 'ulpdu', ulpduAt, end)];
  return [ecp, ...describeVdpUlpdu(bytes, ulpduAt, options)];
}
