// JSON to a frame value: the inverse of `frameToJson`. The schema checks shape and texts; ranges are left to the encoder,
// which refuses a value under the same path.

import * as z from 'zod/mini';
import type { Frame } from '../frame/frame.js';
import { frameSchema } from './frame-schema.js';

/** What of a frame in JSON is not as it should be. The members are those of `EncodeError`. */
export interface FrameJsonError {
  /** Path of the member, as `vdp.tlv[0].filterInfo.entry[0].vid`; `frame` for the whole. */
  readonly field: string;
  /** What stands there; `undefined` where it is missing. */
  readonly value: unknown;
  /** What would be right, as the end of "expected ...". */
  readonly expected: string;
}

export type FrameJsonResult =
  | { readonly ok: true; readonly value: Frame }
  | { readonly ok: false; readonly error: FrameJsonError };

type Path = readonly PropertyKey[];

/** `.name`, `[0]`, and `["na me"]` for a name that is none of ours. */
const stepText = (step: PropertyKey): string => {
  if (typeof step === 'number') return `[${step}]`;
  return /^\w+$/.test(String(step)) ? `.${String(step)}` : `[${JSON.stringify(step)}]`;
};

const fieldOf = (path: Path): string => path.map(stepText).join('').replace(/^\./, '') || 'frame';

const valueAt = (json: unknown, path: Path): unknown =>
  path.reduce((value, step) => (value as Readonly<Record<PropertyKey, unknown>>)[step], json);

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
  const path = issue.code === 'unrecognized_keys' ? [...issue.path, ...issue.keys.slice(0, 1)] : issue.path;
  return { ok: false, error: { field: fieldOf(path), value: valueAt(json, path), expected: issue.message } };
}

const SHOWN = 40;

function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'object' && value !== null) return 'an object';
  const text = JSON.stringify(value);
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}...` : text;
}

/** One line for an error: `vdp.tlv[0].kind: expected association or unknown, got "assoc"`. */
export const formatFrameJsonError = ({ field, value, expected }: FrameJsonError): string =>
  `${field}: expected ${expected}, got ${shown(value)}`;
