// Filter Info, 41.2.9: the entries of the four formats, and how many of them a TLV holds.

import { expect, test } from 'vitest';
import {
  decodeVdpUlpdu,
  encodeVdpUlpdu,
  encodeVdpUlpduInto,
  entryLayout,
  FILTER_GROUP_MAC_VID,
  FILTER_GROUP_VID,
  FILTER_MAC_VID,
  FILTER_VID,
  type FilterEntry,
  type FilterInfoFormat,
  maxFilterEntries,
} from '../../../src/vdp/index.js';
import { refusal } from '../../support/encoding.js';
import { hex, toHex } from '../../support/hex.js';
import { association, associationTlv, MANAGER, managerId, tlv } from './tlvs.js';

const ulpdu = (format: FilterInfoFormat, entry: readonly FilterEntry[]) => ({
  managerId,
  tlvs: [associationTlv(3, format, entry)],
});

test.each<[title: string, format: FilterInfoFormat, name: number, octets: number, digits: string, entry: FilterEntry]>([
  ['1: VID', 1, FILTER_VID, 2, 'b0d0', { ps: true, pcp: 3, vid: 0x0d0 }],
  ['2: MAC/VID', 2, FILTER_MAC_VID, 8, 'fe5400aabbcc 8064', { mac: 0xfe5400aabbcc, ps: true, pcp: 0, vid: 100 }],
  [
    '2: MAC/VID, PS alone',
    2,
    FILTER_MAC_VID,
    8,
    '525400aabbcc 8000',
    { mac: 0x525400aabbcc, ps: true, pcp: 0, vid: 0 },
  ],
  [
    '2: MAC/VID, bits that are not PS',
    2,
    FILTER_MAC_VID,
    8,
    '525400aabbcc 0f00',
    { mac: 0x525400aabbcc, ps: false, pcp: 0, vid: 0xf00 },
  ],
  ['3: GroupID/VID', 3, FILTER_GROUP_VID, 6, 'fedcba98 f001', { groupId: 0xfedcba98, ps: true, pcp: 7, vid: 1 }],
  [
    '4: GroupID/MAC/VID',
    4,
    FILTER_GROUP_MAC_VID,
    12,
    '80000001 0180c200000e 0fff',
    { groupId: 0x80000001, mac: 0x0180c200000e, ps: false, pcp: 0, vid: 4095 },
  ],
])('vdp 2.6/%s', (_title, format, name, octets, digits, entry) => {
  expect(name).toBe(format);
  expect(entryLayout(format).octets).toBe(octets);
  const other = hex('00'.repeat(octets - 1));
  const bytes = hex(`${MANAGER} ${tlv(3, association('00', `0${format} 0002 ${toHex(other)}02 ${digits}`))}`);
  const zero = { ...entry, ...('mac' in entry && { mac: 0 }), ...('groupId' in entry && { groupId: 0 }) };
  const value = ulpdu(format, [{ ...zero, ps: false, pcp: 0, vid: 2 }, entry]);
  expect(decodeVdpUlpdu(bytes)).toStrictEqual({ ok: true, value, notes: [] });
  expect(toHex(encodeVdpUlpdu(value))).toBe(toHex(bytes));
});

test.each<[bit: number, entry: Partial<FilterEntry>]>([
  [0x8000, { ps: true }],
  [0x4000, { pcp: 4 }],
  [0x2000, { pcp: 2 }],
  [0x1000, { pcp: 1 }],
  [0x0800, { vid: 2048 }],
  [0x0400, { vid: 1024 }],
  [0x0200, { vid: 512 }],
  [0x0100, { vid: 256 }],
  [0x0080, { vid: 128 }],
  [0x0001, { vid: 1 }],
])('bit %i of a VID field is %o', (bit, member) => {
  const digits = bit.toString(16).padStart(4, '0');
  const bytes = hex(`${MANAGER} ${tlv(3, association('00', `01 0001 ${digits}`))}`);
  const value = ulpdu(1, [{ ps: false, pcp: 0, vid: 0, ...member }]);
  const result = decodeVdpUlpdu(bytes);
  expect(result.ok && result.value).toStrictEqual(value);
  expect(toHex(encodeVdpUlpdu(value))).toBe(toHex(bytes));
});

test('formats without a layout have no entries', () => {
  expect([0, 5, 6, 255].map((format) => entryLayout(format))).toEqual(new Array(4).fill({ octets: 0 }));
});

const full: readonly FilterEntry[] = [
  { ps: true, pcp: 7, vid: 4095 },
  { mac: 0xffffffffffff, ps: true, pcp: 7, vid: 4095 },
  { groupId: 0xffffffff, ps: true, pcp: 7, vid: 4095 },
  { groupId: 0xffffffff, mac: 0xffffffffffff, ps: true, pcp: 7, vid: 4095 },
];

test.each<[format: FilterInfoFormat, count: number, length: number]>([
  [1, 243, 511],
  [2, 60, 505],
  [3, 81, 511],
  [4, 40, 505],
])('vdp 2.7/%i: a TLV holds %i entries, and is %i octets long then', (format, count, length) => {
  expect(maxFilterEntries(format)).toBe(count);
  const entry = full[format - 1] as FilterEntry;
  const most = ulpdu(format, new Array<FilterEntry>(count).fill(entry));
  const bytes = encodeVdpUlpdu(most);
  expect(bytes.length).toBe(18 + 2 + length);
  expect(decodeVdpUlpdu(bytes)).toStrictEqual({ ok: true, value: most, notes: [] });
  const more = ulpdu(format, new Array<FilterEntry>(count + 1).fill(entry));
  expect(refusal((out) => encodeVdpUlpduInto(more, out, 0))).toMatchObject({
    field: 'vdp.tlvs[0].filterInfo.entries',
    expected: `an array of at most ${count} members`,
  });
});

test.each<[format: FilterInfoFormat, tlvs: number]>([
  [1, 50],
  [2, 42],
  [3, 44],
  [4, 37],
])('TLVs of format %i with one entry: a ULPDU holds %i', (format, tlvs) => {
  const one = associationTlv(3, format, [full[format - 1] as FilterEntry]);
  const most = { managerId, tlvs: new Array(tlvs).fill(one) };
  const result = decodeVdpUlpdu(encodeVdpUlpdu(most));
  expect(result.ok && result.value.tlvs.length).toBe(tlvs);
  const more = { managerId, tlvs: new Array(tlvs + 1).fill(one) };
  expect(refusal((out) => encodeVdpUlpduInto(more, out, 0)).field).toBe('vdp');
});
