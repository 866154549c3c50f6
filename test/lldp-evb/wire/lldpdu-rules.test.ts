// The decision table of 802.1AB for received LLDPDUs, row by row: what discards an LLDPDU, what only one TLV of it, and
// what is tolerated. V0 is the agent's; V14 has a file of its own (basic-tlv.test.ts); V17 and V18 are about the TLVs of
// organizations (test/frame/organization-tlv.test.ts) and here only so far as LLDP leaves them alone.

import { expect, test } from 'vitest';
import { decodeLldpdu, encodeLldpdu } from '../../../src/lldp-evb/index.js';
import { hex, toHex } from '../../support/hex.js';

// Chassis ID from octet 0, Port ID from 9, Time To Live from 16, anything else from 20 on.
const CHASSIS = '02070402005e100001';
const PORT = '04050565746830';
const HEAD = `${CHASSIS} ${PORT} 06020079`;
const SHUTDOWN = `${CHASSIS} ${PORT} 06020000`;

const octets = (count: number): string => '5a'.repeat(count);
const chassisId = { subtype: 4, id: hex('02005e100001') };
const portId = { subtype: 5, id: hex('65746830') };

test.each<[title: string, bytes: string, code: string, field: string, offset: number, length: number]>([
  ['V1: nothing', '', 'lldpMandatoryMissing', 'lldp.chassisId', 0, 0],
  ['V1: one octet', '02', 'lldpMandatoryMissing', 'lldp.chassisId', 0, 1],
  ['V1: no Port ID', CHASSIS, 'lldpMandatoryMissing', 'lldp.portId', 9, 0],
  ['V1: one octet of Port ID', `${CHASSIS} 04`, 'lldpMandatoryMissing', 'lldp.portId', 9, 1],
  ['V1: no Time To Live', `${CHASSIS} ${PORT}`, 'lldpMandatoryMissing', 'lldp.ttl', 16, 0],
  ['V1: one octet of Time To Live', `${CHASSIS} ${PORT} 06`, 'lldpMandatoryMissing', 'lldp.ttl', 16, 1],
  ['V2: Port ID first', `${PORT} ${CHASSIS} 06020079`, 'lldpMandatoryOrder', 'lldp.chassisId', 0, 2],
  ['V2: End first', '0000', 'lldpMandatoryOrder', 'lldp.chassisId', 0, 2],
  ['V2: a wrong type that is torn, too', '0aff', 'lldpMandatoryOrder', 'lldp.chassisId', 0, 2],
  ['V2: Chassis ID twice', `${CHASSIS} ${CHASSIS}`, 'lldpMandatoryOrder', 'lldp.portId', 9, 2],
  ['V2: Time To Live second', `${CHASSIS} 06020079 ${PORT}`, 'lldpMandatoryOrder', 'lldp.portId', 9, 2],
  ['V2: End third', `${CHASSIS} ${PORT} 0000`, 'lldpMandatoryOrder', 'lldp.ttl', 16, 2],
  ['V2: system name third', `${CHASSIS} ${PORT} 0a0161 06020079`, 'lldpMandatoryOrder', 'lldp.ttl', 16, 2],
  ['V3: empty Chassis ID', `0200 ${PORT} 06020079`, 'lldpIdLength', 'lldp.chassisId', 0, 2],
  ['V3: Chassis ID of 1 octet', `020104 ${PORT} 06020079`, 'lldpIdLength', 'lldp.chassisId', 0, 2],
  ['V3: Chassis ID of 257 octets', `0301 ${octets(257)} ${PORT} 06020079`, 'lldpIdLength', 'lldp.chassisId', 0, 2],
  ['V3: Chassis ID of 257 octets, torn', '0301 04', 'lldpIdLength', 'lldp.chassisId', 0, 2],
  ['V3: Port ID of 1 octet', `${CHASSIS} 040105 06020079`, 'lldpIdLength', 'lldp.portId', 9, 2],
  ['V3: Port ID of 257 octets', `${CHASSIS} 0501 ${octets(257)} 06020079`, 'lldpIdLength', 'lldp.portId', 9, 2],
  ['V4: empty Time To Live', `${CHASSIS} ${PORT} 0600 0000`, 'lldpTtlLength', 'lldp.ttl', 16, 2],
  ['V4: Time To Live of 1 octet', `${CHASSIS} ${PORT} 060179 0000`, 'lldpTtlLength', 'lldp.ttl', 16, 2],
  ['V5: torn Chassis ID', '0207 0402005e1000', 'lldpMandatoryTruncated', 'lldp.chassisId', 0, 2],
  ['V5: torn Port ID', `${CHASSIS} 0405 05657468`, 'lldpMandatoryTruncated', 'lldp.portId', 9, 2],
  ['V5: torn Time To Live', `${CHASSIS} ${PORT} 0602 00`, 'lldpMandatoryTruncated', 'lldp.ttl', 16, 2],
  ['V5: torn long Time To Live', `${CHASSIS} ${PORT} 0604 007900`, 'lldpMandatoryTruncated', 'lldp.ttl', 16, 2],
  ['V7: second Chassis ID', `${HEAD} ${CHASSIS} 0000`, 'lldpMandatoryRepeated', 'lldp.tlvs[0]', 20, 2],
  ['V7: second Port ID', `${HEAD} 0a0161 ${PORT} 0000`, 'lldpMandatoryRepeated', 'lldp.tlvs[1]', 23, 2],
  ['V7: second Time To Live', `${HEAD} 06020001 0000`, 'lldpMandatoryRepeated', 'lldp.tlvs[0]', 20, 2],
  ['V7: second Time To Live, torn', `${HEAD} 0602`, 'lldpMandatoryRepeated', 'lldp.tlvs[0]', 20, 2],
  ['V8: torn TLV', `${HEAD} 0a02 61`, 'lldpTlvTruncated', 'lldp.tlvs[0]', 20, 2],
  ['V8: torn second TLV', `${HEAD} 0a0161 fe09 0080c20d06006e56`, 'lldpTlvTruncated', 'lldp.tlvs[1]', 23, 2],
  ['V8: a header and no more', `${HEAD} ffff`, 'lldpTlvTruncated', 'lldp.tlvs[0]', 20, 2],
  ['V8: torn End with a length', `${HEAD} 0003 0000`, 'lldpTlvTruncated', 'lldp.tlvs[0]', 20, 2],
])('lldp-evb %s', (_title, bytes, code, field, offset, length) => {
  const error = { code, field, offset, length, clause: '802.1AB 9.2.7.7' };
  expect(decodeLldpdu(hex(bytes))).toStrictEqual({ ok: false, error });
});

