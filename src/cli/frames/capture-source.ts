// Frames from a capture file.

import { captureRules } from '../../capture/rules.js';
import { formatTime } from '../capture-time.js';
import { fileFinding } from '../finding.js';
import { type CliIo, openChunks, reasonOf } from '../io.js';
import { capturePieces } from './capture-pieces.js';
import type { FrameSource, SourceFrame } from './frame-source.js';

export function openCapture(io: CliIo, file: string): FrameSource {
  let reason: string | undefined;
  async function* frames(): AsyncGenerator<SourceFrame> {
    let number = 0;
    for await (const { packets, decimals, shift, error } of capturePieces(openChunks(io, file))) {
      for (const { time, frame, notes, error: problem } of packets) {
        number++;
        yield {
          number,
          ...(time && { time, timeText: formatTime(time, decimals) }),
          ...(problem ? { problem: fileFinding(problem, shift) } : { bytes: frame }),
          notes: notes.map((note) => fileFinding(note, shift)),
        };
      }
      if (error) reason = `octet ${error.offset}: expected ${captureRules[error.code][1]}`;
    }
  }
  async function* guarded(): AsyncGenerator<SourceFrame> {
    try {
      yield* frames();
    } catch (error) {
      reason = reasonOf(error);
    }
  }
  return { frames: guarded(), broken: () => reason };
}
