// Queries of the VSI manager, 41.5.5.8: their ids, and what they ask. The id of a query bears its number and the slot of its
// VSI, so that the answer finds the VSI.

import { commandWord, hintsOf, type KeptCommand, readCommand } from '../command.js';
import type { VsiQuery } from '../manager/vsi-manager.js';
import type { BridgeShell, BridgeState } from './state.js';

/** Greater than any slot. */
const SLOTS = 2 ** 22;

const idOf = (number: number, slot: number): number => number * SLOTS + slot;

/** The slot of the VSI that a query is about. `| 0` makes it a 32-bit integer, so that V8 keeps lists of slots unboxed. */
export const slotOfQuery = (id: number): number => (id % SLOTS) | 0;

/** The number of a query. */
export const numberOfQuery = (id: number): number => Math.floor(id / SLOTS);

/** Whether an id was given to a query of this bridge. */
export const wasAsked = ({ queries, queriesBefore }: BridgeState, id: number): boolean =>
  Number.isSafeInteger(id) && numberOfQuery(id) > queriesBefore && numberOfQuery(id) <= queries;

/** The query with this number, about this command of the VSI in this slot. */
export function queryOf({ scratch }: BridgeShell, number: number, slot: number, command: KeptCommand): VsiQuery {
  const { type, status, typeId, typeVersion, vsiidFormat, vsiid, filterInfo } = readCommand(scratch.reader, command);
  return {
    id: idOf(number, slot),
    vsi: { vsiidFormat, vsiid },
    command: commandWord(type) as VsiQuery['command'],
    managerId: command.managerId,
    typeId,
    typeVersion,
    filterInfo,
    ...hintsOf(status),
  };
}
