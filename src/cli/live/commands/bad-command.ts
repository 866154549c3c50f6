// Why a command on standard input was not done. Whoever throws it has changed nothing.

import { type ConfigError, formatConfigError, shownValue } from '../../../config/config-error.js';
import { listed } from '../../../core/choices.js';
import type { Refusal } from '../../../core/refusal.js';

export interface CommandProblem {
  /** `badCommand`, `badArgument`, or the code of the refusal of the station or bridge. */
  readonly code: string;
  /** What is wrong: a word of the line, or a path in its JSON or in what was made of it; empty for the line as a whole. */
  readonly field: string;
  /** What would be right, as the end of "expected ...". */
  readonly expected: string;
  /** One line for people. */
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

/** What a line has, in a message: a line may be as long as its writer likes, and JSON as deep. */
export const shownArgument = (got: unknown): string =>
  typeof got === 'string' ? `'${got.length > SHOWN ? `${got.slice(0, SHOWN)}...` : got}'` : shownValue(got);

/** An argument that is none: a word, or what stands in its place in JSON. */
export const badArgument = (field: string, expected: string, got?: unknown): BadCommand =>
  new BadCommand({
    code: 'badArgument',
    field,
    expected,
    message: `${field}: expected ${expected}, got ${shownArgument(got)}`,
  });

/** Errors that a message tells. */
const MOST_TOLD = 8;

/** JSON, or what words were made into, that is not as it should be: what is wrong with it. */
export function badConfig(errors: readonly ConfigError[]): BadCommand {
  const [{ field, expected }] = errors as readonly [ConfigError];
  const more = errors.length > MOST_TOLD ? [`and ${errors.length - MOST_TOLD} more`] : [];
  const message = [...errors.slice(0, MOST_TOLD).map(formatConfigError), ...more].join('; ');
  return new BadCommand({ code: 'badArgument', field, expected, message });
}

/** A word where one of a few is wanted. */
export const badWord = (field: string, names: readonly string[], got: unknown): BadCommand =>
  badArgument(field, listed(names, 'or'), got);

/** Throws where the station or bridge did not take what it was given. */
export function taken(refusal: Refusal | undefined): void {
  if (refusal === undefined) return;
  const { code, field, expected } = refusal;
  const message = `${code}: expected ${field === '' ? '' : `${field}: `}${expected}`;
  throw new BadCommand({ code, field, expected, message });
}
