// What the arbitraries promise: their values encode, and decode back equal; every kind, format and rule appears.

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeEthernetHeader, encodeEthernetHeader } from '../../src/core/ethernet.js';
import { equalIdentifiers, identifierOctets, readIdentifier } from '../../src/core/identifier.js';
import { decodeEcpdu, encodeEcpdu } from '../../src/ecp/ecpdu.js';
import { decodeFrame } from '../../src/frame/decode-frame.js';
import { encodeFrame } from '../../src/frame/encode-frame.js';
import { decodeEvbTlv, encodeEvbTlv } from '../../src/lldp-evb/wire/evb-tlv.js';
import { decodeLldpdu, encodeLldpdu } from '../../src/lldp-evb/wire/lldpdu.js';
import { decodeCdcpTlv, encodeCdcpTlv } from '../../src/s-channel/wire/cdcp-tlv.js';
import {
  arbitraryCdcpTlv,
  arbitraryEcpdu,
  arbitraryEthernetHeader,
  arbitraryEvbTlv,
  arbitraryFrame,
  arbitraryFrameOctets,
  arbitraryIdentifier,
  arbitraryLldpdu,
  arbitraryMac,
  arbitraryVdpUlpdu,
} from '../../src/testing/index.js';
import { decodeVdpUlpdu, encodeVdpUlpdu, type VdpTlv } from '../../src/vdp/wire/ulpdu.js';

const SEED = 802;
const formats = { 9: { octets: 4, groupId: 0 }, 77: { octets: 10, mac: 0, vid: 7 }, 200: { octets: 486 } };

/** Values of `arbitrary` that encode and decode back equal; answers them, to be counted. */
function roundTrip<T>(
  arbitrary: fc.Arbitrary<T>,
  encode: (value: T) => Uint8Array,
  decode: (bytes: Uint8Array) => { readonly ok: true; readonly value: T } | { readonly ok: false },
  numRuns = 400,
): T[] {
  const values: T[] = [];
  fc.assert(
    fc.property(arbitrary, (value) => {
      values.push(value);
      const bytes = encode(value);
      const result = decode(bytes);
      expect(result).toMatchObject({ ok: true });
      if (result.ok) expect(result.value).toStrictEqual(value);
    }),
    { seed: SEED, numRuns },
  );
  return values;
}

const sorted = (names: Iterable<string | number>): (string | number)[] => [...new Set(names)].sort();

