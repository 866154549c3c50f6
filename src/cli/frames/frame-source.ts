// Where `decode` gets its frames from: a capture, or lines of hexadecimal digits. What cannot be made a frame comes too,
// with the reason.

import type { CaptureTime } from '../../capture/packet.js';
import type { Told } from '../told.js';

export interface SourceFrame {
  /** Counts from 1 in each file. */
  readonly number: number;
  readonly time?: CaptureTime;
  /** The time in seconds since 1970, with 6 or 9 decimals. */
  readonly timeText?: string;
  /** Absent where there is a `problem`. */
  readonly bytes?: Uint8Array;
  /** Why there is no frame. */
  readonly problem?: Told;
  /** What is to be told about the packet that the frame came in. */
  readonly notes: readonly Told[];
}

/** A file of frames. */
export interface FrameSource {
  /** The frames as they come. Ends where the file cannot be read on. */
  readonly frames: AsyncIterable<SourceFrame>;
  /** Why it could not be read on, once the frames are read. */
  readonly broken: () => string | undefined;
}
