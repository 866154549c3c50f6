// Frames of every kind: what they decode to, what stands behind the PDU, and how decoding goes wrong.

import { describe, expect, test } from 'vitest';
import { decodeFrame, type Frame } from '../../src/frame/index.js';
import { expectBothWays } from '../support/both-ways.js';
import { evbTlv } from '../support/evb.js';
import { hex } from '../support/hex.js';

const ADDRESSES = '0180c2000000 020000000001';
const MANAGER = '0a10 00000000000000000000ffffc000020a';
const ASSOCIATE = '0621 00 000001 00 05 a141285760f74ce1e95a2164943f53aa 02 0001 525400aabbcc 0064';
const LLDPDU = '02070402005e100001 04050565746830 06020079 fe09 0080c20d 06006e5612';

const ethernet = { destination: 0x0180c2000000, source: 0x020000000001, tags: [], etherType: 0x8940 };
const ecp = { version: 1, operation: 0, subtype: 1, sequence: 0x1234 };
const managerId = { w0: 0, w1: 0, w2: 0x0000ffff, w3: 0xc000020a | 0 };
const evb = evbTlv({ bgid: true, rrcap: true, r: 3, rte: 14, evbMode: 1, rwd: 22, rka: 18 });

const vdp: Frame = {
  kind: 'vdp',
  ethernet,
  ecp,
  vdp: {
    managerId,
    tlvs: [
      {
        kind: 'association',
        type: 3,
        status: 0,
        typeId: 1,
        typeVersion: 0,
        vsiidFormat: 5,
        vsiid: { w0: 0xa1412857 | 0, w1: 0x60f74ce1, w2: 0xe95a2164 | 0, w3: 0x943f53aa | 0 },
        filterInfo: { format: 2, entries: [{ mac: 0x525400aabbcc, ps: false, pcp: 0, vid: 100 }] },
      },
    ],
  },
};

const lldp: Frame = {
  kind: 'lldp',
  ethernet: { ...ethernet, etherType: 0x88cc },
  lldp: {
    chassisId: { subtype: 4, id: hex('02005e100001') },
    portId: { subtype: 5, id: hex('65746830') },
    ttl: 121,
    tlvs: [{ kind: 'evb', evb }],
  },
};

describe('every kind, both ways', () => {
  test('lldp', () => {
    expect(expectBothWays(hex(`${ADDRESSES} 88cc ${LLDPDU} 0000 ${'00'.repeat(13)}`), lldp, 13)).toEqual([]);
  });

  test('vdp', () => {
    expect(expectBothWays(hex(`${ADDRESSES} 8940 10011234 ${MANAGER} ${ASSOCIATE}`), vdp, 0)).toEqual([]);
  });

  test('ecp: a request of another upper layer protocol keeps all its octets', () => {
    const ulpdu = hex(`abcd ${'00'.repeat(40)}`);
    const frame: Frame = { kind: 'ecp', ethernet, ecp: { ...ecp, subtype: 2 }, ulpdu };
    expect(expectBothWays(hex(`${ADDRESSES} 8940 10021234 abcd ${'00'.repeat(40)}`), frame, 0)).toEqual([]);
  });

  test('ecpAck, of any subtype', () => {
    for (const [header, subtype] of [
      ['14011234', 1],
      ['17ff1234', 1023],
    ] as const) {
      const frame: Frame = { kind: 'ecpAck', ethernet, ecp: { ...ecp, operation: 1, subtype } };
      expect(expectBothWays(hex(`${ADDRESSES} 8940 ${header} ${'00'.repeat(42)}`), frame, 42)).toEqual([]);
    }
  });

  test.each([
    ['ARP', 0x0806],
    ['IPv6', 0x86dd],
    ['pre-standard ECP', 0x88b7],
    ['pre-standard Ethertype of ECP', 0x8890],
    ['an 802.3 length', 46],
    ['an 802.3 length of 0', 0],
    ['the greatest Ethertype', 0xffff],
  ])('other: %s', (_what, etherType) => {
    const payload = hex(`001b3f00 ${'5a'.repeat(42)}`);
    const octets = hex(`${ADDRESSES} ${etherType.toString(16).padStart(4, '0')} 001b3f00 ${'5a'.repeat(42)}`);
    expect(expectBothWays(octets, { kind: 'other', ethernet: { ...ethernet, etherType }, payload }, 0)).toEqual([]);
  });

  test('tags, outermost first, before every kind', () => {
    const tags = [
      { tpid: 0x88a8, pcp: 5, dei: true, vid: 100 },
      { tpid: 0x8100, pcp: 7, dei: false, vid: 4095 },
      { tpid: 0x8100, pcp: 0, dei: true, vid: 0 },
    ];
    const TAGS = '88a8b064 8100efff 81001000';
    expectBothWays(
      hex(`${ADDRESSES} ${TAGS} 8940 10011234 ${MANAGER} ${ASSOCIATE}`),
      { ...vdp, ethernet: { ...ethernet, tags } },
      0,
    );
    expectBothWays(
      hex(`${ADDRESSES} ${TAGS} 88cc ${LLDPDU} 0000 00`),
      { ...lldp, ethernet: { ...lldp.ethernet, tags } },
      1,
    );
    expectBothWays(
      hex(`${ADDRESSES} ${TAGS} 0800 ${'5a'.repeat(34)}`),
      { kind: 'other', ethernet: { ...ethernet, tags, etherType: 0x0800 }, payload: hex('5a'.repeat(34)) },
      0,
    );
  });
});

