// Validation of a ULPDU, 41.2, first pass, row by row: what discards it, and what is tolerated and told.

import { expect, test } from 'vitest';
import { decodeVdpUlpdu, encodeVdpUlpdu, type VdpErrorCode, vdpAdmitRules, vdpRules } from '../../../src/vdp/index.js';
import { vdpFinding } from '../../../src/vdp/wire/rules.js';
import { hex, toHex } from '../../support/hex.js';
import { GOOD, good, MANAGER, managerId, tlv } from './tlvs.js';

test.each<[title: string, bytes: string, code: VdpErrorCode, field: string, offset: number, length: number]>([
  ['V1: nothing', '', 'vdpManagerIdFirst', 'vdp.managerId', 0, 0],
  ['V1: one octet', '0a', 'vdpManagerIdFirst', 'vdp.managerId', 0, 1],
  ['V1: 17 octets', MANAGER.slice(0, -2), 'vdpManagerIdFirst', 'vdp.managerId', 0, 2],
  ['V1: 17 octets of a TLV that is whole', tlv(5, '00'.repeat(15)), 'vdpManagerIdFirst', 'vdp.managerId', 0, 2],
  ['V1: an Associate first', `${GOOD} ${MANAGER}`, 'vdpManagerIdFirst', 'vdp.managerId', 0, 2],
  ['V1: an End TLV first', `0000 ${MANAGER}`, 'vdpManagerIdFirst', 'vdp.managerId', 0, 2],
  ['V1: a De-Associate of 16 octets', tlv(4, '00'.repeat(16)), 'vdpManagerIdFirst', 'vdp.managerId', 0, 2],
  ['V1: a reserved type of 16 octets', tlv(6, '00'.repeat(16)), 'vdpManagerIdFirst', 'vdp.managerId', 0, 2],
  [
    'V2: 15 octets, and an Associate',
    `${tlv(5, '00'.repeat(15))} ${GOOD}`,
    'vdpManagerIdLength',
    'vdp.managerId',
    0,
    2,
  ],
  ['V2: 17 octets', tlv(5, '00'.repeat(17)), 'vdpManagerIdLength', 'vdp.managerId', 0, 2],
  ['V2: no octets', `0a00 ${'00'.repeat(16)}`, 'vdpManagerIdLength', 'vdp.managerId', 0, 2],
  ['V2: 272 octets, whose low 8 bits are 16', tlv(5, '00'.repeat(272)), 'vdpManagerIdLength', 'vdp.managerId', 0, 2],
  ['V2: a wrong length that is torn, too', `0a7f ${'00'.repeat(16)}`, 'vdpManagerIdLength', 'vdp.managerId', 0, 2],
  ['V3: right behind the first', `${MANAGER} ${MANAGER}`, 'vdpManagerIdRepeated', 'vdp.tlvs[0]', 18, 2],
  ['V3: behind an Associate', `${MANAGER} ${GOOD} ${MANAGER}`, 'vdpManagerIdRepeated', 'vdp.tlvs[1]', 47, 2],
  ['V3: of another length', `${MANAGER} ${GOOD} 0a00`, 'vdpManagerIdRepeated', 'vdp.tlvs[1]', 47, 2],
  ['V3: torn', `${MANAGER} 0a10 00`, 'vdpManagerIdRepeated', 'vdp.tlvs[0]', 18, 2],
  ['V4: an Associate that lacks one octet', `${MANAGER} ${GOOD.slice(0, -2)}`, 'vdpTlvTruncated', 'vdp.tlvs[0]', 18, 2],
  ['V4: behind a good one', `${MANAGER} ${GOOD} 0c01`, 'vdpTlvTruncated', 'vdp.tlvs[1]', 47, 2],
  ['V4: a length beyond 255', `${MANAGER} 0d00 ${'00'.repeat(255)}`, 'vdpTlvTruncated', 'vdp.tlvs[0]', 18, 2],
  ['V4: an organizational TLV', `${MANAGER} fe02 00`, 'vdpTlvTruncated', 'vdp.tlvs[0]', 18, 2],
])('vdp %s', (_title, bytes, code, field, offset, length) => {
  const { clause } = vdpFinding(code, '', 0, 0);
  expect(decodeVdpUlpdu(hex(bytes))).toStrictEqual({
    ok: false,
    error: { code, field, offset, length, clause },
  });
});

const unknown = (type: number, value: string) => ({ kind: 'unknown' as const, type, value: hex(value) });
const short = (value: string) => ({
  kind: 'rejected' as const,
  type: 127,
  value: hex(value),
  code: 'vdpOrganizationTlvShort' as const,
});
const reserved = (index: number, offset: number) => ['vdpTlvReserved', `vdp.tlvs[${index}]`, offset, 2] as const;
const NONE = (offset: number) => ['vdpNoAssociation', 'vdp.tlvs', offset, 0] as const;
const long = '5a'.repeat(511);

