// The VDP ULPDU, 41.2: where each field lies, the four ways through the codec, the cursor. What a receiver makes of faults
// is in ulpdu-rules.test.ts and association-rules.test.ts, laws are in ulpdu-laws.test.ts.

import { expect, test } from 'vitest';
import {
  byteLengthVdpUlpdu,
  checkAssociation,
  createVdpUlpduCursor,
  decodeVdpUlpdu,
  encodeVdpUlpdu,
  encodeVdpUlpduInto,
  isAssociation,
  nextVdpTlv,
  readVdpEntry,
  rewindVdpUlpdu,
  VDP_ASSOCIATE,
  VDP_DE_ASSOCIATE,
  VDP_MANAGER_ID,
  VDP_ORGANIZATION,
  VDP_PRE_ASSOCIATE,
  VDP_PRE_ASSOCIATE_RR,
  type VdpUlpdu,
  wrapVdpUlpdu,
} from '../../../src/vdp/index.js';
import { construct } from '../../support/encoding.js';
import { hex, toHex } from '../../support/hex.js';
import { associationTlv, GOOD, good, identifier, MANAGER, managerId } from './tlvs.js';

/** One TLV of each kind that a receiver accepts: 18 + 51 + 2 + 9 octets. */
const octets = hex(`
  0a10 fe80000000000000021122fffe334455
  0431 2f a1b2c3 d4 02 20010db8000000010000000200000063 04 0002
    80000001 fedcba987654 e0c8
    00000002 020000000001 0fff
  0c00
  fe07 00000c f1 414243`);

const ulpdu: VdpUlpdu = {
  managerId: { w0: -0x0180_0000, w1: 0, w2: 0x021122ff, w3: -0x01cc_bbab },
  tlvs: [
    {
      kind: 'association',
      type: 2,
      status: 0x2f,
      typeId: 0xa1b2c3,
      typeVersion: 0xd4,
      vsiidFormat: 2,
      vsiid: { w0: 0x20010db8, w1: 1, w2: 2, w3: 0x63 },
      filterInfo: {
        format: 4,
        entries: [
          { groupId: 0x80000001, mac: 0xfedcba987654, ps: true, pcp: 6, vid: 200 },
          { groupId: 2, mac: 0x020000000001, ps: false, pcp: 0, vid: 4095 },
        ],
      },
    },
    { kind: 'unknown', type: 6, value: hex('') },
    { kind: 'organization', oui: 12, data: hex('f1414243') },
  ],
};

const notes = [
  {
    code: 'vdpStatusReserved',
    field: 'vdp.tlvs[0].status',
    offset: 20,
    length: 1,
    clause: '41.2.3',
  },
  {
    code: 'vdpTlvReserved',
    field: 'vdp.tlvs[1]',
    offset: 69,
    length: 2,
    clause: '41.2',
  },
];

test('deconstruct', () => {
  const bytes = hex(`ffffff ${toHex(octets)} 0000 ffff`);
  const cursor = createVdpUlpduCursor();
  expect(nextVdpTlv(cursor)).toBe(false);
  expect([cursor.index, cursor.type, cursor.end, cursor.entryCount]).toEqual([-1, 0, 0, 0]);
  expect(wrapVdpUlpdu(cursor, bytes, 3, bytes.length)).toBeUndefined();
  expect([cursor.index, cursor.type, cursor.end]).toEqual([-1, 5, 3 + 80]);
  expect(cursor.managerId).toEqual(ulpdu.managerId);
  expect(nextVdpTlv(cursor)).toBe(true);
  expect([cursor.index, cursor.type, cursor.length, cursor.at]).toEqual([0, 2, 49, 21]);
  expect(checkAssociation(cursor)).toBeUndefined();
  expect([cursor.filterFormat, cursor.layout.octets, cursor.entryCount]).toEqual([4, 12, 2]);
  expect([cursor.status, cursor.typeId, cursor.typeVersion, cursor.vsiidFormat]).toEqual([0x2f, 0xa1b2c3, 0xd4, 2]);
  expect(cursor.vsiid).toEqual({ w0: 0x20010db8, w1: 1, w2: 2, w3: 0x63 });
  const entries = [0, 1].map((i) => {
    readVdpEntry(cursor, i);
    return [cursor.groupId, cursor.macHi, cursor.macLo, cursor.vidField];
  });
  expect(entries).toEqual([
    [-0x7fff_ffff, 0xfedc, -0x4567_89ac, 0xe0c8],
    [2, 0x0200, 1, 0x0fff],
  ]);
  expect(nextVdpTlv(cursor)).toBe(true);
  expect([cursor.index, cursor.type, cursor.length, cursor.at]).toEqual([1, 6, 0, 72]);
  expect(nextVdpTlv(cursor)).toBe(true);
  expect([cursor.index, cursor.type, cursor.length, cursor.at]).toEqual([2, 127, 7, 74]);
  expect(nextVdpTlv(cursor)).toBe(false);
  expect(nextVdpTlv(cursor)).toBe(false);
});

