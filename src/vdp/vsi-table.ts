// The VSIs of one end of VDP: records in slots, found by VSIID format and VSIID. A slot is a small number that timers and
// lists know the VSI by. The command in force of a VSI stands in the cell of its slot, where it fits: with many VSIs it is
// the way to the memory that costs.

import { CELL_OCTETS, type Cells, cellOf, pageOf } from '../core/cells.js';
import type { Identifier } from '../core/identifier.js';
import { IdentifierIndex } from '../core/identifier-index.js';
import { copyOctets, putRange } from '../core/octets.js';
import { NO_SLOT } from '../core/slot-list.js';
import { commandOctets, commandType, type KeptCommand } from './command.js';
import type { VsiKey } from './wire/identity.js';

/** What a record has of its command in force, beside the octets in the cell of its slot. */
export interface InForce {
  /** TLV type of the command in force, 1..3; 0 where none is in force. */
  operCmd: number;
  /** Manager of the command in force. */
  managerId: Identifier;
  /** Octets of a command in force that does not fit a cell. */
  long: Uint8Array | undefined;
}

export interface VsiTable<Vsi> {
  readonly index: IdentifierIndex;
  /** By slot. */
  readonly vsis: (Vsi | undefined)[];
  /** Slots that are free again. */
  readonly free: number[];
  /** Commands in force, by slot. */
  readonly cells: Cells;
}

/** @param hashSeed any integer */
export const newVsiTable = <Vsi>(hashSeed: number): VsiTable<Vsi> => ({
  index: new IdentifierIndex(hashSeed),
  vsis: [],
  free: [],
  cells: [],
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

/** Puts a copy of a command in force. */
export function putInForce({ cells }: VsiTable<unknown>, slot: number, vsi: InForce, command: KeptCommand): void {
  const { managerId, octets, at } = command;
  const end = at + commandOctets(command);
  vsi.operCmd = commandType(command);
  vsi.managerId = managerId;
  vsi.long = end - at > CELL_OCTETS ? copyOctets(octets, at, end) : undefined;
  if (vsi.long === undefined) putRange(pageOf(cells, slot), cellOf(slot), octets, at, end);
}

/** The octets that the command in force stands in, at `inForceAt`. */
export const inForceOctets = ({ cells }: VsiTable<unknown>, slot: number, { long }: InForce): Uint8Array =>
  long ?? pageOf(cells, slot);

/** Where the command in force starts in `inForceOctets`. */
export const inForceAt = (slot: number, { long }: InForce): number => (long === undefined ? cellOf(slot) : 0);

/** The command in force, in its place: valid until the next one is put in force. */
export const commandInForce = (table: VsiTable<unknown>, slot: number, vsi: InForce): KeptCommand => ({
  managerId: vsi.managerId,
  octets: inForceOctets(table, slot, vsi),
  at: inForceAt(slot, vsi),
});
