// Finds the command of a line in the table, and runs it.

import { nearestName } from '../../../config/nearest-name.js';
import { BadCommand, shownArgument } from './bad-command.js';
import type { Command, CommandResult } from './context.js';

/** @throws BadCommand for an unknown command, or where the command is refused */
export function runCommand<Context extends { readonly commands: readonly Command<Context>[] }>(
  context: Context,
  name: string,
  rest: string,
): CommandResult | undefined {
  const { commands } = context;
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
}
