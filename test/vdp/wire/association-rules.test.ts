// Validation of an association TLV, 41.2, second pass, row by row, as far as it is about octets: which TLV is rejected for
// its form. Nothing else of the ULPDU suffers. What depends on who receives is in admit.test.ts.

import { expect, test } from 'vitest';
import {
  type AssociationTlv,
  decodeVdpUlpdu,
  encodeVdpUlpdu,
  type VdpErrorCode,
  type VdpUlpdu,
} from '../../../src/vdp/index.js';
import { vdpFinding } from '../../../src/vdp/wire/rules.js';
import { hex, toHex } from '../../support/hex.js';
import { association, associationTlv, GOOD, good, MANAGER, managerId, tlv, vid } from './tlvs.js';

const MACVID = '525400aabbcc 0064';
const COMMANDS = [1, 2, 3];
const ALL = [1, 2, 3, 4];
// The TLV has its header at 18, so that its VSIID Format is octet 25, its Filter Info Format 42, its count 43.
const TLV = ['', 18, 2] as const;
const VSIID_FORMAT = ['.vsiidFormat', 25, 1] as const;
const FORMAT = ['.filterInfo.format', 42, 1] as const;
const ENTRIES = ['.filterInfo.entries', 43, 2] as const;
const COUNT = (octets: number) => ['.filterInfo.entries', 43, octets] as const;

test.each<
  [
    title: string,
    code: VdpErrorCode,
    where: readonly [field: string, offset: number, length: number],
    types: readonly number[],
    value: string,
  ]
>([
  ['A1: no octets', 'vdpAssociationShort', TLV, ALL, ''],
  ['A1: 22 octets', 'vdpAssociationShort', TLV, ALL, association('00', '')],
  ['A1: 22 octets, of a reserved VSIID format', 'vdpAssociationShort', TLV, ALL, association('00', '', '00')],
  ['A4: VSIID format 0', 'vdpVsiidFormat', VSIID_FORMAT, ALL, association('00', '01 0001 0064', '00')],
  ['A4: VSIID format 6', 'vdpVsiidFormat', VSIID_FORMAT, ALL, association('00', '01 0001 0064', '06')],
  ['A4: VSIID format 255', 'vdpVsiidFormat', VSIID_FORMAT, ALL, association('40', '01 0001 0064', 'ff')],
  ['A4: before A8', 'vdpVsiidFormat', VSIID_FORMAT, ALL, association('00', '01', '06')],
  ['A4: before A5 and A6', 'vdpVsiidFormat', VSIID_FORMAT, ALL, association('00', '05 0001', '06')],
  ['A5: format 0', 'vdpFilterInfoFormat', FORMAT, ALL, association('00', '00 0001 0064')],
  ['A5: format 5', 'vdpFilterInfoFormat', FORMAT, ALL, association('00', '05 0001 0064')],
  ['A5: format 255, which has no entries', 'vdpFilterInfoFormat', FORMAT, ALL, association('00', 'ff 0000')],
  ['A6: one entry of two is there', 'vdpFilterInfoLength', ENTRIES, ALL, association('00', `02 0002 ${MACVID}`)],
  ['A6: one entry more', 'vdpFilterInfoLength', ENTRIES, ALL, association('00', `02 0001 ${MACVID} ${MACVID}`)],
  ['A6: one octet more', 'vdpFilterInfoLength', ENTRIES, ALL, association('00', '01 0001 0064 00')],
  ['A6: one octet less', 'vdpFilterInfoLength', ENTRIES, ALL, association('00', '01 0001 00')],
  ['A6: the entry of another format', 'vdpFilterInfoLength', ENTRIES, ALL, association('00', `03 0001 ${MACVID}`)],
  ['A6: count 0 and an entry', 'vdpFilterInfoLength', ENTRIES, ALL, association('00', '01 0000 0064')],
  ['A6: count 256, whose low octet fits', 'vdpFilterInfoLength', ENTRIES, ALL, association('00', '01 0100')],
  ['A6: count 65535', 'vdpFilterInfoLength', ENTRIES, ALL, association('00', `04 ffff ${'00'.repeat(12)}`)],
  ['A7: count 0', 'vdpFilterInfoEmpty', ENTRIES, COMMANDS, association('00', '01 0000')],
  ['A7: count 0 of format 4', 'vdpFilterInfoEmpty', ENTRIES, COMMANDS, association('40', '04 0000')],
  ['A8: 23 octets', 'vdpFilterInfoCount', COUNT(0), COMMANDS, association('00', '01')],
  ['A8: 23 octets of an unknown format', 'vdpFilterInfoCount', COUNT(0), COMMANDS, association('00', 'ff')],
  ['A8: 24 octets', 'vdpFilterInfoCount', COUNT(1), ALL, association('00', '01 00')],
  ['A8: 24 octets, before A5', 'vdpFilterInfoCount', COUNT(1), ALL, association('00', '05 00')],
])('vdp %s', (_title, code, [member, offset, length], types, value) => {
  const { clause } = vdpFinding(code, '', 0, 0);
  for (const type of types) {
    const bytes = hex(`${MANAGER} ${tlv(type, value)} ${GOOD}`);
    const ulpdu: VdpUlpdu = { managerId, tlvs: [{ kind: 'rejected', type, value: hex(value), code }, good] };
    const note = { code, field: `vdp.tlvs[0]${member}`, offset, length, clause };
    expect(decodeVdpUlpdu(bytes)).toStrictEqual({ ok: true, value: ulpdu, notes: [note] });
    expect(toHex(encodeVdpUlpdu(ulpdu))).toBe(toHex(bytes));
  }
});

