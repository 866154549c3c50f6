// The VSIs of one end of VDP: records in slots, found by VSIID format and VSIID. A slot is a small number that timers and
// lists know the VSI by.

import { IdentifierIndex } from '../core/identifier-index.js';
import { NO_SLOT } from '../core/slot-list.js';
import type { VsiKey } from './wire/identity.js';

export interface VsiTable<Vsi> {
  readonly index: IdentifierIndex;
  /** By slot. */
  readonly vsis: (Vsi | undefined)[];
  /** Slots that are free again. */
  readonly free: number[];
}

/** @param hashSeed any integer */
export const newVsiTable = <Vsi>(hashSeed: number): VsiTable<Vsi> => ({
  index: new IdentifierIndex(hashSeed),
  vsis: [],
  free: [],
});

/** The slot of a VSI; `NO_SLOT` where there is none. */
export const slotOf = ({ index }: VsiTable<unknown>, { vsiidFormat, vsiid }: VsiKey): number =>
  index.find(vsiidFormat, vsiid.w0, vsiid.w1, vsiid.w2, vsiid.w3);

/** The record of a VSI; `undefined` where there is none. */
export function findVsi<Vsi>(table: VsiTable<Vsi>, key: VsiKey): Vsi | undefined {
  const slot = slotOf(table, key);
  return slot === NO_SLOT ? undefined : table.vsis[slot];
}

/** A slot for a VSI that has none; its record is not there yet. */
export function addSlot({ index, vsis, free }: VsiTable<unknown>, { vsiidFormat, vsiid }: VsiKey): number {
  const slot = free.pop() ?? vsis.length;
  vsis[slot] = undefined;
  index.add(slot, vsiidFormat, vsiid);
  return slot;
}

/** Forgets the VSI of a slot. */
export function deleteSlot({ index, vsis, free }: VsiTable<unknown>, slot: number): void {
  index.delete(slot);
  vsis[slot] = undefined;
  free.push(slot);
}
