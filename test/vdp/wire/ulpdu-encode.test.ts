// What the encoder of VDP refuses, before it has written an octet: the path, the value, what would be right.

import { expect, test } from 'vitest';
import { encodeVdpUlpdu, encodeVdpUlpduInto, type FilterInfo, type VdpUlpdu } from '../../../src/vdp/index.js';
import { changed } from '../../support/changed.js';
import { refusal } from '../../support/encoding.js';
import { hex, toHex } from '../../support/hex.js';
import { associationTlv, good, identifier, MANAGER, managerId, UUID, vid } from './tlvs.js';

const registered = {
  ...good,
  filterInfo: { format: 200, layout: { octets: 2 }, entries: [{ octets: hex('0102') }] },
};

const ulpdu: VdpUlpdu = {
  managerId,
  tlvs: [
    associationTlv(3, 1, [vid(1), vid(2)]),
    associationTlv(1, 2, [{ mac: 2, ...vid(2) }]),
    associationTlv(2, 3, [{ groupId: 3, ...vid(3) }]),
    { ...associationTlv(4, 4, []), filterInfo: { format: 4, entries: [], withoutCount: true } },
    registered,
    { kind: 'organization', oui: 12, data: hex('f1') },
    { kind: 'unknown', type: 6, value: hex('') },
    { kind: 'rejected', type: 4, value: hex('01'), code: 'vdpAssociationShort' },
  ],
};

const IDENTIFIER = 'an identifier of four signed 32-bit words';
const ENTRIES = (count: number) => `an array of at most ${count} members`;
const entry = 'tlvs[0].filterInfo.entries';

test('what is changed below can be encoded', () => {
  expect(encodeVdpUlpdu(ulpdu).length).toBe(18 + 31 + 35 + 33 + 25 + 29 + 6 + 2 + 3);
});

/** A member, what is refused in its place, and what would be right. */
test.each<[path: string, member: unknown, expected: string]>([
  ['', null, 'an object'],
  ['', undefined, 'an object'],
  ['', 'vdp', 'an object'],
  ['managerId', undefined, IDENTIFIER],
  ['managerId', null, IDENTIFIER],
  ['managerId', '192.0.2.10', IDENTIFIER],
  ['managerId', { ...managerId, w0: undefined }, IDENTIFIER],
  ['managerId', { ...managerId, w1: 0x8000_0000 }, IDENTIFIER],
  ['managerId', { ...managerId, w2: -0x8000_0001 }, IDENTIFIER],
  ['managerId', { ...managerId, w3: 0.5 }, IDENTIFIER],
  ['managerId', { ...managerId, w3: '1' }, IDENTIFIER],
  ['managerId', { ...managerId, w0: Number.NaN }, IDENTIFIER],
  ['tlvs', undefined, ENTRIES(1496)],
  ['tlvs', { length: 0 }, ENTRIES(1496)],
  ['tlvs', new Array(1497).fill(good), ENTRIES(1496)],
  ['tlvs[0]', undefined, 'an object'],
  ['tlvs[7]', null, 'an object'],
  ['tlvs[0].kind', undefined, 'association, organization, unknown or rejected'],
  ['tlvs[6].kind', 'raw', 'association, organization, unknown or rejected'],
  ['tlvs[0].type', 0, 'an integer 1..4'],
  ['tlvs[0].type', 5, 'an integer 1..4'],
  ['tlvs[0].type', '3', 'an integer 1..4'],
  ['tlvs[0].status', -1, 'an integer 0..255'],
  ['tlvs[0].status', 256, 'an integer 0..255'],
  ['tlvs[0].typeId', -1, 'an integer 0..16777215'],
  ['tlvs[0].typeId', 0x100_0000, 'an integer 0..16777215'],
  ['tlvs[0].typeId', 1.5, 'an integer 0..16777215'],
  ['tlvs[0].typeVersion', 256, 'an integer 0..255'],
  ['tlvs[0].typeVersion', null, 'an integer 0..255'],
  ['tlvs[0].vsiidFormat', 256, 'an integer 0..255'],
  ['tlvs[0].vsiidFormat', -1, 'an integer 0..255'],
  ['tlvs[0].vsiid', UUID, IDENTIFIER],
  ['tlvs[0].vsiid', undefined, IDENTIFIER],
  ['tlvs[0].filterInfo', undefined, 'an object'],
  ['tlvs[0].filterInfo', null, 'an object'],
  ['tlvs[0].filterInfo.format', 0, 'an integer 1..4'],
  ['tlvs[0].filterInfo.format', 5, 'an integer 1..4'],
  [entry, undefined, ENTRIES(243)],
  [entry, new Array(244).fill(vid(1)), ENTRIES(243)],
  [`${entry}[1]`, null, 'an object'],
  [`${entry}[1]`, undefined, 'an object'],
  [`${entry}[1].pcp`, 8, 'an integer 0..7'],
  [`${entry}[1].pcp`, -1, 'an integer 0..7'],
  [`${entry}[1].vid`, 4096, 'an integer 0..4095'],
  [`${entry}[1].vid`, -1, 'an integer 0..4095'],
  [`${entry}[1].vid`, undefined, 'an integer 0..4095'],
  [`${entry}[0].mac`, 2, 'no such member in filter info format 1'],
  [`${entry}[0].groupId`, 0, 'no such member in filter info format 1'],
  ['tlvs[1].filterInfo.entries', new Array(61).fill({ mac: 2, ...vid(2) }), ENTRIES(60)],
  ['tlvs[1].filterInfo.entries[0].mac', undefined, 'an integer 0..281474976710655'],
  ['tlvs[1].filterInfo.entries[0].mac', 2 ** 48, 'an integer 0..281474976710655'],
  ['tlvs[1].filterInfo.entries[0].mac', -1, 'an integer 0..281474976710655'],
  ['tlvs[1].filterInfo.entries[0].groupId', 1, 'no such member in filter info format 2'],
  ['tlvs[2].filterInfo.entries[0].groupId', undefined, 'an integer 0..4294967295'],
  ['tlvs[2].filterInfo.entries[0].groupId', 2 ** 32, 'an integer 0..4294967295'],
  ['tlvs[2].filterInfo.entries[0].groupId', -1, 'an integer 0..4294967295'],
  ['tlvs[2].filterInfo.entries[0].mac', 1, 'no such member in filter info format 3'],
  ['tlvs[0].filterInfo.withoutCount', true, 'only in a De-Associate without entries'],
  ['tlvs[3].filterInfo.format', 256, 'an integer 0..255'],
  ['tlvs[4].filterInfo', null, 'an object'],
  ['tlvs[4].status', 256, 'an integer 0..255'],
  ['tlvs[4].filterInfo.format', 256, 'an integer 5..255'],
  ['tlvs[4].filterInfo.format', 4, 'an integer 5..255'],
  ['tlvs[4].filterInfo.layout.octets', 487, 'an integer 1..486'],
  ['tlvs[4].filterInfo.layout.octets', undefined, 'an integer 1..486'],
  ['tlvs[4].filterInfo.entries', new Array(244).fill({}), ENTRIES(243)],
  ['tlvs[4].filterInfo.entries[0].octets', new Uint8Array(3), 'a Uint8Array of 2 octets'],
  ['tlvs[4].filterInfo.entries[0].octets', '0102', 'a Uint8Array of 2 octets'],
  ['tlvs[4].filterInfo.entries[0].vid', 1, 'no such member in filter info format 200'],
  ['tlvs[5].oui', 0x100_0000, 'an integer 0..16777215'],
  ['tlvs[5].oui', -1, 'an integer 0..16777215'],
  ['tlvs[5].data', new Uint8Array(509), 'a Uint8Array of 0..508 octets'],
  ['tlvs[5].data', undefined, 'a Uint8Array of 0..508 octets'],
  ['tlvs[6].type', 0, 'an integer 1..127'],
  ['tlvs[6].type', 128, 'an integer 1..127'],
  ['tlvs[6].type', 5, 'no second VSI Manager ID TLV'],
  ['tlvs[6].value', new Uint8Array(512), 'a Uint8Array of 0..511 octets'],
  ['tlvs[6].value', [1], 'a Uint8Array of 0..511 octets'],
  ['tlvs[7].type', 0, 'an integer 1..127'],
  ['tlvs[7].type', 5, 'no second VSI Manager ID TLV'],
  ['tlvs[7].value', undefined, 'a Uint8Array of 0..511 octets'],
])('%s is not to be %o', (path, member, expected) => {
  const value = changed(ulpdu, path, member) as VdpUlpdu;
  const field = path === '' ? 'vdp' : `vdp.${path}`;
  const error = refusal((out) => encodeVdpUlpduInto(value, out, 0));
  expect([error.field, error.expected]).toEqual([field, expected]);
  expect(error.value).toBe(member);
  expect(() => encodeVdpUlpdu(value)).toThrow(expect.objectContaining({ code: 'dot1qbgEncode', field }));
});

