// `readVdpUlpdu`: objects from a ULPDU that lies in a greater buffer, under a cursor that may have moved on.

import { expect, test } from 'vitest';
import { parseHex } from '../../../src/core/octets.js';
import {
  createVdpUlpduCursor,
  decodeVdpUlpdu,
  encodeVdpUlpdu,
  nextVdpTlv,
  readVdpUlpdu,
  type VdpUlpdu,
  wrapVdpUlpdu,
} from '../../../src/vdp/index.js';

const ULPDU = parseHex(
  '0a1000000000000000000000ffffc000020a' +
    '0621000000010005a141285760f74ce1e95a2164943f53aa020001525400aabbcc0064' +
    'fe0500000100ff',
) as Uint8Array;

/** The ULPDU behind four other octets and before two. */
const frame = Uint8Array.of(0xa5, 0xa5, 0xa5, 0xa5, ...ULPDU, 0, 0);

const decoded = (): VdpUlpdu => {
  const result = decodeVdpUlpdu(ULPDU);
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
};

test('reads what decodeVdpUlpdu reads, wherever the cursor stands', () => {
  const cursor = createVdpUlpduCursor();
  expect(wrapVdpUlpdu(cursor, frame, 4, frame.length)).toBe(undefined);
  expect(readVdpUlpdu(cursor, frame.length).value).toEqual(decoded());
  expect(nextVdpTlv(cursor)).toBe(false);
  expect(readVdpUlpdu(cursor, frame.length).value).toEqual(decoded());
  expect(decoded().tlvs.map(({ kind }) => kind)).toEqual(['association', 'organization']);
});

test("what it gives is the caller's: the buffer may be reused", () => {
  const cursor = createVdpUlpduCursor();
  const buffer = Uint8Array.from(frame);
  wrapVdpUlpdu(cursor, buffer, 4, buffer.length);
  const { value } = readVdpUlpdu(cursor, buffer.length);
  buffer.fill(0xa5);
  expect(encodeVdpUlpdu(value)).toEqual(ULPDU);
});