test('the cursor can be rewound', () => {
  const cursor = createVdpUlpduCursor();
  const types = (): number[] => {
    const found: number[] = [];
    while (nextVdpTlv(cursor)) found.push(cursor.type);
    return found;
  };
  wrapVdpUlpdu(cursor, octets, 0, octets.length);
  expect(types()).toEqual([2, 6, 127]);
  expect(types()).toEqual([]);
  rewindVdpUlpdu(cursor);
  expect([cursor.index, cursor.type, cursor.length, cursor.at]).toEqual([-1, 5, 16, 0]);
  expect(types()).toEqual([2, 6, 127]);
});

test('the cursor is reused, and keeps nothing of what it was on', () => {
  const cursor = createVdpUlpduCursor();
  const torn = octets.subarray(0, 68);
  for (const [bytes, code, tlvs] of [
    [octets, undefined, 3],
    [torn, 'vdpTlvTruncated', 0],
    [hex(`${MANAGER} ${GOOD} ${MANAGER}`), 'vdpManagerIdRepeated', 0],
    [hex('0a10'), 'vdpManagerIdFirst', 0],
    [hex(MANAGER), undefined, 0],
    [hex(`${MANAGER} ${GOOD}`), undefined, 1],
  ] as const) {
    expect(wrapVdpUlpdu(cursor, bytes, 0, bytes.length)).toBe(code);
    let count = 0;
    while (nextVdpTlv(cursor)) expect(cursor.index).toBe(count++);
    expect(count).toBe(tlvs);
  }
});

test('the entries of one TLV are not taken for those of the next', () => {
  const bytes = hex(
    `${MANAGER} ${GOOD} 0617 00000001 00 05 ${'11'.repeat(16)} 01 0817 00000001 00 05 ${'11'.repeat(16)} 01`,
  );
  const cursor = createVdpUlpduCursor();
  wrapVdpUlpdu(cursor, bytes, 0, bytes.length);
  const counts: unknown[] = [];
  while (nextVdpTlv(cursor)) counts.push([checkAssociation(cursor), cursor.entryCount]);
  expect(counts).toEqual([
    [undefined, 1],
    ['vdpFilterInfoCount', 0],
    [undefined, 0],
  ]);
});

test('the cursor does not look beyond the end it was given', () => {
  const cursor = createVdpUlpduCursor();
  expect(wrapVdpUlpdu(cursor, octets, 0, 17)).toBe('vdpManagerIdFirst');
  expect(wrapVdpUlpdu(cursor, octets, 0, 68)).toBe('vdpTlvTruncated');
  expect([cursor.at, cursor.index, cursor.end]).toEqual([18, 0, 18]);
  expect(wrapVdpUlpdu(cursor, octets, 0, 18)).toBeUndefined();
  expect(nextVdpTlv(cursor)).toBe(false);
});

test('construct', () => {
  expect(byteLengthVdpUlpdu(ulpdu)).toBe(80);
  expect(toHex(construct(80, (out, at) => encodeVdpUlpduInto(ulpdu, out, at)))).toBe(toHex(octets));
});

test('parse', () => {
  expect(decodeVdpUlpdu(octets)).toStrictEqual({ ok: true, value: ulpdu, notes });
});

test('emit', () => {
  expect(toHex(encodeVdpUlpdu(ulpdu))).toBe(toHex(octets));
});

test('every truncation: an error inside a TLV, accepted between TLVs', () => {
  const whole = new Map([
    [18, 0],
    [69, 1],
    [71, 2],
  ]);
  for (let length = 0; length < octets.length; length++) {
    const result = decodeVdpUlpdu(octets.subarray(0, length));
    const left = whole.get(length - 1);
    const tlvs = whole.get(length) ?? left;
    if (tlvs === undefined) {
      const code = length < 18 ? 'vdpManagerIdFirst' : 'vdpTlvTruncated';
      const [offset, field] =
        length < 18 ? [0, 'vdp.managerId'] : length < 69 ? [18, 'vdp.tlvs[0]'] : [71, 'vdp.tlvs[2]'];
      expect(result).toMatchObject({ ok: false, error: { code, field, offset, length: Math.min(2, length) } });
    } else {
      expect(result).toMatchObject({ ok: true, value: { ...ulpdu, tlvs: ulpdu.tlvs.slice(0, tlvs) } });
      expect(result.ok && result.notes.some(({ code }) => code === 'vdpOctetLeft')).toBe(left !== undefined);
    }
  }
});

