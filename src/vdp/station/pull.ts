// The next ULPDU of a station, made when ECP asks for it (clause 41.1): commands in the order of their arrival, then
// keep-alives by their deadlines. Whoever is packed starts to wait for an answer now, so nothing times out in a queue.
//
// Always: packing looks at a bounded number of VSIs, whatever their number.

import { equalIdentifiers, type Identifier, readIdentifier } from '../../core/identifier.js';
import { TLV_HEADER } from '../../core/tlv.js';
import { LOOK_AHEAD, type PackSource, pack, putManagerId } from '../packing.js';
import { ASSOCIATION_FIXED_LENGTH, MANAGER_ID_TLV_OCTETS } from '../wire/layout.js';
import { commandLength, type KeptCommand, putCommand } from './command.js';
import type { StationState } from './state.js';
import { stepStation } from './step.js';
import type { StationVsi } from './vsi.js';

const NO_VSI = -1;
/** Keep-alives due within this part of reinitKeepAlive go along with others. */
const EARLY = 16;
/** A wait above this part of reinitKeepAlive is congestion. */
const CONGESTED = 4;
/** The shortest command: one VID. */
const LEAST_OCTETS = TLV_HEADER + ASSOCIATION_FIXED_LENGTH + 2;

/** Whether ECP would get a ULPDU now. */
export const hasUlpdu = ({ due, keepAlives }: StationState, now: number): boolean =>
  due.size > 0 || keepAlives.next() <= now;

/** How `pack` sees what is due. */
export const packSource = (core: StationState): PackSource<KeptCommand> => ({
  tlvOf: (slot) => (core.table.vsis[slot] as StationVsi).sysCmd as KeptCommand,
  octetsOf: commandLength,
  put(slot, tlv, out, at) {
    packed(core, slot);
    return putCommand(out, at, tlv);
  },
});

/** Writes the next ULPDU at `out[at..limit]`; returns the offset behind it, `at` where there is none. */
export function pullUlpdu(
  core: StationState,
  source: PackSource<KeptCommand>,
  out: Uint8Array,
  at: number,
  limit: number,
): number {
  if (!hasUlpdu(core, core.now)) return at;
  const one = core.options.oneTlvPerEcpdu;
  core.packedWait = 0;
  let end = pack(core.due, source, out, at, limit, one ? 1 : Number.POSITIVE_INFINITY);
  if (!one || end === at) end = packKeepAlives(core, out, at, end, limit);
  tellCongestion(core);
  return end;
}

/** As `pack`, from the timers: each keep-alive leaves them as it is packed, those of other managers are put back. */
function packKeepAlives(core: StationState, out: Uint8Array, begin: number, at: number, limit: number): number {
  const { keepAlives, table, now, dueSince, passed } = core;
  const { oneTlvPerEcpdu } = core.options;
  const horizon = now + core.reinitKeepAlive / EARLY;
  let manager: Identifier | undefined = at > begin ? readIdentifier(out, begin + TLV_HEADER) : undefined;
  let end = at;
  passed.length = 0;
  while (passed.length < LOOK_AHEAD) {
    const from = manager === undefined ? begin + MANAGER_ID_TLV_OCTETS : end;
    const slot = from + LEAST_OCTETS > limit ? NO_VSI : keepAlives.due(horizon);
    if (slot === NO_VSI) break;
    const vsi = table.vsis[slot] as StationVsi;
    const command = vsi.operCmd as KeptCommand;
    dueSince[slot] = keepAlives.at(slot);
    keepAlives.clear(slot);
    if (
      from + commandLength(command) > limit ||
      !(manager === undefined || equalIdentifiers(manager, command.managerId))
    ) {
      passed.push(slot);
      continue;
    }
    if (manager === undefined) putManagerId(out, begin, command.managerId);
    manager = command.managerId;
    core.machine.waitWhileExpired = true;
    stepStation(core, vsi);
    packed(core, slot);
    core.counters.keepAlivesSent++;
    end = putCommand(out, from, command);
    if (oneTlvPerEcpdu) break;
  }
  for (const slot of passed) keepAlives.set(slot, dueSince[slot] as number);
  return end;
}

/** A TLV is on its way: waitWhile = respWaitDelay. */
function packed(core: StationState, slot: number): void {
  core.responses.set(slot, core.now + core.respWaitDelay);
  core.packedWait = Math.max(core.packedWait, core.now - (core.dueSince[slot] as number));
}

/** The host hears of long waits, once per reinitKeepAlive. */
function tellCongestion(core: StationState): void {
  const { packedWait, now, reinitKeepAlive } = core;
  core.longestWait = Math.max(core.longestWait, packedWait);
  if (packedWait * CONGESTED <= reinitKeepAlive || now < core.quietUntil) return;
  core.outputs.push({ kind: 'congested', longestWait: core.longestWait });
  core.longestWait = 0;
  core.quietUntil = now + reinitKeepAlive;
}
