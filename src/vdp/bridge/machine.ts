// The VDP machine of a bridge, clause 41: one per VSI and station-facing bridge port (SBP).
//
// On purpose different from the figure: nextCmd is one command that came while another is in hand, and waits; the bridge
// uses Keep only for an Associate of an associated VSI; a VSI that is associated survives a slow VSI manager.
//
// Three rows are the shell's. RELEASE_ALL is the end of the record: the shell takes a command that waits there as a new one.
// INIT is passed through: the shell makes a record for a command only. B15: the shell refuses a late answer, so the host
// frees what that grants.

import { always, type Exit, type Machine, tableOf } from '../../core/machine.js';
import { vsiStateOf } from '../command.js';
import type { VsiReason } from '../vsi.js';
import { VDP_DE_ASSOCIATE } from '../wire/layout.js';
import { STATUS_ACK, STATUS_HARD, STATUS_KEEP, VDP_ERROR_TYPE } from '../wire/status.js';
import { keepsAssociation, type VdpBridgeData, type VdpBridgeEffect, type VdpBridgeState } from './data.js';

type Action = (d: VdpBridgeData, effects: VdpBridgeEffect[]) => void;
type BridgeExit = Exit<VdpBridgeState, VdpBridgeData, VdpBridgeEffect>;

const slowError = (d: VdpBridgeData): number =>
  d.managerPending ? VDP_ERROR_TYPE.unableToContactVsiManager : VDP_ERROR_TYPE.otherFailure;
const failure = (d: VdpBridgeData): number => STATUS_ACK | d.error | (d.hard ? STATUS_HARD : 0);

const refused: Action = (d) => {
  d.respStatus = failure(d);
  d.reason = 'refused';
};

/** Ends the VSI by a De-Associate that answers no command, for `reason`. */
const unasked =
  (reason?: VsiReason): Action =>
  (d) => {
    d.respStatus = 0;
    d.reason = reason ?? d.reason;
  };

/** UCT out of a state that is passed through. */
const uct = (id: string, to: VdpBridgeState): readonly BridgeExit[] => [{ id, when: 'UCT', test: always, to }];

const resourceResult: BridgeExit = {
  id: 'B15',
  when: 'result',
  test: (d) => d.result !== 'NONE',
  does: 'drop it, free its resources',
  action: (d) => {
    d.result = 'NONE';
  },
};

