// Commands of `evb station`.

import { ZERO_IDENTIFIER } from '../../../core/identifier.js';
import type { ChannelPlace } from '../../../evb/place.js';
import { vsiName } from '../../../text/vsi-text.js';
import type { VsiCommand } from '../../../vdp/station/io.js';
import { parseManagerId, type VsiKey } from '../../../vdp/wire/identity.js';
import { placedName } from '../end.js';
import { badArgument } from './bad-command.js';
import { WANT_COMMANDS } from './channel.js';
import { COMMON_COMMANDS } from './common.js';
import { type Command, give, placeOf, portOf, type StationContext } from './context.js';
import { parseVsiWords } from './vsi-words.js';
import { parseWords } from './words.js';

const VSI_WORDS =
  'VSIID type=VTID/VERSION filter=[GROUP/][MAC/]VID[:PCP]... [manager=ADDRESS] [migrating] [suspended] [scid=SCID] [port=NAME]';
const KEY_WORDS = 'VSIID [scid=SCID] [port=NAME]';

/** The VSI of a line. Without type and filter they are those of the last command for the VSI. */
function wanted(context: StationContext, command: VsiCommand['command'], rest: string) {
  const { key, vsi, hints, ...named } = parseVsiWords(rest, { command });
  const place = placeOf(context, named);
  if (vsi !== undefined) return { ...place, vsi };
  const known = context.end.vsis(place).find((one) => vsiName(one.vsi) === vsiName(key));
  const last = known?.nextCmd ?? known?.pendingCmd ?? known?.operCmd;
  if (last === undefined) throw badArgument('type', 'type=VTID/VERSION and filter=..., since this VSI is not known');
  const { typeId, typeVersion, filterInfo } = last;
  if (!('entries' in filterInfo)) throw badArgument('filter', 'filter=..., since the filter in force has no words');
  const managerId = parseManagerId(last.managerId) ?? ZERO_IDENTIFIER;
  return { ...place, vsi: { ...key, ...hints, command, managerId, typeId, typeVersion, filterInfo } };
}

const asks =
  (command: VsiCommand['command']) =>
  (context: StationContext, rest: string): undefined => {
    give(context, { kind: 'command', ...wanted(context, command, rest) });
  };

/** A VSI by its key. */
function keyOf(context: StationContext, rest: string): { readonly place: ChannelPlace; readonly key: VsiKey } {
  const { key, ...named } = parseVsiWords(rest, { keyOnly: true });
  return { place: placeOf(context, named), key };
}

function deAssociate(context: StationContext, rest: string): undefined {
  const { key, vsi, ...named } = parseVsiWords(rest);
  const place = placeOf(context, named);
  const more = vsi && {
    managerId: vsi.managerId,
    typeId: vsi.typeId,
    typeVersion: vsi.typeVersion,
    filterInfo: vsi.filterInfo,
  };
  give(context, { kind: 'deAssociate', ...place, vsi: { ...key, ...more } });
  context.wanted.delete(placedName(place, key));
}

const suspends =
  (suspended: boolean) =>
  (context: StationContext, rest: string): undefined => {
    const { place, key } = keyOf(context, rest);
    give(context, { kind: 'hints', ...place, vsi: key, suspended });
  };

const OWN_COMMANDS: readonly Command<StationContext>[] = [
  {
    name: 'associate',
    words: VSI_WORDS,
    help: 'associates a VSI; for a known VSI the VSIID is enough. JSON as in docs/configuration.md can replace the words',
    run: asks('associate'),
  },
  { name: 'pre-associate', words: 'VSIID ...', help: 'pre-associates a VSI', run: asks('preAssociate') },
  {
    name: 'pre-associate-rr',
    words: 'VSIID ...',
    help: 'pre-associates a VSI with resource reservation',
    run: asks('preAssociateRr'),
  },
  {
    name: 'de-associate',
    words: 'VSIID [type=...] [filter=...] [scid=SCID] [port=NAME]',
    help: 'de-associates a VSI; type and filter are for an unknown VSI',
    run: deAssociate,
  },
  { name: 'suspend', words: KEY_WORDS, help: 'sets S in keep-alives from now on', run: suspends(true) },
  { name: 'resume', words: KEY_WORDS, help: 'clears S in keep-alives from now on', run: suspends(false) },
  {
    name: 'remove',
    words: KEY_WORDS,
    help: 'forgets a VSI; nothing is sent',
    run: (context, rest) => {
      const { place, key } = keyOf(context, rest);
      give(context, { kind: 'remove', ...place, vsi: key });
      context.wanted.delete(placedName(place, key));
      return undefined;
    },
  },
  {
    name: 'reannounce',
    words: '[port=NAME]',
    help: 'sends keep-alives of all VSIs now',
    run: (context, rest) => {
      const port = parseWords(rest, { named: ['port'] }).named('port');
      give(context, { kind: 'reannounce', ...(port !== undefined && { port: portOf(context, port) }) });
      return undefined;
    },
  },
];

export const STATION_COMMANDS: readonly Command<StationContext>[] = [
  ...OWN_COMMANDS,
  ...WANT_COMMANDS,
  ...COMMON_COMMANDS,
];
