// How VDP fills an ECPDU: one VSI Manager ID TLV, then as many waiting TLVs of that manager as fit. A ULPDU names one
// manager, so TLVs of others wait for the next; how far they are looked past is bounded, so that packing is, too.

import { equalIdentifiers, IDENTIFIER_OCTETS, type Identifier, putIdentifier } from '../core/identifier.js';
import { NO_SLOT, type SlotList } from '../core/slot-list.js';
import { putTlvHeader } from '../core/tlv.js';
import { MANAGER_ID_TLV_OCTETS, VDP_MANAGER_ID } from './tlv-type.js';

/** How many waiting TLVs are looked at for one ULPDU. */
export const LOOK_AHEAD = 256;

/** What is packed: TLVs known by the slots of their VSIs. */
export interface PackSource {
  readonly managerOf: (slot: number) => Identifier;
  /** Octets of the TLVs of a slot, headers included. */
  readonly octetsOf: (slot: number) => number;
  /** Writes the TLVs of a slot, which leaves the list now; returns the offset behind them. */
  readonly put: (slot: number, out: Uint8Array, at: number) => number;
}

/** Writes the VSI Manager ID TLV. */
export const putManagerId = (out: Uint8Array, at: number, managerId: Identifier): number =>
  putIdentifier(out, putTlvHeader(out, at, VDP_MANAGER_ID, IDENTIFIER_OCTETS), managerId);

/**
 * Moves waiting TLVs from `list` into the ULPDU that starts at `begin` and has been written up to `at`; its manager is
 * that of the first one where nothing has been written. Returns the offset behind the ULPDU, `at` where nothing fits.
 *
 * @param most TLVs to pack at most
 */
export function pack(
  list: SlotList,
  source: PackSource,
  out: Uint8Array,
  begin: number,
  at: number,
  limit: number,
  manager: Identifier | undefined,
  most: number,
): number {
  let end = at;
  let managerId = manager;
  let packed = 0;
  let slot = list.first;
  for (let looked = 0; slot !== NO_SLOT && looked < LOOK_AHEAD && packed < most; looked++) {
    const next = list.next(slot);
    const own = source.managerOf(slot);
    const from = managerId === undefined ? begin + MANAGER_ID_TLV_OCTETS : end;
    const fits = from + source.octetsOf(slot) <= limit;
    if (fits && (managerId === undefined || equalIdentifiers(managerId, own))) {
      if (managerId === undefined) putManagerId(out, begin, own);
      managerId = own;
      list.delete(slot);
      end = source.put(slot, out, from);
      packed++;
    }
    slot = next;
  }
  return end;
}
