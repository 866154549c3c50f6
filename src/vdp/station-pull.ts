// The next ULPDU of a station, made when ECP asks for it (clause 41.1): commands in the order of their arrival, then
// keep-alives by their deadlines. Whoever is packed starts to wait for an answer now, so nothing times out in a queue.
//
// Always: packing looks at a bounded number of VSIs, whatever their number.

import { equalIdentifiers, type Identifier, readIdentifier } from '../core/identifier.js';
import { TLV_HEADER } from '../core/tlv.js';
import { LOOK_AHEAD, type PackSource, pack, putManagerId } from './packing.js';
import { commandLength, putCommand, type StationCommand } from './station-command.js';
import type { StationCore } from './station-core.js';
import { stepStation } from './station-step.js';
import type { StationVsi } from './station-vsi.js';
import { ASSOCIATION_FIXED_LENGTH, MANAGER_ID_TLV_OCTETS } from './tlv-type.js';

const NO_VSI = -1;
/** Keep-alives due within this part of reinitKeepAlive go along with others. */
const EARLY = 16;
/** A wait above this part of reinitKeepAlive is congestion. */
const CONGESTED = 4;
/** The shortest command: one VID. */
const LEAST_OCTETS = TLV_HEADER + ASSOCIATION_FIXED_LENGTH + 2;

/** Whether ECP would get a ULPDU now. */
export const hasUlpdu = ({ due, keepAlives }: StationCore, now: number): boolean =>
  due.size > 0 || keepAlives.next() <= now;

/** How `pack` sees what is due. */
export const packSource = (core: StationCore): PackSource<StationCommand> => ({
  tlvOf: (slot) => (core.table.vsis[slot] as StationVsi).sysCmd as StationCommand,
  octetsOf: commandLength,
  put(slot, tlv, out, at) {
    packed(core, slot);
    return putCommand(out, at, tlv);
  },
});

/** Writes the next ULPDU at `out[at..limit]`; returns the offset behind it, `at` where there is none. */
export function pullUlpdu(
  core: StationCore,
  source: PackSource<StationCommand>,
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
function packKeepAlives(core: StationCore, out: Uint8Array, begin: number, at: number, limit: number): number {
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
    const command = vsi.operCmd as StationCommand;
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
function packed(core: StationCore, slot: number): void {
  core.responses.set(slot, core.now + core.respWaitDelay);
  core.packedWait = Math.max(core.packedWait, core.now - (core.dueSince[slot] as number));
}

/** The host hears of long waits, once per reinitKeepAlive. */
function tellCongestion(core: StationCore): void {
  const { packedWait, now, reinitKeepAlive } = core;
  core.longestWait = Math.max(core.longestWait, packedWait);
  if (packedWait * CONGESTED <= reinitKeepAlive || now < core.quietUntil) return;
  core.outputs.push({ kind: 'congested', longestWait: core.longestWait });
  core.longestWait = 0;
  core.quietUntil = now + reinitKeepAlive;
}
