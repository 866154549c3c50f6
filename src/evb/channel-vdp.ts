// VDP as a channel sees it, in either role.

import type { Refusal } from '../core/refusal.js';
import type { EcpUlp } from '../ecp/ulp.js';
import type { VdpParameters } from '../vdp/parameters.js';

/** Why all VSIs of a channel end at once. */
export type ChannelEndReason = 'portDown' | 'disabled' | 'evbLost' | 'sChannelDeleted';

/** What a channel tells VDP in either role. */
export type ChannelVdpInput =
  | {
      readonly kind: 'evb';
      readonly state: 'ready';
      readonly parameters: VdpParameters;
      readonly groupIdAgreed: boolean;
    }
  | { readonly kind: 'evb'; readonly state: 'down' | 'lost' }
  | { readonly kind: 'reset'; readonly reason: ChannelEndReason }
  | { readonly kind: 'timeout' };

/** VDP in either role. */
export interface ChannelVdp<Input, Output> extends EcpUlp {
  handle(input: Input | ChannelVdpInput, now: number): Refusal | undefined;
  poll(): Output | undefined;
  /** Queries of a VSI manager made so far; a station makes none. */
  readonly queries: number;
  nextDeadline(ecpBusy: boolean): number | undefined;
}
