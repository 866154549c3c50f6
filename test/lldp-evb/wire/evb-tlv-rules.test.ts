// What a receiver makes of an EVB TLV that is not as it should be. Row 5 (mode equal to the local one) is not the codec's
// affair; row 6 (second EVB TLV) is in test/frame/organization-tlv.test.ts.

import { expect, test } from 'vitest';
import { decodeFrame, describeFrame, type FieldNode } from '../../../src/frame/index.js';
import { decodeEvbTlv, encodeEvbTlv } from '../../../src/lldp-evb/index.js';
import { evbTlv } from '../../support/evb.js';
import { hex, toHex } from '../../support/hex.js';

const OUI = '0080c20d';
/** The EVB TLV of a bridge. */
const bridge = evbTlv({ bgid: true, rrcap: true, r: 3, rte: 14, evbMode: 1, rwd: 22, rka: 18 });
const BRIDGE = '06006e5612';

/** An LLDPDU whose only optional TLV is this one: its information starts at octet 33, behind a header at 31. */
const inFrame = (information: Uint8Array) =>
  hex(`0180c2000000 02005e100002 88cc 02070402005e100002 04020565 06020079 fe
       ${information.length.toString(16).padStart(2, '0')} ${toHex(information)} 0000`);

test.each([4, 5, 8])('lldp-evb 6.4/1: a TLV of %i octets is skipped', (length) => {
  const information = hex(`${OUI} ${BRIDGE}`).subarray(0, length);
  const error = {
    code: 'evbTlvLength',
    offset: 0,
    length,
    field: 'evb',
    clause: 'D.2.12',
  };
  expect(decodeEvbTlv(information)).toStrictEqual({ ok: false, error });
  const result = decodeFrame(inFrame(information));
  expect(result).toMatchObject({
    ok: true,
    value: { lldp: { tlvs: [{ kind: 'rejected', type: 127, value: information, code: 'evbTlvLength' }] } },
    notes: [{ code: 'evbTlvLength', field: 'lldp.tlvs[0]', offset: 33, length }],
  });
});

/** The same, two octets longer. */
const long = hex(`${OUI} ${BRIDGE} dead`);

test('lldp-evb 6.4/2: of a longer TLV the first nine octets count, the others are kept and told', () => {
  const note = { code: 'evbTlvLong', field: 'evb', offset: 9, length: 2, clause: 'D.2.12' };
  expect(decodeEvbTlv(long)).toMatchObject({ ok: true, notes: [note] });
  const result = decodeEvbTlv(long);
  expect(result.ok && result.value).toStrictEqual({ ...bridge, extension: hex('dead') });
  expect(toHex(encodeEvbTlv({ ...bridge, extension: hex('dead') }))).toBe(toHex(long));
});

test('lldp-evb 6.4/2: so in a frame', () => {
  expect(decodeFrame(inFrame(long))).toMatchObject({
    ok: true,
    value: { lldp: { tlvs: [{ kind: 'evb', evb: { ...bridge, extension: hex('dead') } }] } },
    notes: [{ code: 'evbTlvLong', field: 'lldp.tlvs[0].evb', offset: 42, length: 2 }],
  });
});

test('lldp-evb 6.4/2: with evbTlvLength exact a longer TLV is skipped', () => {
  expect(decodeEvbTlv(long, { evbTlvLength: 'exact' })).toMatchObject({
    ok: false,
    error: { code: 'evbTlvLength', field: 'evb', offset: 0, length: 11 },
  });
  expect(decodeFrame(inFrame(long), { evbTlvLength: 'exact' })).toMatchObject({
    ok: true,
    value: { lldp: { tlvs: [{ kind: 'rejected', type: 127, value: long, code: 'evbTlvLength' }] } },
    notes: [{ code: 'evbTlvLength', field: 'lldp.tlvs[0]', offset: 33, length: 11 }],
  });
  expect(decodeEvbTlv(hex(`${OUI} ${BRIDGE}`), { evbTlvLength: 'exact' }).ok).toBe(true);
  expect(decodeEvbTlv(long, { evbTlvLength: 'min' }).ok).toBe(true);
});

