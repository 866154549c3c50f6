// MAC addresses: numbers and texts.

import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  formatMac,
  isGroupMac,
  NEAREST_BRIDGE,
  NEAREST_CUSTOMER_BRIDGE,
  NEAREST_NON_TPMR_BRIDGE,
  parseMac,
} from '../../src/core/mac.js';
import { arbitraryMac } from '../../src/testing/index.js';

test.each([
  [0, '00-00-00-00-00-00'],
  [1, '00-00-00-00-00-01'],
  [0x0180c200000e, '01-80-C2-00-00-0E'],
  [0x525400aabbcc, '52-54-00-AA-BB-CC'],
  [0x800000000000, '80-00-00-00-00-00'],
  [0xffffffffffff, 'FF-FF-FF-FF-FF-FF'],
])('%i is %s', (mac, text) => {
  expect(formatMac(mac)).toBe(text);
  for (const one of [text, text.replaceAll('-', ':')]) {
    expect(parseMac(one)).toBe(mac);
    expect(parseMac(one.toLowerCase())).toBe(mac);
  }
});

test.each([
  '',
  '525400aabbcc',
  '52-54-00-AA-BB',
  '52-54-00-AA-BB-CC-DD',
  '52-54-00-AA-BB-C',
  '52-54-00-AA-BB-CCC',
  '52-54-00-AA-BB-CG',
  '52:54:00-AA-BB-CC',
  '52-54-00-AA-BB:CC',
  '5254.00aa.bbcc',
  '52 54 00 AA BB CC',
  '52--54-00-AA-BB-CC',
  ' 52-54-00-AA-BB-CC',
  '52-54-00-AA-BB-CC\n',
  '0x52-54-00-AA-BB-CC',
])('%j is no MAC address', (text) => {
  expect(parseMac(text)).toBeUndefined();
});

test('group addresses have the lowest bit of their first octet set', () => {
  for (const group of [0x010000000000, 0x0180c2000000, 0xffffffffffff, 0x030000000000]) {
    expect(isGroupMac(group), formatMac(group)).toBe(true);
  }
  for (const individual of [0, 0xfeffffffffff, 0x02ff00000000, 0x00ffffffffff, 0x525400aabbcc]) {
    expect(isGroupMac(individual), formatMac(individual)).toBe(false);
  }
});

test('the group addresses of EVB', () => {
  expect(formatMac(NEAREST_CUSTOMER_BRIDGE)).toBe('01-80-C2-00-00-00');
  expect(formatMac(NEAREST_NON_TPMR_BRIDGE)).toBe('01-80-C2-00-00-03');
  expect(formatMac(NEAREST_BRIDGE)).toBe('01-80-C2-00-00-0E');
});

test('law: every address has a text that parses to it', () => {
  fc.assert(
    fc.property(arbitraryMac(), (mac) => {
      expect(parseMac(formatMac(mac))).toBe(mac);
    }),
    { seed: 802 },
  );
});
