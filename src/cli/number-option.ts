// Options that are a number in a range.

import { keepsLimit, limitText, type Range } from '../core/limits.js';
import { parseInteger } from '../text/phrase.js';

/** What is wrong with a command line is thrown inside the parsing of options, and is a value outside. */
export class BadOption extends Error {}

/** @throws BadOption for a number out of its range */
export function numberOption(name: string, range: Range, text: string): number {
  const value = parseInteger(text);
  if (!keepsLimit(range, value)) throw new BadOption(`--${name}: expected ${limitText(range)}, got '${text}'`);
  return value;
}

/** What `parse` makes of options, or the first that is wrong. */
export function optionsOrReason<Options>(
  parse: () => Options,
): { readonly ok: true; readonly options: Options } | { readonly ok: false; readonly reason: string } {
  try {
    return { ok: true, options: parse() };
  } catch (error) {
    if (error instanceof BadOption) return { ok: false, reason: error.message };
    throw error;
  }
}
