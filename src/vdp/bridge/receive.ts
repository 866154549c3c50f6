// A ULPDU from ECP, clause 41.2. Each association TLV is a command: it is judged, and given to the machine of its VSI.
// Organizationally defined TLVs go to the host. A command that equals the one in force octet by octet was judged when it
// came first: for such a keep-alive the VSIID is looked up and the octets are compared, no more.

import { copyIdentifier, equalIdentifiers } from '../../core/identifier.js';
import { u8 } from '../../core/octets.js';
import { NO_SLOT } from '../../core/slot-list.js';
import { admitAssociation } from '../admit.js';
import { HINTS, hintsOf, isSameManager, isSameTlv, takeCommand } from '../command.js';
import { addSlot, inForceAt, inForceOctets, slotOf } from '../vsi-table.js';
import { nextVdpTlv, type VdpUlpduCursor, wrapVdpUlpdu } from '../wire/cursor.js';
import {
  ASSOCIATION_MIN_LENGTH,
  entryLayout,
  FILTER_FORMAT_AT,
  isAssociation,
  ORGANIZATION_MIN_LENGTH,
  VDP_DE_ASSOCIATE,
  VDP_ORGANIZATION,
} from '../wire/layout.js';
import { equalExceptZero } from '../wire/match.js';
import { type ReceivedOrganization, receivedOrganization } from '../wire/organization.js';
import { isResponse } from '../wire/status.js';
import { type BridgeShell, type BridgeVsi, isHeld, newBridgeVsi } from './state.js';
import { onBadCmd, onCommand, onKeepAlive, onOtherCmd } from './step.js';

/** Offset of a TLV that there is not. */
const NO_TLV = -1;

/** Takes the ULPDU `bytes[at..end]`. */
export function receive(shell: BridgeShell, bytes: Uint8Array, at: number, end: number): undefined {
  const { state, scratch } = shell;
  const { counters } = state;
  const { cursor } = scratch;
  if (state.evb === 'down') {
    counters.rxEvbNotReady++;
    return;
  }
  if (wrapVdpUlpdu(cursor, bytes, at, end) !== undefined) {
    counters.rxUlpduDiscarded++;
    return;
  }
  if (!equalIdentifiers(state.managerId, cursor.managerId)) state.managerId = copyIdentifier(cursor.managerId);
  let organizations: ReceivedOrganization[] | undefined;
  let vsiAt = NO_TLV;
  while (nextVdpTlv(cursor)) {
    if (isAssociation(cursor.type)) {
      vsiAt = cursor.length < ASSOCIATION_MIN_LENGTH ? NO_TLV : cursor.at;
      if (vsiAt === NO_TLV || isResponse(cursor.status)) counters.rxTlvIgnored++;
      else receiveCommand(shell, cursor);
    } else if (cursor.type === VDP_ORGANIZATION && cursor.length >= ORGANIZATION_MIN_LENGTH) {
      organizations ??= [];
      organizations.push(receivedOrganization(cursor, vsiAt));
    } else {
      counters.rxTlvIgnored++;
    }
  }
  if (organizations !== undefined) state.outputs.push({ kind: 'organization', tlvs: organizations });
}

/** A command that is long enough to name a VSI. */
function receiveCommand(shell: BridgeShell, cursor: VdpUlpduCursor): void {
  const { state, scratch } = shell;
  const { table, counters } = state;
  const found = slotOf(table, cursor);
  const vsi = found === NO_SLOT ? undefined : table.vsis[found];
  if (vsi !== undefined && isKeepAlive(shell, found, vsi, cursor)) {
    hint(shell, vsi, cursor);
    onKeepAlive(shell, found, vsi);
    return;
  }
  scratch.admit.groupIdAgreed = state.groupIdAgreed;
  const admission = admitAssociation(cursor, scratch.admit);
  if (admission.verdict !== 'accept' && admission.verdict !== 'respond') {
    counters.rxTlvIgnored++;
    return;
  }
  if (state.evb === 'lost' && cursor.type !== VDP_DE_ASSOCIATE && !isHeld(vsi)) {
    counters.rxEvbNotReady++;
    return;
  }
  const slot = vsi === undefined ? addSlot(table, cursor) : found;
  const target = vsi ?? newBridgeVsi();
  table.vsis[slot] = target;
  if (admission.verdict === 'accept') takeAdmitted(shell, slot, target, cursor);
  else onBadCmd(shell, slot, target, takeCommand(cursor, state.managerId), admission.errorType, true);
}

/** Whether the TLV equals the command in force octet by octet, and would be admitted again. */
function isKeepAlive(
  { state, settings }: BridgeShell,
  slot: number,
  vsi: BridgeVsi,
  { bytes, at }: VdpUlpduCursor,
): boolean {
  return (
    vsi.state === 'WAIT_STATION_CMD' &&
    isSameTlv(inForceOctets(state.table, slot, vsi), inForceAt(slot, vsi), bytes, at) &&
    isSameManager(vsi.managerId, state.managerId) &&
    (state.groupIdAgreed || entryLayout(u8(bytes, at + FILTER_FORMAT_AT), settings.formats).groupId === undefined)
  );
}

/** A command that was admitted. */
function takeAdmitted(shell: BridgeShell, slot: number, vsi: BridgeVsi, cursor: VdpUlpduCursor): void {
  const { table, managerId } = shell.state;
  const { bytes, at, type } = cursor;
  const { state, rxCmd } = vsi;
  if (isHeld(vsi) && type !== VDP_DE_ASSOCIATE) hint(shell, vsi, cursor);
  if (state === 'BRIDGE_PROCESSING') {
    const isSame =
      rxCmd !== undefined && isSameTlv(rxCmd.octets, rxCmd.at, bytes, at) && isSameManager(rxCmd.managerId, managerId);
    onOtherCmd(shell, slot, vsi, isSame ? undefined : takeCommand(cursor, managerId));
    return;
  }
  const matches =
    vsi.operCmd !== 0 &&
    isSameManager(vsi.managerId, managerId) &&
    equalExceptZero(bytes, at, inForceOctets(table, slot, vsi), inForceAt(slot, vsi), shell.settings.formats);
  if (matches) onKeepAlive(shell, slot, vsi);
  else onCommand(shell, slot, vsi, takeCommand(cursor, managerId));
}

/** Tells the host of M and S where they differ from those of the last command. */
function hint({ state }: BridgeShell, vsi: BridgeVsi, { status, vsiidFormat, vsiid }: VdpUlpduCursor): void {
  const hints = status & HINTS;
  if (hints === vsi.hints) return;
  vsi.hints = hints;
  state.outputs.push({ kind: 'hints', vsi: { vsiidFormat, vsiid: copyIdentifier(vsiid) }, ...hintsOf(hints) });
}
