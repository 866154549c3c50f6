// Why a command on standard input was refused. A refused command changes nothing.

import { type ConfigError, formatConfigError, shownValue } from '../../../config/config-error.js';
import { listed } from '../../../core/choices.js';
import type { Refusal } from '../../../core/refusal.js';

export interface CommandProblem {
  /** `badCommand`, `badArgument`, or the code of the refusal of the station or bridge. */
  readonly code: string;
  /** The wrong word of the line, or a path in its JSON or in the input; empty for the line as a whole. */
  readonly field: string;
  /** What would be right, as the end of "expected ...". */
  readonly expected: string;
  /** One line of text. */
  readonly message: string;
}

export class BadCommand extends Error {
  readonly problem: CommandProblem;

  constructor(problem: CommandProblem) {
    super(problem.message);
    this.problem = problem;
  }
}

const SHOWN = 80;

/** A part of a line in a message, cut where it is long. */
export const shownArgument = (got: unknown): string =>
  typeof got === 'string' ? `'${got.length > SHOWN ? `${got.slice(0, SHOWN)}...` : got}'` : shownValue(got);

/** A wrong argument: a word, or a member of the JSON. */
export const badArgument = (field: string, expected: string, got?: unknown): BadCommand =>
  new BadCommand({
    code: 'badArgument',
    field,
    expected,
    message: `${field}: expected ${expected}, got ${shownArgument(got)}`,
  });

/** Errors in a message at most. */
const MOST_TOLD = 8;

/** The errors of JSON, or of words that were made JSON. */
export function badConfig(errors: readonly ConfigError[]): BadCommand {
  const [{ field, expected }] = errors as readonly [ConfigError];
  const more = errors.length > MOST_TOLD ? [`and ${errors.length - MOST_TOLD} more`] : [];
  const message = [...errors.slice(0, MOST_TOLD).map(formatConfigError), ...more].join('; ');
  return new BadCommand({ code: 'badArgument', field, expected, message });
}

/** A wrong word where one of a few is expected. */
export const badWord = (field: string, names: readonly string[], got: unknown): BadCommand =>
  badArgument(field, listed(names, 'or'), got);

/** @throws BadCommand where the station or bridge refused its input */
export function taken(refusal: Refusal | undefined): void {
  if (refusal === undefined) return;
  const { code, field, expected } = refusal;
  const message = `${code}: expected ${field === '' ? '' : `${field}: `}${expected}`;
  throw new BadCommand({ code, field, expected, message });
}
