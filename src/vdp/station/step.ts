// One run of a VSI's machine, clause 41, and what comes of it: the only place where effects of the station's machine are
// made true. Whoever calls has set the event variables; here they are cleared again.

import { linked, run } from '../../core/machine.js';
import type { VsiKey } from '../wire/identity.js';
import {
  commandType,
  commandWord,
  confirmCommand,
  deAssociateOf,
  type KeptCommand,
  readFilterInfo,
} from './command.js';
import { DEASSOC, NULL, type VdpStationEffect, type VdpStationFailure } from './data.js';
import type { BridgeVerdict, VsiEndReason } from './io.js';
import { vdpStationMachine } from './machine.js';
import type { StationState } from './state.js';
import { endVsi, type StationVsi } from './vsi.js';

const stationMachine = /* @__PURE__ */ linked(vdpStationMachine);

/** Runs the machine of a VSI. The VSI may be forgotten behind it. */
export function stepStation(core: StationState, vsi: StationVsi): void {
  const { machine, effects } = core;
  machine.state = vsi.state;
  machine.sysCmd = commandType(vsi.sysCmd);
  machine.operCmd = commandType(vsi.operCmd);
  machine.vsiState = vsi.vsiState;
  machine.slot = commandType(vsi.waiting);
  machine.evbReady = core.evb === 'ready';
  effects.length = 0;
  run(stationMachine, machine, effects);
  vsi.state = machine.state;
  vsi.vsiState = machine.vsiState;
  for (let i = 0; i < effects.length; i++) apply(core, vsi, effects[i] as VdpStationEffect);
  machine.reset = '';
  machine.cmd = false;
  machine.waitWhileExpired = false;
  machine.rxResp = NULL;
  machine.rxMatches = false;
  machine.rxMatchesPrev = false;
  machine.rxError = 0;
  machine.rxKeep = false;
  machine.rxHard = false;
  if (vsi.state === 'INIT' && vsi.waiting === undefined) endVsi(core.table, vsi);
}

function apply(core: StationState, vsi: StationVsi, effect: VdpStationEffect): void {
  const { slot } = vsi;
  switch (effect) {
    case 'sysCmd = slot':
      vsi.sysCmd = fromWaiting(vsi);
      vsi.waiting = undefined;
      return;
    case 'TxTLV(sysCmd)':
      makeDue(core, slot);
      return;
    case 'TxTLV(De-Associate)':
      vsi.sysCmd = deAssociateOf(vsi.operCmd as KeptCommand);
      makeDue(core, slot);
      return;
    case 'TxTLV(operCmd)':
      // Keep-alives are due when ECP asks for them: whoever runs the machine packs it in the same breath.
      withdraw(core, slot);
      return;
    case 'waitWhile = reinitKeepAlive':
      withdraw(core, slot);
      core.keepAlives.set(slot, core.now + core.reinitKeepAlive);
      vsi.sysCmd = undefined;
      return;
    case 'stop waitWhile':
      withdraw(core, slot);
      vsi.sysCmd = undefined;
      vsi.operCmd = undefined;
      return;
    case 'operCmd = sysCmd': {
      const { bytes, at } = core.cursor;
      vsi.operCmd = vsi.sysCmd as KeptCommand;
      confirmCommand(vsi.operCmd, bytes, at, vsi.suspended);
      return;
    }
    case 'prevCmd = sysCmd':
      // What has not been packed cannot be answered, and no answer to a De-Associate is ever taken for that of another TLV.
      if (!core.due.has(slot) && commandType(vsi.sysCmd) !== DEASSOC) {
        vsi.prevCmd = vsi.sysCmd;
      }
      return;
    case 'prevCmd = operCmd':
      vsi.prevCmd = vsi.operCmd;
      return;
    case 'prevCmd = NULL':
      vsi.prevCmd = undefined;
      return;
    case 'keepAliveAnswered':
      core.counters.keepAlivesAnswered++;
      return;
    case 'rxUnexpected':
      core.counters.rxUnexpected++;
      return;
    case 'done':
      tellDone(core, vsi);
      return;
    default:
      tellEnd(core, vsi, effect);
  }
}

/** The TLV of a VSI is due from now on; its timer starts when it is packed. */
function makeDue(core: StationState, slot: number): void {
  withdraw(core, slot);
  core.due.push(slot);
  core.dueSince[slot] = core.now;
}

/** Takes back a TLV that is not packed yet, and stops waitWhile. */
function withdraw({ due, responses, keepAlives }: StationState, slot: number): void {
  due.delete(slot);
  responses.clear(slot);
  keepAlives.clear(slot);
}

/** What waits becomes sysCmd; a De-Associate is of what is in force by then. */
function fromWaiting({ waiting, operCmd }: StationVsi): KeptCommand {
  const next = waiting as KeptCommand;
  return operCmd !== undefined && commandType(next) === DEASSOC ? deAssociateOf(operCmd) : next;
}

const keyOf = ({ vsiidFormat, vsiid }: StationVsi): VsiKey => ({ vsiidFormat, vsiid });

/** The user hears that a command is done. */
function tellDone(core: StationState, vsi: StationVsi): void {
  const command = vsi.sysCmd as KeptCommand;
  core.outputs.push({
    kind: 'done',
    vsi: keyOf(vsi),
    command: commandWord(commandType(command)),
    filterInfo: readFilterInfo(command.octets, 0),
  });
}

/** The user hears that a command has failed. */
export function tellFailed(
  core: StationState,
  vsi: StationVsi,
  command: KeptCommand,
  reason: VdpStationFailure | 'superseded',
  more: BridgeVerdict & { readonly keep?: true } = {},
): void {
  const word = commandWord(commandType(command));
  core.outputs.push({ kind: 'failed', vsi: keyOf(vsi), command: word, reason, ...more });
}

/** The effects that tell the user of an end, as `failed:timeout`. */
function tellEnd(core: StationState, vsi: StationVsi, effect: VdpStationEffect): void {
  const [what, reason] = effect.split(':') as [string, VdpStationFailure];
  const { rxError, rxHard } = core.machine;
  const told = rxError !== 0 && (reason === 'refused' || reason === 'byBridge') ? { error: rxError, hard: rxHard } : {};
  switch (what) {
    case 'failed':
      tellFailed(core, vsi, vsi.sysCmd as KeptCommand, reason, told);
      return;
    case 'failed(keep)':
      tellFailed(core, vsi, vsi.sysCmd as KeptCommand, reason, { ...told, keep: true });
      return;
    case 'failed(slot)':
      tellFailed(core, vsi, vsi.waiting as KeptCommand, reason);
      vsi.waiting = undefined;
      return;
    default:
      core.outputs.push({ kind: 'deassociated', vsi: keyOf(vsi), reason: reason as VsiEndReason, ...told });
  }
}
