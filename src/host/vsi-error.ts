// Why a promise about a VSI, or about its S-channel, is rejected.

import type { Refusal } from '../core/refusal.js';
import { type ChannelPlace, DEFAULT_SCID } from '../evb/place.js';
import type { VdpCommand, VsiReason } from '../vdp/vsi.js';
import { errorTypeText } from '../vdp/wire/fields.js';
import { formatVsiid, type VsiKey } from '../vdp/wire/identity.js';

export type VsiErrorReason =
  /** As the station tells it in `failed`. */
  | VsiReason
  /** The station or the bridge has not taken the input: see `refusal`. Nothing was sent. */
  | 'notTaken'
  /** The abort signal came: see `cause`. */
  | 'aborted'
  /** The driver was stopped. */
  | 'stopped';

/** How a wish failed. */
export interface VsiFailure {
  readonly reason: VsiErrorReason;
  /** Error type of the bridge, 1..5. */
  readonly error?: number | undefined;
  readonly hard?: boolean | undefined;
  readonly keep?: boolean | undefined;
  readonly refusal?: Refusal | undefined;
  readonly cause?: unknown;
}

/** The failure that a refusal stands for. */
export const notTaken = (refusal: Refusal): VsiFailure =>
  refusal.code === 'stopped' ? { reason: 'stopped' } : { reason: 'notTaken', refusal };

/** What the host wanted. */
export type VsiWish = VdpCommand | 'withdraw' | 'ready' | 'channelUp';

/**
 * A wish has failed. Recognise the error by `code`, and tell failures apart by `reason`.
 *
 * @example
 * await port.associate(vsi).catch((error: VsiError) => {
 *   console.log(error.message); // associate a1412857-60f7-4ce1-e95a-2164943f53aa on eth0: refused, insufficient resources
 *   if (error.hard) giveUp(error.vsi);
 * });
 */
export class VsiError extends Error {
  override readonly name = 'VsiError';
  readonly code = 'dot1qbgVsi';
  readonly wish: VsiWish;
  readonly port: string;
  /** 1..4094; 1 is the default S-channel. */
  readonly scid: number;
  /** `undefined` for the wishes `ready` and `channelUp`. */
  readonly vsi: VsiKey | undefined;
  readonly reason: VsiErrorReason;
  /** Error type of the bridge, 1..5; `undefined` where the bridge gave none. */
  readonly error: number | undefined;
  /** The same command will fail again. */
  readonly hard: boolean;
  /** The VSI goes on as it was before the command. */
  readonly keep: boolean;
  /** For the reason `notTaken`: why. */
  readonly refusal: Refusal | undefined;

  constructor(wish: VsiWish, { port, scid }: ChannelPlace, vsi: VsiKey | undefined, failure: VsiFailure) {
    const { reason, error, hard = false, keep = false, refusal, cause } = failure;
    const subject = vsi === undefined ? '' : ` ${formatVsiid(vsi.vsiidFormat, vsi.vsiid)}`;
    const place = scid === DEFAULT_SCID ? port : `${port} channel ${scid}`;
    super(`${wish}${subject} on ${place}: ${textOf(failure)}`, cause === undefined ? undefined : { cause });
    this.wish = wish;
    this.port = port;
    this.scid = scid;
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
  return error === undefined ? reason : `${reason}, ${errorTypeText(error)}`;
}
