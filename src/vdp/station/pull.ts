// The next ULPDU of a station, made when ECP asks for it (clause 41.1): commands in the order of their arrival, then
// keep-alives by their deadlines. The wait for the response to a TLV starts as the TLV is packed, so that nothing times out
// in a queue.
//
// Always: packing looks at a bounded number of VSIs, whatever their number.

import { equalIdentifiers, type Identifier, readIdentifier } from '../../core/identifier.js';
import { putOctets } from '../../core/octets.js';
import { NO_SLOT } from '../../core/slot-list.js';
import { LOOK_AHEAD, type PackSource, pack, putManagerId } from '../packing.js';
import { ENTRIES_AT, MANAGER_ID_AT, MANAGER_ID_TLV_OCTETS, VID_FIELD_OCTETS } from '../wire/layout.js';
import type { StationCommand, StationShell, StationState, StationVsi } from './state.js';
import { onExpiry } from './step.js';

/** Keep-alives due within this part of reinitKeepAlive go along with others. */
const EARLY = 16;
/** A wait above this part of reinitKeepAlive is congestion. */
const CONGESTED = 4;
/** The shortest command: one VID. */
const LEAST_OCTETS = ENTRIES_AT + VID_FIELD_OCTETS;

const sysCmdOf = ({ state }: StationShell, slot: number): StationCommand =>
  (state.table.vsis[slot] as StationVsi).sysCmd as StationCommand;

/** How `pack` finds commands. */
const commands: PackSource<StationShell> = {
  managerOf: (shell, slot) => sysCmdOf(shell, slot).managerId,
  octetsOf: (shell, slot) => sysCmdOf(shell, slot).octets.length,
  put(shell, slot, out, at) {
    packed(shell, slot);
    return putOctets(out, at, sysCmdOf(shell, slot).octets);
  },
};

/** Whether ECP would get a ULPDU now. */
export const hasUlpdu = ({ due, keepAlives }: StationState, now: number): boolean =>
  due.size > 0 || keepAlives.next() <= now;

/** The next deadline. A keep-alive that is due waits for ECP, and is no deadline while ECP is busy. */
export function nextDeadline({ responses, keepAlives }: StationState, ecpBusy: boolean): number | undefined {
  const next = ecpBusy ? responses.next() : Math.min(responses.next(), keepAlives.next());
  return next === Number.POSITIVE_INFINITY ? undefined : next;
}

/** Writes the next ULPDU at `out[at..limit]`; returns the offset behind it, `at` where nothing is due or nothing fits. */
export function pull(shell: StationShell, out: Uint8Array, at: number, limit: number): number {
  const { state, settings, scratch } = shell;
  if (!hasUlpdu(state, state.now)) return at;
  const one = settings.oneTlvPerEcpdu;
  scratch.packedWait = 0;
  let end = pack(shell, commands, state.due, out, at, limit, one ? 1 : Number.POSITIVE_INFINITY);
  if (!one || end === at) end = packKeepAlives(shell, out, at, end, limit);
  tellCongestion(state, scratch.packedWait);
  return end;
}

/** As `pack`, from the timers: a keep-alive leaves them as it is packed, those of other managers are put back. */
function packKeepAlives(shell: StationShell, out: Uint8Array, begin: number, at: number, limit: number): number {
  const { passed } = shell.scratch;
  const { keepAlives, table, now, reinitKeepAlive, dueSince, counters } = shell.state;
  const horizon = now + reinitKeepAlive / EARLY;
  let manager: Identifier | undefined = at > begin ? readIdentifier(out, begin + MANAGER_ID_AT) : undefined;
  let end = at;
  passed.length = 0;
  while (passed.length < LOOK_AHEAD) {
    const from = manager === undefined ? begin + MANAGER_ID_TLV_OCTETS : end;
    const slot = from + LEAST_OCTETS > limit ? NO_SLOT : keepAlives.due(horizon);
    if (slot === NO_SLOT) break;
    const vsi = table.vsis[slot] as StationVsi;
    const { managerId, octets } = vsi.operCmd as StationCommand;
    dueSince[slot] = keepAlives.at(slot);
    keepAlives.clear(slot);
    if (from + octets.length > limit || !(manager === undefined || equalIdentifiers(manager, managerId))) {
      passed.push(slot);
      continue;
    }
    if (manager === undefined) putManagerId(out, begin, managerId);
    manager = managerId;
    onExpiry(shell, vsi);
    packed(shell, slot);
    counters.keepAlivesSent++;
    end = putOctets(out, from, octets);
    if (shell.settings.oneTlvPerEcpdu) break;
  }
  for (const slot of passed) keepAlives.set(slot, dueSince[slot] as number);
  return end;
}

/** A TLV is on its way: waitWhile = respWaitDelay. */
function packed({ state, scratch }: StationShell, slot: number): void {
  const { responses, now, respWaitDelay, dueSince } = state;
  responses.set(slot, now + respWaitDelay);
  scratch.packedWait = Math.max(scratch.packedWait, now - (dueSince[slot] as number));
}

/** Tells of long waits, once per reinitKeepAlive. */
function tellCongestion(state: StationState, packedWait: number): void {
  const { now, reinitKeepAlive, quietUntil, outputs } = state;
  state.longestWait = Math.max(state.longestWait, packedWait);
  if (packedWait * CONGESTED <= reinitKeepAlive || now < quietUntil) return;
  outputs.push({ kind: 'congested', longestWait: state.longestWait });
  state.longestWait = 0;
  state.quietUntil = now + reinitKeepAlive;
}
