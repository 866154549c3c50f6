// A frame as text: a head line, the tree of its fields, then its notes and its error with the wrong octets.

import type { CaptureTime } from '../../capture/packet.js';
import { formatMac, NEAREST_BRIDGE, NEAREST_CUSTOMER_BRIDGE, NEAREST_NON_TPMR_BRIDGE } from '../../core/mac.js';
import { u48 } from '../../core/octets.js';
import type { DecodeFrameOptions } from '../../frame/decode-frame.js';
import { describeFrame } from '../../frame/describe-frame.js';
import { unglued, wrapHanging } from '../../text/columns.js';
import { frameWords } from '../../text/frame-words.js';
import type { Paint } from '../../text/paint.js';
import { treeLines } from '../../text/tree-text.js';
import { formatElapsed } from '../capture-time.js';
import type { FindingText } from '../finding.js';
import type { DecodedFrame } from './decoded-frame.js';

const NUMBER_WIDTH = 3;
const TIME_WIDTH = 9;
const LENGTH_WIDTH = 4;
const ADDRESSES_OCTETS = 12;

/** Short names of the groups that EVB sends to. */
const GROUPS: Readonly<Record<number, string>> = {
  [NEAREST_CUSTOMER_BRIDGE]: 'NCB',
  [NEAREST_NON_TPMR_BRIDGE]: 'NNTB',
  [NEAREST_BRIDGE]: 'NB',
};

/** Source and destination, where the frame is long enough to have them. */
function addresses(bytes: Uint8Array | undefined): string {
  if (bytes === undefined || bytes.length < ADDRESSES_OCTETS) return '';
  const destination = u48(bytes, 0);
  return `${formatMac(u48(bytes, 6))} > ${GROUPS[destination] ?? formatMac(destination)}  `;
}

/**
 * The head line of a frame, wrapped where it is too long.
 *
 * @param start the time at which the elapsed time is 0
 */
export function headLines(decoded: DecodedFrame, start: CaptureTime | undefined, paint: Paint): string[] {
  const { source, error } = decoded;
  const { number, time, bytes } = source;
  const words = decoded.frame ? frameWords(decoded.frame) : `not decoded: ${error?.code}`;
  const parts = [
    String(number).padStart(NUMBER_WIDTH),
    (time ? formatElapsed(start ?? time, time) : '-').padStart(TIME_WIDTH),
    (bytes ? String(bytes.length) : '-').padStart(LENGTH_WIDTH),
  ];
  const lines = wrapHanging(`${parts.join(' ')}  `, addresses(bytes) + words).map(unglued);
  return lines.map((line) => paint(error ? 'failed' : 'head', line));
}

const PICTURE_INDENT = 4;

function findingLines(told: FindingText, style: 'note' | 'error', paint: Paint): string[] {
  const text = wrapHanging(`  ${style} `, `${told.code}: ${told.message}`);
  const picture = told.picture().map((line) => ' '.repeat(PICTURE_INDENT) + line);
  return [...text.map((line) => paint(style, line)), ...picture];
}

/** All lines of a frame. */
export function frameLines(
  decoded: DecodedFrame,
  start: CaptureTime | undefined,
  options: DecodeFrameOptions,
  paint: Paint,
): string[] {
  const { bytes } = decoded.source;
  return [
    ...headLines(decoded, start, paint),
    ...(bytes ? treeLines(describeFrame(bytes, options), bytes, paint) : []),
    ...decoded.notes.flatMap((note) => findingLines(note, 'note', paint)),
    ...(decoded.error ? findingLines(decoded.error, 'error', paint) : []),
  ];
}
