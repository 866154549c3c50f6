// What the tree of an LLDPDU says for people: the meanings of its values, and whose a TLV is.

import { expect, test } from 'vitest';
import { describeFrame, type FieldNode } from '../../src/frame/index.js';
import { hex, toHex } from '../support/hex.js';

const flat = (nodes: readonly FieldNode[]): FieldNode[] => nodes.flatMap((node) => [node, ...flat(node.children)]);

/** The meanings in the tree of an LLDPDU, by path. */
function meanings(octets: string, destination = '0180c2000003'): Record<string, string | undefined> {
  return Object.fromEntries(nodes(octets, destination).map(({ path, meaning }) => [path, meaning]));
}

const nodes = (octets: string, destination: string): FieldNode[] =>
  flat(describeFrame(hex(`${destination} 02005e100001 88cc ${octets}`)));

const HEAD = '02070402005e100001 04050565746830 06020079';

test('Chassis ID and Port ID', () => {
  const id = (chassis: string, port: string) => {
    const tlv = (type: string, value: string) => `${type}${hex(value).length.toString(16).padStart(2, '0')}${value}`;
    const told = meanings(`${tlv('02', chassis)} ${tlv('04', port)} 06020079 0000`);
    const names = ['chassisId.subtype', 'chassisId.id', 'portId.subtype', 'portId.id'];
    return names.map((name) => told[`lldp.${name}`]);
  };
  expect(id('0402005e100001', '0302005e100002')).toEqual([
    'MAC address',
    '02-00-5E-10-00-01',
    'MAC address',
    '02-00-5E-10-00-02',
  ]);
  expect(id('06656d31', '0565746830')).toEqual(['interface name', 'em1', 'interface name', 'eth0']);
  // The number of a MAC address differs between the two, and it is one of six octets only.
  const [, chassis, , port] = id('0302005e100001', '0402005e100002');
  expect([chassis, port]).toEqual([undefined, undefined]);
  expect(id('0402005e1000', '0302005e10000203').filter((_, i) => i % 2 === 1)).toEqual([undefined, undefined]);
});

test('the pairs of CDCP', () => {
  const octets = `${HEAD} fe17 0080c20e 88000004 001001 000000 002064 005fff fff002 0000`;
  const told = meanings(octets);
  const pairs = [0, 1, 2, 3, 4].map((i) =>
    ['scid', 'svid'].map((name) => told[`lldp.tlvs[0].cdcp.pairs[${i}].${name}`]),
  );
  expect(pairs.map((pair) => pair.map((meaning) => meaning ?? ''))).toEqual([
    ['default S-channel', 'default S-channel'],
    ['reserved', 'not assigned'],
    ['', ''],
    ['', 'reserved'],
    ['reserved', ''],
  ]);
  expect(told['lldp.tlvs[0].organization']).toBe('IEEE 802.1 CDCP');
  const roles = [octets, `${HEAD} fe08 0080c20e 08000004 0000`].map(
    (one) => nodes(one, '0180c2000003').find(({ path }) => path === 'lldp.tlvs[0].cdcp.role')?.value,
  );
  expect(roles).toEqual(['station', 'bridge']);
});

test.each([
  [0x01, 'IEEE 802.1 Port VLAN ID'],
  [0x02, 'IEEE 802.1 Port And Protocol VLAN ID'],
  [0x03, 'IEEE 802.1 VLAN Name'],
  [0x04, 'IEEE 802.1 Protocol Identity'],
  [0x05, 'IEEE 802.1 VID Usage Digest'],
  [0x06, 'IEEE 802.1 Management VID'],
  [0x07, 'IEEE 802.1 Link Aggregation'],
  [0x08, 'IEEE 802.1 Congestion Notification'],
  [0x09, 'IEEE 802.1 ETS Configuration'],
  [0x0a, 'IEEE 802.1 ETS Recommendation'],
  [0x0b, 'IEEE 802.1 Priority-based Flow Control'],
  [0x0c, 'IEEE 802.1 Application Priority'],
  [0x0d, 'IEEE 802.1 EVB'],
  [0x0e, 'IEEE 802.1 CDCP'],
  [0x0f, 'IEEE 802.1 Port Extension'],
  [0x10, 'IEEE 802.1 Application VLAN'],
  [0x11, 'IEEE 802.1 subtype 17'],
])('subtype %i of IEEE 802.1', (subtype, name) => {
  // To the agent where neither EVB nor CDCP counts, so that all of them stay raw.
  const information = `0080c2${toHex(Uint8Array.of(subtype))}0001`;
  expect(meanings(`${HEAD} fe06 ${information} 0000`, '0180c200000e')['lldp.tlvs[0].value']).toBe(name);
});

test('another organization, and none', () => {
  expect(meanings(`${HEAD} fe05 001b3f0001 0000`)['lldp.tlvs[0].value']).toBe('00-1B-3F subtype 0');
  expect(meanings(`${HEAD} fe03 001b3f 0000`)['lldp.tlvs[0].value']).toBeUndefined();
  expect(meanings(`${HEAD} 1203 001b3f 0000`)['lldp.tlvs[0].value']).toBeUndefined();
});
