// The variables of one LLDP agent. The three machines of 802.1AB share them, so they are one flat record. The record
// has the state of each machine under a name of its own; while a machine runs, its state stands in `state` too.

import { begin, linked, type Machine, run } from '../../core/machine.js';
import type { LldpAdminStatus } from './admin-status.js';
import {
  type LldpReceiveData,
  type LldpReceiveEffect,
  type LldpReceiveState,
  lldpReceiveMachine,
} from './receive-machine.js';
import {
  type LldpTransmitData,
  type LldpTransmitEffect,
  type LldpTransmitState,
  lldpTransmitMachine,
} from './transmit-machine.js';
import {
  type LldpTransmitTimerData,
  type LldpTransmitTimerState,
  lldpTransmitTimerMachine,
} from './transmit-timer-machine.js';

const receiveMachine = /* @__PURE__ */ linked(lldpReceiveMachine);
const transmitTimerMachine = /* @__PURE__ */ linked(lldpTransmitTimerMachine);
const transmitMachine = /* @__PURE__ */ linked(lldpTransmitMachine);

export interface LldpAgentData
  extends Omit<LldpTransmitData, 'state'>,
    Omit<LldpTransmitTimerData, 'state'>,
    Omit<LldpReceiveData, 'state'> {
  /** State of the machine that runs, or ran last. */
  state: LldpTransmitState | LldpTransmitTimerState | LldpReceiveState;
  transmit: LldpTransmitState;
  transmitTimer: LldpTransmitTimerState;
  receive: LldpReceiveState;
}

/** Options of an agent that its machines read. */
export interface LldpTimes {
  /** Seconds. */
  readonly msgTxInterval: number;
  /** Seconds. */
  readonly msgFastTx: number;
  readonly txFastInit: number;
  readonly txCreditMax: number;
  /** Seconds. */
  readonly reinitDelay: number;
}

export type LldpEffect = LldpTransmitEffect | LldpReceiveEffect;

const NO_EFFECTS: never[] = [];

/** The data of an agent after BEGIN, on a port that is down. */
export function newLldpAgentData(adminStatus: LldpAdminStatus, times: LldpTimes): LldpAgentData {
  const data: LldpAgentData = {
    state: lldpTransmitMachine.initial,
    transmit: lldpTransmitMachine.initial,
    transmitTimer: lldpTransmitTimerMachine.initial,
    receive: lldpReceiveMachine.initial,
    portEnabled: false,
    adminStatus,
    localChange: false,
    newNeighbor: false,
    txTick: false,
    txNow: false,
    txTTR: 0,
    txFast: 0,
    txCredit: times.txCreditMax,
    txShutdownWhile: 0,
    msgTxInterval: times.msgTxInterval,
    msgFastTx: times.msgFastTx,
    txFastInit: times.txFastInit,
    txCreditMax: times.txCreditMax,
    reinitDelay: times.reinitDelay,
    rcvFrame: false,
    frameBad: false,
    frameTTL: 0,
    frameChanges: false,
    frameNew: false,
    badFrame: false,
    rxTTL: 0,
    rxChanges: false,
    rxInfoAge: false,
    remoteChange: false,
    tooManyNeighbors: false,
  };
  data.receive = beginning(receiveMachine, data as LldpReceiveData);
  data.transmitTimer = beginning(transmitTimerMachine, data as LldpTransmitTimerData);
  data.transmit = beginning(transmitMachine, data as LldpTransmitData);
  return data;
}

/** BEGIN of one machine. On a port that is down it has no effect to tell. */
function beginning<S extends string, D extends { state: S }, E>(machine: Machine<S, D, E>, data: D): S {
  begin(machine, data, []);
  return data.state;
}

export function runReceive(data: LldpAgentData, effects: LldpEffect[]): void {
  data.state = data.receive;
  run(receiveMachine, data as LldpReceiveData, effects as LldpReceiveEffect[]);
  data.receive = data.state as LldpReceiveState;
}

export function runTransmitTimer(data: LldpAgentData): void {
  data.state = data.transmitTimer;
  run(transmitTimerMachine, data as LldpTransmitTimerData, NO_EFFECTS);
  data.transmitTimer = data.state as LldpTransmitTimerState;
}

export function runTransmit(data: LldpAgentData, effects: LldpEffect[]): void {
  data.state = data.transmit;
  run(transmitMachine, data as LldpTransmitData, effects as LldpTransmitEffect[]);
  data.transmit = data.state as LldpTransmitState;
}

/** The beginning of a second: the timers of transmission count down, and the transmit machines run. */
export function tickTransmission(data: LldpAgentData, effects: LldpEffect[]): void {
  if (data.txTTR > 0) data.txTTR--;
  if (data.txShutdownWhile > 0) data.txShutdownWhile--;
  data.txTick = true;
  runTransmitTimer(data);
  runTransmit(data, effects);
}

/** Seconds to the tick at which transmission has something to do, at least 1; Infinity: never. */
export function secondsToTransmission(data: LldpAgentData): number {
  let seconds = Number.POSITIVE_INFINITY;
  if (data.transmitTimer === 'TX_TIMER_IDLE') seconds = data.txTTR;
  // A machine that rests here with txNow has no credit. The next second brings it.
  if (data.transmit === 'TX_IDLE' && data.txNow) seconds = 1;
  if (data.transmit === 'TX_SHUTDOWN_FRAME') seconds = Math.min(seconds, data.txShutdownWhile);
  return seconds;
}

/**
 * What `seconds` ticks do to transmission: timers count down, credit grows. `seconds` is less than
 * `secondsToTransmission`.
 */
export function skipTransmission(data: LldpAgentData, seconds: number): void {
  data.txTTR = Math.max(0, data.txTTR - seconds);
  data.txShutdownWhile = Math.max(0, data.txShutdownWhile - seconds);
  if (data.transmitTimer === 'TX_TIMER_IDLE') data.txCredit = Math.min(data.txCreditMax, data.txCredit + seconds);
}
