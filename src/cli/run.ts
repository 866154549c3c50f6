// The command line of `evb`: which command, and what to do when the other end of a pipe has gone.

import { demoCommand } from './demo/command.js';
import { decodeCommand } from './frames/decode-command.js';
import { encodeCommand } from './frames/encode-command.js';
import type { HelpTopic } from './help-texts.js';
import { type CliIo, complain, isBrokenPipe, reasonOf, STATUS, type Status, write } from './io.js';
import { liveCommand } from './live/command.js';
import { BRIDGE_ROLE, STATION_ROLE } from './live/role.js';
import { help, usage } from './usage.js';

type Command = (io: CliIo, argv: readonly string[]) => Promise<Status>;

const COMMANDS: Readonly<Record<Exclude<HelpTopic, 'evb'>, Command>> = {
  decode: decodeCommand,
  encode: encodeCommand,
  demo: demoCommand,
  station: (io, argv) => liveCommand(STATION_ROLE, io, argv),
  bridge: (io, argv) => liveCommand(BRIDGE_ROLE, io, argv),
};

const isCommand = (name: string): name is keyof typeof COMMANDS => Object.hasOwn(COMMANDS, name);

const HELP_WORDS: readonly string[] = ['help', '--help', '-h'];

async function printVersion(io: CliIo): Promise<Status> {
  await write(io.stdout, `evb ${io.version()}\n`);
  return STATUS.ok;
}

async function runCommand(argv: readonly string[], io: CliIo): Promise<Status> {
  const [first, ...rest] = argv;
  if (first === undefined) return usage(io, 'evb', 'name a command: decode, encode, demo, station, bridge or help');
  if (first === '--version') return printVersion(io);
  if (isCommand(first)) return COMMANDS[first](io, rest);
  if (!HELP_WORDS.includes(first)) {
    return usage(io, 'evb', `unknown ${first.startsWith('-') ? 'option' : 'command'} '${first}'`);
  }
  const [topic = 'evb'] = rest.filter((word) => !HELP_WORDS.includes(word));
  if (topic === 'evb' || isCommand(topic)) return help(io, topic);
  return usage(io, 'evb', `no help on '${topic}'`);
}

/**
 * Runs the program; answers its exit status.
 *
 * @param argv what stands behind the name of the program
 */
export async function run(argv: readonly string[], io: CliIo): Promise<Status> {
  try {
    return await runCommand(argv, io);
  } catch (error) {
    if (isBrokenPipe(error)) return STATUS.ok;
    await complain(io, reasonOf(error));
    return STATUS.unusable;
  }
}
