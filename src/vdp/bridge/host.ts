// What the host asks of a bridge: answers of the VSI manager (41.5.5.8), withdrawals, EVB, time. Refusals come before the
// machine and change nothing. A success of the manager that does not agree with its command counts as a refusal with error
// type 4, because the station has to hear something.

import { EncodeError } from '../../core/encode-error.js';
import { type Refusal, refuse } from '../../core/refusal.js';
import { NO_SLOT } from '../../core/slot-list.js';
import { commandEntries, commandType, type KeptCommand } from '../command.js';
import type { VsiAnswer } from '../manager/vsi-manager.js';
import { refuseParameters } from '../parameters.js';
import type { VsiResetReason, VsiWithdrawReason } from '../vsi.js';
import { deleteSlot, slotOf } from '../vsi-table.js';
import { checkFilterInfo, type FilterInfo, hasKnownLayout, layoutOf, putFilterEntry } from '../wire/filter-info.js';
import type { VsiKey } from '../wire/identity.js';
import { ENTRIES_AT, FILTER_FORMAT_AT, type FilterFormats, VDP_ASSOCIATE, VID_INVALID } from '../wire/layout.js';
import { equalExceptZero, hasNullVid } from '../wire/match.js';
import { VDP_ERROR_TYPE } from '../wire/status.js';
import type { VdpBridgeInput, VdpBridgeRefusal } from './io.js';
import { takeBack } from './pull.js';
import { numberOfQuery, queryOf, slotOfQuery, wasAsked } from './query.js';
import { receive } from './receive.js';
import { type BridgeShell, type BridgeVsi, isHeld, looseRecords, timesOf } from './state.js';
import { step } from './step.js';

type Refused = VdpBridgeRefusal | undefined;
type InvalidAnswer = Refusal<'invalidAnswer'>;

const isFull = ({ settings, state }: BridgeShell): boolean => state.outputs.size >= settings.maxPendingOutputs;
const refuseBusy = (): Refused => refuse('busy', '', 'outputs to be polled first');
const refuseQuery = (): Refused => refuse('unknownQuery', 'id', 'the id of a query');

/** Whether there is room for what a ULPDU leads to. */
export const hasRoom = (shell: BridgeShell): boolean =>
  !isFull(shell) && looseRecords(shell.state) < shell.settings.maxLooseResponses;

/** A ULPDU from a host that drives no ECP. */
export function takeUlpdu(shell: BridgeShell, bytes: Uint8Array, at: number, end: number): Refused {
  if (hasRoom(shell)) {
    receive(shell, bytes, at, end);
    return undefined;
  }
  shell.state.counters.rxBusy++;
  return refuse('busy', '', 'outputs to be polled, or responses to be pulled, first');
}

/** The VSI manager's answer to a query. */
export function answer(shell: BridgeShell, id: number, given: VsiAnswer): Refused {
  const { state } = shell;
  if (!wasAsked(state, id)) return refuseQuery();
  const wrong = checkAnswer(given);
  if (wrong !== undefined) return wrong;
  if (isFull(shell)) return refuseBusy();
  const slot = slotOfQuery(id);
  const vsi = state.table.vsis[slot];
  const number = numberOfQuery(id);
  if (vsi !== undefined && vsi.query === number) {
    takeResult(shell, slot, vsi, given);
    return undefined;
  }
  state.counters.resultsDropped++;
  // The slot may be another VSI's by now, the grant in force by the same query.
  if (vsi?.grant === number) return undefined;
  return refuse('lateAnswer', 'id', 'the id of a query whose answer is waited for');
}

/** Result of resourceCmd, for the query that is open. */
function takeResult(shell: BridgeShell, slot: number, vsi: BridgeVsi, given: VsiAnswer): void {
  const { settings, state, scratch } = shell;
  const { machine } = scratch;
  const { formats } = settings;
  const rxCmd = vsi.rxCmd as KeptCommand;
  const keeps = vsi.operCmd === VDP_ASSOCIATE && commandType(rxCmd) === VDP_ASSOCIATE;
  if (given.ok) {
    const wrong = given.filterInfo === undefined ? leftOpen(rxCmd, formats) : supply(rxCmd, given.filterInfo, formats);
    machine.result = wrong === undefined ? 'SUCCESS' : keeps ? 'KEEP' : 'DEASSOC';
    machine.error = wrong === undefined ? VDP_ERROR_TYPE.success : VDP_ERROR_TYPE.otherFailure;
    scratch.wrong = wrong;
    if (wrong !== undefined) {
      state.outputs.push({ kind: 'release', query: queryOf(shell, vsi.query, slot, rxCmd) });
    }
  } else {
    const { error, keep = keeps } = given;
    const { hard = error === VDP_ERROR_TYPE.invalidFormat || error === VDP_ERROR_TYPE.invalidVidGroupIdOrMac } = given;
    machine.result = keep ? 'KEEP' : 'DEASSOC';
    machine.error = error;
    machine.hard = hard;
  }
  if (machine.result !== 'SUCCESS') vsi.query = 0;
  step(shell, slot, vsi);
}

/** Whether a query waits for the VSI manager. */
export function managerPending({ state }: BridgeShell, id: number, pending: boolean): Refused {
  if (!wasAsked(state, id)) return refuseQuery();
  const vsi = state.table.vsis[slotOfQuery(id)];
  if (vsi !== undefined && vsi.query === numberOfQuery(id)) vsi.managerPending = pending;
  return undefined;
}

