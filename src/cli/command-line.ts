// Options and operands of a command, by `parseArgs`. A wrong command line is a value with its reason.

import { parseArgs } from 'node:util';

interface OptionConfig {
  readonly type: 'boolean' | 'string';
  readonly short?: string;
  /** May be given more than once: its values are a list. */
  readonly multiple?: boolean;
}

export type OptionConfigs = Readonly<Record<string, OptionConfig>>;

export type CommandLine =
  | {
      readonly ok: true;
      readonly values: Readonly<Record<string, string | boolean | readonly (string | boolean)[] | undefined>>;
      readonly operands: readonly string[];
    }
  | { readonly ok: false; readonly reason: string };

export const HELP_OPTION: OptionConfigs = { help: { type: 'boolean', short: 'h' } };

export function parseCommandLine(argv: readonly string[], options: OptionConfigs): CommandLine {
  try {
    const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true });
    return { ok: true, values, operands: positionals };
  } catch (error) {
    // What follows the first sentence is advice that does not fit.
    const [reason = ''] = (error as Error).message.split(/\. |\n/);
    return { ok: false, reason: reason.charAt(0).toLowerCase() + reason.slice(1).replace(/\.$/, '') };
  }
}
