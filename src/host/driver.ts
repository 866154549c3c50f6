// The loop around an endpoint: after each input all outputs are acted on, then the scheduler is armed for the next
// deadline. It knows nothing of what is in inputs and outputs.
//
// Re-entrance: an input given while outputs are acted on (a transport that delivers inside `send`, a manager that answers
// inside `query`) is handled at once, since the endpoint itself is never on the stack here; its outputs come behind those
// that wait already. So nothing nests deeper than one call, and the endpoint's bound on outputs bounds what may pile up.
//
// Always: what the host's code throws goes to `Observer.fault`, and neither the endpoint nor the loop notices.

import { Fifo } from '../core/fifo.js';
import type { Refusal } from '../core/refusal.js';
import type { Endpoint, HostPart, Observer, Scheduler, Timer } from './interfaces.js';

/** Every endpoint has it. */
export interface TimeoutInput {
  readonly kind: 'timeout';
}

/** Hears of inputs and outputs as an observer does, and may act on them. */
export interface Listener<Input, Output> {
  /** An input was taken. What it leads to has not been told yet. */
  taken?(input: Input): void;
  told?(output: Output): void;
  stopped?(): void;
}

export interface DriverParts<Input, Output> {
  readonly endpoint: Endpoint<Input | TimeoutInput, Output>;
  readonly scheduler: Scheduler;
  readonly observer: Observer<Input | TimeoutInput, Output> | undefined;
  /** Makes an output true. */
  perform(output: Output): void;
}

const TIMEOUT: TimeoutInput = { kind: 'timeout' };

export class Driver<Input, Output> {
  readonly #parts: DriverParts<Input, Output>;
  readonly #listeners = new Set<Listener<Input | TimeoutInput, Output>>();
  /** What waits until all outputs are acted on. */
  readonly #afterwards = new Fifo<() => void>();
  #isActing = false;
  #isStopped = false;
  #timer: Timer | undefined;
  #armedFor: number | undefined;
  /** Tells the timer that counts from those before it, for schedulers that run what was cancelled, or run it twice. */
  #armed = 0;
  #faults = 0;

  constructor(parts: DriverParts<Input, Output>) {
    this.#parts = parts;
  }

  get isStopped(): boolean {
    return this.#isStopped;
  }

  /** How often something of the host went wrong. */
  get faults(): number {
    return this.#faults;
  }

  now(): number {
    return this.#parts.scheduler.now();
  }

  /** Gives an input to the endpoint, and acts on what comes of it. A stopped driver gives nothing any more. */
  handle(input: Input | TimeoutInput): Refusal | undefined {
    if (this.#isStopped) return { code: 'stopped', field: '', expected: 'a driver that runs' };
    const { endpoint, observer } = this.#parts;
    const now = this.now();
    const refusal = endpoint.handle(input, now);
    if (observer?.input !== undefined) this.guard('observer', undefined, () => observer.input?.(input, now, refusal));
    if (refusal === undefined) {
      for (const one of this.#listeners) this.guard('listener', undefined, () => one.taken?.(input));
    }
    this.settle();
    return refusal;
  }

  /** Acts on all outputs that wait. Does nothing inside itself. */
  settle(): void {
    if (this.#isActing) return;
    this.#isActing = true;
    try {
      while (!this.#isStopped) {
        const output = this.#parts.endpoint.poll();
        if (output !== undefined) this.#act(output);
        else if (!this.#runNext()) break;
      }
    } finally {
      this.#isActing = false;
    }
    this.#arm();
  }

  /** Runs something when all outputs are acted on: now, where none is; at the latest when the driver is stopped. */
  afterwards(run: () => void): void {
    this.#afterwards.push(run);
    if (this.#isStopped) while (this.#runNext());
    else this.settle();
  }

  /** Hears of all that is taken and told from now on; answers how to end that. */
  listen(listener: Listener<Input | TimeoutInput, Output>): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  /** Runs something of the host's. Whatever it throws, or is rejected with, is a fault. */
  guard(part: HostPart, port: string | undefined, run: () => unknown): void {
    try {
      const result = run();
      if (isThenable(result)) result.then(undefined, (error) => this.fault(part, port, error));
    } catch (error) {
      this.fault(part, port, error);
    }
  }

  fault(part: HostPart, port: string | undefined, error: unknown): void {
    this.#faults++;
    try {
      this.#parts.observer?.fault?.({ part, ...(port !== undefined && { port }), error });
    } catch {
      // An observer that cannot even bear to hear of faults: counted, and that is all there is to do.
      this.#faults++;
    }
  }

  /** Ends it: nothing is acted on or armed any more. The endpoint stays as it is. */
  stop(): void {
    if (this.#isStopped) return;
    this.#isStopped = true;
    this.#disarm();
    for (const one of this.#listeners) this.guard('listener', undefined, () => one.stopped?.());
    this.#listeners.clear();
    while (this.#runNext());
  }

  #act(output: Output): void {
    const { observer } = this.#parts;
    if (observer?.output !== undefined) this.guard('observer', undefined, () => observer.output?.(output, this.now()));
    this.#parts.perform(output);
    for (const one of this.#listeners) this.guard('listener', undefined, () => one.told?.(output));
  }

  #runNext(): boolean {
    const run = this.#afterwards.shift();
    if (run === undefined) return false;
    this.guard('listener', undefined, run);
    return true;
  }

  #arm(): void {
    if (this.#isStopped) return;
    const next = this.#parts.endpoint.nextDeadline();
    if (next === this.#armedFor) return;
    this.#disarm();
    this.#armedFor = next;
    if (next === undefined) return;
    const armed = this.#armed;
    let isArmed = false;
    this.guard('scheduler', undefined, () => {
      const timer = this.#parts.scheduler.at(next, () => this.#fire(armed));
      isArmed = true;
      if (armed === this.#armed) this.#timer = timer;
    });
    // The next input tries again.
    if (!isArmed && armed === this.#armed) this.#armedFor = undefined;
  }

  #disarm(): void {
    this.#armed++;
    this.#armedFor = undefined;
    const timer = this.#timer;
    this.#timer = undefined;
    if (timer !== undefined) this.guard('scheduler', undefined, () => timer.cancel());
  }

  #fire(armed: number): void {
    if (armed !== this.#armed) return;
    this.#armed++;
    this.#armedFor = undefined;
    this.#timer = undefined;
    this.handle(TIMEOUT);
  }
}

const isThenable = (value: unknown): value is PromiseLike<unknown> =>
  typeof value === 'object' && value !== null && typeof (value as PromiseLike<unknown>).then === 'function';
