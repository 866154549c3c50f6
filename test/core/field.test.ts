// Field tables: the number of a field, and the node that it makes.

import { expect, test } from 'vitest';
import { addressFields, etherTypeField, vlanTagFields } from '../../src/core/ethernet-fields.js';
import {
  exponentMeaning,
  type Field,
  fieldMax,
  fieldNode,
  fieldNodes,
  fieldNumber,
  flag,
  groupNode,
  isNumberField,
  named,
  putFieldNumber,
} from '../../src/core/field.js';
import { hex, toHex } from '../support/hex.js';

const bytes = hex('00 fedcba987654 00');
const field = (octets: number, mask?: number): Field => ({
  name: 'f',
  offset: 0,
  octets,
  ...(mask !== undefined && { mask }),
  clause: '',
  text: '',
});

test.each([
  [1, undefined, 0xfe],
  [2, undefined, 0xfedc],
  [3, undefined, 0xfedcba],
  [4, undefined, 0xfedcba98],
  [6, undefined, 0xfedcba987654],
  [1, 0xf0, 0xf],
  [1, 0x0f, 0xe],
  [1, 0x02, 1],
  [1, 0x01, 0],
  [1, 0x80, 1],
  [2, 0x01ff, 0x0dc],
  [2, 0x0ff0, 0xed],
  [3, 0x3fffff, 0x3edcba],
  [3, 0xc00000, 3],
])('a field of %i octets with mask %o is %i', (octets, mask, number) => {
  expect(fieldNumber(bytes, 1, field(octets, mask))).toBe(number);
  expect(fieldNumber(bytes, 0, { ...field(octets, mask), offset: 1 })).toBe(number);
});

test('a flag is true where its bit is set', () => {
  const node = (mask: number) => fieldNode(bytes, 1, { ...field(1), ...flag(1, mask) }, 'p');
  expect(node(0x80)).toEqual({ name: 'f', path: 'p.f', value: true, offset: 2, octets: 1, mask: 0x80, children: [] });
  expect(node(0x20)).toMatchObject({ value: false });
});

test('a node has what its field says, and no more', () => {
  const children: never[] = [];
  expect(fieldNode(bytes, 1, field(2), 'a.b')).toStrictEqual({
    name: 'f',
    path: 'a.b.f',
    value: 0xfedc,
    offset: 1,
    octets: 2,
    children,
  });
  const read = { ...field(6), read: () => 'text', meaning: (value: unknown) => `${value}!` };
  expect(fieldNode(bytes, 1, read, 'a')).toMatchObject({ value: 'text', meaning: 'text!' });
  expect('meaning' in fieldNode(bytes, 1, { ...field(1), meaning: () => '' }, 'a')).toBe(false);
  expect(fieldNodes(bytes, 1, [field(1), field(2)], 'a').map(({ value }) => value)).toEqual([0xfe, 0xfedc]);
});

test('a node that groups others is named by the last step of its path', () => {
  expect(groupNode('vdp.tlvs[0]', 18, 29, [])).toStrictEqual({
    name: 'tlvs[0]',
    path: 'vdp.tlvs[0]',
    offset: 18,
    octets: 29,
    children: [],
  });
  expect(groupNode('vdp', 0, 1, [], { value: 3, meaning: 'three' })).toMatchObject({
    name: 'vdp',
    value: 3,
    meaning: 'three',
  });
});

test('names for some of the values', () => {
  const meaning = named({ 0: 'zero', 1: 'one' });
  expect([0, 1, 2].map(meaning)).toEqual(['zero', 'one', 'reserved']);
  expect(named({ 0: 'zero' }, '')(1)).toBe('');
});

test.each([
  [0, '10 us'],
  [6, '640 us'],
  [7, '1.28 ms'],
  [14, '163.84 ms'],
  [16, '655.36 ms'],
  [17, '1.31072 s'],
  [20, '10.48576 s'],
  [31, '21474.83648 s'],
])('exponent %i means %s', (exponent, text) => {
  expect(exponentMeaning(exponent)).toBe(text);
});

test('the fields of Ethernet', () => {
  const frame = hex('0180c2000000 020000000001 88a8 b064 8940');
  const rows = (at: number, fields: readonly Field[]) =>
    fieldNodes(frame, at, fields, 'e').map(({ name, value, meaning = '', offset, octets }) => [
      name,
      value,
      meaning,
      offset,
      octets,
    ]);
  expect(rows(0, addressFields)).toEqual([
    ['destination', '01-80-C2-00-00-00', 'Nearest Customer Bridge', 0, 6],
    ['source', '02-00-00-00-00-01', '', 6, 6],
  ]);
  expect(rows(12, vlanTagFields)).toEqual([
    ['tpid', 0x88a8, '88A8 S-tag', 12, 2],
    ['pcp', 5, '', 14, 1],
    ['dei', true, '', 14, 1],
    ['vid', 100, '', 14, 2],
  ]);
  expect(rows(16, [etherTypeField])).toEqual([['etherType', 0x8940, '8940 ECP', 16, 2]]);
});

test.each([
  [0x0800, '0800 IPv4'],
  [0x0806, '0806 ARP'],
  [0x8100, '8100 C-tag'],
  [0x86dd, '86DD IPv6'],
  [0x88a8, '88A8 S-tag'],
  [0x88b7, '88B7 OUI extended'],
  [0x88cc, '88CC LLDP'],
  [0x8940, '8940 ECP'],
  [0x002e, '002E'],
  [0xabcd, 'ABCD'],
])('Ethertype %i reads %s', (etherType, text) => {
  expect(etherTypeField.meaning?.(etherType)).toBe(text);
});

test('a destination that has a name is named, a source never', () => {
  const [destination, source] = addressFields as [Field, Field];
  const name = (address: string) => destination.meaning?.(address);
  expect(name('01-80-C2-00-00-00')).toBe('Nearest Customer Bridge');
  expect(name('01-80-C2-00-00-03')).toBe('Nearest non-TPMR Bridge');
  expect(name('01-80-C2-00-00-0E')).toBe('Nearest Bridge');
  expect(name('FF-FF-FF-FF-FF-FF')).toBe('broadcast');
  expect(name('02-00-00-00-00-01')).toBe('');
  expect(source.meaning).toBeUndefined();
});

test('VIDs 0 and 4095 have a meaning', () => {
  const vid = vlanTagFields.find(({ name }) => name === 'vid');
  expect([0, 1, 4094, 4095].map((value) => vid?.meaning?.(value))).toEqual(['priority-tagged', '', '', 'invalid']);
});

test.each([
  [{ offset: 1, octets: 1, mask: 0x70 }, 7, 5, '00 50 0000 0000 00'],
  [{ offset: 1, octets: 2, mask: 0x0fff }, 0xfff, 0xabc, '00 0abc 00000000'],
  [{ offset: 0, octets: 3 }, 0xff_ffff, 0x010203, '010203 00000000'],
  [{ offset: 2, octets: 4, mask: 0x8000_0000 }, 1, 1, '0000 80000000 00'],
  [{ offset: 1, octets: 6 }, 0xffff_ffff_ffff, 0x525400aabbcc, '00 525400aabbcc'],
])('the number of a field is written and read: %o', (field, max, number, digits) => {
  expect(isNumberField(field)).toBe(true);
  expect(fieldMax(field)).toBe(max);
  const out = new Uint8Array(7);
  putFieldNumber(out, 0, field, number);
  expect(toHex(out)).toBe(digits.replaceAll(' ', ''));
  expect(fieldNumber(out, 0, field)).toBe(number);
  expect(isNumberField({ octets: 16 })).toBe(false);
});
