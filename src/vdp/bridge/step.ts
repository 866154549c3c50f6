// What happens to a VSI, clause 41.5: the event variables of its machine are set, the machine runs, its effects are performed,
// and the event variables are cleared. All of that is here.

import { begin, empty, linked, run } from '../../core/machine.js';
import { NO_SLOT } from '../../core/slot-list.js';
import {
  commandEntries,
  commandStatus,
  commandType,
  commandVsi,
  copyAs,
  factsOf,
  HINTS,
  isSameManager,
  type KeptCommand,
  vsiStateOf,
} from '../command.js';
import type { VsiReason } from '../vsi.js';
import { commandInForce, deleteSlot, inForceAt, inForceOctets, putInForce } from '../vsi-table.js';
import { VDP_DE_ASSOCIATE } from '../wire/layout.js';
import { equalExceptZero } from '../wire/match.js';
import { STATUS_ACK, STATUS_HARD, VDP_ERROR_TYPE } from '../wire/status.js';
import { clearBridgeEvents, type VdpBridgeEffect, type VdpResult } from './data.js';
import { vdpBridgeMachine } from './machine.js';
import { queryOf } from './query.js';
import { type BridgeShell, type BridgeState, type BridgeVsi, isFull, isHeld } from './state.js';
import { respond, takeBack, transmit } from './transmit.js';

const bridgeMachine = /* @__PURE__ */ linked(vdpBridgeMachine);

/** The command in force came again. */
export function onKeepAlive(shell: BridgeShell, slot: number, vsi: BridgeVsi): void {
  const { machine } = shell.scratch;
  machine.rxCmd = vsi.operCmd;
  machine.rxMatches = true;
  step(shell, slot, vsi);
}

/** A command came while another is in hand; `undefined`: the one in hand came again. */
export function onOtherCmd(shell: BridgeShell, slot: number, vsi: BridgeVsi, command: KeptCommand | undefined): void {
  const { machine } = shell.scratch;
  machine.otherCmd = commandType(command ?? vsi.rxCmd);
  machine.otherMatches = command === undefined;
  step(shell, slot, vsi, command);
}

/** A command came that differs from the one in force, while no command is in hand. */
export function onCommand(shell: BridgeShell, slot: number, vsi: BridgeVsi, command: KeptCommand): void {
  if (commandType(command) === VDP_DE_ASSOCIATE) end(shell, slot, vsi, command);
  else if (hasRoomFor(shell, vsi, commandEntries(command))) start(shell, slot, vsi, command);
  else onBadCmd(shell, slot, vsi, command, VDP_ERROR_TYPE.insufficientResources, false);
}

/** De-Associate. For a VSI that is not held it succeeds without a run. */
function end(shell: BridgeShell, slot: number, vsi: BridgeVsi, command: KeptCommand): void {
  if (isHeld(vsi)) {
    vsi.rxCmd = command;
    step(shell, slot, vsi);
    return;
  }
  shell.state.counters.rxUnknownVsi++;
  respond(shell, slot, vsi, command, copyAs(command, VDP_DE_ASSOCIATE, STATUS_ACK));
}

function hasRoomFor({ settings, state }: BridgeShell, vsi: BridgeVsi, entries: number): boolean {
  return (
    (isHeld(vsi) || state.held < settings.maxVsis) &&
    entries <= settings.maxFilterEntriesPerVsi &&
    state.entries + entries <= settings.maxFilterEntries
  );
}

function start(shell: BridgeShell, slot: number, vsi: BridgeVsi, command: KeptCommand): void {
  const { state } = shell;
  const fresh = !isHeld(vsi);
  if (fresh) {
    vsi.hints = commandStatus(command) & HINTS;
    vsi.commandsSucceeded = 0;
    vsi.commandsFailed = 0;
    vsi.commandReverts = 0;
    state.createdAt[slot] = state.now;
    state.held++;
  }
  account(state, vsi, vsi.entries + commandEntries(command));
  vsi.rxCmd = command;
  step(shell, slot, vsi, undefined, fresh);
}