export const vdpBridgeMachine: Machine<VdpBridgeState, VdpBridgeData, VdpBridgeEffect> = /* @__PURE__ */ tableOf(
  () => ({
    name: 'VDP bridge',
    clause: '41.5',
    initial: 'INIT',
    globals: [
      {
        id: 'B0',
        when: 'portDown',
        test: (d) => d.portDown,
        does: 'nextCmd = NULL',
        action: (d) => {
          d.nextCmd = 0;
        },
        to: 'RELEASE_ALL',
      },
    ],
    states: {
      INIT: {
        entry: 'operCmd = NULL; Resp = NULL; vsiState = DEASSOC',
        enter: (d) => {
          d.operCmd = 0;
          d.vsiState = 'DEASSOC';
        },
        exits: [
          { id: 'B1', when: 'rxCmd', test: (d) => d.rxCmd !== 0, to: 'BRIDGE_PROCESSING' },
          { id: 'B2', when: 'bridgeExit', test: (d) => d.bridgeExit, to: 'RELEASE_ALL' },
          resourceResult,
        ],
      },
      BRIDGE_PROCESSING: {
        entry: 'Resp = NULL; resourceCmd(rxCmd) unless it is De-Associate; waitWhile = resourceWaitDelay',
        enter: (d, effects) => {
          if (d.rxCmd !== VDP_DE_ASSOCIATE) effects.push('resourceCmd(rxCmd)');
          effects.push('waitWhile = resourceWaitDelay');
        },
        exits: [
          { id: 'B3', when: 'result SUCCESS', test: (d) => d.result === 'SUCCESS', to: 'SUCCESS' },
          {
            id: 'B4',
            when: 'result KEEP and vsiState == ASSOC and rxCmd is Associate',
            test: (d) => d.result === 'KEEP' && keepsAssociation(d.vsiState, d.rxCmd),
            to: 'KEEP',
          },
          {
            id: 'B5',
            when: 'any other result KEEP',
            test: (d) => d.result === 'KEEP',
            does: 'as B6 with the same error',
            action: refused,
            to: 'DEASSOC',
          },
          {
            id: 'B6',
            when: 'result DEASSOC, or rxCmd is De-Associate',
            test: (d) => d.result === 'DEASSOC' || d.rxCmd === VDP_DE_ASSOCIATE,
            does: 'error 0 where the station asked for it',
            action: (d) => {
              d.respStatus = d.rxCmd === VDP_DE_ASSOCIATE ? STATUS_ACK : failure(d);
              d.reason = d.rxCmd === VDP_DE_ASSOCIATE ? 'deAssociated' : 'refused';
            },
            to: 'DEASSOC',
          },
          {
            id: 'B7',
            when: 'waitWhile expired and vsiState == ASSOC and rxCmd is Associate',
            test: (d) => d.waitWhileExpired && keepsAssociation(d.vsiState, d.rxCmd),
            does: 'error 4 (3 when managerPending); a late result is dropped',
            action: (d, effects) => {
              d.error = slowError(d);
              d.waitWhileExpired = false;
              effects.push('cancel resourceCmd');
            },
            to: 'KEEP',
          },
          {
            id: 'B8',
            when: 'waitWhile expired otherwise',
            test: (d) => d.waitWhileExpired,
            does: 'status 44 (43 when managerPending)',
            action: (d) => {
              d.respStatus = STATUS_ACK | slowError(d);
              d.reason = 'resourceTimeout';
            },
            to: 'DEASSOCIATED',
          },
          {
            id: 'B9',
            when: 'bridgeExit',
            test: (d) => d.bridgeExit,
            does: 'nextCmd = NULL; status 44',
            action: (d) => {
              d.nextCmd = 0;
              d.respStatus = STATUS_ACK | VDP_ERROR_TYPE.otherFailure;
            },
            to: 'DEASSOCIATED',
          },
          {
            id: 'B10',
            when: 'another command arrives',
            test: (d) => d.otherCmd !== 0,
            does: 'equal to rxCmd: nextCmd = NULL; different: nextCmd = it',
            action: (d, effects) => {
              d.nextCmd = d.otherMatches ? 0 : d.otherCmd;
              d.otherCmd = 0;
              if (d.nextCmd !== 0) effects.push('nextCmd = otherCmd');
            },
          },
          {
            id: 'B16',
            when: 'a command that failed the second pass arrives',
            test: (d) => d.badCmd !== 0,
            does: 'answer it: Keep where vsiState == ASSOC and it is Associate, else De-Associate',
            action: (d, effects) => {
              d.respStatus = failure(d) | (keepsAssociation(d.vsiState, d.badCmd) ? STATUS_KEEP : 0);
              d.badCmd = 0;
              effects.push('TxTLV(badCmd)');
            },
          },
        ],
      },
      SUCCESS: {
        entry: 'operCmd = rxCmd with the supplied values; rxCmd = NULL; TxTLV(operCmd with ack, error 0)',
        enter: (d, effects) => {
          d.operCmd = d.rxCmd;
          d.rxCmd = 0;
          d.result = 'NONE';
          effects.push('operCmd = rxCmd', 'TxTLV(SUCCESS)');
        },
        exits: uct('BF1', 'WAIT_STATION_CMD'),
      },
      KEEP: {
        entry: 'rxCmd = NULL; TxTLV(rxCmd with ack, Keep, error)',
        enter: (d, effects) => {
          d.rxCmd = 0;
          d.result = 'NONE';
          d.respStatus = failure(d) | STATUS_KEEP;
          effects.push('TxTLV(KEEP)');
        },
        exits: uct('BF2', 'WAIT_STATION_CMD'),
      },
      DEASSOC: {
        entry: 'rxCmd = NULL; TxTLV(De-Associate with ack, error)',
        enter: (d, effects) => {
          d.rxCmd = 0;
          effects.push('TxTLV(DEASSOC)');
        },
        exits: uct('BF3', 'RELEASE_ALL'),
      },
      DEASSOCIATED: {
        entry: 'TxTLV(De-Associate made from operCmd, from rxCmd where that is NULL)',
        enter: (_d, effects) => {
          effects.push('TxTLV(DEASSOCIATED)');
        },
        exits: uct('BF4', 'RELEASE_ALL'),
      },
      RELEASE_ALL: {
        entry: 'resourceFree(); delete the VSI record',
        enter: (_d, effects) => {
          effects.push('resourceFree');
        },
        exits: [],
      },
      WAIT_STATION_CMD: {
        entry: 'vsiState = type of operCmd; waitWhile = toutKeepAlive; nextCmd becomes rxCmd',
        enter: (d, effects) => {
          d.vsiState = vsiStateOf(d.operCmd);
          effects.push('waitWhile = toutKeepAlive');
          if (d.nextCmd !== 0) effects.push('rxCmd = nextCmd');
          d.nextCmd = 0;
        },
        awaits: (d) =>
          d.rxCmd !== 0 || d.badCmd !== 0 || d.result !== 'NONE' || d.bridgeExit || d.waitWhileExpired || d.portDown,
        exits: [
          { id: 'B11', when: 'bridgeExit', test: (d) => d.bridgeExit, action: unasked(), to: 'DEASSOCIATED' },
          {
            id: 'B12',
            when: 'waitWhile expired (no keep-alive)',
            test: (d) => d.waitWhileExpired,
            action: unasked('keepAliveExpired'),
            to: 'DEASSOCIATED',
          },
          {
            id: 'B13',
            when: 'rxCmd and rxCmd.exceptZero != operCmd',
            test: (d) => d.rxCmd !== 0 && !d.rxMatches,
            to: 'BRIDGE_PROCESSING',
          },
          { id: 'B14', when: 'rxCmd.exceptZero == operCmd', test: (d) => d.rxCmd !== 0, to: 'PROCESS_KEEPALIVE' },
          resourceResult,
          {
            id: 'B16',
            when: 'badCmd is Associate and vsiState == ASSOC',
            test: (d) => keepsAssociation(d.vsiState, d.badCmd),
            does: 'answer it with Keep; waitWhile runs on',
            action: (d, effects) => {
              d.respStatus = failure(d) | STATUS_KEEP;
              d.badCmd = 0;
              effects.push('TxTLV(badCmd)');
            },
          },
          { id: 'B16', when: 'any other badCmd', test: (d) => d.badCmd !== 0, action: refused, to: 'DEASSOC' },
        ],
      },
      PROCESS_KEEPALIVE: {
        entry: 'rxCmd = NULL; TxTLV(operCmd with ack, error 0)',
        enter: (d, effects) => {
          d.rxCmd = 0;
          effects.push('TxTLV(PROCESS_KEEPALIVE)');
        },
        exits: uct('BF5', 'WAIT_STATION_CMD'),
      },
    },
  }),
);
