// The ECPDU, clause 43: where each field lies, the four ways through the codec, worked frames, laws. What a receiver
// rejects is in ecpdu-rules.test.ts.

import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodeEthernetHeader } from '../../src/core/ethernet.js';
import { ecpHeaderEncoder } from '../../src/ecp/ecpdu.js';
import {
  byteLengthEcpdu,
  checkEcpdu,
  decodeEcpdu,
  ECP_ACK,
  ECP_REQUEST,
  ECP_SUBTYPE_PE_CSP,
  ECP_SUBTYPE_VDP,
  ECP_VERSION,
  ECPDU_HEADER_OCTETS,
  ECPDU_MAX_OCTETS,
  type Ecpdu,
  ecpOperation,
  ecpSequence,
  ecpSubtype,
  ecpVersion,
  encodeEcpdu,
  encodeEcpduInto,
  readEcpHeader,
  ULPDU_MAX_OCTETS,
} from '../../src/ecp/index.js';
import { arbitraryEcpdu, mutate } from '../../src/testing/index.js';
import { construct } from '../support/encoding.js';
import { hex, toHex } from '../support/hex.js';
import { expectFindingsInside } from '../support/laws.js';

const SEED = 802;

/** PE-CSP, a request with sequence number ABCD and a ULPDU of three octets. */
const octets = hex('1002 abcd 0a10ff');
const header = { version: 1, operation: 0, subtype: 2, sequence: 0xabcd };
const ecpdu: Ecpdu = { ...header, ulpdu: hex('0a10ff') };

test('deconstruct', () => {
  const bytes = hex(`ffff ${toHex(octets)} ffff`);
  expect(checkEcpdu(bytes, 2, 9)).toBeUndefined();
  expect(ecpVersion(bytes, 2)).toBe(1);
  expect(ecpOperation(bytes, 2)).toBe(0);
  expect(ecpSubtype(bytes, 2)).toBe(2);
  expect(ecpSequence(bytes, 2)).toBe(0xabcd);
  expect(readEcpHeader(bytes, 2)).toStrictEqual(header);
});

test('construct', () => {
  expect(byteLengthEcpdu(ecpdu)).toBe(7);
  expect(toHex(construct(7, (out, at) => encodeEcpduInto(ecpdu, out, at)))).toBe(toHex(octets));
  expect(ecpHeaderEncoder.byteLength(header)).toBe(4);
  expect(toHex(construct(4, (out, at) => ecpHeaderEncoder.put(header, out, at)))).toBe('1002abcd');
});

test('parse', () => {
  expect(decodeEcpdu(octets)).toStrictEqual({ ok: true, value: ecpdu, notes: [] });
});

test('emit', () => {
  expect(toHex(encodeEcpdu(ecpdu))).toBe(toHex(octets));
});

test('every truncation: an error inside the header, a shorter ULPDU behind it', () => {
  for (let length = 0; length < octets.length; length++) {
    const result = decodeEcpdu(octets.subarray(0, length));
    if (length < 4) {
      expect(result).toMatchObject({ ok: false, error: { code: 'ecpLength', field: 'ecp', offset: 0, length } });
    } else {
      expect(result).toStrictEqual({ ok: true, value: { ...ecpdu, ulpdu: octets.slice(4, length) }, notes: [] });
    }
  }
});

// Octet and bit of the header, and the one member that is not 0.
test.each<[octet: number, bit: number, member: Partial<Ecpdu>]>([
  [0, 0x80, { version: 8 }],
  [0, 0x40, { version: 4 }],
  [0, 0x20, { version: 2 }],
  [0, 0x10, { version: 1 }],
  [0, 0x08, { operation: 2 }],
  [0, 0x04, { operation: 1 }],
  [0, 0x02, { subtype: 512 }],
  [0, 0x01, { subtype: 256 }],
  [1, 0x80, { subtype: 128 }],
  [1, 0x40, { subtype: 64 }],
  [1, 0x20, { subtype: 32 }],
  [1, 0x10, { subtype: 16 }],
  [1, 0x08, { subtype: 8 }],
  [1, 0x04, { subtype: 4 }],
  [1, 0x02, { subtype: 2 }],
  [1, 0x01, { subtype: 1 }],
  [2, 0x80, { sequence: 32768 }],
  [2, 0x01, { sequence: 256 }],
  [3, 0x80, { sequence: 128 }],
  [3, 0x01, { sequence: 1 }],
])('octet %i, bit %i is %o', (octet, bit, member) => {
  const bytes = new Uint8Array(4);
  bytes[octet] = bit;
  const one = { version: 0, operation: 0, subtype: 0, sequence: 0, ...member };
  expect(readEcpHeader(bytes, 0)).toStrictEqual(one);
  expect(toHex(encodeEcpdu({ ...one, ulpdu: hex('') }))).toBe(toHex(bytes));
});