test('lldp-evb 6.4/2: up to the longest TLV there is', () => {
  const longest = { ...bridge, extension: new Uint8Array(502).fill(0x5a) };
  const result = decodeEvbTlv(encodeEvbTlv(longest));
  expect(result).toMatchObject({ ok: true, notes: [{ code: 'evbTlvLong', offset: 9, length: 502 }] });
  expect(result.ok && result.value).toStrictEqual(longest);
});

// What has nothing wrong with it, as far as octets go: value and octets stay, nothing is told.
test.each([
  ['lldp-evb 6.4/3: mode 0 is kept', '06006e1612', { ...bridge, evbMode: 0 }],
  ['lldp-evb 6.4/4: mode 3 is kept', '06006ed612', { ...bridge, evbMode: 3 }],
  ['lldp-evb 6.4/8: RRSTAT 2 is kept', '06026e5612', { ...bridge, rrstat: 2 }],
  ['lldp-evb 6.4/8: RRSTAT 3 is kept', '06036e5612', { ...bridge, rrstat: 3 }],
  ['lldp-evb 6.4/10: R 0 is legal', '06000e5612', { ...bridge, r: 0 }],
])('%s', (_title, octets, value) => {
  const information = hex(`${OUI} ${octets}`);
  expect(decodeEvbTlv(information)).toStrictEqual({ ok: true, value, notes: [] });
  expect(toHex(encodeEvbTlv(value))).toBe(toHex(information));
});

test.each([
  ['lldp-evb 6.4/8: RRSTAT 2 means unknown', '06026e5612', 'rrstat', 'unknown'],
  ['lldp-evb 6.4/8: RRSTAT 3 means unknown', '06036e5612', 'rrstat', 'unknown'],
  ['lldp-evb 6.4/3: mode 0 means not supported', '06006e1612', 'evbMode', 'not supported'],
  ['lldp-evb 6.4/4: mode 3 means NVO3', '06006ed612', 'evbMode', 'NVO3'],
])('%s', (_title, octets, name, meaning) => {
  const all = (nodes: readonly FieldNode[]): FieldNode[] => nodes.flatMap((node) => [node, ...all(node.children)]);
  const nodes = all(describeFrame(inFrame(hex(`${OUI} ${octets}`))));
  expect(nodes.find((node) => node.path === `lldp.tlvs[0].evb.${name}`)).toMatchObject({ meaning });
});

test('lldp-evb 6.4/7: reserved bits are kept and told, and change nothing else', () => {
  const information = hex(`${OUI} fe f0 6e 56 d2`);
  const value = { ...bridge, bridgeReserved: 31, stationReserved: 15, rkaReserved: 3 };
  expect(decodeEvbTlv(information)).toMatchObject({
    ok: true,
    notes: [
      { code: 'evbReserved', field: 'evb.bridgeReserved', offset: 4, length: 1, clause: 'D.2.12' },
      { code: 'evbReserved', field: 'evb.stationReserved', offset: 5, length: 1 },
      { code: 'evbReserved', field: 'evb.rkaReserved', offset: 8, length: 1 },
    ],
  });
  const result = decodeEvbTlv(information);
  expect(result.ok && result.value).toStrictEqual(value);
  expect(toHex(encodeEvbTlv(value))).toBe(toHex(information));
});

test('lldp-evb 6.4/9: RRCTR without RRCAP is accepted and told', () => {
  const information = hex(`${OUI} 05 00 6e 56 12`);
  const value = { ...bridge, rrcap: false, rrctr: true };
  const note = { code: 'evbRrctrWithoutRrcap', field: 'evb.rrctr', offset: 4, length: 1, clause: 'D.2.12' };
  expect(decodeEvbTlv(information)).toStrictEqual({
    ok: true,
    value,
    notes: [note],
  });
  expect(toHex(encodeEvbTlv(value))).toBe(toHex(information));
  expect(decodeEvbTlv(hex(`${OUI} 07 00 6e 56 12`))).toMatchObject({ ok: true, notes: [] });
});
