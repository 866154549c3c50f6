// What the host asks of a bridge: answers of the VSI manager (41.5.5.8), withdrawals, EVB. Refusals come before the
// machine and change nothing. A success of the manager that does not agree with its command counts as a refusal with error
// type 4, because the station has to hear something.

import { EncodeError } from '../../core/encode-error.js';
import { type Refusal, refuse } from '../../core/refusal.js';
import { NO_SLOT } from '../../core/slot-list.js';
import { commandEntries, commandType, type KeptCommand, vsiStateOf } from '../command.js';
import type { VsiAnswer } from '../manager/vsi-manager.js';
import { refuseParameters } from '../parameters.js';
import type { VsiResetReason, VsiWithdrawReason } from '../vsi.js';
import { refuseOrganizations } from '../vsi-limits.js';
import { slotOf } from '../vsi-table.js';
import { checkFilterInfo, type FilterInfo, hasKnownLayout, layoutOf, putFilterEntry } from '../wire/filter-info.js';
import type { VsiKey } from '../wire/identity.js';
import { ENTRIES_AT, FILTER_FORMAT_AT, type FilterFormats, VID_INVALID } from '../wire/layout.js';
import { equalExceptZero, hasNullVid } from '../wire/match.js';
import { type OrganizationData, organizationsToOctets } from '../wire/organization.js';
import { VDP_ERROR_TYPE } from '../wire/status.js';
import { keepsAssociation, type VdpResult } from './data.js';
import type { VdpBridgeInput, VdpBridgeRefusal } from './io.js';
import { numberOfQuery, queryOf, slotOfQuery, wasAsked } from './query.js';
import { receive } from './receive.js';
import { type BridgeShell, type BridgeVsi, hasRoom, isFull, isHeld, setParameters } from './state.js';
import { onExit, onReset, onResult } from './step.js';

type Refused = VdpBridgeRefusal | undefined;
type InvalidAnswer = Refusal<'invalidAnswer'>;

const refuseBusy = (): Refused => refuse('busy', '', 'outputs to be polled first');
const refuseQuery = (): Refused => refuse('unknownQuery', 'id', 'the id of a query');

/** A ULPDU from a host that drives no ECP. */
export function takeUlpdu(shell: BridgeShell, bytes: Uint8Array, at: number, end: number): Refused {
  if (hasRoom(shell)) return receive(shell, bytes, at, end);
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
    const result = resultOf(given, vsi, shell.settings.formats);
    if (result.wrong !== undefined) {
      state.outputs.push({ kind: 'release', query: queryOf(shell, number, slot, vsi.rxCmd as KeptCommand) });
    }
    onResult(shell, slot, vsi, result);
    return undefined;
  }
  state.counters.resultsDropped++;
  // An answer that comes twice changes nothing. The slot may be that of another VSI by now.
  if (vsi?.grant === number) return undefined;
  return refuse('lateAnswer', 'id', 'the id of a query whose answer is waited for');
}

/** What an answer means for the command in hand. The values that the VSI manager supplies are written into the command. */
function resultOf(given: VsiAnswer, vsi: BridgeVsi, formats: FilterFormats | undefined): VdpResult {
  const rxCmd = vsi.rxCmd as KeptCommand;
  const keeps = keepsAssociation(vsiStateOf(vsi.operCmd), commandType(rxCmd));
  if (!given.ok) {
    const { error, keep = keeps } = given;
    const { hard = error === VDP_ERROR_TYPE.invalidFormat || error === VDP_ERROR_TYPE.invalidVidGroupIdOrMac } = given;
    return { result: keep ? 'KEEP' : 'DEASSOC', error, hard, wrong: undefined };
  }
  const wrong = given.filterInfo === undefined ? leftOpen(rxCmd, formats) : supply(rxCmd, given.filterInfo, formats);
  if (wrong === undefined) return { result: 'SUCCESS', error: VDP_ERROR_TYPE.success, hard: false, wrong };
  return { result: keeps ? 'KEEP' : 'DEASSOC', error: VDP_ERROR_TYPE.otherFailure, hard: false, wrong };
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
  onExit(shell, slot, vsi, reason);
  return undefined;
}

/** bridgeExit of all VSIs. */
export function withdrawAll(shell: BridgeShell, reason: VsiWithdrawReason): Refused {
  if (isFull(shell)) return refuseBusy();
  for (const [slot, vsi] of shell.state.table.vsis.entries()) if (isHeld(vsi)) onExit(shell, slot, vsi, reason);
  return undefined;
}

/** Organizationally defined TLVs for the next response of a VSI. */
export function setOrganizations(shell: BridgeShell, key: VsiKey, organizations: readonly OrganizationData[]): Refused {
  const { table } = shell.state;
  const slot = slotOf(table, key);
  const vsi = slot === NO_SLOT ? undefined : table.vsis[slot];
  if (vsi === undefined) return refuse('unknownVsi', 'vsi', 'a VSI of this port');
  const refused = refuseOrganizations('organizations', organizations, shell.settings.maxUlpduOctets);
  if (refused !== undefined) return refused;
  vsi.organizations = organizations.length === 0 ? undefined : organizationsToOctets(organizations);
  return undefined;
}

/** EVB was agreed, is off, or is lost. */
export function evb(shell: BridgeShell, input: Extract<VdpBridgeInput, { readonly kind: 'evb' }>): Refused {
  const { state } = shell;
  if (input.state === 'ready') {
    const refused = refuseParameters(input.parameters);
    if (refused !== undefined) return refused;
    setParameters(state, input.parameters);
    state.groupIdAgreed = input.groupIdAgreed;
    state.evb = 'ready';
  } else if (input.state === 'down') reset(shell, 'disabled');
  else if (state.evb === 'ready') state.evb = 'lost';
  return undefined;
}

/** portDown of all VSIs: nothing is sent, and EVB counts as never agreed. */
export function reset(shell: BridgeShell, reason: VsiResetReason): undefined {
  const { state } = shell;
  for (const [slot, vsi] of state.table.vsis.entries()) if (vsi !== undefined) onReset(shell, slot, vsi, reason);
  state.evb = 'down';
}

const invalid = (field: string, expected: string): InvalidAnswer => refuse('invalidAnswer', field, expected);
const isFlag = (value: unknown): boolean => value === undefined || typeof value === 'boolean';

/** Refuses an answer that no query can have. */
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

/** Writes supplied entries into the command, or tells why they do not agree with it. */
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
