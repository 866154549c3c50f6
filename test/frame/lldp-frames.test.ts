// The worked frames of LLDP and EVB: octets written down elsewhere, values written down here, compared both ways.

import { expect, test } from 'vitest';
import { decodeFrame, type FrameLldpTlv } from '../../src/frame/index.js';
import type { EvbTlv } from '../../src/lldp-evb/index.js';
import { expectBothWays } from '../support/both-ways.js';
import { evbTlv } from '../support/evb.js';
import { hex } from '../support/hex.js';
import { bridge, type LldpSystem, lldpadBridge, lldpadStation, lldpFrame, station } from '../support/lldp-frames.js';

const CUSTOMER = 0x0180c2000000;

const evb = (values: Partial<EvbTlv>): FrameLldpTlv => ({ kind: 'evb', evb: evbTlv(values) });
const systemName = (name: string): FrameLldpTlv => ({ kind: 'raw', type: 5, value: new TextEncoder().encode(name) });
/** What the bridge of E9 to E16 has to say. */
const offered: Partial<EvbTlv> = { bgid: true, rrcap: true, r: 3, rte: 14, evbMode: 1, rwd: 22, rka: 18 };

interface Worked {
  readonly from: LldpSystem;
  readonly ttl: number;
  readonly tlvs: readonly FrameLldpTlv[];
  readonly zeros: number;
  readonly octets: string;
}

test.each<[title: string, worked: Worked]>([
  [
    'E1: lldpad as station, nothing heard yet',
    {
      from: lldpadStation,
      ttl: 120,
      tlvs: [evb({ sgid: true, rrreq: true, rrstat: 3, r: 3, rte: 14, evbMode: 2, rwd: 20, rka: 20 })],
      zeros: 11,
      octets:
        '0180c200000002005e10000188cc02070402005e10000104070302005e10000106020078fe090080c20d000f6e941400000000000000000000000000',
    },
  ],
  [
    'E2: lldpad as bridge, nothing heard yet',
    {
      from: lldpadBridge,
      ttl: 120,
      tlvs: [evb({ bgid: true, rrcap: true, r: 5, rte: 14, evbMode: 1, rwd: 22, rka: 18 })],
      zeros: 11,
      octets:
        '0180c200000002005e10000288cc02070402005e10000204070302005e10000206020078fe090080c20d0600ae561200000000000000000000000000',
    },
  ],
  [
    'E3: the station after E2',
    {
      from: lldpadStation,
      ttl: 120,
      tlvs: [
        evb({
          bgid: true,
          rrcap: true,
          sgid: true,
          rrreq: true,
          rrstat: 0,
          r: 5,
          rte: 14,
          evbMode: 2,
          rwdRol: true,
          rwd: 22,
          rka: 20,
        }),
      ],
      zeros: 11,
      octets:
        '0180c200000002005e10000188cc02070402005e10000104070302005e10000106020078fe090080c20d060caeb61400000000000000000000000000',
    },
  ],
  [
    'E4: the bridge after E3',
    {
      from: lldpadBridge,
      ttl: 120,
      tlvs: [
        evb({
          bgid: true,
          rrcap: true,
          rrctr: true,
          sgid: true,
          rrreq: true,
          r: 5,
          rte: 14,
          evbMode: 1,
          rwdRol: true,
          rwd: 22,
          rkaRol: true,
          rka: 20,
        }),
      ],
      zeros: 11,
      octets:
        '0180c200000002005e10000288cc02070402005e10000204070302005e10000206020078fe090080c20d070cae763400000000000000000000000000',
    },
  ],
  [
    'E5: the station after E4',
    {
      from: lldpadStation,
      ttl: 120,
      tlvs: [
        evb({
          bgid: true,
          rrcap: true,
          rrctr: true,
          sgid: true,
          rrreq: true,
          rrstat: 1,
          r: 5,
          rte: 14,
          evbMode: 2,
          rwdRol: true,
          rwd: 22,
          rkaRol: true,
          rka: 20,
        }),
      ],
      zeros: 11,
      octets:
        '0180c200000002005e10000188cc02070402005e10000104070302005e10000106020078fe090080c20d070daeb63400000000000000000000000000',
    },
  ],
  [
    'E6: lldpad shuts down',
    {
      from: lldpadBridge,
      ttl: 0,
      tlvs: [],
      zeros: 22,
      octets:
        '0180c200000002005e10000288cc02070402005e10000204070302005e10000206020000000000000000000000000000000000000000000000000000',
    },
  ],
  [
    'E7: a station with a system name',
    {
      from: station,
      ttl: 121,
      tlvs: [
        systemName('host-a'),
        evb({ sgid: true, rrreq: true, rrstat: 3, r: 3, rte: 14, evbMode: 2, rwd: 20, rka: 20 }),
      ],
      zeros: 5,
      octets:
        '0180c200000002005e10000188cc02070402005e10000104050565746830060200790a06686f73742d61fe090080c20d000f6e941400000000000000',
    },
  ],
  [
    'E8: a bridge that has heard E7',
    {
      from: bridge,
      ttl: 121,
      tlvs: [systemName('tor-1'), evb({ ...offered, rrctr: true, sgid: true, rrreq: true, rrstat: 3, rkaRol: true })],
      zeros: 2,
      octets:
        '0180c200000002005e10000288cc02070402005e10000204090567652d302f302f31060200790a05746f722d31fe090080c20d070f6e563200000000',
    },
  ],
  [
    'E11: mode 3',
    {
      from: bridge,
      ttl: 121,
      tlvs: [evb({ r: 3, rte: 14, evbMode: 3, rwd: 20, rka: 20 })],
      zeros: 9,
      octets:
        '0180c200000002005e10000288cc02070402005e10000204090567652d302f302f3106020079fe090080c20d00006ed4140000000000000000000000',
    },
  ],
])('lldp-evb %s', (_title, { from, ttl, tlvs, zeros, octets }) => {
  expect(expectBothWays(hex(octets), lldpFrame(from, CUSTOMER, tlvs, { ttl }), zeros)).toEqual([]);
});

