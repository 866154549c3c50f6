// Finds the command of a line in the table, and runs it.

import { nearestName } from '../../../config/nearest-name.js';
import { BadCommand, shownArgument } from './bad-command.js';
import type { Command, CommandResult } from './context.js';

/** Makes a function that runs the commands of a table in a context. */
export const createCommandRunner =
  <Context>(commands: readonly Command<Context>[], context: Context) =>
  (name: string, rest: string): CommandResult | undefined => {
    const command = commands.find((one) => one.name === name);
    if (command !== undefined) return command.run(context, rest);
    const names = commands.map((one) => one.name);
    const near = nearestName(name, names);
    const expected = `one of ${names.join(', ')}${near === undefined ? '' : ` (${near}?)`}`;
    throw new BadCommand({
      code: 'badCommand',
      field: 'command',
      expected,
      message: `command: expected ${expected}, got ${shownArgument(name)}`,
    });
  };
