// The field tables of VDP: they say where the decoder reads, and what it reads.

import { expect, test } from 'vitest';
import { type Field, fieldNodes, fieldNumber } from '../../../src/core/field.js';
import {
  associationFields,
  filterEntryFields,
  filterInfoCountField,
  filterInfoFormatField,
  managerIdField,
  organizationFields,
  vdpTlvHeaderFields,
} from '../../../src/vdp/wire/fields.js';
import { entryLayout } from '../../../src/vdp/wire/layout.js';
import { hex } from '../../support/hex.js';

/** Name, value and meaning of each field, and where it lies. */
const rows = (bytes: Uint8Array, at: number, fields: readonly Field[]): unknown[] =>
  fieldNodes(bytes, at, fields, 'x').map(({ name, value, meaning = '', offset, octets }) => [
    name,
    value,
    meaning,
    offset,
    octets,
  ]);

test('the VSI Manager ID TLV', () => {
  const bytes = hex('0a10 00000000000000000000ffffc000020a');
  expect(rows(bytes, 0, [...vdpTlvHeaderFields, managerIdField])).toEqual([
    ['type', 5, 'VSI Manager ID', 0, 1],
    ['length', 16, '', 0, 2],
    ['managerId', '192.0.2.10', '', 2, 16],
  ]);
  expect(rows(hex(`0a10 ${'00'.repeat(16)}`), 0, [managerIdField])).toEqual([
    ['managerId', '::', 'no manager named', 2, 16],
  ]);
});

test('an association TLV', () => {
  const bytes = hex('ff 0425 62 a1b2c3 d4 05 a141285760f74ce1e95a2164943f53aa 04 0001 00001001 525400aabbcc b000');
  const fields = [...vdpTlvHeaderFields, ...associationFields, filterInfoFormatField, filterInfoCountField];
  expect(rows(bytes, 1, fields)).toEqual([
    ['type', 2, 'Pre-Associate with Resource Reservation', 1, 1],
    ['length', 37, '', 1, 2],
    ['status', 0x62, 'response: insufficient resources, keep', 3, 1],
    ['typeId', 0xa1b2c3, '', 4, 3],
    ['typeVersion', 0xd4, '', 7, 1],
    ['vsiidFormat', 5, 'UUID', 8, 1],
    ['vsiid', 'a1412857-60f7-4ce1-e95a-2164943f53aa', '', 9, 16],
    ['format', 4, 'GroupID/MAC/VID', 25, 1],
    ['count', 1, '', 26, 2],
  ]);
});

test.each<[format: number, digits: string, rows: unknown[]]>([
  [
    1,
    '8fff',
    [
      ['ps', true, '', 0, 1],
      ['pcp', 0, '', 0, 1],
      ['vid', 4095, 'invalid', 0, 2],
    ],
  ],
  [
    2,
    '525400aabbcc 6064',
    [
      ['mac', '52-54-00-AA-BB-CC', '', 0, 6],
      ['ps', false, '', 6, 1],
      ['pcp', 6, '', 6, 1],
      ['vid', 100, '', 6, 2],
    ],
  ],
  [
    3,
    'fedcba98 b000',
    [
      ['groupId', 0xfedcba98, '', 0, 4],
      ['ps', true, '', 4, 1],
      ['pcp', 3, '', 4, 1],
      ['vid', 0, 'null: supplied by the bridge', 4, 2],
    ],
  ],
  [
    4,
    '00001001 525400aabbcc f001',
    [
      ['groupId', 0x1001, '', 0, 4],
      ['mac', '52-54-00-AA-BB-CC', '', 4, 6],
      ['ps', true, '', 10, 1],
      ['pcp', 7, '', 10, 1],
      ['vid', 1, '', 10, 2],
    ],
  ],
])('an entry of format %i', (format, digits, expected) => {
  expect(rows(hex(digits), 0, filterEntryFields(entryLayout(format)))).toEqual(expected);
});

test('an organizational TLV', () => {
  expect(rows(hex('fe07 00000c f1414243'), 0, organizationFields)).toEqual([['oui', 12, '00-00-0C', 2, 3]]);
});

test.each<[field: Field, meanings: Record<number, string>]>([
  [
    vdpTlvHeaderFields[0] as Field,
    {
      0: 'End',
      1: 'Pre-Associate',
      2: 'Pre-Associate with Resource Reservation',
      3: 'Associate',
      4: 'De-Associate',
      5: 'VSI Manager ID',
      6: 'reserved',
      126: 'reserved',
      127: 'organizationally defined',
    },
  ],
  [
    associationFields[3] as Field,
    { 0: 'reserved', 1: 'IPv4', 2: 'IPv6', 3: 'MAC', 4: 'local', 5: 'UUID', 6: 'reserved', 255: 'reserved' },
  ],
  [
    filterInfoFormatField,
    { 0: 'reserved', 1: 'VID', 2: 'MAC/VID', 3: 'GroupID/VID', 4: 'GroupID/MAC/VID', 5: 'reserved' },
  ],
])('what the values of $name mean', (field, meanings) => {
  for (const [value, meaning] of Object.entries(meanings)) expect(field.meaning?.(Number(value))).toBe(meaning);
});

test('the header has type and length as 7 and 9 bits', () => {
  const [type, length] = vdpTlvHeaderFields as [Field, Field];
  expect([fieldNumber(hex('ffff'), 0, type), fieldNumber(hex('ffff'), 0, length)]).toEqual([127, 511]);
  expect([fieldNumber(hex('0100'), 0, type), fieldNumber(hex('0100'), 0, length)]).toEqual([0, 256]);
});
