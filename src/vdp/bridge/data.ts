// The data of the bridge's VDP machine, clause 41, and what the machine asks its shell to do.
//
// A command is its TLV type here, NULL is 0. What depends on the octets of a command is a variable that the shell sets. A
// variable marked "event" lasts for one run.

import type { Refusal } from '../../core/refusal.js';
import type { VsiReason, VsiState } from '../vsi.js';
import { VDP_ASSOCIATE } from '../wire/layout.js';

export type VdpBridgeState =
  | 'INIT'
  | 'BRIDGE_PROCESSING'
  | 'SUCCESS'
  | 'KEEP'
  | 'DEASSOC'
  | 'DEASSOCIATED'
  | 'RELEASE_ALL'
  | 'WAIT_STATION_CMD'
  | 'PROCESS_KEEPALIVE';

export interface VdpBridgeData {
  state: VdpBridgeState;
  vsiState: VsiState;
  /** The command in hand. */
  rxCmd: number;
  /** In WAIT_STATION_CMD: rxCmd.exceptZero == operCmd, manager included; event. */
  rxMatches: boolean;
  /** The command that waits until the one in hand is done. */
  nextCmd: number;
  /** The command in force. */
  operCmd: number;
  /** A command that comes in BRIDGE_PROCESSING; event, as the next. */
  otherCmd: number;
  /** otherCmd.exceptReason == rxCmd, manager included. */
  otherMatches: boolean;
  /** A command that failed the second pass or a limit, with `error` and `hard`; event. */
  badCmd: number;
  /** Result of resourceCmd, with `error` and `hard` where it is no success; event. */
  result: 'NONE' | 'SUCCESS' | 'KEEP' | 'DEASSOC';
  /** Error type, 0..5. */
  error: number;
  hard: boolean;
  /** The resource module waits for the VSI manager. */
  managerPending: boolean;
  /** The bridge ends the association, for `reason`; event. */
  bridgeExit: boolean;
  /** Link or S-channel down, EVB switched off, or EVB lost with `onEvbLoss` 'end', for `reason`; event. */
  portDown: boolean;
  /** waitWhile expired; event. */
  waitWhileExpired: boolean;
  /** Status octet of the TLV that TxTLV sends. */
  respStatus: number;
  /** Why the VSI ends. */
  reason: VsiReason;
}

/** Whether a command that fails leaves the VSI as it is: an Associate of an associated VSI does. */
export const keepsAssociation = (vsiState: VsiState, command: number): boolean =>
  vsiState === 'ASSOC' && command === VDP_ASSOCIATE;

/** Result of resourceCmd. */
export interface VdpResult {
  readonly result: 'SUCCESS' | 'KEEP' | 'DEASSOC';
  /** Error type, 0..5. */
  readonly error: number;
  readonly hard: boolean;
  /** Why a success of the VSI manager does not count. */
  readonly wrong: Refusal<'invalidAnswer'> | undefined;
}

/** What the machine asks its shell to do, in this order. A TLV has the name of the state that sends it. */
export type VdpBridgeEffect =
  | 'resourceCmd(rxCmd)'
  | 'cancel resourceCmd'
  | 'resourceFree'
  | 'waitWhile = resourceWaitDelay'
  | 'waitWhile = toutKeepAlive'
  /** With the supplied values. */
  | 'operCmd = rxCmd'
  | 'nextCmd = otherCmd'
  /** The command that waited is next. */
  | 'rxCmd = nextCmd'
  /** operCmd with the ack bit and error 0, as PROCESS_KEEPALIVE. */
  | 'TxTLV(SUCCESS)'
  /** rxCmd with `respStatus`. */
  | 'TxTLV(KEEP)'
  /** De-Associate made from rxCmd, or from badCmd, with `respStatus`. */
  | 'TxTLV(DEASSOC)'
  /** De-Associate made from operCmd, or from rxCmd where there is none, with `respStatus`. */
  | 'TxTLV(DEASSOCIATED)'
  | 'TxTLV(PROCESS_KEEPALIVE)'
  /** badCmd with `respStatus`: De-Associate unless that says Keep. */
  | 'TxTLV(badCmd)';

/** The data before BEGIN. */
export const newVdpBridgeData = (): VdpBridgeData => ({
  state: 'INIT',
  vsiState: 'DEASSOC',
  rxCmd: 0,
  rxMatches: false,
  nextCmd: 0,
  operCmd: 0,
  otherCmd: 0,
  otherMatches: false,
  badCmd: 0,
  result: 'NONE',
  error: 0,
  hard: false,
  managerPending: false,
  bridgeExit: false,
  portDown: false,
  waitWhileExpired: false,
  respStatus: 0,
  reason: 'policy',
});

/** Clears the event variables. */
export function clearBridgeEvents(d: VdpBridgeData): void {
  d.rxCmd = 0;
  d.rxMatches = false;
  d.otherCmd = 0;
  d.badCmd = 0;
  d.result = 'NONE';
  d.error = 0;
  d.hard = false;
  d.bridgeExit = false;
  d.portDown = false;
  d.waitWhileExpired = false;
}
