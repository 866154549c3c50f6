// W1 and W2: an ECPDU with a VDP ULPDU, as a value and as octets.

import type { EcpHeader } from '../../src/ecp/index.js';
import {
  type AssociationTlv,
  FILTER_GROUP_MAC_VID,
  type FILTER_MAC_VID,
  type FilterEntry,
  type Identifier,
  makeFilterInfo,
  type VdpUlpdu,
} from '../../src/vdp/index.js';
import { octetsOf, tlvOctets } from '../octets.js';
import type { Random } from '../random.js';

export interface VdpRequest {
  readonly ecp: EcpHeader;
  readonly vdp: Pick<VdpUlpdu, 'managerId'> & { readonly tlvs: readonly AssociationTlv[] };
}

export interface RequestShape {
  readonly associations: number;
  readonly format: typeof FILTER_MAC_VID | typeof FILTER_GROUP_MAC_VID;
  readonly entries: number;
}

const times = <T>(count: number, make: () => T): T[] => Array.from({ length: count }, make);

const identifier = (random: Random): Identifier => {
  const word = () => random(-(2 ** 31), 2 ** 31 - 1);
  return { w0: word(), w1: word(), w2: word(), w3: word() };
};

function filterEntry(random: Random, format: RequestShape['format']): FilterEntry {
  const mac = random(0, 0x7fff) * 0x2_0000_0000 + random(0, 2 ** 32 - 1);
  const ps = random(0, 1) === 1;
  const rest = { mac, ps, pcp: ps ? random(0, 7) : 0, vid: random(0, 4094) };
  return format === FILTER_GROUP_MAC_VID ? { groupId: random(0, 2 ** 32 - 1), ...rest } : rest;
}

export function vdpRequest(random: Random, { associations, format, entries }: RequestShape): VdpRequest {
  const association = (): AssociationTlv => ({
    kind: 'association',
    type: 3,
    status: random(0, 3) << 4,
    typeId: random(0, 0xff_ffff),
    typeVersion: random(0, 0xff),
    vsiidFormat: random(1, 5),
    vsiid: identifier(random),
    filterInfo: makeFilterInfo(
      format,
      times(entries, () => filterEntry(random, format)),
    ),
  });
  return {
    ecp: { version: 1, operation: 0, subtype: 1, sequence: random(0, 0xffff) },
    vdp: { managerId: identifier(random), tlvs: times(associations, association) },
  };
}

const identifierOctets = ({ w0, w1, w2, w3 }: Identifier): number[] => octetsOf([w0, 4], [w1, 4], [w2, 4], [w3, 4]);

const vidField = ({ ps = false, pcp = 0, vid = 0 }: FilterEntry): number => (ps ? 0x8000 : 0) + pcp * 0x1000 + vid;

const entryOctets = (entry: FilterEntry): number[] => [
  ...(entry.groupId === undefined ? [] : octetsOf([entry.groupId, 4])),
  ...octetsOf([entry.mac as number, 6], [vidField(entry), 2]),
];

const associationOctets = (tlv: AssociationTlv): number[] =>
  tlvOctets(tlv.type, [
    ...octetsOf([tlv.status, 1], [tlv.typeId, 3], [tlv.typeVersion, 1], [tlv.vsiidFormat, 1]),
    ...identifierOctets(tlv.vsiid),
    ...octetsOf([tlv.filterInfo.format, 1], [tlv.filterInfo.entries.length, 2]),
    ...tlv.filterInfo.entries.flatMap(entryOctets),
  ]);

export const vdpUlpduOctets = ({ vdp }: VdpRequest): number[] => [
  ...tlvOctets(5, identifierOctets(vdp.managerId)),
  ...vdp.tlvs.flatMap(associationOctets),
];

export const ecpHeaderOctets = ({ version, operation, subtype, sequence }: EcpHeader): number[] =>
  octetsOf([version * 0x1000 + operation * 0x400 + subtype, 2], [sequence, 2]);

export const vdpRequestOctets = (request: VdpRequest): number[] => [
  ...ecpHeaderOctets(request.ecp),
  ...vdpUlpduOctets(request),
];
