// Why a command on standard input was not done. Whoever throws it has changed nothing.

import { type ConfigError, formatConfigError } from '../../config/config-error.js';
import { listed } from '../../core/choices.js';
import type { Refusal } from '../../core/refusal.js';

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

/** An argument that is none. */
export const badArgument = (field: string, expected: string, got?: string): BadCommand =>
  new BadCommand({
    code: 'badArgument',
    field,
    expected,
    message: `${field}: expected ${expected}, got ${got === undefined ? 'nothing' : `'${got}'`}`,
  });

/** JSON, or what words were made into, that is not as it should be: all that is wrong with it. */
export function badConfig(errors: readonly ConfigError[]): BadCommand {
  const [{ field, expected }] = errors as readonly [ConfigError];
  return new BadCommand({ code: 'badArgument', field, expected, message: errors.map(formatConfigError).join('; ') });
}

/** A word where one of a few is wanted. */
export const badWord = (field: string, names: readonly string[], got: string | undefined): BadCommand =>
  badArgument(field, listed(names, 'or'), got);

/** Throws where the station or bridge did not take what it was given. */
export function taken(refusal: Refusal | undefined): void {
  if (refusal === undefined) return;
  const { code, field, expected } = refusal;
  const message = `${code}: expected ${field === '' ? '' : `${field}: `}${expected}`;
  throw new BadCommand({ code, field, expected, message });
}