describe('what stands behind the PDU is kept', () => {
  test.each<[kind: string, octets: string, trailer: string]>([
    ['lldp', `88cc ${LLDPDU} 0000 deadbeef`, 'deadbeef'],
    ['lldp', `88cc ${LLDPDU} 0000`, ''],
    ['vdp', `8940 10011234 ${MANAGER} ${ASSOCIATE} 0000 deadbeef`, '0000deadbeef'],
    ['vdp', `8940 10011234 ${MANAGER} ${ASSOCIATE} de`, 'de'],
    ['vdp', `8940 10011234 ${MANAGER} ${ASSOCIATE}`, ''],
    ['ecpAck', '8940 14011234 deadbeef', 'deadbeef'],
    ['ecpAck', '8940 14011234', ''],
    ['ecp', '8940 10021234 deadbeef', ''],
    ['other', '0806 deadbeef', ''],
  ])('%s %#', (kind, octets, trailer) => {
    const result = decodeFrame(hex(`${ADDRESSES} ${octets}`));
    expect(result).toMatchObject({ ok: true, value: { kind, trailer: hex(trailer) } });
  });
});

describe('what is wrong is told with its place in the frame', () => {
  const TAG = '8100000a';
  test.each<[what: string, octets: string, error: object]>([
    ['nothing', '', { code: 'ethernetTruncated', field: 'ethernet', offset: 0, length: 0 }],
    ['13 octets', `${ADDRESSES} 89`, { code: 'ethernetTruncated', field: 'ethernet', offset: 13, length: 0 }],
    [
      'a torn tag',
      `${ADDRESSES} 8100 00`,
      { code: 'vlanTagTruncated', field: 'ethernet.tags[0]', offset: 12, length: 3 },
    ],
    [
      'no Ethertype behind the second tag',
      `${ADDRESSES} ${TAG} 88a80064 89`,
      { code: 'vlanTagTruncated', field: 'ethernet.tags[1]', offset: 16, length: 5 },
    ],
    ['a torn ECP header', `${ADDRESSES} 8940 100100`, { code: 'ecpLength', field: 'ecp', offset: 14, length: 3 }],
    ['an ECP version', `${ADDRESSES} ${TAG} 8940 20010001`, { code: 'ecpVersion', field: 'ecp.version', offset: 18 }],
    ['an ECP operation', `${ADDRESSES} 8940 18010001`, { code: 'ecpOperation', field: 'ecp.operation', offset: 14 }],
    ['no manager ID', `${ADDRESSES} ${TAG} 8940 10010001 ${ASSOCIATE}`, { code: 'vdpManagerIdFirst', offset: 22 }],
    [
      'a torn association TLV',
      `${ADDRESSES} 8940 10010001 ${MANAGER} 0621 00`,
      { code: 'vdpTlvTruncated', field: 'vdp.tlvs[0]', offset: 36 },
    ],
    [
      'a torn Chassis ID',
      `${ADDRESSES} ${TAG} 88cc 0207`,
      { code: 'lldpMandatoryTruncated', field: 'lldp.chassisId', offset: 18, length: 2 },
    ],
    [
      'a torn TLV of LLDP',
      `${ADDRESSES} ${TAG} 88cc ${LLDPDU} 0a02 61`,
      { code: 'lldpTlvTruncated', field: 'lldp.tlvs[1]', offset: 49, length: 2 },
    ],
  ])('%s', (_what, octets, error) => {
    expect(decodeFrame(hex(octets))).toMatchObject({ ok: false, error });
  });

  test('notes, too', () => {
    expect(decodeFrame(hex(`${ADDRESSES} ${TAG} 88cc ${LLDPDU} 0a`))).toMatchObject({
      ok: true,
      value: { lldp: { withoutEnd: true }, trailer: hex('0a') },
      notes: [{ code: 'lldpOctetLeft', field: 'lldp.tlvs', offset: 49, length: 1 }],
    });
    expect(decodeFrame(hex(`${ADDRESSES} 8940 10010001 ${MANAGER} fe`))).toMatchObject({
      ok: true,
      notes: expect.arrayContaining([expect.objectContaining({ code: 'vdpOctetLeft', offset: 36, length: 1 })]),
    });
  });
});

