// The grammars by themselves: worked frames of the reference with the values it tells, captured frames of peers, and what
// holds for every result.

import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readCapture } from '../../src/capture/index.js';
import { decodeFrame } from '../../src/frame/index.js';
import {
  parseCdcpTlv,
  parseEcpdu,
  parseEthernetHeader,
  parseEvbTlv,
  parseFrame,
  parseLldpdu,
  parseVdpUlpdu,
} from '../../src/grammar/index.js';
import { hex } from '../support/hex.js';

const UUID = { w0: 0xa1412857 | 0, w1: 0x60f74ce1, w2: 0xe95a2164 | 0, w3: 0x943f53aa | 0 };
const MANAGER = { w0: 0, w1: 0, w2: 0xffff, w3: 0xc000020a | 0 };
const NO_OCTETS = new Uint8Array(0);

const UUID_HEX = 'a141285760f74ce1e95a2164943f53aa';
const managed = (tlvs: string): Uint8Array => hex(`0a10 00000000000000000000ffffc000020a ${tlvs}`);

describe('worked frames', () => {
  test('an Associate with MAC and VID', () => {
    const ulpdu = `0621 00 000001 00 05 ${UUID_HEX} 02 0001 525400aabbcc 0064`;
    const payload = `1001 0001 0a10 00000000000000000000ffffc000020a ${ulpdu}`;
    expect(parseFrame(hex(`0180c2000000 020000000001 8940 ${payload}`))).toStrictEqual({
      kind: 'vdp',
      ethernet: { destination: 0x0180c2000000, source: 0x020000000001, tags: [], etherType: 0x8940 },
      ecp: { version: 1, operation: 0, subtype: 1, sequence: 1 },
      vdp: {
        managerId: MANAGER,
        tlvs: [
          {
            kind: 'association',
            type: 3,
            status: 0,
            typeId: 1,
            typeVersion: 0,
            vsiidFormat: 5,
            vsiid: UUID,
            filterInfo: { format: 2, entries: [{ mac: 0x525400aabbcc, ps: false, pcp: 0, vid: 100 }] },
          },
        ],
      },
      trailer: NO_OCTETS,
    });
  });

  test.each([
    ['01 0002 0064 8fff', [{ vid: 100 }, { ps: true, vid: 4095 }]],
    ['02 0001 0180c2000000 b0c8', [{ mac: 0x0180c2000000, ps: true, pcp: 3, vid: 200 }]],
    ['03 0001 00001001 0000', [{ groupId: 0x1001 }]],
    ['04 0001 fffffffe 525400aabbcc 7fff', [{ groupId: 0xfffffffe, mac: 0x525400aabbcc, pcp: 7, vid: 4095 }]],
  ])('filter info %s', (info, entries) => {
    const entry = entries.map((one) => ({ ps: false, pcp: 0, vid: 0, ...one }));
    const value = hex(`00 000001 00 05 ${UUID_HEX} ${info}`);
    const [tlv] = parseVdpUlpdu(Uint8Array.of(...managed(''), 6, value.length, ...value))?.tlvs ?? [];
    expect(tlv).toMatchObject({ kind: 'association', filterInfo: { entries: entry } });
    expect((tlv as { filterInfo: { entries: unknown } }).filterInfo.entries).toStrictEqual(entry);
  });

  test('TLVs that are none of VDP, and a rejected one; octets behind End are not looked at', () => {
    expect(parseVdpUlpdu(managed('fe06 00000c f10102 0e01 77 fe02 0080 0000 ffff'))?.tlvs).toStrictEqual([
      { kind: 'organization', oui: 0x00000c, data: hex('f10102') },
      { kind: 'unknown', type: 7, value: hex('77') },
      { kind: 'rejected', type: 127, value: hex('0080'), code: 'vdpOrganizationTlvShort' },
    ]);
  });

  test('an acknowledgement, padded', () => {
    const ecp = { version: 1, operation: 1, subtype: 1, sequence: 1 };
    expect(parseEcpdu(hex('1401 0001 0000'))).toStrictEqual({ ...ecp, ulpdu: hex('0000') });
  });

  test('a station of lldpad', () => {
    const evb = hex('0080c20d 000f6e9414');
    expect(parseEvbTlv(evb)).toStrictEqual({
      ...{ bgid: false, rrcap: false, rrctr: false, sgid: true, rrreq: true, rrstat: 3 },
      ...{ r: 3, rte: 14, evbMode: 2, rwdRol: false, rwd: 20, rkaRol: false, rka: 20 },
    });
    const lldpdu = '0207 0402005e100001 0407 0302005e100001 0602 0078 fe09 0080c20d000f6e9414 0000 0000';
    expect(parseLldpdu(hex(lldpdu))).toStrictEqual({
      chassisId: { subtype: 4, id: hex('02005e100001') },
      portId: { subtype: 3, id: hex('02005e100001') },
      ttl: 120,
      tlvs: [{ kind: 'raw', type: 127, value: evb }],
    });
  });

  test('a CDCP TLV with all reserved bits', () => {
    expect(parseCdcpTlv(hex('0080c20e 7ffff0a7 001001 002064'))).toStrictEqual({
      ...{ role: 'bridge', reservedHigh: 7, sComp: true, reservedLow: 0x7fff, chnCap: 167 },
      pairs: [
        { scid: 1, svid: 1 },
        { scid: 2, svid: 100 },
      ],
    });
  });

  test('a C-tag inside an S-tag', () => {
    expect(parseEthernetHeader(hex('ffffffffffff 020000000a01 88a8 6065 8100 100a 0806 0001'))).toStrictEqual({
      destination: 0xffffffffffff,
      source: 0x020000000a01,
      tags: [
        { tpid: 0x88a8, pcp: 3, dei: false, vid: 101 },
        { tpid: 0x8100, pcp: 0, dei: true, vid: 10 },
      ],
      etherType: 0x0806,
    });
  });
});

