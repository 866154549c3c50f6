// A command on standard input, and what it works with. Each role has one table of commands; a row has the name, the words, the
// help and the function.

import type { ConfiguredVsi } from '../../../config/station-schema.js';
import { keepsLimit, limitText } from '../../../core/limits.js';
import type { Refusal } from '../../../core/refusal.js';
import type { EvbBridge, EvbBridgeInput, EvbBridgeOutput } from '../../../evb/bridge.js';
import type { EvbCommonInput } from '../../../evb/input.js';
import { type ChannelPlace, DEFAULT_SCID } from '../../../evb/place.js';
import type { EvbStation, EvbStationInput, EvbStationOutput } from '../../../evb/station.js';
import type { JsonValue } from '../../../frame/frame-json.js';
import type { Driver } from '../../../host/drive.js';
import { SCID_RANGE } from '../../../s-channel/limits.js';
import type { VdpBridgeVsi } from '../../../vdp/bridge/status.js';
import type { VdpStationVsi } from '../../../vdp/station/status.js';
import type { EndParts } from '../end-parts.js';
import type { RuledManager } from '../manager.js';
import type { AnswerRules } from './answer-rules.js';
import { badArgument, taken } from './bad-command.js';

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

/** A VSI of a read-out. */
export type ReadOutVsi = (VdpStationVsi | VdpBridgeVsi)['vsi'];

/** What the commands of both roles work with. */
export interface CommandContext {
  readonly commands: readonly Pick<Command<never>, 'name' | 'words' | 'help'>[];
  /** Names of the ports. */
  readonly ports: readonly string[];
  readonly end: EvbStation | EvbBridge;
  readonly driver: { handle(input: EvbCommonInput): Refusal | undefined };
  readonly parts: EndParts;
}

export interface StationContext extends CommandContext {
  readonly commands: readonly Command<StationContext>[];
  readonly end: EvbStation;
  readonly driver: Driver<EvbStationInput, EvbStationOutput>;
  /** The VSIs that the program asks for, by `placedName`. */
  readonly wanted: Map<string, ConfiguredVsi>;
}

export interface BridgeContext extends CommandContext {
  readonly commands: readonly Command<BridgeContext>[];
  readonly end: EvbBridge;
  readonly driver: Driver<EvbBridgeInput, EvbBridgeOutput>;
  readonly manager: RuledManager;
  readonly rules: AnswerRules;
}

/** Gives an input to the station or bridge. @throws BadCommand where the input is refused */
export function give<Input>(
  { driver }: { readonly driver: { handle(input: Input): Refusal | undefined } },
  input: Input,
): undefined {
  taken(driver.handle(input));
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
