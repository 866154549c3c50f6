// What an LLDP agent makes of an LLDPDU before its receive machine runs: rxProcessFrame() of 802.1AB 9.2.7.7, as far as it
// looks and counts. What it does to the table of neighbours is the agent's.

import { createLldpduCursor, type LldpduCursor, lldpTtl, wrapLldpdu } from '../wire/lldpdu-cursor.js';
import type { LldpAgentData } from './data.js';
import type { LldpAgentCounters } from './io.js';
import {
  isNeighbor,
  type LldpNeighbor,
  newTlvCensus,
  type OrganizationTlvForm,
  type TlvCensus,
  takeTlvCensus,
} from './neighbor.js';

/** A neighbour in the table of an agent. */
export interface NeighborEntry {
  neighbor: LldpNeighbor;
  /** Tick at which its rxInfoTTL comes to 0. */
  ageTick: number;
  /** It was told to be gone with the port. */
  gone: boolean;
}

export interface ReceptionOptions {
  readonly strictLength: boolean;
  readonly forms: readonly OrganizationTlvForm[];
  readonly maxTlvs: number;
  readonly maxNeighbors: number;
  readonly evictOldest: boolean;
}

/** The LLDPDU in hand, and what it speaks of. */
export interface Reception {
  readonly options: ReceptionOptions;
  readonly cursor: LldpduCursor;
  readonly census: TlvCensus;
  /** Its neighbour, where it is known. */
  known: NeighborEntry | undefined;
  /** It is of a neighbour that has no room. */
  noRoom: boolean;
}

export const newReception = (options: ReceptionOptions): Reception => ({
  options,
  cursor: createLldpduCursor(),
  census: newTlvCensus(),
  known: undefined,
  noRoom: false,
});

/** Looks at the LLDPDU in `at..end`, counts, and sets rcvFrame with what rxProcessFrame() finds. */
export function examineLldpdu(
  reception: Reception,
  data: LldpAgentData,
  counters: LldpAgentCounters,
  entries: readonly NeighborEntry[],
  { bytes, at, end }: { readonly bytes: Uint8Array; readonly at: number; readonly end: number },
): void {
  const { cursor, census, options } = reception;
  const bad = wrapLldpdu(cursor, bytes, at, Math.min(end, bytes.length), options) !== undefined;
  reception.known = undefined;
  reception.noRoom = false;
  data.rcvFrame = true;
  data.frameBad = bad;
  data.frameTTL = bad ? 0 : lldpTtl(cursor);
  data.frameChanges = false;
  data.frameNew = false;
  if (bad) {
    counters.statsFramesDiscardedTotal++;
    counters.statsFramesInErrorsTotal++;
    return;
  }
  const known = entries.find(({ neighbor }) => isNeighbor(neighbor, cursor));
  reception.known = known;
  if (data.frameTTL === 0) return;
  takeTlvCensus(census, cursor, known?.neighbor, options.forms, options.maxTlvs);
  counters.statsTLVsDiscardedTotal += census.discarded;
  if (census.discarded > 0) counters.statsFramesInErrorsTotal++;
  counters.statsTLVsUnrecognizedTotal += census.unrecognized;
  counters.orgTlvsUnknown += census.orgUnknown;
  reception.noRoom = known === undefined && entries.length >= options.maxNeighbors;
  const stored = !reception.noRoom || options.evictOldest;
  if (!stored) counters.statsFramesDiscardedTotal++;
  data.frameChanges = stored && !census.same;
  data.frameNew = stored && known === undefined;
}
