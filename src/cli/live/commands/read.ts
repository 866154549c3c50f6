// Reads commands from standard input, one a line. The event that answers a command comes before the events it causes.

import { type CliIo, openLines, STANDARD } from '../../io.js';
import { faultEvent, type ProgramEvent } from '../events/event.js';
import { BadCommand } from './bad-command.js';
import type { CommandResult } from './context.js';

export interface Teller {
  readonly tell: (event: ProgramEvent) => void;
  /** Writes the event that `run` returns, and then the events that came while it ran. */
  readonly answerFirst: (run: () => ProgramEvent) => void;
}

export function createTeller(put: (event: ProgramEvent) => void): Teller {
  let waiting: ProgramEvent[] | undefined;
  return {
    tell(event) {
      if (waiting === undefined) put(event);
      else waiting.push(event);
    },
    answerFirst(run) {
      const after: ProgramEvent[] = [];
      waiting = after;
      try {
        put(run());
      } finally {
        waiting = undefined;
        for (const event of after) put(event);
      }
    },
  };
}

function answerEvent(number: number, name: string, run: () => CommandResult | undefined): ProgramEvent {
  const members = { number, name };
  try {
    const result = run();
    const json = result && { result: result.json };
    return {
      event: 'command',
      members: { ...members, ok: true, ...json },
      text: [`${name}: ok`, ...(result?.text ?? [])],
    };
  } catch (error) {
    if (!(error instanceof BadCommand)) throw error;
    const { problem } = error;
    return { event: 'command', members: { ...members, ok: false, ...problem }, text: `${name}: ${problem.message}` };
  }
}

/** What takes the commands. */
export interface CommandTaker extends Teller {
  /** @throws BadCommand */
  readonly run: (name: string, rest: string) => CommandResult | undefined;
  /** Resolves when the reader of the events has caught up. */
  readonly room: () => Promise<void>;
  /** The program is ending: no more commands are taken. */
  readonly isOver: () => boolean;
}

/** Reads to the end of the input. Empty lines and comments are skipped. */
export async function readCommands(io: CliIo, taker: CommandTaker): Promise<void> {
  const { run, tell, answerFirst, room, isOver } = taker;
  const { lines, broken } = openLines(io, STANDARD);
  let number = 0;
  for await (const line of lines) {
    if (isOver()) return;
    const [, name = '', rest = ''] = /^(\S+)\s*(.*)$/s.exec(line.trim()) ?? [];
    if (name === '' || name.startsWith('#')) continue;
    number++;
    answerFirst(() => answerEvent(number, name, () => run(name, rest)));
    await room();
  }
  const why = broken();
  if (why !== undefined && !isOver()) tell(faultEvent({ part: 'input', error: new Error(why) }));
}
