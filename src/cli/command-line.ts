// Options and operands of a command, by `parseArgs`. A wrong command line is a value that has the reason.

import { parseArgs } from 'node:util';

interface OptionConfig {
  readonly type: 'boolean' | 'string';
  readonly short?: string;
  /** The option may come more than once; its values are a list. */
  readonly multiple?: boolean;
}

export type OptionConfigs = Readonly<Record<string, OptionConfig>>;

export type OptionValues = Readonly<Record<string, string | boolean | readonly (string | boolean)[] | undefined>>;

export type CommandLine =
  | {
      readonly ok: true;
      readonly values: OptionValues;
      readonly operands: readonly string[];
    }
  | { readonly ok: false; readonly reason: string };

export const HELP_OPTION: OptionConfigs = { help: { type: 'boolean', short: 'h' } };

export function parseCommandLine(argv: readonly string[], options: OptionConfigs): CommandLine {
  try {
    const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true });
    return { ok: true, values, operands: positionals };
  } catch (error) {
    // The advice behind the first sentence does not fit here.
    const [reason = ''] = (error as Error).message.split(/\. |\n/);
    return { ok: false, reason: reason.charAt(0).toLowerCase() + reason.slice(1).replace(/\.$/, '') };
  }
}
