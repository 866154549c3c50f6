// Commands of `evb bridge`.

import { formatMac } from '../../../core/mac.js';
import { jsonOf } from '../../../frame/frame-json.js';
import type { VsiType } from '../../../vdp/manager/vsi-type.js';
import type { VsiWithdrawReason } from '../../../vdp/vsi.js';
import { readVsiTypes } from '../json-file.js';
import { Unusable } from '../unusable.js';
import { badArgument, badWord } from './bad-command.js';
import { COMMON_COMMANDS } from './common.js';
import { type BridgeContext, type Command, type CommandResult, give, placeOf, portOf } from './context.js';
import { rowsResult } from './show.js';
import { parseVsiWords } from './vsi-words.js';
import { parseWords } from './words.js';

const REASONS = ['policy', 'typeRemoved', 'moved', 'command'] as const satisfies readonly VsiWithdrawReason[];

function reasonOf(given: unknown = 'policy'): VsiWithdrawReason {
  const found = REASONS.find((reason) => reason === given);
  if (found === undefined) throw badWord('reason', REASONS, given);
  return found;
}

function withdraw(context: BridgeContext, rest: string): undefined {
  const { key, more, ...named } = parseVsiWords(rest, { keyOnly: true, more: ['reason'] });
  give(context, { kind: 'withdraw', ...placeOf(context, named), vsi: key, reason: reasonOf(more[0]) });
}

function withdrawAll(context: BridgeContext, rest: string): undefined {
  const words = parseWords(rest, { named: ['port', 'reason'] });
  const port = words.named('port');
  const place = port === undefined ? {} : { port: portOf(context, port) };
  give(context, { kind: 'withdrawAll', ...place, reason: reasonOf(words.named('reason')) });
}

/** @throws BadCommand */
function typesOf(file: string): readonly VsiType[] {
  try {
    return readVsiTypes(file);
  } catch (error) {
    if (error instanceof Unusable) throw badArgument('file', `a VSI type database (${error.message})`, file);
    throw error;
  }
}

function loadTypes({ manager }: BridgeContext, rest: string): CommandResult {
  if (rest !== '') manager.load(typesOf(rest));
  return rowsResult(
    manager.types().map(({ type, instances }) => {
      const { allowedMacs, ...rest } = type;
      const macs = allowedMacs && { allowedMacs: allowedMacs.map(formatMac) };
      return { ...(jsonOf(rest) as object), ...macs, instances };
    }),
  );
}

const OWN_COMMANDS: readonly Command<BridgeContext>[] = [
  {
    name: 'answer',
    words:
      '[all | type=VTID[/VERSION] | vsi=VSIID] [grant [vid=VID] [pcp=PCP] | refuse error=ERROR [keep=true|false] [hard=true|false] | database | never | forget] [after=SECONDS]',
    help: 'makes a rule: what the VSI manager answers instead of its database; forget deletes a rule; without words it shows the rules',
    run: ({ rules }, rest) => {
      if (rest !== '') rules.take(rest);
      return rowsResult(rules.all().map(({ who, verdict, delay }) => ({ who, ...(jsonOf(verdict) as object), delay })));
    },
  },
  {
    name: 'types',
    words: '[FILE]',
    help: 'loads a VSI type database, a list as in docs/configuration.md; shows the types',
    run: loadTypes,
  },
  {
    name: 'withdraw',
    words: `VSIID [reason=${REASONS.join('|')}] [scid=SCID] [port=NAME]`,
    help: 'ends an association, and sends a De-Associate to the station',
    run: withdraw,
  },
  {
    name: 'withdraw-all',
    words: '[reason=REASON] [port=NAME]',
    help: 'ends all associations',
    run: withdrawAll,
  },
];

export const BRIDGE_COMMANDS: readonly Command<BridgeContext>[] = [...OWN_COMMANDS, ...COMMON_COMMANDS];
