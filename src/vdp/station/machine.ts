// The station's machine, clause 41: one per VSI and URP.
//
// S0 to S24 are the rows of the table for coding, F1 to F3 the unconditional transitions of the figure. Of a TLV the machine
// knows the type alone: whether a response matches and whether waitWhile is over are variables that the shell sets for one
// run (`VdpStationEvents`).
//
// On purpose different: newCmd is the command that waits, not a flag. A command that is given while the machine is busy
// waits in newCmd, and so does every command but De-Associate while EVB is not agreed. `waitWhile = respWaitDelay` is no
// effect: TxTLV makes a TLV due, and the timer starts when ECP packs that TLV.

import { always, type Exit, type Machine, tableOf } from '../../core/machine.js';
import type { VsiReason } from '../vsi.js';
import { ASSOC, DEASSOC, NULL, type VdpStationData, type VdpStationEffect, type VdpStationState } from './data.js';

type Row = Exit<VdpStationState, VdpStationData, VdpStationEffect>;
type Action = (d: VdpStationData, effects: VdpStationEffect[]) => void;

const mayGo = (d: VdpStationData): boolean => d.newCmd !== NULL && (d.evbReady || d.newCmd === DEASSOC);
const success = (d: VdpStationData): boolean => d.rxError === 0;
const keepError = (d: VdpStationData): boolean => d.rxError !== 0 && d.rxKeep;
const rx = (d: VdpStationData): boolean => d.rxResp !== NULL;
const rxDeassoc = (d: VdpStationData): boolean => d.rxResp === DEASSOC;
const matchesSysCmd = (d: VdpStationData): boolean => rx(d) && d.rxResp === d.sysCmd && d.rxMatches;
const matchesOperCmd = (d: VdpStationData): boolean => rx(d) && d.rxResp === d.operCmd && d.rxMatches;
const expired = (d: VdpStationData): boolean => d.waitWhileExpired;
/** How the bridge ended something: by an error, or without one. */
const verdict = (d: VdpStationData): VsiReason => (success(d) ? 'byBridge' : 'refused');

/** sysCmd failed, and what was online before ends with it. */
function fail(d: VdpStationData, effects: VdpStationEffect[], reason: VsiReason): void {
  d.reason = reason;
  effects.push('failed');
  if (d.vsiState !== DEASSOC) effects.push('deassociated');
}

/** The VSI was online, and ends. */
const ends =
  (reason: VsiReason, ...first: readonly VdpStationEffect[]): Action =>
  (d, effects) => {
    d.reason = reason;
    effects.push(...first, 'deassociated');
  };

const unexpected: Action = (d, effects) => {
  d.rxResp = NULL;
  effects.push('rxUnexpected');
};

const end: Action = (d, effects) => {
  if (d.state === 'STATION_PROCESSING') effects.push('failed');
  if (d.newCmd !== NULL) effects.push('failed(newCmd)');
  if (d.vsiState !== DEASSOC) effects.push('deassociated');
  d.newCmd = NULL;
  effects.push('prevCmd = NULL');
};

const END = 'failed(reason) for a command running or waiting, deassociated(reason) when vsiState != DEASSOC';

const takeCommand = (id: string): Row => ({
  id,
  when: 'newCmd, and EVB is agreed or newCmd is De-Associate',
  test: mayGo,
  does: 'sysCmd = newCmd',
  action: (d, effects) => {
    d.sysCmd = d.newCmd;
    d.newCmd = NULL;
    d.cmd = false;
    effects.push('sysCmd = newCmd');
  },
  to: 'STATION_PROCESSING',
});

const wait: Row = {
  id: 'S23',
  when: 'cmd',
  test: (d) => d.cmd,
  does: 'it waits as newCmd',
  action: (d) => {
    d.cmd = false;
  },
};

const matched: Action = (d, effects) => {
  d.rxResp = NULL;
  effects.push('prevCmd = NULL');
};

