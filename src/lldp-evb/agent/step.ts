// One run of the machines of an LLDP agent, and its effects: LLDPDUs go out, neighbours come and go.

import { empty } from '../../core/machine.js';
import { encodeLldpdu } from '../wire/lldpdu.js';
import { runReceive, runTransmit, runTransmitTimer, tickTransmission } from './data.js';
import type { NeighborRemovedReason } from './io.js';
import { readNeighbor } from './neighbor.js';
import { isFull, type LldpAgentShell, type LldpAgentState, type NeighborEntry } from './state.js';

const MAX_TTL = 65535;

/** Runs the machines after an event. */
export function step(shell: LldpAgentShell): void {
  const { data } = shell.state;
  const { effects } = shell.scratch;
  runReceive(data, effects);
  runTransmitTimer(data);
  runTransmit(data, effects);
  apply(shell);
}

/** Runs the machines at the beginning of the next second. */
export function stepTick(shell: LldpAgentShell): void {
  const { state, scratch } = shell;
  const { data, neighbors } = state;
  state.tick++;
  tickTransmission(data, scratch.effects);
  apply(shell);
  data.rxInfoAge = neighbors.some(({ ageTick }) => ageTick <= state.tick);
  if (data.tooManyNeighbors && state.tooManyUntil <= state.tick) tellTooMany(state, false);
  runReceive(data, scratch.effects);
  apply(shell);
}

/** Does what the machines ask for. */
function apply(shell: LldpAgentShell): void {
  const { settings, state, scratch } = shell;
  const { effects } = scratch;
  for (const effect of effects) {
    switch (effect) {
      case 'mibConstrInfoLLDPDU':
        if (state.tick < scratch.dueTick) scratch.owed = true;
        else sendInfo(shell);
        break;
      case 'mibConstrShutdownLLDPDU': {
        const { chassisId, portId } = settings;
        state.outputs.push({ kind: 'lldpdu', octets: encodeLldpdu({ chassisId, portId, ttl: 0, tlvs: [] }) });
        break;
      }
      case 'rxInitializeLLDP':
        remove(state, 'adminDown', () => true);
        state.tooManyUntil = 0;
        tellTooMany(state, false);
        break;
      case 'rxProcessFrame':
        processFrame(shell);
        break;
      case 'mibDeleteObjects:shutdown':
        remove(state, 'shutdown', (entry) => entry === scratch.known);
        break;
      case 'mibDeleteObjects:ageout':
        state.counters.statsAgeoutsTotal += remove(state, 'ageout', ({ ageTick }) => ageTick <= state.tick);
        break;
      case 'mibUpdateObjects':
        store(shell);
        break;
    }
  }
  empty(effects);
}

function processFrame({ settings, state, scratch }: LldpAgentShell): void {
  const { known, noRoom } = scratch;
  const { rxTTL } = state.data;
  if (known !== undefined && rxTTL > 0) known.ageTick = state.tick + rxTTL;
  if (!noRoom) return;
  const oldest = settings.evictOldest ? state.neighbors[0] : undefined;
  state.tooManyUntil = Math.max(state.tooManyUntil, oldest?.ageTick ?? state.tick + rxTTL);
  tellTooMany(state, true);
  remove(state, 'evicted', (entry) => entry === oldest);
}

/** Stores what the LLDPDU in hand says. */
function store({ settings, state, scratch }: LldpAgentShell): void {
  const { cursor, known, census } = scratch;
  const neighbor = readNeighbor(cursor, settings.maxTlvs, census.beyondLimit);
  if (known === undefined) state.neighbors.push({ neighbor, ageTick: state.tick + neighbor.ttl, gone: false });
  else known.neighbor = neighbor;
  state.outputs.push({ kind: known === undefined ? 'neighborAdded' : 'neighborUpdated', neighbor });
}

/** Removes neighbours; returns how many. */
function remove(
  state: LldpAgentState,
  reason: NeighborRemovedReason,
  isDoomed: (entry: NeighborEntry) => boolean,
): number {
  const doomed = state.neighbors.filter(isDoomed);
  state.neighbors = state.neighbors.filter((entry) => !doomed.includes(entry));
  for (const { neighbor, gone } of doomed) {
    if (!gone) state.outputs.push({ kind: 'neighborRemoved', neighbor, reason });
  }
  return doomed.length;
}

/** Tells that all neighbours have gone with the port. */
export function leavePort({ neighbors, outputs }: LldpAgentState): void {
  for (const entry of neighbors) {
    entry.gone = true;
    outputs.push({ kind: 'neighborRemoved', neighbor: entry.neighbor, reason: 'portDown' });
  }
}

function tellTooMany(state: LldpAgentState, on: boolean): void {
  state.data.tooManyNeighbors = on;
  if (state.tooManyTold !== on) state.outputs.push({ kind: 'tooManyNeighbors', on });
  state.tooManyTold = on;
}

/** Sends an LLDPDU with the TLVs that have room. */
export function sendInfo(shell: LldpAgentShell): void {
  const { settings, state, scratch } = shell;
  scratch.owed = false;
  if (isFull(shell)) return;
  const { chassisId, portId } = settings;
  const leftOut = state.tlvs.length - state.fitting;
  const ttl = Math.min(MAX_TTL, settings.msgTxInterval * settings.msgTxHold + 1);
  const tlvs = state.tlvs.slice(0, state.fitting);
  state.outputs.push({ kind: 'lldpdu', octets: encodeLldpdu({ chassisId, portId, ttl, tlvs }) });
  state.counters.statsFramesOutTotal++;
  if (leftOut === 0) return;
  state.counters.lldpduLengthErrors++;
  if (!state.leftOutTold) state.outputs.push({ kind: 'lldpduTooLong', leftOut });
  state.leftOutTold = true;
}
