// A frame of a source, decoded: what both forms of output are made of.

import { type DecodeFrameOptions, decodeFrame } from '../../frame/decode-frame.js';
import type { Frame } from '../../frame/frame.js';
import { type Told, toldOf } from '../told.js';
import type { SourceFrame } from './frame-source.js';

export interface DecodedFrame {
  readonly source: SourceFrame;
  /** Absent where there is an `error`. */
  readonly frame?: Frame;
  readonly error?: Told;
  /** Those of the packet first, then those of the frame. */
  readonly notes: readonly Told[];
}

export function decodeSourceFrame(source: SourceFrame, options: DecodeFrameOptions): DecodedFrame {
  const { bytes, problem, notes } = source;
  if (bytes === undefined) return { source, notes, ...(problem && { error: problem }) };
  const result = decodeFrame(bytes, options);
  if (!result.ok) return { source, error: toldOf(result.error, bytes), notes };
  return { source, frame: result.value, notes: [...notes, ...result.notes.map((note) => toldOf(note, bytes))] };
}
