// The text of findings, with carets under the octets.

import { expect, test } from 'vitest';
import { captureRules } from '../../src/capture/index.js';
import { errorFormatter, findingFormatter, joinRules } from '../../src/core/format-error.js';
import type { Rules } from '../../src/core/result.js';
import { allFrameRules, formatFinding as formatFrameFinding } from '../../src/frame/format-error.js';
import { decodeVdpUlpdu } from '../../src/vdp/index.js';
import { formatError as formatVdpError } from '../../src/vdp/wire/format-error.js';
import { hex } from '../support/hex.js';

const finding = (offset: number, length: number) => ({
  code: 'someRule' as const,
  field: 'a.b[1]',
  offset,
  length,
  clause: '41.2',
});

const rules = { someRule: ['V1', 'something else'] } satisfies Rules<string>;
const formatFinding = findingFormatter(rules);
const formatError = errorFormatter(rules);

/** 00 01 02 ... */
const counting = (octets: number): Uint8Array => Uint8Array.from({ length: octets }, (_, i) => i);
const text = (offset: number, length: number, octets: number): string[] =>
  formatError(finding(offset, length), counting(octets)).split('\n');

test.each([
  [0, 1, 'a.b[1] (octet 0): expected something else, found 00 [41.2]'],
  [4, 2, 'a.b[1] (octets 4..5): expected something else, found 0405 [41.2]'],
  [4, 8, 'a.b[1] (octets 4..11): expected something else, found 0405060708090a0b [41.2]'],
  [4, 9, 'a.b[1] (octets 4..12): expected something else, found 0405060708090a0b... [41.2]'],
  [20, 0, 'a.b[1] (octet 20): expected something else [41.2]'],
  [19, 0, 'a.b[1] (octet 19): expected something else [41.2]'],
])('one line for %i + %i', (offset, length, line) => {
  expect(formatFinding(finding(offset, length), counting(20))).toBe(line);
});

test('without the octets the line says nothing of them', () => {
  expect(formatFinding(finding(4, 2))).toBe('a.b[1] (octets 4..5): expected something else [41.2]');
});

test('the first octet', () => {
  expect(text(0, 1, 3)).toEqual([
    'someRule: a.b[1] (octet 0): expected something else, found 00 [41.2]',
    '0000  00 01 02',
    '      ^^',
  ]);
});

test('octets in the middle of the second row', () => {
  expect(text(18, 3, 32).slice(1)).toEqual([
    '0010  10 11 12 13 14 15 16 17 18 19 1a 1b 1c 1d 1e 1f',
    '            ^^^^^^^^',
  ]);
});

test('octets across rows', () => {
  expect(text(14, 4, 40).slice(1)).toEqual([
    '0000  00 01 02 03 04 05 06 07 08 09 0a 0b 0c 0d 0e 0f',
    '                                                ^^^^^',
    '0010  10 11 12 13 14 15 16 17 18 19 1a 1b 1c 1d 1e 1f',
    '      ^^^^^',
  ]);
});

test('a row to its very end takes no other with it', () => {
  expect(text(0, 16, 32).slice(1)).toEqual([
    '0000  00 01 02 03 04 05 06 07 08 09 0a 0b 0c 0d 0e 0f',
    '      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^',
  ]);
});

test('of many rows four are shown', () => {
  const lines = text(5, 1490, 1500);
  expect(lines.length).toBe(1 + 2 * 4);
  expect(lines.filter((_line, i) => i % 2 === 1).map((line) => line.slice(0, 8))).toEqual([
    '0000  00',
    '0010  10',
    '0020  20',
    '0030  30',
  ]);
  expect(lines[2]).toBe(`      ${' '.repeat(15)}${'^'.repeat(32)}`);
  expect(lines[8]).toBe(`      ${'^'.repeat(47)}`);
});

test('four rows from where the finding begins', () => {
  expect(text(100, 200, 1500)[1]?.slice(0, 8)).toBe('0060  60');
  expect(text(100, 200, 1500).at(-2)?.slice(0, 8)).toBe('0090  90');
});

test('what is missing behind the last octet has one caret behind it', () => {
  expect(text(3, 0, 3).slice(1)).toEqual(['0000  00 01 02', '               ^^']);
  expect(text(0, 0, 0)).toEqual(['someRule: a.b[1] (octet 0): expected something else [41.2]', '0000', '      ^^']);
});

test('behind a full row the caret stands alone in the next', () => {
  expect(text(32, 0, 32).slice(1)).toEqual(['0020', '      ^^']);
});

test('an offset of five digits moves the carets', () => {
  expect(text(65537, 1, 65540).slice(1)).toEqual(['10000  00 01 02 03', '          ^^']);
});

test('the text of a real error', () => {
  const bytes = hex(`0a10 ${'00'.repeat(16)} 0621 00`);
  const result = decodeVdpUlpdu(bytes);
  expect(result.ok ? '' : formatVdpError(result.error, bytes)).toBe(
    [
      'vdpTlvTruncated: vdp.tlvs[0] (octets 18..19): expected a TLV that ends inside the ULPDU, found 0621 [41.2]',
      '0010  00 00 06 21 00',
      '            ^^^^^',
    ].join('\n'),
  );
});

test('tables are joined, and stay what they were', () => {
  const more = { otherRule: ['', 'other things'] } satisfies Rules<string>;
  expect(joinRules(rules, more)).toStrictEqual({ ...rules, ...more });
  expect(rules).toStrictEqual({ someRule: ['V1', 'something else'] });
  const format = findingFormatter(joinRules(rules, more));
  expect(format({ ...finding(1, 1), code: 'otherRule' })).toBe('a.b[1] (octet 1): expected other things [41.2]');
});

test('an entry refuses findings of rules that it does not know', () => {
  const ecp = { ...finding(0, 1), code: 'ecpLength' } as const;
  expect(formatFrameFinding(ecp)).toBe('a.b[1] (octet 0): expected 4 to 1500 octets of ECPDU [41.2]');
  // @ts-expect-error /vdp knows no code of ECP
  const refused: Parameters<typeof formatVdpError>[0] = ecp;
  expect(refused).toBe(ecp);
});

test.each([
  ['/frame', allFrameRules],
  ['/capture', captureRules],
])('every rule that %s knows has a text', (_entry, table) => {
  expect(Object.values(table).filter(([, expected]) => expected === '')).toEqual([]);
});
