// The optional basic TLVs of 802.1AB, types 4 to 8: lengths, and lengths inside them.

import { describe, expect, test } from 'vitest';
import { decodeLldpdu } from '../../../src/lldp-evb/index.js';
import { hex } from '../../support/hex.js';

const HEAD = '02070402005e100001 04050565746830 06020079';

/** Whether a TLV of this type and value is kept. */
function isKept(type: number, value: string): boolean {
  const octets = hex(value).length;
  const header = ((type << 9) | octets).toString(16).padStart(4, '0');
  const result = decodeLldpdu(hex(`${HEAD} ${header} ${value} 0a0161 0000`));
  if (!result.ok) throw new Error(result.error.code);
  const [tlv, next] = result.value.tlvs;
  expect(next).toMatchObject({ kind: 'raw', type: 5 });
  if (tlv?.kind !== 'rejected') return true;
  expect(tlv).toMatchObject({ type, value: hex(value), code: 'lldpTlvInvalid' });
  expect(result.notes[0]).toMatchObject({
    code: 'lldpTlvInvalid',
    field: 'lldp.tlvs[0]',
    offset: 20,
    length: 2 + octets,
  });
  return false;
}

const text = (octets: number): string => '5a'.repeat(octets);

test.each([4, 6])('lldp-evb V14: a text of type %d has at most 255 octets', (type) => {
  expect([0, 1, 255, 256, 511].map((octets) => isKept(type, text(octets)))).toEqual([true, true, true, false, false]);
});

test.each([
  ['all of them enabled', '00140014', true],
  ['none enabled', '00140000', true],
  ['one enabled that is not there', '00140001', false],
  ['three octets', '001400', false],
  ['five octets', '0014001400', false],
])('lldp-evb V14: System Capabilities, %s', (_what, value, kept) => {
  expect(isKept(7, value)).toBe(kept);
});

describe('lldp-evb V14, Management Address', () => {
  const tail = (oid: string): string => `02 00000001 ${hex(oid).length.toString(16).padStart(2, '0')} ${oid}`;

  test.each([
    ['an IPv4 address', `05 01 c0000201 ${tail('')}`, true],
    ['the shortest address', `02 06 aa ${tail('')}`, true],
    ['an address of no octets', `01 01 ${tail('')} 00`, false],
    ['the longest address, the longest OID', `20 07 ${text(31)} ${tail(text(128))}`, true],
    ['an address too long', `21 07 ${text(32)} ${tail('')}`, false],
    ['an OID too long', `05 01 c0000201 ${tail(text(129))}`, false],
    ['an OID that ends early', `05 01 c0000201 02 00000001 02 2b`, false],
    ['an octet behind the OID', `05 01 c0000201 ${tail('')} 00`, false],
    ['an address that leaves no room for the rest', `0a 01 ${text(7)}`, false],
    ['eight octets', text(8), false],
  ])('lldp-evb V14: %s', (_what, value, kept) => {
    expect(isKept(8, value)).toBe(kept);
  });
});
