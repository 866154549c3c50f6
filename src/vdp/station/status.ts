// What a station looks like to people and to management: plain data, JSON-safe. For reading only: what hands a station over
// to another process is its snapshot.

import type { VdpParameters } from '../parameters.js';
import type { VsiKey } from '../wire/identity.js';
import { type CommandStatus, describeCommand } from './command.js';
import type { VdpStationState } from './data.js';
import type { EvbState, StationState, VdpStationCounters } from './state.js';
import { hasEnded, type StationVsi } from './vsi.js';

export interface VdpStationVsiStatus extends VsiKey {
  readonly state: VdpStationState;
  readonly vsiState: 'PREASSOC' | 'PREASSOC_RR' | 'ASSOC' | 'DEASSOC';
  /** The command in force. */
  readonly operCmd?: CommandStatus;
  /** The command on its way. */
  readonly sysCmd?: CommandStatus;
  /** The command that waits behind it, or for EVB. */
  readonly waiting?: CommandStatus;
  /** When waitWhile is over, in microseconds; absent where the TLV that starts it has not been packed. */
  readonly waitWhile?: number;
}

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
  readonly vsis: readonly VdpStationVsiStatus[];
  readonly counters: Readonly<VdpStationCounters>;
}

/** By TLV type. */
const VSI_STATES = ['DEASSOC', 'PREASSOC', 'PREASSOC_RR', 'ASSOC'] as const;

export function describeVsi({ responses, keepAlives }: StationState, vsi: StationVsi): VdpStationVsiStatus {
  const { vsiidFormat, vsiid, state, vsiState, operCmd, sysCmd, waiting, slot } = vsi;
  const waitWhile = Math.min(responses.at(slot), keepAlives.at(slot));
  return {
    vsiidFormat,
    vsiid,
    state,
    vsiState: VSI_STATES[vsiState] ?? 'DEASSOC',
    ...(operCmd && { operCmd: describeCommand(operCmd) }),
    ...(sysCmd && { sysCmd: describeCommand(sysCmd) }),
    ...(waiting && { waiting: describeCommand(waiting) }),
    ...(waitWhile < Number.POSITIVE_INFINITY && { waitWhile }),
  };
}

/** All VSIs that are not over, by slot. */
export function describeVsis(core: StationState): VdpStationVsiStatus[] {
  const all: VdpStationVsiStatus[] = [];
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
    vsis: describeVsis(core),
    counters: { ...counters },
  };
}