test('what is rejected is named by its index, and by its offset', () => {
  const bytes = hex(`${MANAGER} ${GOOD} 0c00 ${tlv(3, association('00', '05 0000'))}`);
  const result = decodeVdpUlpdu(bytes);
  expect(result.ok && result.notes[1]).toMatchObject({
    code: 'vdpFilterInfoFormat',
    field: 'vdp.tlvs[2].filterInfo.format',
    offset: 18 + 29 + 2 + 24,
  });
});

const entry = { mac: 0x525400aabbcc, ...vid(100) };

test.each<[title: string, bytes: string, value: AssociationTlv]>([
  ['A2: a response', tlv(3, association('40', '01 0001 0064')), { ...good, status: 0x40 }],
  ['A3: a command', tlv(2, association('20', '01 0001 0064')), { ...good, type: 2, status: 0x20 }],
  ['A3: a De-Associate without ack bit', tlv(4, association('00', '01 0001 0064')), { ...good, type: 4 }],
  ['A4: VSIID format 1', tlv(3, association('00', '01 0001 0064', '01')), { ...good, vsiidFormat: 1 }],
  ['A4: VSIID format 4', tlv(3, association('00', '01 0001 0064', '04')), { ...good, vsiidFormat: 4 }],
  [
    'A6: entries that fill the TLV',
    tlv(3, association('00', `02 0002 ${MACVID} ${MACVID}`)),
    associationTlv(3, 2, [entry, entry]),
  ],
  ['A7: a De-Associate with count 0', tlv(4, association('00', '03 0000')), associationTlv(4, 3, [])],
  [
    'A8: a De-Associate of 23 octets',
    tlv(4, association('00', '02')),
    { ...associationTlv(4, 2, []), filterInfo: { format: 2, entries: [], withoutCount: true } },
  ],
  ['A9: VID 4095', tlv(3, association('00', '01 0001 0fff')), associationTlv(3, 1, [vid(4095)])],
  ['A9: VID 1', tlv(3, association('00', '01 0001 0001')), associationTlv(3, 1, [vid(1)])],
  ['A9: two null VIDs', tlv(3, association('00', '01 0002 0000 0000')), associationTlv(3, 1, [vid(0), vid(0)])],
  [
    'A9: the zero address, and GroupID 0',
    tlv(3, association('00', '04 0001 00000000 000000000000 0064')),
    associationTlv(3, 4, [{ groupId: 0, mac: 0, ...vid(100) }]),
  ],
  [
    'A9: a group address',
    tlv(3, association('00', '02 0001 0180c2000000 0064')),
    associationTlv(3, 2, [{ mac: 0x0180c2000000, ...vid(100) }]),
  ],
  [
    'A10: a GroupID',
    tlv(3, association('00', '03 0001 ffffffff 0064')),
    associationTlv(3, 3, [{ groupId: 0xffffffff, ...vid(100) }]),
  ],
  ['A11: an entry again', tlv(3, association('00', '01 0002 0064 0064')), associationTlv(3, 1, [vid(100), vid(100)])],
  ['A12: any VSIID', tlv(1, association('00', '01 0001 0064')), associationTlv(1, 1, [vid(100)])],
])('vdp %s has nothing wrong with its form', (_title, bytes, value) => {
  const ulpdu = { managerId, tlvs: [value] };
  expect(decodeVdpUlpdu(hex(`${MANAGER} ${bytes}`))).toStrictEqual({ ok: true, value: ulpdu, notes: [] });
  expect(toHex(encodeVdpUlpdu(ulpdu))).toBe(toHex(hex(`${MANAGER} ${bytes}`)));
});