test('the numbers of the standard', () => {
  expect([ECP_VERSION, ECP_REQUEST, ECP_ACK, ECP_SUBTYPE_VDP, ECP_SUBTYPE_PE_CSP]).toEqual([1, 0, 1, 1, 2]);
  expect([ECPDU_HEADER_OCTETS, ECPDU_MAX_OCTETS, ULPDU_MAX_OCTETS]).toEqual([4, 1500, 1496]);
});

test.each([
  ['a VDP request', 1, 0, '1001'],
  ['a VDP acknowledgement', 1, 1, '1401'],
  ['a PE-CSP request', 2, 0, '1002'],
  ['a PE-CSP acknowledgement', 2, 1, '1402'],
])('the first word of %s', (_what, subtype, operation, word) => {
  const value = { version: 1, operation, subtype, sequence: 0, ulpdu: hex('') };
  expect(toHex(encodeEcpdu(value))).toBe(`${word}0000`);
  expect(decodeEcpdu(hex(`${word} 0000`))).toStrictEqual({ ok: true, value, notes: [] });
});

test('ecp 9/1: the acknowledgement of sequence number 1, a frame of 60 octets', () => {
  const ethernet = { destination: 0x0180c2000000, source: 0x020000000002, tags: [], etherType: 0x8940 };
  const acknowledgement = { version: 1, operation: 1, subtype: 1, sequence: 1, ulpdu: new Uint8Array(42) };
  const frame = hex(`0180c2000000 020000000002 8940 1401 0001 ${'00'.repeat(42)}`);
  expect(frame.length).toBe(60);
  expect(decodeEcpdu(frame.subarray(14))).toStrictEqual({ ok: true, value: acknowledgement, notes: [] });
  expect(toHex(encodeEthernetHeader(ethernet)) + toHex(encodeEcpdu(acknowledgement))).toBe(toHex(frame));
});

test.each([
  ['request', '1002 abcd', 0],
  ['acknowledgement', '1402 abcd', 1],
])('ecp 9/2: the header of a PE-CSP %s', (_what, bytes, operation) => {
  const value = { version: 1, operation, subtype: 2, sequence: 0xabcd, ulpdu: hex('') };
  expect(decodeEcpdu(hex(bytes))).toStrictEqual({ ok: true, value, notes: [] });
  expect(toHex(encodeEcpdu(value))).toBe(toHex(hex(bytes)));
});

test.each([
  ['10010000', 1, 0, 1, 0],
  ['1401ffff', 1, 1, 1, 65535],
  ['ffff0001', 15, 3, 1023, 1],
  ['00000000', 0, 0, 0, 0],
])('ecp 9/3: the header %s, there and back', (bytes, version, operation, subtype, sequence) => {
  const value = { version, operation, subtype, sequence };
  expect(readEcpHeader(hex(bytes), 0)).toStrictEqual(value);
  expect(toHex(encodeEcpdu({ ...value, ulpdu: hex('') }))).toBe(bytes);
});

test('what is decoded is a copy of the octets, of those of a Node buffer too', () => {
  for (const bytes of [octets.slice(), Buffer.from(octets)]) {
    const result = decodeEcpdu(bytes);
    bytes.fill(0);
    expect(result.ok && result.value.ulpdu).toStrictEqual(hex('0a10ff'));
  }
});

const anyOctets = (): fc.Arbitrary<Uint8Array> =>
  fc.oneof(fc.uint8Array({ maxLength: 20 }), mutate(arbitraryEcpdu().map(encodeEcpdu)));

test('law: what is encoded decodes to the same', () => {
  fc.assert(
    fc.property(arbitraryEcpdu(), (value) => {
      expect(decodeEcpdu(encodeEcpdu(value))).toStrictEqual({ ok: true, value, notes: [] });
      expect(encodeEcpdu(value).length).toBe(byteLengthEcpdu(value));
    }),
    { seed: SEED },
  );
});

test('law: of any octets nothing throws, findings lie inside, and what passes encodes back and equals the getters', () => {
  fc.assert(
    fc.property(anyOctets(), (bytes) => {
      const result = decodeEcpdu(bytes);
      expectFindingsInside(result, bytes.length);
      expect(checkEcpdu(bytes, 0, bytes.length)).toBe(result.ok ? undefined : result.error.code);
      if (!result.ok) return;
      expect(toHex(encodeEcpdu(result.value))).toBe(toHex(bytes));
      expect(result.value).toStrictEqual({ ...readEcpHeader(bytes, 0), ulpdu: bytes.slice(4) });
    }),
    { seed: SEED, numRuns: 300 },
  );
});
