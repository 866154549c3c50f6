// The worked frames of VDP, made by hand (E) and captured from a running pair (L): octets and values, both ways. Octets
// and values are written out here, one from the other only by the reader's eye.

import { expect, test } from 'vitest';
import { byteLengthEthernetHeader, decodeEthernetHeader, encodeEthernetHeader } from '../../../src/core/ethernet.js';
import { decodeEcpdu, encodeEcpdu } from '../../../src/ecp/index.js';
import { decodeVdpUlpdu, encodeVdpUlpdu, type VdpUlpdu } from '../../../src/vdp/index.js';
import { hex, toHex } from '../../support/hex.js';
import { identifier } from './tlvs.js';

const STATION = 0x020000000001;
const BRIDGE = 0x020000000002;
const REQUEST = 0;
const ACK = 1;

/** Decodes all three layers and encodes them again. */
function bothWays(frame: Uint8Array, source: number, operation: number, sequence: number, ulpdu: Uint8Array): void {
  const ethernet = { destination: 0x0180c2000000, source, tags: [], etherType: 0x8940 };
  expect(decodeEthernetHeader(frame)).toStrictEqual({ ok: true, value: ethernet, notes: [] });
  const ecpdu = { version: 1, operation, subtype: 1, sequence, ulpdu };
  const payload = frame.subarray(byteLengthEthernetHeader(ethernet));
  expect(decodeEcpdu(payload, { subtypes: [1] })).toStrictEqual({ ok: true, value: ecpdu, notes: [] });
  expect(toHex(encodeEthernetHeader(ethernet)) + toHex(encodeEcpdu(ecpdu))).toBe(toHex(frame));
}

function vdpBothWays(ulpdu: Uint8Array, value: VdpUlpdu): void {
  expect(decodeVdpUlpdu(ulpdu)).toStrictEqual({ ok: true, value, notes: [] });
  expect(toHex(encodeVdpUlpdu(value))).toBe(toHex(ulpdu));
}

const managerIpv4 = identifier('00000000000000000000ffffc000020a');
const noManager = { w0: 0, w1: 0, w2: 0, w3: 0 };

const associate = {
  kind: 'association',
  type: 3,
  status: 0x00,
  typeId: 1,
  typeVersion: 0,
  vsiidFormat: 5,
  vsiid: identifier('a1412857 60f74ce1 e95a2164 943f53aa'),
  filterInfo: { format: 2, entries: [{ mac: 0x525400aabbcc, ps: false, pcp: 0, vid: 100 }] },
} as const;

const preAssociateRr = {
  kind: 'association',
  type: 2,
  status: 0x10,
  typeId: 10,
  typeVersion: 2,
  vsiidFormat: 3,
  vsiid: identifier('00000000 00000000 00005254 00aabbcc'),
  filterInfo: { format: 3, entries: [{ groupId: 0x1001, ps: false, pcp: 0, vid: 0 }] },
} as const;

const UUID = 'a141285760f74ce1e95a2164943f53aa';

