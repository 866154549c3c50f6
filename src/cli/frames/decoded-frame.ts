// A frame of a source, decoded. Text and JSON are made from it.

import { type DecodeFrameOptions, decodeFrame } from '../../frame/decode-frame.js';
import type { Frame } from '../../frame/frame.js';
import { type FindingText, frameFinding } from '../finding.js';
import type { SourceFrame } from './frame-source.js';

export interface DecodedFrame {
  readonly source: SourceFrame;
  /** Absent where there is an `error`. */
  readonly frame?: Frame;
  readonly error?: FindingText;
  /** The notes of the packet, then the notes of the frame. */
  readonly notes: readonly FindingText[];
}

export function decodeSourceFrame(source: SourceFrame, options: DecodeFrameOptions): DecodedFrame {
  const { bytes, problem, notes } = source;
  if (bytes === undefined) return { source, notes, ...(problem && { error: problem }) };
  const result = decodeFrame(bytes, options);
  if (!result.ok) return { source, error: frameFinding(result.error, bytes), notes };
  return { source, frame: result.value, notes: [...notes, ...result.notes.map((note) => frameFinding(note, bytes))] };
}
