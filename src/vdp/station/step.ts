// One run of a VSI's machine, clause 41, and its effects. An event is a function here: it sets the event variables of the
// machine, and the end of the run clears them. A VSI may be forgotten by its run.

import { empty, linked, run } from '../../core/machine.js';
import { put8, put16, u8, u16 } from '../../core/octets.js';
import { NO_SLOT } from '../../core/slot-list.js';
import {
  commandOctets,
  commandType,
  commandVsi,
  commandWord,
  copyAs,
  factsOf,
  isSameCommand,
  type KeptCommand,
  readCommand,
} from '../command.js';
import type { CommandTag, VsiReason } from '../vsi.js';
import type { VdpUlpduCursor } from '../wire/cursor.js';
import { ENTRIES_AT, entryLayout, FILTER_FORMAT_AT, STATUS_AT, VID_FIELD_PS, VID_FIELD_VID } from '../wire/layout.js';
import { equalExceptZero, hasNullVid } from '../wire/match.js';
import { errorType, isResponse, STATUS_HARD, STATUS_KEEP, STATUS_SUSPENDED } from '../wire/status.js';
import { clearStationEvents, DEASSOC, NULL, type VdpStationData, type VdpStationEffect } from './data.js';
import type { BridgeVerdict } from './io.js';
import { vdpStationMachine } from './machine.js';
import { endVsi, type StationCommand, type StationShell, type StationState, type StationVsi } from './state.js';

const stationMachine = /* @__PURE__ */ linked(vdpStationMachine);

/** A command has become newCmd. */
export function onCommand(shell: StationShell, vsi: StationVsi): void {
  shell.scratch.machine.cmd = true;
  step(shell, vsi);
}

/** EVB is agreed: newCmd may become sysCmd. */
export const onEvbAgreed = (shell: StationShell, vsi: StationVsi): void => step(shell, vsi);

/** S0. Nothing is left of the VSI. */
export function onReset(shell: StationShell, vsi: StationVsi, reason: VsiReason): void {
  const { machine } = shell.scratch;
  vsi.prevCmd = undefined;
  machine.reset = true;
  machine.reason = reason;
  step(shell, vsi);
}

/** waitWhile is over; its timer is stopped already. */
export function onExpiry(shell: StationShell, vsi: StationVsi): void {
  shell.scratch.machine.waitWhileExpired = true;
  step(shell, vsi);
}

/** The timers of responses that are due. Keep-alives wait for ECP. */
export function timeout(shell: StationShell): undefined {
  const { table, responses, counters, now } = shell.state;
  for (let slot = responses.due(now); slot !== NO_SLOT; slot = responses.due(now)) {
    responses.clear(slot);
    counters.timeouts++;
    onExpiry(shell, table.vsis[slot] as StationVsi);
  }
}

/** The TLV under the cursor came for a VSI. `admitted`: its form and its entries are those of a response. */
export function onResponse(
  shell: StationShell,
  vsi: StationVsi,
  { bytes, at, type }: VdpUlpduCursor,
  admitted: boolean,
): void {
  const { machine } = shell.scratch;
  const status = u8(bytes, at + STATUS_AT);
  machine.rxResp = type;
  // In a De-Associate of the bridge that is no response these bits have other meanings.
  if (isResponse(status)) {
    machine.rxError = errorType(status);
    machine.rxKeep = (status & STATUS_KEEP) !== 0;
    machine.rxHard = (status & STATUS_HARD) !== 0;
  }
  if (admitted && type !== DEASSOC) {
    machine.rxMatches = matches(shell, vsi.state === 'TRANSMIT_KEEPALIVE' ? vsi.operCmd : vsi.sysCmd, bytes, at);
    machine.rxMatchesPrev = matches(shell, vsi.prevCmd, bytes, at);
  }
  step(shell, vsi, bytes, at);
}

/** Whether the response at `at` matches a command. A success that leaves a VID open does not, unless the host wants it so. */
function matches({ settings }: StationShell, command: KeptCommand | undefined, bytes: Uint8Array, at: number): boolean {
  const { acceptNullVidInResponse, formats } = settings;
  if (command === undefined || !equalExceptZero(command.octets, command.at, bytes, at, formats)) return false;
  return acceptNullVidInResponse || errorType(u8(bytes, at + STATUS_AT)) !== 0 || !hasNullVid(bytes, at, formats);
}

const NO_OCTETS = new Uint8Array(0);

/** Runs the machine of a VSI. `operCmd = sysCmd` takes the values that the response at `at` in `bytes` supplies. */
function step(shell: StationShell, vsi: StationVsi, bytes: Uint8Array = NO_OCTETS, at = 0): void {
  const { state, scratch } = shell;
  const { machine, effects } = scratch;
  machine.state = vsi.state;
  machine.sysCmd = commandType(vsi.sysCmd);
  machine.operCmd = commandType(vsi.operCmd);
  machine.vsiState = machine.operCmd === NULL ? DEASSOC : machine.operCmd;
  machine.newCmd = commandType(vsi.newCmd);
  machine.evbReady = state.evb === 'ready';
  run(stationMachine, machine, effects);
  vsi.state = machine.state;
  for (let i = 0; i < effects.length; i++) perform(shell, vsi, effects[i] as VdpStationEffect, bytes, at);
  empty(effects);
  clearStationEvents(machine);
  if (vsi.state === 'INIT' && vsi.newCmd === undefined) endVsi(state, vsi);
}

