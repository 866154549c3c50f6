// What is wrong in JSON, as data and as a line of text. Always: the path leads to the member in the JSON, and the text has the
// form of an `OptionError`, "expected ..., got ...".

import type * as z from 'zod/mini';

/** An error in a JSON value. The members are those of `EncodeError` and `OptionError`. */
export interface ConfigError {
  /** Path of the member, as `ports[0].evb.rte`; a word for the whole value where the whole value is wrong. */
  readonly field: string;
  /** The value of the member; `undefined` where the member is missing. */
  readonly value: unknown;
  /** What would be right, as the end of "expected ...". */
  readonly expected: string;
}

export type Path = readonly PropertyKey[];

/** An issue of a check, about a member of the checked value. */
export const issueAt = (path: Path, expected: string): z.core.$ZodRawIssue => ({
  code: 'custom',
  path: [...path],
  message: expected,
  input: undefined,
});

/** `.name`, `[0]`, and `["na me"]` for a name that is not an identifier. */
const stepText = (step: PropertyKey): string => {
  if (typeof step === 'number') return `[${step}]`;
  return /^\w+$/.test(String(step)) ? `.${String(step)}` : `[${JSON.stringify(step)}]`;
};

const fieldOf = (path: Path): string => path.map(stepText).join('').replace(/^\./, '');

/** The path of a field. */
export const pathOf = (field: string): Path =>
  (field.match(/\w+/g) ?? []).map((step) => (/^\d+$/.test(step) ? Number(step) : step));

const valueAt = (json: unknown, path: Path): unknown =>
  path.reduce((value, step) => (value as Readonly<Record<PropertyKey, unknown>> | undefined)?.[step], json);

/**
 * All errors, one for each unknown member.
 *
 * @param whole the name of the JSON value itself in paths
 * @param prefix whether each path begins with this name
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

/** A JSON value in a few words, however large it is. */
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