test('a De-Associate without count has no entries', () => {
  const filterInfo = { format: 1, entries: [vid(1)], withoutCount: true } as unknown as FilterInfo;
  const value = { managerId, tlvs: [{ ...associationTlv(4, 1, []), filterInfo }] };
  expect(refusal((out) => encodeVdpUlpduInto(value, out, 0))).toMatchObject({
    field: 'vdp.tlvs[0].filterInfo.withoutCount',
    expected: 'only in a De-Associate without entries',
  });
});

test('more than 1496 octets together', () => {
  const organization = (length: number) => ({ kind: 'organization' as const, oui: 1, data: new Uint8Array(length) });
  const value = { managerId, tlvs: [organization(508), organization(508), organization(448)] };
  expect(refusal((out) => encodeVdpUlpduInto(value, out, 0))).toMatchObject({
    field: 'vdp',
    value: 1497,
    expected: 'TLVs of at most 1496 octets together',
  });
});

test('where there is no room nothing is written', () => {
  const value = { managerId, tlvs: [good] };
  for (const offset of [4, 100, -1, 0.5, Number.NaN]) {
    const error = refusal((out) => encodeVdpUlpduInto(value, out, offset), 50);
    expect(error).toMatchObject({ field: 'out', expected: `room for 47 octets at offset ${offset}` });
  }
  expect(encodeVdpUlpduInto(value, new Uint8Array(50), 3)).toBe(50);
});

test('a tester may send what a receiver rejects', () => {
  const tlv = { ...associationTlv(1, 2, []), status: 0xff, vsiidFormat: 0, vsiid: identifier('ff'.repeat(16)) };
  const digits = `0219 ff 000001 00 00 ${'ff'.repeat(16)} 02 0000`;
  expect(toHex(encodeVdpUlpdu({ managerId, tlvs: [tlv] }))).toBe(toHex(hex(`${MANAGER} ${digits}`)));
});
