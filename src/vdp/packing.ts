// How VDP fills an ECPDU: one VSI Manager ID TLV, then as many waiting TLVs of that manager as fit. A ULPDU names one
// manager, so TLVs of other managers wait for the next one. Packing looks at a bounded number of waiting TLVs.

import { equalIdentifiers, IDENTIFIER_OCTETS, type Identifier, putIdentifier } from '../core/identifier.js';
import { NO_SLOT, type SlotList } from '../core/slot-list.js';
import { putTlvHeader } from '../core/tlv.js';
import { MANAGER_ID_TLV_OCTETS, VDP_MANAGER_ID } from './wire/layout.js';

/** Waiting TLVs that are looked at for one ULPDU. */
export const LOOK_AHEAD = 256;

/** How the TLVs of a shell are packed. A TLV is known by the slot of its VSI. */
export interface PackSource<Shell> {
  readonly managerOf: (shell: Shell, slot: number) => Identifier;
  /** Octets of the TLVs of a slot, headers included. */
  readonly octetsOf: (shell: Shell, slot: number) => number;
  /** Writes the TLVs of a slot, which has left the list; returns the offset behind them. */
  readonly put: (shell: Shell, slot: number, out: Uint8Array, at: number) => number;
}

/** Writes the VSI Manager ID TLV. */
export const putManagerId = (out: Uint8Array, at: number, managerId: Identifier): number =>
  putIdentifier(out, putTlvHeader(out, at, VDP_MANAGER_ID, IDENTIFIER_OCTETS), managerId);

/**
 * Moves waiting TLVs from `list` into the ULPDU that starts at `at`. Its manager is that of the first TLV. Returns the offset
 * behind the ULPDU, `at` where nothing fits.
 *
 * @param most TLVs to pack at most
 */
export function pack<Shell>(
  shell: Shell,
  source: PackSource<Shell>,
  list: SlotList,
  out: Uint8Array,
  at: number,
  limit: number,
  most: number,
): number {
  let end = at;
  let managerId: Identifier | undefined;
  let packed = 0;
  let slot = list.first;
  for (let looked = 0; slot !== NO_SLOT && looked < LOOK_AHEAD && packed < most; looked++) {
    const next = list.next(slot);
    const from = managerId === undefined ? at + MANAGER_ID_TLV_OCTETS : end;
    if (from + source.octetsOf(shell, slot) <= limit) {
      const own = source.managerOf(shell, slot);
      if (managerId === undefined) {
        managerId = own;
        putManagerId(out, at, own);
      }
      if (equalIdentifiers(managerId, own)) {
        list.delete(slot);
        end = source.put(shell, slot, out, from);
        packed++;
      }
    }
    slot = next;
  }
  return end;
}
