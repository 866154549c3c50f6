// Ethernet framing: addresses, tags, Ethertype.

import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  byteLengthEthernetHeader,
  decodeEthernetHeader,
  ETHERTYPE_CTAG,
  ETHERTYPE_ECP,
  ETHERTYPE_LLDP,
  ETHERTYPE_STAG,
  type EthernetHeader,
  encodeEthernetHeader,
  encodeEthernetHeaderInto,
  MIN_FRAME_OCTETS,
  peekEthernet,
} from '../../src/core/ethernet.js';
import { arbitraryEthernetHeader, mutate } from '../../src/testing/index.js';
import { changed } from '../support/changed.js';
import { construct, refusal } from '../support/encoding.js';
import { hex, toHex } from '../support/hex.js';
import { expectFindingsInside } from '../support/laws.js';

const SEED = 802;

/** Two tags: 88A8 PCP 7 VID 4095, 8100 PCP 2 DEI VID 100. */
const octets = hex('0180c2000000 fe5400aabbcc 88a8 efff 8100 5064 8940');
const header: EthernetHeader = {
  destination: 0x0180c2000000,
  source: 0xfe5400aabbcc,
  tags: [
    { tpid: 0x88a8, pcp: 7, dei: false, vid: 4095 },
    { tpid: 0x8100, pcp: 2, dei: true, vid: 100 },
  ],
  etherType: 0x8940,
};

test('the numbers of the standard', () => {
  expect([ETHERTYPE_CTAG, ETHERTYPE_STAG, ETHERTYPE_LLDP, ETHERTYPE_ECP]).toEqual([0x8100, 0x88a8, 0x88cc, 0x8940]);
  expect(MIN_FRAME_OCTETS).toBe(60);
});

test('deconstruct', () => {
  expect(peekEthernet(octets)).toBe(22 * 65536 + 0x8940);
  expect(peekEthernet(hex('0180c2000000 fe5400aabbcc 88cc'))).toBe(14 * 65536 + 0x88cc);
});

test('construct', () => {
  expect(byteLengthEthernetHeader(header)).toBe(22);
  expect(toHex(construct(22, (out, at) => encodeEthernetHeaderInto(header, out, at)))).toBe(toHex(octets));
});

test('parse', () => {
  expect(decodeEthernetHeader(octets)).toStrictEqual({ ok: true, value: header, notes: [] });
});

test('emit', () => {
  expect(toHex(encodeEthernetHeader(header))).toBe(toHex(octets));
});

test('every truncation is an error and none throws', () => {
  const ethernetTruncated = { code: 'ethernetTruncated', clause: '802.3' };
  const vlanTagTruncated = { code: 'vlanTagTruncated', clause: '9.5' };
  for (let length = 0; length < octets.length; length++) {
    const bytes = octets.subarray(0, length);
    const error =
      length < 14
        ? { ...ethernetTruncated, field: 'ethernet', offset: length, length: 0 }
        : length < 18
          ? { ...vlanTagTruncated, field: 'ethernet.tags[0]', offset: 12, length: length - 12 }
          : { ...vlanTagTruncated, field: 'ethernet.tags[1]', offset: 16, length: length - 16 };
    expect(decodeEthernetHeader(bytes)).toStrictEqual({ ok: false, error });
    expect(peekEthernet(bytes)).toBe(-1);
  }
});

test.each([
  ['no tag', '88cc', [], 0x88cc],
  ['an 802.3 length', '0026 424203', [], 0x0026],
  ['another Ethertype', '0800', [], 0x0800],
  ['what was once a tag protocol ID', '9100 0064 0800', [], 0x9100],
  ['a priority tag', '8100 e000 88cc', [{ tpid: 0x8100, pcp: 7, dei: false, vid: 0 }], 0x88cc],
  ['DEI alone', '88a8 1000 88cc', [{ tpid: 0x88a8, pcp: 0, dei: true, vid: 0 }], 0x88cc],
  ['the lowest PCP bit', '88a8 2000 88cc', [{ tpid: 0x88a8, pcp: 1, dei: false, vid: 0 }], 0x88cc],
  ['the highest VID bit', '88a8 0800 88cc', [{ tpid: 0x88a8, pcp: 0, dei: false, vid: 2048 }], 0x88cc],
])('%s', (_what, rest, tags, etherType) => {
  const bytes = hex(`0180c200000e 020000000001 ${rest}`);
  const value = { destination: 0x0180c200000e, source: 0x020000000001, tags, etherType };
  expect(decodeEthernetHeader(bytes)).toStrictEqual({ ok: true, value, notes: [] });
  const octetsOfHeader = 14 + 4 * tags.length;
  expect(peekEthernet(bytes)).toBe(octetsOfHeader * 65536 + etherType);
  expect(toHex(encodeEthernetHeader(value))).toBe(toHex(bytes).slice(0, 2 * octetsOfHeader));
});

