// The data of the station's VDP machine, clause 41, and what the machine asks its shell to do. Commands are numbers, the
// types of their TLVs, and 0 where the figure has NULL; of states the numbers are those of the MIB.

import type { VsiReason } from '../vsi.js';

export const NULL = 0;
export const PREASSOC = 1;
export const PREASSOC_RR = 2;
export const ASSOC = 3;
export const DEASSOC = 4;

export type VdpStationState =
  | 'INIT'
  | 'STATION_PROCESSING'
  | 'PREASSOC_NEW'
  | 'ASSOC_NEW'
  | 'ASSOC_COMPLETE'
  | 'WAIT_SYSCMD'
  | 'TRANSMIT_KEEPALIVE'
  | 'TRANSMIT_DEASSOC';

/** Variables that the shell sets for one run. */
export interface VdpStationEvents {
  /** A command has just been given, and is newCmd. */
  cmd: boolean;
  /** S0: port down, EVB, ECP or VDP switched off, EVB lost with `onEvbLoss` 'end', or removal by the user. */
  reset: boolean;
  /** Why a command fails or the VSI ends: the shell sets it with `reset`, rows of the table set it before they tell. */
  reason: VsiReason;
  /** waitWhile ran, and is over. */
  waitWhileExpired: boolean;
  rxResp: number;
  /** rxResp matches the TLV that waits for it: operCmd in TRANSMIT_KEEPALIVE, else sysCmd. */
  rxMatches: boolean;
  /** rxResp matches prevCmd. */
  rxMatchesPrev: boolean;
  /** Error type of rxResp, 0..5; 0 of a De-Associate that the bridge sends by itself. */
  rxError: number;
  rxKeep: boolean;
  rxHard: boolean;
}

export interface VdpStationData extends VdpStationEvents {
  state: VdpStationState;
  sysCmd: number;
  operCmd: number;
  vsiState: number;
  /** The command that waits to become sysCmd. */
  newCmd: number;
  /** EVB is agreed with the bridge, and not lost. */
  evbReady: boolean;
}

/** What the shell is asked to do. TxTLV makes a TLV due; the TLV that was due before is taken back. */
export type VdpStationEffect =
  | 'sysCmd = newCmd'
  | 'TxTLV(sysCmd)'
  | 'TxTLV(operCmd)'
  | 'TxTLV(De-Associate)'
  | 'waitWhile = reinitKeepAlive'
  | 'stop waitWhile'
  /** With the values that the response supplies. */
  | 'operCmd = sysCmd'
  | 'prevCmd = sysCmd'
  | 'prevCmd = operCmd'
  | 'prevCmd = NULL'
  | 'done'
  | 'keepAliveAnswered'
  | 'rxUnexpected'
  /** sysCmd failed, for `reason`; the next: and the VSI goes on with operCmd. */
  | 'failed'
  | 'failed(keep)'
  /** newCmd failed, for `reason`. */
  | 'failed(newCmd)'
  /** The VSI was pre-associated or associated, and is not any more, for `reason`. */
  | 'deassociated';

/** The data before BEGIN. */
export const newVdpStationData = (): VdpStationData => ({
  state: 'INIT',
  sysCmd: NULL,
  operCmd: NULL,
  vsiState: DEASSOC,
  newCmd: NULL,
  evbReady: false,
  cmd: false,
  reset: false,
  reason: 'disabled',
  waitWhileExpired: false,
  rxResp: NULL,
  rxMatches: false,
  rxMatchesPrev: false,
  rxError: 0,
  rxKeep: false,
  rxHard: false,
});

/** Ends an event: no run sees what the one before was told. */
export function clearStationEvents(d: VdpStationEvents): void {
  d.cmd = false;
  d.reset = false;
  d.reason = 'disabled';
  d.waitWhileExpired = false;
  d.rxResp = NULL;
  d.rxMatches = false;
  d.rxMatchesPrev = false;
  d.rxError = 0;
  d.rxKeep = false;
  d.rxHard = false;
}
