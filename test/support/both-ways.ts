// A worked frame in both directions.

import { expect } from 'vitest';
import {
  byteLengthFrame,
  decodeFrame,
  encodeFrame,
  encodeFrameInto,
  type Frame,
  type Note,
} from '../../src/frame/index.js';
import { construct } from './encoding.js';
import { toHex } from './hex.js';

/**
 * The octets decode to the value and `zeros` octets of padding, and the value, with and without that trailer, encodes to
 * the octets. Answers the notes of decoding.
 */
export function expectBothWays(octets: Uint8Array, frame: Frame, zeros: number): readonly Note[] {
  const whole: Frame = { ...frame, trailer: new Uint8Array(zeros) };
  const result = decodeFrame(octets);
  expect(result).toMatchObject({ ok: true });
  if (!result.ok) return [];
  expect(result.value).toStrictEqual(whole);
  expect(toHex(encodeFrame(frame))).toBe(toHex(octets));
  expect(byteLengthFrame(whole)).toBe(octets.length);
  expect(toHex(construct(octets.length, (out, at) => encodeFrameInto(whole, out, at)))).toBe(toHex(octets));
  return result.notes;
}