/** bridgeExit of one VSI. */
export function withdraw(shell: BridgeShell, key: VsiKey, reason: VsiWithdrawReason): Refused {
  const { table } = shell.state;
  const slot = slotOf(table, key);
  const vsi = slot === NO_SLOT ? undefined : table.vsis[slot];
  if (!isHeld(vsi)) return refuse('unknownVsi', 'vsi', 'a VSI of this port');
  if (isFull(shell)) return refuseBusy();
  exit(shell, slot, vsi, reason);
  return undefined;
}

/** bridgeExit of all VSIs. */
export function withdrawAll(shell: BridgeShell, reason: VsiWithdrawReason): Refused {
  if (isFull(shell)) return refuseBusy();
  for (const [slot, vsi] of shell.state.table.vsis.entries()) if (isHeld(vsi)) exit(shell, slot, vsi, reason);
  return undefined;
}

function exit(shell: BridgeShell, slot: number, vsi: BridgeVsi, reason: VsiWithdrawReason): void {
  const { machine } = shell.scratch;
  machine.bridgeExit = true;
  machine.reason = reason;
  step(shell, slot, vsi);
}

/** EVB was agreed, is off, or is lost. */
export function evb(shell: BridgeShell, input: Extract<VdpBridgeInput, { readonly kind: 'evb' }>): Refused {
  const { state } = shell;
  if (input.state === 'ready') {
    const refused = refuseParameters(input.parameters);
    if (refused !== undefined) return refused;
    Object.assign(state, timesOf(input.parameters));
    state.evb = 'ready';
    state.groupIdAgreed = input.groupIdAgreed;
  } else if (input.state === 'down') reset(shell, 'disabled');
  else if (state.evb === 'ready') state.evb = 'lost';
  return undefined;
}

/** portDown of all VSIs: nothing is sent, nor is what waited. */
export function reset(shell: BridgeShell, reason: VsiResetReason): void {
  const { state, scratch } = shell;
  const { table } = state;
  for (const [slot, vsi] of table.vsis.entries()) {
    if (vsi === undefined) continue;
    takeBack(shell, slot, vsi);
    if (isHeld(vsi)) {
      scratch.machine.portDown = true;
      scratch.machine.reason = reason;
      step(shell, slot, vsi);
    } else {
      deleteSlot(table, slot);
    }
  }
  state.evb = 'down';
}

/** waitWhile of VSIs has expired. Where too many outputs wait the rest waits too: `nextDeadline` stays in the past. */
export function timeout(shell: BridgeShell): void {
  const { state, scratch } = shell;
  const { deadlines, now, table, counters } = state;
  for (let slot = deadlines.due(now); slot !== NO_SLOT && !isFull(shell); slot = deadlines.due(now)) {
    counters.timeouts++;
    deadlines.clear(slot);
    scratch.machine.waitWhileExpired = true;
    step(shell, slot, table.vsis[slot] as BridgeVsi);
  }
}

const invalid = (field: string, expected: string): InvalidAnswer => refuse('invalidAnswer', field, expected);
const isFlag = (value: unknown): boolean => value === undefined || typeof value === 'boolean';

/** Refuses what is no answer to any query. */
function checkAnswer(given: VsiAnswer): InvalidAnswer | undefined {
  if (typeof given !== 'object' || given === null) return invalid('answer', 'an object');
  if (given.ok === false) {
    const { error, keep, hard } = given;
    if (!Number.isInteger(error) || error < 1 || error > VDP_ERROR_TYPE.invalidVidGroupIdOrMac) {
      return invalid('answer.error', 'an integer 1..5');
    }
    if (!isFlag(keep)) return invalid('answer.keep', 'a boolean');
    return isFlag(hard) ? undefined : invalid('answer.hard', 'a boolean');
  }
  if (given.ok !== true) return invalid('answer.ok', 'a boolean');
  if (given.filterInfo === undefined) return undefined;
  try {
    checkFilterInfo('answer.filterInfo', given.filterInfo);
    return undefined;
  } catch (error) {
    if (error instanceof EncodeError) return invalid(error.field, error.expected);
    throw error;
  }
}

const FILTER_INFO = 'answer.filterInfo';
const ENTRIES = `${FILTER_INFO}.entries`;

/** Why supplied entries do not agree with the command; writes them into it where they do. */
function supply(
  rxCmd: KeptCommand,
  filterInfo: FilterInfo,
  formats: FilterFormats | undefined,
): InvalidAnswer | undefined {
  const { octets, at: begin } = rxCmd;
  const { format, entries } = filterInfo;
  if (format !== octets[begin + FILTER_FORMAT_AT]) return invalid(`${FILTER_INFO}.format`, 'the format of the command');
  if (!hasKnownLayout(filterInfo, formats)) {
    return invalid(`${FILTER_INFO}.layout`, 'the layout registered for the format');
  }
  if (entries.length !== commandEntries(rxCmd)) return invalid(ENTRIES, 'as many entries as in the command');
  const layout = layoutOf(filterInfo);
  const supplied = octets.slice();
  let at = begin + ENTRIES_AT;
  for (const entry of entries) {
    if (entry.vid === 0 || entry.vid === VID_INVALID) return invalid(ENTRIES, 'VIDs 1..4094');
    at = putFilterEntry(supplied, at, layout, entry);
  }
  if (!equalExceptZero(octets, begin, supplied, begin, formats))
    return invalid(ENTRIES, 'what the command does not leave open');
  octets.set(supplied);
  return undefined;
}

const leftOpen = ({ octets, at }: KeptCommand, formats: FilterFormats | undefined): InvalidAnswer | undefined =>
  hasNullVid(octets, at, formats) ? invalid(FILTER_INFO, 'a VID for each null VID') : undefined;