describe('values encode and decode back equal', () => {
  test('Ethernet headers: with and without tags, both tag protocol IDs', () => {
    const headers = roundTrip(arbitraryEthernetHeader(), encodeEthernetHeader, decodeEthernetHeader);
    expect(sorted(headers.map((header) => header.tags.length))).toEqual([0, 1, 2, 3, 4]);
    expect(sorted(headers.flatMap((header) => header.tags.map((tag) => tag.tpid)))).toEqual([0x8100, 0x88a8]);
  });

  test('ECPDUs: both operations, empty and longest ULPDUs', () => {
    const ecpdus = roundTrip(arbitraryEcpdu(), encodeEcpdu, decodeEcpdu);
    expect(sorted(ecpdus.map((ecpdu) => ecpdu.operation))).toEqual([0, 1]);
    const lengths = ecpdus.map((ecpdu) => ecpdu.ulpdu.length);
    expect(Math.min(...lengths)).toBe(0);
    expect(Math.max(...lengths)).toBeGreaterThan(1000);
  });

  test('EVB TLVs: with and without each of the members that may be absent', () => {
    const seldom = ['bridgeReserved', 'stationReserved', 'rkaReserved', 'extension'];
    const tlvs = roundTrip(arbitraryEvbTlv(), encodeEvbTlv, decodeEvbTlv);
    for (const name of seldom) expect(new Set(tlvs.map((tlv) => name in tlv)), name).toEqual(new Set([true, false]));
    expect(sorted(tlvs.map((tlv) => tlv.evbMode))).toEqual([0, 1, 2, 3]);
  });

  test('CDCP TLVs: both roles, from no pair to many', () => {
    const tlvs = roundTrip(arbitraryCdcpTlv(), encodeCdcpTlv, decodeCdcpTlv);
    expect(sorted(tlvs.map((tlv) => tlv.role))).toEqual(['bridge', 'station']);
    expect(tlvs.some((tlv) => tlv.pairs.length === 0)).toBe(true);
    expect(tlvs.some((tlv) => tlv.pairs.length > 100)).toBe(true);
    expect(tlvs.some((tlv) => 'reservedHigh' in tlv) && tlvs.some((tlv) => 'reservedLow' in tlv)).toBe(true);
  });

  test('LLDPDUs: every type, every rule that rejects a TLV, shutdown, without End', () => {
    const lldpdus = roundTrip(arbitraryLldpdu(), encodeLldpdu, decodeLldpdu, 800);
    const tlvs = lldpdus.flatMap((lldpdu) => lldpdu.tlvs);
    expect(sorted(tlvs.flatMap((tlv) => (tlv.kind === 'rejected' ? [tlv.code] : [])))).toEqual([
      'lldpOrganizationShort',
      'lldpTlvInvalid',
      'lldpTlvRepeated',
    ]);
    const types = new Set(tlvs.flatMap((tlv) => (tlv.kind === 'raw' ? [tlv.type] : [])));
    for (const type of [4, 5, 6, 7, 8, 127]) expect(types.has(type), `type ${type}`).toBe(true);
    expect(lldpdus.some((lldpdu) => lldpdu.ttl === 0)).toBe(true);
    expect(lldpdus.some((lldpdu) => lldpdu.withoutEnd)).toBe(true);
  });

  const kindsOf = (tlv: VdpTlv): string[] => {
    if (tlv.kind === 'rejected') return [tlv.kind, tlv.code];
    if (tlv.kind !== 'association') return [tlv.kind];
    const { format, entries, withoutCount } = tlv.filterInfo;
    if (withoutCount) return [`type ${tlv.type}`, 'entries withoutCount'];
    return [`type ${tlv.type}`, `format ${format}`, `entries ${entries.length < 5 ? entries.length : 'many'}`];
  };

  const vdpKinds = [
    ...['type 1', 'type 2', 'type 3', 'type 4', 'format 1', 'format 2', 'format 3', 'format 4'],
    ...['entries 0', 'entries 1', 'entries 2', 'entries 3', 'entries 4', 'entries many', 'entries withoutCount'],
    ...['organization', 'unknown', 'rejected', 'vdpAssociationShort', 'vdpVsiidFormat', 'vdpFilterInfoCount'],
    ...['vdpFilterInfoFormat', 'vdpFilterInfoLength', 'vdpFilterInfoEmpty', 'vdpOrganizationTlvShort'],
  ];

  test('VDP ULPDUs: every kind of TLV, format and rule', () => {
    const ulpdus = roundTrip(arbitraryVdpUlpdu(), encodeVdpUlpdu, decodeVdpUlpdu, 600);
    expect(sorted(ulpdus.flatMap((ulpdu) => ulpdu.tlvs.flatMap(kindsOf)))).toEqual(sorted(vdpKinds));
  });

  test('VDP ULPDUs with registered formats', () => {
    const decode = (bytes: Uint8Array) => decodeVdpUlpdu(bytes, { formats });
    const ulpdus = roundTrip(arbitraryVdpUlpdu({ formats }), encodeVdpUlpdu, decode, 600);
    const tlvs = ulpdus.flatMap((ulpdu) => ulpdu.tlvs);
    expect(sorted(tlvs.flatMap(kindsOf))).toEqual(sorted([...vdpKinds, 'format 9', 'format 77', 'format 200']));
  });

  test('frames: every kind, EVB and CDCP TLVs as their agents have them', () => {
    const decode = (bytes: Uint8Array) => decodeFrame(bytes, { formats });
    const frames = roundTrip(arbitraryFrame({ formats }), (frame) => encodeFrame(frame), decode, 1200);
    expect(sorted(frames.map((frame) => frame.kind))).toEqual(['ecp', 'ecpAck', 'lldp', 'other', 'vdp']);
    const tlvs = frames.flatMap((frame) => (frame.kind === 'lldp' ? frame.lldp.tlvs : []));
    expect(sorted(tlvs.map((tlv) => tlv.kind))).toEqual(['cdcp', 'evb', 'raw', 'rejected']);
    const codes = new Set(tlvs.map((tlv) => (tlv.kind === 'rejected' ? tlv.code : '')));
    for (const code of ['evbTlvRepeated', 'evbTlvLength', 'cdcpTlvRepeated', 'cdcpTlvLength', 'cdcpPairLength']) {
      expect(codes.has(code), code).toBe(true);
    }
    expect(frames.some((frame) => frame.trailer !== undefined && frame.trailer.length > 1)).toBe(true);
  });
});

test('octets of frames decode', () => {
  fc.assert(
    fc.property(arbitraryFrameOctets(), (bytes) => decodeFrame(bytes).ok),
    { seed: SEED, numRuns: 300 },
  );
});

test('MAC addresses have 48 bits, identifiers four words', () => {
  fc.assert(
    fc.property(arbitraryMac(), arbitraryIdentifier(), (mac, id) => {
      expect(Number.isInteger(mac) && mac >= 0 && mac < 2 ** 48).toBe(true);
      expect(equalIdentifiers(readIdentifier(identifierOctets(id), 0), id)).toBe(true);
    }),
    { seed: SEED },
  );
});