function perform(shell: StationShell, vsi: StationVsi, effect: VdpStationEffect, bytes: Uint8Array, at: number): void {
  const { state, scratch } = shell;
  const { machine, reader } = scratch;
  const { outputs, counters } = state;
  const { slot } = vsi;
  switch (effect) {
    case 'sysCmd = newCmd':
      vsi.sysCmd = nextCommand(vsi);
      vsi.newCmd = undefined;
      return;
    case 'TxTLV(sysCmd)':
      makeDue(state, slot);
      return;
    case 'TxTLV(De-Associate)':
      vsi.sysCmd = deAssociateOf(vsi.operCmd as StationCommand);
      makeDue(state, slot);
      return;
    case 'TxTLV(operCmd)':
      // A keep-alive is due when ECP asks for it: the caller of this run packs it now.
      takeBack(state, slot);
      return;
    case 'waitWhile = reinitKeepAlive':
      takeBack(state, slot);
      state.keepAlives.set(slot, state.now + state.reinitKeepAlive);
      vsi.sysCmd = undefined;
      return;
    case 'stop waitWhile':
      takeBack(state, slot);
      vsi.sysCmd = undefined;
      vsi.operCmd = undefined;
      return;
    case 'operCmd = sysCmd': {
      const command = vsi.sysCmd as StationCommand;
      const before = vsi.operCmd;
      supply(shell, command, bytes, at);
      setSuspended(command, vsi.suspended);
      vsi.operCmd = command;
      if (before === undefined) outputs.push({ kind: 'online', ...factsOf(reader, command) });
      else if (!isSameCommand(before, command)) {
        outputs.push({ kind: 'changed', ...factsOf(reader, command) });
      }
      return;
    }
    case 'prevCmd = sysCmd':
      // A TLV that was not packed gets no response, and the response to a De-Associate is never taken for another.
      if (!state.due.has(slot) && commandType(vsi.sysCmd) !== DEASSOC) vsi.prevCmd = vsi.sysCmd;
      return;
    case 'prevCmd = operCmd':
      vsi.prevCmd = vsi.operCmd;
      return;
    case 'prevCmd = NULL':
      vsi.prevCmd = undefined;
      return;
    case 'keepAliveAnswered':
      counters.keepAlivesAnswered++;
      return;
    case 'rxUnexpected':
      counters.rxUnexpected++;
      return;
    case 'done': {
      const command = vsi.sysCmd as StationCommand;
      outputs.push({
        kind: 'done',
        ...outcomeOf(command),
        filterInfo: readCommand(reader, command).filterInfo,
      });
      return;
    }
    case 'failed':
      tellFailed(state, vsi.sysCmd as StationCommand, machine.reason, verdictOf(machine));
      return;
    case 'failed(keep)':
      tellFailed(state, vsi.sysCmd as StationCommand, machine.reason, { ...verdictOf(machine), keep: true });
      return;
    case 'failed(newCmd)':
      tellFailed(state, vsi.newCmd as StationCommand, machine.reason);
      vsi.newCmd = undefined;
      return;
    case 'deassociated': {
      const facts = factsOf(reader, vsi.operCmd as StationCommand);
      outputs.push({ kind: 'offline', ...facts, reason: machine.reason, ...verdictOf(machine) });
    }
  }
}

/** The TLV of a VSI is due from now on. Its timer starts when the TLV is packed. */
function makeDue(state: StationState, slot: number): void {
  takeBack(state, slot);
  state.due.push(slot);
  state.dueSince[slot] = state.now;
}

/** Takes back the TLV of a VSI that is not packed yet, and stops waitWhile. */
function takeBack({ due, responses, keepAlives }: StationState, slot: number): void {
  due.delete(slot);
  responses.clear(slot);
  keepAlives.clear(slot);
}

/** newCmd as it becomes sysCmd: a De-Associate is made from the command that is in force by then. */
function nextCommand({ newCmd, operCmd }: StationVsi): StationCommand {
  const next = newCmd as StationCommand;
  return operCmd !== undefined && commandType(next) === DEASSOC ? deAssociateOf(operCmd, next.tag) : next;
}

/** The De-Associate that ends what a command began. */
export const deAssociateOf = (command: KeptCommand, tag?: CommandTag): StationCommand => ({
  ...copyAs(command, DEASSOC, 0),
  tag,
});

/** Puts the VIDs and priorities of the matching response at `at` into a command. */
function supply({ settings }: StationShell, command: KeptCommand, bytes: Uint8Array, at: number): void {
  const { octets } = command;
  const { octets: size, vid } = entryLayout(u8(octets, FILTER_FORMAT_AT), settings.formats);
  if (vid === undefined) return;
  const length = commandOctets(command);
  for (let vidAt = ENTRIES_AT + vid; vidAt < length; vidAt += size) {
    const supplied = u16(bytes, at + vidAt);
    put16(octets, vidAt, (supplied & VID_FIELD_PS) === 0 ? supplied & VID_FIELD_VID : supplied);
  }
}

/** S of a command in force; M is 0. */
export const setSuspended = ({ octets }: KeptCommand, suspended: boolean): void => {
  put8(octets, STATUS_AT, suspended ? STATUS_SUSPENDED : 0);
};

/** Which command an outcome is of. */
const outcomeOf = (command: StationCommand) => ({
  vsi: commandVsi(command),
  command: commandWord(commandType(command)),
  ...(command.tag !== undefined && { tag: command.tag }),
});

/** Tells that a command failed. */
export function tellFailed(
  { outputs }: StationState,
  command: StationCommand,
  reason: VsiReason,
  more: BridgeVerdict & { readonly keep?: true } = {},
): void {
  outputs.push({ kind: 'failed', ...outcomeOf(command), reason, ...more });
}

/** Error and Hard, where the bridge gave an error. */
function verdictOf({ reason, rxError, rxHard }: VdpStationData): BridgeVerdict {
  return rxError !== 0 && (reason === 'refused' || reason === 'byBridge') ? { error: rxError, hard: rxHard } : {};
}
