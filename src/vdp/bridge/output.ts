// What the bridge of VDP tells and asks its host for, as data: the VSI manager, the data plane and management all read
// from this one list. Octets in an output are its own.

import type { Identifier } from '../../core/identifier.js';
import type { Refusal } from '../../core/refusal.js';
import type { VsiQuery } from '../manager/vsi-manager.js';
import type { VsiState } from '../vsi.js';
import type { AssociationType } from '../wire/association.js';
import type { FilterInfo } from '../wire/filter-info.js';
import type { VsiKey } from '../wire/identity.js';
import type { ReceivedOrganization } from '../wire/organization.js';

/** The host's own reasons to end an association. */
export type WithdrawReason = 'policy' | 'typeRemoved' | 'moved' | 'command';

/** Why all VSIs go without a word to the station. */
export type VdpBridgeResetReason = 'portDown' | 'disabled' | 'evbLost' | 'sChannelDeleted';

/** Why a VSI went. */
export type OfflineReason =
  | WithdrawReason
  | VdpBridgeResetReason
  | 'stationDeassociated'
  | 'refused'
  | 'keepaliveExpired'
  | 'resourceTimeout';

/** What a VSI is now, and by which command. */
export interface VsiFacts {
  readonly vsi: VsiKey;
  readonly state: Exclude<VsiState, 'DEASSOC'>;
  readonly managerId: Identifier;
  readonly typeId: number;
  readonly typeVersion: number;
  /** With the supplied values. */
  readonly filterInfo: FilterInfo;
}

export type { VsiState };

export type VdpBridgeOutput =
  /** Asks for the resources of a command, 41.5.5.8; to be answered by `{ kind: 'answer', id, answer }`. */
  | ({ readonly kind: 'query' } & VsiQuery)
  /** The answer of this query is no longer wanted. */
  | { readonly kind: 'cancel'; readonly id: number; readonly vsi: VsiKey }
  /**
   * What the answer of this query granted is given back: it came late, did not agree with its command, was replaced by a
   * newer one, or the VSI has gone. Told of every query that was granted, never while it is in force.
   */
  | { readonly kind: 'release'; readonly id: number }
  /** The record of a VSI is deleted, whether it ever was online or not. */
  | { readonly kind: 'released'; readonly vsi: VsiKey; readonly reason: OfflineReason }
  /** A VSI is pre-associated or associated that was not. */
  | ({ readonly kind: 'online' } & VsiFacts)
  /** It has another state, type, manager or filter than before; the new replace the old. */
  | ({ readonly kind: 'changed' } & VsiFacts)
  /** It is no longer; `released` follows. */
  | { readonly kind: 'offline'; readonly vsi: VsiKey; readonly reason: OfflineReason }
  /** A command was answered with an error. */
  | {
      readonly kind: 'rejected';
      readonly vsi: VsiKey;
      readonly command: AssociationType;
      /** Error type, 1..5. */
      readonly error: number;
      readonly keep: boolean;
      readonly hard: boolean;
      /** What was wrong with the answer of the VSI manager, where that is the cause. */
      readonly answer?: Refusal<'invalidAnswer'>;
    }
  /** The user of a VSI is suspended (S) or migrates here (M), or is so no longer; first told by `query`. */
  | { readonly kind: 'hints'; readonly vsi: VsiKey; readonly suspended: boolean; readonly migrating: boolean }
  /** Organizationally defined TLVs came in one ULPDU, in their order. */
  | { readonly kind: 'organization'; readonly tlvs: readonly ReceivedOrganization[] };
