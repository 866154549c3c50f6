// The organizationally specific TLVs of an LLDPDU: which agent they came to, how often they stand there, and what becomes
// of those that nobody here knows.

import { describe, expect, test } from 'vitest';
import { decodeFrame, encodeFrame, type FrameLldpTlv } from '../../src/frame/index.js';
import type { CdcpTlv } from '../../src/s-channel/index.js';
import { evbTlv } from '../support/evb.js';
import { hex, toHex } from '../support/hex.js';

const NEAREST_BRIDGE = '0180c200000e';
const NON_TPMR = '0180c2000003';
const CUSTOMER = '0180c2000000';

const EVB = '0080c20d 06006e5612';
const evb = evbTlv({ bgid: true, rrcap: true, r: 3, rte: 14, evbMode: 1, rwd: 22, rka: 18 });
const CDCP = '0080c20e 080000a7 001001';
const cdcp: CdcpTlv = { role: 'bridge', sComp: true, chnCap: 167, pairs: [{ scid: 1, svid: 1 }] };

/** An organizationally specific TLV. */
const tlv = (information: string): string => {
  const octets = hex(information);
  return `fe${octets.length.toString(16).padStart(2, '0')}${toHex(octets)}`;
};

/** An LLDPDU with these TLVs; the first starts at octet 34, its value at 36. */
const frame = (destination: string, ...tlvs: string[]): Uint8Array =>
  hex(`${destination} 02005e100002 88cc 02070402005e100002 04050565746830 06020079 ${tlvs.join('')} 0000`);

const raw = (information: string): FrameLldpTlv => ({ kind: 'raw', type: 127, value: hex(information) });
const rejected = (information: string, code: string): FrameLldpTlv => ({
  kind: 'rejected',
  type: 127,
  value: hex(information),
  code,
});

/** The TLVs and the notes of a frame, which encodes back to its octets. */
function decoded(octets: Uint8Array) {
  const result = decodeFrame(octets);
  expect(result).toMatchObject({ ok: true, value: { kind: 'lldp' } });
  if (!result.ok || result.value.kind !== 'lldp') return { tlvs: [], notes: [] };
  expect(toHex(encodeFrame(result.value))).toBe(toHex(octets));
  return { tlvs: result.value.lldp.tlvs, notes: result.notes };
}