test.each<[title: string, tlv: readonly FrameLldpTlv[], zeros: number, note: object, octets: string]>([
  [
    'E9: an EVB TLV of 8 octets is rejected',
    [{ kind: 'rejected', type: 127, value: hex('0080c20d06006e56'), code: 'evbTlvLength' }],
    10,
    { code: 'evbTlvLength', field: 'lldp.tlvs[0]', offset: 40, length: 8 },
    '0180c200000002005e10000288cc02070402005e10000204090567652d302f302f3106020079fe080080c20d06006e56000000000000000000000000',
  ],
  [
    'E10: of an EVB TLV of 11 octets the first nine count',
    [evb({ ...offered, extension: hex('dead') })],
    7,
    { code: 'evbTlvLong', field: 'lldp.tlvs[0].evb', offset: 49, length: 2 },
    '0180c200000002005e10000288cc02070402005e10000204090567652d302f302f3106020079fe0b0080c20d06006e5612dead000000000000000000',
  ],
  [
    'E12: of two EVB TLVs the first counts',
    [evb(offered), { kind: 'rejected', type: 127, value: hex('0080c20d07006e5612'), code: 'evbTlvRepeated' }],
    0,
    { code: 'evbTlvRepeated', field: 'lldp.tlvs[1]', offset: 51, length: 9 },
    '0180c200000002005e10000288cc02070402005e10000204090567652d302f302f3106020079fe090080c20d06006e5612fe090080c20d07006e56120000',
  ],
  [
    'E16: a TLV of a reserved type, then a good EVB TLV',
    [{ kind: 'raw', type: 9, value: hex('010203') }, evb(offered)],
    4,
    { code: 'lldpTlvUnrecognized', field: 'lldp.tlvs[0]', offset: 38, length: 2 },
    '0180c200000002005e10000288cc02070402005e10000204090567652d302f302f31060200791203010203fe090080c20d06006e5612000000000000',
  ],
])('lldp-evb %s', (_title, tlv, zeros, note, octets) => {
  expect(expectBothWays(hex(octets), lldpFrame(bridge, CUSTOMER, tlv), zeros)).toMatchObject([note]);
});

test.each<[title: string, error: object, octets: string]>([
  [
    'E13: an EVB TLV cut off by the end of the frame',
    { code: 'lldpTlvTruncated', field: 'lldp.tlvs[0]', offset: 38, length: 2 },
    '0180c200000002005e10000288cc02070402005e10000204090567652d302f302f3106020079fe090080c20d06',
  ],
  [
    'E14: Port ID before Chassis ID',
    { code: 'lldpMandatoryOrder', field: 'lldp.chassisId', offset: 14, length: 2 },
    '0180c200000002005e10000288cc04090567652d302f302f3102070402005e1000020602007900000000000000000000000000000000000000000000',
  ],
  [
    'E15: a second Time To Live',
    { code: 'lldpMandatoryRepeated', field: 'lldp.tlvs[0]', offset: 38, length: 2 },
    '0180c200000002005e10000288cc02070402005e10000204090567652d302f302f31060200790602001efe090080c20d06006e561200000000000000',
  ],
])('lldp-evb %s discards the LLDPDU', (_title, error, octets) => {
  const whole = { clause: '802.1AB 9.2.7.7', ...error };
  expect(decodeFrame(hex(octets))).toStrictEqual({ ok: false, error: whole });
});

test('lldp-evb E13: without strictLength the LLDPDU ends before the torn TLV', () => {
  const octets = hex('0180c200000002005e10000288cc02070402005e10000204090567652d302f302f3106020079fe090080c20d06');
  const { kind, ethernet, lldp } = lldpFrame(bridge, CUSTOMER, []);
  expect(decodeFrame(octets, { strictLength: false })).toMatchObject({
    ok: true,
    value: { kind, ethernet, lldp: { ...lldp, withoutEnd: true }, trailer: hex('fe090080c20d06') },
    notes: [{ code: 'lldpTlvTruncated', field: 'lldp.tlvs', offset: 38, length: 2 }],
  });
});
