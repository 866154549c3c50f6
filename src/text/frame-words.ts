// What a frame is, in a few words: `VDP Associate response: success #5`, `EVB TLV station`, `ECP acknowledgement #5`.

import { ETHERTYPE_STAG, type VlanTag } from '../core/ethernet.js';
import { etherTypeField } from '../core/ethernet-fields.js';
import { ecpFields } from '../ecp/fields.js';
import type { Frame, LldpFrame, VdpFrame } from '../frame/frame.js';
import { EVB_MODE_BRIDGE, EVB_MODE_NOT_SUPPORTED, EVB_MODE_STATION } from '../lldp-evb/wire/evb-tlv.js';
import { statusMeaning } from '../vdp/wire/fields.js';
import { GLUE } from './columns.js';
import { counted } from './phrase.js';

/** Names of association TLVs by type, shorter than in the tree. */
export const ASSOCIATIONS: Readonly<Record<number, string>> = {
  1: 'Pre-Associate',
  2: 'Pre-Associate RR',
  3: 'Associate',
  4: 'De-Associate',
};

const EVB_MODES: Readonly<Record<number, string>> = {
  [EVB_MODE_NOT_SUPPORTED]: 'not supported',
  [EVB_MODE_BRIDGE]: 'bridge',
  [EVB_MODE_STATION]: 'station',
};

/** Each text once, with the number of times it occurs. */
function countedTexts(texts: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].map(([text, count]) => (count === 1 ? text : `${count} x ${text}`));
}

/** How many TLVs of a frame a receiver rejects. */
export function rejectedTlvs(frame: Frame): number {
  const tlvs = frame.kind === 'vdp' ? frame.vdp.tlvs : frame.kind === 'lldp' ? frame.lldp.tlvs : [];
  return tlvs.filter(({ kind }) => kind === 'rejected').length;
}

function vdpWords({ ecp, vdp }: VdpFrame): string {
  const texts = vdp.tlvs.map((tlv) => {
    if (tlv.kind === 'association') return `${ASSOCIATIONS[tlv.type]} ${statusMeaning(tlv.status)}`;
    return tlv.kind === 'rejected' ? '' : `${tlv.kind} TLV`;
  });
  const words = countedTexts(texts.filter((text) => text !== ''));
  return `VDP ${words.length === 0 ? 'without associations' : words.join('; ')}${GLUE}#${ecp.sequence}`;
}

function lldpWords({ lldp }: LldpFrame): string {
  if (lldp.ttl === 0) return 'LLDP shutdown';
  const words = lldp.tlvs.flatMap((tlv) => {
    if (tlv.kind === 'evb') return `EVB TLV ${EVB_MODES[tlv.evb.evbMode] ?? 'NVO3'}`;
    if (tlv.kind !== 'cdcp') return [];
    return `CDCP TLV ${tlv.cdcp.role}, ${counted(tlv.cdcp.pairs.length, 'pair')}`;
  });
  return words.length === 0 ? 'LLDP' : words.join('; ');
}

function pduWords(frame: Frame): string {
  switch (frame.kind) {
    case 'vdp':
      return vdpWords(frame);
    case 'lldp':
      return lldpWords(frame);
    case 'ecpAck':
      return `ECP acknowledgement${GLUE}#${frame.ecp.sequence}`;
    case 'ecp': {
      const { subtype, sequence } = frame.ecp;
      const name = ecpFields.find((field) => field.name === 'subtype')?.meaning?.(subtype);
      return `ECP request of subtype ${subtype} (${name})${GLUE}#${sequence}`;
    }
    case 'other': {
      const { etherType } = frame.ethernet;
      return etherType < 0x600
        ? `802.3 frame of ${etherType} octets`
        : `Ethertype ${etherTypeField.meaning?.(etherType)}`;
    }
  }
}

const tagWords = ({ tpid, vid }: VlanTag): string => `, ${tpid === ETHERTYPE_STAG ? 'S' : 'C'}-VID${GLUE}${vid}`;

/**
 * A frame in a few words. No-break spaces hold together what belongs together.
 *
 * @example
 * const result = decodeFrame(octets);
 * if (result.ok) frameWords(result.value); // 'VDP Associate response: success #5'
 */
export function frameWords(frame: Frame): string {
  const rejected = rejectedTlvs(frame);
  const tail = rejected === 0 ? '' : `, ${counted(rejected, 'TLV')} rejected`;
  return pduWords(frame) + frame.ethernet.tags.map(tagWords).join('') + tail;
}