test.each([
  ['lldp-evb V3: a Chassis ID of 2 octets', `02020761 ${PORT} 06020079 0000`],
  ['lldp-evb V3: a Chassis ID of 256 octets', `0300 ${octets(256)} ${PORT} 06020079 0000`],
  ['lldp-evb V3: a Port ID of 2 octets', `${CHASSIS} 04020761 06020079 0000`],
  ['lldp-evb V3: a Port ID of 256 octets', `${CHASSIS} 0500 ${octets(256)} 06020079 0000`],
])('%s passes', (_title, bytes) => {
  const result = decodeLldpdu(hex(bytes));
  expect(result).toMatchObject({ ok: true, notes: [], value: { ttl: 121, tlvs: [] } });
  expect(result.ok && toHex(encodeLldpdu(result.value))).toBe(toHex(hex(bytes)));
});

const value = { chassisId, portId, ttl: 121, tlvs: [] };

test('lldp-evb V4: of a longer Time To Live the first two octets count', () => {
  const note = { code: 'lldpTtlLong', field: 'lldp.ttl', offset: 20, length: 3, clause: '802.1AB 9.2.7.7' };
  const result = decodeLldpdu(hex(`${CHASSIS} ${PORT} 0605 0079 abcdef 0000`));
  expect(result).toStrictEqual({ ok: true, value, notes: [note] });
});

test.each([
  ['a mandatory TLV again', '02070402005e100001', true],
  ['a torn TLV', 'fe09 00', true],
  ['a good TLV', '0a0161 0000', true],
  ['an End TLV with a length', '000100', true],
  ['one octet', '0a', true],
  ['nothing', '', true],
  ['End', '0000', undefined],
  ['End and more', '0000 ffffff', undefined],
])('lldp-evb V6: TTL 0, then %s, is a shutdown', (_what, rest, withoutEnd) => {
  const shutdown = { chassisId, portId, ttl: 0, tlvs: [], ...(withoutEnd && { withoutEnd }) };
  for (const strictLength of [true, false]) {
    const result = decodeLldpdu(hex(`${SHUTDOWN} ${rest}`), { strictLength });
    expect(result).toStrictEqual({ ok: true, value: shutdown, notes: [] });
  }
});