describe('options reach the codecs', () => {
  test('subtypes: of ECP', () => {
    const octets = hex(`${ADDRESSES} 8940 10021234 00`);
    expect(decodeFrame(octets, { subtypes: [1, 2] })).toMatchObject({ ok: true, value: { kind: 'ecp' } });
    expect(decodeFrame(octets, { subtypes: [1] })).toMatchObject({
      ok: false,
      error: { code: 'ecpSubtype', field: 'ecp.subtype', offset: 14, length: 2 },
    });
  });

  test('formats: of VDP', () => {
    const octets = hex(
      `${ADDRESSES} 8940 10011234 ${MANAGER} 061d 00 000001 00 05 a141285760f74ce1e95a2164943f53aa 09 0002 abcdef01`,
    );
    expect(decodeFrame(octets)).toMatchObject({ ok: true, value: { vdp: { tlvs: [{ kind: 'rejected' }] } } });
    expect(decodeFrame(octets, { formats: { 9: { octets: 2 } } })).toMatchObject({
      ok: true,
      value: {
        vdp: {
          tlvs: [{ filterInfo: { format: 9, entries: [{ octets: hex('abcd') }, { octets: hex('ef01') }] } }],
        },
      },
    });
  });

  test('strictLength: of LLDP', () => {
    const octets = hex(`${ADDRESSES} 88cc ${LLDPDU} 0a02 61`);
    expect(decodeFrame(octets, { strictLength: true }).ok).toBe(false);
    expect(decodeFrame(octets, { strictLength: false })).toMatchObject({
      ok: true,
      value: { lldp: { tlvs: [{ kind: 'evb', evb }] }, trailer: hex('0a0261') },
    });
  });

  test('evbTlvLength: of the EVB TLV', () => {
    const octets = hex(`${ADDRESSES} 88cc 02070402005e100001 04050565746830 06020079 fe0a 0080c20d 06006e5612 00`);
    expect(decodeFrame(octets)).toMatchObject({ ok: true, value: { lldp: { tlvs: [{ kind: 'evb' }] } } });
    expect(decodeFrame(octets, { evbTlvLength: 'exact' })).toMatchObject({
      ok: true,
      value: { lldp: { tlvs: [{ kind: 'rejected', code: 'evbTlvLength' }] } },
    });
  });
});

describe('what is decoded belongs to the caller, of a Node buffer too', () => {
  const unknownTlv = '1203010203';
  const long = 'fe0b 0080c20d 06006e5612 dead';
  const rejectedTlv = 'fe05 0080c20d06';
  test.each<[kind: string, octets: string]>([
    ['lldp', `88cc 02070402005e100001 04050565746830 06020079 ${unknownTlv} ${long} ${rejectedTlv} 0000 deadbeef`],
    ['vdp', `8940 10011234 ${MANAGER} ${ASSOCIATE} 0602 abcd 0c02 abcd fe05 00000c f1 41 0000 deadbeef`],
    ['ecp', '8940 10021234 deadbeef'],
    ['ecpAck', '8940 14011234 deadbeef'],
    ['other', '0806 deadbeef'],
  ])('%s', (kind, octets) => {
    const bytes = hex(`${ADDRESSES} ${octets}`);
    const before = decodeFrame(bytes);
    expect(before).toMatchObject({ ok: true, value: { kind } });
    const buffer = Buffer.from(bytes);
    const after = decodeFrame(buffer);
    buffer.fill(0x77);
    expect(after).toStrictEqual(before);
  });
});
