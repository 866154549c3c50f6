// A frame as one line of JSON, and the frame that `encode` takes from a line. docs/json.md documents the shape; `version`
// changes with it.

import type { CaptureTime } from '../../capture/packet.js';
import { formatConfigError } from '../../config/config-error.js';
import { frameToJson } from '../../frame/frame-json.js';
import { parseTime } from '../capture-time.js';
import type { FindingText } from '../finding.js';
import type { DecodedFrame } from './decoded-frame.js';

export const LINE_VERSION = 2;

const findingJson = ({ code, field, offset, length, message }: FindingText) => ({
  code,
  field,
  offset,
  length,
  message,
});

/** The line of a frame, without its end. */
export function frameLine({ source, frame, error, notes }: DecodedFrame): string {
  const { number, timeText, bytes } = source;
  return JSON.stringify({
    version: LINE_VERSION,
    ok: frame !== undefined,
    number,
    ...(timeText !== undefined && { time: timeText }),
    ...(bytes && { octets: bytes.length }),
    ...(frame ? { frame: frameToJson(frame), notes: notes.map(findingJson) } : { error: error && findingJson(error) }),
  });
}

/** The frame of a line, or why the line has no frame to encode. */
export type FrameFromLine =
  | { readonly ok: true; readonly frame: unknown; readonly time?: CaptureTime; readonly decimals?: number }
  | { readonly ok: false; readonly reason: string };

const refuse = (reason: string): FrameFromLine => ({ ok: false, reason });

const refuseMember = (field: string, value: unknown, expected: string): FrameFromLine =>
  refuse(formatConfigError({ field, value, expected }));

/** Reads a line that `frameLine` made, or a frame alone. */
export function parseFrameLine(line: string): FrameFromLine {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch (error) {
    return refuse(`not JSON: ${(error as Error).message}`);
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    return refuseMember('frame', json, 'an object');
  }
  const { version, ok, frame, time } = json as Readonly<Record<string, unknown>>;
  if (ok === false) return refuse('ok: expected true, got false: a frame that was not decoded cannot be encoded');
  if (frame === undefined && ok === undefined) return { ok: true, frame: json };
  if (version !== LINE_VERSION) return refuseMember('version', version, String(LINE_VERSION));
  if (time === undefined) return { ok: true, frame };
  const parsed = typeof time === 'string' ? parseTime(time) : undefined;
  if (typeof time !== 'string' || parsed === undefined) {
    return refuseMember('time', time, 'seconds since 1970 as a text with 6 or 9 decimals');
  }
  return { ok: true, frame, time: parsed, decimals: time.length - time.indexOf('.') - 1 };
}