test('captured frames: the decoder and the grammar say the same', () => {
  const frames = readdirSync('test/vectors')
    .filter((name) => name.endsWith('.pcap'))
    .flatMap((name) => readCapture(readFileSync(`test/vectors/${name}`)).packets.map(({ frame }) => frame));
  expect(frames.length).toBeGreaterThan(20);
  const kinds = new Set<string>();
  for (const bytes of frames) {
    const decoded = decodeFrame(bytes);
    const parsed = parseFrame(bytes);
    expect(parsed).toStrictEqual(decoded.ok ? decoded.value : undefined);
    kinds.add(parsed?.kind ?? 'none');
  }
  expect([...kinds]).toEqual(expect.arrayContaining(['lldp', 'vdp', 'ecpAck']));
});

test.each([
  ['an ECPDU', parseEcpdu, '1401 0001 abcd'],
  ['a ULPDU', parseVdpUlpdu, '0a10 00000000000000000000ffffc000020a fe05 00000c 0102 0e01 77 0201 00'],
  ['an LLDPDU', parseLldpdu, '0202 0741 0402 0742 0602 0079 0a01 63 0000'],
  ['an EVB TLV', parseEvbTlv, '0080c20d 000f6e9414 dead'],
  ['a frame', parseFrame, 'ffffffffffff 020000000a01 0806 0001'],
  ['an acknowledgement in a frame', parseFrame, 'ffffffffffff 020000000a01 8940 1401 0001 0000'],
])(
  '%s of a Node buffer: plain octets, and nothing aliases the input',
  (_name, parse: (bytes: Uint8Array) => unknown, digits) => {
    const bytes = Buffer.from(hex(digits));
    const parsed = parse(bytes);
    bytes.fill(0xa5);
    expect(parsed).toStrictEqual(parse(hex(digits)));
  },
);
