// Why a promise about a VSI is rejected.

import type { Refusal } from '../core/refusal.js';
import type { VdpStationFailure } from '../vdp/station/data.js';
import type { BridgeVerdict, VdpCommand } from '../vdp/station/io.js';
import type { VsiKey } from '../vdp/wire/identity.js';

export type VsiErrorReason =
  /** As the station tells it: by the bridge, by time, by a port that went down. */
  | VdpStationFailure
  /** Another command for the same VSI took its place. */
  | 'superseded'
  /** The station or the bridge did not take it: see `refusal`. Nothing was sent. */
  | 'notTaken'
  /** The signal. */
  | 'aborted'
  /** The driver was stopped. */
  | 'stopped';

/** How something about a VSI failed. */
export interface VsiFailure extends BridgeVerdict {
  readonly reason: VsiErrorReason;
  readonly keep?: boolean | undefined;
  readonly refusal?: Refusal | undefined;
  readonly cause?: unknown;
}

/** What a refusal is to whoever waits for a promise. */
export const notTaken = (refusal: Refusal): VsiFailure =>
  refusal.code === 'stopped' ? { reason: 'stopped' } : { reason: 'notTaken', refusal };

/** What was wanted. */
export type VsiWish = VdpCommand | 'withdraw' | 'ready' | 'channelUp';

/** A wish that failed. Recognise it by `code`, as an `EncodeError`, and tell them apart by `reason`. */
export class VsiError extends Error {
  override readonly name = 'VsiError';
  readonly code = 'dot1qbgVsi';
  readonly wish: VsiWish;
  /** `undefined` for `ready` and `channelUp`. */
  readonly vsi: VsiKey | undefined;
  readonly reason: VsiErrorReason;
  /** Error type of the bridge, 1..5; `undefined` where it told none. */
  readonly error: number | undefined;
  /** The same command will fail again. */
  readonly hard: boolean;
  /** The VSI goes on as it was before the command. */
  readonly keep: boolean;
  /** Of `notTaken`. */
  readonly refusal: Refusal | undefined;

  constructor(wish: VsiWish, vsi: VsiKey | undefined, failure: VsiFailure) {
    const { reason, error, hard = false, keep = false, refusal, cause } = failure;
    super(`${wish}: ${textOf(failure)}`, cause === undefined ? undefined : { cause });
    this.wish = wish;
    this.vsi = vsi;
    this.reason = reason;
    this.error = error;
    this.hard = hard;
    this.keep = keep;
    this.refusal = refusal;
  }
}

function textOf({ reason, error, refusal }: VsiFailure): string {
  if (refusal !== undefined) {
    const { code, field, expected } = refusal;
    return `${code}, expected ${field === '' ? '' : `${field}: `}${expected}`;
  }
  return error === undefined ? reason : `${reason}, error type ${error}`;
}
