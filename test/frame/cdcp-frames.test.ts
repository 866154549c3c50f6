// The worked frames of S-channels: octets written down elsewhere, values written down here, compared both ways.

import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { expect, test } from 'vitest';
import { decodeFrame, encodeFrame, type FrameLldpTlv, type OtherFrame } from '../../src/frame/index.js';
import type { CdcpTlv } from '../../src/s-channel/index.js';
import { expectBothWays } from '../support/both-ways.js';
import { evbTlv } from '../support/evb.js';
import { hex, toHex } from '../support/hex.js';
import { bridge, type LldpSystem, lldpFrame, station } from '../support/lldp-frames.js';
import { pairs } from '../support/pairs.js';

const NON_TPMR = 0x0180c2000003;

const cdcp = (role: 'bridge' | 'station', sComp: boolean, chnCap: number, pair: string): CdcpTlv => ({
  role,
  sComp,
  chnCap,
  pairs: pairs(pair),
});

const hostile = cdcp('station', true, 8, '1/1 0/0 2/0 2/7 9/4095 200/0');

test.each<[title: string, system: LldpSystem, value: CdcpTlv, zeros: number, octets: string]>([
  [
    'C1: the station asks',
    station,
    cdcp('station', true, 4, '1/1 2/0 3/0'),
    5,
    '0180c200000302005e10000188cc02070402005e1000010405056574683006020079fe110080c20e8800000400100100200000300000000000000000',
  ],
  [
    'C2: the bridge before it has heard anything',
    bridge,
    cdcp('bridge', true, 167, '1/1'),
    7,
    '0180c200000302005e10000288cc02070402005e10000204090567652d302f302f3106020079fe0b0080c20e080000a7001001000000000000000000',
  ],
  [
    'C3: the bridge grants',
    bridge,
    cdcp('bridge', true, 167, '1/1 2/100 3/101'),
    1,
    '0180c200000302005e10000288cc02070402005e10000204090567652d302f302f3106020079fe110080c20e080000a7001001002064003065000000',
  ],
  [
    'C4: the station confirms',
    station,
    cdcp('station', true, 4, '1/1 2/100 3/101'),
    5,
    '0180c200000302005e10000188cc02070402005e1000010405056574683006020079fe110080c20e8800000400100100206400306500000000000000',
  ],
  [
    'C5: the station drops one channel and asks for another',
    station,
    cdcp('station', true, 4, '1/1 3/101 5/0'),
    5,
    '0180c200000302005e10000188cc02070402005e1000010405056574683006020079fe110080c20e8800000400100100306500500000000000000000',
  ],
  [
    'C6: the bridge grants that, too',
    bridge,
    cdcp('bridge', true, 167, '1/1 3/101 5/100'),
    1,
    '0180c200000302005e10000288cc02070402005e10000204090567652d302f302f3106020079fe110080c20e080000a7001001003065005064000000',
  ],
  [
    'C7: a station without S-VLAN component',
    station,
    cdcp('station', false, 1, '1/1'),
    11,
    '0180c200000302005e10000188cc02070402005e1000010405056574683006020079fe0b0080c20e8000000100100100000000000000000000000000',
  ],
  [
    'C9: pairs that are repeated, reserved and misplaced stay as they are',
    station,
    hostile,
    0,
    '0180c200000302005e10000188cc02070402005e1000010405056574683006020079fe1a0080c20e88000008001001000000002000002007009fff0c80000000',
  ],
])('s-channel %s', (_title, system, value, zeros, octets) => {
  const frame = lldpFrame(system, NON_TPMR, [{ kind: 'cdcp', cdcp: value }]);
  expect(expectBothWays(hex(octets), frame, zeros)).toEqual([]);
});

