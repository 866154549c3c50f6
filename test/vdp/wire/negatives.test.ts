// The decoder negatives of VDP: ULPDUs, behind the ECP header, that are discarded, or of which only a part counts.

import { expect, test } from 'vitest';
import {
  admitAssociation,
  createVdpUlpduCursor,
  decodeVdpUlpdu,
  nextVdpTlv,
  STATUS_ACK,
  STATUS_HARD,
  wrapVdpUlpdu,
} from '../../../src/vdp/index.js';
import { hex } from '../../support/hex.js';
import { identifier } from './tlvs.js';

const MANAGER = '0a10 00000000000000000000ffffc000020a';
const ASSOCIATE = '0621 00 000001 00 05 a141285760f74ce1e95a2164943f53aa 02 0001 525400aabbcc 0064';

const managerId = identifier('00000000000000000000ffffc000020a');
const associate = {
  kind: 'association',
  type: 3,
  status: 0,
  typeId: 1,
  typeVersion: 0,
  vsiidFormat: 5,
  vsiid: identifier('a141285760f74ce1e95a2164943f53aa'),
  filterInfo: { format: 2, entries: [{ mac: 0x525400aabbcc, ps: false, pcp: 0, vid: 100 }] },
};

test.each([
  ['10.2/1: an Associate first', `${ASSOCIATE} ${MANAGER}`, 'vdpManagerIdFirst', 'vdp.managerId', 0],
  ['10.2/2: a manager ID of 15 octets', `0a0f ${'00'.repeat(15)}`, 'vdpManagerIdFirst', 'vdp.managerId', 0],
  [
    '10.2/2: the same, and padding',
    `0a0f ${'00'.repeat(15)} ${'00'.repeat(25)}`,
    'vdpManagerIdLength',
    'vdp.managerId',
    0,
  ],
  ['10.2/2: the same, and a TLV', `0a0f ${'00'.repeat(15)} ${ASSOCIATE}`, 'vdpManagerIdLength', 'vdp.managerId', 0],
  ['10.2/3: manager, manager', `${MANAGER} ${MANAGER}`, 'vdpManagerIdRepeated', 'vdp.tlvs[0]', 18],
  ['10.2/4: 32 octets of 33', `${MANAGER} ${ASSOCIATE.slice(0, -2)}`, 'vdpTlvTruncated', 'vdp.tlvs[0]', 18],
])('vdp %s discards the ULPDU', (_title, bytes, code, field, offset) => {
  expect(decodeVdpUlpdu(hex(bytes))).toMatchObject({ ok: false, error: { code, field, offset, length: 2 } });
});

test.each<[title: string, rest: string, tlv: unknown[], codes: string[]]>([
  ['10.2/5: End', '0000', [], ['vdpNoAssociation']],
  ['10.2/5: End and padding', '0000 000000', [], ['vdpNoAssociation']],
  ['10.2/5: End and anything', `0000 ${ASSOCIATE}`, [], ['vdpNoAssociation']],
  [
    '10.2/6: reserved type 6, then an Associate',
    `0c02 abcd ${ASSOCIATE}`,
    [{ kind: 'unknown', type: 6, value: hex('abcd') }, associate],
    ['vdpTlvReserved'],
  ],
  [
    '10.2/7: an organizational TLV of 2 octets, then an Associate',
    `fe02 0000 ${ASSOCIATE}`,
    [{ kind: 'rejected', type: 127, value: hex('0000'), code: 'vdpOrganizationTlvShort' }, associate],
    ['vdpOrganizationTlvShort'],
  ],
])('vdp %s is accepted', (_title, rest, tlvs, codes) => {
  const result = decodeVdpUlpdu(hex(`${MANAGER} ${rest}`));
  expect(result.ok && result.value).toStrictEqual({ managerId, tlvs });
  expect(result.ok && result.notes.map(({ code }) => code)).toEqual(codes);
});

test('vdp 10.2/8: two entries and room for one is answered by status 51', () => {
  const value = '00 000001 00 05 a141285760f74ce1e95a2164943f53aa 02 0002 525400aabbcc 0064';
  const bytes = hex(`${MANAGER} 0621 ${value}`);
  const result = decodeVdpUlpdu(bytes);
  expect(result.ok && result.value).toStrictEqual({
    managerId,
    tlvs: [{ kind: 'rejected', type: 3, value: hex(value), code: 'vdpFilterInfoLength' }],
  });
  const cursor = createVdpUlpduCursor();
  expect(wrapVdpUlpdu(cursor, bytes, 0, bytes.length)).toBeUndefined();
  expect(nextVdpTlv(cursor)).toBe(true);
  const admission = admitAssociation(cursor, { role: 'bridge', groupIdAgreed: false, vsiKnown: false });
  expect(admission).toMatchObject({ verdict: 'respond', rule: 'vdpFilterInfoLength', errorType: 1 });
  expect(STATUS_ACK | STATUS_HARD | (admission.verdict === 'respond' ? admission.errorType : 0)).toBe(0x51);
});