test.each<[title: string, source: number, sequence: number, octets: number, ulpdu: string, value: VdpUlpdu]>([
  [
    'E1: Associate, MAC/VID, UUID, manager 192.0.2.10',
    STATION,
    1,
    71,
    `0a10 00000000000000000000ffffc000020a
     0621 00 000001 00 05 ${UUID} 02 0001 525400aabbcc 0064`,
    { managerId: managerIpv4, tlvs: [associate] },
  ],
  [
    'E3: the success response to E1',
    BRIDGE,
    1,
    71,
    `0a10 00000000000000000000ffffc000020a
     0621 40 000001 00 05 ${UUID} 02 0001 525400aabbcc 0064`,
    { managerId: managerIpv4, tlvs: [{ ...associate, status: 0x40 }] },
  ],
  [
    'E4: Pre-Associate with Resource Reservation, M, VSIID a MAC address, GroupID, null VID, no manager',
    STATION,
    2,
    69,
    `0a10 00000000000000000000000000000000
     041f 10 00000a 02 03 00000000000000000000525400aabbcc 03 0001 00001001 0000`,
    { managerId: noManager, tlvs: [preAssociateRr] },
  ],
  [
    'E5: the response to E4 supplies VID 200 and PCP 3',
    BRIDGE,
    2,
    69,
    `0a10 00000000000000000000000000000000
     041f 40 00000a 02 03 00000000000000000000525400aabbcc 03 0001 00001001 b0c8`,
    {
      managerId: noManager,
      tlvs: [
        {
          ...preAssociateRr,
          status: 0x40,
          filterInfo: { format: 3, entries: [{ groupId: 0x1001, ps: true, pcp: 3, vid: 200 }] },
        },
      ],
    },
  ],
  [
    'E6: Associate refused for lack of resources, the earlier association kept',
    BRIDGE,
    3,
    71,
    `0a10 00000000000000000000ffffc000020a
     0621 62 000001 01 05 ${UUID} 02 0001 525400aabbcc 0064`,
    { managerId: managerIpv4, tlvs: [{ ...associate, status: 0x62, typeVersion: 1 }] },
  ],
  [
    'E7: a hard error by De-Associate, manager 2001:db8::10, VSIID 192.0.2.99, the bad VID told',
    BRIDGE,
    4,
    69,
    `0a10 20010db8000000000000000000000010
     081f 55 000007 00 01 00000000000000000000ffffc0000263 01 0003 0064 00c8 8fff`,
    {
      managerId: identifier('20010db8 00000000 00000000 00000010'),
      tlvs: [
        {
          kind: 'association',
          type: 4,
          status: 0x55,
          typeId: 7,
          typeVersion: 0,
          vsiidFormat: 1,
          vsiid: identifier('00000000 00000000 0000ffff c0000263'),
          filterInfo: {
            format: 1,
            entries: [
              { ps: false, pcp: 0, vid: 100 },
              { ps: false, pcp: 0, vid: 200 },
              { ps: true, pcp: 0, vid: 4095 },
            ],
          },
        },
      ],
    },
  ],
  [
    'E8: De-Associate on the initiative of the bridge',
    BRIDGE,
    5,
    71,
    `0a10 00000000000000000000ffffc000020a
     0821 00 000001 00 05 ${UUID} 02 0001 525400aabbcc 0064`,
    { managerId: managerIpv4, tlvs: [{ ...associate, type: 4 }] },
  ],
  [
    'E9: two VSIs and an organizational TLV, sequence number 65535',
    STATION,
    65535,
    125,
    `0a10 00000000000000000000ffffc000020a
     0631 20 000003 00 02 20010db8000000000000000000000063 04 0002
       00001001 525400000001 0064 00001002 525400000002 e0c8
     021b 00 000003 00 04 0102030405060708090a0b0c0d0e0f10 01 0001 0fa0
     fe07 00000c f1 414243`,
    {
      managerId: managerIpv4,
      tlvs: [
        {
          kind: 'association',
          type: 3,
          status: 0x20,
          typeId: 3,
          typeVersion: 0,
          vsiidFormat: 2,
          vsiid: identifier('20010db8 00000000 00000000 00000063'),
          filterInfo: {
            format: 4,
            entries: [
              { groupId: 0x1001, mac: 0x525400000001, ps: false, pcp: 0, vid: 100 },
              { groupId: 0x1002, mac: 0x525400000002, ps: true, pcp: 6, vid: 200 },
            ],
          },
        },
        {
          kind: 'association',
          type: 1,
          status: 0x00,
          typeId: 3,
          typeVersion: 0,
          vsiidFormat: 4,
          vsiid: identifier('01020304 05060708 090a0b0c 0d0e0f10'),
          filterInfo: { format: 1, entries: [{ ps: false, pcp: 0, vid: 4000 }] },
        },
        { kind: 'organization', oui: 0x00000c, data: Uint8Array.of(0xf1, 0x41, 0x42, 0x43) },
      ],
    },
  ],
  [
    'E10: De-Associate by the station, format 1',
    STATION,
    1,
    65,
    `0a10 00000000000000000000ffffc000020a
     081b 00 000001 00 05 ${UUID} 01 0001 0064`,
    {
      managerId: managerIpv4,
      tlvs: [{ ...associate, type: 4, filterInfo: { format: 1, entries: [{ ps: false, pcp: 0, vid: 100 }] } }],
    },
  ],
])('vdp %s', (_title, source, sequence, octets, ulpdu, value) => {
  const head = `0180c2000000 ${source === STATION ? '020000000001' : '020000000002'} 8940 1001`;
  const frame = hex(`${head} ${sequence.toString(16).padStart(4, '0')} ${ulpdu}`);
  expect(frame.length).toBe(octets);
  bothWays(frame, source, REQUEST, sequence, hex(ulpdu));
  vdpBothWays(hex(ulpdu), value);
});

