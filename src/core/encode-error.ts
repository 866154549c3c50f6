// Encoding checks everything before it writes the first octet. What it refuses is the caller's bug, so it throws.

/**
 * A value that cannot be put on the wire. Recognise it by `code`, not by `instanceof`: an application may hold two
 * copies of this class, one from ESM and one from CJS.
 */
export class EncodeError extends Error {
  override readonly name = 'EncodeError';
  readonly code = 'dot1qbgEncode';
  /** Path of the field, as `vdp.tlv[0].typeId`. */
  readonly field: string;
  /** The value refused. */
  readonly value: unknown;
  /** What would be right, as `an integer 0..255`. */
  readonly expected: string;

  constructor(field: string, value: unknown, expected: string) {
    super(`${field}: expected ${expected}, got ${printable(value)}`);
    this.field = field;
    this.value = value;
    this.expected = expected;
  }
}

function printable(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (value instanceof Uint8Array) return `${value.length} octets`;
  if (Array.isArray(value)) return `${value.length} members`;
  return typeof value === 'object' && value !== null ? 'an object' : String(value);
}

/** Refuses what is not an integer in `min..max`. */
export function checkInteger(field: string, value: number, min: number, max: number): void {
  if (!Number.isInteger(value) || value < min || value > max) {
    throw new EncodeError(field, value, `an integer ${min}..${max}`);
  }
}

/** Refuses what is not an array of `min..max` octets. */
export function checkOctets(field: string, value: Uint8Array, min: number, max: number): void {
  if (!(value instanceof Uint8Array) || value.length < min || value.length > max) {
    throw new EncodeError(field, value, `a Uint8Array of ${min === max ? min : `${min}..${max}`} octets`);
  }
}

/** Refuses what is not an object, so that its members can be looked at. */
export function checkRecord(field: string, value: unknown): void {
  if (typeof value !== 'object' || value === null) throw new EncodeError(field, value, 'an object');
}

/** Refuses what is not an array, or one of more than `max` members. */
export function checkArray(field: string, value: readonly unknown[], max: number): void {
  if (!Array.isArray(value) || value.length > max)
    throw new EncodeError(field, value, `an array of at most ${max} members`);
}

/** Refuses an output that has no room for `octets` at `offset`. */
export function checkRoom(out: Uint8Array, offset: number, octets: number): void {
  if (!(out instanceof Uint8Array) || !Number.isInteger(offset) || offset < 0 || out.length - offset < octets) {
    throw new EncodeError('out', out, `room for ${octets} octets at offset ${offset}`);
  }
}
