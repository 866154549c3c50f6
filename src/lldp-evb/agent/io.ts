// What an LLDP agent is made of, what it takes, and what it tells.

import type { LldpTlv, StationId } from '../wire/lldpdu.js';
import type { LldpAdminStatus } from './admin-status.js';
import type { LldpNeighbor, OrganizationTlvForm } from './neighbor.js';

export interface LldpAgentOptions {
  /** The same in all agents of a system. */
  readonly chassisId: StationId;
  readonly portId: StationId;
  /** Whether it sends and receives. Default `enabledRxTx`. */
  readonly adminStatus?: LldpAdminStatus;
  /** Seconds between two LLDPDUs while nothing changes, 1..32768. Default 30. */
  readonly msgTxInterval?: number | undefined;
  /**
   * Intervals that a neighbour keeps an LLDPDU for, 1..100. Default 4. Time To Live is msgTxInterval * msgTxHold + 1 s,
   * at most 65535.
   */
  readonly msgTxHold?: number | undefined;
  /** Seconds between two LLDPDUs after a new neighbour, 1..3600. Default 1. */
  readonly msgFastTx?: number | undefined;
  /** LLDPDUs sent fast after a new neighbour, 1..8. Default 4. */
  readonly txFastInit?: number | undefined;
  /** LLDPDUs that may go out within one second, 1..100. Default 5. */
  readonly txCreditMax?: number | undefined;
  /** Seconds of rest after a shutdown LLDPDU, 1..10. Default 2. */
  readonly reinitDelay?: number | undefined;
  /** Neighbours kept, 1..256. Default 4. */
  readonly maxNeighbors?: number | undefined;
  /**
   * Optional TLVs kept of one neighbour, 1..750. Default 64. TLVs above it are left out and counted, in
   * `tlvsBeyondLimit` of the neighbour too.
   */
  readonly maxTlvs?: number | undefined;
  /**
   * A new neighbour finds no room: it is discarded (`discardNew`, the default), or the oldest neighbour goes
   * (`evictOldest`).
   */
  readonly tooManyNeighbors?: 'discardNew' | 'evictOldest';
  /**
   * An optional TLV that runs past the end of its LLDPDU spoils the LLDPDU (V8); `false`: the TLVs before it count.
   * Default true.
   */
  readonly strictLength?: boolean;
  /** Forms of the organizationally specific TLVs that the host reads, at most 31. Default `[EVB_TLV_FORM]`. */
  readonly organizationTlvs?: readonly OrganizationTlvForm[];
  /** Outputs that wait for `poll` before LLDPDUs are dropped and inputs refused, 1..1048576. Default 4096. */
  readonly maxPendingOutputs?: number | undefined;
}

export type LldpAgentInput =
  /** The MAC of the port works, or does not. Never refused. At first it does not. */
  | { readonly kind: 'portEnabled'; readonly enabled: boolean }
  | { readonly kind: 'adminStatus'; readonly adminStatus: LldpAdminStatus }
  /**
   * The optional TLVs to send, in this order; they are copied. The last ones are left out where not all have room. A
   * list that differs from the one before goes out as soon as txCredit allows it.
   */
  | { readonly kind: 'localTlvs'; readonly tlvs: readonly LldpTlv[] }
  /** An LLDPDU to the agent's address: the octets behind the Ethertype, padding included, in `at..end` of `bytes`. */
  | { readonly kind: 'lldpdu'; readonly bytes: Uint8Array; readonly at: number; readonly end: number }
  /** `nextDeadline` has come. */
  | { readonly kind: 'timeout' };

/** Why a neighbour has gone. */
export type NeighborRemovedReason = 'shutdown' | 'ageout' | 'portDown' | 'adminDown' | 'evicted';

export type LldpAgentOutput =
  /** An LLDPDU to send to the agent's address. */
  | { readonly kind: 'lldpdu'; readonly octets: Uint8Array }
  /**
   * The TLVs to send do not all have room: this number of them, the last ones, is left out. Told once for each
   * `localTlvs`.
   */
  | { readonly kind: 'lldpduTooLong'; readonly leftOut: number }
  | { readonly kind: 'neighborAdded'; readonly neighbor: LldpNeighbor }
  /** All that the neighbour says now. */
  | { readonly kind: 'neighborUpdated'; readonly neighbor: LldpNeighbor }
  | { readonly kind: 'neighborRemoved'; readonly neighbor: LldpNeighbor; readonly reason: NeighborRemovedReason }
  /** There was no room for a neighbour; `false`: the time of that neighbour is over. */
  | { readonly kind: 'tooManyNeighbors'; readonly on: boolean };

export type LldpAgentRefusal = 'busy' | 'badAdminStatus' | 'badTlv';

/** Greatest number of forms in `organizationTlvs`. */
export const MAX_ORGANIZATION_TLVS = 31;
