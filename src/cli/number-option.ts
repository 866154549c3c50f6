// Options whose value is a number in a range.

import { keepsLimit, limitText, type Range } from '../core/limits.js';
import { parseInteger } from '../text/phrase.js';

/** What is wrong with an option. Thrown while options are parsed; `optionsOrReason` makes it a value. */
export class BadOption extends Error {}

/** @throws BadOption for a number out of its range */
export function numberOption(name: string, range: Range, text: string): number {
  const value = parseInteger(text);
  if (!keepsLimit(range, value)) throw new BadOption(`--${name}: expected ${limitText(range)}, got '${text}'`);
  return value;
}

/** The options that `parse` returns, or what is wrong with the first bad one. */
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
