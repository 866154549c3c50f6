// Commands that stations and bridges have alike.

import { evbChoices, evbFlags, evbLimits } from '../../lldp-evb/limits.js';
import { wrapHanging } from '../columns.js';
import { badArgument, badWord, taken } from './bad-command.js';
import { type LiveCommand, type LiveContext, portOf } from './live-context.js';
import { SHOW_TOPICS, show } from './show.js';
import { flagOrText, numberOrText, parseJsonWords, parseWords } from './words.js';

const TABLES = [evbLimits, evbFlags, evbChoices] as const;
const NAMES: readonly string[] = TABLES.flatMap((table) => Object.keys(table));

const settingOf = (name: string, text: string): unknown => {
  if (Object.hasOwn(evbLimits, name)) return numberOrText(text);
  return Object.hasOwn(evbFlags, name) ? flagOrText(text) : text;
};

/** What a line wants changed, in words or in JSON. */
function settings(rest: string): { readonly port: unknown; readonly evb: Readonly<Record<string, unknown>> } {
  const json = parseJsonWords(rest);
  if (json !== undefined) {
    const { port, ...evb } = json;
    const unknown = Object.keys(evb).find((name) => !NAMES.includes(name));
    if (unknown !== undefined) throw badWord('set', NAMES, unknown);
    return { port, evb };
  }
  const words = parseWords(rest, { named: [...NAMES, 'port'] });
  const given = NAMES.flatMap((name) => {
    const text = words.named(name);
    return text === undefined ? [] : [[name, settingOf(name, text)] as const];
  });
  return { port: words.named('port'), evb: Object.fromEntries(given) };
}

function set(context: LiveContext, rest: string): undefined {
  const { port, evb } = settings(rest);
  if (Object.keys(evb).length === 0) throw badArgument('set', 'NAME=VALUE', undefined);
  // The port checks each value, and takes all or none.
  taken(context.give({ kind: 'configure', port: portOf(context, port), evb }));
}

/** A line of one word of two, and maybe a port. */
function switched(context: LiveContext, rest: string, name: string, on: string, off: string) {
  const words = parseWords(rest, { operands: 1, named: ['port'] });
  const [state] = words.operands;
  if (state !== on && state !== off) throw badWord(name, [on, off], state);
  return { port: portOf(context, words.named('port')), isOn: state === on };
}

function link(context: LiveContext, rest: string): undefined {
  const { port, isOn } = switched(context, rest, 'link', 'up', 'down');
  taken(context.give({ kind: 'link', port, up: isOn }));
}

function evb(context: LiveContext, rest: string): undefined {
  const { port, isOn } = switched(context, rest, 'evb', 'on', 'off');
  taken(context.give({ kind: 'enable', port, enabled: isOn }));
}

const NAME_COLUMNS = 20;

/** Commands for people, one below the other. */
export const commandLines = (commands: LiveContext['commands']): string[] =>
  commands.flatMap(({ name, words, help }) => [
    ...wrapHanging('  ', `${name} ${words}`.trim()),
    ...wrapHanging(' '.repeat(NAME_COLUMNS), help),
  ]);

export const COMMON_COMMANDS: readonly LiveCommand<LiveContext>[] = [
  {
    name: 'set',
    words: 'NAME=VALUE... [port=NAME]',
    help: 'changes what this end proposes and wishes, by the names of "EVB of a port" in docs/configuration.md, as r, rte, rwd, rka, gid, rrReq, rrCap, rrForce',
    run: set,
  },
  {
    name: 'show',
    words: `[${SHOW_TOPICS.join('|')}]`,
    help: 'what there is now; status where nothing is named',
    run: show,
  },
  { name: 'link', words: 'up|down [port=NAME]', help: 'the link of a port counts as up or down', run: link },
  {
    name: 'evb',
    words: 'on|off [port=NAME]',
    help: 'switches EVB on or off; off, a shutdown LLDPDU is sent and all VSIs end',
    run: evb,
  },
  {
    name: 'help',
    words: '',
    help: 'the commands',
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
    run: ({ stop }, rest) => {
      parseWords(rest, {});
      stop('quit');
      return undefined;
    },
  },
];
