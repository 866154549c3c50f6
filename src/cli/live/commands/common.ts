// Commands of both roles.

import { wrapHanging } from '../../../text/columns.js';
import { CHANNEL_COMMANDS } from './channel.js';
import { type Command, type CommandContext, give, portOf } from './context.js';
import { set } from './set.js';
import { SHOW_TOPICS, show } from './show.js';
import { parseWords, switchWords } from './words.js';

function link(context: CommandContext, rest: string): undefined {
  const { port, isOn } = switchWords(rest, 'link', 'up', 'down');
  give(context, { kind: 'link', port: portOf(context, port), up: isOn });
}

function evb(context: CommandContext, rest: string): undefined {
  const { port, isOn } = switchWords(rest, 'evb', 'on', 'off');
  give(context, { kind: 'enable', port: portOf(context, port), enabled: isOn });
}

const NAME_COLUMNS = 20;

/** The commands as text. */
export const commandLines = (commands: CommandContext['commands']): string[] =>
  commands.flatMap(({ name, words, help }) => [
    ...wrapHanging('  ', `${name} ${words}`.trim()),
    ...wrapHanging(' '.repeat(NAME_COLUMNS), help),
  ]);

export const COMMON_COMMANDS: readonly Command<CommandContext>[] = [
  {
    name: 'set',
    words: 'NAME=VALUE... [scid=SCID] [port=NAME]',
    help: 'changes what this end proposes. Names are those of "EVB of a port" in docs/configuration.md, as r, rte, rwd, rka, gid, rrReq, rrCap, rrForce, or those of "CDCP of a port": chnCap, maxScid, honourProposed, wants=2,3,5, pool=100-199,300',
    run: set,
  },
  {
    name: 'show',
    words: `[${SHOW_TOPICS.join('|')}]`,
    help: 'shows the present state; default status',
    run: show,
  },
  { name: 'link', words: 'up|down [port=NAME]', help: 'treats the link of a port as up or down', run: link },
  {
    name: 'evb',
    words: 'on|off [port=NAME]',
    help: 'switches EVB on or off; off sends a shutdown LLDPDU and ends all VSIs',
    run: evb,
  },
  ...CHANNEL_COMMANDS,
  {
    name: 'help',
    words: '',
    help: 'lists the commands',
    run: ({ commands }, rest) => {
      parseWords(rest, {});
      return {
        json: commands.map(({ name, words, help }) => ({ name, words, help })),
        text: commandLines(commands),
      };
    },
  },
  {
    name: 'quit',
    words: '',
    help: 'ends the program, as SIGTERM does',
    run: ({ parts }, rest) => {
      parseWords(rest, {});
      parts.stop('quit');
      return undefined;
    },
  },
];
