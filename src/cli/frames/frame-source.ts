// Where `decode` reads its frames: a capture, or lines of hexadecimal digits. A packet or a line without a frame is here too,
// with the reason.

import type { CaptureTime } from '../../capture/packet.js';
import type { FindingText } from '../finding.js';

export interface SourceFrame {
  /** Counts from 1 in each file. */
  readonly number: number;
  readonly time?: CaptureTime;
  /** The time in seconds since 1970, with 6 or 9 decimals. */
  readonly timeText?: string;
  /** Absent where there is a `problem`. */
  readonly bytes?: Uint8Array;
  /** Why there is no frame. */
  readonly problem?: FindingText;
  /** Notes about the packet that has the frame. */
  readonly notes: readonly FindingText[];
}

/** A file of frames. */
export interface FrameSource {
  /** The frames as they come. Ends where the file cannot be read any further. */
  readonly frames: AsyncIterable<SourceFrame>;
  /** Why the file could not be read to its end; known when `frames` has ended. */
  readonly broken: () => string | undefined;
}
