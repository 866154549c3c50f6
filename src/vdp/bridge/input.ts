// What a host tells the bridge of VDP.

import type { Identifier } from '../../core/identifier.js';
import type { Refusal } from '../../core/refusal.js';
import type { VsiAnswer } from '../manager/vsi-manager.js';
import type { VdpParameters } from '../parameters.js';
import type { VdpBridgeResetReason, WithdrawReason } from './output.js';

export type VdpBridgeInput =
  /** A ULPDU of the station, `at..end` of `bytes`, padding included; looked at during this call only. */
  | { readonly kind: 'ulpdu'; readonly bytes: Uint8Array; readonly at: number; readonly end: number }
  /** The answer of a `query`. Where that is no longer open it is dropped, and what it granted is told to be released. */
  | { readonly kind: 'answer'; readonly id: number; readonly answer: VsiAnswer }
  /** Whether the answer of a query waits for the VSI manager: a resource time-out then is error 3, not 4. */
  | { readonly kind: 'managerPending'; readonly id: number; readonly pending: boolean }
  /** The bridge ends one association (bridgeExit); the reason is `policy` where none is given. */
  | {
      readonly kind: 'withdraw';
      readonly vsiidFormat: number;
      readonly vsiid: Identifier;
      readonly reason?: WithdrawReason;
    }
  /** The same for all VSIs. */
  | { readonly kind: 'withdrawAll'; readonly reason: WithdrawReason }
  /** EVB was agreed, with these parameters: they count from the next timer start. */
  | {
      readonly kind: 'evb';
      readonly state: 'ready';
      readonly parameters: VdpParameters;
      /** Both sides advertise GroupID support. */
      readonly groupIdAgreed: boolean;
    }
  /** `lost`: the EVB TLV of the station is gone; `down`: EVB is off, which ends all VSIs with the reason `disabled`. */
  | { readonly kind: 'evb'; readonly state: 'down' | 'lost' }
  /** All VSIs are released at once and nothing is sent; EVB counts as never agreed. */
  | { readonly kind: 'reset'; readonly reason: VdpBridgeResetReason }
  /** `nextDeadline()` has come; too early does nothing. */
  | { readonly kind: 'timeout' };

/**
 * `unknownVsi`: not held here; `unknownQuery`: an id that was never given out; `invalidAnswer`, `invalidParameters`: with
 * what is wrong; `busy`: too many outputs wait for `poll`.
 */
export type VdpBridgeRefusal = Refusal<'unknownVsi' | 'unknownQuery' | 'invalidAnswer' | 'invalidParameters' | 'busy'>;
