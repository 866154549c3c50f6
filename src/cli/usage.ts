// Help texts, and what the program says of a wrong command line.

import { oneLine } from '../text/phrase.js';
import { HELP_TEXTS, type HelpTopic } from './help-texts.js';
import { type CliIo, STATUS, type Status, write } from './io.js';

const helpText = async (topic: HelpTopic): Promise<string> =>
  topic === 'station' || topic === 'bridge'
    ? (await import('./live/help-texts.js')).PROGRAM_HELP_TEXTS[topic]
    : HELP_TEXTS[topic];

/** Prints a help text. */
export async function help(io: CliIo, topic: HelpTopic): Promise<Status> {
  await write(io.stdout, await helpText(topic));
  return STATUS.ok;
}

/** Whether the operands ask for help: `evb decode help`. A file of that name is `./help`. */
export const isHelp = (operands: readonly string[]): boolean => operands.length === 1 && operands[0] === 'help';

/** Prints what is wrong with the command line, and how to get help. */
export async function usage(io: CliIo, topic: HelpTopic, reason: string): Promise<Status> {
  const command = topic === 'evb' ? topic : `evb ${topic}`;
  await write(io.stderr, `${command}: ${oneLine(reason)}\nTry '${command} --help'.\n`);
  return STATUS.unusable;
}
