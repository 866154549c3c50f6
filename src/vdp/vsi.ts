// The words for a VSI that both ends of VDP share, clause 41: commands, states, reasons, facts and read-outs.

import type { Identifier } from '../core/identifier.js';
import type { FilterInfo } from './wire/filter-info.js';
import type { VsiKey } from './wire/identity.js';

/** What a station asks of the bridge for a VSI. RR is with resource reservation. */
export type VdpCommand = 'preAssociate' | 'preAssociateRr' | 'associate' | 'deAssociate';

/** What a caller gives with a command, and gets back with its `done` or `failed`. It means nothing to the station. */
export type CommandTag = string | number;

/** State of a VSI, 41.3. IEEE8021-EVB-MIB has 4, 1, 2, 3 for these. */
export type VsiState = 'DEASSOC' | 'PREASSOC' | 'PREASSOC_RR' | 'ASSOC';

/** Why all VSIs of a channel end at once, without a word to the peer. */
export type VsiResetReason = 'portDown' | 'disabled' | 'evbLost' | 'sChannelDeleted';

/** Why the host of a bridge ends an association. */
export type VsiWithdrawReason = 'policy' | 'typeRemoved' | 'moved' | 'command';

/** Why a VSI is no longer there, or why a command failed, at either end. */
export type VsiReason =
  | VsiResetReason
  | VsiWithdrawReason
  /** The station de-associated the VSI. */
  | 'deAssociated'
  /** Station: its host removed the VSI. */
  | 'removed'
  /** Station: a newer command took the place of this one. */
  | 'superseded'
  /** The bridge, or its VSI manager, refused the command. */
  | 'refused'
  /** Station: the bridge ended the association. */
  | 'byBridge'
  /** Station: the response does not agree with the command. */
  | 'mismatch'
  /** Station: no response came in respWaitDelay. */
  | 'timeout'
  /** Station: no response to a keep-alive came. Bridge: no keep-alive came in toutKeepAlive. */
  | 'keepAliveExpired'
  /** Station: the response to a keep-alive had an error and Keep. */
  | 'keepErrorOnKeepAlive'
  /** Bridge: the VSI manager did not answer in resourceWaitDelay. */
  | 'resourceTimeout';

/** What a VSI is: its state, and the command that is in force. */
export interface VsiFacts {
  readonly vsi: VsiKey;
  readonly vsiState: Exclude<VsiState, 'DEASSOC'>;
  /** All zero: no manager is named. */
  readonly managerId: Identifier;
  /** VTID, 0..16777215. */
  readonly typeId: number;
  /** 0..255. */
  readonly typeVersion: number;
  /** With the VIDs and priorities that the bridge supplied. */
  readonly filterInfo: FilterInfo;
}

/** A command in a read-out; JSON-safe. */
export interface CommandStatus {
  readonly command: VdpCommand;
  /** IPv4 or IPv6 address; `::` names no manager. */
  readonly managerId: string;
  readonly typeId: number;
  readonly typeVersion: number;
  readonly filterInfo: FilterInfo;
  /** S: the user of the VSI is suspended. */
  readonly suspended: boolean;
  /** M: the user of the VSI migrates. */
  readonly migrating: boolean;
}

/** A VSI in a read-out, at either end; JSON-safe. */
export interface VsiStatus<MachineState extends string> {
  /** `vsiid` is the text of its format. */
  readonly vsi: { readonly vsiidFormat: number; readonly vsiid: string };
  /** State of the VSI's machine. */
  readonly state: MachineState;
  readonly vsiState: VsiState;
  /** The command in force; absent where none is. */
  readonly operCmd?: CommandStatus;
  /** The command on its way: sysCmd of a station, rxCmd of a bridge. */
  readonly pendingCmd?: CommandStatus;
  /** The command that waits behind it. */
  readonly nextCmd?: CommandStatus;
  /** Microseconds until waitWhile expires, 0 where it has; absent where it does not run. */
  readonly waitWhile?: number;
}
