// Encoding checks everything before it writes the first octet. What it refuses is the caller's bug, so it throws.

/** Where a value stands. A path that is not constant is a function: it is called only where something is refused. */
export type Path = string | (() => string);

/** The text of a path, and of a member below it. */
export const pathText = (path: Path, below = ''): string => (typeof path === 'string' ? path : path()) + below;

/**
 * A value that cannot be put on the wire. Recognise it by `code`, not by `instanceof`: an application may hold two
 * copies of this class, one from ESM and one from CJS.
 */
export class EncodeError extends Error {
  override readonly name = 'EncodeError';
  readonly code = 'dot1qbgEncode';
  /** Path of the field, as `vdp.tlvs[0].typeId`. */
  readonly field: string;
  /** The value refused. */
  readonly value: unknown;
  /** What would be right, as `an integer 0..255`. */
  readonly expected: string;

  /** `below` is a constant member below the path. */
  constructor(path: Path, value: unknown, expected: string, below?: string) {
    const field = pathText(path, below);
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

// All checks below take where the value stands as a path and, behind the value, a constant member below it.

/** Refuses what is not an integer in `min..max`. */
export function checkInteger(path: Path, value: number, min: number, max: number, below?: string): void {
  if (!Number.isInteger(value) || value < min || value > max) {
    throw new EncodeError(path, value, `an integer ${min}..${max}`, below);
  }
}

/** Refuses what is not an array of `min..max` octets. */
export function checkOctets(path: Path, value: Uint8Array, min: number, max: number, below?: string): void {
  if (!(value instanceof Uint8Array) || value.length < min || value.length > max) {
    const count = min === max ? min : `${min}..${max}`;
    throw new EncodeError(path, value, `a Uint8Array of ${count} octets`, below);
  }
}

/** Refuses what is not an object, so that its members can be looked at. */
export function checkRecord(path: Path, value: unknown): void {
  if (typeof value !== 'object' || value === null) throw new EncodeError(path, value, 'an object');
}

/** Refuses what is not an array, or one of more than `max` members. */
export function checkArray(path: Path, value: readonly unknown[], max: number, below?: string): void {
  if (!Array.isArray(value) || value.length > max) {
    throw new EncodeError(path, value, `an array of at most ${max} members`, below);
  }
}

/** Refuses an output that has no room for `octets` at `offset`. */
export function checkRoom(out: Uint8Array, offset: number, octets: number): void {
  if (!(out instanceof Uint8Array) || !Number.isInteger(offset) || offset < 0 || out.length - offset < octets) {
    throw new EncodeError('out', out, `room for ${octets} octets at offset ${offset}`);
  }
}
