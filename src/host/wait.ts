// A promise for a condition of an endpoint: it is looked at now, and again after inputs and outputs that may change it.

import type { ChannelPlace } from '../evb/place.js';
import type { AbortSignalLike } from './abort.js';
import type { Driver } from './drive.js';
import type { EvbInput, EvbOutput } from './interfaces.js';
import { VsiError, type VsiFailure, type VsiWish } from './vsi-error.js';

export interface WaitOptions {
  /** Ends the wait: the promise is rejected with `aborted`. */
  readonly signal?: AbortSignalLike | undefined;
}

/** What is waited for. */
export interface Awaited<Value> {
  readonly wish: VsiWish;
  readonly place: ChannelPlace;
  /** The value in an object; `undefined` while the condition is false. */
  look(): { readonly value: Value } | undefined;
  /** Whether the condition may have become true with this input or output. */
  mayCome(what: EvbInput | EvbOutput): boolean;
}

/** Resolves with the value that `look` finds. Rejects with a `VsiError`: `aborted` or `stopped`. */
export function waitFor<Value>(
  driver: Driver,
  { wish, place, look, mayCome }: Awaited<Value>,
  { signal }: WaitOptions,
): Promise<Value> {
  return new Promise((resolve, reject) => {
    const fail = (failure: VsiFailure): void => reject(new VsiError(wish, place, undefined, failure));
    if (signal?.aborted) {
      fail({ reason: 'aborted', cause: signal.reason });
      return;
    }
    if (driver.isStopped) {
      fail({ reason: 'stopped' });
      return;
    }
    const found = look();
    if (found !== undefined) {
      resolve(found.value);
      return;
    }
    const end = (): void => {
      unlisten();
      signal?.removeEventListener('abort', abort);
    };
    const abort = (): void => {
      end();
      fail({ reason: 'aborted', cause: signal?.reason });
    };
    const lookAfter = (what: EvbInput | EvbOutput): void => {
      const there = mayCome(what) ? look() : undefined;
      if (there === undefined) return;
      end();
      resolve(there.value);
    };
    const stopped = (): void => {
      end();
      fail({ reason: 'stopped' });
    };
    const unlisten = driver.listen({ taken: lookAfter, told: lookAfter, stopped });
    signal?.addEventListener('abort', abort);
  });
}