test('vdp E2: the acknowledgement of E1, padded to 60 octets', () => {
  const frame = hex(`0180c2000000 020000000002 8940 1401 0001 ${'00'.repeat(42)}`);
  expect(frame.length).toBe(60);
  bothWays(frame, BRIDGE, ACK, 1, new Uint8Array(42));
});

/** `blabla`, sixteen octets. */
const managerText = identifier('626c6162 6c610000 00000000 00000000');

const first = {
  ...associate,
  status: 0x10,
  typeId: 5,
  typeVersion: 4,
} as const;

const second = {
  kind: 'association',
  type: 2,
  status: 0x20,
  typeId: 10,
  typeVersion: 2,
  vsiidFormat: 5,
  vsiid: identifier('a1412857 60f74ce1 e95a2164 943f53bb'),
  filterInfo: { format: 4, entries: [{ groupId: 0x1001, mac: 0x525400aabbcc, ps: false, pcp: 0, vid: 0 }] },
} as const;

const BLABLA = '0a10 626c61626c6100000000000000000000';
const AA = `05 ${UUID} 02 0001 525400aabbcc 0064`;
const BB = '05 a141285760f74ce1e95a2164943f53bb 04 0001 00001001 525400aabbcc 0000';

test.each<[title: string, head: string, sequence: number, ulpdu: string, value: VdpUlpdu]>([
  [
    'L1: Associate with M',
    '1001 0001',
    1,
    `${BLABLA} 0621 10 000005 04 ${AA}`,
    { managerId: managerText, tlvs: [first] },
  ],
  [
    'L3: the response to L1',
    '1001 0001',
    1,
    `${BLABLA} 0621 40 000005 04 ${AA}`,
    { managerId: managerText, tlvs: [{ ...first, status: 0x40 }] },
  ],
  [
    'L5: a keep-alive, M still set',
    '1001 0002',
    2,
    `${BLABLA} 0621 10 000005 04 ${AA}`,
    { managerId: managerText, tlvs: [first] },
  ],
  [
    'L6: Pre-Associate with Resource Reservation and S, format 4, null VID',
    '1001 001c',
    28,
    `${BLABLA} 0425 20 00000a 02 ${BB}`,
    { managerId: managerText, tlvs: [second] },
  ],
  [
    'L7: the response to L6, its null VID unchanged',
    '1001 001c',
    28,
    `${BLABLA} 0425 40 00000a 02 ${BB}`,
    { managerId: managerText, tlvs: [{ ...second, status: 0x40 }] },
  ],
  [
    'L8: De-Associate of a VSI that has not been heard of for too long',
    '1001 001f',
    31,
    `${BLABLA} 0825 00 00000a 02 ${BB}`,
    { managerId: managerText, tlvs: [{ ...second, type: 4, status: 0 }] },
  ],
])('vdp %s', (_title, head, sequence, ulpdu, value) => {
  bothWays(hex(`0180c2000000 020000000001 8940 ${head} ${ulpdu}`), STATION, REQUEST, sequence, hex(ulpdu));
  vdpBothWays(hex(ulpdu), value);
});

test.each([
  ['L2: an acknowledgement of 18 octets', BRIDGE, '020000000002'],
  ['L4: the acknowledgement of the station', STATION, '020000000001'],
])('vdp %s', (_title, source, address) => {
  const frame = hex(`0180c2000000 ${address} 8940 1401 0001`);
  expect(frame.length).toBe(18);
  bothWays(frame, source, ACK, 1, new Uint8Array(0));
});

// Only the ends of the TLV are on record; what stands between is that of E10.
test('vdp L9: De-Associate of an unknown VSI, and the answer', () => {
  const entry = { ps: false, pcp: 0, vid: 100 };
  for (const status of [0x00, 0x40]) {
    const tlv = { ...associate, type: 4, status, filterInfo: { format: 1, entries: [entry] } } as const;
    const digits = status.toString(16).padStart(2, '0');
    vdpBothWays(hex(`0a10 00000000000000000000ffffc000020a 081b ${digits} 000001 00 05 ${UUID} 01 0001 0064`), {
      managerId: managerIpv4,
      tlvs: [tlv],
    });
  }
});
