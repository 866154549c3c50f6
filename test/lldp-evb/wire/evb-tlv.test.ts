// The EVB TLV, D.2.12: where each field lies, and the four ways through the codec. What a receiver makes of faults is in
// evb-tlv-rules.test.ts.

import { describe, expect, test } from 'vitest';
import {
  byteLengthEvbTlv,
  checkEvbTlv,
  decodeEvbTlv,
  type EvbTlv,
  encodeEvbTlv,
  encodeEvbTlvInto,
  evbBridgeStatus,
  evbMode,
  evbR,
  evbRka,
  evbRkaRol,
  evbRte,
  evbRwd,
  evbRwdRol,
  evbStationStatus,
} from '../../../src/lldp-evb/index.js';
import { construct } from '../../support/encoding.js';
import { evbTlv } from '../../support/evb.js';
import { hex, toHex } from '../../support/hex.js';

/** A station that has heard its bridge. */
const octets = hex('0080c20d 07 0d 6e b4 34');
const station = evbTlv({
  bgid: true,
  rrcap: true,
  rrctr: true,
  sgid: true,
  rrreq: true,
  rrstat: 1,
  r: 3,
  rte: 14,
  evbMode: 2,
  rwdRol: true,
  rwd: 20,
  rkaRol: true,
  rka: 20,
});

test('deconstruct', () => {
  const bytes = hex(`ffff ${toHex(octets)} ffff`);
  expect(checkEvbTlv(bytes, 2, 9)).toBeUndefined();
  expect(evbBridgeStatus(bytes, 2)).toBe(0x07);
  expect(evbStationStatus(bytes, 2)).toBe(0x0d);
  expect(evbR(bytes, 2)).toBe(3);
  expect(evbRte(bytes, 2)).toBe(14);
  expect(evbMode(bytes, 2)).toBe(2);
  expect(evbRwdRol(bytes, 2)).toBe(true);
  expect(evbRwd(bytes, 2)).toBe(20);
  expect(evbRkaRol(bytes, 2)).toBe(true);
  expect(evbRka(bytes, 2)).toBe(20);
});

test('construct', () => {
  expect(byteLengthEvbTlv(station)).toBe(9);
  expect(toHex(construct(9, (out, at) => encodeEvbTlvInto(station, out, at)))).toBe(toHex(octets));
});

test('parse', () => {
  expect(decodeEvbTlv(octets)).toStrictEqual({ ok: true, value: station, notes: [] });
});

test('emit', () => {
  expect(toHex(encodeEvbTlv(station))).toBe(toHex(octets));
});

test('every truncation is an error and none throws', () => {
  for (let length = 0; length < octets.length; length++) {
    const code = length < 4 ? 'evbTlvSubtype' : 'evbTlvLength';
    expect(decodeEvbTlv(octets.subarray(0, length))).toMatchObject({
      ok: false,
      error: { code, field: 'evb', offset: 0, length },
    });
  }
});

describe('one bit at a time', () => {
  // Octet and bit, and the one member that is not 0 or false.
  test.each<[octet: number, bit: number, member: Partial<EvbTlv>]>([
    [4, 0x80, { bridgeReserved: 16 }],
    [4, 0x40, { bridgeReserved: 8 }],
    [4, 0x20, { bridgeReserved: 4 }],
    [4, 0x10, { bridgeReserved: 2 }],
    [4, 0x08, { bridgeReserved: 1 }],
    [4, 0x04, { bgid: true }],
    [4, 0x02, { rrcap: true }],
    [4, 0x01, { rrctr: true }],
    [5, 0x80, { stationReserved: 8 }],
    [5, 0x40, { stationReserved: 4 }],
    [5, 0x20, { stationReserved: 2 }],
    [5, 0x10, { stationReserved: 1 }],
    [5, 0x08, { sgid: true }],
    [5, 0x04, { rrreq: true }],
    [5, 0x02, { rrstat: 2 }],
    [5, 0x01, { rrstat: 1 }],
    [6, 0x80, { r: 4 }],
    [6, 0x40, { r: 2 }],
    [6, 0x20, { r: 1 }],
    [6, 0x10, { rte: 16 }],
    [6, 0x08, { rte: 8 }],
    [6, 0x04, { rte: 4 }],
    [6, 0x02, { rte: 2 }],
    [6, 0x01, { rte: 1 }],
    [7, 0x80, { evbMode: 2 }],
    [7, 0x40, { evbMode: 1 }],
    [7, 0x20, { rwdRol: true }],
    [7, 0x10, { rwd: 16 }],
    [7, 0x08, { rwd: 8 }],
    [7, 0x04, { rwd: 4 }],
    [7, 0x02, { rwd: 2 }],
    [7, 0x01, { rwd: 1 }],
    [8, 0x80, { rkaReserved: 2 }],
    [8, 0x40, { rkaReserved: 1 }],
    [8, 0x20, { rkaRol: true }],
    [8, 0x10, { rka: 16 }],
    [8, 0x08, { rka: 8 }],
    [8, 0x04, { rka: 4 }],
    [8, 0x02, { rka: 2 }],
    [8, 0x01, { rka: 1 }],
  ])('octet %i, bit %i is %o', (octet, bit, member) => {
    const bytes = hex('0080c20d 0000000000');
    bytes[octet] = bit;
    const result = decodeEvbTlv(bytes);
    expect(result).toMatchObject({ ok: true });
    expect(result.ok && result.value).toStrictEqual(evbTlv(member));
    expect(toHex(encodeEvbTlv(evbTlv(member)))).toBe(toHex(bytes));
  });
});

test('the OUI and the subtype have to be those of EVB', () => {
  for (const head of ['0180c20d', '0081c20d', '0080c30d', '0080c20e', '001b3f00']) {
    expect(decodeEvbTlv(hex(`${head} 000f6e9414`))).toMatchObject({
      ok: false,
      error: { code: 'evbTlvSubtype', field: 'evb', offset: 0, length: 9, clause: 'D.2.12' },
    });
  }
});
