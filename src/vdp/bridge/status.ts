// The read-out of the bridge of VDP, for people and management: plain data, JSON-safe. For each VSI it has what
// ieee8021BridgeEvbVSIDBTable of IEEE8021-EVB-MIB has.

import { NO_SLOT } from '../../core/slot-list.js';
import { commandVsi, describeCommand, hintsOf, type KeptCommand, vsiStateOf } from '../command.js';
import type { VdpParameters } from '../parameters.js';
import type { VsiStatus } from '../vsi.js';
import { commandInForce, slotOf } from '../vsi-table.js';
import { formatVsiid, type VsiKey } from '../wire/identity.js';
import { errorType, STATUS_HARD, STATUS_KEEP, VDP_ERROR_TYPE } from '../wire/status.js';
import type { VdpBridgeCounters } from './counters.js';
import type { VdpBridgeState } from './data.js';
import { type BridgeShell, type BridgeVsi, isHeld, type VdpBridgeEvb } from './state.js';

/** A VSI of a bridge. M and S of `operCmd` are those of the last keep-alive. */
export interface VdpBridgeVsi extends VsiStatus<VdpBridgeState> {
  /** Microseconds until waitWhile expires, 0 where it has: it runs for every VSI. */
  readonly waitWhile: number;
  /** Centiseconds since the record was made. */
  readonly timeSinceCreate: number;
  /** The last response to a command had Keep. */
  readonly operRevert: boolean;
  /** The last response to a command had Hard. */
  readonly operHard: boolean;
  /** What the last response to a command said. */
  readonly operReason: 'success' | 'invalidFormat' | 'insufficientResources' | 'otherfailure';
  /** Responses with error 0; a response to a keep-alive is not counted. */
  readonly commandsSucceeded: number;
  /** Responses with another error. */
  readonly commandsFailed: number;
  /** Responses with Keep. */
  readonly commandReverts: number;
}

export interface VdpBridgeStatus {
  readonly evb: VdpBridgeEvb;
  /** As agreed last. */
  readonly parameters: VdpParameters;
  readonly groupIdAgreed: boolean;
  /** Microseconds, of the timers that start from now on; as the next. */
  readonly resourceWaitDelay: number;
  readonly toutKeepAlive: number;
  /** Number of VSIs. */
  readonly vsis: number;
  /** Filter entries of all VSIs. */
  readonly filterEntries: number;
  /** TLVs that wait for ECP. */
  readonly waitingResponses: number;
  /** Outputs that wait for `poll`. */
  readonly pendingOutputs: number;
  readonly counters: Readonly<VdpBridgeCounters>;
}

const CENTISECOND = 10_000;
const REASONS: Readonly<Record<number, VdpBridgeVsi['operReason']>> = {
  [VDP_ERROR_TYPE.success]: 'success',
  [VDP_ERROR_TYPE.invalidFormat]: 'invalidFormat',
  [VDP_ERROR_TYPE.insufficientResources]: 'insufficientResources',
};

export function status({ state }: BridgeShell): VdpBridgeStatus {
  const { evb, parameters, groupIdAgreed, resourceWaitDelay, toutKeepAlive, held, entries, counters } = state;
  return {
    evb,
    parameters: { ...parameters },
    groupIdAgreed,
    resourceWaitDelay,
    toutKeepAlive,
    vsis: held,
    filterEntries: entries,
    waitingResponses: state.responses.size,
    pendingOutputs: state.outputs.size,
    counters: { ...counters },
  };
}

/** The VSIs held, by slot. */
export function vsis(shell: BridgeShell): VdpBridgeVsi[] {
  const all: VdpBridgeVsi[] = [];
  for (const [slot, vsi] of shell.state.table.vsis.entries()) if (isHeld(vsi)) all.push(describe(shell, slot, vsi));
  return all;
}

/** One VSI; `undefined` where it is not held. */
export function vsiStatus(shell: BridgeShell, key: VsiKey): VdpBridgeVsi | undefined {
  const { table } = shell.state;
  const slot = slotOf(table, key);
  const vsi = slot === NO_SLOT ? undefined : table.vsis[slot];
  return isHeld(vsi) ? describe(shell, slot, vsi) : undefined;
}

function describe({ state, scratch }: BridgeShell, slot: number, vsi: BridgeVsi): VdpBridgeVsi {
  const { table, deadlines, createdAt, now } = state;
  const { reader } = scratch;
  const { hints, status: last, rxCmd, nextCmd } = vsi;
  const operCmd = vsi.operCmd === 0 ? undefined : commandInForce(table, slot, vsi);
  const { vsiidFormat, vsiid } = commandVsi((operCmd ?? rxCmd) as KeptCommand);
  return {
    vsi: { vsiidFormat, vsiid: formatVsiid(vsiidFormat, vsiid) },
    state: vsi.state,
    vsiState: vsiStateOf(vsi.operCmd),
    ...(operCmd && { operCmd: { ...describeCommand(reader, operCmd), ...hintsOf(hints) } }),
    ...(rxCmd && { pendingCmd: describeCommand(reader, rxCmd) }),
    ...(nextCmd && { nextCmd: describeCommand(reader, nextCmd) }),
    waitWhile: Math.max(0, deadlines.at(slot) - now),
    timeSinceCreate: Math.floor((now - (createdAt[slot] as number)) / CENTISECOND),
    operRevert: (last & STATUS_KEEP) !== 0,
    operHard: (last & STATUS_HARD) !== 0,
    operReason: REASONS[errorType(last)] ?? 'otherfailure',
    commandsSucceeded: vsi.commandsSucceeded,
    commandsFailed: vsi.commandsFailed,
    commandReverts: vsi.commandReverts,
  };
}
