// What is wrong in JSON that came in, as data and as a line of text. Always: the path leads to the member in the JSON, and
// the text goes on as that of an `OptionError`, "expected ..., got ...".

import type * as z from 'zod/mini';

/** What of a JSON value is not as it should be. The members are those of `EncodeError` and `OptionError`. */
export interface ConfigError {
  /** Path of the member, as `ports[0].evb.rte`; a word for the whole where the whole is wrong. */
  readonly field: string;
  /** What stands there; `undefined` where it is missing. */
  readonly value: unknown;
  /** What would be right, as the end of "expected ...". */
  readonly expected: string;
}

export type Path = readonly PropertyKey[];

/** An issue about a member inside of what is looked at, as checks push them. */
export const issueAt = (path: Path, expected: string): z.core.$ZodRawIssue => ({
  code: 'custom',
  path: [...path],
  message: expected,
  input: undefined,
});

/** `.name`, `[0]`, and `["na me"]` for a name that is none of ours. */
const stepText = (step: PropertyKey): string => {
  if (typeof step === 'number') return `[${step}]`;
  return /^\w+$/.test(String(step)) ? `.${String(step)}` : `[${JSON.stringify(step)}]`;
};

const fieldOf = (path: Path): string => path.map(stepText).join('').replace(/^\./, '');

/** The path that a field of ours names. */
export const pathOf = (field: string): Path =>
  (field.match(/\w+/g) ?? []).map((step) => (/^\d+$/.test(step) ? Number(step) : step));

const valueAt = (json: unknown, path: Path): unknown =>
  path.reduce((value, step) => (value as Readonly<Record<PropertyKey, unknown>> | undefined)?.[step], json);

/**
 * All that is wrong, one error for each unknown member, too.
 *
 * @param whole how paths call the JSON value itself
 * @param prefix whether every path begins with it
 */
export function configErrors(
  json: unknown,
  issues: readonly z.core.$ZodIssue[],
  whole: string,
  prefix: boolean,
): ConfigError[] {
  const error = (path: Path, expected: string): ConfigError => ({
    field: fieldOf(prefix ? [whole, ...path] : path) || whole,
    value: valueAt(json, path),
    expected,
  });
  return issues.flatMap((issue) => {
    if (issue.code !== 'unrecognized_keys') return [error(issue.path, issue.message)];
    const expected = issue.message.split('\n');
    return issue.keys.map((key, i) => error([...issue.path, key], expected[i] as string));
  });
}

const SHOWN = 40;

/** A value of JSON in a few words, however large it is. */
export function shownValue(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'object' && value !== null) return 'an object';
  const text = String(JSON.stringify(value));
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}...` : text;
}

/** One line for an error: `ports[0].evb.rte: expected an integer 0..31, got 32`. */
export const formatConfigError = ({ field, value, expected }: ConfigError): string =>
  `${field}: expected ${expected}, got ${shownValue(value)}`;
