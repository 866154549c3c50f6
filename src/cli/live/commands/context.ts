// A command on standard input, and what it works with. Each role has one table of commands; a row has the name, the words, the
// help and the function.

import { keepsLimit, limitText } from '../../../core/limits.js';
import type { Refusal } from '../../../core/refusal.js';
import type { EvbRole } from '../../../core/role.js';
import type { EvbBridgeInput, EvbBridgeStatus } from '../../../evb/bridge.js';
import type { EvbCommonInput } from '../../../evb/input.js';
import { type ChannelPlace, DEFAULT_SCID } from '../../../evb/place.js';
import type { EvbStationInput, EvbStationStatus } from '../../../evb/station.js';
import type { JsonValue } from '../../../frame/frame-json.js';
import { SCID_RANGE } from '../../../s-channel/limits.js';

import type { VdpStationVsi } from '../../../vdp/station/status.js';
import type { VsiKey } from '../../../vdp/wire/identity.js';
import type { RuledManager } from '../manager.js';
import type { AnswerRules } from './answer-rules.js';
import { badArgument } from './bad-command.js';

/** The result of a command that has one. */
export interface CommandResult {
  readonly json: JsonValue;
  readonly text: readonly string[];
}

export interface Command<Context> {
  readonly name: string;
  /** The words behind the name, for the help; may be empty. */
  readonly words: string;
  readonly help: string;
  /** @throws BadCommand; nothing has changed then */
  readonly run: (context: Context, rest: string) => CommandResult | undefined;
}

/** In either role. */
export interface CommandContext {
  readonly role: EvbRole;
  /** Names of the ports. */
  readonly ports: readonly string[];
  readonly give: (input: EvbCommonInput) => Refusal | undefined;
  readonly status: () => EvbStationStatus | EvbBridgeStatus;
  /** The VSIs of an S-channel, JSON-safe. */
  readonly vsis: (place: ChannelPlace) => readonly JsonValue[];
  readonly transportCounters: (port: string) => object;
  readonly commands: readonly Pick<Command<never>, 'name' | 'words' | 'help'>[];
  readonly stop: (reason: string) => void;
}

export interface StationContext extends CommandContext {
  readonly give: (input: EvbStationInput) => Refusal | undefined;
  readonly held: (place: ChannelPlace) => readonly VdpStationVsi[];
  /** A VSI of the configuration is not asked for again. */
  readonly forget: (place: ChannelPlace, key: VsiKey) => void;
}

export interface BridgeContext extends CommandContext {
  readonly give: (input: EvbBridgeInput) => Refusal | undefined;
  readonly manager: RuledManager;
  readonly rules: AnswerRules;
}

/** The port that a line names; without a name the only port. */
export function portOf({ ports }: CommandContext, name: unknown): string {
  const [only, ...more] = ports;
  if (name === undefined && only !== undefined && more.length === 0) return only;
  const found = ports.find((port) => port === name);
  if (found !== undefined) return found;
  throw badArgument('port', `port=NAME, of ${ports.join(', ')}`, name);
}

/** The place that a line names. */
export interface NamedPlace {
  readonly port: unknown;
  readonly scid: unknown;
}

/** The S-channel that a line names; without an SCID the default one. */
export function placeOf(context: CommandContext, { port, scid = DEFAULT_SCID }: NamedPlace): ChannelPlace {
  if (!keepsLimit(SCID_RANGE, scid)) throw badArgument('scid', limitText(SCID_RANGE), scid);
  return { port: portOf(context, port), scid };
}
