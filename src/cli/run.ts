// The command line of `evb`: finds the command, and ends quietly when the other end of a pipe has gone.
//
// Commands that need an optional package are loaded when they are used.

import { demoCommand } from './demo/command.js';
import { decodeCommand } from './frames/decode-command.js';
import type { HelpTopic } from './help-texts.js';
import { type CliIo, complain, isBrokenPipe, reasonOf, STATUS, type Status, write } from './io.js';
import { help, usage } from './usage.js';

type Command = (io: CliIo, argv: readonly string[]) => Promise<Status>;

const COMMANDS: Readonly<Record<Exclude<HelpTopic, 'evb'>, Command>> = {
  decode: decodeCommand,
  encode: async (io, argv) => (await import('./frames/encode-command.js')).encodeCommand(io, argv),
  demo: demoCommand,
  station: async (io, argv) => (await import('./live/programs.js')).stationCommand(io, argv),
  bridge: async (io, argv) => (await import('./live/programs.js')).bridgeCommand(io, argv),
};

const isCommand = (name: string): name is keyof typeof COMMANDS => Object.hasOwn(COMMANDS, name);

const HELP_WORDS: readonly string[] = ['help', '--help', '-h'];

/** The package that is not installed; `undefined` for any other error. */
const missingPackage = (error: unknown): string | undefined =>
  /^Cannot find package '((?:@[^/']+\/)?[^/']+)/.exec(String((error as Error | null)?.message))?.[1];

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
 * Runs the program; returns its exit status.
 *
 * @param argv the words behind the name of the program
 */
export async function run(argv: readonly string[], io: CliIo): Promise<Status> {
  try {
    return await runCommand(argv, io);
  } catch (error) {
    if (isBrokenPipe(error)) return STATUS.ok;
    const name = missingPackage(error);
    await complain(
      io,
      name === undefined ? reasonOf(error) : `${argv[0]} needs the package ${name}: npm install ${name}`,
    );
    return STATUS.unusable;
  }
}
