// VDP as a channel sees it, in either role.

import type { Refusal } from '../core/refusal.js';
import type { EcpUlp } from '../ecp/multiplexer.js';
import type { VdpParameters } from '../vdp/parameters.js';

/** What a channel tells VDP in either role. */
export type ChannelVdpInput =
  | { readonly kind: 'ulpdu'; readonly bytes: Uint8Array; readonly at: number; readonly end: number }
  | {
      readonly kind: 'evb';
      readonly state: 'ready';
      readonly parameters: VdpParameters;
      readonly groupIdAgreed: boolean;
    }
  | { readonly kind: 'evb'; readonly state: 'down' | 'lost' }
  | { readonly kind: 'reset'; readonly reason: 'portDown' | 'disabled' | 'evbLost' }
  | { readonly kind: 'timeout' };

/** VDP in either role. */
export interface ChannelVdp<Input, Output> extends EcpUlp {
  handle(input: Input | ChannelVdpInput, now: number): Refusal | undefined;
  poll(): Output | undefined;
  hasUlpdu(now: number): boolean;
  nextDeadline(ecpBusy: boolean): number | undefined;
}