/** A command that is answered with an error and not put in hand. */
export function onBadCmd(
  shell: BridgeShell,
  slot: number,
  vsi: BridgeVsi,
  command: KeptCommand,
  error: number,
  hard: boolean,
): void {
  const { machine } = shell.scratch;
  if (isHeld(vsi)) {
    machine.badCmd = commandType(command);
    machine.error = error;
    machine.hard = hard;
    step(shell, slot, vsi, command);
  } else {
    const status = STATUS_ACK | error | (hard ? STATUS_HARD : 0);
    respond(shell, slot, vsi, command, copyAs(command, VDP_DE_ASSOCIATE, status));
  }
}

/** The result of the query that is open. */
export function onResult(shell: BridgeShell, slot: number, vsi: BridgeVsi, given: VdpResult): void {
  const { machine } = shell.scratch;
  machine.result = given.result;
  machine.error = given.error;
  machine.hard = given.hard;
  shell.scratch.wrong = given.wrong;
  if (given.result !== 'SUCCESS') vsi.query = 0;
  step(shell, slot, vsi);
}

/** bridgeExit. */
export function onExit(shell: BridgeShell, slot: number, vsi: BridgeVsi, reason: VsiReason): void {
  const { machine } = shell.scratch;
  machine.bridgeExit = true;
  machine.reason = reason;
  step(shell, slot, vsi);
}

/** portDown. The response of the VSI is not sent. */
export function onReset(shell: BridgeShell, slot: number, vsi: BridgeVsi, reason: VsiReason): void {
  const { state, scratch } = shell;
  takeBack(state, slot, vsi);
  if (!isHeld(vsi)) {
    deleteSlot(state.table, slot);
    return;
  }
  scratch.machine.portDown = true;
  scratch.machine.reason = reason;
  step(shell, slot, vsi);
}

/** The timers that are due. While too many outputs wait, the others stay due: `nextDeadline` is in the past then. */
export function timeout(shell: BridgeShell): undefined {
  const { deadlines, now, table, counters } = shell.state;
  for (let slot = deadlines.due(now); slot !== NO_SLOT && !isFull(shell); slot = deadlines.due(now)) {
    counters.timeouts++;
    deadlines.clear(slot);
    shell.scratch.machine.waitWhileExpired = true;
    step(shell, slot, table.vsis[slot] as BridgeVsi);
  }
}

/** Runs the machine of a VSI. `arriving` is otherCmd or badCmd; `fresh`: the record has just been held. */
function step(shell: BridgeShell, slot: number, vsi: BridgeVsi, arriving?: KeptCommand, fresh = false): void {
  const { machine, effects } = shell.scratch;
  machine.state = vsi.state;
  machine.operCmd = vsi.operCmd;
  machine.vsiState = vsiStateOf(vsi.operCmd);
  machine.nextCmd = commandType(vsi.nextCmd);
  if (vsi.rxCmd !== undefined) machine.rxCmd = commandType(vsi.rxCmd);
  machine.managerPending = vsi.managerPending;
  if (fresh) begin(bridgeMachine, machine, effects);
  else run(bridgeMachine, machine, effects);
  vsi.state = machine.state;
  finish(shell, slot, vsi, arriving);
}

/** Performs the effects of the run. A command that waited for the end of the run is next. */
function finish(shell: BridgeShell, slot: number, vsi: BridgeVsi, arriving: KeptCommand | undefined): void {
  const { scratch, state } = shell;
  const { machine, effects } = scratch;
  let next = machine.state === 'RELEASE_ALL' && machine.nextCmd !== 0 ? vsi.nextCmd : undefined;
  for (let i = 0; i < effects.length; i++) {
    const effect = effects[i] as VdpBridgeEffect;
    if (effect === 'rxCmd = nextCmd') next = vsi.nextCmd;
    else perform(shell, effect, slot, vsi, arriving);
  }
  empty(effects);
  if (machine.nextCmd === 0) vsi.nextCmd = undefined;
  clearBridgeEvents(machine);
  scratch.wrong = undefined;
  if (next !== undefined) takeNext(shell, slot, vsi, next);
  else if (!isHeld(vsi) && vsi.response === undefined) deleteSlot(state.table, slot);
}

/** The command that waited may be a keep-alive by now. */
function takeNext(shell: BridgeShell, slot: number, vsi: BridgeVsi, next: KeptCommand): void {
  const { table } = shell.state;
  const isKeepAlive =
    vsi.operCmd !== 0 &&
    isSameManager(vsi.managerId, next.managerId) &&
    equalExceptZero(
      next.octets,
      next.at,
      inForceOctets(table, slot, vsi),
      inForceAt(slot, vsi),
      shell.settings.formats,
    );
  if (isKeepAlive) onKeepAlive(shell, slot, vsi);
  else onCommand(shell, slot, vsi, next);
}

