// Reads and writes of octets, and their digits.

import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  copyOctets,
  formatHex,
  i32,
  parseHex,
  put8,
  put16,
  put24,
  put32,
  put48,
  putOctets,
  u8,
  u16,
  u24,
  u32,
  u48,
} from '../../src/core/octets.js';
import { construct } from '../support/encoding.js';

const SEED = 802;
const bytes = Uint8Array.of(0x00, 0xfe, 0xdc, 0xba, 0x98, 0x76, 0x54, 0x00);

test('numbers are read big-endian', () => {
  expect(u8(bytes, 1)).toBe(0xfe);
  expect(u16(bytes, 1)).toBe(0xfedc);
  expect(u24(bytes, 1)).toBe(0xfedcba);
  expect(u32(bytes, 1)).toBe(0xfedcba98);
  expect(i32(bytes, 1)).toBe(0xfedcba98 - 2 ** 32);
  expect(u48(bytes, 1)).toBe(0xfedcba987654);
});

test('words are signed where they say so', () => {
  const word = (...octets: number[]) => i32(Uint8Array.from(octets), 0);
  expect(word(0x7f, 0xff, 0xff, 0xff)).toBe(2147483647);
  expect(word(0x80, 0, 0, 0)).toBe(-2147483648);
  expect(word(0xff, 0xff, 0xff, 0xff)).toBe(-1);
});

test.each<[name: string, put: (out: Uint8Array, at: number, value: number) => number, octets: number[], value: number]>(
  [
    ['put8', put8, [0xfe], 0xfe],
    ['put16', put16, [0xfe, 0xdc], 0xfedc],
    ['put24', put24, [0xfe, 0xdc, 0xba], 0xfedcba],
    ['put32', put32, [0xfe, 0xdc, 0xba, 0x98], 0xfedcba98],
    ['put32', put32, [0xfe, 0xdc, 0xba, 0x98], 0xfedcba98 - 2 ** 32],
    ['put32', put32, [0xff, 0xff, 0xff, 0xff], -1],
    ['put48', put48, [0xfe, 0xdc, 0xba, 0x98, 0x76, 0x54], 0xfedcba987654],
    ['put48', put48, [0, 0, 0x80, 0, 0, 0], 0x80000000],
  ],
)('%s writes %o', (_name, put, octets, value) => {
  expect([...construct(octets.length, (out, at) => put(out, at, value))]).toEqual(octets);
});

test('a run of octets is written, and an empty one', () => {
  expect([...construct(3, (out, at) => putOctets(out, at, Uint8Array.of(1, 2, 3)))]).toEqual([1, 2, 3]);
  expect(construct(0, (out, at) => putOctets(out, at, new Uint8Array(0))).length).toBe(0);
});

test('a copy stands by itself, and is no Buffer', () => {
  for (const source of [Uint8Array.of(1, 2, 3, 4), Buffer.of(1, 2, 3, 4)]) {
    const copy = copyOctets(source, 1, 3);
    source.fill(0xff);
    expect(copy).toStrictEqual(Uint8Array.of(2, 3));
    expect(Object.getPrototypeOf(copy)).toBe(Uint8Array.prototype);
    expect(copy.buffer.byteLength).toBe(2);
  }
});

test('digits of octets', () => {
  expect(formatHex(Uint8Array.of(0x00, 0x0f, 0x10, 0xa5, 0xff))).toBe('000f10a5ff');
  expect(formatHex(new Uint8Array(0))).toBe('');
  expect(parseHex('000F10a5Ff')).toStrictEqual(Uint8Array.of(0x00, 0x0f, 0x10, 0xa5, 0xff));
  expect(parseHex('')).toStrictEqual(new Uint8Array(0));
});

test.each(['0', '000', '0g', 'g0', '0x10', ' 00', '00 ', '0 0', '00-00', '+1', '-1', '1.', '0１', '\n00'])(
  '%j are no octets',
  (text) => {
    expect(parseHex(text)).toBeUndefined();
  },
);

test('law: what is written is read again', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 48 - 1 }), fc.integer(), (wide, word) => {
      const out = new Uint8Array(10);
      put48(out, 0, wide);
      put32(out, 6, word);
      expect([u48(out, 0), i32(out, 6), u32(out, 6)]).toEqual([wide, word, word < 0 ? word + 2 ** 32 : word]);
      expect(parseHex(formatHex(out))).toStrictEqual(out);
    }),
    { seed: SEED },
  );
});
