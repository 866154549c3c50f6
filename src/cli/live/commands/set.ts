// The command `set`: changes the configuration of EVB or of CDCP of a port, in words or in JSON.

import type { EvbCommonInput } from '../../../evb/input.js';
import { evbChoices, evbFlags, evbLimits } from '../../../lldp-evb/limits.js';
import { cdcpLimits } from '../../../s-channel/limits.js';
import { POOL_TEXT, parsePool, parseScids, SCIDS_TEXT } from '../../../text/channel-text.js';
import { badArgument, badWord } from './bad-command.js';
import { type CommandContext, give, placeOf } from './context.js';
import { flagOrText, numberOrText, parseJsonWords, parseWords } from './words.js';

type Members = Readonly<Record<string, unknown>>;

const EVB_NAMES: readonly string[] = [evbLimits, evbFlags, evbChoices].flatMap((table) => Object.keys(table));
const CDCP_NAMES: readonly string[] = [...Object.keys(cdcpLimits), 'honourProposed', 'wants', 'pool'];
const NAMES: readonly string[] = [...EVB_NAMES, ...CDCP_NAMES];
const PLACE_NAMES = ['scid', 'port'] as const;

/** @throws BadCommand for a text that `parse` does not take */
function listOf<T>(name: string, text: string, parse: (text: string) => T | undefined, expected: string): T {
  const list = parse(text);
  if (list === undefined) throw badArgument(name, expected, text);
  return list;
}

function settingOf(name: string, text: string): unknown {
  // An empty text is an empty list.
  if (name === 'wants') return text === '' ? [] : listOf(name, text, parseScids, SCIDS_TEXT);
  if (name === 'pool') return listOf(name, text, parsePool, POOL_TEXT);
  if (Object.hasOwn(evbLimits, name) || Object.hasOwn(cdcpLimits, name)) return numberOrText(text);
  return Object.hasOwn(evbFlags, name) || name === 'honourProposed' ? flagOrText(text) : text;
}

/** The settings and the place of a line. */
function settings(rest: string): Members {
  const json = parseJsonWords(rest);
  if (json !== undefined) {
    const unknown = Object.keys(json).find((name) => ![...NAMES, ...PLACE_NAMES].includes(name));
    if (unknown !== undefined) throw badWord('set', NAMES, unknown);
    return json;
  }
  const words = parseWords(rest, { named: [...NAMES, ...PLACE_NAMES] });
  const given = NAMES.flatMap((name) => {
    const text = words.named(name);
    return text === undefined ? [] : [[name, settingOf(name, text)] as const];
  });
  const scid = words.named('scid');
  const place = { port: words.named('port'), ...(scid !== undefined && { scid: numberOrText(scid) }) };
  return { ...place, ...Object.fromEntries(given) };
}

/** The input of a line. A port takes all values of an input or none, so a line has values of one protocol. */
function inputOf(context: CommandContext, { port, scid, ...members }: Members): EvbCommonInput {
  const names = Object.keys(members);
  if (names.length === 0) throw badArgument('set', 'NAME=VALUE', undefined);
  const place = placeOf(context, { port, scid });
  const cdcp = names.find((name) => CDCP_NAMES.includes(name));
  if (cdcp === undefined) return { kind: 'configure', ...place, evb: members };
  const evb = names.find((name) => EVB_NAMES.includes(name));
  if (evb !== undefined) throw badArgument('set', `a separate line for ${cdcp}, a setting of CDCP`, evb);
  if (scid !== undefined) throw badArgument('scid', `no scid with ${cdcp}, a setting of the port`, scid);
  return { kind: 'cdcp', port: place.port, cdcp: members };
}

export function set(context: CommandContext, rest: string): undefined {
  give(context, inputOf(context, settings(rest)));
}
