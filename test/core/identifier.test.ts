// Identifiers of sixteen octets, and their texts as IPv4, IPv6, UUID and MAC address.

import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  checkIdentifier,
  equalIdentifiers,
  formatIdentifierHex,
  formatIpv4,
  formatIpv6,
  formatMacIdentifier,
  formatUuid,
  type Identifier,
  identifierOctets,
  parseIdentifierHex,
  parseIpv4,
  parseIpv6,
  parseMacIdentifier,
  parseUuid,
  putIdentifier,
  readIdentifier,
  ZERO_IDENTIFIER,
} from '../../src/core/identifier.js';
import { arbitraryIdentifier } from '../../src/testing/index.js';
import { construct } from '../support/encoding.js';
import { hex, toHex } from '../support/hex.js';

const SEED = 802;
const DIGITS = '8000000100000002fffffffe7fffffff';
const id: Identifier = { w0: -2147483647, w1: 2, w2: -2, w3: 2147483647 };

/** The identifier of sixteen octets in any grouping. */
const of = (digits: string): Identifier => readIdentifier(hex(digits), 0);

test('four signed words, big-endian', () => {
  expect(readIdentifier(hex(`ff${DIGITS}`), 1)).toStrictEqual(id);
  expect(toHex(construct(16, (out, at) => putIdentifier(out, at, id)))).toBe(DIGITS);
  expect(toHex(identifierOctets(id))).toBe(DIGITS);
  expect(formatIdentifierHex(id)).toBe(DIGITS);
  expect(parseIdentifierHex(DIGITS)).toStrictEqual(id);
  expect(parseIdentifierHex(DIGITS.toUpperCase())).toStrictEqual(id);
});

test.each(['', DIGITS.slice(1), DIGITS.slice(2), `${DIGITS}00`, `${DIGITS.slice(1)}g`])(
  '%j are not 32 digits',
  (text) => {
    expect(parseIdentifierHex(text)).toBeUndefined();
  },
);

test('two are equal when all words are', () => {
  expect(equalIdentifiers(id, { ...id })).toBe(true);
  expect(equalIdentifiers(ZERO_IDENTIFIER, { w0: 0, w1: 0, w2: 0, w3: 0 })).toBe(true);
  for (const word of ['w0', 'w1', 'w2', 'w3'] as const) {
    expect(equalIdentifiers(id, { ...id, [word]: 7 }), word).toBe(false);
  }
  expect(Object.isFrozen(ZERO_IDENTIFIER)).toBe(true);
});

test('checkIdentifier refuses what is not four words', () => {
  expect(() => checkIdentifier('x', id)).not.toThrow();
  const bad = [
    null,
    undefined,
    'text',
    7,
    {},
    { ...id, w0: 2 ** 31 },
    { ...id, w1: -(2 ** 31) - 1 },
    { ...id, w2: '2' },
  ];
  for (const value of [...bad, { ...id, w3: 0.5 }, { ...id, w3: Number.NaN }, { w0: 0, w1: 0, w2: 0 }]) {
    expect(() => checkIdentifier('x.y', value as Identifier)).toThrow(
      expect.objectContaining({ field: 'x.y', value, expected: 'an identifier of four signed 32-bit words' }),
    );
  }
});

test.each([
  ['00000000 00000000 0000ffff 00000000', '0.0.0.0'],
  ['00000000 00000000 0000ffff c000020a', '192.0.2.10'],
  ['00000000 00000000 0000ffff ffffffff', '255.255.255.255'],
  ['00000000 00000000 0000ffff 0a000001', '10.0.0.1'],
])('%s is %s', (digits, text) => {
  expect(formatIpv4(of(digits))).toBe(text);
  expect(parseIpv4(text)).toStrictEqual(of(digits));
  expect(formatIpv6(of(digits))).toBe(`::ffff:${text}`);
});

test('what is not IPv4-mapped has no dotted quad', () => {
  for (const digits of [
    '00000000 00000000 00000000 c000020a',
    '00000000 00000000 0001ffff c000020a',
    '00000000 00000001 0000ffff c000020a',
    '80000000 00000000 0000ffff c000020a',
  ]) {
    expect(formatIpv4(of(digits)), digits).toBeUndefined();
  }
});

