// The checks on receive of clause 43, row by row, in their order; and what the encoder refuses.

import { expect, test } from 'vitest';
import { ecpFields } from '../../src/ecp/fields.js';
import {
  checkEcpdu,
  decodeEcpdu,
  type Ecpdu,
  ecpRules,
  ecpSubtype,
  encodeEcpdu,
  encodeEcpduInto,
} from '../../src/ecp/index.js';
import { changed } from '../support/changed.js';
import { refusal } from '../support/encoding.js';
import { hex, toHex } from '../support/hex.js';

const ulpdu = (octets: number): string => '5a'.repeat(octets);

test.each<[title: string, bytes: string, code: string, field: string, length: number]>([
  ['1.4/1: nothing', '', 'ecpLength', 'ecp', 0],
  ['1.4/1: 3 octets', '100100', 'ecpLength', 'ecp', 3],
  ['1.4/1: 1501 octets', `10010001 ${ulpdu(1497)}`, 'ecpLength', 'ecp', 1501],
  ['1.4/1: 3 octets that break all other rows', 'ffff00', 'ecpLength', 'ecp', 3],
  ['1.4/2: version 0', '00010001', 'ecpVersion', 'ecp.version', 1],
  ['1.4/2: version 2', '20010001', 'ecpVersion', 'ecp.version', 1],
  ['1.4/2: version 9', '90010001', 'ecpVersion', 'ecp.version', 1],
  ['1.4/2: version 15, with a reserved operation', 'fc010001', 'ecpVersion', 'ecp.version', 1],
  ['1.4/3: operation 2', '18010001', 'ecpOperation', 'ecp.operation', 1],
  ['1.4/3: operation 3', '1c010001', 'ecpOperation', 'ecp.operation', 1],
  ['1.4/3: operation 2 of a subtype that nobody has registered', '180f0001', 'ecpOperation', 'ecp.operation', 1],
  ['1.4/4: subtype 15', '100f0001', 'ecpSubtype', 'ecp.subtype', 2],
  ['1.4/4: subtype 0', '10000001', 'ecpSubtype', 'ecp.subtype', 2],
  ['1.4/4: PE-CSP, where only VDP is registered', '10020001', 'ecpSubtype', 'ecp.subtype', 2],
  ['1.4/4: an acknowledgement of subtype 2', '14020001', 'ecpSubtype', 'ecp.subtype', 2],
  ['1.4/4: subtype 257, whose low octet is that of VDP', '11010001', 'ecpSubtype', 'ecp.subtype', 2],
])('ecp %s', (_title, bytes, code, field, length) => {
  const error = { code, field, offset: 0, length, clause: '43' };
  expect(decodeEcpdu(hex(bytes), { subtypes: [1] })).toStrictEqual({ ok: false, error });
  expect(checkEcpdu(hex(`ffffff ${bytes} ffffff`), 3, 3 + hex(bytes).length, { subtypes: [1] })).toBe(code);
});

test('the rules carry the rows of the table', () => {
  expect(Object.values(ecpRules)).toEqual([
    ['1', '4 to 1500 octets of ECPDU'],
    ['2', 'version 1'],
    ['3', 'operation 0 (request) or 1 (acknowledgement)'],
    ['4', 'the subtype of a registered ULP'],
  ]);
});

test.each([
  ['4 octets', '10010001', 0],
  ['1500 octets', `10010001 ${ulpdu(1496)}`, 1496],
])('ecp 1.4/1: an ECPDU of %s passes', (_what, bytes, octets) => {
  const value = { version: 1, operation: 0, subtype: 1, sequence: 1, ulpdu: hex(ulpdu(octets)) };
  expect(decodeEcpdu(hex(bytes))).toStrictEqual({ ok: true, value, notes: [] });
  expect(toHex(encodeEcpdu(value))).toBe(toHex(hex(bytes)));
});

