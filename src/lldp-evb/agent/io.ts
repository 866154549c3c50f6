// What an LLDP agent is made of, is told and tells.

import type { LldpTlv, StationId } from '../wire/lldpdu.js';
import type { LldpAdminStatus } from './admin-status.js';
import type { LldpNeighbor, OrganizationTlvForm } from './neighbor.js';

export interface LldpAgentOptions {
  /** The same in all agents of a system. */
  readonly chassisId: StationId;
  readonly portId: StationId;
  /** Default `enabledRxTx`. */
  readonly adminStatus?: LldpAdminStatus;
  /** 1..32768 s, default 30. */
  readonly msgTxInterval?: number | undefined;
  /** 1..100, default 4: Time To Live is msgTxInterval * msgTxHold + 1, at most 65535. */
  readonly msgTxHold?: number | undefined;
  /** 1..3600 s, default 1. */
  readonly msgFastTx?: number | undefined;
  /** 1..8, default 4. */
  readonly txFastInit?: number | undefined;
  /** 1..100, default 5. */
  readonly txCreditMax?: number | undefined;
  /** 1..10 s, default 2. */
  readonly reinitDelay?: number | undefined;
  /** 1..256, default 4. */
  readonly maxNeighbors?: number | undefined;
  /** 1..750, default 64: what is above is left out and counted, and the neighbour's `tlvsBeyondLimit` says so. */
  readonly maxTlvs?: number | undefined;
  /** What a neighbour without room does: it is discarded (default), or the one that has been there longest goes. */
  readonly tooManyNeighbors?: 'discardNew' | 'evictOldest';
  /** V8; default `true`. */
  readonly strictLength?: boolean;
  /** The TLVs of organizations that are read behind this agent, at most 31; default `[EVB_TLV_FORM]`. */
  readonly organizationTlvs?: readonly OrganizationTlvForm[];
  /** 1..1048576, default 4096. */
  readonly maxPendingOutputs?: number | undefined;
}

export type LldpAgentInput =
  /** The port's MAC is operational, or is not. Never refused. */
  | { readonly kind: 'portEnabled'; readonly enabled: boolean }
  | { readonly kind: 'adminStatus'; readonly adminStatus: LldpAdminStatus }
  /**
   * The optional TLVs to send, in this order; they are copied. What has no room is left out from the end. Other TLVs than
   * before go out as soon as txCredit lets them.
   */
  | { readonly kind: 'localTlvs'; readonly tlvs: readonly LldpTlv[] }
  /** An LLDPDU to the agent's address: the octets behind the Ethertype, padding included, in `at..end` of `bytes`. */
  | { readonly kind: 'lldpdu'; readonly bytes: Uint8Array; readonly at: number; readonly end: number }
  /** `nextDeadline` has come. */
  | { readonly kind: 'timeout' };

/** Why a neighbour is gone. */
export type NeighborRemovedReason = 'shutdown' | 'ageout' | 'portDown' | 'adminDown' | 'evicted';

export type LldpAgentOutput =
  /** An LLDPDU to send to the agent's address. */
  | { readonly kind: 'lldpdu'; readonly octets: Uint8Array }
  /** The TLVs to send have no room together: the last ones, so many, are left out. Told once for each `localTlvs`. */
  | { readonly kind: 'lldpduTooLong'; readonly leftOut: number }
  | { readonly kind: 'neighborAdded'; readonly neighbor: LldpNeighbor }
  /** All that is known of the neighbour now; what it no longer says is gone. */
  | { readonly kind: 'neighborUpdated'; readonly neighbor: LldpNeighbor }
  | { readonly kind: 'neighborRemoved'; readonly neighbor: LldpNeighbor; readonly reason: NeighborRemovedReason }
  /** There was no room for a neighbour; `false` when its time is over. */
  | { readonly kind: 'tooManyNeighbors'; readonly on: boolean };

export type LldpAgentRefusal = 'busy' | 'badAdminStatus' | 'badTlv';

/** The counters of 802.1AB 9.2.6, and two more. */
export interface LldpAgentCounters {
  /** LLDPDUs built and sent, shutdown LLDPDUs not counted. */
  statsFramesOutTotal: number;
  /** LLDPDUs that came while reception was on, bad ones too. */
  statsFramesInTotal: number;
  /** LLDPDUs with an error, each once. */
  statsFramesInErrorsTotal: number;
  statsFramesDiscardedTotal: number;
  statsTLVsDiscardedTotal: number;
  /** TLVs of types 9..126. */
  statsTLVsUnrecognizedTotal: number;
  statsAgeoutsTotal: number;
  /** Own LLDPDUs with TLVs left out. */
  lldpduLengthErrors: number;
  /** TLVs of organizations that nobody behind the agent reads. */
  orgTlvsUnknown: number;
}

/** Greatest number of forms in `organizationTlvs`. */
export const MAX_ORGANIZATION_TLVS = 31;

export const newLldpAgentCounters = (): LldpAgentCounters => ({
  statsFramesOutTotal: 0,
  statsFramesInTotal: 0,
  statsFramesInErrorsTotal: 0,
  statsFramesDiscardedTotal: 0,
  statsTLVsDiscardedTotal: 0,
  statsTLVsUnrecognizedTotal: 0,
  statsAgeoutsTotal: 0,
  lldpduLengthErrors: 0,
  orgTlvsUnknown: 0,
});