test('s-channel C8: a TLV of 12 octets is rejected, and encodes back', () => {
  const octets = hex(
    '0180c200000302005e10000188cc02070402005e1000010405056574683006020079fe0c0080c20e8800000400100100000000000000000000000000',
  );
  const value = hex('0080c20e 88000004 001001 00');
  const rejected: FrameLldpTlv = { kind: 'rejected', type: 127, value, code: 'cdcpPairLength' };
  expect(expectBothWays(octets, lldpFrame(station, NON_TPMR, [rejected]), 10)).toMatchObject([
    { code: 'cdcpPairLength', field: 'lldp.tlvs[0]', offset: 36, length: 12, clause: 'D.2.13' },
  ]);
});

test('s-channel C10: as many pairs as there can be', () => {
  const pair = Array.from({ length: 167 }, (_, i) => ({ scid: i + 1, svid: i === 0 ? 1 : 0 }));
  const frame = lldpFrame(station, NON_TPMR, [
    { kind: 'cdcp', cdcp: { role: 'station', sComp: true, chnCap: 167, pairs: pair } },
  ]);
  const octets = encodeFrame(frame);
  expect(octets.length).toBe(547);
  expect(toHex(octets.subarray(0, 60))).toBe(
    '0180c200000302005e10000188cc02070402005e1000010405056574683006020079fffd0080c20e880000a700100100200000300000400000500000',
  );
  expect(toHex(octets.subarray(-8))).toBe('0a60000a70000000');
  expect(crc32(octets).toString(16)).toBe('a09ab353');
  expect(createHash('sha256').update(octets).digest('hex')).toBe(
    '6857eb5772d6e97e3d6b2353a13177989ba950f52fa704535be42c27712bbed6',
  );
  expect(expectBothWays(octets, frame, 0)).toEqual([]);
});

test('s-channel C11: an EVB TLV inside an S-channel', () => {
  const octets = hex(
    '0180c200000002005e10000188a8006488cc02070402005e1000010405056574683006020079fe090080c20d00076e94140000000000000000000000',
  );
  const tag = [{ tpid: 0x88a8, pcp: 0, dei: false, vid: 100 }];
  const evb = evbTlv({ rrreq: true, rrstat: 3, r: 3, rte: 14, evbMode: 2, rwd: 20, rka: 20 });
  const frame = lldpFrame(station, 0x0180c2000000, [{ kind: 'evb', evb }], { tag });
  expect(expectBothWays(octets, frame, 9)).toEqual([]);
});

test('s-channel C12: a frame of a VLAN inside an S-channel', () => {
  const octets = hex(
    'ffffffffffff020000000a0188a800658100000a08060001080006040001020000000a010a0000010000000000000a00000200000000000000000000',
  );
  const frame: OtherFrame = {
    kind: 'other',
    ethernet: {
      destination: 0xffffffffffff,
      source: 0x020000000a01,
      tags: [
        { tpid: 0x88a8, pcp: 0, dei: false, vid: 101 },
        { tpid: 0x8100, pcp: 0, dei: false, vid: 10 },
      ],
      etherType: 0x0806,
    },
    payload: hex('0001 0800 06 04 0001 020000000a01 0a000001 000000000000 0a000002 00000000000000000000'),
  };
  expect(expectBothWays(octets, frame, 0)).toEqual([]);
});

test('s-channel C13: reserved bits', () => {
  const octets = hex(
    '0180c200000302005e10000288cc02070402005e10000204090567652d302f302f3106020079fe0b0080c20e7ffff0a7001001000000000000000000',
  );
  const asC2 = cdcp('bridge', true, 167, '1/1');
  const reserved = { ...asC2, reservedHigh: 7, reservedLow: 0x7fff };
  expect(expectBothWays(octets, lldpFrame(bridge, NON_TPMR, [{ kind: 'cdcp', cdcp: reserved }]), 7)).toMatchObject([
    { code: 'cdcpReserved', field: 'lldp.tlvs[0].cdcp.reservedHigh', offset: 44, length: 1 },
    { code: 'cdcpReserved', field: 'lldp.tlvs[0].cdcp.reservedLow', offset: 44, length: 3 },
  ]);
  const result = decodeFrame(octets);
  expect(result).toMatchObject({ ok: true, value: { lldp: { tlvs: [{ cdcp: asC2 }] } } });
});
