// Captured exchanges of a real station and a real bridge, frame by frame, and frames compared field by field.

import { readCapture } from '../../src/capture/index.js';
import { decodeFrame, type Frame } from '../../src/frame/index.js';
import { toHex } from '../support/hex.js';
import { vectorOctets } from '../support/vectors.js';
import { STATION_MAC } from './rig.js';

export interface CapturedFrame {
  /** Microseconds since the first frame of the capture. */
  readonly at: number;
  readonly from: 'station' | 'bridge';
  readonly frame: Uint8Array;
  readonly value: Frame;
}

/** What a frame says; it has to decode. */
export function readFrame(frame: Uint8Array): Frame {
  const decoded = decodeFrame(frame);
  if (!decoded.ok) throw new Error(`does not decode: ${toHex(frame)}`);
  return decoded.value;
}

/** All frames of a capture. */
export function captured(name: string): CapturedFrame[] {
  const { packets } = readCapture(vectorOctets(name));
  const instant = ({ time }: (typeof packets)[number]): number =>
    time === undefined ? Number.NaN : time.seconds * 1e6 + time.nanoseconds / 1000;
  const first = packets[0] === undefined ? 0 : instant(packets[0]);
  return packets.map((one) => {
    const value = readFrame(one.frame);
    const from = value.ethernet.source === STATION_MAC ? 'station' : 'bridge';
    return { at: Math.round(instant(one) - first), from, frame: Uint8Array.from(one.frame), value };
  });
}

export const isEcp = ({ kind }: Frame): boolean => kind !== 'lldp' && kind !== 'other';

/** The fields of a frame by their paths; octets as digits. */
export function fieldsOf(value: unknown, path = ''): Map<string, unknown> {
  if (value instanceof Uint8Array) return new Map([[path, toHex(value)]]);
  if (typeof value !== 'object' || value === null) return new Map([[path, value]]);
  const fields = new Map<string, unknown>();
  for (const [name, member] of Object.entries(value)) {
    const below = Array.isArray(value) ? `${path}[${name}]` : path === '' ? name : `${path}.${name}`;
    for (const [at, field] of fieldsOf(member, below)) fields.set(at, field);
  }
  return fields;
}

export interface Difference {
  readonly field: string;
  readonly theirs: unknown;
  readonly ours: unknown;
}

/** What differs between two frames, and how many fields were looked at. */
export function compareFrames(
  theirs: Frame,
  ours: Frame,
): { readonly fields: number; readonly differences: Difference[] } {
  const a = fieldsOf(theirs);
  const b = fieldsOf(ours);
  const names = [...new Set([...a.keys(), ...b.keys()])];
  const differences = names
    .filter((name) => a.get(name) !== b.get(name))
    .map((field) => ({ field, theirs: a.get(field), ours: b.get(field) }));
  return { fields: names.length, differences };
}
