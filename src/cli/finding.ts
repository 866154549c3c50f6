// Errors and notes as the program prints them: in JSON and in text.

import { formatFinding as formatCaptureFinding } from '../capture/format-error.js';
import type { CaptureErrorCode } from '../capture/rules.js';
import type { Finding } from '../core/result.js';
import type { FrameErrorCode } from '../frame/decode-frame.js';
import { formatError, formatFinding } from '../frame/format-error.js';

/** An error or a note. */
export interface FindingText {
  readonly code: string;
  /** Path of the member, as `vdp.tlvs[0]`; `capture` for the file, `line 7` for a line of digits. */
  readonly field: string;
  /** First octet in the frame, or in the file for `capture`; first character for a line of digits. */
  readonly offset: number;
  readonly length: number;
  /** One line. */
  readonly message: string;
  /** The octets, with carets under the wrong ones. */
  readonly picture: () => readonly string[];
}

/** A finding about the octets of a frame. */
export const frameFinding = (finding: Finding<FrameErrorCode>, bytes: Uint8Array): FindingText => ({
  ...finding,
  message: formatFinding(finding, bytes),
  picture: () => formatError(finding, bytes).split('\n').slice(1),
});

const NO_PICTURE: readonly string[] = [];

/** A finding about a capture file, without a picture. `shift` is added to its offset. */
export function fileFinding(finding: Finding<CaptureErrorCode>, shift: number): FindingText {
  const { code, field, length } = finding;
  const offset = finding.offset + shift;
  const message = formatCaptureFinding({ ...finding, offset });
  return { code, field, offset, length, message, picture: () => NO_PICTURE };
}
