// Options inside options.

import { OptionError } from '../../core/limits.js';

/** Makes something of options that stand at `path`: an OptionError names the whole path. */
export function optionsAt<T>(path: string, make: () => T): T {
  try {
    return make();
  } catch (error) {
    const { code, field, value, expected } = error as OptionError;
    if (code !== 'dot1qbgOption') throw error;
    throw new OptionError(`${path}.${field}`, value, expected);
  }
}
