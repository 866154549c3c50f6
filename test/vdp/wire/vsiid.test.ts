// VSIIDs and manager IDs, clause 41: sixteen octets and their texts.

import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { arbitraryIdentifier } from '../../../src/testing/index.js';
import {
  formatManagerId,
  formatVsiid,
  isVsiidFormat,
  parseManagerId,
  parseVsiid,
  VSIID_IPV4,
  VSIID_IPV6,
  VSIID_LOCAL,
  VSIID_MAC,
  VSIID_UUID,
} from '../../../src/vdp/index.js';
import { identifier } from './tlvs.js';

const SEED = 802;

test('VSIID formats 1 to 5 are known', () => {
  expect([VSIID_IPV4, VSIID_IPV6, VSIID_MAC, VSIID_LOCAL, VSIID_UUID]).toEqual([1, 2, 3, 4, 5]);
  expect(Array.from({ length: 256 }, (_, format) => format).filter(isVsiidFormat)).toEqual([1, 2, 3, 4, 5]);
});

test.each<[title: string, format: number, octets: string, text: string]>([
  ['1: IPv4', 1, '00000000000000000000ffffc0000263', '192.0.2.99'],
  ['1: IPv4, all zero', 1, '00000000000000000000ffff00000000', '0.0.0.0'],
  ['1: IPv4, all ones', 1, '00000000000000000000ffffffffffff', '255.255.255.255'],
  ['2: IPv6', 2, '20010db8000000000000000000000063', '2001:db8::63'],
  ['2: IPv6, all zero', 2, '00000000000000000000000000000000', '::'],
  ['2: IPv6, mapped IPv4', 2, '00000000000000000000ffffc0000263', '::ffff:192.0.2.99'],
  ['3: MAC', 3, '00000000000000000000525400aabbcc', '52-54-00-AA-BB-CC'],
  ['3: MAC, with the highest bits', 3, '00000000000000000000fe80ffffffff', 'FE-80-FF-FF-FF-FF'],
  ['3: MAC, all zero', 3, '00000000000000000000000000000000', '00-00-00-00-00-00'],
  ['4: local', 4, '0102030405060708090a0b0c0d0e0f10', '0102030405060708090a0b0c0d0e0f10'],
  ['4: local, that looks like IPv4', 4, '00000000000000000000ffffc0000263', '00000000000000000000ffffc0000263'],
  ['5: UUID', 5, 'a141285760f74ce1e95a2164943f53aa', 'a1412857-60f7-4ce1-e95a-2164943f53aa'],
  ['5: UUID, all ones', 5, 'ffffffffffffffffffffffffffffffff', 'ffffffff-ffff-ffff-ffff-ffffffffffff'],
  ['6: reserved', 6, 'a141285760f74ce1e95a2164943f53aa', 'a141285760f74ce1e95a2164943f53aa'],
  ['6: reserved 0', 0, '00000000000000000000ffffc0000263', '00000000000000000000ffffc0000263'],
  ['6: reserved 255', 255, '00000000000000000000525400aabbcc', '00000000000000000000525400aabbcc'],
  // What has not the form of its format has only digits.
  ['1: not mapped', 1, '20010db8000000000000000000000063', '20010db8000000000000000000000063'],
  ['1: almost mapped', 1, '00000000000000000000fffec0000263', '00000000000000000000fffec0000263'],
  ['1: mapped, but for the first bit', 1, '80000000000000000000ffffc0000263', '80000000000000000000ffffc0000263'],
  ['1: mapped, but for octet 7', 1, '00000000000000010000ffffc0000263', '00000000000000010000ffffc0000263'],
  ['3: not right-aligned', 3, '525400aabbcc00000000000000000000', '525400aabbcc00000000000000000000'],
  ['3: eight octets', 3, '00000000000000000001525400aabbcc', '00000000000000000001525400aabbcc'],
  ['3: a bit in the middle', 3, '00000000800000000000525400aabbcc', '00000000800000000000525400aabbcc'],
])('vdp 2.5/%s', (_title, format, octets, text) => {
  expect(formatVsiid(format, identifier(octets))).toBe(text);
  expect(parseVsiid(format, text)).toStrictEqual(identifier(octets));
  if (format !== VSIID_IPV6) {
    const changedCase = text === text.toLowerCase() ? text.toUpperCase() : text.toLowerCase();
    expect(parseVsiid(format, changedCase)).toStrictEqual(identifier(octets));
  }
  expect(parseVsiid(format, octets)).toStrictEqual(identifier(octets));
});