/** Performs one effect. */
function perform(
  shell: BridgeShell,
  effect: Exclude<VdpBridgeEffect, 'rxCmd = nextCmd'>,
  slot: number,
  vsi: BridgeVsi,
  arriving: KeptCommand | undefined,
): void {
  const { state } = shell;
  switch (effect) {
    case 'waitWhile = toutKeepAlive':
      state.deadlines.set(slot, state.now + state.toutKeepAlive);
      return;
    case 'waitWhile = resourceWaitDelay':
      state.deadlines.set(slot, state.now + state.resourceWaitDelay);
      return;
    case 'resourceCmd(rxCmd)':
      ask(shell, slot, vsi);
      return;
    case 'cancel resourceCmd':
      cancel(shell, slot, vsi);
      return;
    case 'resourceFree':
      free(shell, slot, vsi);
      return;
    case 'operCmd = rxCmd':
      accept(shell, slot, vsi);
      return;
    case 'nextCmd = otherCmd':
      vsi.nextCmd = arriving;
      return;
    default:
      transmit(shell, effect, slot, vsi, arriving);
      if (effect === 'TxTLV(KEEP)') keepOperCmd(state, slot, vsi);
  }
}

function ask(shell: BridgeShell, slot: number, vsi: BridgeVsi): void {
  vsi.query = ++shell.state.queries;
  vsi.managerPending = false;
  const query = queryOf(shell, vsi.query, slot, vsi.rxCmd as KeptCommand);
  shell.state.outputs.push({ kind: 'query', ...query });
}

function cancel(shell: BridgeShell, slot: number, vsi: BridgeVsi): void {
  shell.state.outputs.push({ kind: 'cancel', query: queryOf(shell, vsi.query, slot, vsi.rxCmd as KeptCommand) });
  vsi.query = 0;
}

/** The new command is in force before the grant of the old one is given back. */
function accept(shell: BridgeShell, slot: number, vsi: BridgeVsi): void {
  const { state, scratch } = shell;
  const { table, outputs } = state;
  const rxCmd = vsi.rxCmd as KeptCommand;
  const old = vsi.operCmd === 0 ? undefined : queryOf(shell, vsi.grant, slot, commandInForce(table, slot, vsi));
  putInForce(table, slot, vsi, rxCmd);
  vsi.rxCmd = undefined;
  vsi.grant = vsi.query;
  vsi.query = 0;
  account(state, vsi, commandEntries(rxCmd));
  outputs.push({ kind: old === undefined ? 'online' : 'changed', ...factsOf(scratch.reader, rxCmd) });
  if (old !== undefined) outputs.push({ kind: 'release', query: old });
}

/** rxCmd has failed: what it asked for is free again. */
function keepOperCmd(state: BridgeState, slot: number, vsi: BridgeVsi): void {
  vsi.rxCmd = undefined;
  account(state, vsi, commandEntries(commandInForce(state.table, slot, vsi)));
}

function free(shell: BridgeShell, slot: number, vsi: BridgeVsi): void {
  const { state, scratch } = shell;
  const { table, outputs, deadlines } = state;
  const reason: VsiReason = scratch.machine.reason;
  const operCmd = vsi.operCmd === 0 ? undefined : commandInForce(table, slot, vsi);
  deadlines.clear(slot);
  if (vsi.query !== 0) cancel(shell, slot, vsi);
  if (operCmd !== undefined) {
    outputs.push({ kind: 'offline', ...factsOf(scratch.reader, operCmd), reason });
    outputs.push({ kind: 'release', query: queryOf(shell, vsi.grant, slot, operCmd) });
  }
  outputs.push({ kind: 'deleted', vsi: commandVsi((operCmd ?? vsi.rxCmd) as KeptCommand), reason });
  account(state, vsi, 0);
  state.held--;
  vsi.state = 'INIT';
  vsi.operCmd = 0;
  vsi.long = undefined;
  vsi.rxCmd = undefined;
  vsi.nextCmd = undefined;
  vsi.grant = 0;
}

/** A VSI has this number of filter entries now. */
function account(state: BridgeState, vsi: BridgeVsi, entries: number): void {
  state.entries += entries - vsi.entries;
  vsi.entries = entries;
}