test.each([
  '',
  '1',
  '1.2.3',
  '1.2.3.4.5',
  '1.2.3.',
  '.1.2.3',
  '1..2.3',
  '1.2.3.256',
  '1.2.3.1000',
  '1.2.3.04',
  '00.2.3.4',
  '1.2.3.-4',
  '1.2.3.+4',
  '1.2.3.4 ',
  '0x1.2.3.4',
  '1e1.2.3.4',
  '1.2.3.4/8',
])('%j is no IPv4 address', (text) => {
  expect(parseIpv4(text)).toBeUndefined();
});

/** Octets, the text that RFC 5952 gives them, and other texts that mean the same. */
test.each<[digits: string, text: string, others: string[]]>([
  ['00000000 00000000 00000000 00000000', '::', ['0::', '::0', '0:0:0:0:0:0:0:0', '0000::0000', '::0.0.0.0']],
  ['00000000 00000000 00000000 00000001', '::1', ['0:0:0:0:0:0:0:1', '::0001', '0::1', '::0.0.0.1']],
  ['00010000 00000000 00000000 00000000', '1::', ['1::0', '0001:0:0:0:0:0:0:0']],
  ['20010db8 00000000 00000000 00000010', '2001:db8::10', ['2001:DB8::10', '2001:0db8:0:0:0:0:0:0010']],
  ['00010002 00030004 00050006 00070008', '1:2:3:4:5:6:7:8', ['1:2:3:4:5:6:0.7.0.8']],
  // One group of zeros is not shortened, of two runs the longer one is, of equal runs the first.
  ['00010000 00030004 00050006 00070008', '1:0:3:4:5:6:7:8', ['1::3:4:5:6:7:8']],
  ['00000002 00030004 00050006 00070008', '0:2:3:4:5:6:7:8', ['::2:3:4:5:6:7:8']],
  ['00010002 00030004 00050006 00070000', '1:2:3:4:5:6:7:0', ['1:2:3:4:5:6:7::']],
  ['00010000 00000004 00000000 00000008', '1:0:0:4::8', ['1::4:0:0:0:8']],
  ['00010000 00000004 00050000 00000008', '1::4:5:0:0:8', ['1:0:0:4:5::8']],
  ['00000000 00000000 00000001 00020003', '::1:2:3', ['::1:0.2.0.3']],
  ['00000000 00000000 00000000 c000020a', '::c000:20a', ['::192.0.2.10', '0:0:0:0:0:0:192.0.2.10']],
  ['00000000 00000000 0000ffff c000020a', '::ffff:192.0.2.10', ['::FFFF:c000:20a', '0:0:0:0:0:ffff:192.0.2.10']],
  ['ffffffff ffffffff ffffffff ffffffff', 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', []],
  ['abcdef01 23456789 0000fe80 00000000', 'abcd:ef01:2345:6789:0:fe80::', ['ABCD:EF01:2345:6789::fe80:0:0']],
])('%s is %s', (digits, text, others) => {
  expect(formatIpv6(of(digits))).toBe(text);
  for (const one of [text, text.toUpperCase(), ...others]) expect(parseIpv6(one), one).toStrictEqual(of(digits));
});

test.each([
  '',
  ':',
  ':::',
  '1',
  '1:2:3:4:5:6:7',
  '1:2:3:4:5:6:7:8:9',
  '1:2:3:4:5:6:7:8::',
  '::1:2:3:4:5:6:7:8',
  '1:2:3:4::5:6:7:8',
  '1::2::3',
  ':1:2:3:4:5:6:7',
  '1:2:3:4:5:6:7:',
  '12345::',
  'g::',
  '::1 ',
  '[::1]',
  'fe80::1%1',
  '::1/128',
  '192.0.2.10',
  '::192.0.2',
  '::192.0.2.256',
  '::192.0.2.010',
  '192.0.2.10::',
  '::192.0.2.10:1',
  '1:2:3:4:5:6:7:192.0.2.10',
  '1:2:3:4:5:192.0.2.10',
  '::-1',
])('%j is no IPv6 address', (text) => {
  expect(parseIpv6(text)).toBeUndefined();
});

test('UUIDs', () => {
  const uuid = 'a1412857-60f7-4ce1-e95a-2164943f53aa';
  expect(formatUuid(of('a141285760f74ce1e95a2164943f53aa'))).toBe(uuid);
  expect(parseUuid(uuid)).toStrictEqual(of('a141285760f74ce1e95a2164943f53aa'));
  expect(parseUuid(uuid.toUpperCase())).toStrictEqual(parseUuid(uuid));
  expect(formatUuid(ZERO_IDENTIFIER)).toBe('00000000-0000-0000-0000-000000000000');
  for (const text of ['', uuid.slice(1), `${uuid}0`, `${uuid.slice(0, -1)}g`, `urn:uuid:${uuid}`, `{${uuid}}`]) {
    expect(parseUuid(text), text).toBeUndefined();
  }
  for (const text of [uuid.replaceAll('-', ''), uuid.replaceAll('-', ':'), uuid.replace('-', '')]) {
    expect(parseUuid(text), text).toBeUndefined();
  }
});

test('MAC addresses, right-aligned', () => {
  for (const [digits, text] of [
    ['00000000 00000000 00005254 00aabbcc', '52-54-00-AA-BB-CC'],
    ['00000000 00000000 0000ffff ffffffff', 'FF-FF-FF-FF-FF-FF'],
    ['00000000 00000000 00000000 80000000', '00-00-80-00-00-00'],
    ['00000000 00000000 00008000 00000000', '80-00-00-00-00-00'],
  ] as const) {
    expect(formatMacIdentifier(of(digits))).toBe(text);
    expect(parseMacIdentifier(text)).toStrictEqual(of(digits));
    expect(parseMacIdentifier(text.toLowerCase().replaceAll('-', ':'))).toStrictEqual(of(digits));
  }
  for (const digits of [
    '00000000 00000000 00010000 00000000',
    '00000000 00000000 80000000 00000000',
    '00000000 00000001 00000000 00000000',
    '00000001 00000000 00000000 00000000',
  ]) {
    expect(formatMacIdentifier(of(digits)), digits).toBeUndefined();
  }
  expect(parseMacIdentifier('52-54-00-AA-BB')).toBeUndefined();
});

test('law: every format has a parse that gives the same octets back', () => {
  fc.assert(
    fc.property(arbitraryIdentifier(), (one) => {
      expect(readIdentifier(identifierOctets(one), 0)).toStrictEqual(one);
      expect(parseIdentifierHex(formatIdentifierHex(one))).toStrictEqual(one);
      expect(parseIpv6(formatIpv6(one))).toStrictEqual(one);
      expect(parseUuid(formatUuid(one))).toStrictEqual(one);
      const ipv4 = formatIpv4(one);
      if (ipv4 !== undefined) expect(parseIpv4(ipv4)).toStrictEqual(one);
      const mac = formatMacIdentifier(one);
      if (mac !== undefined) expect(parseMacIdentifier(mac)).toStrictEqual(one);
    }),
    { seed: SEED, numRuns: 400 },
  );
});

test('law: IPv6 addresses with runs of zeros', () => {
  const group = fc.oneof(fc.constant('0000'), fc.constant('0000'), fc.constant('00a0'));
  fc.assert(
    fc.property(fc.array(group, { minLength: 8, maxLength: 8 }), (groups) => {
      const one = of(groups.join(''));
      const text = formatIpv6(one);
      expect(parseIpv6(text)).toStrictEqual(one);
      expect(parseIpv6(groups.join(':'))).toStrictEqual(one);
      // `::` stands for two groups of zeros at least, and is there whenever two stand side by side.
      const runs = [...groups.join('').matchAll(/(?:0000)+/g)].map(([run]) => run.length / 4);
      expect(text.includes('::')).toBe(Math.max(0, ...runs) > 1);
    }),
    { seed: SEED, numRuns: 300 },
  );
});
