// The TLV header that LLDP and VDP share, the OUI of an organization, and octets that are text.

import { expect, test } from 'vitest';
import {
  formatOui,
  isOrganizationValue,
  LLDP_ORGANIZATION,
  ORGANIZATION_HEADER_OCTETS,
  OUI_8021,
} from '../../src/core/organization.js';
import { formatText } from '../../src/core/text.js';
import { putTlvHeader, TLV_HEADER, TLV_MAX_LENGTH, tlvLength, tlvType } from '../../src/core/tlv.js';
import { construct } from '../support/encoding.js';
import { hex, toHex } from '../support/hex.js';

test.each([
  ['0000', 0, 0],
  ['0a10', 5, 16],
  ['0621', 3, 33],
  ['0100', 0, 256],
  ['01ff', 0, 511],
  ['00ff', 0, 255],
  ['0200', 1, 0],
  ['7f00', 63, 256],
  ['fe00', 127, 0],
  ['fe09', 127, 9],
  ['ffff', 127, 511],
])('header %s is type %i, length %i', (digits, type, length) => {
  const bytes = hex(`5a ${digits} a5`);
  expect([tlvType(bytes, 1), tlvLength(bytes, 1)]).toEqual([type, length]);
  expect(toHex(construct(2, (out, at) => putTlvHeader(out, at, type, length)))).toBe(digits);
});

test('a header has two octets, a value at most 511', () => {
  expect([TLV_HEADER, TLV_MAX_LENGTH]).toEqual([2, 511]);
});

test('a value of IEEE 802.1 has its OUI and a subtype', () => {
  expect([LLDP_ORGANIZATION, OUI_8021, ORGANIZATION_HEADER_OCTETS]).toEqual([127, 0x0080c2, 4]);
  const bytes = hex('ff 0080c20d');
  expect(isOrganizationValue(bytes, 1, 4, 0x0d)).toBe(true);
  expect(isOrganizationValue(bytes, 1, 3, 0x0d)).toBe(false);
  expect(isOrganizationValue(bytes, 1, 4, 0x0e)).toBe(false);
  expect(isOrganizationValue(hex('0080c30d'), 0, 4, 0x0d)).toBe(false);
  expect(isOrganizationValue(hex('0180c20d'), 0, 9, 0x0d)).toBe(false);
});

test('the text of an OUI', () => {
  expect([0, 0x0080c2, 0x00000c, 0xfffffe].map(formatOui)).toEqual(['00-00-00', '00-80-C2', '00-00-0C', 'FF-FF-FE']);
});

test.each([
  ['', ''],
  ['65746830', 'eth0'],
  ['2025', ' %'],
  ['c3a9', 'é'],
  ['e282ac', '€'],
  ['f09f9880', '😀'],
])('octets %s are the text %j', (digits, text) => {
  expect(formatText(hex(digits))).toBe(text);
});

test.each([
  ['a continuation without a start', '80'],
  ['a start without a continuation', 'c3'],
  ['an overlong form', 'c080'],
  ['a surrogate', 'eda080'],
  ['beyond the last character', 'f4908080'],
  ['what never occurs in UTF-8', 'ff'],
  ['a zero', '6100'],
  ['a line feed', '610a62'],
  ['delete', '7f'],
  ['a C1 control', 'c285'],
  ['a soft hyphen', 'c2ad'],
  ['a right-to-left override', 'e280ae'],
  ['a line separator', 'e280a8'],
  ['a paragraph separator', 'e280a9'],
  ['a byte order mark', 'efbbbf61'],
  ['a private character', 'ee8080'],
])('%s is no text', (_what, digits) => {
  expect(formatText(hex(digits))).toBeUndefined();
});
