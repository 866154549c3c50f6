// A node of the tree for octets that have no fields of their own.

import { type FieldNode, groupNode } from '../core/field.js';
import { formatHex } from '../core/octets.js';

/** The octets in `at..end`, their value in hexadecimal digits. */
export const octetsNode = (bytes: Uint8Array, path: string, at: number, end: number, meaning?: string): FieldNode =>
  groupNode(path, at, end - at, [], { value: formatHex(bytes.subarray(at, end)), ...(meaning && { meaning }) });

/** The octets from `at` to the end of the frame, as no node or one. */
export const restNodes = (bytes: Uint8Array, path: 'trailer' | 'undecoded', at: number): FieldNode[] =>
  at < bytes.length ? [octetsNode(bytes, path, at, bytes.length)] : [];