describe('which agent a TLV came to', () => {
  test.each([
    ['Nearest Customer Bridge', CUSTOMER],
    ['an individual address', '02005e100001'],
    ['an individual address of odd look', 'fefefefefefe'],
  ])('lldp-evb A1: an EVB TLV to %s is taken apart', (_name, destination) => {
    expect(decoded(frame(destination, tlv(EVB)))).toStrictEqual({ tlvs: [{ kind: 'evb', evb }], notes: [] });
  });

  test.each([
    ['Nearest Bridge', NEAREST_BRIDGE],
    ['Nearest non-TPMR Bridge', NON_TPMR],
    ['broadcast', 'ffffffffffff'],
    ['a group address with no other bit', '010000000000'],
  ])('lldp-evb A1: an EVB TLV to %s stays raw, and is told', (_name, destination) => {
    expect(decoded(frame(destination, tlv(EVB)))).toStrictEqual({
      tlvs: [raw(EVB)],
      notes: [
        {
          code: 'evbTlvAgent',
          field: 'lldp.tlvs[0]',
          offset: 36,
          length: 9,
          clause: 'D.2.12',
        },
      ],
    });
  });

  test.each([
    ['Nearest non-TPMR Bridge', NON_TPMR],
    ['an individual address', '02005e100001'],
  ])('lldp-evb A2, s-channel D17: a CDCP TLV to %s is taken apart', (_name, destination) => {
    expect(decoded(frame(destination, tlv(CDCP)))).toStrictEqual({ tlvs: [{ kind: 'cdcp', cdcp }], notes: [] });
  });

  test.each([
    ['Nearest Bridge', NEAREST_BRIDGE],
    ['Nearest Customer Bridge', CUSTOMER],
    ['broadcast', 'ffffffffffff'],
  ])('lldp-evb A2, s-channel D17: a CDCP TLV to %s stays raw, and is told', (_name, destination) => {
    expect(decoded(frame(destination, tlv(CDCP)))).toStrictEqual({
      tlvs: [raw(CDCP)],
      notes: [
        {
          code: 'cdcpTlvAgent',
          field: 'lldp.tlvs[0]',
          offset: 36,
          length: 11,
          clause: 'D.2.13',
        },
      ],
    });
  });

  test('lldp-evb A1, lldp-evb A2: both in one LLDPDU, each counts where its agent is', () => {
    const both = [tlv(EVB), tlv(CDCP)];
    expect(decoded(frame(CUSTOMER, ...both)).tlvs).toStrictEqual([{ kind: 'evb', evb }, raw(CDCP)]);
    expect(decoded(frame(NON_TPMR, ...both)).tlvs).toStrictEqual([raw(EVB), { kind: 'cdcp', cdcp }]);
    expect(decoded(frame(NEAREST_BRIDGE, ...both)).tlvs).toStrictEqual([raw(EVB), raw(CDCP)]);
    expect(decoded(frame('02005e100001', ...both)).tlvs).toStrictEqual([
      { kind: 'evb', evb },
      { kind: 'cdcp', cdcp },
    ]);
  });

  test('lldp-evb A1: at another agent a malformed or repeated EVB TLV is none either', () => {
    const { tlvs, notes } = decoded(frame(NON_TPMR, tlv('0080c20d 06'), tlv(EVB), tlv(EVB)));
    expect(tlvs).toStrictEqual([raw('0080c20d 06'), raw(EVB), raw(EVB)]);
    expect(notes.map((note) => note.code)).toEqual(['evbTlvAgent', 'evbTlvAgent', 'evbTlvAgent']);
  });

  test('lldp-evb A2, s-channel D17: at another agent a malformed or repeated CDCP TLV is none either', () => {
    const { tlvs, notes } = decoded(frame(CUSTOMER, tlv('0080c20e 08'), tlv(CDCP), tlv(CDCP)));
    expect(tlvs).toStrictEqual([raw('0080c20e 08'), raw(CDCP), raw(CDCP)]);
    expect(notes.map((note) => note.code)).toEqual(['cdcpTlvAgent', 'cdcpTlvAgent', 'cdcpTlvAgent']);
  });
});

describe('how often a TLV stands there', () => {
  const OTHER_EVB = '0080c20d 07006e5612';
  const OTHER_CDCP = '0080c20e 080000a7 001001 002064';

  test('lldp-evb 6.4/6: of several EVB TLVs the first counts, the others are rejected', () => {
    expect(decoded(frame(CUSTOMER, tlv(EVB), tlv(OTHER_EVB), tlv(EVB)))).toMatchObject({
      tlvs: [{ kind: 'evb', evb }, rejected(OTHER_EVB, 'evbTlvRepeated'), rejected(EVB, 'evbTlvRepeated')],
      notes: [
        { code: 'evbTlvRepeated', field: 'lldp.tlvs[1]', offset: 47, length: 9, clause: 'D.2.12' },
        { code: 'evbTlvRepeated', field: 'lldp.tlvs[2]', offset: 58, length: 9, clause: 'D.2.12' },
      ],
    });
  });

  test('lldp-evb 6.4/6: one that was skipped does not count as the first', () => {
    const short = '0080c20d 06006e56';
    expect(decoded(frame(CUSTOMER, tlv(short), tlv(EVB), tlv(OTHER_EVB))).tlvs).toStrictEqual([
      rejected(short, 'evbTlvLength'),
      { kind: 'evb', evb },
      rejected(OTHER_EVB, 'evbTlvRepeated'),
    ]);
  });

  test('lldp-evb 6.4/6: a second one that is malformed is above all a second one', () => {
    expect(decoded(frame(CUSTOMER, tlv(EVB), tlv('0080c20d 07'))).tlvs).toStrictEqual([
      { kind: 'evb', evb },
      rejected('0080c20d 07', 'evbTlvRepeated'),
    ]);
  });

  test('s-channel D3: of several CDCP TLVs the first counts, the others are rejected', () => {
    expect(decoded(frame(NON_TPMR, tlv(CDCP), tlv(OTHER_CDCP), tlv(CDCP)))).toMatchObject({
      tlvs: [{ kind: 'cdcp', cdcp }, rejected(OTHER_CDCP, 'cdcpTlvRepeated'), rejected(CDCP, 'cdcpTlvRepeated')],
      notes: [
        { code: 'cdcpTlvRepeated', field: 'lldp.tlvs[1]', offset: 49, length: 14, clause: 'D.2.13' },
        { code: 'cdcpTlvRepeated', field: 'lldp.tlvs[2]', offset: 65, length: 11, clause: 'D.2.13' },
      ],
    });
  });

  test('s-channel D3: one that was skipped does not count as the first', () => {
    const torn = '0080c20e 080000a7 0010';
    expect(decoded(frame(NON_TPMR, tlv(torn), tlv(CDCP), tlv(OTHER_CDCP))).tlvs).toStrictEqual([
      rejected(torn, 'cdcpPairLength'),
      { kind: 'cdcp', cdcp },
      rejected(OTHER_CDCP, 'cdcpTlvRepeated'),
    ]);
  });

  test('s-channel D3: a second one that is malformed is above all a second one', () => {
    expect(decoded(frame(NON_TPMR, tlv(CDCP), tlv('0080c20e 08'))).tlvs).toStrictEqual([
      { kind: 'cdcp', cdcp },
      rejected('0080c20e 08', 'cdcpTlvRepeated'),
    ]);
  });
});

