// Commands about S-channels.

import { limitText } from '../../../core/limits.js';
import { type PortHandle, unwantChannels, wantChannels } from '../../../host/port-channels.js';
import { SCID_RANGE } from '../../../s-channel/limits.js';
import { DEFAULT_SCID } from '../../../s-channel/pair-list.js';
import { PAIR_TEXT, parsePair, parseScids, SCIDS_TEXT } from '../../../text/channel-text.js';
import { badArgument, taken } from './bad-command.js';
import { type Command, type CommandContext, give, portOf, type StationContext } from './context.js';
import { numberOrText, parseWords, switchWords } from './words.js';

const MOST_SCIDS = 4094;

/** The SCIDs of a line, in one word or in several. */
function scidsOf(
  context: CommandContext,
  rest: string,
): { readonly port: PortHandle; readonly scids: readonly number[] } {
  const words = parseWords(rest, { operands: MOST_SCIDS, named: ['port'] });
  const text = words.operands.length === 0 ? undefined : words.operands.join(',');
  const scids = parseScids(text ?? '');
  if (scids === undefined) throw badArgument('scid', SCIDS_TEXT, text);
  const name = portOf(context, words.named('port'));
  const { end, driver } = context;
  return { port: { name, status: () => end.portStatus(name), handle: (input) => driver.handle(input) }, scids };
}

function want(context: StationContext, rest: string): undefined {
  const { port, scids } = scidsOf(context, rest);
  taken(wantChannels(port, scids));
}

function unwant(context: StationContext, rest: string): undefined {
  const { port, scids } = scidsOf(context, rest);
  const { cdcp } = port.status() ?? {};
  const wanted = (cdcp?.channels ?? []).map(({ scid }) => scid).filter((scid) => scid !== DEFAULT_SCID);
  const stranger = scids.find((scid) => !wanted.includes(scid));
  if (cdcp !== undefined && stranger !== undefined) {
    throw badArgument('scid', `a wanted SCID, of ${wanted.join(', ') || 'none'}`, stranger);
  }
  taken(unwantChannels(port, scids));
}

function addChannel(context: CommandContext, rest: string): undefined {
  const words = parseWords(rest, { operands: 1, named: ['port'] });
  const [text] = words.operands;
  const pair = parsePair(text ?? '');
  if (pair === undefined) throw badArgument('channel', PAIR_TEXT, text);
  give(context, { kind: 'addChannel', port: portOf(context, words.named('port')), ...pair });
}

function removeChannel(context: CommandContext, rest: string): undefined {
  const words = parseWords(rest, { operands: 1, named: ['port'] });
  const [text] = words.operands;
  const scid = numberOrText(text ?? '');
  if (typeof scid === 'string') throw badArgument('scid', limitText(SCID_RANGE), text);
  give(context, { kind: 'removeChannel', port: portOf(context, words.named('port')), scid });
}

function cdcp(context: CommandContext, rest: string): undefined {
  const { port, isOn } = switchWords(rest, 'cdcp', 'on', 'off');
  give(context, { kind: 'cdcp', port: portOf(context, port), cdcp: { enabled: isOn } });
}

export const CHANNEL_COMMANDS: readonly Command<CommandContext>[] = [
  {
    name: 'cdcp',
    words: 'on|off [port=NAME]',
    help: 'switches CDCP on or off; manual S-channels exist only while it is off',
    run: cdcp,
  },
  { name: 'add-channel', words: 'SCID/SVID [port=NAME]', help: 'makes a manual S-channel', run: addChannel },
  { name: 'remove-channel', words: 'SCID [port=NAME]', help: 'removes a manual S-channel', run: removeChannel },
];

export const WANT_COMMANDS: readonly Command<StationContext>[] = [
  {
    name: 'want',
    words: 'SCID... [port=NAME]',
    help: 'asks the bridge for further S-channels',
    run: want,
  },
  {
    name: 'unwant',
    words: 'SCID... [port=NAME]',
    help: 'no longer asks for these S-channels; they end with their VSIs',
    run: unwant,
  },
];
