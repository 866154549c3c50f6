// The read-out of the bridge of VDP, for people and management: the VSI database of IEEE8021-EVB-MIB, and what it lacks.
// Plain data that JSON holds.

import { commandType, readCommand } from '../command.js';
import type { VdpParameters } from '../parameters.js';
import type { FilterInfo } from '../wire/filter-info.js';
import { formatManagerId, formatVsiid } from '../wire/identity.js';
import {
  errorType,
  STATUS_HARD,
  STATUS_KEEP,
  STATUS_MIGRATING,
  STATUS_SUSPENDED,
  VDP_ERROR_TYPE,
} from '../wire/status.js';
import type { VdpBridgeCounters } from './counters.js';
import type { VdpBridgeState } from './data.js';
import type { VsiState } from './output.js';
import type { BridgeState } from './state.js';
import { type BridgeVsi, isHeld } from './vsi.js';

/** A VSI, `ieee8021BridgeEvbVSIDBTable`. */
export interface VdpBridgeVsi {
  readonly vsiidFormat: number;
  readonly vsiid: string;
  readonly state: VdpBridgeState;
  readonly vsiState: VsiState;
  /** Centiseconds. */
  readonly timeSinceCreate: number;
  /** TLV type of the command in force; 0 where none is. */
  readonly operCommand: number;
  /** The last answer to a command had Keep. */
  readonly operRevert: boolean;
  /** The same of Hard. */
  readonly operHard: boolean;
  readonly operReason: 'success' | 'invalidFormat' | 'insufficientResources' | 'otherfailure';
  /** Of the command in force; of the one being handled where none is, as the next five. */
  readonly managerId: string;
  readonly typeId: number;
  readonly typeVersion: number;
  readonly filterFormat: number;
  /** Number of filter entries. */
  readonly numMacs: number;
  readonly filterInfo: FilterInfo;
  /** TLV types of the command being handled and of the one that waits; 0 where there is none. */
  readonly pendingCommand: number;
  readonly nextCommand: number;
  readonly suspended: boolean;
  readonly migrating: boolean;
  /** Microseconds until waitWhile expires; 0 where it has. */
  readonly waitWhile: number;
  readonly commandsSucceeded: number;
  readonly commandsFailed: number;
  readonly commandReverts: number;
}

/** `down`: EVB was not agreed since the port came up. */
export type VdpBridgeEvb = 'down' | 'ready' | 'lost';

export interface VdpBridgeStatus {
  readonly evb: VdpBridgeEvb;
  /** As agreed last. */
  readonly parameters: VdpParameters;
  readonly groupIdAgreed: boolean;
  /** Microseconds, as the next. */
  readonly resourceWaitDelay: number;
  readonly toutKeepAlive: number;
  readonly vsis: number;
  readonly filterEntries: number;
  /** TLVs that wait for ECP. */
  readonly waitingAnswers: number;
  /** Outputs that wait for poll. */
  readonly pendingOutputs: number;
  readonly counters: Readonly<VdpBridgeCounters>;
}

const REASONS: Readonly<Record<number, VdpBridgeVsi['operReason']>> = {
  [VDP_ERROR_TYPE.success]: 'success',
  [VDP_ERROR_TYPE.invalidFormat]: 'invalidFormat',
  [VDP_ERROR_TYPE.insufficientResources]: 'insufficientResources',
};

/** The VSIs held, by slot. */
export function listVsis(port: BridgeState): VdpBridgeVsi[] {
  const vsis: VdpBridgeVsi[] = [];
  for (let slot = 0; slot < port.table.slots; slot++) {
    const record = port.table.at(slot);
    if (isHeld(record)) vsis.push(describe(port, slot, record));
  }
  return vsis;
}

function describe({ reader, now, deadlines }: BridgeState, slot: number, record: BridgeVsi): VdpBridgeVsi {
  const { operCmd, rxCmd, status, hints } = record;
  const command = operCmd ?? rxCmd;
  if (command === undefined) throw new Error('a VSI without a command');
  const { vsiidFormat, vsiid, typeId, typeVersion, filterInfo } = readCommand(reader, command);
  return {
    vsiidFormat,
    vsiid: formatVsiid(vsiidFormat, vsiid),
    state: record.state,
    vsiState: record.vsiState,
    timeSinceCreate: Math.floor((now - record.createdAt) / 10_000),
    operCommand: commandType(operCmd),
    operRevert: (status & STATUS_KEEP) !== 0,
    operHard: (status & STATUS_HARD) !== 0,
    operReason: REASONS[errorType(status)] ?? 'otherfailure',
    managerId: formatManagerId(command.managerId),
    typeId,
    typeVersion,
    filterFormat: filterInfo.format,
    numMacs: filterInfo.entries.length,
    filterInfo,
    pendingCommand: commandType(rxCmd),
    nextCommand: commandType(record.nextCmd),
    suspended: (hints & STATUS_SUSPENDED) !== 0,
    migrating: (hints & STATUS_MIGRATING) !== 0,
    waitWhile: Math.max(0, deadlines.at(slot) - now),
    commandsSucceeded: record.commandsSucceeded,
    commandsFailed: record.commandsFailed,
    commandReverts: record.commandReverts,
  };
}
