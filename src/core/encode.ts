// How every encoder works: check the whole value, then the room, then write. An `Encoder` is the three steps of one PDU.

import { checkRoom } from './encode-error.js';

export interface Encoder<T> {
  /** Throws EncodeError for a value that has no encoding. */
  readonly check: (value: T) => void;
  /** Octets of a checked value. */
  readonly byteLength: (value: T) => number;
  /** Writes a checked value where there is room; returns the offset behind it. */
  readonly put: (value: T, out: Uint8Array, at: number) => number;
}

/** Writes a value at `offset`; returns the offset behind it. Throws EncodeError before the first octet is written. */
export function encodeInto<T>(encoder: Encoder<T>, value: T, out: Uint8Array, offset: number): number {
  encoder.check(value);
  checkRoom(out, offset, encoder.byteLength(value));
  return encoder.put(value, out, offset);
}

/** The octets of a value. Throws EncodeError for a value that has no encoding. */
export function encode<T>(encoder: Encoder<T>, value: T): Uint8Array {
  encoder.check(value);
  const out = new Uint8Array(encoder.byteLength(value));
  encoder.put(value, out, 0);
  return out;
}
