// What a station looks like to people and to management: plain data, JSON-safe. For reading only: what hands a station over
// to another process is its snapshot.

import { commandType, describeCommand, vsiStateOf } from '../command.js';
import type { VdpParameters } from '../parameters.js';
import type { VsiStatus } from '../vsi.js';
import { formatVsiid } from '../wire/identity.js';
import type { VdpStationCounters } from './counters.js';
import type { VdpStationState } from './data.js';
import { type StationShell, type StationVsi, type VdpStationEvb, vsiCount } from './state.js';

/** A VSI of a station. */
export type VdpStationVsi = VsiStatus<VdpStationState>;

export interface VdpStationStatus {
  /** `down`: the port is up, EVB was never agreed since. */
  readonly evb: VdpStationEvb;
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

/** The read-out of one VSI. */
export function vsiStatus({ state, scratch: { reader } }: StationShell, vsi: StationVsi): VdpStationVsi {
  const { vsiidFormat, vsiid, operCmd, sysCmd, newCmd, slot } = vsi;
  const waitWhile = Math.min(state.responses.at(slot), state.keepAlives.at(slot));
  return {
    vsi: { vsiidFormat, vsiid: formatVsiid(vsiidFormat, vsiid) },
    state: vsi.state,
    vsiState: vsiStateOf(commandType(operCmd)),
    ...(operCmd && { operCmd: describeCommand(reader, operCmd) }),
    ...(sysCmd && { pendingCmd: describeCommand(reader, sysCmd) }),
    ...(newCmd && { nextCmd: describeCommand(reader, newCmd) }),
    ...(waitWhile < Number.POSITIVE_INFINITY && { waitWhile: Math.max(0, waitWhile - state.now) }),
  };
}

/** The VSIs that have not ended, by slot. */
export function vsis(shell: StationShell): VdpStationVsi[] {
  const { table, ended } = shell.state;
  return table.vsis.flatMap((vsi) => (vsi === undefined || ended.has(vsi.slot) ? [] : [vsiStatus(shell, vsi)]));
}

/** The read-out of a station. */
export function status({ state }: StationShell): VdpStationStatus {
  const { evb, parameters, groupIdAgreed, respWaitDelay, reinitKeepAlive, due, longestWait, counters } = state;
  return {
    evb,
    parameters: { ...parameters },
    groupIdAgreed,
    respWaitDelay,
    reinitKeepAlive,
    due: due.size,
    longestWait,
    vsis: vsiCount(state),
    counters: { ...counters },
  };
}
