// The VSIs of a bridge: one machine each, all run on one set of data in turn. What comes in here has passed the checks of
// `VdpBridge`; what a run asks for is done by `performBridgeEffect`.
//
// Always: a record that is held is in BRIDGE_PROCESSING or WAIT_STATION_CMD, and its timer runs.

import { begin, empty, linked, run } from '../../core/machine.js';
import { commandEntries, commandStatus, commandType, HINTS, isSameManager, type KeptCommand } from '../command.js';
import { VDP_DE_ASSOCIATE } from '../wire/layout.js';
import { equalExceptZero } from '../wire/match.js';
import { STATUS_ACK, STATUS_HARD, VDP_ERROR_TYPE } from '../wire/status.js';
import { clearBridgeEvents, newVdpBridgeData, type VdpBridgeEffect } from './data.js';
import { performBridgeEffect, release, type VdpBridgeEvent } from './effects.js';
import type { VdpResult } from './host.js';
import { vdpBridgeMachine } from './machine.js';
import type { VdpBridgeResetReason, WithdrawReason } from './output.js';
import { type BridgeState, slotOfQuery } from './state.js';
import { type BridgeVsi, isHeld } from './vsi.js';

const machine = /* @__PURE__ */ linked(vdpBridgeMachine);

export class VdpBridgeVsis {
  readonly #port: BridgeState;
  readonly #data = newVdpBridgeData();
  readonly #effects: VdpBridgeEffect[] = [];
  readonly #event: VdpBridgeEvent = {
    before: 'DEASSOC',
    respStatus: 0,
    reason: 'policy',
    arriving: undefined,
    wrong: undefined,
    resultId: 0,
  };

  constructor(port: BridgeState) {
    this.#port = port;
  }

  /** rxCmd.exceptZero == operCmd, in WAIT_STATION_CMD. */
  keepAlive(slot: number, record: BridgeVsi): void {
    this.#data.rxCmd = commandType(record.operCmd);
    this.#data.rxMatches = true;
    this.#run(slot, record);
  }

  /** Another command while BRIDGE_PROCESSING; `undefined` is the one being handled once more. */
  queue(slot: number, record: BridgeVsi, command: KeptCommand | undefined): void {
    this.#data.otherCmd = commandType(command ?? record.rxCmd);
    this.#data.otherMatches = command === undefined;
    this.#event.arriving = command;
    this.#run(slot, record);
  }

  /** A command that was admitted, in any state but BRIDGE_PROCESSING. */
  take(slot: number, record: BridgeVsi, command: KeptCommand): void {
    const { operCmd } = record;
    const isKeepAlive =
      operCmd !== undefined &&
      isSameManager(operCmd, command.managerId) &&
      equalExceptZero(command.octets, command.at, operCmd.octets, operCmd.at);
    if (isKeepAlive) this.keepAlive(slot, record);
    else if (commandType(command) === VDP_DE_ASSOCIATE) this.#end(slot, record, command);
    else if (this.#hasRoom(isHeld(record), commandEntries(command))) this.#start(slot, record, command);
    else this.refuse(slot, record, command, VDP_ERROR_TYPE.insufficientResources, false);
  }

  /** De-Associate; of a VSI that is not held it succeeds all the same, and makes no record. */
  #end(slot: number, record: BridgeVsi, command: KeptCommand): void {
    if (isHeld(record)) {
      record.rxCmd = command;
      this.#run(slot, record);
    } else {
      this.#port.counters.rxUnknownVsi++;
      this.#port.answers.respond(slot, record, command, VDP_DE_ASSOCIATE, STATUS_ACK, VDP_DE_ASSOCIATE, false);
    }
  }

  #start(slot: number, record: BridgeVsi, command: KeptCommand): void {
    const { table, now } = this.#port;
    const fresh = !isHeld(record);
    if (fresh) {
      record.hints = commandStatus(command) & HINTS;
      table.hold(record, now);
    }
    table.account(record, record.entries + commandEntries(command));
    record.rxCmd = command;
    this.#run(slot, record, fresh);
  }

  #hasRoom(held: boolean, entries: number): boolean {
    const { table, limits } = this.#port;
    return (
      (held || table.held < limits.maxVsis) &&
      entries <= limits.maxFilterEntriesPerVsi &&
      table.entries + entries <= limits.maxFilterEntries
    );
  }

  /** A command that is answered with an error without being handled. */
  refuse(slot: number, record: BridgeVsi, command: KeptCommand, error: number, hard: boolean): void {
    const asked = commandType(command);
    if (isHeld(record)) {
      this.#data.badCmd = asked;
      this.#data.error = error;
      this.#data.hard = hard;
      this.#event.arriving = command;
      this.#run(slot, record);
      return;
    }
    const status = STATUS_ACK | error | (hard ? STATUS_HARD : 0);
    const { answers, outputs } = this.#port;
    const rejected = answers.respond(slot, record, command, VDP_DE_ASSOCIATE, status, asked, false);
    if (rejected !== undefined) outputs.push(rejected);
  }

  /** The result of the query that is open. */
  result(slot: number, record: BridgeVsi, { result, error, hard, wrong }: VdpResult): void {
    if (wrong !== undefined) release(this.#port, record.query);
    if (result !== 'SUCCESS') record.query = 0;
    this.#data.result = result;
    this.#data.error = error;
    this.#data.hard = hard;
    this.#event.wrong = wrong;
    this.#run(slot, record);
  }

  /** A result that nobody waits for. The slot of its query may be another VSI's now, or be in force by the same query. */
  lateResult(id: number, granted: boolean): void {
    const slot = slotOfQuery(id);
    const record = this.#port.table.at(slot);
    this.#port.counters.resultsDropped++;
    if (!granted || record?.grant === id) return;
    if (record?.state === 'WAIT_STATION_CMD') {
      this.#event.resultId = id;
      this.#data.result = 'SUCCESS';
      this.#run(slot, record);
    } else {
      release(this.#port, id);
    }
  }

  /** bridgeExit. */
  withdraw(slot: number, record: BridgeVsi, reason: WithdrawReason): void {
    this.#data.bridgeExit = true;
    this.#data.reason = reason;
    this.#run(slot, record);
  }

  /** portDown, of all VSIs: nothing is sent, and what waited is not either. */
  reset(reason: VdpBridgeResetReason): void {
    const { table, answers } = this.#port;
    for (let slot = 0; slot < table.slots; slot++) {
      const record = table.at(slot);
      if (record === undefined) continue;
      answers.withdraw(slot, record);
      if (isHeld(record)) {
        this.#data.portDown = true;
        this.#data.reason = reason;
        this.#run(slot, record);
      } else {
        table.delete(slot);
      }
    }
  }

  /** waitWhile expired. */
  expire(slot: number): void {
    this.#port.counters.timeouts++;
    this.#port.deadlines.clear(slot);
    this.#data.waitWhileExpired = true;
    this.#run(slot, this.#port.table.at(slot) as BridgeVsi);
  }

  #run(slot: number, record: BridgeVsi, fresh = false): void {
    const d = this.#data;
    const effects = this.#effects;
    d.state = record.state;
    d.vsiState = record.vsiState;
    d.operCmd = commandType(record.operCmd);
    d.nextCmd = commandType(record.nextCmd);
    if (record.rxCmd !== undefined) d.rxCmd = commandType(record.rxCmd);
    d.managerPending = record.managerPending;
    this.#event.before = record.vsiState;
    if (fresh) begin(machine, d, effects);
    else run(machine, d, effects);
    record.state = d.state;
    record.vsiState = d.vsiState;
    this.#perform(slot, record);
  }

  /** Does what the run asked for; the command that waited for its end, if one did, is next. */
  #perform(slot: number, record: BridgeVsi): void {
    const d = this.#data;
    const event = this.#event;
    event.respStatus = d.respStatus;
    event.reason = d.reason;
    let next = d.state === 'RELEASE_ALL' && d.nextCmd !== 0 ? record.nextCmd : undefined;
    const effects = this.#effects;
    for (let i = 0; i < effects.length; i++) {
      const effect = effects[i] as VdpBridgeEffect;
      if (effect === 'rxCmd = nextCmd') next = record.nextCmd;
      performBridgeEffect(this.#port, effect, slot, record, event);
    }
    empty(effects);
    if (d.nextCmd === 0) record.nextCmd = undefined;
    clearBridgeEvents(d);
    event.arriving = undefined;
    event.wrong = undefined;
    if (next !== undefined) this.take(slot, record, next);
    else if (!isHeld(record) && record.answer === undefined) this.#port.table.delete(slot);
  }
}
