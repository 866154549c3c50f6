// The VSIs of a station: records in slots, found by VSIID Format and VSIID. A slot is a small number that timers and queues
// know the VSI by.
//
// Always: a record that is in INIT and has nothing to send is there for late answers only (prevCmd). It is forgotten as
// soon as its place is needed, and nobody counts or lists it.

import type { Identifier } from '../../core/identifier.js';
import { IdentifierIndex } from '../../core/identifier-index.js';
import { NO_SLOT, SlotList } from '../../core/slot-list.js';
import type { VsiKey } from '../wire/identity.js';
import type { KeptCommand } from './command.js';
import type { VdpStationState } from './data.js';

export interface StationVsi extends VsiKey {
  readonly slot: number;
  readonly vsiidFormat: number;
  readonly vsiid: Identifier;
  state: VdpStationState;
  sysCmd: KeptCommand | undefined;
  operCmd: KeptCommand | undefined;
  prevCmd: KeptCommand | undefined;
  /** The command that waits to become sysCmd. */
  newCmd: KeptCommand | undefined;
  /** S as the host set it last. */
  suspended: boolean;
}

export interface VsiTable {
  readonly index: IdentifierIndex;
  /** By slot. */
  readonly vsis: (StationVsi | undefined)[];
  /** Slots that are free again. */
  readonly free: number[];
  /** Those that are there for late answers only, longest first. */
  readonly ended: SlotList;
  readonly maxVsis: number;
}

/** Ended VSIs that are remembered at most. */
const MAX_ENDED = 1024;

export const newVsiTable = (maxVsis: number, hashSeed: number): VsiTable => ({
  index: new IdentifierIndex(hashSeed),
  vsis: [],
  free: [],
  ended: new SlotList(),
  maxVsis,
});

/** VSIs that are not over. */
export const vsiCount = ({ index, ended }: VsiTable): number => index.size - ended.size;

/** The VSI of a key, be it over or not. */
export function findVsi({ index, vsis }: VsiTable, { vsiidFormat, vsiid }: VsiKey): StationVsi | undefined {
  const slot = index.find(vsiidFormat, vsiid.w0, vsiid.w1, vsiid.w2, vsiid.w3);
  return slot === NO_SLOT ? undefined : vsis[slot];
}

/** Whether a VSI is there for late answers only. */
export const hasEnded = (table: VsiTable, vsi: StationVsi): boolean => table.ended.has(vsi.slot);

/** Makes the record of a VSI that is not known, before BEGIN. The caller has seen that there is room. */
export function addVsi(table: VsiTable, { vsiidFormat, vsiid }: VsiKey): StationVsi {
  if (table.index.size >= table.maxVsis) forgetOldest(table);
  const slot = table.free.pop() ?? table.vsis.length;
  const { w0, w1, w2, w3 } = vsiid;
  const vsi: StationVsi = {
    slot,
    vsiidFormat,
    vsiid: { w0, w1, w2, w3 },
    state: 'INIT',
    sysCmd: undefined,
    operCmd: undefined,
    prevCmd: undefined,
    newCmd: undefined,
    suspended: false,
  };
  table.vsis[slot] = vsi;
  table.index.add(slot, vsiidFormat, vsi.vsiid);
  return vsi;
}

/** A VSI is over: it stays for late answers where one may come, and goes where none can. */
export function endVsi(table: VsiTable, vsi: StationVsi): void {
  if (vsi.prevCmd === undefined) forgetVsi(table, vsi);
  else table.ended.push(vsi.slot);
  if (table.ended.size > MAX_ENDED) forgetOldest(table);
}

/** A VSI has a command again. */
export const reviveVsi = (table: VsiTable, vsi: StationVsi): void => table.ended.delete(vsi.slot);

/** Takes a VSI out of the table; its timers are stopped and its TLVs withdrawn already. */
function forgetVsi(table: VsiTable, vsi: StationVsi): void {
  table.ended.delete(vsi.slot);
  table.index.delete(vsi.slot);
  table.vsis[vsi.slot] = undefined;
  table.free.push(vsi.slot);
}

function forgetOldest(table: VsiTable): void {
  const slot = table.ended.first;
  if (slot !== NO_SLOT) forgetVsi(table, table.vsis[slot] as StationVsi);
}
