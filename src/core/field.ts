// Field tables: one for each format, beside its codec. From a table come the text tree of a frame and the format tables
// of the docs. The decoders do not use them, so that they stay fast; a test holds both to the same values.

import { u8, u16, u24, u32, u48 } from './octets.js';

export type FieldValue = string | number | boolean;

/** One field of a format. */
export interface Field {
  /** The member of the decoded value, the last step of its path. */
  readonly name: string;
  /** First octet, counted from where the table says its offsets start. */
  readonly offset: number;
  /** Octets the field has a part in: 1, 2, 3, 4, 6 or 16. */
  readonly octets: number;
  /** Bits of these octets that are the field's; absent: all. */
  readonly mask?: number;
  readonly clause: string;
  /** What the field is, for the docs. */
  readonly text: string;
  /** The value as it stands in JSON; absent: the number under the mask. */
  readonly read?: (bytes: Uint8Array, at: number) => FieldValue;
  /** What a value means, for people; absent or empty: nothing to add. */
  readonly meaning?: (value: FieldValue) => string;
}

/** A node of the text tree of a frame. */
export interface FieldNode {
  readonly name: string;
  /** As `vdp.tlvs[0].filterInfo.entries[0].vid`. */
  readonly path: string;
  /** Absent for a node that only groups others. */
  readonly value?: FieldValue;
  readonly meaning?: string;
  /** First octet in the frame. */
  readonly offset: number;
  readonly octets: number;
  /** Bits of the octets that are the field's; absent: all. */
  readonly mask?: number;
  readonly children: readonly FieldNode[];
}

const readers: Readonly<Record<number, (bytes: Uint8Array, at: number) => number>> = {
  1: u8,
  2: u16,
  3: u24,
  4: u32,
  6: u48,
};

/** The number of a field whose offsets start at `at`: the bits under its mask, moved to the right. */
export function fieldNumber(
  bytes: Uint8Array,
  at: number,
  { offset, octets, mask }: Pick<Field, 'offset' | 'octets' | 'mask'>,
): number {
  const number = readers[octets]?.(bytes, at + offset) ?? 0;
  return mask === undefined ? number : (number & mask) >>> shiftOf(mask);
}

/** How many bits a mask lies to the left. */
const shiftOf = (mask: number): number => 31 - Math.clz32(mask & -mask);

/** Whether `fieldNumber` reads a field of this width. */
export const isNumberField = ({ octets }: Pick<Field, 'octets'>): boolean => readers[octets] !== undefined;

/** Greatest number of a field. */
export const fieldMax = ({ octets, mask }: Pick<Field, 'octets' | 'mask'>): number =>
  mask === undefined ? 2 ** (8 * octets) - 1 : mask >>> shiftOf(mask);

/** Writes the number of a field whose offsets start at `at`: the inverse of `fieldNumber`, where its bits were 0. */
export function putFieldNumber(
  out: Uint8Array,
  at: number,
  { offset, octets, mask }: Pick<Field, 'offset' | 'octets' | 'mask'>,
  number: number,
): void {
  let rest = mask === undefined ? number : number * 2 ** shiftOf(mask);
  for (let i = at + offset + octets - 1; i >= at + offset; i--) {
    out[i] = (out[i] as number) | (rest % 0x100);
    rest = Math.floor(rest / 0x100);
  }
}

/** A flag: `true` where the bit is set. */
export const flag = (offset: number, mask: number): Pick<Field, 'offset' | 'octets' | 'mask' | 'read'> => ({
  offset,
  octets: 1,
  mask,
  read: (bytes, at) => ((bytes[at + offset] as number) & mask) !== 0,
});

/** The node of one field. `at` is where the table's offsets start, `path` the path of what holds the field. */
export function fieldNode(bytes: Uint8Array, at: number, field: Field, path: string): FieldNode {
  const value = field.read?.(bytes, at) ?? fieldNumber(bytes, at, field);
  const meaning = field.meaning?.(value);
  return {
    name: field.name,
    path: `${path}.${field.name}`,
    value,
    ...(meaning && { meaning }),
    offset: at + field.offset,
    octets: field.octets,
    ...(field.mask !== undefined && { mask: field.mask }),
    children: [],
  };
}

/** The nodes of a table. */
export const fieldNodes = (bytes: Uint8Array, at: number, fields: readonly Field[], path: string): FieldNode[] =>
  fields.map((field) => fieldNode(bytes, at, field, path));

/** A node that groups others; its name is the last step of its path. */
export function groupNode(
  path: string,
  offset: number,
  octets: number,
  children: readonly FieldNode[],
  more: { readonly value?: FieldValue; readonly meaning?: string } = {},
): FieldNode {
  return { name: path.slice(path.lastIndexOf('.') + 1), path, ...more, offset, octets, children };
}

/** A meaning that is a name for some of the values. */
export const named =
  (names: Readonly<Record<number, string>>, otherwise = 'reserved') =>
  (value: FieldValue): string =>
    names[value as number] ?? otherwise;

/** The meaning of an exponent: 10 us * 2^n, in the unit that reads best. */
export function exponentMeaning(value: FieldValue): string {
  const microseconds = 10 * 2 ** (value as number);
  if (microseconds < 1000) return `${microseconds} us`;
  return microseconds < 1_000_000 ? `${microseconds / 1000} ms` : `${microseconds / 1_000_000} s`;
}
