// Runs code of the host. What the code throws goes to `Observer.fault` and is counted; the caller goes on.

import type { HostPart, Observer } from './interfaces.js';

export class HostGuard {
  readonly #observer: Pick<Observer<never, never>, 'fault'> | undefined;
  #faults = 0;

  constructor(observer: Pick<Observer<never, never>, 'fault'> | undefined) {
    this.#observer = observer;
  }

  /** Number of faults so far. */
  get faults(): number {
    return this.#faults;
  }

  /** Runs code of a part. An exception is a fault, and so is a returned promise that is rejected. */
  run(part: HostPart, port: string | undefined, code: () => unknown): void {
    try {
      const result = code();
      if (isThenable(result)) result.then(undefined, (error) => this.fault(part, port, error));
    } catch (error) {
      this.fault(part, port, error);
    }
  }

  /** Tells the observer of a fault. */
  fault(part: HostPart, port: string | undefined, error: unknown): void {
    this.#faults++;
    try {
      this.#observer?.fault?.({ part, ...(port !== undefined && { port }), error });
    } catch {
      // The observer of faults has thrown: that fault can only be counted.
      this.#faults++;
    }
  }
}

export const isThenable = <T>(value: T | PromiseLike<T> | undefined): value is PromiseLike<T> =>
  typeof value === 'object' && value !== null && typeof (value as PromiseLike<unknown>).then === 'function';