test('vdp A8: of 23 octets any format is kept', () => {
  const bytes = hex(`${MANAGER} ${tlv(4, association('00', 'ff'))}`);
  const result = decodeVdpUlpdu(bytes);
  expect(result).toMatchObject({ ok: true, value: { tlvs: [{ filterInfo: { format: 255, withoutCount: true } }] } });
  expect(result.ok && toHex(encodeVdpUlpdu(result.value))).toBe(toHex(bytes));
});

test.each<[what: string, status: string, filterInfo: string, note: readonly unknown[]]>([
  ['reserved bit 80 of a command', '80', '01 0001 0064', ['vdpStatusReserved', 'status', 20, 1]],
  ['an error type in a command', '01', '01 0001 0064', ['vdpStatusReserved', 'status', 20, 1]],
  ['reserved bit 80 of a response', 'c0', '01 0001 0064', ['vdpStatusReserved', 'status', 20, 1]],
  ['reserved error type 6', '46', '01 0001 0064', ['vdpStatusReserved', 'status', 20, 1]],
  ['Keep without an error', '60', '01 0001 0064', ['vdpStatusContradiction', 'status', 20, 1]],
  ['Hard without an error', '50', '01 0001 0064', ['vdpStatusContradiction', 'status', 20, 1]],
  ['Keep, and reserved bit 80: one note only', 'e0', '01 0001 0064', ['vdpStatusReserved', 'status', 20, 1]],
  ['PCP without PS', '00', '01 0002 8064 7064', ['vdpPcpIgnored', 'filterInfo.entries[1].pcp', 47, 2]],
  [
    'PCP without PS in format 4',
    '00',
    `04 0001 00000001 ${MACVID.replace('0064', '1064')}`,
    ['vdpPcpIgnored', 'filterInfo.entries[0].pcp', 55, 2],
  ],
])('%s is tolerated and told', (_what, status, filterInfo, [code, member, offset, length]) => {
  const bytes = hex(`${MANAGER} ${tlv(3, association(status, filterInfo))}`);
  const { clause } = vdpFinding(code as VdpErrorCode, '', 0, 0);
  const result = decodeVdpUlpdu(bytes);
  expect(result.ok && result.notes).toStrictEqual([{ code, field: `vdp.tlvs[0].${member}`, offset, length, clause }]);
  expect(result.ok && toHex(encodeVdpUlpdu(result.value))).toBe(toHex(bytes));
});
