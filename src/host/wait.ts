// A promise for something that becomes true of an endpoint when it takes or tells something.

import type { AbortSignalLike } from './abort.js';
import type { Drive } from './drive.js';
import { VsiError, type VsiFailure, type VsiWish } from './vsi-error.js';

export interface WaitOptions {
  readonly signal?: AbortSignalLike | undefined;
}

/** What is waited for. */
export interface Awaited<Input, Output, Value> {
  readonly wish: VsiWish;
  /** `undefined` while it is not there. */
  look(): { readonly value: Value } | undefined;
  /** Whether it may be there after this. */
  mayCome(what: Input | Output): boolean;
}

/** Resolves with what `look` finds; rejects with a `VsiError` by the signal, or when the driver is stopped. */
export function waitFor<Input extends object, Output extends object, Value>(
  driven: Drive<Input, Output>,
  { wish, look, mayCome }: Awaited<Input, Output, Value>,
  { signal }: WaitOptions,
): Promise<Value> {
  return new Promise((resolve, reject) => {
    const fail = (failure: VsiFailure): void => reject(new VsiError(wish, undefined, failure));
    if (signal?.aborted) {
      fail({ reason: 'aborted', cause: signal.reason });
      return;
    }
    if (driven.isStopped) {
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
    const lookAfter = (what: Input | Output): void => {
      if (!mayCome(what)) return;
      const there = look();
      if (there === undefined) return;
      end();
      resolve(there.value);
    };
    const unlisten = driven.listen({
      taken: lookAfter,
      told: lookAfter,
      stopped: () => {
        end();
        fail({ reason: 'stopped' });
      },
    });
    signal?.addEventListener('abort', abort);
  });
}