test('any number of tags', () => {
  const many = { ...header, tags: new Array(1024).fill({ tpid: 0x8100, pcp: 0, dei: false, vid: 1 }) };
  const bytes = encodeEthernetHeader(many);
  expect(bytes.length).toBe(14 + 4096);
  expect(decodeEthernetHeader(bytes)).toStrictEqual({ ok: true, value: many, notes: [] });
});

const MAC = 'an integer 0..281474976710655';

test.each<[path: string, member: unknown, expected: string]>([
  ['', null, 'an object'],
  ['', undefined, 'an object'],
  ['destination', -1, MAC],
  ['destination', 2 ** 48, MAC],
  ['destination', '01-80-C2-00-00-00', MAC],
  ['source', undefined, MAC],
  ['source', 2 ** 48, MAC],
  ['etherType', 65536, 'an integer 0..65535'],
  ['etherType', -1, 'an integer 0..65535'],
  ['tags', undefined, 'an array of at most 1024 members'],
  ['tags', new Array(1025).fill(header.tags[0]), 'an array of at most 1024 members'],
  ['tags[1]', null, 'an object'],
  ['tags[0]', undefined, 'an object'],
  ['tags[1].tpid', 65536, 'an integer 0..65535'],
  ['tags[1].pcp', 8, 'an integer 0..7'],
  ['tags[1].pcp', -1, 'an integer 0..7'],
  ['tags[0].vid', 4096, 'an integer 0..4095'],
  ['tags[0].vid', 1.5, 'an integer 0..4095'],
])('the encoder refuses: %s %o', (path, member, expected) => {
  const value = changed(header, path, member) as EthernetHeader;
  const field = path === '' ? 'ethernet' : `ethernet.${path}`;
  const error = refusal((out) => encodeEthernetHeaderInto(value, out, 0), 100);
  expect([error.field, error.expected]).toEqual([field, expected]);
  expect(error.value).toBe(member);
});

test('where there is no room nothing is written', () => {
  const error = refusal((out) => encodeEthernetHeaderInto(header, out, 9), 30);
  expect(error).toMatchObject({ field: 'out', expected: 'room for 22 octets at offset 9' });
});

test('law: what is encoded decodes to the same', () => {
  fc.assert(
    fc.property(arbitraryEthernetHeader(), (value) => {
      const bytes = encodeEthernetHeader(value);
      expect(bytes.length).toBe(byteLengthEthernetHeader(value));
      expect(decodeEthernetHeader(bytes)).toStrictEqual({ ok: true, value, notes: [] });
    }),
    { seed: SEED },
  );
});

test('law: of any octets nothing throws, findings lie inside, what passes encodes back, and peeking sees the same', () => {
  const good = arbitraryEthernetHeader().map(encodeEthernetHeader);
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array({ maxLength: 40 }), mutate(good)), (bytes) => {
      const result = decodeEthernetHeader(bytes);
      expectFindingsInside(result, bytes.length);
      if (!result.ok) {
        expect(peekEthernet(bytes)).toBe(-1);
        return;
      }
      const octetsOfHeader = byteLengthEthernetHeader(result.value);
      expect(peekEthernet(bytes)).toBe(octetsOfHeader * 65536 + result.value.etherType);
      expect(toHex(encodeEthernetHeader(result.value))).toBe(toHex(bytes.subarray(0, octetsOfHeader)));
    }),
    { seed: SEED, numRuns: 400 },
  );
});