describe('whose TLV it is', () => {
  test.each([
    ['another organization', '00120f 01 abcd'],
    ['the draft EVB TLV', '001b3f 00 400740070cdf00000f'],
    ['the draft OUI with the subtype of EVB', '001b3f 0d 06006e5612'],
    ['the subtype of CDCP, another OUI', '0080c3 0e 080000a7 001001'],
    ['another subtype of IEEE 802.1', '0080c2 01 0001'],
    ['no information', '0080c2 ff'],
    ['as long as there can be', `0080c2 03 ${'5a'.repeat(251)}`],
  ])('lldp-evb V17: %s: kept raw and told', (_what, information) => {
    for (const destination of [CUSTOMER, NON_TPMR, NEAREST_BRIDGE]) {
      const { length } = hex(information);
      expect(decoded(frame(destination, tlv(information), '0a0161'))).toStrictEqual({
        tlvs: [raw(information), { kind: 'raw', type: 5, value: hex('61') }],
        notes: [
          {
            code: 'lldpOrganizationUnknown',
            field: 'lldp.tlvs[0]',
            offset: 36,
            length,
            clause: '802.1AB 9.2.7.7',
          },
        ],
      });
    }
  });

  test('lldp-evb V17: one that is too short to have a subtype is rejected and not unknown', () => {
    expect(decoded(frame(CUSTOMER, tlv('0080c2'), tlv(EVB)))).toMatchObject({
      tlvs: [rejected('0080c2', 'lldpOrganizationShort'), { kind: 'evb', evb }],
      notes: [{ code: 'lldpOrganizationShort', field: 'lldp.tlvs[0]', offset: 34, length: 5 }],
    });
  });

  test('lldp-evb V17: a TLV of another type with the octets of an EVB TLV is none', () => {
    const { tlvs, notes } = decoded(frame(CUSTOMER, `fc09${EVB.replace(' ', '')}`));
    expect(tlvs).toStrictEqual([{ kind: 'raw', type: 126, value: hex(EVB) }]);
    expect(notes.map((note) => note.code)).toEqual(['lldpTlvUnrecognized']);
  });

  test('lldp-evb V18: subtypes 0D and 0E of 00-80-C2 have the rules of EVB and of CDCP', () => {
    expect(decoded(frame(CUSTOMER, tlv(EVB)))).toStrictEqual({ tlvs: [{ kind: 'evb', evb }], notes: [] });
    expect(decoded(frame(CUSTOMER, tlv('0080c20d'))).tlvs).toStrictEqual([rejected('0080c20d', 'evbTlvLength')]);
    expect(decoded(frame(NON_TPMR, tlv(CDCP)))).toStrictEqual({ tlvs: [{ kind: 'cdcp', cdcp }], notes: [] });
    expect(decoded(frame(NON_TPMR, tlv('0080c20e'))).tlvs).toStrictEqual([rejected('0080c20e', 'cdcpTlvLength')]);
  });

  test('lldp-evb V18: their places among the others do not matter', () => {
    const { tlvs } = decoded(frame('02005e100001', '0a0161', tlv('00120f01'), tlv(CDCP), '0c0162', tlv(EVB)));
    expect(tlvs.map((one) => one.kind)).toEqual(['raw', 'raw', 'cdcp', 'raw', 'evb']);
  });
});
