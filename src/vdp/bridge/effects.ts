// What the effects of the bridge's machine do to records, timers, answers and outputs, clause 41.5.2. A TLV that is sent is
// made in place of the command it comes from, which nobody needs any more then, or which is operCmd as answered.

import type { Refusal } from '../../core/refusal.js';
import { commandEntries, commandType, commandVsi, type KeptCommand } from '../command.js';
import { VDP_DE_ASSOCIATE } from '../wire/layout.js';
import { STATUS_ACK, STATUS_KEEP } from '../wire/status.js';
import { factsOf, queryOf } from './command.js';
import type { VdpBridgeEffect } from './data.js';
import type { OfflineReason, VsiState } from './output.js';
import { type BridgeState, nextQuery } from './state.js';
import type { BridgeVsi } from './vsi.js';

/** What one run was about, beside the record. */
export interface VdpBridgeEvent {
  /** vsiState before the run. */
  before: VsiState;
  respStatus: number;
  reason: OfflineReason;
  /** otherCmd or badCmd. */
  arriving: KeptCommand | undefined;
  /** Why a success of the VSI manager is none. */
  wrong: Refusal<'invalidAnswer'> | undefined;
  /** The query that `free result` is about. */
  resultId: number;
}

/** Does one effect of a run. Those of a keep-alive come first. */
export function performBridgeEffect(
  port: BridgeState,
  effect: VdpBridgeEffect,
  slot: number,
  record: BridgeVsi,
  event: VdpBridgeEvent,
): void {
  switch (effect) {
    case 'TxTLV(PROCESS_KEEPALIVE)':
      port.counters.keepAlivesAnswered++;
      port.answers.push(slot, record, record.operCmd as KeptCommand, true);
      return;
    case 'waitWhile = toutKeepAlive':
      port.deadlines.set(slot, port.now + port.toutKeepAlive);
      return;
    case 'waitWhile = resourceWaitDelay':
      port.deadlines.set(slot, port.now + port.resourceWaitDelay);
      return;
    case 'resourceCmd(rxCmd)':
      ask(port, slot, record);
      return;
    case 'cancel resourceCmd':
      cancel(port, record);
      return;
    case 'free result':
      release(port, event.resultId);
      return;
    case 'resourceFree':
      free(port, slot, record, event);
      return;
    case 'operCmd = rxCmd':
      accept(port, slot, record, event);
      return;
    case 'nextCmd = otherCmd':
      record.nextCmd = event.arriving;
      return;
    case 'rxCmd = nextCmd':
      // The shell's.
      return;
    default:
      transmit(port, effect, slot, record, event);
  }
}

/** TxTLV of a command that is answered, or of a VSI that goes. */
function transmit(
  port: BridgeState,
  effect: Extract<VdpBridgeEffect, `TxTLV${string}`>,
  slot: number,
  record: BridgeVsi,
  event: VdpBridgeEvent,
): void {
  const { operCmd, rxCmd } = record;
  switch (effect) {
    case 'TxTLV(SUCCESS)': {
      const type = commandType(operCmd);
      respond(port, slot, record, event, operCmd as KeptCommand, type, STATUS_ACK, type, true);
      return;
    }
    case 'TxTLV(KEEP)': {
      const type = commandType(rxCmd);
      record.rxCmd = undefined;
      port.table.account(record, commandEntries(operCmd as KeptCommand));
      respond(port, slot, record, event, rxCmd as KeptCommand, type, event.respStatus, type, true);
      return;
    }
    case 'TxTLV(DEASSOC)': {
      const tlv = (event.arriving ?? rxCmd) as KeptCommand;
      respond(port, slot, record, event, tlv, VDP_DE_ASSOCIATE, event.respStatus, commandType(tlv), false);
      return;
    }
    case 'TxTLV(DEASSOCIATED)': {
      const tlv = (operCmd ?? rxCmd) as KeptCommand;
      respond(port, slot, record, event, tlv, VDP_DE_ASSOCIATE, event.respStatus, commandType(rxCmd), false);
      return;
    }
    case 'TxTLV(badCmd)': {
      const tlv = event.arriving as KeptCommand;
      const command = commandType(tlv);
      const type = (event.respStatus & STATUS_KEEP) !== 0 ? command : VDP_DE_ASSOCIATE;
      respond(port, slot, record, event, tlv, type, event.respStatus, command, false);
    }
  }
}

function ask(port: BridgeState, slot: number, record: BridgeVsi): void {
  record.query = nextQuery(port, slot);
  record.managerPending = false;
  port.outputs.push({ kind: 'query', ...queryOf(port.reader, record.query, record.rxCmd as KeptCommand) });
}

function cancel({ outputs }: BridgeState, record: BridgeVsi): void {
  outputs.push({ kind: 'cancel', id: record.query, vsi: commandVsi(record.rxCmd as KeptCommand) });
  record.query = 0;
}

/** What a query granted is given back. */
export function release({ outputs }: BridgeState, id: number): void {
  outputs.push({ kind: 'release', id });
}

/** The new command is in force before what the old one had is given back. */
function accept(port: BridgeState, slot: number, record: BridgeVsi, { before }: VdpBridgeEvent): void {
  const { grant } = record;
  const operCmd = port.table.putInForce(slot, record, record.rxCmd as KeptCommand);
  record.rxCmd = undefined;
  record.grant = record.query;
  record.query = 0;
  port.table.account(record, commandEntries(operCmd));
  const kind = before === 'DEASSOC' ? 'online' : 'changed';
  port.outputs.push({ kind, ...factsOf(port.reader, operCmd, record.vsiState) });
  if (grant !== 0) release(port, grant);
}

function respond(
  { answers, outputs }: BridgeState,
  slot: number,
  record: BridgeVsi,
  { wrong }: VdpBridgeEvent,
  tlv: KeptCommand,
  type: number,
  status: number,
  command: number,
  restarts: boolean,
): void {
  const rejected = answers.respond(slot, record, tlv, type, status, command, restarts);
  if (rejected !== undefined) outputs.push(wrong === undefined ? rejected : { ...rejected, answer: wrong });
}

function free(port: BridgeState, slot: number, record: BridgeVsi, { before, reason }: VdpBridgeEvent): void {
  const vsi = commandVsi((record.operCmd ?? record.rxCmd) as KeptCommand);
  port.deadlines.clear(slot);
  if (record.query !== 0) cancel(port, record);
  if (before !== 'DEASSOC') port.outputs.push({ kind: 'offline', vsi, reason });
  if (record.grant !== 0) release(port, record.grant);
  port.outputs.push({ kind: 'released', vsi, reason });
  port.table.drop(record);
}
