// One run of a VSI's machine, clause 41, and what comes of it: the only place where effects of the station's machine are
// made true. Whoever calls has set the event variables; here they are cleared again.

import { linked, run } from '../../core/machine.js';
import {
  commandType,
  commandWord,
  confirmCommand,
  deAssociateOf,
  factsOf,
  isSameCommand,
  type KeptCommand,
  readFilterInfo,
} from './command.js';
import { clearStationEvents, DEASSOC, NULL, type VdpStationData, type VdpStationEffect } from './data.js';
import type { BridgeVerdict } from './io.js';
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
  machine.vsiState = machine.operCmd === NULL ? DEASSOC : machine.operCmd;
  machine.newCmd = commandType(vsi.newCmd);
  machine.evbReady = core.evb === 'ready';
  effects.length = 0;
  run(stationMachine, machine, effects);
  vsi.state = machine.state;
  for (let i = 0; i < effects.length; i++) apply(core, vsi, effects[i] as VdpStationEffect);
  clearStationEvents(machine);
  if (vsi.state === 'INIT' && vsi.newCmd === undefined) endVsi(core.table, vsi);
}

function apply(core: StationState, vsi: StationVsi, effect: VdpStationEffect): void {
  const { machine } = core;
  const { slot } = vsi;
  switch (effect) {
    case 'sysCmd = newCmd':
      vsi.sysCmd = nextCommand(vsi);
      vsi.newCmd = undefined;
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
      const command = vsi.sysCmd as KeptCommand;
      confirmCommand(command, bytes, at, vsi.suspended);
      if (vsi.operCmd === undefined) core.outputs.push({ kind: 'online', ...factsOf(command) });
      else if (!isSameCommand(vsi.operCmd, command)) core.outputs.push({ kind: 'changed', ...factsOf(command) });
      vsi.operCmd = command;
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
    case 'done': {
      const command = vsi.sysCmd as KeptCommand;
      core.outputs.push({ kind: 'done', ...outcomeOf(vsi, command), filterInfo: readFilterInfo(command.octets, 0) });
      return;
    }
    case 'failed':
    case 'failed(keep)': {
      const outcome = outcomeOf(vsi, vsi.sysCmd as KeptCommand);
      const keep = effect === 'failed(keep)' ? ({ keep: true } as const) : {};
      core.outputs.push({ kind: 'failed', ...outcome, reason: machine.reason, ...verdictOf(machine), ...keep });
      return;
    }
    case 'failed(newCmd)':
      core.outputs.push({ kind: 'failed', ...outcomeOf(vsi, vsi.newCmd as KeptCommand), reason: machine.reason });
      vsi.newCmd = undefined;
      return;
    case 'deassociated': {
      const facts = factsOf(vsi.operCmd as KeptCommand);
      core.outputs.push({ kind: 'offline', ...facts, reason: machine.reason, ...verdictOf(machine) });
    }
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

/** newCmd as it becomes sysCmd: a De-Associate is built from the command that is in force by then. */
function nextCommand({ newCmd, operCmd }: StationVsi): KeptCommand {
  const next = newCmd as KeptCommand;
  return operCmd !== undefined && commandType(next) === DEASSOC ? deAssociateOf(operCmd, next.tag) : next;
}

/** Which command an outcome is of. */
const outcomeOf = ({ vsiidFormat, vsiid }: StationVsi, command: KeptCommand) => ({
  vsi: { vsiidFormat, vsiid },
  command: commandWord(command),
  ...(command.tag !== undefined && { tag: command.tag }),
});

/** A newer command takes the place of newCmd. */
export function tellSuperseded(core: StationState, vsi: StationVsi, command: KeptCommand): void {
  core.outputs.push({ kind: 'failed', ...outcomeOf(vsi, command), reason: 'superseded' });
}

/** What the bridge said of the end, where it said anything. */
function verdictOf({ reason, rxError, rxHard }: VdpStationData): BridgeVerdict {
  return rxError !== 0 && (reason === 'refused' || reason === 'byBridge') ? { error: rxError, hard: rxHard } : {};
}
