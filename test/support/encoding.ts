// How encoders are looked at: what they write into a buffer that is not empty, and what they refuse.

import { expect } from 'vitest';
import type { EncodeError } from '../../src/core/encode-error.js';

const FILL = 0xa5;
const AROUND = 7;

const isFill = (octet: number): boolean => octet === FILL;

/** What an encoder writes into the middle of a buffer full of a5; it must touch nothing around it. */
export function construct(octets: number, into: (out: Uint8Array, offset: number) => number): Uint8Array {
  const out = new Uint8Array(AROUND + octets + AROUND).fill(FILL);
  const end = into(out, AROUND);
  expect(end).toBe(AROUND + octets);
  expect(out.subarray(0, AROUND).every(isFill)).toBe(true);
  expect(out.subarray(end).every(isFill)).toBe(true);
  return out.slice(AROUND, end);
}

/** The error of an encoder that has to refuse, which must not have written an octet. */
export function refusal(into: (out: Uint8Array) => unknown, octets = 2000): EncodeError {
  const out = new Uint8Array(octets).fill(FILL);
  let error: unknown;
  try {
    into(out);
  } catch (thrown) {
    error = thrown;
  }
  expect(error).toMatchObject({ name: 'EncodeError', code: 'dot1qbgEncode' });
  expect(out.every(isFill)).toBe(true);
  return error as EncodeError;
}