test.each([0, 1, 2, 3, 15, 1023])(
  'ecp 1.4/4: subtype %i passes where it is registered, and where none is named',
  (subtype) => {
    const bytes = encodeEcpdu({ version: 1, operation: 0, subtype, sequence: 7, ulpdu: hex('') });
    expect(ecpSubtype(bytes, 0)).toBe(subtype);
    for (const options of [undefined, {}, { subtypes: [500, subtype] }]) {
      expect(decodeEcpdu(bytes, options)).toMatchObject({ ok: true, value: { subtype }, notes: [] });
    }
    expect(decodeEcpdu(bytes, { subtypes: [] })).toMatchObject({ ok: false, error: { code: 'ecpSubtype' } });
  },
);

test.each([
  ['a request', '10010000', 0, 0],
  ['an acknowledgement', '1401ffff', 1, 65535],
])('ecp 1.4/5: %s keeps its operation and its sequence number', (_what, bytes, operation, sequence) => {
  const value = { version: 1, operation, subtype: 1, sequence, ulpdu: hex('') };
  expect(decodeEcpdu(hex(bytes), { subtypes: [1] })).toStrictEqual({ ok: true, value, notes: [] });
});

const good: Ecpdu = { version: 1, operation: 0, subtype: 1, sequence: 1, ulpdu: hex('0a10') };

test.each<[path: string, member: unknown, expected: string]>([
  ['', null, 'an object'],
  ['', undefined, 'an object'],
  ['', 4097, 'an object'],
  ['version', -1, 'an integer 0..15'],
  ['version', 16, 'an integer 0..15'],
  ['version', undefined, 'an integer 0..15'],
  ['version', '1', 'an integer 0..15'],
  ['operation', -1, 'an integer 0..3'],
  ['operation', 4, 'an integer 0..3'],
  ['operation', 0.5, 'an integer 0..3'],
  ['subtype', -1, 'an integer 0..1023'],
  ['subtype', 1024, 'an integer 0..1023'],
  ['subtype', null, 'an integer 0..1023'],
  ['sequence', -1, 'an integer 0..65535'],
  ['sequence', 65536, 'an integer 0..65535'],
  ['sequence', Number.NaN, 'an integer 0..65535'],
  ['ulpdu', undefined, 'a Uint8Array of 0..1496 octets'],
  ['ulpdu', [0x0a, 0x10], 'a Uint8Array of 0..1496 octets'],
  ['ulpdu', new Uint8Array(1497), 'a Uint8Array of 0..1496 octets'],
])('the encoder refuses: %s %o', (path, member, expected) => {
  const value = changed(good, path, member) as Ecpdu;
  const field = path === '' ? 'ecp' : `ecp.${path}`;
  const error = refusal((out) => encodeEcpduInto(value, out, 0));
  expect([error.field, error.value, error.expected]).toStrictEqual([field, member, expected]);
  expect(() => encodeEcpdu(value)).toThrow(expect.objectContaining({ code: 'dot1qbgEncode', field }));
});

test('where there is no room nothing is written', () => {
  for (const offset of [5, 100, -1, 0.5, Number.NaN]) {
    const error = refusal((out) => encodeEcpduInto(good, out, offset), 10);
    expect(error).toMatchObject({ field: 'out', expected: `room for 6 octets at offset ${offset}` });
  }
  expect(encodeEcpduInto(good, new Uint8Array(10), 4)).toBe(10);
});

test('the field table says what the header means', () => {
  const meaning = (name: string, value: number) => ecpFields.find((field) => field.name === name)?.meaning?.(value);
  expect(ecpFields.map(({ name, offset, octets, mask }) => [name, offset, octets, mask])).toEqual([
    ['version', 0, 1, 0xf0],
    ['operation', 0, 1, 0x0c],
    ['subtype', 0, 2, 0x03ff],
    ['sequence', 2, 2, undefined],
  ]);
  expect([0, 1, 2, 3].map((one) => meaning('operation', one))).toEqual([
    'request',
    'acknowledgement',
    'reserved',
    'reserved',
  ]);
  expect([0, 1, 2, 3].map((one) => meaning('subtype', one))).toEqual(['reserved', 'VDP', 'PE-CSP', 'reserved']);
});