test.each<[format: number, text: string]>([
  [1, ''],
  [1, '192.0.2'],
  [1, '192.0.2.256'],
  [1, '192.0.2.01'],
  [1, '192.0.2.99.1'],
  [1, '::ffff:192.0.2.99'],
  [1, ' 192.0.2.99'],
  [2, '192.0.2.99'],
  [2, '2001:db8::63::'],
  [2, '52-54-00-AA-BB-CC'],
  [3, '192.0.2.99'],
  [3, '52-54-00-AA-BB'],
  [3, '52:54-00:AA-BB:CC'],
  [3, '525400aabbcc'],
  [4, '192.0.2.99'],
  [4, '0102030405060708090a0b0c0d0e0f1'],
  [4, '0102030405060708090a0b0c0d0e0f1011'],
  [4, '0102030405060708090a0b0c0d0e0f1g'],
  [5, 'a1412857-60f7-4ce1-e95a-2164943f53a'],
  [5, 'a141285760f7-4ce1-e95a-2164943f53aa'],
  [5, '{a1412857-60f7-4ce1-e95a-2164943f53aa}'],
  [6, '::'],
])('a VSIID of format %i is not written "%s"', (format, text) => {
  expect(parseVsiid(format, text)).toBeUndefined();
});

test.each<[octets: string, text: string]>([
  ['00000000000000000000ffffc000020a', '192.0.2.10'],
  ['00000000000000000000ffff00000000', '0.0.0.0'],
  ['20010db8000000000000000000000010', '2001:db8::10'],
  ['00000000000000000000000000000000', '::'],
  ['00000000000000000000000000000001', '::1'],
  ['626c61626c6100000000000000000000', '626c:6162:6c61::'],
  ['ffffffffffffffffffffffffffffffff', 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
])('manager ID %s is %s', (octets, text) => {
  expect(formatManagerId(identifier(octets))).toBe(text);
  expect(parseManagerId(text)).toStrictEqual(identifier(octets));
  expect(parseManagerId(text.toUpperCase())).toStrictEqual(identifier(octets));
});

test('a manager ID of an IPv4 address may be written as IPv6, too', () => {
  expect(parseManagerId('::ffff:192.0.2.10')).toStrictEqual(identifier('00000000000000000000ffffc000020a'));
  expect(parseManagerId('::FFFF:c000:20a')).toStrictEqual(identifier('00000000000000000000ffffc000020a'));
});

test.each(['', 'blabla', '1', '192.0.2', '192.0.2.256', '2001:db8', '1:2:3:4:5:6:7:8:9', '::1/64'])(
  'a manager ID is not written "%s"',
  (text) => {
    expect(parseManagerId(text)).toBeUndefined();
  },
);

test('law: every VSIID and manager ID has a text that parses to the same octets', () => {
  fc.assert(
    fc.property(arbitraryIdentifier(), fc.integer({ min: 0, max: 255 }), (id, format) => {
      for (const one of [format % 6, format]) expect(parseVsiid(one, formatVsiid(one, id))).toStrictEqual(id);
      expect(parseManagerId(formatManagerId(id))).toStrictEqual(id);
    }),
    { seed: SEED },
  );
});

test('law: of any text nothing throws', () => {
  const hexDigits = fc.string({ unit: fc.constantFrom(...'0123456789abcdefABCDEF:.-'), maxLength: 45 });
  fc.assert(
    fc.property(fc.oneof(fc.string(), hexDigits), fc.integer({ min: 0, max: 6 }), (text, format) => {
      const id = parseVsiid(format, text);
      if (id !== undefined) expect(parseVsiid(format, formatVsiid(format, id))).toStrictEqual(id);
    }),
    { seed: SEED, numRuns: 500 },
  );
});
