// The data of the station's VDP machine, clause 41, and what the machine asks its shell to do. Types are numbers, those of
// the TLVs and of the MIB, 0 where the figure has NULL.

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

/** Why all is over at once, S0. */
export type VdpStationResetReason = 'portDown' | 'disabled' | 'evbLost' | 'sChannelDeleted' | 'removed';

export interface VdpStationData {
  state: VdpStationState;
  sysCmd: number;
  operCmd: number;
  vsiState: number;
  /** The command that waits to become sysCmd. */
  slot: number;
  /** EVB is agreed with the bridge, and not lost. */
  evbReady: boolean;
  /** Port down, EVB, ECP or VDP switched off, EVB lost with `release`, removal by the user. */
  reset: VdpStationResetReason | '';
  /** A command has just been given. It is in the slot. */
  cmd: boolean;
  /** waitWhile ran and is over. */
  waitWhileExpired: boolean;
  rxResp: number;
  /** rxResp matches the TLV that waits for it: operCmd in TRANSMIT_KEEPALIVE, else sysCmd. */
  rxMatches: boolean;
  /** rxResp matches prevCmd. */
  rxMatchesPrev: boolean;
  /** Error type of rxResp, 0..5; 0 of a command, as a De-Associate of the bridge is. */
  rxError: number;
  rxKeep: boolean;
  rxHard: boolean;
}

export type VdpStationFailure = VdpStationResetReason | 'timeout' | 'mismatch' | 'refused' | 'byBridge';

/** What the shell is asked to do. TxTLV makes a TLV due, in place of none: what was due before is withdrawn. */
export type VdpStationEffect =
  | 'sysCmd = slot'
  | 'TxTLV(sysCmd)'
  | 'TxTLV(operCmd)'
  | 'TxTLV(De-Associate)'
  | 'waitWhile = reinitKeepAlive'
  | 'stop waitWhile'
  | 'operCmd = sysCmd'
  | 'prevCmd = sysCmd'
  | 'prevCmd = operCmd'
  | 'prevCmd = NULL'
  | 'done'
  | 'keepAliveAnswered'
  | 'rxUnexpected'
  | `failed:${VdpStationFailure}`
  | 'failed(keep):refused'
  | `failed(slot):${VdpStationResetReason}`
  | `deassociated:${VdpStationFailure | 'keepAliveTimeout' | 'keepErrorOnKeepAlive'}`;

/** The data before BEGIN. */
export const newStationData = (): VdpStationData => ({
  state: 'INIT',
  sysCmd: NULL,
  operCmd: NULL,
  vsiState: DEASSOC,
  slot: NULL,
  evbReady: false,
  reset: '',
  cmd: false,
  waitWhileExpired: false,
  rxResp: NULL,
  rxMatches: false,
  rxMatchesPrev: false,
  rxError: 0,
  rxKeep: false,
  rxHard: false,
});
