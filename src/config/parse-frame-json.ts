// JSON to a frame value: the inverse of `frameToJson`. The schema checks shape and texts; ranges are left to the encoder,
// which refuses a value under the same path.

import * as z from 'zod/mini';
import type { Frame } from '../frame/frame.js';
import { type ConfigError, configErrors, formatConfigError } from './config-error.js';
import { frameSchema } from './frame-schema.js';

/** What of a frame in JSON is not as it should be; `field` is `frame` for the whole. */
export type FrameJsonError = ConfigError;

export type FrameJsonResult =
  | { readonly ok: true; readonly value: Frame }
  | { readonly ok: false; readonly error: FrameJsonError };

/**
 * The frame that a JSON value describes. Members that do not belong there are refused, so that a misspelt one is not
 * taken for an absent one. Of several errors the first is told. Numbers out of range pass: `encodeFrame` refuses them.
 *
 * @param json what `JSON.parse` gave
 * @example
 * const result = parseFrameJson(JSON.parse(text));
 * if (result.ok) send(encodeFrame(result.value));
 * else console.error(formatFrameJsonError(result.error));
 */
export function parseFrameJson(json: unknown): FrameJsonResult {
  const result = z.safeParse(frameSchema, json);
  if (result.success) return { ok: true, value: result.data };
  // A misspelt member is missing under its own name too: the unknown name is the better hint.
  const { issues } = result.error;
  const issue = (issues.find(({ code }) => code === 'unrecognized_keys') ?? issues[0]) as z.core.$ZodIssue;
  const [error] = configErrors(json, [issue], 'frame', false);
  return { ok: false, error: error as FrameJsonError };
}

/** One line for an error: `vdp.tlvs[0].kind: expected association or unknown, got "assoc"`. */
export const formatFrameJsonError: (error: FrameJsonError) => string = formatConfigError;
