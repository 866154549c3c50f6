// The read-out of an LLDP agent for people.

import { formatHex } from '../../core/octets.js';
import type { StationId } from '../wire/lldpdu.js';
import type { LldpAdminStatus } from './admin-status.js';
import type { LldpAgentCounters } from './counters.js';
import type { LldpAgentData } from './data.js';
import type { LldpAgentShell, LldpAgentState, NeighborEntry } from './state.js';
import { type LldpTimer, nextTick, nextTimer, timeLeft } from './ticks.js';

/** Octets are hexadecimal digits. */
export interface NeighborStatus {
  readonly chassisId: { readonly subtype: number; readonly id: string };
  readonly portId: { readonly subtype: number; readonly id: string };
  /** Microseconds left. */
  readonly rxInfoTTL: number;
  readonly tlvs: readonly { readonly type: number; readonly value: string }[];
  readonly tlvsBeyondLimit: number;
  /** It has gone with the port, and is only kept until its time is over. */
  readonly gone: boolean;
}

/** As of the latest `handle`; JSON-safe. Times left are in microseconds. */
export interface LldpAgentStatus {
  readonly portEnabled: boolean;
  readonly adminStatus: LldpAdminStatus;
  readonly transmit: LldpAgentData['transmit'];
  readonly transmitTimer: LldpAgentData['transmitTimer'];
  readonly receive: LldpAgentData['receive'];
  /** Microseconds to the next LLDPDU. */
  readonly txTTR: number;
  /** Fast LLDPDUs that are still to come. */
  readonly txFast: number;
  /** LLDPDUs that may go out before the next second. */
  readonly txCredit: number;
  /** Microseconds of rest left after a shutdown LLDPDU. */
  readonly txShutdownWhile: number;
  readonly tooManyNeighbors: boolean;
  /** Microseconds left. */
  readonly tooManyNeighborsTimer: number;
  /** The timer that ends first, and the microseconds left to it; absent where none runs. */
  readonly due?: { readonly timer: LldpTimer; readonly timeLeft: number };
  readonly neighbors: readonly NeighborStatus[];
  readonly counters: Readonly<LldpAgentCounters>;
}

const describeId = ({ subtype, id }: StationId) => ({ subtype, id: formatHex(id) });

const describeNeighbor = (state: LldpAgentState, { neighbor, ageTick, gone }: NeighborEntry): NeighborStatus => ({
  chassisId: describeId(neighbor.chassisId),
  portId: describeId(neighbor.portId),
  rxInfoTTL: timeLeft(state, ageTick),
  tlvs: neighbor.tlvs.map(({ type, value }) => ({ type, value: formatHex(value) })),
  tlvsBeyondLimit: neighbor.tlvsBeyondLimit,
  gone,
});

export function describeAgent({ state }: LldpAgentShell): LldpAgentStatus {
  const { portEnabled, adminStatus, transmit, transmitTimer, receive, txFast, txCredit, tooManyNeighbors } = state.data;
  const { txTTR, txShutdownWhile } = state.data;
  const next = nextTick(state);
  /** Microseconds left to a timer that ends at a tick; 0 where the timer does not run. */
  const left = (tick: number): number => (tick <= state.tick ? 0 : timeLeft(state, tick));
  return {
    portEnabled,
    adminStatus,
    transmit,
    transmitTimer,
    receive,
    txTTR: left(state.tick + txTTR),
    txFast,
    txCredit,
    txShutdownWhile: left(state.tick + txShutdownWhile),
    tooManyNeighbors,
    tooManyNeighborsTimer: left(state.tooManyUntil),
    ...(next !== Number.POSITIVE_INFINITY && {
      due: { timer: nextTimer(state, next), timeLeft: timeLeft(state, next) },
    }),
    neighbors: state.neighbors.map((entry) => describeNeighbor(state, entry)),
    counters: { ...state.counters },
  };
}
