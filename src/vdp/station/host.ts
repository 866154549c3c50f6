// What the host asks of a station, clause 41. Refusals come before the machine and change nothing. A command goes into the
// slot of its VSI; the machine takes it when it may.

import { equalIdentifiers, type Identifier, ZERO_IDENTIFIER } from '../../core/identifier.js';
import { refuse } from '../../core/refusal.js';
import type { CommandTag, VsiReason } from '../vsi.js';
import type { AssociationTlv } from '../wire/association.js';
import type { VsiKey } from '../wire/identity.js';
import { refuseCommand, refuseKey } from './check.js';
import {
  commandTlv,
  commandType,
  deAssociateOf,
  deAssociateTlv,
  type KeptCommand,
  makeCommand,
  setSuspended,
} from './command.js';
import { ASSOC } from './data.js';
import type { DeAssociateCommand, VdpStationRefusal, VsiCommand } from './io.js';
import type { StationState } from './state.js';
import { stepStation, tellSuperseded } from './step.js';
import { addVsi, findVsi, hasEnded, reviveVsi, type StationVsi, vsiCount } from './vsi.js';

type Refused = VdpStationRefusal | undefined;

/** Refuses a command at a time when none can go. */
function refuseTime({ evb, outputs, options }: StationState): Refused {
  if (evb === 'portDown') return refuse('portDown', '', 'a port that is up');
  if (evb === 'down') return refuse('evbNotReady', '', 'EVB agreed with the bridge');
  if (outputs.size >= options.maxPendingOutputs) return refuse('busy', '', 'outputs to be polled first');
  return undefined;
}

function refuseRoom({ table }: StationState, vsi: StationVsi | undefined): Refused {
  if ((vsi !== undefined && !hasEnded(table, vsi)) || vsiCount(table) < table.maxVsis) return undefined;
  return refuse('tooManyVsis', 'vsi', `at most ${table.maxVsis} VSIs at a time`);
}

const refuseUnknown = (): VdpStationRefusal => refuse('unknownVsi', 'vsi', 'a VSI of this station');

/** Pre-Associate, Pre-Associate with resource reservation, Associate. */
export function giveCommand(core: StationState, given: VsiCommand, tag: CommandTag | undefined): Refused {
  const refused = refuseTime(core) ?? refuseKey(given);
  if (refused !== undefined) return refused;
  const tlv = commandTlv(given);
  const vsi = findVsi(core.table, given);
  const context = { ...core.options, groupIdAgreed: core.groupIdAgreed };
  const objection =
    refuseCommand(tlv, given.managerId, given.organizations, context) ??
    refuseStepDown(core, vsi, tlv) ??
    refuseRoom(core, vsi);
  if (objection !== undefined) return objection;
  const target = vsi ?? addVsi(core.table, given);
  target.suspended = given.suspended ?? false;
  fillSlot(core, target, makeCommand(tlv, ownManager(core, given.managerId), given.organizations, tag));
  return undefined;
}

/** ASSOC to PREASSOC: the table allows it, openlldp does not, and hardly a host means it. */
function refuseStepDown({ options }: StationState, vsi: StationVsi | undefined, { type }: AssociationTlv): Refused {
  if (options.allowStepDown || type === ASSOC || vsi === undefined) return undefined;
  const { state, sysCmd, operCmd } = vsi;
  const moving = state === 'STATION_PROCESSING' || state === 'TRANSMIT_DEASSOC';
  if (commandType(moving ? sysCmd : operCmd) !== ASSOC) return undefined;
  return refuse('stepDownNotAllowed', 'vsi.command', 'associate or deAssociate for an associated VSI');
}

/** De-Associate, of a VSI that is not known, too: it goes out with what the host gives. */
export function giveDeAssociate(core: StationState, given: DeAssociateCommand, tag: CommandTag | undefined): Refused {
  const refused = refuseTime(core) ?? refuseKey(given);
  if (refused !== undefined) return refused;
  const vsi = findVsi(core.table, given);
  const begun =
    vsi?.operCmd ?? vsi?.sysCmd ?? vsi?.newCmd ?? (given.filterInfo === undefined ? vsi?.prevCmd : undefined);
  const tlv = deAssociateTlv(given);
  const objection =
    (begun === undefined
      ? refuseCommand(tlv, given.managerId, undefined, { ...core.options, groupIdAgreed: true })
      : undefined) ?? refuseRoom(core, vsi);
  if (objection !== undefined) return objection;
  const command =
    begun === undefined
      ? makeCommand(tlv, ownManager(core, given.managerId), undefined, tag)
      : deAssociateOf(begun, tag);
  fillSlot(core, vsi ?? addVsi(core.table, given), command);
  return undefined;
}

/** A copy of a manager ID, shared by the VSIs that have it. */
function ownManager(core: StationState, managerId = ZERO_IDENTIFIER): Identifier {
  if (!equalIdentifiers(core.managerId, managerId)) {
    const { w0, w1, w2, w3 } = managerId;
    core.managerId = { w0, w1, w2, w3 };
  }
  return core.managerId;
}

/** Latest wins: what still waited has failed. */
function fillSlot(core: StationState, vsi: StationVsi, command: KeptCommand): void {
  if (vsi.newCmd !== undefined) tellSuperseded(core, vsi, vsi.newCmd);
  reviveVsi(core.table, vsi);
  vsi.newCmd = command;
  core.machine.cmd = true;
  stepStation(core, vsi);
}

/** S from now on, in keep-alives. */
export function giveHints(core: StationState, key: VsiKey, suspended: boolean): Refused {
  const vsi = refuseKey(key) === undefined ? findVsi(core.table, key) : undefined;
  if (vsi === undefined || hasEnded(core.table, vsi)) return refuseUnknown();
  vsi.suspended = suspended;
  if (vsi.operCmd !== undefined) setSuspended(vsi.operCmd, suspended);
  return undefined;
}

/** Forgets a VSI. */
export function removeVsi(core: StationState, key: VsiKey): Refused {
  const vsi = refuseKey(key) === undefined ? findVsi(core.table, key) : undefined;
  if (vsi === undefined || hasEnded(core.table, vsi)) return refuseUnknown();
  if (core.outputs.size >= core.options.maxPendingOutputs) return refuse('busy', '', 'outputs to be polled first');
  resetVsi(core, vsi, 'removed');
  return undefined;
}

/** S0 for one VSI; nothing is left of it. */
function resetVsi(core: StationState, vsi: StationVsi, reason: VsiReason): void {
  vsi.prevCmd = undefined;
  core.machine.reset = true;
  core.machine.reason = reason;
  stepStation(core, vsi);
}

/** S0 for all VSIs. */
export function resetAll(core: StationState, reason: VsiReason): void {
  for (const vsi of core.table.vsis) if (vsi !== undefined) resetVsi(core, vsi, reason);
}

/** Commands that waited for EVB go out. */
export function releaseWaiting(core: StationState): void {
  for (const vsi of core.table.vsis) if (vsi !== undefined && vsi.newCmd !== undefined) stepStation(core, vsi);
}

/** The keep-alives of all VSIs are due now. */
export function reannounce({ table, keepAlives, now }: StationState): void {
  for (const vsi of table.vsis) if (vsi?.state === 'WAIT_SYSCMD') keepAlives.set(vsi.slot, now);
}