test('what is decoded is a copy of the octets, of those of a Node buffer too', () => {
  const raw = `${MANAGER} 0602 abcd fe04 00000cff 0c03 010203`;
  for (const bytes of [hex(raw), Buffer.from(hex(raw))]) {
    const result = decodeVdpUlpdu(bytes);
    bytes.fill(0);
    expect(result.ok && result.value).toStrictEqual({
      managerId,
      tlvs: [
        { kind: 'rejected', type: 3, value: hex('abcd'), code: 'vdpAssociationShort' },
        { kind: 'organization', oui: 12, data: hex('ff') },
        { kind: 'unknown', type: 6, value: hex('010203') },
      ],
    });
  }
});

// Octet and bit from the header of the TLV, and what differs from the TLV without it.
test.each<[octet: number, bit: number, member: object]>([
  [2, 0x80, { status: 128 }],
  [2, 0x01, { status: 1 }],
  [3, 0x80, { typeId: 0x800000 }],
  [3, 0x01, { typeId: 0x010000 }],
  [4, 0x80, { typeId: 0x008000 }],
  [5, 0x01, { typeId: 1 }],
  [6, 0x80, { typeVersion: 128 }],
  [6, 0x01, { typeVersion: 1 }],
  [8, 0x80, { vsiid: identifier('80000000000000000000000000000000') }],
  [15, 0x01, { vsiid: identifier('00000000000000010000000000000000') }],
  [23, 0x01, { vsiid: identifier('00000000000000000000000000000001') }],
])('octet %i of an association TLV, bit %i is %o', (octet, bit, member) => {
  const bytes = hex(`${MANAGER} 061b 00 000000 00 04 ${'00'.repeat(16)} 01 0001 0064`);
  bytes[18 + octet] = bit;
  const zero = { typeId: 0, vsiidFormat: 4, vsiid: identifier('00'.repeat(16)) };
  const value = { managerId, tlvs: [{ ...good, ...zero, ...member }] };
  const result = decodeVdpUlpdu(bytes);
  expect(result.ok && result.value).toStrictEqual(value);
  expect(toHex(encodeVdpUlpdu(value))).toBe(toHex(bytes));
});

test('the TLV types of the standard', () => {
  expect([VDP_PRE_ASSOCIATE, VDP_PRE_ASSOCIATE_RR, VDP_ASSOCIATE, VDP_DE_ASSOCIATE]).toEqual([1, 2, 3, 4]);
  expect([VDP_MANAGER_ID, VDP_ORGANIZATION]).toEqual([5, 127]);
  expect([0, 1, 2, 3, 4, 5, 6, 126, 127].filter(isAssociation)).toEqual([1, 2, 3, 4]);
});

test('a ULPDU of exactly 1496 octets', () => {
  const full: VdpUlpdu = {
    managerId,
    tlvs: [508, 508, 447].map((length) => ({ kind: 'organization', oui: 0xffffff, data: new Uint8Array(length) })),
  };
  const bytes = encodeVdpUlpdu(full);
  expect(bytes.length).toBe(1496);
  const result = decodeVdpUlpdu(bytes);
  expect(result.ok && result.value).toStrictEqual(full);
});

test('entries of a registered format without members are octets; a format that nobody has registered is rejected', () => {
  const value = `00 000001 00 05 a141285760f74ce1e95a2164943f53aa c8 0002 010203 040506`;
  const bytes = hex(`${MANAGER} 061f ${value} ${GOOD}`);
  const layout = { octets: 3 };
  const entries = [{ octets: hex('010203') }, { octets: hex('040506') }];
  const opaque = { ...good, filterInfo: { format: 200, layout, entries } };
  expect(decodeVdpUlpdu(bytes, { formats: { 200: layout } })).toStrictEqual({
    ok: true,
    value: { managerId, tlvs: [opaque, good] },
    notes: [],
  });
  expect(toHex(encodeVdpUlpdu({ managerId, tlvs: [opaque, good] }))).toBe(toHex(bytes));
  const rejected = { kind: 'rejected', type: 3, value: hex(value) };
  expect(decodeVdpUlpdu(bytes, { formats: { 200: { octets: 4 }, 201: layout } })).toMatchObject({
    value: { tlvs: [{ ...rejected, code: 'vdpFilterInfoLength' }, {}] },
  });
  expect(decodeVdpUlpdu(bytes, { formats: { 201: layout } })).toMatchObject({
    value: { tlvs: [{ ...rejected, code: 'vdpFilterInfoFormat' }, {}] },
  });
});

test('formats 1 to 4 cannot be registered anew', () => {
  const bytes = hex(`${MANAGER} ${GOOD}`);
  expect(decodeVdpUlpdu(bytes, { formats: { 1: { octets: 1 } } })).toStrictEqual({
    ok: true,
    value: { managerId, tlvs: [associationTlv(3, 1, [{ ps: false, pcp: 0, vid: 100 }])] },
    notes: [],
  });
});
