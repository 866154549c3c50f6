// What the effects of the bridge's machine do to records, timers, answers and outputs, clause 41.5.2. A TLV that is sent is
// made in place of the command it comes from, which nobody needs any more then, or which is operCmd as answered.

import type { Refusal } from '../core/refusal.js';
import { type BridgeCommand, commandEntries, commandType, commandVsi, factsOf, queryOf } from './bridge-command.js';
import type { VdpBridgeEffect } from './bridge-data.js';
import type { OfflineReason, VsiState } from './bridge-output.js';
import { nextQuery, type VdpBridgePort } from './bridge-port.js';
import type { VdpBridgeRecord } from './bridge-record.js';
import { STATUS_ACK, STATUS_KEEP } from './status.js';
import { VDP_DE_ASSOCIATE } from './tlv-type.js';

/** What one run was about, beside the record. */
export interface VdpBridgeEvent {
  /** vsiState before the run. */
  before: VsiState;
  respStatus: number;
  reason: OfflineReason;
  /** otherCmd or badCmd. */
  arriving: BridgeCommand | undefined;
  /** Why a success of the VSI manager is none. */
  wrong: Refusal<'invalidAnswer'> | undefined;
  /** The query that `free result` is about. */
  resultId: number;
}

type Perform = (port: VdpBridgePort, slot: number, record: VdpBridgeRecord, event: VdpBridgeEvent) => void;

const perform: Readonly<Record<VdpBridgeEffect, Perform>> = {
  'TxTLV(PROCESS_KEEPALIVE)': ({ answers, counters }, slot, record) => {
    counters.keepAlivesAnswered++;
    answers.push(slot, record, record.operCmd as BridgeCommand, true);
  },
  'waitWhile = toutKeepAlive': ({ deadlines, now, toutKeepAlive }, slot) => {
    deadlines.set(slot, now + toutKeepAlive);
  },
  'waitWhile = resourceWaitDelay': ({ deadlines, now, resourceWaitDelay }, slot) => {
    deadlines.set(slot, now + resourceWaitDelay);
  },
  'resourceCmd(rxCmd)': ask,
  'cancel resourceCmd': cancel,
  'free result': (port, _slot, _record, { resultId }) => {
    release(port, resultId);
  },
  resourceFree: free,
  'operCmd = rxCmd': accept,
  'nextCmd = otherCmd': (_port, _slot, record, { arriving }) => {
    record.nextCmd = arriving;
  },
  /** The shell's. */
  'rxCmd = nextCmd': () => {},
  'TxTLV(SUCCESS)': (port, slot, record, event) => {
    const tlv = record.operCmd as BridgeCommand;
    respond(port, slot, record, event, tlv, commandType(tlv), STATUS_ACK, commandType(tlv), true);
  },
  'TxTLV(KEEP)': (port, slot, record, event) => {
    const tlv = record.rxCmd as BridgeCommand;
    record.rxCmd = undefined;
    port.table.account(record, commandEntries(record.operCmd as BridgeCommand));
    respond(port, slot, record, event, tlv, commandType(tlv), event.respStatus, commandType(tlv), true);
  },
  'TxTLV(DEASSOC)': (port, slot, record, event) => {
    const tlv = (event.arriving ?? record.rxCmd) as BridgeCommand;
    respond(port, slot, record, event, tlv, VDP_DE_ASSOCIATE, event.respStatus, commandType(tlv), false);
  },
  'TxTLV(DEASSOCIATED)': (port, slot, record, event) => {
    const tlv = (record.operCmd ?? record.rxCmd) as BridgeCommand;
    respond(port, slot, record, event, tlv, VDP_DE_ASSOCIATE, event.respStatus, commandType(record.rxCmd), false);
  },
  'TxTLV(badCmd)': (port, slot, record, event) => {
    const tlv = event.arriving as BridgeCommand;
    const command = commandType(tlv);
    const type = (event.respStatus & STATUS_KEEP) !== 0 ? command : VDP_DE_ASSOCIATE;
    respond(port, slot, record, event, tlv, type, event.respStatus, command, false);
  },
};

export function performBridgeEffect(
  port: VdpBridgePort,
  effect: VdpBridgeEffect,
  slot: number,
  record: VdpBridgeRecord,
  event: VdpBridgeEvent,
): void {
  perform[effect](port, slot, record, event);
}

function ask(port: VdpBridgePort, slot: number, record: VdpBridgeRecord): void {
  record.query = nextQuery(port, slot);
  record.managerPending = false;
  port.outputs.push({ kind: 'query', ...queryOf(record.query, record.rxCmd as BridgeCommand, port.formats) });
}

function cancel({ outputs }: VdpBridgePort, _slot: number, record: VdpBridgeRecord): void {
  outputs.push({ kind: 'cancel', id: record.query, vsi: commandVsi(record.rxCmd as BridgeCommand) });
  record.query = 0;
}

/** What a query granted is given back. */
export function release({ outputs }: VdpBridgePort, id: number): void {
  outputs.push({ kind: 'release', id });
}

/** The new command is in force before what the old one had is given back. */
function accept(port: VdpBridgePort, _slot: number, record: VdpBridgeRecord, { before }: VdpBridgeEvent): void {
  const { grant } = record;
  const operCmd = record.rxCmd as BridgeCommand;
  record.operCmd = operCmd;
  record.rxCmd = undefined;
  record.grant = record.query;
  record.query = 0;
  port.table.account(record, commandEntries(operCmd));
  const kind = before === 'DEASSOC' ? 'online' : 'changed';
  port.outputs.push({ kind, ...factsOf(operCmd, record.vsiState, port.formats) });
  if (grant !== 0) release(port, grant);
}

function respond(
  { answers, outputs }: VdpBridgePort,
  slot: number,
  record: VdpBridgeRecord,
  { wrong }: VdpBridgeEvent,
  tlv: BridgeCommand,
  type: number,
  status: number,
  command: number,
  restarts: boolean,
): void {
  const rejected = answers.respond(slot, record, tlv, type, status, command, restarts);
  if (rejected !== undefined) outputs.push(wrong === undefined ? rejected : { ...rejected, answer: wrong });
}

function free(port: VdpBridgePort, slot: number, record: VdpBridgeRecord, { before, reason }: VdpBridgeEvent): void {
  const vsi = commandVsi((record.operCmd ?? record.rxCmd) as BridgeCommand);
  port.deadlines.clear(slot);
  if (record.query !== 0) cancel(port, slot, record);
  if (before !== 'DEASSOC') port.outputs.push({ kind: 'offline', vsi, reason });
  if (record.grant !== 0) release(port, record.grant);
  port.outputs.push({ kind: 'released', vsi, reason });
  port.table.drop(record);
}
