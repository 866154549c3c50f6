// The read-out of an LLDP agent for people.

import { formatHex } from '../../core/octets.js';
import type { StationId } from '../wire/lldpdu.js';
import type { LldpAdminStatus } from './admin-status.js';
import type { LldpAgentData } from './data.js';
import type { LldpAgentCounters } from './io.js';
import type { NeighborEntry } from './receive.js';

/** Octets are hexadecimal digits. */
export interface NeighborStatus {
  readonly chassisId: { readonly subtype: number; readonly id: string };
  readonly portId: { readonly subtype: number; readonly id: string };
  /** Seconds left. */
  readonly rxInfoTTL: number;
  readonly tlvs: readonly { readonly type: number; readonly value: string }[];
  readonly tlvsBeyondLimit: number;
  /** It is gone with the port, and only kept until its time is over. */
  readonly gone: boolean;
}

/** As of the last `handle`; JSON-safe. */
export interface LldpAgentStatus {
  readonly portEnabled: boolean;
  readonly adminStatus: LldpAdminStatus;
  readonly transmit: LldpAgentData['transmit'];
  readonly transmitTimer: LldpAgentData['transmitTimer'];
  readonly receive: LldpAgentData['receive'];
  /** Seconds. */
  readonly txTTR: number;
  readonly txFast: number;
  readonly txCredit: number;
  /** Seconds. */
  readonly txShutdownWhile: number;
  readonly tooManyNeighbors: boolean;
  /** Seconds left. */
  readonly tooManyNeighborsTimer: number;
  readonly neighbors: readonly NeighborStatus[];
  readonly counters: Readonly<LldpAgentCounters>;
}

const describeId = ({ subtype, id }: StationId) => ({ subtype, id: formatHex(id) });

/** The status at a tick. */
export function describeAgent(
  data: LldpAgentData,
  tick: number,
  tooManyUntil: number,
  entries: readonly NeighborEntry[],
  counters: LldpAgentCounters,
): LldpAgentStatus {
  const { portEnabled, adminStatus, transmit, transmitTimer, receive } = data;
  const { txTTR, txFast, txCredit, txShutdownWhile, tooManyNeighbors } = data;
  return {
    portEnabled,
    adminStatus,
    transmit,
    transmitTimer,
    receive,
    txTTR,
    txFast,
    txCredit,
    txShutdownWhile,
    tooManyNeighbors,
    tooManyNeighborsTimer: Math.max(0, tooManyUntil - tick),
    neighbors: entries.map(({ neighbor, ageTick, gone }) => ({
      chassisId: describeId(neighbor.chassisId),
      portId: describeId(neighbor.portId),
      rxInfoTTL: ageTick - tick,
      tlvs: neighbor.tlvs.map(({ type, value }) => ({ type, value: formatHex(value) })),
      tlvsBeyondLimit: neighbor.tlvsBeyondLimit,
      gone,
    })),
    counters: { ...counters },
  };
}