export const vdpStationMachine: Machine<VdpStationState, VdpStationData, VdpStationEffect> = /* @__PURE__ */ tableOf(
  () => ({
    name: 'VDP station',
    clause: '41',
    initial: 'INIT',
    globals: [
      {
        id: 'S0',
        when: 'BEGIN, or portDown, or EVB, ECP or VDP switched off, or EVB lost with onEvbLoss end, or removal by the user',
        test: (d) => d.reset,
        does: END,
        action: end,
        to: 'INIT',
      },
    ],
    states: {
      INIT: {
        entry: 'operCmd = sysCmd = rxResp = NULL; vsiState = DEASSOC; stop waitWhile',
        enter: (d, effects) => {
          d.operCmd = NULL;
          d.sysCmd = NULL;
          d.rxResp = NULL;
          d.vsiState = DEASSOC;
          d.waitWhileExpired = false;
          effects.push('stop waitWhile');
        },
        exits: [
          {
            id: 'S0',
            when: 'the same, and a command waits',
            test: (d) => d.reset && d.newCmd !== NULL,
            does: END,
            action: end,
          },
          takeCommand('S1'),
          { id: 'S21', when: 'any rx', test: rx, does: 'count rxUnexpected', action: unexpected },
          {
            id: 'S22',
            when: 'waitWhile expired',
            test: expired,
            does: 'nothing: it is stopped',
            action: (d) => {
              d.waitWhileExpired = false;
            },
          },
        ],
      },
      STATION_PROCESSING: {
        entry: 'rxResp = NULL; TxTLV(sysCmd); waitWhile = respWaitDelay when it is packed',
        enter: (d, effects) => {
          d.rxResp = NULL;
          d.waitWhileExpired = false;
          effects.push('TxTLV(sysCmd)');
        },
        exits: [
          {
            id: 'S2',
            when: 'waitWhile expired',
            test: expired,
            does: 'prevCmd = sysCmd; failed(timeout)',
            action: (d, effects) => {
              effects.push('prevCmd = sysCmd');
              fail(d, effects, 'timeout');
            },
            to: 'INIT',
          },
          {
            id: 'S3',
            when: 'rx type DEASSOC',
            test: rxDeassoc,
            does: 'done(success) when sysCmd is a De-Associate, and deassociated when vsiState != DEASSOC; else prevCmd = sysCmd and failed(error, hard), with error 0 failed(byBridge)',
            action: (d, effects) => {
              if (d.sysCmd === DEASSOC) {
                d.reason = 'deAssociated';
                if (d.vsiState !== DEASSOC) effects.push('deassociated');
                effects.push('done', 'prevCmd = NULL');
              } else {
                effects.push('prevCmd = sysCmd');
                fail(d, effects, verdict(d));
              }
            },
            to: 'INIT',
          },
          {
            id: 'S4',
            when: 'rx matches sysCmd, success, type PREASSOC or PREASSOC_RR',
            test: (d) => matchesSysCmd(d) && success(d) && d.rxResp !== ASSOC,
            does: 'prevCmd = NULL',
            action: matched,
            to: 'PREASSOC_NEW',
          },
          {
            id: 'S5',
            when: 'rx matches sysCmd, success, type ASSOC',
            test: (d) => matchesSysCmd(d) && success(d),
            does: 'prevCmd = NULL',
            action: matched,
            to: 'ASSOC_NEW',
          },
          {
            id: 'S6',
            when: 'rx matches sysCmd, keepError, type ASSOC, and vsiState == ASSOC',
            test: (d) => matchesSysCmd(d) && keepError(d) && d.rxResp === ASSOC && d.vsiState === ASSOC,
            does: 'failed(error, keep): still associated with operCmd; prevCmd = NULL',
            action: (d, effects) => {
              d.rxResp = NULL;
              d.reason = 'refused';
              effects.push('failed(keep)', 'prevCmd = NULL');
            },
            to: 'ASSOC_COMPLETE',
          },
          {
            id: 'S7',
            when: 'rx matches sysCmd, any other status',
            test: matchesSysCmd,
            does: 'failed(error, hard); prevCmd = NULL',
            action: (d, effects) => {
              effects.push('prevCmd = NULL');
              fail(d, effects, 'refused');
            },
            to: 'INIT',
          },
          {
            id: 'S8',
            when: 'rx of the same type that matches prevCmd',
            test: (d) => rx(d) && d.rxResp === d.sysCmd && d.rxMatchesPrev,
            does: 'late response: count rxUnexpected',
            action: unexpected,
          },
          {
            id: 'S8',
            when: 'rx of the same type, not matching',
            test: (d) => rx(d) && d.rxResp === d.sysCmd,
            does: 'prevCmd = sysCmd; failed(mismatch)',
            action: (d, effects) => {
              effects.push('prevCmd = sysCmd');
              fail(d, effects, 'mismatch');
            },
            to: 'INIT',
          },
          {
            id: 'S9',
            when: 'rx of another type',
            test: rx,
            does: 'late response: count rxUnexpected',
            action: unexpected,
          },
          wait,
        ],
      },
      PREASSOC_NEW: {
        entry: 'operCmd = sysCmd with the supplied values; vsiState = its type; done(PREASSOC / RR, filter)',
        enter: (d, effects) => {
          d.operCmd = d.sysCmd;
          d.sysCmd = NULL;
          d.vsiState = d.operCmd;
          effects.push('operCmd = sysCmd', 'done');
        },
        exits: [{ id: 'F1', when: 'UCT', test: always, to: 'WAIT_SYSCMD' }],
      },
      ASSOC_NEW: {
        entry: 'operCmd = sysCmd with the supplied values; done(ASSOC, filter)',
        enter: (d, effects) => {
          d.operCmd = d.sysCmd;
          effects.push('operCmd = sysCmd', 'done');
        },
        exits: [{ id: 'F2', when: 'UCT', test: always, to: 'ASSOC_COMPLETE' }],
      },
      ASSOC_COMPLETE: {
        entry: 'vsiState = type of operCmd',
        enter: (d) => {
          d.sysCmd = NULL;
          d.vsiState = d.operCmd;
        },
        exits: [{ id: 'F3', when: 'UCT', test: always, to: 'WAIT_SYSCMD' }],
      },
      WAIT_SYSCMD: {
        entry: 'waitWhile = reinitKeepAlive',
        enter: (d, effects) => {
          d.waitWhileExpired = false;
          effects.push('waitWhile = reinitKeepAlive');
        },
        exits: [
          takeCommand('S10'),
          { id: 'S11', when: 'waitWhile expired', test: expired, to: 'TRANSMIT_KEEPALIVE' },
          {
            id: 'S12',
            when: 'rx type DEASSOC',
            test: rxDeassoc,
            does: 'deassociated(byBridge, error)',
            action: ends('byBridge'),
            to: 'INIT',
          },
          { id: 'S13', when: 'any other rx', test: rx, does: 'count rxUnexpected', action: unexpected },
        ],
      },
      TRANSMIT_KEEPALIVE: {
        entry: 'rxResp = NULL; TxTLV(operCmd); waitWhile = respWaitDelay when it is packed',
        enter: (d, effects) => {
          d.rxResp = NULL;
          d.waitWhileExpired = false;
          effects.push('TxTLV(operCmd)');
        },
        exits: [
          {
            id: 'S14',
            when: 'waitWhile expired',
            test: expired,
            does: 'prevCmd = operCmd; deassociated(keepAliveExpired)',
            action: ends('keepAliveExpired', 'prevCmd = operCmd'),
            to: 'INIT',
          },
          {
            id: 'S15',
            when: 'rx type DEASSOC',
            test: rxDeassoc,
            does: 'prevCmd = operCmd; deassociated(byBridge, error)',
            action: ends('byBridge', 'prevCmd = operCmd'),
            to: 'INIT',
          },
          {
            id: 'S16',
            when: 'rx matches operCmd, success',
            test: (d) => matchesOperCmd(d) && success(d),
            action: (d, effects) => {
              d.rxResp = NULL;
              effects.push('keepAliveAnswered');
            },
            to: 'WAIT_SYSCMD',
          },
          {
            id: 'S17',
            when: 'rx matches operCmd, keepError, type ASSOC',
            test: (d) => matchesOperCmd(d) && keepError(d) && d.rxResp === ASSOC,
            to: 'TRANSMIT_DEASSOC',
          },
          {
            id: 'S18',
            when: 'rx matches operCmd, any other status',
            test: matchesOperCmd,
            does: 'deassociated(error, hard)',
            action: ends('refused'),
            to: 'INIT',
          },
          {
            id: 'S19',
            when: 'rx of the same type, not matching',
            test: (d) => rx(d) && d.rxResp === d.operCmd,
            does: 'deassociated(mismatch)',
            action: ends('mismatch'),
            to: 'INIT',
          },
          wait,
          { id: 'S24', when: 'rx of another type', test: rx, does: 'count rxUnexpected', action: unexpected },
        ],
      },
      TRANSMIT_DEASSOC: {
        entry: 'rxResp = NULL; TxTLV(De-Associate built from operCmd); waitWhile = respWaitDelay when it is packed',
        enter: (d, effects) => {
          d.rxResp = NULL;
          d.waitWhileExpired = false;
          effects.push('TxTLV(De-Associate)');
        },
        exits: [
          {
            id: 'S20',
            when: 'waitWhile expired, or any rx',
            test: (d) => expired(d) || rx(d),
            does: 'deassociated(keepErrorOnKeepAlive)',
            action: ends('keepErrorOnKeepAlive'),
            to: 'INIT',
          },
          wait,
        ],
      },
    },
  }),
);
