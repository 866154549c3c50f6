// What a station looks like to people and to management: plain data, JSON-safe. For reading only: what hands a station over
// to another process is its snapshot.

import type { VdpParameters } from '../parameters.js';
import type { VsiStatus } from '../vsi.js';
import { formatVsiid } from '../wire/identity.js';
import { commandType, describeCommand, vsiStateOf } from './command.js';
import type { VdpStationState } from './data.js';
import type { EvbState, StationState, VdpStationCounters } from './state.js';
import { hasEnded, type StationVsi, vsiCount } from './vsi.js';

/** A VSI of a station. */
export type VdpStationVsi = VsiStatus<VdpStationState>;

export interface VdpStationStatus {
  /** `down`: the port is up, EVB was never agreed since. */
  readonly evb: EvbState;
  /** As last agreed. */
  readonly parameters: VdpParameters;
  readonly groupIdAgreed: boolean;
  /** In microseconds, of the timers that start from now on; 0 before EVB was agreed. */
  readonly respWaitDelay: number;
  readonly reinitKeepAlive: number;
  /** TLVs that wait for ECP, but for keep-alives. */
  readonly due: number;
  /** Longest wait of a TLV for ECP since `congested` was told last, in microseconds. */
  readonly longestWait: number;
  /** Number of VSIs. */
  readonly vsis: number;
  readonly counters: Readonly<VdpStationCounters>;
}

export function describeVsi({ responses, keepAlives, now }: StationState, vsi: StationVsi): VdpStationVsi {
  const { vsiidFormat, vsiid, state, operCmd, sysCmd, newCmd, slot } = vsi;
  const waitWhile = Math.min(responses.at(slot), keepAlives.at(slot));
  return {
    vsi: { vsiidFormat, vsiid: formatVsiid(vsiidFormat, vsiid) },
    state,
    vsiState: vsiStateOf(commandType(operCmd)),
    ...(operCmd && { operCmd: describeCommand(operCmd) }),
    ...(sysCmd && { pendingCmd: describeCommand(sysCmd) }),
    ...(newCmd && { nextCmd: describeCommand(newCmd) }),
    ...(waitWhile < Number.POSITIVE_INFINITY && { waitWhile: Math.max(0, waitWhile - now) }),
  };
}

/** All VSIs that are not over, by slot. */
export function describeVsis(core: StationState): VdpStationVsi[] {
  const all: VdpStationVsi[] = [];
  for (const vsi of core.table.vsis) {
    if (vsi !== undefined && !hasEnded(core.table, vsi)) all.push(describeVsi(core, vsi));
  }
  return all;
}

export function describeStation(core: StationState): VdpStationStatus {
  const { evb, parameters, groupIdAgreed, respWaitDelay, reinitKeepAlive, due, longestWait, counters } = core;
  return {
    evb,
    parameters: { ...parameters },
    groupIdAgreed,
    respWaitDelay,
    reinitKeepAlive,
    due: due.size,
    longestWait,
    vsis: vsiCount(core.table),
    counters: { ...counters },
  };
}
