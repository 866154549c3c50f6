// The LLDPDU, 802.1AB: the four ways through the codec. Faults are in lldpdu-rules.test.ts, refusals in
// lldpdu-encode.test.ts.

import { expect, test } from 'vitest';
import {
  byteLengthLldpdu,
  checkLldpTlv,
  createLldpduCursor,
  decodeLldpdu,
  encodeLldpdu,
  encodeLldpduInto,
  type Lldpdu,
  lldpChassisIdSubtype,
  lldpPortIdSubtype,
  lldpTtl,
  lldpValueAt,
  nextLldpTlv,
  rewindLldpdu,
  wrapLldpdu,
} from '../../../src/lldp-evb/index.js';
import { construct } from '../../support/encoding.js';
import { hex, toHex } from '../../support/hex.js';

const octets = hex('02070402005e100001 04050565746830 06020079 0a06686f73742d61 fe090080c20d000f6e9414 0000');
const lldpdu: Lldpdu = {
  chassisId: { subtype: 4, id: hex('02005e100001') },
  portId: { subtype: 5, id: hex('65746830') },
  ttl: 121,
  tlvs: [
    { kind: 'raw', type: 5, value: hex('686f73742d61') },
    { kind: 'raw', type: 127, value: hex('0080c20d000f6e9414') },
  ],
};

test('deconstruct', () => {
  const bytes = hex(`ffff ${toHex(octets)} 00000000`);
  const cursor = createLldpduCursor();
  expect(nextLldpTlv(cursor)).toBe(false);
  expect(wrapLldpdu(cursor, bytes, 2, bytes.length)).toBeUndefined();
  expect(cursor).toMatchObject({ chassisAt: 2, portAt: 11, ttlAt: 18, end: 41, after: 43, ending: undefined });
  expect([lldpChassisIdSubtype(cursor), lldpPortIdSubtype(cursor), lldpTtl(cursor)]).toEqual([4, 5, 121]);
  for (let times = 0; times < 2; times++) {
    expect(cursor.index).toBe(-1);
    expect(nextLldpTlv(cursor)).toBe(true);
    expect(cursor).toMatchObject({ index: 0, type: 5, length: 6, at: 22, repeated: false });
    expect(lldpValueAt(cursor)).toBe(24);
    expect(checkLldpTlv(cursor)).toBeUndefined();
    expect(nextLldpTlv(cursor)).toBe(true);
    expect(cursor).toMatchObject({ index: 1, type: 127, length: 9, at: 30 });
    expect(checkLldpTlv(cursor)).toBeUndefined();
    expect(nextLldpTlv(cursor)).toBe(false);
    expect(nextLldpTlv(cursor)).toBe(false);
    rewindLldpdu(cursor);
  }
});

test('a cursor is reusable, whatever it was on before', () => {
  const torn = hex('02070402005e100001 04050565746830 06040079abcd 0a02 6162 0a02 6162 1202');
  const empty = hex('02020761 04020762 06020001');
  const cursor = createLldpduCursor();
  for (const [bytes, code, tlvs] of [
    [octets, undefined, 2],
    [torn, 'lldpTlvTruncated', 0],
    [hex('0207'), 'lldpMandatoryTruncated', 0],
    [empty, undefined, 0],
    [octets, undefined, 2],
  ] as const) {
    expect(wrapLldpdu(cursor, bytes, 0, bytes.length)).toBe(code);
    let count = 0;
    while (nextLldpTlv(cursor)) {
      expect(cursor.repeated).toBe(false);
      count++;
    }
    expect(count).toBe(tlvs);
  }
});

test('construct', () => {
  expect(byteLengthLldpdu(lldpdu)).toBe(41);
  expect(toHex(construct(41, (out, at) => encodeLldpduInto(lldpdu, out, at)))).toBe(toHex(octets));
});

test('parse', () => {
  expect(decodeLldpdu(octets)).toStrictEqual({ ok: true, value: lldpdu, notes: [] });
});

test('emit', () => {
  expect(toHex(encodeLldpdu(lldpdu))).toBe(toHex(octets));
});

test('every truncation: an error before the last mandatory TLV and inside a TLV, accepted between TLVs', () => {
  const whole = new Set([20, 28, 39, 41]);
  const left = new Set([21, 29, 40]);
  for (let length = 0; length < octets.length; length++) {
    const result = decodeLldpdu(octets.subarray(0, length));
    expect(result.ok, `${length} octets`).toBe(whole.has(length) || left.has(length));
    if (result.ok) {
      expect(result.value.withoutEnd).toBe(true);
      expect(result.notes.map((note) => note.code)).toEqual(left.has(length) ? ['lldpOctetLeft'] : []);
    } else {
      expect(result.error.offset + result.error.length).toBeLessThanOrEqual(length);
    }
  }
});

test('the shortest and the longest mandatory TLVs', () => {
  const longest: Lldpdu = {
    chassisId: { subtype: 0, id: new Uint8Array(255).fill(1) },
    portId: { subtype: 255, id: new Uint8Array(255).fill(2) },
    ttl: 65535,
    tlvs: [],
  };
  const shortest: Lldpdu = {
    chassisId: { subtype: 8, id: hex('00') },
    portId: { subtype: 9, id: hex('ff') },
    ttl: 0,
    tlvs: [],
    withoutEnd: true,
  };
  expect(toHex(encodeLldpdu(shortest))).toBe('02020800 040209ff 06020000'.replaceAll(' ', ''));
  expect(toHex(encodeLldpdu(longest)).slice(0, 8)).toBe('03000001');
  for (const value of [longest, shortest]) {
    expect(decodeLldpdu(encodeLldpdu(value))).toStrictEqual({ ok: true, value, notes: [] });
  }
});

test('an LLDPDU of exactly 1500 octets', () => {
  const value: Lldpdu = {
    ...lldpdu,
    tlvs: [511, 511, 446].map((length) => ({ kind: 'raw', type: 9, value: new Uint8Array(length).fill(length) })),
  };
  const bytes = encodeLldpdu(value);
  expect(bytes.length).toBe(1500 - 4);
  const full: Lldpdu = { ...value, tlvs: [...value.tlvs, { kind: 'raw', type: 126, value: hex('abcd') }] };
  expect(encodeLldpdu(full).length).toBe(1500);
  const result = decodeLldpdu(encodeLldpdu(full));
  expect(result.ok && result.value).toStrictEqual(full);
});
