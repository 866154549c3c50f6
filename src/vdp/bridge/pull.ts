// The next ULPDU of a bridge, made when ECP asks for it: responses in the order of their arrival, among them those for VSIs
// that are not held. toutKeepAlive starts again as the response is packed, so that the wait for ECP costs the station nothing.

import { putOctets, putRange } from '../../core/octets.js';
import { TLV_HEADER, tlvLength } from '../../core/tlv.js';
import { commandOctets, type KeptCommand } from '../command.js';
import { type PackSource, pack } from '../packing.js';
import { deleteSlot, inForceAt, inForceOctets } from '../vsi-table.js';
import { STATUS_AT } from '../wire/layout.js';
import { STATUS_ACK } from '../wire/status.js';
import { type BridgeShell, type BridgeVsi, isHeld } from './state.js';

const vsiAt = ({ state }: BridgeShell, slot: number): BridgeVsi => state.table.vsis[slot] as BridgeVsi;

/** How `pack` finds responses. */
const responses: PackSource<BridgeShell> = {
  managerOf(shell, slot) {
    const { response, managerId } = vsiAt(shell, slot);
    return response === 'operCmd' ? managerId : (response as KeptCommand).managerId;
  },
  octetsOf(shell, slot) {
    const vsi = vsiAt(shell, slot);
    const { response, organizations } = vsi;
    const behind = organizations === undefined ? 0 : organizations.length;
    if (response !== 'operCmd') return commandOctets(response as KeptCommand) + behind;
    return TLV_HEADER + tlvLength(inForceOctets(shell.state.table, slot, vsi), inForceAt(slot, vsi)) + behind;
  },
  put(shell, slot, out, at) {
    const { table, deadlines, now, toutKeepAlive } = shell.state;
    const vsi = vsiAt(shell, slot);
    let end = putResponse(shell, slot, vsi, out, at);
    vsi.response = undefined;
    if (vsi.organizations !== undefined) {
      end = putOctets(out, end, vsi.organizations);
      vsi.organizations = undefined;
    }
    if (!isHeld(vsi)) deleteSlot(table, slot);
    else if (vsi.restarts && vsi.state === 'WAIT_STATION_CMD') deadlines.set(slot, now + toutKeepAlive);
    return end;
  },
};

/** Writes the response of a VSI. */
function putResponse({ state }: BridgeShell, slot: number, vsi: BridgeVsi, out: Uint8Array, at: number): number {
  const response = vsi.response as KeptCommand | 'operCmd';
  if (response !== 'operCmd')
    return putRange(out, at, response.octets, response.at, response.at + commandOctets(response));
  const octets = inForceOctets(state.table, slot, vsi);
  const from = inForceAt(slot, vsi);
  const end = putRange(out, at, octets, from, from + TLV_HEADER + tlvLength(octets, from));
  out[at + STATUS_AT] = STATUS_ACK;
  return end;
}

/** Writes the next ULPDU at `out[at..limit]`; returns the offset behind it, `at` where nothing is due or nothing fits. */
export function pull(shell: BridgeShell, out: Uint8Array, at: number, limit: number): number {
  const most = shell.settings.oneTlvPerEcpdu ? 1 : Number.POSITIVE_INFINITY;
  return pack(shell, responses, shell.state.responses, out, at, limit, most);
}
