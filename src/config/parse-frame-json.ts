// JSON to a frame value: the inverse of `frameToJson`. The schema checks shape and texts; ranges are left to the encoder,
// which refuses a value under the same path.

import * as z from 'zod/mini';
import type { Frame } from '../frame/frame.js';
import { type ConfigError, configErrors, formatConfigError } from './config-error.js';
import { frameSchema } from './frame-schema.js';

/** An error of a frame in JSON; `field` is `frame` for the frame as a whole. */
export type FrameJsonError = ConfigError;

export type FrameJsonResult =
  | { readonly ok: true; readonly value: Frame }
  | { readonly ok: false; readonly error: FrameJsonError };

/**
 * The frame of a JSON value. Unknown members are refused, since a misspelt member would count as an absent one. The result has
 * the first error. Numbers out of range pass; `encodeFrame` refuses them.
 *
 * @param json the value of `JSON.parse`
 * @example
 * const result = parseFrameJson(JSON.parse(text));
 * if (result.ok) send(encodeFrame(result.value));
 * else console.error(formatFrameJsonError(result.error));
 */
export function parseFrameJson(json: unknown): FrameJsonResult {
  const result = z.safeParse(frameSchema, json);
  if (result.success) return { ok: true, value: result.data };
  // A misspelt member also causes an error for the missing name; the unknown name is the better hint.
  const { issues } = result.error;
  const issue = (issues.find(({ code }) => code === 'unrecognized_keys') ?? issues[0]) as z.core.$ZodIssue;
  const [error] = configErrors(json, [issue], 'frame', false);
  return { ok: false, error: error as FrameJsonError };
}

/** One line for an error: `vdp.tlvs[0].kind: expected association or unknown, got "assoc"`. */
export const formatFrameJsonError: (error: FrameJsonError) => string = formatConfigError;
