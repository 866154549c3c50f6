// What a receiver makes of a CDCP TLV that is not as it should be. Rows D5 to D13 are about what the pairs mean: the
// codec keeps such pairs as they stand. D14 is the machine's; D3 and D17 need a whole frame and are in
// test/frame/organization-tlv.test.ts.

import { expect, test } from 'vitest';
import { decodeFrame } from '../../../src/frame/index.js';
import { decodeCdcpTlv, encodeCdcpTlv, type SChannelPair } from '../../../src/s-channel/index.js';
import { hex, toHex } from '../../support/hex.js';

const HEAD = '0080c20e 88000004';

/** An LLDPDU whose only optional TLV is this one: its information starts at octet 36, behind a header at 34. */
const inFrame = (information: Uint8Array) =>
  hex(`0180c2000003 02005e100001 88cc 02070402005e100001 04050565746830 06020079 fe
       ${information.length.toString(16).padStart(2, '0')} ${toHex(information)} 0000`);

test.each([
  ['s-channel D1: OUI and subtype alone', '0080c20e', 'cdcpTlvLength'],
  ['s-channel D1: 5 octets', '0080c20e 88', 'cdcpTlvLength'],
  ['s-channel D1: 7 octets', '0080c20e 880000', 'cdcpTlvLength'],
  ['s-channel D2: one octet behind the word', `${HEAD} 00`, 'cdcpPairLength'],
  ['s-channel D2: two octets of a pair', `${HEAD} 0010`, 'cdcpPairLength'],
  ['s-channel D2: one octet behind a pair', `${HEAD} 001001 00`, 'cdcpPairLength'],
  ['s-channel D2: two octets behind two pairs', `${HEAD} 001001 002000 0030`, 'cdcpPairLength'],
])('%s: the TLV is skipped', (_title, octets, code) => {
  const information = hex(octets);
  const { length } = information;
  expect(decodeCdcpTlv(information)).toStrictEqual({
    ok: false,
    error: { code, field: 'cdcp', offset: 0, length, clause: 'D.2.13' },
  });
  expect(decodeFrame(inFrame(information))).toMatchObject({
    ok: true,
    value: { lldp: { ttl: 121, tlvs: [{ kind: 'rejected', type: 127, value: information, code }] } },
    notes: [{ code, field: 'lldp.tlvs[0]', offset: 36, length, clause: 'D.2.13' }],
  });
});

test('s-channel D4: a TLV without pairs is valid', () => {
  const value = { role: 'station', sComp: true, chnCap: 4, pairs: [] } as const;
  expect(decodeCdcpTlv(hex(HEAD))).toStrictEqual({ ok: true, value, notes: [] });
  expect(toHex(encodeCdcpTlv(value))).toBe('0080c20e88000004');
});

test('s-channel D15: reserved bits are kept and told, and change nothing else', () => {
  const information = hex('0080c20e 7ffff0a7 001001');
  const value = {
    role: 'bridge',
    sComp: true,
    chnCap: 167,
    pairs: [{ scid: 1, svid: 1 }],
    reservedHigh: 7,
    reservedLow: 0x7fff,
  } as const;
  const note = { code: 'cdcpReserved', clause: 'D.2.13' };
  expect(decodeCdcpTlv(information)).toStrictEqual({
    ok: true,
    value,
    notes: [
      { ...note, field: 'cdcp.reservedHigh', offset: 4, length: 1 },
      { ...note, field: 'cdcp.reservedLow', offset: 4, length: 3 },
    ],
  });
  expect(decodeFrame(inFrame(information))).toMatchObject({
    ok: true,
    value: { lldp: { tlvs: [{ kind: 'cdcp', cdcp: value }] } },
    notes: [
      { code: 'cdcpReserved', field: 'lldp.tlvs[0].cdcp.reservedHigh', offset: 40, length: 1 },
      { code: 'cdcpReserved', field: 'lldp.tlvs[0].cdcp.reservedLow', offset: 40, length: 3 },
    ],
  });
  expect(toHex(encodeCdcpTlv(value))).toBe(toHex(information));
});

test('s-channel D15: one kind of reserved bits is told alone', () => {
  expect(decodeCdcpTlv(hex('0080c20e 10000001'))).toMatchObject({
    ok: true,
    value: { role: 'bridge', sComp: false, chnCap: 1, reservedHigh: 1 },
    notes: [{ field: 'cdcp.reservedHigh' }],
  });
  const low = decodeCdcpTlv(hex('0080c20e 00001001'));
  expect(low).toMatchObject({ ok: true, value: { chnCap: 1, reservedLow: 1 }, notes: [{ field: 'cdcp.reservedLow' }] });
  expect(low.ok && 'reservedHigh' in low.value).toBe(false);
  expect(low.ok && low.notes.length).toBe(1);
});

test('s-channel D15: a TLV that says nothing of reserved bits has them 0', () => {
  const value = { role: 'station', sComp: true, chnCap: 4095, pairs: [{ scid: 4095, svid: 4095 }] } as const;
  expect(toHex(encodeCdcpTlv(value))).toBe('0080c20e88000fffffffff');
});

// What is odd about the pairs, or about their number, is not the codec's affair: value and octets stay, nothing is told.
test.each<[title: string, octets: string, pair: SChannelPair[]]>([
  [
    's-channel D16: more pairs than ChnCap',
    '001001 002000',
    [
      { scid: 1, svid: 1 },
      { scid: 2, svid: 0 },
    ],
  ],
  [
    'SCID 0 and 4095',
    '000000 fff000',
    [
      { scid: 0, svid: 0 },
      { scid: 4095, svid: 0 },
    ],
  ],
  [
    'a SCID twice',
    '001001 002064 002065',
    [
      { scid: 1, svid: 1 },
      { scid: 2, svid: 100 },
      { scid: 2, svid: 101 },
    ],
  ],
  [
    'SCID 1 with another SVID, and late',
    '002000 001007',
    [
      { scid: 2, svid: 0 },
      { scid: 1, svid: 7 },
    ],
  ],
  [
    'SVID 1 and 4095 with another SCID',
    '002001 003fff',
    [
      { scid: 2, svid: 1 },
      { scid: 3, svid: 4095 },
    ],
  ],
  [
    'an SVID twice',
    '002064 003064',
    [
      { scid: 2, svid: 100 },
      { scid: 3, svid: 100 },
    ],
  ],
])('%s: kept as it is', (_title, octets, pairs) => {
  for (const [word, role] of [
    ['80000001', 'station'],
    ['00000001', 'bridge'],
  ] as const) {
    const value = { role, sComp: false, chnCap: 1, pairs };
    const information = hex(`0080c20e ${word} ${octets}`);
    expect(decodeCdcpTlv(information)).toStrictEqual({ ok: true, value, notes: [] });
    expect(toHex(encodeCdcpTlv(value))).toBe(toHex(information));
  }
});

test.each([0, 1, 167, 168, 4095])('ChnCap %i is kept', (chnCap) => {
  const information = hex(`0080c20e 0000${chnCap.toString(16).padStart(4, '0')}`);
  const value = { role: 'bridge', sComp: false, chnCap, pairs: [] } as const;
  expect(decodeCdcpTlv(information)).toStrictEqual({ ok: true, value, notes: [] });
  expect(toHex(encodeCdcpTlv(value))).toBe(toHex(information));
});
