// The timer of a driver: one timer of the scheduler at a time, for the next deadline of the endpoint.
//
// Always: it expires at most once for each time it was set, also where the scheduler runs a timer that was cancelled, runs a
// timer twice, or runs it inside `at`.

import type { HostGuard } from './host-guard.js';
import type { Scheduler, Timer } from './interfaces.js';

export class DeadlineTimer {
  readonly #scheduler: Scheduler;
  readonly #guard: HostGuard;
  readonly #expired: () => void;
  #when: number | undefined;
  #timer: Timer | undefined;
  /** Number of the present setting. A timer of the scheduler knows the setting that it was made for. */
  #setting = 0;

  constructor(scheduler: Scheduler, guard: HostGuard, expired: () => void) {
    this.#scheduler = scheduler;
    this.#guard = guard;
    this.#expired = expired;
  }

  /** Sets the instant to expire at, in microseconds; `undefined` is never. */
  set(when: number | undefined): void {
    if (when === this.#when) return;
    this.#cancel();
    if (when === undefined) return;
    this.#when = when;
    const setting = this.#setting;
    let isArmed = false;
    this.#guard.run('scheduler', undefined, () => {
      const timer = this.#scheduler.at(when, () => this.#fire(setting));
      isArmed = true;
      if (setting === this.#setting) this.#timer = timer;
    });
    // A scheduler that has thrown is tried again with the next setting.
    if (!isArmed && setting === this.#setting) this.#when = undefined;
  }

  #cancel(): void {
    const timer = this.#timer;
    this.#forget();
    if (timer !== undefined) this.#guard.run('scheduler', undefined, () => timer.cancel());
  }

  #fire(setting: number): void {
    if (setting !== this.#setting) return;
    this.#forget();
    this.#expired();
  }

  #forget(): void {
    this.#setting++;
    this.#when = undefined;
    this.#timer = undefined;
  }
}