/** `rest` follows the VSI Manager ID TLV, what is behind the bar is not a part of any TLV. */
test.each<
  [
    title: string,
    rest: string,
    tlvs: object[],
    notes: (readonly [code: string, field: string, at: number, n: number])[],
  ]
>([
  ['V1: just 18 octets', '', [], [NONE(18)]],
  ['V5: one octet is left', `${GOOD} | 06`, [good], [['vdpOctetLeft', 'vdp', 47, 1]]],
  ['V5: one octet of padding is left', `${GOOD} | 00`, [good], [['vdpOctetLeft', 'vdp', 47, 1]]],
  ['V5: one octet behind the manager', '| 0a', [], [NONE(18), ['vdpOctetLeft', 'vdp', 18, 1]]],
  ['V6: End', `${GOOD} | 0000`, [good], []],
  ['V6: End and padding', `${GOOD} | 0000 00`, [good], []],
  ['V6: End, and a TLV that no rule allows', `${GOOD} | 0000 ${MANAGER}`, [good], []],
  ['V6: End, and a torn TLV', `${GOOD} | 0000 06ff 00`, [good], []],
  ['V6: type 0 with a length', `${GOOD} | 0002 abcd ${GOOD}`, [good], []],
  ['V6: type 0 with a length that is torn', `${GOOD} | 01ff`, [good], []],
  ['V7: type 6', `0c02 abcd ${GOOD}`, [unknown(6, 'abcd'), good], [reserved(0, 18)]],
  ['V7: type 126', `${GOOD} fc00`, [good, unknown(126, '')], [reserved(1, 47)]],
  ['V7: 511 octets', `${tlv(64, long)} ${GOOD}`, [unknown(64, long), good], [reserved(0, 18)]],
  [
    'V7: two of them',
    `0c00 0e01ff ${GOOD}`,
    [unknown(6, ''), unknown(7, 'ff'), good],
    [reserved(0, 18), reserved(1, 20)],
  ],
  ['V8: no octets', `fe00 ${GOOD}`, [short(''), good], [['vdpOrganizationTlvShort', 'vdp.tlvs[0]', 18, 2]]],
  ['V8: 1 octet', `${GOOD} fe01 00`, [good, short('00')], [['vdpOrganizationTlvShort', 'vdp.tlvs[1]', 47, 2]]],
  ['V8: 2 octets', `fe02 0080 ${GOOD}`, [short('0080'), good], [['vdpOrganizationTlvShort', 'vdp.tlvs[0]', 18, 2]]],
  [
    'V8: 3 octets are enough',
    `fe03 0080c2 ${GOOD}`,
    [{ kind: 'organization', oui: 0x0080c2, data: hex('') }, good],
    [],
  ],
  ['V9: End at once', '| 0000', [], [NONE(18)]],
  ['V9: an organizational TLV only', 'fe03 00000c', [{ kind: 'organization', oui: 12, data: hex('') }], [NONE(23)]],
  ['V9: a reserved type only', '0c00 | 0000', [unknown(6, '')], [reserved(0, 18), NONE(20)]],
])('vdp %s is accepted', (_title, rest, tlvs, notes) => {
  const result = decodeVdpUlpdu(hex(`${MANAGER} ${rest.replace('|', '')}`));
  const value = { managerId, tlvs: tlvs } as Parameters<typeof encodeVdpUlpdu>[0];
  expect(result).toStrictEqual({
    ok: true,
    value,
    notes: notes.map(([code, field, offset, length]) => {
      const { clause } = vdpFinding(code as VdpErrorCode, '', 0, 0);
      return { code, field, offset, length, clause };
    }),
  });
  const [before = ''] = rest.split('|');
  expect(toHex(encodeVdpUlpdu(value))).toBe(toHex(hex(`${MANAGER} ${before}`)));
});

test('vdp V9: a rejected association TLV is one all the same', () => {
  const result = decodeVdpUlpdu(hex(`${MANAGER} 0600`));
  expect(result.ok && result.notes.map(({ code }) => code)).toEqual(['vdpAssociationShort']);
});

test('the rules carry the rows of the table', () => {
  const rows = Object.values({ ...vdpRules, ...vdpAdmitRules }).flatMap(([row]) => (row === '' ? [] : [row]));
  const associations = ['A1', 'A4', 'A5', 'A6', 'A7', 'A8', 'A2', 'A3', 'A9', 'A10', 'A12'];
  expect(rows).toEqual(['V1', 'V2', 'V3', 'V4', 'V5', 'V7', 'V8', 'V9', ...associations]);
});
