// An LLDP agent looks at an LLDPDU and counts before its receive machine runs: this is the first part of
// rxProcessFrame(), 802.1AB 9.2.7.7. The second part, which changes the table of neighbours, is in `step`.

import { lldpTtl, wrapLldpdu } from '../wire/lldpdu-cursor.js';
import { receives } from './admin-status.js';
import { isNeighbor, takeTlvCensus } from './neighbor.js';
import { isFull, type LldpAgentShell } from './state.js';

/** Whether an LLDPDU is looked at (V0). */
export function acceptsLldpdu(shell: LldpAgentShell): boolean {
  const { data, counters } = shell.state;
  if (!data.portEnabled || !receives(data.adminStatus)) return false;
  counters.statsFramesInTotal++;
  if (!isFull(shell)) return true;
  counters.statsFramesDiscardedTotal++;
  return false;
}

/** Looks at the LLDPDU in `at..end`, counts, and sets rcvFrame with what rxProcessFrame() finds. */
export function examineLldpdu(
  { settings, state, scratch }: LldpAgentShell,
  bytes: Uint8Array,
  at: number,
  end: number,
): void {
  const { cursor, census } = scratch;
  const { data, counters, neighbors } = state;
  const bad = wrapLldpdu(cursor, bytes, at, Math.min(end, bytes.length), settings) !== undefined;
  scratch.known = undefined;
  scratch.noRoom = false;
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
  const known = neighbors.find(({ neighbor }) => isNeighbor(neighbor, cursor));
  scratch.known = known;
  if (data.frameTTL === 0) return;
  takeTlvCensus(census, cursor, known?.neighbor, settings.organizationTlvs, settings.maxTlvs);
  counters.statsTLVsDiscardedTotal += census.discarded;
  if (census.discarded > 0) counters.statsFramesInErrorsTotal++;
  counters.statsTLVsUnrecognizedTotal += census.unrecognized;
  counters.orgTlvsUnknown += census.orgUnknown;
  scratch.noRoom = known === undefined && neighbors.length >= settings.maxNeighbors;
  const stored = !scratch.noRoom || settings.evictOldest;
  if (!stored) counters.statsFramesDiscardedTotal++;
  data.frameChanges = stored && !census.same;
  data.frameNew = stored && known === undefined;
}
