// What the host asks of a station, clause 41. Refusals come before the machine and change nothing. A command becomes the
// newCmd of its VSI; the machine takes it when it may.

import { equalIdentifiers, type Identifier, ZERO_IDENTIFIER } from '../../core/identifier.js';
import { refuse } from '../../core/refusal.js';
import { TLV_HEADER } from '../../core/tlv.js';
import { commandType } from '../command.js';
import { refuseParameters } from '../parameters.js';
import type { CommandTag, VsiResetReason } from '../vsi.js';
import { findVsi } from '../vsi-table.js';
import { type AssociationTlv, associationLength, putAssociation } from '../wire/association.js';
import type { VsiKey } from '../wire/identity.js';
import { type OrganizationData, organizationsOctets, putOrganization } from '../wire/organization.js';
import { commandTlv, deAssociateTlv, refuseCommand, refuseKey } from './check.js';
import { ASSOC } from './data.js';
import type { DeAssociateCommand, VdpStationInput, VdpStationRefusal, VsiCommand } from './io.js';
import {
  addVsi,
  type StationCommand,
  type StationShell,
  type StationState,
  type StationVsi,
  setParameters,
  vsiCount,
} from './state.js';
import { deAssociateOf, onCommand, onEvbAgreed, onReset, setSuspended, tellFailed } from './step.js';

type Refused = VdpStationRefusal | undefined;

/** Refuses a command at a time when none can go. */
function refuseTime({ settings, state: { evb, outputs } }: StationShell): Refused {
  if (evb === 'portDown') return refuse('portDown', '', 'a port that is up');
  if (evb === 'down') return refuse('evbNotReady', '', 'EVB agreed with the bridge');
  return outputs.size < settings.maxPendingOutputs ? undefined : refuseBusy();
}

const refuseBusy = (): Refused => refuse('busy', '', 'outputs to be polled first');

function refuseRoom({ settings, state }: StationShell, vsi: StationVsi | undefined): Refused {
  if ((vsi !== undefined && !state.ended.has(vsi.slot)) || vsiCount(state) < settings.maxVsis) return undefined;
  return refuse('tooManyVsis', 'vsi', `at most ${settings.maxVsis} VSIs at a time`);
}

/** The VSI of a key that has not ended. */
export function liveVsi({ table, ended }: StationState, key: VsiKey): StationVsi | undefined {
  const vsi = refuseKey(key) === undefined ? findVsi(table, key) : undefined;
  return vsi === undefined || ended.has(vsi.slot) ? undefined : vsi;
}

const refuseUnknown = (): Refused => refuse('unknownVsi', 'vsi', 'a VSI of this station');

/** Pre-Associate, Pre-Associate with resource reservation, Associate. */
export function giveCommand(shell: StationShell, given: VsiCommand, tag: CommandTag | undefined): Refused {
  const { settings, state } = shell;
  const refused = refuseTime(shell) ?? refuseKey(given);
  if (refused !== undefined) return refused;
  const tlv = commandTlv(given);
  const vsi = findVsi(state.table, given);
  const objection =
    refuseCommand(tlv, given.managerId, given.organizations, { ...settings, groupIdAgreed: state.groupIdAgreed }) ??
    refuseStepDown(settings.allowStepDown, vsi, tlv) ??
    refuseRoom(shell, vsi);
  if (objection !== undefined) return objection;
  const target = vsi ?? addVsi(state, settings.maxVsis, given);
  target.suspended = given.suspended ?? false;
  queue(shell, target, makeCommand(state, tlv, given, tag));
  return undefined;
}

/** The table allows a step from ASSOC to PREASSOC; openlldp refuses it, and few hosts want it. */
function refuseStepDown(allowed: boolean, vsi: StationVsi | undefined, { type }: AssociationTlv): Refused {
  if (allowed || type === ASSOC || vsi === undefined) return undefined;
  const { state, sysCmd, operCmd } = vsi;
  const moving = state === 'STATION_PROCESSING' || state === 'TRANSMIT_DEASSOC';
  if (commandType(moving ? sysCmd : operCmd) !== ASSOC) return undefined;
  return refuse('stepDownNotAllowed', 'vsi.command', 'associate or deAssociate for an associated VSI');
}

