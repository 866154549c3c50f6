// What goes into a `VdpBridge` and what comes out, clause 41. All plain data. Octets in an output are its own; octets in an
// input are read during `handle` only.
//
// Always: each grant of the VSI manager that the bridge took is given back by one `release`, never while it is in force.

import type { Refusal } from '../../core/refusal.js';
import type { VsiAnswer, VsiQuery } from '../manager/vsi-manager.js';
import type { VdpParameters } from '../parameters.js';
import type { VdpCommand, VsiFacts, VsiReason, VsiResetReason, VsiWithdrawReason } from '../vsi.js';
import type { VsiKey } from '../wire/identity.js';
import type { OrganizationData, ReceivedOrganization } from '../wire/organization.js';

export type VdpBridgeInput =
  /** Indication of ECP: the ULPDU is `bytes[at..end]`, padding included. */
  | { readonly kind: 'ulpdu'; readonly bytes: Uint8Array; readonly at: number; readonly end: number }
  /** The VSI manager's answer to a `query`. */
  | { readonly kind: 'answer'; readonly id: number; readonly answer: VsiAnswer }
  /** Whether a query waits for the VSI manager: a resource time-out then is error 3, not 4. */
  | { readonly kind: 'managerPending'; readonly id: number; readonly pending: boolean }
  /** The bridge ends one association (bridgeExit). Default of the reason: `policy`. */
  | { readonly kind: 'withdraw'; readonly vsi: VsiKey; readonly reason?: VsiWithdrawReason }
  /** The bridge ends all associations. */
  | { readonly kind: 'withdrawAll'; readonly reason: VsiWithdrawReason }
  /**
   * Organizationally defined TLVs that go out once, right behind the response of a VSI that waits for ECP, or behind its next
   * one. They take the place of those given before; an empty list takes those back.
   */
  | { readonly kind: 'organization'; readonly vsi: VsiKey; readonly organizations: readonly OrganizationData[] }
  /** EVB has been agreed with the station, or agreed anew. Timers that run keep their time. */
  | {
      readonly kind: 'evb';
      readonly state: 'ready';
      readonly parameters: VdpParameters;
      /** Both sides advertise GroupID support. */
      readonly groupIdAgreed: boolean;
    }
  /**
   * `down`: EVB is off, which ends all VSIs with the reason `disabled`. `lost`: EVB was agreed, and the EVB TLV of the station
   * is gone; VSIs live on by their keep-alives, commands of other VSIs are ignored, De-Associate is always answered.
   */
  | { readonly kind: 'evb'; readonly state: 'down' | 'lost' }
  /** All VSIs end at once, nothing is sent; EVB counts as never agreed. */
  | { readonly kind: 'reset'; readonly reason: VsiResetReason }
  /** `nextDeadline()` has come; too early does nothing. */
  | { readonly kind: 'timeout' };

export type VdpBridgeRefusalCode =
  /** The bridge holds no such VSI. */
  | 'unknownVsi'
  /** The id was never given to a query. */
  | 'unknownQuery'
  /** The bridge no longer waits for the answer of this query: what the answer grants is not in force. */
  | 'lateAnswer'
  | 'invalidAnswer'
  | 'invalidParameters'
  /** Organizationally defined TLVs that have no encoding, or do not fit a ULPDU together with a response. */
  | 'invalidOrganization'
  /** Too many outputs wait for `poll`, or too many responses for ECP. */
  | 'busy';

export type VdpBridgeRefusal = Refusal<VdpBridgeRefusalCode>;

export type VdpBridgeOutput =
  /** Asks for the resources of a command, 41.5.5.8. The host answers by `{ kind: 'answer', id, answer }`. */
  | ({ readonly kind: 'query' } & VsiQuery)
  /** The bridge no longer waits for the answer of this query. */
  | { readonly kind: 'cancel'; readonly query: VsiQuery }
  /**
   * A grant of the VSI manager is given back: it does not agree with its command, a newer one took its place, or the VSI has
   * gone. A query that was in force has the VIDs and priorities that were granted.
   */
  | { readonly kind: 'release'; readonly query: VsiQuery }
  /** A VSI is pre-associated or associated that was not. */
  | ({ readonly kind: 'online' } & VsiFacts)
  /** State, type, manager or filter in force differ from before; the facts are the new ones. */
  | ({ readonly kind: 'changed' } & VsiFacts)
  /** A VSI was pre-associated or associated, and is not any more; the facts are the last ones. `deleted` follows. */
  | ({ readonly kind: 'offline'; readonly reason: VsiReason } & VsiFacts)
  /** The record of a VSI is deleted, whether the VSI ever was online or not. */
  | { readonly kind: 'deleted'; readonly vsi: VsiKey; readonly reason: VsiReason }
  /** The response to a command has an error. */
  | {
      readonly kind: 'rejected';
      readonly vsi: VsiKey;
      readonly command: VdpCommand;
      /** Error type, 1..5. */
      readonly error: number;
      /** The VSI goes on as it was before the command. */
      readonly keep: boolean;
      /** The same command will fail again. */
      readonly hard: boolean;
      /** What was wrong with the answer of the VSI manager, where that is the cause. */
      readonly answer?: Refusal<'invalidAnswer'>;
    }
  /** M or S of a VSI differs from before; `query` has those of the first command. */
  | { readonly kind: 'hints'; readonly vsi: VsiKey; readonly suspended: boolean; readonly migrating: boolean }
  /** Organizationally defined TLVs came in one ULPDU, in their order. */
  | { readonly kind: 'organization'; readonly tlvs: readonly ReceivedOrganization[] };