const systemName = { kind: 'raw', type: 5, value: hex('61') };

test.each([
  ['a TLV', '0a02 61', 2],
  ['an End TLV', '0003 0000', 2],
])('lldp-evb V8: without strictLength %s that is torn ends the LLDPDU', (_what, torn, length) => {
  const note = { code: 'lldpTlvTruncated', field: 'lldp.tlvs', offset: 23, length, clause: '802.1AB 9.2.7.7' };
  expect(decodeLldpdu(hex(`${HEAD} 0a0161 ${torn}`), { strictLength: false })).toStrictEqual({
    ok: true,
    value: { ...value, tlvs: [systemName], withoutEnd: true },
    notes: [note],
  });
});

test.each([
  ['lldp-evb V9: End ends the LLDPDU, whatever follows', '0a0161 0000 06020001 ffff', { tlvs: [systemName] }, []],
  ['lldp-evb V9: End right behind Time To Live', '0000', {}, []],
  [
    'lldp-evb V10: End with a length ends it, too',
    '0a0161 0003aabbcc 0602',
    { tlvs: [systemName] },
    ['lldpEndLength', 23, 2],
  ],
  ['lldp-evb V11: the octets end with the last TLV', '0a0161', { tlvs: [systemName], withoutEnd: true }, []],
  ['lldp-evb V11: the octets end with Time To Live', '', { withoutEnd: true }, []],
  ['lldp-evb V12: one octet is left', '0a0161 fe', { tlvs: [systemName], withoutEnd: true }, ['lldpOctetLeft', 23, 1]],
] as const)('%s', (_title, rest, members, [code, offset, length]) => {
  const notes = code === undefined ? [] : [{ code, field: 'lldp.tlvs', offset, length, clause: '802.1AB 9.2.7.7' }];
  const result = decodeLldpdu(hex(`${HEAD} ${rest}`));
  expect(result).toMatchObject({ ok: true, notes });
  expect(result.ok && result.notes.length).toBe(notes.length);
  expect(result.ok && result.value).toStrictEqual({ ...value, ...members });
});

test.each([
  ['4', '080161', '080162'],
  ['5', '0a0161', '0a00'],
  ['6', '0c0161', '0c0163'],
  ['7', '0e0400840080', '0e0400800080'],
])('lldp-evb V13: of two TLVs of type %s the first counts', (type, first, second) => {
  const result = decodeLldpdu(hex(`${HEAD} ${first} ${second} 1001 0000`));
  const tlv = { type: Number(type), value: hex(second.slice(4)) };
  expect(result).toMatchObject({
    ok: true,
    value: {
      tlvs: [{ kind: 'raw', value: hex(first.slice(4)) }, { ...tlv, kind: 'rejected', code: 'lldpTlvRepeated' }, {}],
    },
  });
});

test.each([9, 126])('lldp-evb V15: a TLV of the reserved type %d is kept raw and told', (type) => {
  const header = ((type << 9) | 1).toString(16).padStart(4, '0');
  const note = { code: 'lldpTlvUnrecognized', field: 'lldp.tlvs[0]', offset: 20, length: 2, clause: '802.1AB 9.2.7.7' };
  expect(decodeLldpdu(hex(`${HEAD} ${header} 61 0000`))).toStrictEqual({
    ok: true,
    value: { ...value, tlvs: [{ kind: 'raw', type, value: hex('61') }] },
    notes: [note],
  });
});

test.each([0, 1, 3])('lldp-evb V16: an organizational TLV of %d octets is skipped, the next one counts', (length) => {
  const short = hex('0080c2').subarray(0, length);
  const note = { code: 'lldpOrganizationShort', field: 'lldp.tlvs[0]', offset: 20, length: 2 + length };
  expect(decodeLldpdu(hex(`${HEAD} fe0${length} ${toHex(short)} 0a0161 0000`))).toStrictEqual({
    ok: true,
    value: {
      ...value,
      tlvs: [{ kind: 'rejected', type: 127, value: short, code: 'lldpOrganizationShort' }, systemName],
    },
    notes: [{ ...note, clause: '802.1AB 9.2.7.7' }],
  });
});

test('lldp-evb V16: four octets are an organizational TLV', () => {
  const result = decodeLldpdu(hex(`${HEAD} fe04 0080c201 0000`));
  expect(result).toMatchObject({ ok: true, value: { tlvs: [{ kind: 'raw', type: 127 }] }, notes: [] });
});