/** De-Associate, also of a VSI that is not known: then it goes out with what the host gives. */
export function giveDeAssociate(shell: StationShell, given: DeAssociateCommand, tag: CommandTag | undefined): Refused {
  const { settings, state } = shell;
  const refused = refuseTime(shell) ?? refuseKey(given);
  if (refused !== undefined) return refused;
  const vsi = findVsi(state.table, given);
  const begun =
    vsi?.operCmd ?? vsi?.sysCmd ?? vsi?.newCmd ?? (given.filterInfo === undefined ? vsi?.prevCmd : undefined);
  const tlv = deAssociateTlv(given);
  const objection =
    (begun === undefined
      ? refuseCommand(tlv, given.managerId, undefined, { ...settings, groupIdAgreed: true })
      : undefined) ?? refuseRoom(shell, vsi);
  if (objection !== undefined) return objection;
  const command = begun === undefined ? makeCommand(state, tlv, given, tag) : deAssociateOf(begun, tag);
  queue(shell, vsi ?? addVsi(state, settings.maxVsis, given), command);
  return undefined;
}

/** What a command has beside its TLV. */
interface Beside {
  readonly managerId?: Identifier;
  readonly organizations?: readonly OrganizationData[];
}

/** A command of checked values. */
function makeCommand(
  state: StationState,
  tlv: AssociationTlv,
  { managerId, organizations = [] }: Beside,
  tag: CommandTag | undefined,
): StationCommand {
  const octets = new Uint8Array(TLV_HEADER + associationLength(tlv) + organizationsOctets(organizations));
  let end = putAssociation(octets, 0, tlv);
  for (const one of organizations) end = putOrganization(octets, end, one);
  return { managerId: sharedManager(state, managerId), octets, at: 0, tag };
}

/** A copy of a manager ID, which commands share that follow each other. */
function sharedManager(state: StationState, managerId = ZERO_IDENTIFIER): Identifier {
  if (!equalIdentifiers(state.managerId, managerId)) {
    const { w0, w1, w2, w3 } = managerId;
    state.managerId = { w0, w1, w2, w3 };
  }
  return state.managerId;
}

/** The latest command wins: the command that still waited has failed. */
function queue(shell: StationShell, vsi: StationVsi, command: StationCommand): void {
  const { state } = shell;
  if (vsi.newCmd !== undefined) tellFailed(state, vsi.newCmd, 'superseded');
  state.ended.delete(vsi.slot);
  vsi.newCmd = command;
  onCommand(shell, vsi);
}

/** Sets S in keep-alives from now on. */
export function giveHints({ state }: StationShell, key: VsiKey, suspended: boolean): Refused {
  const vsi = liveVsi(state, key);
  if (vsi === undefined) return refuseUnknown();
  vsi.suspended = suspended;
  if (vsi.operCmd !== undefined) setSuspended(vsi.operCmd, suspended);
  return undefined;
}

/** Forgets a VSI. */
export function removeVsi(shell: StationShell, key: VsiKey): Refused {
  const { settings, state } = shell;
  const vsi = liveVsi(state, key);
  if (vsi === undefined) return refuseUnknown();
  if (state.outputs.size >= settings.maxPendingOutputs) return refuseBusy();
  onReset(shell, vsi, 'removed');
  return undefined;
}

/** The keep-alives of all VSIs are due now. */
export function reannounce({ state: { table, keepAlives, now } }: StationShell): undefined {
  for (const vsi of table.vsis) if (vsi?.state === 'WAIT_SYSCMD') keepAlives.set(vsi.slot, now);
}

/** EVB was agreed, is off, or is lost. */
export function evb(shell: StationShell, input: Extract<VdpStationInput, { readonly kind: 'evb' }>): Refused {
  const { state } = shell;
  if (input.state === 'ready') {
    const refused = refuseParameters(input.parameters);
    if (refused !== undefined) return refused;
    setParameters(state, input.parameters);
    state.groupIdAgreed = input.groupIdAgreed;
    state.evb = 'ready';
    sendWaiting(shell);
  } else if (input.state === 'down') reset(shell, 'disabled');
  else if (state.evb === 'ready') state.evb = 'lost';
  return undefined;
}

/** Commands that waited for EVB go out. */
function sendWaiting(shell: StationShell): void {
  for (const vsi of shell.state.table.vsis) if (vsi?.newCmd !== undefined) onEvbAgreed(shell, vsi);
}

/** S0 of all VSIs: nothing is sent, and EVB counts as never agreed. */
export function reset(shell: StationShell, reason: VsiResetReason): undefined {
  const { state } = shell;
  for (const vsi of state.table.vsis) if (vsi !== undefined) onReset(shell, vsi, reason);
  state.evb = reason === 'portDown' ? 'portDown' : 'down';
}
